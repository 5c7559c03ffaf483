/* Contacts that are turned away: all trunks are busy, or a node of automation is full. */
#include "models/center/life.h"
#include "models/center/trunk.h"

void
cc_life_block(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    double *count = cc_count_cell(self, c);
    count[CC_N_blocked]++;
    cc_journal(self, CC_JOURNAL_BLOCKED, c, 0, 0);
    cc_trunk_release(self, c);
    cc_life_give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_block);
}
