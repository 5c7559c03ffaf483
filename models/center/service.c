/* What each kind of issue meets on each channel, found when the center is built. */
#include "models/center/common.h"
#include "models/center/life_transfer.h"
#include "models/center/medium_life.h"
#include "models/center/predict.h"
#include "models/center/self.h"
#include "models/center/trunk.h"
#include "models/scenario/graph.h"
#include "models/scenario/node.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

static double
constant_of(const cc_table *table)
{
    return table->n == 0 ? table->constant : NAN;
}

static bool
has_overflow(const cc_center *self, int queue)
{
    return queue >= 0 && self->scenario->center.queue[queue].n_overflows > 0;
}

/* Is any group of the queue? */
static bool
is_outsourced(const cc_center *self, int queue)
{
    const cc_center_setup *center = &self->scenario->center;
    bool any = false;
    for (int j = 0; queue >= 0 && j < center->queue[queue].n_groups; j++) {
        any |= center->group[center->queue[queue].groups[j].index].outsourced.is;
    }
    return any;
}

static cc_service
make(const cc_center *self, const cc_issue *issue, int queue, int channel)
{
    const cc_scenario *scenario = self->scenario;
    const cc_channel *setup = &scenario->center.channel[channel];
    const cc_preset *type = scenario->channel[channel].kind;
    const cc_content *content = &issue->content[channel];
    cc_service service = {
        .content = content,
        .channel = setup,
        .type = type,
        .cell = (uint32_t)cc_layout_cell(&self->layout, (int)(issue - scenario->demand.issue),
                                         channel, 0, -1),
        .channel_index = (uint16_t)channel,
        .tells = (uint16_t)(self->n_channels > CC_TOLD_CHANNELS ? 0u : 1u << channel),
        .index = (uint16_t)((issue - scenario->demand.issue) * self->n_channels + channel),
        .medium = type->medium->life,
        .is_deferred = cc_channel_survives(scenario, channel),
        .brings_work = type->medium->life->bring == NULL,
        .is_answered_by_reply = type->medium->life->elapsed != NULL,
        .p_resolved = cc_selves_resolve_alike(scenario, (int)(issue - scenario->demand.issue))
                          ? constant_of(&content->resolution)
                          : NAN,
        .work_factor = constant_of(&content->work.factor) * setup->work_factor,
        .may_balk = issue->balking.n > 0 || issue->balking.constant > 0,
        .first_day = (size_t)(queue < 0 ? 0 : queue * self->n_channels + channel) *
                     (size_t)self->layout.n_days,
        .level = queue < 0 ? NULL : &self->level[queue * self->n_channels + channel],
        .queue = queue < 0 ? 0 : (uint16_t)queue,
        .lane = queue < 0 ? 0 : (uint32_t)(queue * self->n_channels + channel),
        .is_offered = setup->offered && (queue >= 0 || !setup->watched),
        .never_closes = (cc_channel_survives(scenario, channel) || !setup->has_hours) &&
                        setup->set_up_fails <= 0,
        .counts_trunks = setup->watched && (type->holds_trunk || setup->trunks < INT_MAX),
        .is_met = !setup->watched || setup->entry >= 0,
        .may_go_silently = content->silent > 0 && !sim_dist_is_zero(&setup->time_out),
        .has_turn_patience = content->has_turn_patience,
        .has_rates = setup->rates.n > 0 || setup->rates.constant > 0,
        .has_overflow = has_overflow(self, queue),
        .is_outsourced = is_outsourced(self, queue),
        .draws_answer = !sim_dist_is_constant(&setup->answer_delay) ||
                        !sim_dist_is_constant(&setup->wrap_up) ||
                        !sim_dist_is_zero(&setup->look_up),
    };
    service.has_target = service.level != NULL && !isnan(service.level->target);
    service.delay = service.draws_answer ? 0 : sim_dist_mean(&setup->answer_delay);
    service.wrap_up = service.draws_answer ? 0 : sim_dist_mean(&setup->wrap_up);
    service.falls_silent = type->medium->stretches != NULL &&
                           fmin(setup->silence.dormant, setup->silence.close) < INFINITY;
    bool any_slots = false; /* transferred, a contact keeps its slot of another queue */
    for (int q = 0; q < scenario->center.n_queues; q++) {
        any_slots |= scenario->center.queue[q].slots < INT_MAX;
    }
    const bool has_slots = queue >= 0 && scenario->center.queue[queue].slots < INT_MAX;
    service.is_limited = cc_trunk_has_most(&service) || any_slots;
    service.is_common = !has_slots && !service.has_overflow && !service.is_outsourced &&
                        cc_common_is(&service) && !cc_predicts(self) && !self->leaves_duplicates &&
                        issue->reactions.no_answer[channel] == 0 &&
                        !(setup->message_every > 0 && issue->reactions.message > 0);
    return service;
}

/* The channel that all customers want first whenever it is; CC_DRAWN: that is drawn, or varies. */
static int
wanted_by_all(const cc_issue *issue, int n_channels)
{
    for (int c = 0; c < n_channels; c++) {
        const cc_table *wants = &issue->wants[c];
        if (wants->n > 0) {
            return CC_DRAWN;
        }
        if (wants->constant >= 1) {
            return c;
        }
    }
    return CC_DRAWN;
}

/* Shares that are not 0, as they are when none of them varies; else NULL. */
static const cc_want *
constant_wants(const cc_issue *issue, int n_channels, cc_want *wants)
{
    cc_want *last = wants;
    for (int c = 0; c < n_channels; c++) {
        if (issue->wants[c].n > 0) {
            return NULL;
        }
        if (issue->wants[c].constant > 0) {
            *last++ = (cc_want){issue->wants[c].constant, (uint8_t)c};
        }
    }
    *last = (cc_want){INFINITY, last > wants ? last[-1].channel : 0};
    return wants;
}

/* Is the table anywhere below 1? */
static bool
may_fail(const cc_table *p)
{
    bool fails = p->n == 0 && p->constant < 1;
    for (size_t j = 0; j < p->n; j++) {
        fails |= p->v[j] < 1;
    }
    return fails;
}

/* What is drawn ahead for issues of one kind. */
static cc_kind
look_at_kind(const cc_scenario *scenario, const cc_issue *issue, int n_channels)
{
    cc_kind kind = {.wanted_by_all = wanted_by_all(issue, n_channels)};
    kind.draws_round = kind.wanted_by_all < 0 || scenario->demand.explain_resolution < 0;
    for (int c = 0; c < n_channels; c++) {
        const cc_content *content = &issue->content[c];
        if (!scenario->center.channel[c].offered) {
            continue;
        }
        kind.draws_round |=
            may_fail(&content->resolution) ||
            !cc_selves_resolve_alike(scenario, (int)(issue - scenario->demand.issue)) ||
            scenario->center.channel[c].entry >= 0;
        kind.uses_e[0] |= content->has_patience && sim_dist_is_by_hazard(&content->patience);
        const cc_medium_life *medium = scenario->channel[c].kind->medium->life;
        kind.uses_e[1] |= sim_dist_is_by_hazard(medium->brings != NULL ? medium->brings(content)
                                                                       : &content->work.dist);
    }
    return kind;
}

/* ---- transfers ---- */

/* What a contact of the k-th kind and channel meets in that queue, -1: in its own; all else as in its
 * first. */
static void
add_behind(cc_center *self, size_t way, size_t k, size_t n_first, int queue)
{
    cc_service *first = &self->service[k], *into = &self->service[self->n_services];
    first->is_common = false;
    *into = *first;
    if (queue >= 0) {
        into->queue = (uint16_t)queue;
        into->lane = (uint32_t)(queue * self->n_channels + first->channel_index);
        into->has_overflow = has_overflow(self, queue);
        into->is_outsourced = is_outsourced(self, queue);
    }
    self->behind[way * n_first + k] = (uint16_t)self->n_services++;
}

/* By agents. */
static void
add_transfers(cc_center *self, size_t n_first)
{
    const cc_center_setup *center = &self->scenario->center;
    const size_t n_issues = (size_t)self->scenario->demand.n_issues;
    for (size_t t = 0; t < (size_t)center->n_transfers; t++) {
        const cc_transfer *transfer = &center->transfer[t];
        for (size_t i = 0; i < n_issues; i++) {
            for (int g = 0; g < center->n_groups; g++) {
                self->transfers[(size_t)g * n_issues + i] |=
                    transfer->from[g] && transfer->issues[i];
            }
        }
        for (size_t k = 0; k < n_first; k++) {
            if (transfer->issues[k / (size_t)self->n_channels]) {
                add_behind(self, t, k, n_first, transfer->queue);
            }
        }
    }
}

/* Of the nodes before that one, those that hand on to a queue. */
static size_t
count_onward(const cc_center_setup *center, int before)
{
    size_t n = 0;
    for (int j = 0; j < before; j++) {
        n += cc_node_to_queue(&center->node[j]) >= 0;
    }
    return n;
}

/* Behind those of all transfers by agents. */
static size_t
way_of_node(const cc_center_setup *center, int node)
{
    return (size_t)center->n_transfers + count_onward(center, node);
}

/* By nodes, to queues. */
static void
add_onward(cc_center *self, size_t n_first)
{
    const cc_center_setup *center = &self->scenario->center;
    for (int j = 0; j < center->n_nodes; j++) {
        const int queue = cc_node_to_queue(&center->node[j]);
        for (size_t k = 0; k < n_first && queue >= 0; k++) {
            if (cc_graph_is_met(center, (int)(k % (size_t)self->n_channels), j)) {
                add_behind(self, way_of_node(center, j), k, n_first, queue);
            }
        }
    }
}

static uint16_t
find_behind(const cc_center *self, size_t way, const cc_contact *c)
{
    const size_t n_issues = (size_t)self->scenario->demand.n_issues;
    return self->behind[(way * n_issues + c->issue) * (size_t)self->n_channels + c->channel];
}

uint16_t
cc_service_behind(const cc_center *self, const cc_transfer *transfer, const cc_contact *c)
{
    return find_behind(self, (size_t)(transfer - self->scenario->center.transfer), c);
}

uint16_t
cc_service_onward(const cc_center *self, const cc_contact *c)
{
    return find_behind(self, way_of_node(&self->scenario->center, c->node), c);
}

static int
init_behind(cc_center *self, size_t n_ways)
{
    const cc_center_setup *center = &self->scenario->center;
    const size_t n_issues = (size_t)self->scenario->demand.n_issues, n_first = self->n_services;
    self->behind = calloc(n_ways * n_first, sizeof(*self->behind));
    if (center->n_transfers > 0) {
        self->transfers = calloc((size_t)center->n_groups * n_issues, sizeof(*self->transfers));
    }
    if (self->behind == NULL || (center->n_transfers > 0 && self->transfers == NULL)) {
        return SIM_ERR_NOMEM;
    }
    if ((n_ways + 1) * n_first > UINT16_MAX) {
        return SIM_ERR_LIMIT;
    }
    add_transfers(self, n_first);
    add_onward(self, n_first);
    return SIM_OK;
}

int
cc_services_init(cc_center *self)
{
    const cc_scenario *scenario = self->scenario;
    const int n = scenario->demand.n_issues;
    const size_t n_ways = way_of_node(&scenario->center, scenario->center.n_nodes);
    cc_services_reset_levels(self);
    self->again_cell = (uint32_t)(self->layout.n_groups + 1);
    self->rest_cell = (uint32_t)cc_record_rest(&self->layout);
    self->leaves_duplicates = cc_aside_leaves_duplicates(scenario);
    self->n_services = (size_t)(n * self->n_channels);
    self->service = calloc(self->n_services * (n_ways + 1), sizeof(*self->service));
    self->kind = calloc((size_t)n, sizeof(*self->kind));
    self->want = calloc((size_t)(n * (self->n_channels + 1)), sizeof(*self->want));
    if (self->service == NULL || self->kind == NULL || self->want == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int i = 0; i < n; i++) {
        const cc_issue *issue = &scenario->demand.issue[i];
        for (int c = 0; c < self->n_channels; c++) {
            self->service[i * self->n_channels + c] =
                make(self, issue, scenario->center.queue_of[i * self->n_channels + c], c);
        }
        cc_kind *kind = &self->kind[i];
        *kind = look_at_kind(scenario, issue, self->n_channels);
        kind->wants =
            constant_wants(issue, self->n_channels, &self->want[i * (self->n_channels + 1)]);
        if (kind->wanted_by_all >= 0) {
            const cc_service *service = cc_service_for(self, i, kind->wanted_by_all);
            kind->sure = service->is_offered && service->never_closes ? service : NULL;
        }
    }
    return n_ways > 0 ? init_behind(self, n_ways) : SIM_OK;
}

void
cc_services_reset_levels(cc_center *self)
{
    if (self->n_lanes > 0) {
        memcpy(self->level, self->scenario->center.level,
               (size_t)self->n_lanes * sizeof(*self->level));
    }
}

void
cc_services_set_target(cc_center *self, int queue)
{
    const double control = self->now.controls.target[queue];
    for (int l = queue * self->n_channels; l < (queue + 1) * self->n_channels; l++) {
        if (self->level[l].n_within > 0) {
            self->level[l].within[0] =
                isnan(control) ? self->scenario->center.level[l].within[0] : control;
        }
    }
}

void
cc_services_free(cc_center *self)
{
    free(self->service);
    free(self->behind);
    free(self->transfers);
    free(self->kind);
    free(self->want);
}
