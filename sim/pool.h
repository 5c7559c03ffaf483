/* A growable pool of records of one size, named by index: a pointer into it does not outlive
 * the next take. Lately given records are taken first, else the lowest never used, so indices
 * depend on the order of takes and gives alone. */
#ifndef SIM_POOL_H
#define SIM_POOL_H

#include "sim/error.h"
#include "sim/snapshot.h"
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SIM_POOL_NONE UINT32_MAX

typedef struct sim_pool {
    unsigned char *memory;
    size_t bytes, record_size;
    uint32_t capacity;
    uint32_t n_taken;   /* now */
    uint32_t n_touched; /* records 0 .. n_touched-1 were taken since the reset: the most at once */
    uint32_t free;      /* the first free one below n_touched; its first 4 bytes name the next */
} sim_pool;

/* record_size is rounded up to a multiple of 8. */
int sim_pool_init(sim_pool *self, size_t record_size, uint32_t capacity) SIM_MUST_CHECK;
void sim_pool_free(sim_pool *self);
/* Doubles the capacity; for sim_pool_take. */
int sim_pool_grow(sim_pool *self) SIM_MUST_CHECK;
/* Adds the block; the struct itself is the owner's to add. */
int sim_pool_register(sim_pool *self, sim_snapshot *snapshot) SIM_MUST_CHECK;

/* Everything free; keeps memory. */
static inline void
sim_pool_reset(sim_pool *self)
{
    self->n_taken = 0;
    self->n_touched = 0;
    self->free = SIM_POOL_NONE;
}

static inline void *
sim_pool_at(const sim_pool *self, uint32_t j)
{
    assert(j < self->n_touched);
    return self->memory + (size_t)j * self->record_size;
}

/* The index of a record with undefined contents; SIM_POOL_NONE: out of memory. */
static inline uint32_t
sim_pool_take(sim_pool *self)
{
    uint32_t j = self->free;
    if (j != SIM_POOL_NONE) {
        memcpy(&self->free, sim_pool_at(self, j), sizeof(self->free));
    } else {
        if (self->n_touched == self->capacity && sim_pool_grow(self) != 0) {
            return SIM_POOL_NONE;
        }
        j = self->n_touched++;
    }
    self->n_taken++;
    return j;
}

static inline void
sim_pool_give(sim_pool *self, uint32_t j)
{
    assert(self->n_taken > 0);
    memcpy(sim_pool_at(self, j), &self->free, sizeof(self->free));
    self->free = j;
    self->n_taken--;
}

#endif
