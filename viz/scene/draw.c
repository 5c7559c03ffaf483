/* Words and shapes that several parts of a scene use. */
#include "viz/scene/draw.h"

#include <math.h>
#include <stdio.h>

void
viz_draw_duration(char *text, size_t size, double seconds)
{
    const long s = lround(fmin(fmax(seconds, 0), 1e9));
    if (s < 3600) {
        snprintf(text, size, "%ld:%02ld", s / 60, s % 60);
    } else if (s < 86400) {
        snprintf(text, size, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
    } else {
        snprintf(text, size, _("%ld d %ld h"), s / 86400, s / 3600 % 24);
    }
}

void
viz_draw_count(char *text, size_t size, uint64_t n)
{
    char digits[24];
    const int length = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)n);
    size_t at = 0;
    for (int j = 0; j < length && at + 2 < size; j++) {
        if (j > 0 && (length - j) % 3 == 0 && length > 4) {
            text[at++] = ' '; /* as no language reads as a decimal point */
        }
        text[at++] = digits[j];
    }
    text[at] = '\0';
}

void
viz_draw_hour(const viz_scene *scene, double time, char *text, size_t size)
{
    const long minutes = lround((time + scene->day_begin) / 60);
    const long of_day = ((minutes % 1440) + 1440) % 1440;
    snprintf(text, size, "%02ld:%02ld", of_day / 60, of_day % 60);
}

double
viz_draw_target(const cc_view *view)
{
    double sum = 0;
    int n = 0;
    for (int l = 0; l < view->n_queues * view->n_channels; l++) {
        const cc_service_level *level = &view->scenario->center.level[l];
        if (level->n_within > 0 && isfinite(level->target) &&
            view->scenario->center.channel[l % view->n_channels].offered) {
            sum += level->target;
            n++;
        }
    }
    return n > 0 ? sum / n : NAN;
}

void
viz_draw_rect(const viz_draw *self, viz_box box, viz_role colour)
{
    if (!viz_box_is_none(box)) {
        viz_picture_add(self->picture, VIZ_RECT, box, colour);
    }
}

viz_box
viz_draw_panel(const viz_draw *self, viz_box box)
{
    viz_draw_rect(self, box, VIZ_PANEL);
    const float in = self->gap;
    return (viz_box){box.x + in, box.y + self->pad, fmaxf(box.w - 2 * in, 0),
                     fmaxf(box.h - 2 * self->pad, 0)};
}

viz_shape *
viz_draw_icon(const viz_draw *self, float x, float y, float size, cc_seat_state state,
              viz_role ground)
{
    viz_shape *shape = viz_picture_add(self->picture, VIZ_SEAT, (viz_box){x, y, size, size},
                                       (viz_role)((int)VIZ_SEAT_FIRST + (int)state));
    shape->state = (uint8_t)state;
    shape->ring = VIZ_NO_RING;
    shape->ground = (uint8_t)ground;
    return shape;
}

void
viz_draw_selected(const viz_draw *self, viz_box box)
{
    const float by = floorf(fmaxf(3 * self->unit, 2));
    viz_shape *shape = viz_picture_add(
        self->picture, VIZ_FRAME, (viz_box){box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by},
        VIZ_ACCENT);
    shape->line = floorf(fmaxf(2 * self->unit, 1));
}

float
viz_draw_width(const viz_draw *self, viz_text_size size, const char *text)
{
    return ceilf(viz_picture_width(self->picture, size, text));
}
