/* Nothing is kept for handles: a contact is told from the one before it in its slot by its name, an
 * agent by a count of shifts. */
#include "models/center/handle.h"

#include "models/center/state.h"

uint32_t
cc_contact_slots(const cc_center *center)
{
    return center->now.n_fresh;
}

uint32_t
cc_agent_slots(const cc_center *center)
{
    return center->n_agents;
}

bool
cc_contact_in(const cc_center *center, uint32_t slot, cc_contact_handle *handle)
{
    if (slot >= center->now.n_fresh) {
        return false;
    }
    const cc_contact *c = &center->contact[slot];
    if (c->state == CC_FREE || cc_contact_is_at_home(c)) {
        return false;
    }
    *handle = (cc_contact_handle){slot, c->round, c->attempt, c->owner};
    return true;
}

bool
cc_contact_is_there(const cc_center *center, cc_contact_handle handle)
{
    cc_contact_handle is;
    return cc_contact_in(center, handle.slot, &is) && is.owner == handle.owner &&
           is.round == handle.round && is.attempt == handle.attempt;
}

bool
cc_agent_in(const cc_center *center, uint32_t slot, cc_agent_handle *handle)
{
    if (slot >= center->n_agents || !center->agent[slot].on_duty) {
        return false;
    }
    *handle = (cc_agent_handle){slot, center->agent[slot].shift};
    return true;
}

bool
cc_agent_is_there(const cc_center *center, cc_agent_handle handle)
{
    cc_agent_handle is;
    return cc_agent_in(center, handle.slot, &is) && is.shift == handle.shift;
}
