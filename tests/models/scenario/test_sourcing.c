/* Rules of overflow, outsourced groups and factors by date, as they are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/scenario/canonical.h"
#include "models/scenario/condition.h"
#include "models/scenario/load.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Two groups serve queue q, and a third another one. */
static const char *
text_of(const char *demand, const char *queue, const char *partner)
{
    static char text[4096];
    snprintf(text, sizeof(text),
             "run = { first_date = \"2026-05-25\"; days = 3; };\n"
             "demand = { %s issues = { a = { per_hour = 1; voice = { talk = \"1 min\"; }; };\n"
             "b = { per_hour = 1; voice = { talk = \"1 min\"; }; }; }; };\n"
             "center = { channels = { voice = { }; };\n"
             "queues = { q = { channel = \"voice\"; issues = \"a\"; %s };\n"
             "r = { channel = \"voice\"; issues = \"b\"; }; };\n"
             "groups = { own = { staff = 1; serves = \"q\"; };\n"
             "partner = { staff = 1; serves = \"q\"; %s };\n"
             "other = { staff = 1; serves = \"r\"; }; }; };\n",
             demand, queue, partner);
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
    cc_scenario_free(&again);
    free(print);
    free(twice);
}

static void
rules_stand_in_order_of_time(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of("",
                                   "overflow = ( { group = \"partner\"; after = \"1 min\"; }, "
                                   "{ group = \"own\"; after = \"5 s\"; }, "
                                   "{ group = \"partner\"; when = \"agents_on_duty(own) = 0 and "
                                   "waiting >= 2\"; every = \"10 s\"; } );",
                                   ""));
    const cc_queue *queue = &s.center.queue[0];
    assert_int_equal(queue->n_overflows, 3);
    assert_true(queue->overflow[0].after == 0 && queue->overflow[0].every == 10);
    assert_int_equal(queue->overflow[0].when->n, 2);
    assert_int_equal(queue->overflow[0].when->term[0].groups[0], 1);
    assert_int_equal(queue->overflow[1].group, 0);
    assert_int_equal(queue->overflow[1].door, 1);
    assert_true(queue->overflow[2].after == 60);
    assert_int_equal(queue->overflow[2].door, 0); /* of the first that names the partner */
    assert_int_equal(s.center.queue[1].n_overflows, 0);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

static void
prices_are_read_back(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, text_of("", "", "outsourced = { };"));
    const cc_outsourced *its = &s.center.group[1].outsourced;
    assert_true(its->is && !s.center.group[0].outsourced.is && isinf(its->within));
    assert_reads_back(&s);
    const uint64_t plain = s.hash;
    cc_scenario_free(&s);
    scenario_from_text(&s, text_of("", "",
                                   "outsourced = { price_per_minute = 0.5; within = \"20 s\"; "
                                   "guaranteed_minutes_per_month = 100; target = 0.9; };"));
    its = &s.center.group[1].outsourced;
    assert_true(its->per_minute == .5 && its->guaranteed == 100 && its->within == 20 &&
                its->target == .9 && s.hash != plain);
    assert_reads_back(&s);
    cc_scenario_free(&s);
}

static void
dates_have_factors(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s, text_of("on_dates = ( (\"2026-05-26\", 1.5), (\"2026-12-24\", 3) );", "", ""));
    assert_true(cc_demand_on_day(&s.demand, 0) == 1 && cc_demand_on_day(&s.demand, 1) == 1.5);
    assert_reads_back(&s);
    const uint64_t hash = s.hash;
    cc_scenario_free(&s);
    scenario_from_text(&s, text_of("", "", ""));
    assert_true(cc_demand_on_day(&s.demand, 1) == 1 && s.hash != hash);
    cc_scenario_free(&s);
}

static void
what_is_wrong_is_refused(void **state)
{
    (void)state;
    static const char *const cases[][4] = {
        {"", "overflow = 5;", "", "queue \"q\": overflow: must be a list of rules"},
        {"", "overflow = ( 5 );", "", "overflow[0]: must be a group {"},
        {"", "overflow = ( { after = \"5 s\"; } );", "", "group: is missing: who takes it then?"},
        {"", "overflow = ( { group = \"nobody\"; } );", "", "group: there is no group of that"},
        {"", "overflow = ( { group = \"other\"; } );", "",
         "group: must be a group that serves this queue, and is in its groups (is \"other\")"},
        {"", "groups = \"own\"; overflow = ( { group = \"partner\"; } );", "",
         "group: must be a group that serves this queue, and is in its groups (is \"partner\")"},
        {"", "overflow = ( { group = \"own\"; after = \"-1 s\"; } );", "", "after: must be >= 0 s"},
        {"", "overflow = ( { group = \"own\"; every = \"1 s\"; } );", "",
         "every: has nothing to ask again without when"},
        {"", "overflow = ( { group = \"own\"; when = \"waiting\"; } );", "", "must be compared"},
        {"", "overflow = ( { group = \"own\"; when = \"agents_on_duty(x) = 0\"; } );", "",
         "there is no queue, channel or group \"x\""},
        {"", "overflow = ( { group = \"own\"; when = \"waiting(own) = 0\"; } );", "",
         "there is no queue or channel \"own\""},
        {"", "overflow = ( { group = \"own\"; afer = \"1 s\"; } );", "",
         "unknown setting; did you mean \"after\"?"},
        {"", "", "wage_per_hour = 5; outsourced = { price_per_contact = 1; };",
         "wage_per_hour: must not be written where the group is outsourced"},
        {"", "", "outsourced = { guaranteed_minutes_per_month = 100; };",
         "guaranteed_minutes_per_month: is worth nothing without price_per_minute (is 100)"},
        {"on_dates = 5;", "", "", "on_dates: must be a list like"},
        {"on_dates = ( 5 );", "", "", "on_dates[0]: must be a date and a factor"},
        {"on_dates = ( (\"Monday\", 1.5) );", "", "", "must be a date like"},
        {"on_dates = ( (\"2026-05-26\", -1) );", "", "", "must be >= 0 (is -1)"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        const char *said = refusal_of_text(text_of(cases[j][0], cases[j][1], cases[j][2]));
        if (strstr(said, cases[j][3]) == NULL) {
            fail_msg("wanted ... %s, got %s", cases[j][3], said);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_stand_in_order_of_time),
        cmocka_unit_test(prices_are_read_back),
        cmocka_unit_test(dates_have_factors),
        cmocka_unit_test(what_is_wrong_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
