/* What is impossible is planted, by a process of the test's own: the run stops and says when, at which
 * event, and of which seed and replication. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/process.h"
#include "models/center/state.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <string.h>

static uint32_t
one(const cc_center *self)
{
    (void)self;
    return 1;
}

static void
start(cc_center *self, const cc_row *row)
{
    cc_process_set(self, row, 0, 36060, SIM_PRIORITY_CLOCK);
}

/* Work of an agent who has none ends. */
static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    (void)row;
    (void)slot;
    cc_life_attention_ends(self, 0);
}

static const cc_process_type demon = {
    .name = "demon", .doc = "", .n_slots = one, .start = start, .fire = fire};

static const char text[] =
    "demand = { issues = { a = { per_hour = 1; voice = { talk = \"1 min\"; }; "
    "}; }; }; "
    "center = { channels = { voice = {}; }; groups = { g = { staff = 1; }; }; };";

static void
a_planted_impossible_state_is_named_with_all_that_reproduces_it(void **state)
{
    (void)state;
    const cc_process_type *const extra[] = {&demon, NULL};
    play p;
    play_text(&p, "", text);
    cc_center_set_trace(p.center, NULL);
    cc_refusal refusal = {""};
    cc_center *center = cc_center_new_with(&p.scenario, &p.record.layout, extra, &refusal);
    assert_non_null(center);
    assert_int_equal(cc_center_run(center, 12, 6, &p.record, &refusal), SIM_ERR_BUG);
    assert_non_null(strstr(refusal.text, "ends only where something has it"));
    assert_non_null(strstr(refusal.text, "life_agent.c:"));
    assert_non_null(strstr(refusal.text, "at 10:01:00 of day 1 (36060 s)"));
    assert_non_null(strstr(refusal.text, "event: demon 0"));
    assert_non_null(strstr(refusal.text, "seed 12, replication 7"));
    cc_center_delete(center);
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_planted_impossible_state_is_named_with_all_that_reproduces_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
