/* Who arrives in state x (PASTA) finds x - n + 1 departures from the system between him and an
 * agent, at rates n mu + j theta; what becomes of him is a pure death chain, solved by
 * uniformization. The finite horizon is uniformization too, of the time spent in each state. */
#include "tests/support/exact_mmn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double
departures(const exact_mmn_def *def, size_t x)
{
    const double n = (double)def->n, k = (double)x;
    return k <= n ? k * def->mu : n * def->mu + (k - n) * def->theta;
}

static void *
zeros(size_t n)
{
    void *memory = calloc(n, sizeof(double));
    if (memory == NULL) {
        abort();
    }
    return memory;
}

static void
stationary(exact_mmn *self)
{
    self->p[0] = 1;
    double total = 1;
    for (size_t x = 1; x < self->n_states; x++) {
        self->p[x] = self->p[x - 1] * self->def.lambda / departures(&self->def, x);
        total += self->p[x];
        if (total > 1e200) { /* keep it in range */
            for (size_t j = 0; j <= x; j++) {
                self->p[j] *= 1e-200;
            }
            total *= 1e-200;
        }
    }
    for (size_t x = 0; x < self->n_states; x++) {
        self->p[x] /= total;
    }
    while (self->def.room < 0 && self->p[self->n_states - 1] < 1e-20 &&
           self->n_states > (size_t)self->def.n + 2) {
        self->n_states--;
    }
}

/* Integral over [0, T] of exp(Q t) e_0 = sum over k of P(Poisson(rate T) > k) / rate x (e_0 P^k). */
static void
from_empty(exact_mmn *self)
{
    const exact_mmn_def *def = &self->def;
    const size_t n = self->n_states;
    const double rate = def->lambda + departures(def, n - 1);
    const double mean = rate * def->horizon;
    double *v = zeros(n), *w = zeros(n);
    v[0] = 1;
    double log_term = -mean, tail = 1; /* P(Poisson = k) in logarithms; P(Poisson > k) */
    for (size_t k = 0; tail > 1e-15 && k < 100 * (size_t)(mean + 100); k++) {
        tail = fmax(0, tail - exp(log_term));
        log_term += log(mean) - log((double)k + 1);
        for (size_t x = 0; x < n; x++) {
            self->p[x] += tail * v[x];
        }
        for (size_t x = 0; x < n; x++) {
            const double up = x + 1 < n ? def->lambda / rate : 0;
            const double down = departures(def, x) / rate;
            double next = v[x] * (1 - up - down);
            next += x > 0 ? v[x - 1] * def->lambda / rate : 0;
            next += x + 1 < n ? v[x + 1] * departures(def, x + 1) / rate : 0;
            w[x] = next;
        }
        double *swap = v;
        v = w;
        w = swap;
        if ((double)k > mean && tail < 1e-13) {
            break;
        }
    }
    double total = 0;
    for (size_t x = 0; x < n; x++) {
        total += self->p[x];
    }
    for (size_t x = 0; x < n; x++) {
        self->p[x] /= total;
    }
    free(v);
    free(w);
}

/* With j waiting ahead: P(reaches an agent), and E[wait; reaches an agent]. */
static void
fate(const exact_mmn_def *def, size_t n_ahead, double *answered, double *wait)
{
    const double base = (double)def->n * def->mu;
    for (size_t j = 0; j < n_ahead; j++) {
        const double on = base + (double)j * def->theta, all = on + def->theta;
        const double a = j > 0 ? answered[j - 1] : 1, w = j > 0 ? wait[j - 1] : 0;
        answered[j] = on / all * a;
        wait[j] = on / all * (w + a / all);
    }
}

exact_mmn
exact_mmn_solve(exact_mmn_def def)
{
    exact_mmn self = {.def = def};
    const size_t n = (size_t)def.n;
    if (def.room >= 0) {
        self.n_states = n + (size_t)def.room + 1;
    } else if (def.horizon > 0) {
        self.n_states = n + (def.theta > 0 ? 60 : 400);
    } else {
        const double ratio = def.lambda / ((double)n * def.mu);
        self.n_states = n + (def.theta > 0 ? 4000 : 100 + (size_t)(-40 / log(ratio)));
    }
    self.p = zeros(self.n_states);
    if (def.horizon > 0) {
        from_empty(&self);
    } else {
        stationary(&self);
    }

    const size_t m = self.n_states - n;
    double *answered = zeros(m), *wait = zeros(m);
    fate(&def, m, answered, wait);
    self.blocked = def.room >= 0 ? self.p[self.n_states - 1] : 0;
    double lost = 0, served = 0, waited = 0;
    for (size_t x = 0; x < self.n_states; x++) {
        self.busy += self.p[x] * (double)(x < n ? x : n);
        self.queue += self.p[x] * (double)(x < n ? 0 : x - n);
        if (def.room >= 0 && x + 1 == self.n_states) {
            continue; /* finds no room */
        }
        self.delay += x >= n ? self.p[x] : 0;
        lost += x >= n ? self.p[x] * (1 - answered[x - n]) : 0;
        served += self.p[x] * (x >= n ? answered[x - n] : 1);
        waited += x >= n ? self.p[x] * wait[x - n] : 0;
    }
    const double enters = 1 - self.blocked;
    self.delay /= enters;
    self.abandoned = lost / enters;
    self.wait_served = waited / served;
    /* Who leaves waits exp: E[wait] = E[wait; answered] + E[wait; lost] and theta E[wait] = lost. */
    self.wait = def.theta > 0 ? self.abandoned / def.theta : waited / enters;
    self.occupancy = self.busy / (double)def.n;
    free(answered);
    free(wait);
    return self;
}

void
exact_mmn_free(exact_mmn *self)
{
    free(self->p);
    *self = (exact_mmn){0};
}

/* Fates by time t of one who has j = 0 .. m - 1 waiting ahead. */
static void
by_time(const exact_mmn *self, double t, double *in_time, double *left)
{
    const exact_mmn_def *def = &self->def;
    const size_t m = self->n_states - (size_t)def->n;
    const double rate = (double)def->n * def->mu + (double)m * def->theta;
    const double base = (double)def->n * def->mu;
    /* f_k(j): absorbed within k steps of the uniformized chain; sum against Poisson. */
    double *f = zeros(m), *g = zeros(m);
    double log_term = -rate * t, cumulative = 0;
    for (size_t k = 0; cumulative < 1 - 1e-15 && k < 10 * (size_t)(rate * t + 100); k++) {
        const double term = exp(log_term);
        for (size_t j = 0; j < m; j++) {
            in_time[j] += term * f[j];
            left[j] += term * g[j];
        }
        cumulative += term;
        log_term += log(rate * t) - log((double)k + 1);
        for (size_t j = m; j-- > 0;) {
            const double on = (base + (double)j * def->theta) / rate, off = def->theta / rate;
            f[j] = (1 - on - off) * f[j] + on * (j > 0 ? f[j - 1] : 1);
            g[j] = (1 - on - off) * g[j] + on * (j > 0 ? g[j - 1] : 0) + off;
        }
    }
    free(f);
    free(g);
}

static void
shares(const exact_mmn *self, double t, double *in_time, double *left)
{
    const size_t n = (size_t)self->def.n, m = self->n_states - n;
    double *f = zeros(m), *g = zeros(m);
    by_time(self, t, f, g);
    *in_time = 0;
    *left = 0;
    const size_t last = self->def.room >= 0 ? self->n_states - 1 : self->n_states;
    for (size_t x = 0; x < last; x++) {
        *in_time += self->p[x] * (x < n ? 1 : f[x - n]);
        *left += self->p[x] * (x < n ? 0 : g[x - n]);
    }
    *in_time /= 1 - self->blocked;
    *left /= 1 - self->blocked;
    free(f);
    free(g);
}

double
exact_mmn_in_time(const exact_mmn *self, double t)
{
    double in_time, left;
    shares(self, t, &in_time, &left);
    return in_time;
}

double
exact_mmn_left_in_time(const exact_mmn *self, double t)
{
    double in_time, left;
    shares(self, t, &in_time, &left);
    return left;
}

double
exact_mmn_wait_over(const exact_mmn *self, double t)
{
    double in_time, left;
    shares(self, t, &in_time, &left);
    return 1 - in_time - left;
}

double
exact_mmn_wait_quantile(const exact_mmn *self, double p)
{
    const double n = (double)self->def.n;
    return fmax(0, log(self->delay / (1 - p)) / (n * self->def.mu - self->def.lambda));
}

double
exact_erlang_b(int n, double load)
{
    double b = 1;
    for (int k = 1; k <= n; k++) {
        b = load * b / ((double)k + load * b);
    }
    return b;
}

double
exact_erlang_c(int n, double load)
{
    const double b = exact_erlang_b(n, load);
    return (double)n * b / ((double)n - load * (1 - b));
}
