#include "models/scenario/workload.h"

#include "models/scenario/adder.h"
#include "models/scenario/burst.h"
#include "models/scenario/connection.h"
#include "models/scenario/effort.h"
#include "models/scenario/graph.h"
#include "models/scenario/hands.h"
#include "models/scenario/node.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "sim/elementary.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

double
cc_workload_arrivals(const cc_scenario *scenario, int issue, int day, size_t k)
{
    const cc_run *run = &scenario->run;
    const cc_demand *demand = &scenario->demand;
    const cc_issue *kind = &demand->issue[issue];
    const int weekday = cc_run_weekday(run, day);
    if (!cc_day_is_open(run, day)) {
        return 0;
    }
    const double begin = run->open + (double)k * run->interval;
    const double end = fmin(begin + run->interval, run->close);
    const cc_openings *today = cc_openings_of(run, &run->hours, day);
    const double open = cc_openings_within(today, begin, end);
    double n = 0;
    if (kind->piece != NULL) {
        const sim_rate rate = {kind->piece, kind->n_pieces};
        for (const cc_opening *o = today->at; o < today->at + today->n; o++) {
            const double from = fmax(begin, o->open), until = fmin(end, o->close);
            n += from < until ? sim_rate_cumulative(&rate, until) - sim_rate_cumulative(&rate, from)
                              : 0;
        }
    } else if (kind->counts) {
        n = cc_table_at(&kind->arrivals, (size_t)day, k) * (open / (end - begin));
    } else {
        n = cc_table_at(&kind->per_hour, (size_t)day, k) * open / 3600;
    }
    n *= kind->volume * demand->first_attempts * demand->weekday[weekday] * kind->weekday[weekday] *
         cc_demand_on_day(demand, day);
    for (const cc_opening *o = today->at; o < today->at + today->n; o++) {
        const double from = fmax(begin, o->open), until = fmin(end, o->close);
        n += from < until ? cc_bursts_expected(scenario, issue, day, from, until) : 0;
    }
    return n * demand->volume / (1 - kind->self_exciting.mean);
}

/* Of those who try to set it up: the share for whom it fails at last. */
static double
fails_to_set_up(const cc_scenario *scenario, int channel)
{
    const cc_channel *in = &scenario->center.channel[channel];
    return in->set_up_fails > 0 ? sim_pow(in->set_up_fails, in->set_up_again + 1) : 0;
}

void
cc_adder_spread(const cc_scenario *scenario, int wanted, double share, int day, size_t k,
                double *reached)
{
    const cc_demand *demand = &scenario->demand;
    if (scenario->center.channel[wanted].offered) {
        const double fails = fails_to_set_up(scenario, wanted);
        reached[wanted] += share * (1 - fails);
        share *= fails;
        if (!(share > 0)) {
            return;
        }
    }
    for (int a = 0; a < demand->n_not_offered[wanted]; a++) {
        const cc_alternative *instead = &demand->not_offered[wanted][a];
        if (scenario->center.channel[instead->channel].offered) {
            reached[instead->channel] += share *
                                         cc_table_at(&instead->probability, (size_t)day, k) *
                                         (1 - fails_to_set_up(scenario, instead->channel));
            return;
        }
    }
}

#define MANY_SWITCHES 1000 /* of one customer, in a row */
#define LEAST 1e-6         /* contacts in an interval that are worth following */

/* n contacts come to a channel, those of these that wait may leave. */
static void
add_waits(cc_adder *self, int issue, int channel, const cc_adder_interval *at, double n,
          const cc_flow *flow)
{
    const cc_scenario *scenario = self->scenario;
    const cc_channel *in = &scenario->center.channel[channel];
    const cc_issue *kind = &scenario->demand.issue[issue];
    const cc_content *content = &kind->content[channel];
    cc_workload_waits *into = &self->into->waits;
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        const cc_node *node = &scenario->center.node[j];
        if (node->type->undecided != NULL && flow->visits[j] > 0) {
            into->by_node[j] +=
                n * flow->visits[j] *
                node->type->undecided(node, &kind->reactions, (size_t)at->day, at->k);
        }
    }
    if (in->message_every > 0 && kind->reactions.message > 0) {
        into->messages += n * flow->to_queue;
    }
    if (!sim_dist_is_zero(&in->time_out) && (content->has_patience || content->has_turn_patience)) {
        const double ghosts = n * flow->to_queue * content->silent;
        into->ghosts += ghosts;
        into->ghost_hours += ghosts * sim_dist_mean(&in->time_out) / 3600;
    }
}

/* If nobody were answered: where those go on n first contacts of a channel who wait for an agent, and
 * from there again. */
static void
add_switches(cc_adder *self, int issue, int channel, const cc_adder_interval *at, bool bypass,
             double n)
{
    const cc_scenario *scenario = self->scenario;
    const cc_content *content = scenario->demand.issue[issue].content;
    double now[CC_MAX_CHANNELS] = {0};
    now[channel] = n;
    for (int left = MANY_SWITCHES; left > 0 && n > LEAST; left--) {
        double next[CC_MAX_CHANNELS] = {0};
        n = 0;
        for (int c = 0; c < scenario->n_channels; c++) {
            const cc_switch *to = &content[c].switches;
            if (!(now[c] > 0) || to->to < 0 || !content[c].has_patience || !content[c].given ||
                !scenario->center.channel[c].watched) {
                continue;
            }
            cc_flow flow;
            cc_adder_flow(scenario, issue, c, at, bypass, &flow);
            const double gone =
                now[c] * flow.to_queue * cc_table_at(&to->probability, (size_t)at->day, at->k);
            self->into->waits.switches += gone;
            self->into->waits.duplicates += to->stays ? gone : 0;
            cc_adder_spread(scenario, to->to, gone, at->day, at->k, next);
            n += gone;
        }
        memcpy(now, next, sizeof(now));
    }
}

/* That many of them come to that queue, -1: none. */
static void
add_to_queue(cc_adder *self, const cc_arriving *it, double n, double given, double hand_over)
{
    const cc_effort effort = cc_effort_of(&self->efforts, it, given, hand_over);
    cc_workload_channel *into = &self->into->channel[it->channel];
    into->to_agents += n;
    self->into->is_cut |= effort.is_cut && n > 0;
    into->hours += n * effort.work / 3600;
    into->open += n * effort.open / 3600;
    into->kept += n * effort.kept / 3600;
    self->load += n * effort.work / 3600;
    self->open[it->channel] += n * effort.open / 3600;
    if (it->queue >= 0) {
        self->into->inside[it->queue] += n * effort.inside / 3600;
        if (self->to_queue != NULL) {
            self->to_queue(self->context, it, n, effort.work);
        }
    }
    for (int q = 0; q < self->scenario->center.n_queues; q++) {
        self->into->transferred[q] += n * effort.transferred[q];
    }
}

/* Those that nodes hand on to other queues; returns how many are left to their own. */
static double
add_onward(cc_adder *self, const cc_arriving *it, double all, double given, double hand_over,
           const cc_flow *flow)
{
    const cc_center_setup *center = &self->scenario->center;
    double left = all * flow->to_queue;
    for (int j = 0; j < center->n_nodes; j++) {
        const int queue = cc_node_to_queue(&center->node[j]);
        if (queue >= 0 && flow->onward[j] > 0) {
            cc_arriving there = *it;
            there.queue = queue;
            self->into->transferred[queue] += all * flow->onward[j];
            add_to_queue(self, &there, all * flow->onward[j], given, hand_over);
            left -= all * flow->onward[j];
        }
    }
    return fmax(left, 0);
}

/* That many contacts of the channel, and what agents and automation raise of them. */
static void
add_all(cc_adder *self, int issue, int channel, const cc_adder_interval *at, bool bypass,
        const cc_followed *of, double given)
{
    const cc_scenario *scenario = self->scenario;
    const cc_flow flow = of->flow;
    const double all = of->known + of->lost;
    add_waits(self, issue, channel, at, all, &flow);
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        const cc_node *node = &scenario->center.node[j];
        if (flow.visits[j] > 0) {
            const double visits = all * flow.visits[j];
            const double stay = node->type->stay == NULL
                                    ? 0
                                    : node->type->stay(node, issue, (size_t)at->day, at->k) / 3600;
            self->into->node[j].visits += visits;
            self->into->node[j].hours += visits * stay;
            self->stays[j] += visits * stay;
        }
    }
    const double to_agents = all * flow.to_queue;
    const cc_arriving it = cc_arriving_of(scenario, issue, channel, at->day, at->k);
    const double told_again =
        cc_adder_explains(of) / all * sim_dist_mean(&scenario->demand.explain);
    const double hand_over = flow.hand_over + told_again;
    self->into->channel[channel].contacts += all;
    add_to_queue(self, &it, add_onward(self, &it, all, given, hand_over, &flow), given, hand_over);
    const cc_desk *desk = &scenario->center.channel[channel].desk;
    const double raised = to_agents * desk->by_agent + all * flow.contained * desk->by_automation;
    if (raised > LEAST && scenario->center.channel[desk->raises].watched) {
        cc_followed its = {.known = raised};
        if (scenario->center.history == CC_HISTORY_NONE) {
            its = (cc_followed){.lost = raised};
        }
        cc_adder_flow(scenario, issue, desk->raises, at, bypass, &its.flow);
        add_all(self, issue, desk->raises, at, bypass, &its, NAN);
    }
}

/* The same of customers who go round chatbots whenever they meet one, or of those who do not. */
static void
add_contacts(cc_adder *self, int issue, int channel, const cc_adder_interval *at, bool bypass,
             double n, double given)
{
    const cc_channel *in = self->scenario->center.channel;
    cc_followed all[CC_MAX_CHANNELS];
    cc_adder_follow(self->scenario, issue, channel, at, bypass, n, all);
    for (int c = 0; c < self->scenario->n_channels; c++) {
        if (!(all[c].known + all[c].lost > 0)) {
            continue;
        }
        if (in[c].watched) {
            add_all(self, issue, c, at, bypass, &all[c], c == channel ? given : NAN);
        } else {
            self->into->channel[c].contacts += all[c].known + all[c].lost;
        }
    }
    const cc_ignored *ignored = &self->scenario->demand.issue[issue].ignored;
    for (int c = 0; c < self->scenario->n_channels; c++) {
        const double first =
            in[channel].watched ? c == channel : ignored->elsewhere[c] + ignored->in_public[c];
        if (first > 0 && in[c].watched && in[c].offered) {
            add_switches(self, issue, c, at, bypass, n * first);
        }
    }
}

void
cc_adder_contacts(cc_adder *self, int issue, int channel, const cc_adder_interval *at, double n,
                  double given)
{
    const double bypass = self->scenario->demand.issue[issue].reactions.bypass;
    if (bypass > 0) {
        add_contacts(self, issue, channel, at, true, n * bypass, given);
    }
    if (bypass < 1) {
        add_contacts(self, issue, channel, at, false, n * (1 - bypass), given);
    }
}

/* n of them that want what they want. */
static void
add_arrivals(cc_adder *self, int issue, const cc_adder_interval *at, double n)
{
    const cc_scenario *scenario = self->scenario;
    const cc_issue *kind = &scenario->demand.issue[issue];
    double reached[CC_MAX_CHANNELS] = {0}, gone = 1;
    for (int c = 0; c < scenario->n_channels; c++) {
        cc_adder_spread(scenario, c, cc_table_at(&kind->wants[c], (size_t)at->day, at->k), at->day,
                        at->k, reached);
    }
    self->into->issues += n;
    for (int c = 0; c < scenario->n_channels; c++) {
        if (reached[c] > 0 && kind->content[c].given) {
            gone -= reached[c];
            self->into->contacts[issue * scenario->n_channels + c] += n * reached[c];
            cc_adder_contacts(self, issue, c, at, n * reached[c], NAN);
        }
    }
    self->into->turned_away += n * fmax(0, gone);
}

cc_adder_interval
cc_adder_interval_of(const cc_run *run, int day, size_t k)
{
    const double begin = run->open + (double)k * run->interval;
    const double end = fmin(begin + run->interval, run->close);
    const cc_openings *today = cc_openings_of(run, &run->hours, day);
    return (cc_adder_interval){day, k, begin, cc_openings_within(today, begin, end) / 3600};
}

static double
ratio_of(double load, double room)
{
    return load <= 0 ? 0 : room > 0 ? load / room : HUGE_VAL;
}

/* The agents of an interval, and how far what is in self->load and self->open takes them. */
static void
add_agents(cc_adder *self, const cc_adder_interval *at)
{
    const cc_scenario *scenario = self->scenario;
    cc_workload *into = self->into;
    const double end = fmin(at->begin + scenario->run.interval, scenario->run.close);
    double present = 0, places[CC_MAX_CHANNELS] = {0};
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        const cc_roster_number *of = &self->agents[(size_t)g * scenario->run.intervals_per_day];
        const double n = of[at->k].paid,
                     there =
                         of[at->k].at_work * cc_group_connected(scenario, group, at->begin, end);
        into->group[g].least = fmin(into->group[g].least, n);
        into->group[g].most = fmax(into->group[g].most, n);
        into->group[g].scheduled += n * at->length;
        into->group[g].present += there * at->length;
        present += there;
        for (int c = 0; c < scenario->n_channels; c++) {
            if (cc_effort_takes_turns(scenario, c) && cc_hands_serve(scenario, group, c)) {
                places[c] += there * group->at_once[c];
                into->channel[c].places += there * group->at_once[c] * at->length;
                into->channel[c].placed += there * at->length;
                into->channel[c].cases += group->caseload < INT_MAX
                                              ? there * group->caseload * at->length
                                          : there > 0 ? INFINITY
                                                      : 0;
            }
        }
    }
    const double ratio = ratio_of(self->load, present * at->length);
    if (ratio > into->busiest) {
        into->busiest = ratio;
        into->busiest_at = at->begin;
    }
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        const double at_once = at->length > 0 ? self->stays[j] / at->length : 0;
        if (at_once > into->node[j].fullest) {
            into->node[j].fullest = at_once;
            into->node[j].fullest_at = at->begin;
        }
    }
    for (int c = 0; c < scenario->n_channels; c++) {
        const double full = ratio_of(self->open[c], places[c] * at->length);
        if (full > into->channel[c].fullest) {
            into->channel[c].fullest = full;
            into->channel[c].fullest_at = at->begin;
        }
    }
}

void
cc_adder_day(cc_adder *self, int day, bool has_backlog)
{
    const cc_scenario *scenario = self->scenario;
    const cc_recording *trace = &scenario->demand.trace;
    const size_t n_channels = (size_t)scenario->n_channels;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        cc_roster_day(scenario, g, day, self->agents + (size_t)g * scenario->run.intervals_per_day);
    }
    if (trace->n > 0) {
        cc_adder_recorded(self, day);
    }
    if (has_backlog) {
        cc_adder_backlog(self, day);
    }
    for (size_t k = 0; k < scenario->run.intervals_per_day; k++) {
        const cc_adder_interval at = cc_adder_interval_of(&scenario->run, day, k);
        if (!cc_interval_counts(&scenario->run, day, k)) {
            continue;
        }
        self->load = self->given_load[k];
        memset(self->stays, 0, sizeof(self->stays));
        memcpy(self->open, &self->given_open[k * n_channels], n_channels * sizeof(double));
        for (int i = 0; i < scenario->demand.n_issues; i++) {
            add_arrivals(self, i, &at, cc_workload_arrivals(scenario, i, day, k));
        }
        add_agents(self, &at);
    }
}

static void
average(cc_workload *self, const cc_scenario *scenario, double days)
{
    self->issues /= days;
    self->turned_away /= days;
    for (int j = 0; j < scenario->demand.n_issues * scenario->n_channels; j++) {
        self->contacts[j] /= days;
    }
    for (int c = 0; c < scenario->n_channels; c++) {
        cc_workload_channel *channel = &self->channel[c];
        channel->contacts /= days;
        channel->to_agents /= days;
        channel->hours /= days;
        channel->backlog /= days;
        channel->hours_backlog /= days;
        channel->open_backlog /= days;
        channel->recorded /= days;
        channel->open /= days;
        channel->places /= days;
        channel->placed /= days;
        channel->kept /= days;
        channel->cases /= days;
        channel->work = channel->to_agents > 0 ? channel->hours * 3600 / channel->to_agents : 0;
        self->hours += channel->hours;
        const double of_place = channel->places > 0 ? channel->placed / channel->places : 0;
        self->filled += of_place > 0 ? channel->open * of_place : channel->hours;
        self->filled_backlog +=
            of_place > 0 ? channel->open_backlog * of_place : channel->hours_backlog;
        self->caseloads += channel->cases > 0 ? channel->kept / channel->cases : 0;
    }
    for (int q = 0; q < scenario->center.n_queues; q++) {
        self->inside[q] /= days;
        self->transferred[q] /= days;
    }
    cc_workload_waits *waits = &self->waits;
    double *const of_waits[] = {&waits->switches, &waits->duplicates, &waits->ghosts,
                                &waits->ghost_hours, &waits->messages};
    for (size_t j = 0; j < sizeof(of_waits) / sizeof(*of_waits); j++) {
        *of_waits[j] /= days;
    }
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        waits->by_node[j] /= days;
        self->node[j].visits /= days;
        self->node[j].hours /= days;
    }
    for (int g = 0; g < scenario->center.n_groups; g++) {
        self->group[g].scheduled /= days;
        self->group[g].present /= days;
        self->scheduled += self->group[g].scheduled;
        self->present += self->group[g].present;
    }
}

static void
add_days(cc_adder *self)
{
    const cc_scenario *scenario = self->scenario;
    cc_workload *into = self->into;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        into->group[g].least = HUGE_VAL;
    }
    /* Whole weeks repeat where no table is longer than a day, but counting all days is simple. */
    int n_days = 0;
    for (int day = 0; day < scenario->run.days; day++) {
        if (cc_day_is_open(&scenario->run, day)) {
            cc_adder_day(self, day, n_days++ == 0);
        }
    }
    for (int g = 0; g < scenario->center.n_groups; g++) {
        into->group[g].least = n_days > 0 ? into->group[g].least : 0;
    }
    average(into, scenario, n_days > 0 ? n_days : 1);
}

int
cc_adder_init(cc_adder *self, cc_workload *into, const cc_scenario *scenario)
{
    const size_t n_channels = (size_t)scenario->n_channels, n_k = scenario->run.intervals_per_day;
    const size_t n = (size_t)scenario->demand.n_issues * n_channels;
    *into = (cc_workload){0};
    *self = (cc_adder){.into = into, .scenario = scenario};
    self->given_load = calloc(n_k + 1, sizeof(*self->given_load));
    self->given_open = calloc(n_k * n_channels + 1, sizeof(*self->given_open));
    self->agents = calloc((size_t)scenario->center.n_groups * n_k + 1, sizeof(*self->agents));
    into->contacts = calloc(n + 1, sizeof(*into->contacts));
    into->group = calloc((size_t)scenario->center.n_groups + 1, sizeof(*into->group));
    into->inside = calloc((size_t)scenario->center.n_queues + 1, sizeof(*into->inside));
    into->transferred = calloc((size_t)scenario->center.n_queues + 1, sizeof(*into->transferred));
    const bool has_room = cc_efforts_init(&self->efforts, scenario) == SIM_OK &&
                          self->given_load != NULL && self->given_open != NULL &&
                          self->agents != NULL && into->contacts != NULL && into->group != NULL &&
                          into->inside != NULL && into->transferred != NULL;
    if (!has_room) {
        cc_adder_free(self);
        cc_workload_free(into);
    }
    return has_room ? SIM_OK : SIM_ERR_NOMEM;
}

void
cc_adder_free(cc_adder *self)
{
    cc_efforts_free(&self->efforts);
    free(self->given_load);
    free(self->given_open);
    free(self->agents);
    *self = (cc_adder){0};
}

int
cc_workload_init(cc_workload *self, const cc_scenario *scenario)
{
    cc_adder it;
    const int ret = cc_adder_init(&it, self, scenario);
    if (ret == SIM_OK) {
        add_days(&it);
        cc_adder_free(&it);
    }
    return ret;
}

void
cc_workload_free(cc_workload *self)
{
    free(self->contacts);
    free(self->group);
    free(self->inside);
    free(self->transferred);
    *self = (cc_workload){0};
}
