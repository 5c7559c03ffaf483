#include "models/scenario/effort.h"

#include "models/scenario/hands.h"
#include "models/scenario/scenario.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

int
cc_efforts_init(cc_efforts *self, const cc_scenario *scenario)
{
    const int n_channels = scenario->n_channels, n = scenario->demand.n_issues * n_channels;
    *self = (cc_efforts){scenario, calloc((size_t)n + 1, sizeof(*self->stretches))};
    if (self->stretches == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int j = 0; j < n; j++) {
        const cc_content *content = &scenario->demand.issue[j / n_channels].content[j % n_channels];
        const cc_medium *medium = scenario->channel[j % n_channels].kind->medium;
        self->stretches[j] =
            (medium->stretches != NULL && content->given ? medium->stretches(content) : 1) /
            (1 - content->asks);
    }
    return SIM_OK;
}

void
cc_efforts_free(cc_efforts *self)
{
    free(self->stretches);
}

cc_arriving
cc_arriving_of(const cc_scenario *scenario, int issue, int channel, int day, size_t k)
{
    const int queue = scenario->center.queue_of[issue * scenario->n_channels + channel];
    return (cc_arriving){issue, channel, day, k, queue};
}

/* ---- the knowledge base ---- */

/* What it makes of a factor on that day, in the mean of the groups that serve the contact's queue; those
 * take their contacts alike. */
static double
by_knowledge(const cc_scenario *scenario, const cc_arriving *at, double factor)
{
    const cc_center_setup *center = &scenario->center;
    const cc_queue *queue = at->queue >= 0 ? &center->queue[at->queue] : NULL;
    if (factor == 1 || queue == NULL || queue->n_groups == 0) {
        return 1;
    }
    const int ramp = center->knowledge.ramp;
    const double part = at->day < ramp ? (double)at->day / ramp : 1;
    double sum = 0;
    for (int j = 0; j < queue->n_groups; j++) {
        sum += 1 + (factor - 1) * part * center->group[queue->groups[j].index].knowledge;
    }
    return sum / queue->n_groups;
}

double
cc_effort_resolution(const cc_scenario *scenario, const cc_arriving *at)
{
    const cc_table *resolution = &scenario->demand.issue[at->issue].content[at->channel].resolution;
    const double factor = scenario->center.knowledge.resolution[at->issue];
    return fmin(
        cc_table_at(resolution, (size_t)at->day, at->k) * by_knowledge(scenario, at, factor), 1);
}

/* ---- work ---- */

/* Work that a full agent does in a second, and with how many open; of channels without rates 1. */
static double
shared_rate(const cc_scenario *scenario, int channel, double *n_open)
{
    const cc_by_number *rates = &scenario->center.channel[channel].rates;
    if (rates->n == 0 && rates->constant == 0) {
        return 1;
    }
    double n = 1;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        n = cc_hands_serve(scenario, group, channel) ? fmax(n, floor(group->at_once[channel])) : n;
    }
    if (n_open != NULL) {
        *n_open = n;
    }
    return cc_by_number_at(rates, (size_t)n - 1);
}

/* Is wrap-up a part of the work? */
static bool
wraps_up_in_work(const cc_scenario *scenario, int channel)
{
    const cc_channel *in = &scenario->center.channel[channel];
    return in->interruptible || in->rates.n > 0 || in->rates.constant != 0;
}

/* Seconds of attention of one agent, without what follows the contact's end. */
static double
work_of(const cc_efforts *self, const cc_arriving *at, double given, double hand_over)
{
    const cc_scenario *scenario = self->scenario;
    const cc_channel *in = &scenario->center.channel[at->channel];
    const cc_work *brought = &scenario->demand.issue[at->issue].content[at->channel].work;
    const double all = isnan(given)
                           ? sim_dist_mean(&brought->dist) *
                                 cc_table_at(&brought->factor, (size_t)at->day, at->k) *
                                 self->stretches[at->issue * scenario->n_channels + at->channel]
                           : given;
    const double wrap_up =
        wraps_up_in_work(scenario, at->channel) ? sim_dist_mean(&in->wrap_up) : 0;
    const double factor = scenario->center.knowledge.work[at->issue];
    const double work =
        (fmax(all * in->work_factor + hand_over, 0) + sim_dist_mean(&in->look_up) + wrap_up) *
        by_knowledge(scenario, at, factor);
    return sim_dist_mean(&in->answer_delay) + work / shared_rate(scenario, at->channel, NULL);
}

#define STEPS 1000

/* The mean, times a factor, of a time that is cut at `most`. */
static double
mean_up_to(const sim_dist *dist, double factor, double most)
{
    if (!(most < INFINITY)) {
        return sim_dist_mean(dist) * factor;
    }
    double sum = 0;
    for (int j = 0; j < STEPS; j++) {
        sum += fmin(sim_dist_quantile(dist, (j + 0.5) / STEPS) * factor, most);
    }
    return sum / STEPS;
}

/* Seconds in which the customer types, between turns or before each, and is not silent for longer than
 * that. */
static double
typing_of(const cc_efforts *self, const cc_arriving *at, double longest)
{
    const cc_scenario *scenario = self->scenario;
    const cc_content *content = &scenario->demand.issue[at->issue].content[at->channel];
    const double turns = self->stretches[at->issue * scenario->n_channels + at->channel];
    const double factor = cc_table_at(&content->customer.factor, (size_t)at->day, at->k);
    return mean_up_to(&content->customer.dist, factor, longest) *
           (turns - !content->customer_first);
}

/* ---- of several agents ---- */

/* Of a contact that waits in a queue: how many times more agents work on it, since others transfer it, and
 * for how long they hand it over; adds by queue how often it comes there so. Those who serve a queue are
 * taken to work on it alike. */
typedef struct handed {
    double again;
    double beside;    /* of these, those with whom the one before stays: conferences */
    double left;      /* who are transferred again after all that are followed */
    double hand_over; /* s, telling the story again included */
} handed;

static double
share_from(const cc_scenario *scenario, const cc_transfer *transfer, int queue)
{
    const cc_queue *served = &scenario->center.queue[queue];
    int n = 0;
    for (int j = 0; j < served->n_groups; j++) {
        n += transfer->from[served->groups[j].index];
    }
    return n > 0 ? (double)n / served->n_groups : 0;
}

#define MANY_TRANSFERS 50 /* of one contact, in a row */

static handed
hand_on(const cc_scenario *scenario, const cc_arriving *at, double *by_queue)
{
    const cc_center_setup *center = &scenario->center;
    double now[CC_MAX_QUEUES] = {0}, next[CC_MAX_QUEUES];
    handed sum = {0};
    const double told_again =
        center->history == CC_HISTORY_NONE ? sim_dist_mean(&scenario->demand.explain) : 0;
    const int first = at->queue;
    for (int k = 0; k < MANY_TRANSFERS && center->n_transfers > 0 && first >= 0; k++) {
        now[first] = k == 0 ? 1 : now[first];
        memset(next, 0, sizeof(next));
        for (int q = 0; q < center->n_queues; q++) {
            for (int t = 0; now[q] > 0 && t < center->n_transfers; t++) {
                const cc_transfer *transfer = &center->transfer[t];
                const double n = transfer->issues[at->issue]
                                     ? now[q] * share_from(scenario, transfer, q) *
                                           cc_table_at(&transfer->share, (size_t)at->day, at->k)
                                     : 0;
                const double told = sim_dist_mean(&transfer->hand_over);
                if (transfer->queue >= 0) {
                    next[transfer->queue] += n;
                    by_queue[transfer->queue] += n;
                    sum.again += n;
                    sum.beside += transfer->how == CC_CONFERENCE ? n : 0;
                    sum.hand_over += transfer->how == CC_COLD ? n * told_again : 0;
                    sum.hand_over += transfer->how != CC_COLD ? 2 * n * told : 0;
                } else if (transfer->how == CC_CONFERENCE) {
                    sum.hand_over += n * sim_dist_mean(&center->partner[transfer->partner].time);
                } else if (transfer->how == CC_WARM) {
                    sum.hand_over += n * told;
                }
            }
        }
        memcpy(now, next, sizeof(now));
    }
    for (int q = 0; q < center->n_queues; q++) {
        sum.left += now[q];
    }
    return sum;
}

/* Seconds of attention in a wrong queue, of a contact in the mean. */
static double
astray_of(const cc_scenario *scenario, const cc_arriving *at)
{
    const cc_desk *desk = &scenario->center.channel[at->channel].desk;
    const int *queue = scenario->center.queue_of;
    bool has_others = false;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        const int other = queue[i * scenario->n_channels + at->channel];
        has_others |= scenario->demand.issue[i].content[at->channel].is_used && other >= 0 &&
                      other != queue[at->issue * scenario->n_channels + at->channel];
    }
    return has_others ? (1 - desk->accuracy) * sim_dist_mean(&desk->notice) : 0;
}

/* ---- all of it ---- */

bool
cc_effort_takes_turns(const cc_scenario *scenario, int channel)
{
    return scenario->channel[channel].kind->medium->stretches != NULL;
}

cc_effort
cc_effort_of(const cc_efforts *self, const cc_arriving *at, double given, double hand_over)
{
    const cc_scenario *scenario = self->scenario;
    const cc_channel *in = &scenario->center.channel[at->channel];
    cc_effort it = {0};
    const handed on = hand_on(scenario, at, it.transferred);
    const double agents = 1 + on.again; /* who have it, one after the other */
    const double own = work_of(self, at, NAN, 0);
    const double work = work_of(self, at, given, hand_over) + own * on.again + on.hand_over +
                        astray_of(scenario, at);
    const double wrap_up =
        wraps_up_in_work(scenario, at->channel) ? 0 : sim_dist_mean(&in->wrap_up) * agents;
    /* who stays in a conference has no attention for anything else, pauses of the customer included */
    const double helping =
        on.beside * (own + (cc_effort_takes_turns(scenario, at->channel) && on.beside > 0
                                ? typing_of(self, at, in->silence.close)
                                : 0));
    it.work = work + helping + wrap_up;
    it.inside = work;
    it.is_cut = on.left > 1e-3;
    if (cc_effort_takes_turns(scenario, at->channel)) {
        double n_open = 0;
        shared_rate(scenario, at->channel, &n_open);
        const cc_silence *silence = &in->silence;
        const double beside = n_open > 0 ? (n_open - 1) * work : 0;
        const double typing =
            n_open > 0 ? beside
                       : typing_of(self, at, fmin(silence->dormant, silence->close)) * agents;
        const double silent = n_open > 0 ? beside : typing_of(self, at, silence->close) * agents;
        it.open = it.work + typing;
        it.kept = it.work + silent;
        it.inside += silent;
    }
    return it;
}

double
cc_effort_rate(const cc_scenario *scenario, int channel)
{
    return shared_rate(scenario, channel, NULL);
}
