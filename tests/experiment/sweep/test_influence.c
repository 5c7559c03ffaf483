/* What a replication has to do with a figure: against the machinery of plain figures, which has its own
 * arithmetic, and against repetitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/estimate.h"
#include "experiment/sweep/influence.h"
#include "sim/elementary.h"
#include "sim/random.h"
#include "tests/support/near.h"
#include <string.h>

enum { N = 60 };

static double
uniform(uint64_t seed, uint64_t owner)
{
    const sim_block block = sim_random_block((sim_key){seed, 0}, (sim_name){9, owner, 0}, 0);
    return ((double)(block.word[0] >> 11) + .5) / 9007199254740992.;
}

/* Days that differ: calls, and their waits. */
static void
make_samples(cc_sample sample[N], uint64_t seed)
{
    for (uint64_t r = 0; r < N; r++) {
        const double calls = 80 + floor(60 * uniform(seed, 2 * r));
        const double wait = 20 * -log(uniform(seed, 2 * r + 1));
        sample[r] = (cc_sample){.num = calls * wait, .den = calls, .second = calls * wait};
    }
}

static void
assert_same(const sim_interval *a, const sim_interval *b, double bound)
{
    assert_near(a->mean, b->mean, bound);
    assert_near(a->lower, b->lower, bound);
    assert_near(a->upper, b->upper, bound);
    assert_int_equal(a->n, b->n);
}

/* The waits of two points, by the machinery of run and compare. */
typedef struct usual {
    cc_measure measure[2];
    xp_table table;
    xp_estimates estimates;
} usual;

static void
usual_make(usual *self, const cc_sample base[N], const cc_sample point[N])
{
    const size_t n[2] = {1, 1};
    const int no_queues[2] = {0, 0};
    const cc_measure asa = {
        .kpi = CC_KPI_asa, .scope = CC_SCOPE_CENTER, .name = "asa", .scope_name = "center"};
    const cc_measure *list[2] = {&asa, &asa};
    assert_int_equal(xp_table_init_of(&self->table, list, n, 2), SIM_OK);
    assert_int_equal(self->table.n, 1);
    assert_int_equal(xp_table_find(&self->table, "asa", "center"), 0);
    assert_int_equal(xp_estimates_init(&self->estimates, &self->table, true, no_queues), SIM_OK);
    for (uint64_t r = 0; r < N; r++) {
        cc_sample a = base[r], b = point[r];
        const xp_row row = {.replication = r, .sample = {&a, &b}};
        xp_estimates_add(&self->estimates, &row);
    }
}

static void
a_ratio_has_the_interval_of_its_figure(void **state)
{
    (void)state;
    cc_sample base[N], point[N];
    make_samples(base, 1);
    make_samples(point, 2);
    usual it;
    usual_make(&it, base, point);
    xp_influence x, y;
    assert_int_equal(xp_influence_init(&x, N), SIM_OK);
    assert_int_equal(xp_influence_init(&y, N), SIM_OK);
    xp_influence_figure(&x, CC_RATIO, base, 1, N);
    xp_influence_figure(&y, CC_RATIO, point, 1, N);
    sim_interval want = xp_estimate(&it.estimates, 0, 0, .95);
    sim_interval got = xp_influence_interval(&x, .95);
    assert_same(&got, &want, 1e-9);
    xp_influence_add(&y, &x, -1);
    want = xp_estimate_difference(&it.estimates, 1, 0, .95).interval;
    got = xp_influence_interval(&y, .95);
    assert_same(&got, &want, 1e-9);
    xp_influence_free(&x);
    xp_influence_free(&y);
    xp_estimates_free(&it.estimates);
    xp_table_free(&it.table);
}

/* wait / calls, each a mean over replications, is the same ratio. */
static void
a_quotient_of_counters_is_a_ratio(void **state)
{
    (void)state;
    cc_sample sample[N];
    make_samples(sample, 3);
    xp_influence part[2], whole, ratio;
    xp_expression quotient;
    cc_refusal refusal;
    assert_int_equal(xp_expression_parse(&quotient, "waits / calls", &refusal), SIM_OK);
    for (int j = 0; j < 2; j++) {
        assert_int_equal(xp_influence_init(&part[j], N), SIM_OK);
    }
    assert_int_equal(xp_influence_init(&whole, N), SIM_OK);
    assert_int_equal(xp_influence_init(&ratio, N), SIM_OK);
    xp_influence_mean(&part[0], &sample[0].num, 3, N);
    xp_influence_mean(&part[1], &sample[0].den, 3, N);
    xp_influence_expression(&whole, &quotient, part, N);
    xp_influence_figure(&ratio, CC_RATIO, sample, 1, N);
    const sim_interval a = xp_influence_interval(&whole, .9);
    const sim_interval b = xp_influence_interval(&ratio, .9);
    assert_same(&a, &b, 1e-9);
    for (int j = 0; j < 2; j++) {
        xp_influence_free(&part[j]);
    }
    xp_influence_free(&whole);
    xp_influence_free(&ratio);
    xp_expression_free(&quotient);
}

static void
what_is_undefined_has_no_interval(void **state)
{
    (void)state;
    const cc_sample nothing[3] = {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}};
    xp_influence x;
    assert_int_equal(xp_influence_init(&x, 3), SIM_OK);
    xp_influence_figure(&x, CC_SHARE, nothing, 1, 3);
    sim_interval it = xp_influence_interval(&x, .95);
    assert_true(isnan(it.mean) && isnan(it.half_width));
    assert_int_equal(it.n, 3);
    /* one replication tells nothing of how they vary */
    xp_influence_mean(&x, (double[]){4}, 1, 1);
    it = xp_influence_interval(&x, .95);
    assert_near(it.mean, 4, 0);
    assert_true(isnan(it.half_width));
    /* nor is there anything to know of a constant */
    xp_influence_constant(&x, 7, 3);
    it = xp_influence_interval(&x, .95);
    assert_near(it.lower, 7, 0);
    assert_near(it.upper, 7, 0);
    xp_influence_figure(&x, CC_RATIO, nothing, 1, 0);
    assert_true(isnan(xp_influence_interval(&x, .95).mean));
    xp_influence_free(&x);
}

/* Its standard error is what the quantile varies by when all is done again. */
static void
a_quantile_varies_as_its_residuals_say(void **state)
{
    (void)state;
    enum { AGAIN = 200, DAYS = 30, CALLS = 100 };
    static sim_histogram day[DAYS];
    double mean = 0, squares = 0, told = 0;
    for (uint64_t k = 0; k < AGAIN; k++) {
        static sim_histogram all;
        cc_sample sample[DAYS];
        xp_influence x;
        memset(&all, 0, sizeof(all));
        memset(day, 0, sizeof(day));
        for (uint64_t r = 0; r < DAYS; r++) {
            const double busy =
                10 + 40 * uniform(77, k * DAYS + r); /* the same wait all day long */
            for (uint64_t j = 0; j < CALLS; j++) {
                sim_histogram_add(&day[r], busy * -sim_log(uniform(78 + k, r * CALLS + j)));
            }
            sim_histogram_merge(&all, &day[r]);
        }
        for (int r = 0; r < DAYS; r++) {
            sample[r] =
                (cc_sample){.num = xp_influence_below(&day[r], &all, .9), .den = (double)day[r].n};
        }
        assert_int_equal(xp_influence_init(&x, DAYS), SIM_OK);
        xp_influence_quantile(&x, &all, .9, sample, 1, DAYS);
        assert_near(x.value, sim_histogram_quantile(&all, .9), 0);
        told += xp_influence_variance(&x) / AGAIN;
        mean += x.value / AGAIN;
        squares += x.value * x.value / AGAIN;
        xp_influence_free(&x);
    }
    const double real = (squares - mean * mean) * AGAIN / (AGAIN - 1);
    /* of 200 the variance is known within 10 %, and the linear part is not all */
    assert_near(told / real, 1, .4);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ratio_has_the_interval_of_its_figure),
        cmocka_unit_test(a_quotient_of_counters_is_a_ratio),
        cmocka_unit_test(what_is_undefined_has_no_interval),
        cmocka_unit_test(a_quantile_varies_as_its_residuals_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
