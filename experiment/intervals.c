#include "experiment/intervals.h"

#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What all places of a scenario keep of single days is at most so many numbers (64 MB), but no place less
 * than LEAST. */
#define KEPT (8u << 20)
#define LEAST 64u
#define MOST 4096u

struct xp_place {
    xp_cell sum;
    uint64_t days, with_level, met;
    xp_bag offered, level;
};

struct xp_presence {
    xp_duty sum;
};

struct xp_demand {
    cc_forecast_line sum;
    double period; /* s that it is open, over so many days */
    int days;
    xp_required required;
};

static size_t
n_places(const xp_intervals *self, int s, int n_lines)
{
    return (size_t)n_lines * (size_t)(self->n_days[s] + 1) * self->layout[s].n_intervals;
}

static size_t
index_of(const xp_intervals *self, int s, int line, int day, size_t k)
{
    return ((size_t)line * (size_t)(self->n_days[s] + 1) + (size_t)day) *
               self->layout[s].n_intervals +
           k;
}

static int
weekday_of(const cc_scenario *scenario, int day)
{
    return (scenario->run.first_day + day) % 7;
}

/* Which of the days told apart a day of the run is. */
static int
day_of(const xp_intervals *self, int s, int day)
{
    const cc_scenario *scenario = self->scenario[s];
    return scenario->run.has_date ? day - self->layout[s].first_day : weekday_of(scenario, day);
}

/* ---- what the demand says ---- */

static void
add_demand(xp_intervals *self, int s, const cc_forecast *forecast, int day)
{
    const cc_scenario *scenario = self->scenario[s];
    const cc_layout *layout = &self->layout[s];
    const int both[2] = {day_of(self, s, day), self->n_days[s]};
    const cc_openings *today = cc_openings_of(&scenario->run, &scenario->run.hours, day);
    for (size_t k = 0; k < layout->n_intervals; k++) {
        if (!cc_day_is_open(&scenario->run, day) || !cc_interval_counts(&scenario->run, day, k)) {
            continue;
        }
        const double begin = layout->open + (double)k * layout->interval;
        const double open = cc_openings_within(today, begin, begin + layout->interval);
        for (int queue = 0; queue < layout->n_queues; queue++) {
            const cc_forecast_line *line = cc_forecast_of(forecast, queue, k);
            for (int j = 0; j < 2; j++) {
                xp_demand *it = &self->demand[s][index_of(self, s, queue, both[j], k)];
                it->sum.contacts += line->contacts;
                it->sum.work += line->work;
                it->sum.leaving += line->leaving;
                it->period += open;
                it->days++;
            }
        }
    }
}

static int
find_demand(xp_intervals *self, int s)
{
    const cc_layout *layout = &self->layout[s];
    cc_forecast forecast;
    const int ret = cc_forecast_init(&forecast, self->scenario[s]);
    if (ret != SIM_OK) {
        return ret;
    }
    for (int day = layout->first_day; day < layout->first_day + layout->n_days; day++) {
        cc_forecast_day(&forecast, day);
        add_demand(self, s, &forecast, day);
    }
    cc_forecast_free(&forecast);
    for (int queue = 0; queue < layout->n_queues; queue++) {
        for (size_t j = 0; j < n_places(self, s, 1); j++) {
            xp_demand *it = &self->demand[s][index_of(self, s, queue, 0, 0) + j];
            it->required = (xp_required){NAN, NULL};
            if (it->days > 0) {
                it->required = xp_required_erlang_a(self->scenario[s], queue, &it->sum, it->period);
            }
        }
    }
    return SIM_OK;
}

/* ---- the replications ---- */

int
xp_intervals_init(xp_intervals *self, const cc_scenario *const scenario[], const cc_layout layout[],
                  const xp_pools pools[], int n_scenarios)
{
    *self = (xp_intervals){
        .scenario = scenario, .layout = layout, .pools = pools, .n_scenarios = n_scenarios};
    size_t most = 1;
    for (int s = 0; s < n_scenarios; s++) {
        self->n_days[s] = scenario[s]->run.has_date ? layout[s].n_days : 7;
        const size_t n = n_places(self, s, layout[s].n_queues);
        most = n > most ? n : most;
        self->place[s] = sim_memory_zeros(n, sizeof(*self->place[s]));
        self->demand[s] = sim_memory_zeros(n, sizeof(*self->demand[s]));
        self->presence[s] =
            sim_memory_zeros(n_places(self, s, pools[s].n), sizeof(*self->presence[s]));
        if (self->place[s] == NULL || self->demand[s] == NULL || self->presence[s] == NULL) {
            return SIM_ERR_NOMEM;
        }
        const int ret = find_demand(self, s);
        if (ret != SIM_OK) {
            return ret;
        }
    }
    const size_t fits = KEPT / 2 / most / 2 * 2; /* of two bags each, an even number */
    self->most = fits < LEAST ? LEAST : fits > MOST ? MOST : (uint32_t)fits;
    return SIM_OK;
}

void
xp_intervals_free(xp_intervals *self)
{
    for (int s = 0; s < self->n_scenarios; s++) {
        const size_t n = self->place[s] == NULL ? 0 : n_places(self, s, self->layout[s].n_queues);
        for (size_t j = 0; j < n; j++) {
            xp_bag_free(&self->place[s][j].offered);
            xp_bag_free(&self->place[s][j].level);
        }
        free(self->place[s]);
        free(self->demand[s]);
        free(self->simulated[s]);
        free(self->presence[s]);
    }
    *self = (xp_intervals){0};
}

static double
target_of(const xp_intervals *self, int s, int queue)
{
    return self->scenario[s]->center.queue[queue].service_level.target;
}

/* One day of a place. */
static int
add_place(xp_place *self, const xp_cell *cell, double target, uint32_t most)
{
    int ret = xp_bag_add(&self->offered, cell->offered, most);
    xp_cell_add(&self->sum, cell);
    self->days++;
    if (cell->held > 0) {
        self->with_level++;
        self->met += cell->in_time >= target * cell->held;
        ret = ret != SIM_OK ? ret : xp_bag_add(&self->level, cell->in_time / cell->held, most);
    }
    return ret;
}

static int
add_slice(xp_intervals *self, int s, const xp_cells *cells, size_t slice, const cc_slice *is)
{
    const int n_queues = self->layout[s].n_queues, n_pools = self->pools[s].n;
    const int both[2] = {day_of(self, s, is->day), self->n_days[s]};
    int ret = SIM_OK;
    for (int j = 0; j < 2; j++) {
        for (int queue = 0; queue < n_queues && ret == SIM_OK; queue++) {
            ret = add_place(&self->place[s][index_of(self, s, queue, both[j], is->k)],
                            &cells->queue[slice * (size_t)n_queues + (size_t)queue],
                            target_of(self, s, queue), self->most);
        }
        for (int pool = 0; pool < n_pools; pool++) {
            xp_duty *sum = &self->presence[s][index_of(self, s, pool, both[j], is->k)].sum;
            const xp_duty *it = &cells->duty[slice * (size_t)n_pools + (size_t)pool];
            sum->scheduled += it->scheduled;
            sum->on_duty += it->on_duty;
            sum->ready += it->ready;
            sum->busy += it->busy;
            sum->span += it->span;
        }
    }
    return ret;
}

int
xp_intervals_add(xp_intervals *self, const xp_cells cells[])
{
    int ret = SIM_OK;
    for (int s = 0; s < self->n_scenarios; s++) {
        const cc_layout *layout = &self->layout[s];
        for (size_t j = 0; j < layout->n_slices && ret == SIM_OK; j++) {
            const cc_slice is = cc_layout_slice_of(layout, j);
            if (is.kind == CC_SLICE_INTERVAL && cc_layout_span(layout, layout->run, j) > 0) {
                ret = add_slice(self, s, &cells[s], j, &is);
            }
        }
    }
    return ret;
}

/* ---- rows ---- */

int
xp_intervals_next(const xp_intervals *self, int scenario, int weekday, int from)
{
    const cc_scenario *its = self->scenario[scenario];
    for (int day = from; day < self->n_days[scenario]; day++) {
        const int is =
            its->run.has_date ? weekday_of(its, self->layout[scenario].first_day + day) : day;
        if (weekday == XP_ALL_DAYS || is == weekday) {
            return day;
        }
    }
    return -1;
}

/* Agents that the queues of a pool take together; NAN if one of them is not known. */
static double
required_of_pool(const xp_intervals *self, int s, int pool, int day, size_t k)
{
    double sum = 0;
    for (int queue = 0; queue < self->layout[s].n_queues; queue++) {
        if (self->pools[s].of_queue[queue] == pool) {
            sum += self->demand[s][index_of(self, s, queue, day, k)].required.agents;
        }
    }
    return sum;
}

void
xp_intervals_set_simulated(xp_intervals *self, int scenario, int pool, int day, size_t k,
                           double agents)
{
    const size_t n = n_places(self, scenario, self->pools[scenario].n);
    double **all = &self->simulated[scenario];
    if (*all == NULL) {
        *all = sim_memory_zeros(n, sizeof(**all));
        for (size_t j = 0; *all != NULL && j < n; j++) {
            (*all)[j] = NAN;
        }
    }
    if (*all != NULL) {
        (*all)[index_of(self, scenario, pool, day, k)] = agents;
    }
}

static void
fill_time(const xp_intervals *self, int s, xp_interval_row *row)
{
    const cc_layout *layout = &self->layout[s];
    const cc_run *run = &self->scenario[s]->run;
    row->begin = layout->open + (double)row->k * layout->interval;
    row->end = fmin(row->begin + layout->interval, run->close);
    row->weekday = XP_ALL_DAYS;
    if (row->day < self->n_days[s]) {
        row->has_date = run->has_date;
        row->date = run->first_date + layout->first_day + row->day;
        row->weekday =
            run->has_date ? weekday_of(self->scenario[s], layout->first_day + row->day) : row->day;
    }
}

bool
xp_intervals_row(const xp_intervals *self, int scenario, int queue, int day, size_t k,
                 xp_interval_row *row)
{
    const size_t at = index_of(self, scenario, queue, day, k);
    xp_place *place = &self->place[scenario][at];
    const xp_demand *demand = &self->demand[scenario][at];
    const int pool = self->pools[scenario].of_queue[queue];
    const xp_duty *duty = &self->presence[scenario][index_of(self, scenario, pool, day, k)].sum;
    const xp_cell *sum = &place->sum;
    if (place->days == 0) {
        return false;
    }
    const double required = required_of_pool(self, scenario, pool, day, k);
    *row = (xp_interval_row){
        .queue = queue,
        .pool = pool,
        .day = day,
        .k = k,
        .n = place->days,
        .forecast = demand->sum.contacts / demand->days,
        .aht = demand->sum.work / demand->sum.contacts,
        .required = demand->required.agents,
        .simulated = self->simulated[scenario] == NULL
                         ? NAN
                         : self->simulated[scenario][index_of(self, scenario, pool, day, k)],
        .why = demand->required.why,
        .scheduled = duty->scheduled / duty->span,
        .on_duty = duty->on_duty / duty->span,
        .ready = duty->ready / duty->span,
        .net = duty->on_duty / duty->span - required,
        .net_scheduled = duty->scheduled / duty->span - required,
        .offered = sum->offered / (double)place->days,
        .offered_p10 = xp_bag_quantile(&place->offered, .1),
        .offered_p90 = xp_bag_quantile(&place->offered, .9),
        .level = sum->in_time / sum->held,
        .level_p10 = xp_bag_quantile(&place->level, .1),
        .level_p90 = xp_bag_quantile(&place->level, .9),
        .target = target_of(self, scenario, queue),
        .meets = NAN,
        .abandonment = sum->abandoned / sum->asked,
        .asa = sum->wait / sum->answered,
        .handle_time = sum->work / sum->ended,
        .occupancy = duty->busy / duty->on_duty,
    };
    if (place->with_level > 0 && !isnan(row->target)) {
        row->meets = (double)place->met / (double)place->with_level;
    }
    fill_time(self, scenario, row);
    return true;
}
