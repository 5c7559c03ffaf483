/* Outsourced groups: what they are paid for contacts, and whether they keep what they have promised. */
#include "models/center/life.h"
#include "models/center/overflow.h"

/* s: how long it has been theirs to take. Without a rule of overflow that is all of its wait. */
static double
waited_for(const cc_center *self, uint32_t id, int group)
{
    const cc_contact *c = &self->contact[id];
    return cc_service_of(self, c)->has_overflow
               ? self->now.time - cc_overflow_since(self, id, group)
               : c->waited;
}

void
cc_outsourced_answered(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    const size_t group = c->group - 1u;
    const cc_outsourced *its = &self->crew[group].group->outsourced;
    if (!its->is) {
        return;
    }
    if (self->now.observing) {
        cc_record_agent(self->record, self->now.slice, group)[CC_A_outsourced] += its->per_contact;
    }
    if (its->within < INFINITY && !cc_life_is_deferred(self, c)) {
        double *count = cc_count_cell(self, c);
        count[CC_N_outsourced_answered]++;
        count[CC_N_outsourced_in_time] += waited_for(self, id, (int)group) <= its->within;
    }
}
