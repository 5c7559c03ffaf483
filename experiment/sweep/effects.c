#include "experiment/sweep/effects.h"

#include "experiment/sweep/sweep_text.h"
#include "sim/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- levels ---- */

static bool
is_at(const xp_effects *self, const xp_level *level, size_t point)
{
    const xp_recalled *it = &self->point[point];
    if (!isnan(level->low)) {
        return it->value[level->factor] >= level->low && it->value[level->factor] < level->high;
    }
    return it->text[level->factor] != NULL && strcmp(it->text[level->factor], level->text) == 0;
}

static xp_level *
add_level(xp_effects *self, size_t factor)
{
    const size_t size = (self->n_levels + 1) * sizeof(*self->level);
    xp_level *level = realloc(self->level, size);
    if (level == NULL) {
        return NULL;
    }
    self->level = level;
    level[self->n_levels] = (xp_level){.factor = factor, .low = NAN, .high = NAN};
    return &level[self->n_levels++];
}

/* A range is at few values in a grid, and anywhere in it elsewhere. */
#define FEW 12

/* Of a factor in order of the points; *few false: there are more than FEW, and none was added. */
static int
add_texts(xp_effects *self, size_t factor, size_t most, bool *few)
{
    const size_t begin = self->n_levels;
    *few = true;
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        const char *text = self->point[p].text[factor];
        size_t k = begin;
        while (text != NULL && k < self->n_levels &&
               strncmp(self->level[k].text, text, sizeof(self->level[k].text) - 1) != 0) {
            k++;
        }
        if (text == NULL || k < self->n_levels) {
            continue;
        }
        if (k - begin == most) {
            self->n_levels = begin;
            *few = false;
            return SIM_OK;
        }
        xp_level *level = add_level(self, factor);
        if (level == NULL) {
            return SIM_ERR_NOMEM;
        }
        snprintf(level->text, sizeof(level->text), "%s", text);
    }
    return SIM_OK;
}

static int
add_thirds(xp_effects *self, size_t j)
{
    const xp_factor *factor = &self->sweep->factor[j];
    const bool by_log = factor->is_log && factor->low > 0;
    const double scale = factor->unit != NULL ? xp_unit_size(factor->unit) : 1; /* of values */
    double end[4];
    for (int k = 0; k <= 3; k++) {
        end[k] = by_log ? factor->low * pow(factor->high / factor->low, k / 3.)
                        : factor->low + (factor->high - factor->low) * k / 3;
    }
    for (int k = 0; k < 3; k++) {
        xp_level *level = add_level(self, j);
        if (level == NULL) {
            return SIM_ERR_NOMEM;
        }
        level->low = k == 0 ? -INFINITY : end[k] * scale;
        level->high = k == 2 ? INFINITY : end[k + 1] * scale;
        snprintf(level->text, sizeof(level->text), "%.4g .. %.4g%s%s", end[k], end[k + 1],
                 factor->unit != NULL && factor->unit[0] != '\0' ? " " : "",
                 factor->unit != NULL ? factor->unit : "");
    }
    return SIM_OK;
}

static int
add_levels(xp_effects *self, size_t j)
{
    const xp_factor *factor = &self->sweep->factor[j];
    bool few = true;
    if (factor->tied_to >= 0 || factor->kind == XP_FACTOR_COMPUTED) {
        return SIM_OK;
    }
    const int ret = add_texts(self, j, factor->kind == XP_FACTOR_RANGE ? FEW : SIZE_MAX, &few);
    return ret == SIM_OK && !few ? add_thirds(self, j) : ret;
}

/* ---- sums ---- */

int
xp_effects_init(xp_effects *self, const xp_sweep *sweep, const xp_recalled *point, uint64_t n)
{
    *self = (xp_effects){.sweep = sweep, .point = point, .n = n, .paired = sweep->common};
    int ret = SIM_OK;
    for (size_t j = 0; j < sweep->n_factors && ret == SIM_OK; j++) {
        ret = add_levels(self, j);
    }
    const size_t rows = (self->n_levels + 1) * sweep->n_outputs;
    self->mean = sim_memory_zeros(rows, sizeof(double));
    self->variance = sim_memory_zeros(rows, sizeof(double));
    self->n_values = sim_memory_zeros(rows, sizeof(size_t));
    self->residual = sim_memory_zeros(rows * (size_t)n, sizeof(double));
    if (ret != SIM_OK || self->mean == NULL || self->variance == NULL || self->n_values == NULL ||
        self->residual == NULL) {
        xp_effects_free(self);
        return SIM_ERR_NOMEM;
    }
    return SIM_OK;
}

void
xp_effects_free(xp_effects *self)
{
    free(self->level);
    free(self->mean);
    free(self->variance);
    free(self->n_values);
    free(self->residual);
    *self = (xp_effects){0};
}

static size_t
row_of(const xp_effects *self, size_t level, size_t output)
{
    return level * self->sweep->n_outputs + output;
}

static void
add_to(xp_effects *self, size_t row, const xp_influence *influence, double variance)
{
    self->mean[row] += influence->value;
    self->variance[row] += variance;
    self->n_values[row]++;
    for (uint64_t r = 0; r < self->n; r++) {
        self->residual[row * self->n + r] += influence->residual[r];
    }
}

void
xp_effects_add(xp_effects *self, size_t point, size_t output, const xp_influence *influence)
{
    if (!isfinite(influence->value) || influence->n < self->n) {
        return;
    }
    const double variance = xp_influence_variance(influence);
    for (size_t k = 0; k < self->n_levels; k++) {
        if (is_at(self, &self->level[k], point)) {
            add_to(self, row_of(self, k, output), influence, variance);
        }
    }
    add_to(self, row_of(self, self->n_levels, output), influence, variance);
}

/* ---- what they say ---- */

/* Points of streams of their own: of the means at that level (n of them, v the sum of their variances) and of
 * all (N, V) the variance of the difference, the first being part of the second. */
static double
variance_of(double v, double n, double V, double N)
{
    return v / (n * n) - 2 * v / (n * N) + V / (N * N);
}

sim_interval
xp_effects_of(const xp_effects *self, size_t level, size_t output, double confidence)
{
    const size_t row = row_of(self, level, output), whole = row_of(self, self->n_levels, output);
    const double n = (double)self->n_values[row], of_all = (double)self->n_values[whole];
    xp_influence sum;
    if (n == 0 || xp_influence_init(&sum, self->n) != SIM_OK) {
        return sim_interval_around(NAN, NAN, 0);
    }
    xp_influence_constant(&sum, self->mean[row] / n - self->mean[whole] / of_all, self->n);
    for (uint64_t r = 0; r < self->n; r++) {
        sum.residual[r] =
            self->residual[row * self->n + r] / n - self->residual[whole * self->n + r] / of_all;
    }
    sim_interval interval = xp_influence_interval(&sum, confidence);
    if (!self->paired && self->n > 1) {
        const double v = variance_of(self->variance[row], n, self->variance[whole], of_all);
        const sim_error_moments error = {fmax(0, v), 0};
        const sim_confidence known = sim_confidence_of(confidence, self->n);
        const bool few = interval.few;
        interval = sim_interval_smooth(sum.value, &error, &known);
        interval.few = few;
    }
    xp_influence_free(&sum);
    return interval;
}
