/* Agents who differ from each other, and from themselves at another time. Minutes, but where seconds
 * are said. */
#include "tests/support/verify.h"

#include <math.h>
#include <string.h>

#define ONE_QUEUE "tests/verify/one_queue.cfg"
#define EXPONENTIAL(text) "{ dist = \"exponential\"; mean = " text "; }"
#define DIFFER "center.groups.agents.differ"

/* ---- two agents of different speed ---- */

typedef struct two {
    double waiting, left; /* mean number; a minute */
} two;

/* Rates mu[]; the one who has been idle longest takes the next. Of the states with one busy and
 * those with none, which know who has been idle longer, the balance is solved by hand. */
static two
solve_two(double lambda, double theta, const double *mu)
{
    /* in units of P(two are busy and nobody waits): */
    const double both = mu[0] + mu[1];
    /* (lambda + mu0) p0 = mu1 p1 + mu1, and the same the other way round */
    const double det = (lambda + mu[0]) * (lambda + mu[1]) - mu[0] * mu[1];
    const double p0 = (mu[1] * (lambda + mu[1]) + mu[1] * mu[0]) / det;
    const double p1 = (mu[0] * (lambda + mu[0]) + mu[0] * mu[1]) / det;
    double sum = 1 + p0 + p1 + (mu[0] * p0 + mu[1] * p1) / lambda, p = 1, waiting = 0;
    for (int n = 1; n < 400; n++) {
        p *= lambda / (both + n * theta);
        sum += p;
        waiting += n * p;
    }
    return (two){waiting / sum, theta * waiting / sum};
}

/* The mean over who they are: times are lognormal with mean 1, by quadrature. */
static two
mean_of_two(double lambda, double theta, double cv)
{
    const int n = 61;
    const double s2 = log1p(cv * cv), s = sqrt(s2), step = 12.0 / (n - 1);
    two sum = {0, 0};
    double weights = 0;
    for (int j = 0; j < n * n; j++) {
        const double z[] = {-6 + step * (j / n), -6 + step * (j % n)};
        const double w = exp(-(z[0] * z[0] + z[1] * z[1]) / 2);
        const two one =
            solve_two(lambda, theta, (double[]){exp(s2 / 2 - s * z[0]), exp(s2 / 2 - s * z[1])});
        sum.waiting += w * one.waiting;
        sum.left += w * one.left;
        weights += w;
    }
    return (two){sum.waiting / weights, sum.left / weights};
}

static void
two_agents_of_different_speed(void **state)
{
    (void)state;
    const two exact = mean_of_two(1.6, .5, .5), alike = mean_of_two(1.6, .5, 0);
    assert_true(exact.left < .9 * alike.left); /* the faster of the two has more of the calls */
    const verify_case center = {
        .file = ONE_QUEUE,
        .set = {{"demand.issues.call.per_hour", "96"},
                {"demand.issues.call.voice.talk", EXPONENTIAL("\"1 min\"")},
                {"demand.customers.patience.voice", EXPONENTIAL("\"2 min\"")},
                {"center.groups.agents.staff", "2"},
                {DIFFER, "{ pace_cv = .5; }"}},
        .seed = 4201,
        .replications = 600,
    };
    const verify_claim claims[] = {
        {"level_waiting", "center", exact.waiting, .2},
        {"abandonment", "center", exact.left / 1.6, .2},
    };
    VERIFY(&center, claims);
}

/* ---- times ---- */

/* Hardly anything to do: who has been idle longest has the next, so that each has as much. */
static verify_case
easy(const char *path, const char *value, uint64_t seed)
{
    return (verify_case){
        .file = ONE_QUEUE,
        .set = {{"run.observe", "10 d"},
                {"demand.issues.call.per_hour", "40"},
                {"demand.issues.call.voice.talk", "\"180 s\""},
                {"center.groups.agents.staff", "12"},
                {path, value}},
        .seed = seed,
        .replications = 60,
    };
}

static void
the_mean_time_is_that_of_the_group(void **state)
{
    (void)state;
    const verify_case common = easy(DIFFER, "{ pace_cv = .3; }", 4202);
    const verify_case by_kind = easy(DIFFER, "{ pace_cv = .1; kind_cv = .3; }", 4203);
    const verify_claim claims[] = {{"handle_time", "center", 180, .08}};
    VERIFY(&common, claims);
    VERIFY(&by_kind, claims);
}

/* How far the mean time of one agent, who has all, spreads over replications. */
static void
one_agent_differs_from_the_next_as_said(void **state)
{
    (void)state;
    verify_center center;
    const cc_override set[] = {{"demand.issues.call.voice.talk", "\"10 s\""},
                               {"center.groups.agents.staff", "1"},
                               {"center.groups.agents.differ", "{ pace_cv = .2; kind_cv = .15; }"}};
    double sum = 0, squares = 0;
    const int n = 4000;
    verify_center_open(&center, ONE_QUEUE, set, 3, false);
    for (int j = 0; j < n / 10; j++) {
        verify_center_run(&center, 4204, (uint64_t)j);
        const double time = verify_counter(&center, -1, -1, CC_N_talk) /
                            verify_counter(&center, -1, -1, CC_N_ended) / 10;
        sum += time;
        squares += time * time;
    }
    verify_center_close(&center);
    const double mean = sum / (n / 10), cv = sqrt(squares / (n / 10) / mean / mean - 1);
    const double exact = sqrt((1 + .2 * .2) * (1 + .15 * .15) - 1);
    assert_true(fabs(mean - 1) < 5 * exact / sqrt(n / 10));
    assert_true(fabs(cv / exact - 1) < 5 / sqrt(2.0 * n / 10) * 1.3); /* longer tails */
}

static void
beginners_learn_from_day_to_day(void **state)
{
    (void)state;
    const verify_case center =
        easy("center.groups.agents.learning",
             "{ extra = .8; time = \"6 d\"; tenure = { dist = \"constant\"; value = \"3 d\"; }; }",
             4205);
    double exact = 0;
    for (int day = 0; day <= 10; day++) { /* observe begins after two hours */
        const double hours = day == 0 ? 22 : day == 10 ? 2 : 24;
        exact += hours / 240 * 180 * (1 + .8 * exp(-(3.0 + day) / 6));
    }
    const verify_claim claims[] = {{"handle_time", "center", exact, .01}};
    VERIFY(&center, claims);
}

/* ---- fatigue ---- */

/* Always busy, work of one length w, and a break after each contact with p: then after n contacts
 * the time since the break is t(n + 1) = t(n) + w (1 + f min(t(n), 1)), and a break is a renewal. */
static void
fatigue_is_a_renewal_between_breaks(void **state)
{
    (void)state;
    const double w = 1.0 / 12, f = .6, e = .3, p = .1, pause = .05; /* h */
    double t = 0, lasts = 1, contacts = 0, busy = 0, resolved = 0;
    for (int n = 0; n < 2000; n++) { /* lasts: P(no break before contact n + 1) */
        const double tired = fmin(t, 1.0);
        const double time = w * (1 + f * tired);
        contacts += lasts;
        busy += lasts * time;
        resolved += lasts * .9 * (1 - e * tired);
        t += time;
        lasts *= 1 - p;
    }
    const cc_override set[] = {
        {"demand.issues.call.per_hour", "20"},
        {"demand.issues.call.voice.talk", "\"5 min\""},
        {"demand.issues.call.resolution.voice", ".9"},
        {"center.groups.agents.staff", "1"},
        {"center.groups.agents.fatigue", "{ slower = .6; errors = .3; most = \"1 h\"; }"},
        {"center.groups.agents.pauses", "{ probability = .1; length = \"180 s\"; }"}};
    verify_case all = {.file = ONE_QUEUE, .seed = 4206, .replications = 120};
    memcpy(all.set, set, sizeof(set));
    const verify_claim claims[] = {
        {"handle_time", "center", 3600 * busy / contacts, .02},
        {"occupancy", "center", busy / (busy + p * contacts * pause), .01},
    };
    VERIFY(&all, claims);
    verify_center center;
    double n_resolved = 0, n_ended = 0;
    verify_center_open(&center, ONE_QUEUE, set, sizeof(set) / sizeof(*set), false);
    for (uint64_t j = 0; j < 120; j++) {
        verify_center_run(&center, 4207, j);
        n_resolved += verify_counter(&center, -1, -1, CC_N_resolved);
        n_ended += verify_counter(&center, -1, -1, CC_N_ended);
    }
    verify_center_close(&center);
    const double share = resolved / contacts;
    assert_true(fabs(n_resolved / n_ended - share) < 5 * sqrt(share * (1 - share) / n_ended));
    assert_true(share < .88); /* else the test could not tell */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_agents_of_different_speed),
        cmocka_unit_test(the_mean_time_is_that_of_the_group),
        cmocka_unit_test(one_agent_differs_from_the_next_as_said),
        cmocka_unit_test(beginners_learn_from_day_to_day),
        cmocka_unit_test(fatigue_is_a_renewal_between_breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
