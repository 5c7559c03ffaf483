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
    return group->site > 0 ? center->site[group->site - 1].name : group->where;
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
list_groups(const cc_view *view, viz_floor *floor)
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
    for (int j = 0; j < floor->n && differ; j++) {
        viz_block *block = &floor->block[j];
        const char *caption = caption_of(view, block->group);
        block->is_home = is_home(view, block->group);
        block->caption = caption != NULL && !are_same(caption, last) ? caption : NULL;
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
    float height;      /* of all */
    bool has_maps;
} sizing;

/* Rows and columns of a block's seats, or of the cells of its map. */
static void
fit(const viz_draw *self, const sizing *plan, uint32_t n_seats, viz_block *block)
{
    uint32_t n_columns = (uint32_t)fmaxf(floorf(plan->width / plan->pitch), 1);
    uint32_t n_rows = (n_seats + n_columns - 1) / n_columns;
    block->is_map = plan->has_maps && n_seats > 0;
    block->pitch = plan->pitch;
    if (block->is_map) {
        block->pitch = plan->cell;
        n_columns = (uint32_t)fmaxf(floorf(plan->width / plan->cell), 1);
        n_columns = n_columns < MOST_CELLS ? n_columns : MOST_CELLS;
        /* as high as the share of seats, between a line of text and what a block may have */
        const uint32_t least = (uint32_t)ceilf(self->text[VIZ_SMALL] / plan->cell);
        n_rows = (n_seats + n_columns - 1) / n_columns;
        n_rows = n_rows > least ? n_rows : least;
        n_rows = n_rows * n_columns > MOST_CELLS ? MOST_CELLS / n_columns : n_rows;
    }
    block->n_columns = (uint16_t)(n_columns < UINT16_MAX ? n_columns : UINT16_MAX);
    block->n_rows = (uint16_t)(n_rows < UINT16_MAX ? n_rows : UINT16_MAX);
}

/* Places blocks row by row of columns; the height of all. A caption begins a row. */
static float
place(const viz_draw *self, const sizing *plan, const cc_view *view, viz_floor *floor)
{
    const float caption = self->text[VIZ_SMALL] + self->pad;
    const float header = self->text[VIZ_BODY] + floorf(5 * self->unit);
    float y = 0, row = 0; /* top of the row, its height */
    int column = 0;
    for (int j = 0; j < floor->n; j++) {
        viz_block *block = &floor->block[j];
        if (column == plan->n_columns || block->caption != NULL) {
            y += row;
            row = 0;
            column = 0;
        }
        y += block->caption != NULL ? caption : 0;
        fit(self, plan, view->group[block->group].n_seats, block);
        block->header = header;
        const float seats = (float)block->n_rows * block->pitch;
        block->box = (viz_box){floor->view.x + (float)column * (plan->width + 2 * self->gap), y,
                               plan->width, header + seats};
        row = fmaxf(row, header + seats + self->gap);
        column++;
    }
    return y + row;
}

static sizing
plan_of(const viz_draw *self, const viz_floor *floor, int n_columns, float pitch, bool has_maps)
{
    const float between = 2 * self->gap;
    return (sizing){
        .n_columns = n_columns,
        .pitch = pitch,
        .cell = fmaxf(floorf(LEAST_CELL * self->unit), 2),
        .width = floorf((floor->view.w - between * (float)(n_columns - 1)) / (float)n_columns),
        .has_maps = has_maps,
    };
}

/* Tries all numbers of columns; does one fit? Then the floor is so. */
static bool
try_columns(const viz_draw *self, const cc_view *view, viz_floor *floor, float pitch, bool has_maps)
{
    const float least = 17 * self->text[VIZ_BODY]; /* of a header with name and totals */
    for (int n = 1; n <= MOST_COLUMNS && (n == 1 || n <= floor->n); n++) {
        const sizing it = plan_of(self, floor, n, pitch, has_maps);
        if (n > 1 && it.width < least) {
            break;
        }
        floor->height = place(self, &it, view, floor);
        if (floor->height <= floor->view.h + self->gap) {
            return true;
        }
    }
    return false;
}

void
viz_floor_arrange(const viz_draw *self, int side, viz_floor *floor)
{
    const cc_view *view = self->scene->side[side].view;
    const viz_box box = self->layout->floor[side];
    const float legend = self->text[VIZ_SMALL] + self->gap;
    floor->n = 0;
    floor->view = (viz_box){box.x + self->gap, box.y + self->pad + legend, box.w - 2 * self->gap,
                            fmaxf(box.h - 2 * self->pad - legend, 0)};
    list_groups(view, floor);
    if (viz_box_is_none(floor->view) || viz_box_is_none(box)) {
        floor->view = (viz_box){0};
        return;
    }
    const float least = fmaxf(floorf(LEAST_PITCH * self->unit), 6);
    bool fits = false;
    if (view->n_seats <= VIZ_MOST_SEATS) {
        for (float pitch = floorf(MOST_PITCH * self->unit); !fits && pitch >= least;
             pitch = fminf(pitch - 1, floorf(pitch * 0.93f))) {
            fits = try_columns(self, view, floor, pitch, false);
        }
    }
    const bool is_many = view->n_seats > VIZ_MOST_SEATS || view->n_seats > 1500;
    if (!fits && is_many) {
        fits = try_columns(self, view, floor, least, true);
    }
    if (!fits) { /* it scrolls: by as many columns as headers allow */
        int n = MOST_COLUMNS;
        const float header = 17 * self->text[VIZ_BODY];
        const float pitch = floorf(12 * self->unit);
        sizing it = plan_of(self, floor, n, pitch, is_many);
        while (n > 1 && (it.width < header || n > floor->n)) {
            it = plan_of(self, floor, --n, pitch, is_many);
        }
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
    const float top = floor->view.y + block->box.y - floor->scroll;
    if (block->is_map) {
        return (viz_box){block->box.x, top, block->box.w, block->box.h};
    }
    const uint32_t j = seat - view->group[g].first;
    return (viz_box){block->box.x + (float)(j % block->n_columns) * block->pitch,
                     top + block->header + (float)(j / block->n_columns) * block->pitch,
                     block->pitch, block->pitch};
}
