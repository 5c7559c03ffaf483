/* Structs hold the pointers to the blocks and their sizes. A restored struct would bring back
 * a pointer to memory that may be gone, so each pointer is saved around the copying. */
#include "sim/snapshot.h"
#include <stdlib.h>
#include <string.h>

void
sim_snapshot_init(sim_snapshot *self)
{
    memset(self, 0, sizeof(*self));
}

void
sim_snapshot_free(sim_snapshot *self)
{
    free(self->part);
    free(self->copy);
    memset(self, 0, sizeof(*self));
}

static int
add(sim_snapshot *self, sim_snapshot_part part)
{
    if (self->n == self->capacity) {
        const size_t capacity = 2 * self->capacity + 8;
        sim_snapshot_part *grown = realloc(self->part, capacity * sizeof(*grown));
        if (grown == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->part = grown;
        self->capacity = capacity;
    }
    self->part[self->n++] = part;
    self->is_taken = false;
    return 0;
}

int
sim_snapshot_add_struct(sim_snapshot *self, void *object, size_t bytes)
{
    return add(self, (sim_snapshot_part){.address = object, .taken = bytes});
}

int
sim_snapshot_add_block(sim_snapshot *self, void *pointer, size_t *bytes)
{
    return add(self, (sim_snapshot_part){.address = pointer, .bytes = bytes});
}

/* Pointers of any type are read and written as bytes. */
static unsigned char *
block_of(const sim_snapshot_part *part)
{
    void *block;
    memcpy(&block, part->address, sizeof(block));
    return block;
}

int
sim_snapshot_take(sim_snapshot *self)
{
    size_t total = 0;
    for (size_t j = 0; j < self->n; j++) {
        total += self->part[j].bytes == NULL ? self->part[j].taken : *self->part[j].bytes;
    }
    if (total > self->copy_bytes) {
        unsigned char *copy = malloc(total);
        if (copy == NULL) {
            return SIM_ERR_NOMEM;
        }
        free(self->copy);
        self->copy = copy;
        self->copy_bytes = total;
    }
    size_t at = 0;
    for (size_t j = 0; j < self->n; j++) {
        sim_snapshot_part *part = &self->part[j];
        if (part->bytes != NULL) {
            part->taken = *part->bytes;
        }
        if (part->taken > 0) {
            memcpy(self->copy + at, part->bytes == NULL ? part->address : block_of(part),
                   part->taken);
        }
        at += part->taken;
    }
    self->is_taken = true;
    return 0;
}

/* Memory for `bytes`, in lines of the cache; contents are kept, so that a failure further on
 * leaves everything as it was. */
static int
make_room(const sim_snapshot_part *part, size_t bytes)
{
    if (bytes <= *part->bytes) {
        return 0;
    }
    void *old = block_of(part), *block = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (block == NULL) {
        return SIM_ERR_NOMEM;
    }
    if (*part->bytes > 0) {
        memcpy(block, old, *part->bytes);
    }
    free(old);
    memcpy(part->address, &block, sizeof(block));
    return 0;
}

int
sim_snapshot_restore(sim_snapshot *self, const sim_snapshot *from)
{
    if (!from->is_taken || from->n != self->n) {
        return SIM_ERR_PARAM;
    }
    for (size_t j = 0; j < self->n; j++) {
        const sim_snapshot_part *part = &self->part[j], *source = &from->part[j];
        if ((part->bytes == NULL) != (source->bytes == NULL) ||
            (part->bytes == NULL && part->taken != source->taken)) {
            return SIM_ERR_PARAM;
        }
    }
    for (size_t j = 0; j < self->n; j++) {
        if (self->part[j].bytes != NULL) {
            const int ret = make_room(&self->part[j], from->part[j].taken);
            if (ret != 0) {
                return ret;
            }
        }
    }
    for (size_t j = 0; j < self->n; j++) {
        if (self->part[j].bytes != NULL) {
            self->part[j].kept = block_of(&self->part[j]);
        }
    }
    const unsigned char *copy = from->copy;
    for (size_t j = 0; j < self->n; j++) {
        const sim_snapshot_part *part = &self->part[j];
        const size_t bytes = from->part[j].taken;
        if (bytes > 0) {
            memcpy(part->bytes == NULL ? part->address : part->kept, copy, bytes);
        }
        copy += bytes;
    }
    for (size_t j = 0; j < self->n; j++) {
        const sim_snapshot_part *part = &self->part[j];
        if (part->bytes != NULL) {
            memcpy(part->address, &part->kept, sizeof(part->kept));
            *part->bytes = from->part[j].taken;
        }
    }
    return 0;
}
