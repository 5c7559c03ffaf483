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
  elseif(test MATCHES "/")
    set(program ${test}.c)
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
  "uint32_t best = first_in(self, o, has_doors);"
  "uint32_t best = self->lane[o->lane].last;"
  test_kiefer_wolfowitz "the recursion says")
# A change goes before what else happens at its moment.
ccsim_mutant(change_first models/center/processes/controls.c
  "SIM_PRIORITY_CHANGE" "SIM_PRIORITY_CLOCK"
  models/center/test_script "FAILED.*a_change_is_behind_all_else_of_its_moment")
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

# Channels and automation. The customer writes again after twice the time;
ccsim_mutant(silence_twice models/center/life_dormant.c
  "c->queued = self->now.time + c->typing;" "c->queued = self->now.time + 2 * c->typing;"
  test_messaging ${theory})
# whoever does goes before the new;
ccsim_mutant(woken_first models/center/life_dormant.c
  "cc_life_line_wait(self, id, false, CC_WOKEN)" "cc_life_line_wait(self, id, true, CC_WOKEN)"
  test_messaging ${theory})
# a conversation closed for silence settles its issue, whoever has left it.
ccsim_mutant(silent_duplicate models/center/life_dormant.c
  "if (!self->leaves_duplicates || !cc_life_handled_one(self, id, p_resolved))" "if (!self->leaves_duplicates || true)"
  models/center/test_conversations "FAILED.*closed_for_silence_is_handled_of_a_duplicate_too")
# One case too many; one slot; the last who waits for a slot is let in first.
ccsim_mutant(caseload_one_more models/center/keeping.c
  "? (uint32_t)center->group[g].caseload :" "? (uint32_t)center->group[g].caseload + 1 :"
  test_messaging ${theory})
ccsim_mutant(slots_one_more models/center/life_enter.c
  "return team->n_inside < (uint32_t)" "return team->n_inside <= (uint32_t)"
  test_second "scenarios differ")
ccsim_mutant(entering_last_first models/center/life_enter.c
  "enter(self, team->first, team);" "enter(self, team->last, team);"
  test_second "scenarios differ")
# The patience of who is told at night is not moved to the opening.
ccsim_mutant(told_at_night models/center/life_enter.c
  "c->patience = opens + c->patience *" "c->patience = c->patience *"
  test_second "scenarios differ")
# A generation of further posts too many.
ccsim_mutant(one_generation_more models/center/life_posts.c
  "generation_of(c->owner) >= content->generations" "generation_of(c->owner) > content->generations"
  test_items ${theory})
# Nobody tells those at home that their issue is handled; silos know of each other.
ccsim_mutant(redials_all_the_same models/center/life_duplicate.c
  "return c->state == CC_WAITING || c->state == CC_REDIALLING;" "return c->state == CC_WAITING;"
  models/center/test_conversations "FAILED.*closed_for_silence_is_handled_of_a_duplicate_too")
ccsim_mutant(silos_know models/center/life_duplicate.c
  "const bool merges = self->scenario->center.history == CC_HISTORY_CENTER;" "const bool merges = true;"
  test_ends ${theory})
# Who would not redial goes to another channel; those go who would not.
ccsim_mutant(switch_as_redial models/center/life_switch.c
  "sim_uniform(u.word[2]) < cc_life_table" "sim_uniform(u.word[0]) < cc_life_table"
  test_second "scenarios differ")
ccsim_mutant(others_switch models/center/life_switch.c
  "sim_uniform(u.word[2]) < cc_life_table" "sim_uniform(u.word[2]) >= cc_life_table"
  test_ends ${theory})
# A conference ends as soon as the next agent has been told.
ccsim_mutant(no_conference models/center/life_transfer.c
  "if (!handing->is_conference)" "if (handing->helper > 0)"
  test_handing ${theory})
# A callback is offered from one more in line on.
ccsim_mutant(offer_one_later models/center/nodes/offer.c
  "center->lane[service->lane].n >= (uint32_t)self->waiting" "center->lane[service->lane].n > (uint32_t)self->waiting"
  test_offers ${theory})
# What was brought brings nothing; an outage ends at once, without decay.
ccsim_mutant(no_grandchildren models/center/excite.c
  "        cc_excite(self, owner, issue);\n    }" "    }"
  test_bursts "FAILED.*self_exciting_issues_before_many_agents")
ccsim_mutant(burst_without_decay models/scenario/burst.c
  "(kind->duration + kind->decay * -sim_expm1(-(x - kind->duration) / kind->decay))" "kind->duration"
  test_bursts ${theory})
# Shares of a way are each compared with the same number; who goes past a full node is not handed over.
ccsim_mutant(shares_apart models/center/way.c
  "        u -= p;\n" ""
  test_automation "FAILED")
ccsim_mutant(past_a_full_node models/center/life_automation.c
  "        at = cc_way_leads(self, &self->contact[id], &node->then, (uint32_t)at | CC_PASSING);\n"
  "        at = cc_way_leads(self, &self->contact[id], &node->then, (uint32_t)at | CC_PASSING);\n        cc_count_cell(self, &self->contact[id])[CC_N_handed_over] -= at == CC_TO_QUEUE;\n"
  models/center/test_visits "FAILED.*past_a_full_node_they_are_handed_over_by_the_one_before")
# An emergency waits its turn; the longest turn comes first; who has left is found out at once.
ccsim_mutant(emergency_waits models/center/life_agent.c
  "if (before != CC_NONE && cc_life_goes_first(self, c))" "if (false)"
  models/center/test_conversations "FAILED.*an_emergency_has_the_next_turn_whatever_the_rule")
ccsim_mutant(longest_turn models/center/life_turn.c
  "best == CC_NONE || time < least" "best == CC_NONE || time > least"
  test_sharing ${theory})
ccsim_mutant(found_out_at_once models/center/life_silent.c
  "sim_timer_set(&self->now.calendar, id, self->now.time + c->typing, SIM_PRIORITY_COMPLETION);"
  "sim_timer_set(&self->now.calendar, id, self->now.time, SIM_PRIORITY_COMPLETION);"
  test_silent ${theory})
# A player that is taken back forgets what is still to be changed.
ccsim_mutant(past_without_script viz/player/move.c
  "frame->step == 0 ? -1 : frame->time);" "frame->step == 0 ? -1 : INFINITY);"
  viz/player/test_changes "live, and by its script")
# On from half a way, what has happened lately is known only from there on.
ccsim_mutant(short_memory viz/player/move.c
  "since < time - self->def.recall" "since < time" viz/player/test_seek "records other")
# The run ends at its horizon, not where the player is.
ccsim_mutant(price_of_the_whole_day models/center/center.c
  "self->window.horizon = time;" "self->window.horizon = fmax(time, horizon);"
  viz/player/test_figures "of a run that ends then")
# Indices of the wrong base points; a point less the baseline the other way round; a gap that is passed over; an own KPI without
# its gradient.
ccsim_mutant(wrong_base experiment/sweep/indices.c
  "y * moved" "x * moved" experiment/sweep/test_indices "FAILED.*ishigami_has_its_indices")
ccsim_mutant(baseline_less_point experiment/sweep/gather.c
  ".sample = {there, here}," ".sample = {here, there},"
  experiment/sweep/test_findings "FAILED.*figures_are_those_of_run")
ccsim_mutant(over_a_gap experiment/store/recall.c
  "list[point->n] == point->n" "true"
  experiment/sweep/test_findings "FAILED.*figures_are_of_what_is_there")
ccsim_mutant(no_gradient experiment/sweep/influence.c
  "gradient[j] * part[j].residual[r]" "part[j].residual[r]"
  experiment/sweep/test_influence "FAILED.*a_quotient_of_counters_is_a_ratio")
# A program's decimal commas in its thread, and in those of a sweep; GSL's handler is not brought back; agents as they were.
ccsim_mutant(commas library/guard.c
  "plain != (locale_t)0 ? uselocale(plain) : (locale_t)0" "uselocale((locale_t)0)"
  library/test_scenario "FAILED.*decimal_commas_are_for_people")
ccsim_mutant(commas_in_threads experiment/sweep/crew.c
  "(void)uselocale(it.locale);" "" library/test_sweep "FAILED.*decimal_commas_are_for_people")
ccsim_mutant(handler_stays library/guard.c
  "if (--inside.n == 0) {" "if (--inside.n == 99) {" library/test_run "FAILED.*threads_share_a_scenario")
ccsim_mutant(agents_as_they_were library/center.c
  "self->is_seen = false;" "" library/test_center "FAILED.*it_stops_when_a_condition_holds")
# Controls whose mean is another than what is taken off; one whose mean in the sample is forgotten; pairs that
# are taken as two.
ccsim_mutant(bunches_off models/center/brought.c
  "off * off - spread" "off * off - 0.9 * spread"
  models/center/test_brought "bunching of calls is")
ccsim_mutant(intercept_known experiment/adjust.c
  "(1 / n + away)" "(1 / n)"
  experiment/test_adjust "FAILED.*it_is_the_intercept_of_least_squares")
ccsim_mutant(half_units experiment/unit.c
  "self->n < self->size" "self->n + 1 < self->size"
  experiment/test_variance "FAILED.*day_factors_are_where_it_helps")
