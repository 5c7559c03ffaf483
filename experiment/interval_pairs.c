#include "experiment/interval_pairs.h"

#include "experiment/estimate.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WEEK = XP_ALL_DAYS + 1, NUMBERS = 4 }; /* numerator and denominator of both */

struct xp_interval_pair {
    sim_moments of[XP_N_COMPARED];
    bool differs[XP_N_COMPARED];
};

static size_t
index_of(const xp_interval_pairs *self, int s, int queue, int weekday, size_t k)
{
    return ((size_t)queue * WEEK + (size_t)weekday) * self->layout[s].n_intervals + k;
}

static size_t
n_of(const xp_interval_pairs *self, int s)
{
    return index_of(self, s, self->layout[s].n_queues, 0, 0);
}

/* The first scenario's queue of that name; -1. */
static int
counterpart(const xp_interval_pairs *self, int s, int queue)
{
    const cc_center_setup *first = &self->scenario[0]->center;
    const char *name = self->scenario[s]->center.queue[queue].name;
    for (int q = 0; q < first->n_queues; q++) {
        if (strcmp(first->queue[q].name, name) == 0) {
            return q;
        }
    }
    return -1;
}

static bool
has_same_slices(const cc_layout *a, const cc_layout *b)
{
    return a->n_slices == b->n_slices && a->per_day == b->per_day && a->n_before == b->n_before &&
           a->n_intervals == b->n_intervals && a->open == b->open && a->interval == b->interval &&
           a->first_day == b->first_day;
}

static int
make(xp_interval_pairs *self, int s)
{
    const size_t n = n_of(self, s), size = sim_moments_size(NUMBERS);
    self->pair[s] = sim_memory_zeros(n, sizeof(*self->pair[s]));
    self->number[s] = sim_memory_zeros(n * XP_N_COMPARED * size, sizeof(*self->number[s]));
    self->sum[s] = sim_memory_zeros(n * XP_N_COMPARED * NUMBERS, sizeof(*self->sum[s]));
    if (self->pair[s] == NULL || self->number[s] == NULL || self->sum[s] == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < n; j++) {
        for (size_t c = 0; c < XP_N_COMPARED; c++) {
            self->pair[s][j].of[c] = (sim_moments){
                .number = &self->number[s][(j * XP_N_COMPARED + c) * size], .k = NUMBERS};
        }
    }
    return SIM_OK;
}

int
xp_interval_pairs_init(xp_interval_pairs *self, const cc_scenario *const scenario[],
                       const cc_layout layout[], int n_scenarios)
{
    *self = (xp_interval_pairs){
        .scenario = scenario, .layout = layout, .n_scenarios = n_scenarios, .unit = 1};
    for (int s = 1; s < n_scenarios; s++) {
        if (has_same_slices(&layout[0], &layout[s])) {
            const int ret = make(self, s);
            if (ret != SIM_OK) {
                return ret;
            }
        }
    }
    return SIM_OK;
}

void
xp_interval_pairs_free(xp_interval_pairs *self)
{
    for (int s = 0; s < self->n_scenarios; s++) {
        free(self->pair[s]);
        free(self->number[s]);
        free(self->sum[s]);
    }
    *self = (xp_interval_pairs){0};
}

static void
add_cell(double sum[XP_N_COMPARED * NUMBERS], const xp_cell *cell, size_t at)
{
    const double both[XP_N_COMPARED][2] = {[XP_OF_LEVEL] = {cell->in_time, cell->held},
                                           [XP_OF_ABANDONMENT] = {cell->abandoned, cell->asked},
                                           [XP_OF_ASA] = {cell->wait, cell->answered}};
    for (size_t c = 0; c < XP_N_COMPARED; c++) {
        sum[c * NUMBERS + at] += both[c][0];
        sum[c * NUMBERS + at + 1] += both[c][1];
    }
}

static void
add_scenario(xp_interval_pairs *self, int s, const xp_cells cells[])
{
    const cc_layout *layout = &self->layout[s];
    const size_t n_queues = (size_t)layout->n_queues, n_first = (size_t)self->layout[0].n_queues;
    for (size_t j = 0; j < layout->n_slices; j++) {
        const cc_slice is = cc_layout_slice_of(layout, j);
        if (is.kind != CC_SLICE_INTERVAL || !(cc_layout_span(layout, layout->run, j) > 0)) {
            continue;
        }
        const int both[2] = {(layout->run->first_day + is.day) % 7, XP_ALL_DAYS};
        for (int queue = 0; queue < layout->n_queues; queue++) {
            const int other = counterpart(self, s, queue);
            for (int d = 0; other >= 0 && d < 2; d++) {
                double *sum = &self->sum[s][index_of(self, s, queue, both[d], is.k) *
                                            XP_N_COMPARED * NUMBERS];
                add_cell(sum, &cells[s].queue[j * n_queues + (size_t)queue], 0);
                add_cell(sum, &cells[0].queue[j * n_first + (size_t)other], 2);
            }
        }
    }
    if (self->n % self->unit != 0) {
        return;
    }
    for (size_t j = 0; j < n_of(self, s); j++) {
        for (size_t c = 0; c < XP_N_COMPARED; c++) {
            const double *x = &self->sum[s][(j * XP_N_COMPARED + c) * NUMBERS];
            xp_interval_pair *pair = &self->pair[s][j];
            sim_moments_add(&pair->of[c], x);
            pair->differs[c] = pair->differs[c] || x[0] != x[2] || x[1] != x[3];
        }
    }
    memset(self->sum[s], 0, n_of(self, s) * XP_N_COMPARED * NUMBERS * sizeof(*self->sum[s]));
}

void
xp_interval_pairs_add(xp_interval_pairs *self, const xp_cells cells[])
{
    self->n++;
    for (int s = 1; s < self->n_scenarios; s++) {
        if (self->pair[s] != NULL) {
            add_scenario(self, s, cells);
        }
    }
}

/* A share of few events, or that few are not, has an interval that does not rest on their spread. */
static sim_interval
share_of(const sim_moments *moments, int at, const sim_function *ratio, const sim_confidence *level,
         bool *few)
{
    const sim_error_moments error = sim_moments_error(moments, ratio);
    const double n = (double)moments->n;
    const double events = n * sim_moments_mean(moments, at);
    const double all = n * sim_moments_mean(moments, at + 1);
    *few = events < XP_FEW_EVENTS || all - events < XP_FEW_EVENTS;
    return *few ? sim_interval_share(events, all, error.variance, level)
                : sim_interval_smooth(ratio->value, &error, level);
}

xp_interval_difference
xp_interval_pairs_of(const xp_interval_pairs *self, int scenario, int queue, int weekday, size_t k,
                     xp_compared of, double confidence)
{
    xp_interval_difference it = {.interval = sim_interval_around(NAN, NAN, 0),
                                 .figure = {NAN, NAN}};
    if (self->pair[scenario] == NULL || counterpart(self, scenario, queue) < 0) {
        return it;
    }
    const xp_interval_pair *pair =
        &self->pair[scenario][index_of(self, scenario, queue, weekday, k)];
    const sim_moments *moments = &pair->of[of];
    const sim_function own = sim_function_ratio(moments, 0), other = sim_function_ratio(moments, 2);
    if (isnan(own.value) || isnan(other.value)) {
        return it;
    }
    const sim_confidence level = sim_confidence_of(confidence, moments->n);
    const sim_function less = sim_function_minus(&own, &other);
    const sim_error_moments error = sim_moments_error(moments, &less);
    it.figure[0] = other.value;
    it.figure[1] = own.value;
    it.equal = !pair->differs[of];
    it.interval = sim_interval_smooth(less.value, &error, &level);
    if (of != XP_OF_ASA) {
        bool few, other_few;
        const sim_interval a = share_of(moments, 0, &own, &level, &few);
        const sim_interval b = share_of(moments, 2, &other, &level, &other_few);
        if (few || other_few) {
            it.interval =
                sim_interval_difference(&a, &b, sim_moments_correlation(moments, &own, &other));
        }
    }
    return it;
}
