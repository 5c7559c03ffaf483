# The window of `ccsim watch`: a module that the program loads when it is wanted. Linked to it, SDL and
# what SDL brings would add 8 ms to the start of every run.
if(NOT WINDOW_FOUND)
  message(STATUS "ccsim watch is built without its window: it needs SDL2, SDL2_ttf, fontconfig and libpng")
  return()
endif()
file(GLOB window_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/viz/sdl/*.c)
add_library(ccsim_window MODULE ${window_sources})
target_link_libraries(ccsim_window PRIVATE ccsim_flags PkgConfig::WINDOW)
set_target_properties(ccsim_window PROPERTIES PREFIX "" C_VISIBILITY_PRESET hidden
  LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
ccsim_program(ccsim_window)
if(NOT CCSIM_PGO STREQUAL "TRAIN")
  add_dependencies(ccsim ccsim_window)
endif()
install(TARGETS ccsim_window LIBRARY DESTINATION lib/ccsim)
