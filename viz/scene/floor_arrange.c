/* Where seats are. Groups are blocks, site by site, in one to four columns; of all numbers of columns and
 * sizes of seats the one is taken with which seats are largest and all of them are seen. Where there
 * is none, a block becomes a map of its seats; where even that is too much, the floor scrolls. */
#include "viz/scene/draw.h"

#include <math.h>
#include <string.h>

#define MOST_COLUMNS 4
#define LEAST_PITCH 7 /* units: of a seat that can be told from others by its shape */
#define MOST_PITCH 92
#define LEAST_CELL 3
#define MOST_CELLS 4000 /* of a block */
#define FEW_SEATS 1200  /* so many scroll rather than become a map */

/* ---- in which order ---- */

static int
site_of(const cc_group *group)
{
    return group->site; /* 0: none */
}

static const char *
caption_of(const cc_view *view, int g)
{
    const cc_center_setup *center = &view->scenario->center;
    const cc_group *group = &center->group[g];
    const char *name = group->site > 0 ? center->site[group->site - 1].name : group->where;
    return name != NULL && name[0] != '\0' ? name : NULL;
}

static bool
are_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
is_home(const cc_view *view, int g)
{
    const cc_center_setup *center = &view->scenario->center;
    const int site = center->group[g].site;
    return site > 0 && center->site[site - 1].remote;
}

/* Those who are not at home first, then by site, then as they are written. */
static bool
goes_before(const cc_view *view, int a, int b)
{
    const cc_group *group = view->scenario->center.group;
    if (is_home(view, a) != is_home(view, b)) {
        return is_home(view, b);
    }
    return site_of(&group[a]) != site_of(&group[b]) ? site_of(&group[a]) < site_of(&group[b])
                                                    : a < b;
}

static void
list_groups(const cc_view *view, viz_floor *floor, bool has_captions)
{
    for (int g = 0; g < view->n_groups && g < CC_MAX_GROUPS; g++) {
        int j = floor->n++;
        for (; j > 0 && goes_before(view, g, floor->block[j - 1].group); j--) {
            floor->block[j] = floor->block[j - 1];
        }
        floor->block[j] = (viz_block){.group = g};
    }
    bool differ = false; /* a word that all groups share says nothing */
    for (int j = 1; j < floor->n; j++) {
        differ |= !are_same(caption_of(view, floor->block[j].group),
                            caption_of(view, floor->block[0].group));
    }
    const char *last = NULL;
    for (int j = 0; j < floor->n && differ && has_captions; j++) {
        viz_block *block = &floor->block[j];
        const char *caption = caption_of(view, block->group);
        block->is_home = is_home(view, block->group);
        const bool is_said =
            !block->is_home && are_same(caption, view->scenario->center.group[block->group].name);
        block->begins = j > 0 && !are_same(caption, last);
        block->caption = (j == 0 || block->begins) && !is_said ? caption : NULL;
        last = caption;
    }
    for (int j = 0; j < floor->n; j++) {
        floor->block_of[floor->block[j].group] = (uint16_t)j;
    }
}

/* ---- how large ---- */

typedef struct sizing {
    int n_columns;
    float pitch, cell; /* px */
    float width;       /* of a column */
    bool has_maps, has_rows;
    float map; /* most height of a map */
} sizing;

/* Rows and columns of a map's cells in that box, which becomes as high as these. Cells are larger where
 * they would be too many. */
static void
fit_map(const sizing *how, uint32_t n_seats, viz_block *block)
{
    float cell = how->cell;
    uint32_t n_columns = 1, n_rows = 1;
    for (;; cell += 1) {
        n_columns = (uint32_t)fmaxf(floorf(block->map.w / cell), 1);
        n_rows = (uint32_t)fmaxf(floorf(block->map.h / cell), 1);
        const uint32_t needed = (n_seats + n_columns - 1) / n_columns;
        n_rows = needed < n_rows && !block->is_row ? (needed > 2 ? needed : 2) : n_rows;
        if (n_columns * n_rows <= MOST_CELLS || block->is_row || cell > block->map.h) {
            break;
        }
    }
    n_columns = n_columns < MOST_CELLS ? n_columns : MOST_CELLS;
    n_rows = n_rows * n_columns > MOST_CELLS ? MOST_CELLS / n_columns : n_rows;
    block->pitch = cell;
    block->n_columns = (uint16_t)n_columns;
    block->n_rows = (uint16_t)n_rows;
    block->map.w = cell * (float)n_columns;
    block->map.h = cell * (float)n_rows;
}

/* What is within a block at (x, y), and how high that makes it. */
static void
fit(const viz_draw *self, const sizing *how, uint32_t n_seats, float x, float y, viz_block *block)
{
    const float header = self->text[VIZ_BODY] + floorf(5 * self->unit);
    block->is_map = how->has_maps;
    block->is_row = how->has_rows;
    block->header = header;
    block->box = (viz_box){x, y, how->width, header};
    if (block->is_row) { /* name, map, numbers */
        const float in = floorf(4 * self->unit);
        const float name = floorf(0.36f * how->width);
        const float numbers = viz_draw_width(self, VIZ_BODY, "0000 / 0000") + self->gap;
        block->map =
            (viz_box){x + name, y + in / 2, fmaxf(how->width - name - numbers, 4), header - in};
        fit_map(how, n_seats, block);
    } else if (block->is_map) {
        block->map = (viz_box){x, y + header, how->width, how->map};
        fit_map(how, n_seats, block);
        block->box.h += block->map.h;
    } else {
        const uint32_t n_columns = (uint32_t)fmaxf(floorf(how->width / how->pitch), 1);
        const uint32_t n_rows = (n_seats + n_columns - 1) / n_columns;
        block->pitch = how->pitch;
        block->n_columns = (uint16_t)(n_columns < UINT16_MAX ? n_columns : UINT16_MAX);
        block->n_rows = (uint16_t)(n_rows < UINT16_MAX ? n_rows : UINT16_MAX);
        block->box.h += (float)n_rows * how->pitch;
    }
}

/* Places blocks row by row of columns; the height of all. A caption begins a row. */
static float
place(const viz_draw *self, const sizing *how, const cc_view *view, viz_floor *floor)
{
    const float caption = self->text[VIZ_SMALL] + self->pad;
    const float below = how->has_rows ? 0 : self->gap;
    float y = 0, row = 0; /* top of the row, its height */
    int column = 0;
    for (int j = 0; j < floor->n; j++) {
        viz_block *block = &floor->block[j];
        if (column == how->n_columns || block->begins) {
            y += row;
            row = 0;
            column = 0;
        }
        y += block->caption != NULL ? caption : 0;
        fit(self, how, view->group[block->group].n_seats,
            floor->view.x + (float)column * (how->width + 2 * self->gap), y, block);
        row = fmaxf(row, block->box.h + below);
        column++;
    }
    return y + row;
}

/* The least width of a column: of a header with name and totals. */
static float
least_width(const viz_draw *self)
{
    return 17 * self->text[VIZ_BODY];
}

static sizing
in_columns(const viz_draw *self, const viz_floor *floor, sizing it, int n_columns)
{
    it.n_columns = n_columns;
    it.width = floorf((floor->view.w - 2 * self->gap * (float)(n_columns - 1)) / (float)n_columns);
    return it;
}

/* Tries all numbers of columns; does one fit? Then the floor is so; else it is as the last tried. */
static bool
try_columns(const viz_draw *self, const cc_view *view, viz_floor *floor, sizing it)
{
    for (int n = 1; n <= MOST_COLUMNS && (n == 1 || n <= floor->n); n++) {
        it = in_columns(self, floor, it, n);
        if (n > 1 && it.width < least_width(self)) {
            break;
        }
        floor->height = place(self, &it, view, floor);
        if (floor->height <= floor->view.h + (it.has_rows ? 0 : self->gap)) {
            return true;
        }
    }
    return false;
}

/* Seats one by one, as large as fits. */
static bool
try_seats(const viz_draw *self, const cc_view *view, viz_floor *floor)
{
    const float least = fmaxf(floorf(LEAST_PITCH * self->unit), 6);
    for (float pitch = floorf(MOST_PITCH * self->unit); pitch >= least;
         pitch = fminf(pitch - 1, floorf(pitch * 0.93f))) {
        if (try_columns(self, view, floor, (sizing){.pitch = pitch})) {
            return true;
        }
    }
    return false;
}

static bool
has_cell_each(const cc_view *view, const viz_floor *floor)
{
    for (int j = 0; j < floor->n; j++) {
        const viz_block *block = &floor->block[j];
        if ((uint32_t)block->n_columns * block->n_rows < view->group[block->group].n_seats) {
            return false;
        }
    }
    return true;
}

/* Maps with a cell for each seat, as large as fits. */
static bool
try_cells(const viz_draw *self, const cc_view *view, viz_floor *floor, float least)
{
    for (float cell = floorf(12 * self->unit); cell >= least; cell--) {
        const sizing it = {.has_maps = true, .cell = cell, .map = floor->view.h};
        if (try_columns(self, view, floor, it) && has_cell_each(view, floor)) {
            return true;
        }
    }
    return false;
}

/* Maps, as high as fits, or in one line with the names. */
static bool
try_maps(const viz_draw *self, const cc_view *view, viz_floor *floor, float cell)
{
    const float least = fmaxf(ceilf(self->text[VIZ_SMALL] * 0.6f), 2 * cell);
    for (float h = floor->view.h; h >= least; h = fminf(h - 1, floorf(h * 0.85f))) {
        if (try_columns(self, view, floor, (sizing){.has_maps = true, .cell = cell, .map = h})) {
            return true;
        }
    }
    return try_columns(self, view, floor,
                       (sizing){.has_maps = true, .has_rows = true, .cell = cell});
}

void
viz_floor_arrange(const viz_draw *self, int side, viz_floor *floor)
{
    const cc_view *view = self->scene->side[side].view;
    const viz_box box = self->layout->floor[side];
    /* a header and a row of seats go before all else */
    const float line = self->text[VIZ_BODY] + self->gap;
    floor->has_legend = box.h > 4 * line;
    const float legend = floor->has_legend ? self->text[VIZ_SMALL] + self->gap : 0;
    floor->n = 0;
    floor->view = (viz_box){box.x + self->gap, box.y + self->pad + legend, box.w - 2 * self->gap,
                            fmaxf(box.h - 2 * self->pad - legend, 0)};
    list_groups(view, floor, floor->view.h > 4 * line);
    if (viz_box_is_none(floor->view) || viz_box_is_none(box)) {
        floor->view = (viz_box){0};
        return;
    }
    const float cell = fmaxf(floorf(LEAST_CELL * self->unit), 2);
    const bool is_many = view->n_seats > FEW_SEATS;
    const bool fits =
        (view->n_seats <= VIZ_MOST_SEATS && try_seats(self, view, floor)) ||
        (is_many && (try_cells(self, view, floor, cell) || try_maps(self, view, floor, cell)));
    if (!fits) { /* it scrolls: by as many columns as headers allow */
        sizing it = {.pitch = floorf(12 * self->unit),
                     .has_maps = is_many,
                     .has_rows = is_many,
                     .cell = cell};
        int n = 1;
        while (n < MOST_COLUMNS && n < floor->n &&
               in_columns(self, floor, it, n + 1).width >= least_width(self)) {
            n++;
        }
        it = in_columns(self, floor, it, n);
        floor->height = place(self, &it, view, floor);
    }
    const float most = fmaxf(floor->height - floor->view.h, 0);
    floor->scroll = floorf(fminf(fmaxf(self->scene->scroll[side], 0), most));
}

viz_box
viz_floor_seat(const viz_floor *floor, const cc_view *view, uint32_t seat)
{
    int g = 0;
    while (g < view->n_groups && seat >= view->group[g].first + view->group[g].n_seats) {
        g++;
    }
    if (g >= floor->n) {
        return (viz_box){0};
    }
    const viz_block *block = &floor->block[floor->block_of[g]];
    const float top = floor->view.y - floor->scroll;
    const uint32_t j = seat - view->group[g].first;
    if (block->is_map) { /* its own place among all, though the map is in another order */
        const float part = (float)j / (float)view->group[g].n_seats;
        return (viz_box){block->map.x + part * block->map.w, top + block->map.y, 1, block->map.h};
    }
    return (viz_box){block->box.x + (float)(j % block->n_columns) * block->pitch,
                     top + block->box.y + block->header +
                         (float)(j / block->n_columns) * block->pitch,
                     block->pitch, block->pitch};
}
