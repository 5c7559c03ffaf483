/* Records start on lines of the cache, so that one of 64 bytes touches one line. */
#include "sim/pool.h"
#include <stdlib.h>

static int
resize(sim_pool *self, uint32_t capacity)
{
    if (capacity > SIZE_MAX / 2 / self->record_size) {
        return SIM_ERR_NOMEM;
    }
    const size_t bytes = (capacity * self->record_size + 63) / 64 * 64;
    unsigned char *memory = aligned_alloc(64, bytes);
    if (memory == NULL) {
        return SIM_ERR_NOMEM;
    }
    memset(memory, 0, bytes); /* a copy of all of it reads nothing undefined */
    if (self->memory != NULL) {
        memcpy(memory, self->memory, self->bytes);
    }
    free(self->memory);
    self->memory = memory;
    self->bytes = bytes;
    self->capacity = capacity;
    return 0;
}

int
sim_pool_init(sim_pool *self, size_t record_size, uint32_t capacity)
{
    memset(self, 0, sizeof(*self));
    if (record_size == 0 || capacity == SIM_POOL_NONE) {
        return SIM_ERR_PARAM;
    }
    self->record_size = (record_size + 7) / 8 * 8;
    sim_pool_reset(self);
    return resize(self, capacity == 0 ? 1 : capacity);
}

void
sim_pool_free(sim_pool *self)
{
    free(self->memory);
    memset(self, 0, sizeof(*self));
}

int
sim_pool_grow(sim_pool *self)
{
    const uint32_t limit = SIM_POOL_NONE - 1;
    if (self->capacity == limit) {
        return SIM_ERR_LIMIT;
    }
    return resize(self, self->capacity > limit / 2 ? limit : 2 * self->capacity);
}

int
sim_pool_register(sim_pool *self, sim_snapshot *snapshot)
{
    return sim_snapshot_add_block(snapshot, &self->memory, &self->bytes);
}
