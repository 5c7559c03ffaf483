/* From the middle outwards: the number, the shape of the state, a gap, the ring. */
#include "viz/paint/sprites.h"

#include "viz/scene/seat_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_SIDE 1024 /* px */
#define FINE 4         /* a pixel of the shape is looked at so often a side */
#define BUBBLE .068F   /* how far the middle of what holds a number lies above that of the seat */
#define LEAST_RING 11  /* px: below, there is no room for a ring */

void
viz_sprites_clear(viz_sprites *self)
{
    for (uint32_t j = 0; j < self->room; j++) {
        free(self->entry[j].sprite.pixel);
        self->entry[j] = (viz_sprite_entry){0};
    }
    for (int j = 0; j < CC_N_SEAT_STATES; j++) {
        free(self->shape[j].cover);
        self->shape[j] = (viz_mask){0};
    }
    self->n = 0;
    self->bytes = 0;
}

void
viz_sprites_free(viz_sprites *self)
{
    viz_sprites_clear(self);
    free(self->entry);
    *self = (viz_sprites){0};
}

/* ---- parts ---- */

/* The shape of the state, as large as it is drawn; NULL: no memory. */
static const viz_mask *
shape_of(viz_sprites *self, cc_seat_state state, bool has_ring, int side)
{
    viz_mask *mask = &self->shape[state];
    if (mask->cover != NULL && mask->width == side) {
        return mask;
    }
    free(mask->cover);
    *mask = (viz_mask){malloc((size_t)side * (size_t)side), side, side};
    if (mask->cover == NULL) {
        return NULL;
    }
    const float step = 1.F / (float)(side * FINE);
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            int n = 0;
            for (int j = 0; j < FINE * FINE; j++) {
                n += viz_seat_covers(state, has_ring, ((float)(x * FINE + j % FINE) + .5F) * step,
                                     ((float)(y * FINE + j / FINE) + .5F) * step);
            }
            mask->cover[(size_t)y * (size_t)side + (size_t)x] = (uint8_t)(n * 255 / (FINE * FINE));
        }
    }
    return mask;
}

/* A colour of that cover over what is there. */
static uint32_t
lay(uint32_t on, uint32_t colour, uint32_t cover)
{
    const uint32_t rest = 255 - cover;
    uint32_t out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        const uint32_t of = shift == 24 ? 255 : colour >> shift & 255;
        out |= (((on >> shift & 255) * rest + of * cover + 127) / 255) << shift;
    }
    return out;
}

static void
lay_mask(viz_sprite *sprite, int left, int top, const viz_mask *mask, uint32_t colour)
{
    for (int y = 0; y < mask->height; y++) {
        for (int x = 0; x < mask->width; x++) {
            const int px = left + x, py = top + y;
            const uint32_t cover = mask->cover[(size_t)y * (size_t)mask->width + (size_t)x];
            if (cover != 0 && px >= 0 && py >= 0 && px < sprite->width && py < sprite->height) {
                uint32_t *at = &sprite->pixel[(size_t)py * (size_t)sprite->width + (size_t)px];
                *at = lay(*at, colour, cover);
            }
        }
    }
}

/* The part of the ring that is past in one colour, what is left in another. */
static void
lay_ring(viz_sprite *sprite, float line, float part, uint32_t past, uint32_t left)
{
    const float middle = (float)sprite->width / 2, outer = middle, inner = outer - line;
    for (int y = 0; y < sprite->height; y++) {
        for (int x = 0; x < sprite->width; x++) {
            const float dx = (float)x + .5F - middle, dy = (float)y + .5F - middle,
                        far = hypotf(dx, dy);
            const float cover = fminf(viz_cover(outer - far), viz_cover(far - inner));
            if (cover > 0) {
                const float done = viz_cover_part(dx, dy, part);
                uint32_t *at = &sprite->pixel[(size_t)y * (size_t)sprite->width + (size_t)x];
                *at = lay(*at, left, (uint32_t)(cover * 255 + .5F));
                *at = lay(*at, past, (uint32_t)(cover * done * 255 + .5F));
            }
        }
    }
}

/* Black or white, whichever stands out more. */
static uint32_t
upon(viz_colour colour)
{
    const double luma = .2126 * pow(colour.r / 255., 2.2) + .7152 * pow(colour.g / 255., 2.2) +
                        .0722 * pow(colour.b / 255., 2.2);
    return luma > .179 ? 0x000000U : 0xffffffU;
}

static void
lay_count(viz_sprite *sprite, int count, uint32_t colour, viz_texts *texts)
{
    char words[8] = "9+";
    if (count <= 9) {
        words[0] = (char)('0' + count);
        words[1] = '\0';
    }
    int size = VIZ_N_TEXT_SIZES - 1;
    const float most = .56F * (float)sprite->height;
    while (size > 0 && (viz_texts_height(texts, (viz_text_size)size) > most ||
                        viz_texts_width(texts, (viz_text_size)size, words) > most)) {
        size--;
    }
    if (viz_texts_height(texts, (viz_text_size)size) > (float)sprite->height) {
        return; /* no room */
    }
    const viz_mask *mask = viz_texts_mask(texts, (viz_text_size)size, words);
    if (mask != NULL) {
        const int up = (int)(BUBBLE * (float)sprite->height + .5F);
        lay_mask(sprite, (sprite->width - mask->width) / 2,
                 (sprite->height - mask->height) / 2 - up, mask, colour);
    }
}

static bool
make(viz_sprites *self, viz_sprite *sprite, const viz_shape *seat, viz_theme theme, int side,
     viz_texts *texts)
{
    const bool has_ring = side >= LEAST_RING && (seat->ring != VIZ_NO_RING || seat->is_selected);
    const float line = fmaxf(1.5F, .09F * (float)side); /* as viz_seat_ring_covers has it */
    const viz_mask *shape = shape_of(self, (cc_seat_state)seat->state, has_ring, side);
    *sprite = (viz_sprite){calloc((size_t)side * (size_t)side, sizeof(*sprite->pixel)), side, side};
    if (shape == NULL || sprite->pixel == NULL) {
        free(sprite->pixel);
        return false;
    }
    const viz_colour colour = viz_theme_colour(theme, (viz_role)(VIZ_SEAT_FIRST + seat->state));
    const uint32_t accent = viz_rgb(viz_theme_colour(theme, VIZ_ACCENT));
    if (has_ring && seat->is_selected) {
        lay_ring(sprite, line + 1, 1, accent, accent);
    } else if (has_ring && seat->state != CC_SEAT_OFF) {
        lay_ring(sprite, line, (float)seat->ring / 32, viz_rgb(viz_theme_colour(theme, VIZ_FAINT)),
                 viz_rgb(viz_theme_colour(theme, VIZ_LINES)));
    }
    lay_mask(sprite, 0, 0, shape, viz_rgb(colour));
    if (seat->count > 0) {
        lay_count(sprite, seat->count, upon(colour), texts);
    }
    return true;
}

/* ---- the table ---- */

/* Grown to that many. */
static bool
grow(viz_sprites *self, uint32_t room)
{
    viz_sprite_entry *entry = calloc(room, sizeof(*entry));
    if (entry == NULL) {
        return false;
    }
    for (uint32_t j = 0; j < self->room; j++) {
        if (self->entry[j].key != 0) {
            uint32_t k = (uint32_t)(self->entry[j].key * 0x9e3779b97f4a7c15U >> 32) & (room - 1);
            while (entry[k].key != 0) {
                k = (k + 1) & (room - 1);
            }
            entry[k] = self->entry[j];
        }
    }
    free(self->entry);
    self->entry = entry;
    self->room = room;
    return true;
}

const viz_sprite *
viz_sprites_get(viz_sprites *self, const viz_shape *seat, viz_theme theme, viz_texts *texts)
{
    const float least = fminf(seat->box.w, seat->box.h);
    const int side = least >= MOST_SIDE ? MOST_SIDE : (int)(least + .5F);
    if (side < 1 || seat->state >= CC_N_SEAT_STATES) {
        return NULL;
    }
    const uint64_t count = seat->count > 9 ? 10 : seat->count, ring = seat->ring == VIZ_NO_RING ? 33
                                                                      : seat->ring > 32
                                                                          ? 32
                                                                          : seat->ring;
    const uint64_t key = 1 | (uint64_t)seat->state << 1 | ring << 8 | count << 16 |
                         (uint64_t)seat->is_selected << 24 | (uint64_t)theme << 25 |
                         (uint64_t)side << 32;
    if (self->bytes > VIZ_SPRITES_BYTES) {
        viz_sprites_clear(self);
    }
    if (2 * (self->n + 1) > self->room && !grow(self, self->room == 0 ? 1024 : 2 * self->room)) {
        return NULL;
    }
    uint32_t k = (uint32_t)(key * 0x9e3779b97f4a7c15U >> 32) & (self->room - 1);
    while (self->entry[k].key != 0 && self->entry[k].key != key) {
        k = (k + 1) & (self->room - 1);
    }
    if (self->entry[k].key == 0) {
        if (!make(self, &self->entry[k].sprite, seat, theme, side, texts)) {
            return NULL;
        }
        self->entry[k].key = key;
        self->n++;
        self->n_made++;
        self->bytes += (size_t)side * (size_t)side * sizeof(uint32_t);
    }
    return &self->entry[k].sprite;
}
