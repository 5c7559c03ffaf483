#include "models/journal.h"

void
cc_tell_contact(cc_center *self, cc_tale tale, const cc_contact *c, uint64_t b, double value)
{
    const sim_trace_record record = {
        .time = self->now.time,
        .code = (uint32_t)tale,
        .subject = c->owner,
        .a = cc_teller_pack((cc_teller){c->round, c->attempt, c->issue,
                                        (int)self->scenario->channel[c->channel].id}),
        .b = b,
        .value = value,
    };
    sim_trace_put(self->trace, &record);
}

void
cc_tell_of(cc_center *self, cc_tale tale, cc_subject subject, uint64_t which, uint64_t b,
           double value)
{
    if (self->trace != NULL) {
        const sim_trace_record record = {
            .time = self->now.time,
            .code = (uint32_t)tale,
            .subject = which,
            .a = (uint64_t)subject << CC_SUBJECT_SHIFT,
            .b = b,
            .value = value,
        };
        sim_trace_put(self->trace, &record);
    }
}
