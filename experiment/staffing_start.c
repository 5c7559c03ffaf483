#include "experiment/staffing_start.h"

#include "experiment/required.h"
#include "models/language/refusal.h"
#include "models/scenario/forecast.h"
#include "models/scenario/hands.h"
#include "models/scenario/opening.h"
#include "models/scenario/roster.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the target ---- */

static int
refuse_rate(const xp_require *target, cc_refusal *refusal)
{
    return cc_refuse(refusal, NULL, 0,
                     "target \"%s\": must be a rate that is better the higher, with >=, or the "
                     "lower, with <=, as service_level_g1 and abandonment are",
                     target->text);
}

int
xp_staffing_aim(xp_staffing *self, cc_refusal *refusal)
{
    const xp_staffing_plan *plan = self->plan;
    const xp_require *target = plan->target;
    const cc_scenario *scenario = plan->scenario;
    xp_staff_trial *trial = &self->trial;
    int ret = cc_layout_init(&trial->layout, scenario, true);
    if (ret == SIM_ERR_LIMIT && !trial->by_day) {
        ret = cc_layout_init(&trial->layout, scenario, false);
    }
    if (ret == SIM_OK) {
        ret = cc_measure_parse(&trial->target, scenario, &trial->layout, target->kpi, target->scope,
                               refusal);
    }
    if (ret != SIM_OK) {
        return ret;
    }
    const cc_kpi *kpi = &cc_kpis[trial->target.kpi];
    trial->is_at_least = target->comparison[0] == '>';
    trial->is_strict = target->comparison[1] != '=';
    trial->value = target->value;
    if (kpi->unit != CC_UNIT_FRACTION || kpi->better == CC_NEUTRAL ||
        (kpi->estimator != CC_RATIO && kpi->estimator != CC_SHARE) ||
        (kpi->better == CC_HIGHER) != trial->is_at_least) {
        return refuse_rate(target, refusal);
    }
    if (trial->target.scope.slice >= 0) {
        return cc_refuse(refusal, NULL, 0,
                         "target \"%s\": must be of whole days, not of one interval", target->text);
    }
    if (target->bound != XP_MEAN) {
        return cc_refuse(refusal, NULL, 0,
                         "target \"%s\": must be without %s: the confidence is an option",
                         target->text, target->bound == XP_LOWER ? "lower" : "upper");
    }
    if (target->notation == XP_DURATION || !(target->value > 0 && target->value < 1)) {
        return cc_refuse(refusal, NULL, 0, "target \"%s\": must be above 0 and below 1 (100 %%)",
                         target->text);
    }
    ret = cc_measure_parse(&trial->cost, scenario, &trial->layout, "cost", "center", refusal);
    if (ret == SIM_OK) {
        ret = cc_measure_parse(&trial->hours, scenario, &trial->layout, "hours_paid", "center",
                               refusal);
    }
    if (ret == SIM_OK) {
        const char *scope =
            cc_kpi_suits(CC_KPI_abandonment, &trial->target.scope) ? target->scope : "center";
        ret = cc_measure_parse(&trial->abandonment, scenario, &trial->layout, "abandonment", scope,
                               refusal);
    }
    return ret;
}

/* ---- groups ---- */

static bool
is_about(const xp_staffing *self, int queue)
{
    const cc_scenario *scenario = self->plan->scenario;
    const cc_scope *scope = &self->trial.target.scope;
    bool is = false;
    for (int c = 0; c < scenario->n_channels; c++) {
        is = is || (scenario->center.channel[c].offered && cc_hands_feeds(scenario, queue, c) &&
                    (scope->channel < 0 || scope->channel == c));
    }
    return is && (scope->queue < 0 || scope->queue == queue);
}

static int
named_group(const cc_scenario *scenario, const char *name)
{
    int g = 0;
    while (g < scenario->center.n_groups && strcmp(scenario->center.group[g].name, name) != 0) {
        g++;
    }
    return g < scenario->center.n_groups ? g : -1;
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

/* Marks those of --group. */
static int
choose_named(const xp_staffing *self, bool chosen[], cc_refusal *refusal)
{
    const cc_scenario *scenario = self->plan->scenario;
    for (const char *const *name = self->plan->group; *name != NULL; name++) {
        const int g = named_group(scenario, *name);
        if (g < 0) {
            return cc_refuse(refusal, NULL, 0, "group \"%s\": there is no such group", *name);
        }
        bool is = false;
        for (int q = 0; q < scenario->center.n_queues; q++) {
            is = is || (is_about(self, q) && serves(&scenario->center.queue[q], g));
        }
        if (!is) {
            return cc_refuse(refusal, NULL, 0,
                             "group \"%s\": must serve what the target is about (%s)", *name,
                             self->plan->target->scope);
        }
        chosen[g] = true;
    }
    return SIM_OK;
}

/* ... or of each queue the cheapest, the first of several. */
static void
choose_cheapest(const xp_staffing *self, bool chosen[])
{
    const cc_center_setup *center = &self->plan->scenario->center;
    const int only = self->trial.target.scope.group;
    for (int q = 0; q < center->n_queues; q++) {
        int best = -1;
        for (int g = 0; g < center->n_groups && is_about(self, q); g++) {
            if (serves(&center->queue[q], g) && (only < 0 || only == g) &&
                (best < 0 || center->group[g].wage_per_hour < center->group[best].wage_per_hour)) {
                best = g;
            }
        }
        if (best >= 0) {
            chosen[best] = true;
        }
    }
}

/* ... or, where nothing is sought, all. */
static void
choose_all(const xp_staffing *self, bool chosen[])
{
    const cc_center_setup *center = &self->plan->scenario->center;
    const int only = self->trial.target.scope.group;
    for (int q = 0; q < center->n_queues; q++) {
        for (int g = 0; g < center->n_groups && is_about(self, q); g++) {
            chosen[g] = chosen[g] || (serves(&center->queue[q], g) && (only < 0 || only == g));
        }
    }
}

static int
check_groups(const xp_staffing *self, const bool chosen[], cc_refusal *refusal)
{
    const cc_scenario *scenario = self->plan->scenario;
    bool any = false;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        if (chosen[g] && !cc_group_has_people(group) && group->scale != 1 && !self->plan->as_is) {
            return cc_refuse(refusal, scenario->file, 0,
                             "group \"%s\": scale must be 1 for that: agents are whole (is %g)",
                             group->name, group->scale);
        }
        any = any || chosen[g];
    }
    if (!any) {
        return cc_refuse(refusal, scenario->file, 0,
                         "no group serves what the target is about (%s)",
                         self->plan->target->scope);
    }
    if (scenario->center.staff_scale != 1 && !self->plan->as_is) {
        return cc_refuse(refusal, scenario->file, 0,
                         "center.staff_scale: must be 1 for that: agents are whole (is %g)",
                         scenario->center.staff_scale);
    }
    return SIM_OK;
}

/* ---- intervals ---- */

/* Mean over the open days: s that it is open, and agents of the group. */
typedef struct opened {
    double seconds, agents;
} opened;

/* As a table says them; of persons those at work. */
static double
agents_at(const cc_scenario *scenario, int g, long day, size_t k)
{
    const cc_group *group = &scenario->center.group[g];
    return cc_group_has_people(group) ? cc_roster_numbers(scenario, g, day, k).at_work
                                      : cc_staff_at(scenario, group, (size_t)day, k);
}

static opened
opened_of(const cc_scenario *scenario, const cc_layout *layout, int group, size_t k)
{
    const cc_run *run = &scenario->run;
    const double begin = layout->open + (double)k * layout->interval;
    opened sum = {0};
    int n = 0;
    for (int day = layout->first_day; day < layout->first_day + layout->n_days; day++) {
        if (!cc_day_is_open(run, day)) {
            continue;
        }
        const cc_openings *today = cc_openings_of(run, &run->hours, day);
        sum.seconds += cc_openings_within(today, begin, begin + layout->interval);
        sum.agents += agents_at(scenario, group, day, k);
        n++;
    }
    return n == 0 ? sum : (opened){sum.seconds / n, sum.agents / n};
}

int
xp_staffing_cells(xp_staffing *self, cc_refusal *refusal)
{
    const cc_scenario *scenario = self->plan->scenario;
    const cc_layout *layout = &self->trial.layout;
    bool chosen[CC_MAX_GROUPS] = {false};
    int ret = SIM_OK;
    if (self->plan->group != NULL) {
        ret = choose_named(self, chosen, refusal);
    } else if (self->plan->as_is) {
        choose_all(self, chosen);
    } else {
        choose_cheapest(self, chosen);
    }
    ret = ret == SIM_OK ? check_groups(self, chosen, refusal) : ret;
    const size_t most = (size_t)scenario->center.n_groups * layout->n_intervals;
    self->cell = sim_memory_zeros(most, sizeof(*self->cell));
    if (ret != SIM_OK || self->cell == NULL) {
        return ret != SIM_OK ? ret : SIM_ERR_NOMEM;
    }
    for (int g = 0; g < scenario->center.n_groups; g++) {
        for (int q = 0; q < scenario->center.n_queues && !chosen[g]; q++) {
            self->beside[g] =
                self->beside[g] || (is_about(self, q) && serves(&scenario->center.queue[q], g));
        }
        for (size_t k = 0; k < layout->n_intervals && chosen[g]; k++) {
            const opened it = opened_of(scenario, layout, g, k);
            const double begin = layout->open + (double)k * layout->interval;
            if (it.seconds > 0) {
                self->cell[self->n_cells++] = (xp_staff_cell){
                    .group = g,
                    .k = k,
                    .begin = begin,
                    .end = fmin(begin + layout->interval, scenario->run.close),
                    .hours = it.seconds / 3600,
                    .before = it.agents,
                };
            }
        }
    }
    self->trial.as_is = self->plan->as_is;
    self->trial.cell = self->cell;
    self->trial.n_cells = self->n_cells;
    return SIM_OK;
}

/* ---- where to begin ---- */

/* The forecast of a queue in an interval, over all days on which it is open then. */
typedef struct expected {
    cc_forecast_line sum;
    double period; /* s */
} expected;

static int
sum_forecast(const xp_staffing *self, expected *all)
{
    const cc_scenario *scenario = self->plan->scenario;
    const cc_layout *layout = &self->trial.layout;
    cc_forecast forecast;
    const int ret = cc_forecast_init(&forecast, scenario);
    if (ret != SIM_OK) {
        return ret;
    }
    for (int day = layout->first_day; day < layout->first_day + layout->n_days; day++) {
        if (!cc_day_is_open(&scenario->run, day)) {
            continue;
        }
        const cc_openings *today = cc_openings_of(&scenario->run, &scenario->run.hours, day);
        cc_forecast_day(&forecast, day);
        for (size_t k = 0; k < layout->n_intervals; k++) {
            const double begin = layout->open + (double)k * layout->interval;
            for (int q = 0; q < layout->n_queues; q++) {
                const cc_forecast_line *line = cc_forecast_of(&forecast, q, k);
                expected *it = &all[k * (size_t)layout->n_queues + (size_t)q];
                it->sum.contacts += line->contacts;
                it->sum.work += line->work;
                it->sum.leaving += line->leaving;
                it->period += cc_openings_within(today, begin, begin + layout->interval);
            }
        }
    }
    cc_forecast_free(&forecast);
    return SIM_OK;
}

/* How many of the groups sought serve the queue: they share what it takes. */
static int
n_sharing(const xp_staffing *self, const cc_queue *queue, size_t k)
{
    int n = 0;
    for (size_t j = 0; j < self->n_cells; j++) {
        n += self->cell[j].k == k && serves(queue, self->cell[j].group);
    }
    return n;
}

static void
start_cell(xp_staffing *self, size_t j, const expected *all)
{
    const cc_scenario *scenario = self->plan->scenario;
    const cc_center_setup *center = &scenario->center;
    xp_staff_cell *cell = &self->cell[j];
    double agents = 0, required = 0;
    for (int q = 0; q < center->n_queues; q++) {
        const expected *it = &all[cell->k * (size_t)center->n_queues + (size_t)q];
        if (!serves(&center->queue[q], cell->group) || !is_about(self, q) || !(it->period > 0)) {
            continue;
        }
        const double load = it->sum.work / it->period;
        const xp_required by = xp_required_erlang_a(scenario, q, &it->sum, it->period);
        const double need = isnan(by.agents) ? load + sqrt(load) : by.agents;
        agents += need / n_sharing(self, &center->queue[q], cell->k);
        required += by.agents;
    }
    const double there = 1 - cc_table_at(&center->group[cell->group].shrinkage, 0, cell->k);
    cell->required = isnan(required) ? -1 : (int)ceil(required / there - 1e-9);
    if (self->plan->as_is) {
        return;
    }
    const double most = fmin(ceil(agents / there - 1e-9), CC_MAX_AGENTS / 2);
    self->table[j] = most > self->plan->least ? (int)most : self->plan->least;
}

int
xp_staffing_start(xp_staffing *self)
{
    const cc_layout *layout = &self->trial.layout;
    expected *all = sim_memory_zeros(layout->n_intervals * (size_t)layout->n_queues, sizeof(*all));
    int ret = all == NULL ? SIM_ERR_NOMEM : sum_forecast(self, all);
    for (size_t j = 0; j < self->n_cells && ret == SIM_OK; j++) {
        start_cell(self, j, all);
    }
    free(all);
    return ret;
}
