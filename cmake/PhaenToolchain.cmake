# Warnings, sanitizers, coverage and the linker: one interface target that every target of ours links.
add_library(phaen_options INTERFACE)

target_compile_options(phaen_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
    -Woverloaded-virtual -Wcast-qual -Wformat=2 -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(phaen_options INTERFACE -Wduplicated-cond -Wlogical-op)
    # g++ 12 sees uninitialised members in every optimised std::variant that holds a vector; the sanitizers and clang's
    # analyzer look for the real ones. It also sees overlapping copies in std::string::insert.
    target_compile_options(phaen_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # libstdc++ 12's own stable_sort calls what it marks as deprecated, and clang blames us.
    target_compile_options(phaen_options INTERFACE -Wno-deprecated-declarations)
endif()
if(PHAEN_WERROR)
    target_compile_options(phaen_options INTERFACE -Werror)
endif()
if(PHAEN_SANITIZE)
    target_compile_options(phaen_options INTERFACE -fsanitize=${PHAEN_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(phaen_options INTERFACE -fsanitize=${PHAEN_SANITIZE})
endif()
if(PHAEN_FUZZ)
    # Every module is watched by the fuzzer, and a bug of ours stops it where it happens.
    target_compile_options(phaen_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(phaen_options INTERFACE -fsanitize=address,undefined)
    target_compile_definitions(phaen_options INTERFACE PHAEN_ABORT_ON_BUG)
endif()
if(PHAEN_COVERAGE)
    target_compile_options(phaen_options INTERFACE -fprofile-instr-generate -fcoverage-mapping)
    target_link_options(phaen_options INTERFACE -fprofile-instr-generate)
endif()

find_program(PHAEN_MOLD mold)
if(PHAEN_MOLD)
    target_link_options(phaen_options INTERFACE -fuse-ld=mold)
endif()

find_program(PHAEN_CCACHE ccache)
if(PHAEN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_C_COMPILER_LAUNCHER "${PHAEN_CCACHE}")
    set(CMAKE_CXX_COMPILER_LAUNCHER "${PHAEN_CCACHE}")
endif()
