/* M/M/n+G (Baccelli & Hebuterne 1981; Zeltyn & Mandelbaum 2005). With S(x) = P(patience > x),
 * H(x) = int_0^x S and phi(x) = lambda H(x) - n mu x, the offered wait V has the density
 * lambda e^phi(x) / (E + lambda J) and an atom at 0, where J = int_0^inf e^phi and
 * E = 1 / B(lambda/mu, n - 1) = (1/B(lambda/mu, n) - 1) lambda / (n mu), which is how n may be
 * any real number. Every figure is an integral of V's density against something.
 *
 * phi is concave. Its peak is found first and e^(phi - peak) is integrated, so that nothing
 * overflows in a heavily loaded center; panels are halved until phi moves little over each, and
 * until one panel agrees with its two halves. */
#include "models/erlang.h"

#include <math.h>

#define TOLERANCE 1e-11 /* of a panel */
#define STEEP 6.0       /* most that phi may move over a panel */
#define NOTHING 50.0    /* below the peak of phi by this is 0 */
#define DEPTH 60

/* Gauss-Legendre, 8 points, on [-1, 1]. */
#define POINTS 8
static const double node[POINTS] = {-0.9602898564975363, -0.7966664774136267, -0.5255324099163290,
                                    -0.1834346424956498, 0.1834346424956498,  0.5255324099163290,
                                    0.7966664774136267,  0.9602898564975363};
static const double weight[POINTS] = {0.1012285362903763, 0.2223810344533745, 0.3137066458778873,
                                      0.3626837833783620, 0.3626837833783620, 0.3137066458778873,
                                      0.2223810344533745, 0.1012285362903763};

/* Integrals of e^(phi - peak) times 1, x, H, S, x S, 1 - S. */
typedef struct integrals {
    double one, x, h, s, xs, gone;
} integrals;

typedef struct panel {
    double from, to, h_from, h_to;
    integrals sum;
} panel;

typedef struct problem {
    const cc_patience_law *law;
    double arrival_rate, capacity; /* 1/s */
    double peak, x_peak;           /* of phi */
    double slope;                  /* of phi just after its peak, <= 0 */
    integrals *into;
    size_t budget; /* panels that may still be halved: a law may be too rough for the tolerance */
} problem;

static double
survival(const problem *self, double x)
{
    return self->law->survival(x, self->law->context);
}

static double
survival_sum(const problem *self, double from, double to)
{
    double half = 0.5 * (to - from);
    double sum = 0;
    for (int j = 0; j < POINTS; j++) {
        sum += weight[j] * survival(self, from + half * (1 + node[j]));
    }
    return half * sum;
}

/* int S over an interval on which it may bend or jump. */
static double
survival_integral(const problem *self, double from, double to, int depth)
{
    double middle = 0.5 * (from + to);
    double whole = survival_sum(self, from, to);
    double halves = survival_sum(self, from, middle) + survival_sum(self, middle, to);
    if (depth == 0 || fabs(whole - halves) <= 1e-13 * halves) {
        return halves;
    }
    return survival_integral(self, from, middle, depth - 1) +
           survival_integral(self, middle, to, depth - 1);
}

/* H(x), given it at from. */
static double
advance(const problem *self, double from, double h_from, double to)
{
    if (self->law->change != NULL) {
        return survival(self, 0) * to + self->law->change(0, to, self->law->context);
    }
    return h_from + survival_sum(self, from, to);
}

/* phi less its peak. Counted from the peak where H allows it: far out both parts of phi may be so
 * large that nothing is left of their difference. */
static double
phi(const problem *self, double x, double h)
{
    if (self->law->change != NULL) {
        double change = self->law->change(self->x_peak, x, self->law->context);
        return self->slope * (x - self->x_peak) + self->arrival_rate * change;
    }
    return self->arrival_rate * h - self->capacity * x - self->peak;
}

static void
add(integrals *to, const integrals *what)
{
    to->one += what->one;
    to->x += what->x;
    to->h += what->h;
    to->s += what->s;
    to->xs += what->xs;
    to->gone += what->gone;
}

static panel
measure(const problem *self, double from, double h_from, double to)
{
    panel p = {.from = from, .to = to, .h_from = h_from};
    double half = 0.5 * (to - from);
    for (int j = 0; j < POINTS; j++) {
        double x = from + half * (1 + node[j]);
        double h = advance(self, from, h_from, x);
        double s = survival(self, x);
        double e = half * weight[j] * exp(phi(self, x, h));
        add(&p.sum, &(integrals){e, x * e, h * e, s * e, x * s * e, (1 - s) * e});
    }
    p.h_to = advance(self, from, h_from, to);
    return p;
}

/* As far as rounding lets phi be known. */
static bool
agree(const problem *self, const panel *whole, const integrals *halves)
{
    double noise = self->law->change != NULL
                       ? 0
                       : 1e-15 * (self->arrival_rate * whole->h_to + self->capacity * whole->to);
    double bound = (TOLERANCE + noise) * halves->one;
    return fabs(whole->sum.one - halves->one) <= bound && fabs(whole->sum.s - halves->s) <= bound;
}

/* Adds [whole.from, whole.to] and returns H at its end; *was_split tells that it was hard. */
static double
refine(problem *self, panel whole, int depth, bool *was_split)
{
    double at_from = phi(self, whole.from, whole.h_from);
    double at_to = phi(self, whole.to, whole.h_to);
    double middle = 0.5 * (whole.from + whole.to);
    panel left = measure(self, whole.from, whole.h_from, middle);
    panel right = measure(self, middle, left.h_to, whole.to);
    integrals both = left.sum;
    add(&both, &right.sum);
    bool empty = fmax(at_from, at_to) < -NOTHING;
    bool smooth = fabs(whole.h_to - right.h_to) <= 1e-13 * right.h_to &&
                  (empty || (fabs(at_to - at_from) <= STEEP && agree(self, &whole, &both)));
    if (smooth || depth == 0 || self->budget == 0 || middle <= whole.from || middle >= whole.to) {
        add(self->into, &both);
        return right.h_to;
    }
    *was_split = true;
    self->budget--;
    double h = refine(self, left, depth - 1, was_split);
    if (h != left.h_to) {
        right = measure(self, middle, h, whole.to);
    }
    return refine(self, right, depth - 1, was_split);
}

/* The next place where a panel has to end. */
static double
next_stop(const problem *self, double x, double threshold)
{
    double stop = INFINITY;
    if (threshold > x) {
        stop = threshold;
    }
    if (self->x_peak > x) {
        stop = fmin(stop, self->x_peak);
    }
    for (size_t j = 0; j < self->law->n_breaks; j++) {
        if (self->law->breaks[j] > x) {
            stop = fmin(stop, self->law->breaks[j]);
            break;
        }
    }
    return stop;
}

/* Integrals over [0, threshold] and beyond it. */
static void
integrate(problem *self, double threshold, integrals *within, integrals *beyond)
{
    *within = *beyond = (integrals){0};
    self->budget = 100000;
    double x = 0;
    double h = 0;
    double step = 1 / (self->arrival_rate + self->capacity);
    while (x <= self->x_peak || phi(self, x, h) > -NOTHING) {
        double to = fmin(x + step, next_stop(self, x, threshold));
        if (to <= x) {
            to = nextafter(x, INFINITY);
        }
        bool was_split = false;
        self->into = x < threshold ? within : beyond;
        h = refine(self, measure(self, x, h, to), DEPTH, &was_split);
        x = to;
        step *= was_split ? 1 : 2;
    }
}

/* Where lambda S(x) falls below n mu; false if it never does. */
static bool
find_peak(problem *self)
{
    double enough = self->capacity / self->arrival_rate;
    double low = 0;
    double high = 0;
    while (survival(self, high) > enough) {
        low = high;
        high = high == 0 ? 1 / self->capacity : 2 * high;
        if (high > 1e18) {
            return false;
        }
    }
    for (int j = 0; j < 100 && high > 0; j++) {
        double middle = 0.5 * (low + high);
        *(survival(self, middle) > enough ? &low : &high) = middle;
    }
    double h = 0;
    if (self->law->change != NULL) {
        h = advance(self, 0, 0, high);
    } else {
        double from = 0;
        for (double to = 0; to < high; from = to) {
            to = fmin(high, next_stop(self, from, 0));
            h += survival_integral(self, from, to, DEPTH);
        }
    }
    self->x_peak = high;
    self->peak = self->arrival_rate * h - self->capacity * high;
    self->slope = self->arrival_rate * survival(self, high) - self->capacity;
    if (high > 0 && fabs(self->slope) < 1e-13 * self->capacity) {
        self->slope = 0; /* but for rounding */
    }
    return true;
}

/* P(wait > t). E is scaled by the peak like the integrals. */
static double
tail(problem *self, double e, double t)
{
    integrals within;
    integrals beyond;
    integrate(self, t, &within, &beyond);
    double total = e + self->arrival_rate * (within.one + beyond.one);
    return self->arrival_rate * beyond.one * survival(self, t) / total;
}

/* The wait that a share p of all does not exceed. */
static double
quantile(problem *self, double e, double p, double p_wait, double guess)
{
    if (p_wait <= 1 - p) {
        return 0;
    }
    double low = 0;
    double high = guess;
    while (tail(self, e, high) > 1 - p) {
        low = high;
        high *= 2;
    }
    while (high - low > 1e-12 * high) {
        double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) {
            break;
        }
        *(tail(self, e, middle) > 1 - p ? &low : &high) = middle;
    }
    return high;
}

int
cc_erlang_g(const cc_erlang *input, const cc_patience_law *law, cc_erlang_figures *figures)
{
    cc_erlang_figures_init(figures, input);
    if (input->arrival_rate == 0) {
        return SIM_OK;
    }
    double rate = input->arrival_rate;
    double t = input->threshold;
    problem self = {
        .law = law, .arrival_rate = rate, .capacity = input->agents / input->service_time};
    if (!find_peak(&self)) {
        figures->stable = false; /* too many never give up */
        figures->queue_length = figures->queue_growth = NAN;
        return SIM_OK;
    }
    integrals within;
    integrals beyond;
    integrate(&self, t, &within, &beyond);
    integrals all = within;
    add(&all, &beyond);

    /* Divide by E + lambda J; both may be out of range of a double before scaling. */
    double log_e = cc_erlang_log_odds(figures->load, input->agents) + log(rate / self.capacity);
    double log_j = log(rate * all.one);
    double odds = exp(log_e - self.peak - log_j); /* E : lambda J */
    double p_wait = 1 / (1 + odds);
    double scale = p_wait / all.one; /* makes a density of e^(phi - peak) */
    double abandoned = scale * all.gone;
    double answered = 1 - abandoned;
    double wait = scale * all.h;
    double wait_answered = scale * all.xs;
    double in_time = 1 - p_wait + scale * within.s;
    double over = scale * beyond.one; /* P(V > t) */
    double stays = law->survival(t, law->context);
    double abandoned_in_time = scale * within.gone + over * (1 - stays);

    figures->blocking = 0;
    figures->abandonment = abandoned;
    figures->busy_agents = figures->load * answered;
    figures->occupancy = figures->busy_agents / input->agents;
    figures->throughput = 3600 * rate * answered;
    figures->p_wait = p_wait;
    figures->p_wait_over_threshold = over * stays;
    figures->service_level_g1 = in_time / (1 - abandoned_in_time);
    figures->service_level_g2 = in_time + abandoned_in_time;
    figures->service_level_answered = in_time / answered;
    figures->service_level_offered = in_time;
    figures->asa = wait_answered / answered;
    figures->mean_wait = wait;
    figures->mean_wait_delayed = all.h / all.one;
    figures->mean_wait_abandoned = (all.h - all.xs) / all.gone;
    figures->virtual_wait = scale * all.x;
    figures->queue_length = rate * wait;
    if (!input->brief) {
        double e = odds * rate * all.one;
        double guess = all.h / all.one;
        figures->wait_p50 = quantile(&self, e, 0.5, p_wait, guess);
        figures->wait_p90 = quantile(&self, e, 0.9, p_wait, guess);
        figures->wait_p95 = quantile(&self, e, 0.95, p_wait, guess);
    }
    return SIM_OK;
}
