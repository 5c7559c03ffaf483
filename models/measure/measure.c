/* Which KPI has a meaning in which scope, the names of those that carry a number, and how a
 * measure is read off a record. */
#include "models/measure/measure.h"

#include "models/language/hint.h"
#include "models/language/refusal.h"
#include "models/language/units.h"
#include "models/scenario/fed.h"
#include "models/scenario/graph.h"
#include "models/scenario/level.h"
#include "models/scenario/scenario.h"

#include <stdio.h>
#include <stdlib.h>

/* The parts that a scope may have for a KPI. */
enum {
    CHANNEL = 1,
    QUEUE = 2,
    ISSUE = 4,
    ATTEMPT = 8,
    GROUP = 16,
    SLICE = 32,
    NOT_CENTER = 64,
    NODE = 128,
    FED = 256, /* a queue */
    CONTACT = CHANNEL | QUEUE | ISSUE | ATTEMPT | SLICE
};

static int
parts_of(cc_kpi_id kpi)
{
    switch (kpi) {
    /* of the answered: belong to the group that answered too */
    case CC_KPI_answered:
    case CC_KPI_cut_off:
    case CC_KPI_service_level_answered:
    case CC_KPI_service_level_outsourced:
    case CC_KPI_in_time:
    case CC_KPI_asa:
    case CC_KPI_asa_sd:
    case CC_KPI_prediction_error:
    case CC_KPI_prediction_error_sd:
    case CC_KPI_prediction_error_abs:
    case CC_KPI_first_response:
    case CC_KPI_talk_time:
    case CC_KPI_wrap_up_time:
    case CC_KPI_handle_time:
    case CC_KPI_contact_time:
    case CC_KPI_explained:
    case CC_KPI_level_working:
    case CC_KPI_level_wrap_up:
    case CC_KPI_left_in_turn:
    case CC_KPI_ghosts:
    case CC_KPI_handled_seen:
    case CC_KPI_ghost_share:
    case CC_KPI_transferred:
    case CC_KPI_duplicates_handled:
    case CC_KPI_duplicate_hours:
    case CC_KPI_to_partner:
    case CC_KPI_level_transfer:
    case CC_KPI_level_ghost:
    case CC_KPI_hours_ghosts:
        return CONTACT | GROUP;
    case CC_KPI_issues:
    case CC_KPI_issues_backlog:
    case CC_KPI_resolved:
    case CC_KPI_resolution:
    case CC_KPI_resolution_first:
    case CC_KPI_fcr:
    case CC_KPI_lost_customers:
    case CC_KPI_lost_no_channel:
    case CC_KPI_lost_waiting:
    case CC_KPI_lost_cut_off:
    case CC_KPI_lost_unresolved:
    case CC_KPI_lost_contained:
    case CC_KPI_lost_ignored:
    case CC_KPI_pending:
    case CC_KPI_pending_waiting:
    case CC_KPI_pending_in_work:
    case CC_KPI_pending_at_home:
    case CC_KPI_pending_share:
    case CC_KPI_contacts_per_resolved:
    case CC_KPI_time_to_resolution:
        return CHANNEL | ISSUE | SLICE;
    case CC_KPI_waiting_start:
    case CC_KPI_waiting_end:
    case CC_KPI_backlog_hours:
        return CONTACT & ~SLICE;
    case CC_KPI_hours_paid:
    case CC_KPI_hours_on_duty:
    case CC_KPI_hours_overtime:
    case CC_KPI_overtime_offers:
    case CC_KPI_overtime_accepted:
    case CC_KPI_hours_time_off:
    case CC_KPI_time_off_offers:
    case CC_KPI_time_off_accepted:
    case CC_KPI_leavers:
    case CC_KPI_hires:
    case CC_KPI_filled:
    case CC_KPI_tenure_days:
    case CC_KPI_hiring_cost:
    case CC_KPI_agents:
    case CC_KPI_agents_busy:
    case CC_KPI_agents_idle:
    case CC_KPI_occupancy:
    case CC_KPI_attention:
    case CC_KPI_conversations:
    case CC_KPI_utilisation:
    case CC_KPI_wages:
    case CC_KPI_outsourced_cost:
        return GROUP | SLICE;
    case CC_KPI_cost:
    case CC_KPI_cost_per_contact:
    case CC_KPI_cost_per_resolved:
        return 0;
    case CC_KPI_days_on_target:
        return CHANNEL | QUEUE | NOT_CENTER;
    case CC_KPI_wait_quantile:
        return CHANNEL | QUEUE | ISSUE;
    case CC_KPI_resolution_quantile:
        return ISSUE;
    case CC_KPI_transfers_in:
    case CC_KPI_transfers_answered:
    case CC_KPI_transfers_abandoned:
    case CC_KPI_transfers_dropped:
    case CC_KPI_transfers_merged:
    case CC_KPI_transfers_unfinished:
    case CC_KPI_transfers_abandonment:
    case CC_KPI_transfers_asa:
    case CC_KPI_transfers_service_level:
        return CHANNEL | QUEUE | FED;
    case CC_KPI_node_entered:
    case CC_KPI_node_full:
    case CC_KPI_node_contained:
    case CC_KPI_node_handed_over:
    case CC_KPI_node_hung_up:
    case CC_KPI_node_turned_away:
    case CC_KPI_node_onward:
    case CC_KPI_node_diverted:
    case CC_KPI_node_failed:
    case CC_KPI_node_unfinished:
    case CC_KPI_node_time:
    case CC_KPI_node_level:
    case CC_KPI_node_became_item:
    case CC_KPI_node_sent_out:
    case CC_KPI_node_gave_up:
    case CC_KPI_node_waited:
    case CC_KPI_node_wait:
    case CC_KPI_node_left_by:
        return CHANNEL | NODE;
    default:
        return CONTACT;
    }
}

static int
parts_in(const cc_scope *scope)
{
    return (scope->channel >= 0 ? CHANNEL : 0) | (scope->queue >= 0 ? QUEUE : 0) |
           (scope->issue >= 0 ? ISSUE : 0) | (scope->attempt >= 0 ? ATTEMPT : 0) |
           (scope->group >= 0 ? GROUP : 0) | (scope->slice >= 0 ? SLICE : 0) |
           (scope->node >= 0 ? NODE : 0);
}

bool
cc_kpi_suits(cc_kpi_id kpi, const cc_scope *scope)
{
    const int allowed = parts_of(kpi);
    const int parts = parts_in(scope);
    if ((parts & ~allowed) != 0 || ((allowed & NOT_CENTER) != 0 && parts == 0)) {
        return false;
    }
    if (((allowed & NODE) != 0 && scope->node < 0) || ((allowed & FED) != 0 && scope->queue < 0)) {
        return false;
    }
    /* the target belongs to one channel or one queue */
    return kpi != CC_KPI_days_on_target || parts == CHANNEL || parts == QUEUE;
}

static const cc_service_level *
service_level_of(const cc_scenario *scenario, int issue, int channel)
{
    const int queue = scenario->center.queue_of[issue * scenario->n_channels + channel];
    return queue < 0 ? NULL : &scenario->center.level[queue * scenario->n_channels + channel];
}

/* Whom nobody comes to has no say in what holds for many, but figures of its own. */
static bool
counts_in(const cc_scope *self, const cc_scenario *scenario, int issue, int channel)
{
    return scenario->center.channel[channel].offered &&
           cc_scope_holds(self, scenario, issue, channel) &&
           ((parts_in(self) & (CHANNEL | QUEUE)) != 0 ||
            scenario->demand.issue[issue].content[channel].is_used);
}

bool
cc_scope_threshold(const cc_scope *self, const cc_scenario *scenario, int threshold, double *within)
{
    int n = 0;
    *within = NAN;
    for (int issue = 0; issue < scenario->demand.n_issues; issue++) {
        for (int channel = 0; channel < scenario->n_channels; channel++) {
            if (!counts_in(self, scenario, issue, channel)) {
                continue;
            }
            const cc_service_level *level = service_level_of(scenario, issue, channel);
            if (level == NULL) {
                continue;
            }
            if (level->n_within <= threshold) {
                return false;
            }
            *within =
                n == 0 || *within == level->within[threshold] ? level->within[threshold] : NAN;
            n++;
        }
    }
    return n > 0;
}

static double
target_of(const cc_scope *scope, const cc_scenario *scenario)
{
    if (scope->queue >= 0) {
        return scenario->center.queue[scope->queue].service_level.target;
    }
    return cc_level_of_channel(scenario, scope->channel)->target;
}

/* ---- names ---- */

/* "20s", "0.5s", "86400s" */
static void
print_seconds(double seconds, char *buffer, size_t size)
{
    snprintf(buffer, size, "%.9gs", seconds);
}

void
cc_measure_name(cc_measure *self, const cc_scenario *scenario, const cc_layout *layout)
{
    char seconds[24];
    const char *name = cc_kpis[self->kpi].name;
    switch (self->kpi) {
    case CC_KPI_wait_over:
        print_seconds(self->number, seconds, sizeof(seconds));
        snprintf(self->name, sizeof(self->name), "wait_over_%s", seconds);
        break;
    case CC_KPI_wait_quantile:
        snprintf(self->name, sizeof(self->name), "wait_p%.6g", self->number * 100);
        break;
    case CC_KPI_resolution_quantile:
        snprintf(self->name, sizeof(self->name), "time_to_resolution_p%.6g", self->number * 100);
        break;
    case CC_KPI_node_left_by:
        snprintf(self->name, sizeof(self->name), "node_left_by_%s",
                 cc_graph_edge_name(&scenario->center.node[self->scope.node], self->threshold));
        break;
    default:
        snprintf(self->name, sizeof(self->name), "%s", name);
        if (self->threshold > 0) {
            print_seconds(self->number, seconds, sizeof(seconds));
            snprintf(self->name, sizeof(self->name), "%s_%s", name, seconds);
        }
    }
    cc_scope_print(&self->scope, scenario, layout, self->scope_name, sizeof(self->scope_name));
}

/* What follows `stem` in `text`, NULL if it does not begin so. */
static const char *
after(const char *text, const char *stem)
{
    const size_t n = strlen(stem);
    return strncmp(text, stem, n) == 0 ? text + n : NULL;
}

static bool
parse_percent(const char *text, double *p)
{
    double percent;
    if (text == NULL || !cc_number_parse(text, &percent) || !(percent > 0 && percent < 100)) {
        return false;
    }
    *p = percent / 100;
    return true;
}

/* "service_level_g1_60s": the threshold of the scope that is 60 s. */
static bool
parse_threshold(cc_measure *self, const cc_scenario *scenario, cc_kpi_id kpi, const char *text)
{
    const char *rest = after(text, cc_kpis[kpi].name);
    double wanted, within;
    if (rest == NULL || rest[0] != '_' || !cc_duration_parse(rest + 1, &wanted)) {
        return false;
    }
    for (int t = 0; t < CC_MAX_WITHIN; t++) {
        if (cc_scope_threshold(&self->scope, scenario, t, &within) && within == wanted) {
            self->kpi = kpi;
            self->threshold = t;
            self->number = within;
            return true;
        }
    }
    return false;
}

/* "node_left_by_loans": by which port of the scope's node. */
static bool
parse_port(cc_measure *self, const cc_scenario *scenario, const char *port)
{
    if (port == NULL || self->scope.node < 0) {
        return false;
    }
    const cc_node *node = &scenario->center.node[self->scope.node];
    for (int j = 0; j < cc_graph_n_edges(node); j++) {
        if (strcmp(port, cc_graph_edge_name(node, j)) == 0) {
            self->kpi = CC_KPI_node_left_by;
            self->threshold = j;
            return true;
        }
    }
    return false;
}

static bool
parse_kpi(cc_measure *self, const cc_scenario *scenario, const char *text)
{
    for (int kpi = 0; kpi < CC_KPI_wait_over; kpi++) {
        if (strcmp(text, cc_kpis[kpi].name) == 0) {
            self->kpi = (cc_kpi_id)kpi;
            return true;
        }
        if (cc_kpi_has_threshold((cc_kpi_id)kpi) &&
            parse_threshold(self, scenario, (cc_kpi_id)kpi, text)) {
            return true;
        }
    }
    if (parse_percent(after(text, "wait_p"), &self->number)) {
        self->kpi = CC_KPI_wait_quantile;
        return true;
    }
    if (parse_percent(after(text, "time_to_resolution_p"), &self->number)) {
        self->kpi = CC_KPI_resolution_quantile;
        return true;
    }
    if (parse_port(self, scenario, after(text, "node_left_by_"))) {
        return true;
    }
    const char *rest = after(text, "wait_over_");
    double over;
    if (rest != NULL && cc_duration_parse(rest, &over)) {
        for (int j = 0; j < scenario->run.n_wait_over; j++) {
            if (scenario->run.wait_over[j] == over) {
                self->kpi = CC_KPI_wait_over;
                self->threshold = j;
                self->number = over;
                return true;
            }
        }
    }
    return false;
}

static int
unknown_kpi(const char *text, const char *scope, cc_refusal *refusal)
{
    cc_hint hint;
    cc_hint_init(&hint, text);
    for (int kpi = 0; kpi < CC_KPI_wait_over; kpi++) {
        cc_hint_offer(&hint, cc_kpis[kpi].name);
    }
    const char *number = after(text, "wait_over_") != NULL ? "; T must be one of run.wait_over"
                         : after(text, "node_left_by_") != NULL
                             ? "; it must name a port of the scope's node"
                         : strstr(text, "service_level") != NULL || after(text, "in_time_") != NULL
                             ? "; its seconds must be a threshold of the scope's service level"
                             : "";
    if (hint.nearest != NULL && (number[0] == '\0' || strcmp(text, "service_level") == 0)) {
        return cc_refuse(refusal, NULL, 0,
                         "KPI \"%s\": unknown; did you mean \"%s\"? 'ccsim list kpis' has them all",
                         text, hint.nearest);
    }
    return cc_refuse(refusal, NULL, 0, "KPI \"%s\" %s: unknown%s; 'ccsim list kpis' has them all",
                     text, scope, number);
}

int
cc_measure_parse(cc_measure *self, const cc_scenario *scenario, const cc_layout *layout,
                 const char *kpi, const char *scope, cc_refusal *refusal)
{
    *self = (cc_measure){0};
    const int ret = cc_scope_parse(&self->scope, scenario, layout, scope, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    if (!parse_kpi(self, scenario, kpi)) {
        return unknown_kpi(kpi, scope, refusal);
    }
    if (!cc_kpi_suits(self->kpi, &self->scope)) {
        if (self->kpi == CC_KPI_days_on_target) {
            return cc_refuse(refusal, NULL, 0,
                             "KPI \"%s\" in scope \"%s\": needs a channel or a queue that has "
                             "a service level target, such as channel:voice",
                             kpi, scope);
        }
        return cc_refuse(refusal, NULL, 0, "KPI \"%s\" has no meaning in scope \"%s\"", kpi, scope);
    }
    const bool is_of_transfers = (parts_of(self->kpi) & FED) != 0;
    if (is_of_transfers && !cc_queue_is_fed(&scenario->center, self->scope.queue)) {
        return cc_refuse(refusal, NULL, 0,
                         "KPI \"%s\" in scope \"%s\": no transfer leads to that queue", kpi, scope);
    }
    if (!is_of_transfers && self->scope.queue >= 0 &&
        !cc_scope_has_contacts(&self->scope, scenario)) {
        return cc_refuse(refusal, NULL, 0,
                         "KPI \"%s\" in scope \"%s\": contacts come there by transfers only, which "
                         "count by their first queue (see transfers_in)",
                         kpi, scope);
    }
    double within;
    if (cc_kpi_has_threshold(self->kpi) &&
        !cc_scope_threshold(&self->scope, scenario, self->threshold, &within)) {
        return cc_refuse(refusal, NULL, 0,
                         "KPI \"%s\" in scope \"%s\": needs service_level.within of all its queues",
                         kpi, scope);
    }
    if (self->kpi == CC_KPI_days_on_target && isnan(target_of(&self->scope, scenario))) {
        return cc_refuse(refusal, NULL, 0, "KPI \"%s\" in scope \"%s\": needs service_level.target",
                         kpi, scope);
    }
    cc_measure_name(self, scenario, layout);
    return SIM_OK;
}

/* ---- reading off a record ---- */

static cc_sample
days_on_target(const cc_measure *self, const cc_scenario *scenario, const cc_record *record)
{
    const cc_layout *layout = &record->layout;
    const double target = target_of(&self->scope, scenario);
    cc_sample sample = {0};
    for (int day = 0; day < layout->n_days; day++) {
        cc_day sum = {0, 0};
        for (int line = 0; line < layout->n_queues * layout->n_channels; line++) {
            if (self->scope.queue >= 0 ? line / layout->n_channels == self->scope.queue
                                       : line % layout->n_channels == self->scope.channel) {
                const cc_day *of_line = &record->day[line * layout->n_days + day];
                sum.in_time += of_line->in_time;
                sum.offered += of_line->offered;
            }
        }
        if (sum.offered > 0) {
            sample.den++;
            sample.num += sum.in_time >= target * sum.offered ? 1 : 0;
        }
    }
    return sample;
}

cc_sample
cc_measure_read(const cc_measure *self, const cc_scenario *scenario, const cc_record *record,
                const cc_sums *sums)
{
    if (self->kpi == CC_KPI_days_on_target) {
        return days_on_target(self, scenario, record);
    }
    if (self->kpi == CC_KPI_wait_over) {
        const cc_sample all = cc_kpi_sample(CC_KPI_wait, sums, 0);
        return (cc_sample){.num = sums->counter[CC_N_SERVED_OVER(self->threshold)] +
                                  sums->counter[CC_N_ALONE_OVER(self->threshold)],
                           .den = all.den};
    }
    if (self->kpi == CC_KPI_node_left_by) {
        return (cc_sample){.num = sums->left_by[self->threshold], .den = sums->days};
    }
    return cc_kpi_sample(self->kpi, sums, self->threshold);
}

cc_sample
cc_measure_sample(const cc_measure *self, const cc_scenario *scenario, const cc_record *record)
{
    cc_sums sums;
    cc_scope_sums(&self->scope, scenario, record, &sums);
    return cc_measure_read(self, scenario, record, &sums);
}

void
cc_measure_histogram(const cc_measure *self, const cc_scenario *scenario, const cc_record *record,
                     sim_histogram *into)
{
    const cc_layout *layout = &record->layout;
    for (int issue = 0; issue < layout->n_issues; issue++) {
        if (self->kpi == CC_KPI_resolution_quantile) {
            if (self->scope.issue < 0 || self->scope.issue == issue) {
                sim_histogram_merge(into, &record->resolution[issue]);
            }
            continue;
        }
        for (int channel = 0; channel < layout->n_channels; channel++) {
            if (cc_scope_holds(&self->scope, scenario, issue, channel)) {
                sim_histogram_merge(into, &record->wait[issue * layout->n_channels + channel]);
            }
        }
    }
}
