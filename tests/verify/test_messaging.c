/* Conversations with long gaps: what is silent leaves its agent, so that the agents are a queue of needy
 * customers and the gaps infinitely many servers (Yom-Tov & Mandelbaum 2014). How many an agent keeps
 * (Campello, Ingolfsson & Shumsky 2017) or a queue lets in (van Leeuwaarden, Mathijsen, Sloothaak &
 * Yom-Tov 2016) makes others wait to enter. A limit that is never met changes no bit. */
#include "tests/support/verify.h"

#include "sim/trace.h"
#include "tests/support/exact_chain.h"
#include "tests/support/exact_mmn.h"
#include "tests/support/exact_models.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MESSAGING "tests/verify/messaging.cfg"
#define CASELOAD "tests/verify/case_manager.cfg"

/* Conversations come at lambda; at most `inside` of them are, and the others wait to enter. Turns of rate
 * mu by `agents`, first come first; behind a turn, with probability p, a gap of rate delta. */
typedef struct needy_model {
    double lambda, mu, p, delta;
    int agents, inside;
    int most; /* cut of all that are there */
} needy_model;

typedef struct needy_exact {
    double must_wait, wait_to_enter, wait_per_turn, needy, content;
} needy_exact;

static int
inside(const int *x, const needy_model *m)
{
    return x[0] < m->inside ? x[0] : m->inside;
}

/* x: all that are there, needy. */
static void
moves(exact_chain *chain, const int *x, const void *model)
{
    const needy_model *m = model;
    const bool enters = x[0]<m->inside, follows = x[0]> m->inside;
    exact_chain_move(chain, (int[]){x[0] + 1, x[1] + enters}, m->lambda);
    const double turns = m->mu * (x[1] < m->agents ? x[1] : m->agents);
    if (x[1] > 0) {
        exact_chain_move(chain, (int[]){x[0], x[1] - 1}, turns * m->p);
        exact_chain_move(chain, (int[]){x[0] - 1, x[1] - 1 + follows}, turns * (1 - m->p));
    }
    exact_chain_move(chain, (int[]){x[0], x[1] + 1}, m->delta * (inside(x, m) - x[1]));
}

static double
is_full(const int *x, const void *model)
{
    return x[0] >= ((const needy_model *)model)->inside;
}

static double
before_entering(const int *x, const void *model)
{
    return x[0] - inside(x, model);
}

static double
before_a_turn(const int *x, const void *model)
{
    return fmax(0, x[1] - ((const needy_model *)model)->agents);
}

static double
needy(const int *x, const void *model)
{
    (void)model;
    return x[1];
}

static double
content(const int *x, const void *model)
{
    return inside(x, model) - x[1];
}

static needy_exact
solve(const needy_model *m)
{
    const int limit[] = {m->most, (m->inside < m->most ? m->inside : m->most) + 1};
    exact_chain *chain = exact_chain_solve(2, limit, moves, m);
    const needy_exact exact = {
        .must_wait = exact_chain_mean(chain, is_full),
        .wait_to_enter = exact_chain_mean(chain, before_entering) / m->lambda,
        .wait_per_turn = exact_chain_mean(chain, before_a_turn) * (1 - m->p) / m->lambda,
        .needy = exact_chain_mean(chain, needy),
        .content = exact_chain_mean(chain, content),
    };
    exact_chain_free(chain);
    return exact;
}

static bool
is_near(double x, double published)
{
    return fabs(x - published) < 2e-6 * fmax(1, published);
}

/* ---- how many an agent keeps ---- */

static needy_model
case_manager(int caseload)
{
    return (needy_model){.lambda = .15,
                         .mu = 1 / .75,
                         .p = 5 / 6.,
                         .delta = 1 / 1.25,
                         .agents = 1,
                         .inside = caseload,
                         .most = 140};
}

static void
check_caseload(int caseload, uint64_t seed)
{
    char limit[16];
    snprintf(limit, sizeof(limit), "%d", caseload);
    const needy_model model = case_manager(caseload);
    const needy_exact exact = solve(&model);
    const verify_case center = {.file = CASELOAD,
                                .set = {{"center.groups.manager.caseload", limit}},
                                .seed = seed,
                                .replications = 32};
    const verify_claim claims[] = {
        {"delay", "center", exact.must_wait, .25},
        {"wait", "center", 60 * exact.wait_to_enter, .5},
        {"turn_wait", "center", 60 * exact.wait_per_turn, .08},
        {"level_content", "center", exact.content, .04},
        {"level_needy", "center", exact.needy + .15 * exact.wait_to_enter, .2},
        {"attention", "group:manager", .15 * 6 * .75, .04},
    };
    VERIFY(&center, claims);
}

static void
a_caseload_makes_others_wait_to_enter(void **state)
{
    (void)state;
    const needy_model three = case_manager(3), six = case_manager(6);
    const needy_exact a = solve(&three), b = solve(&six);
    assert_true(is_near(a.must_wait, .545519) && is_near(a.wait_to_enter, 11.993301) &&
                is_near(a.wait_per_turn, .595970));
    assert_true(is_near(b.must_wait, .149122) && is_near(b.wait_to_enter, 2.081025) &&
                is_near(b.wait_per_turn, 1.217517));
    check_caseload(3, 2001);
    check_caseload(6, 2002);
}

/* ---- how many a queue lets in ---- */

static const needy_model slots_45 = {
    .lambda = 2, .mu = 1, .p = .75, .delta = .2, .agents = 10, .inside = 45, .most = 260};

static void
slots_make_others_wait_to_enter(void **state)
{
    (void)state;
    const needy_exact exact = solve(&slots_45);
    assert_true(is_near(exact.must_wait, .300277) && is_near(exact.wait_to_enter, 1.305564) &&
                is_near(exact.wait_per_turn, .140889) && is_near(exact.needy, 9.127115));
    const verify_case center = {.file = MESSAGING,
                                .set = {{"center.queues.team.slots", "45"}},
                                .seed = 2003,
                                .replications = 24};
    const verify_claim claims[] = {
        {"wait_to_enter", "center", 60 * exact.wait_to_enter, .45},
        {"level_entering", "center", 2 * exact.wait_to_enter, .45},
        {"level_needy", "center", exact.needy, .04},
        {"level_content", "center", exact.content, .03},
        {"occupancy", "group:agents", .8, .03},
    };
    VERIFY(&center, claims);
}

/* Somebody always waits to enter: as many turns are made as the limit allows. Behind the last turn of a
 * conversation there is no gap, but the next one. */
static void
a_limit_bounds_what_can_be_done(void **state)
{
    (void)state;
    for (int k = 1; k <= 3; k++) {
        static const double capacity[] = {.093023, .158306, .196109}; /* conversations a minute */
        const exact_repair q = exact_repair_solve(k, 45, 75 * 5 / 6.);
        assert_true(is_near(60 * q.turns / 6, capacity[k - 1]));
        char limit[16];
        snprintf(limit, sizeof(limit), "%d", k);
        const verify_case center = {.file = CASELOAD,
                                    .set = {{"center.groups.manager.caseload", limit},
                                            {"demand.issues.case.per_hour", "20"},
                                            {"run.observe", "1 d"}},
                                    .seed = 2006,
                                    .replications = 12};
        const verify_claim claims[] = {{"attention", "group:manager", q.utilisation, .08}};
        VERIFY(&center, claims);
    }
    const verify_case center = {
        .file = MESSAGING,
        .set = {{"center.queues.team.slots", "36"}, {"demand.issues.question.per_hour", "180"}},
        .seed = 2007,
        .replications = 8};
    const verify_claim claims[] = {{"occupancy", "group:agents", 4 * 1.873341 / 10, .03}};
    VERIFY(&center, claims);
}

static void
without_a_limit_it_is_an_open_network(void **state)
{
    (void)state;
    exact_mmn q = exact_mmn_solve((exact_mmn_def){.lambda = 8, .mu = 1, .n = 10, .room = -1});
    const verify_case center = {.file = MESSAGING, .seed = 2004, .replications = 24};
    const verify_claim claims[] = {
        {"asa", "center", 60 * q.wait, .35},
        {"level_woken", "center", .75 * q.queue, .35},
        {"level_needy", "center", q.busy + q.queue, .08},
        {"level_dormant", "center", 30, .03},
    };
    VERIFY(&center, claims);
    exact_mmn_free(&q);
}

/* ---- a day's wave ---- */

#define PERIOD 480. /* minutes */
#define STEP 10     /* minutes between points of the rate */

static double
wave(double t)
{
    return 1 + .5 * sin(2 * acos(-1) * t / PERIOD);
}

/* Needy and content that follow the rate 2 per minute: integrated, and what is left of each half hour of
 * the second period is written to `mean`. */
static void
follow(double *mean)
{
    double q = 8, r = 30;
    const double h = .01;
    for (int k = 0; k < 5 * (int)(PERIOD / h); k++) {
        /* midpoints, on the rate that goes straight from point to point */
        const double t = (k + .5) * h, at = floor(t / STEP), part = t / STEP - at;
        const double rate = 2 * (wave(at * STEP) * (1 - part) + wave((at + 1) * STEP) * part);
        const double q2 = q + h / 2 * (rate + .2 * r - q), r2 = r + h / 2 * (.75 * q - .2 * r);
        const double was = q;
        q += h * (rate + .2 * r2 - q2);
        r += h * (.75 * q2 - .2 * r2);
        const int slice = (int)(fmod(t, PERIOD) / 30);
        if (t >= 4 * PERIOD) {
            mean[slice] += h / 30 * (was + q) / 2;
        }
    }
}

/* The kind of issue with that rate. */
static void
write_wave(char *text, size_t size)
{
    size_t n = (size_t)snprintf(text, size, "{ rate = { shape = \"linear\"; at = (");
    for (int t = 0; t <= 1440; t += STEP) {
        n += (size_t)snprintf(text + n, size - n, "%s\"%02d:%02d\"", t > 0 ? "," : "", t / 60,
                              t % 60);
    }
    n += (size_t)snprintf(text + n, size - n, "); per_hour = (");
    for (int t = 0; t <= 1440; t += STEP) {
        n += (size_t)snprintf(text + n, size - n, "%s%.7f", t > 0 ? "," : "", 120 * wave(t));
    }
    n += (size_t)snprintf(text + n, size - n,
                          "); }; messaging = { turns = { dist = \"geometric\"; mean = 4; };"
                          " agent = { dist = \"exponential\"; mean = \"1 min\"; };"
                          " customer = { dist = \"exponential\"; mean = \"5 min\"; }; }; }");
    assert_true(n < size);
}

/* Of the needy by half hours, against a sine or cosine of the wave: summed over a period. */
static double
component(const verify_center *center, double (*f)(double))
{
    double sum = 0;
    int n = 0;
    for (int day = 2; day <= 4; day++) { /* day 1 begins behind the warm-up */
        for (int k = 0; k < 48; k++, n++) {
            char scope[32];
            snprintf(scope, sizeof(scope), "@%d %02d:%02d", day, k / 2, k % 2 * 30);
            cc_measure measure;
            cc_refusal refusal = {""};
            if (cc_measure_parse(&measure, &center->scenario, &center->layout, "level_needy", scope,
                                 &refusal) != SIM_OK) {
                fail_msg("%s", refusal.text);
            }
            const cc_sample x = cc_measure_sample(&measure, &center->scenario, &center->record);
            sum += x.num / x.den * f(2 * acos(-1) * (30 * k + 15) / PERIOD);
        }
    }
    return sum * 16 / n;
}

typedef struct part {
    double sum, squares;
    int n;
} part;

static void
add(part *self, double x)
{
    self->sum += x;
    self->squares += x * x;
    self->n++;
}

/* One visit of four minutes would lag four minutes, and be .7 away. */
static void
check_part(const part *self, double exact)
{
    const double mean = self->sum / self->n;
    const double error = sqrt((self->squares / self->n - mean * mean) / (self->n - 1));
    if (!(5 * error < .4) || !(fabs(mean - exact) < 5 * error)) {
        fail_msg("a component of the wave is %.4f (5 errors are %.4f) and not %.4f", mean,
                 5 * error, exact);
    }
}

/* With agents enough the needy follow the rate later than one visit of the same four minutes would: the
 * answer of the two stages to a sine is H = (iw + delta) / ((iw + mu)(iw + delta) - p mu delta). */
static void
the_needy_lag_behind_the_rate(void **state)
{
    (void)state;
    double mean[16] = {0}, a = 0, b = 0, level = 0;
    follow(mean);
    const double w = 2 * acos(-1) / PERIOD;
    for (int j = 0; j < 16; j++) {
        level += mean[j] / 16;
        a += mean[j] * sin(w * (30 * j + 15)) / 8;
        b += mean[j] * cos(w * (30 * j + 15)) / 8;
    }
    const double flat = sin(15 * w) / (15 * w); /* half hours level a wave so much */
    assert_true(fabs(level - 8) < 1e-3);
    assert_true(fabs(hypot(a, b) / flat - 3.836241) < .006);
    assert_true(fabs(atan2(-b, a) / w - 18.336340) < .01);

    char table[8192];
    write_wave(table, sizeof(table));
    const cc_override set[] = {{"demand.issues.question", table},
                               {"center.groups.agents.staff", "60"},
                               {"run.observe", "4 d"}};
    verify_center center;
    verify_center_open(&center, MESSAGING, set, sizeof(set) / sizeof(*set), true);
    part in_phase = {0}, behind = {0};
    for (uint64_t r = 0; r < 8; r++) {
        verify_center_run(&center, 2005, r);
        add(&in_phase, component(&center, sin) / 8);
        add(&behind, component(&center, cos) / 8);
    }
    check_part(&in_phase, a);
    check_part(&behind, b);
    verify_center_close(&center);
}

/* ---- what has no effect changes nothing ---- */

/* Two centers in which the same happens, event by event; also all that is counted, but for those. */
static void
same(const char *file, const cc_override *one, size_t n_one, const cc_override *other,
     size_t n_other, bool (*differs)(int counter))
{
    verify_center center[2];
    sim_trace_hash hash[2];
    for (int j = 0; j < 2; j++) {
        verify_center_open(&center[j], file, j == 0 ? one : other, j == 0 ? n_one : n_other, false);
        sim_trace_hash_init(&hash[j]);
        sim_trace to = sim_trace_to_hash(&hash[j]);
        cc_center_set_trace(center[j].center, &to);
        verify_center_run(&center[j], 2010, 1);
        cc_center_set_trace(center[j].center, NULL);
        verify_center_run(&center[j], 2010, 2); /* by short cuts */
    }
    assert_true(hash[0].n > 1000 && hash[0].n == hash[1].n && hash[0].hash == hash[1].hash);
    for (int k = 0; k < CC_N_COUNTERS; k++) {
        const double x = verify_counter(&center[0], -1, -1, k);
        const double y = verify_counter(&center[1], -1, -1, k);
        if (x != y && (differs == NULL || !differs(k))) {
            fail_msg("counter %d: %.17g and %.17g", k, x, y);
        }
    }
    verify_center_close(&center[0]);
    verify_center_close(&center[1]);
}

static bool
is_of_slots(int counter)
{
    return counter == CC_N_entered;
}

static void
a_limit_that_nobody_meets_changes_no_bit(void **state)
{
    (void)state;
    const cc_override slots = {"center.queues.team.slots", "1000000"};
    const cc_override cases = {"center.groups.agents.caseload", "1000000"};
    const cc_override manager = {"center.groups.manager.caseload", "1000000"};
    const cc_override free = {"center.groups.manager.caseload", "999999"};
    same(MESSAGING, NULL, 0, &slots, 1, is_of_slots);
    same(MESSAGING, NULL, 0, &cases, 1, NULL);
    same(CASELOAD, &free, 1, &manager, 1, NULL);
}

static void
who_is_never_dormant_is_typing(void **state)
{
    (void)state;
    const cc_override open[] = {{"center.channels.messaging", "{ }"}};
    const cc_override never[] = {
        {"center.channels.messaging",
         "{ silence = { dormant = \"366 d\"; same_agent = \"1 h\"; patience = \"fresh\"; }; }"}};
    const cc_override last[] = {
        {"center.channels.messaging",
         "{ silence = { dormant = \"20 d\"; close = \"10 d\"; same_agent = \"1 h\"; }; }"}};
    same(CASELOAD, open, 1, never, 1, NULL);
    same(CASELOAD, open, 1, last, 1, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_caseload_makes_others_wait_to_enter),
        cmocka_unit_test(slots_make_others_wait_to_enter),
        cmocka_unit_test(a_limit_bounds_what_can_be_done),
        cmocka_unit_test(without_a_limit_it_is_an_open_network),
        cmocka_unit_test(the_needy_lag_behind_the_rate),
        cmocka_unit_test(a_limit_that_nobody_meets_changes_no_bit),
        cmocka_unit_test(who_is_never_dormant_is_typing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
