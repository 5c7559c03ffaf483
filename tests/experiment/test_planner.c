/* What the planner's table is made of: bounded samples of days, pools of agents, forecasts of a day and what
 * they take. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/bag.h"
#include "experiment/pools.h"
#include "experiment/required.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "models/theory/erlang.h"
#include "tests/support/near.h"
#include "tests/support/toy.h"

static void
quantiles_are_of_all_that_fits(void **state)
{
    (void)state;
    xp_bag bag = {0};
    assert_true(isnan(xp_bag_quantile(&bag, .5)));
    for (int j = 0; j <= 100; j++) {
        assert_int_equal(xp_bag_add(&bag, (j * 37) % 101, 128), SIM_OK); /* in no order */
    }
    assert_near(xp_bag_quantile(&bag, .1), 10, 1e-12);
    assert_near(xp_bag_quantile(&bag, .905), 90.5, 1e-12);
    assert_near(xp_bag_quantile(&bag, 0), 0, 0);
    assert_near(xp_bag_quantile(&bag, 1), 100, 0);
    xp_bag_free(&bag);
}

static void
a_full_bag_keeps_every_so_many(void **state)
{
    (void)state;
    xp_bag bag = {0};
    for (int j = 0; j < 100000; j++) {
        assert_int_equal(xp_bag_add(&bag, j, 64), SIM_OK);
        assert_true(bag.n <= 64 && bag.n >= 1);
    }
    assert_true(bag.n > 32);
    assert_int_equal(bag.seen, 100000);
    for (uint32_t j = 0; j < bag.n; j++) {
        assert_near(bag.value[j], (double)j * bag.stride, 0);
    }
    assert_near(xp_bag_quantile(&bag, .5), 50000, 2 * bag.stride);
    xp_bag_free(&bag);
}

static void
queues_that_share_a_group_are_one_pool(void **state)
{
    (void)state;
    toy it;
    xp_pools pools;
    toy_make(&it, "toy");
    cc_choice both[] = {{TOY_LOANS, 0}, {TOY_MAIL, 0}}, cards[] = {{TOY_CARDS, 0}};
    it.group[0].serves = both;
    it.group[0].n_serves = 2;
    it.group[1].serves = cards;
    it.group[1].n_serves = 1;
    xp_pools_of(&pools, &it.scenario.center);
    assert_int_equal(pools.n, 2);
    assert_int_equal(pools.of_queue[TOY_LOANS], pools.of_queue[TOY_MAIL]);
    assert_int_not_equal(pools.of_queue[TOY_LOANS], pools.of_queue[TOY_CARDS]);
    assert_int_equal(pools.of_group[1], pools.of_queue[TOY_CARDS]);
    it.group[1].n_serves = 0; /* cards are nobody's then */
    xp_pools_of(&pools, &it.scenario.center);
    assert_int_equal(pools.n, 3);
    assert_int_equal(pools.of_group[1], 2);
}

static void
a_forecast_is_what_the_tables_say(void **state)
{
    (void)state;
    cc_scenario scenario;
    cc_refusal refusal;
    cc_forecast forecast;
    assert_int_equal(cc_scenario_load(&scenario, CCSIM_SOURCE_DIR "/scenarios/forecast/center.cfg",
                                      NULL, 0, &refusal),
                     SIM_OK);
    assert_int_equal(cc_forecast_init(&forecast, &scenario), SIM_OK);
    cc_forecast_day(&forecast, 0);
    const cc_forecast_line *line = cc_forecast_of(&forecast, 0, 1);
    assert_near(line->contacts, 48, 1e-9);
    assert_near(line->work, 48 * (186 + 20), 1e-9);
    assert_near(line->leaving, 48 / 300., 1e-12);
    cc_forecast_day(&forecast, 0); /* and not once more on top of it */
    assert_near(line->contacts, 48, 1e-9);
    cc_forecast_free(&forecast);
    cc_scenario_free(&scenario);
}

/* The least number whose level is 80 %: with one fewer it is not. */
static void
required_is_the_least_that_meets_the_target(void **state)
{
    (void)state;
    enum { VOICE = 2 };
    static const cc_forecast_line line = {
        .contacts = 100, .work = 100 * 180, .leaving = 100 / 300.};
    static const cc_forecast_line nobody = {0};
    toy it;
    cc_choice front[] = {{0, 0}};
    toy_make(&it, "toy");
    it.queue[TOY_CARDS].groups = front;
    it.queue[TOY_CARDS].n_groups = 1;
    it.at_once[0][VOICE] = 1;
    const xp_required found = xp_required_erlang_a(&it.scenario, TOY_CARDS, &line, 1800);
    assert_null(found.why);
    for (int less = 0; less < 2; less++) {
        const cc_erlang input = {.calls = 100,
                                 .period = 1800,
                                 .service_time = 180,
                                 .agents = found.agents - less,
                                 .patience = 300,
                                 .threshold = 20,
                                 .brief = true};
        cc_erlang_figures figures;
        assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &figures), SIM_OK);
        assert_int_equal(figures.service_level_g1 >= .8, less == 0);
    }
    assert_near(xp_required_erlang_a(&it.scenario, TOY_CARDS, &nobody, 1800).agents, 0, 0);
    it.level[TOY_CARDS * 3 + VOICE].target = NAN;
    assert_string_equal(xp_required_erlang_a(&it.scenario, TOY_CARDS, &line, 1800).why,
                        "it has no target");
    it.at_once[0][VOICE] = 2;
    assert_string_equal(xp_required_lacks(&it.scenario, TOY_CARDS),
                        "agents have several conversations at once");
    assert_string_equal(xp_required_lacks(&it.scenario, TOY_MAIL),
                        "what waits there may be done later");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_of_all_that_fits),
        cmocka_unit_test(a_full_bag_keeps_every_so_many),
        cmocka_unit_test(queues_that_share_a_group_are_one_pool),
        cmocka_unit_test(a_forecast_is_what_the_tables_say),
        cmocka_unit_test(required_is_the_least_that_meets_the_target),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
