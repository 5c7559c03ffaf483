/* Opening hours by weekday, several openings a day, and what tables make of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/scenario/canonical.h"
#include "models/scenario/opening.h"
#include "models/scenario/workload.h"
#include "tests/support/near.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define H 3600.0
/* From a Friday on: Friday, Saturday, closed, Monday. */
#define WEEK                                                                                       \
    "interval = \"1 h\"; days = 4; first_day = \"Fri\"; "                                          \
    "weekdays = (\"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\", \"Sat\"); "
#define SATURDAY                                                                                   \
    WEEK "hours = [\"08:00\", \"12:00\"]; hours_by = { Sat = [\"09:30\", \"13:00\"]; }; "
#define LUNCH "interval = \"1 h\"; hours = ([\"08:00\", \"12:00\"], [\"13:00\", \"17:00\"]); "

static const char *
text_of(const char *run, const char *issue, const char *channel)
{
    static char text[4096];
    snprintf(text, sizeof(text),
             "run = { %s };\n"
             "demand = { issues = { a = { %s voice = { talk = \"1 min\"; }; }; }; };\n"
             "center = { channels = { voice = { %s }; }; groups = { g = { staff = 1; }; }; };\n",
             run, issue, channel);
    return text;
}

/* Contacts of the intervals of a day, from 08:00 on. */
static void
assert_arrivals(const char *run, const char *issue, int day, const double expected[5])
{
    cc_scenario s;
    scenario_from_text(&s, text_of(run, issue, ""));
    for (size_t k = 0; k < 5; k++) {
        assert_near(cc_workload_arrivals(&s, 0, day, k), expected[k], 1e-9);
    }
    cc_scenario_free(&s);
}

static void
a_weekday_has_hours_of_its_own(void **state)
{
    (void)state;
    cc_scenario s, again;
    scenario_from_text(&s, text_of(SATURDAY, "per_hour = 6;", ""));
    /* From the earliest opening to the latest closing: 08:00 to 13:00. */
    assert_true(s.run.open == 8 * H && s.run.close == 13 * H);
    assert_int_equal(s.run.intervals_per_day, 5);
    static const double friday[] = {6, 6, 6, 6, 0}, saturday[] = {0, 3, 6, 6, 6}, none[5] = {0};
    const double *const days[] = {friday, saturday, none, friday};
    for (int day = 0; day < 4; day++) {
        assert_arrivals(SATURDAY, "per_hour = 6;", day, days[day]);
    }
    char *print = NULL;
    assert_int_equal(cc_canonical_print(&s, &print), SIM_OK);
    assert_non_null(strstr(print, "hours_by = {"));
    assert_non_null(strstr(print, "Sat = (\"09:30\", \"13:00\");"));
    scenario_from_text(&again, print);
    assert_true(again.hash == s.hash);
    free(print);
    cc_scenario_free(&again);
    cc_scenario_free(&s);
}

static void
the_same_hours_written_twice_are_the_same(void **state)
{
    (void)state;
    cc_scenario once, twice;
    scenario_from_text(&once, text_of(WEEK "hours = [\"08:00\", \"12:00\"];", "per_hour = 6;", ""));
    scenario_from_text(&twice, text_of(WEEK "hours = [\"08:00\", \"12:00\"]; hours_by = { "
                                            "Mon = [\"08:00\", \"12:00\"]; };",
                                       "per_hour = 6;", ""));
    assert_true(once.hash == twice.hash && once.demand_hash == twice.demand_hash);
    assert_true(twice.run.hours.is_same);
    cc_scenario_free(&once);
    cc_scenario_free(&twice);
}

/* Written for days that have all their own, what stands for all days means nothing. */
static void
hours_that_no_day_has_are_not_counted_from(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of("interval = \"1 h\"; weekdays = (\"Mon\", \"Sat\"); "
                                   "hours_by = { Mon = [\"08:00\", \"12:00\"]; "
                                   "Sat = [\"08:00\", \"12:00\"]; };",
                                   "per_hour = 6;", ""));
    assert_true(s.run.open == 8 * H && s.run.close == 12 * H && s.run.hours.is_same);
    cc_scenario_free(&s);
}

static void
the_open_clock_goes_by_the_hours_of_each_day(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of(SATURDAY, "per_hour = 1;", ""));
    const cc_run *run = &s.run;
    const cc_hours *hours = &run->hours;
    const double sat = CC_DAY, mon = 3 * CC_DAY;
    assert_near(cc_opening_between(run, hours, 11 * H, sat + 10 * H), 1.5 * H, 1e-9);
    assert_near(cc_opening_between(run, hours, 0, 10 * CC_DAY), (4 + 3.5 + 4 * 5 + 3.5) * H, 1e-6);
    assert_near(cc_opening_after(run, 11 * H, 2 * H), sat + 10.5 * H, 1e-9);
    assert_near(cc_opening_after(run, sat + 12 * H, 2 * H), mon + 9 * H, 1e-9);
    assert_near(cc_opening_after(run, 11 * H, (2 + 4 * 23.5) * H), 28 * CC_DAY + sat + 10.5 * H,
                1e-6);
    assert_near(cc_opening_before(run, mon + 8.5 * H, H), sat + 12.5 * H, 1e-9);
    assert_near(cc_opening_next(run, sat + 8 * H), sat + 9.5 * H, 0);
    assert_near(cc_opening_next(run, sat + 13 * H), mon + 8 * H, 0);
    assert_true(cc_opening_open_at(run, hours, sat + 12.5 * H));
    assert_false(cc_opening_open_at(run, hours, 12.5 * H));
    assert_false(cc_opening_open_at(run, hours, sat + 9 * H));
    cc_scenario_free(&s);
    /* Between two openings it is closed. */
    scenario_from_text(&s, text_of(LUNCH "days = 2;", "per_hour = 1;", ""));
    assert_near(cc_opening_between(run, hours, 11 * H, 14 * H), 2 * H, 1e-9);
    assert_near(cc_opening_after(run, 11 * H, 1.5 * H), 13.5 * H, 1e-9);
    assert_near(cc_opening_after(run, 11 * H, H), 12 * H, 0);
    assert_near(cc_opening_before(run, 13.5 * H, H), 11.5 * H, 1e-9);
    assert_near(cc_opening_next(run, 12 * H), 13 * H, 0);
    assert_false(cc_opening_open_at(run, hours, 12.5 * H));
    static const double morning[] = {1, 1, 1, 1, 0};
    assert_arrivals(LUNCH "days = 2;", "per_hour = 1;", 1, morning);
    cc_scenario_free(&s);
}

static void
tables_are_of_the_same_time_on_all_days(void **state)
{
    (void)state;
    static const double friday[] = {1, 2, 3, 4, 0}, saturday[] = {0, 1, 3, 4, 5};
    assert_arrivals(SATURDAY, "arrivals = (1, 2, 3, 4, 5);", 0, friday);
    assert_arrivals(SATURDAY, "arrivals = (1, 2, 3, 4, 5);", 1, saturday);
    static const double of_saturday[] = {0, 3, 6, 7, 8}, monday[] = {9, 9, 9, 9, 0};
    static const char days[] =
        "arrivals = (1, 2, 3, 4, 0,  0, 6, 6, 7, 8,  9, 9, 9, 9, 0);"; /* half of 09:00 */
    assert_arrivals(SATURDAY, days, 0, friday);
    assert_arrivals(SATURDAY, days, 1, of_saturday);
    assert_arrivals(SATURDAY, days, 3, monday);
    /* All calls of a day within its own hours. */
    static const double spread[] = {0, 10, 20, 20, 20}, shaped[] = {0, 5, 10, 20, 35};
    assert_arrivals(SATURDAY, "per_day = 70;", 1, spread);
    assert_arrivals(SATURDAY, "per_day = 70; profile = (9, 1, 1, 2, 3.5);", 1, shaped);
    static const double whole[] = {17.5, 17.5, 17.5, 17.5, 0};
    assert_arrivals(SATURDAY, "per_day = 70;", 0, whole);
}

static void
rows_lie_within_the_hours_of_their_day(void **state)
{
    (void)state;
    char issue[900];
    static const double saturday[] = {0, 6, 7, 8, 9}, friday[] = {1, 2, 3, 4, 0};
    const char *path = file_of_test("week.csv", "time,Mon,Tue,Wed,Thu,Fri,Sat\n08:00,1,1,1,1,1,0\n"
                                                "09:00,2,2,2,2,2,6\n10:00,3,3,3,3,3,7\n"
                                                "11:00,4,4,4,4,4,8\n12:00,,,,,,9\n");
    snprintf(issue, sizeof(issue), "arrivals = { file = \"%s\"; columns = \"days\"; };", path);
    assert_arrivals(SATURDAY, issue, 0, friday);
    assert_arrivals(SATURDAY, issue, 1, saturday); /* those of the row that is cut are all within */
    path = file_of_test("week.csv", "time,Mon,Tue,Wed,Thu,Fri,Sat\n08:00,1,1,1,1,1,5\n"
                                    "09:00,2,2,2,2,2,6\n10:00,3,3,3,3,3,7\n"
                                    "11:00,4,4,4,4,4,8\n12:00,,,,,,9\n");
    assert_non_null(strstr(refusal_of_text(text_of(SATURDAY, issue, "")),
                           "lies outside the hours of its day, with a value"));
    snprintf(issue, sizeof(issue),
             "arrivals = { file = \"%s\"; columns = \"days\"; outside = \"leave_out\"; };", path);
    assert_arrivals(SATURDAY, issue, 1, saturday);
    path = file_of_test("week.csv", "time,Mon,Tue,Wed,Thu,Fri,Sat\n08:00,1,1,1,1,1,\n"
                                    "09:00,2,2,2,2,2,6\n10:00,3,3,3,3,3,7\n11:00,4,4,4,4,4,8\n");
    assert_non_null(
        strstr(refusal_of_text(text_of(SATURDAY, issue, "")), "has no row for Sat 12:00"));
    /* A level has no rows where it is closed: by day, and of every day at lunch. */
    path = file_of_test("level.csv", "time,x\n08:00,3\n09:00,4\n10:00,5\n11:00,6\n13:00,7\n"
                                     "14:00,8\n15:00,9\n16:00,10\n");
    snprintf(issue, sizeof(issue), "per_hour = { file = \"%s\"; column = \"x\"; };", path);
    static const double morning[] = {3, 4, 5, 6, 0};
    assert_arrivals(LUNCH, issue, 0, morning);
}

/* Of recorded contacts: by the date's weekday. Those of other words come on any day, but when closed. */
static void
recorded_contacts_lie_within_the_hours_of_their_day(void **state)
{
    (void)state;
    char demand[2048];
    static const char more[] = "first_date = \"2026-03-06\"; "; /* a Friday */
    const char *path = file_of_test("calls.csv", "date,time\n2026-03-06,08:30\n2026-03-07,08:30\n");
    snprintf(demand, sizeof(demand),
             "run = { %s %s };\n"
             "demand = { issues = { a = { per_hour = 0; voice = { talk = \"1 min\"; }; }; };\n"
             "trace = { file = \"%s\"; columns = { day = \"date\"; }; days = \"in-order\"; "
             "beyond = \"nobody\"; }; };\n"
             "center = { channels = { voice = { }; }; groups = { g = { staff = 1; }; }; };\n",
             "interval = \"1 h\"; days = 4; hours = [\"08:00\", \"12:00\"]; "
             "hours_by = { Sat = [\"09:30\", \"13:00\"]; };",
             more, path);
    assert_non_null(strstr(refusal_of_text(demand), "must lie within the hours of its day"));
    (void)file_of_test("calls.csv", "date,time\n2026-03-06,08:30\n2026-03-07,12:30\n");
    cc_scenario s;
    scenario_from_text(&s, demand);
    cc_workload w;
    assert_int_equal(cc_workload_init(&w, &s), SIM_OK);
    assert_near(w.channel[0].recorded, 2 / 4.0, 1e-12);
    cc_workload_free(&w);
    cc_scenario_free(&s);
    (void)file_of_test("calls.csv", "date,time\nd1,08:30\nd2,08:30\nd3,12:30\nd4,12:30\n");
    scenario_from_text(&s, demand); /* Friday 08:30 alone is open */
    assert_int_equal(cc_workload_init(&w, &s), SIM_OK);
    assert_near(w.channel[0].recorded, 1 / 4.0, 1e-12);
    cc_workload_free(&w);
    cc_scenario_free(&s);
}

static void
a_channel_is_open_as_far_as_the_house_is(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of(SATURDAY, "per_hour = 1;",
                                   "hours = [\"09:00\", \"11:00\"]; "
                                   "hours_by = { Mon = ([\"08:00\", \"09:00\"], [\"10:00\", "
                                   "\"11:00\"]); };"));
    const cc_hours *hours = &s.center.channel[0].hours;
    const double sat = CC_DAY, mon = 3 * CC_DAY;
    assert_true(cc_opening_open_at(&s.run, hours, 9 * H));
    assert_false(cc_opening_open_at(&s.run, hours, sat + 9 * H));
    assert_true(cc_opening_open_at(&s.run, hours, sat + 9.5 * H));
    assert_false(cc_opening_open_at(&s.run, hours, sat + 11 * H));
    assert_true(cc_opening_open_at(&s.run, hours, mon + 8.5 * H));
    assert_false(cc_opening_open_at(&s.run, hours, mon + 9.5 * H));
    assert_near(cc_opening_between(&s.run, hours, 0, 4 * CC_DAY), (2 + 1.5 + 2) * H, 1e-9);
    char *print = NULL;
    cc_scenario again;
    assert_int_equal(cc_canonical_print(&s, &print), SIM_OK);
    assert_non_null(strstr(print, "Mon = ((\"08:00\", \"09:00\"), (\"10:00\", \"11:00\"));"));
    scenario_from_text(&again, print);
    assert_true(again.hash == s.hash);
    free(print);
    cc_scenario_free(&again);
    cc_scenario_free(&s);
}

/* Days begin when it is closed on all of them. */
static void
hours_over_midnight_on_one_weekday(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of("interval = \"1 h\"; hours = [\"08:00\", \"20:00\"]; "
                                   "hours_by = { Sat = [\"20:00\", \"02:00\"]; };",
                                   "per_hour = 1;", ""));
    assert_true(s.run.day_begin == 5 * H);
    assert_true(s.run.open == 3 * H && s.run.close == 21 * H);
    assert_true(s.run.hours.of[5].at[0].open == 15 * H && s.run.hours.of[5].at[0].close == 21 * H);
    cc_scenario_free(&s);
}

static void
what_are_no_hours_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *run, *issue, *channel, *message;
    } cases[] = {
        {"hours_by = { Sat = \"09:00\"; };", "per_hour = 1;", "",
         "1: run: hours_by.Sat: must be two times, like [\"08:00\", \"22:00\"], or a list of such "
         "pairs (is \"09:00\")"},
        {"hours_by = { Sat = ( ); };", "per_hour = 1;", "", "run: hours_by.Sat: must say hours"},
        {"hours_by = { Sam = [\"09:00\", \"10:00\"]; };", "per_hour = 1;", "",
         "run: hours_by.Sam: unknown weekday; did you mean \"Sat\"?"},
        {"hours_by = [\"09:00\", \"10:00\"];", "per_hour = 1;", "",
         "run: hours_by: must be a group"},
        {"hours_by = { Sat = [\"09:00\", \"25:00\"]; };", "per_hour = 1;", "",
         "run: hours_by.Sat[1]: must be a time of day"},
        {"hours = ([\"08:00\", \"12:00\"], [\"12:00\", \"13:00\"]);", "per_hour = 1;", "",
         "run: hours[1]: must begin after the one before has ended (is \"12:00\")"},
        {"hours = ([\"08:00\", \"12:00\"], [\"14:00\", \"13:00\"]);", "per_hour = 1;", "",
         "run: hours[1]: must begin after the one before has ended (is \"14:00\")"},
        {"hours = ([\"01:00\", \"02:00\"], [\"03:00\", \"04:00\"], [\"05:00\", \"06:00\"], "
         "[\"07:00\", \"08:00\"], [\"09:00\", \"10:00\"]);",
         "per_hour = 1;", "", "run: hours[4]: must be at most 4 openings a day"},
        {"weekdays = (\"Mon\"); hours_by = { Sat = [\"09:00\", \"10:00\"]; };", "per_hour = 1;", "",
         "run: hours_by.Sat: is of a day that is closed: run.weekdays leaves it out"},
        {"hours_by = { Sat = [\"20:00\", \"10:00\"]; };", "per_hour = 1;", "",
         "run: hours_by.Sat: must leave a time of day at which it is closed on all days"},
        {SATURDAY, "per_hour = 1;", "hours_by = { Sat = [\"08:00\", \"10:00\"]; };",
         "channel \"voice\": hours_by.Sat: must lie within the hours of the house on that day"},
        {SATURDAY, "per_hour = 1;", "hours_by = { Sun = [\"09:00\", \"10:00\"]; };",
         "channel \"voice\": hours_by.Sun: is of a day that is closed"},
        {SATURDAY, "per_hour = 1;", "hours = [\"07:00\", \"10:00\"];",
         "channel \"voice\": hours: must lie within run.hours"},
        {SATURDAY, "arrivals = (1, 2, 3, 4, 0,  5, 6, 6, 7, 8,  9, 9, 9, 9, 0);", "",
         "issue \"a\": arrivals: must be 0 where it is closed (is 5 at 08:00 of day 2)"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        const char *said = refusal_of_text(text_of(cases[j].run, cases[j].issue, cases[j].channel));
        if (strstr(said, cases[j].message) == NULL) {
            fail_msg("%zu: \"%s\" is not in \"%s\"", j, cases[j].message, said);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_weekday_has_hours_of_its_own),
        cmocka_unit_test(the_same_hours_written_twice_are_the_same),
        cmocka_unit_test(hours_that_no_day_has_are_not_counted_from),
        cmocka_unit_test(the_open_clock_goes_by_the_hours_of_each_day),
        cmocka_unit_test(tables_are_of_the_same_time_on_all_days),
        cmocka_unit_test(rows_lie_within_the_hours_of_their_day),
        cmocka_unit_test(recorded_contacts_lie_within_the_hours_of_their_day),
        cmocka_unit_test(a_channel_is_open_as_far_as_the_house_is),
        cmocka_unit_test(hours_over_midnight_on_one_weekday),
        cmocka_unit_test(what_are_no_hours_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
