/* A call interrupts an e-mail, which goes on afterwards: pre-emptive resume priority. */
#include "tests/support/verify.h"

#include "tests/support/exact_models.h"

static void
check(const char *handle, double cv, uint64_t seed)
{
    const verify_case center = {
        .file = "tests/verify/interrupted.cfg",
        .set = {{"demand.issues.mail.email.handle", handle}},
        .seed = seed,
        .replications = 100,
    };
    double sojourn[2];
    exact_preemptive((double[]){.3, .2}, (double[]){1, 2}, (double[]){1, cv}, sojourn);
    const verify_claim claims[] = {
        {"contact_time", "channel:voice", 60 * sojourn[0], .05},
        {"contact_time", "channel:email", 60 * sojourn[1], .12},
        {"level_working", "channel:voice", .3, .03},
        {"level_working", "channel:email", .4, .04},
        {"attention", "group:agents", .7, .03},
        {"interrupted", "channel:email", 1440 * .3 * .4, .05}, /* calls that find one at work */
    };
    VERIFY(&center, claims);
}

static void
exponential_mail(void **state)
{
    (void)state;
    check("{ dist = \"exponential\"; mean = \"2 min\"; }", 1, 1301);
}

static void
mail_of_one_length(void **state)
{
    (void)state;
    check("\"2 min\"", 0, 1302);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponential_mail),
        cmocka_unit_test(mail_of_one_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
