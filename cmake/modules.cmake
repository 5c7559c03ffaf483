# Modules: what the program loads when it is wanted. Linked to it, SDL and what SDL brings would add 8 ms to
# the start of every run, MPI 1 ms. They lie beside it, and in lib/ccsim as installed.
function(ccsim_module name)
  target_link_libraries(${name} PRIVATE ccsim_flags ${ARGN})
  set_target_properties(${name} PROPERTIES PREFIX "" C_VISIBILITY_PRESET hidden
    LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  ccsim_program(${name})
  if(NOT CCSIM_PGO STREQUAL "TRAIN")
    add_dependencies(ccsim ${name})
  endif()
  install(TARGETS ${name} LIBRARY DESTINATION lib/ccsim)
endfunction()

# The window of `ccsim watch`.
if(WINDOW_FOUND)
  file(GLOB window_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/viz/sdl/*.c)
  add_library(ccsim_window MODULE ${window_sources})
  ccsim_module(ccsim_window PkgConfig::WINDOW)
else()
  message(STATUS "ccsim watch is built without its window: it needs SDL2, SDL2_ttf, fontconfig and libpng")
endif()

# The ranks of an MPI job. Sanitizers would report what Open MPI keeps until the end.
if(OMPI_FOUND AND NOT CCSIM_SANITIZE)
  file(GLOB mpi_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/experiment/mpi/*.c)
  add_library(ccsim_mpi MODULE ${mpi_sources})
  ccsim_module(ccsim_mpi PkgConfig::OMPI)
endif()
