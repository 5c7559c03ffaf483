/* The parts in the order in which they lie over each other: who moves is above all else. */
#include "viz/scene/draw.h"

#include <math.h>
#include <stdio.h>

static viz_draw
begin(const viz_scene *scene, const viz_layout *layout, viz_picture *picture)
{
    viz_draw self = {.scene = scene, .layout = layout, .picture = picture, .unit = picture->unit};
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        self.text[j] = ceilf(viz_picture_height(picture, (viz_text_size)j));
    }
    self.gap = floorf(fmaxf(8 * self.unit, 3));
    self.pad = floorf(fmaxf(6 * self.unit, 2));
    return self;
}

static void
draw_side(const viz_draw *self, int side)
{
    if (self->scene->side[side].view == NULL || self->scene->side[side].view->scenario == NULL) {
        return;
    }
    viz_places places = {0};
    viz_moves_find(self->scene, side, &places.moves);
    viz_draw_wallboard(self, side);
    viz_draw_queues(self, side, &places);
    viz_floor_arrange(self, side, &places.floor);
    viz_draw_floor(self, side, &places.floor);
    viz_draw_exits(self, side, &places);
    viz_draw_moves(self, side, &places);
}

void
viz_scene_draw(const viz_scene *self, const viz_layout *layout, viz_picture *picture)
{
    const viz_draw draw = begin(self, layout, picture);
    viz_draw_rect(&draw, layout->window, VIZ_GROUND);
    viz_draw_title(&draw);
    for (int side = 0; side < self->n_sides; side++) {
        draw_side(&draw, side);
    }
    viz_draw_difference(&draw);
    viz_draw_happened(&draw);
    viz_draw_strip(&draw);
}

float
viz_scene_most_scroll(const viz_scene *self, const viz_layout *layout, const viz_picture *picture,
                      int side)
{
    const viz_draw draw = begin(self, layout, (viz_picture *)picture); /* measures only */
    if (side >= self->n_sides || self->side[side].view == NULL ||
        self->side[side].view->scenario == NULL) {
        return 0;
    }
    viz_floor floor = {0};
    viz_floor_arrange(&draw, side, &floor);
    return fmaxf(floor.height - floor.view.h, 0);
}
