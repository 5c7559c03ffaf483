#include "viz/paint/painter.h"

#include "viz/scene/layout.h"
#include <math.h>
#include <stdio.h>

bool
viz_painter_init(viz_painter *self, const viz_device *device, char *why, size_t room)
{
    *self = (viz_painter){.device = device, .fonts = device->fonts_new(why, room)};
    if (self->fonts == NULL) {
        return false;
    }
    if (!viz_painter_fit(self, 1, 720, false, why, room)) {
        viz_painter_free(self);
        return false;
    }
    return true;
}

void
viz_painter_free(viz_painter *self)
{
    viz_sprites_free(&self->sprites);
    viz_texts_free(&self->texts);
    viz_canvas_free(&self->canvas);
    if (self->fonts != NULL) {
        self->device->fonts_delete(self->fonts);
    }
    *self = (viz_painter){0};
}

bool
viz_painter_fit(viz_painter *self, float unit, int height, bool is_large, char *why, size_t room)
{
    bool is_changed = false;
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        /* up, so that the least that the layout promises is kept */
        const float px = viz_layout_text((viz_text_size)j, unit, height, is_large);
        const int em = px < 6 ? 6 : px > 1000 ? 1000 : (int)ceilf(px - .05F);
        if (em != self->em[j]) {
            if (!self->device->fonts_fit(self->fonts, (viz_text_size)j, em, why, room)) {
                return false;
            }
            self->em[j] = em;
            is_changed = true;
        }
    }
    if (self->texts.text == NULL) {
        if (!viz_texts_init(&self->texts, self->device, self->fonts)) {
            snprintf(why, room, "out of memory");
            return false;
        }
    } else if (is_changed) {
        viz_texts_clear(&self->texts);
        viz_sprites_clear(&self->sprites); /* their numbers */
    }
    return true;
}

static float
width_of(void *context, viz_text_size size, const char *text)
{
    viz_painter *self = context;
    return viz_texts_width(&self->texts, size, text);
}

static float
height_of(void *context, viz_text_size size)
{
    const viz_painter *self = context;
    return viz_texts_height(&self->texts, size);
}

viz_measure
viz_painter_measure(viz_painter *self)
{
    return (viz_measure){width_of, height_of, self};
}

static int
whole(float x)
{
    return (int)floorf(x + .5F);
}

static void
draw_text(viz_painter *self, const viz_picture *picture, const viz_shape *shape, uint32_t colour)
{
    const viz_text_size size = (viz_text_size)shape->text_size;
    const char *words = viz_picture_words(picture, shape);
    const float width = viz_texts_width(&self->texts, size, words);
    const viz_mask *mask = viz_texts_mask(&self->texts, size, words);
    if (mask != NULL) {
        const float x = shape->align == 0   ? shape->box.x
                        : shape->align == 1 ? shape->box.x + (shape->box.w - width) / 2
                                            : shape->box.x + shape->box.w - width;
        const float y = shape->box.y + (shape->box.h - viz_texts_height(&self->texts, size)) / 2;
        viz_canvas_mask(&self->canvas, whole(x), whole(y), mask, colour);
    }
}

static void
draw_seat(viz_painter *self, const viz_picture *picture, const viz_shape *shape)
{
    const viz_sprite *sprite = viz_sprites_get(&self->sprites, shape, picture->theme, &self->texts);
    if (sprite != NULL) {
        viz_canvas_sprite(&self->canvas,
                          whole(shape->box.x + (shape->box.w - (float)sprite->width) / 2),
                          whole(shape->box.y + (shape->box.h - (float)sprite->height) / 2), sprite);
    }
}

int
viz_painter_draw(viz_painter *self, const viz_picture *picture)
{
    uint32_t palette[256] = {0};
    for (int j = 0; j < VIZ_N_ROLES; j++) {
        palette[j] = viz_rgb(viz_theme_colour(picture->theme, (viz_role)j));
    }
    viz_canvas *canvas = &self->canvas;
    const int ret = viz_canvas_begin(canvas, picture->width, picture->height);
    if (ret != SIM_OK) {
        return ret;
    }
    viz_canvas_rect(canvas, (viz_box){0, 0, (float)picture->width, (float)picture->height},
                    palette[VIZ_GROUND]);
    for (size_t j = 0; j < picture->n; j++) {
        const viz_shape *shape = &picture->shape[j];
        const uint32_t colour = palette[shape->colour];
        switch ((viz_shape_kind)shape->kind) {
        case VIZ_RECT:
            viz_canvas_rect(canvas, shape->box, colour);
            break;
        case VIZ_FRAME:
            if (shape->line > 0) { /* else it is there for clicks only */
                viz_canvas_frame(canvas, shape->box, shape->line, colour);
            }
            break;
        case VIZ_DOT:
            viz_canvas_disc(canvas, shape->box, shape->round, colour);
            break;
        case VIZ_LINE:
            viz_canvas_line(canvas, shape->box, shape->line, colour);
            break;
        case VIZ_SEAT:
            draw_seat(self, picture, shape);
            break;
        case VIZ_CELLS:
            viz_canvas_cells(canvas, shape->box, picture->cells + shape->text, shape->n_columns,
                             shape->n_rows, palette);
            break;
        case VIZ_TEXT:
            draw_text(self, picture, shape, colour);
            break;
        case VIZ_CLIP:
            viz_canvas_clip(canvas, shape->box);
            break;
        }
    }
    return SIM_OK;
}
