#include "experiment/sweep/tornado.h"

#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- evidence ---- */

/* Is one of the two the other, or above it? */
static bool
on_one_path(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] != '\0' && a[n] == b[n]) {
        n++;
    }
    return (a[n] == '\0' && strchr(".[", b[n]) != NULL) || (b[n] == '\0' && strchr(".[", a[n]));
}

/* '-' is worse than D. */
static char
worse(char a, char b)
{
    return a == ' ' ? b : b == ' ' ? a : a == '-' || b == '-' ? '-' : a > b ? a : b;
}

static char
grade_of(const xp_factor *factor, const cc_evidence *evidence)
{
    char grade = ' ';
    for (size_t k = 0; k < factor->n_paths; k++) {
        const bool of_demand = strncmp(factor->path[k], "demand.", 7) == 0;
        if (!of_demand && strncmp(factor->path[k], "center.", 7) != 0) {
            continue;
        }
        for (int j = 0; j < evidence->n_figures; j++) {
            const cc_figure *figure = &evidence->figure[j];
            if (figure->of_center != of_demand && on_one_path(figure->path, factor->path[k] + 7)) {
                grade = worse(grade, figure->is_graded ? figure->grade : '-');
            }
        }
    }
    return grade;
}

static int
find_grades(const xp_findings *self, char grade[XP_MAX_FACTORS], cc_refusal *refusal)
{
    const xp_recalled *base = &self->recalled.point[self->sweep->baseline];
    cc_scenario scenario = {0};
    char *text = NULL;
    memset(grade, ' ', XP_MAX_FACTORS);
    if (!base->is_loaded) {
        return SIM_OK;
    }
    int ret = xp_store_scenario(self->gather.store, base->scenario, &text);
    if (ret == SIM_OK) {
        ret = cc_scenario_load_text(&scenario, "store", text, NULL, 0, refusal);
    }
    for (size_t j = 0; j < self->sweep->n_factors && ret == SIM_OK; j++) {
        grade[j] = grade_of(&self->sweep->factor[j], &scenario.evidence);
    }
    cc_scenario_free(&scenario);
    free(text);
    return ret;
}

/* ---- bars ---- */

double
xp_tornado_swing(const xp_tornado_bar *bar)
{
    const double low = bar->low.n > 0 && isfinite(bar->low.mean) ? bar->low.mean : 0;
    const double high = bar->high.n > 0 && isfinite(bar->high.mean) ? bar->high.mean : 0;
    return fmax(fmax(low, high), 0) - fmin(fmin(low, high), 0);
}

static int
compare_bars(const void *left, const void *right)
{
    const xp_tornado_bar *a = left, *b = right;
    const double x = xp_tornado_swing(a), y = xp_tornado_swing(b);
    return x != y ? (x < y) - (x > y) : (a->factor > b->factor) - (a->factor < b->factor);
}

/* The points at which the factor is lowest and highest, of those at which it alone is moved and the baseline. */
static void
find_ends(const xp_findings *self, size_t factor, size_t *low, size_t *high)
{
    const xp_recalled *point = self->recalled.point;
    const size_t base = self->sweep->baseline;
    *low = *high = SIZE_MAX;
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        const char *mine = point[p].text[factor], *other = point[base].text[factor];
        const bool moved = mine != NULL && (other == NULL || strcmp(mine, other) != 0);
        const double value = point[p].value[factor];
        if (!moved && (p != base || isnan(value))) {
            continue;
        }
        *low = *low == SIZE_MAX || value < point[*low].value[factor] ? p : *low;
        *high = *high == SIZE_MAX || value > point[*high].value[factor] ? p : *high;
    }
}

static sim_interval
at_end(const xp_findings *self, size_t point, size_t output)
{
    return point == self->sweep->baseline ? (sim_interval){0}
                                          : xp_findings_at(self, point, output)->difference;
}

int
xp_tornado_make(xp_findings *self, cc_refusal *refusal)
{
    const xp_sweep *sweep = self->sweep;
    char grade[XP_MAX_FACTORS];
    const int ret = find_grades(self, grade, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    self->bar = sim_memory_zeros(sweep->n_factors * sweep->n_outputs, sizeof(*self->bar));
    if (self->bar == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t o = 0; o < sweep->n_outputs; o++) {
        const size_t begin = self->n_bars;
        for (size_t j = 0; j < sweep->n_factors; j++) {
            const xp_factor *factor = &sweep->factor[j];
            size_t low, high;
            find_ends(self, j, &low, &high);
            if (factor->tied_to >= 0 || factor->kind == XP_FACTOR_COMPUTED || low == SIZE_MAX) {
                continue;
            }
            self->bar[self->n_bars++] =
                (xp_tornado_bar){.factor = j,
                                 .output = o,
                                 .low_text = self->recalled.point[low].text[j],
                                 .high_text = self->recalled.point[high].text[j],
                                 .low = at_end(self, low, o),
                                 .high = at_end(self, high, o),
                                 .grade = grade[j]};
        }
        qsort(self->bar + begin, self->n_bars - begin, sizeof(*self->bar), compare_bars);
    }
    return SIM_OK;
}
