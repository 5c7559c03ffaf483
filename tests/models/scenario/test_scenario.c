/* Scenarios that must load, and what the simulator then sees. */
#include "models/scenario/load.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/scenario/canonical.h"
#include "models/scenario/router.h"
#include "models/scenario/scenario.h"
#include <cmocka.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char minimal[] =
    "name = \"M/M/14\";\n"
    "run  = { hours = [\"00:00\", \"24:00\"]; warm_up = \"2 h\"; };\n"
    "demand = {\n"
    "  issues = { call = {\n"
    "      per_hour = 200;\n"
    "      voice = { talk = { dist = \"exponential\"; mean = \"180 s\"; }; };\n"
    "  }; };\n"
    "};\n"
    "center = {\n"
    "  channels = { voice = { service_level = { within = \"20 s\"; }; }; };\n"
    "  groups   = { agents = { staff = 14; }; };\n"
    "};\n";

static const char n_design[] =
    "demand = { issues = {\n"
    "  A = { per_hour = 3000; voice = { talk = { dist = \"exponential\"; mean = \"1 min\"; }; }; "
    "};\n"
    "  B = { per_hour = 3300; voice = { talk = { dist = \"exponential\"; mean = \"1 min\"; }; };\n"
    "        patience = { voice = \"3 min\"; }; }; };\n"
    "  customers = { patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; }; }; }; };\n"
    "center = { channels = { voice = {}; };\n"
    "  queues = { a = { channel = \"voice\"; issues = (\"A\"); groups = (\"special\", "
    "\"general\"); };\n"
    "             b = { channel = \"voice\"; issues = \"B\"; }; };\n"
    "  groups = { special = { serves = (\"a\"); staff = 40; };\n"
    "             general = { serves = ([\"b\", \"a\"]); staff = 60; }; }; };\n";

static void
load(cc_scenario *scenario, const char *text, const cc_override *set, size_t n_set)
{
    cc_refusal refusal = {""};
    const int ret = cc_scenario_load_text(scenario, "test.cfg", text, set, n_set, &refusal);
    if (ret != SIM_OK) {
        fail_msg("refused: %s", refusal.text);
    }
}

static void
the_minimal_scenario_is_neutral_where_nothing_is_written(void **state)
{
    (void)state;
    cc_scenario s;
    load(&s, minimal, NULL, 0);
    const int voice = cc_channel_find(&s, "voice");
    assert_string_equal(s.name, "M/M/14");
    assert_int_equal(s.run.days, 1);
    assert_int_equal(s.run.intervals_per_day, 48);
    assert_true(s.run.warm_up == 7200 && s.run.observe == 22 * 3600 && s.run.follow_up == 0);
    assert_int_equal(s.demand.n_issues, 1);
    const cc_issue *call = &s.demand.issue[0];
    assert_true(cc_table_at(&call->per_hour, 0, 5) == 200);
    assert_true(cc_table_at(&call->wants[voice], 0, 0) == 1);
    assert_true(cc_table_at(&call->content[voice].resolution, 0, 0) == 1);
    assert_false(call->content[voice].has_patience);
    assert_true(fabs(sim_dist_mean(&call->content[voice].work.dist) - 180) < 1e-9);
    assert_true(s.demand.volume == 1 && s.demand.first_attempts == 1);
    const cc_center_setup *center = &s.center;
    assert_true(center->channel[voice].offered);
    assert_int_equal(cc_channel_find(&s, "chat"), -1);
    assert_int_equal(center->channel[voice].trunks, INT_MAX);
    assert_int_equal(center->channel[voice].entry, -1);
    assert_int_equal(center->n_queues, 1);
    assert_string_equal(center->queue[0].name, "voice");
    assert_int_equal(center->queue_of[voice], 0);
    assert_int_equal(center->queue[0].service_level.n_within, 1);
    assert_true(center->queue[0].service_level.within[0] == 20);
    assert_int_equal(center->group[0].n_serves, 1);
    assert_true(cc_table_at(&center->group[0].staff, 0, 0) == 14);
    assert_true(center->group[0].pace[0] == 1);
    assert_string_equal(center->router->name, "longest-idle");
    cc_scenario_free(&s);
}

static void
an_n_design_has_its_queues_groups_and_ranks(void **state)
{
    (void)state;
    cc_scenario s;
    load(&s, n_design, NULL, 0);
    const int voice = cc_channel_find(&s, "voice");
    const cc_center_setup *center = &s.center;
    assert_int_equal(center->n_queues, 2);
    assert_int_equal(center->queue_of[0 * s.n_channels + voice], 0);
    assert_int_equal(center->queue_of[1 * s.n_channels + voice], 1);
    assert_int_equal(center->queue[0].n_groups, 2);
    assert_int_equal(center->queue[0].groups[0].rank, 0);
    assert_int_equal(center->queue[0].groups[1].rank, 1);
    assert_int_equal(center->queue[1].n_groups, 1);
    assert_int_equal(center->queue[1].groups[0].index, 1);
    /* General: b and a in one bracket, so equal. */
    assert_int_equal(center->group[1].n_serves, 2);
    assert_int_equal(center->group[1].serves[0].rank, 0);
    assert_int_equal(center->group[1].serves[1].rank, 0);
    /* Patience: A from customers, B its own. */
    assert_true(fabs(sim_dist_mean(&s.demand.issue[0].content[voice].patience) - 120) < 1e-9);
    assert_true(fabs(sim_dist_mean(&s.demand.issue[1].content[voice].patience) - 180) < 1e-9);
    cc_scenario_free(&s);
}

static void
an_override_need_not_be_in_the_file(void **state)
{
    (void)state;
    const cc_override set[] = {
        {"demand.volume", "1.25"},
        {"demand.issues.call.voice.talk.mean", "4 min"},
        {"center.groups.agents.staff", "(1, 2, 3, 4)"},
        {"center.groups.agents.staff[2]", "7"},
        {"run.interval", "6 h"},
    };
    cc_scenario s;
    load(&s, minimal, set, 5);
    const int voice = cc_channel_find(&s, "voice");
    assert_true(s.demand.volume == 1.25);
    assert_true(fabs(sim_dist_mean(&s.demand.issue[0].content[voice].work.dist) - 240) < 1e-9);
    assert_true(cc_table_at(&s.center.group[0].staff, 0, 2) == 7);
    assert_true(cc_table_at(&s.center.group[0].staff, 0, 3) == 4);
    cc_scenario_free(&s);
}

static void
an_override_of_what_is_not_there_says_how_it_is_written(void **state)
{
    (void)state;
    static const struct {
        cc_override set;
        const char *says; /* after the names of the object */
    } cases[] = {
        {{"center.groups.agentz.staff", "3"},
         "did you mean \"agents\"? a new one is written whole: --set "
         "'center.groups.agentz={staff=3;}'"},
        {{"center.groups.zz.wage_per_hour", "2.5"},
         "a new one is written whole: --set 'center.groups.zz={wage_per_hour=2.5;}'"},
        {{"center.groups.zz.serves", "(\"voice\")"},
         "a new one is written whole: --set 'center.groups.zz={serves=...;}'"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_scenario s;
        cc_refusal refusal = {""};
        assert_int_equal(cc_scenario_load_text(&s, "test.cfg", minimal, &cases[j].set, 1, &refusal),
                         SIM_ERR_REFUSED);
        const char *rule = strstr(refusal.text, "there is no group of that name; ");
        assert_non_null(rule);
        assert_string_equal(rule + strlen("there is no group of that name; "), cases[j].says);
    }
}

static void
a_print_keeps_the_sources_and_grades_of_figures(void **state)
{
    (void)state;
    static const cc_override set[] = {
        {"demand.evidence.source", "a survey"},
        {"demand.evidence.A", "(\"issues.call.per_hour\")"},
        {"center.evidence.source", "the payroll"},
        {"center.evidence.B", "(\"groups.agents.staff\")"},
    };
    cc_scenario s, again;
    char *text;
    load(&s, minimal, set, 4);
    assert_int_equal(cc_canonical_print(&s, &text), SIM_OK);
    assert_int_equal(strncmp(text, "name = \"M/M/14\";\nrun = {\n", 24), 0);
    load(&again, text, NULL, 0);
    assert_string_equal(again.evidence.source, "a survey");
    assert_string_equal(again.evidence.center_source, "the payroll");
    /* the print may write out more figures than were written */
    int n[256] = {0};
    for (int j = 0; j < s.evidence.n_figures; j++) {
        for (int k = 0; k < again.evidence.n_figures; k++) {
            if (strcmp(again.evidence.figure[k].path, s.evidence.figure[j].path) == 0) {
                assert_int_equal(again.evidence.figure[k].grade, s.evidence.figure[j].grade);
                n[(unsigned char)s.evidence.figure[j].grade]++;
            }
        }
    }
    assert_int_equal(n['A'] + n['B'] + n['D'], s.evidence.n_figures);
    assert_int_equal(n['A'], 1);
    assert_int_equal(n['B'], 1);
    free(text);
    cc_scenario_free(&s);
    cc_scenario_free(&again);
}

static void
the_canonical_print_loads_back_to_the_same_scenario(void **state)
{
    (void)state;
    const char *const texts[] = {minimal, n_design};
    for (int j = 0; j < 2; j++) {
        cc_scenario s, again;
        char *text, *text_again;
        load(&s, texts[j], NULL, 0);
        assert_int_equal(cc_canonical_print(&s, &text), SIM_OK);
        load(&again, text, NULL, 0);
        assert_int_equal(cc_canonical_print(&again, &text_again), SIM_OK);
        assert_string_equal(text, text_again);
        assert_true(s.hash == again.hash && s.demand_hash == again.demand_hash);
        free(text);
        free(text_again);
        cc_scenario_free(&s);
        cc_scenario_free(&again);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_minimal_scenario_is_neutral_where_nothing_is_written),
        cmocka_unit_test(an_n_design_has_its_queues_groups_and_ranks),
        cmocka_unit_test(an_override_need_not_be_in_the_file),
        cmocka_unit_test(an_override_of_what_is_not_there_says_how_it_is_written),
        cmocka_unit_test(a_print_keeps_the_sources_and_grades_of_figures),
        cmocka_unit_test(the_canonical_print_loads_back_to_the_same_scenario),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
