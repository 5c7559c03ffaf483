/* A distribution says its cdf. Where that jumps or bends, and over which stretches it changes,
 * is found out of its parameters and its quantiles: the panels of models/theory/erlang_wait.c have to
 * end there. */
#include "models/theory/erlang_patience.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BREAKS_MAX 4000 /* time is limited */

static void
add(cc_erlang_patience *self, double at)
{
    if (!(at > 0 && at < 1e300) || self->error != SIM_OK) {
        return;
    }
    if (self->n_breaks == BREAKS_MAX) {
        self->error = SIM_ERR_LIMIT;
        return;
    }
    if (self->n_breaks == self->capacity) {
        size_t capacity = self->capacity == 0 ? 256 : 2 * self->capacity;
        double *breaks = realloc(self->breaks, capacity * sizeof(*breaks));
        if (breaks == NULL) {
            self->error = SIM_ERR_NOMEM;
            return;
        }
        self->breaks = breaks;
        self->capacity = capacity;
    }
    self->breaks[self->n_breaks++] = at;
}

/* Durations among the parameters, of parts too; what is no break does no harm. */
static void
add_parameters(cc_erlang_patience *self, const sim_dist *dist, double shift)
{
    if (sim_dist_is_constant(dist)) {
        add(self, shift + dist->p[0]);
        return;
    }
    double own_shift = strcmp(dist->type->name, "shifted") == 0 ? dist->p[0] : 0;
    size_t n_lists = 0;
    for (size_t j = 0; dist->type->params[j].name != NULL; j++) {
        const sim_param *param = &dist->type->params[j];
        if (param->kind == SIM_PARAM_DURATION) {
            add(self, shift + dist->p[j]);
        } else if (param->kind == SIM_PARAM_LIST) {
            size_t k = n_lists++;
            for (size_t i = 0; strcmp(param->unit, "s") == 0 && i < dist->n_list[k]; i++) {
                add(self, shift + dist->list[k][i]);
            }
        }
    }
    for (size_t j = 0; j < dist->n_parts; j++) {
        add_parameters(self, &dist->part[j], shift + own_shift);
    }
}

/* Of a law of many scales, all of them. */
static void
add_quantiles(cc_erlang_patience *self)
{
    for (int k = 1; k < 50; k++) {
        double share = ldexp(1, -k);
        if (k < 34) {
            add(self, sim_dist_quantile_exact(self->dist, share));
        }
        add(self, sim_dist_quantile_exact(self->dist, 1 - share));
    }
}

static int
by_value(const void *a, const void *b)
{
    double first = *(const double *)a;
    double second = *(const double *)b;
    return (first > second) - (first < second);
}

/* Those next to each other are one: a panel as narrow as rounding measures nothing. */
static void
sort(cc_erlang_patience *self)
{
    if (self->n_breaks == 0) {
        return; /* and there may be no memory yet */
    }
    qsort(self->breaks, self->n_breaks, sizeof(*self->breaks), by_value);
    size_t kept = 0;
    for (size_t j = 0; j < self->n_breaks; j++) {
        if (kept == 0 || self->breaks[j] > self->breaks[kept - 1] * (1 + 1e-13)) {
            self->breaks[kept++] = self->breaks[j];
        }
    }
    self->n_breaks = kept;
}

static double
cdf(double t, const void *context)
{
    return sim_dist_cdf(context, t);
}

int
cc_erlang_patience_init(cc_erlang_patience *self, const sim_dist *dist, cc_erlang *input)
{
    *self = (cc_erlang_patience){.dist = dist};
    input->law = NULL;
    input->patience = sim_dist_mean(dist);
    if (dist->fast == SIM_FAST_EXPONENTIAL && dist->part == NULL && dist->p[0] > 0 &&
        strcmp(dist->type->name, "exponential") == 0) {
        return SIM_OK;
    }
    add_parameters(self, dist, 0);
    add_quantiles(self);
    if (self->error != SIM_OK) {
        return self->error;
    }
    sort(self);
    self->law = (cc_patience_law){
        .cdf = cdf, .context = dist, .breaks = self->breaks, .n_breaks = self->n_breaks};
    input->law = &self->law;
    return SIM_OK;
}

void
cc_erlang_patience_free(cc_erlang_patience *self)
{
    free(self->breaks);
    self->breaks = NULL;
}
