/* Pixels in memory, and how they are filled: the same on every machine, whatever shows them. */
#ifndef VIZ_CANVAS_H
#define VIZ_CANVAS_H

#include "sim/error.h"
#include "viz/paint/device.h"
#include "viz/scene/picture.h"

/* The largest picture, px a side. */
#define VIZ_CANVAS_MAX 16384

typedef struct viz_canvas {
    uint32_t *pixel; /* 0xRRGGBB */
    int width, height;
    size_t room;
    int left, top, right, bottom; /* nothing is drawn outside */
} viz_canvas;

/* A small picture that lets through what is behind it: colours times their cover, 0xAARRGGBB. */
typedef struct viz_sprite {
    uint32_t *pixel; /* malloc'd */
    int width, height;
} viz_sprite;

static inline uint32_t
viz_rgb(viz_colour colour)
{
    return (uint32_t)colour.r << 16 | (uint32_t)colour.g << 8 | colour.b;
}

/* `of` over `on`; cover from 0 to 255. */
static inline uint32_t
viz_blend(uint32_t on, uint32_t of, uint32_t cover)
{
    const uint32_t share = cover + (cover >> 7); /* of 256 */
    const uint32_t red_blue = on & 0xff00ffU, green = on & 0x00ff00U;
    return ((red_blue + (((of & 0xff00ffU) - red_blue) * share >> 8)) & 0xff00ffU) |
           ((green + (((of & 0x00ff00U) - green) * share >> 8)) & 0x00ff00U);
}

/* All zeros is a canvas without pixels. SIM_ERR_NOMEM; SIM_ERR_PARAM: too large. Unclipped. */
int viz_canvas_begin(viz_canvas *self, int width, int height) SIM_MUST_CHECK;
void viz_canvas_free(viz_canvas *self);
/* A box of no size: no clip. */
void viz_canvas_clip(viz_canvas *self, viz_box box);

/* Edges lie between pixels; what has a size is at least one pixel. */
void viz_canvas_rect(viz_canvas *self, viz_box box, uint32_t colour);
void viz_canvas_frame(viz_canvas *self, viz_box box, float line, uint32_t colour);
/* A circle in the middle of the box, or `part` (0 to 1) of it from the top, clockwise. */
void viz_canvas_disc(viz_canvas *self, viz_box box, float part, uint32_t colour);
/* From (x, y) to (x + w, y + h). */
void viz_canvas_line(viz_canvas *self, viz_box box, float line, uint32_t colour);
void viz_canvas_mask(viz_canvas *self, int x, int y, const viz_mask *mask, uint32_t colour);
void viz_canvas_sprite(viz_canvas *self, int x, int y, const viz_sprite *sprite);
/* n_columns x n_rows colours, as indices of `palette`. */
void viz_canvas_cells(viz_canvas *self, viz_box box, const uint8_t *cell, int n_columns, int n_rows,
                      const uint32_t *palette);

/* How much of a pixel whose middle is `inside` px within an edge lies within it: 0 to 1. */
static inline float
viz_cover(float inside)
{
    return inside <= -.5F ? 0 : inside >= .5F ? 1 : inside + .5F;
}
/* How much of the pixel at (x, y) from the middle is in the first `part` of the round. */
float viz_cover_part(float x, float y, float part);

#endif
