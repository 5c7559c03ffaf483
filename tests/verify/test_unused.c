/* A channel, a queue, a group, an agent or a node that nobody needs changes nothing: not one
 * figure, not one event. */
#include "models/scenario/load.h"
#include "tests/support/verify.h"

#include <stdlib.h>
#include <string.h>

/* What a group costs and how long it sits there does change with one more. */
static bool
is_of_agents(const cc_measure *m)
{
    static const char *const names[] = {"hours_paid",
                                        "hours_on_duty",
                                        "agents",
                                        "agents_idle",
                                        "occupancy",
                                        "attention",
                                        "utilisation",
                                        "wages",
                                        "cost",
                                        "cost_per_contact",
                                        "cost_per_resolved",
                                        "hours_overtime",
                                        "hours_ready",
                                        "occupancy_ready",
                                        "not_ready"};
    for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++) {
        if (strcmp(m->name, names[j]) == 0) {
            return true;
        }
    }
    return false;
}

static void
check(verify_center *plain, verify_center *changed, bool of_agents, bool same_events)
{
    cc_measure *list;
    size_t n, n_compared = 0;
    assert_int_equal(cc_measures_all(&plain->scenario, &plain->layout, &list, &n), 0);
    for (uint64_t r = 0; r < 3; r++) {
        sim_trace_hash a, b;
        sim_trace_hash_init(&a);
        sim_trace_hash_init(&b);
        sim_trace to_a = sim_trace_to_hash(&a), to_b = sim_trace_to_hash(&b);
        cc_center_set_trace(plain->center, &to_a);
        cc_center_set_trace(changed->center, &to_b);
        verify_center_run(plain, 77, r);
        verify_center_run(changed, 77, r);
        assert_true(a.n > 1000);
        assert_true(!same_events || (a.n == b.n && a.hash == b.hash));
        for (size_t j = 0; j < n; j++) {
            if ((of_agents && is_of_agents(&list[j])) ||
                cc_kpis[list[j].kpi].estimator == CC_QUANTILE) {
                continue;
            }
            cc_measure other;
            cc_refusal refusal;
            assert_int_equal(cc_measure_parse(&other, &changed->scenario, &changed->layout,
                                              list[j].name, list[j].scope_name, &refusal),
                             0);
            const cc_sample x = cc_measure_sample(&list[j], &plain->scenario, &plain->record);
            const cc_sample y = cc_measure_sample(&other, &changed->scenario, &changed->record);
            if (memcmp(&x, &y, sizeof(x)) != 0) {
                fail_msg("%s %s differs: %.17g / %.17g, %.17g / %.17g", list[j].name,
                         list[j].scope_name, x.num, x.den, y.num, y.den);
            }
            n_compared++;
        }
    }
    assert_true(n_compared > 500);
    free(list);
    verify_center_close(plain);
    verify_center_close(changed);
}

#define EVERYTHING "tests/verify/everything.cfg"

static void
check_with(const verify_insert *insert, size_t n, bool of_agents, bool same_events)
{
    verify_center plain, changed;
    verify_center_open(&plain, EVERYTHING, NULL, 0, false);
    verify_center_open_changed(&changed, EVERYTHING, insert, n);
    check(&plain, &changed, of_agents, same_events);
}

static const char node[] =
    " spare = { node = \"chatbot\"; time = \"60 s\"; contains = 0.9; then = \"queue\"; };";
static const char queue[] = " spare = { channel = \"email\"; issues = ( \"fault\" ); };";
static const char group[] = "\n spares = { serves = ( \"spare\" ); staff = 4; };\n";

static void
a_node_that_nobody_meets(void **state)
{
    (void)state;
    const verify_insert last = {"then = \"queue\"; };", node}, first = {"automation = {", node};
    check_with(&last, 1, false, true);
    check_with(&first, 1, false, false); /* journals call nodes by number */
}

/* It has no service level, which the others keep. */
static void
a_channel_that_nobody_uses(void **state)
{
    (void)state;
    const verify_insert insert[] = {
        {"demand = {", " channels = { spare = { kind = \"chat\"; }; };"},
        {"history = \"channel\";\n  channels = {", " spare = { };"},
        {"[\"texts\", ", "\"spare\", "},
    };
    check_with(insert, 3, false, true);
}

/* Nobody writes mail about faults. */
static void
a_queue_that_nobody_enters(void **state)
{
    (void)state;
    const verify_insert insert = {"queues = {", queue};
    check_with(&insert, 1, false, true);
}

static void
a_group_for_a_queue_that_nobody_enters(void **state)
{
    (void)state;
    const verify_insert last[] = {{"queues = {", queue}, {"# the last group", group}};
    const verify_insert first[] = {{"queues = {", queue}, {"groups = {", group}};
    check_with(last, 2, true, true);
    check_with(first, 2, true, false); /* and agents */
}

static void
an_agent_who_is_never_asked(void **state)
{
    (void)state;
    static const char file[] = "tests/verify/preference.cfg";
    static const cc_override one_more = {"center.groups.second.staff", "2"};
    verify_center plain, changed;
    verify_center_open(&plain, file, NULL, 0, false);
    verify_center_open(&changed, file, &one_more, 1, false);
    check(&plain, &changed, true, true);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_node_that_nobody_meets),
        cmocka_unit_test(a_channel_that_nobody_uses),
        cmocka_unit_test(a_queue_that_nobody_enters),
        cmocka_unit_test(a_group_for_a_queue_that_nobody_enters),
        cmocka_unit_test(an_agent_who_is_never_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
