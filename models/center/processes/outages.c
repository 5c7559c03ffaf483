/* Nodes of automation that do not work for a time: at times of the day, and at random. What is said of
 * one node is drawn by its place among them, whatever else happens. */
#include "models/center/journal.h"
#include "models/center/process.h"
#include "models/center/state.h"
#include "models/scenario/connection.h"
#include "models/scenario/graph.h"
#include <math.h>
#include <string.h>

#define NAME "outages"

typedef struct failing {
    uint64_t n_failures; /* at random, so far */
    double changes;      /* s: when it fails or is mended next, at random; */
    double scheduled;    /* and by the day's times */
    bool failed, is_off;
} failing;

static uint32_t
n_slots(const cc_center *self)
{
    const cc_center_setup *center = &self->scenario->center;
    bool fails = false;
    for (int j = 0; j < center->n_nodes; j++) {
        fails |= cc_node_fails(&center->node[j]);
    }
    return fails ? (uint32_t)center->n_nodes : 0;
}

static size_t
state_bytes(const cc_center *self)
{
    return n_slots(self) * sizeof(failing);
}

static const cc_outages *
outages_of(const cc_center *self, uint32_t node)
{
    return &self->scenario->center.node[node].outages;
}

static double
drawn(cc_center *self, uint32_t node, const failing *it, bool down)
{
    const cc_outages *outages = outages_of(self, node);
    const sim_block u = cc_draw(self, CC_DRAW_OUTAGE, node, it->n_failures, down ? 1 : 0);
    const double time =
        sim_dist_quantile(down ? &outages->down : &outages->up, sim_uniform(u.word[0]));
    return down ? time : fmax(time, 1);
}

/* As the control says, or else as it is by itself. */
static void
set_down(cc_center *self, uint32_t node, bool by_itself)
{
    const bool was = self->now.node_down[node];
    const double control = self->now.controls.works[node];
    self->now.node_down[node] = isnan(control) ? by_itself : control == 0;
    if (was != self->now.node_down[node]) {
        cc_journal_of(self, CC_JOURNAL_FAILS, CC_OF_NODE, node, 0, was ? 0 : 1);
    }
    if (was && !self->now.node_down[node]) {
        cc_life_node_works_again(self, (int)node);
    }
}

static void
schedule(cc_center *self, const cc_row *row, uint32_t node, const failing *it)
{
    set_down(self, node, it->failed || it->is_off);
    cc_process_set(self, row, node, fmin(it->changes, it->scheduled), SIM_PRIORITY_CLOCK);
}

void
cc_outages_follow(cc_center *self, int node)
{
    const cc_row *row = cc_process_row(self, NAME);
    const failing *it = row->n > 0 ? (failing *)cc_process_state(self, row) + node : NULL;
    set_down(self, (uint32_t)node, it != NULL && (it->failed || it->is_off));
}

static void
start(cc_center *self, const cc_row *row)
{
    failing *all = cc_process_state(self, row);
    memset(self->now.node_down, 0, sizeof(self->now.node_down));
    for (uint32_t node = 0; node < n_slots(self); node++) {
        const cc_outages *outages = outages_of(self, node);
        all[node].changes = all[node].scheduled = INFINITY;
        if (cc_node_fails(&self->scenario->center.node[node]) &&
            cc_graph_is_reached(self->scenario, (int)node)) {
            failing *it = &all[node];
            it->is_off = cc_outages_are_on(outages, 0);
            it->scheduled = cc_outages_next(outages, 0);
            it->changes = sim_dist_is_zero(&outages->up) ? INFINITY : drawn(self, node, it, false);
            schedule(self, row, node, it);
        }
    }
}

static void
fire(cc_center *self, const cc_row *row, uint32_t node)
{
    failing *it = (failing *)cc_process_state(self, row) + node;
    const double now = self->now.time;
    if (it->scheduled <= now) {
        it->is_off = cc_outages_are_on(outages_of(self, node), now);
        it->scheduled = cc_outages_next(outages_of(self, node), now);
    }
    if (it->changes <= now) {
        it->n_failures += it->failed;
        it->failed = !it->failed;
        it->changes = now + drawn(self, node, it, it->failed);
    }
    schedule(self, row, node, it);
}

const cc_process_type cc_process_outages = {
    .name = NAME,
    .doc = "nodes of automation that fail and are mended",
    .n_slots = n_slots,
    .state_bytes = state_bytes,
    .start = start,
    .fire = fire,
};
