/* A call interrupts an e-mail, which goes on afterwards: pre-emptive resume priority. */
#include "tests/support/verify.h"

#include "tests/support/exact_models.h"
#include <math.h>

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

/* A pile of mail of two minutes each: agents are never without one. Resumed, a mail ends every
 * (1 - rho) / 2 min; begun again after each call, each try lasts min(2 min, time to a call). */
static void
pile(const char *work, double tries_a_minute, uint64_t seed)
{
    const verify_case center = {
        .file = "tests/verify/interrupted.cfg",
        .set = {{"demand.issues.mail.email.handle", "\"2 min\""},
                {"demand.issues.mail.per_hour", "0"},
                {"demand.issues.mail.backlog.email", "10000"},
                {"center.channels.email.interrupted.work", work}},
        .seed = seed,
        .replications = 60,
    };
    const verify_claim claims[] = {
        {"into_working", "channel:email", 1440 * tries_a_minute, .03},
        {"level_working", "channel:email", .7, .02},
        {"level_held", "channel:email", .3, .03},
        {"contact_time", "channel:voice", 60 / .7, .05},
        {"occupancy", "group:agents", 1, .001},
    };
    VERIFY(&center, claims);
}

static void
interrupted_mail_is_resumed(void **state)
{
    (void)state;
    pile("resume", .7 * (.5 + .3), 1303);
}

static void
interrupted_mail_is_begun_again(void **state)
{
    (void)state;
    pile("restart", .7 * .3 / (1 - exp(-.6)), 1304);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponential_mail),
        cmocka_unit_test(mail_of_one_length),
        cmocka_unit_test(interrupted_mail_is_resumed),
        cmocka_unit_test(interrupted_mail_is_begun_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
