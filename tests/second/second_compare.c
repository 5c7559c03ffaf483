#include "tests/second/second_compare.h"

#include "tests/support/same_record.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of sums of some thousand numbers that were rounded another way; s or 1. */
static bool
equal(double x, double y)
{
    return x == y || (isnan(x) && isnan(y)) || fabs(x - y) <= 1e-6 + 1e-9 * fmax(fabs(x), fabs(y));
}

/* ---- journals ---- */

static int
by_contact(const void *a, const void *b)
{
    const sim_trace_record *const *x = a, *const *y = b;
    if ((*x)->subject != (*y)->subject) {
        return (*x)->subject < (*y)->subject ? -1 : 1;
    }
    if (cc_subject_of((*x)->a) != cc_subject_of((*y)->a)) {
        return cc_subject_of((*x)->a) < cc_subject_of((*y)->a) ? -1 : 1;
    }
    if (cc_subject_of((*x)->a) == CC_OF_HOUSE && (*x)->code != (*y)->code) {
        return (*x)->code < (*y)->code ? -1 : 1; /* bursts are told beforehand */
    }
    return *x < *y ? -1 : *x > *y; /* in one buffer: as told */
}

static const sim_trace_record **
sorted(const sim_trace_buffer *journal)
{
    const sim_trace_record **list = malloc((journal->n + 1) * sizeof(*list));
    assert_non_null(list);
    for (size_t j = 0; j < journal->n; j++) {
        list[j] = &journal->record[j];
    }
    qsort(list, journal->n, sizeof(*list), by_contact);
    return list;
}

static bool
same(const sim_trace_record *x, const sim_trace_record *y)
{
    return equal(x->time, y->time) && x->code == y->code && x->subject == y->subject &&
           x->a == y->a && x->b == y->b && equal(x->value, y->value);
}

static void
print_record(const cc_scenario *scenario, const sim_trace_record *r)
{
    static const char *const names[] = {
#define TALE_NAME(name, value) #name,
        CC_JOURNAL(TALE_NAME) "", CC_TALES_OF_OTHERS(TALE_NAME)
#undef TALE_NAME
    };
    const cc_told t = cc_told_unpack(r->a);
    print_message("    %.9f  %d/%d/%d %s %s round %d try %d: %s b %d value %.9g\n", r->time,
                  (int)(r->subject >> 48), (int)(r->subject >> 32 & 0xffff),
                  (int)(r->subject & 0xffffffff), scenario->demand.issue[t.issue].name,
                  scenario->channel[cc_channel_by_id(scenario, (uint32_t)t.channel)].name, t.round,
                  t.attempt, names[r->code], (int)r->b, r->value);
}

/* What was told up to that moment, of that contact or the last of all. */
static void
print_before(const cc_scenario *scenario, const sim_trace_buffer *journal, double time,
             uint64_t subject, size_t most)
{
    const double until = time + 1e-6 + 1e-9 * time;
    size_t end = 0, n = 0;
    while (end < journal->n && journal->record[end].time <= until) {
        end++;
    }
    size_t begin = end;
    while (begin > 0 && n < most) {
        begin--;
        n += subject == UINT64_MAX || journal->record[begin].subject == subject;
    }
    for (size_t j = begin; j < end; j++) {
        if (subject == UINT64_MAX || journal->record[j].subject == subject) {
            print_record(scenario, &journal->record[j]);
        }
    }
}

bool
second_same_journal(const cc_scenario *scenario, const sim_trace_buffer *first,
                    const sim_trace_buffer *other)
{
    const sim_trace_record **x = sorted(first), **y = sorted(other);
    const sim_trace_record *earliest = NULL;
    size_t j = 0, k = 0;
    while (j < first->n || k < other->n) {
        if (j < first->n && k < other->n && same(x[j], y[k])) {
            j++;
            k++;
            continue;
        }
        /* the first difference of this contact; on to the next */
        const uint64_t a = j < first->n ? x[j]->subject : UINT64_MAX,
                       b = k < other->n ? y[k]->subject : UINT64_MAX;
        const uint64_t subject = a < b ? a : b;
        const sim_trace_record *here =
            a != subject   ? y[k]
            : b != subject ? x[j]
            : cc_subject_of(x[j]->a) != cc_subject_of(y[k]->a)
                ? (cc_subject_of(x[j]->a) < cc_subject_of(y[k]->a) ? x[j] : y[k])
            : x[j]->time <= y[k]->time ? x[j]
                                       : y[k];
        if (earliest == NULL || here->time < earliest->time) {
            earliest = here;
        }
        while (j < first->n && x[j]->subject == subject) {
            j++;
        }
        while (k < other->n && y[k]->subject == subject) {
            k++;
        }
    }
    free((void *)x);
    free((void *)y);
    if (earliest == NULL) {
        return true;
    }
    print_message("  the journals differ at %.9f\n", earliest->time);
    for (int both = 0; both < 2; both++) {
        const sim_trace_buffer *journal = both == 0 ? first : other;
        print_message("  the %s simulator, of that contact, and of all:\n",
                      both == 0 ? "first" : "second");
        print_before(scenario, journal, earliest->time, earliest->subject, 8);
        print_message("    ...\n");
        print_before(scenario, journal, earliest->time, UINT64_MAX, 12);
    }
    return false;
}

/* ---- counters ---- */

/* By how much a counter may differ since some waits are a threshold's but for rounding. */
static double
slack(const second *other, int counter)
{
    const bool is_by_threshold =
        counter < CC_N_alone_over_last + 1 || counter >= CC_N_served_over ||
        (counter >= CC_N_in_time_1 && counter <= CC_N_in_time_4) ||
        (counter >= CC_N_backlog_late_1 && counter <= CC_N_backlog_late_4) ||
        (counter >= CC_N_left_in_time_1 && counter <= CC_N_left_short_4);
    return is_by_threshold ? other->n_on_edge : 0;
}

static bool
same_counters(const second *other, const double *x, const double *y, cc_layout_parts p,
              const char *where)
{
    const cc_scenario *scenario = other->scenario;
    bool is_same = true;
    for (int j = 0; j < CC_N_COUNTERS; j++) {
        if (!equal(x[j], y[j]) && !(fabs(x[j] - y[j]) <= slack(other, j))) {
            char name[40];
            print_message("  %s: %s, %s, %s, group %d: c(%s) is %.12g, in the second %.12g\n",
                          where, scenario->demand.issue[p.issue].name,
                          scenario->channel[p.channel].name, p.again ? "again" : "first", p.group,
                          same_record_counter(j, name, sizeof(name)), x[j], y[j]);
            is_same = false;
        }
    }
    return is_same;
}

static bool
same_agents(const cc_scenario *scenario, const double *x, const double *y, int group,
            const char *where)
{
    bool is_same = true;
    for (int j = 0; j < CC_A_COUNTERS; j++) {
        if (!equal(x[j], y[j])) {
            print_message("  %s: group %s: a(%s) is %.12g, in the second %.12g\n", where,
                          scenario->center.group[group].name, same_record_agent_counter(j), x[j],
                          y[j]);
            is_same = false;
        }
    }
    return is_same;
}

/* In the slices from .. to - 1 of the second, and what is one slice of the first, or all. */
static bool
same_slices(const cc_record *first, size_t slice, const second *other, int from, int to,
            const char *where)
{
    const cc_layout *layout = &first->layout;
    bool is_same = true;
    for (size_t cell = 0; cell < layout->n_cells; cell++) {
        const cc_layout_parts p = cc_layout_parts_of(layout, cell);
        double x[CC_N_COUNTERS] = {0}, y[CC_N_COUNTERS] = {0};
        cc_record_add(first, slice, cell, x);
        for (int s = from; s < to; s++) {
            const double *z = second_cell(other, s, p.issue, p.channel, p.again, p.group);
            for (int j = 0; j < CC_N_COUNTERS; j++) {
                y[j] = j == CC_N_wait_max ? fmax(y[j], z[j]) : y[j] + z[j];
            }
        }
        is_same = same_counters(other, x, y, p, where) && is_same;
    }
    for (int g = 0; g < layout->n_groups; g++) {
        double y[CC_A_COUNTERS] = {0};
        for (int s = from; s < to; s++) {
            for (int j = 0; j < CC_A_COUNTERS; j++) {
                y[j] += other->of_agents[s * layout->n_groups + g][j];
            }
        }
        is_same =
            same_agents(other->scenario, cc_record_agent(first, slice, (size_t)g), y, g, where) &&
            is_same;
    }
    return is_same;
}

/* The slice of the second that begins when observe or that of the first does. */
static int
find_slice(const second *other, double begin)
{
    for (int s = 0; s < other->n_slices; s++) {
        if (equal(other->slice[s].begin, fmax(begin, other->start))) {
            return s;
        }
    }
    return NOBODY;
}

static bool
same_by_interval(const cc_record *first, const second *other)
{
    const cc_layout *layout = &first->layout;
    bool is_same = true;
    for (size_t j = 0; j < layout->n_slices && is_same; j++) {
        const cc_slice slice = cc_layout_slice_of(layout, j);
        if (slice.kind == CC_SLICE_EMPTY || slice.end <= other->start ||
            slice.begin >= other->end) {
            continue;
        }
        char where[64];
        snprintf(where, sizeof(where), "from %.9g s on", slice.begin);
        const int s = find_slice(other, slice.begin);
        assert_int_not_equal(s, NOBODY);
        is_same = same_slices(first, j, other, s, s + 1, where);
    }
    return is_same;
}

/* Up to every bin, as many as there may be. */
static bool
same_histogram(const sim_histogram *x, const sim_histogram *both, const char *what)
{
    uint64_t n = 0, most = 0, least = 0;
    bool is_same = x->n == both[0].n;
    n = x->n_zero;
    most = both[0].n_zero;
    for (int j = 0; j < SIM_HISTOGRAM_BINS && is_same; j++) {
        n += x->bin[j].n;
        most += both[0].bin[j].n;
        least += both[1].bin[j].n;
        is_same = n >= least && n <= most;
    }
    if (!is_same) {
        print_message("  %s: %llu values, in the second %llu, or in other bins\n", what,
                      (unsigned long long)x->n, (unsigned long long)both[0].n);
    }
    return is_same;
}

static bool
same_histograms(const cc_record *first, const second *other)
{
    const cc_layout *layout = &first->layout;
    bool is_same = true;
    for (int j = 0; j < layout->n_issues * layout->n_channels; j++) {
        is_same = same_histogram(&first->wait[j], &other->wait[2 * j], "waits") && is_same;
    }
    for (int j = 0; j < layout->n_issues; j++) {
        is_same = same_histogram(&first->resolution[j], &other->resolution[2 * j], "resolutions") &&
                  is_same;
    }
    return is_same;
}

/* Answered in time, and A' less those who left in time, of the contacts that came on that day. */
static bool
same_day(const cc_record *first, const second *other, int queue, int channel, int day)
{
    const cc_layout *layout = &first->layout;
    const int j = (queue * layout->n_channels + channel) * layout->n_days + day;
    const cc_service_level *level =
        &other->scenario->center.level[queue * layout->n_channels + channel];
    const double midnight = (layout->first_day + day) * CC_DAY;
    double in_time = 0, offered = 0;
    for (int s = 0; s < other->n_slices && !isnan(level->target); s++) {
        const double begin = other->slice[s].begin;
        for (int kind = 0;
             begin >= midnight && begin < midnight + CC_DAY && kind < layout->n_issues; kind++) {
            if (other->scenario->center.queue_of[kind * other->scenario->n_channels + channel] !=
                queue) {
                continue;
            }
            for (int more = 0; more < 2 * (layout->n_groups + 1); more++) {
                const double *c = second_cell(other, s, kind, channel, more % 2 != 0, more / 2 - 1);
                in_time += c[CC_N_in_time_1];
                offered +=
                    c[CC_N_offered] - c[CC_N_blocked] - c[CC_N_balked] - c[CC_N_left_short_1];
            }
        }
    }
    const cc_day *x = &first->day[j];
    const double edge = other->n_on_edge;
    if ((equal(x->in_time, in_time) || fabs(x->in_time - in_time) <= edge) &&
        (equal(x->offered, offered) || fabs(x->offered - offered) <= edge)) {
        return true;
    }
    print_message("  queue %s, %s, day %d: %g in time of %g, in the second %g of %g\n",
                  other->scenario->center.queue[queue].name, other->scenario->channel[channel].name,
                  day, x->in_time, x->offered, in_time, offered);
    return false;
}

static bool
same_days(const cc_record *first, const second *other)
{
    bool is_same = true;
    for (int q = 0; q < first->layout.n_queues; q++) {
        for (int c = 0; c < first->layout.n_channels; c++) {
            for (int day = 0; day < first->layout.n_days; day++) {
                is_same = same_day(first, other, q, c, day) && is_same;
            }
        }
    }
    return is_same;
}

static bool
same_visits(const cc_record *first, const second *other)
{
    const cc_layout *layout = &first->layout;
    bool is_same = true;
    for (int channel = 0; channel < layout->n_channels; channel++) {
        for (int node = 0; node < layout->n_nodes; node++) {
            const double *x = cc_record_node(first, channel, node);
            const double *y = second_visits(other, channel, node);
            for (int j = 0; j < CC_V_COUNTERS + layout->n_edges; j++) {
                if (!equal(x[j], y[j])) {
                    print_message(
                        "  visits of %s on %s: counter %d is %.12g, in the second %.12g\n",
                        other->scenario->center.node[node].name,
                        other->scenario->channel[channel].name, j, x[j], y[j]);
                    is_same = false;
                }
            }
        }
    }
    return is_same;
}

static bool
same_transfers(const cc_record *first, const second *other)
{
    const cc_layout *layout = &first->layout;
    bool is_same = true;
    for (int queue = 0; queue < layout->n_fed; queue++) {
        for (int channel = 0; channel < layout->n_channels; channel++) {
            const double *x = cc_record_transfer(first, queue, channel);
            const double *y = second_moved(other, queue, channel);
            for (int j = 0; j < CC_T_COUNTERS; j++) {
                if (!equal(x[j], y[j])) {
                    print_message(
                        "  transfers to %s on %s: counter %d is %.12g, in the second %.12g\n",
                        other->scenario->center.queue[queue].name,
                        other->scenario->channel[channel].name, j, x[j], y[j]);
                    is_same = false;
                }
            }
        }
    }
    return is_same;
}

bool
second_same_counts(const cc_record *first, const second *other)
{
    return same_slices(first, CC_WHOLE_RUN, other, 0, other->n_slices, "whole") &&
           (!first->layout.by_interval || same_by_interval(first, other)) &&
           same_histograms(first, other) && same_days(first, other) && same_visits(first, other) &&
           same_transfers(first, other);
}
