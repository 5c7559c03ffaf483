/* All measures of a scenario, in the order of reports. */
#include "models/measure/measure.h"
#include "models/scenario/fed.h"
#include "models/scenario/graph.h"
#include "models/scenario/level.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"

#include <limits.h>
#include <stdlib.h>

typedef struct collection {
    const cc_scenario *scenario;
    const cc_layout *layout;
    cc_measure *list;
    size_t n, capacity;
    bool failed;
} collection;

static void
add(collection *self, cc_measure measure)
{
    if (self->n >= CC_MAX_MEASURES) { /* counted only, for the refusal */
        self->n++;
        return;
    }
    if (self->n == self->capacity) {
        const size_t capacity = self->capacity == 0 ? 256 : 2 * self->capacity;
        cc_measure *list = realloc(self->list, capacity * sizeof(*list));
        if (list == NULL) {
            self->failed = true;
            return;
        }
        self->list = list;
        self->capacity = capacity;
    }
    cc_measure_name(&measure, self->scenario, self->layout);
    self->list[self->n++] = measure;
}

static bool
holds_trunk(const collection *self, const cc_scope *scope)
{
    for (int channel = 0; channel < self->layout->n_channels; channel++) {
        if (self->scenario->center.channel[channel].offered &&
            (self->scenario->channel[channel].kind->holds_trunk ||
             self->scenario->center.channel[channel].trunks < INT_MAX) &&
            self->scenario->center.channel[channel].watched &&
            (scope->channel < 0 || scope->channel == channel)) {
            return true;
        }
    }
    return false;
}

static bool
makes_items(const collection *self, int node)
{
    return self->scenario->center.node[node].type->becomes != NULL;
}

/* May contacts wait before the scope's node? */
static bool
has_line(const collection *self, const cc_scope *scope)
{
    const cc_node *node = &self->scenario->center.node[scope->node];
    return node->when_full == CC_FULL_WAIT && (node->capacity < INT_MAX || cc_node_fails(node));
}

static bool
bypasses(const cc_scenario *scenario)
{
    bool does = false;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        does |= scenario->demand.issue[i].reactions.bypass > 0;
    }
    return does;
}

static bool
offers(const cc_scenario *scenario)
{
    bool does = false;
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        does |= scenario->center.node[j].type->elsewhere != NULL;
    }
    return does;
}

/* Has the scope's queue a threshold on a channel? */
static bool
has_level(const collection *self, const cc_scope *scope)
{
    const int n = self->layout->n_channels;
    bool has = false;
    for (int channel = 0; channel < n; channel++) {
        has |= self->scenario->center.channel[channel].offered &&
               (scope->channel < 0 || scope->channel == channel) &&
               self->scenario->center.level[scope->queue * n + channel].n_within > 0;
    }
    return has;
}

/* Has the scenario what the KPI speaks of? */
static bool
exists(const collection *self, cc_kpi_id kpi, const cc_scope *scope)
{
    switch (kpi) {
    case CC_KPI_automated:
    case CC_KPI_containment:
    case CC_KPI_containment_solved:
    case CC_KPI_containment_honest:
    case CC_KPI_level_automation:
    case CC_KPI_into_automation:
        return cc_scope_meets(scope, self->scenario);
    case CC_KPI_bypassed:
        return cc_scope_meets(scope, self->scenario) && bypasses(self->scenario);
    case CC_KPI_diverted:
        return cc_scope_meets(scope, self->scenario) && offers(self->scenario);
    case CC_KPI_node_diverted:
        return self->scenario->center.node[scope->node].type->elsewhere != NULL;
    case CC_KPI_node_failed: {
        const cc_node *node = &self->scenario->center.node[scope->node];
        return node->type->fails != NULL && node->type->fails(node);
    }
    case CC_KPI_prediction_error:
    case CC_KPI_prediction_error_sd:
    case CC_KPI_prediction_error_abs:
        return self->scenario->center.prediction.by != CC_PREDICT_NONE;
    case CC_KPI_sent_out: {
        bool sends = false;
        for (int j = 0; j < self->layout->n_nodes; j++) {
            sends |= cc_node_to_partner(&self->scenario->center.node[j]) >= 0;
        }
        return sends && cc_scope_meets(scope, self->scenario);
    }
    case CC_KPI_node_sent_out:
        return cc_node_to_partner(&self->scenario->center.node[scope->node]) >= 0;
    case CC_KPI_node_became_item:
        return makes_items(self, scope->node);
    case CC_KPI_became_item: {
        bool makes = false;
        for (int j = 0; j < self->layout->n_nodes; j++) {
            makes |= makes_items(self, j);
        }
        return makes && cc_scope_meets(scope, self->scenario);
    }
    case CC_KPI_node_gave_up:
    case CC_KPI_node_waited:
    case CC_KPI_node_wait:
        return has_line(self, scope);
    case CC_KPI_lines_busy:
        return holds_trunk(self, scope);
    case CC_KPI_transfers_in:
    case CC_KPI_transfers_answered:
    case CC_KPI_transfers_abandoned:
    case CC_KPI_transfers_dropped:
    case CC_KPI_transfers_merged:
    case CC_KPI_transfers_unfinished:
    case CC_KPI_transfers_abandonment:
    case CC_KPI_transfers_asa:
        return cc_queue_is_fed(&self->scenario->center, scope->queue);
    case CC_KPI_transfers_service_level:
        return cc_queue_is_fed(&self->scenario->center, scope->queue) && has_level(self, scope);
    case CC_KPI_days_on_target: {
        const cc_center_setup *center = &self->scenario->center;
        return !isnan(scope->queue >= 0
                          ? center->queue[scope->queue].service_level.target
                          : cc_level_of_channel(self->scenario, scope->channel)->target);
    }
    default:
        return true;
    }
}

static void
add_thresholds(collection *self, cc_kpi_id kpi, cc_scope scope)
{
    double within;
    for (int t = 0; t < CC_MAX_WITHIN; t++) {
        /* a further threshold is named by its seconds: it needs one number for the scope */
        if (cc_scope_threshold(&scope, self->scenario, t, &within) && (t == 0 || !isnan(within))) {
            add(self, (cc_measure){.kpi = kpi, .threshold = t, .number = within, .scope = scope});
        }
    }
}

static void
add_numbered(collection *self, cc_kpi_id kpi, cc_scope scope)
{
    static const double wait_p[] = {0.5, 0.8, 0.9, 0.95, 0.99}, resolution_p[] = {0.5, 0.9};
    if (kpi == CC_KPI_node_left_by) {
        const cc_node *node = &self->scenario->center.node[scope.node];
        for (int j = 0; j < cc_graph_n_edges(node); j++) {
            add(self, (cc_measure){.kpi = kpi, .threshold = j, .scope = scope});
        }
        return;
    }
    if (kpi == CC_KPI_wait_over) {
        for (int j = 0; j < self->scenario->run.n_wait_over; j++) {
            add(self, (cc_measure){.kpi = kpi,
                                   .threshold = j,
                                   .number = self->scenario->run.wait_over[j],
                                   .scope = scope});
        }
        return;
    }
    const bool of_wait = kpi == CC_KPI_wait_quantile;
    const double *p = of_wait ? wait_p : resolution_p;
    const size_t n = of_wait ? sizeof(wait_p) / sizeof(*wait_p) : sizeof(resolution_p) / sizeof(*p);
    for (size_t j = 0; j < n; j++) {
        add(self, (cc_measure){.kpi = kpi, .number = p[j], .scope = scope});
    }
}

static void
add_kpi(collection *self, cc_kpi_id kpi, cc_scope scope)
{
    if (!cc_kpi_suits(kpi, &scope) || !exists(self, kpi, &scope)) {
        return;
    }
    if (cc_kpi_has_threshold(kpi)) {
        add_thresholds(self, kpi, scope);
    } else if (kpi >= CC_KPI_wait_over) {
        add_numbered(self, kpi, scope);
    } else {
        add(self, (cc_measure){.kpi = kpi, .scope = scope});
    }
}

static void
add_scope(collection *self, cc_scope scope)
{
    for (int kpi = 0; kpi < CC_N_KPIS; kpi++) {
        add_kpi(self, (cc_kpi_id)kpi, scope);
    }
}

/* Intervals get what planners read by interval; everything would be tens of megabytes. */
static void
add_slices(collection *self, cc_scope scope)
{
    static const cc_kpi_id kpis[] = {
        CC_KPI_contacts,         CC_KPI_offered,     CC_KPI_answered,      CC_KPI_abandoned,
        CC_KPI_blocked,          CC_KPI_abandonment, CC_KPI_service_level, CC_KPI_service_level_g1,
        CC_KPI_service_level_g2, CC_KPI_asa,         CC_KPI_handle_time,   CC_KPI_level_waiting,
        CC_KPI_agents,           CC_KPI_occupancy,
    };
    const cc_run *run = &self->scenario->run;
    for (size_t slice = 0; slice < self->layout->n_slices; slice++) {
        if (cc_layout_span(self->layout, run, slice) <= 0) {
            continue;
        }
        scope.slice = (int)slice;
        for (size_t j = 0; j < sizeof(kpis) / sizeof(*kpis); j++) {
            add_kpi(self, kpis[j], scope);
        }
    }
}

/* Queues are worth a scope where a channel has several. */
static void
add_queues(collection *self, int channel)
{
    const cc_center_setup *center = &self->scenario->center;
    int n = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int queue = 0; queue < center->n_queues; queue++) {
            bool here = false;
            for (int issue = 0; issue < self->layout->n_issues; issue++) {
                here =
                    here || center->queue_of[issue * self->layout->n_channels + channel] == queue;
            }
            if (here && pass == 0) {
                n++;
            } else if (here && n > 1) {
                cc_scope scope = CC_SCOPE_CENTER;
                scope.queue = queue;
                add_scope(self, scope);
            }
        }
    }
}

/* Of queues to which contacts are transferred what is of these, where it is not said with all else. */
static void
add_fed_queues(collection *self, size_t first)
{
    for (int queue = 0; queue < self->layout->n_fed; queue++) {
        cc_scope scope = CC_SCOPE_CENTER;
        scope.queue = queue;
        bool is_said = !cc_queue_is_fed(&self->scenario->center, queue);
        for (size_t j = first; j < self->n && j < CC_MAX_MEASURES; j++) {
            is_said |= cc_scope_equal(&self->list[j].scope, &scope);
        }
        for (int kpi = CC_KPI_transfers_in; !is_said && kpi <= CC_KPI_transfers_service_level;
             kpi++) {
            add_kpi(self, (cc_kpi_id)kpi, scope);
        }
    }
}

/* Nodes that somebody can come to, and by channel where contacts of several can. */
static void
add_nodes(collection *self)
{
    for (int node = 0; node < self->layout->n_nodes; node++) {
        cc_scope scope = CC_SCOPE_CENTER;
        scope.node = node;
        int n = 0;
        for (scope.channel = 0; scope.channel < self->layout->n_channels; scope.channel++) {
            n += cc_scope_meets(&scope, self->scenario);
        }
        scope.channel = -1;
        if (n > 0) {
            add_scope(self, scope);
        }
        for (scope.channel = 0; n > 1 && scope.channel < self->layout->n_channels;
             scope.channel++) {
            if (cc_scope_meets(&scope, self->scenario)) {
                add_scope(self, scope);
            }
        }
    }
}

int
cc_measures_all(const cc_scenario *scenario, const cc_layout *layout, cc_measure **list, size_t *n)
{
    collection all = {.scenario = scenario, .layout = layout};
    const cc_channel *channel = scenario->center.channel;
    cc_scope scope = CC_SCOPE_CENTER;
    add_scope(&all, scope);
    for (int j = 0; j < layout->n_channels; j++) {
        if (channel[j].offered) {
            scope.channel = j;
            add_scope(&all, scope);
        }
    }
    const size_t n_before = all.n;
    for (int j = 0; j < layout->n_channels; j++) {
        if (channel[j].offered) {
            add_queues(&all, j);
        }
    }
    add_fed_queues(&all, n_before);
    scope = CC_SCOPE_CENTER;
    for (scope.group = 0; scope.group < layout->n_groups; scope.group++) {
        add_scope(&all, scope);
    }
    scope = CC_SCOPE_CENTER;
    for (scope.issue = 0; scope.issue < layout->n_issues; scope.issue++) {
        add_scope(&all, scope);
    }
    scope = CC_SCOPE_CENTER;
    for (int j = 0; j < layout->n_channels; j++) {
        scope.channel = j;
        for (scope.attempt = 0; channel[j].offered && scope.attempt < 2; scope.attempt++) {
            add_scope(&all, scope);
        }
    }
    add_nodes(&all);
    if (layout->by_interval) {
        add_slices(&all, CC_SCOPE_CENTER);
        scope = CC_SCOPE_CENTER;
        for (scope.channel = 0; scope.channel < layout->n_channels; scope.channel++) {
            if (channel[scope.channel].offered) {
                add_slices(&all, scope);
            }
        }
    }
    if (all.failed) {
        free(all.list);
        return SIM_ERR_NOMEM;
    }
    *n = all.n;
    if (all.n > CC_MAX_MEASURES) {
        free(all.list);
        return SIM_ERR_LIMIT;
    }
    *list = all.list;
    return SIM_OK;
}
