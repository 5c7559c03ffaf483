/* Agents who are at home on some days: groups made of them, who is in which, and what may be written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/scenario/canonical.h"
#include "models/scenario/roster.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
text_of(const char *sites, const char *roster, const char *group)
{
    static char text[4096];
    snprintf(text, sizeof(text),
             "run = { hours = [\"08:00\", \"20:00\"]; interval = \"60 min\"; days = 7; };\n"
             "demand = { issues = { a = { per_hour = 1; voice = { talk = \"1 min\"; }; }; }; };\n"
             "center = { channels = { voice = { }; }; sites = { %s }; %s\n"
             "groups = { team = { %s }; }; };\n",
             sites, roster, group);
    return text;
}

static void
assert_reads_back(const cc_scenario *scenario)
{
    char *print = NULL, *twice = NULL;
    assert_int_equal(cc_canonical_print(scenario, &print), SIM_OK);
    cc_scenario again;
    scenario_from_text(&again, print);
    assert_int_equal(cc_canonical_print(&again, &twice), SIM_OK);
    assert_string_equal(print, twice);
    assert_true(again.hash == scenario->hash);
    assert_int_equal(again.center.roster.n_persons, scenario->center.roster.n_persons);
    free(print);
    free(twice);
    cc_scenario_free(&again);
}

#define HOME "branch = { hours = [\"09:00\", \"17:00\"]; }; home = { remote = true; };"

static double
staff_at(const cc_scenario *s, int group, size_t day, size_t k)
{
    return cc_staff_at(s, &s->center.group[group], day, k);
}

static void
a_table_is_shared_on_some_days(void **state)
{
    (void)state;
    static const char *const tables[] = {"staff = 10;",
                                         "staff = (8, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 4);"};
    for (int j = 0; j < 2; j++) {
        char group[300];
        snprintf(group, sizeof(group),
                 "%s site = \"branch\"; "
                 "home = { site = \"home\"; share = 0.3; days = (\"Tue\", \"Thu\"); };",
                 tables[j]);
        cc_scenario s;
        scenario_from_text(&s, text_of(HOME, "", group));
        assert_int_equal(s.center.n_groups, 2);
        assert_string_equal(s.center.group[1].name, "team: home");
        assert_int_equal(s.center.group[1].made_from, 0);
        assert_true(staff_at(&s, 0, 0, 2) == 10 && staff_at(&s, 1, 0, 2) == 0);
        assert_true(staff_at(&s, 0, 1, 2) == 7 && staff_at(&s, 1, 1, 2) == 3);
        /* the branch is closed then, home is not */
        assert_true(staff_at(&s, 0, 1, 11) == 0);
        assert_true(fabs(staff_at(&s, 1, 3, 11) - (j == 0 ? 3 : 1.2)) < 1e-12);
        assert_reads_back(&s);
        cc_scenario_free(&s);
    }
}

static void
a_share_of_none_makes_no_group(void **state)
{
    (void)state;
    cc_scenario with, without;
    scenario_from_text(&with, text_of(HOME, "", "staff = 3; home = { site = \"home\"; };"));
    scenario_from_text(&without, text_of(HOME, "", "staff = 3;"));
    assert_int_equal(with.center.n_groups, 1);
    assert_true(with.hash == without.hash);
    cc_scenario_free(&with);
    cc_scenario_free(&without);
}

static int
n_spans(const cc_scenario *s, int person, long day)
{
    cc_span span[CC_MAX_SPANS];
    return cc_roster_spans(s, person, day, span);
}

/* Of three people the second is at home on Tuesdays. */
static void
a_person_is_in_two_groups(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s, text_of(HOME, "",
                    "shifts = ( { people = 3; start = \"10:00\"; end = \"19:00\"; } ); site = "
                    "\"branch\"; home = { site = \"home\"; share = 0.4; days = (\"Tue\"); };"));
    assert_int_equal(cc_roster_people(&s, 0), 3);
    assert_int_equal(cc_roster_people(&s, 1), 1);
    assert_int_equal(cc_roster_family(&s, 0), 3);
    assert_true(s.center.roster.person[3].key == s.center.roster.person[1].key);
    assert_true(n_spans(&s, 1, 0) == 1 && n_spans(&s, 3, 0) == 0);
    assert_true(n_spans(&s, 1, 1) == 0 && n_spans(&s, 3, 1) == 1);
    assert_true(n_spans(&s, 0, 1) == 1);
    /* until 17:00 there, until 19:00 at home */
    assert_true(fabs(cc_roster_numbers(&s, 0, 1, 8).at_work - 2) < 1e-9);
    assert_true(cc_roster_numbers(&s, 0, 1, 9).paid == 0);
    assert_true(fabs(cc_roster_numbers(&s, 1, 1, 10).at_work - 1) < 1e-9);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

#define ROWS                                                                                       \
    "shifts = ( (\"agent\", \"day\", \"start\", \"end\"), (\"Anna\", \"Mon\", \"09:00\", "         \
    "\"12:00\"), (\"Anna\", \"Tue\", \"09:00\", \"12:00\"), (\"Ben\", \"Mon\", \"09:00\", "        \
    "\"12:00\") );"
#define AGENTS                                                                                     \
    "roster = { agents = ( (\"agent\", \"home\"), (\"Anna\", \"Mon\"), (\"Ben\", \"all\") "        \
    "); " ROWS " };"

static void
a_roster_names_the_days(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of(HOME, AGENTS, "home = { site = \"home\"; };"));
    assert_int_equal(s.center.n_groups, 2);
    assert_int_equal(cc_roster_people(&s, 0), 1);
    assert_int_equal(cc_roster_people(&s, 1), 2);
    assert_true(n_spans(&s, 0, 0) == 0 && n_spans(&s, 0, 1) == 1);
    assert_true(n_spans(&s, 1, 0) == 1 && n_spans(&s, 1, 1) == 0);
    assert_true(n_spans(&s, 2, 0) == 1);
    assert_reads_back(&s);
    cc_scenario_free(&s);
    /* without a site they are a label */
    scenario_from_text(&s, text_of(HOME, AGENTS, ""));
    assert_int_equal(s.center.n_groups, 1);
    cc_scenario_free(&s);
}

static void
assert_refused(const char *text, const char *rule)
{
    const char *refusal = refusal_of_text(text);
    if (strstr(refusal, rule) == NULL) {
        fail_msg("%s\nis not: %s", refusal, rule);
    }
}

static void
what_does_not_fit_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *sites, *roster, *group, *rule;
    } cases[] = {
        {HOME, "", "staff = 1; home = { share = 0.5; };", "site: is missing: the site at which"},
        {HOME, "", "staff = 1; home = { site = \"hom\"; };", "did you mean \"home\"?"},
        {HOME, "", "staff = 1; home = { site = \"home\"; share = 1.5; };", "share: must be"},
        {HOME, "", "staff = 1; home = { site = \"home\"; share = 1; days = (\"Mo\", \"Mon\"); };",
         "is there twice"},
        {HOME, AGENTS, "home = { site = \"home\"; share = 0.5; };",
         "share: must not be written where center.roster names"},
        {HOME, AGENTS, "attrition = { per_year = 1; }; home = { site = \"home\"; };",
         "home: must not be written beside attrition"},
        {HOME, AGENTS, "home = { site = \"home\"; days = (\"Mon\"); };",
         "days: must not be written where center.roster names"},
        {"a = { failover = { to = \"a\"; }; };", "", "staff = 1;", "to: must be another site"},
        {"a = { failover = { share = 1; }; };", "", "staff = 1;", "to: is missing: the site from"},
        {"a = { failover = { to = \"b\"; }; };", "", "staff = 1;", "there is no site"},
        {"a = { fails = { clock = \"busy\"; }; };", "", "staff = 1;", "clock"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        assert_refused(text_of(cases[j].sites, cases[j].roster, cases[j].group), cases[j].rule);
    }
}

/* All of it, also where it says what a group would have without any. */
static void
a_group_keeps_its_own_rule(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s,
                       text_of("a = { fails = { at = [\"09:00\", \"10:00\"]; }; failover = { "
                               "to = \"b\"; after = \"5 min\"; share = 0.5; }; }; b = { };",
                               "cut_off = { then = \"lost\"; rejoin = \"1 min\"; };",
                               "staff = 1; site = \"a\"; cut_off = { then = \"requeue\"; }; "
                               "line = { up = \"1 h\"; down = \"1 min\"; clock = \"idle\"; };"));
    assert_int_equal(s.center.group[0].cut_off.rule.then, CC_REQUEUE_HEAD);
    assert_true(sim_dist_is_zero(&s.center.group[0].cut_off.rejoin));
    assert_int_equal(s.center.group[0].line.clock, CC_UP_IDLE);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_shared_on_some_days),
        cmocka_unit_test(a_share_of_none_makes_no_group),
        cmocka_unit_test(a_person_is_in_two_groups),
        cmocka_unit_test(a_roster_names_the_days),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(a_group_keeps_its_own_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
