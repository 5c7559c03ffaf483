#include "models/scenario/check.h"

#include "models/scenario/graph.h"
#include "models/scenario/hands.h"
#include "models/scenario/node.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static double
greatest(const cc_table *table)
{
    double max = table->n == 0 ? table->constant : 0;
    for (size_t j = 0; j < table->n; j++) {
        max = table->v[j] > max ? table->v[j] : max;
    }
    return max;
}

/* The group of an issue, for places of messages. */
static cc_layers
place(const cc_reader *reader, const char *section, const char *group, const char *name)
{
    cc_value *value = cc_value_get(cc_value_get(cc_value_get(reader->root, section), group), name);
    return cc_layers_of(value);
}

static void
check_wants(cc_reader *reader, cc_issue *issue, const cc_layers *at)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    int n_given = 0, only = -1;
    double any = 0;
    for (int k = 0; k < scenario->n_channels; k++) {
        if (issue->content[k].given) {
            n_given++;
            only = k;
        }
        any = fmax(any, greatest(&issue->wants[k]));
    }
    if (n_given == 0) {
        cc_read_missing(reader, at,
                        scenario->n_channels > 0 ? scenario->channel[scenario->n_channels - 1].name
                                                 : "voice",
                        "the work on at least one channel must be given");
        return;
    }
    if (any == 0) {
        if (n_given > 1) {
            cc_read_missing(reader, at, "wants", "is missing: several channels have work");
            return;
        }
        issue->wants[only] = (cc_table){.constant = 1};
    }
    const size_t per_day = scenario->run.intervals_per_day;
    size_t n = 1;
    for (int k = 0; k < scenario->n_channels; k++) {
        const cc_table *wants = &issue->wants[k];
        n = wants->n > per_day ? (size_t)scenario->run.days * per_day : n > wants->n ? n : wants->n;
    }
    for (size_t j = 0; j < n && reader->error == SIM_OK; j++) {
        double sum = 0;
        if (n > per_day && !cc_interval_counts(&scenario->run, (long)(j / per_day), j % per_day)) {
            continue;
        }
        for (int k = 0; k < scenario->n_channels; k++) {
            sum += cc_table_at(&issue->wants[k], j / per_day, j % per_day);
        }
        if (fabs(sum - 1) > 1e-6) {
            char where[48] = "";
            if (n > 1) {
                snprintf(where, sizeof(where), " in interval %zu", j);
            }
            const cc_layers layers = {
                .layer = {at->layer[0],
                          cc_value_get(cc_value_get(reader->root, "demand"), "every_issue")},
                .n = 2};
            const cc_value *wants = cc_layers_get(&layers, "wants");
            cc_read_refuse(reader, wants != NULL ? wants : at->layer[0],
                           "shares must sum to 1 (sum is %.10g%s)", sum, where);
        }
    }
}

/* Where those go on who are on that channel, as the customers are. */
static bool
mark_next(const cc_scenario *scenario, cc_content *content, int k)
{
    const cc_demand *demand = &scenario->demand;
    const cc_switch *switches = &content[k].switches;
    bool more = false;
    if (greatest(&switches->probability) > 0 && !content[switches->to].is_used) {
        content[switches->to].is_used = more = true;
    }
    for (int a = 0; a < demand->n_not_offered[k]; a++) {
        const cc_alternative *instead = &demand->not_offered[k][a];
        if (!content[instead->channel].is_used && greatest(&instead->probability) > 0) {
            content[instead->channel].is_used = more = true;
        }
    }
    return more;
}

/* And as the center is: what is raised, or left as a message, goes on on another. */
static bool
mark_made(const cc_scenario *scenario, cc_content *content, int k)
{
    const cc_channel *channel = &scenario->center.channel[k];
    const cc_desk *desk = &channel->desk;
    bool more = false;
    if (channel->offered && desk->raises >= 0 && desk->by_agent + desk->by_automation > 0 &&
        !content[desk->raises].is_used) {
        content[desk->raises].is_used = more = true;
    }
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        const cc_node *node = &scenario->center.node[j];
        const int to = node->type->becomes != NULL ? node->type->becomes(node) : k;
        if (!content[to].is_used && cc_graph_is_met(&scenario->center, k, j)) {
            content[to].is_used = more = true;
        }
    }
    return more;
}

static void
mark_more(const cc_scenario *scenario, cc_content *content, bool by_center)
{
    for (bool more = true; more;) {
        more = false;
        for (int k = 0; k < scenario->n_channels; k++) {
            more |= content[k].is_used && mark_next(scenario, content, k);
            more |= content[k].is_used && by_center && mark_made(scenario, content, k);
        }
    }
}

/* Can a contact of this kind ever want, or be sent to, that channel? */
static void
mark_used(cc_scenario *scenario, const bool *recorded, int j)
{
    const cc_demand *demand = &scenario->demand;
    const int n_channels = scenario->n_channels;
    const cc_issue *issue = &demand->issue[j];
    cc_content *content = demand->issue[j].content;
    for (int k = 0; k < scenario->n_channels; k++) {
        content[k].is_used =
            recorded[j * n_channels + k] || greatest(&issue->wants[k]) > 0 ||
            content[k].backlog > 0 || issue->ignored.elsewhere[k] > 0 ||
            issue->ignored.in_public[k] > 0 || greatest(&issue->reactions.accepts[k]) > 0 ||
            (greatest(&issue->unresolved.returns) > 0 && issue->unresolved.on[k] > 0);
    }
    mark_more(scenario, content, false);
    for (int k = 0; k < scenario->n_channels; k++) {
        content[k].is_wanted = content[k].is_used;
    }
    mark_more(scenario, content, true);
}

static void
check_issue(cc_reader *reader, const bool *recorded, int j)
{
    cc_scenario *scenario = cc_scenario_of(reader);
    cc_issue *issue = &scenario->demand.issue[j];
    const cc_center_setup *center = &scenario->center;
    const cc_layers at = place(reader, "demand", "issues", issue->name);
    check_wants(reader, issue, &at);
    mark_used(scenario, recorded, j);
    for (int k = 0; k < scenario->n_channels && reader->error == SIM_OK; k++) {
        const char *name = scenario->channel[k].name;
        const bool is_used = issue->content[k].is_used;
        if (is_used && !issue->content[k].given) {
            cc_read_missing(reader, &at, name,
                            "is missing: contacts come, or are sent, to a channel on which no "
                            "work is given");
        } else if (is_used && !center->channel[k].watched && center->channel[k].offered &&
                   !(sim_dist_mean(&issue->ignored.after) > 0)) {
            cc_read_missing(reader, &at, "ignored.after",
                            "must be > 0 s where nobody reads a channel (%s)", name);
        } else if (is_used && !center->channel[k].watched && center->channel[k].offered &&
                   (issue->ignored.elsewhere[k] > 0 || issue->ignored.in_public[k] > 0)) {
            cc_read_missing(reader, &at,
                            issue->ignored.elsewhere[k] > 0 ? "ignored.elsewhere"
                                                            : "ignored.in_public",
                            "must be another channel than the one that nobody reads (%s)", name);
        } else if (is_used && center->channel[k].offered && center->channel[k].watched &&
                   center->queue_of[j * scenario->n_channels + k] < 0) {
            cc_read_missing(reader, &at, name,
                            "has no queue: the queues that take %s leave this kind out", name);
        }
    }
    if (greatest(&issue->unresolved.returns) > 0 &&
        !(sim_dist_mean(&issue->unresolved.delay) > 0)) {
        cc_read_missing(reader, &at, "unresolved.delay",
                        "must be > 0 s where unresolved issues return");
    }
    const cc_redial *redial = &issue->redial;
    const bool redials = redial->after_abandon.n > 0 || redial->after_abandon.constant > 0 ||
                         redial->after_block.n > 0 || redial->after_block.constant > 0 ||
                         redial->after_balk.n > 0 || redial->after_balk.constant > 0;
    if (redials && !(sim_dist_mean(&redial->delay) > 0)) {
        cc_read_missing(reader, &at, "redial.delay", "must be > 0 s where customers redial");
    }
    const bool arrives = issue->piece != NULL || issue->arrivals.n > 0 || issue->per_hour.n > 0 ||
                         issue->arrivals.constant > 0 || issue->per_hour.constant > 0;
    bool has_backlog = false;
    for (int k = 0; k < scenario->n_channels; k++) {
        has_backlog = has_backlog || issue->content[k].backlog > 0;
    }
    if (!arrives && !has_backlog && scenario->demand.trace.n == 0 && at.n > 0 &&
        cc_value_get(at.layer[0], "arrivals") == NULL &&
        cc_value_get(at.layer[0], "per_hour") == NULL &&
        cc_value_get(at.layer[0], "per_day") == NULL && cc_value_get(at.layer[0], "rate") == NULL) {
        cc_read_missing(reader, &at, "arrivals",
                        "is missing: arrivals, per_hour, per_day or rate must be written");
    }
}

/* Hours of a channel lie within those of the house: on the day itself, or on some day. */
static bool
lies_within(const cc_openings *own, double open, double close)
{
    return own->n == 0 || (own->at[0].open >= open && own->at[own->n - 1].close <= close);
}

static void
check_channels(cc_reader *reader)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_run *run = &scenario->run;
    for (int k = 0; k < scenario->n_channels && reader->error == SIM_OK; k++) {
        const cc_channel *channel = &scenario->center.channel[k];
        const cc_layers at = place(reader, "center", "channels", scenario->channel[k].name);
        if (!channel->offered || !channel->has_hours) {
            continue;
        }
        if (!lies_within(&channel->written.all, run->open, run->close)) {
            cc_read_refuse(reader, cc_layers_get(&at, "hours"), "must lie within run.hours");
        }
        const cc_layers by = cc_layers_sub(&at, "hours_by");
        for (int j = 0; j < 7 && reader->error == SIM_OK; j++) {
            const cc_openings *house = &run->hours.of[j];
            if (channel->written.by[j].n == 0) {
                continue;
            }
            if (!run->weekday_open[j]) {
                cc_read_refuse(reader, cc_layers_get(&by, cc_weekdays[j]),
                               "is of a day that is closed: run.weekdays leaves it out");
            } else if (!lies_within(&channel->written.by[j], house->at[0].open,
                                    house->at[house->n - 1].close)) {
                cc_read_refuse(reader, cc_layers_get(&by, cc_weekdays[j]),
                               "must lie within the hours of the house on that day");
            }
        }
    }
}

/* A slot is of the queue that a contact enters. */
static void
check_sorting(cc_reader *reader)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_center_setup *center = &scenario->center;
    for (int k = 0; k < scenario->n_channels && reader->error == SIM_OK; k++) {
        for (int j = 0; j < scenario->demand.n_issues && center->channel[k].desk.accuracy < 1;
             j++) {
            const int q = center->queue_of[j * scenario->n_channels + k];
            if (q >= 0 && center->queue[q].slots != INT_MAX && reader->error == SIM_OK) {
                const cc_layers at = place(reader, "center", "channels", scenario->channel[k].name);
                cc_read_refuse(
                    reader, cc_layers_get(&at, "classifier"),
                    "must have accuracy = 1 where a queue of the channel has slots (%.60s)",
                    center->queue[q].name);
            }
        }
    }
}

static bool
has_rates(const cc_scenario *scenario, int channel)
{
    const cc_by_number *rates = &scenario->center.channel[channel].rates;
    return rates->n > 0 || rates->constant > 0;
}

/* Who shares what is open by a table of rates has no attention for anything else. */
static void
check_rates(cc_reader *reader)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    for (int g = 0; g < scenario->center.n_groups && reader->error == SIM_OK; g++) {
        const cc_group *group = &scenario->center.group[g];
        int rated = -1, other = -1;
        for (int k = 0; k < scenario->n_channels; k++) {
            if (cc_hands_serve(scenario, group, k)) {
                *(has_rates(scenario, k) ? &rated : &other) = k;
            }
        }
        if (rated >= 0 && other >= 0) {
            const cc_layers at = place(reader, "center", "groups", group->name);
            cc_read_missing(reader, &at, "serves",
                            "must have channels with rates only, or none: %s has them, %s has not",
                            scenario->channel[rated].name, scenario->channel[other].name);
        } else if (rated >= 0 && scenario->center.n_transfers > 0) {
            const cc_layers at = cc_layers_of(cc_value_get(reader->root, "center"));
            cc_read_refuse(reader, cc_layers_get(&at, "transfers"),
                           "must not be written where a channel has rates: %s has",
                           scenario->channel[rated].name);
        }
    }
}

/* A group may have more than all of what the knowledge base does, as long as work is left to do and nothing
 * gets less likely than never. */
static void
check_knowledge(cc_reader *reader)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_center_setup *center = &scenario->center;
    for (int g = 0; g < center->n_groups; g++) {
        const cc_group *group = &center->group[g];
        for (int j = 0; j < scenario->demand.n_issues && reader->error == SIM_OK; j++) {
            const double work = center->knowledge.work[j],
                         resolution = center->knowledge.resolution[j];
            const cc_layers at = place(reader, "center", "groups", group->name);
            /* so that a group with all of it, and nothing written, breaks neither rule by rounding */
            const double none = 1 - group->knowledge;
            if (!(none + work * group->knowledge > 0)) {
                cc_read_refuse(reader, cc_layers_get(&at, "knowledge"),
                               "must leave work above 0: be less than %.10g where "
                               "center.knowledge.work is %.10g (is %.10g)",
                               1 / (1 - work), work, group->knowledge);
            } else if (none + resolution * group->knowledge < 0) {
                cc_read_refuse(reader, cc_layers_get(&at, "knowledge"),
                               "must leave resolution at 0 or above: be at most %.10g where "
                               "center.knowledge.resolution is %.10g (is %.10g)",
                               1 / (1 - resolution), resolution, group->knowledge);
            }
        }
    }
}

void
cc_scenario_check(cc_reader *reader)
{
    const cc_demand *demand = &cc_scenario_of(reader)->demand;
    const int n_channels = cc_scenario_of(reader)->n_channels;
    bool *recorded = cc_read_alloc(reader, (size_t)(demand->n_issues * n_channels), 1);
    for (size_t r = 0; recorded != NULL && r < demand->trace.n; r++) {
        const cc_recorded *row = &demand->trace.row[r];
        if (row->channel >= 0) {
            recorded[row->issue * n_channels + row->channel] = true;
        }
    }
    for (int j = 0; j < demand->n_issues && reader->error == SIM_OK; j++) {
        check_issue(reader, recorded, j);
    }
    if (reader->error == SIM_OK) { /* which finds the queues that nodes hand contacts on to */
        const cc_layers root = cc_layers_of(reader->root), center = cc_layers_sub(&root, "center");
        cc_nodes_check(reader, &center);
    }
    check_sorting(reader);
    check_channels(reader);
    check_rates(reader);
    check_knowledge(reader);
    if (reader->error == SIM_OK) {
        cc_hands_check(reader);
    }
}
