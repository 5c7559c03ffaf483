/* Issues that come in bursts, before so many agents that none waits: self-exciting ones by the differential
 * equations of their moments, outages by the integral of their rate. */
#include "models/center/entries.h"
#include "tests/support/verify.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Hawkes ---- */

/* A minute: by itself, excitation and its decay, service. */
typedef struct hawkes {
    double nu, alpha, beta, mu;
} hawkes;

/* E of: the intensity, its square, issues so far, those there, their squares, intensity x there. */
enum { RATE, RATE_SQ, ISSUES, THERE, THERE_SQ, BOTH, N };

static void
slope(const hawkes *h, const double *y, double *dy)
{
    const double back = h->beta - h->alpha;
    dy[RATE] = h->beta * h->nu - back * y[RATE];
    dy[RATE_SQ] = (2 * h->beta * h->nu + h->alpha * h->alpha) * y[RATE] - 2 * back * y[RATE_SQ];
    dy[ISSUES] = y[RATE];
    dy[THERE] = y[RATE] - h->mu * y[THERE];
    dy[BOTH] =
        h->beta * h->nu * y[THERE] - (back + h->mu) * y[BOTH] + y[RATE_SQ] + h->alpha * y[RATE];
    dy[THERE_SQ] = 2 * y[BOTH] + y[RATE] - 2 * h->mu * y[THERE_SQ] + h->mu * y[THERE];
}

static void
solve(const hawkes *h, double until, double *y)
{
    const double step = 0.002;
    memset(y, 0, N * sizeof(*y));
    y[RATE] = h->nu;
    y[RATE_SQ] = h->nu * h->nu;
    for (double t = 0; t < until - step / 2; t += step) {
        double k[4][N], at[N];
        slope(h, y, k[0]);
        for (int s = 1; s < 4; s++) {
            for (int j = 0; j < N; j++) {
                at[j] = y[j] + (s == 3 ? step : step / 2) * k[s - 1][j];
            }
            slope(h, at, k[s]);
        }
        for (int j = 0; j < N; j++) {
            y[j] += step / 6 * (k[0][j] + 2 * k[1][j] + 2 * k[2][j] + k[3][j]);
        }
    }
}

static void
the_equations_give_the_published_numbers(void **state)
{
    (void)state;
    double y[N];
    solve(&(hawkes){1, .5, 1, .25}, 200, y);
    assert_true(fabs(y[RATE] - 2) < 1e-6);
    assert_true(fabs(y[THERE] - 8) < 1e-6);
    assert_true(fabs(y[THERE_SQ] - y[THERE] * y[THERE] - 16) < 1e-6);
}

/* Number there at the end of an hour, its mean and variance over replications. */
static void
check_hawkes(const hawkes *h, uint64_t seed, uint64_t n)
{
    char per_hour[32], mean[32], after[80], talk[80];
    snprintf(per_hour, sizeof(per_hour), "%.9g", 60 * h->nu);
    snprintf(mean, sizeof(mean), "%.9g", h->alpha / h->beta);
    snprintf(after, sizeof(after), "{ dist = \"exponential\"; mean = \"%.9g s\"; }", 60 / h->beta);
    snprintf(talk, sizeof(talk), "{ dist = \"exponential\"; mean = \"%.9g s\"; }", 60 / h->mu);
    const cc_override set[] = {{"demand.issues.fault.per_hour", per_hour},
                               {"demand.issues.fault.self_exciting.mean", mean},
                               {"demand.issues.fault.self_exciting.after", after},
                               {"demand.issues.fault.voice.talk", talk}};
    verify_center center;
    verify_center_open(&center, "tests/verify/bursts.cfg", set, 4, false);
    double sum = 0, squares = 0, issues = 0;
    for (uint64_t r = 0; r < n; r++) {
        verify_center_run(&center, seed, r);
        const double there = verify_counter(&center, -1, -1, CC_N_pending_in_work);
        issues += verify_counter(&center, -1, -1, CC_N_issues);
        sum += there;
        squares += there * there;
    }
    verify_center_close(&center);
    double y[N];
    solve(h, 60, y);
    const double size = (double)n, average = sum / size,
                 variance = squares / size - average * average;
    const double exact = y[THERE_SQ] - y[THERE] * y[THERE];
    const double error = sqrt(exact / size), of_variance = exact * sqrt(3 / size);
    if (fabs(average - y[THERE]) > 5 * error || fabs(variance - exact) > 5 * of_variance) {
        fail_msg("mean %g (exact %g), variance %g (exact %g)", average, y[THERE], variance, exact);
    }
    /* Issues of a cluster: a dispersion of at most 1 / (1 - alpha / beta)^2. */
    const double dispersion = pow(1 - h->alpha / h->beta, -2);
    assert_true(fabs(issues / size - y[ISSUES]) < 5 * sqrt(dispersion * y[ISSUES] / size));
}

static void
self_exciting_issues_before_many_agents(void **state)
{
    (void)state;
    check_hawkes(&(hawkes){1, .5, 1, .25}, 2101, 800);
    check_hawkes(&(hawkes){.5, .4, .5, .5}, 2102, 800);
}

/* ---- outages ---- */

/* A minute, and minutes from the beginning of the run. */
typedef struct outage {
    double base, more, begin, duration, decay, after, stay;
} outage;

static double
rate_at(const outage *o, double t)
{
    const double x = t - o->begin - o->after;
    return o->base + (x < 0             ? 0
                      : x < o->duration ? o->more
                      : o->decay > 0    ? o->more * exp(-(x - o->duration) / o->decay)
                                        : 0);
}

static double
there_at(const outage *o, double t)
{
    double sum = 0;
    const double h = 0.001;
    for (double s = h / 2; s < t; s += h) {
        sum += h * rate_at(o, s) * exp(-(t - s) / o->stay);
    }
    return sum;
}

static void
check_outage(const outage *o, double until, double exact, uint64_t seed)
{
    char duration[32], decay[32], after[32], observe[32];
    snprintf(duration, sizeof(duration), "\"%.9g s\"", 60 * o->duration);
    snprintf(decay, sizeof(decay), "\"%.9g s\"", 60 * o->decay);
    snprintf(after, sizeof(after), "\"%.9g s\"", 60 * o->after);
    snprintf(observe, sizeof(observe), "\"%.9g s\"", 60 * until);
    const verify_case center = {
        .file = "tests/verify/bursts.cfg",
        .set = {{"run.observe", observe},
                {"demand.issues.fault.per_hour", "100"},
                {"demand.issues.fault.self_exciting.mean", "0"},
                {"demand.issues.fault.voice.talk", "\"300 s\""},
                {"demand.bursts.outage.issues.fault.per_hour", "200"},
                {"demand.bursts.outage.issues.fault.duration", duration},
                {"demand.bursts.outage.issues.fault.decay", decay},
                {"demand.bursts.outage.issues.fault.after", after}},
        .seed = seed,
        .replications = 400,
    };
    const double there = there_at(o, until);
    assert_true(isnan(exact) || fabs(there - exact) < 1e-4 * exact);
    verify_case exponential = center;
    exponential.set[3].value = "{ dist = \"exponential\"; mean = \"300 s\"; }";
    const verify_claim claims[] = {{"pending", "center", there, .08}};
    VERIFY(&exponential, claims);
}

static void
an_outage_raises_issues_for_a_time(void **state)
{
    (void)state;
    const outage plain = {100 / 60., 200 / 60., 60, 30, 0, 0, 5};
    check_outage(&plain, 90, 24.958687, 2111);
    check_outage(&plain, 100, 10.583330, 2112);
    const outage late = {100 / 60., 200 / 60., 60, 20, 10, 12, 5};
    check_outage(&late, 70, NAN, 2113);
    check_outage(&late, 88, NAN, 2114);
    check_outage(&late, 105, NAN, 2115);
}

/* At random: any moment is as likely, and what comes until midnight counts. */
static void
outages_at_random(void **state)
{
    (void)state;
    const double minutes = 1440, more = 2, duration = 60, decay = 30;
    double mean = 0;
    for (double t = 0.05; t < minutes; t += 0.1) {
        const double left = minutes - t;
        mean += 0.1 / minutes *
                (left < duration ? more * left
                                 : more * (duration + decay * -expm1(-(left - duration) / decay)));
    }
    const verify_case center = {
        .file = "tests/verify/bursts.cfg",
        .set = {{"run.observe", "\"24 h\""},
                {"demand.issues.fault.per_hour", "0"},
                {"demand.issues.fault.self_exciting.mean", "0"},
                {"demand.bursts.outage.at", "( )"},
                {"demand.bursts.outage.per_day", "1.5"},
                {"demand.bursts.outage.issues.fault",
                 "{ per_hour = 120; duration = \"60 min\"; decay = \"30 min\"; }"}},
        .seed = 2121,
        .replications = 500,
    };
    const verify_claim claims[] = {{"issues", "center", 1.5 * mean, .15}};
    VERIFY(&center, claims);
}

/* ---- names ---- */

static void
tell(const cc_override *set, size_t n, sim_trace_buffer *journal)
{
    verify_center center;
    verify_center_open(&center, "tests/verify/bursts.cfg", set, n, false);
    sim_trace_buffer_init(journal);
    sim_trace to = sim_trace_to_buffer(journal);
    cc_center_set_trace(center.center, &to);
    verify_center_run(&center, 3, 4);
    verify_center_close(&center);
}

#define LATER                                                                                      \
    {                                                                                              \
        "run.observe", "\"2 h\""                                                                   \
    }
#define MORE                                                                                       \
    {                                                                                              \
        "demand.bursts.outage.issues.fault.per_hour", "300"                                        \
    }

/* Whoever comes at one volume comes at a greater one, at the same moment, and with whom they bring. */
static void
volumes_have_the_same_customers(void **state)
{
    (void)state;
    static const char *const volumes[] = {"0.6", "1.0", "1.3", "2.5"};
    sim_trace_buffer few, many;
    size_t before = 0;
    for (int v = 0; v < 3; v++) {
        const cc_override less[] = {LATER, MORE, {"demand.volume", volumes[v]}};
        const cc_override more[] = {LATER, MORE, {"demand.volume", volumes[v + 1]}};
        tell(less, 3, &few);
        tell(more, 3, &many);
        size_t n = 0;
        for (size_t j = 0; j < few.n; j++) {
            const sim_trace_record *r = &few.record[j];
            bool is_there = r->code != CC_JOURNAL_GETS_IN_TOUCH;
            n += !is_there;
            for (size_t k = 0; k < many.n && !is_there; k++) {
                const sim_trace_record *s = &many.record[k];
                is_there = s->code == r->code && s->subject == r->subject && s->time == r->time;
            }
            assert_true(is_there);
        }
        assert_true(n > before + 50 && few.n < many.n);
        before = n;
        sim_trace_buffer_free(&few);
        sim_trace_buffer_free(&many);
    }
}

static void
same(const cc_override *set, size_t n, const cc_override *other, size_t n_other)
{
    sim_trace_buffer a, b;
    tell(set, n, &a);
    tell(other, n_other, &b);
    assert_true(a.n > 500 && a.n == b.n);
    for (size_t j = 0; j < a.n; j++) {
        const sim_trace_record *x = &a.record[j], *y = &b.record[j];
        assert_true(x->time == y->time && x->code == y->code && x->subject == y->subject &&
                    x->value == y->value);
    }
    sim_trace_buffer_free(&a);
    sim_trace_buffer_free(&b);
}

static void
what_raises_nothing_changes_nothing(void **state)
{
    (void)state;
    const cc_override none[] = {LATER, {"demand.issues.fault.self_exciting.mean", "0"}};
    const cc_override later[] = {
        none[0], none[1], {"demand.issues.fault.self_exciting.after", "\"5 min\""}};
    const cc_override gone[] = {none[0], none[1], MORE, {"demand.bursts.outage.at", "( )"}};
    same(none, 2, later, 3);
    same(none, 2, gone, 4);
}

/* ---- the control of volume ---- */

/* Twice as many from 01:30 on, nobody from 01:40 on, as before from 01:50 on. */
static const cc_change moves[] = {{5400, CC_CONTROL_VOLUME, 0, 2},
                                  {6000, CC_CONTROL_VOLUME, 0, 0},
                                  {6600, CC_CONTROL_VOLUME, 0, 1}};

/* When those of a burst get in touch, by that many of the moves. */
static size_t
moments(size_t n_moves, double *at, size_t room)
{
    static const cc_override set[] = {
        {"run.observe", "\"4 h\""},
        {"demand.issues.fault.per_hour", "0"},
        {"demand.issues.fault.self_exciting.mean", "0"},
        {"demand.bursts.outage.issues.fault", "{ per_hour = 600; duration = \"2 h\"; }"}};
    verify_center center;
    sim_trace_buffer journal;
    sim_trace_buffer_init(&journal);
    sim_trace to = sim_trace_to_buffer(&journal);
    verify_center_open(&center, "tests/verify/bursts.cfg", set, 4, false);
    cc_center_set_trace(center.center, &to);
    assert_int_equal(cc_center_start(center.center, 5, 0, &center.record), SIM_OK);
    for (size_t j = 0; j < n_moves; j++) {
        assert_int_equal(cc_center_change(center.center, moves[j]), SIM_OK);
    }
    assert_int_equal(cc_center_advance(center.center, cc_center_horizon(center.center)), SIM_OK);
    size_t n = 0;
    for (size_t j = 0; j < journal.n; j++) {
        if (journal.record[j].code == CC_JOURNAL_GETS_IN_TOUCH) {
            assert_true(n < room);
            at[n++] = journal.record[j].time;
        }
    }
    verify_center_close(&center);
    sim_trace_buffer_free(&journal);
    return n;
}

/* The rate is constant from 01:00 to 03:00: where it is v times as high all comes v times as fast. */
static void
the_control_of_volume_moves_points(void **state)
{
    (void)state;
    double plain[2000], moved[2000];
    const size_t n = moments(0, plain, 2000);
    assert_true(n > 1000);
    assert_int_equal(moments(3, moved, 2000), n);
    for (size_t j = 0; j < n; j++) {
        const double twice = 5400 + (plain[j] - 5400) / 2;
        const double is = plain[j] > 5400 && plain[j] < 6600 ? twice : plain[j];
        assert_true(fabs(moved[j] - is) < 1e-6);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_equations_give_the_published_numbers),
        cmocka_unit_test(self_exciting_issues_before_many_agents),
        cmocka_unit_test(an_outage_raises_issues_for_a_time),
        cmocka_unit_test(outages_at_random),
        cmocka_unit_test(volumes_have_the_same_customers),
        cmocka_unit_test(what_raises_nothing_changes_nothing),
        cmocka_unit_test(the_control_of_volume_moves_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
