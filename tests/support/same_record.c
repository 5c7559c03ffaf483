#include "tests/support/same_record.h"

#include <stdio.h>
#include <string.h>

static const char *const counter_names[] = {
#define NAME(name, unit, doc) #name,
    CC_COUNTERS(NAME)};

static const char *const agent_counter_names[] = {CC_AGENT_COUNTERS(NAME)
#undef NAME
};

const char *
same_record_counter(int counter, char *buffer, size_t size)
{
    if (counter >= CC_N_wait_over) {
        snprintf(buffer, size, "wait_over %d", counter - CC_N_wait_over + 1);
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

/* Where the n numbers first differ, or n. */
static size_t
first_difference(const double *x, const double *y, size_t n)
{
    const double within = SAME_RECORD_WITHIN;
    if (memcmp(x, y, n * sizeof(*x)) == 0) {
        return n;
    }
    for (size_t j = 0; j < n; j++) {
        if (memcmp(&x[j], &y[j], sizeof(*x)) != 0 &&
            !(within > 0 && fabs(x[j] - y[j]) <= within * fmax(1, fabs(y[j])))) {
            return j;
        }
    }
    return n;
}

static bool
same_cells(const cc_scenario *scenario, const cc_record *x, const cc_record *y, size_t slice,
           char *difference, size_t size)
{
    const cc_layout *layout = &x->layout;
    for (size_t cell = 0; cell < layout->n_cells; cell++) {
        const double *a = cc_record_cell(x, slice, cell), *b = cc_record_cell(y, slice, cell);
        const size_t j = first_difference(a, b, CC_N_COUNTERS);
        if (j < CC_N_COUNTERS) {
            char name[40];
            const size_t n_groups = (size_t)layout->n_groups + 1, way = cell / n_groups / 2;
            const size_t n_channels = (size_t)layout->n_channels, group = cell % n_groups;
            snprintf(difference, size, "slice %zu, %s, %s, %s, group %s: %s is %.17g and %.17g",
                     slice, scenario->demand.issue[way / n_channels].name,
                     cc_channel_types[way % n_channels]->name,
                     cell / n_groups % 2 == 0 ? "first attempts" : "later attempts",
                     group == 0 ? "none" : scenario->center.group[group - 1].name,
                     same_record_counter((int)j, name, sizeof(name)), a[j], b[j]);
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
        if (x->bin[j] != y->bin[j]) {
            snprintf(difference, size, "%s of %s: bin %d has %u and %u", of, on, j, x->bin[j],
                     y->bin[j]);
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
    for (int j = 0; j < x->layout.n_issues; j++) {
        const char *issue = scenario->demand.issue[j].name;
        if (!same_histogram(&x->resolution[j], &y->resolution[j], "times to resolution", issue,
                            difference, size)) {
            return false;
        }
        for (int k = 0; k < n_channels; k++) {
            char on[80];
            snprintf(on, sizeof(on), "%s, %s", issue, cc_channel_types[k]->name);
            if (!same_histogram(&x->wait[j * n_channels + k], &y->wait[j * n_channels + k], "waits",
                                on, difference, size)) {
                return false;
            }
        }
    }
    return true;
}

static bool
same_days(const char *of, const cc_layout *layout, const double *x, const double *y,
          char *difference, size_t size)
{
    const size_t n_days = (size_t)layout->n_days;
    const size_t n = (size_t)(layout->n_channels + layout->n_queues) * n_days;
    const size_t j = first_difference(x, y, n);
    if (j < n) {
        snprintf(difference, size, "%s[%zu], day %zu: is %.17g and %.17g", of, j / n_days,
                 j % n_days, x[j], y[j]);
    }
    return j == n;
}

bool
same_record(const cc_scenario *scenario, const cc_record *x, const cc_record *y, char *difference,
            size_t size)
{
    const cc_layout *layout = &x->layout;
    if (x->n_events != y->n_events || x->n_turned_away != y->n_turned_away) {
        snprintf(difference, size, "n_events is %llu and %llu, n_turned_away %llu and %llu",
                 (unsigned long long)x->n_events, (unsigned long long)y->n_events,
                 (unsigned long long)x->n_turned_away, (unsigned long long)y->n_turned_away);
        return false;
    }
    for (size_t slice = 0; slice < layout->n_slices; slice++) {
        if (!same_cells(scenario, x, y, slice, difference, size) ||
            !same_agents(scenario, x, y, slice, difference, size)) {
            return false;
        }
    }
    return same_histograms(scenario, x, y, difference, size) &&
           same_days("day_in_time", layout, x->day_in_time, y->day_in_time, difference, size) &&
           same_days("day_offered", layout, x->day_offered, y->day_offered, difference, size);
}
