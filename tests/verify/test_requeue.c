/* One agent: calls interrupt e-mails, which go back to the head of their queue and leave it when
 * their patience ends. With exponential work and patience, what is left of either is as at the
 * beginning, so the numbers of calls and e-mails are a Markov chain. */
#include "tests/support/verify.h"

#include "tests/support/exact_chain.h"
#include "tests/support/near.h"

/* Rates a minute. */
static const double calls = 18 / 60.0, talk = 1 / 2.0, mails = 6 / 60.0, handle = 1 / 5.0,
                    leave = 1 / 20.0;

static double
waiting(const int *x, const void *unused)
{
    (void)unused;
    return x[1] - (x[0] == 0 && x[1] > 0);
}

static double
worked_on(const int *x, const void *unused)
{
    (void)unused;
    return x[0] == 0 && x[1] > 0;
}

static void
moves(exact_chain *chain, const int *x, const void *unused)
{
    exact_chain_move(chain, (int[]){x[0] + 1, x[1]}, calls);
    exact_chain_move(chain, (int[]){x[0] - 1, x[1]}, talk);
    exact_chain_move(chain, (int[]){x[0], x[1] + 1}, mails);
    exact_chain_move(chain, (int[]){x[0], x[1] - 1},
                     handle * worked_on(x, unused) + leave * waiting(x, unused));
}

static void
check(const char *patience, uint64_t seed)
{
    exact_chain *chain = exact_chain_solve(2, (int[]){80, 60}, moves, NULL);
    const double level = exact_chain_mean(chain, waiting);
    const double share = exact_chain_mean(chain, worked_on);
    exact_chain_free(chain);
    assert_near(level, 1.0396, 5e-5);
    const verify_case center = {
        .file = "tests/verify/interrupted.cfg",
        .set = {{"demand.issues.call.voice.talk.mean", "\"2 min\""},
                {"demand.issues.mail.per_hour", "6"},
                {"demand.issues.mail.email.handle.mean", "\"5 min\""},
                {"demand.issues.mail.patience.email",
                 "{ dist = \"exponential\"; mean = \"20 min\"; }"},
                {"center.channels.email.interrupted.then", "\"requeue_head\""},
                {"center.channels.email.interrupted.patience", patience}},
        .seed = seed,
        .replications = 200,
    };
    const verify_claim claims[] = {
        {"level_waiting", "channel:email", level, .05},
        {"level_working", "channel:email", share, .05},
        {"level_working", "channel:voice", calls / talk, .03},
        {"interrupted", "channel:email", 1440 * calls * share, .05},
    };
    VERIFY(&center, claims);
}

static void
patience_that_remains_is_as_at_the_beginning(void **state)
{
    (void)state;
    check("\"remaining\"", 1401);
}

static void
and_so_is_patience_drawn_anew(void **state)
{
    (void)state;
    check("\"fresh\"", 1402);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patience_that_remains_is_as_at_the_beginning),
        cmocka_unit_test(and_so_is_patience_drawn_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
