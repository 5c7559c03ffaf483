/* A rate that changes through the day and agents without limit: the number busy lags behind the
 * rate, M_t/M/inf. Exact for the rate as given, piecewise linear; and near the sinusoid that it
 * follows. */
#include "tests/support/verify.h"

#include "tests/support/exact_models.h"
#include <math.h>
#include <stdio.h>

static double
rate(double hour)
{
    const double h = fmod(hour, 24), k = floor(h), pi = acos(-1);
    const double a = 100 * (1 + .6 * sin(2 * pi * k / 24));
    const double b = 100 * (1 + .6 * sin(2 * pi * (k + 1) / 24));
    return a + (b - a) * (h - k);
}

/* Mean number busy, averaged over half hour k of the second day: m' = rate - 2 m, by midpoints. */
static double
busy(int k)
{
    const int n = 36000; /* steps an hour */
    double m = 0, sum = 0;
    for (int j = 0; j < (24 + 24) * n; j++) {
        const double t = (j + .5) / n, before = m;
        m += (rate(t) - 2 * (m + (rate(t) - 2 * m) / (2. * n))) / n;
        if (j >= 24 * n + k * n / 2 && j < 24 * n + (k + 1) * n / 2) {
            sum += (before + m) / n;
        }
    }
    return sum; /* over half an hour of means of two */
}

static void
the_number_busy_lags_behind_the_rate(void **state)
{
    (void)state;
    const verify_case center = {.file = "tests/verify/infinite.cfg",
                                .seed = 1701,
                                .replications = 200,
                                .by_interval = true};
    static const int at[] = {0, 11, 12, 13, 14, 24, 36, 38};
    verify_claim claims[9];
    char scope[8][32];
    for (size_t j = 0; j < 8; j++) {
        snprintf(scope[j], sizeof(scope[j]), "@2 %02d:%02d", at[j] / 2, at[j] % 2 * 30);
        claims[j] = (verify_claim){"level_working", scope[j], busy(at[j]), .08};
    }
    claims[8] = (verify_claim){"contacts", "center", 2400, .01};
    verify_claims(&center, claims, 9);
    /* the sinusoid itself: 79.4946 at 6 h and 79.4889 at 7 h, though the rate has fallen by 2 */
    for (int k = 0; k < 48; k += 6) {
        const double middle = exact_sinusoid(100, .6, 24, .5, k / 2. + .25);
        assert_true(fabs(busy(k) - middle) < .015 * middle);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_number_busy_lags_behind_the_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
