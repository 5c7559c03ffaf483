/* A running center writes its journal: what it does goes on its trace, if there is one. */
#ifndef CC_JOURNAL_H
#define CC_JOURNAL_H

#include "models/center/entries.h"
#include "models/center/state.h"

/* Puts a record on the trace; call cc_journal, which asks whether anybody listens. */
void cc_journal_contact(cc_center *self, cc_entry entry, const cc_contact *contact, uint64_t b,
                        double value);

static inline void
cc_journal(cc_center *self, cc_entry entry, const cc_contact *contact, uint64_t b, double value)
{
    if (self->trace != NULL) {
        cc_journal_contact(self, entry, contact, b, value);
    }
}

/* Tells of an agent, a node, a link or the house: what is rare. */
void cc_journal_of(cc_center *self, cc_entry entry, cc_subject subject, uint64_t which, uint64_t b,
                   double value);

/* b is a channel, by its id. */
static inline void
cc_journal_channel(cc_center *self, cc_entry entry, const cc_contact *contact, int channel,
                   double value)
{
    if (self->trace != NULL) {
        cc_journal_contact(self, entry, contact, self->scenario->channel[channel].id, value);
    }
}

#endif
