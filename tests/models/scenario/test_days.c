/* Days of a run: dates, holidays, days like others, and volumes of a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/scenario/canonical.h"
#include "models/scenario/opening.h"
#include "models/scenario/workload.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
text_of(const char *run, const char *demand, const char *issue)
{
    static char text[2048];
    snprintf(text, sizeof(text),
             "run = { %s };\n"
             "demand = { %s issues = { a = { %s voice = { talk = \"1 min\"; }; }; }; };\n"
             "center = { channels = { voice = { }; }; groups = { g = { staff = 1; }; }; };\n",
             run, demand, issue);
    return text;
}

#define HOURS "hours = [\"08:00\", \"10:00\"]; interval = \"1 h\"; "
/* From Thursday, 24 December 2026, for nine days. */
#define TWO_WEEKS                                                                                  \
    HOURS "days = 14; first_date = \"2026-12-24\"; "                                               \
          "weekdays = (\"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\"); "
#define CHRISTMAS                                                                                  \
    HOURS                                                                                          \
    "days = 9; first_date = \"2026-12-24\"; weekdays = (\"Mon\", \"Tue\", \"Wed\", \"Thu\", "      \
    "\"Fri\"); "

static void
dates_have_weekdays_and_holidays_are_closed(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of(CHRISTMAS "closed = (\"2026-12-25\", \"2027-12-25\"); "
                                             "like = ((\"2026-12-24\", \"Sat\"), "
                                             "(\"2026-12-26\", \"Fri\"));",
                                   "", "per_hour = 1;"));
    static const bool open[9] = {false, false, true, false, true, true, true, true, true};
    static const int weekday[9] = {5, 4, 4, 6, 0, 1, 2, 3, 4};
    assert_int_equal(s.run.first_day, 3);
    for (long day = 0; day < 9; day++) {
        assert_int_equal(cc_day_is_open(&s.run, day), open[day]);
        assert_int_equal(cc_run_weekday(&s.run, day), weekday[day]);
    }
    assert_false(cc_day_is_open(&s.run, 9)); /* behind the run weekdays count: a Saturday */
    assert_true(cc_day_is_open(&s.run, 11));
    /* The clock of open time leaves out what is closed: two hours on each open day. */
    const double h = 3600;
    assert_true(cc_opening_between(&s.run, &s.run.hours, 0, 9 * CC_DAY) == 12 * h);
    assert_true(cc_opening_between(&s.run, &s.run.hours, 2 * CC_DAY + 9 * h, 4 * CC_DAY + 9 * h) ==
                2 * h);
    assert_true(cc_opening_after(&s.run, 0, h) == 2 * CC_DAY + 9 * h);
    assert_true(cc_opening_after(&s.run, 2 * CC_DAY + 9 * h, 90 * 60) == 4 * CC_DAY + 8.5 * h);
    assert_true(cc_opening_after(&s.run, 8 * CC_DAY + 9 * h, 12 * h) == 18 * CC_DAY + 9 * h);
    /* Written and read again it is the same. */
    char *print = NULL;
    assert_int_equal(cc_canonical_print(&s, &print), SIM_OK);
    assert_non_null(strstr(print, "closed = (\"2026-12-25\")"));
    assert_non_null(strstr(print, "like = ((\"2026-12-24\", \"Sat\"), (\"2026-12-26\", \"Fri\"))"));
    cc_scenario again;
    scenario_from_text(&again, print);
    assert_true(again.hash == s.hash);
    free(print);
    cc_scenario_free(&again);
    cc_scenario_free(&s);
}

static void
a_day_like_another_has_its_factors_and_its_row(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of(TWO_WEEKS "like = ((\"2026-12-24\", \"Mon\"));",
                                   "weekday = { Mon = 3; };",
                                   "arrivals = (4, 4, 5, 5, 6, 6, 7, 7, 1, 1, 2, 2, 3, 3);"));
    assert_true(cc_workload_arrivals(&s, 0, 0, 0) == 3 * 1.0); /* a Monday's, the fifth */
    assert_true(cc_workload_arrivals(&s, 0, 1, 0) == 5.0);     /* the Friday's, the second */
    assert_true(cc_workload_arrivals(&s, 0, 2, 0) == 0.0);     /* closed */
    assert_true(cc_workload_arrivals(&s, 0, 4, 1) == 3 * 1.0);
    cc_scenario_free(&s);
}

static void
volumes_of_a_day_have_a_profile(void **state)
{
    (void)state;
    static const struct {
        const char *run, *issue;
        double first[2], second[2]; /* of the first open day and the next */
    } cases[] = {
        {HOURS, "per_day = 2300;", {1150, 1150}, {NAN, NAN}},
        {HOURS, "per_day = 100; profile = (1, 3);", {25, 75}, {NAN, NAN}},
        {HOURS, "per_day = 100; profile = (0.2, 0.8);", {20, 80}, {NAN, NAN}},
        {"hours = [\"08:00\", \"09:30\"]; interval = \"1 h\";",
         "per_day = 90;",
         {60, 30},
         {NAN, NAN}},
        {HOURS "days = 2;", "per_day = (100, 200); profile = (1, 3);", {25, 75}, {50, 150}},
        {HOURS "days = 2;", "per_day = 100; profile = (1, 3, 1, 1);", {25, 75}, {50, 50}},
        {HOURS "days = 9;", "per_day = (1, 2, 3, 4, 5, 6, 7);", {0.5, 0.5}, {1, 1}},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_scenario s;
        scenario_from_text(&s, text_of(cases[j].run, "", cases[j].issue));
        for (size_t k = 0; k < 2; k++) {
            assert_true(fabs(cc_workload_arrivals(&s, 0, 0, k) - cases[j].first[k]) < 1e-9);
            assert_true(isnan(cases[j].second[k]) ||
                        fabs(cc_workload_arrivals(&s, 0, 1, k) - cases[j].second[k]) < 1e-9);
        }
        cc_scenario_free(&s);
    }
    /* By dates of a file. */
    char issue[700];
    const char *path = file_of_test("day.csv", "date,n\n2026-12-25,7\n2026-12-26,9\n");
    snprintf(issue, sizeof(issue), "per_day = { file = \"%s\"; column = \"n\"; };", path);
    cc_scenario s;
    scenario_from_text(&s, text_of(HOURS "days = 2; first_date = \"2026-12-25\";", "", issue));
    assert_true(cc_workload_arrivals(&s, 0, 0, 1) == 3.5);
    assert_true(cc_workload_arrivals(&s, 0, 1, 0) == 4.5);
    cc_scenario_free(&s);
    assert_non_null(strstr(
        refusal_of_text(text_of(HOURS "days = 3; first_date = \"2026-12-25\";", "", issue)),
        "has no row for Sun 2026-12-27: it has 2 days, from Fri 2026-12-25 to Sat 2026-12-26, and "
        "the run has 3 open ones"));
}

/* From 18:30 to 08:00 the next morning: the run's days begin at noon. */
static void
hours_may_go_over_midnight(void **state)
{
    (void)state;
    static const char night[] =
        "hours = [\"18:30\", \"08:00\"]; interval = \"30 min\"; days = 2; first_day = \"Fri\"; ";
    cc_scenario s;
    scenario_from_text(&s, text_of(night, "",
                                   "rate = { at = (\"18:30\", \"23:00\", \"02:00\"); "
                                   "per_hour = (1, 2, 3); };"));
    assert_true(s.run.day_begin == 12 * 3600);
    assert_true(s.run.open == 6.5 * 3600 && s.run.close == 20 * 3600);
    assert_int_equal(s.run.intervals_per_day, 27);
    assert_true(cc_workload_arrivals(&s, 0, 0, 8) == 0.5);  /* 22:30 */
    assert_true(cc_workload_arrivals(&s, 0, 0, 9) == 1.0);  /* 23:00 */
    assert_true(cc_workload_arrivals(&s, 0, 0, 15) == 1.5); /* 02:00 */
    char *print = NULL;
    assert_int_equal(cc_canonical_print(&s, &print), SIM_OK);
    assert_non_null(strstr(print, "hours = (\"18:30\", \"08:00\")"));
    assert_non_null(strstr(print, "at = (\"18:30\", \"23:00\", \"02:00\")"));
    cc_scenario again;
    scenario_from_text(&again, print);
    assert_true(again.hash == s.hash);
    free(print);
    cc_scenario_free(&again);
    cc_scenario_free(&s);
    /* Rows behind midnight are of the night before, by dates and weekdays. */
    static const char two[] = "hours = [\"22:00\", \"02:00\"]; interval = \"2 h\"; days = 2; "
                              "first_date = \"2026-12-24\"; ";
    char issue[700];
    const char *path = file_of_test("night.csv", "start,n\n2026-12-24 00:00,0\n"
                                                 "2026-12-24 22:00,1\n2026-12-25 00:00,2\n"
                                                 "2026-12-25 22:00,3\n2026-12-26 00:00,4\n");
    snprintf(issue, sizeof(issue), "arrivals = { file = \"%s\"; column = \"n\"; };", path);
    scenario_from_text(&s, text_of(two, "", issue));
    assert_true(cc_workload_arrivals(&s, 0, 0, 0) == 1 && cc_workload_arrivals(&s, 0, 0, 1) == 2);
    assert_true(cc_workload_arrivals(&s, 0, 1, 0) == 3 && cc_workload_arrivals(&s, 0, 1, 1) == 4);
    cc_scenario_free(&s);
    path = file_of_test("night.csv", "time;Thu;Fri;Sat\n22:00;1;3;0\n00:00;0;2;4\n");
    snprintf(issue, sizeof(issue),
             "arrivals = { file = \"%s\"; columns = \"days\"; outside = \"leave_out\"; };", path);
    scenario_from_text(&s, text_of(two, "", issue));
    assert_true(cc_workload_arrivals(&s, 0, 0, 0) == 1 && cc_workload_arrivals(&s, 0, 0, 1) == 2);
    assert_true(cc_workload_arrivals(&s, 0, 1, 0) == 3 && cc_workload_arrivals(&s, 0, 1, 1) == 4);
    cc_scenario_free(&s);
    assert_non_null(
        strstr(refusal_of_text(text_of("hours = [\"08:00\", \"08:00\"];", "", "per_hour = 1;")),
               "must end after the start"));
}

static void
what_is_no_day_of_the_run_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *run, *issue, *message;
    } cases[] = {
        {HOURS "first_date = \"2026-12-24\"; first_day = \"Mon\";", "per_hour = 1;",
         "first_date: is a Thu, and first_day is Mon"},
        {HOURS "first_date = \"24.12.\";", "per_hour = 1;", "must be a date like \"2026-12-25\""},
        {HOURS "first_date = \"2026-02-29\";", "per_hour = 1;", "must be a date"},
        {HOURS "closed = (\"2026-12-25\");", "per_hour = 1;", "needs run.first_date"},
        {HOURS "closed = \"2026-12-25\";", "per_hour = 1;", "must be a list like"},
        {HOURS "first_date = \"2026-12-24\"; like = (\"2026-12-25\");", "per_hour = 1;",
         "must be a date and a weekday"},
        {HOURS "first_date = \"2026-12-24\"; like = ((\"2026-12-25\", \"Xmas\"));", "per_hour = 1;",
         "must be one of"},
        {HOURS "days = 2; first_day = \"Sat\"; weekdays = (\"Mon\");", "per_hour = 1;",
         "run: weekdays: must leave a day of the run open (its 2 from Sat on are all closed)"},
        {HOURS "first_date = \"2026-12-25\"; closed = (\"2026-12-25\");", "per_hour = 1;",
         "run: closed: must leave a day of the run open (its 1 from Fri on is closed)"},
        {HOURS "first_date = \"2026-12-25\"; weekdays = (\"Fri\"); "
               "like = ((\"2026-12-25\", \"Sun\"));",
         "per_hour = 1;", "run: like: must leave a day"},
        {HOURS "zone = \"Mars\";", "per_hour = 1;", "run: zone: must be \"UTC\""},
        {HOURS "days = 3;", "per_day = (1, 2);", "(has 2)"},
        {HOURS, "per_day = 1; profile = (0, 0);", "must have a share above 0"},
        {HOURS, "per_hour = 1; profile = (1, 1);", "is the shape of per_day"},
        {HOURS, "per_hour = 1; per_day = 1;", "only one of arrivals, per_hour, per_day and rate"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        const char *said = refusal_of_text(text_of(cases[j].run, "", cases[j].issue));
        if (strstr(said, cases[j].message) == NULL) {
            fail_msg("case %zu: wanted %s, got %s", j, cases[j].message, said);
        }
    }
}

static void
what_is_easily_mistaken_is_remarked(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of(HOURS, "", "arrivals = 2300;"));
    assert_non_null(s.remarks);
    assert_true(s.remarks->is_warning);
    assert_string_equal(s.remarks->text,
                        "demand.issues.a.arrivals = 2300 is of each interval of 1 h, 4600 a day; "
                        "what is of a day is written as per_day");
    cc_scenario_free(&s);
    scenario_from_text(&s, text_of(HOURS, "", "arrivals = (1, 2);"));
    assert_null(s.remarks);
    cc_scenario_free(&s);
    static const char year[] = HOURS "days = 3; first_date = \"2026-12-24\"; ";
    char run[300];
    snprintf(run, sizeof(run), "%s closed = (\"2027-12-25\", \"2026-12-27\");", year);
    scenario_from_text(&s, text_of(run, "", "per_hour = 1;"));
    assert_non_null(s.remarks);
    assert_true(s.remarks->is_warning);
    assert_string_equal(s.remarks->text,
                        "run.closed: no date in it is a day of the run, 2026-12-24 to 2026-12-26");
    cc_scenario_free(&s);
    snprintf(run, sizeof(run), "%s closed = (\"2027-12-25\", \"2026-12-26\");", year);
    scenario_from_text(&s, text_of(run, "", "per_hour = 1;"));
    assert_null(s.remarks);
    cc_scenario_free(&s);
    char path[512], issue[900];
    snprintf(path, sizeof(path), "%s",
             file_of_test("odd.csv", "start,aht\n08:00,180\n08:30,185\n09:00,190\n09:30,185000\n"));
    snprintf(issue, sizeof(issue),
             "per_hour = 1; voice = { talk = { dist = \"exponential\"; mean = { "
             "file = \"%s\"; column = \"aht\"; unit = \"s\"; }; }; }; }; b = { per_hour = 1; ",
             path);
    scenario_from_text(&s, text_of(HOURS, "", issue));
    const cc_remark *last = s.remarks;
    while (last != NULL && !last->is_warning) {
        last = last->next;
    }
    assert_non_null(last);
    assert_non_null(strstr(last->text, "odd.csv:5: column \"aht\" says 185000 s, where "));
    cc_scenario_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_have_weekdays_and_holidays_are_closed),
        cmocka_unit_test(a_day_like_another_has_its_factors_and_its_row),
        cmocka_unit_test(volumes_of_a_day_have_a_profile),
        cmocka_unit_test(hours_may_go_over_midnight),
        cmocka_unit_test(what_is_no_day_of_the_run_is_refused),
        cmocka_unit_test(what_is_easily_mistaken_is_remarked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
