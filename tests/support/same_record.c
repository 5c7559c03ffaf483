#include "tests/support/same_record.h"

#include "models/scenario/scenario.h"
#include <stdio.h>
#include <string.h>

static const char *const counter_names[CC_N_COUNTERS] = {
#define NAME(name, unit, doc) [CC_N_##name] = #name,
    CC_COUNTERS(NAME)
#undef NAME
};

static const char *const agent_counter_names[] = {
#define NAME(name, unit, doc) #name,
    CC_AGENT_COUNTERS(NAME)
#undef NAME
};

const char *
same_record_counter(int counter, char *buffer, size_t size)
{
    if (counter_names[counter] == NULL) {
        const bool alone = counter <= CC_N_alone_over_last;
        snprintf(buffer, size, "%s over %d", alone ? "nobody's" : "a group's",
                 alone ? CC_N_alone_over_last - counter + 1 : counter - CC_N_served_over + 1);
    } else {
        snprintf(buffer, size, "%s", counter_names[counter]);
    }
    return buffer;
}

const char *
same_record_agent_counter(int counter)
{
    return agent_counter_names[counter];
}

/* Where the n numbers first differ in any bit, or n. */
static size_t
first_difference(const double *x, const double *y, size_t n)
{
    size_t j = 0;
    while (j < n && memcmp(&x[j], &y[j], sizeof(*x)) == 0) {
        j++;
    }
    return j;
}

/* Cells of all slices, of the whole run and of what does not count; touched in the same order, on
 * which the sums of scopes depend. */
static bool
same_cells(const cc_scenario *scenario, const cc_record *x, const cc_record *y, char *difference,
           size_t size)
{
    const cc_layout *layout = &x->layout;
    const size_t n = cc_record_rest(layout) + layout->n_cells;
    for (size_t index = 0; index < n; index++) {
        double a[CC_N_COUNTERS] = {0}, b[CC_N_COUNTERS] = {0};
        cc_record_add_index(x, index, a);
        cc_record_add_index(y, index, b);
        const size_t j = first_difference(a, b, CC_N_COUNTERS);
        if (j < CC_N_COUNTERS) {
            char name[40];
            const cc_layout_parts is = cc_layout_parts_of(layout, index);
            snprintf(difference, size, "slice %zu, %s, %s, %s, group %s: %s is %.17g and %.17g",
                     index / layout->n_cells, scenario->demand.issue[is.issue].name,
                     scenario->channel[is.channel].name,
                     is.again ? "later attempts" : "first attempts",
                     is.group < 0 ? "none" : scenario->center.group[is.group].name,
                     same_record_counter((int)j, name, sizeof(name)), a[j], b[j]);
            return false;
        }
    }
    for (uint32_t j = 0; j < x->n_touched; j++) {
        if (j >= y->n_touched || x->touched[j].index != y->touched[j].index) {
            snprintf(difference, size, "touched cell %u of %u is another", j, x->n_touched);
            return false;
        }
    }
    return true;
}

static bool
same_agents(const cc_scenario *scenario, const cc_record *x, const cc_record *y, size_t slice,
            char *difference, size_t size)
{
    for (size_t group = 0; group < (size_t)x->layout.n_groups; group++) {
        const double *a = cc_record_agent(x, slice, group), *b = cc_record_agent(y, slice, group);
        const size_t j = first_difference(a, b, CC_A_COUNTERS);
        if (j < CC_A_COUNTERS) {
            snprintf(difference, size, "slice %zu, agents of %s: %s is %.17g and %.17g", slice,
                     scenario->center.group[group].name, same_record_agent_counter((int)j), a[j],
                     b[j]);
            return false;
        }
    }
    return true;
}

static bool
same_visits(const cc_scenario *scenario, const cc_record *x, const cc_record *y, char *difference,
            size_t size)
{
    const size_t n = cc_record_node_width(&x->layout);
    for (int j = 0; j < x->layout.n_channels * x->layout.n_nodes; j++) {
        const int channel = j / x->layout.n_nodes, node = j % x->layout.n_nodes;
        const double *a = cc_record_node(x, channel, node), *b = cc_record_node(y, channel, node);
        const size_t k = first_difference(a, b, n);
        if (k < n) {
            snprintf(difference, size, "visits of %s on %s: counter %zu is %.17g and %.17g",
                     scenario->center.node[node].name, scenario->channel[channel].name, k, a[k],
                     b[k]);
            return false;
        }
    }
    return true;
}

static bool
same_histogram(const sim_histogram *x, const sim_histogram *y, const char *of, const char *on,
               char *difference, size_t size)
{
    if (x->n != y->n || x->n_zero != y->n_zero) {
        snprintf(difference, size, "%s of %s: n is %llu and %llu, n_zero %llu and %llu", of, on,
                 (unsigned long long)x->n, (unsigned long long)y->n, (unsigned long long)x->n_zero,
                 (unsigned long long)y->n_zero);
        return false;
    }
    for (int j = 0; j < SIM_HISTOGRAM_BINS; j++) {
        if (x->bin[j].n != y->bin[j].n) {
            snprintf(difference, size, "%s of %s: bin %d has %u and %u", of, on, j, x->bin[j].n,
                     y->bin[j].n);
            return false;
        }
    }
    return true;
}

static bool
same_histograms(const cc_scenario *scenario, const cc_record *x, const cc_record *y,
                char *difference, size_t size)
{
    const int n_channels = x->layout.n_channels;
    if (!same_histogram(&x->lost, &y->lost, "ages", "lost", difference, size) ||
        !same_histogram(&x->pending, &y->pending, "ages", "pending", difference, size)) {
        return false;
    }
    for (int j = 0; j < x->layout.n_issues; j++) {
        const char *issue = scenario->demand.issue[j].name;
        if (!same_histogram(&x->resolution[j], &y->resolution[j], "times to resolution", issue,
                            difference, size)) {
            return false;
        }
        for (int k = 0; k < n_channels; k++) {
            char on[80];
            snprintf(on, sizeof(on), "%s, %s", issue, scenario->channel[k].name);
            if (!same_histogram(&x->wait[j * n_channels + k], &y->wait[j * n_channels + k], "waits",
                                on, difference, size)) {
                return false;
            }
        }
    }
    return true;
}

static bool
same_days(const cc_record *x, const cc_record *y, char *difference, size_t size)
{
    const cc_layout *layout = &x->layout;
    const int n = layout->n_queues * layout->n_channels * layout->n_days;
    for (int j = 0; j < n; j++) {
        const cc_day *a = &x->day[j], *b = &y->day[j];
        if (a->in_time != b->in_time || a->offered != b->offered) {
            snprintf(difference, size,
                     "line %d, day %d: in time %.17g and %.17g, offered %.17g "
                     "and %.17g",
                     j / layout->n_days, j % layout->n_days, a->in_time, b->in_time, a->offered,
                     b->offered);
            return false;
        }
    }
    return true;
}

bool
same_record(const cc_scenario *scenario, const cc_record *x, const cc_record *y, char *difference,
            size_t size)
{
    const cc_layout *layout = &x->layout;
    if (x->n_events != y->n_events) {
        snprintf(difference, size, "n_events is %llu and %llu", (unsigned long long)x->n_events,
                 (unsigned long long)y->n_events);
        return false;
    }
    for (size_t slice = 0; slice < layout->n_slices; slice++) {
        if (!same_agents(scenario, x, y, slice, difference, size)) {
            return false;
        }
    }
    return same_cells(scenario, x, y, difference, size) &&
           same_visits(scenario, x, y, difference, size) &&
           same_histograms(scenario, x, y, difference, size) && same_days(x, y, difference, size);
}
