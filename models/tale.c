#include "models/center_state.h"

void
cc_tell_contact(cc_center *self, cc_tale tale, const cc_contact *c, uint64_t b, double value)
{
    const sim_trace_record record = {
        .time = self->now,
        .code = (uint32_t)tale,
        .subject = c->owner,
        .a = (uint64_t)c->round << 40 | (uint64_t)c->attempt << 24 | (uint64_t)c->issue << 8 |
             c->channel,
        .b = b,
        .value = value,
    };
    sim_trace_put(self->trace, &record);
}
