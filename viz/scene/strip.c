/* The day: arrivals, the longest wait and who is there, each a track above the other, and below them
 * whether the level was met; on an axis with hours. What has not been simulated yet is empty. */
#include "viz/scene/draw.h"

#include <math.h>
#include <stdio.h>

#define MOST_BUCKETS 160
#define N_TRACKS 3
#define WIDEST "00:00" /* of the numbers beside them */

typedef struct strip {
    viz_box plot; /* px: all tracks */
    float axis;   /* px: y of the hours */
    double from, to, step, now;
    int n;
} strip;

static const double steps[] = {60, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400};
static const char *const words[N_TRACKS] = {N_("arrivals"), N_("longest wait"), N_("staffed")};

static strip
make(const viz_draw *self)
{
    const viz_scene *scene = self->scene;
    const viz_box box = self->layout->strip;
    const float text = self->text[VIZ_SMALL];
    float label = 0;
    for (int j = 0; j < N_TRACKS; j++) {
        label = fmaxf(label, viz_draw_width(self, VIZ_SMALL, _(words[j])));
    }
    label += self->gap + viz_draw_width(self, VIZ_SMALL, WIDEST);
    const float key = floorf(8 * self->unit) + self->pad +
                      viz_draw_width(self, VIZ_SMALL, _("below target")) +
                      viz_draw_width(self, VIZ_SMALL, "00:00") / 2;
    label = fmaxf(label, key);
    label = label > 0.2f * box.w ? 0 : label + self->gap;
    strip it = {.from = scene->from, .to = fmax(scene->to, scene->from + 1)};
    it.plot =
        (viz_box){box.x + self->gap + label, box.y + self->pad,
                  fmaxf(box.w - 2 * self->gap - label, 1), fmaxf(box.h - text - 2 * self->pad, 1)};
    it.axis = box.y + box.h - text - floorf(self->pad / 2);
    it.step = steps[0];
    for (size_t j = 0; j < sizeof(steps) / sizeof(steps[0]); j++) {
        it.step = steps[j];
        if ((it.to - it.from) / it.step <= MOST_BUCKETS) {
            break;
        }
    }
    while ((it.to - it.from) / it.step > MOST_BUCKETS) {
        it.step *= 2;
    }
    it.n = (int)ceil((it.to - it.from) / it.step);
    it.now = INFINITY; /* of the center that is behind */
    for (int side = 0; side < scene->n_sides; side++) {
        const cc_view *view = scene->side[side].view;
        it.now = view != NULL ? fmin(it.now, view->time) : it.now;
    }
    return it;
}

static float
x_of(const strip *self, double time)
{
    const double part = (time - self->from) / (self->to - self->from);
    return self->plot.x + self->plot.w * (float)fmin(fmax(part, 0), 1);
}

double
viz_scene_time_at(const viz_scene *self, const viz_layout *layout, const viz_picture *picture,
                  float x)
{
    if (viz_box_is_none(layout->strip)) {
        return NAN;
    }
    viz_draw draw = {
        .scene = self, .layout = layout, .picture = (viz_picture *)picture, .unit = picture->unit};
    draw.gap = floorf(fmaxf(8 * draw.unit, 3));
    draw.pad = floorf(fmaxf(6 * draw.unit, 2));
    draw.text[VIZ_SMALL] = ceilf(viz_picture_height(picture, VIZ_SMALL));
    const strip it = make(&draw);
    const double part = (x - it.plot.x) / it.plot.w;
    return it.from + (it.to - it.from) * fmin(fmax(part, 0), 1);
}

/* ---- tracks ---- */

typedef struct bucket {
    viz_cell cell;
    bool is_known;
} bucket;

static void
fill(const viz_scene *scene, int side, const strip *it, bucket *to)
{
    const viz_side *of = &scene->side[side];
    for (int j = 0; j < it->n; j++) {
        const double from = it->from + j * it->step;
        to[j] =
            (bucket){.is_known = of->tape != NULL && of->view != NULL && from < of->view->time &&
                                 from < of->tape->step * (double)of->tape->n};
        if (to[j].is_known) {
            to[j].cell = viz_tape_sum(of->tape, -1, from, from + it->step);
            for (double at = from;
                 at < from + it->step && at < of->tape->step * (double)of->tape->n;
                 at += of->tape->step) { /* the longest of all within */
                const viz_cell *cell = viz_tape_at(of->tape, (size_t)(at / of->tape->step), -1);
                to[j].cell.longest = fmaxf(to[j].cell.longest, cell->longest);
            }
        }
    }
}

static viz_role
colour_of_side(const viz_draw *self, int side)
{
    return self->scene->n_sides < 2 ? VIZ_ACCENT : side == 0 ? VIZ_SIDE_A : VIZ_SIDE_B;
}

static float
track_value(int track, const viz_cell *cell)
{
    return track == 0 ? (float)cell->arrived : track == 1 ? cell->longest : (float)cell->staffed;
}

/* A line from bucket to bucket. */
static void
draw_line(const viz_draw *self, const strip *it, const bucket *data, int track, viz_box box,
          float most, viz_role colour)
{
    const float line = fmaxf(1.5f * self->unit, 1);
    float x = 0, y = 0;
    bool has_last = false;
    for (int j = 0; j < it->n; j++) {
        if (!data[j].is_known) {
            has_last = false;
            continue;
        }
        const float x1 = x_of(it, it->from + (j + 0.5) * it->step);
        const float part = fminf(track_value(track, &data[j].cell) / most, 1);
        const float y1 = box.y + box.h * (1 - part);
        const bool is_none = y == box.y + box.h && y1 == y; /* nothing at all */
        if (has_last && !is_none) {
            viz_shape *shape =
                viz_picture_add(self->picture, VIZ_LINE, (viz_box){x, y, x1 - x, y1 - y}, colour);
            shape->line = line;
        }
        x = x1;
        y = y1;
        has_last = true;
    }
}

static void
draw_bars(const viz_draw *self, const strip *it, const bucket *data, int track, viz_box box,
          float most, viz_role colour)
{
    for (int j = 0; j < it->n; j++) {
        if (!data[j].is_known) {
            continue;
        }
        const float x = floorf(x_of(it, it->from + j * it->step));
        const float end = floorf(x_of(it, fmin(it->from + (j + 1) * it->step, it->now)));
        const bool is_split = track == 0 && end - x > 3; /* what is counted is in bars */
        const float w = fmaxf(end - x - (is_split ? 1 : 0), 1);
        const float h = box.h * fminf(track_value(track, &data[j].cell) / most, 1);
        viz_draw_rect(self, (viz_box){x, box.y + box.h - h, w, h}, colour);
    }
}

/* What was planned, in steps. */
static void
draw_plan(const viz_draw *self, const strip *it, const bucket *data, viz_box box, float most)
{
    const float line = fmaxf(1.5f * self->unit, 1);
    for (int j = 0; j < it->n; j++) {
        if (!data[j].is_known || data[j].cell.planned <= 0) {
            continue;
        }
        const float x = x_of(it, it->from + j * it->step);
        const float end = x_of(it, fmin(it->from + (j + 1) * it->step, it->now));
        const float y = box.y + box.h * (1 - fminf(data[j].cell.planned / most, 1));
        viz_draw_rect(self, (viz_box){x, floorf(y), end - x, floorf(fmaxf(line, 1))}, VIZ_PLAN);
    }
}

static void
draw_track(const viz_draw *self, const strip *it, bucket data[2][MOST_BUCKETS], int track,
           viz_box box)
{
    float most = 1;
    bool is_any = false;
    for (int side = 0; side < self->scene->n_sides; side++) {
        for (int j = 0; j < it->n; j++) {
            if (data[side][j].is_known) {
                is_any |= track_value(track, &data[side][j].cell) > 0;
                most = fmaxf(most, track_value(track, &data[side][j].cell));
                most = track == 2 ? fmaxf(most, data[side][j].cell.planned) : most;
            }
        }
    }
    char highest[24];
    if (track == 1) {
        viz_draw_duration(highest, sizeof(highest), most);
    } else {
        viz_draw_count(highest, sizeof(highest), (uint64_t)ceilf(most));
    }
    most *= 1.1f;
    viz_draw_rect(self, (viz_box){box.x, box.y + box.h, box.w, fmaxf(floorf(self->unit), 1)},
                  VIZ_LINES);
    if (track == 0) { /* the same customers in both */
        draw_bars(self, it, data[0], track, box, most, VIZ_FAINT);
    } else if (self->scene->n_sides == 1) {
        draw_bars(self, it, data[0], track, box, most, track == 1 ? VIZ_WARN : VIZ_ACCENT);
    } else {
        for (int side = 0; side < 2; side++) {
            draw_line(self, it, data[side], track, box, most, colour_of_side(self, side));
        }
    }
    if (track == 2) {
        draw_plan(self, it, data[0], box, most);
    }
    if (it->plot.x > self->layout->strip.x + self->gap) {
        const float x = self->layout->strip.x + self->gap, h = self->text[VIZ_SMALL];
        const float y = box.y + box.h - h, room = it->plot.x - x - self->gap / 2;
        const float word = viz_draw_width(self, VIZ_SMALL, _(words[track]));
        viz_picture_text(self->picture, (viz_box){x, y, fminf(word, room), h}, VIZ_SMALL, 0,
                         VIZ_FAINT, VIZ_PANEL, _(words[track]));
        const float number = viz_draw_width(self, VIZ_SMALL, highest); /* the scale */
        if (is_any && word + self->pad + number <= room) {
            viz_picture_text(self->picture, (viz_box){x + room - number, y, number, h}, VIZ_SMALL,
                             2, VIZ_INK, VIZ_PANEL, highest);
        }
    }
}

/* What the red of the levels means, before the hours. */
static void
draw_key(const viz_draw *self, const strip *it)
{
    const float x = self->layout->strip.x + self->gap, size = floorf(8 * self->unit);
    const char *word = _("below target");
    const float w = viz_draw_width(self, VIZ_SMALL, word), text = self->text[VIZ_SMALL];
    const float hour = viz_draw_width(self, VIZ_SMALL, "00:00") / 2;
    if (x + size + self->pad + w + hour > it->plot.x) {
        return;
    }
    viz_draw_rect(self, (viz_box){x, it->axis + floorf((text - size) / 2), size, size}, VIZ_BAD);
    viz_picture_text(self->picture, (viz_box){x + size + self->pad, it->axis, w, text}, VIZ_SMALL,
                     0, VIZ_FAINT, VIZ_PANEL, word);
}

/* NAN: none. */
static double
target_of(const viz_draw *self, int side)
{
    const cc_view *view = self->scene->side[side].view;
    return view != NULL && view->scenario != NULL ? viz_draw_target(view) : NAN;
}

/* Where the level was missed. */
static void
draw_levels(const viz_draw *self, const strip *it, const bucket *data, int side, viz_box box)
{
    const double target = target_of(self, side);
    for (int j = 0; j < it->n; j++) {
        const double level = data[j].is_known ? viz_cell_level(&data[j].cell) : NAN;
        if (isnan(level) || isnan(target)) {
            continue;
        }
        const float x = x_of(it, it->from + j * it->step);
        const float end = x_of(it, fmin(it->from + (j + 1) * it->step, it->now));
        viz_draw_rect(self, (viz_box){x, box.y, end - x, box.h},
                      level < target ? VIZ_BAD : VIZ_GOOD);
    }
}

/* ---- axis and marks ---- */

static void
draw_hours(const viz_draw *self, const strip *it)
{
    static const int every[] = {900, 1800, 3600, 7200, 10800, 21600, 43200, 86400};
    const float w = viz_draw_width(self, VIZ_SMALL, "00:00") + 2 * self->gap;
    double step = 86400;
    for (size_t j = 0; j < sizeof(every) / sizeof(every[0]); j++) {
        if (it->plot.w * (float)(every[j] / (it->to - it->from)) >= w) {
            step = every[j];
            break;
        }
    }
    while (it->plot.w * (float)(step / (it->to - it->from)) < w) {
        step *= 2;
    }
    const double begin = self->scene->day_begin;
    for (double clock = ceil((it->from + begin) / step) * step; clock - begin <= it->to;
         clock += step) {
        const float x = x_of(it, clock - begin);
        char text[16];
        viz_draw_hour(self->scene, clock - begin, text, sizeof(text));
        const float text_w = viz_draw_width(self, VIZ_SMALL, text);
        viz_draw_rect(self, (viz_box){x, it->plot.y, fmaxf(floorf(self->unit), 1), it->plot.h},
                      VIZ_LINES);
        if (x - text_w / 2 >= it->plot.x - self->gap &&
            x + text_w / 2 <= it->plot.x + it->plot.w + self->gap) {
            viz_picture_text(self->picture,
                             (viz_box){x - text_w / 2, it->axis, text_w, self->text[VIZ_SMALL]},
                             VIZ_SMALL, 1, VIZ_FAINT, VIZ_PANEL, text);
        }
    }
}

static void
draw_marks(const viz_draw *self, const strip *it)
{
    const viz_scene *scene = self->scene;
    const float line = fmaxf(floorf(1.5f * self->unit), 1), size = floorf(7 * self->unit);
    const cc_view *view = scene->side[0].view;
    if (view != NULL) {
        const float x = x_of(it, view->time);
        viz_draw_rect(self, (viz_box){x - line, it->plot.y, 2 * line, it->plot.h}, VIZ_INK);
    }
    for (size_t j = 0; j < scene->n_interventions; j++) {
        const float x = x_of(it, scene->intervention[j]);
        viz_draw_rect(self, (viz_box){x, it->plot.y, line, it->plot.h}, VIZ_PLAN);
        viz_picture_add(self->picture, VIZ_DOT,
                        (viz_box){x - size / 2 + line / 2, it->plot.y, size, size}, VIZ_PLAN);
    }
    for (size_t j = 0; j < scene->n_bookmarks; j++) {
        const float x = x_of(it, scene->bookmark[j].time);
        viz_draw_rect(self, (viz_box){x, it->plot.y, line, it->plot.h}, VIZ_ACCENT);
    }
    float last = -INFINITY;
    for (size_t j = 0; j < scene->n_bookmarks; j++) {
        const float x = x_of(it, scene->bookmark[j].time);
        const char key[2] = {scene->bookmark[j].key, '\0'};
        const float w = viz_draw_width(self, VIZ_SMALL, key) + self->pad;
        const float h = self->text[VIZ_SMALL];
        if (x >= last && x + w <= it->plot.x + it->plot.w) {
            viz_draw_rect(self, (viz_box){x, it->plot.y, w, h}, VIZ_RAISED);
            viz_picture_text(self->picture, (viz_box){x, it->plot.y, w, h}, VIZ_SMALL, 1, VIZ_INK,
                             VIZ_RAISED, key);
            last = x + w;
        }
    }
}

void
viz_draw_strip(const viz_draw *self)
{
    const viz_box box = self->layout->strip;
    if (viz_box_is_none(box) || self->scene->n_sides < 1) {
        return;
    }
    viz_draw_rect(self, box, VIZ_PANEL);
    const strip it = make(self);
    bucket data[2][MOST_BUCKETS];
    for (int side = 0; side < self->scene->n_sides; side++) {
        fill(self->scene, side, &it, data[side]);
    }
    draw_hours(self, &it);
    const float level = floorf(fmaxf(4 * self->unit, 2));
    const float levels = (level + 1) * (float)self->scene->n_sides;
    const float least = self->text[VIZ_SMALL] + 2;
    const float h = it.plot.h - levels - self->pad;
    const int n = h >= 3 * least ? 3 : h >= 2 * least ? 2 : 1;
    static const int shown[3][N_TRACKS] = {{1}, {0, 1}, {0, 1, 2}};
    const float between = floorf(self->pad / 2);
    for (int j = 0; j < n; j++) {
        const float track = floorf(h / (float)n);
        draw_track(self, &it, data, shown[n - 1][j],
                   (viz_box){it.plot.x, it.plot.y + track * (float)j, it.plot.w, track - between});
    }
    for (int side = 0; side < self->scene->n_sides; side++) {
        draw_levels(self, &it, data[side], side,
                    (viz_box){it.plot.x, it.plot.y + it.plot.h - levels + (level + 1) * (float)side,
                              it.plot.w, level});
    }
    bool has_target = false;
    for (int side = 0; side < self->scene->n_sides; side++) {
        has_target |= !isnan(target_of(self, side));
    }
    if (has_target) {
        draw_key(self, &it);
    }
    draw_marks(self, &it);
    viz_shape *hit = viz_picture_add(self->picture, VIZ_FRAME,
                                     (viz_box){it.plot.x, box.y, it.plot.w, box.h}, VIZ_ACCENT);
    hit->line = 0;
    hit->hit = VIZ_HIT_STRIP;
    hit->b = (uint64_t)llround(fmax(it.from, 0) * 1000);
}
