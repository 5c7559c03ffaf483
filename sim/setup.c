/* Checking parameters against their table, set-up of parts, coefficients, tables and moments. */
#include "sim/dist.h"

#include "sim/quantile.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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
    self->q[SIM_DIST_MEAN] = sim_quantile_moment(self, 0, 1);
    self->q[SIM_DIST_VARIANCE] = isfinite(self->q[SIM_DIST_MEAN])
                                     ? sim_quantile_moment(self, self->q[SIM_DIST_MEAN], 2)
                                     : INFINITY;
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
