/* All intervals are moved at once: a table is simulated, intervals that miss get more, those that keep their
 * target one fewer until that was seen to miss (or more at a time, if they did before). Agents come in the cheapest
 * group that serves the queue which misses most, and go from the dearest that can spare one. */
#include "experiment/required_search.h"

#include "experiment/run.h"
#include "experiment/staff_variant.h"
#include "models/scenario/hands.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 60, AGAIN = 4, APART = 3 };

/* A pool in an interval of a day. */
typedef struct spot {
    int number[CC_MAX_GROUPS]; /* of groups of the pool */
    int low[CC_MAX_GROUPS];    /* with so many it was seen to miss; -1 */
    int step, last;            /* how many at a time; +1, -1, or 0: nothing to do */
    int tried;                 /* group that was one fewer; -1 */
} spot;

typedef struct required_search {
    xp_results *of;
    const cc_scenario *scenario;
    xp_plan plan;
    xp_staff_variant variant;
    xp_staff_cell *cell;
    size_t n_cells;
    bool sought[CC_MAX_QUEUES + CC_MAX_GROUPS]; /* by pool */
    int n_days;                                 /* told apart */
    size_t per_day;                             /* intervals */
    uint32_t *row;                              /* by day of the run: which of those told apart */
    double *number[CC_MAX_GROUPS];
    spot *spot; /* [pool][day][k] */
} required_search;

static spot *
spot_of(const required_search *self, int pool, int day, size_t k)
{
    return &self->spot[((size_t)pool * (size_t)self->n_days + (size_t)day) * self->per_day + k];
}

/* ---- whose ---- */

/* Is what waits there to be done in its own interval? */
static bool
is_at_once(const cc_scenario *scenario, int queue)
{
    bool is = !isnan(scenario->center.queue[queue].service_level.target);
    for (int c = 0; c < scenario->n_channels; c++) {
        is = is && !(scenario->center.channel[c].offered && cc_hands_feeds(scenario, queue, c) &&
                     scenario->channel[c].kind->medium->deferred);
    }
    return is;
}

static void
find_sought(required_search *self)
{
    const xp_pools *pools = &self->of->pools[0];
    const cc_center_setup *center = &self->scenario->center;
    for (int q = 0; q < center->n_queues; q++) {
        self->sought[pools->of_queue[q]] = center->queue[q].n_groups > 0;
    }
    for (int q = 0; q < center->n_queues; q++) {
        self->sought[pools->of_queue[q]] &= is_at_once(self->scenario, q);
    }
}

static bool
serves(const cc_queue *queue, int group)
{
    int j = 0;
    while (j < queue->n_groups && queue->groups[j].index != group) {
        j++;
    }
    return j < queue->n_groups;
}

static int
cheapest_of(const cc_scenario *scenario, int queue)
{
    int best = -1;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        if (serves(&scenario->center.queue[queue], g) &&
            (best < 0 || scenario->center.group[g].wage_per_hour <
                             scenario->center.group[best].wage_per_hour)) {
            best = g;
        }
    }
    return best;
}

/* ---- the scenario with these numbers ---- */

static uint32_t
kind_of(const required_search *self, int day)
{
    const cc_layout *layout = &self->of->layout[0];
    const cc_run *run = &self->scenario->run;
    if (!run->has_date) {
        return (uint32_t)((run->first_day + day) % 7);
    }
    for (int d = 0; d < self->n_days; d++) {
        const int is = layout->first_day + d;
        if (is == day || (day < layout->first_day && is % 7 == day % 7)) {
            return (uint32_t)d;
        }
    }
    return (uint32_t)(self->n_days - 1);
}

/* Of each group sought a table of its own for each day told apart. */
static int
init_variant(required_search *self)
{
    const cc_scenario *scenario = self->scenario;
    const size_t n_groups = (size_t)scenario->center.n_groups;
    self->cell = sim_memory_zeros(n_groups, sizeof(*self->cell));
    self->row = sim_memory_zeros((size_t)scenario->run.days, sizeof(*self->row));
    self->spot = sim_memory_zeros(
        (size_t)self->of->pools[0].n * (size_t)self->n_days * self->per_day, sizeof(*self->spot));
    if (self->cell == NULL || self->row == NULL || self->spot == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int day = 0; day < scenario->run.days; day++) {
        self->row[day] = kind_of(self, day);
    }
    for (size_t g = 0; g < n_groups; g++) {
        if (self->sought[self->of->pools[0].of_group[g]]) {
            self->cell[self->n_cells++] = (xp_staff_cell){.group = (int)g};
        }
    }
    const int nobody[CC_MAX_GROUPS] = {0};
    int ret = xp_staff_variant_init(&self->variant, scenario, self->cell, self->n_cells, false);
    if (ret == SIM_OK) {
        ret = xp_staff_variant_put(&self->variant, nobody);
    }
    self->variant.scenario.center.staff_scale =
        self->n_cells == n_groups ? 1 : scenario->center.staff_scale;
    for (size_t j = 0; j < self->n_cells && ret == SIM_OK; j++) {
        const int g = self->cell[j].group;
        cc_group *group = &self->variant.group[g];
        const size_t n = (size_t)self->n_days * self->per_day;
        self->number[g] = sim_memory_zeros(n, sizeof(*self->number[g]));
        ret = self->number[g] == NULL ? SIM_ERR_NOMEM : SIM_OK;
        group->staff = (cc_table){.v = self->number[g],
                                  .n = n,
                                  .per_day = self->per_day,
                                  .row = self->row,
                                  .n_days = (size_t)scenario->run.days};
        const double scale = self->variant.scenario.center.staff_scale;
        group->scale = scale > 0 ? 1 / scale : 1;
        group->shrinkage = (cc_table){0};
    }
    return ret;
}

/* Where nothing else is known, the load and its root. */
static double
begin_with(const xp_interval_row *row)
{
    const double load = row->forecast * row->aht / (row->end - row->begin);
    return !isnan(row->required) ? row->required : isnan(load) ? 0 : ceil(load + sqrt(load));
}

static void
begin(required_search *self)
{
    for (int q = 0; q < self->scenario->center.n_queues; q++) {
        const int pool = self->of->pools[0].of_queue[q];
        const int g = cheapest_of(self->scenario, q);
        for (int day = 0; day < self->n_days && self->sought[pool] && g >= 0; day++) {
            for (size_t k = 0; k < self->of->layout[0].n_intervals; k++) {
                xp_interval_row row;
                spot *it = spot_of(self, pool, day, k);
                if (xp_intervals_row(&self->of->intervals, 0, q, day, k, &row)) {
                    it->number[g] += (int)fmin(begin_with(&row), CC_MAX_AGENTS / 4);
                }
            }
        }
    }
    const size_t n = (size_t)self->of->pools[0].n * (size_t)self->n_days * self->per_day;
    for (size_t j = 0; j < n; j++) {
        self->spot[j].step = 1;
        for (int g = 0; g < self->scenario->center.n_groups; g++) {
            self->spot[j].low[g] = -1;
        }
    }
}

static void
write_numbers(required_search *self)
{
    for (size_t j = 0; j < self->n_cells; j++) {
        const int g = self->cell[j].group, pool = self->of->pools[0].of_group[g];
        for (int day = 0; day < self->n_days; day++) {
            for (size_t k = 0; k < self->per_day; k++) {
                self->number[g][(size_t)day * self->per_day + k] =
                    spot_of(self, pool, day, k)->number[g];
            }
        }
    }
}

/* ---- up and down ---- */

/* The queue of the pool that misses its target by most; -1: none does. */
static int
worst_queue(const required_search *self, xp_results *found, int pool, int day, size_t k)
{
    int worst = -1;
    double most = 1e-12;
    for (int q = 0; q < self->scenario->center.n_queues; q++) {
        xp_interval_row row;
        if (self->of->pools[0].of_queue[q] == pool &&
            xp_intervals_row(&found->intervals, 0, q, day, k, &row) &&
            row.target - row.level > most) {
            most = row.target - row.level;
            worst = q;
        }
    }
    return worst;
}

/* The dearest group of the pool of which fewer were not seen to miss, or of which there is any; -1: none. */
static int
group_to_spare(const required_search *self, int pool, const spot *it, bool any)
{
    int best = -1;
    for (int g = 0; g < self->scenario->center.n_groups; g++) {
        if (self->of->pools[0].of_group[g] == pool && it->number[g] > 0 &&
            (any || it->number[g] - 1 > it->low[g]) &&
            (best < 0 || self->scenario->center.group[g].wage_per_hour >
                             self->scenario->center.group[best].wage_per_hour)) {
            best = g;
        }
    }
    return best;
}

/* Returns whether anything was moved. */
static bool
move_spot(required_search *self, xp_results *found, int pool, int day, size_t k, int may_fall)
{
    spot *it = spot_of(self, pool, day, k);
    const int queue = worst_queue(self, found, pool, day, k);
    const int up = queue >= 0 ? 1 : -1;
    const int g = queue >= 0 ? cheapest_of(self->scenario, queue)
                  : may_fall ? group_to_spare(self, pool, it, false)
                             : -1;
    if (g < 0 || it->number[g] > CC_MAX_AGENTS / 4) {
        it->last = 0;
        return false;
    }
    it->step = it->last == up ? 2 * it->step : 1;
    it->last = up;
    if (up > 0) {
        it->low[g] = it->number[g] > it->low[g] ? it->number[g] : it->low[g];
        it->number[g] += it->step;
    } else {
        const int room = it->number[g] - 1 - it->low[g];
        const int by = it->step < room ? it->step : room;
        it->number[g] -= by < it->number[g] ? by : it->number[g];
    }
    return true;
}

typedef bool change_fn(required_search *self, xp_results *found, int pool, int day, size_t k,
                       int how);

/* Of each place that the run has. Returns whether anything was changed. */
static bool
change_all(required_search *self, xp_results *found, change_fn *change, int how)
{
    bool changed = false;
    for (int pool = 0; pool < self->of->pools[0].n; pool++) {
        for (int day = 0; day < self->n_days && self->sought[pool]; day++) {
            for (size_t k = 0; k < self->of->layout[0].n_intervals; k++) {
                xp_interval_row row;
                bool has = false;
                for (int q = 0; q < self->scenario->center.n_queues; q++) {
                    has = has || (self->of->pools[0].of_queue[q] == pool &&
                                  xp_intervals_row(&self->of->intervals, 0, q, day, k, &row));
                }
                changed |= has && change(self, found, pool, day, k, how);
            }
        }
    }
    return changed;
}

static int
simulate(required_search *self, xp_results *found, cc_refusal *refusal)
{
    write_numbers(self);
    const int ret = xp_run(found, &self->plan, refusal);
    return ret == SIM_OK && found->partial ? SIM_ERR_INTERRUPTED : ret;
}

static int
go_on(required_search *self, cc_refusal *refusal)
{
    bool moved = true;
    int ret = SIM_OK;
    for (int round = 0; moved && round < 2 * ROUNDS && ret == SIM_OK; round++) {
        xp_results found = {0};
        ret = simulate(self, &found, refusal);
        if (ret == SIM_OK) {
            moved = change_all(self, &found, move_spot, round < ROUNDS);
        }
        xp_results_free(&found);
    }
    return ret;
}

/* ---- once more ---- */

/* One fewer in every third interval. */
static bool
take_one(required_search *self, xp_results *found, int pool, int day, size_t k, int third)
{
    spot *it = spot_of(self, pool, day, k);
    (void)found;
    it->tried = k % APART == (size_t)third ? group_to_spare(self, pool, it, true) : -1;
    if (it->tried >= 0) {
        it->number[it->tried]--;
    }
    return it->tried >= 0;
}

/* ... stays away where the target is kept. */
static bool
give_back(required_search *self, xp_results *found, int pool, int day, size_t k, int third)
{
    spot *it = spot_of(self, pool, day, k);
    (void)third;
    if (it->tried >= 0 && worst_queue(self, found, pool, day, k) >= 0) {
        it->number[it->tried]++;
        it->tried = -1;
    }
    return it->tried >= 0;
}

/* What was seen to miss was seen beside other numbers than there are now. */
static int
check_again(required_search *self, bool *any, cc_refusal *refusal)
{
    int ret = SIM_OK;
    *any = false;
    for (int third = 0; third < APART && ret == SIM_OK; third++) {
        xp_results found = {0};
        change_all(self, NULL, take_one, third);
        ret = simulate(self, &found, refusal);
        if (ret == SIM_OK) {
            *any |= change_all(self, &found, give_back, third);
        }
        xp_results_free(&found);
    }
    return ret;
}

static int
find_numbers(required_search *self, cc_refusal *refusal)
{
    int ret = go_on(self, refusal);
    bool any = true;
    for (int again = 0; any && again < AGAIN && ret == SIM_OK; again++) {
        ret = check_again(self, &any, refusal);
        if (ret == SIM_OK && any) {
            ret = go_on(self, refusal);
        }
    }
    return ret;
}

static void
keep(required_search *self)
{
    for (int pool = 0; pool < self->of->pools[0].n; pool++) {
        for (int day = 0; day < self->n_days && self->sought[pool]; day++) {
            for (size_t k = 0; k < self->of->layout[0].n_intervals; k++) {
                double sum = 0;
                for (int g = 0; g < self->scenario->center.n_groups; g++) {
                    sum += spot_of(self, pool, day, k)->number[g];
                }
                xp_intervals_set_simulated(&self->of->intervals, 0, pool, day, k, sum);
            }
        }
    }
}

int
xp_required_simulate(xp_results *results, cc_refusal *refusal)
{
    required_search self = {.of = results,
                            .scenario = results->plan->scenario[0],
                            .plan = *results->plan,
                            .n_days = results->intervals.n_days[0],
                            .per_day = results->plan->scenario[0]->run.intervals_per_day};
    find_sought(&self);
    int ret = init_variant(&self);
    self.plan.scenario[0] = &self.variant.scenario;
    self.plan.replications = results->n;
    self.plan.variance = (xp_variance){0};
    self.plan.n_rules = self.plan.n_wishes = 0;
    self.plan.on_row = NULL;
    self.plan.on_progress = NULL;
    if (ret == SIM_OK && self.n_cells > 0) {
        begin(&self);
        ret = find_numbers(&self, refusal);
    }
    if (ret == SIM_OK) {
        keep(&self);
    }
    for (int g = 0; g < CC_MAX_GROUPS; g++) {
        free(self.number[g]);
    }
    xp_staff_variant_free(&self.variant);
    free(self.cell);
    free(self.row);
    free(self.spot);
    return ret;
}
