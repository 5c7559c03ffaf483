/* Conditions look at lanes and groups of agents as they are when the contact leaves the node; shares are
 * compared with one number of the contact, drawn for this way by name. */
#include "models/center/way.h"

#include "models/center/life.h"
#include "models/center/life_begin.h"
#include "models/center/predict.h"
#include "models/scenario/condition.h"
#include <math.h>

static bool
is_asked(const cc_term *term, int own, int queue)
{
    return term->name == NULL ? queue == own : term->queues[queue / 64] >> queue % 64 & 1;
}

/* Agents on duty without any conversation who serve one of the queues that are asked for. */
static double
count_free(const cc_center *self, const cc_term *term, int own)
{
    int n = 0;
    for (int g = 0; g < self->n_crews; g++) {
        bool serves = false;
        for (int q = 0; q < self->scenario->center.n_queues; q++) {
            serves |= is_asked(term, own, q) && (self->serving[q][g / 64] >> g % 64 & 1);
        }
        n += serves ? self->crew[g].now->n_idle : 0;
    }
    return n;
}

static double
answer(cc_center *self, const cc_contact *c, const cc_term *term)
{
    const int own = cc_service_of(self, c)->queue;
    double n_waiting = 0, longest = 0;
    switch (term->what) {
    case CC_ASKED_OPEN:
        return cc_life_is_open(
            self, cc_service_for(self, c->issue, term->name != NULL ? term->channel : c->channel));
    case CC_ASKED_PREDICTED:
        return cc_predict_wait(self, cc_service_of(self, c));
    case CC_ASKED_FREE:
        return count_free(self, term, own);
    default:
        break;
    }
    for (int l = 0; l < self->n_lanes; l++) {
        const cc_lane *lane = &self->lane[l];
        if (lane->n > 0 && is_asked(term, own, l / self->n_channels)) {
            n_waiting += lane->n;
            longest = fmax(longest, self->now.time - self->contact[lane->first].queued);
        }
    }
    return term->what == CC_ASKED_WAITING ? n_waiting : longest;
}

static bool
holds(cc_center *self, const cc_contact *c, const cc_condition *condition)
{
    bool all = true;
    for (int j = 0; j < condition->n && all; j++) {
        all = cc_term_holds(&condition->term[j], answer(self, c, &condition->term[j]));
    }
    return all;
}

#define OF_WAYS (UINT64_C(1) << 63) /* blocks of NODE that are not a node's own */

int
cc_way_leads(cc_center *self, const cc_contact *c, const cc_way *way, uint32_t at)
{
    double u = NAN;
    for (int b = 0; b < way->n - 1; b++) {
        const cc_branch *branch = &way->branch[b];
        if (branch->when != NULL && !holds(self, c, branch->when)) {
            continue;
        }
        if (branch->share == NULL) {
            return branch->to;
        }
        if (isnan(u)) {
            const uint64_t block = OF_WAYS | (uint64_t)at << 32 | c->step;
            u = sim_uniform(
                cc_draw(self, CC_DRAW_NODE, c->owner, cc_life_ordinal(c), block).word[0]);
        }
        const double p = cc_life_table(c, &branch->share[c->issue]);
        if (u < p) {
            return branch->to;
        }
        u -= p;
    }
    return way->branch[way->n - 1].to;
}
