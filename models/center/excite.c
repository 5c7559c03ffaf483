/* Self-exciting arrivals (Hawkes 1971), as clusters: each issue brings a Poisson number of others after
 * delays, and these bring others. Who brings whom follows from names, so that whoever comes at one volume
 * comes at a greater one too, with all that they bring. One that is to come has a record and a timer, and is
 * nobody's contact yet. */
#include "models/center/excite.h"

#include "models/center/life.h"
#include "models/scenario/opening.h"

/* The quantile of a Poisson number. */
static unsigned
poisson(double mean, double u)
{
    double p = sim_exp(-mean), sum = p;
    unsigned n = 0;
    while (u >= sum && p > 1e-19) {
        n++;
        p *= mean / n;
        sum += p;
    }
    return n;
}

void
cc_excite(cc_center *self, uint64_t owner, int issue)
{
    const cc_self_exciting *how = &self->scenario->demand.issue[issue].self_exciting;
    if (how->mean == 0) {
        return;
    }
    const double u = sim_uniform(cc_draw(self, CC_DRAW_EXCITES, owner, 0, 0).word[0]);
    const unsigned n = poisson(how->mean, u);
    for (unsigned j = 1; j <= n; j++) {
        const sim_block block = cc_draw(self, CC_DRAW_EXCITES, owner, 0, j);
        const uint32_t id = cc_life_take_record(self);
        if (id == CC_NONE) {
            return;
        }
        cc_contact *c = &self->contact[id];
        c->state = CC_FREE;
        c->issue = (uint16_t)issue;
        c->owner = cc_owner_of_excited(issue, block.word[1]);
        self->now.n_to_come++;
        sim_timer_set(&self->now.calendar, id,
                      self->now.time + sim_dist_quantile(&how->after, sim_uniform(block.word[0])),
                      SIM_PRIORITY_ARRIVAL);
    }
}

void
cc_excited_comes(cc_center *self, uint32_t id)
{
    const cc_run *run = &self->scenario->run;
    const uint64_t owner = self->contact[id].owner;
    const int issue = self->contact[id].issue;
    self->now.n_to_come--;
    cc_life_give_record(self, id);
    if (cc_opening_open_at(run, &run->hours, self->now.time)) {
        cc_life_begin_given(self, owner, issue, -1, NULL);
        cc_excite(self, owner, issue);
    }
}
