/* Random factors of the arrivals leave the mean alone and add to the variance what they must. */
#include "models/scenario/load.h"
#include "tests/support/verify.h"

#include <math.h>

#define HALVES 4

typedef struct moments {
    double n, mean[HALVES], c[HALVES][HALVES]; /* sums of products of deviations */
    double total, m2;                          /* of the whole day */
} moments;

/* Contacts in four half hours, over many days; on_day of two. */
static moments
collect(const cc_override *set, size_t n_set, uint64_t seed, int n)
{
    static const cc_override always[] = {{"run.hours", "(\"08:00\", \"10:00\")"},
                                         {"run.warm_up", "0 s"},
                                         {"run.follow_up", "0 s"},
                                         {"center.groups.agents.staff", "0"},
                                         {"run.close", "drop"}};
    cc_override all[VERIFY_SETS];
    size_t n_all = 0;
    for (; n_all < sizeof(always) / sizeof(always[0]); n_all++) {
        all[n_all] = always[n_all];
    }
    for (size_t j = 0; j < n_set; j++) {
        all[n_all++] = set[j];
    }
    verify_center it;
    verify_center_open(&it, "tests/verify/one_queue.cfg", all, n_all, true);
    moments m = {0};
    for (int r = 0; r < n; r++) {
        verify_center_run(&it, seed, (uint64_t)r);
        double x[HALVES], d[HALVES], sum = 0;
        m.n++;
        for (int k = 0; k < HALVES; k++) {
            x[k] = 0;
            for (size_t cell = 0; cell < it.layout.n_cells; cell++) {
                double counters[CC_N_COUNTERS] = {0};
                cc_record_add(&it.record, it.layout.n_before + (size_t)k, cell, counters);
                x[k] += counters[CC_N_contacts];
            }
            d[k] = x[k] - m.mean[k];
            m.mean[k] += d[k] / m.n;
            sum += x[k];
        }
        for (int j = 0; j < HALVES; j++) {
            for (int k = 0; k < HALVES; k++) {
                m.c[j][k] += d[j] * (x[k] - m.mean[k]);
            }
        }
        const double off = sum - m.total;
        m.total += off / m.n;
        m.m2 += off * (sum - m.total);
    }
    verify_center_close(&it);
    return m;
}

#define COLLECT(seed, n, ...)                                                                      \
    collect((const cc_override[]){__VA_ARGS__},                                                    \
            sizeof((const cc_override[]){__VA_ARGS__}) / sizeof(cc_override), seed, n)

/* Within five standard errors; that of a variance is about v sqrt((k - 1) / n), k the kurtosis. */
static void
near(double x, double exact, double error, const char *what)
{
    if (!(fabs(x - exact) <= 5 * error)) {
        fail_msg("%s: %.6g, exact %.6g, standard error %.3g", what, x, exact, error);
    }
}

static void
gamma_days(void **state)
{
    (void)state;
    const int n = 8000;
    const moments m = COLLECT(1601, n, {"demand.busyness.day_cv", "0.25"});
    const double variance = 400 + 400 * 400 * .0625;
    near(m.total, 400, sqrt(variance / n), "mean of a day");
    near(m.m2 / (n - 1), variance, variance * sqrt(2.4 / n), "variance of a day");
    /* all intervals of a day share the factor */
    const double of_two = 100 * 100 * .0625;
    near(m.c[0][3] / (n - 1), of_two, 1.7 * (of_two + 100) / sqrt(n), "covariance");
}

static void
without_noise_counts_are_poisson(void **state)
{
    (void)state;
    const int n = 8000;
    const moments m = COLLECT(1602, n, {"demand.busyness.day_cv", "0"});
    near(m.total, 400, sqrt(400. / n), "mean of a day");
    near(m.m2 / (n - 1), 400, 400 * sqrt(2.0 / n), "variance of a day");
    near(m.c[1][2] / (n - 1), 0, 100 / sqrt(n), "covariance");
}

static void
lognormal_intervals_are_correlated_as_asked(void **state)
{
    (void)state;
    const int n = 8000;
    const double cv2 = .09, r = .6, sigma2 = log(1 + cv2);
    const moments m =
        COLLECT(1603, n, {"demand.busyness.interval_cv", "0.3"},
                {"demand.busyness.correlation", "0.6"}, {"demand.busyness.margin", "lognormal"});
    for (int lag = 0; lag < HALVES; lag++) {
        const double noise = 100 * 100 * (exp(pow(r, lag) * sigma2) - 1);
        const double exact = noise + (lag == 0 ? 100 : 0);
        const double error = 1.7 * (100 * 100 * cv2 + 100) / sqrt(n);
        near(m.c[0][lag] / (n - 1), exact, error, "covariance by lag");
    }
    near(m.total, 400, sqrt(m.m2 / n / n), "mean of a day");
}

static void
gamma_intervals_have_the_variance_asked(void **state)
{
    (void)state;
    const int n = 8000;
    const moments m = COLLECT(1604, n, {"demand.issues.call.busyness.interval_cv", "0.3"});
    const double exact = 100 + 100 * 100 * .09;
    for (int k = 0; k < HALVES; k++) {
        near(m.c[k][k] / (n - 1), exact, exact * sqrt(2.5 / n), "variance of an interval");
        near(m.mean[k], 100, sqrt(exact / n), "mean of an interval");
    }
    near(m.c[0][1] / (n - 1), 0, exact / sqrt(n), "covariance");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_noise_counts_are_poisson),
        cmocka_unit_test(gamma_days),
        cmocka_unit_test(gamma_intervals_have_the_variance_asked),
        cmocka_unit_test(lognormal_intervals_are_correlated_as_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
