# Profile-guided build, with CCSIM_PGO=ON. First the program is built in train/, with counters, and
# cmake/train.sh runs scenarios with it; then all is compiled with what was counted. The build in
# train/ is this same project with CCSIM_PGO=TRAIN.
if(NOT CMAKE_C_COMPILER_ID STREQUAL "GNU" OR CMAKE_C_COMPILER_VERSION VERSION_LESS 12)
  message(FATAL_ERROR "CCSIM_PGO needs gcc 12 or later; "
    "this is ${CMAKE_C_COMPILER_ID} ${CMAKE_C_COMPILER_VERSION}. Try CC=gcc, or CCSIM_PGO=OFF.")
endif()

# Counts are kept by the name that an object has within its build folder.
if(CCSIM_PGO STREQUAL "TRAIN")
  set(options -fprofile-generate=${PROJECT_BINARY_DIR}/profile)
  target_link_options(ccsim_flags INTERFACE -fprofile-generate)
else()
  set(train ${PROJECT_BINARY_DIR}/train)
  # What the training did not reach is compiled as ever, not for size. A profile turns on -ftracer,
  # which made all slower than without one: Erlang A 124 ns a contact, not 107.
  set(options -fprofile-use=${train}/profile -fprofile-partial-training -fno-tracer
    -Wno-missing-profile)
  set(build ${CMAKE_COMMAND} --build ${train} --target ccsim)
  if(CMAKE_GENERATOR MATCHES "Makefiles")
    set(build $(MAKE) -C ${train} ccsim)
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS sim/*.[ch] models/*.[ch] experiment/*.[ch] report/*.[ch] cli/*.[ch])
  add_custom_command(OUTPUT ${train}/trained
    COMMAND ${CMAKE_COMMAND} -S ${PROJECT_SOURCE_DIR} -B ${train} -G ${CMAKE_GENERATOR}
      -DCCSIM_PGO=TRAIN -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER} -DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}
      -DCMAKE_C_FLAGS=${CMAKE_C_FLAGS} -DCMAKE_C_FLAGS_RELEASE=${CMAKE_C_FLAGS_RELEASE}
    COMMAND ${build}
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${train}/profile
    COMMAND sh ${PROJECT_SOURCE_DIR}/cmake/train.sh ${train}/ccsim
    COMMAND ${CMAKE_COMMAND} -E touch ${train}/trained
    DEPENDS ${sources} cmake/train.sh
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    COMMENT "Training the program on the scenarios" VERBATIM)
  add_custom_target(ccsim_trained DEPENDS ${train}/trained)
  add_dependencies(ccsim_flags ccsim_trained)
endif()
target_compile_options(ccsim_flags INTERFACE ${options} -fprofile-prefix-path=${PROJECT_BINARY_DIR})
