/* Plain loops over pixels. Edges of circles and slanted lines are smoothed by their distance from the
 * middle of the pixel; what is level or upright lies on whole pixels, so that it is sharp. */
#include "viz/paint/canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TURN 6.28318531F

int
viz_canvas_begin(viz_canvas *self, int width, int height)
{
    if (width < 1 || height < 1 || width > VIZ_CANVAS_MAX || height > VIZ_CANVAS_MAX) {
        return SIM_ERR_PARAM;
    }
    const size_t n = (size_t)width * (size_t)height;
    if (n > self->room) {
        uint32_t *pixel = malloc(n * sizeof(*pixel));
        if (pixel == NULL) {
            return SIM_ERR_NOMEM;
        }
        free(self->pixel);
        self->pixel = pixel;
        self->room = n;
    }
    self->width = width;
    self->height = height;
    viz_canvas_clip(self, (viz_box){0, 0, 0, 0});
    return SIM_OK;
}

void
viz_canvas_free(viz_canvas *self)
{
    free(self->pixel);
    *self = (viz_canvas){0};
}

/* The pixel edge nearest to x; not a number, or far out, is out of the picture. */
static int
edge(float x)
{
    return x > -1e6F && x < 1e6F ? (int)floorf(x + .5F) : x >= 1e6F ? 1000000 : -1000000;
}

static int
least(int a, int b)
{
    return a < b ? a : b;
}

static int
most(int a, int b)
{
    return a > b ? a : b;
}

void
viz_canvas_clip(viz_canvas *self, viz_box box)
{
    const bool is_none = !(box.w > 0 && box.h > 0);
    self->left = is_none ? 0 : most(0, edge(box.x));
    self->top = is_none ? 0 : most(0, edge(box.y));
    self->right = is_none ? self->width : least(self->width, edge(box.x + box.w));
    self->bottom = is_none ? self->height : least(self->height, edge(box.y + box.h));
}

/* Whole pixels, cut to the clip. */
typedef struct span {
    int left, top, right, bottom;
} span;

static span
cut(const viz_canvas *self, int left, int top, int right, int bottom)
{
    return (span){most(left, self->left), most(top, self->top), least(right, self->right),
                  least(bottom, self->bottom)};
}

static void
fill(viz_canvas *self, int left, int top, int right, int bottom, uint32_t colour)
{
    const span in = cut(self, left, top, right, bottom);
    for (int y = in.top; y < in.bottom; y++) {
        uint32_t *row = self->pixel + (size_t)y * (size_t)self->width;
        for (int x = in.left; x < in.right; x++) {
            row[x] = colour;
        }
    }
}

void
viz_canvas_rect(viz_canvas *self, viz_box box, uint32_t colour)
{
    if (box.w > 0 && box.h > 0) {
        const int left = edge(box.x), top = edge(box.y);
        fill(self, left, top, most(left + 1, edge(box.x + box.w)),
             most(top + 1, edge(box.y + box.h)), colour);
    }
}

void
viz_canvas_frame(viz_canvas *self, viz_box box, float line, uint32_t colour)
{
    const int left = edge(box.x), top = edge(box.y), right = edge(box.x + box.w),
              bottom = edge(box.y + box.h), width = most(1, edge(line));
    if (right - left <= 2 * width || bottom - top <= 2 * width) {
        viz_canvas_rect(self, box, colour);
        return;
    }
    fill(self, left, top, right, top + width, colour);
    fill(self, left, bottom - width, right, bottom, colour);
    fill(self, left, top + width, left + width, bottom - width, colour);
    fill(self, right - width, top + width, right, bottom - width, colour);
}

float
viz_cover_part(float x, float y, float part)
{
    if (part >= 1 || !(part > 0)) {
        return part >= 1 ? 1 : 0;
    }
    /* clockwise of the upright edge, and not yet past the other */
    const float after = viz_cover(x), s = sinf(TURN * part), c = cosf(TURN * part),
                before = viz_cover(-(x * c + y * s));
    return part <= .5F ? fminf(after, before) : fmaxf(after, before);
}

static uint32_t
as_cover(float cover)
{
    return (uint32_t)(cover * 255 + .5F);
}

void
viz_canvas_disc(viz_canvas *self, viz_box box, float part, uint32_t colour)
{
    const float radius = fminf(box.w, box.h) / 2, cx = box.x + box.w / 2, cy = box.y + box.h / 2;
    if (!(radius > 0)) {
        return;
    }
    const span in = cut(self, edge(cx - radius - 1), edge(cy - radius - 1), edge(cx + radius + 1),
                        edge(cy + radius + 1));
    const float inner = radius > .5F ? (radius - .5F) * (radius - .5F) : 0,
                outer = (radius + .5F) * (radius + .5F);
    for (int y = in.top; y < in.bottom; y++) {
        uint32_t *row = self->pixel + (size_t)y * (size_t)self->width;
        const float dy = (float)y + .5F - cy;
        for (int x = in.left; x < in.right; x++) {
            const float dx = (float)x + .5F - cx, square = dx * dx + dy * dy;
            if (square < outer) {
                float cover = square <= inner ? 1 : viz_cover(radius - sqrtf(square));
                cover = part < 1 ? cover * viz_cover_part(dx, dy, part) : cover;
                row[x] = cover >= 1 ? colour : viz_blend(row[x], colour, as_cover(cover));
            }
        }
    }
}

/* Level or upright: whole pixels. */
static void
straight(viz_canvas *self, viz_box box, float line, uint32_t colour)
{
    const float x = fminf(box.x, box.x + box.w), y = fminf(box.y, box.y + box.h), w = fabsf(box.w),
                h = fabsf(box.h);
    const int width = most(1, edge(line));
    const int left = edge(x - (h > w ? (float)width / 2 : 0)),
              top = edge(y - (h > w ? 0 : (float)width / 2));
    fill(self, left, top, h > w ? left + width : edge(x + w), h > w ? edge(y + h) : top + width,
         colour);
}

void
viz_canvas_line(viz_canvas *self, viz_box box, float line, uint32_t colour)
{
    const float length = hypotf(box.w, box.h);
    if (!(length > 0) || length > 1e6F) {
        return;
    }
    if (fabsf(box.w) < .01F || fabsf(box.h) < .01F) {
        straight(self, box, line, colour);
        return;
    }
    const float ux = box.w / length, uy = box.h / length, half = fmaxf(line, 1) / 2,
                reach = half + 1;
    const float top = fminf(box.y, box.y + box.h) - reach,
                bottom = fmaxf(box.y, box.y + box.h) + reach;
    const span rows = cut(self, 0, edge(top), self->width, edge(bottom));
    for (int y = rows.top; y < rows.bottom; y++) {
        uint32_t *row = self->pixel + (size_t)y * (size_t)self->width;
        const float dy = (float)y + .5F - box.y;
        /* where the middle of the line crosses the row, and how far from it the line reaches */
        const float x0 = box.x + dy * ux / uy, wide = reach / fabsf(uy);
        const float low = fmaxf(x0 - wide, fminf(box.x, box.x + box.w) - reach),
                    high = fminf(x0 + wide, fmaxf(box.x, box.x + box.w) + reach);
        const span in = cut(self, edge(low), y, edge(high) + 1, y + 1);
        for (int x = in.left; x < in.right; x++) {
            const float dx = (float)x + .5F - box.x, along = dx * ux + dy * uy,
                        off = fabsf(dx * uy - dy * ux);
            const float cover = viz_cover(half - off) * viz_cover(fminf(along, length - along));
            row[x] = viz_blend(row[x], colour, as_cover(cover));
        }
    }
}

void
viz_canvas_mask(viz_canvas *self, int x, int y, const viz_mask *mask, uint32_t colour)
{
    const span in = cut(self, x, y, x + mask->width, y + mask->height);
    for (int j = in.top; j < in.bottom; j++) {
        uint32_t *row = self->pixel + (size_t)j * (size_t)self->width;
        const uint8_t *cover = mask->cover + (size_t)(j - y) * (size_t)mask->width;
        for (int k = in.left; k < in.right; k++) {
            if (cover[k - x] != 0) {
                row[k] = viz_blend(row[k], colour, cover[k - x]);
            }
        }
    }
}

void
viz_canvas_sprite(viz_canvas *self, int x, int y, const viz_sprite *sprite)
{
    const span in = cut(self, x, y, x + sprite->width, y + sprite->height);
    for (int j = in.top; j < in.bottom; j++) {
        uint32_t *row = self->pixel + (size_t)j * (size_t)self->width;
        const uint32_t *from = sprite->pixel + (size_t)(j - y) * (size_t)sprite->width;
        for (int k = in.left; k < in.right; k++) {
            const uint32_t over = from[k - x], alpha = over >> 24;
            if (alpha == 255) {
                row[k] = over & 0xffffffU;
            } else if (alpha != 0) {
                row[k] = viz_blend(row[k], 0, alpha) + (over & 0xffffffU);
            }
        }
    }
}

void
viz_canvas_cells(viz_canvas *self, viz_box box, const uint8_t *cell, int n_columns, int n_rows,
                 const uint32_t *palette)
{
    const int left = edge(box.x), top = edge(box.y), right = edge(box.x + box.w),
              bottom = edge(box.y + box.h);
    const span in = cut(self, left, top, right, bottom);
    if (n_columns < 1 || n_rows < 1 || in.left >= in.right) {
        return;
    }
    int drawn = -1; /* the row of cells in the row of pixels above */
    for (int y = in.top; y < in.bottom; y++) {
        uint32_t *row = self->pixel + (size_t)y * (size_t)self->width;
        const int j = (int)((int64_t)(y - top) * n_rows / (bottom - top));
        if (j == drawn) {
            memcpy(row + in.left, row - self->width + in.left,
                   (size_t)(in.right - in.left) * sizeof(*row));
            continue;
        }
        drawn = j;
        const uint8_t *cells = cell + (size_t)j * (size_t)n_columns;
        for (int x = in.left; x < in.right; x++) {
            row[x] = palette[cells[(int64_t)(x - left) * n_columns / (right - left)]];
        }
    }
}
