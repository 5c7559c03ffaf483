/* Conditions look at lanes and groups of agents as they are when the contact leaves the node; shares are
 * compared with one number of the contact, drawn for this way by name. */
#include "models/center/way.h"

#include "models/center/asked.h"
#include "models/center/life.h"
#include "models/center/life_begin.h"
#include "models/center/predict.h"
#include "models/scenario/condition.h"
#include <math.h>

static double
answer(cc_center *self, const cc_contact *c, const cc_term *term)
{
    const int queue = cc_service_of(self, c)->queue;
    uint64_t own[CC_MAX_QUEUES / 64] = {0};
    switch (term->what) {
    case CC_ASKED_OPEN:
        return cc_life_is_open(
            self, cc_service_for(self, c->issue, term->name != NULL ? term->channel : c->channel));
    case CC_ASKED_PREDICTED:
        return cc_predict_wait(self, cc_service_of(self, c));
    default:
        own[queue / 64] = UINT64_C(1) << queue % 64;
        return cc_asked_now(self, term, own);
    }
}

bool
cc_way_holds(cc_center *self, const cc_contact *c, const cc_condition *condition)
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
        if (branch->when != NULL && !cc_way_holds(self, c, branch->when)) {
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
