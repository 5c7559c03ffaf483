/* Whether a fraction of `at_once` matters. n conversations of weight 1/a leave room for others of the
 * sum of weights s if n/a + s <= 1; so a is not its whole part b if some s that the other channels can
 * make lies in (1 - n/b, 1 - n/a] for some n. s = 0, a channel alone, never does. */
#include "models/scenario/hands.h"

#include "models/language/read.h"
#include "models/scenario/graph.h"
#include "models/scenario/node.h"
#include "models/scenario/roster.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <string.h>

#define MOST_SUMS 4000
#define ROUNDING 1e-9 /* as that of the rule itself */

/* Is that kind of issue, on that channel, ever transferred there? */
static bool
is_transferred(const cc_scenario *scenario, int issue, int queue)
{
    const cc_center_setup *center = &scenario->center;
    bool is = false;
    for (int t = 0; t < center->n_transfers; t++) {
        is = is || (center->transfer[t].queue == queue && center->transfer[t].issues[issue]);
    }
    return is;
}

/* Do nodes hand on contacts of that channel there? */
static bool
is_handed_on(const cc_scenario *scenario, int queue, int channel)
{
    const cc_center_setup *center = &scenario->center;
    bool is = false;
    for (int j = 0; j < center->n_nodes && !is; j++) {
        is = cc_node_to_queue(&center->node[j]) == queue && cc_graph_is_met(center, channel, j);
    }
    return is;
}

bool
cc_hands_may_queue(const cc_scenario *scenario, int queue, int channel)
{
    const int n_channels = scenario->n_channels;
    bool is_of_others = false;
    for (int j = 0; j < scenario->demand.n_issues * n_channels; j++) {
        if (scenario->center.queue_of[j] == queue) {
            if (j % n_channels == channel) {
                return true;
            }
            is_of_others = true;
        }
    }
    return !is_of_others;
}

bool
cc_hands_feeds(const cc_scenario *scenario, int queue, int channel)
{
    bool feeds = is_handed_on(scenario, queue, channel);
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        const int first = scenario->center.queue_of[i * scenario->n_channels + channel];
        feeds = feeds || first == queue || (first >= 0 && is_transferred(scenario, i, queue));
    }
    return feeds;
}

bool
cc_hands_lack(const cc_scenario *scenario, int queue)
{
    const cc_center_setup *center = &scenario->center;
    bool served = false, is_read = false;
    for (int c = 0; c < scenario->n_channels; c++) {
        is_read |= center->channel[c].watched && cc_hands_feeds(scenario, queue, c);
    }
    for (int g = 0; g < center->n_groups; g++) {
        for (int j = 0; j < center->group[g].n_serves; j++) {
            served |= center->group[g].serves[j].index == queue;
        }
    }
    return is_read && !served;
}

bool
cc_hands_serve(const cc_scenario *scenario, const cc_group *group, int channel)
{
    bool serves = false;
    for (int j = 0; j < group->n_serves && !serves; j++) {
        serves = cc_hands_feeds(scenario, group->serves[j].index, channel);
    }
    return serves && scenario->center.channel[channel].offered;
}

/* Sums of weights, in no order, each once. */
typedef struct sums {
    double *s;
    size_t n;
} sums;

static bool
holds(const sums *self, size_t n, double s)
{
    for (size_t j = 0; j < n; j++) {
        if (fabs(self->s[j] - s) < ROUNDING) {
            return true;
        }
    }
    return false;
}

/* Adds to each any number of conversations of that weight; false: too many to tell. */
static bool
mix_in(sums *self, double weight)
{
    const size_t before = self->n;
    for (size_t j = 0; j < before; j++) {
        for (int k = 1; self->s[j] + k * weight <= 1 + ROUNDING; k++) {
            const double s = self->s[j] + k * weight;
            if (holds(self, self->n, s)) {
                continue;
            }
            if (self->n == MOST_SUMS) {
                return false;
            }
            self->s[self->n++] = s;
        }
    }
    return true;
}

static bool
matters(const sums *others, double at_once)
{
    const double whole = floor(at_once);
    for (size_t j = 0; j < others->n; j++) {
        for (int n = 1; n <= whole; n++) {
            if (n / at_once + others->s[j] <= 1 + ROUNDING &&
                n / whole + others->s[j] > 1 + ROUNDING) {
                return true;
            }
        }
    }
    return false;
}

static double
most_of(const cc_table *table)
{
    double most = table->n == 0 ? table->constant : 0;
    for (size_t j = 0; j < table->n; j++) {
        most = fmax(most, table->v[j]);
    }
    return most;
}

static void
check_channel(cc_reader *reader, const cc_group *group, int channel, sums *others)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const double at_once = group->at_once[channel], whole = floor(at_once);
    bool tells = true;
    others->n = 1;
    others->s[0] = 0;
    for (int c = 0; c < scenario->n_channels && tells; c++) {
        bool is_new = group->at_once[c] != at_once && cc_hands_serve(scenario, group, c);
        for (int k = 0; k < c && is_new; k++) {
            is_new = group->at_once[k] != group->at_once[c] || !cc_hands_serve(scenario, group, k);
        }
        tells = !is_new || mix_in(others, 1 / group->at_once[c]);
    }
    if (!tells || matters(others, at_once)) {
        return;
    }
    cc_value *groups = cc_value_get(cc_value_get(reader->root, "center"), "groups");
    cc_value *written = cc_value_get(cc_value_get(cc_value_get(groups, group->name), "at_once"),
                                     scenario->channel[channel].name);
    const double agents =
        cc_group_has_people(group)
            ? cc_roster_people(scenario, (int)(group - scenario->center.group))
            : most_of(&group->staff) * group->scale * scenario->center.staff_scale;
    cc_read_refuse(reader, written != NULL ? written : groups,
                   "a fraction must leave room for something beside it: %g fills an agent with %g "
                   "at once, %.6g places for %.6g agents (write %g, or %g)",
                   at_once, whole, agents * whole, agents, whole, whole + 1);
}

void
cc_hands_check(cc_reader *reader)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    sums others = {.s = NULL};
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        for (int c = 0; c < scenario->n_channels && reader->error == SIM_OK; c++) {
            if (group->at_once[c] == floor(group->at_once[c]) ||
                !cc_hands_serve(scenario, group, c)) {
                continue;
            }
            if (others.s == NULL) {
                others.s = cc_read_alloc(reader, MOST_SUMS, sizeof(*others.s));
            }
            if (others.s != NULL) {
                check_channel(reader, group, c, &others);
            }
        }
    }
}
