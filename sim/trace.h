/* What happened, one record a change, to whoever listens: a viewer, a file, a hash. The codes
 * and the meaning of the fields are the model's. */
#ifndef SIM_TRACE_H
#define SIM_TRACE_H

#include "sim/error.h"
#include <stddef.h>
#include <stdint.h>

typedef struct sim_trace_record {
    double time; /* s */
    uint32_t code;
    uint64_t subject, a, b;
    double value;
} sim_trace_record;

/* A sink; one without a function drops everything. */
typedef struct sim_trace {
    void (*put)(void *context, const sim_trace_record *record);
    void *context;
} sim_trace;

static inline void
sim_trace_put(const sim_trace *self, const sim_trace_record *record)
{
    if (__builtin_expect(self->put != NULL, 0)) {
        self->put(self->context, record);
    }
}

/* A hash of everything put, for golden tests: FNV-1a, 64 bits, of the integers and of time and
 * value rounded to millionths, so that a formula written another way need not change it. */
typedef struct sim_trace_hash {
    uint64_t hash, n;
} sim_trace_hash;

void sim_trace_hash_init(sim_trace_hash *self);
void sim_trace_hash_add(sim_trace_hash *self, const sim_trace_record *record);
sim_trace sim_trace_to_hash(sim_trace_hash *self);

/* A buffer that keeps everything put. */
typedef struct sim_trace_buffer {
    sim_trace_record *record;
    size_t n, capacity;
    int error; /* latched: out of memory, later records are lost */
} sim_trace_buffer;

void sim_trace_buffer_init(sim_trace_buffer *self);
void sim_trace_buffer_free(sim_trace_buffer *self);
void sim_trace_buffer_reset(sim_trace_buffer *self); /* empty; keeps memory */
sim_trace sim_trace_to_buffer(sim_trace_buffer *self);

#endif
