# `cmake --install` and the Debian package: one program that carries its web application, fonts, schemes and templates
# in itself, its service, settings and manual. `tools/package` makes it.
include(GNUInstallDirs)
if(NOT TARGET phaen)
    return()
endif()

install(TARGETS phaen RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

find_program(PHAEN_GZIP gzip REQUIRED)
set(package_folder ${PROJECT_BINARY_DIR}/package)
file(MAKE_DIRECTORY ${package_folder})
foreach(pair IN ITEMS docs/man/phaen.1:phaen.1.gz CHANGELOG.md:NEWS.gz
        packaging/debian/changelog:changelog.gz)
    string(REPLACE ":" ";" pair ${pair})
    list(GET pair 0 from)
    list(GET pair 1 to)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${from})
    execute_process(
        COMMAND ${PHAEN_GZIP} -9nc ${PROJECT_SOURCE_DIR}/${from}
        OUTPUT_FILE ${package_folder}/${to} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
install(FILES ${package_folder}/phaen.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${package_folder}/NEWS.gz ${package_folder}/changelog.gz packaging/debian/copyright
    DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES packaging/debian/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
    RENAME phaen)
install(FILES docs/operations.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES packaging/phaen.service DESTINATION /lib/systemd/system)
install(FILES packaging/phaen.toml DESTINATION /etc/phaen PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ)
install(FILES packaging/phaen.default DESTINATION /etc/default RENAME phaen
    PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ)

if(NOT PHAEN_WEB)
    return()  # a package without its web application would be half of one
endif()
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME phaen)
set(CPACK_PACKAGE_VENDOR Phaen)
# Who builds it for others says who they are.
set(PHAEN_PACKAGE_CONTACT "The authors of Phaen <phaen@example.org>" CACHE STRING "Who answers for the package")
set(CPACK_PACKAGE_CONTACT ${PHAEN_PACKAGE_CONTACT})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "planning system of a Thai public agency")
set(CPACK_PACKAGE_DESCRIPTION
    "Reads an agency's annual action plan, checks it, prints it, and keeps its year:
 budget, progress, evidence, scores and approvals, in Thai and English.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What is loaded when it is needed, so that the program's own list does not have it (docs/adr/0008).
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "adduser, libcurl4, libglib2.0-0, libpango-1.0-0, libpangocairo-1.0-0, libpangoft2-1.0-0, libcairo2, libfontconfig1, libthai0, libqpdf29, liblcms2-2")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libpq5, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx | caddy, postgresql")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${PROJECT_SOURCE_DIR}/packaging/debian/postinst ${PROJECT_SOURCE_DIR}/packaging/debian/prerm
    ${PROJECT_SOURCE_DIR}/packaging/debian/postrm ${PROJECT_SOURCE_DIR}/packaging/debian/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
