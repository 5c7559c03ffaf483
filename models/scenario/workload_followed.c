/* What follows from contacts: an absorbing chain over channels, since those whose issue is not resolved
 * return, on the same channel or another, and messages are worked where they are read. */
#include "models/scenario/adder.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include <math.h>
#include <string.h>

/* ---- automation ---- */

void
cc_adder_flow(const cc_scenario *scenario, int issue, int channel, const cc_adder_interval *at,
              bool bypass, cc_flow *flow)
{
    cc_graph graph;
    cc_graph_walk(&scenario->center, scenario->center.channel[channel].entry, &graph);
    graph.past_bots = bypass;
    cc_graph_flow(scenario, &graph, issue, channel, (size_t)at->day, at->k, flow);
}

/* ---- the story ---- */

static double
explains(const cc_flow *flow, bool is_lost)
{
    return is_lost ? flow->untold : flow->untold - flow->kept;
}

double
cc_adder_explains(const cc_followed *self)
{
    return self->known * explains(&self->flow, false) + self->lost * explains(&self->flow, true);
}

/* ---- what one contact leads to ---- */

/* By channel: the next contacts that one leads to, whose story is known there and not. */
typedef double onward[2 * CC_MAX_CHANNELS];

typedef struct following {
    const cc_scenario *scenario;
    int issue;
    const cc_adder_interval *at;
    bool bypass;
} following;

static void
add_next(const following *self, int channel, bool is_lost, double n, double *next)
{
    if (n > 0 && self->scenario->center.channel[channel].offered &&
        self->scenario->demand.issue[self->issue].content[channel].given) {
        next[2 * channel + is_lost] += n;
    }
}

/* n of those contacts are not resolved, who came by one channel and told their story there and on that of
 * the case. Who has gone about further channels before is taken to have been on these only. */
static void
add_returns(const following *self, int channel, int came_by, double n, double *next)
{
    const cc_scenario *scenario = self->scenario;
    const cc_unresolved *then = &scenario->demand.issue[self->issue].unresolved;
    const cc_history history = scenario->center.history;
    const double returns = n * cc_table_at(&then->returns, (size_t)self->at->day, self->at->k);
    double reached[CC_MAX_CHANNELS] = {0};
    for (int c = 0; c < scenario->n_channels && returns > 0; c++) {
        const double share = then->on[c] + (c == came_by ? then->on_same : 0);
        if (share > 0) {
            cc_adder_spread(scenario, c, returns * share, self->at->day, self->at->k, reached);
        }
    }
    for (int c = 0; c < scenario->n_channels; c++) {
        const bool is_lost = history == CC_HISTORY_NONE ||
                             (history == CC_HISTORY_CHANNEL && c != channel && c != came_by);
        add_next(self, c, is_lost, reached[c], next);
    }
}

/* Nobody reads them: where those go who do not give up. Messages are seldom followed by others that nobody
 * reads either, which are left out. */
static void
add_elsewhere(const following *self, bool is_lost, double *next)
{
    const cc_scenario *scenario = self->scenario;
    const cc_ignored *ignored = &scenario->demand.issue[self->issue].ignored;
    for (int c = 0; c < scenario->n_channels; c++) {
        if (scenario->center.channel[c].watched) {
            add_next(self, c, is_lost, ignored->elsewhere[c] + ignored->in_public[c], next);
        }
    }
}

#define LEAST 1e-9 /* of a contact: raised by those that were raised, and so on */

static void
add_onward(const following *self, int channel, int came_by, bool is_lost, double n,
           const cc_flow *flow, double *next)
{
    const cc_scenario *scenario = self->scenario;
    const cc_arriving at =
        cc_arriving_of(scenario, self->issue, channel, self->at->day, self->at->k);
    const cc_desk *desk = &scenario->center.channel[channel].desk;
    const double p = cc_effort_resolution(scenario, &at) +
                     explains(flow, is_lost) * scenario->demand.explain_resolution;
    const double by_agents = n * flow->to_queue * (1 - fmax(0, fmin(p, 1)));
    double by_partners = 0;
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        const bool is_partner = cc_node_to_partner(&scenario->center.node[j]) >= 0;
        by_partners +=
            is_partner ? n * flow->onward[j] * (1 - cc_effort_resolution(scenario, &at)) : 0;
    }
    add_returns(self, channel, came_by,
                by_partners + by_agents * (1 - desk->by_agent) +
                    n * flow->unsolved * (1 - desk->by_automation),
                next);
    for (int c = 0; c < scenario->n_channels; c++) {
        add_next(self, c, is_lost, n * flow->items[c], next);
    }
    const double raised =
        n * (flow->to_queue * desk->by_agent + flow->contained * desk->by_automation);
    if (raised > LEAST && scenario->center.channel[desk->raises].watched) {
        cc_flow its;
        cc_adder_flow(scenario, self->issue, desk->raises, self->at, self->bypass, &its);
        add_onward(self, desk->raises, came_by, scenario->center.history == CC_HISTORY_NONE, raised,
                   &its, next);
    }
}

/* ---- all that follow ---- */

#define MOST 0.999 /* of those who come again and again: else they did for ever */

static void
find_onward(const following *self, int channel, bool is_lost, const cc_flow *flow, double *next)
{
    double sum = 0;
    memset(next, 0, sizeof(onward));
    if (self->scenario->center.channel[channel].watched) {
        add_onward(self, channel, channel, is_lost, 1, flow, next);
    } else {
        add_elsewhere(self, is_lost, next);
    }
    for (int j = 0; j < 2 * self->scenario->n_channels; j++) {
        sum += next[j];
    }
    for (int j = 0; sum > MOST && j < 2 * self->scenario->n_channels; j++) {
        next[j] *= MOST / sum;
    }
}

/* Channels that first contacts lead to, in the order found. */
typedef struct chain {
    int n, channel[CC_MAX_CHANNELS];
    bool is_in[CC_MAX_CHANNELS];
    onward next[2 * CC_MAX_CHANNELS]; /* from the j-th channel, known and lost: 2 j, 2 j + 1 */
} chain;

static void
find_chain(const following *self, chain *of, cc_followed *all)
{
    for (int j = 0; j < of->n; j++) {
        const int channel = of->channel[j];
        cc_adder_flow(self->scenario, self->issue, channel, self->at, self->bypass,
                      &all[channel].flow);
        for (int lost = 0; lost < 2; lost++) {
            find_onward(self, channel, lost, &all[channel].flow, of->next[2 * j + lost]);
        }
        for (int c = 0; c < self->scenario->n_channels; c++) {
            const double *known = of->next[2 * j], *lost = of->next[2 * j + 1];
            if (!of->is_in[c] &&
                known[2 * c] + known[2 * c + 1] + lost[2 * c] + lost[2 * c + 1] > 0) {
                of->is_in[c] = true;
                of->channel[of->n++] = c;
            }
        }
    }
}

typedef double equations[2 * CC_MAX_CHANNELS][2 * CC_MAX_CHANNELS + 1];

/* In place, of n rows; column n is the right side. Columns are sums of below 1 off the diagonal: no order of
 * elimination is better than another. */
static void
solve(equations a, int n)
{
    for (int p = 0; p < n; p++) {
        for (int i = 0; i < n; i++) {
            const double f = i == p ? 0 : a[i][p] / a[p][p];
            for (int j = p; j <= n && f != 0; j++) {
                a[i][j] -= f * a[p][j];
            }
        }
    }
    for (int p = 0; p < n; p++) {
        a[p][n] /= a[p][p];
    }
}

void
cc_adder_follow(const cc_scenario *scenario, int issue, int channel, const cc_adder_interval *at,
                bool bypass, double n, cc_followed all[CC_MAX_CHANNELS])
{
    const following self = {scenario, issue, at, bypass};
    chain of;
    equations a;
    of.n = 1;
    of.channel[0] = channel;
    memset(of.is_in, 0, sizeof(of.is_in));
    of.is_in[channel] = true;
    for (int c = 0; c < scenario->n_channels; c++) {
        all[c].known = all[c].lost = 0;
    }
    find_chain(&self, &of, all);
    const int rows = 2 * of.n;
    for (int i = 0; i < rows; i++) {
        const int to = 2 * of.channel[i / 2] + i % 2;
        for (int j = 0; j < rows; j++) {
            a[i][j] = (i == j) - of.next[j][to];
        }
        a[i][rows] = i == 0 ? n : 0;
    }
    solve(a, rows);
    for (int j = 0; j < of.n; j++) {
        all[of.channel[j]].known = a[2 * j][rows];
        all[of.channel[j]].lost = a[2 * j + 1][rows];
    }
}
