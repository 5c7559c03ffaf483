#include "models/center/journal.h"

void
cc_journal_contact(cc_center *self, cc_entry entry, const cc_contact *c, uint64_t b, double value)
{
    const sim_trace_record record = {
        .time = self->now.time,
        .code = (uint32_t)entry,
        .subject = c->owner,
        .a = cc_told_pack(
            (cc_told){c->round, c->attempt, c->issue, (int)self->scenario->channel[c->channel].id}),
        .b = b,
        .value = value,
    };
    sim_trace_put(self->trace, &record);
}

void
cc_journal_of(cc_center *self, cc_entry entry, cc_subject subject, uint64_t which, uint64_t b,
              double value)
{
    if (self->trace != NULL) {
        const sim_trace_record record = {
            .time = self->now.time,
            .code = (uint32_t)entry,
            .subject = which,
            .a = (uint64_t)subject << CC_SUBJECT_SHIFT,
            .b = b,
            .value = value,
        };
        sim_trace_put(self->trace, &record);
    }
}
