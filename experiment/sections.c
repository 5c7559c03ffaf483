/* The p-quantile is where the share of waits below it, F, is p. So its interval is of all q at
 * which F(q) = p is not refuted: by section, the waits up to q less p times all waits are numbers
 * with mean 0 then, however unequal the sections are (Woodruff 1952, "Confidence intervals for
 * medians and other position measures", has the idea). They are tested by Student's t, corrected
 * for skewness as in sim/interval.c; their variance is taken to be at least that of independent
 * waits, or the last few would prove that there are none beyond. */
#include "experiment/sections.h"

#include "sim/elementary.h"
#include <math.h>
#include <stdlib.h>

int
xp_sections_init(xp_sections *self)
{
    *self = (xp_sections){.width = 1, .section = calloc(XP_SECTIONS + 1, sizeof(sim_histogram))};
    return self->section == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

void
xp_sections_free(xp_sections *self)
{
    free(self->section);
    *self = (xp_sections){0};
}

void
xp_sections_add(xp_sections *self, const sim_histogram *histogram)
{
    if (self->n == XP_SECTIONS && self->filled == self->width) {
        for (int j = 0; j < XP_SECTIONS; j++) {
            if (j % 2 == 0) {
                self->section[j / 2] = self->section[j];
            } else {
                sim_histogram_merge(&self->section[j / 2], &self->section[j]);
            }
        }
        memset(&self->section[XP_SECTIONS / 2], 0, XP_SECTIONS / 2 * sizeof(sim_histogram));
        self->n = XP_SECTIONS / 2;
        self->width *= 2;
        self->filled = self->width;
    }
    if (self->n == 0 || self->filled == self->width) {
        self->n++;
        self->filled = 0;
    }
    sim_histogram_merge(&self->section[self->n - 1], histogram);
    sim_histogram_merge(&self->section[XP_SECTIONS], histogram);
    self->filled++;
}

double
xp_sections_waits(const xp_sections *self)
{
    return (double)self->section[XP_SECTIONS].n;
}

uint64_t
xp_sections_full(const xp_sections *self)
{
    return (uint64_t)(self->filled == self->width ? self->n : self->n - (self->n > 0));
}

/* Of the share up to some value less p, where so many waits of each section lie below it. Rises
 * with the value. */
static double
statistic(const xp_sections *self, const double below[XP_SECTIONS], double p)
{
    const int n = (int)xp_sections_full(self);
    double d[XP_SECTIONS], mean = 0, total = 0, squares = 0, cubes = 0;
    for (int k = 0; k < n; k++) {
        d[k] = below[k] - p * (double)self->section[k].n;
        mean += d[k] / n;
        total += (double)self->section[k].n;
    }
    for (int k = 0; k < n; k++) {
        const double deviation = d[k] - mean;
        squares += deviation * deviation;
        cubes += deviation * deviation * deviation;
    }
    sim_error_moments error = sim_error_of_mean(squares, cubes, (uint64_t)n);
    const double least = p * (1 - p) * total / ((double)n * n);
    if (error.variance < least) {
        error.variance = least;
        error.third = (1 - 2 * p) * least / n;
    }
    return sim_corrected_student(mean, &error);
}

/* The p-quantile as it would be if F were off by so many standard errors, in steps of t / STEPS
 * from -BEYOND t to BEYOND t. */
#define STEPS 20
#define BEYOND 2
enum { CENTRE = BEYOND * STEPS, N_PATH = 2 * CENTRE + 1 };

typedef struct path {
    double value[N_PATH]; /* INFINITY: too few waits are known to say */
} path;

static path
path_of(const xp_sections *self, double p, double t)
{
    const sim_histogram *all = &self->section[XP_SECTIONS];
    const int n = (int)xp_sections_full(self);
    double below[XP_SECTIONS];
    for (int k = 0; k < n; k++) {
        below[k] = (double)self->section[k].n_zero;
    }
    path it;
    int done = 0;
    double before = statistic(self, below, p);
    while (done < N_PATH && t * (done - CENTRE) / STEPS <= before) {
        it.value[done++] = 0;
    }
    for (int j = 0; j < SIM_HISTOGRAM_BINS && done < N_PATH; j++) {
        if (all->bin[j].n == 0) {
            continue;
        }
        for (int k = 0; k < n; k++) {
            below[k] += self->section[k].bin[j].n;
        }
        const double after = statistic(self, below, p);
        for (; done < N_PATH && t * (done - CENTRE) / STEPS <= after; done++) {
            const double from = fmax(before, -2 * BEYOND * t), to = fmin(after, 2 * BEYOND * t);
            double share = (t * (done - CENTRE) / STEPS - from) / (to - from);
            if (sim_histogram_heaps(all, j) && done != CENTRE) {
                share = done > CENTRE; /* the whole bin, for the value may be anywhere in it */
            }
            it.value[done] = sim_histogram_inside(all, j, fmax(0, fmin(1, share)));
        }
        before = fmax(before, after);
    }
    for (; done < N_PATH; done++) {
        it.value[done] = INFINITY;
    }
    return it;
}

sim_interval
xp_sections_quantile(const xp_sections *self, double p, const sim_confidence *confidence)
{
    const double mean = sim_histogram_quantile(&self->section[XP_SECTIONS], p);
    if (isnan(mean) || isnan(confidence->student)) {
        return sim_interval_around(mean, NAN, confidence->n);
    }
    const path it = path_of(self, p, confidence->student);
    return sim_interval_between(mean, fmin(it.value[CENTRE - STEPS], mean),
                                fmax(it.value[CENTRE + STEPS], mean), confidence->n);
}

/* By section: waits up to the p-quantile of all, less p times their number. */
static void
residuals(const xp_sections *self, double p, double residual[XP_SECTIONS])
{
    const sim_histogram *all = &self->section[XP_SECTIONS];
    const int n = (int)xp_sections_full(self);
    for (int k = 0; k < n; k++) {
        residual[k] = (double)self->section[k].n_zero - p * (double)self->section[k].n;
    }
    const double rank = p * (double)all->n;
    double below = (double)all->n_zero;
    for (int j = 0; j < SIM_HISTOGRAM_BINS && below < rank; j++) {
        const double count = all->bin[j].n, part = fmin(1, (rank - below) / count);
        for (int k = 0; k < n && count > 0; k++) {
            residual[k] += part * self->section[k].bin[j].n;
        }
        below += count;
    }
}

static double
correlation(const xp_sections *self, const xp_sections *other, double p)
{
    double a[XP_SECTIONS], b[XP_SECTIONS], mean_a = 0, mean_b = 0, aa = 0, ab = 0, bb = 0;
    const int n = (int)xp_sections_full(self);
    residuals(self, p, a);
    residuals(other, p, b);
    for (int k = 0; k < n; k++) {
        mean_a += a[k] / n;
        mean_b += b[k] / n;
    }
    for (int k = 0; k < n; k++) {
        aa += (a[k] - mean_a) * (a[k] - mean_a);
        ab += (a[k] - mean_a) * (b[k] - mean_b);
        bb += (b[k] - mean_b) * (b[k] - mean_b);
    }
    return aa > 0 && bb > 0 ? fmax(-1, fmin(1, ab / sqrt(aa * bb))) : 0;
}

/* The error of F times so many t. */
static double
at(const path *self, double error)
{
    const double x = fmax(0, fmin(N_PATH - 1, CENTRE + error * STEPS));
    const int j = x >= N_PATH - 1 ? N_PATH - 2 : (int)x;
    const double a = self->value[j], b = self->value[j + 1];
    return a == b || !isfinite(b) ? b : a + (b - a) * (x - j);
}

static int
compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* Number j of n normal numbers that stand for all: equally likely, of variance 1. */
static double
normal(int j, int n)
{
    double squares = 0;
    for (int k = 0; k < n; k++) {
        const double z = sim_normal_quantile((k + 0.5) / n);
        squares += z * z / n;
    }
    return sim_normal_quantile((j + 0.5) / n) / sqrt(squares);
}

sim_interval
xp_sections_difference(const xp_sections *self, const xp_sections *other, double p,
                       const sim_confidence *confidence)
{
    enum { ALONG = 101, ACROSS = 11, N = ALONG * ACROSS };
    const double mean = sim_histogram_quantile(&self->section[XP_SECTIONS], p) -
                        sim_histogram_quantile(&other->section[XP_SECTIONS], p);
    if (isnan(mean) || isnan(confidence->student)) {
        return sim_interval_around(mean, NAN, confidence->n);
    }
    const path a = path_of(self, p, confidence->student);
    const path b = path_of(other, p, confidence->student);
    /* what both errors have in common, and what they have not */
    const double r = correlation(self, other, p), along = sqrt((1 + r) / 2),
                 across = sqrt((1 - r) / 2);
    double least[N], most[N], apart[ACROSS];
    for (int k = 0; k < ACROSS; k++) {
        apart[k] = across * normal(k, ACROSS) / confidence->normal;
    }
    for (int j = 0, n = 0; j < ALONG; j++) {
        const double common = along * normal(j, ALONG) / confidence->normal;
        for (int k = 0; k < ACROSS; k++, n++) {
            const double x = at(&a, common + apart[k]), y = at(&b, common - apart[k]);
            least[n] = isinf(y) ? -INFINITY : x - y;
            most[n] = isinf(x) ? INFINITY : x - y;
        }
    }
    qsort(least, N, sizeof(*least), compare);
    qsort(most, N, sizeof(*most), compare);
    const int out = (int)(N * (1 - confidence->level) / 2);
    return sim_interval_between(mean, fmin(least[out], mean), fmax(most[N - 1 - out], mean),
                                confidence->n);
}
