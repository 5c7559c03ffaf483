/* Calls and an endless pile of e-mails: a reserve of r agents is the threshold policy of Bhulai
 * & Koole, an e-mail starts when fewer than 10 - r agents are busy. */
#include "tests/support/verify.h"

#include "tests/support/exact_models.h"
#include <stdio.h>

static void
check(int reserve, uint64_t seed)
{
    char text[16];
    snprintf(text, sizeof(text), "%d", reserve);
    const verify_case center = {
        .file = "tests/verify/blend.cfg",
        .set = {{"center.routing.reserve.email", text}},
        .seed = seed,
        .replications = 60,
    };
    const exact_blend q = exact_blend_solve(7, 1, 10, 10 - reserve);
    const verify_claim claims[] = {
        {"wait", "channel:voice", 60 * q.wait, .10},
        {"level_working", "channel:email", q.throughput, .03},
        {"level_working", "channel:voice", 7, .015},
        {"occupancy", "group:agents", (7 + q.throughput) / 10, .01},
    };
    VERIFY(&center, claims);
}

static void
nobody_is_kept_free(void **state)
{
    (void)state;
    check(0, 801);
}

static void
one_is_kept_free(void **state)
{
    (void)state;
    check(1, 802);
}

static void
three_are_kept_free(void **state)
{
    (void)state;
    check(3, 803);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_kept_free),
        cmocka_unit_test(one_is_kept_free),
        cmocka_unit_test(three_are_kept_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
