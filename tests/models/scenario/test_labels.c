/* Tables in files whose rows say which time and day they are of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const char *
text_of(const char *run, const char *table)
{
    static char text[2048];
    snprintf(text, sizeof(text),
             "run = { %s };\n"
             "demand = { issues = { a = { %s voice = { talk = \"1 min\"; }; }; }; };\n"
             "center = { channels = { voice = { }; }; groups = { g = { staff = 1; }; }; };\n",
             run, table);
    return text;
}

/* Arrivals of a day and interval, with the file's content and more settings of the table. */
static void
load(cc_scenario *scenario, const char *run, const char *content, const char *more)
{
    char table[900];
    const char *path = file_of_test("labels.csv", content);
    snprintf(table, sizeof(table), "arrivals = { file = \"%s\"; column = \"n\"; %s };", path, more);
    scenario_from_text(scenario, text_of(run, table));
}

static const char *
refusal(const char *run, const char *content, const char *more)
{
    char table[900];
    const char *path = file_of_test("labels.csv", content);
    snprintf(table, sizeof(table), "arrivals = { file = \"%s\"; column = \"n\"; %s };", path, more);
    return refusal_of_text(text_of(run, table));
}

static double
at(const cc_scenario *scenario, size_t day, size_t k)
{
    return cc_table_at(&scenario->demand.issue[0].arrivals, day, k);
}

#define FOUR "hours = [\"08:00\", \"10:00\"]; interval = \"30 min\"; "
#define TWO "hours = [\"08:00\", \"10:00\"]; interval = \"1 h\"; "

static void
rows_are_found_by_their_times(void **state)
{
    (void)state;
    static const struct {
        const char *content, *more;
        double want[4];
    } cases[] = {
        {"start,n\n08:00,1\n08:30,2\n09:00,3\n09:30,4\n", "", {1, 2, 3, 4}},
        {"start,n\n09:30,4\n09:00,3\n08:30,2\n08:00,1\n", "", {1, 2, 3, 4}},
        {"Start,n\n7:30,0\n8:00,1\n8:30,2\n9:00,3\n9:30,4\n10:00,\n", "", {1, 2, 3, 4}},
        {"start,n\n7:30,9\n8:00,1\n8:30,2\n9:00,3\n9:30,4\nTotal,19\n",
         "outside = \"leave_out\";",
         {1, 2, 3, 4}},
        {"when,n\n8:00 AM,1\n8:30 AM,2\n9:00 AM,3\n9:30 AM,4\n", "time = \"when\";", {1, 2, 3, 4}},
        {"hour,n\n8,10\n9,30\n", "", {5, 5, 15, 15}},
        {"start,n\n08:00,10\n09:00,30\n", "", {5, 5, 15, 15}},
        {",n\n07:00,0.0\n08:00,10\n09:00,30\n", "", {5, 5, 15, 15}},
        {"start,n\n08:00,1\n08:15,2\n08:30,3\n08:45,4\n09:00,5\n09:15,6\n09:30,7\n09:45,8\n",
         "",
         {3, 7, 11, 15}},
        {"start,queue,n\n08:00,a,1\n08:30,a,2\n09:00,a,3\n09:30,a,4\n"
         "08:00,b,5\n08:30,b,6\n09:00,b,7\n09:30,b,8\n",
         "where = { queue = \"b\"; };",
         {5, 6, 7, 8}},
        {"start;n\n08:00;1,5\n08:30;2,5\n09:00;3,5\n09:30;4,5\n", "", {1.5, 2.5, 3.5, 4.5}},
        {"Period Start,n\n09:30,4\n09:00,3\n08:30,2\n08:00,1\n", "", {1, 2, 3, 4}},
        {"a,n\n3:07,1\n3:10,2\n2:50,3\n3:01,4\n", "", {1, 2, 3, 4}}, /* by their order */
        {"start,n\n1,1\n2,2\n3,3\n4,4\n", "", {1, 2, 3, 4}},
        /* as spreadsheets and phone systems write times */
        {"time,n\n9.30,4\n9.00,3\n8.30,2\n8.00,1\n", "", {1, 2, 3, 4}},
        {"time;n\n9,3;4\n9;3\n8,3;2\n8;1\n", "", {1, 2, 3, 4}},
        {"time,n\n8.00,1\n9.00,3\n", "", {.5, .5, 1.5, 1.5}},
        {"time,n\n9,3\n8,1\n", "", {.5, .5, 1.5, 1.5}},
        {"time,n\n0930,4\n0900,3\n0830,2\n0800,1\n", "", {1, 2, 3, 4}},
        {"time,n\n930,4\n900,3\n830,2\n800,1\nTotal,10\n",
         "outside = \"leave_out\";",
         {1, 2, 3, 4}},
        {"time,n\n093000,4\n090000,3\n083000,2\n080000,1\n", "", {1, 2, 3, 4}},
        {"a,n\n930,4\n900,3\n830,2\n800,1\n", "time = \"a\";", {1, 2, 3, 4}},
        {"heure,n\n9h30,4\n9h,3\n8h30,2\n8h00,1\n", "", {1, 2, 3, 4}},
        {"interval,n\n9:30-10:00,4\n9:00 to 9:30,3\n8.30 - 9.00,2\n8:00/8:30,1\n",
         "outside = \"leave_out\"; where = { n = (\"1\", \"3\", \"4\"); };",
         {-1, -1, -1, -1}},
        {"interval,n\n9.30-10.00,4\n9.00-9.30,3\n8.30-9.00,2\n8.00-8.30,1\n", "", {1, 2, 3, 4}},
        {"interval,n\n0930-1000,4\n0900-0930,3\n0830-0900,2\n0800-0830,1\n", "", {1, 2, 3, 4}},
        /* what a spreadsheet leaves below a table, and its shares */
        {"start,n\n08:00,1\n08:30,2\n,\n09:00,3\n09:30,4\n,\n,\n", "", {1, 2, 3, 4}},
        {"start;n\n08:00;50%\n08:30;25 %\n09:00;12,5\xC2\xA0%\n09:30;4\n", "", {.5, .25, .125, 4}},
        /* by any name, where all are beyond doubt times */
        {"Plage,n\n9h30,4\n9h,3\n8h30,2\n8h00,1\n", "", {1, 2, 3, 4}},
        {"Plage,n\n9h30 - 10h00,4\n9h00 - 9h30,3\n8h30 - 9h00,2\n8h00 - 8h30,1\n",
         "",
         {1, 2, 3, 4}},
        {"a,n\n9 AM,3\n8 AM,1\n", "", {.5, .5, 1.5, 1.5}},
        {"Bucket,n\n0930,4\n0900,3\n0830,2\n0800,1\n", "", {1, 2, 3, 4}},
        {"Bucket,n\n09.30,4\n09.00,3\n08.30,2\n08.00,1\n", "", {1, 2, 3, 4}},
        {"Bucket,n\n9.30,1\n9.00,2\n8.30,3\n8.00,4\n", "", {1, 2, 3, 4}}, /* may be numbers */
        {"Interval End,Interval Start,n\n10:00,9:30,4\n9:30,9:00,3\n9:00,8:30,2\n8:30,8:00,1\n",
         "",
         {1, 2, 3, 4}},
        {"bis,n\n9:30,4\n9:00,3\n8:30,2\n8:00,1\n", "time = \"bis\";", {1, 2, 3, 4}},
        /* which number the rows, and name them */
        {"slot,n\nfirst,1\nsecond,2\nthird,3\nlast,4\n", "", {1, 2, 3, 4}},
        {"interval,n\n1800,1\n1800,2\n1800,3\n1800,4\n", "", {1, 2, 3, 4}},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_scenario s;
        if (cases[j].want[0] < 0) {
            assert_non_null(
                strstr(refusal(FOUR, cases[j].content, cases[j].more), "has no row for 08:30"));
            continue;
        }
        load(&s, FOUR, cases[j].content, cases[j].more);
        for (size_t k = 0; k < 4; k++) {
            if (at(&s, 0, k) != cases[j].want[k]) {
                fail_msg("case %zu, interval %zu: %g", j, k, at(&s, 0, k));
            }
        }
        cc_scenario_free(&s);
    }
}

static void
what_labels_and_run_disagree_on_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *run, *content, *more, *message;
    } cases[] = {
        {FOUR, "start,n\n08:00,1\n08:30,2\n09:30,4\nTotal,7\n", "",
         "row 4: column \"start\": must be a time of day, or set outside = \"leave_out\" (is "
         "\"Total\")"},
        {FOUR, "start,n\n08:00,1\n08:30,2\n09:30,4\nTotal,7\n", "outside = \"leave_out\";",
         "has no row for 09:00"},
        {FOUR, "start,n\n07:30,1\n08:00,1\n08:30,2\n09:00,3\n09:30,4\n", "",
         "row 1: column \"start\": lies outside run.hours, with a value"},
        {FOUR, "start,queue,n\n08:00,a,1\n08:30,a,1\n09:00,a,1\n09:30,a,1\n08:00,b,5\n", "",
         "is said by line 2, too: choose rows by where = { queue = \"a\"; } (is \"08:00\")"},
        {FOUR, "start,n\n08:00,1\n08:20,2\n08:50,2\n", "", "must lie on the file's step of 20 min"},
        {TWO "days = 7; weekdays = (\"Mon\", \"Tue\");",
         "day,hour,n\nMon,8,1\nMon,9,1\nTue,8,1\nTue,9,1\nSat,8,500\nSat,9,0\n", "",
         "row 5: column \"hour\": is of a weekday that is closed, with a value, on Sat; or set "
         "outside = \"leave_out\" (is \"8\")"},
        {FOUR, "Interval End,n\n08:30,1\n09:00,2\n09:30,2\n10:00,2\n", "",
         "column \"Interval End\": says when rows end, and no column when they begin"},
        {FOUR, "n,Ende\n1,08:30\n2,09:00\n", "", "column \"Ende\": says when rows end"},
        {TWO "days = 3;", "day,n\nw1,1\nw1,1\nw2,1\nw2,1\nTotal,2\nTotal,2\n", "",
         "must name a day, or set outside = \"leave_out\" (is \"Total\")"},
        {TWO "days = 4; first_date = \"2024-03-04\";",
         "date,hour,n\n2024-03-04,8,1\n2024-03-04,9,1\n2024-03-05,8,1\n2024-03-05,9,1\n", "",
         "has no row for Wed 2024-03-06 08:00: it has 2 days, from Mon 2024-03-04 to Tue "
         "2024-03-05, and the run has 4 open ones, from 2024-03-04 on"},
        {FOUR, "start,n\n08:00,1\n", "where = { queue = \"a\"; };",
         "has no column \"queue\": it has \"start\", \"n\""},
        {FOUR, "start,n\n08:00,1\n", "where = { start = \"9\"; };",
         "has no such row: it says \"08:00\" there"},
        {FOUR, "start,queue,n\n08:00,Sales,1\n08:30,Support,2\n", "where = { queue = \"sales\"; };",
         "it says \"Sales\", \"Support\" there; did you mean \"Sales\"?"},
        {FOUR, "start,queue,n\n08:00,Sales,1\n08:30,Support,2\n",
         "where = { queue = (\"suport\", \"x\"); };", "did you mean \"Support\"?"},
        {FOUR, "q,n\na,1\nb,1\nc,1\nd,1\ne,1\nf,1\ng,1\nh,1\ni,1\n", "where = { q = \"nobody\"; };",
         "\"g\", \"h\" ..."},
        /* by the file's own step, whatever the run's */
        {"hours = [\"08:00\", \"10:00\"]; interval = \"20 min\";",
         "start,n\n08:00,1\n09:00,3\n09:30,4\n", "", "has no row for 08:30"},
        {"hours = [\"08:00\", \"10:00\"]; interval = \"1 h\";",
         "start,n\n08:00,1\n08:30,2\n09:00,3\n", "", "has no row for 09:30"},
        {"hours = [\"22:00\", \"02:00\"]; interval = \"40 min\";",
         "start,n\n22:00,1\n22:30,1\n23:00,1\n23:30,1\n00:00,1\n00:30,1\n01:30,1\n", "",
         "has no row for 01:00"},
        {FOUR, "start,n\n08:00,1\n", "time = \"when\";", "has no column \"when\""},
        {FOUR, "what,n\nx,1\nx,1\nx,1\nx,1\n", "zone = \"UTC\";",
         "zone: goes with times or days, and none are found"},
        {FOUR, "start,n\n08:00,1\n08:00,2\n", "",
         "too: choose rows by a column with the days, date"},
        {FOUR, "what,n\nx,1\n", "time = \"what\";", "must be a time of day (is \"x\")"},
        {FOUR "days = 3;", "day,start,n\nd1,08:00,1\nd2,08:00,1\n", "",
         "has 2 days where the run has 3: it must have one day, seven or as many as are open"},
        {TWO "days = 14; weekdays = (\"Mon\", \"Tue\");", "day,n\na,1\na,1\nb,1\nb,1\nc,1\nc,1\n",
         "", "has 3 days where the run has 4 open days"},
        {TWO "days = 2;", "date,hour,n\n2024-03-26,8,1\n2024-03-26,9,1\n2024-03-27,8,1\n", "",
         "begins on Tue 2024-03-26, and the run on a Mon: set run.first_date = \"2024-03-26\""},
        {TWO "days = 2; first_day = \"Tue\";",
         "date,hour,n\n2024-03-26,8,1\n2024-03-26,9,1\n2024-03-27,8,1\n", "",
         "has no row for Wed 2024-03-27 09:00"},
        {TWO "days = 2; first_day = \"Tue\";",
         "date,hour,n\n26.3.2024,8,1\n26.3.2024,9,1\n27.3.2024,8,1\n27.3.2024,9,1\n"
         "28.3.2024,9,1\n",
         "", "has days from Tue 2024-03-26 to Thu 2024-03-28, and the run has 2"},
        {TWO "days = 2;", "date,hour,n\n3/4/2024,8,1\n4/4/2024,8,1\n", "",
         "may be day or month first: set date_order = \"dmy\" or \"mdy\""},
        {TWO "days = 14;", "day,hour,n\nMon,8,1\nMon,9,1\nTue,8,1\nTue,9,1\n", "",
         "has no row for Wed 08:00"},
        {TWO, "date,n\n2024-03-25,20\n", "", "has a value a day, and no column with times"},
        {TWO "days = 2;", "day,n\na,1\na,1\nb,1\n", "", "has 1 rows for \"b\" and no column with"},
        {TWO, "start,n\n08:00,1\n09:00,x\n", "",
         "row 2: column \"n\": must be a number (is \"x\")"},
        /* no time that is clear, no order that nobody asked for */
        {FOUR, "time,n\n8.50,1\n9.00,2\n9.50,3\n10.00,4\n", "",
         "row 1: column \"time\": says no clear time of day: write 8:30, not 8.5 or 8.50"},
        {FOUR, "time,n\n8.25,1\n8.50,2\n8.75,3\n9.00,4\n", "", "says no clear time of day"},
        {FOUR, "time,n\n0.3333,1\n0.3542,2\n0.375,3\n0.3958,4\n", "", "(is \"0.3333\")"},
        {FOUR, "period,n\nTotal,1\n30,2\n60,3\n90,4\n", "", "row 2: column \"period\": says no"},
        {TWO "days = 2;", "date,n\n45376,1\n45376,2\n45377,1\n45377,2\n", "",
         "row 1: column \"date\": says no date: write 2024-03-25 or 25 Mar 2024 (is \"45376\")"},
        {TWO "days = 7;", "day,hour,n\ndi,8,1\ndi,9,1\nma,8,1\nma,9,1\n", "",
         "row 1: column \"day\": says another day in another language: write weekdays in full "
         "(is \"di\")"},
        {TWO, "start,n\n08:00,1\n09:00,-1\n", "", "row 2: column \"n\": must be >= 0 (is \"-1\")"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        const char *said = refusal(cases[j].run, cases[j].content, cases[j].more);
        if (strstr(said, cases[j].message) == NULL) {
            fail_msg("case %zu: wanted %s, got %s", j, cases[j].message, said);
        }
    }
}

/* A week of two hours a day, 10 on the first day, 20 on the second. */
static const char *
week(const char *const *names, size_t n)
{
    static char content[4096];
    size_t at = (size_t)snprintf(content, sizeof(content), "day,hour,n\n");
    for (size_t d = 0; d < n; d++) {
        for (int hour = 8; hour < 10; hour++) {
            at += (size_t)snprintf(content + at, sizeof(content) - at, "%s,%d,%zu\n", names[d],
                                   hour, 10 * (d + 1) + (hour == 9));
        }
    }
    return content;
}

static void
a_week_repeats_and_open_days_are_counted(void **state)
{
    (void)state;
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const words[] = {"d1", "d2", "d3", "d4", "d5",
                                        "d6", "d7", "d8", "d9", "d10"};
    static const char *const dates[] = {"2024-03-25", "2024-03-26", "2024-03-27", "2024-03-28",
                                        "2024-03-29", "2024-03-30", "2024-03-31"};
    static const char *const working[] = {"25/03/2024", "26/03/2024", "27/03/2024", "28/03/2024",
                                          "29/03/2024", "01/04/2024", "02/04/2024", "03/04/2024",
                                          "04/04/2024", "05/04/2024"};
    cc_scenario s;
    /* By their names, whatever day the run begins on; those of closed days may be missing. */
    load(&s, TWO "days = 15; first_day = \"Thu\";", week(weekdays, 7), "");
    for (size_t day = 0; day < 15; day++) {
        assert_true(at(&s, day, 1) == 10 * (double)((day + 3) % 7 + 1) + 1);
    }
    cc_scenario_free(&s);
    load(&s, TWO "days = 15; first_day = \"Thu\"; weekdays = (\"Mon\", \"Tue\");",
         week(weekdays, 2), "");
    assert_true(at(&s, 4, 0) == 10 && at(&s, 5, 1) == 21 && at(&s, 11, 0) == 10);
    cc_scenario_free(&s);
    /* Seven dates and seven words are a week, too. */
    load(&s, TWO "days = 21; first_day = \"Wed\";", week(dates, 7), "");
    assert_true(at(&s, 0, 0) == 30 && at(&s, 5, 0) == 10 && at(&s, 20, 1) == 21);
    cc_scenario_free(&s);
    load(&s, TWO "days = 21; first_day = \"Wed\";", week(words, 7), "");
    assert_true(at(&s, 0, 0) == 10 && at(&s, 13, 0) == 70 && at(&s, 14, 1) == 11);
    cc_scenario_free(&s);
    /* Ten working days are those of the run. */
    load(&s, TWO "days = 14; weekdays = (\"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\");",
         week(words, 10), "");
    assert_true(at(&s, 4, 0) == 50 && at(&s, 7, 0) == 60 && at(&s, 11, 1) == 101);
    cc_scenario_free(&s);
    load(&s, TWO "days = 14; weekdays = (\"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\");",
         week(working, 10), "");
    assert_true(at(&s, 4, 0) == 50 && at(&s, 7, 0) == 60 && at(&s, 11, 1) == 101);
    cc_scenario_free(&s);
    /* Seven open days: a week by name is not taken for them one by one. */
    load(&s, TWO "days = 9; weekdays = (\"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\");",
         week(weekdays, 7), "outside = \"leave_out\";");
    assert_true(at(&s, 4, 0) == 50 && at(&s, 7, 0) == 10 && at(&s, 8, 1) == 21);
    cc_scenario_free(&s);
    /* One day is every day. */
    load(&s, TWO "days = 9;", week(dates, 1), "");
    assert_true(at(&s, 0, 0) == 10 && at(&s, 8, 1) == 11);
    cc_scenario_free(&s);
}

static void
days_may_be_columns(void **state)
{
    (void)state;
    char table[700];
    cc_scenario s;
    const char *path =
        file_of_test("wide.csv", "start;Mon;Tue;Total\n08:00;1,5;2;3,5\n09:00;3;4;7\n");
    snprintf(table, sizeof(table),
             "arrivals = { file = \"%s\"; columns = \"days\"; outside = \"leave_out\"; };", path);
    scenario_from_text(&s, text_of(TWO "days = 8; weekdays = (\"Mon\", \"Tue\");", table));
    assert_true(at(&s, 0, 0) == 1.5 && at(&s, 0, 1) == 3 && at(&s, 1, 0) == 2 && at(&s, 7, 1) == 3);
    assert_non_null(strstr(s.remarks->text, "; 1 column left out"));
    cc_scenario_free(&s);
    /* What rows are chosen by is no day; a weekday may have a date behind it. */
    path = file_of_test("wide.csv", "queue;start;Di 05.03.;Mo 04.03.\nA;08:00;2;1,5\n"
                                    "A;09:00;4;3\nB;08:00;7;7\nB;09:00;7;7\n");
    snprintf(table, sizeof(table),
             "arrivals = { file = \"%s\"; columns = \"days\"; where = { queue = \"A\"; }; };",
             path);
    scenario_from_text(&s, text_of(TWO "days = 8; weekdays = (\"Mon\", \"Tue\");", table));
    assert_true(at(&s, 0, 0) == 1.5 && at(&s, 0, 1) == 3 && at(&s, 1, 0) == 2 && at(&s, 7, 1) == 3);
    cc_scenario_free(&s);
    path = file_of_test("wide.csv", "start;W1;Total\n08:00;1;1\n09:00;3;3\n");
    snprintf(table, sizeof(table), "arrivals = { file = \"%s\"; columns = \"days\"; };", path);
    assert_non_null(strstr(refusal_of_text(text_of(TWO "days = 2;", table)),
                           "column \"Total\" is no day, as others are"));
    path = file_of_test("wide.csv", "start;Mon;Tue;Total\n08:00;1,5;2;3,5\n09:00;3;4;7\n");
    snprintf(table, sizeof(table), "arrivals = { file = \"%s\"; columns = \"days\"; };", path);
    assert_non_null(strstr(refusal_of_text(text_of(TWO "days = 8;", table)),
                           "column \"Total\" is no weekday, as others are"));
    snprintf(table, sizeof(table),
             "arrivals = { file = \"%s\"; columns = \"days\"; column = \"Mon\"; };", path);
    assert_non_null(
        strstr(refusal_of_text(text_of(TWO "days = 8;", table)), "goes without column"));
}

static void
weekdays_have_names_in_many_languages(void **state)
{
    (void)state;
    static const char *const names[][7] = {
        {"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
        {"ma", "di", "wo", "do", "vr", "za", "zo"},
        {"lun", "mar", "mer", "gio", "ven", "sab", "dom"},
        {"LUN.", "MAR.", "MIÉ.", "JUE.", "VIE.", "SÁB.", "DOM."},
        {"L\xC3\xBC", "mar", "mer", "jeu", "ven", "sam", "dim"},
        {"pn", "wt", "ŚR", "cz", "pt", "so", "nd"},
        {"Segunda-feira", "Terça-feira", "Quarta-feira", "Quinta-feira", "Sexta-feira", "Sábado",
         "Domingo"},
        {"ma", "ti", "ke", "to", "pe", "la", "su"},
    };
    for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++) {
        cc_scenario s;
        if (j == 4 || j == 5) { /* "Lü" is none, and "so" none in Polish, but two days elsewhere */
            const char *said = refusal(TWO "days = 15;", week(names[j], 7), "");
            assert_non_null(strstr(said, j == 4 ? "must be a weekday"
                                                : "says another day in another language"));
            continue;
        }
        load(&s, TWO "days = 15; first_day = \"Thu\";", week(names[j], 7), "");
        for (size_t day = 0; day < 15; day++) {
            if (at(&s, day, 1) != 10 * (double)((day + 3) % 7 + 1) + 1) {
                fail_msg("set %zu, day %zu: %g", j, day, at(&s, day, 1));
            }
        }
        cc_scenario_free(&s);
    }
}

/* What is taken in the order of the file is said to be. */
static void
an_order_is_told(void **state)
{
    (void)state;
    cc_scenario s;
    load(&s, FOUR, "slot,n\na,1\nb,2\nc,3\nd,4\n", "");
    assert_non_null(
        strstr(s.remarks->text, "4 rows in their order: \"slot\" says no times; sum 10; mean 2.5"));
    assert_true(s.remarks->next->is_warning);
    assert_non_null(strstr(s.remarks->next->text, "are taken for intervals in their order, and not "
                                                  "by what \"slot\" says (\"a\")"));
    cc_scenario_free(&s);
    load(&s, FOUR, "n,agents\n1,7\n2,8\n3,9\n4,8\n", "");
    assert_non_null(strstr(s.remarks->text, "4 rows in their order: no column says times; sum 10"));
    assert_null(s.remarks->next); /* numbers name no rows */
    cc_scenario_free(&s);
    load(&s, TWO "days = 2;", "day,n\nfirst,1\nfirst,2\nnext,3\nnext,4\n", "");
    assert_non_null(strstr(s.remarks->text, "\"first\" to \"next\", words, in the order of the "
                                            "file, rows of a day in their order"));
    cc_scenario_free(&s);
}

/* Means are averaged over time, where calls are added. */
static void
levels_are_averaged_and_counts_are_added(void **state)
{
    (void)state;
    char table[1400];
    cc_scenario s;
    char path[512];
    snprintf(path, sizeof(path), "%s",
             file_of_test("both.csv", "start,n,rate,talk\n08:00,10,10,1:00\n08:30,20,20,2:00\n"
                                      "09:00,30,30,3:00\n09:30,40,40,4:00\n"));
    snprintf(table, sizeof(table), "per_hour = { file = \"%s\"; column = \"rate\"; };", path);
    scenario_from_text(&s, text_of(TWO, table));
    assert_true(cc_table_at(&s.demand.issue[0].per_hour, 0, 0) == 15);
    assert_true(cc_table_at(&s.demand.issue[0].per_hour, 0, 1) == 35);
    assert_non_null(strstr(s.remarks->text, "times in \"start\" (found): 08:00 to 09:30 by 30 min, "
                                            "averaged to 1 h; every day; mean 25"));
    cc_scenario_free(&s);
    snprintf(table, sizeof(table), "arrivals = { file = \"%s\"; column = \"n\"; };", path);
    scenario_from_text(&s, text_of(TWO, table));
    assert_true(at(&s, 0, 0) == 30 && at(&s, 0, 1) == 70);
    assert_non_null(strstr(s.remarks->text, "added up to 1 h; every day; sum 100; mean 50"));
    cc_scenario_free(&s);
    /* The sum is that of the file, as a spreadsheet has it. */
    load(&s, TWO "days = 5;",
         "day,hour,n\nMon,8,1\nMon,9,2\nTue,8,3\nTue,9,4\nWed,8,5\nWed,9,6\n"
         "Thu,8,1\nThu,9,1\nFri,8,1\nFri,9,1\nSat,8,10\nSat,9,20\n",
         "");
    assert_non_null(strstr(s.remarks->text, "; sum 55, of which the run uses 25; mean 2.5"));
    cc_scenario_free(&s);
    const char *ms = file_of_test("ms.csv", "start,aht\n08:00,185000\n09:00,190000\n");
    snprintf(table, sizeof(table),
             "per_hour = 1; voice = { talk = { dist = \"exponential\"; mean = { file = \"%s\"; "
             "column = \"aht\"; unit = \"s\"; }; }; }; }; b = { per_hour = 1; ",
             ms);
    scenario_from_text(&s, text_of(TWO, table));
    assert_true(s.remarks->is_warning);
    assert_non_null(strstr(s.remarks->text, "ms.csv:2: column \"aht\" says 185000 s, more than a "
                                            "day: unit says in what it is"));
    cc_scenario_free(&s);
}

/* The last Sunday of March has no 02:00, and that of October has it twice. */
static void
days_of_23_and_25_hours_are_known_by_the_zone(void **state)
{
    (void)state;
    static const char run[] = "hours = [\"01:00\", \"04:00\"]; interval = \"1 h\"; ";
    char text[256];
    cc_scenario s;
    static const char march[] = "start,n\n2024-03-31 01:00,1\n2024-03-31 03:00,3\n"
                                "2024-04-01 01:00,4\n2024-04-01 02:00,5\n2024-04-01 03:00,6\n";
    static const char october[] =
        "start,n\n2024-10-27T00:00Z,2\n2024-10-27T01:00Z,3\n2024-10-26T23:00:00Z,1\n"
        "2024-10-27T02:00Z,4\n2024-10-28T00:00Z,5\n2024-10-28T01:00Z,6\n2024-10-28T02:00Z,7\n";
    snprintf(text, sizeof(text), "%s first_date = \"2024-03-31\"; days = 2;", run);
    assert_non_null(strstr(refusal(text, march, ""), "has no row for Sun 2024-03-31 02:00"));
    load(&s, text, march, "zone = \"Europe/Berlin\";");
    assert_true(at(&s, 0, 0) == 1 && at(&s, 0, 1) == 0 && at(&s, 0, 2) == 3 && at(&s, 1, 1) == 5);
    cc_scenario_free(&s);
    snprintf(text, sizeof(text), "%s first_date = \"2024-10-27\"; days = 2;", run);
    assert_non_null(strstr(refusal(text, october, ""), "set run.zone, e.g. \"Europe/Berlin\""));
    load(&s, text, october, "zone = \"Europe/Berlin\";");
    assert_true(at(&s, 0, 0) == 1 && at(&s, 0, 1) == 5 && at(&s, 0, 2) == 4 && at(&s, 1, 0) == 5);
    cc_scenario_free(&s);
    snprintf(text, sizeof(text),
             "%s first_date = \"2024-10-27\"; days = 2; "
             "zone = \"Europe/Berlin\";",
             run);
    load(&s, text, october, "");
    assert_true(at(&s, 0, 0) == 1 && at(&s, 0, 1) == 5 && at(&s, 0, 2) == 4 && at(&s, 1, 0) == 5);
    assert_non_null(strstr(s.remarks->next->text, "; 1 time that the clock shows twice, added up"));
    cc_scenario_free(&s);
    assert_non_null(strstr(refusal(text, october, "zone = \"Mars/Olympus\";"),
                           "like \"Europe/Berlin\" (is \"Mars/Olympus\")"));
    assert_non_null(
        strstr(refusal(text, october, "zone = \"../../etc/passwd\";"), "zone: must be"));
}

/* The days of a change are named where the house is open in its hour. */
static void
what_becomes_of_changed_clocks_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *run, *said; /* NULL: nothing */
    } cases[] = {
        {"first_date = \"2026-10-24\"; days = 3; zone = \"Europe/Berlin\";",
         "run.zone: 2026-10-25 has 25 hours in Europe/Berlin, and the run gives it 24: 02:00 to "
         "03:00, which comes twice, is in it once, with the contacts of both where a file has rows "
         "of both"},
        {"first_date = \"2026-03-29\"; zone = \"Europe/Berlin\";",
         "run.zone: 2026-03-29 has 23 hours in Europe/Berlin, and the run gives it 24: 02:00 to "
         "03:00, which clocks skip, is in it, with no contacts where a file says its date, and "
         "else as on other days"},
        {"first_date = \"2026-10-03\"; days = 2; zone = \"Australia/Lord_Howe\";",
         "run.zone: 2026-10-04 has 23.5 hours in Australia/Lord_Howe, and the run gives it 24: "
         "02:00 to 02:30, which clocks skip, is in it, with no contacts where a file says its "
         "date, and else as on other days"},
        /* From evening to morning: the night of Saturday, if that is a day of the run. */
        {"first_date = \"2026-10-24\"; hours = [\"22:00\", \"06:00\"]; zone = \"Europe/Berlin\";",
         "run.zone: 2026-10-25 has 25 hours in Europe/Berlin, and the run gives it 24: 02:00 to "
         "03:00, which comes twice, is in it once, with the contacts of both where a file has rows "
         "of both"},
        {"first_date = \"2026-10-25\"; hours = [\"22:00\", \"06:00\"]; zone = \"Europe/Berlin\";",
         NULL},
        {"first_date = \"2026-10-24\"; days = 3; hours = [\"08:00\", \"20:00\"]; "
         "zone = \"Europe/Berlin\";",
         NULL},
        {"first_date = \"2026-10-24\"; days = 3; zone = \"Europe/Berlin\"; "
         "closed = (\"2026-10-25\");",
         NULL},
        {"first_date = \"2026-10-24\"; days = 3; zone = \"+01:00\";", NULL},
        {"first_date = \"2026-10-26\"; days = 3; zone = \"Europe/Berlin\";", NULL},
        {"days = 300; zone = \"Europe/Berlin\";", NULL},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_scenario s;
        scenario_from_text(&s, text_of(cases[j].run, "per_hour = 1;"));
        if (cases[j].said == NULL) {
            assert_null(s.remarks);
        } else {
            assert_true(s.remarks->is_warning);
            assert_string_equal(s.remarks->text, cases[j].said);
            assert_null(s.remarks->next);
        }
        cc_scenario_free(&s);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_found_by_their_times),
        cmocka_unit_test(what_labels_and_run_disagree_on_is_refused),
        cmocka_unit_test(a_week_repeats_and_open_days_are_counted),
        cmocka_unit_test(days_may_be_columns),
        cmocka_unit_test(weekdays_have_names_in_many_languages),
        cmocka_unit_test(an_order_is_told),
        cmocka_unit_test(days_of_23_and_25_hours_are_known_by_the_zone),
        cmocka_unit_test(what_becomes_of_changed_clocks_is_said),
        cmocka_unit_test(levels_are_averaged_and_counts_are_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
