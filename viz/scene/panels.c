/* What stands in words: the clock, what just happened, what is selected, how two centers differ. */
#include "viz/scene/draw.h"

#include <math.h>
#include <stdio.h>

static viz_role
colour_of_side(int side)
{
    return side == 0 ? VIZ_SIDE_A : VIZ_SIDE_B;
}

/* A mark in the colour of a side, where there are two; how wide it is with what is left free. */
static float
draw_mark(const viz_draw *self, int side, float x, float y, float h)
{
    if (self->scene->n_sides < 2) {
        return 0;
    }
    const float w = floorf(fmaxf(4 * self->unit, 2));
    viz_draw_rect(self, (viz_box){x, y + floorf(h * 0.12f), w, floorf(h * 0.76f)},
                  colour_of_side(side));
    return w + self->pad;
}

static void
speed_words(double speed, char *text, size_t size)
{
    if (speed == 0) {
        snprintf(text, size, "%s", _("paused"));
    } else if (!isfinite(speed)) {
        snprintf(text, size, "%s", _("as fast as it goes"));
    } else if (speed == 1) {
        snprintf(text, size, "%s", _("real time"));
    } else {
        snprintf(text, size, _("%g times real time"), speed);
    }
}

void
viz_draw_title(const viz_draw *self)
{
    const viz_scene *scene = self->scene;
    const viz_box box = self->layout->title;
    if (viz_box_is_none(box)) {
        return;
    }
    const char *clock = scene->clock != NULL ? scene->clock : "";
    float x = box.x, w = viz_draw_width(self, VIZ_HEAD, clock);
    viz_picture_text(self->picture, (viz_box){x, box.y, fminf(w, box.w), box.h}, VIZ_HEAD, 0,
                     VIZ_INK, VIZ_GROUND, clock);
    x += w + 2 * self->gap;
    char speed[80];
    speed_words(scene->speed, speed, sizeof(speed));
    w = viz_draw_width(self, VIZ_BODY, speed);
    if (x + w < box.x + box.w) {
        viz_picture_text(self->picture, (viz_box){x, box.y, w, box.h}, VIZ_BODY, 0, VIZ_FAINT,
                         VIZ_GROUND, speed);
        x += w + 2 * self->gap;
    }
    /* names, from the right end */
    const float room = (box.x + box.w - x) / (float)(scene->n_sides > 0 ? scene->n_sides : 1);
    float end = box.x + box.w;
    for (int side = scene->n_sides - 1; side >= 0; side--) {
        const viz_side *it = &scene->side[side];
        char text[300];
        const char *title = it->title != NULL ? it->title : "";
        const bool is_lost = it->diverged != UINT64_MAX;
        if (is_lost) {
            char when[16];
            viz_draw_hour(scene, (double)it->diverged / 1000, when, sizeof(when));
            snprintf(text, sizeof(text), _("DIVERGED at %s: %.200s"), when, title);
            title = text;
        }
        const float mark = scene->n_sides > 1 ? floorf(fmaxf(4 * self->unit, 2)) + self->pad : 0;
        w = fminf(viz_draw_width(self, VIZ_HEAD, title), room - mark - 2 * self->gap);
        if (w <= 0) {
            continue;
        }
        viz_picture_text(self->picture, (viz_box){end - w, box.y, w, box.h}, VIZ_HEAD, 2,
                         is_lost ? VIZ_BAD : VIZ_INK, VIZ_GROUND, title);
        draw_mark(self, side, end - w - mark, box.y, box.h);
        end -= w + mark + 2 * self->gap;
    }
}

/* ---- what happened, what is selected ---- */

/* A line for each center, as many as fit. */
static void
draw_lines(const viz_draw *self, viz_box box, const char *const *lines)
{
    const float text = self->text[VIZ_BODY];
    const int n = self->scene->n_sides;
    if (n == 1) {
        if (lines[0] != NULL) {
            viz_picture_paragraph(self->picture, box, VIZ_BODY, VIZ_INK, VIZ_PANEL, lines[0]);
        }
        return;
    }
    const bool is_row = box.h < 2 * text; /* beside each other */
    for (int side = 0; side < n; side++) {
        viz_box line = {box.x, box.y + text * (float)side, box.w, text};
        if (is_row) {
            const float w = floorf((box.w - self->gap) / 2);
            line = (viz_box){box.x + (w + self->gap) * (float)side, box.y, w, box.h};
        }
        const float mark = draw_mark(self, side, line.x, line.y, line.h);
        line.x += mark;
        line.w -= mark;
        if (lines[side] != NULL) {
            viz_picture_text(self->picture, line, VIZ_BODY, 0, VIZ_INK, VIZ_PANEL, lines[side]);
        }
    }
}

static viz_box
begin_lines(const viz_draw *self, viz_box box)
{
    viz_draw_rect(self, box, VIZ_PANEL);
    const float in = floorf(self->gap / 2);
    return (viz_box){box.x + self->gap, box.y + in, box.w - 2 * self->gap, box.h - 2 * in};
}

static void
draw_selection(const viz_draw *self, viz_box box)
{
    const viz_selection *it = &self->scene->selection;
    viz_box inner = begin_lines(self, box);
    if (it->kind == VIZ_SELECT_NOTHING || it->name == NULL) {
        const char *hint = self->scene->n_sides > 1
                               ? _("Click a customer to see the same person in both.")
                               : _("Click a customer, an agent or a queue to follow it.");
        viz_picture_paragraph(self->picture, inner, VIZ_BODY, VIZ_FAINT, VIZ_PANEL, hint);
        return;
    }
    const float text = self->text[VIZ_BODY];
    const float mark = draw_mark(self, it->side, inner.x, inner.y, text);
    if (self->scene->n_sides == 1 && inner.h >= 2 * text) { /* the name above */
        viz_picture_text(self->picture, (viz_box){inner.x, inner.y, inner.w, text}, VIZ_BODY, 0,
                         VIZ_ACCENT, VIZ_PANEL, it->name);
        inner.y += text;
        inner.h -= text;
    } else {
        const float w = fminf(viz_draw_width(self, VIZ_BODY, it->name), inner.w * 0.4f);
        viz_picture_text(self->picture, (viz_box){inner.x + mark, inner.y, w, fmaxf(inner.h, text)},
                         VIZ_BODY, 0, VIZ_ACCENT, VIZ_PANEL, it->name);
        inner.x += mark + w + self->gap;
        inner.w -= mark + w + self->gap;
    }
    draw_lines(self, inner, it->fate);
}

void
viz_draw_happened(const viz_draw *self)
{
    const viz_scene *scene = self->scene;
    const bool is_selected = scene->selection.kind != VIZ_SELECT_NOTHING;
    const bool has_place = !viz_box_is_none(self->layout->selection);
    if (has_place) {
        draw_selection(self, self->layout->selection);
    }
    if (viz_box_is_none(self->layout->happened)) {
        return;
    }
    if (is_selected && !has_place) { /* what is asked for goes first */
        draw_selection(self, self->layout->happened);
        return;
    }
    const char *lines[2] = {scene->side[0].happened, scene->side[1].happened};
    draw_lines(self, begin_lines(self, self->layout->happened), lines);
}

/* ---- the difference ---- */

void
viz_draw_difference(const viz_draw *self)
{
    const viz_scene *scene = self->scene;
    const viz_box box = self->layout->difference;
    if (viz_box_is_none(box) || scene->n_sides < 2) {
        return;
    }
    viz_draw_rect(self, box, VIZ_PANEL);
    const char *caption = _("second less first");
    float x = box.x + self->gap;
    const float end = box.x + box.w - self->gap;
    float w = viz_draw_width(self, VIZ_SMALL, caption);
    if (w < 0.25f * box.w) {
        viz_picture_text(self->picture, (viz_box){x, box.y, w, box.h}, VIZ_SMALL, 0, VIZ_FAINT,
                         VIZ_PANEL, caption);
        x += w + 2 * self->gap;
    }
    for (size_t j = 0; j < scene->n_differences; j++) {
        const viz_difference *it = &scene->difference[j];
        const char *text = it->text != NULL ? it->text : "";
        const char *of = it->words != NULL ? it->words : "";
        const float number =
            fmaxf(viz_draw_width(self, VIZ_BODY, text), viz_draw_width(self, VIZ_BODY, "+000"));
        w = viz_draw_width(self, VIZ_SMALL, of);
        if (x + w + self->pad + number > end) {
            continue; /* a shorter one may fit */
        }
        viz_picture_text(self->picture, (viz_box){x, box.y, w, box.h}, VIZ_SMALL, 0, VIZ_FAINT,
                         VIZ_PANEL, of);
        x += w + self->pad;
        viz_picture_text(self->picture, (viz_box){x, box.y, number, box.h}, VIZ_BODY, 0,
                         it->is_good  ? VIZ_GOOD
                         : it->is_bad ? VIZ_BAD
                                      : VIZ_INK,
                         VIZ_PANEL, text);
        x += number + 3 * self->gap;
    }
}
