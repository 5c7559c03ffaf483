/* Transfers of contacts by agents: see life_transfer.c; and those to a partner by nodes of automation. Where
 * the scenario has none, nobody calls these. */
#ifndef CC_LIFE_TRANSFER_H
#define CC_LIFE_TRANSFER_H

#include "models/center/state.h"

/* Is the stretch of work a part of handing over? */
static inline bool
cc_life_is_handed(const cc_center *self, uint32_t id)
{
    return self->aside[id].attempt.handing.stage != CC_NOT_HANDING;
}
/* ... and has ended: goes on with what follows. */
void cc_life_hands_over(cc_center *self, uint32_t id);
/* An agent is done with the contact: is it transferred? Then it is. */
bool cc_life_transfer(cc_center *self, uint32_t id);
/* The contact goes no further: whoever stayed with it is free. */
void cc_life_let_helper_go(cc_center *self, uint32_t id);
/* The same, and it waits no longer in a queue that it was transferred to, unserved. */
void cc_life_goes_no_further(cc_center *self, uint32_t id);
void cc_life_go_to_partner(cc_center *self, uint32_t id);
void cc_life_partner_ends(cc_center *self, uint32_t id);
/* The run ends while that agent stays with a contact. */
void cc_life_count_stay(cc_center *self, uint32_t agent);

/* ---- life_moved.c ---- */
/* Begins to wait in the queue of its service, to which it was transferred, whoever did that. */
void cc_moved_begins(cc_center *self, uint32_t id);
/* Where it has: waits no longer, for that reason (CC_T_taken and those behind). */
void cc_moved_ends(cc_center *self, uint32_t id, cc_transfer_counter how);

/* ---- service.c ---- */
/* What a contact meets in the queue that it is transferred to, by its place among services; */
uint16_t cc_service_behind(const cc_center *self, const cc_transfer *transfer, const cc_contact *c);
/* in the one that its node hands it on to. */
uint16_t cc_service_onward(const cc_center *self, const cc_contact *c);

/* ---- life_agent.c ---- */
/* That agent's work on the contact is the center's last; the customer goes on to a partner, or not. */
void cc_life_end_at_agent(cc_center *self, uint32_t id, uint32_t agent, bool to_partner);

#endif
