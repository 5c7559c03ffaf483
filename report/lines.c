#include "report/lines.h"

#include "experiment/channels.h"
#include "models/scenario/graph.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include "report/verdict.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct maker {
    xp_lines *rows;
    const xp_results *results;
    bool detailed;
    char section[48];
    char scope[160];
    char part[64];   /* of which the lines are, or "" */
    char whole[160]; /* and the scope that it is a part of */
    int error;
} maker;

char *
xp_text_span(double seconds, char *buffer, size_t size)
{
    const bool minutes = fmod(seconds, 60) == 0, hours = fmod(seconds, 3600) == 0;
    if (seconds <= 120 || !minutes) {
        snprintf(buffer, size, "%.6g s", seconds);
    } else if (seconds < 7200 || !hours) {
        snprintf(buffer, size, "%.6g min", seconds / 60);
    } else if (seconds <= 172800 || fmod(seconds, 86400) != 0) {
        snprintf(buffer, size, "%.6g h", seconds / 3600);
    } else {
        snprintf(buffer, size, "%.6g d", seconds / 86400);
    }
    return buffer;
}

static bool
has_figure(const xp_results *results, size_t m, double *largest)
{
    *largest = 0;
    bool any = false;
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        const double mean = xp_results_estimate(results, s, m).mean;
        any = any || !isnan(mean);
        *largest = isnan(mean) ? *largest : fmax(*largest, fabs(mean));
    }
    return any;
}

/* A line more, or NULL: no memory, latched. */
static xp_line *
one_more(maker *self)
{
    xp_lines *lines = self->rows;
    if (lines->n == lines->capacity && self->error == SIM_OK) {
        const size_t capacity = 2 * lines->capacity + 64;
        xp_line *line = realloc(lines->line, capacity * sizeof(*line));
        if (line == NULL) {
            self->error = SIM_ERR_NOMEM;
        } else {
            lines->line = line;
            lines->capacity = capacity;
        }
    }
    return self->error == SIM_OK ? &lines->line[lines->n++] : NULL;
}

/* if_any: left out where it would print as 0 everywhere. */
static void
add(maker *self, const char *label, const char *kpi, xp_style style, bool if_any)
{
    const size_t m = xp_table_find(self->results->table, kpi, self->scope);
    double largest;
    if (m == XP_LACKS || !has_figure(self->results, m, &largest) || (if_any && largest < 0.0005)) {
        return;
    }
    const size_t whole =
        self->part[0] == '\0' ? XP_LACKS : xp_table_find(self->results->table, kpi, self->whole);
    if (self->part[0] != '\0' && !self->detailed && !xp_subgroup_differs(self->results, m, whole)) {
        return;
    }
    xp_line *line = one_more(self);
    if (line == NULL) {
        return;
    }
    *line = (xp_line){.measure = m, .style = style, .whole = whole};
    snprintf(line->part, sizeof(line->part), "%s", self->part);
    line->noted =
        strncmp(label, "service level", 13) == 0 || strstr(label, ": service level") != NULL;
    snprintf(line->section, sizeof(line->section), "%s", self->section);
    snprintf(line->label, sizeof(line->label), "%s%s", label, line->noted ? " (a)" : "");
}

static void
customers(maker *self)
{
    char label[64], window[24];
    const cc_run *run = &self->results->plan->scenario[0]->run;
    xp_text_span(run->fcr_window, window, sizeof(window));
    strcpy(self->section, "WHAT CUSTOMERS GET");
    strcpy(self->scope, "center");
    add(self, "issues a day", "issues", XP_COUNT, false);
    add(self, "waiting at the start", "issues_backlog", XP_COUNT, true);
    add(self, "resolved", "resolution", XP_PERCENT, false);
    add(self, "customers lost a day", "lost_customers", XP_COUNT, false);
    add(self, "... no channel they would take", "lost_no_channel", XP_COUNT, true);
    add(self, "... gave up unanswered", "lost_waiting", XP_COUNT, true);
    add(self, "... cut off", "lost_cut_off", XP_COUNT, true);
    add(self, "... not resolved, no return", "lost_unresolved", XP_COUNT, true);
    add(self, "... contained, not solved", "lost_contained", XP_COUNT, true);
    add(self, "... wrote where nobody reads", "lost_ignored", XP_COUNT, true);
    add(self, "went to another channel a day", "switched", XP_COUNT, true);
    add(self, "... and left a duplicate in line", "duplicates", XP_COUNT, true);
    add(self, "... closed without work", "merged", XP_COUNT, true);
    add(self, "... worked on as well", "duplicates_handled", XP_COUNT, true);
    add(self, "hours of agents on duplicates a day", "duplicate_hours", XP_NUMBER, true);
    add(self, "complained in public a day", "complaints", XP_COUNT, true);
    add(self, "transferred by agents a day", "transferred", XP_COUNT, true);
    add(self, "agents who stay with transfers", "level_transfer", XP_NUMBER, true);
    add(self, "still open at the end", "pending_share", XP_PERCENT, true);
    add(self, "contacts per resolved issue", "contacts_per_resolved", XP_NUMBER, false);
    add(self, "solved at first contact", "resolution_first", XP_PERCENT, false);
    snprintf(label, sizeof(label), "not in touch again within %s%s", window,
             run->fcr_open ? " open" : "");
    add(self, label, "fcr", XP_PERCENT, false);
    add(self, "time to resolution, median", "time_to_resolution_p50", XP_TIME, false);
}

/* Do two figures of the scope differ anywhere? */
static bool
differs(const maker *self, const char *kpi, const char *other)
{
    const size_t a = xp_table_find(self->results->table, kpi, self->scope);
    const size_t b = xp_table_find(self->results->table, other, self->scope);
    bool differ = false;
    for (int s = 0; a != XP_LACKS && b != XP_LACKS && s < self->results->plan->n_scenarios; s++) {
        const double x = xp_results_estimate(self->results, s, a).mean;
        const double y = xp_results_estimate(self->results, s, b).mean;
        differ = differ || fabs(x - y) > 1e-9 * fabs(x);
    }
    return differ;
}

/* The scenario that has the channel; its threshold number t, in words. */
static const cc_scenario *
who_offers(const maker *self, const char *name, int *channel)
{
    for (int s = 0; s < self->results->plan->n_scenarios; s++) {
        const cc_scenario *scenario = self->results->plan->scenario[s];
        *channel = cc_channel_find(scenario, name);
        if (*channel >= 0 && scenario->center.channel[*channel].offered) {
            return scenario;
        }
    }
    return NULL;
}

bool
xp_levels_are_short(const xp_results *results)
{
    bool any = false;
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        const cc_center_setup *center = &results->plan->scenario[s]->center;
        const int n = center->n_queues * results->plan->scenario[s]->n_channels;
        for (int j = 0; j < n; j++) {
            any = any || center->level[j].short_abandon >= 0;
        }
    }
    return any;
}

/* "service level, 20 s" for each threshold of the scope. */
static void
service_levels(maker *self, const cc_scenario *scenario, const cc_scope *scope, const char *before,
               bool deferred)
{
    for (int t = 0; t < CC_MAX_WITHIN; t++) {
        double within;
        char kpi[48] = "service_level", label[96], span[24] = "";
        if (!cc_scope_threshold(scope, scenario, t, &within) || (t > 0 && isnan(within))) {
            return;
        }
        if (!isnan(within)) {
            xp_text_span(within, span, sizeof(span));
        }
        if (t > 0) {
            snprintf(kpi, sizeof(kpi), "service_level_%.9gs", within);
        }
        if (deferred && span[0] != '\0') {
            snprintf(label, sizeof(label), "%sanswered within %s", before, span);
        } else {
            snprintf(label, sizeof(label), "%sservice level%s%s", before,
                     span[0] == '\0' ? "" : ", ", span);
        }
        add(self, label, kpi, XP_PERCENT, false);
    }
}

static void
queues_of(maker *self, const cc_scenario *scenario, int channel, bool deferred)
{
    strcpy(self->whole, self->scope);
    for (int q = 0; q < scenario->center.n_queues; q++) {
        const char *name = scenario->center.queue[q].name;
        snprintf(self->part, sizeof(self->part), "%s", name);
        snprintf(self->scope, sizeof(self->scope), "queue:%s", name);
        cc_scope scope = CC_SCOPE_CENTER;
        scope.queue = q;
        bool here = false;
        for (int issue = 0; issue < scenario->demand.n_issues; issue++) {
            here = here || cc_scope_holds(&scope, scenario, issue, channel);
        }
        if (!here) {
            continue;
        }
        char before[40], label[64];
        snprintf(before, sizeof(before), "%.18s: ", name);
        service_levels(self, scenario, &scope, before, deferred);
        snprintf(label, sizeof(label), "%sspeed of answer", before);
        add(self, label, "asa", XP_TIME, false);
        snprintf(label, sizeof(label), "%sabandoned", before);
        add(self, label, "abandonment", XP_PERCENT, true);
    }
    self->part[0] = '\0';
}

/* Does anybody wait on that channel as the run begins? What waits then is among the contacts of the
 * observation only where that begins with the run. */
static bool
has_backlog(const cc_scenario *scenario, int channel)
{
    bool any = false;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        any = any || scenario->demand.issue[i].content[channel].backlog > 0;
    }
    return any;
}

/* The first center in which the channel has automation, and which node comes first; NULL: none. */
static const cc_center_setup *
who_automates(const maker *self, const char *name, int *entry)
{
    for (int s = 0; s < self->results->plan->n_scenarios; s++) {
        const cc_scenario *scenario = self->results->plan->scenario[s];
        const int c = cc_channel_find(scenario, name);
        if (c >= 0 && scenario->center.channel[c].offered &&
            scenario->center.channel[c].entry >= 0) {
            *entry = scenario->center.channel[c].entry;
            return &scenario->center;
        }
    }
    return NULL;
}

/* Is there a chatbot among them that may understand or not? */
static bool
understands(const cc_center_setup *center, const cc_graph *graph)
{
    bool does = false;
    for (int k = 0; k < graph->n; k++) {
        const cc_node *node = &center->node[graph->node[k]];
        does |= node->type->fails != NULL && node->type->fails(node);
    }
    return does;
}

/* May its graph end contacts in automation? */
static bool
may_contain(const cc_center_setup *center, const cc_graph *graph)
{
    bool may = false;
    for (int k = 0; k < graph->n; k++) {
        const cc_node *node = &center->node[graph->node[k]];
        for (int j = 0; j < cc_graph_n_edges(node); j++) {
            const cc_way *way = cc_graph_edge(node, j);
            for (int b = 0; b < way->n; b++) {
                may |= way->branch[b].to == CC_TO_CONTAINED;
            }
        }
    }
    return may;
}

/* Where conversations may be silent for long: what becomes of them. */
static void
silences(maker *self, const cc_scenario *scenario, int j)
{
    const cc_silence *silence = &scenario->center.channel[j].silence;
    add(self, "wait to enter, mean", "wait_to_enter", XP_TIME, true);
    if (silence->dormant < INFINITY || silence->close < INFINITY) {
        add(self, "wait for a turn, mean", "turn_wait", XP_TIME, false);
        add(self, "dormant at a time", "level_dormant", XP_COUNT, true);
        add(self, "closed for silence a day", "closed_silent", XP_COUNT, true);
    }
    add(self, "told that it is closed, a day", "auto_replies", XP_COUNT, true);
}

/* Items whose clock stands still now and then: replies by that clock, and how old the rest is. */
static void
replies(maker *self, const cc_scenario *scenario, const cc_scope *scope, int j)
{
    const cc_channel *channel = &scenario->center.channel[j];
    bool asks = false;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        asks |= scenario->demand.issue[i].content[j].asks > 0;
    }
    if (channel->desk.lunch.close > channel->desk.lunch.open || asks) {
        double within;
        char label[48] = "... older than the threshold", span[24];
        add(self, "first reply, by its clock", "reply_first", XP_TIME, false);
        add(self, "next reply, after an answer", "reply_next", XP_TIME, true);
        if (asks) {
            add(self, "last reply, questions apart", "reply_full", XP_TIME, false);
        }
        add(self, "age of the backlog, mean", "backlog_age", XP_TIME, false);
        if (cc_scope_threshold(scope, scenario, 0, &within) && !isnan(within)) {
            snprintf(label, sizeof(label), "... older than %s",
                     xp_text_span(within, span, sizeof(span)));
        }
        add(self, label, "backlog_late", XP_COUNT, false);
    }
    add(self, "told that it has come in, a day", "acknowledged", XP_COUNT, true);
    add(self, "sorted wrongly a day", "misrouted", XP_COUNT, true);
    add(self, "further posts a day", "further_posts", XP_COUNT, true);
}

static void
channel(maker *self, const cc_channel_name *is)
{
    int j;
    const cc_scenario *scenario = who_offers(self, is->name, &j);
    if (scenario == NULL) {
        return;
    }
    const bool deferred = is->kind->medium->deferred;
    char window[24], label[64];
    cc_scope scope = CC_SCOPE_CENTER;
    scope.channel = j;
    xp_text_span(scenario->run.fcr_window, window, sizeof(window));
    snprintf(self->section, sizeof(self->section), "%s", is->title);
    snprintf(self->scope, sizeof(self->scope), "channel:%s", is->name);
    const bool waits = has_backlog(scenario, j), warm = scenario->run.warm_up > 0;
    add(self, waits && !warm ? "contacts a day, backlog included" : "contacts arrived a day",
        "contacts", XP_COUNT, false);
    if (waits && warm) {
        add(self, "waiting as observation began", "waiting_start", XP_COUNT, false);
    }
    if (differs(self, "offered", "contacts")) {
        add(self, "asked for an agent, a day", "offered", XP_COUNT, false);
    }
    int entry;
    const cc_center_setup *automated = who_automates(self, is->name, &entry);
    if (automated != NULL) {
        const cc_node *first = &automated->node[entry];
        cc_graph graph;
        cc_graph_walk(automated, entry, &graph);
        if (graph.n > 1) { /* by that one or one behind it */
            snprintf(label, sizeof(label), "contained from %.20s on", first->name);
        } else {
            snprintf(label, sizeof(label), "contained by %.20s", first->name);
        }
        if (may_contain(automated, &graph)) {
            add(self, label, "containment", XP_PERCENT, false);
            if (understands(automated, &graph)) {
                add(self, "... and solved", "containment_solved", XP_PERCENT, false);
            }
            snprintf(label, sizeof(label), "... and not back within %s%s", window,
                     scenario->run.fcr_open ? " open" : "");
            add(self, label, "containment_honest", XP_PERCENT, false);
        }
        add(self, "went round a chatbot, a day", "bypassed", XP_COUNT, true);
        add(self, "accepted an offer, a day", "diverted", XP_COUNT, true);
    }
    service_levels(self, scenario, &scope, "", deferred);
    if (!deferred || self->detailed) {
        add(self, deferred ? "time to answer, mean" : "average speed of answer", "asa", XP_TIME,
            false);
        add(self, deferred ? "answered, 95 % within" : "wait, 95 % within", "wait_p95", XP_TIME,
            false);
    }
    if (self->detailed) {
        add(self, "wait less predicted, mean", "prediction_error", XP_TIME, true);
        add(self, "... standard deviation", "prediction_error_sd", XP_TIME, true);
    }
    add(self, "abandoned", "abandonment", XP_PERCENT, deferred);
    if (differs(self, "abandonment", "abandonment_seen")) {
        add(self, "... as the center sees it", "abandonment_seen", XP_PERCENT, false);
        add(self, "of those taken: had left", "ghost_share", XP_PERCENT, true);
        add(self, "agents' hours for these a day", "hours_ghosts", XP_NUMBER, true);
    }
    add(self, "left between turns a day", "left_in_turn", XP_COUNT, true);
    add(self, "blocked", "blocking", XP_PERCENT, true);
    if (self->detailed) {
        add(self, "balked", "balking", XP_PERCENT, true);
    }
    add(self, "days on target", "days_on_target", XP_PERCENT, false);
    if (deferred) {
        add(self, "backlog at the end", "waiting_end", XP_COUNT, false);
        replies(self, scenario, &scope, j);
    } else {
        silences(self, scenario, j);
    }
    add(self, "went on as another item, a day", "raised", XP_COUNT, true);
    if (self->detailed) {
        add(self, "handling time", "handle_time", XP_TIME, false);
    }
    queues_of(self, scenario, j, deferred);
}

/* Is there no other kind of issue in its queue, so that the queue's lines are the kind's? */
static bool
is_alone(const cc_scenario *scenario, int issue)
{
    for (int c = 0; c < scenario->n_channels; c++) {
        const int queue = scenario->center.queue_of[issue * scenario->n_channels + c];
        for (int other = 0; queue >= 0 && other < scenario->demand.n_issues; other++) {
            for (int d = 0; other != issue && d < scenario->n_channels; d++) {
                if (scenario->center.queue_of[other * scenario->n_channels + d] == queue) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* Kinds of issue that fare otherwise than the center, in a comparison. */
static void
issues(maker *self)
{
    const cc_scenario *scenario = self->results->plan->scenario[0];
    strcpy(self->section, "KINDS OF ISSUE");
    strcpy(self->whole, "center");
    for (int i = 0;
         !self->detailed && scenario->demand.n_issues > 1 && i < scenario->demand.n_issues; i++) {
        char label[64];
        const char *name = scenario->demand.issue[i].name;
        snprintf(self->part, sizeof(self->part), "%s", name);
        snprintf(self->scope, sizeof(self->scope), "issue:%s", name);
        snprintf(label, sizeof(label), "%.18s: resolved", name);
        add(self, label, "resolution", XP_PERCENT, false);
        if (!is_alone(scenario, i)) {
            snprintf(label, sizeof(label), "%.18s: service level", name);
            add(self, label, "service_level", XP_PERCENT, false);
            snprintf(label, sizeof(label), "%.18s: abandoned", name);
            add(self, label, "abandonment", XP_PERCENT, true);
        }
    }
    self->part[0] = '\0';
}

/* Else a mean over nights and Sundays says little. */
static bool
never_closes(const cc_run *run)
{
    bool open = run->hours.is_same && run->close - run->open >= CC_DAY && run->day_closed == NULL;
    for (int day = 0; day < 7; day++) {
        open = open && run->weekday_open[day];
    }
    return open;
}

/* Is the mean number of conversations of who has one anywhere other than 1, as printed? */
static bool
holds_several(const maker *self)
{
    const size_t m = xp_table_find(self->results->table, "conversations", "center");
    bool several = false;
    for (int s = 0; m != XP_LACKS && s < self->results->plan->n_scenarios; s++) {
        several = several || xp_results_estimate(self->results, s, m).mean >= 1.005;
    }
    return several;
}

static void
agents(maker *self)
{
    strcpy(self->section, "AGENTS");
    strcpy(self->scope, "center");
    add(self, "hours paid a day", "hours_paid", XP_COUNT, false);
    if (self->detailed) {
        add(self, "overtime hours a day", "hours_overtime", XP_COUNT, true);
        if (never_closes(&self->results->plan->scenario[0]->run)) {
            add(self, "agents on duty", "agents", XP_COUNT, false);
        }
    }
    add(self, "in conversation", "occupancy", XP_PERCENT, false);
    add(self, "working", "attention", XP_PERCENT, false);
    if (holds_several(self)) {
        add(self, "chats held at once", "conversations", XP_NUMBER, false);
    }
    const cc_center_setup *center = &self->results->plan->scenario[0]->center;
    strcpy(self->whole, "center");
    for (int g = 0; center->n_groups > 1 && g < center->n_groups; g++) {
        char label[64];
        snprintf(self->scope, sizeof(self->scope), "group:%s", center->group[g].name);
        if (self->detailed) {
            snprintf(label, sizeof(label), "%.18s: in conversation", center->group[g].name);
            add(self, label, "occupancy", XP_PERCENT, false);
            snprintf(label, sizeof(label), "%.18s: working", center->group[g].name);
            add(self, label, "attention", XP_PERCENT, false);
        } else {
            snprintf(self->part, sizeof(self->part), "%s", center->group[g].name);
            snprintf(label, sizeof(label), "%.18s: service level", center->group[g].name);
            add(self, label, "service_level", XP_PERCENT, false);
            snprintf(label, sizeof(label), "%.18s: speed of answer", center->group[g].name);
            add(self, label, "asa", XP_TIME, false);
        }
    }
    self->part[0] = '\0';
}

static bool
has_node(const cc_center_setup *center, const char *name)
{
    for (int j = 0; j < center->n_nodes; j++) {
        if (strcmp(center->node[j].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Where there are several nodes, how much each is used; of one its channel's lines say that. And who left
 * there unserved, which those lines have not. */
static void
automation(maker *self)
{
    strcpy(self->section, "AUTOMATION");
    const xp_plan *plan = self->results->plan;
    bool several = false;
    for (int s = 0; s < plan->n_scenarios; s++) {
        several |= plan->scenario[s]->center.n_nodes > 1;
    }
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_center_setup *center = &plan->scenario[s]->center;
        for (int j = 0; j < center->n_nodes; j++) {
            const char *name = center->node[j].name;
            int t = 0;
            while (t < s && !has_node(&plan->scenario[t]->center, name)) {
                t++;
            }
            if (t == s) { /* said of no earlier one */
                char label[64];
                snprintf(self->scope, sizeof(self->scope), "node:%s", name);
                snprintf(label, sizeof(label), "%.18s: visits a day", name);
                if (several) {
                    add(self, label, "node_entered", XP_COUNT, false);
                }
                snprintf(label, sizeof(label), "%.18s: left unserved a day", name);
                add(self, label, "node_hung_up", XP_COUNT, true);
                snprintf(label, sizeof(label), "%.18s: gave up in its line", name);
                add(self, label, "node_gave_up", XP_COUNT, true);
            }
        }
    }
}

static void
money(maker *self)
{
    const char *currency = self->results->plan->scenario[0]->center.costs.currency;
    strcpy(self->scope, "center");
    if (currency == NULL || currency[0] == '\0') {
        strcpy(self->section, "MONEY");
    } else {
        snprintf(self->section, sizeof(self->section), "MONEY, %.32s", currency);
    }
    const size_t m = xp_table_find(self->results->table, "cost", "center");
    double largest = 0;
    if (m != XP_LACKS && has_figure(self->results, m, &largest) && largest > 0) {
        add(self, "cost a day", "cost", XP_MONEY, false);
        add(self, "... of this: for partners", "partner_cost", XP_MONEY, true);
        add(self, "cost per contact", "cost_per_contact", XP_MONEY, false);
        add(self, "cost per resolved issue", "cost_per_resolved", XP_MONEY, false);
    }
}

int
xp_lines_make(xp_lines *self, const xp_results *results, bool detailed)
{
    maker it = {.rows = self, .results = results, .detailed = detailed};
    *self = (xp_lines){0};
    xp_channels channels;
    xp_channels_of(&channels, results->plan);
    customers(&it);
    for (int j = 0; j < channels.n; j++) {
        channel(&it, channels.is[j]);
    }
    issues(&it);
    automation(&it);
    agents(&it);
    money(&it);
    if (it.error != SIM_OK) {
        xp_lines_free(self);
    }
    return it.error;
}

void
xp_lines_free(xp_lines *self)
{
    free(self->line);
    *self = (xp_lines){0};
}
