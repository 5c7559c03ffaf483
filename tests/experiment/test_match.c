/* The same service with fewer agents, on figures known by hand: the second center's wait is a line
 * in its staff, plus what differs by chance and takes turns of sign, so that the interval of the
 * difference is known: t(n - 1) d / sqrt(n - 1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/match.h"
#include "tests/support/near.h"
#include "tests/support/scripted_center.h"
#include "tests/support/toy.h"
#include <math.h>

static toy base, other;

static struct {
    double chance; /* d, s */
    double slope;  /* s of wait for each unit of staff_scale */
    double more;   /* wait at each, s */
    double seats;  /* the wait changes in steps of 1 / seats of the scale; 0: smoothly */
} script;

static void
scripted_counts(const cc_scenario *scenario, uint64_t replication, cc_record *record)
{
    const cc_layout *layout = &record->layout;
    const int voice = cc_channel_find(scenario, "voice");
    double *cell = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, 0));
    double wait = 10;
    if (scenario->name == other.scenario.name) {
        const double scale = scenario->center.staff_scale;
        const double there =
            script.seats > 0 ? floor(scale * script.seats + 0.5 + 1e-9) / script.seats : scale;
        wait += script.more + script.slope * (there - 0.9) +
                (replication % 2 == 0 ? 1 : -1) * script.chance;
    }
    cell[CC_N_contacts] = cell[CC_N_offered] = cell[CC_N_answered] = 100;
    cell[CC_N_wait_answered] = 100 * wait;
    cc_record_agent(record, 0, 0)[CC_A_paid] = 3600 * 80 * scenario->center.staff_scale;
}

static xp_match
find(uint64_t replications)
{
    toy_make(&base, "base");
    toy_make(&other, "other");
    base.scenario.center.staff_scale = other.scenario.center.staff_scale = 1;
    other.group[0].staff.constant = 10; /* of 4 intervals on 2 days: 80 seats */
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = &base.scenario;
    plan.scenario[1] = &other.scenario;
    plan.n_scenarios = 2;
    plan.replications = replications;
    xp_match match = {.kpi = "asa", .scope = "channel:voice"};
    cc_refusal refusal;
    assert_int_equal(xp_match_find(&match, &plan, 1, &refusal), SIM_OK);
    return match;
}

static int
reset(void **state)
{
    (void)state;
    script.chance = 0.5;
    script.slope = -20;
    script.seats = script.more = 0;
    return 0;
}

#define STEP (1 / 80.)

/* t(99) = 1.98422: 0.0997094 s, 0.00498547 of the scale. */
static void
the_interval_is_that_of_the_difference_and_a_step(void **state)
{
    (void)state;
    const xp_match it = find(100);
    assert_true(it.reached);
    assert_near(it.scale, 0.9, 1e-9);
    assert_near(it.low, 0.9 - 0.00498547 - STEP, 1e-7);
    assert_near(it.high, 0.9 + 0.00498547 + STEP, 1e-7);
    assert_near(it.value, 10, 1e-12);
    /* 40 hours a day for each unit of the scale; the baseline has 1 */
    assert_near(it.hours, -4, 1e-7);
    assert_near(it.hours_low, 40 * it.low - 40, 1e-7);
    assert_near(it.hours_high, 40 * it.high - 40, 1e-7);
}

/* Where more staff makes the figure greater. */
static void
a_rising_figure_is_matched_alike(void **state)
{
    (void)state;
    script.slope = 20;
    const xp_match it = find(100);
    assert_near(it.scale, 0.9, 1e-9);
    assert_near(it.low, 0.9 - 0.00498547 - STEP, 1e-7);
    assert_near(it.high, 0.9 + 0.00498547 + STEP, 1e-7);
}

/* Without chance the figure is exactly the baseline's from 71.5 to 72.5 seats of 80. */
static void
the_interval_holds_the_whole_step(void **state)
{
    (void)state;
    script.chance = 0;
    script.seats = 80;
    const xp_match it = find(20);
    assert_true(it.reached);
    assert_true(it.low <= 71.5 / 80 && 72.5 / 80 <= it.high);
    assert_near(it.high - it.low, 2 * STEP, 1e-9);
}

static void
assert_unmatched(xp_match it, xp_unmatched why)
{
    assert_false(it.reached);
    assert_int_equal(it.why, why);
    assert_true(isnan(it.scale) && isnan(it.value) && isnan(it.hours_low));
}

static void
what_hardly_depends_on_staff_is_not_matched(void **state)
{
    (void)state;
    script.slope = -0.05;
    assert_unmatched(find(20), XP_UNMATCHED_FLAT);
    script.slope = 0;
    script.chance = 0;
    assert_unmatched(find(20), XP_UNMATCHED_FLAT);
}

/* -1 s for each unit: 10 s are reached at 0.9 + 2, but only up to 2 is tried. */
static void
what_lies_beyond_the_range_is_said_to(void **state)
{
    (void)state;
    script.chance = 0.01;
    script.slope = -1;
    script.more = 2;
    const xp_match it = find(20);
    assert_unmatched(it, XP_UNMATCHED_RANGE);
    assert_near(it.least, 0.4, 0);
    assert_near(it.most, 2, 0);
}

static void
one_replication_matches_nothing(void **state)
{
    (void)state;
    assert_unmatched(find(1), XP_UNMATCHED_NO_INTERVAL);
    script.chance = 0;
    assert_unmatched(find(1), XP_UNMATCHED_NO_INTERVAL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_interval_is_that_of_the_difference_and_a_step, reset),
        cmocka_unit_test_setup(a_rising_figure_is_matched_alike, reset),
        cmocka_unit_test_setup(the_interval_holds_the_whole_step, reset),
        cmocka_unit_test_setup(what_hardly_depends_on_staff_is_not_matched, reset),
        cmocka_unit_test_setup(what_lies_beyond_the_range_is_said_to, reset),
        cmocka_unit_test_setup(one_replication_matches_nothing, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
