#include "models/measure/layout.h"

#include "models/scenario/graph.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "sim/error.h"
#include <math.h>

/* Opening time of a calendar day that lies in [from, to), s. */
static double
opening(const cc_run *run, int day, double from, double to)
{
    if (!cc_day_is_open(run, day)) {
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
                        .n_channels = scenario->n_channels,
                        .n_groups = scenario->center.n_groups,
                        .n_queues = scenario->center.n_queues,
                        .by_interval = by_interval,
                        .n_before = run->open > 0,
                        .n_intervals = run->intervals_per_day,
                        .begin = run->day_begin,
                        .open = run->open,
                        .close = run->close,
                        .interval = run->interval,
                        .day_closed = run->day_closed,
                        .n_special = run->day_closed != NULL ? run->days : 0,
                        .n_wait_over = run->n_wait_over};
    self->n_nodes = scenario->center.n_nodes;
    for (int j = 0; j < self->n_nodes; j++) {
        const int n = cc_graph_n_edges(&scenario->center.node[j]);
        self->n_edges = n > self->n_edges ? n : self->n_edges;
    }
    self->n_cells =
        (size_t)self->n_issues * (size_t)self->n_channels * 2 * (size_t)(self->n_groups + 1);
    for (int j = 0; j < 7; j++) {
        self->is_closed[j] = !run->weekday_open[(run->first_day + j) % 7];
    }
    const double from = run->warm_up, to = run->warm_up + run->observe;
    self->first_day = (int)floor(from / CC_DAY);
    self->n_days = (int)ceil(to / CC_DAY) - self->first_day;
    if (!(run->close > run->open) || self->n_days < 1) {
        return SIM_ERR_PARAM;
    }
    self->per_day = self->n_before + self->n_intervals + (run->close < CC_DAY);
    self->n_slices = by_interval ? (size_t)self->n_days * self->per_day : 1;
    for (int j = 0; j < self->n_days; j++) {
        self->days += opening(run, self->first_day + j, from, to);
    }
    self->days /= run->close - run->open;
    if (self->n_slices == 0) {
        return SIM_ERR_PARAM;
    }
    return (double)self->n_slices * (double)self->n_cells <= CC_MAX_CELLS ? SIM_OK : SIM_ERR_LIMIT;
}

static bool
is_closed(const cc_layout *self, long day)
{
    return day < self->n_special ? self->day_closed[day] : self->is_closed[day % 7];
}

/* When interval k of the day from that midnight begins, and the last ends: to the bit when the
 * clock of a center fires. */
static double
boundary(const cc_layout *self, double midnight, size_t k)
{
    return midnight +
           (k < self->n_intervals ? self->open + (double)k * self->interval : self->close);
}

/* Which interval of that day holds a time between opening and closing. */
static size_t
interval_at(const cc_layout *self, double midnight, double time)
{
    size_t k = (size_t)fmax((time - midnight - self->open) / self->interval, 0);
    k = k < self->n_intervals ? k : self->n_intervals - 1;
    while (boundary(self, midnight, k + 1) <= time) { /* by rounding */
        k++;
    }
    while (k > 0 && boundary(self, midnight, k) > time) {
        k--;
    }
    return k;
}

size_t
cc_layout_slice(const cc_layout *self, double time, double *end)
{
    if (!self->by_interval) {
        *end = INFINITY;
        return 0;
    }
    const double day = floor(time / CC_DAY), midnight = day * CC_DAY;
    size_t k = 0;
    if (is_closed(self, (long)day)) {
        *end = midnight + CC_DAY;
    } else if (time < midnight + self->open) {
        *end = midnight + self->open;
    } else if (time >= midnight + self->close) {
        *end = midnight + CC_DAY;
        k = self->per_day - 1;
    } else {
        k = interval_at(self, midnight, time);
        *end = boundary(self, midnight, k + 1);
        k += self->n_before;
    }
    const int j = (int)day - self->first_day;
    if (j >= self->n_days) {
        return self->n_slices - 1;
    }
    return (size_t)(j < 0 ? 0 : j) * self->per_day + k;
}

cc_slice
cc_layout_slice_of(const cc_layout *self, size_t slice)
{
    const size_t at = slice % self->per_day;
    const int day = self->first_day + (int)(slice / self->per_day);
    const double midnight = day * CC_DAY;
    cc_slice it = {.day = day, .begin = midnight, .end = midnight + CC_DAY};
    if (is_closed(self, day)) {
        it.kind = at == 0 ? CC_SLICE_CLOSED : CC_SLICE_EMPTY;
        it.end = at == 0 ? it.end : it.begin;
    } else if (at < self->n_before) {
        it.kind = CC_SLICE_BEFORE;
        it.end = midnight + self->open;
    } else if (at - self->n_before < self->n_intervals) {
        it.k = at - self->n_before;
        it.begin = boundary(self, midnight, it.k);
        it.end = boundary(self, midnight, it.k + 1);
    } else {
        it.kind = CC_SLICE_AFTER;
        it.begin = midnight + self->close;
    }
    return it;
}

const char *
cc_slice_word(cc_slice_kind kind)
{
    static const char *const words[] = {
        [CC_SLICE_BEFORE] = "before", [CC_SLICE_AFTER] = "after", [CC_SLICE_CLOSED] = "closed"};
    return kind == CC_SLICE_EMPTY ? NULL : words[kind];
}

double
cc_layout_span(const cc_layout *self, const cc_run *run, size_t slice)
{
    if (!self->by_interval) {
        return run->observe;
    }
    const cc_slice it = cc_layout_slice_of(self, slice);
    const double begin = fmax(it.begin, run->warm_up);
    const double end = fmin(it.end, run->warm_up + run->observe);
    return end > begin ? end - begin : 0;
}
