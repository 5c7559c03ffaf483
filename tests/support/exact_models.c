#include "tests/support/exact_models.h"

#include "tests/support/exact_chain.h"
#include "tests/support/exact_mmn.h"
#include <math.h>
#include <string.h>

/* ---- formulas ---- */

/* Trapezoids on a fine grid, with H by the same; both are smooth but for the patience's own
 * jumps, which an even grid meets when they fall on it. */
exact_mmng
exact_mmng_solve(const exact_mmng_def *def)
{
    const double n_mu = def->n * def->mu;
    const int n_steps = 500000;
    const double h = def->end / n_steps;
    double j0 = 0, j1 = 0, jh = 0, jt = 0, big_h = 0;
    for (int k = 0; k < n_steps; k++) { /* midpoints: no value is asked for at a jump */
        const double x = (k + 0.5) * h;
        const double g = def->survival(x, def->patience);
        const double middle = big_h + g * h / 2;
        const double e = exp(def->lambda * middle - n_mu * x) * h;
        j0 += e;
        j1 += x * e;
        jh += middle * e;
        jt += x > def->at ? e : 0;
        big_h += g * h;
    }
    const double e = 1 / exact_erlang_b(def->n - 1, def->lambda / def->mu);
    const double all = e + def->lambda * j0;
    return (exact_mmng){
        .delay = def->lambda * j0 / all,
        .abandoned = (1 + (def->lambda - n_mu) * j0) / all,
        .virtual_wait = def->lambda * j1 / all,
        .wait = def->lambda * jh / all,
        .virtual_over = def->lambda * jt / all,
    };
}

void
exact_priority(double lambda0, double lambda1, double mu, int n, double wait[2])
{
    const double rho0 = lambda0 / (n * mu), rho = (lambda0 + lambda1) / (n * mu);
    const double c = exact_erlang_c(n, (lambda0 + lambda1) / mu);
    wait[0] = c / (n * mu * (1 - rho0));
    wait[1] = wait[0] / (1 - rho);
}

void
exact_preemptive(const double lambda[2], const double mean[2], const double cv[2],
                 double sojourn[2])
{
    double rho = 0, residual = 0, above = 0;
    for (int k = 0; k < 2; k++) {
        rho += lambda[k] * mean[k];
        residual += lambda[k] * mean[k] * mean[k] * (1 + cv[k] * cv[k]) / 2;
        sojourn[k] = mean[k] / (1 - above) + residual / ((1 - above) * (1 - rho));
        above = rho;
    }
}

double
exact_pollaczek(double lambda, double mean, double cv)
{
    return lambda * mean * mean * (1 + cv * cv) / (2 * (1 - lambda * mean));
}

double
exact_sinusoid(double a, double b, double period, double mean, double t)
{
    const double mu = 1 / mean, w = 2 * acos(-1) / period;
    return a * mean + a * b * (mu * sin(w * t) - w * cos(w * t)) / (mu * mu + w * w);
}

exact_repair
exact_repair_solve(int k, double work, double gap)
{
    double p = 1, total = 1, at_agent = 0;
    for (int j = 1; j <= k; j++) {
        p *= (k - j + 1) * work / gap;
        total += p;
        at_agent += j * p;
    }
    const double utilisation = 1 - 1 / total, turns = utilisation / work;
    const double response = at_agent / total / turns;
    return (exact_repair){utilisation, turns, response, (response + gap) / (work + gap)};
}

exact_blend
exact_blend_solve(double lambda, double mu, int agents, int threshold)
{
    double p = 1, total = 0, busy = 0, queue = 0;
    const double p_threshold = p;
    for (int x = threshold; x < threshold + 20000 && p > 1e-18; x++) {
        total += p;
        busy += p * (x < agents ? x : agents);
        queue += p * (x < agents ? 0 : x - agents);
        p *= lambda / (mu * (x + 1 < agents ? x + 1 : agents));
    }
    return (exact_blend){threshold * mu * p_threshold / total, queue / total / lambda};
}

exact_ivr
exact_ivr_solve(const exact_ivr_def *def)
{
    double total = 0, full = 0, queue = 0, busy = 0;
    double at_agents = 1;
    for (int j = 0; j <= def->lines; j++) {
        at_agents *= j > 0 ? def->p * def->lambda / (def->mu * fmin(j, def->agents)) : 1;
        double in_ivr = 1;
        for (int i = 0; i + j <= def->lines; i++) {
            in_ivr *= i > 0 ? def->lambda * def->ivr_mean / i : 1;
            const double p = at_agents * in_ivr;
            total += p;
            full += i + j == def->lines ? p : 0;
            queue += p * fmax(0, j - def->agents);
            busy += p * fmin(j, def->agents);
        }
    }
    const double blocked = full / total;
    return (exact_ivr){blocked, queue / total, busy / total,
                       queue / total / (def->lambda * def->p * (1 - blocked))};
}

/* ---- chains ---- */

static void
go(exact_chain *chain, const int *x, int d, int by, double rate)
{
    int y[EXACT_DIMS];
    memcpy(y, x, sizeof(y));
    y[d] += by;
    exact_chain_move(chain, y, rate);
}

/* One leaves coordinate d, and one enters e. */
static void
swap(exact_chain *chain, const int *x, int d, int e, double rate)
{
    int y[EXACT_DIMS];
    memcpy(y, x, sizeof(y));
    y[d]--;
    y[e]++;
    exact_chain_move(chain, y, rate);
}

enum { W_BUSY, W_QUEUE = 2 };

static void
w_moves(exact_chain *chain, const int *x, const void *model)
{
    const exact_w_def *def = model;
    static const int first[3] = {0, 0, 1}, second[3] = {-1, 1, -1};
    for (int k = 0; k < 3; k++) {
        if (x[first[k]] < def->agents[first[k]]) {
            go(chain, x, first[k], 1, def->lambda[k]);
        } else if (second[k] >= 0 && x[second[k]] < def->agents[second[k]]) {
            go(chain, x, second[k], 1, def->lambda[k]);
        } else {
            go(chain, x, W_QUEUE + k, 1, def->lambda[k] * (1 - def->balk[k]));
        }
        go(chain, x, W_QUEUE + k, -1, def->theta[k] * x[W_QUEUE + k]);
    }
    for (int g = 0; g < 2; g++) {
        const int other = g == 0 ? 0 : 2;
        const int next = x[W_QUEUE + 1] > 0       ? W_QUEUE + 1
                         : x[W_QUEUE + other] > 0 ? W_QUEUE + other
                                                  : W_BUSY + g;
        go(chain, x, next, -1, def->mu * x[g]);
    }
}

static double
w_busy0(const int *x, const void *model)
{
    (void)model;
    return x[0];
}

static double
w_busy1(const int *x, const void *model)
{
    (void)model;
    return x[1];
}

static double
w_queue0(const int *x, const void *model)
{
    (void)model;
    return x[W_QUEUE];
}

static double
w_queue1(const int *x, const void *model)
{
    (void)model;
    return x[W_QUEUE + 1];
}

static double
w_queue2(const int *x, const void *model)
{
    (void)model;
    return x[W_QUEUE + 2];
}

static double
w_full0(const int *x, const void *model)
{
    const exact_w_def *def = model;
    return x[0] == def->agents[0];
}

static double
w_full1(const int *x, const void *model)
{
    const exact_w_def *def = model;
    return x[1] == def->agents[1];
}

static double
w_full(const int *x, const void *model)
{
    return w_full0(x, model) * w_full1(x, model);
}

exact_w
exact_w_solve(const exact_w_def *def)
{
    const int cut = def->room + 1;
    const int limit[] = {def->agents[0] + 1, def->agents[1] + 1, cut, cut, cut};
    exact_chain *chain = exact_chain_solve(5, limit, w_moves, def);
    exact_reward *const queue[3] = {w_queue0, w_queue1, w_queue2};
    exact_reward *const full[3] = {w_full0, w_full, w_full1};
    exact_w result = {0};
    double all = 0;
    for (int k = 0; k < 3; k++) {
        result.queue[k] = exact_chain_mean(chain, queue[k]);
        result.delay[k] = exact_chain_mean(chain, full[k]);
        const double lost =
            def->lambda[k] * result.delay[k] * def->balk[k] + def->theta[k] * result.queue[k];
        result.lost[k] = lost / def->lambda[k];
        result.lost_all += lost;
        all += def->lambda[k];
    }
    result.lost_all /= all;
    result.occupancy[0] = exact_chain_mean(chain, w_busy0) / def->agents[0];
    result.occupancy[1] = exact_chain_mean(chain, w_busy1) / def->agents[1];
    exact_chain_free(chain);
    return result;
}

enum { N_A, N_B0, N_B1, N_QUEUE };

static void
n_moves(exact_chain *chain, const int *x, const void *model)
{
    const exact_n_def *def = model;
    const int a_free = x[N_A] < def->agents[0], b_free = x[N_B0] + x[N_B1] < def->agents[1];
    go(chain, x, a_free ? N_A : b_free ? N_B0 : N_QUEUE, 1, def->lambda[0]);
    go(chain, x, b_free ? N_B1 : N_QUEUE + 1, 1, def->lambda[1]);
    go(chain, x, N_QUEUE, -1, def->theta * x[N_QUEUE]);
    go(chain, x, N_QUEUE + 1, -1, def->theta * x[N_QUEUE + 1]);
    go(chain, x, x[N_QUEUE] > 0 ? N_QUEUE : N_A, -1, def->mu * x[N_A]);
    for (int kind = 0; kind < 2; kind++) {
        const double rate = x[N_B0 + kind] * (kind == 0 ? def->mu_b0 : def->mu);
        const int waits = x[N_QUEUE + 1] > 0 ? 1 : x[N_QUEUE] > 0 ? 0 : -1;
        if (waits < 0) {
            go(chain, x, N_B0 + kind, -1, rate);
        } else if (rate > 0) { /* the next one takes the place */
            int y[EXACT_DIMS];
            memcpy(y, x, sizeof(y));
            y[N_B0 + kind]--;
            swap(chain, y, N_QUEUE + waits, N_B0 + waits, rate);
        }
    }
}

static double
n_a(const int *x, const void *model)
{
    (void)model;
    return x[N_A];
}

static double
n_b0(const int *x, const void *model)
{
    (void)model;
    return x[N_B0];
}

static double
n_b1(const int *x, const void *model)
{
    (void)model;
    return x[N_B1];
}

static double
n_queue0(const int *x, const void *model)
{
    (void)model;
    return x[N_QUEUE];
}

static double
n_queue1(const int *x, const void *model)
{
    (void)model;
    return x[N_QUEUE + 1];
}

static double
n_full_b(const int *x, const void *model)
{
    const exact_n_def *def = model;
    return x[N_B0] + x[N_B1] == def->agents[1];
}

static double
n_full(const int *x, const void *model)
{
    const exact_n_def *def = model;
    return x[N_A] == def->agents[0] ? n_full_b(x, model) : 0;
}

exact_n
exact_n_solve(const exact_n_def *def)
{
    const int limit[] = {def->agents[0] + 1, def->agents[1] + 1, def->agents[1] + 1, def->room + 1,
                         def->room + 1};
    exact_chain *chain = exact_chain_solve(5, limit, n_moves, def);
    exact_n result = {
        .delay = {exact_chain_mean(chain, n_full), exact_chain_mean(chain, n_full_b)}};
    exact_reward *const queue[2] = {n_queue0, n_queue1};
    for (int k = 0; k < 2; k++) {
        result.wait[k] = exact_chain_mean(chain, queue[k]) / def->lambda[k];
        result.abandoned[k] = def->theta * result.wait[k];
    }
    const double b0 = exact_chain_mean(chain, n_b0);
    result.occupancy[0] = exact_chain_mean(chain, n_a) / def->agents[0];
    result.occupancy[1] = (b0 + exact_chain_mean(chain, n_b1)) / def->agents[1];
    result.share_b = b0 * def->mu_b0 / def->lambda[0];
    exact_chain_free(chain);
    return result;
}

static void
redial_moves(exact_chain *chain, const int *x, const void *model)
{
    const exact_redial_def *def = model;
    const int in = x[0], orbit = x[1];
    const int waiting = in > def->n ? in - def->n : 0;
    if (in < def->n + def->room) {
        go(chain, x, 0, 1, def->lambda);
        swap(chain, x, 1, 0, def->retry * orbit);
    } else {
        go(chain, x, 1, 1, def->lambda * def->again);
        go(chain, x, 1, -1, def->retry * orbit * (1 - def->again));
    }
    go(chain, x, 0, -1, def->mu * (in - waiting));
    swap(chain, x, 0, 1, def->theta * waiting * def->again);
    go(chain, x, 0, -1, def->theta * waiting * (1 - def->again));
}

static double
redial_busy(const int *x, const void *model)
{
    const exact_redial_def *def = model;
    return x[0] < def->n ? x[0] : def->n;
}

static double
redial_all_busy(const int *x, const void *model)
{
    const exact_redial_def *def = model;
    return x[0] >= def->n;
}

static double
redial_queue(const int *x, const void *model)
{
    const exact_redial_def *def = model;
    return x[0] < def->n ? 0 : x[0] - def->n;
}

static double
redial_orbit(const int *x, const void *model)
{
    (void)model;
    return x[1];
}

exact_redial
exact_redial_solve(const exact_redial_def *def)
{
    const int limit[] = {def->n + def->room + 1, def->orbit + 1};
    exact_chain *chain = exact_chain_solve(2, limit, redial_moves, def);
    exact_redial result = {
        .busy = exact_chain_mean(chain, redial_busy),
        .queue = exact_chain_mean(chain, redial_queue),
        .orbit = exact_chain_mean(chain, redial_orbit),
        .all_busy = exact_chain_mean(chain, redial_all_busy),
    };
    result.attempts = def->lambda + def->retry * result.orbit;
    result.abandoned = def->theta * result.queue / result.attempts;
    result.lost = (def->lambda - def->mu * result.busy) / def->lambda;
    exact_chain_free(chain);
    return result;
}
