/* Copies of level j are made in the center number j, one after the other and depth first: a copy of level
 * j makes copies of levels above j only. Between two events the wait of the first in line grows, so that
 * levels, and the threshold, are passed at moments that are known. */
#include "experiment/rare/restart.h"

#include "models/center/split.h"
#include "models/measure/measure.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>

#define MOST_HEIGHTS ((size_t)1 << 20)
#define MOST_EVENTS 5000000 /* of a replication of a pilot, whose copies may be too many */
#define MOST_REPLICATIONS (UINT64_C(1) << 32) /* key of copies: below that, their number */

struct xp_restart {
    const cc_scenario *scenario;
    double threshold, start, horizon;
    cc_layout layout;
    cc_center *center[XP_MAX_LEVELS + 1];
    cc_record record[XP_MAX_LEVELS + 1];
    sim_snapshot parts[XP_MAX_LEVELS + 1];
    const atomic_bool *stop;
    /* of the replication */
    const xp_levels *levels;
    double weight[XP_MAX_LEVELS + 1];
    uint64_t seed, replication;
    xp_rare_row *row;
    xp_heights *heights;
};

static int
open_center(xp_restart *self, int j, cc_refusal *refusal)
{
    if (self->center[j] != NULL) {
        return SIM_OK;
    }
    self->center[j] = cc_center_new(self->scenario, &self->layout, refusal);
    if (self->center[j] == NULL) {
        return refusal->text[0] == '\0' ? SIM_ERR_NOMEM : SIM_ERR_LIMIT;
    }
    cc_center_set_stop(self->center[j], self->stop);
    sim_snapshot_init(&self->parts[j]);
    const int ret = cc_record_init(&self->record[j], &self->layout);
    return ret == SIM_OK ? cc_split_register(self->center[j], &self->record[j], &self->parts[j])
                         : ret;
}

xp_restart *
xp_restart_new(const cc_scenario *scenario, double threshold, const atomic_bool *stop,
               cc_refusal *refusal)
{
    xp_restart *self = sim_memory_zeros(1, sizeof(*self));
    refusal->text[0] = '\0';
    if (self == NULL) {
        return NULL;
    }
    self->scenario = scenario;
    self->threshold = threshold;
    self->stop = stop;
    self->start = scenario->run.warm_up;
    if (cc_layout_init(&self->layout, scenario, false) != SIM_OK ||
        open_center(self, 0, refusal) != SIM_OK ||
        cc_split_check(self->center[0], refusal) != SIM_OK) {
        xp_restart_delete(self);
        return NULL;
    }
    self->horizon = cc_center_horizon(self->center[0]);
    return self;
}

double
xp_restart_length(const xp_restart *self)
{
    return self->horizon;
}

void
xp_restart_delete(xp_restart *self)
{
    if (self == NULL) {
        return;
    }
    for (int j = 0; j <= XP_MAX_LEVELS; j++) {
        if (self->center[j] != NULL) {
            cc_center_delete(self->center[j]);
            cc_record_free(&self->record[j]);
            sim_snapshot_free(&self->parts[j]);
        }
    }
    free(self);
}

/* ---- one trajectory ---- */

typedef struct trajectory {
    int born, level;
    cc_center *center;
    double time;   /* s, of the last event or passing */
    double passed; /* those in line who came until then have been counted */
    double height; /* of the present passage above the highest level; NAN: there is none */
} trajectory;

static double
height_of(const trajectory *it)
{
    const double oldest = cc_split_oldest(it->center);
    return isnan(oldest) ? -(double)cc_split_idle(it->center) : it->time - oldest;
}

/* Is it as high as that? Of waits by the sum that also tells when it will be. */
static bool
is_above(const trajectory *it, double level)
{
    const double oldest = cc_split_oldest(it->center);
    return isnan(oldest) ? -(double)cc_split_idle(it->center) >= level
                         : level <= 0 || it->time >= oldest + level;
}

static int
end_passage(xp_restart *self, trajectory *it)
{
    xp_heights *all = self->heights;
    if (all == NULL || isnan(it->height) || all->n == MOST_HEIGHTS) {
        it->height = NAN;
        return SIM_OK;
    }
    if (all->n == all->capacity) {
        const size_t capacity = all->capacity == 0 ? 1024 : 2 * all->capacity;
        double *more = realloc(all->height, capacity * sizeof(*more));
        if (more == NULL) {
            return SIM_ERR_NOMEM;
        }
        all->height = more;
        all->capacity = capacity;
    }
    all->height[all->n++] = it->height;
    it->height = NAN;
    return SIM_OK;
}

static int follow(xp_restart *self, trajectory *it);

/* A pilot has seen enough, or copies make copies without end. */
static bool
is_enough(const xp_restart *self)
{
    return self->heights != NULL &&
           (self->heights->n == MOST_HEIGHTS || self->row->events >= MOST_EVENTS);
}

/* It has come above the next level. */
static int
rise(xp_restart *self, trajectory *it)
{
    const int level = ++it->level;
    int ret = SIM_OK;
    for (int c = 1; c < self->levels->copies[level] && ret == SIM_OK && !is_enough(self); c++) {
        trajectory copy = {level, level, self->center[level], it->time, it->passed, NAN};
        const sim_key key = {~self->seed, self->replication << 32 | ++self->row->copies};
        ret = cc_split_copy(copy.center, &self->record[level], &self->parts[level],
                            &self->parts[it->born]);
        if (ret == SIM_OK) {
            const uint64_t before = cc_center_events(copy.center);
            cc_split_anew(copy.center, key, it->time);
            ret = follow(self, &copy);
            self->row->events += cc_center_events(copy.center) - before;
            self->row->time += copy.time - it->time;
        }
    }
    return ret;
}

/* Up and down the levels as it now is. *ends: it is a copy that has fallen below the level of its birth. */
static int
settle(xp_restart *self, trajectory *it, bool *ends)
{
    const xp_levels *levels = self->levels;
    int ret = SIM_OK;
    *ends = false;
    while (it->level > 0 && !is_above(it, levels->at[it->level])) {
        ret = ret == SIM_OK && it->level == levels->n ? end_passage(self, it) : ret;
        if (--it->level < it->born) {
            *ends = true;
            return ret;
        }
    }
    while (ret == SIM_OK && it->level < levels->n && is_above(it, levels->at[it->level + 1])) {
        ret = rise(self, it);
    }
    if (ret == SIM_OK && it->level == levels->n) {
        const double height = height_of(it);
        it->height = isnan(it->height) ? height : fmax(it->height, height);
        ret = levels->n == 0 ? end_passage(self, it) : SIM_OK; /* each event is one */
    }
    return ret;
}

/* The first event, or passing of a level or of the threshold, or the end. */
static int
move(xp_restart *self, trajectory *it)
{
    const xp_levels *levels = self->levels;
    const double oldest = cc_split_oldest(it->center);
    const double came = cc_split_next(it->center, it->passed);
    const bool rises = it->level < levels->n && it->time >= self->start && !isnan(oldest) &&
                       levels->at[it->level + 1] > 0;
    const double level = rises ? oldest + levels->at[it->level + 1] : INFINITY;
    const double until = fmin(fmin(came + self->threshold, level), self->horizon);
    uint32_t n = 0;
    int ret = cc_center_advance_by(it->center, until, 1, &n);
    it->time = n > 0 ? cc_center_time(it->center) : until;
    if (!isnan(oldest) && it->level == levels->n &&
        (levels->n == 0 ? it->time >= self->start : !isnan(it->height))) {
        it->height = fmax(it->height, it->time - oldest);
        ret = ret == SIM_OK && levels->n == 0 ? end_passage(self, it) : ret;
    }
    if (ret == SIM_OK && n == 0 && until == came + self->threshold) {
        self->row->passed += self->weight[it->level] * cc_split_count(it->center, it->passed, came);
        it->passed = came;
    }
    return ret;
}

static int
follow(xp_restart *self, trajectory *it)
{
    int ret = SIM_OK;
    bool ends = false;
    while (ret == SIM_OK && !ends) {
        if (it->time >= self->start) {
            ret = settle(self, it, &ends);
        }
        ends = ends || it->time >= self->horizon || is_enough(self) ||
               (it->born > 0 && cc_split_is_over(it->center, it->time));
        if (ret == SIM_OK && !ends) {
            ret = move(self, it);
        }
    }
    const int kept = end_passage(self, it);
    return ret == SIM_OK ? kept : ret;
}

int
xp_restart_run(xp_restart *self, const xp_levels *levels, uint64_t seed, uint64_t replication,
               xp_rare_row *row, xp_heights *heights, cc_refusal *refusal)
{
    *row = (xp_rare_row){0};
    if (replication >= MOST_REPLICATIONS || levels->n > XP_MAX_LEVELS) {
        return SIM_ERR_LIMIT;
    }
    int ret = SIM_OK;
    self->levels = levels;
    self->weight[0] = 1;
    for (int j = 1; j <= levels->n && ret == SIM_OK; j++) {
        self->weight[j] = self->weight[j - 1] / levels->copies[j];
        ret = open_center(self, j, refusal);
    }
    self->seed = seed;
    self->replication = replication;
    self->row = row;
    self->heights = heights;
    trajectory first = {.center = self->center[0], .passed = -INFINITY, .height = NAN};
    ret = ret == SIM_OK ? cc_center_start(first.center, seed, replication, &self->record[0]) : ret;
    ret = ret == SIM_OK ? follow(self, &first) : ret;
    if (ret == SIM_OK) {
        ret = cc_center_finish(first.center);
        cc_sums sums;
        const cc_scope scope = CC_SCOPE_CENTER;
        cc_scope_sums(&scope, self->scenario, &self->record[0], &sums);
        row->offered =
            sums.counter[CC_N_offered] - sums.counter[CC_N_blocked] - sums.counter[CC_N_balked];
        row->events += cc_center_events(first.center);
        row->time += first.time;
    }
    if (ret != SIM_OK && ret != SIM_ERR_INTERRUPTED && refusal->text[0] == '\0') {
        cc_center_explain(first.center, ret, refusal);
    }
    return ret;
}
