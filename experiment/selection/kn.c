/* Variances of differences come from the first n0 replications and stay; sums go on. Screening compares
 * survivors two by two: i leaves at r replications if for some l
 *     mean_l - mean_i > W_il(r) = max(0, (delta / 2r) (h2 S2_il / delta^2 - r)),
 * and at the latest at max N_i + 1 with N_il = floor(h2 S2_il / delta^2) the best mean is taken. */
#include "experiment/selection/kn.h"

#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

xp_kn_constants
xp_kn_constants_of(size_t k, uint64_t n0, double alpha)
{
    const double degrees = (double)n0 - 1;
    const double eta = 0.5 * (pow(2 * alpha / ((double)k - 1), -2 / degrees) - 1);
    return (xp_kn_constants){eta, 2 * eta * degrees};
}

typedef struct one {
    size_t alternative;
    double sum; /* of values less the origin */
    double mean, squares;
} one;

typedef struct kn {
    xp_selection *selection;
    const xp_sampler *sampler;
    double delta;
    uint64_t base, n0, r; /* r: replications done */
    one *member;
    size_t k;
    double *variance;      /* of differences: pair (i, l), l < i, at i (i - 1) / 2 + l */
    size_t *in, n_in;      /* survivors, as indices of members, ascending */
    size_t *asked;         /* their alternatives */
    double *value, origin; /* a wave; values are less that, against rounding */
    size_t room;           /* of value */
    double h2;
} kn;

static double *
pair(kn *self, size_t i, size_t l)
{
    return &self->variance[i > l ? i * (i - 1) / 2 + l : l * (l - 1) / 2 + i];
}

static xp_standing *
standing_of(kn *self, size_t i)
{
    return &self->selection->standing[self->member[i].alternative];
}

/* Asks for so many replications of the survivors. */
static int
fetch(kn *self, size_t n)
{
    if (n > SIZE_MAX / sizeof(double) / self->n_in) {
        return SIM_ERR_NOMEM;
    }
    if (self->n_in * n > self->room) {
        double *more = realloc(self->value, self->n_in * n * sizeof(*more));
        if (more == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->value = more;
        self->room = self->n_in * n;
    }
    for (size_t j = 0; j < self->n_in; j++) {
        self->asked[j] = self->member[self->in[j]].alternative;
    }
    const int ret = self->sampler->sample(self->sampler->context, self->asked, self->n_in,
                                          self->base + self->r, n, self->value);
    self->selection->total += ret == SIM_OK ? self->n_in * n : 0;
    return ret;
}

/* One replication more of a member. */
static void
add(kn *self, size_t i, double x)
{
    one *it = &self->member[i];
    const double n = (double)self->r, y = x - self->origin, was = it->mean;
    it->sum += y;
    it->mean += (y - was) / n;
    it->squares += (y - was) * (y - it->mean);
    xp_standing *standing = standing_of(self, i);
    standing->n = self->r;
    standing->mean = self->origin + it->sum / n;
    standing->variance = self->r > 1 ? it->squares / (n - 1) : NAN;
    self->selection->most = self->r > self->selection->most ? self->r : self->selection->most;
}

static void
find_variances(kn *self)
{
    const size_t n0 = (size_t)self->n0;
    for (size_t i = 1; i < self->k; i++) {
        for (size_t l = 0; l < i; l++) {
            const double *x = &self->value[i * n0], *y = &self->value[l * n0];
            double mean = 0, squares = 0;
            for (size_t r = 0; r < n0; r++) {
                const double d = x[r] - y[r], was = mean;
                mean += (d - was) / (double)(r + 1);
                squares += (d - was) * (d - mean);
            }
            *pair(self, i, l) = squares / (double)(n0 - 1);
        }
    }
}

/* The most that survivors may need, N_i of the paper; INFINITY beyond what can be counted. */
static double
most_needed(kn *self)
{
    double most = 0;
    for (size_t j = 1; j < self->n_in; j++) {
        for (size_t m = 0; m < j; m++) {
            most = fmax(most, floor(self->h2 * *pair(self, self->in[j], self->in[m]) /
                                    (self->delta * self->delta)));
        }
    }
    return most;
}

static void
put_out(kn *self, size_t i, size_t by)
{
    xp_standing *it = standing_of(self, i);
    it->is_out = true;
    it->out_after = self->r;
    it->out_by = by;
}

/* All are compared with all that were in, also with those who leave now, as in the paper. */
static void
screen(kn *self)
{
    const double r = (double)self->r;
    size_t n = 0;
    for (size_t j = 0; j < self->n_in; j++) {
        const size_t i = self->in[j];
        const double mine = self->member[i].sum / r;
        double furthest = 0;
        size_t by = XP_NOBODY;
        for (size_t m = 0; m < self->n_in; m++) {
            const size_t l = self->in[m];
            const double ahead = self->member[l].sum / r - mine;
            if (l == i || ahead <= 0) {
                continue;
            }
            const double spread = self->h2 * *pair(self, i, l) / (self->delta * self->delta);
            const double may = fmax(0, self->delta / (2 * r) * (spread - r));
            if (ahead > may && ahead - may > furthest) {
                furthest = ahead - may;
                by = self->member[l].alternative;
            }
        }
        if (by != XP_NOBODY) {
            put_out(self, i, by);
        }
    }
    for (size_t j = 0; j < self->n_in; j++) {
        if (!standing_of(self, self->in[j])->is_out) {
            self->in[n++] = self->in[j];
        }
    }
    self->n_in = n;
}

/* Of those left the one with the best mean; of equals the first. */
static size_t
take_best(kn *self)
{
    size_t best = 0;
    for (size_t j = 1; j < self->n_in; j++) {
        if (self->member[self->in[j]].sum > self->member[self->in[best]].sum) {
            best = j;
        }
    }
    for (size_t j = 0; j < self->n_in; j++) {
        if (j != best) {
            put_out(self, self->in[j], XP_NOBODY);
        }
    }
    return self->member[self->in[best]].alternative;
}

static int
first_stage(kn *self)
{
    self->r = 0;
    const int ret = fetch(self, (size_t)self->n0);
    if (ret != SIM_OK) {
        return ret;
    }
    find_variances(self);
    self->origin = self->value[0];
    for (size_t i = 0; i < self->k; i++) {
        for (self->r = 1; self->r <= self->n0; self->r++) {
            add(self, i, self->value[i * (size_t)self->n0 + (size_t)self->r - 1]);
        }
    }
    self->r = self->n0;
    return SIM_OK;
}

/* Replications r + 1 .. of a wave, in order, until one is left. */
static void
use_wave(kn *self, size_t n)
{
    const size_t n_asked = self->n_in;
    for (size_t w = 0; w < n && self->n_in > 1; w++) {
        self->r++;
        size_t at = 0;
        for (size_t j = 0; j < n_asked && at < self->n_in; j++) {
            const size_t i = self->in[at];
            if (self->asked[j] == self->member[i].alternative) {
                add(self, i, self->value[j * n + w]);
                at++;
            }
        }
        screen(self);
    }
}

static int
run(kn *self, size_t *winner)
{
    int ret = first_stage(self);
    if (ret != SIM_OK) {
        return ret;
    }
    const double most = most_needed(self);
    if ((double)self->n0 <= most) {
        screen(self);
        while (ret == SIM_OK && self->n_in > 1 && (double)self->r < most + 1) {
            size_t n = xp_selection_wave(self->n_in, self->r);
            const double left = most + 1 - (double)self->r;
            n = (double)n > left ? (size_t)left : n;
            ret = fetch(self, n);
            if (ret == SIM_OK) {
                use_wave(self, n);
            }
        }
    }
    if (ret == SIM_OK) {
        *winner = take_best(self);
    }
    return ret;
}

int
xp_kn_group(xp_selection *selection, const xp_sampler *sampler, const size_t *alternative, size_t k,
            const xp_selection_plan *plan, uint64_t base, size_t *winner)
{
    *winner = XP_NOBODY;
    if (k == 0 || plan->first < 2 || !(plan->indifference > 0) || !(plan->confidence > 0) ||
        !(plan->confidence < 1)) {
        return SIM_ERR_PARAM;
    }
    if (k == 1) {
        *winner = alternative[0];
        return SIM_OK;
    }
    kn self = {.selection = selection,
               .sampler = sampler,
               .delta = plan->indifference,
               .base = base,
               .n0 = plan->first,
               .k = k,
               .n_in = k,
               .h2 = xp_kn_constants_of(k, plan->first, 1 - plan->confidence).h2,
               .member = sim_memory_zeros(k, sizeof(one)),
               .variance = sim_memory_zeros(k * (k - 1) / 2, sizeof(double)),
               .in = sim_memory_zeros(k, sizeof(size_t)),
               .asked = sim_memory_zeros(k, sizeof(size_t))};
    int ret = self.member == NULL || self.variance == NULL || self.in == NULL || self.asked == NULL
                  ? SIM_ERR_NOMEM
                  : SIM_OK;
    for (size_t i = 0; i < k && ret == SIM_OK; i++) {
        self.member[i].alternative = alternative[i];
        self.in[i] = i;
    }
    ret = ret == SIM_OK ? run(&self, winner) : ret;
    free(self.member);
    free(self.variance);
    free(self.in);
    free(self.asked);
    free(self.value);
    return ret == SIM_ERR_INTERRUPTED ? SIM_OK : ret;
}

int
xp_kn_select(xp_selection *self, const xp_sampler *sampler, const xp_selection_plan *plan)
{
    int ret = xp_selection_init(self, sampler->n);
    size_t *all = sim_memory_zeros(sampler->n, sizeof(*all));
    ret = ret == SIM_OK && all == NULL ? SIM_ERR_NOMEM : ret;
    for (size_t i = 0; i < sampler->n && ret == SIM_OK; i++) {
        all[i] = i;
    }
    if (ret == SIM_OK) {
        ret = xp_kn_group(self, sampler, all, sampler->n, plan, 0, &self->best);
        self->is_decided = self->best != XP_NOBODY;
    }
    free(all);
    if (ret != SIM_OK) {
        xp_selection_free(self);
    }
    return ret;
}
