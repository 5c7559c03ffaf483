/* A seat as one small picture: ring, shape and number together, made once for each look that a seat
 * can have. */
#ifndef VIZ_SPRITES_H
#define VIZ_SPRITES_H

#include "viz/paint/canvas.h"
#include "viz/paint/texts.h"

typedef struct viz_sprite_entry {
    uint64_t key; /* 0: free */
    viz_sprite sprite;
} viz_sprite_entry;

typedef struct viz_sprites {
    viz_sprite_entry *entry; /* a hash table */
    uint32_t n, room;
    size_t bytes;
    uint64_t n_made;                  /* so far */
    viz_mask shape[CC_N_SEAT_STATES]; /* of the last size */
} viz_sprites;

/* What they may take together; all are forgotten when it is more. */
#define VIZ_SPRITES_BYTES ((size_t)64 << 20)

/* All zeros is an empty one. */
void viz_sprites_free(viz_sprites *self);
/* Nothing made is good any more. */
void viz_sprites_clear(viz_sprites *self);
/* The picture of that seat; texts for its number. NULL: no memory, or of no size. */
const viz_sprite *viz_sprites_get(viz_sprites *self, const viz_shape *seat, viz_theme theme,
                                  viz_texts *texts);

#endif
