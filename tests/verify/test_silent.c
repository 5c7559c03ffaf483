/* Customers who leave without a sign, before one agent: the virtual wait by its integral equation,
 * solved here as a system of differential equations. */
#include "tests/support/verify.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Rates a minute: arrivals, work, patience, time-out; and who of the impatient leaves unseen. */
typedef struct silent_model {
    double lambda, mu, theta, gamma, share;
} silent_model;

typedef struct silent_exact {
    double idle, ghost_share, ghost_busy, wait, served_wait, abandon;
} silent_exact;

enum { WORK, TIME_OUT, TOTAL, GHOSTS, SERVED, SERVED_WAIT, WAIT, N };

/* f(x) = lambda (P0 e^(-mu x) + A + B), for P0 = 1: A is the work of those served that is more than x
 * behind their wait, B the time-outs of the unseen. */
static void
slope(const silent_model *m, double x, const double *y, double *dy)
{
    const double f = m->lambda * (exp(-m->mu * x) + y[WORK] + y[TIME_OUT]);
    const double stay = exp(-m->theta * x);
    dy[WORK] = -m->mu * y[WORK] + stay * f;
    dy[TIME_OUT] = -m->gamma * y[TIME_OUT] + m->share * (1 - stay) * f;
    dy[TOTAL] = f;
    dy[GHOSTS] = m->share * (1 - stay) * f;
    dy[SERVED] = stay * f;
    dy[SERVED_WAIT] = x * stay * f;
    dy[WAIT] = (1 - stay) / m->theta * f; /* as long as patience lasts */
}

static silent_exact
solve(const silent_model *m)
{
    const double h = 0.002, end = 400;
    double y[N] = {0};
    for (double x = 0; x < end; x += h) {
        double k[4][N], at[N];
        slope(m, x, y, k[0]);
        for (int s = 1; s < 4; s++) {
            const double step = s == 3 ? h : h / 2;
            for (int j = 0; j < N; j++) {
                at[j] = y[j] + step * k[s - 1][j];
            }
            slope(m, x + step, at, k[s]);
        }
        for (int j = 0; j < N; j++) {
            y[j] += h / 6 * (k[0][j] + 2 * k[1][j] + 2 * k[2][j] + k[3][j]);
        }
    }
    const double p0 = 1 / (1 + y[TOTAL]), served = p0 * (1 + y[SERVED]), ghosts = p0 * y[GHOSTS];
    return (silent_exact){
        .idle = p0,
        .ghost_share = ghosts / (ghosts + served),
        .ghost_busy = m->lambda * ghosts / m->gamma,
        .wait = p0 * y[WAIT],
        .served_wait = p0 * y[SERVED_WAIT] / served,
        .abandon = 1 - served,
    };
}

static void
the_equations_give_the_published_numbers(void **state)
{
    (void)state;
    const silent_exact q = solve(&(silent_model){.8, 1, .5, 4, 1});
    assert_true(fabs(q.idle - .372815) < 2e-6);
    assert_true(fabs(q.ghost_share - .288025) < 2e-6);
    assert_true(fabs(q.served_wait - .465457) < 2e-6);
    assert_true(fabs(q.ghost_busy - .057605) < 2e-6);
}

static void
check(const silent_model *m, uint64_t seed)
{
    char per_hour[32], work[80], patience[80], time_out[80], share[32];
    snprintf(per_hour, sizeof(per_hour), "%.9g", 60 * m->lambda);
    snprintf(work, sizeof(work), "{ dist = \"exponential\"; mean = \"%.9g s\"; }", 60 / m->mu);
    snprintf(patience, sizeof(patience), "{ dist = \"exponential\"; mean = \"%.9g s\"; }",
             60 / m->theta);
    snprintf(time_out, sizeof(time_out), "{ dist = \"exponential\"; mean = \"%.9g s\"; }",
             60 / m->gamma);
    snprintf(share, sizeof(share), "%.9g", m->share);
    const verify_case center = {
        .file = "tests/verify/silent.cfg",
        .set = {{"demand.issues.question.per_hour", per_hour},
                {"demand.issues.question.chat.agent", work},
                {"demand.issues.question.patience.chat", patience},
                {"demand.issues.question.chat.silent", share},
                {"center.channels.chat.time_out", time_out}},
        .seed = seed,
        .replications = 60,
    };
    const silent_exact q = solve(m);
    const double unseen = m->share * q.abandon;
    const verify_claim claims[] = {
        {"agents_idle", "group:agents", q.idle, .05},
        {"ghost_share", "center", q.ghost_share, .06},
        {"level_ghost", "center", q.ghost_busy, .08},
        {"hours_ghosts", "center", 24 * q.ghost_busy, .08},
        {"asa", "center", 60 * q.served_wait, .06},
        {"wait", "center", 60 * q.wait, .06},
        {"abandonment", "center", q.abandon, .06},
        {"abandonment_seen", "center", q.abandon - unseen, .12},
        {"handled_seen", "center", 1440 * m->lambda * (1 - q.abandon + unseen), .02},
    };
    /* of those who leave unseen alone nothing is seen */
    verify_claim some[sizeof(claims) / sizeof(*claims)];
    size_t n = 0;
    for (size_t j = 0; j < sizeof(claims) / sizeof(*claims); j++) {
        if (m->share < 1 || strcmp(claims[j].kpi, "abandonment_seen") != 0) {
            some[n++] = claims[j];
        }
    }
    verify_claims(&center, some, n);
}

static void
all_leave_unseen(void **state)
{
    (void)state;
    check(&(silent_model){.8, 1, .5, 4, 1}, 1901);
}

static void
some_leave_unseen_before_a_busy_agent(void **state)
{
    (void)state;
    check(&(silent_model){1.3, 1, .4, 1.5, .6}, 1902);
}

static void
a_long_time_out_costs_more_than_the_work(void **state)
{
    (void)state;
    check(&(silent_model){.6, 1.2, 1, .5, .7}, 1903);
}

/* ---- what has no effect changes nothing ---- */

static void
same_trace(const cc_override *set, size_t n_set)
{
    sim_trace_hash hash[2];
    for (int both = 0; both < 2; both++) {
        verify_center center;
        static const cc_override seen[] = {{"demand.issues.question.chat.silent", "0.0"},
                                           {"center.channels.chat.time_out", "\"0 s\""}};
        verify_center_open(&center, "tests/verify/silent.cfg", both == 0 ? seen : set,
                           both == 0 ? 2 : n_set, false);
        sim_trace_hash_init(&hash[both]);
        sim_trace to = sim_trace_to_hash(&hash[both]);
        cc_center_set_trace(center.center, &to);
        verify_center_run(&center, 5, 1);
        verify_center_close(&center);
    }
    assert_true(hash[0].n > 1000);
    assert_true(hash[0].n == hash[1].n && hash[0].hash == hash[1].hash);
}

static void
nobody_silent_or_no_time_out_is_ordinary_abandonment(void **state)
{
    (void)state;
    const cc_override nobody[] = {{"demand.issues.question.chat.silent", "0.0"}};
    const cc_override at_once[] = {{"center.channels.chat.time_out", "\"0 s\""}};
    const cc_override patient[] = {
        {"demand.issues.question.chat.silent", "0.0"},
        {"demand.issues.question.chat.turn_patience", "{ dist = \"never\"; }"}};
    same_trace(nobody, 1);
    same_trace(at_once, 1);
    same_trace(patient, 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_equations_give_the_published_numbers),
        cmocka_unit_test(all_leave_unseen),
        cmocka_unit_test(some_leave_unseen_before_a_busy_agent),
        cmocka_unit_test(a_long_time_out_costs_more_than_the_work),
        cmocka_unit_test(nobody_silent_or_no_time_out_is_ordinary_abandonment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
