/* Errors of predicted waits before n agents and patient callers, of those who wait. The gap between
 * two that are taken is exponential of mean d = 1 / (n mu) while anybody waits. With q before it a
 * contact waits for q + 1 gaps, so that (q + 1) d errs with variance (q + 1) d^2; q is geometric of
 * ratio r. Who is first in line with a share r of the arrivals has waited w, exponential of mean
 * d / (1 - r); those behind it are Poisson of mean lambda w, so the wait is a sum of that number and
 * 2 of gaps: its error has mean d, and mean square (4 + 2 r / (1 - r)) d^2; with nobody in line the
 * error is a gap. */
#include "tests/support/verify.h"

#include <math.h>

#define R (200. / 14 * 180 / 3600)
#define D (180. / 14)

static void
the_number_waiting_over_the_rate(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.prediction.by", "queue"}, {"center.prediction.of", "1000"}},
        .seed = 221,
        .replications = 40};
    const verify_claim claims[] = {{"prediction_error_sd", "center", D * sqrt(1 / (1 - R)), .12}};
    VERIFY(&center, claims);
    const verify_estimate bias = verify_measure(&center, "prediction_error", "center");
    print_message("bias %.4f s, standard error %.4f s\n", bias.mean, bias.error);
    assert_true(fabs(bias.mean) <= 5 * bias.error && bias.error < 0.04 * D);
}

static void
the_first_in_line(void **state)
{
    (void)state;
    const verify_case center = {.file = "tests/verify/one_queue.cfg",
                                .set = {{"center.prediction.by", "head"}},
                                .seed = 222,
                                .replications = 40};
    const double square = R * (4 + 2 * R / (1 - R)) + (1 - R) * 2;
    const verify_claim claims[] = {
        {"prediction_error", "center", D, .12},
        {"prediction_error_sd", "center", D * sqrt(square - 1), .12},
    };
    VERIFY(&center, claims);
}

/* All counters but those of predictions. */
static void
who_predicts_changes_nothing(void **state)
{
    (void)state;
    static const char *const words[] = {"none", "last", "head", "mean", "queue"};
    double served = 0, error[5];
    for (int j = 0; j < 5; j++) {
        const cc_override set = {"center.prediction.by", words[j]};
        verify_center center;
        verify_center_open(&center, "tests/verify/predicted.cfg", &set, 1, false);
        verify_center_run(&center, 223, 0);
        const double wait = verify_counter(&center, -1, -1, CC_N_wait_answered);
        served = j == 0 ? wait : served;
        assert_true(wait == served);
        error[j] = verify_counter(&center, -1, -1, CC_N_prediction_error_abs);
        assert_true((error[j] > 0) == (j > 0));
        for (int k = 0; k < j; k++) {
            assert_true(error[k] != error[j]);
        }
        verify_center_close(&center);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_number_waiting_over_the_rate),
        cmocka_unit_test(the_first_in_line),
        cmocka_unit_test(who_predicts_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
