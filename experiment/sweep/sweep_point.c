/* A point from its number alone: levels and shares of the design, then what is tied, then what is computed;
 * all become texts, and it is the texts that count. */
#include "experiment/sweep/sweep.h"
#include "experiment/sweep/sweep_text.h"
#include "models/scenario/load.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE SIZE_MAX

static const char *
keep(xp_sweep_point *self, const char *text, int *error)
{
    const char *copy = cc_arena_text(self->arena, text);
    *error = copy == NULL ? SIM_ERR_NOMEM : *error;
    return copy != NULL ? copy : "";
}

/* Of a range, or of a whole one, whose numbers are equally likely. */
static double
value_at(const xp_factor *factor, double share)
{
    const double low = factor->low, high = factor->high;
    const double end = factor->is_whole ? high + 1 : high;
    const double x =
        factor->is_log ? exp(log(low) + share * (log(end) - log(low))) : low + share * (end - low);
    return fmax(low, fmin(high, factor->is_whole ? floor(x) : x));
}

static void
set_value(xp_sweep_point *self, const xp_factor *factor, size_t f, double x, bool is_exact,
          int *error)
{
    char text[XP_NUMBER_TEXT];
    if (is_exact || factor->is_whole) {
        xp_number_text(x, factor->unit, text, sizeof(text));
    } else {
        xp_number_within(x, factor->low, factor->high, factor->is_log, factor->unit, text,
                         sizeof(text));
    }
    self->text[f] = keep(self, text, error);
    if (!xp_number_of(text, &self->value[f])) {
        *error = SIM_ERR_BUG;
    }
}

static void
set_level(xp_sweep_point *self, const xp_factor *factor, size_t f, size_t level)
{
    self->level[f] = level;
    self->text[f] = factor->level[level];
    if (factor->kind == XP_FACTOR_SCENARIO || !xp_number_of(self->text[f], &self->value[f])) {
        self->value[f] = (double)level;
    }
}

static void
place(xp_sweep_point *self, const xp_sweep *sweep, size_t f, const xp_at *at, int *error)
{
    const xp_factor *factor = &sweep->factor[f];
    const double n = (double)factor->n_levels;
    if (at->kind == XP_AT_BASELINE && isnan(factor->baseline)) {
        self->text[f] = "as is";
        self->value[f] = NAN;
    } else if (factor->kind == XP_FACTOR_RANGE) {
        const bool is_baseline = at->kind == XP_AT_BASELINE;
        const double share = at->share;
        const bool is_end = share == 0 || share == 1;
        set_value(self, factor, f,
                  is_baseline  ? factor->baseline
                  : share == 1 ? factor->high
                               : value_at(factor, share),
                  is_baseline || is_end, error);
    } else {
        const size_t level = at->kind == XP_AT_BASELINE ? (size_t)factor->baseline
                             : at->kind == XP_AT_LEVEL  ? at->level
                                                        : (size_t)(at->share * n);
        set_level(self, factor, f, level < factor->n_levels ? level : factor->n_levels - 1);
    }
}

/* By name among the factors. */
static size_t
find(const xp_sweep *sweep, const char *name)
{
    size_t f = 0;
    while (strcmp(sweep->factor[f].name, name) != 0) {
        f++;
    }
    return f;
}

static int
compute(xp_sweep_point *self, const xp_sweep *sweep, size_t f, cc_refusal *refusal)
{
    const xp_factor *factor = &sweep->factor[f];
    double value[XP_EXPRESSION_NAMES];
    int ret = SIM_OK;
    for (size_t k = 0; k < factor->computed.n_names && ret == SIM_OK; k++) {
        const size_t other = find(sweep, factor->computed.name[k].name);
        if (self->text[other] == NULL) {
            ret = compute(self, sweep, other, refusal);
        }
        value[k] = self->value[other];
    }
    if (ret != SIM_OK) {
        return ret;
    }
    double x = xp_expression_value(&factor->computed, value, NULL);
    char text[XP_NUMBER_TEXT];
    if (!isfinite(x)) {
        return cc_refuse(refusal, sweep->file, factor->line,
                         "factor \"%s\": value: is undefined at point %zu", factor->name,
                         self->number + 1);
    }
    /* what is computed of short numbers should be one */
    snprintf(text, sizeof(text), "%.12g", factor->is_whole ? round(x) : x);
    x = strtod(text, NULL);
    set_value(self, factor, f, x, true, &ret);
    return ret;
}

static int
add(xp_sweep_point *self, const char *path, const char *value)
{
    if (self->n_set == XP_MAX_SETS) {
        return SIM_ERR_LIMIT;
    }
    self->set[self->n_set++] = (cc_override){.path = path, .value = value};
    return SIM_OK;
}

int
xp_sweep_point_make(xp_sweep_point *self, const xp_sweep *sweep, size_t number, cc_refusal *refusal)
{
    self->number = number;
    self->n_set = 0;
    self->file = sweep->scenario[0];
    self->arena = cc_arena_new();
    int ret = self->arena == NULL ? SIM_ERR_NOMEM : SIM_OK;
    size_t scenario = 0;
    memset(self->text, 0, sizeof(self->text));
    for (size_t f = 0; f < sweep->n_factors && ret == SIM_OK; f++) {
        const xp_factor *factor = &sweep->factor[f];
        self->level[f] = NONE;
        if (factor->kind == XP_FACTOR_COMPUTED) {
            continue;
        }
        const size_t of = factor->tied_to >= 0 ? (size_t)factor->tied_to : f;
        const xp_at at = xp_design_at(&sweep->plan, number, sweep->factor[of].axis);
        place(self, sweep, f, &at, &ret);
        if (factor->kind == XP_FACTOR_SCENARIO) {
            scenario = self->level[f];
            self->file = sweep->scenario[scenario];
        }
    }
    for (size_t f = 0; f < sweep->n_factors && ret == SIM_OK; f++) {
        ret = self->text[f] == NULL ? compute(self, sweep, f, refusal) : SIM_OK;
    }
    for (size_t j = 0; j < sweep->n_set && ret == SIM_OK; j++) {
        if (sweep->set_of[j] < 0 || (size_t)sweep->set_of[j] == scenario) {
            ret = add(self, sweep->set[j].path, sweep->set[j].value);
        }
    }
    for (size_t f = 0; f < sweep->n_factors && ret == SIM_OK; f++) {
        const xp_factor *factor = &sweep->factor[f];
        const bool is_as_is = self->level[f] == NONE && isnan(self->value[f]);
        for (size_t j = 0; j < factor->n_paths && !is_as_is && ret == SIM_OK; j++) {
            if (factor->path_of[j] < 0 || (size_t)factor->path_of[j] == scenario) {
                ret = add(self, factor->path[j], self->text[f]);
            }
        }
    }
    if (ret != SIM_OK) {
        xp_sweep_point_free(self);
    }
    return ret;
}

void
xp_sweep_point_free(xp_sweep_point *self)
{
    cc_arena_free(self->arena);
    self->arena = NULL;
}

int
xp_sweep_point_load(const xp_sweep_point *self, cc_scenario *scenario, cc_refusal *refusal)
{
    return cc_scenario_load(scenario, self->file, self->set, self->n_set, refusal);
}

/* ---- for a shell ---- */

/* ' becomes '\'' within ' '. */
static size_t
quote(char *into, const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        const char *piece = *text == '\'' ? "'\\''" : (const char[]){*text, '\0'};
        for (; *piece != '\0'; piece++, n++) {
            if (into != NULL) {
                into[n] = *piece;
            }
        }
    }
    return n;
}

static size_t
put(char *into, const char *text)
{
    size_t n = 0;
    for (; text[n] != '\0'; n++) {
        if (into != NULL) {
            into[n] = text[n];
        }
    }
    return n;
}

static size_t
write_command(const xp_sweep_point *self, char *into)
{
    size_t n = 0;
#define AT (into != NULL ? into + n : NULL)
    for (size_t j = 0; j < self->n_set; j++) {
        n += put(AT, j > 0 ? " --set '" : "--set '");
        n += quote(AT, self->set[j].path);
        n += put(AT, "=");
        n += quote(AT, self->set[j].value);
        n += put(AT, "'");
    }
#undef AT
    return n;
}

char *
xp_sweep_point_command(const xp_sweep_point *self)
{
    char *text = malloc(write_command(self, NULL) + 1);
    if (text != NULL) {
        text[write_command(self, text)] = '\0';
    }
    return text;
}
