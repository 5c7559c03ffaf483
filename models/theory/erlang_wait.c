/* phi is concave, so e^phi has one peak. Panels are laid from the peak outwards, and phi is summed
 * up outwards too: close to the peak, where everything is, it is then known to the last digits
 * even where lambda H and n mu x are both so large that nothing would be left of their difference.
 * The same again from the threshold, so that what is left beyond it (or before it) is as exact
 * as the whole. Panels are halved until phi moves little over each and one agrees with its halves. */
#include "models/theory/erlang_wait.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TOLERANCE 1e-12 /* of a panel; its halves, which count, are better by far */
#define ROUGHLY 1e-11   /* where the law is only known as well as its cdf is computed */
#define STEEP 6.0       /* most that phi may move over a panel */
#define NOTHING 60.0    /* below its peak by this, e^phi is 0 */
#define UNDERFLOW 745.0 /* and here in a double, too */
#define DEPTH 60
#define TRIALS_MAX 20000 /* of panels */
#define NO_END 1e300     /* s; who waits longer waits for ever */

/* Gauss-Legendre, 8 points, on [-1, 1]. */
#define POINTS CC_WAIT_POINTS
static const double node[POINTS] = {-0.9602898564975363, -0.7966664774136267, -0.5255324099163290,
                                    -0.1834346424956498, 0.1834346424956498,  0.5255324099163290,
                                    0.7966664774136267,  0.9602898564975363};
static const double weight[POINTS] = {0.1012285362903763, 0.2223810344533745, 0.3137066458778873,
                                      0.3626837833783620, 0.3626837833783620, 0.3137066458778873,
                                      0.2223810344533745, 0.1012285362903763};

/* int_-1^x_j of the polynomial through the values at the points: by its Legendre series, of which
 * int_-1^x P_k = (P_k+1(x) - P_k-1(x)) / (2 k + 1). */
static void
make_cumulative(double cumulative[POINTS][POINTS])
{
    double p[POINTS][POINTS + 1];
    for (int j = 0; j < POINTS; j++) {
        p[j][0] = 1;
        p[j][1] = node[j];
        for (int k = 1; k < POINTS; k++) {
            p[j][k + 1] = ((2 * k + 1) * node[j] * p[j][k] - k * p[j][k - 1]) / (k + 1);
        }
    }
    for (int j = 0; j < POINTS; j++) {
        for (int i = 0; i < POINTS; i++) {
            double total = node[j] + 1;
            for (int k = 1; k < POINTS; k++) {
                total += p[i][k] * (p[j][k + 1] - p[j][k - 1]);
            }
            cumulative[j][i] = 0.5 * weight[i] * total;
        }
    }
}

double
cc_patience_survival(const cc_patience_law *law, double x)
{
    return law->survival != NULL ? law->survival(x, law->context) : 1 - law->cdf(x, law->context);
}

double
cc_patience_cdf(const cc_patience_law *law, double x)
{
    return law->cdf != NULL ? law->cdf(x, law->context) : 1 - law->survival(x, law->context);
}

/* What is integrated over the patience; at is where it is compared with. */
typedef double integrand(const cc_erlang_wait *self, double x, double at);

static bool
is_known(const cc_erlang_wait *self)
{
    return self->law->change != NULL;
}

/* phi'. By the difference to the peak, or what is left near it of lambda S - n mu is noise. */
static double
slope_of(const cc_erlang_wait *self, double x, double s, double gone)
{
    if (is_known(self) && self->x_peak > 0) {
        return self->rate * self->law->fall(self->x_peak, x, self->law->context);
    }
    return gone < 0.5 ? -self->drain - self->rate * gone : self->rate * s - self->capacity;
}

static double
slope(const cc_erlang_wait *self, double x, double at)
{
    (void)at;
    return slope_of(self, x, cc_patience_survival(self->law, x), cc_patience_cdf(self->law, x));
}

static double
stays(const cc_erlang_wait *self, double x, double at)
{
    (void)at;
    return cc_patience_survival(self->law, x);
}

/* P(x < patience <= at). */
static double
goes_until(const cc_erlang_wait *self, double x, double at)
{
    double gone = cc_patience_cdf(self->law, at);
    return gone < 0.5 ? gone - cc_patience_cdf(self->law, x)
                      : cc_patience_survival(self->law, x) - cc_patience_survival(self->law, at);
}

static double
sum(const cc_erlang_wait *self, integrand *f, double from, double to, double at)
{
    double half = 0.5 * (to - from);
    double total = 0;
    for (int j = 0; j < POINTS; j++) {
        total += weight[j] * f(self, from + half * (1 + node[j]), at);
    }
    return half * total;
}

/* An integral over a gap, by halves until one agrees with its own. */
typedef struct gap {
    const cc_erlang_wait *wait;
    integrand *f;
    double at;
    double noise; /* of f, absolute */
    double total; /* about */
    int budget;   /* of halvings: what is rough is not worth more */
} gap;

static double
halve(gap *self, double from, double to, int depth)
{
    double middle = 0.5 * (from + to);
    double whole = sum(self->wait, self->f, from, to, self->at);
    double halves = sum(self->wait, self->f, from, middle, self->at) +
                    sum(self->wait, self->f, middle, to, self->at);
    double bound = 1e-12 * fmax(fabs(halves), self->total) + self->noise * (to - from);
    if (depth == 0 || fabs(whole - halves) <= bound || self->budget-- <= 0) {
        return halves;
    }
    return halve(self, from, middle, depth - 1) + halve(self, middle, to, depth - 1);
}

/* The place behind x, in the direction of `to`, where a panel has to end. */
static double
next_stop(const cc_erlang_wait *self, double x, double to)
{
    const double *breaks = self->law->breaks;
    size_t low = 0; /* the first that is beyond x, or not before it */
    size_t high = self->law->n_breaks;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (to > x ? breaks[middle] > x : breaks[middle] >= x) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    if (to > x) {
        return low < self->law->n_breaks ? fmin(to, breaks[low]) : to;
    }
    return low > 0 ? fmax(to, breaks[low - 1]) : to;
}

/* Over any distance. */
static double
integral(const cc_erlang_wait *wait, integrand *f, double from, double to, double at)
{
    gap self = {.wait = wait,
                .f = f,
                .at = at,
                .noise = 1e-15 * (f == slope ? wait->rate : 1),
                .budget = 2000};
    double total = 0;
    for (double x = from; x < to;) {
        double stop = next_stop(wait, x, to);
        self.total = fabs(total);
        total += halve(&self, x, stop, DEPTH);
        x = stop;
    }
    return total;
}

/* phi(x) - phi(from) by the known integral. */
static double
known_climb(const cc_erlang_wait *self, double from, double x)
{
    return slope(self, from, 0) * (x - from) +
           self->rate * self->law->change(from, x, self->law->context);
}

/* Within a panel. */
static double
climb(const cc_erlang_wait *self, double from, double x)
{
    return is_known(self) ? known_climb(self, from, x) : sum(self, slope, from, x, 0);
}

/* Over a gap, in either direction. */
static double
leap(const cc_erlang_wait *self, double from, double x)
{
    if (is_known(self)) {
        return known_climb(self, from, x);
    }
    return x >= from ? integral(self, slope, from, x, 0) : -integral(self, slope, x, from, 0);
}

/* What is known at the points of a panel. */
typedef struct points {
    double half;                               /* of its length */
    double x[POINTS], s[POINTS], gone[POINTS]; /* gone: 1 - S */
    double climb[POINTS], rise;                /* of phi from its begin, and over all of it */
} points;

static points
points_of(const cc_erlang_wait *self, double from, double to)
{
    points p = {.half = 0.5 * (to - from)};
    double slopes[POINTS];
    for (int j = 0; j < POINTS; j++) {
        p.x[j] = from + p.half * (1 + node[j]);
        p.s[j] = cc_patience_survival(self->law, p.x[j]);
        p.gone[j] = cc_patience_cdf(self->law, p.x[j]);
        slopes[j] = slope_of(self, p.x[j], p.s[j], p.gone[j]);
    }
    for (int j = 0; j < POINTS; j++) {
        if (is_known(self)) {
            p.climb[j] = known_climb(self, from, p.x[j]);
            continue;
        }
        for (int i = 0; i < POINTS; i++) {
            p.climb[j] += p.half * self->cumulative[j][i] * slopes[i];
        }
        p.rise += p.half * weight[j] * slopes[j];
    }
    if (is_known(self)) {
        p.rise = known_climb(self, from, to);
    }
    return p;
}

/* P(x < patience <= y) from what is gone and what stays at x and y. */
static double
between(double s_x, double gone_x, double s_y, double gone_y)
{
    return gone_y < 0.5 ? gone_y - gone_x : s_x - s_y;
}

/* H and G at point j, given them at the begin, where the law has s and gone. */
static void
waits_at_point(const cc_erlang_wait *self, const points *p, int j, double from, double s,
               double gone, double *h, double *g)
{
    if (is_known(self)) {
        *h = self->law->h(p->x[j], self->law->context);
        *g = self->law->g(p->x[j], self->law->context);
        return;
    }
    for (int i = 0; i < POINTS; i++) {
        double part = p->half * self->cumulative[j][i];
        *h += part * p->s[i];
        *g += part * between(p->s[i], p->gone[i], p->s[j], p->gone[j]);
    }
    *g += from * between(s, gone, p->s[j], p->gone[j]);
}

/* H and G at x behind `from`, where they are h and g; integrate is sum or integral. */
static void
waits_at(const cc_erlang_wait *self, double from, double x,
         double (*integrate)(const cc_erlang_wait *, integrand *, double, double, double),
         double *h, double *g)
{
    if (is_known(self)) {
        *h = self->law->h(x, self->law->context);
        *g = self->law->g(x, self->law->context);
        return;
    }
    *h += integrate(self, stays, from, x, 0);
    *g += integrate(self, goes_until, from, x, x) + from * goes_until(self, from, x);
}

/* one, s and gone of a panel, which do not need to know what lies before it. */
static cc_wait_integrals
measure(const points *p, double phi)
{
    cc_wait_integrals total = {0};
    for (int j = 0; j < POINTS; j++) {
        double e = p->half * weight[j] * exp(phi + p->climb[j]);
        total.one += e;
        total.s += e * p->s[j];
        total.gone += e * p->gone[j];
    }
    return total;
}

static bool
is_close(double whole, double halves, double running, double tolerance, double noise)
{
    return fabs(whole - halves) <= tolerance * fmax(halves, running) + noise + 1e-300;
}

static int
push(cc_erlang_wait *self, double from, double to, double phi)
{
    if (self->n_panels == self->capacity_of_panels) {
        size_t capacity = self->capacity_of_panels == 0 ? 256 : 2 * self->capacity_of_panels;
        cc_wait_panel *panels = realloc(self->panels, capacity * sizeof(*panels));
        if (panels == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->panels = panels;
        self->capacity_of_panels = capacity;
    }
    self->panels[self->n_panels++] = (cc_wait_panel){.from = from, .to = to, .phi = phi};
    return SIM_OK;
}

/* Lays the panel between x, where phi is known, and `to`, as two; *done is false if it is too
 * long. phi is then that at `to`. */
static int
lay(cc_erlang_wait *self, double x, double to, double *phi, bool *done)
{
    if (++self->n_trials > TRIALS_MAX || (self->effort != NULL && *self->effort == 0)) {
        return SIM_ERR_PRECISION;
    }
    if (self->effort != NULL) {
        --*self->effort;
    }
    double from = fmin(x, to);
    double end = fmax(x, to);
    double middle = 0.5 * (from + end);
    /* a power of x is as rough close to 0 as anywhere, but soon of no account */
    const bool is_least = middle <= from || middle >= end || (from == 0 && end < self->least);
    if (is_least) {
        middle = end;
    }
    const points first = points_of(self, from, middle);
    const points second = points_of(self, middle, end);
    double noise = is_known(self) ? 0 : 1e-15 * self->rate * (end - from);
    double phi_from = to > x ? *phi : *phi - first.rise - second.rise;
    cc_wait_integrals left = measure(&first, phi_from);
    cc_wait_integrals right = measure(&second, phi_from + first.rise);
    if (!is_least) {
        const points both = points_of(self, from, end);
        cc_wait_integrals whole = measure(&both, phi_from);
        double tolerance = (is_known(self) ? TOLERANCE : ROUGHLY) + noise;
        double lost = is_known(self) ? 0 : 4e-16 * whole.one; /* of S = 1 - cdf */
        *done = fabs(both.rise) <= STEEP &&
                fabs(both.rise - first.rise - second.rise) <= tolerance &&
                is_close(whole.one, left.one + right.one, self->running.one, tolerance, 0) &&
                is_close(whole.s, left.s + right.s, self->running.s, tolerance, lost) &&
                is_close(whole.gone, left.gone + right.gone, self->running.gone, tolerance, 0);
        if (!*done) {
            return SIM_OK;
        }
    }
    *done = true;
    self->running.one += left.one + right.one;
    self->running.s += left.s + right.s;
    self->running.gone += left.gone + right.gone;
    *phi = to > x ? phi_from + first.rise + second.rise : phi_from;
    int ret = push(self, from, middle, phi_from);
    return ret == SIM_OK && !is_least ? push(self, middle, end, phi_from + first.rise) : ret;
}

/* Whether what follows can be neglected: it is less than e^phi over the slope, of whatever. */
static bool
is_over(const cc_erlang_wait *self, double x, double phi, double reference, bool rightwards)
{
    if (phi < -UNDERFLOW) {
        return true;
    }
    if (phi > reference - NOTHING) {
        return false;
    }
    return !rightwards || exp(phi) < 1e-18 * self->running.gone * -slope(self, x, 0);
}

/* Lays panels from *x, where phi is *phi, towards limit, until all that matters is covered. */
static int
sweep(cc_erlang_wait *self, double limit, double *x, double *phi)
{
    const bool rightwards = limit > *x;
    const double reference = *phi;
    double step = 1 / (self->rate + self->capacity);
    int ret = SIM_OK;
    while (ret == SIM_OK && *x != limit && !is_over(self, *x, *phi, reference, rightwards)) {
        double stop = next_stop(self, *x, limit);
        double to = rightwards ? fmin(*x + step, stop) : fmax(*x - step, stop);
        if (to == *x) {
            to = nextafter(*x, limit);
        }
        if (to > NO_END) {
            self->x_peak = NO_END;
            return SIM_ERR_LIMIT;
        }
        bool done = false;
        ret = lay(self, *x, to, phi, &done);
        step = (done ? 2 : 0.5) * fabs(to - *x);
        if (done) {
            *x = to;
        }
    }
    return ret;
}

/* One side of the peak, by way of the threshold if it is there, on to the end. */
static int
cover(cc_erlang_wait *self, double threshold, double end)
{
    const bool passes = end > self->x_peak ? threshold > self->x_peak : threshold < self->x_peak;
    double x = self->x_peak;
    double phi = 0;
    int ret = SIM_OK;
    if (passes) {
        ret = sweep(self, threshold, &x, &phi);
        if (ret != SIM_OK) {
            return ret;
        }
        phi += leap(self, x, threshold);
        x = threshold;
        self->phi_threshold = phi;
        self->running = (cc_wait_integrals){0};
    }
    ret = sweep(self, end, &x, &phi);
    if (ret == SIM_OK && end == 0) {
        self->peak = -(phi + leap(self, x, 0));
    }
    self->running = (cc_wait_integrals){0};
    return ret;
}

static int
by_place(const void *a, const void *b)
{
    double first = ((const cc_wait_panel *)a)->from;
    double second = ((const cc_wait_panel *)b)->from;
    return (first > second) - (first < second);
}

static void
add(cc_wait_integrals *to, const cc_wait_integrals *what)
{
    to->one += what->one;
    to->x += what->x;
    to->s += what->s;
    to->xs += what->xs;
    to->gone += what->gone;
    to->g += what->g;
    to->h += what->h;
}

/* All integrals, by panels in order. */
static void
integrate_panels(cc_erlang_wait *self, double threshold)
{
    double x = 0;
    double h = 0;
    double g = 0;
    for (size_t k = 0; k < self->n_panels; k++) {
        cc_wait_panel *panel = &self->panels[k];
        if (panel->from > x) {
            waits_at(self, x, panel->from, integral, &h, &g);
        }
        panel->h = h;
        panel->g = g;
        cc_wait_integrals total = {0};
        const points p = points_of(self, panel->from, panel->to);
        double s_from = cc_patience_survival(self->law, panel->from);
        double gone_from = cc_patience_cdf(self->law, panel->from);
        for (int j = 0; j < POINTS; j++) {
            double h_at = h;
            double g_at = g;
            waits_at_point(self, &p, j, panel->from, s_from, gone_from, &h_at, &g_at);
            double e = p.half * weight[j] * exp(panel->phi + p.climb[j]);
            double answered = p.s[j] * e;
            add(&total, &(cc_wait_integrals){.one = e,
                                             .x = p.x[j] * e,
                                             .s = answered,
                                             .xs = p.x[j] * answered,
                                             .gone = p.gone[j] * e,
                                             .g = g_at * e,
                                             .h = h_at * e});
        }
        add(panel->to <= threshold ? &self->within : &self->beyond, &total);
        panel->after = total.one; /* for now */
        waits_at(self, panel->from, panel->to, sum, &h, &g);
        x = panel->to;
    }
    double after = 0;
    for (size_t k = self->n_panels; k-- > 0;) {
        double own = self->panels[k].after;
        self->panels[k].after = after;
        after += own;
    }
}

/* Where phi' falls to 0 or below; false if it never does. */
static bool
find_peak(cc_erlang_wait *self)
{
    double low = 0;
    double high = 0;
    while (slope(self, high, 0) > 0) {
        low = high;
        high = high == 0 ? 1 / self->capacity : 2 * high;
        if (high > NO_END) {
            self->x_peak = NO_END;
            return false;
        }
    }
    while (high > low) {
        double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) {
            break;
        }
        *(slope(self, middle, 0) > 0 ? &low : &high) = middle;
    }
    self->x_peak = high;
    return true;
}

int
cc_erlang_wait_init(cc_erlang_wait *self, const cc_patience_law *law, double rate, double capacity,
                    double drain, double threshold, size_t *effort)
{
    *self = (cc_erlang_wait){
        .law = law, .rate = rate, .capacity = capacity, .drain = drain, .effort = effort};
    make_cumulative(self->cumulative);
    self->least = 1 / (rate + capacity);
    if (law->n_breaks > 0) {
        self->least = fmin(self->least, law->breaks[0]);
    }
    self->least *= 1e-9;
    if (!find_peak(self)) {
        return SIM_ERR_LIMIT;
    }
    int ret = self->x_peak > 0 ? cover(self, threshold, 0) : SIM_OK;
    if (ret == SIM_OK) {
        ret = cover(self, threshold, INFINITY);
    }
    if (ret != SIM_OK) {
        return ret;
    }
    qsort(self->panels, self->n_panels, sizeof(*self->panels), by_place);
    integrate_panels(self, threshold);
    return SIM_OK;
}

void
cc_erlang_wait_free(cc_erlang_wait *self)
{
    free(self->panels);
    self->panels = NULL;
}

double
cc_erlang_wait_over(const cc_erlang_wait *self, double t)
{
    size_t low = 0; /* the first panel that ends behind t */
    size_t high = self->n_panels;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (self->panels[middle].to > t) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    if (low == self->n_panels) {
        return 0;
    }
    const cc_wait_panel *panel = &self->panels[low];
    double from = fmax(t, panel->from);
    const points p = points_of(self, from, panel->to);
    double phi = panel->phi + (from > panel->from ? climb(self, panel->from, from) : 0);
    double total = 0;
    for (int j = 0; j < POINTS; j++) {
        total += p.half * weight[j] * exp(phi + p.climb[j]);
    }
    return total + panel->after;
}

double
cc_erlang_wait_end(const cc_erlang_wait *self)
{
    return self->panels[self->n_panels - 1].to;
}
