/* What all distributions share: checking parameters against their table, set-up, and the
 * shortcuts that go round the type. */
#include "sim/dist.h"
#include "sim/quantile.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

extern const sim_dist_type sim_dist_constant, sim_dist_exponential;

/* Where the integrated moments of a type without formulas are kept. */
enum { MEAN = SIM_DIST_COEFS - 2, VARIANCE = SIM_DIST_COEFS - 1 };

static const char no_memory[] = "memory ran out";

typedef struct allocator {
    void *(*allocate)(size_t bytes, void *arg);
    void *arg;
} allocator;

/* A rule as a sentence, in memory that lives as long as the distribution. */
static const char *__attribute__((format(printf, 2, 3)))
rule(const allocator *memory, const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    char *sentence = memory->allocate(strlen(text) + 1, memory->arg);
    return sentence == NULL ? no_memory : strcpy(sentence, text);
}

static const char *
check_value(const sim_param *param, double value, const allocator *memory)
{
    const char *unit = param->unit == NULL ? "" : param->unit;
    const char *space = unit[0] == '\0' ? "" : " ";
    if (!isfinite(value)) {
        return rule(memory, "%s must be finite", param->name);
    }
    if (value < param->min) {
        return rule(memory, "%s must be >= %g%s%s", param->name, param->min, space, unit);
    }
    if (value > param->max) {
        return rule(memory, "%s must be <= %g%s%s", param->name, param->max, space, unit);
    }
    return NULL;
}

/* What is asked of a distribution, or of those within it. */
typedef struct needs {
    bool parts; /* set up, not only there */
    bool table, moments;
} needs;

static const char *setup_all(sim_dist *self, needs needed, const allocator *memory);

static const char *
check_parts(sim_dist *self, const sim_param *param, needs needed, const allocator *memory)
{
    const bool is_one = param->kind == SIM_PARAM_PART;
    if (self->n_parts == 0 || self->part == NULL) {
        return rule(memory, "%s must be given", param->name);
    }
    if (is_one && self->n_parts != 1) {
        return rule(memory, "%s must be one distribution", param->name);
    }
    const needs within = {.parts = true,
                          .table = self->type->uses_tables,
                          .moments = needed.moments && self->type->mean != NULL};
    for (size_t j = 0; j < self->n_parts && needed.parts; j++) {
        const char *broken = setup_all(&self->part[j], within, memory);
        if (broken != NULL && is_one) {
            return rule(memory, "%s: %s", param->name, broken);
        }
        if (broken != NULL) {
            return rule(memory, "%s[%zu]: %s", param->name, j, broken);
        }
    }
    return NULL;
}

/* One parameter; n_lists counts the lists declared so far. */
static const char *
check_param(sim_dist *self, size_t j, size_t *n_lists, needs needed, const allocator *memory)
{
    const sim_param *param = &self->type->params[j];
    const char *broken = NULL;
    switch (param->kind) {
    case SIM_PARAM_DURATION:
    case SIM_PARAM_NUMBER:
        if (isnan(self->p[j])) {
            self->p[j] = param->fallback;
        }
        if (isnan(self->p[j])) {
            return rule(memory, "%s must be given", param->name);
        }
        return self->p[j] == param->fallback ? NULL : check_value(param, self->p[j], memory);
    case SIM_PARAM_LIST: {
        const size_t k = (*n_lists)++;
        assert(k < sizeof(self->list) / sizeof(self->list[0]));
        if (self->n_list[k] == 0 && isnan(param->fallback)) {
            return rule(memory, "%s must be given", param->name);
        }
        for (size_t i = 0; i < self->n_list[k] && broken == NULL; i++) {
            broken = check_value(param, self->list[k][i], memory);
        }
        return broken;
    }
    case SIM_PARAM_PART:
    case SIM_PARAM_PARTS:
        return check_parts(self, param, needed, memory);
    }
    return NULL;
}

static void
integrate_moments(sim_dist *self)
{
    self->q[MEAN] = sim_quantile_moment(self, 0, 1);
    self->q[VARIANCE] =
        isfinite(self->q[MEAN]) ? sim_quantile_moment(self, self->q[MEAN], 2) : INFINITY;
}

static const char *
check_all(sim_dist *self, needs needed, const allocator *memory)
{
    self->fast = SIM_FAST_NONE;
    self->table = NULL;
    self->n_table = 0;
    if (self->type == NULL) {
        return NULL;
    }
    size_t n_lists = 0;
    for (size_t j = 0; self->type->params[j].name != NULL; j++) {
        const char *broken = check_param(self, j, &n_lists, needed, memory);
        if (broken != NULL) {
            return broken;
        }
    }
    return self->type->setup == NULL ? NULL : self->type->setup(self);
}

static const char *
setup_all(sim_dist *self, needs needed, const allocator *memory)
{
    const char *broken = check_all(self, needed, memory);
    if (broken != NULL || self->type == NULL) {
        return broken;
    }
    const bool integrates = needed.moments && self->type->mean == NULL;
    const bool is_slow = self->type->is_slow && self->fast == SIM_FAST_NONE &&
                         (needed.table || integrates); /* over the table */
    if (is_slow || self->type->tabulate != NULL) {
        self->table = (is_slow ? sim_quantile_tabulate : self->type->tabulate)(
            self, memory->allocate, memory->arg, &self->n_table);
        if (self->table == NULL) {
            return no_memory;
        }
    }
    if (is_slow) {
        self->fast = SIM_FAST_TABLE;
    }
    if (integrates && self->fast != SIM_FAST_CONSTANT) {
        integrate_moments(self);
    }
    return NULL;
}

const char *
sim_dist_check(sim_dist *self, void *(*allocate)(size_t bytes, void *arg), void *arg)
{
    return check_all(self, (needs){.parts = false}, &(allocator){allocate, arg});
}

const char *
sim_dist_setup(sim_dist *self, void *(*allocate)(size_t bytes, void *arg), void *arg)
{
    return setup_all(self, (needs){true, true, true}, &(allocator){allocate, arg});
}

const sim_dist_type *
sim_dist_find(const char *name)
{
    for (size_t j = 0; sim_dist_types[j] != NULL; j++) {
        if (strcmp(sim_dist_types[j]->name, name) == 0) {
            return sim_dist_types[j];
        }
    }
    return NULL;
}

sim_dist
sim_dist_constant_of(double value)
{
    return (sim_dist){.type = &sim_dist_constant, .p = {value}, .fast = SIM_FAST_CONSTANT};
}

sim_dist
sim_dist_exponential_of(double mean)
{
    return (sim_dist){.type = &sim_dist_exponential,
                      .p = {mean},
                      .fast = mean > 0 ? SIM_FAST_EXPONENTIAL : SIM_FAST_CONSTANT};
}

double
sim_dist_mean(const sim_dist *self)
{
    if (sim_dist_is_constant(self)) {
        return self->p[0];
    }
    return self->type->mean != NULL ? self->type->mean(self) : self->q[MEAN];
}

double
sim_dist_variance(const sim_dist *self)
{
    if (sim_dist_is_constant(self)) {
        return 0;
    }
    return self->type->variance != NULL ? self->type->variance(self) : self->q[VARIANCE];
}

double
sim_dist_cdf(const sim_dist *self, double x)
{
    if (sim_dist_is_constant(self)) {
        return x >= self->p[0] ? 1 : 0;
    }
    return x < 0 ? 0 : self->type->cdf(self, x);
}

double
sim_dist_quantile_exact(const sim_dist *self, double u)
{
    return sim_dist_is_constant(self) ? self->p[0] : self->type->quantile(self, u);
}

void
sim_dist_bounds(const sim_dist *self, double u, double *low, double *high)
{
    if (!sim_dist_is_constant(self) && self->type->bounds != NULL) {
        self->type->bounds(self, u, low, high);
    } else {
        *low = *high = sim_dist_quantile_exact(self, u);
    }
}

double
sim_dist_quantile_tabulated(const sim_dist *self, double u)
{
    return sim_quantile_lookup(self, u);
}
