#include "models/measure/layout.h"

#include "models/scenario/fed.h"
#include "models/scenario/graph.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "sim/error.h"
#include <math.h>

/* Opening time of a calendar day that lies in [from, to), s. */
static double
opening(const cc_run *run, int day, double from, double to)
{
    double sum = 0;
    const cc_openings *today = cc_openings_of(run, &run->hours, day);
    for (const cc_opening *o = today->at; o < today->at + today->n; o++) {
        const double begin = fmax(from, day * CC_DAY + o->open);
        const double end = fmin(to, day * CC_DAY + o->close);
        sum += end > begin ? end - begin : 0;
    }
    return sum;
}

/* Of the days that observe touches, each by the part of its opening time that is observed. */
static double
observed_days(const cc_layout *self, const cc_run *run, double from, double to)
{
    double sum = 0;
    for (int day = self->first_day; day < self->first_day + self->n_days; day++) {
        const double all = cc_openings_within(cc_openings_of(run, &run->hours, day), 0, CC_DAY);
        const double part = opening(run, day, from, to);
        sum += run->hours.is_same ? part : part > 0 ? part / all : 0;
    }
    return run->hours.is_same ? sum / (run->close - run->open) : sum;
}

double
cc_layout_days_begun(const cc_layout *self, double time)
{
    const cc_run *run = self->run;
    const double to = (floor(time / CC_DAY) + 1) * CC_DAY;
    return observed_days(self, run, run->warm_up, fmin(to, run->warm_up + run->observe));
}

/* Do days that are open have time before the first opening, and after the last closing? */
static void
find_edges(const cc_run *run, bool *before, bool *after)
{
    *before = *after = false;
    for (int j = 0; j < 7; j++) {
        const cc_openings *of = &run->hours.of[j];
        if (run->weekday_open[j]) {
            *before = *before || of->at[0].open > 0;
            *after = *after || of->at[of->n - 1].close < CC_DAY;
        }
    }
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
                        .n_intervals = run->intervals_per_day,
                        .begin = run->day_begin,
                        .open = run->open,
                        .interval = run->interval,
                        .run = run,
                        .n_wait_over = run->n_wait_over};
    for (int queue = 0; queue < self->n_queues; queue++) {
        self->n_fed = cc_queue_is_fed(&scenario->center, queue) ? self->n_queues : self->n_fed;
    }
    self->n_nodes = scenario->center.n_nodes;
    for (int j = 0; j < self->n_nodes; j++) {
        const int n = cc_graph_n_edges(&scenario->center.node[j]);
        self->n_edges = n > self->n_edges ? n : self->n_edges;
    }
    self->n_cells =
        (size_t)self->n_issues * (size_t)self->n_channels * 2 * (size_t)(self->n_groups + 1);
    const double from = run->warm_up, to = run->warm_up + run->observe;
    self->first_day = (int)floor(from / CC_DAY);
    self->n_days = (int)ceil(to / CC_DAY) - self->first_day;
    if (!(run->close > run->open) || self->n_days < 1) {
        return SIM_ERR_PARAM;
    }
    bool before, after;
    find_edges(run, &before, &after);
    self->n_before = before;
    self->per_day = self->n_before + self->n_intervals + after;
    self->n_slices = by_interval ? (size_t)self->n_days * self->per_day : 1;
    self->days = observed_days(self, run, from, to);
    if (self->n_slices == 0) {
        return SIM_ERR_PARAM;
    }
    return (double)self->n_slices * (double)self->n_cells <= CC_MAX_CELLS ? SIM_OK : SIM_ERR_LIMIT;
}

/* The intervals of a day from its first opening to its last closing. */
typedef struct span {
    double midnight, open, close; /* s */
    size_t first, end;
} span;

static bool
span_of(const cc_layout *self, long day, span *out)
{
    const cc_openings *today = cc_openings_of(self->run, &self->run->hours, day);
    if (today->n == 0) {
        return false;
    }
    const cc_opening *last = &today->at[today->n - 1];
    *out = (span){.midnight = (double)day * CC_DAY,
                  .open = today->at[0].open,
                  .close = last->close,
                  .first = cc_opening_first(self->run, &today->at[0]),
                  .end = cc_opening_end(self->run, last)};
    return true;
}

/* When interval k of that day begins, and the last ends: to the bit when the clock of a center fires. */
static double
boundary(const cc_layout *self, const span *day, size_t k)
{
    return day->midnight + (k <= day->first ? day->open
                            : k < day->end  ? self->open + (double)k * self->interval
                                            : day->close);
}

/* Which interval of that day holds a time between opening and closing. */
static size_t
interval_at(const cc_layout *self, const span *day, double time)
{
    size_t k = (size_t)fmax((time - day->midnight - self->open) / self->interval, 0);
    k = k < day->end ? k : day->end - 1;
    k = k > day->first ? k : day->first;
    while (boundary(self, day, k + 1) <= time) { /* by rounding */
        k++;
    }
    while (k > day->first && boundary(self, day, k) > time) {
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
    span today;
    if (!span_of(self, (long)day, &today)) {
        *end = midnight + CC_DAY;
    } else if (time < midnight + today.open) {
        *end = midnight + today.open;
    } else if (time >= midnight + today.close) {
        *end = midnight + CC_DAY;
        k = self->per_day - 1;
    } else {
        k = interval_at(self, &today, time);
        *end = boundary(self, &today, k + 1);
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
    const size_t at = slice % self->per_day, k = at - self->n_before;
    const int day = self->first_day + (int)(slice / self->per_day);
    const double midnight = day * CC_DAY;
    span today;
    if (!span_of(self, day, &today)) {
        return (cc_slice){.kind = at == 0 ? CC_SLICE_CLOSED : CC_SLICE_EMPTY,
                          .day = day,
                          .begin = midnight,
                          .end = at == 0 ? midnight + CC_DAY : midnight};
    }
    cc_slice it = {.kind = CC_SLICE_EMPTY, .day = day, .begin = midnight, .end = midnight};
    if (at < self->n_before) {
        it.kind = today.open > 0 ? CC_SLICE_BEFORE : CC_SLICE_EMPTY;
        it.end = midnight + today.open;
    } else if (k < self->n_intervals) {
        it.k = k;
        if (k >= today.first && k < today.end) {
            it.kind = cc_interval_counts(self->run, day, k) ? CC_SLICE_INTERVAL : CC_SLICE_BREAK;
            it.begin = boundary(self, &today, k);
            it.end = boundary(self, &today, k + 1);
        }
    } else {
        it.kind = today.close < CC_DAY ? CC_SLICE_AFTER : CC_SLICE_EMPTY;
        it.begin = midnight + today.close;
        it.end = midnight + CC_DAY;
    }
    return it;
}

const char *
cc_slice_word(cc_slice_kind kind)
{
    static const char *const words[] = {
        [CC_SLICE_BEFORE] = "before", [CC_SLICE_AFTER] = "after", [CC_SLICE_CLOSED] = "closed"};
    return kind >= CC_SLICE_EMPTY ? NULL : words[kind];
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
