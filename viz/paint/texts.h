/* Lines of text as masks, each rendered once and kept while it is used: a line costs only when its
 * words change, whatever its place or colour. */
#ifndef VIZ_TEXTS_H
#define VIZ_TEXTS_H

#include "viz/paint/device.h"

typedef struct viz_text {
    char *words;
    viz_mask mask; /* no cover: not rendered, or no ink */
    uint64_t hash;
    int width;      /* px; -1: not measured */
    uint32_t chain; /* the next of the same bucket */
    uint32_t older, newer;
    uint8_t size; /* viz_text_size */
    bool is_rendered;
} viz_text;

typedef struct viz_texts {
    const viz_device *device;
    viz_fonts *fonts;
    viz_text *text; /* [VIZ_TEXTS_MAX + 1]; 0 is none */
    uint32_t *bucket;
    uint32_t n, oldest, newest;
    size_t bytes;                    /* of masks */
    uint64_t n_rendered, n_measured; /* so far */
    int height[VIZ_N_TEXT_SIZES];    /* px */
} viz_texts;

/* Lines kept, and what their masks may take. */
#define VIZ_TEXTS_MAX 8192
#define VIZ_TEXTS_BYTES ((size_t)64 << 20)

/* False: no memory. The fonts are the caller's. */
bool viz_texts_init(viz_texts *self, const viz_device *device, viz_fonts *fonts);
void viz_texts_free(viz_texts *self);
/* The fonts have changed: nothing kept is good. */
void viz_texts_clear(viz_texts *self);

float viz_texts_width(viz_texts *self, viz_text_size size, const char *text);
float viz_texts_height(const viz_texts *self, viz_text_size size);
/* Until the next call; NULL: it has no ink, or there is no memory. */
const viz_mask *viz_texts_mask(viz_texts *self, viz_text_size size, const char *text);

#endif
