# Deliberately broken builds: a test that is linked to a changed copy of one source must fail in its
# own words, or it proves nothing. The changed object comes before the library, which has the same.
# A changed header comes before the true one for the sources named behind.
add_custom_target(mutants)
function(ccsim_mutant name file old new test says)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${file})
  file(READ ${PROJECT_SOURCE_DIR}/${file} text)
  string(REPLACE "${old}" "${new}" changed "${text}")
  if(changed STREQUAL text)
    message(FATAL_ERROR "tests/mutants.cmake: ${file} no longer holds: ${old}")
  endif()
  set(program verify/${test}.c)
  if(test STREQUAL test_second) # a program of several files
    set(program ${second})
  endif()
  set(place ${PROJECT_BINARY_DIR}/generated/mutants/${name})
  file(GENERATE OUTPUT ${place}/${file} CONTENT "${changed}")
  if(ARGN)
    list(TRANSFORM ARGN PREPEND ${PROJECT_SOURCE_DIR}/)
    add_executable(mutant_${name} ${program} ${ARGN})
    target_include_directories(mutant_${name} BEFORE PRIVATE ${place})
  else()
    add_executable(mutant_${name} ${program} ${place}/${file})
  endif()
  target_link_libraries(mutant_${name} PRIVATE ccsim_test_support)
  add_dependencies(mutants mutant_${name})
  add_test(NAME verify/mutant_${name} COMMAND mutant_${name})
  set_tests_properties(verify/mutant_${name} PROPERTIES TIMEOUT 300 PASS_REGULAR_EXPRESSION "${says}")
endfunction()

set(theory "the simulation is not what theory says")

# Patience and work from the same uniform: who has little to say is also in a hurry.
ccsim_mutant(same_uniform models/center/life_begin.h
  "draw_value(&content->work.dist, 1, fate" "draw_value(&content->work.dist, 0, fate"
  test_erlang_a ${theory} models/center/arrivals.c models/center/life_customer.c)
# One agent too few is held back from e-mail.
ccsim_mutant(reserve_off_by_one models/center/routing.c
  "crew->now->n_idle <= option->reserve" "crew->now->n_idle < option->reserve"
  test_blending ${theory})
# Who came last is served first: the mean wait does not tell.
ccsim_mutant(last_come_first models/center/routing.c
  "uint32_t best = self->lane[o->lane].first;"
  "uint32_t best = self->lane[o->lane].last;"
  test_kiefer_wolfowitz "the recursion says")
# A line is let go at the end of the wait, not of the talk.
ccsim_mutant(line_let_go models/center/common.h
  "    cc_life_draw_answer(self, c, service);\n"
  "    cc_life_draw_answer(self, c, service);\n    cc_trunk_release(self, c);\n"
  test_menu_and_lines ${theory} models/center/center.c models/center/arrivals.c models/center/life_customer.c
  models/center/life_queue.c)
# One agent more than reserved is held back.
ccsim_mutant(reserve_idles models/center/routing.c
  "crew->now->n_idle <= option->reserve" "crew->now->n_idle <= option->reserve + 1"
  test_nobody_idles "somebody idles after event")
# What the second simulator finds, which no theorem is about. Of equals the later one:
ccsim_mutant(second_tie models/center/routing.c "x->order < y->order" "x->order > y->order"
  test_second "scenarios differ")
# patience that begins before automation;
ccsim_mutant(second_patience models/center/life_queue.c
  "self->now.time + c->patience" "fmax(self->now.time, c->arrived + c->patience)"
  test_second "scenarios differ")
# a first response from the issue's first contact on.
ccsim_mutant(second_count models/center/life.h
  "count[CC_N_first_response] += self->now.time - c->arrived"
  "count[CC_N_first_response] += self->now.time - c->begun"
  test_second "scenarios differ"
  models/center/life_agent.c models/center/life_pending.c)
