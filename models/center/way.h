/* Which branch of a way out of a node a contact takes, by how things stand now. */
#ifndef CC_WAY_H
#define CC_WAY_H

#include "models/center/state.h"

#define CC_PASSING (UINT32_C(1) << 16) /* of a node that is full, and that it goes past */

/* Node or CC_TO_*; `at`: the node that it leaves, with CC_PASSING or without. */
int cc_way_leads(cc_center *self, const cc_contact *c, const cc_way *way, uint32_t at);

/* Does that hold now, as the contact sees it? */
bool cc_way_holds(cc_center *self, const cc_contact *c, const cc_condition *condition);

#endif
