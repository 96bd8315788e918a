# phaen_embed(target symbol file): the file's bytes between the symbols `<symbol>_begin` and `<symbol>_end`.
function(phaen_embed target symbol file)
    set(source "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S")
    file(CONFIGURE OUTPUT "${source}" CONTENT
[[    .section .rodata
    .global @symbol@_begin
    .global @symbol@_end
    .balign 16
@symbol@_begin:
    .incbin "@file@"
@symbol@_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]] @ONLY)
    # An assembler has no use for most of a C++ target's options, and clang says so of each, as an error under -Werror.
    set_source_files_properties("${source}" PROPERTIES
        OBJECT_DEPENDS "${file}"
        COMPILE_OPTIONS -Wno-unused-command-line-argument)
    target_sources(${target} PRIVATE "${source}")
endfunction()

# phaen_web_archive(output): builds web/ and packs what it made into one file, in the form that web_files.cpp reads.
function(phaen_web_archive output)
    file(GLOB_RECURSE inputs CONFIGURE_DEPENDS
        "${PROJECT_SOURCE_DIR}/web/src/*" "${PROJECT_SOURCE_DIR}/web/public/*" "${PROJECT_SOURCE_DIR}/web/scripts/*")
    list(APPEND inputs
        "${PROJECT_SOURCE_DIR}/web/package-lock.json" "${PROJECT_SOURCE_DIR}/web/index.html"
        "${PROJECT_SOURCE_DIR}/web/vite.config.ts")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${PROJECT_SOURCE_DIR}/tools/build-web" "${output}"
        DEPENDS ${inputs} "${PROJECT_SOURCE_DIR}/tools/build-web"
        COMMENT "Building the web application"
        USES_TERMINAL)
endfunction()
