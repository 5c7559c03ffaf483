/* Bands from the top and from the bottom, by the heights of text; what is left in the middle is for
 * queues and floor. Where that would be too little, bands go: the strip last. */
#include "viz/scene/layout.h"

#include <math.h>

#define FEW_LANES 3 /* so many are beside the floor: fewer would leave most of a column empty */
#define MOST_SINGLE 1200 /* seats: of more there is a map */

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

/* ---- queues and floor ---- */

/* How much room: what can be read at all, what is easily seen, more than which nothing gains. */
enum { LEAST, GOOD, MOST, N_LEVELS };

/* Units. */
static const float pitch_of_seats[N_LEVELS] = {14, 30, 92}, map[N_LEVELS] = {16, 40, 160};

float
viz_layout_lane(int n)
{
    return fmaxf(fminf(360.0f / (float)(n > 0 ? n : 1), 120), 64);
}

/* px that the lanes of a center need, each in one line, or with its dots below its name. */
static float
queues_need(const viz_contents *it, int level, const float *text, float unit, float gap)
{
    const float lane[N_LEVELS] = {text[VIZ_SMALL] + 5 * unit, text[VIZ_BODY] + 22 * unit,
                                  text[VIZ_BODY] + viz_layout_lane(it->n_lanes) * unit + gap};
    const float nodes = it->has_nodes ? text[VIZ_SMALL] + text[VIZ_BODY] + gap : 0;
    return text[VIZ_SMALL] + 2 * gap + nodes + lane[level] * (float)it->n_lanes;
}

/* px that the seats of a center need in a box that wide. */
static float
floor_need(const viz_contents *it, int level, const float *text, float unit, float gap, float w)
{
    const float header = text[VIZ_BODY] + 5 * unit + gap;
    const float pitch = pitch_of_seats[level] * unit, n_groups = (float)it->n_groups;
    const float n_columns = fmaxf(fminf(floorf(w / (17 * text[VIZ_BODY])), n_groups), 1);
    if (it->n_seats > MOST_SINGLE) {
        return text[VIZ_SMALL] + 2 * gap +
               (header + map[level] * unit) * ceilf(n_groups / n_columns);
    }
    const float in_row = fmaxf(floorf(w / pitch), 1);
    const float n_seats = (float)it->n_seats + n_groups * in_row / 4;
    const float need = text[VIZ_SMALL] + 2 * gap + header * ceilf(n_groups / n_columns) +
                       pitch * ceilf(n_seats / in_row);
    return level == LEAST ? need : fmaxf(need, 4 * (text[VIZ_BODY] + gap) + gap); /* a legend */
}

/* px of so many that seats fill, as large as they may be there: rows are whole. Of one group; of several
 * all that there is. */
static float
floor_use(const viz_contents *it, const float *text, float unit, float gap, float w, float h)
{
    const float around = text[VIZ_SMALL] + text[VIZ_BODY] + 5 * unit + 4 * gap;
    if (it->n_groups != 1 || it->n_seats > MOST_SINGLE) {
        return h;
    }
    for (float pitch = pitch_of_seats[MOST] * unit; pitch > pitch_of_seats[LEAST] * unit;
         pitch *= 0.95f) {
        const float in_row = fmaxf(floorf((w - 2 * gap) / pitch), 1);
        const float need = around + pitch * ceilf((float)it->n_seats / in_row);
        if (need <= h) {
            return fmaxf(need, fminf(4 * (text[VIZ_BODY] + gap) + gap, h));
        }
    }
    return h;
}

/* px of a box for the queues above, the same for all centers so that they line up: each level of need is
 * met in turn, what is left goes to both by what they need. */
static float
share(viz_box box, const float *text, float unit, float gap, int n_sides,
      const viz_contents *contents)
{
    float before[2] = {0, 0}; /* of queues, floor: the level that there is room for */
    for (int level = LEAST; level < N_LEVELS; level++) {
        float need[2] = {0, 0};
        for (int j = 0; j < n_sides; j++) {
            need[0] = fmaxf(need[0], queues_need(&contents[j], level, text, unit, gap));
            need[1] = fmaxf(need[1], floor_need(&contents[j], level, text, unit, gap, box.w));
        }
        need[0] = fmaxf(need[0], before[0]);
        need[1] = fmaxf(need[1], before[1]);
        const float wanted = need[0] + need[1], has = before[0] + before[1];
        if (wanted > box.h || level == MOST) {
            const float part =
                level == MOST && wanted <= box.h ? 1 : (box.h - has) / (wanted - has);
            before[0] += (need[0] - before[0]) * part;
            before[1] += (need[1] - before[1]) * part;
            break;
        }
        before[0] = need[0];
        before[1] = need[1];
    }
    float queues = before[0] / (before[0] + before[1]) * box.h, most = 0, used = 0;
    for (int j = 0; j < n_sides; j++) { /* what seats cannot use lanes may */
        most = fmaxf(most, queues_need(&contents[j], MOST, text, unit, gap));
        used = fmaxf(used, floor_use(&contents[j], text, unit, gap, box.w, box.h - queues));
    }
    queues = fmaxf(queues, fminf(box.h - used, most));
    const float least = fminf(3 * text[VIZ_BODY] + gap, 0.44f * box.h);
    return floorf(fmaxf(fminf(queues, box.h - least), least));
}

/* Beside each other where there is room for both, and lanes enough. */
static bool
is_beside(viz_box box, float em, int n_sides, const viz_contents *contents)
{
    return box.w > 52 * em && box.w > 1.1f * box.h &&
           (n_sides > 1 || contents[0].n_lanes >= FEW_LANES);
}

static void
split(viz_box box, bool beside, float high, float gap, viz_box *queues, viz_box *floor)
{
    *queues = *floor = box;
    if (beside) {
        queues->w = floorf((box.w - gap) * 0.43f);
        floor->x += queues->w + gap;
        floor->w -= queues->w + gap;
    } else {
        queues->h = high;
        floor->y += queues->h + gap;
        floor->h -= queues->h + gap;
    }
}

viz_layout
viz_layout_make(int width, int height, float unit, const viz_measure *measure, int n_sides,
                const viz_contents *contents)
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
    wallboard += n_sides > 1 ? small : 0; /* a line for what half the width has no room for */
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
        const viz_box both = {of.x, of.y, of.w, of.h - gap};
        split(of, is_beside(of, body, n_sides, contents),
              share(both, text, unit, gap, n_sides, contents), gap, &layout.queues[j],
              &layout.floor[j]);
    }
    return layout;
}
