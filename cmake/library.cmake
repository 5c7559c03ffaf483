# libccsim, static and shared, for programs of others: the layers below the command line as one object, of which
# only names that begin with ccsim_ can be seen, so that none of it meets a name of the program's. It is made
# with optimisation at link time, where its code is made for any place in memory; what is compiled for the
# program stays as fast as it is. Without that (CCSIM_LTO OFF) all is compiled so.
option(CCSIM_LIBRARY "Build libccsim" ${CCSIM_LTO})
if(NOT CCSIM_LIBRARY OR CCSIM_SANITIZE OR CCSIM_PGO)
  return()
endif()
find_program(CCSIM_OBJCOPY NAMES ${CMAKE_OBJCOPY} objcopy REQUIRED)
set(ccsim_layers ccsim_library ccsim_report ccsim_experiment ccsim_models ccsim_sim)
if(CCSIM_LTO)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  separate_arguments(flags UNIX_COMMAND "${CMAKE_C_FLAGS} ${CMAKE_C_FLAGS_${type}}")
  list(APPEND flags -flto=auto -flinker-output=nolto-rel)
else()
  set(flags "")
  set_target_properties(${ccsim_layers} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endif()
set(archives ${ccsim_layers})
list(TRANSFORM archives REPLACE "(.+)" "$<TARGET_FILE:\\1>")
list(POP_FRONT archives first)
set(object ${PROJECT_BINARY_DIR}/libccsim.o)
add_custom_command(OUTPUT ${object}
  COMMAND ${CMAKE_C_COMPILER} ${flags} -fPIC -r -nostdlib -o ${object}
    -Wl,--whole-archive ${first} -Wl,--no-whole-archive ${archives}
  COMMAND ${CCSIM_OBJCOPY} --wildcard "--keep-global-symbol=ccsim_*" ${object}
  DEPENDS ${ccsim_layers} COMMENT "Linking libccsim into one object" VERBATIM)
set_source_files_properties(${object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)

# One of them makes the object, the other waits.
add_library(ccsim_shared SHARED ${object})
add_library(ccsim_static STATIC ${object})
add_dependencies(ccsim_static ccsim_shared)
set_target_properties(ccsim_shared ccsim_static PROPERTIES OUTPUT_NAME ccsim LINKER_LANGUAGE C)
set_target_properties(ccsim_shared PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
target_link_libraries(ccsim_shared PRIVATE PkgConfig::GSL PkgConfig::SLEEF PkgConfig::LIBCONFIG PkgConfig::JANSSON
  PkgConfig::SQLITE3 Threads::Threads m)
target_link_options(ccsim_shared PRIVATE -Wl,--as-needed -Wl,-z,defs
  -Wl,--version-script=${PROJECT_SOURCE_DIR}/cmake/library.map)
set_target_properties(ccsim_shared PROPERTIES LINK_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/library.map)
add_custom_target(libccsim DEPENDS ccsim_shared ccsim_static)

# What a program needs to find it. All of it may be moved, and the prefix may have blanks.
configure_file(cmake/ccsim.pc.in ${PROJECT_BINARY_DIR}/ccsim.pc @ONLY)
configure_file(cmake/ccsim-config.cmake.in ${PROJECT_BINARY_DIR}/ccsim-config.cmake @ONLY)
include(CMakePackageConfigHelpers)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ccsim-config-version.cmake COMPATIBILITY SameMinorVersion)
install(TARGETS ccsim_shared ccsim_static LIBRARY DESTINATION lib ARCHIVE DESTINATION lib)
install(FILES library/include/ccsim.h DESTINATION include)
install(FILES ${PROJECT_BINARY_DIR}/ccsim.pc DESTINATION lib/pkgconfig)
install(FILES ${PROJECT_BINARY_DIR}/ccsim-config.cmake ${PROJECT_BINARY_DIR}/ccsim-config-version.cmake
  DESTINATION lib/cmake/ccsim)
