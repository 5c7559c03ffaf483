/* The age at which a share of the issues has ended, of which some were still open: Kaplan and
 * Meier's estimate, by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/ages.h"
#include <math.h>

static double
quantile(const double *ended, size_t n_ended, const double *pending, size_t n_pending, double p,
         double *share, double *oldest)
{
    static xp_ages ages;
    ages = (xp_ages){0};
    for (size_t j = 0; j < n_ended; j++) {
        sim_histogram_add(&ages.ended, ended[j]);
    }
    for (size_t j = 0; j < n_pending; j++) {
        sim_histogram_add(&ages.pending, pending[j]);
    }
    return xp_ages_quantile(&ages, p, share, oldest);
}

/* A bin's end is a little above the value. */
static void
assert_age(double age, double expected)
{
    assert_true(age >= expected && age <= expected * 1.0625);
}

static void
who_is_still_open_counts_up_to_then(void **state)
{
    (void)state;
    /* open: 3/4 from 10 on, of the two left after 15 one ends at 20: 3/8, none after 30 */
    const double ended[] = {10, 20, 30};
    const double pending[] = {15};
    double share;
    double oldest;
    assert_age(quantile(ended, 3, pending, 1, 0.2, &share, &oldest), 10);
    assert_true(fabs(share - 0.25) < 1e-12);
    assert_age(quantile(ended, 3, pending, 1, 0.5, &share, &oldest), 20);
    assert_true(fabs(share - 0.625) < 1e-12);
    assert_age(quantile(ended, 3, pending, 1, 0.7, &share, &oldest), 30);
    assert_true(fabs(share - 1) < 1e-12);
}

static void
what_is_older_than_all_that_ended_is_not_known(void **state)
{
    (void)state;
    const double ended[] = {10};
    const double pending[] = {5, 40};
    double share;
    double oldest;
    /* of the two left at 10 one ends */
    assert_true(isnan(quantile(ended, 1, pending, 2, 0.9, &share, &oldest)));
    assert_true(fabs(share - 0.5) < 1e-12);
    assert_age(oldest, 40);
}

static void
nothing_and_what_ends_at_once(void **state)
{
    (void)state;
    const double at_once[] = {0, 0};
    double share = -1;
    double oldest = -1;
    assert_true(isnan(quantile(NULL, 0, NULL, 0, 0.5, &share, &oldest)));
    assert_true(share == 0 && oldest == 0);
    assert_true(quantile(at_once, 2, NULL, 0, 0.99, &share, &oldest) == 0);
    assert_true(share == 1 && oldest == 0);
    /* of five issues one ends and one is open at once: open 4/5; of the three left one ends at 10 */
    const double ended[] = {0, 10, 20};
    const double pending[] = {0, 15};
    assert_age(quantile(ended, 3, pending, 2, 0.4, &share, &oldest), 10);
    assert_true(fabs(share - 7 / 15.) < 1e-12);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_still_open_counts_up_to_then),
        cmocka_unit_test(what_is_older_than_all_that_ended_is_not_known),
        cmocka_unit_test(nothing_and_what_ends_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
