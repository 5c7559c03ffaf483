/* A hash table with chains, and a list from the oldest to the newest use; the oldest goes when there
 * are too many or they are too large. */
#include "viz/paint/texts.h"

#include <stdlib.h>
#include <string.h>

#define N_BUCKETS 16384U /* a power of 2 */

static uint64_t
hash_of(viz_text_size size, const char *text)
{
    uint64_t hash = 14695981039346656037U ^ (uint64_t)size; /* FNV-1a */
    for (const char *c = text; *c != '\0'; c++) {
        hash = (hash ^ (uint8_t)*c) * 1099511628211U;
    }
    return hash ^ hash >> 29;
}

bool
viz_texts_init(viz_texts *self, const viz_device *device, viz_fonts *fonts)
{
    *self = (viz_texts){.device = device, .fonts = fonts};
    self->text = calloc(VIZ_TEXTS_MAX + 1, sizeof(*self->text));
    self->bucket = calloc(N_BUCKETS, sizeof(*self->bucket));
    if (self->text == NULL || self->bucket == NULL) {
        viz_texts_free(self);
        return false;
    }
    viz_texts_clear(self);
    return true;
}

void
viz_texts_clear(viz_texts *self)
{
    for (uint32_t j = 1; self->text != NULL && j <= self->n; j++) {
        free(self->text[j].words);
        free(self->text[j].mask.cover);
        self->text[j] = (viz_text){0};
    }
    if (self->bucket != NULL) {
        memset(self->bucket, 0, N_BUCKETS * sizeof(*self->bucket));
    }
    self->n = self->oldest = self->newest = 0;
    self->bytes = 0;
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        self->height[j] = self->device->text_height(self->fonts, (viz_text_size)j);
    }
}

void
viz_texts_free(viz_texts *self)
{
    for (uint32_t j = 1; self->text != NULL && j <= self->n; j++) {
        free(self->text[j].words);
        free(self->text[j].mask.cover);
    }
    free(self->text);
    free(self->bucket);
    *self = (viz_texts){0};
}

/* ---- in order of use ---- */

static void
unlink_use(viz_texts *self, uint32_t j)
{
    const viz_text *is = &self->text[j];
    *(is->older != 0 ? &self->text[is->older].newer : &self->oldest) = is->newer;
    *(is->newer != 0 ? &self->text[is->newer].older : &self->newest) = is->older;
}

static void
link_use(viz_texts *self, uint32_t j)
{
    self->text[j].older = self->newest;
    self->text[j].newer = 0;
    *(self->newest != 0 ? &self->text[self->newest].newer : &self->oldest) = j;
    self->newest = j;
}

static size_t
size_of(const viz_mask *mask)
{
    return (size_t)mask->width * (size_t)mask->height;
}

static void
drop_mask(viz_texts *self, uint32_t j)
{
    viz_text *is = &self->text[j];
    if (is->mask.cover != NULL) {
        self->bytes -= size_of(&is->mask);
    }
    free(is->mask.cover);
    is->mask = (viz_mask){0};
    is->is_rendered = false;
}

/* Takes the place of what has not been used for longest. */
static uint32_t
place(viz_texts *self)
{
    if (self->n < VIZ_TEXTS_MAX) {
        return ++self->n;
    }
    const uint32_t j = self->oldest;
    drop_mask(self, j);
    unlink_use(self, j);
    uint32_t *at = &self->bucket[self->text[j].hash & (N_BUCKETS - 1)];
    while (*at != j) {
        at = &self->text[*at].chain;
    }
    *at = self->text[j].chain;
    free(self->text[j].words);
    return j;
}

/* 0: no memory. */
static uint32_t
find(viz_texts *self, viz_text_size size, const char *text)
{
    const uint64_t hash = hash_of(size, text);
    uint32_t *bucket = &self->bucket[hash & (N_BUCKETS - 1)];
    for (uint32_t j = *bucket; j != 0; j = self->text[j].chain) {
        const viz_text *is = &self->text[j];
        if (is->hash == hash && is->size == (uint8_t)size && strcmp(is->words, text) == 0) {
            if (j != self->newest) {
                unlink_use(self, j);
                link_use(self, j);
            }
            return j;
        }
    }
    char *words = strdup(text);
    if (words == NULL) {
        return 0;
    }
    const uint32_t j = place(self);
    self->text[j] = (viz_text){
        .words = words, .hash = hash, .width = -1, .size = (uint8_t)size, .chain = *bucket};
    *bucket = j;
    link_use(self, j);
    return j;
}

float
viz_texts_width(viz_texts *self, viz_text_size size, const char *text)
{
    const uint32_t j = text[0] != '\0' ? find(self, size, text) : 0;
    if (j == 0) {
        return 0;
    }
    viz_text *is = &self->text[j];
    if (is->width < 0) {
        is->width = self->device->text_width(self->fonts, size, text);
        self->n_measured++;
    }
    return (float)is->width;
}

float
viz_texts_height(const viz_texts *self, viz_text_size size)
{
    return (float)self->height[size];
}

const viz_mask *
viz_texts_mask(viz_texts *self, viz_text_size size, const char *text)
{
    const uint32_t j = text[0] != '\0' ? find(self, size, text) : 0;
    if (j == 0) {
        return NULL;
    }
    viz_text *is = &self->text[j];
    if (!is->is_rendered) {
        if (!self->device->text_render(self->fonts, size, text, &is->mask)) {
            is->mask = (viz_mask){0};
            return NULL;
        }
        is->is_rendered = true;
        self->n_rendered++;
        self->bytes += size_of(&is->mask);
        for (uint32_t k = self->oldest; self->bytes > VIZ_TEXTS_BYTES && k != j;
             k = self->text[k].newer) {
            drop_mask(self, k);
        }
    }
    return is->mask.cover != NULL ? &is->mask : NULL;
}
