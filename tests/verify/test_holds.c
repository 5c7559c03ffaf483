/* Intervals of every kind hold what they are of about as often as they say: the short form of
 * tests/long/holds.c. The number of misses is binomial; so many more than of intervals that hold it as often as
 * is asked of each happen by chance less than once in 10,000. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/binomial.h"
#include "tests/support/hold_studies.h"

#define RUNS 200

/* Of the smaller two sizes, and of few replications only where more are slow. */
static void
intervals_hold_what_they_are_of(void **state)
{
    (void)state;
    for (const hold_study *study = hold_studies; study->name != NULL; study++) {
        for (int k = 0; k < 2 && !study->slow && study->least[k] > 0; k++) {
            int missed = 0;
            for (int run = 0; run < RUNS; run++) {
                missed += !study->run((uint64_t)run, study->size[k]).held;
            }
            const int most = binomial_most(RUNS, 1 - study->least[k]);
            if (missed > most) {
                fail_msg("%s, %zu %s: %d of %d intervals miss, %d may", study->name, study->size[k],
                         study->unit, missed, RUNS, most);
            }
        }
    }
}

/* A run that begins far off, and is short, holds it seldom unless its warm-up is cut off: the cut must be seen. */
static void
what_is_not_cut_off_is_missed(void **state)
{
    (void)state;
    const hold_study *afar = hold_studies, *cut;
    while (afar->least[0] > 0) {
        afar++;
    }
    cut = afar + 1;
    int held = 0, held_cut = 0, above = 0;
    for (int run = 0; run < RUNS; run++) {
        const hold_result it = afar->run((uint64_t)run, 600);
        held += it.held;
        above += it.above;
        held_cut += cut->run((uint64_t)run, 600).held;
    }
    assert_true(held_cut > held + RUNS / 40);
    assert_true(above > RUNS / 8);
}

/* Batches that are too short say so in nearly all runs, and long ones in few. */
static void
too_short_is_told(void **state)
{
    (void)state;
    const hold_study *batches = hold_studies;
    while (batches->size[0] != 600) {
        batches++;
    }
    int told = 0, told_of_long = 0;
    for (int run = 0; run < RUNS; run++) {
        told += batches->run((uint64_t)run, 600).told;
        told_of_long += run < RUNS / 4 && batches->run((uint64_t)run, 30000).told;
    }
    assert_true(told >= RUNS - 2);
    assert_true(told_of_long <= RUNS / 20);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_hold_what_they_are_of),
        cmocka_unit_test(what_is_not_cut_off_is_missed),
        cmocka_unit_test(too_short_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
