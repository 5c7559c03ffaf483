/* Who is scheduled when: patterns of shifts, their breaks, and tables of agents. */
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

#define H 3600.0
#define WEEK "hours = [\"08:00\", \"20:00\"]; interval = \"30 min\"; days = 7;"

static const char *
text_of(const char *run, const char *group)
{
    static char text[4096];
    snprintf(text, sizeof(text),
             "run = { %s };\n"
             "demand = { issues = { a = { per_hour = 1; voice = { talk = \"1 min\"; }; }; }; };\n"
             "center = { channels = { voice = { }; };\n"
             "groups = { g = { %s }; }; };\n",
             run, group);
    return text;
}

static void
assert_span(const cc_span *span, double from, double to, int activity, bool paid)
{
    assert_true(fabs(span->from - from) < 1e-6);
    assert_true(fabs(span->to - to) < 1e-6);
    assert_int_equal(span->activity, activity);
    assert_int_equal(span->paid, paid);
}

/* Written and read again it is the same: print, hash, and who is there when. */
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
    for (int p = 0; p < again.center.roster.n_persons; p++) {
        const cc_person *a = &scenario->center.roster.person[p],
                        *b = &again.center.roster.person[p];
        assert_string_equal(a->name, b->name);
        assert_int_equal(a->group, b->group);
        assert_true(a->key == b->key);
        for (long day = -1; day < scenario->run.days; day++) {
            cc_span x[CC_MAX_SPANS], y[CC_MAX_SPANS];
            const int n = cc_roster_spans(scenario, p, day, x);
            assert_int_equal(n, cc_roster_spans(&again, p, day, y));
            for (int j = 0; j < n; j++) {
                assert_span(&x[j], y[j].from, y[j].to, y[j].activity, y[j].paid);
            }
        }
    }
    cc_scenario_free(&again);
    free(print);
    free(twice);
}

static void
breaks_of_a_pattern_are_spread_evenly(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s, text_of(WEEK, "shifts = ( { people = 4; start = \"08:00\"; end = \"16:30\"; days = "
                          "(\"mon\", \"Tue\"); breaks = ( { length = \"30 min\"; within = "
                          "[\"12:00\", \"14:00\"]; activity = \"lunch\"; }, { length = \"15 min\"; "
                          "within = [\"10:00\", \"10:15\"]; } ); } );"));
    assert_int_equal(cc_roster_people(&s, 0), 4);
    cc_span span[CC_MAX_SPANS];
    for (int p = 0; p < 4; p++) {
        const double lunch = 12 * H + (p + 0.5) / 4 * 1.5 * H; /* room: 1.5 h */
        assert_int_equal(cc_roster_spans(&s, p, 0, span), 5);
        assert_span(&span[0], 8 * H, 10 * H, CC_WORK, true);
        assert_span(&span[1], 10 * H, 10.25 * H, CC_BREAK, true);
        assert_span(&span[2], 10.25 * H, lunch, CC_WORK, true);
        assert_span(&span[3], lunch, lunch + 0.5 * H, CC_LUNCH, false);
        assert_span(&span[4], lunch + 0.5 * H, 16.5 * H, CC_WORK, true);
    }
    assert_int_equal(cc_roster_spans(&s, 0, 1, span), 5); /* Tuesday */
    assert_int_equal(cc_roster_spans(&s, 0, 2, span), 0);
    assert_string_equal(s.center.roster.person[2].name, "g 3");
    assert_true(s.center.roster.person[2].key != s.center.roster.person[1].key);
    /* 10:00 to 10:30: half of it is the break, which is paid. */
    assert_true(fabs(cc_roster_numbers(&s, 0, 0, 4).at_work - 2) < 1e-9);
    assert_true(fabs(cc_roster_numbers(&s, 0, 0, 4).paid - 4) < 1e-9);
    /* From 12:00 to 14:00 the lunches take half an hour each. */
    double paid = 0;
    for (size_t k = 8; k < 12; k++) {
        paid += cc_roster_numbers(&s, 0, 0, k).paid * 0.5;
    }
    assert_true(fabs(paid - 4 * 1.5) < 1e-9);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

static void
a_shift_over_midnight_is_of_the_day_it_begins_on(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of("interval = \"1 h\"; days = 3;",
                                   "shifts = ( { people = 2; start = \"22:00\"; end = \"06:00\"; "
                                   "days = (\"Sun\", \"Tue\"); breaks = ( { length = \"1 h\"; "
                                   "within = [\"00:00\", \"02:00\"]; paid = false; } ); } );"));
    cc_span span[CC_MAX_SPANS];
    assert_int_equal(cc_roster_spans(&s, 0, 0, span), 0);
    assert_int_equal(cc_roster_spans(&s, 0, -1, span), 3); /* on Sunday, before the run */
    assert_int_equal(cc_roster_spans(&s, 0, 1, span), 3);
    assert_span(&span[1], 24.25 * H, 25.25 * H, CC_BREAK, false);
    assert_span(&span[2], 25.25 * H, 30 * H, CC_WORK, true);
    assert_true(fabs(cc_roster_numbers(&s, 0, 0, 5).at_work - 2) < 1e-9);
    assert_true(fabs(cc_roster_numbers(&s, 0, 0, 6).at_work) < 1e-9);
    assert_true(fabs(cc_roster_numbers(&s, 0, 1, 22).at_work - 2) < 1e-9);
    /* 00:15 to 01:15 and 00:45 to 01:45. */
    assert_true(fabs(cc_roster_numbers(&s, 0, 2, 0).at_work - 1) < 1e-9);
    assert_true(fabs(cc_roster_numbers(&s, 0, 2, 1).at_work - 1) < 1e-9);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

static void
where_the_house_goes_over_midnight_its_days_do(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of("hours = [\"20:00\", \"04:00\"]; interval = \"1 h\"; days = 3;",
                                   "shifts = ( { people = 1; start = \"02:00\"; end = \"04:00\"; "
                                   "days = (\"Tue\"); } );"));
    cc_span span[CC_MAX_SPANS];
    assert_int_equal(cc_roster_spans(&s, 0, 1, span), 0);
    assert_int_equal(cc_roster_spans(&s, 0, 0, span), 1); /* in Monday's night */
    assert_span(&span[0], 14 * H, 16 * H, CC_WORK, true); /* days begin at noon */
    assert_true(fabs(cc_roster_numbers(&s, 0, 0, 6).at_work - 1) < 1e-9);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

static void
a_headcount_is_shared_by_the_patterns(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of(WEEK, "headcount = 7; absent = 2; scale = 2.0; shifts = ( { "
                                         "people = 2; start = \"08:00\"; end = \"12:00\"; }, { "
                                         "people = 1; start = \"12:00\"; end = \"20:00\"; } );"));
    assert_int_equal(cc_roster_people(&s, 0), 14);
    assert_int_equal(s.center.group[0].shift[0].there, 9);
    assert_true(fabs(cc_roster_numbers(&s, 0, 0, 0).paid - 9) < 1e-9);
    assert_true(fabs(cc_roster_numbers(&s, 0, 0, 0).at_work - 9 * 12.0 / 14) < 1e-9);
    assert_reads_back(&s);
    cc_scenario_free(&s);
    scenario_from_text(&s, text_of(WEEK, "absent = (\"g 2\"); shifts = ( { people = 2; start = "
                                         "\"08:00\"; end = \"12:00\"; } );"));
    assert_true(s.center.roster.person[1].is_absent);
    assert_true(fabs(cc_roster_numbers(&s, 0, 0, 0).at_work - 1) < 1e-9);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_of_a_pattern_are_spread_evenly),
        cmocka_unit_test(a_shift_over_midnight_is_of_the_day_it_begins_on),
        cmocka_unit_test(where_the_house_goes_over_midnight_its_days_do),
        cmocka_unit_test(a_headcount_is_shared_by_the_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
