/* Selection of the best: constants of the paper, the slippage configuration, an independent slow
 * implementation, and what is not as one would have it: equals, no spread, interruption. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/selection/knockout.h"
#include "experiment/selection/ocba.h"
#include "experiment/selection/pareto.h"
#include "tests/support/slippage.h"
#include <math.h>
#include <stdlib.h>

static void
constants_are_those_of_kim_and_nelson(void **state)
{
    (void)state;
    const xp_kn_constants ten = xp_kn_constants_of(10, 10, 0.05);
    const xp_kn_constants twenty = xp_kn_constants_of(10, 20, 0.05);
    assert_true(fabs(ten.eta - 0.859083) < 1e-6 && fabs(ten.h2 - 15.463502) < 1e-5);
    assert_true(fabs(twenty.eta - 0.302934) < 1e-6 && fabs(twenty.h2 - 11.511485) < 1e-5);
}

static void
selects_the_best_with_the_probability_it_promises(void **state)
{
    (void)state;
    const slippage cases[] = {
        {"kn", 5, 10, 0, 0}, {"kn", 5, 10, 0.8, 0}, {"knockout", 25, 10, 0.8, 0}};
    for (size_t j = 0; j < 3; j++) {
        const slippage_outcome it = slippage_run(&cases[j], 200);
        /* three standard errors below .95 */
        assert_true(it.right >= 181);
    }
}

static void
common_customers_and_elimination_save_replications(void **state)
{
    (void)state;
    const slippage apart = {"kn", 5, 10, 0, 0}, together = {"kn", 5, 10, 0.8, 0};
    /* the variance of differences is a fifth */
    assert_true(slippage_run(&together, 50).replications <
                0.4 * slippage_run(&apart, 50).replications);
}

/* ---- a scripted sampler ---- */

typedef struct script {
    double (*value)(size_t alternative, uint64_t replication, size_t figure);
    size_t n_figures;
    uint64_t until; /* replications there are, then it is interrupted */
    uint64_t asked; /* values */
} script;

static int
sample(void *context, const size_t *alternative, size_t n_alternatives, uint64_t first, size_t n,
       double *value)
{
    script *self = context;
    if ((first & UINT32_MAX) + n > self->until) {
        return SIM_ERR_INTERRUPTED;
    }
    for (size_t j = 0; j < n_alternatives; j++) {
        for (size_t r = 0; r < n; r++) {
            for (size_t f = 0; f < self->n_figures; f++) {
                value[(j * n + r) * self->n_figures + f] =
                    self->value(alternative[j], first + r, f);
            }
        }
    }
    self->asked += n_alternatives * n;
    return SIM_OK;
}

static double
noisy(size_t alternative, uint64_t replication, size_t figure)
{
    return 0.2 * (double)(alternative % 4) + 1e6 + slippage_normal(3 + figure, 99, replication) +
           0.7 * slippage_normal(3 + figure, alternative, replication);
}

/* The procedure as it is written in the paper, from all the values, with no sums kept. */
static size_t
slow_kn(size_t k, uint64_t n0, double delta, double alpha, uint64_t *out_after)
{
    const double eta = (pow(2 * alpha / ((double)k - 1), -2. / ((double)n0 - 1)) - 1) / 2;
    const double h2 = 2 * eta * ((double)n0 - 1);
    double s2[8][8] = {{0}}, most = 0;
    for (size_t i = 0; i < k; i++) {
        for (size_t l = 0; l < k; l++) {
            double mean = 0;
            for (uint64_t r = 0; r < n0; r++) {
                mean += (noisy(i, r, 0) - noisy(l, r, 0)) / (double)n0;
            }
            for (uint64_t r = 0; r < n0; r++) {
                const double d = noisy(i, r, 0) - noisy(l, r, 0) - mean;
                s2[i][l] += d * d / ((double)n0 - 1);
            }
            most = fmax(most, floor(h2 * s2[i][l] / (delta * delta)));
        }
        out_after[i] = 0;
    }
    for (uint64_t r = n0;; r++) {
        double mean[8] = {0};
        bool leaves[8] = {false};
        size_t n_in = 0, best = k;
        for (size_t i = 0; i < k; i++) {
            for (uint64_t q = 0; q < r; q++) {
                mean[i] += (noisy(i, q, 0) - 1e6) / (double)r;
            }
        }
        for (size_t i = 0; i < k; i++) {
            for (size_t l = 0; l < k && out_after[i] == 0; l++) {
                const double w = fmax(0, delta / (2 * (double)r) *
                                             (h2 * s2[i][l] / (delta * delta) - (double)r));
                leaves[i] = leaves[i] || (l != i && out_after[l] == 0 && mean[i] < mean[l] - w);
            }
        }
        for (size_t i = 0; i < k; i++) {
            out_after[i] = leaves[i] ? r : out_after[i];
            n_in += out_after[i] == 0;
            best = out_after[i] == 0 && (best == k || mean[i] > mean[best]) ? i : best;
        }
        if (n_in == 1 || (double)r >= most + 1) {
            return best;
        }
    }
}

static void
eliminates_whom_the_slow_procedure_eliminates_and_when(void **state)
{
    (void)state;
    for (size_t k = 2; k <= 8; k += 3) {
        script from = {noisy, 1, UINT64_MAX, 0};
        const xp_sampler sampler = {k, 1, sample, &from};
        xp_selection found;
        uint64_t out_after[8];
        assert_int_equal(xp_kn_select(&found, &sampler, &(xp_selection_plan){0.95, 0.15, 12}),
                         SIM_OK);
        assert_int_equal(found.best, slow_kn(k, 12, 0.15, 0.05, out_after));
        for (size_t i = 0; i < k; i++) {
            if (found.standing[i].out_by != XP_NOBODY) {
                assert_int_equal(found.standing[i].out_after, out_after[i]);
            }
        }
        assert_true(found.is_decided && xp_selection_survivors(&found) == 1);
        assert_int_equal(found.total, from.asked);
        xp_selection_free(&found);
    }
}

static double
fixed(size_t alternative, uint64_t replication, size_t figure)
{
    (void)replication;
    (void)figure;
    return alternative == 0 ? 1 : 2;
}

static void
values_that_never_vary_are_decided_at_once(void **state)
{
    (void)state;
    script from = {fixed, 1, UINT64_MAX, 0};
    const xp_sampler sampler = {3, 1, sample, &from};
    xp_selection found;
    assert_int_equal(xp_kn_select(&found, &sampler, &(xp_selection_plan){0.95, 0.1, 2}), SIM_OK);
    assert_int_equal(found.best, 1); /* of equals the first */
    assert_int_equal(found.total, 6);
    xp_selection_free(&found);
    const xp_sampler alone = {1, 1, sample, &from};
    assert_int_equal(xp_kn_select(&found, &alone, &(xp_selection_plan){0.95, 0.1, 2}), SIM_OK);
    assert_true(found.best == 0 && found.is_decided);
    xp_selection_free(&found);
    assert_int_equal(xp_kn_select(&found, &sampler, &(xp_selection_plan){0.95, 0, 2}),
                     SIM_ERR_PARAM);
    assert_int_equal(xp_kn_select(&found, &sampler, &(xp_selection_plan){0.95, 0.1, 1}),
                     SIM_ERR_PARAM);
}

static void
an_interruption_leaves_survivors_and_no_decision(void **state)
{
    (void)state;
    for (int j = 0; j < 2; j++) {
        script from = {noisy, 1, j == 0 ? 40 : 5, 0};
        const xp_sampler sampler = {8, 1, sample, &from};
        xp_selection found;
        assert_int_equal(xp_kn_select(&found, &sampler, &(xp_selection_plan){0.95, 0.001, 12}),
                         SIM_OK);
        assert_false(found.is_decided);
        assert_true(xp_selection_survivors(&found) > 1 && found.best == XP_NOBODY);
        xp_selection_free(&found);
    }
}

static void
a_knockout_of_thousands_compares_far_fewer_than_all_pairs(void **state)
{
    (void)state;
    script from = {noisy, 1, UINT64_MAX, 0};
    const xp_sampler sampler = {3001, 1, sample, &from};
    xp_selection found;
    assert_int_equal(xp_knockout_select(&found, &sampler, &(xp_selection_plan){0.95, 2, 10}),
                     SIM_OK);
    assert_true(found.is_decided && found.n_rounds == 4);
    assert_true(found.total < 3001 * 15);
    assert_int_equal(found.standing[found.best].round, 4);
    xp_selection_free(&found);
}

static void
ocba_shares_are_those_of_the_formula(void **state)
{
    (void)state;
    const double mean[] = {1, 3, 2}, variance[] = {4, 1, 9};
    double share[3];
    xp_ocba_shares(mean, variance, 3, share);
    /* (2/2)^2 = 1, (3/1)^2 = 9, 1 sqrt(1/4 + 81/9) = 3.0414 */
    const double sum = 10 + sqrt(9.25);
    assert_true(fabs(share[0] - 1 / sum) < 1e-12 && fabs(share[2] - 9 / sum) < 1e-12);
    assert_true(fabs(share[1] - sqrt(9.25) / sum) < 1e-12);
}

static void
ocba_spends_its_budget_and_finds_more_than_equal_shares(void **state)
{
    (void)state;
    const slippage it = {"ocba", 5, 10, 0, 1000};
    const slippage_outcome found = slippage_run(&it, 100);
    assert_true(fabs(found.replications - 1000) < 1e-6);
    assert_true(found.right >= 80);
}

/* ---- a Pareto set ---- */

static double
two_figures(size_t alternative, uint64_t replication, size_t figure)
{
    static const double mean[4][2] = {{0, 4}, {4, 0}, {-2, -2}, {0.05, 4.05}};
    return mean[alternative][figure] + slippage_normal(figure, 50, replication) +
           0.3 * slippage_normal(figure, alternative, replication);
}

static void
a_pareto_set_has_a_third_state(void **state)
{
    (void)state;
    script from = {two_figures, 2, UINT64_MAX, 0};
    const xp_sampler sampler = {4, 2, sample, &from};
    xp_pareto found;
    xp_pareto_plan plan = {.confidence = 0.95, .replications = 30};
    assert_int_equal(xp_pareto_find(&found, &sampler, &plan), SIM_OK);
    assert_int_equal(found.state[0], XP_PARETO_UNKNOWN);
    assert_int_equal(found.state[1], XP_PARETO_NOT_DOMINATED);
    assert_int_equal(found.state[2], XP_PARETO_DOMINATED);
    assert_int_equal(found.state[3], XP_PARETO_UNKNOWN);
    xp_pareto_free(&found);
    plan.replications = 3000; /* enough for a twentieth */
    assert_int_equal(xp_pareto_find(&found, &sampler, &plan), SIM_OK);
    assert_int_equal(found.state[0], XP_PARETO_DOMINATED);
    assert_int_equal(found.by[0], 3);
    assert_int_equal(found.state[3], XP_PARETO_NOT_DOMINATED);
    xp_pareto_free(&found);
    plan.indifference[0] = plan.indifference[1] = 0.5; /* so far, nobody minds */
    plan.replications = 60;
    assert_int_equal(xp_pareto_find(&found, &sampler, &plan), SIM_OK);
    assert_int_equal(found.state[0], XP_PARETO_NOT_DOMINATED);
    assert_int_equal(found.state[3], XP_PARETO_NOT_DOMINATED);
    xp_pareto_free(&found);
}

static void
a_pareto_set_that_is_interrupted_says_what_it_can(void **state)
{
    (void)state;
    script from = {two_figures, 2, 16, 0};
    const xp_sampler sampler = {4, 2, sample, &from};
    xp_pareto found;
    const xp_pareto_plan plan = {.confidence = 0.95, .replications = 3000};
    assert_int_equal(xp_pareto_find(&found, &sampler, &plan), SIM_OK);
    assert_true(found.is_partial && found.done == 16);
    assert_int_equal(found.state[2], XP_PARETO_DOMINATED);
    xp_pareto_free(&found);
    from.until = 0;
    assert_int_equal(xp_pareto_find(&found, &sampler, &plan), SIM_OK);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(found.state[i], XP_PARETO_UNKNOWN);
    }
    xp_pareto_free(&found);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants_are_those_of_kim_and_nelson),
        cmocka_unit_test(selects_the_best_with_the_probability_it_promises),
        cmocka_unit_test(common_customers_and_elimination_save_replications),
        cmocka_unit_test(eliminates_whom_the_slow_procedure_eliminates_and_when),
        cmocka_unit_test(values_that_never_vary_are_decided_at_once),
        cmocka_unit_test(an_interruption_leaves_survivors_and_no_decision),
        cmocka_unit_test(a_knockout_of_thousands_compares_far_fewer_than_all_pairs),
        cmocka_unit_test(ocba_shares_are_those_of_the_formula),
        cmocka_unit_test(ocba_spends_its_budget_and_finds_more_than_equal_shares),
        cmocka_unit_test(a_pareto_set_has_a_third_state),
        cmocka_unit_test(a_pareto_set_that_is_interrupted_says_what_it_can),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
