/* A copy of a running model, to run on from later. A model is plain memory: structs, and
 * blocks that they point to and that refer to each other by index only. It registers both
 * once; addresses given here must stay put (in a registered struct, not in a block). */
#ifndef SIM_SNAPSHOT_H
#define SIM_SNAPSHOT_H

#include "sim/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sim_snapshot_part {
    void *address;        /* of a struct; of the pointer to a block */
    size_t *bytes;        /* where a block's size is kept; NULL for a struct */
    size_t taken;         /* bytes copied */
    void *kept;           /* a block while structs are restored */
    const uint32_t *used; /* of a block: elements that have ever been used; NULL: all are, */
    size_t each;          /* and their size */
} sim_snapshot_part;

typedef struct sim_snapshot {
    sim_snapshot_part *part;
    size_t n, capacity;
    unsigned char *copy;
    size_t copy_bytes;
    uint64_t layout; /* a hash of what the model is laid out for; 0 until it is set */
    bool is_taken;
} sim_snapshot;

void sim_snapshot_init(sim_snapshot *self);
void sim_snapshot_free(sim_snapshot *self);
int sim_snapshot_add_struct(sim_snapshot *self, void *object, size_t bytes) SIM_MUST_CHECK;
/* pointer: the address of the pointer to memory of malloc or aligned_alloc. */
int sim_snapshot_add_block(sim_snapshot *self, void *pointer, size_t *bytes) SIM_MUST_CHECK;

/* The same of a block of elements of which only the first *used mean anything: a fork copies no more. */
int sim_snapshot_add_used(sim_snapshot *self, void *pointer, size_t *bytes, const uint32_t *used,
                          size_t each) SIM_MUST_CHECK;

/* Copies everything registered; replaces an earlier copy, in the same memory if it fits. */
int sim_snapshot_take(sim_snapshot *self) SIM_MUST_CHECK;
/* Brings what is registered with self to the state that `from` has taken: self again, or that
 * of another model which registered the same parts in the same order, and has the same layout;
 * else SIM_ERR_LAYOUT. Blocks are written in place, and made larger where they are too small. On
 * failure nothing changed. */
int sim_snapshot_restore(sim_snapshot *self, const sim_snapshot *from) SIM_MUST_CHECK;
/* The same to the state that the model registered with `from` is in now. */
int sim_snapshot_fork(sim_snapshot *self, const sim_snapshot *from) SIM_MUST_CHECK;

#endif
