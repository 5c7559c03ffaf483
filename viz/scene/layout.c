/* Bands from the top and from the bottom, by the heights of text; what is left in the middle is for
 * queues and floor. Where that would be too little, bands go: the strip last. */
#include "viz/scene/layout.h"

#include <math.h>

static const float em_units[VIZ_N_TEXT_SIZES] = {12, 14, 18, 30};
/* of the smallest, where text is large */
static const float em_large[VIZ_N_TEXT_SIZES] = {1, 1.125f, 1.4f, 2.2f};

float
viz_layout_unit(int width, int height, float scale)
{
    const float w = (float)width, h = (float)height;
    const float unit = fmaxf(fminf(w / 1280, h / 720), 0.8f) * scale;
    const float most = fminf(w / 420, h / 320);
    return fmaxf(fminf(unit, most), fminf(0.75f, most));
}

float
viz_layout_text(viz_text_size size, float unit, int height, bool is_large)
{
    const float em = em_units[size] * unit;
    if (!is_large) {
        return em;
    }
    return fmaxf(em * 1.34f, ceilf((float)height / 45) * em_large[size]);
}

static viz_box
from_top(viz_box *rest, float h)
{
    const viz_box box = {rest->x, rest->y, rest->w, h};
    rest->y += h;
    rest->h -= h;
    return box;
}

static viz_box
from_bottom(viz_box *rest, float h)
{
    rest->h -= h;
    return (viz_box){rest->x, rest->y + rest->h, rest->w, h};
}

/* Column `j` of n, with a gap between them. */
static viz_box
column(viz_box box, int j, int n, float gap)
{
    const float w = floorf((box.w - gap * (float)(n - 1)) / (float)n);
    return (viz_box){box.x + (w + gap) * (float)j, box.y, w, box.h};
}

/* Queues and floor: beside each other where there is room for both. */
static void
split(viz_box box, float em, float gap, viz_box *queues, viz_box *floor)
{
    *queues = *floor = box;
    if (box.w > 52 * em && box.w > 1.1f * box.h) {
        queues->w = floorf((box.w - gap) * 0.43f);
        floor->x += queues->w + gap;
        floor->w -= queues->w + gap;
    } else {
        queues->h = floorf((box.h - gap) * 0.44f);
        floor->y += queues->h + gap;
        floor->h -= queues->h + gap;
    }
}

viz_layout
viz_layout_make(int width, int height, float unit, const viz_measure *measure, int n_sides)
{
    float text[VIZ_N_TEXT_SIZES];
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        text[j] = ceilf(measure->height(measure->context, (viz_text_size)j));
    }
    const float gap = floorf(fmaxf(8 * unit, 3));
    const float small = text[VIZ_SMALL], body = text[VIZ_BODY];
    viz_layout layout = {.window = {0, 0, (float)width, (float)height}};
    viz_box rest = {gap, 0, (float)width - 2 * gap, (float)height};

    layout.title = from_top(&rest, text[VIZ_HEAD] + gap);
    layout.bar = from_bottom(&rest, body + 2 * gap);

    /* what the middle needs: a lane and a row of seats under their headers, at least */
    const float most_left = rest.h - 2 * gap;
    const float middle = fmaxf(0.42f * rest.h, 5 * body + 4 * gap);
    float left = most_left - middle;
    float wallboard = small + text[VIZ_NUMBER] + gap;
    if (wallboard > 0.4f * left) {
        wallboard = body + gap / 2;
    }
    layout.wallboard[0] = from_top(&rest, wallboard);
    from_top(&rest, gap);
    left -= wallboard + gap;

    const float least_strip = small + 4 * gap;
    float strip = fminf(fmaxf(0.16f * (float)height, least_strip), small + 100 * unit);
    strip = fminf(strip, left - gap);
    if (strip >= least_strip) {
        layout.strip = from_bottom(&rest, floorf(strip));
        from_bottom(&rest, gap);
        left -= strip + gap;
    }
    const float line = body + gap, two_lines = 2 * body + gap;
    if (left > line + gap) {
        const float h = left > two_lines + gap ? two_lines : line;
        const viz_box told = from_bottom(&rest, h);
        from_bottom(&rest, gap);
        left -= h + gap;
        const bool has_room = told.w > 46 * body;
        layout.happened = has_room ? column(told, 0, 2, gap) : told;
        layout.selection = has_room ? column(told, 1, 2, gap) : (viz_box){0, 0, 0, 0};
    }
    const float difference = body + gap;
    if (n_sides == 2 && left > difference + gap) {
        layout.difference = from_bottom(&rest, difference);
        from_bottom(&rest, gap);
    }
    for (int j = n_sides - 1; j >= 0; j--) {
        layout.wallboard[j] = column(layout.wallboard[0], j, n_sides, gap);
        viz_box of = column(rest, j, n_sides, gap);
        const float high = small + body + gap; /* words above a number, or before it */
        const float exits = of.h > 8 * high ? high : of.h > 7 * (body + gap) ? body + gap / 2 : 0;
        if (exits > 0) {
            layout.exits[j] = from_bottom(&of, exits);
            from_bottom(&of, gap);
        }
        split(of, body, gap, &layout.queues[j], &layout.floor[j]);
    }
    return layout;
}
