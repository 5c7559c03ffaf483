/* One allocation a table, all of it doubles or histograms: a reset is a few memsets. */
#include "models/record.h"

#include "sim/error.h"
#include <stdlib.h>

#define MAX_BYTES 2e8 /* of the counters of one replication */

/* Opening time of a calendar day that lies in [from, to), s. */
static double
opening(const cc_run *run, int day, double from, double to)
{
    if (!run->weekday_open[(run->first_day + day) % 7]) {
        return 0;
    }
    const double begin = fmax(from, day * CC_DAY + run->open);
    const double end = fmin(to, day * CC_DAY + run->close);
    return end > begin ? end - begin : 0;
}

int
cc_layout_init(cc_layout *self, const cc_scenario *scenario, bool by_interval)
{
    const cc_run *run = &scenario->run;
    *self = (cc_layout){.n_issues = scenario->demand.n_issues,
                        .n_channels = cc_channel_count(),
                        .n_groups = scenario->center.n_groups,
                        .n_queues = scenario->center.n_queues,
                        .by_interval = by_interval,
                        .open = run->open,
                        .close = run->close,
                        .interval = run->interval};
    self->n_cells =
        (size_t)self->n_issues * (size_t)self->n_channels * 2 * (size_t)(self->n_groups + 1);
    const double from = run->warm_up, to = run->warm_up + run->observe;
    self->first_day = (int)floor(from / CC_DAY);
    self->n_days = (int)ceil(to / CC_DAY) - self->first_day;
    if (!(run->close > run->open) || self->n_days < 1) {
        return SIM_ERR_PARAM;
    }
    self->per_day = run->intervals_per_day;
    self->n_slices = by_interval ? (size_t)self->n_days * self->per_day : 1;
    for (int j = 0; j < self->n_days; j++) {
        self->days += opening(run, self->first_day + j, from, to);
    }
    self->days /= run->close - run->open;
    if (self->n_slices == 0) {
        return SIM_ERR_PARAM;
    }
    const double bytes = (double)self->n_slices * (double)self->n_cells * CC_N_COUNTERS * 8;
    return bytes <= MAX_BYTES ? SIM_OK : SIM_ERR_LIMIT;
}

double
cc_layout_span(const cc_layout *self, const cc_run *run, size_t slice)
{
    if (!self->by_interval) {
        return run->observe;
    }
    const double day = (double)(self->first_day + (int)(slice / self->per_day)) * CC_DAY;
    const double start = day + self->open + (double)(slice % self->per_day) * self->interval;
    const double end = fmin(start + self->interval, day + self->close);
    const double begin = fmax(start, run->warm_up);
    const double stop = fmin(end, run->warm_up + run->observe);
    return stop > begin ? stop - begin : 0;
}

static size_t
n_waits(const cc_layout *layout)
{
    return (size_t)layout->n_issues * (size_t)layout->n_channels;
}

static size_t
n_day_cells(const cc_layout *layout)
{
    return (size_t)(layout->n_channels + layout->n_queues) * (size_t)layout->n_days;
}

/* Of one slice. */
static size_t
n_counts(const cc_layout *layout)
{
    return layout->n_cells * CC_N_COUNTERS;
}

/* Of what does not count: a cell for each group and one for none. */
static size_t
n_rest(const cc_layout *layout)
{
    return (size_t)(layout->n_groups + 1) * CC_N_COUNTERS;
}

static size_t
n_agent_counts(const cc_layout *layout)
{
    return (size_t)layout->n_groups * CC_A_COUNTERS;
}

/* calloc that gives something to free for nothing too. */
static void *
zeros(size_t n, size_t size)
{
    return calloc(n == 0 ? 1 : n, size);
}

int
cc_record_init(cc_record *self, const cc_layout *layout)
{
    *self = (cc_record){.layout = *layout};
    self->cell = zeros(layout->n_slices * n_counts(layout) + n_rest(layout), sizeof(double));
    self->agent = zeros(layout->n_slices * n_agent_counts(layout), sizeof(double));
    self->wait = zeros(n_waits(layout), sizeof(sim_histogram));
    self->resolution = zeros((size_t)layout->n_issues, sizeof(sim_histogram));
    self->day_in_time = zeros(n_day_cells(layout), sizeof(double));
    self->day_offered = zeros(n_day_cells(layout), sizeof(double));
    self->total = self->cell;
    self->agent_total = self->agent;
    if (layout->n_slices > 1) {
        self->total = zeros(n_counts(layout), sizeof(double));
        self->agent_total = zeros(n_agent_counts(layout), sizeof(double));
    }
    if (self->cell == NULL || self->agent == NULL || self->wait == NULL ||
        self->resolution == NULL || self->day_in_time == NULL || self->day_offered == NULL ||
        self->total == NULL || self->agent_total == NULL) {
        cc_record_free(self);
        return SIM_ERR_NOMEM;
    }
    return SIM_OK;
}

void
cc_record_reset(cc_record *self)
{
    const cc_layout *layout = &self->layout;
    memset(self->cell, 0, (layout->n_slices * n_counts(layout) + n_rest(layout)) * sizeof(double));
    memset(self->agent, 0, layout->n_slices * n_agent_counts(layout) * sizeof(double));
    memset(self->wait, 0, n_waits(layout) * sizeof(sim_histogram));
    memset(self->resolution, 0, (size_t)layout->n_issues * sizeof(sim_histogram));
    memset(self->day_in_time, 0, n_day_cells(layout) * sizeof(double));
    memset(self->day_offered, 0, n_day_cells(layout) * sizeof(double));
    self->n_events = self->n_turned_away = 0;
}

void
cc_record_close(cc_record *self)
{
    const cc_layout *layout = &self->layout;
    if (layout->n_slices <= 1) {
        return;
    }
    const size_t m = n_agent_counts(layout);
    memset(self->total, 0, n_counts(layout) * sizeof(double));
    memset(self->agent_total, 0, m * sizeof(double));
    for (size_t slice = 0; slice < layout->n_slices; slice++) {
        for (size_t cell = 0; cell < layout->n_cells; cell++) {
            cc_counters_add(self->total + cell * CC_N_COUNTERS, cc_record_cell(self, slice, cell));
        }
        for (size_t j = 0; j < m; j++) {
            self->agent_total[j] += self->agent[slice * m + j];
        }
    }
}

void
cc_record_free(cc_record *self)
{
    if (self->total != self->cell) {
        free(self->total);
    }
    if (self->agent_total != self->agent) {
        free(self->agent_total);
    }
    free(self->cell);
    free(self->agent);
    free(self->wait);
    free(self->resolution);
    free(self->day_in_time);
    free(self->day_offered);
    *self = (cc_record){0};
}
