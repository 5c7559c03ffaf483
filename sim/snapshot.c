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
    return SIM_OK;
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

int
sim_snapshot_add_used(sim_snapshot *self, void *pointer, size_t *bytes, const uint32_t *used,
                      size_t each)
{
    return add(self,
               (sim_snapshot_part){.address = pointer, .bytes = bytes, .used = used, .each = each});
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
    return SIM_OK;
}

/* Memory for `bytes`, in lines of the cache; contents are kept, so that a failure further on
 * leaves everything as it was. */
static int
make_room(const sim_snapshot_part *part, size_t bytes)
{
    if (bytes <= *part->bytes) {
        return SIM_OK;
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
    return SIM_OK;
}

/* Bytes of part j that are copied: those taken, or (live) those that the model has now. */
static size_t
size_of(const sim_snapshot *from, size_t j, bool live)
{
    const sim_snapshot_part *part = &from->part[j];
    return live && part->bytes != NULL ? *part->bytes : part->taken;
}

/* Makes self the same as what `from` has taken, or as its model is now. */
static int
bring(sim_snapshot *self, const sim_snapshot *from, bool live)
{
    if (from->n != self->n || from->layout != self->layout) {
        return SIM_ERR_LAYOUT;
    }
    for (size_t j = 0; j < self->n; j++) {
        const sim_snapshot_part *part = &self->part[j], *source = &from->part[j];
        if ((part->bytes == NULL) != (source->bytes == NULL) ||
            (part->bytes == NULL && part->taken != source->taken)) {
            return SIM_ERR_LAYOUT;
        }
    }
    for (size_t j = 0; j < self->n; j++) {
        if (self->part[j].bytes != NULL) {
            const int ret = make_room(&self->part[j], size_of(from, j, live));
            if (ret != SIM_OK) {
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
        const sim_snapshot_part *part = &self->part[j], *source = &from->part[j];
        const size_t bytes = size_of(from, j, live);
        const void *is = !live ? copy : source->bytes == NULL ? source->address : block_of(source);
        const size_t used = live && source->used != NULL ? *source->used * source->each : bytes;
        if (bytes > 0) {
            memcpy(part->bytes == NULL ? part->address : part->kept, is,
                   used < bytes ? used : bytes);
        }
        copy += live ? 0 : bytes;
    }
    for (size_t j = 0; j < self->n; j++) {
        const sim_snapshot_part *part = &self->part[j];
        if (part->bytes != NULL) {
            memcpy(part->address, &part->kept, sizeof(part->kept));
            *part->bytes = size_of(from, j, live);
        }
    }
    return SIM_OK;
}

int
sim_snapshot_restore(sim_snapshot *self, const sim_snapshot *from)
{
    return from->is_taken ? bring(self, from, false) : SIM_ERR_PARAM;
}

int
sim_snapshot_fork(sim_snapshot *self, const sim_snapshot *from)
{
    return self == from ? 0 : bring(self, from, true);
}
