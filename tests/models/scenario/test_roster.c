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

/* Also of the bundled week, whose queues have three groups. */
static void
a_bundled_roster_reads_back(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_file(&s, "roster/center.cfg");
    assert_int_equal(s.center.roster.n_persons, 60);
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

/* ---- tables ---- */

#define DATED                                                                                      \
    "hours = [\"08:00\", \"20:00\"]; interval = \"30 min\"; days = 7; first_date = "               \
    "\"2026-03-02\";"

static const char *
center_of(const char *run, const char *roster, const char *groups)
{
    static char text[8192];
    snprintf(text, sizeof(text),
             "run = { %s };\n"
             "demand = { issues = { billing = { per_hour = 1; voice = { talk = \"1 min\"; }; };\n"
             "technical = { per_hour = 1; voice = { talk = \"1 min\"; }; }; }; };\n"
             "center = { channels = { voice = { }; };\n"
             "queues = { billing = { channel = \"voice\"; issues = (\"billing\"); }; technical = { "
             "channel = \"voice\"; issues = "
             "(\"technical\"); }; };\n"
             "roster = { %s };\n"
             "groups = { %s }; };\n",
             run, roster, groups);
    return text;
}

static void
a_roster_is_read_from_a_spreadsheet(void **state)
{
    (void)state;
    cc_scenario s;
    char roster[1024];
    snprintf(roster, sizeof(roster), "shifts = \"%s\";",
             file_of_test("roster.csv", "Employee;Datum;Von;Bis;State\n"
                                        "Ben;02.03.2026;08:00;12:00;Phone\n"
                                        "Anna;02.03.2026;12:30;16:30;work\n"
                                        "Anna;02.03.2026;08:00;12:00;work\n"
                                        "Anna;02.03.2026;12:00;12:30;Lunch\n"
                                        "Anna;03.03.2026;16:00;00:30;work\n"
                                        "Anna;04.03.2026;;;Urlaub\n"
                                        "Ben;20.03.2026;08:00;12:00;work\n"));
    scenario_from_text(&s, center_of(DATED, roster, "desk = { };"));
    const cc_roster_plan *plan = &s.center.roster;
    assert_int_equal(plan->n_persons, 2);
    assert_string_equal(plan->person[0].name, "Ben");
    cc_span span[CC_MAX_SPANS];
    assert_int_equal(cc_roster_spans(&s, 1, 0, span), 3);
    assert_span(&span[0], 8 * H, 12 * H, CC_WORK, true);
    assert_span(&span[1], 12 * H, 12.5 * H, CC_LUNCH, false);
    assert_span(&span[2], 12.5 * H, 16.5 * H, CC_WORK, true);
    assert_int_equal(cc_roster_spans(&s, 1, 1, span), 1);
    assert_span(&span[0], 16 * H, 24.5 * H, CC_WORK, true);
    assert_int_equal(cc_roster_spans(&s, 1, 2, span), 0);
    assert_int_equal(cc_roster_spans(&s, 0, 0, span), 1);
    assert_non_null(s.remarks);
    assert_non_null(strstr(s.remarks->text, "5 rows of 2 agents; left out: 1 of days outside"));
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

#define HEAD "(\"agent\", \"date\", \"start\", \"end\", \"activity\", \"paid\"), "

static void
a_roster_by_weekdays_repeats_every_week(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, center_of("days = 15;",
                                     "shifts = ( " HEAD
                                     "(\"Anna\", \"Sun\", \"22:00\", \"06:00\"), (\"Anna\", "
                                     "\"Mon\", \"06:00\", \"07:00\", \"meeting\", false) );",
                                     "desk = { };"));
    cc_span span[CC_MAX_SPANS];
    for (long day = -1; day < 15; day++) {
        const int n = cc_roster_spans(&s, 0, day, span);
        assert_int_equal(n, (day + 7) % 7 == 6 || day % 7 == 0 ? 1 : 0);
        if (day % 7 == 0) {
            assert_span(&span[0], 6 * H, 7 * H, CC_MEETING, false);
        } else if (n > 0) {
            assert_span(&span[0], 22 * H, 30 * H, CC_WORK, true);
        }
    }
    assert_reads_back(&s);
    cc_scenario_free(&s);
    /* Dates of one week do where the run has none. */
    scenario_from_text(&s, center_of("days = 15;",
                                     "shifts = ( " HEAD
                                     "(\"Anna\", \"2026-03-01\", \"22:00\", \"06:00\") );",
                                     "desk = { };"));
    assert_int_equal(cc_roster_spans(&s, 0, 6, span), 1);
    assert_int_equal(cc_roster_spans(&s, 0, 13, span), 1);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

static void
agents_with_other_skills_are_groups_of_their_own(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s, center_of(WEEK,
                      "agents = ( (\"agent\", \"group\", \"skills\", \"site\", \"home\", "
                      "\"contract\", \"tenure\"), (\"Anna\", \"desk\", \"billing:1 "
                      "technical:0.8\", \"Bonn\", \"Mon Fri\", \"full\", 18), (\"Ben\", \"desk\", "
                      "\"billing\"), (\"Cem\", \"desk\", \"technical:1.5, billing\"), (\"Dora\", "
                      "\"desk\", \"billing:0.5\"), (\"Eva\", \"back\") ); shifts = ( " HEAD
                      "(\"Anna\", \"Mon\", \"08:00\", \"12:00\"), (\"Dora\", \"Mon\", \"08:00\", "
                      "\"09:00\"), (\"Ben\", \"Mon\", \"08:00\", \"09:00\") );",
                      "desk = { absent = (\"Ben\"); }; back = { serves = (\"technical\"); };"));
    const cc_center_setup *center = &s.center;
    assert_int_equal(center->n_groups, 3);
    assert_string_equal(center->group[2].name, "desk: billing");
    assert_int_equal(center->group[0].n_serves, 2);
    assert_int_equal(center->group[2].n_serves, 1);
    assert_int_equal(cc_roster_people(&s, 0), 2);
    assert_int_equal(cc_roster_people(&s, 1), 1);
    assert_int_equal(cc_roster_people(&s, 2), 2);
    const cc_person *anna = &center->roster.person[0], *ben = &center->roster.person[3];
    assert_string_equal(anna->name, "Anna");
    assert_true(fabs(anna->proficiency[1] - 0.8) < 1e-12);
    assert_string_equal(anna->site, "Bonn");
    assert_true(anna->home[0] && anna->home[4] && !anna->home[1]);
    assert_true(fabs(anna->tenure - 18) < 1e-12);
    assert_string_equal(ben->name, "Ben");
    assert_true(ben->is_absent && isnan(ben->tenure));
    assert_true(fabs(cc_roster_numbers(&s, 2, 0, 0).at_work - 1) < 1e-9);
    assert_true(fabs(cc_roster_numbers(&s, 2, 0, 0).paid - 2) < 1e-9);
    /* Queue billing is for both, technical for those who have it. */
    assert_int_equal(center->queue[0].n_groups, 2);
    assert_int_equal(center->queue[1].n_groups, 2);
    assert_int_equal(center->queue[1].groups[1].index, 1);
    assert_reads_back(&s);
    cc_scenario_free(&s);
    /* Where a queue prefers some, a group stands for those of other skills, too. */
    static const char *const roster =
        "agents = ( (\"agent\", \"group\", \"skills\"), (\"Anna\", \"desk\", \"technical\"), "
        "(\"Ben\", \"desk\", \"billing\"), (\"Eva\", \"back\") ); shifts = ( " HEAD
        "(\"Anna\", \"Mon\", \"08:00\", \"12:00\") );";
    char text[8192];
    snprintf(text, sizeof(text), "%s", center_of(WEEK, roster, "desk = { }; back = { };"));
    char *at = strstr(text, "issues = (\"billing\");");
    assert_non_null(at);
    char with[8192];
    snprintf(with, sizeof(with), "%.*sgroups = ([\"desk\"], [\"back\"]); %s", (int)(at - text),
             text, at);
    scenario_from_text(&s, with);
    const cc_queue *billing = &s.center.queue[0];
    assert_int_equal(billing->n_groups, 2); /* who is first, technical only, is none of its */
    assert_int_equal(billing->groups[0].index, 2);
    assert_int_equal(billing->groups[1].index, 1);
    assert_true(billing->groups[0].rank < billing->groups[1].rank);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

static void
a_headcount_doubles_or_leaves_out_named_agents(void **state)
{
    (void)state;
    static const char *const roster =
        "shifts = ( " HEAD "(\"Anna\", \"Mon\", \"08:00\", \"12:00\"), (\"Ben\", \"Mon\", "
        "\"08:00\", \"09:00\"), (\"Cem\", \"Mon\", \"08:00\", \"10:00\") );";
    cc_scenario s;
    scenario_from_text(&s, center_of(WEEK, roster, "desk = { headcount = 4; };"));
    assert_int_equal(cc_roster_people(&s, 0), 4);
    assert_string_equal(s.center.roster.person[1].name, "Ben");
    assert_string_equal(s.center.roster.person[2].name, "Ben (2)");
    assert_true(s.center.roster.person[1].key != s.center.roster.person[2].key);
    assert_reads_back(&s);
    cc_scenario_free(&s);
    scenario_from_text(&s, center_of(WEEK, roster, "desk = { headcount = 1; };"));
    assert_int_equal(cc_roster_people(&s, 0), 1);
    assert_string_equal(s.center.roster.person[0].name, "Ben");
    cc_scenario_free(&s);
}

/* ---- what is wrong ---- */

static void
assert_refused(const char *text, const char *rule)
{
    const char *said = refusal_of_text(text);
    if (strstr(said, rule) == NULL) {
        fail_msg("wanted ... %s, got %s", rule, said);
    }
}

static void
a_shift_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "group \"g\": staff: is missing"},
        {"staff = 1; shifts = ( { people = 1; start = \"08:00\"; end = \"09:00\"; } );",
         "group \"g\": shifts: must not be written beside staff: it is one or the other"},
        {"staff = 1; headcount = 2;",
         "headcount: is of people, whom shifts or center.roster say, not staff (see scale)"},
        {"staff = 1; absent = 2;", "absent: is of people, whom shifts or center.roster say"},
        {"staff = 1; absence = { share = 0.1; };",
         "absence: is of people, whom shifts or center.roster say, not staff (see shrinkage)"},
        {"staff = 1; adherence = { late = \"5 min\"; };",
         "adherence: is of people, whom shifts or center.roster say, not staff (see shrinkage)"},
        {"shifts = ( { people = 1; start = \"08:00\"; end = \"10:00\"; } ); shrinkage = 0.1;",
         "shrinkage: is of numbers in staff; people have breaks, meetings and absence"},
        {"shifts = ();", "shifts: must be a list of shifts"},
        {"shifts = ( 5 );", "shifts[0]: must be a group { } (is 5)"},
        {"shifts = ( { people = 1; start = \"08:00\"; } );", "end: is missing"},
        {"shifts = ( { start = \"08:00\"; end = \"09:00\"; } );", "people: is missing"},
        {"shifts = ( { people = 1; start = \"08:00\"; end = \"09:00\"; brakes = (); } );",
         "unknown setting; did you mean \"breaks\"?"},
        {"shifts = ( { people = -1; start = \"08:00\"; end = \"09:00\"; } );",
         "people: must be >= 0 people (is -1)"},
        {"shifts = ( { people = 1; start = \"8\"; end = \"09:00\"; } );", "start: must be a time"},
        {"shifts = ( { people = 1; start = \"08:00\"; end = \"08:00\"; } );",
         "end: must be after start, or on the next day at most 14 h after it (is \"08:00\")"},
        {"shifts = ( { people = 1; start = \"16:30\"; end = \"08:00\"; } );",
         "end: must be after start, or on the next day at most 14 h after it (is \"08:00\")"},
        {"shifts = ( { people = 1; start = \"08:00\"; end = \"09:00\"; days = (\"Mo\", \"xx\"); "
         "} );",
         "days[1]: must be a weekday (is \"xx\")"},
        {"shifts = ( { people = 1; start = \"08:00\"; end = \"09:00\"; days = (\"Mon\", "
         "\"mon\"); } );",
         "days[1]: is there twice (is \"mon\")"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        assert_refused(text_of(WEEK, cases[j][0]), cases[j][1]);
    }
    static const char *const breaks[][2] = {
        {"5", "breaks: must be a list of breaks"},
        {"( 5 )", "breaks[0]: must be a group { } (is 5)"},
        {"( { within = [\"10:00\", \"11:00\"]; } )", "length: is missing"},
        {"( { length = \"0 min\"; } )", "length: must be > 0 s"},
        {"( { length = \"1 h\"; activity = \"nap\"; } )", "activity: must be one of"},
        {"( { length = \"1 h\"; activity = \"work\"; } )", "activity: must be one of"},
        {"( { length = \"1 h\"; paid = 1; } )", "paid: must be true or false (is 1)"},
        {"( { length = \"1 h\"; within = \"10:00\"; } )", "within: must be two times"},
        {"( { length = \"1 h\"; within = [\"10:00\", \"10:30\"]; } )",
         "breaks[0]: length must be at most 30 min, which is what within has (is 1 h)"},
        {"( { length = \"1 h\"; within = [\"07:00\", \"10:30\"]; } )",
         "breaks[0]: within must lie in the shift, and end after it begins"},
        {"( { length = \"1 h\"; within = [\"12:00\", \"17:00\"]; } )",
         "breaks[0]: within must lie in the shift"},
        {"( { length = \"1 h\"; within = [\"10:00\", \"12:00\"]; }, { length = \"1 h\"; within = "
         "[\"11:00\", \"12:00\"]; } )",
         "shifts[0]: breaks 1 and 2 meet: number 1 of 3 people would have them at 10:10 and "
         "11:00"},
    };
    for (size_t j = 0; j < sizeof(breaks) / sizeof(breaks[0]); j++) {
        char group[512];
        snprintf(group, sizeof(group),
                 "shifts = ( { people = 3; start = \"08:00\"; end = \"16:00\"; breaks = %s; } );",
                 breaks[j][0]);
        assert_refused(text_of(WEEK, group), breaks[j][1]);
    }
}

static void
a_row_that_is_wrong_is_refused_by_line_and_column(void **state)
{
    (void)state;
    static const char *const agents = "agent,group,skills\nAnna,desk,billing:1\nBen,desk,\n";
    static const struct {
        const char *agents, *shifts, *rule; /* NULL: as above */
    } cases[] = {
        {NULL, "agent,date,start\nAnna,Mon,08:00\n", "shifts: columns.end is missing: "},
        {NULL, "who,date,start,end\nAnna,Mon,08:00,09:00\n",
         "has no column \"agent\": it has \"who\", \"date\", \"start\", \"end\""},
        {NULL, "agent,date,start,end,agent\nAnna,Mon,08:00,09:00,Ben\n",
         "column \"agent\": is there twice"},
        {NULL, "agent,date,start,end\n", ": must have a row"},
        {"agent;group;skills\nAnna;desk;billing:0,8 technical:0,0\n", NULL,
         "csv:2: row 1: column \"skills\": \"technical\": proficiency must be > 0"},
        {NULL, "agent,start,end\nAnna,08:00,09:00\n", "has no column of dates or weekdays"},
        {NULL, "agent,date,start,end\nAnna,Mon,08:00,09:00\nBan,Mon,08:00,09:00\n",
         "csv:3: row 2: column \"agent\": there is no agent of that name; did you mean \"Ben\"? "
         "(is "
         "\"Ban\")"},
        {NULL, "agent,date,start,end\n,Mon,08:00,09:00\n",
         "csv:2: row 1: column \"agent\": must name an agent (is \"\")"},
        {NULL, "agent,date,start,end\nAnna,Mon,08:00,09:00\nAnna,Mon,soon,09:00\n",
         "csv:3: row 2: column \"start\": must be a time of day (is \"soon\")"},
        {NULL, "agent,date,start,end\nAnna,Mon,08:00,09:00\nAnna,Mon,09:00,\n",
         "csv:3: row 2: column \"end\": must be a time of day (is \"\")"},
        {NULL, "agent,date,start,end\nAnna,Mon,08:00,08:00\n",
         "csv:2: row 1: column \"end\": must be another time than the start (is \"08:00\")"},
        {NULL, "agent,date,start,end\nAnna,Mon,16:30,08:00\n",
         "csv:2: row 1: column \"end\": must be after the start, or on the next day at most 14 h "
         "after it (is \"08:00\")"},
        {NULL, "agent,start,end\nAnna,2026-03-02 09:00,2026-03-02 08:00\n",
         "csv:2: row 1: column \"end\": must be after the start (is \"2026-03-02 08:00\")"},
        {NULL, "agent,start,end\nAnna,2026-03-02 09:00,2026-03-04 08:00\n",
         "must be at most a day after the start"},
        {NULL, "agent,date,start,end\nAnna,Mon,08:00,09:00\nAnna,one day,09:00,10:00\n",
         "csv:3: row 2: column \"date\": must be a weekday, as others are (is \"one day\")"},
        {NULL, "agent,date,start,end\nAnna,2026-03-02,08:00,09:00\nAnna,never,09:00,10:00\n",
         "csv:3: row 2: column \"date\": must be a date, or a weekday (is \"never\")"},
        {NULL, "agent,date,start,end\nAnna,2026-03-02,08:00,09:00\nAnna,2026-03-20,09:00,10:00\n",
         "has dates from 2026-03-02 to 2026-03-20, and the run has none: set run.first_date"},
        {NULL, "agent,date,start,end,activity\nAnna,Mon,08:00,09:00,lunsh\n",
         "csv:2: row 1: column \"activity\": there is no activity (work, break, lunch, meeting, "
         "training, off; see activities) of that name; did you mean \"lunch\"? (is \"lunsh\")"},
        {NULL, "agent,date,start,end,activity,paid\nAnna,Mon,08:00,09:00,lunch,perhaps\n",
         "csv:2: row 1: column \"paid\": must be yes or no (is \"perhaps\")"},
        {NULL,
         "agent,date,start,end\nBen,Mon,08:00,09:00\nAnna,Mon,08:00,12:00\nAnna,Mon,11:00,"
         "13:00\n",
         "csv:4: row 3: column \"start\": overlaps with what line 3 says of the same agent (is "
         "\"11:00\")"},
        {NULL, "agent,date,start,end\nAnna,Mon,05:00,12:00\nAnna,Sun,22:00,06:00\n",
         "csv:3: row 2: column \"start\": overlaps with what line 2 says of the same agent"},
        {"agent,group,skills\nAnna,dusk,\n", NULL,
         "csv:2: row 1: column \"group\": there is no group of that name; did you mean \"desk\"? "
         "(is "
         "\"dusk\")"},
        {"agent,group,skills\nAnna,desk,biling:1\n", NULL,
         "csv:2: row 1: column \"skills\": \"biling\": there is no queue or offered channel of "
         "that "
         "name (is \"biling:1\")"},
        {"agent,group,skills\nAnna,desk,billing:much\n", NULL,
         "column \"skills\": \"billing\": proficiency must be > 0 and <= 10 (is \"billing:much\")"},
        {"agent,group,skills\nAnna,desk,billing voice\n", NULL,
         "column \"skills\": \"voice\": is there twice"},
        {"agent,group,skills\nAnna,back,billing\n", NULL,
         "column \"skills\": \"billing\": the group does not serve it"},
        {"agent,group\nAnna,desk\nBen,desk\nAnna,desk\n", NULL,
         "csv:4: row 3: column \"agent\": is there twice (is \"Anna\")"},
        {"agent,group,home\nAnna,desk,some\n", NULL,
         "csv:2: row 1: column \"home\": must be weekdays, or all (is \"some\")"},
        {"agent,group,tenure\nAnna,desk,long\n", NULL, "csv:2: row 1: column \"tenure\": must be"},
        {"agent,group,tenure\nAnna,desk,-3\n", NULL,
         "column \"tenure\": must be from 0 to 1200 months (is \"-3\")"},
        {"agent,group\nAnna,numbers\nBen,desk\nCem,back\n", NULL,
         "staff: must not be written where center.roster has agents of the group"},
        {"agent\nAnna\n", NULL,
         "must say by agents which group each is of: 2 groups have neither staff nor "
         "shifts"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        char roster[1200], a[512], b[512];
        snprintf(a, sizeof(a), "%s",
                 file_of_test("agents.csv", cases[j].agents != NULL ? cases[j].agents : agents));
        snprintf(b, sizeof(b), "%s",
                 file_of_test("roster.csv", cases[j].shifts != NULL
                                                ? cases[j].shifts
                                                : "agent,date,start,end\nAnna,Mon,08:00,09:00\n"));
        snprintf(roster, sizeof(roster), "agents = \"%s\"; shifts = \"%s\";", a, b);
        assert_refused(center_of(WEEK, roster,
                                 "desk = { }; back = { serves = (\"technical\"); }; numbers = { "
                                 "staff = 1; };"),
                       cases[j].rule);
    }
}

static void
what_is_said_of_a_roster_that_is_wrong_is_refused(void **state)
{
    (void)state;
    static const char *const rows = "(\"Anna\", \"Mon\", \"08:00\", \"12:00\"), (\"Ben\", "
                                    "\"Mon\", \"08:00\", \"09:00\") );";
    static const char *const two = "agents = ( (\"agent\", \"skills\"), (\"Anna\", \"billing\"), "
                                   "(\"Ben\", \"technical\") ); shifts = ( " HEAD;
    static const struct {
        const char *roster, *group, *rule;
        bool has_rows;
    } cases[] = {
        {"agents = ( (\"agent\"), (\"Anna\") );", "", "shifts: is missing", false},
        {"shifts = 5;", "", "shifts: must be a CSV file, or a list of rows (is 5)", false},
        {"shifts = ();", "", "shifts: must be a list of rows, the first of which names", false},
        {"shifts = \"none.csv\";", "", "none.csv", false},
        {"shifts = { file = \"a.csv\"; colums = { }; };", "", "did you mean \"columns\"?", false},
        {"shifts = ( (\"agent\"), 5 );", "", "shifts[1]: must be a list of at most 1 fields",
         false},
        {"shifts = ( " HEAD, "absent = (\"Anne\");",
         "absent: there is nobody of that name in the group; did you mean \"Anna\"? (is \"Anne\")",
         true},
        {"shifts = ( " HEAD, "absent = 3;", "absent: must be at most the 2 people of the group",
         true},
        {"shifts = ( " HEAD, "absent = (\"Ben\", \"Ben\");", "absent[1]: is there twice", true},
        {two, "headcount = 3;",
         "headcount: must not be a number where agents of the group have different skills", true},
        {two, "absent = 3;", "absent: must be at most the 2 people of the group (is 3)", true},
        {"shifts = ( " HEAD, "shifts = ( { people = 1; start = \"08:00\"; end = \"09:00\"; } );",
         "must say by agents which group each is of: 0 groups", true},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        char roster[1024], group[256];
        snprintf(roster, sizeof(roster), "%s%s", cases[j].roster, cases[j].has_rows ? rows : "");
        snprintf(group, sizeof(group), "desk = { %s };", cases[j].group);
        assert_refused(center_of(WEEK, roster, group), cases[j].rule);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_of_a_pattern_are_spread_evenly),
        cmocka_unit_test(a_shift_over_midnight_is_of_the_day_it_begins_on),
        cmocka_unit_test(where_the_house_goes_over_midnight_its_days_do),
        cmocka_unit_test(a_headcount_is_shared_by_the_patterns),
        cmocka_unit_test(a_roster_is_read_from_a_spreadsheet),
        cmocka_unit_test(a_roster_by_weekdays_repeats_every_week),
        cmocka_unit_test(agents_with_other_skills_are_groups_of_their_own),
        cmocka_unit_test(a_headcount_doubles_or_leaves_out_named_agents),
        cmocka_unit_test(a_bundled_roster_reads_back),
        cmocka_unit_test(a_shift_that_does_not_fit_is_refused),
        cmocka_unit_test(a_row_that_is_wrong_is_refused_by_line_and_column),
        cmocka_unit_test(what_is_said_of_a_roster_that_is_wrong_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
