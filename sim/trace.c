#include "sim/trace.h"

#include "sim/hash.h"
#include <stdlib.h>
#include <string.h>

/* ---- hash ---- */

void
sim_trace_hash_init(sim_trace_hash *self)
{
    self->hash = sim_hash_start();
    self->n = 0;
}

void
sim_trace_hash_add(sim_trace_hash *self, const sim_trace_record *record)
{
    uint64_t hash = self->hash;
    hash = sim_hash_number(hash, record->time);
    hash = sim_hash_integer(hash, record->code);
    hash = sim_hash_integer(hash, record->subject);
    hash = sim_hash_integer(hash, record->a);
    hash = sim_hash_integer(hash, record->b);
    self->hash = sim_hash_number(hash, record->value);
    self->n++;
}

static void
put_in_hash(void *context, const sim_trace_record *record)
{
    sim_trace_hash_add(context, record);
}

sim_trace
sim_trace_to_hash(sim_trace_hash *self)
{
    return (sim_trace){.put = put_in_hash, .context = self};
}

/* ---- buffer ---- */

void
sim_trace_buffer_init(sim_trace_buffer *self)
{
    memset(self, 0, sizeof(*self));
}

void
sim_trace_buffer_free(sim_trace_buffer *self)
{
    free(self->record);
    memset(self, 0, sizeof(*self));
}

void
sim_trace_buffer_reset(sim_trace_buffer *self)
{
    self->n = 0;
    self->error = 0;
}

static void
put_in_buffer(void *context, const sim_trace_record *record)
{
    sim_trace_buffer *self = context;
    if (self->error != SIM_OK) {
        return;
    }
    if (self->n == self->capacity) {
        const size_t capacity = self->capacity == 0 ? 256 : 2 * self->capacity;
        sim_trace_record *grown = realloc(self->record, capacity * sizeof(*grown));
        if (grown == NULL) {
            self->error = SIM_ERR_NOMEM;
            return;
        }
        self->record = grown;
        self->capacity = capacity;
    }
    self->record[self->n++] = *record;
}

sim_trace
sim_trace_to_buffer(sim_trace_buffer *self)
{
    return (sim_trace){.put = put_in_buffer, .context = self};
}
