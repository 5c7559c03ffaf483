/* Breadth first from the empty mix, so that combinations come in order of conversations open. */
#include "models/center/mix.h"

#include "models/scenario/hands.h"
#include "models/scenario/scenario.h"
#include "sim/hash.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Channels that are alike. */
typedef struct class_of_channels {
    double at_once;
    bool interrupts, interruptible;
    uint64_t channels; /* one bit each */
} class_of_channels;

typedef struct builder {
    cc_mixes *mixes;
    class_of_channels class[CC_MAX_CHANNELS];
    int capacity;     /* of mixes */
    uint32_t *known;  /* hash set of mixes by what they hold: index + 1; 0: free */
    uint32_t n_slots; /* a power of 2 */
} builder;

/* Classes in order of their first channels. */
static void
find_classes(builder *self, const cc_scenario *scenario, const cc_group *group)
{
    cc_mixes *mixes = self->mixes;
    for (int c = 0; c < scenario->n_channels; c++) {
        if (!cc_hands_serve(scenario, group, c)) {
            continue;
        }
        const bool interrupts = scenario->channel[c].kind->interrupts,
                   interruptible = scenario->center.channel[c].interruptible;
        int k = 0;
        while (k < mixes->n_classes && (self->class[k].at_once != group->at_once[c] ||
                                        self->class[k].interrupts != interrupts ||
                                        self->class[k].interruptible != interruptible)) {
            k++;
        }
        if (k == mixes->n_classes) {
            self->class[mixes->n_classes++] =
                (class_of_channels){group->at_once[c], interrupts, interruptible, 0};
        }
        self->class[k].channels |= UINT64_C(1) << c;
        mixes->class_of[c] = (uint8_t)k;
    }
    for (int c = 0; c < scenario->n_channels; c++) {
        bool any = false;
        for (int k = 0; k < mixes->n_classes; k++) {
            any |= self->class[k].channels >> c & 1;
        }
        mixes->class_of[c] = any ? mixes->class_of[c] : (uint8_t)mixes->n_classes;
    }
}

/* Work is offered while the weights open sum to at most 1. */
static bool
may_take(const builder *self, const uint8_t *held, int class, bool interrupting)
{
    double load = 1 / self->class[class].at_once;
    for (int k = 0; k < self->mixes->n_classes; k++) {
        if (!(interrupting && self->class[k].interruptible)) {
            load += held[k] > 0 ? held[k] / self->class[k].at_once : 0;
        }
    }
    return load <= 1 + 1e-9 && held[class] < UINT8_MAX;
}

/* ---- the mixes found so far ---- */

static uint8_t *
held_by(const builder *self, uint32_t mix)
{
    return &self->mixes->held[(size_t)mix * (size_t)self->mixes->n_classes];
}

/* The place in the set of who holds just that, or the free one where it would be. */
static uint32_t *
place_of(const builder *self, const uint8_t *held)
{
    const size_t n = (size_t)self->mixes->n_classes;
    const uint64_t hash = sim_hash_bytes(sim_hash_start(), held, n);
    uint32_t j = (uint32_t)(hash ^ hash >> 32) & (self->n_slots - 1);
    while (self->known[j] != 0 && memcmp(held_by(self, self->known[j] - 1), held, n) != 0) {
        j = (j + 1) & (self->n_slots - 1);
    }
    return &self->known[j];
}

static int
grow(void *array, size_t n, size_t size)
{
    void *old;
    memcpy(&old, array, sizeof(old));
    void *larger = realloc(old, n * size + 1);
    if (larger == NULL) {
        return SIM_ERR_NOMEM;
    }
    memcpy(array, &larger, sizeof(larger));
    return SIM_OK;
}

static int
reserve(builder *self)
{
    cc_mixes *mixes = self->mixes;
    if (mixes->n < self->capacity) {
        return SIM_OK;
    }
    if (mixes->n >= CC_MAX_MIXES) {
        return SIM_ERR_LIMIT;
    }
    const size_t n = self->capacity == 0 ? 32 : 2 * (size_t)self->capacity,
                 per = (size_t)mixes->n_classes;
    int ret = grow(&mixes->mix, n, sizeof(*mixes->mix));
    ret = ret == SIM_OK ? grow(&mixes->held, n * per, sizeof(*mixes->held)) : ret;
    ret = ret == SIM_OK ? grow(&mixes->next, n * per, sizeof(*mixes->next)) : ret;
    ret = ret == SIM_OK ? grow(&mixes->back, n * per, sizeof(*mixes->back)) : ret;
    uint32_t *known = calloc(4 * n, sizeof(*known));
    if (ret != SIM_OK || known == NULL) {
        free(known);
        return SIM_ERR_NOMEM;
    }
    free(self->known);
    self->known = known;
    self->n_slots = (uint32_t)(4 * n);
    self->capacity = n < CC_MAX_MIXES ? (int)n : CC_MAX_MIXES;
    for (int j = 0; j < mixes->n; j++) {
        *place_of(self, held_by(self, (uint32_t)j)) = (uint32_t)j + 1;
    }
    return SIM_OK;
}

/* Who holds that, found or made. */
static int
find_or_make(builder *self, const uint8_t *held, int n_open, uint32_t *mix)
{
    uint32_t *place = self->n_slots > 0 ? place_of(self, held) : NULL;
    if (place == NULL || *place == 0) {
        const int ret = reserve(self);
        if (ret != SIM_OK) {
            return ret;
        }
        cc_mixes *mixes = self->mixes;
        const size_t per = (size_t)mixes->n_classes;
        const uint32_t j = (uint32_t)mixes->n++;
        mixes->mix[j] = (cc_mix){.n_open = n_open};
        memcpy(held_by(self, j), held, per);
        memset(&mixes->next[j * per], 0, per * sizeof(*mixes->next));
        memset(&mixes->back[j * per], 0, per * sizeof(*mixes->back));
        place = place_of(self, held);
        *place = j + 1;
    }
    *mix = *place - 1;
    return SIM_OK;
}

/* All that can be reached from mix j by taking one. */
static int
expand(builder *self, uint32_t j)
{
    cc_mixes *mixes = self->mixes;
    const size_t per = (size_t)mixes->n_classes;
    uint8_t held[CC_MAX_CHANNELS];
    for (int k = 0; k < mixes->n_classes; k++) {
        memcpy(held, held_by(self, j), per);
        const bool plain = may_take(self, held, k, false);
        const bool interrupting =
            plain || (self->class[k].interrupts && may_take(self, held, k, true));
        if (!interrupting) {
            continue;
        }
        held[k]++;
        uint32_t next;
        const int ret = find_or_make(self, held, mixes->mix[j].n_open + 1, &next);
        if (ret != SIM_OK) {
            return ret;
        }
        mixes->next[j * per + (size_t)k] = next;
        mixes->mix[j].takes |= plain ? self->class[k].channels : 0;
        mixes->mix[j].takes_interrupting |= self->class[k].channels;
    }
    return SIM_OK;
}

/* Weights only fall by giving back: each way back leads to mixes that were found. */
static int
find_ways_back(builder *self)
{
    const cc_mixes *mixes = self->mixes;
    const size_t per = (size_t)mixes->n_classes;
    uint8_t held[CC_MAX_CHANNELS];
    for (uint32_t j = 0; j < (uint32_t)mixes->n; j++) {
        for (size_t k = 0; k < per; k++) {
            memcpy(held, held_by(self, j), per);
            if (held[k] == 0) {
                continue;
            }
            held[k]--;
            const uint32_t back = *place_of(self, held);
            if (back == 0) {
                return SIM_ERR_BUG;
            }
            mixes->back[j * per + k] = back - 1;
        }
    }
    return SIM_OK;
}

int
cc_mixes_init(cc_mixes *self, const cc_scenario *scenario, int group)
{
    *self = (cc_mixes){.class_of = calloc((size_t)scenario->n_channels + 1, 1)};
    builder it = {.mixes = self};
    if (self->class_of == NULL) {
        return SIM_ERR_NOMEM;
    }
    find_classes(&it, scenario, &scenario->center.group[group]);
    const uint8_t empty[CC_MAX_CHANNELS] = {0};
    uint32_t first;
    int ret = find_or_make(&it, empty, 0, &first);
    for (uint32_t j = 0; ret == SIM_OK && j < (uint32_t)self->n; j++) {
        ret = expand(&it, j);
    }
    ret = ret == SIM_OK ? find_ways_back(&it) : ret;
    free(it.known);
    return ret;
}

void
cc_mixes_free(cc_mixes *self)
{
    free(self->mix);
    free(self->class_of);
    free(self->held);
    free(self->next);
    free(self->back);
    *self = (cc_mixes){0};
}
