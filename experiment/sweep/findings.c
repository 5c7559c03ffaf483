/* Point by point, so that memory does not grow with the replications of all of them. */
#include "experiment/sweep/findings.h"

#include "experiment/sweep/design.h"
#include "experiment/sweep/indices.h"
#include "sim/memory.h"
#include <stdlib.h>
#include <string.h>

const xp_finding *
xp_findings_at(const xp_findings *self, size_t point, size_t output)
{
    return &self->finding[point * self->sweep->n_outputs + output];
}

const char *
xp_findings_unit(const xp_findings *self, size_t output)
{
    const size_t m = xp_gather_measure(&self->gather, output);
    return m == XP_LACKS ? "" : cc_unit_name(cc_kpis[self->gather.one.measure[m].kpi].unit);
}

static bool
is_design(const xp_sweep *sweep, const char *name)
{
    return sweep->design != NULL && strcmp(sweep->design->name, name) == 0;
}

/* ---- one point ---- */

typedef struct work {
    xp_findings *self;
    xp_gathered base;
    uint64_t room; /* replications of */
    xp_influence part[XP_EXPRESSION_NAMES], mine, other;
} work;

static int
work_init(work *self, xp_findings *findings)
{
    *self = (work){.self = findings};
    for (size_t p = 0; p < findings->sweep->n_points; p++) {
        const uint64_t n = findings->recalled.point[p].n;
        self->room = n > self->room ? n : self->room;
    }
    int ret = xp_influence_init(&self->mine, self->room);
    if (ret == SIM_OK) {
        ret = xp_influence_init(&self->other, self->room);
    }
    for (int j = 0; j < XP_EXPRESSION_NAMES && ret == SIM_OK; j++) {
        ret = xp_influence_init(&self->part[j], self->room);
    }
    return ret;
}

static void
work_free(work *self)
{
    xp_influence_free(&self->mine);
    xp_influence_free(&self->other);
    for (int j = 0; j < XP_EXPRESSION_NAMES; j++) {
        xp_influence_free(&self->part[j]);
    }
    xp_gathered_free(&self->base);
}

/* Of streams of their own: the two intervals joined, as xp_estimate_difference does it. */
static void
join(xp_finding *into, const sim_interval *mine, const sim_interval *base)
{
    into->difference = sim_interval_difference(mine, base, 0);
    into->difference.n = mine->n < base->n ? mine->n : base->n;
    into->difference.few = mine->few || base->few;
    into->paired = false;
}

/* Neither the figure nor the samples behind it are there. */
static bool
is_lacking(const xp_gather *gather, const xp_gathered *it, size_t output)
{
    const cc_sample *x = &it->sample[gather->part[output][0].index];
    return isnan(x->num) && isnan(x->den);
}

static void
find_figure(const work *with, const xp_gathered *it, size_t output, size_t measure,
            xp_finding *into)
{
    const xp_findings *self = with->self;
    const double confidence = self->sweep->confidence;
    if (is_lacking(&self->gather, it, output)) {
        into->interval = sim_interval_around(NAN, NAN, it->n);
        return;
    }
    into->interval = xp_estimate(&it->alone, 0, measure, confidence);
    if (it->point == self->sweep->baseline || with->base.n == 0 ||
        is_lacking(&self->gather, &with->base, output)) {
        return;
    }
    if (it->beside.table == NULL) {
        const sim_interval base = xp_estimate(&with->base.alone, 0, measure, confidence);
        double least, most;
        cc_kpi_bounds(self->gather.one.measure[measure].kpi, &least, &most);
        join(into, &into->interval, &base);
        into->difference = sim_interval_within(&into->difference, least - most, most - least);
        return;
    }
    const xp_difference difference = xp_estimate_difference(&it->beside, 1, measure, confidence);
    into->difference = difference.interval;
    into->equal = difference.equal;
    into->paired = true;
}

/* Rounding, of a figure of that size. */
#define ROUNDING 1e-9

static void
find_own(work *with, const xp_gathered *it, size_t output, xp_finding *into)
{
    const xp_findings *self = with->self;
    const xp_gather *gather = &self->gather;
    const double confidence = self->sweep->confidence;
    xp_gathered_influence(it, gather, output, it->n, with->part, &with->mine);
    into->interval = xp_influence_interval(&with->mine, confidence);
    if (it->point == self->sweep->baseline || with->base.n == 0) {
        return;
    }
    if (it->beside.table == NULL) {
        xp_gathered_influence(&with->base, gather, output, with->base.n, with->part, &with->other);
        const sim_interval base = xp_influence_interval(&with->other, confidence);
        join(into, &into->interval, &base);
        return;
    }
    const uint64_t n = it->n < with->base.n ? it->n : with->base.n;
    xp_gathered_influence(it, gather, output, n, with->part, &with->mine);
    xp_gathered_influence(&with->base, gather, output, n, with->part, &with->other);
    const double size = fmax(fabs(with->mine.value), fabs(with->other.value));
    xp_influence_add(&with->mine, &with->other, -1);
    into->equal = fabs(with->mine.value) <= ROUNDING * size;
    for (uint64_t r = 0; r < n && into->equal; r++) {
        into->equal = fabs(with->mine.residual[r]) <= ROUNDING * size;
    }
    into->difference =
        into->equal ? sim_interval_around(0, 0, n) : xp_influence_interval(&with->mine, confidence);
    into->paired = true;
}

static int
find_point(work *with, size_t point, cc_refusal *refusal)
{
    xp_findings *self = with->self;
    const xp_recalled *it = &self->recalled.point[point];
    const size_t base = self->sweep->baseline;
    const bool is_base = point == base;
    const bool pair = !is_base && with->base.n > 0 && it->seed == self->recalled.point[base].seed;
    xp_gathered gathered = {0};
    int ret = is_base ? SIM_OK
                      : xp_gather_point(&self->gather, &gathered, point, pair ? &with->base : NULL,
                                        refusal);
    const xp_gathered *from = is_base ? &with->base : &gathered;
    for (size_t o = 0; o < self->sweep->n_outputs && ret == SIM_OK; o++) {
        xp_finding *into = &self->finding[point * self->sweep->n_outputs + o];
        const size_t measure = xp_gather_measure(&self->gather, o);
        if (measure != XP_LACKS) {
            find_figure(with, from, o, measure, into);
        } else if (self->sweep->output[o].is_own) {
            find_own(with, from, o, into);
        } else {
            into->interval = sim_interval_around(NAN, NAN, from->n);
        }
        if (self->effects.level != NULL) {
            xp_gathered_influence(from, &self->gather, o, self->effects.n, with->part, &with->mine);
            xp_effects_add(&self->effects, point, o, &with->mine);
        }
    }
    xp_gathered_free(&gathered);
    return ret;
}

/* ---- what follows from the points ---- */

static int
list_effects(xp_findings *self)
{
    const xp_sweep *sweep = self->sweep;
    const xp_effects *effects = &self->effects;
    self->effect = sim_memory_zeros(effects->n_levels * sweep->n_outputs, sizeof(*self->effect));
    if (self->effect == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t o = 0; o < sweep->n_outputs; o++) {
        for (size_t k = 0; k < effects->n_levels; k++) {
            const sim_interval it = xp_effects_of(effects, k, o, sweep->confidence);
            if (it.n > 0) {
                self->effect[self->n_effects++] =
                    (xp_effect){effects->level[k].factor, o, effects->level[k].text, it};
            }
        }
    }
    return SIM_OK;
}

/* Where one factor is moved at a time: the points' differences. */
static int
list_moves(xp_findings *self)
{
    const xp_sweep *sweep = self->sweep;
    const xp_recalled *point = self->recalled.point;
    const char *const *base = point[sweep->baseline].text;
    self->effect = sim_memory_zeros(sweep->n_points * sweep->n_outputs, sizeof(*self->effect));
    if (self->effect == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t o = 0; o < sweep->n_outputs; o++) {
        for (size_t p = 0; p < sweep->n_points; p++) {
            const sim_interval it = xp_findings_at(self, p, o)->difference;
            size_t j = 0; /* the factor that is moved */
            while (j < sweep->n_factors &&
                   (sweep->factor[j].tied_to >= 0 || sweep->factor[j].kind == XP_FACTOR_COMPUTED ||
                    point[p].text[j] == NULL ||
                    (base != NULL && base[j] != NULL && strcmp(base[j], point[p].text[j]) == 0))) {
                j++;
            }
            if (j < sweep->n_factors && it.n > 0) {
                self->effect[self->n_effects++] = (xp_effect){j, o, point[p].text[j], it};
            }
        }
    }
    return SIM_OK;
}

/* Chance of the replications beside what the inputs do, over the base points. */
static double
noise_of(const xp_findings *self, size_t output, const xp_indices_points *design)
{
    double mean = 0, squares = 0, chance = 0;
    size_t n = 0;
    for (size_t row = 0; row < design->n_rows; row++) {
        const size_t ends[2] = {xp_indices_a(design, row), xp_indices_b(design, row)};
        for (int k = 0; k < 2; k++) {
            const sim_interval *it = &xp_findings_at(self, ends[k], output)->interval;
            if (it->n > 1 && isfinite(it->mean) && isfinite(it->half_width)) {
                const double se = it->half_width / sim_student(self->sweep->confidence, it->n - 1);
                const double d = it->mean - mean;
                mean += d / (double)++n;
                squares += d * (it->mean - mean);
                chance += se * se;
            }
        }
    }
    return squares > 0 ? chance / squares : NAN;
}

static int
list_indices(xp_findings *self)
{
    const xp_sweep *sweep = self->sweep;
    const xp_indices_points design = xp_indices_points_of(sweep);
    const size_t n = design.n_rows;
    double *value = sim_memory_zeros(3 * n, sizeof(*value));
    self->index = sim_memory_zeros(sweep->n_factors * sweep->n_outputs, sizeof(*self->index));
    self->noise = sim_memory_zeros(sweep->n_outputs, sizeof(*self->noise));
    const int ret =
        value == NULL || self->index == NULL || self->noise == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (size_t o = 0; o < sweep->n_outputs && ret == SIM_OK; o++) {
        self->noise[o] = noise_of(self, o, &design);
        for (size_t j = 0; j < sweep->n_factors; j++) {
            const xp_factor *factor = &sweep->factor[j];
            const size_t axis = factor->axis;
            if (factor->tied_to >= 0 || axis >= design.n_axes) {
                continue;
            }
            for (size_t row = 0; row < n; row++) {
                const size_t at[3] = {xp_indices_a(&design, row), xp_indices_b(&design, row),
                                      xp_indices_ab(&design, row, axis)};
                for (size_t k = 0; k < 3; k++) {
                    const sim_interval *it = &xp_findings_at(self, at[k], o)->interval;
                    value[k * n + row] = it->n > 0 ? it->mean : NAN;
                }
            }
            xp_index *index = &self->index[self->n_indices++];
            *index = (xp_index){.factor = j, .output = o};
            xp_indices_estimate(value, value + n, value + 2 * n, n, sweep->confidence,
                                &index->first, &index->total);
        }
    }
    free(value);
    return ret;
}

/* ---- all ---- */

#define EFFECTS_ROOM 50000000 /* residuals: 400 MB */

static int
begin_effects(xp_findings *self)
{
    const xp_sweep *sweep = self->sweep;
    uint64_t n = self->least;
    if (sweep->n_points < 2 || n == 0) {
        return SIM_OK;
    }
    /* the number of levels is not known yet, but there are hardly more than that */
    size_t rows = sweep->n_outputs;
    for (size_t j = 0; j < sweep->n_factors; j++) {
        rows +=
            sweep->n_outputs * (sweep->factor[j].n_levels > 12 ? sweep->factor[j].n_levels : 12);
    }
    const uint64_t most = EFFECTS_ROOM / rows > 2 ? EFFECTS_ROOM / rows : 2;
    return xp_effects_init(&self->effects, sweep, self->recalled.point, n < most ? n : most);
}

static void
count_points(xp_findings *self)
{
    const xp_recalled *first = NULL;
    self->by_rules = self->sweep->n_rules > 0 || self->sweep->replications == 0;
    self->same_customers = true;
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        const xp_recalled *it = &self->recalled.point[p];
        self->n_failed += it->failure != NULL;
        self->n_complete += it->is_complete;
        first = first == NULL && it->is_loaded ? it : first;
        self->same_customers &= !it->is_loaded || it->demand == first->demand;
        if (it->n > 0 && (self->least == 0 || it->n < self->least)) {
            self->least = it->n;
        }
        self->most = it->n > self->most ? it->n : self->most;
    }
}

static int
find_all(xp_findings *self, cc_refusal *refusal)
{
    const xp_sweep *sweep = self->sweep;
    work with;
    int ret = work_init(&with, self);
    if (ret == SIM_OK) {
        ret = xp_gather_point(&self->gather, &with.base, sweep->baseline, NULL, refusal);
    }
    for (size_t p = 0; p < sweep->n_points && ret == SIM_OK; p++) {
        if (self->recalled.point[p].n > 0) {
            ret = find_point(&with, p, refusal);
        }
    }
    work_free(&with);
    return ret;
}

static int
keep(const xp_findings *self)
{
    const xp_sweep *sweep = self->sweep;
    xp_store *store = self->gather.store;
    if (!xp_store_is_writer(store)) {
        return SIM_OK;
    }
    int ret = xp_store_clear_estimates(store, sweep);
    for (size_t p = 0; p < sweep->n_points; p++) {
        for (size_t o = 0; o < sweep->n_outputs && ret == SIM_OK; o++) {
            const xp_finding *it = xp_findings_at(self, p, o);
            const xp_store_estimate own = {p, o, SIZE_MAX, it->interval, false};
            const xp_store_estimate against = {p, o, sweep->baseline, it->difference, it->equal};
            ret = it->interval.n > 0 ? xp_store_put_estimate(store, sweep, &own) : SIM_OK;
            if (ret == SIM_OK && it->difference.n > 0) {
                ret = xp_store_put_estimate(store, sweep, &against);
            }
        }
    }
    return ret == SIM_OK ? xp_store_commit(store) : ret;
}

int
xp_findings_make(xp_findings *self, const xp_sweep *sweep, xp_store *store, cc_refusal *refusal)
{
    *self = (xp_findings){.sweep = sweep};
    refusal->text[0] = '\0';
    /* One transaction from here until the end: else each of many questions locks and unlocks the file. Who only reads
     * has none, and hinders no writer for long. */
    int ret = xp_store_is_writer(store) ? xp_store_begin(store) : SIM_OK;
    ret = ret == SIM_OK ? xp_recall_points(&self->recalled, store, sweep) : ret;
    if (ret == SIM_OK) {
        count_points(self);
        ret = xp_gather_init(&self->gather, sweep, store, self->recalled.point, refusal);
    }
    self->finding = sim_memory_zeros(sweep->n_points * sweep->n_outputs, sizeof(*self->finding));
    if (ret == SIM_OK && self->finding == NULL) {
        ret = SIM_ERR_NOMEM;
    }
    const bool moves = is_design(sweep, "one_at_a_time");
    if (ret == SIM_OK && !moves) {
        ret = begin_effects(self);
    }
    if (ret == SIM_OK) {
        ret = find_all(self, refusal);
    }
    if (ret == SIM_OK) {
        ret = moves ? list_moves(self) : list_effects(self);
    }
    if (ret == SIM_OK && moves) {
        ret =
            xp_tornado_make(&self->bar, &self->n_bars, sweep, self->recalled.point, self->finding);
    }
    if (ret == SIM_OK && is_design(sweep, "indices")) {
        ret = list_indices(self);
    }
    if (ret == SIM_OK) {
        ret = keep(self);
    }
    if (ret != SIM_OK) {
        xp_findings_free(self);
    }
    return ret;
}

void
xp_findings_free(xp_findings *self)
{
    xp_effects_free(&self->effects);
    xp_gather_free(&self->gather);
    xp_recollection_free(&self->recalled);
    free(self->finding);
    free(self->effect);
    free(self->bar);
    free(self->index);
    free(self->noise);
    *self = (xp_findings){0};
}
