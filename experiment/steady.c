/* One run of a layout by interval: a contact counts in the slice in which it arrives, whenever it ends, so that
 * observations add up to the whole whatever is asked. */
#include "experiment/steady.h"

#include "models/center/center.h"
#include "models/language/units.h"
#include "models/scenario/period.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int
xp_steady_init(xp_steady *self, const cc_scenario *scenario, cc_refusal *refusal)
{
    *self = (xp_steady){.scenario = scenario};
    self->period = cc_period_of(scenario, self->what, sizeof(self->what));
    if (self->period == CC_PERIOD_NEVER) {
        return cc_refuse(refusal, scenario->file, 0,
                         "%s: has no steady state: it says what happens on some days of their own",
                         self->what);
    }
    const int ret = cc_layout_init(&self->layout, scenario, true);
    if (ret == SIM_ERR_LIMIT) {
        return cc_refuse(refusal, scenario->file, 0,
                         "run: too much to count: %zu intervals x %zu kinds, channels and groups; "
                         "fewer days, or a longer run.interval",
                         self->layout.n_slices, self->layout.n_cells);
    }
    if (ret != SIM_OK) {
        return ret;
    }
    const double interval = scenario->run.interval;
    const bool is_even = fabs(remainder(CC_DAY, interval)) < 1e-6;
    if (self->period == CC_PERIOD_NONE && !is_even) {
        self->period = CC_PERIOD_DAY;
        snprintf(self->what, sizeof(self->what), "run.interval");
    }
    self->length = self->period == CC_PERIOD_NONE ? interval : self->period * CC_DAY;
    self->n = (size_t)floor(scenario->run.observe / self->length + 1e-9);
    return SIM_OK;
}

void
xp_steady_free(xp_steady *self)
{
    for (size_t j = 0; j < self->n_series; j++) {
        free(self->series[j].num);
        free(self->series[j].den);
    }
    *self = (xp_steady){0};
}

/* ---- figures ---- */

static bool
is_told_by_interval(const cc_measure *measure)
{
    cc_scope scope = measure->scope;
    scope.slice = 0;
    const cc_estimator it = cc_kpis[measure->kpi].estimator;
    return (it == CC_RATIO || it == CC_SHARE || it == CC_COUNT) && measure->scope.slice < 0 &&
           cc_kpi_suits(measure->kpi, &scope);
}

/* Per replication and at the end of the run: of an interval they mean nothing. */
static bool
is_of_the_end(const cc_measure *measure)
{
    const cc_kpi *kpi = &cc_kpis[measure->kpi];
    return kpi->estimator == CC_COUNT && kpi->unit == CC_UNIT_COUNT;
}

static int
add(xp_steady *self, const cc_measure *measure)
{
    for (size_t j = 0; j < self->n_series; j++) { /* twice asked for is once */
        if (self->series[j].measure.kpi == measure->kpi &&
            self->series[j].measure.threshold == measure->threshold &&
            self->series[j].measure.number == measure->number &&
            cc_scope_equal(&self->series[j].measure.scope, &measure->scope)) {
            return SIM_OK;
        }
    }
    xp_series *it = &self->series[self->n_series];
    *it = (xp_series){.measure = *measure,
                      .num = sim_memory_zeros(self->n + 1, sizeof(double)),
                      .den = sim_memory_zeros(self->n + 1, sizeof(double))};
    self->n_series++;
    return it->num == NULL || it->den == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

int
xp_steady_want(xp_steady *self, const char *kpi, const char *scope, cc_refusal *refusal)
{
    cc_measure measure;
    const int ret = cc_measure_parse(&measure, self->scenario, &self->layout, kpi, scope, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    if (!is_told_by_interval(&measure) || is_of_the_end(&measure)) {
        return cc_refuse(refusal, NULL, 0,
                         "%s %s: is not told interval by interval, as one long run needs it: take "
                         "replications (ccsim run)",
                         kpi, scope);
    }
    if (self->n_series == XP_STEADY_FIGURES) {
        return cc_refuse(refusal, NULL, 0, "at most %d figures", XP_STEADY_FIGURES);
    }
    return add(self, &measure);
}

int
xp_steady_want_usual(xp_steady *self)
{
    static const char *const of_channel[] = {"service_level_g1", "asa", "abandonment"};
    int ret = SIM_OK;
    cc_refusal ignored = {""};
    for (int c = 0; c < self->scenario->n_channels && ret == SIM_OK; c++) {
        char scope[160];
        snprintf(scope, sizeof(scope), "channel:%s", self->scenario->channel[c].name);
        for (size_t j = 0; j < 3 && ret == SIM_OK; j++) {
            ret = xp_steady_want(self, of_channel[j], scope, &ignored);
            ret = ret == SIM_ERR_NOMEM ? ret : SIM_OK; /* that channel has no such figure */
        }
    }
    if (ret == SIM_OK) {
        ret = xp_steady_want(self, "occupancy", "center", &ignored);
    }
    return ret == SIM_ERR_NOMEM ? ret : SIM_OK;
}

/* ---- the run ---- */

static size_t
observation_of(const xp_steady *self, const cc_slice *slice)
{
    const double at = self->period == CC_PERIOD_NONE ? slice->begin / self->length
                                                     : (double)(slice->day / self->period);
    return (size_t)floor(at + 1e-9);
}

static void
read(xp_steady *self, const cc_record *record)
{
    const cc_layout *layout = &self->layout;
    const cc_run *run = &self->scenario->run;
    double open = 0;
    for (size_t s = 0; s < layout->n_slices; s++) {
        open += cc_layout_slice_of(layout, s).kind == CC_SLICE_INTERVAL
                    ? cc_layout_span(layout, run, s)
                    : 0;
    }
    for (size_t j = 0; j < self->n_series; j++) {
        for (size_t k = 0; k < self->n; k++) {
            self->series[j].num[k] = self->series[j].den[k] = 0;
        }
    }
    for (size_t s = 0; s < layout->n_slices; s++) {
        const cc_slice slice = cc_layout_slice_of(layout, s);
        const size_t k = observation_of(self, &slice);
        if (slice.kind == CC_SLICE_EMPTY || k >= self->n) {
            continue;
        }
        const bool is_open = slice.kind == CC_SLICE_INTERVAL;
        const double days = is_open ? layout->days * cc_layout_span(layout, run, s) / open : 0;
        for (size_t j = 0; j < self->n_series; j++) {
            xp_series *it = &self->series[j];
            cc_scope scope = it->measure.scope;
            cc_sums sums;
            scope.slice = (int)s;
            cc_scope_sums(&scope, self->scenario, record, &sums);
            sums.days = days; /* a figure a day is one here too, not the number of the slice */
            const cc_sample sample = cc_measure_read(&it->measure, self->scenario, record, &sums);
            it->num[k] += sample.num;
            it->den[k] += sample.den;
        }
    }
}

/* A run that begins with nobody waiting and ends with more than 2 % of all who came, and ten, as xp_estimate_grows
 * has it. */
static void
find_growing(xp_steady *self, const cc_record *record)
{
    const cc_center_setup *center = &self->scenario->center;
    cc_scope scope = CC_SCOPE_CENTER;
    self->growing = NULL;
    for (scope.queue = 0; scope.queue < center->n_queues && self->growing == NULL; scope.queue++) {
        cc_sums sums;
        cc_scope_sums(&scope, self->scenario, record, &sums);
        const double end = sums.counter[CC_N_waiting_end], start = sums.counter[CC_N_waiting_start];
        if (end > 2 * start + 10 && end - start > 0.02 * sums.counter[CC_N_offered]) {
            self->growing = center->queue[scope.queue].name;
            self->waiting = end;
        }
    }
}

/* A center and a record, for one run after the other. */
typedef struct runner {
    cc_center *center;
    cc_record record;
    sim_budget budget;
} runner;

static int
runner_init(runner *self, const xp_steady *steady, size_t memory, const atomic_bool *stop,
            cc_refusal *refusal)
{
    self->budget = (sim_budget){.most = memory};
    self->record = (cc_record){0};
    self->center = cc_center_new(steady->scenario, &steady->layout, refusal);
    if (self->center == NULL) {
        return refusal->text[0] == '\0' ? SIM_ERR_NOMEM : SIM_ERR_LIMIT;
    }
    cc_center_set_stop(self->center, stop);
    if (memory > 0) {
        cc_center_set_budget(self->center, &self->budget);
    }
    return cc_record_init(&self->record, &steady->layout);
}

static void
runner_free(runner *self)
{
    if (self->center != NULL) {
        cc_center_delete(self->center);
    }
    cc_record_free(&self->record);
}

int
xp_steady_run(xp_steady *self, uint64_t seed, uint64_t replication, size_t memory,
              const atomic_bool *stop, cc_refusal *refusal)
{
    runner it;
    refusal->text[0] = '\0';
    int ret = runner_init(&it, self, memory, stop, refusal);
    if (ret == SIM_OK) {
        ret = cc_center_run(it.center, seed, replication, &it.record, refusal);
    }
    if (ret == SIM_OK) {
        read(self, &it.record);
        find_growing(self, &it.record);
    }
    runner_free(&it);
    return ret;
}

xp_steady_figure
xp_steady_figure_of(const xp_steady *self, size_t series, size_t batches, bool overlapping,
                    double confidence)
{
    const xp_series *of = &self->series[series];
    xp_steady_figure it = {.warm_up = sim_warm_up_mser(of->num, of->den, self->n, SIM_MSER_BATCH)};
    const size_t cut = it.warm_up.cut;
    it.means = sim_batch_means_of(of->num + cut, of->den + cut, self->n - cut, batches, overlapping,
                                  confidence);
    double least, most;
    cc_kpi_bounds(of->measure.kpi, &least, &most);
    it.means.interval = sim_interval_within(&it.means.interval, least, most);
    it.too_short = it.warm_up.late || sim_batch_means_too_short(&it.means);
    const double needed =
        (double)(sim_batch_means_needed(&it.means) * it.means.n + cut) / (double)self->n;
    it.enough = isnan(it.means.memory) ? NAN : fmax(2, ceil(needed));
    return it;
}

int
xp_steady_welch(xp_steady *self, uint64_t seed, uint64_t replications, size_t window, size_t memory,
                const atomic_bool *stop, double *mean[], double *smooth[], cc_refusal *refusal)
{
    runner it;
    refusal->text[0] = '\0';
    double *sum = sim_memory_zeros(2 * self->n * self->n_series + 1, sizeof(*sum));
    int ret = sum == NULL ? SIM_ERR_NOMEM : SIM_OK;
    if (ret != SIM_OK) {
        return ret;
    }
    ret = runner_init(&it, self, memory, stop, refusal);
    for (uint64_t r = 0; r < replications && ret == SIM_OK; r++) {
        ret = cc_center_run(it.center, seed, r, &it.record, refusal);
        if (ret != SIM_OK) {
            break;
        }
        read(self, &it.record);
        for (size_t j = 0; j < self->n_series; j++) {
            for (size_t k = 0; k < self->n; k++) {
                sum[2 * (j * self->n + k)] += self->series[j].num[k];
                sum[2 * (j * self->n + k) + 1] += self->series[j].den[k];
            }
        }
    }
    for (size_t j = 0; j < self->n_series && ret == SIM_OK; j++) {
        for (size_t k = 0; k < self->n; k++) {
            const double *at = &sum[2 * (j * self->n + k)];
            mean[j][k] = at[1] > 0 ? at[0] / at[1] : NAN;
        }
        for (size_t k = 0; k < self->n; k++) {
            smooth[j][k] = sim_warm_up_smooth(mean[j], self->n, window, k);
        }
    }
    runner_free(&it);
    free(sum);
    return ret;
}
