/* Scopes: how they are written, and which cells of a record they hold. */
#include "models/language/hint.h"
#include "models/language/refusal.h"
#include "models/language/units.h"
#include "models/measure/measure.h"
#include "models/scenario/fed.h"
#include "models/scenario/graph.h"
#include "models/scenario/scenario.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

bool
cc_scope_equal(const cc_scope *a, const cc_scope *b)
{
    return a->channel == b->channel && a->queue == b->queue && a->group == b->group &&
           a->issue == b->issue && a->attempt == b->attempt && a->slice == b->slice &&
           a->node == b->node;
}

bool
cc_scope_holds(const cc_scope *self, const cc_scenario *scenario, int issue, int channel)
{
    if (self->issue >= 0 && self->issue != issue) {
        return false;
    }
    if (self->channel >= 0 && self->channel != channel) {
        return false;
    }
    return self->queue < 0 ||
           scenario->center.queue_of[issue * scenario->n_channels + channel] == self->queue;
}

bool
cc_scope_has_contacts(const cc_scope *self, const cc_scenario *scenario)
{
    const cc_center_setup *center = &scenario->center;
    for (int issue = 0; issue < scenario->demand.n_issues; issue++) {
        for (int channel = 0; channel < scenario->n_channels; channel++) {
            if (center->channel[channel].offered &&
                center->queue_of[issue * scenario->n_channels + channel] >= 0 &&
                cc_scope_holds(self, scenario, issue, channel)) {
                return true;
            }
        }
    }
    return false;
}

bool
cc_scope_meets(const cc_scope *self, const cc_scenario *scenario)
{
    const cc_center_setup *center = &scenario->center;
    for (int channel = 0; channel < scenario->n_channels; channel++) {
        if (!center->channel[channel].offered || (self->channel >= 0 && self->channel != channel)) {
            continue;
        }
        if (self->node >= 0 ? cc_graph_is_met(center, channel, self->node)
                            : center->channel[channel].entry >= 0) {
            return true;
        }
    }
    return false;
}

/* ---- reading ---- */

typedef struct known_names {
    const char *kind;
    const char *(*name)(const cc_scenario *scenario, int j);
    int (*count)(const cc_scenario *scenario);
    int *target;
} known_names;

static const char *
channel_name(const cc_scenario *scenario, int j)
{
    return scenario->channel[j].name;
}

static int
count_channels(const cc_scenario *scenario)
{
    return scenario->n_channels;
}

static const char *
queue_name(const cc_scenario *scenario, int j)
{
    return scenario->center.queue[j].name;
}

static int
count_queues(const cc_scenario *scenario)
{
    return scenario->center.n_queues;
}

static const char *
group_name(const cc_scenario *scenario, int j)
{
    return scenario->center.group[j].name;
}

static int
count_groups(const cc_scenario *scenario)
{
    return scenario->center.n_groups;
}

static const char *
issue_name(const cc_scenario *scenario, int j)
{
    return scenario->demand.issue[j].name;
}

static int
count_issues(const cc_scenario *scenario)
{
    return scenario->demand.n_issues;
}

static const char *
node_name(const cc_scenario *scenario, int j)
{
    return scenario->center.node[j].name;
}

static int
count_nodes(const cc_scenario *scenario)
{
    return scenario->center.n_nodes;
}

static const char *
attempt_name(const cc_scenario *scenario, int j)
{
    (void)scenario;
    return j == 0 ? "first" : "again";
}

static int
count_attempts(const cc_scenario *scenario)
{
    (void)scenario;
    return 2;
}

/* Does an interval of that day hold the time, which is not the one that it is called by? */
static bool
is_inside(const cc_layout *layout, long day, double time)
{
    const size_t first = (size_t)(day - layout->first_day) * layout->per_day;
    const double moment = (double)day * CC_DAY + time;
    for (size_t slice = first; slice < first + layout->per_day; slice++) {
        const cc_slice it = cc_layout_slice_of(layout, slice);
        if (cc_slice_has_time(it.kind) && moment >= it.begin && moment < it.end) {
            return true;
        }
    }
    return false;
}

/* The slice of that day that is called so; n_slices: there is none. */
static size_t
find_slice(const cc_layout *layout, long day, const char *name)
{
    double time = 0;
    const bool is_time = cc_time_of_day_parse(name, &time);
    const size_t first = (size_t)(day - layout->first_day) * layout->per_day;
    time = is_time ? cc_clock_since(layout->begin, time) : 0;
    for (size_t slice = first; slice < first + layout->per_day; slice++) {
        const cc_slice it = cc_layout_slice_of(layout, slice);
        const char *word = cc_slice_word(it.kind);
        if (is_time ? cc_slice_has_time(it.kind) &&
                          fabs(time - (layout->open + (double)it.k * layout->interval)) < 1
                    : word != NULL && strcmp(word, name) == 0) {
            return slice;
        }
    }
    return layout->n_slices;
}

/* "@2 09:30": the second day of the run, the interval that begins at 09:30; "@2 before", "@2 after",
 * "@7 closed". */
static int
parse_slice(cc_scope *self, const cc_layout *layout, const char *text, cc_refusal *refusal)
{
    uint64_t day_number = 0;
    double time;
    const char *name = cc_whole_read(text + 1, 1000000, &day_number);
    const long day = (long)day_number;
    name = name != NULL && *name == ' ' ? name + strspn(name, " ") : NULL;
    if (name == NULL || (strcmp(name, "before") != 0 && strcmp(name, "after") != 0 &&
                         strcmp(name, "closed") != 0 && !cc_time_of_day_parse(name, &time))) {
        return cc_refuse(refusal, NULL, 0,
                         "scope \"%s\": an interval is written \"@DAY HH:MM\", other time \"@DAY "
                         "before\", \"@DAY after\" or \"@DAY closed\"",
                         text);
    }
    if (!layout->by_interval) {
        return cc_refuse(refusal, NULL, 0, "scope \"%s\": needs a run by interval", text);
    }
    const bool is_observed =
        day - 1 >= layout->first_day && day - 1 < layout->first_day + layout->n_days;
    const size_t slice = is_observed ? find_slice(layout, day - 1, name) : layout->n_slices;
    if (slice == layout->n_slices) {
        return cc_refuse(refusal, NULL, 0, "scope \"%s\": %s", text,
                         !cc_time_of_day_parse(name, &time) ? "there is no such time in observe"
                         : is_observed &&
                                 is_inside(layout, day - 1, cc_clock_since(layout->begin, time))
                             ? "no interval begins then"
                             : "outside the observed opening hours");
    }
    self->slice = (int)slice;
    return SIM_OK;
}

static int
not_offered(const char *text, const char *channel, cc_refusal *refusal)
{
    return cc_refuse(refusal, NULL, 0, "scope \"%s\": the center does not offer %s", text, channel);
}

static int
parse_part(cc_scope *self, const cc_scenario *scenario, const cc_layout *layout, const char *part,
           cc_refusal *refusal)
{
    if (part[0] == '@') {
        return parse_slice(self, layout, part, refusal);
    }
    if (strcmp(part, "center") == 0) {
        return SIM_OK;
    }
    const known_names kinds[] = {
        {"channel", channel_name, count_channels, &self->channel},
        {"queue", queue_name, count_queues, &self->queue},
        {"group", group_name, count_groups, &self->group},
        {"issue", issue_name, count_issues, &self->issue},
        {"attempt", attempt_name, count_attempts, &self->attempt},
        {"node", node_name, count_nodes, &self->node},
    };
    for (size_t j = 0; j < sizeof(kinds) / sizeof(*kinds); j++) {
        const size_t n = strlen(kinds[j].kind);
        if (strncmp(part, kinds[j].kind, n) != 0 || part[n] != ':') {
            continue;
        }
        if (kinds[j].target == &self->channel && cc_preset_find(part + n + 1) != NULL &&
            cc_channel_find(scenario, part + n + 1) < 0) {
            return not_offered(part, part + n + 1, refusal); /* it has not even been named */
        }
        cc_hint hint;
        cc_hint_init(&hint, part + n + 1);
        for (int k = 0; k < kinds[j].count(scenario); k++) {
            const char *name = kinds[j].name(scenario, k);
            if (strcmp(name, part + n + 1) == 0) {
                *kinds[j].target = k;
                return SIM_OK;
            }
            cc_hint_offer(&hint, name);
        }
        return hint.nearest == NULL
                   ? cc_refuse(refusal, NULL, 0, "scope \"%s\": there is no such %s", part,
                               kinds[j].kind)
                   : cc_refuse(refusal, NULL, 0,
                               "scope \"%s\": there is no such %s; did you mean \"%s\"?", part,
                               kinds[j].kind, hint.nearest);
    }
    return cc_refuse(refusal, NULL, 0,
                     "scope \"%s\": must be center, channel:X, queue:X, group:X, issue:X, "
                     "attempt:first|again, node:X or @DAY HH:MM, combined with /",
                     part);
}

/* Nothing can ever be counted on a channel that is not offered, nor where no queue takes the issue:
 * a figure of that would be undefined for ever. */
static int
check_possible(const cc_scope *self, const cc_scenario *scenario, const char *text,
               cc_refusal *refusal)
{
    const cc_center_setup *center = &scenario->center;
    if (self->node >= 0 && !cc_scope_meets(self, scenario)) {
        return cc_refuse(refusal, NULL, 0, "scope \"%s\": no such contact can come to the node",
                         text);
    }
    if (self->channel >= 0 && !center->channel[self->channel].offered) {
        return not_offered(text, channel_name(scenario, self->channel), refusal);
    }
    if (self->channel < 0 && self->queue < 0 && self->issue < 0) {
        return SIM_OK;
    }
    if (cc_scope_has_contacts(self, scenario) ||
        (self->queue >= 0 && self->issue < 0 && cc_queue_is_fed(center, self->queue))) {
        return SIM_OK;
    }
    return cc_refuse(refusal, NULL, 0, "scope \"%s\": no queue of the center takes such contacts",
                     text);
}

int
cc_scope_parse(cc_scope *self, const cc_scenario *scenario, const cc_layout *layout,
               const char *text, cc_refusal *refusal)
{
    *self = CC_SCOPE_CENTER;
    for (const char *at = text;; at++) {
        char part[96];
        const size_t n = strcspn(at, "/");
        if (n >= sizeof(part)) {
            return cc_refuse(refusal, NULL, 0, "scope \"%s\": too long", text);
        }
        memcpy(part, at, n);
        part[n] = '\0';
        const int ret = parse_part(self, scenario, layout, part, refusal);
        if (ret != SIM_OK) {
            return ret;
        }
        at += n;
        if (*at == '\0') {
            return check_possible(self, scenario, text, refusal);
        }
    }
}

/* ---- printing ---- */

static void
append(char *buffer, size_t size, const char *kind, const char *name)
{
    const size_t n = strlen(buffer);
    snprintf(buffer + n, size - n, "%s%s%s", n == 0 ? "" : "/", kind, name);
}

void
cc_scope_print(const cc_scope *self, const cc_scenario *scenario, const cc_layout *layout,
               char *buffer, size_t size)
{
    buffer[0] = '\0';
    if (self->channel >= 0) {
        append(buffer, size, "channel:", channel_name(scenario, self->channel));
    }
    if (self->queue >= 0) {
        append(buffer, size, "queue:", queue_name(scenario, self->queue));
    }
    if (self->group >= 0) {
        append(buffer, size, "group:", group_name(scenario, self->group));
    }
    if (self->issue >= 0) {
        append(buffer, size, "issue:", issue_name(scenario, self->issue));
    }
    if (self->attempt >= 0) {
        append(buffer, size, "attempt:", attempt_name(scenario, self->attempt));
    }
    if (self->node >= 0) {
        append(buffer, size, "node:", node_name(scenario, self->node));
    }
    if (self->slice >= 0) {
        const cc_slice slice = cc_layout_slice_of(layout, (size_t)self->slice);
        const char *word = cc_slice_word(slice.kind);
        char time[16], interval[32];
        cc_time_of_day_format(
            cc_clock_at(layout->begin, layout->open + (double)slice.k * layout->interval), time,
            sizeof(time));
        snprintf(interval, sizeof(interval), "@%d %s", slice.day + 1, word != NULL ? word : time);
        append(buffer, size, "", interval);
    }
    if (buffer[0] == '\0') {
        snprintf(buffer, size, "center");
    }
}

/* ---- adding up ---- */

static void
add_agents(const cc_scope *self, const cc_record *record, cc_sums *sums)
{
    for (int group = 0; group < record->layout.n_groups; group++) {
        if (self->group >= 0 && self->group != group) {
            continue;
        }
        const size_t slice = self->slice >= 0 ? (size_t)self->slice : CC_WHOLE_RUN;
        const double *from = cc_record_agent(record, slice, (size_t)group);
        for (int j = 0; j < CC_A_COUNTERS; j++) {
            sums->agent[j] += from[j];
        }
    }
}

static void
add_visits(const cc_scope *self, const cc_record *record, cc_sums *sums)
{
    const cc_layout *layout = &record->layout;
    for (int channel = 0; channel < layout->n_channels; channel++) {
        if (self->channel < 0 || self->channel == channel) {
            const double *from = cc_record_node(record, channel, self->node);
            for (int j = 0; j < CC_V_COUNTERS; j++) {
                sums->node[j] += from[j];
            }
            for (int j = 0; j < layout->n_edges; j++) {
                sums->left_by[j] += from[CC_V_COUNTERS + j];
            }
        }
    }
}

static void
add_transfers(const cc_scope *self, const cc_record *record, cc_sums *sums)
{
    for (int channel = 0; channel < record->layout.n_channels; channel++) {
        if (self->channel < 0 || self->channel == channel) {
            const double *from = cc_record_transfer(record, self->queue, channel);
            for (int j = 0; j < CC_T_COUNTERS; j++) {
                sums->transfer[j] += from[j];
            }
        }
    }
}

void
cc_scope_sums(const cc_scope *self, const cc_scenario *scenario, const cc_record *record,
              cc_sums *sums)
{
    const cc_layout *layout = &record->layout;
    *sums = (cc_sums){.days = layout->days,
                      .span = scenario->run.observe,
                      .line_per_minute = scenario->center.costs.line_per_minute,
                      .bot_per_session = scenario->center.costs.bot_per_session,
                      .bot_per_resolution = scenario->center.costs.bot_per_resolution};
    size_t slice = layout->n_slices > 1 ? layout->n_slices : 0;
    if (self->slice >= 0) {
        slice = (size_t)self->slice;
        sums->days = 1;
        sums->span = cc_layout_span(layout, &scenario->run, slice);
    }
    for (uint32_t j = record->last[slice]; j != UINT32_MAX; j = record->touched[j].next) {
        const cc_touched *cell = &record->touched[j];
        const cc_layout_parts is = cc_layout_parts_of(layout, cell->index);
        if ((self->attempt < 0 || self->attempt == is.again) &&
            (self->group < 0 || self->group == is.group) &&
            cc_scope_holds(self, scenario, is.issue, is.channel)) {
            int begin, end;
            cc_layout_counters(layout, cell->index, &begin, &end);
            cc_counters_add(sums->counter, record->pool + cell->place, begin, end);
        }
    }
    add_agents(self, record, sums);
    if (self->node >= 0) {
        add_visits(self, record, sums);
    }
    if (self->queue >= 0 && layout->n_fed > 0) {
        add_transfers(self, record, sums);
    }
}
