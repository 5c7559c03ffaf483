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
    return x == y || fabs(x - y) <= 1e-6 + 1e-9 * fmax(fabs(x), fabs(y));
}

/* ---- journals ---- */

static int
by_contact(const void *a, const void *b)
{
    const sim_trace_record *const *x = a, *const *y = b;
    if ((*x)->subject != (*y)->subject) {
        return (*x)->subject < (*y)->subject ? -1 : 1;
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
        CC_TALES(TALE_NAME)
#undef TALE_NAME
    };
    const cc_teller t = cc_teller_unpack(r->a);
    print_message("    %.9f  %d/%d/%d %s %s round %d try %d: %s b %d value %.9g\n", r->time,
                  (int)(r->subject >> 48), (int)(r->subject >> 32 & 0xffff),
                  (int)(r->subject & 0xffffffff), scenario->demand.issue[t.issue].name,
                  cc_channel_types[t.channel]->name, t.round, t.attempt, names[r->code], (int)r->b,
                  r->value);
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
            a == subject && (b != subject || x[j]->time <= y[k]->time) ? x[j] : y[k];
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

static bool
same_cells(const cc_record *first, const second *other)
{
    const cc_layout *layout = &first->layout;
    bool is_same = true;
    for (size_t cell = 0; cell < layout->n_cells && is_same; cell++) {
        const cc_layout_parts p = cc_layout_parts_of(layout, cell);
        const double *y = second_cell(other, p.issue, p.channel, p.again, p.group);
        double x[CC_N_COUNTERS] = {0};
        cc_record_add(first, CC_WHOLE_RUN, cell, x);
        for (int j = 0; j < CC_N_COUNTERS; j++) {
            if (!equal(x[j], y[j])) {
                char name[40];
                print_message("  %s, %s, %s, group %d: c(%s) is %.12g, in the second %.12g\n",
                              other->scenario->demand.issue[p.issue].name,
                              cc_channel_types[p.channel]->name, p.again ? "again" : "first",
                              p.group, same_record_counter(j, name, sizeof(name)), x[j], y[j]);
                is_same = false;
            }
        }
    }
    return is_same;
}

bool
second_same_counts(const cc_record *first, const second *other)
{
    bool is_same = same_cells(first, other);
    for (int g = 0; g < first->layout.n_groups; g++) {
        const double *x = cc_record_agent(first, CC_WHOLE_RUN, (size_t)g);
        for (int j = 0; j < CC_A_COUNTERS; j++) {
            if (j != CC_A_on_duty && j < CC_A_overtime && !equal(x[j], other->of_agents[g][j])) {
                print_message("  group %s: a(%s) is %.12g, in the second %.12g\n",
                              other->scenario->center.group[g].name, same_record_agent_counter(j),
                              x[j], other->of_agents[g][j]);
                is_same = false;
            }
        }
    }
    return is_same;
}
