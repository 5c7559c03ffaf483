/* Draws the agents: first the seats, then the headers of their groups, which stay in sight as long as
 * any seat of the group is. */
#include "viz/scene/draw.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Which states are named first where there is no room for all. */
static const cc_seat_state order[] = {
    CC_SEAT_READY, CC_SEAT_TALKING,   CC_SEAT_CHATTING,     CC_SEAT_WRITING, CC_SEAT_WRAP_UP,
    CC_SEAT_BREAK, CC_SEAT_NOT_READY, CC_SEAT_DISCONNECTED, CC_SEAT_OFF,
};
#define RING_SIZE 13 /* px of a seat that has a ring, at least */
#define N_ORDER ((int)(sizeof(order) / sizeof(order[0])))

static viz_role
role_of(cc_seat_state state)
{
    return (viz_role)((int)VIZ_SEAT_FIRST + (int)state);
}

/* px of a seat, without what is left free beside it. */
static float
seat_size(const viz_block *block)
{
    return block->pitch - (block->pitch < 12 ? 1 : floorf(block->pitch * 0.12f));
}

/* ---- who leaves ---- */

static void
add_line(viz_picture *picture, float x, float y, float w, float h, float line)
{
    viz_picture_add(picture, VIZ_LINE, (viz_box){x, y, w, h}, VIZ_INK)->line = line;
}

void
viz_scene_mark_leaving(viz_picture *picture, viz_box seat, viz_role ground)
{
    const float size = fmaxf(floorf(seat.w * 0.36f), 7), in = floorf(size * 0.12f);
    const float x = seat.x + seat.w - size, y = seat.y + seat.h - size;
    const float line = fmaxf(floorf(size * 0.13f), 1), head = 0.3f * size, end = x + size - in;
    viz_picture_add(picture, VIZ_DOT, (viz_box){x, y, size, size}, ground);
    add_line(picture, x + in, y + size / 2, size - 2 * in, 0, line);
    add_line(picture, end - head, y + size / 2 - head, head, head, line);
    add_line(picture, end - head, y + size / 2 + head, head, -head, line);
}

static uint32_t
count_leaving(const cc_view *view)
{
    uint32_t n = 0;
    for (uint32_t j = 0; j < view->n_seats; j++) {
        n += view->seat[j].is_leaving;
    }
    return n;
}

/* ---- the legend: what the figures mean, with totals ---- */

/* How many leave; where what comes next begins. */
static float
draw_leaving(const viz_draw *self, const cc_view *view, float x, float y, float end)
{
    const float height = self->text[VIZ_SMALL], icon = floorf(height * 0.7f);
    const uint32_t n = count_leaving(view);
    char number[24], text[64];
    viz_draw_count(number, sizeof(number), n);
    snprintf(text, sizeof(text), _("leaving %s"), number);
    const float w = viz_draw_width(self, VIZ_SMALL, text);
    if (n == 0 || x + icon + self->pad + w > end) {
        return x;
    }
    viz_scene_mark_leaving(self->picture, (viz_box){x, y + floorf((height - icon) / 2), icon, icon},
                           VIZ_PANEL);
    x += icon + self->pad / 2;
    viz_picture_text(self->picture, (viz_box){x, y, w, height}, VIZ_SMALL, 0, VIZ_FAINT, VIZ_PANEL,
                     text);
    return x + w + 1.5f * self->gap;
}

/* "a cell: 3 agents": of a map. Of several maps from the least to the most. */
static void
map_words(const viz_floor *floor, const cc_view *view, char *text, size_t size)
{
    double least = INFINITY, most = 0;
    for (int j = 0; j < floor->n; j++) {
        const viz_block *block = &floor->block[j];
        const double n_cells = (double)block->n_columns * block->n_rows;
        const double n = (double)view->group[block->group].n_seats / fmax(n_cells, 1);
        if (n > 0) {
            least = fmin(least, n);
            most = fmax(most, n);
        }
    }
    if (!(most >= 1.05)) {
        snprintf(text, size, "%s", _("a cell: an agent"));
    } else if (most - least < 0.1 * most) {
        snprintf(text, size, most < 9.95 ? _("a cell: %.1f agents") : _("a cell: %.0f agents"),
                 most);
    } else {
        snprintf(text, size, _("a cell: %.0f to %.0f agents"), fmax(least, 1), most);
    }
}

static void
draw_legend(const viz_draw *self, int side, const viz_floor *floor, bool has_ring)
{
    const cc_view *view = self->scene->side[side].view;
    const viz_box box = self->layout->floor[side];
    const float height = self->text[VIZ_SMALL], icon = floorf(height * 0.9f);
    float end = box.x + box.w - self->gap, x = box.x + self->gap;
    const float y = box.y + self->pad;
    if (floor->n > 0 && floor->block[0].is_map) { /* without it a map says little */
        char text[80];
        map_words(floor, view, text, sizeof(text));
        const float w = viz_draw_width(self, VIZ_SMALL, text);
        if (w < 0.5f * (end - x)) {
            viz_picture_text(self->picture, (viz_box){end - w, y, w, height}, VIZ_SMALL, 2,
                             VIZ_FAINT, VIZ_PANEL, text);
            end -= w + 2 * self->gap;
        }
    }
    const char *who = _("agents");
    const float named = viz_draw_width(self, VIZ_SMALL, who);
    if (x + named < end) {
        viz_picture_text(self->picture, (viz_box){x, y, named, height}, VIZ_SMALL, 0, VIZ_INK,
                         VIZ_PANEL, who);
        x += named + 1.5f * self->gap;
    }
    for (int j = 0; j < N_ORDER; j++) {
        uint64_t n = 0;
        for (int g = 0; g < view->n_groups; g++) {
            n += view->group[g].count[order[j]];
        }
        if (order[j] == CC_SEAT_BREAK) { /* behind those who work */
            x = draw_leaving(self, view, x, y, end);
        }
        const bool may_be = n > 0 || order[j] == CC_SEAT_READY || order[j] == CC_SEAT_TALKING;
        if (!may_be) {
            continue;
        }
        char number[24], text[64];
        viz_draw_count(number, sizeof(number), n);
        snprintf(text, sizeof(text), "%s %s", _(cc_seat_word(order[j])), number);
        const float w = viz_draw_width(self, VIZ_SMALL, text);
        if (x + icon + self->pad + w > end) {
            continue; /* a shorter one may still fit */
        }
        viz_draw_icon(self, x, y + floorf((height - icon) / 2), icon, order[j], VIZ_PANEL);
        viz_picture_text(self->picture, (viz_box){x + icon + self->pad / 2, y, w, height},
                         VIZ_SMALL, 0, VIZ_FAINT, VIZ_PANEL, text);
        x += icon + self->pad / 2 + w + 1.5f * self->gap;
    }
    const char *word = _("full ring: 10 min");
    const float w = viz_draw_width(self, VIZ_SMALL, word);
    if (has_ring && end - w > x) {
        viz_picture_text(self->picture, (viz_box){end - w, y, w, height}, VIZ_SMALL, 2, VIZ_FAINT,
                         VIZ_PANEL, word);
    }
}

/* ---- seats ---- */

static bool
is_seen(const viz_floor *floor, float y, float h)
{
    return y + h > floor->view.y && y < floor->view.y + floor->view.h;
}

static void
draw_seats(const viz_draw *self, int side, const viz_floor *floor, const viz_block *block)
{
    const cc_view *view = self->scene->side[side].view;
    const cc_view_group *group = &view->group[block->group];
    const viz_selection *selected = &self->scene->selection;
    const float top = floor->view.y + block->box.y - floor->scroll + block->header;
    const float size = seat_size(block);
    const bool has_ring = size >= RING_SIZE;
    for (uint32_t j = 0; j < group->n_seats; j++) {
        const float x = block->box.x + (float)(j % block->n_columns) * block->pitch;
        const float y = top + (float)(j / block->n_columns) * block->pitch;
        if (!is_seen(floor, y, size)) {
            continue;
        }
        const cc_view_seat *seat = &view->seat[group->first + j];
        viz_shape *shape = viz_picture_add(self->picture, VIZ_SEAT, (viz_box){x, y, size, size},
                                           role_of(seat->state));
        const bool rings = has_ring && seat->state != CC_SEAT_OFF && !isnan(seat->since);
        shape->state = seat->state;
        shape->ring = rings ? (uint8_t)viz_seat_ring(view->time - seat->since) : VIZ_NO_RING;
        shape->count = (uint8_t)(seat->state == CC_SEAT_CHATTING && size >= 18 && seat->n_open > 1
                                     ? (seat->n_open < 10 ? seat->n_open : 10)
                                     : 0);
        shape->ground = VIZ_PANEL;
        shape->hit = VIZ_HIT_SEAT;
        shape->a = (uint32_t)side;
        shape->b = seat->agent;
        /* a customer is shown in both centers, wherever the click was */
        shape->is_selected = (selected->kind == VIZ_SELECT_SEAT && selected->side == side &&
                              selected->which == seat->agent) ||
                             (selected->kind == VIZ_SELECT_CUSTOMER &&
                              seat->contact != UINT64_MAX && selected->which == seat->contact);
        if (seat->is_leaving && size >= RING_SIZE) {
            viz_scene_mark_leaving(self->picture, shape->box, VIZ_PANEL);
        }
    }
}

/* A map: the seats of the group in order of what they do, so that shares are areas. */
static void
draw_map(const viz_draw *self, int side, const viz_floor *floor, const viz_block *block)
{
    const cc_view *view = self->scene->side[side].view;
    const cc_view_group *group = &view->group[block->group];
    const float top = floor->view.y + block->map.y - floor->scroll;
    const float h = block->map.h;
    if (group->n_seats == 0 || !is_seen(floor, top, h)) {
        return;
    }
    const size_t n = (size_t)block->n_columns * block->n_rows;
    viz_shape *shape = viz_picture_add(self->picture, VIZ_CELLS,
                                       (viz_box){block->map.x, top, block->map.w, h}, VIZ_PANEL);
    shape->hit = VIZ_HIT_GROUP;
    shape->a = (uint32_t)side;
    shape->b = (uint64_t)block->group;
    uint8_t *cell = viz_picture_cells(self->picture, shape, block->n_columns, block->n_rows);
    if (cell == NULL) {
        return;
    }
    /* down each column first: bands from left to right */
    uint64_t seats = 0;
    int state = -1;
    for (size_t j = 0; j < n; j++) {
        while (state + 1 < N_ORDER && (uint64_t)j * group->n_seats >= seats * n) {
            seats += group->count[order[++state]];
        }
        const size_t row = j % block->n_rows, column = j / block->n_rows;
        cell[row * block->n_columns + column] = (uint8_t)role_of(order[state]);
    }
}

/* ---- headers ---- */

/* How many are there, of how many; where it begins. */
static float
draw_staffed(const viz_draw *self, const cc_view_group *group, viz_box box)
{
    char text[64], there[24], plan[24];
    viz_draw_count(there, sizeof(there), (uint64_t)group->staffed);
    viz_draw_count(plan, sizeof(plan), (uint64_t)llround(fmax(group->planned, 0)));
    snprintf(text, sizeof(text), "%s / %s", there, plan);
    const float w = viz_draw_width(self, VIZ_BODY, text), end = box.x + box.w;
    if (w > box.w) {
        return end;
    }
    viz_picture_text(self->picture, (viz_box){end - w, box.y, w, box.h}, VIZ_BODY, 2, VIZ_INK,
                     VIZ_PANEL, text);
    return end - w;
}

/* Ready and working, and who else, as many as there is room for, from the right end on; where they end. */
static float
draw_totals(const viz_draw *self, const cc_view_group *group, viz_box box)
{
    const float icon = floorf(self->text[VIZ_SMALL] * 0.85f);
    float end = draw_staffed(self, group, box) - self->gap;
    char text[32];
    for (int j = N_ORDER - 2; j >= 0; j--) { /* nobody counts who is off */
        const uint32_t n = group->count[order[j]];
        if (n == 0) {
            continue;
        }
        viz_draw_count(text, sizeof(text), n);
        const float w = viz_draw_width(self, VIZ_SMALL, text);
        if (end - w - icon - self->pad < box.x) {
            break;
        }
        viz_picture_text(self->picture, (viz_box){end - w, box.y, w, box.h}, VIZ_SMALL, 2, VIZ_INK,
                         VIZ_PANEL, text);
        end -= w + floorf(self->pad / 2) + icon;
        viz_draw_icon(self, end, box.y + floorf((box.h - icon) / 2), icon, order[j], VIZ_PANEL);
        end -= self->gap;
    }
    return end;
}

static void
draw_header(const viz_draw *self, int side, const viz_floor *floor, const viz_block *block)
{
    const cc_view *view = self->scene->side[side].view;
    const cc_view_group *group = &view->group[block->group];
    const char *name = view->scenario->center.group[block->group].name;
    const float top = floor->view.y + block->box.y - floor->scroll;
    const float bottom = top + block->box.h; /* it stays in sight as long as the block is */
    float y = fmaxf(top, floor->view.y);
    y = fminf(y, bottom - block->header);
    if (y < floor->view.y || y + block->header > floor->view.y + floor->view.h) {
        return;
    }
    const viz_box box = {block->box.x, y, block->box.w, block->header};
    viz_shape *shape =
        viz_picture_add(self->picture, block->is_row ? VIZ_FRAME : VIZ_RECT, box, VIZ_PANEL);
    shape->line = 0;
    const viz_selection *selected = &self->scene->selection;
    const bool is_selected = selected->kind == VIZ_SELECT_GROUP && selected->side == side &&
                             selected->which == (uint64_t)block->group;
    shape->hit = VIZ_HIT_GROUP;
    shape->a = (uint32_t)side;
    shape->b = (uint64_t)block->group;
    shape->is_selected = is_selected;
    const float line = fmaxf(floorf(self->unit), 1);
    viz_box inner = box;
    inner.h -= line;
    if (!block->is_row || is_selected) {
        viz_draw_rect(self, (viz_box){box.x, box.y + inner.h, box.w, line},
                      is_selected ? VIZ_ACCENT : VIZ_LINES);
    }
    if (block->is_row) { /* the map is between name and numbers */
        const float end = block->map.x + block->map.w + self->gap;
        draw_staffed(self, group, (viz_box){end, inner.y, inner.x + inner.w - end, inner.h});
        inner.w = block->map.x - self->gap - inner.x;
        viz_picture_text(self->picture, inner, VIZ_BODY, 0, VIZ_INK, VIZ_PANEL, name);
        return;
    }
    const float named = fminf(viz_draw_width(self, VIZ_BODY, name), inner.w * 0.45f);
    const viz_box totals = {inner.x + named + self->gap, inner.y, inner.w - named - self->gap,
                            inner.h};
    const float end = draw_totals(self, group, totals);
    inner.w = end - inner.x;
    viz_picture_text(self->picture, inner, VIZ_BODY, 0, VIZ_INK, VIZ_PANEL, name);
}

static void
draw_caption(const viz_draw *self, int side, const viz_floor *floor, const viz_block *block)
{
    const cc_view *view = self->scene->side[side].view;
    const cc_group *group = &view->scenario->center.group[block->group];
    const float h = self->text[VIZ_SMALL];
    const float y = floor->view.y + block->box.y - floor->scroll - h - floorf(self->pad / 2);
    if (block->caption == NULL || y < floor->view.y || y + h > floor->view.y + floor->view.h) {
        return;
    }
    char text[200];
    const bool is_said =
        strcmp(block->caption, "home") == 0 || strcmp(block->caption, group->name) == 0;
    if (block->is_home && is_said) {
        snprintf(text, sizeof(text), "%s", _("at home"));
    } else if (block->is_home) {
        snprintf(text, sizeof(text), _("%.120s, at home"), block->caption);
    } else {
        snprintf(text, sizeof(text), "%.120s", block->caption);
    }
    viz_picture_text(self->picture, (viz_box){block->box.x, y, floor->view.w, h}, VIZ_SMALL, 0,
                     VIZ_FAINT, VIZ_PANEL, text);
}

/* In the margin: that there is more, and where it is. */
static void
draw_bar(const viz_draw *self, viz_box box, const viz_floor *floor)
{
    if (floor->height > floor->view.h + self->text[VIZ_BODY]) {
        const float part = floor->view.h / floor->height, at = floor->scroll / floor->height;
        const float w = fmaxf(floorf(self->pad / 2), 2);
        viz_draw_rect(self,
                      (viz_box){box.x + box.w - w, floorf(floor->view.y + at * floor->view.h), w,
                                ceilf(part * floor->view.h)},
                      VIZ_FAINT);
    }
}

void
viz_draw_floor(const viz_draw *self, int side, const viz_floor *floor)
{
    const viz_box box = self->layout->floor[side];
    if (viz_box_is_none(box) || viz_box_is_none(floor->view)) {
        return;
    }
    viz_draw_rect(self, box, VIZ_PANEL);
    if (floor->has_legend) {
        const bool has_seats = floor->n > 0 && !floor->block[0].is_map;
        draw_legend(self, side, floor, has_seats && seat_size(&floor->block[0]) >= RING_SIZE);
    }
    viz_picture_add(self->picture, VIZ_CLIP, floor->view, VIZ_PANEL);
    for (int j = 0; j < floor->n; j++) {
        const viz_block *block = &floor->block[j];
        const float y = floor->view.y + block->box.y - floor->scroll;
        if (!is_seen(floor, y, block->box.h)) {
            continue;
        }
        if (block->is_map) {
            draw_map(self, side, floor, block);
        } else {
            draw_seats(self, side, floor, block);
        }
    }
    for (int j = 0; j < floor->n; j++) {
        draw_caption(self, side, floor, &floor->block[j]);
    }
    for (int j = 0; j < floor->n; j++) {
        draw_header(self, side, floor, &floor->block[j]);
    }
    viz_picture_add(self->picture, VIZ_CLIP, (viz_box){0}, VIZ_PANEL);
    draw_bar(self, box, floor);
}
