/* A dialog as shapes: in the middle of the window, as high as its rows or the window allow. */
#include "report/words.h"
#include "viz/scene/scene.h"
#include "viz/session/dialog.h"
#include "viz/session/dialog_parts.h"
#include <math.h>
#include <string.h>

/* In units. */
#define MARGIN 16.0f
#define PAD 6.0f
#define WIDTH 520.0f
#define WIDE 820.0f
#define COLUMNS 1120.0f /* two of them */

static viz_shape *
hit_box(viz_picture *picture, viz_shape_kind kind, viz_box box, viz_role colour, viz_part part,
        int row)
{
    viz_shape *shape = viz_picture_add(picture, kind, box, colour);
    shape->hit = VIZ_HIT_CHOICE;
    shape->b = viz_part_pack(part, row);
    return shape;
}

/* A button as wide as its words; x: its left end, or right end where `right`. Returns its width. */
static float
draw_button(viz_picture *picture, float x, float y, float h, bool right, const char *words,
            viz_part part, int row, bool is_main)
{
    const float unit = picture->unit;
    const float w = viz_picture_width(picture, VIZ_BODY, words) + 2 * MARGIN * unit;
    const viz_box box = {right ? x - w : x, y, w, h};
    hit_box(picture, VIZ_RECT, box, is_main ? VIZ_ACCENT : VIZ_PANEL, part, row);
    if (!is_main) {
        viz_picture_add(picture, VIZ_FRAME, box, VIZ_LINES)->line = fmaxf(1, unit);
    }
    viz_picture_text(picture, box, VIZ_BODY, 1, is_main ? VIZ_GROUND : VIZ_INK,
                     is_main ? VIZ_ACCENT : VIZ_PANEL, words);
    return w;
}

static float
line_height(const viz_picture *picture)
{
    return viz_picture_height(picture, VIZ_BODY) + 2 * PAD * picture->unit;
}

/* How high words are in lines of that width: laid out in a picture that is thrown away. */
static float
words_height(const viz_picture *picture, float width, const char *words)
{
    if (strchr(words, '\n') == NULL && viz_picture_width(picture, VIZ_BODY, words) <= width) {
        return viz_picture_height(picture, VIZ_BODY);
    }
    viz_picture scratch = {0};
    viz_picture_begin(&scratch, picture->width, picture->height, picture->unit, picture->theme,
                      picture->measure);
    const float h = viz_picture_paragraph(&scratch, (viz_box){0, 0, width, 1e6f}, VIZ_BODY, VIZ_INK,
                                          VIZ_RAISED, words);
    viz_picture_free(&scratch);
    return h;
}

/* ---- figures ---- */

#define LABEL 0.4f /* of the width; where that is too little the label has a line of its own */

static float
columns_height(const viz_picture *picture, const viz_row *row, float width)
{
    const float line = viz_picture_height(picture, VIZ_BODY) + PAD * picture->unit / 2;
    return viz_picture_width(picture, VIZ_BODY, row->words) > LABEL * width ? 2 * line : line;
}

static void
draw_columns(viz_picture *picture, const viz_row *row, viz_box box)
{
    const float pad = PAD * picture->unit;
    const float line = viz_picture_height(picture, VIZ_BODY) + pad / 2;
    const bool is_head = row->id == 1, is_two = box.h > 1.5f * line;
    const float left = LABEL * box.w, w = (box.w - left) / VIZ_COLUMNS;
    viz_picture_text(picture, (viz_box){box.x, box.y, is_two ? box.w : left - pad, line}, VIZ_BODY,
                     0, VIZ_INK, VIZ_RAISED, row->words);
    for (int j = 0; j < VIZ_COLUMNS; j++) {
        const viz_box cell = {box.x + left + w * (float)j + pad, box.y + box.h - line, w - pad,
                              line};
        viz_picture_text(picture, cell, VIZ_BODY, 2, is_head ? VIZ_FAINT : VIZ_INK, VIZ_RAISED,
                         row->column[j]);
    }
}

static float
row_height(const viz_picture *picture, const viz_row *row, float width)
{
    const float pad = PAD * picture->unit;
    switch (row->kind) {
    case VIZ_ROW_TEXT:
        return words_height(picture, width, row->words) + pad;
    case VIZ_ROW_HEAD:
    case VIZ_ROW_SEAT:
        return line_height(picture) + pad;
    case VIZ_ROW_DOT:
        return line_height(picture);
    case VIZ_ROW_COLUMNS:
        return columns_height(picture, row, width);
    case VIZ_ROW_CHOICE:
        return fmaxf(line_height(picture),
                     words_height(picture,
                                  width - 2 * pad -
                                      viz_picture_width(picture, VIZ_SMALL, row->note) - 2 * pad,
                                  row->words) +
                         2 * pad);
    case VIZ_ROW_FIELD:
    case VIZ_ROW_PICK:
        break;
    }
    return line_height(picture) + pad / 2;
}

static void
draw_choice(viz_picture *picture, const viz_row *row, int j, viz_box box, bool is_focused)
{
    const float unit = picture->unit, pad = PAD * unit;
    const viz_role ground = is_focused ? VIZ_PANEL : VIZ_RAISED;
    const float note = viz_picture_width(picture, VIZ_SMALL, row->note);
    hit_box(picture, VIZ_RECT, box, ground, VIZ_PART_ROW, j);
    if (is_focused) {
        viz_picture_add(picture, VIZ_RECT, (viz_box){box.x, box.y, 3 * unit, box.h}, VIZ_ACCENT);
    }
    viz_picture_paragraph(
        picture, (viz_box){box.x + 2 * pad, box.y + pad, box.w - note - 4 * pad, box.h - pad},
        VIZ_BODY, row->is_marked ? VIZ_ACCENT : VIZ_INK, ground, row->words);
    if (row->note[0] != '\0') {
        viz_picture_text(picture, (viz_box){box.x, box.y, box.w - pad, line_height(picture)},
                         VIZ_SMALL, 2, VIZ_FAINT, ground, row->note);
    }
}

/* Words left; right what is typed or picked, between arrows where there are any. */
static void
draw_value(viz_picture *picture, const viz_dialog *self, const viz_row *row, int j, viz_box box,
           bool is_focused)
{
    const float unit = picture->unit, pad = PAD * unit, arrow = box.h;
    const float left = row->words[0] != '\0' ? box.w * .36f : 0;
    const bool has_arrows = row->kind == VIZ_ROW_PICK || row->step > 0;
    if (left > 0) {
        viz_picture_text(picture, (viz_box){box.x + pad, box.y, left - 2 * pad, box.h}, VIZ_BODY, 0,
                         VIZ_INK, VIZ_RAISED, row->words);
    }
    viz_box value = {box.x + left, box.y, box.w - left, box.h};
    hit_box(picture, VIZ_RECT, value, VIZ_GROUND, VIZ_PART_ROW, j);
    viz_picture_add(picture, VIZ_FRAME, value, is_focused ? VIZ_ACCENT : VIZ_LINES)->line =
        fmaxf(1, is_focused ? 2 * unit : unit);
    if (has_arrows) {
        const viz_box less = {value.x, value.y, arrow, value.h};
        const viz_box more = {value.x + value.w - arrow, value.y, arrow, value.h};
        hit_box(picture, VIZ_RECT, less, VIZ_PANEL, VIZ_PART_LESS, j);
        hit_box(picture, VIZ_RECT, more, VIZ_PANEL, VIZ_PART_MORE, j);
        const bool is_pick = row->kind == VIZ_ROW_PICK;
        viz_picture_text(picture, less, VIZ_BODY, 1, VIZ_INK, VIZ_PANEL, is_pick ? "<" : "-");
        viz_picture_text(picture, more, VIZ_BODY, 1, VIZ_INK, VIZ_PANEL, is_pick ? ">" : "+");
        value.x += arrow;
        value.w -= 2 * arrow;
    }
    const bool is_pick = row->kind == VIZ_ROW_PICK;
    const char *words = !is_pick           ? row->field
                        : row->n_picks > 0 ? row->pick_words(self->context, row->id, row->pick)
                                           : "";
    const viz_box inside = {value.x + pad, value.y, value.w - 2 * pad, value.h};
    viz_picture_text(picture, inside, VIZ_BODY, has_arrows ? 1 : 0, VIZ_INK, VIZ_GROUND, words);
    if (!is_pick && is_focused) { /* where the next character goes */
        const float w = fminf(viz_picture_width(picture, VIZ_BODY, words), inside.w);
        const float x = has_arrows ? inside.x + (inside.w + w) / 2 : inside.x + w;
        viz_picture_add(
            picture, VIZ_RECT,
            (viz_box){x + unit, inside.y + pad, fmaxf(1, 1.5f * unit), inside.h - 2 * pad},
            VIZ_ACCENT);
    }
}

/* Of a legend: as on the floor or in a lane, and what it means. */
static void
draw_sign(viz_picture *picture, const viz_row *row, viz_box box)
{
    const float pad = PAD * picture->unit, room = line_height(picture);
    const bool is_seat = row->kind == VIZ_ROW_SEAT;
    const float size = is_seat ? room : room / 2;
    const viz_box sign = {box.x + (room - size) / 2, box.y + (room - size) / 2, size, size};
    const viz_shape_kind kind = is_seat              ? VIZ_SEAT
                                : row->id == VIZ_BAD ? VIZ_RECT /* in lanes a square */
                                                     : VIZ_DOT;
    const bool is_leaving = is_seat && row->id == CC_N_SEAT_STATES; /* any that works */
    const int what = is_leaving ? CC_SEAT_TALKING : row->id;
    viz_shape *shape =
        viz_picture_add(picture, kind, sign, (viz_role)(is_seat ? VIZ_SEAT_FIRST + what : what));
    if (is_seat) {
        shape->state = (uint8_t)what;
        shape->ring = what == CC_SEAT_OFF ? 0 : 12;
        shape->ground = VIZ_RAISED;
    }
    if (is_leaving) {
        viz_scene_mark_leaving(picture, sign, VIZ_RAISED);
    }
    viz_picture_text(picture,
                     (viz_box){box.x + room + 2 * pad, box.y, box.w - room - 2 * pad, room},
                     VIZ_BODY, 0, VIZ_INK, VIZ_RAISED, row->words);
}

static void
draw_row(viz_picture *picture, const viz_dialog *self, int j, viz_box box)
{
    const viz_row *row = &self->row[j];
    const float pad = PAD * picture->unit;
    const bool is_focused = j == self->focus;
    switch (row->kind) {
    case VIZ_ROW_TEXT:
        viz_picture_paragraph(picture, box, VIZ_BODY, VIZ_INK, VIZ_RAISED, row->words);
        break;
    case VIZ_ROW_HEAD:
        viz_picture_text(picture, (viz_box){box.x, box.y + pad, box.w, box.h - pad}, VIZ_BODY, 0,
                         VIZ_ACCENT, VIZ_RAISED, row->words);
        break;
    case VIZ_ROW_SEAT:
    case VIZ_ROW_DOT:
        draw_sign(picture, row, box);
        break;
    case VIZ_ROW_COLUMNS:
        draw_columns(picture, row, box);
        break;
    case VIZ_ROW_CHOICE:
        draw_choice(picture, row, j, box, is_focused);
        break;
    case VIZ_ROW_FIELD:
    case VIZ_ROW_PICK:
        box.h = line_height(picture);
        draw_value(picture, self, row, j, box, is_focused);
        break;
    }
}

/* ---- where the rows are ---- */

/* The row with which a second column begins: the first head behind the middle, or else any row. */
static int
break_of(const viz_dialog *self, float height)
{
    float y = 0;
    for (int j = 0; j < self->n; j++) {
        if (y >= 0.42f * height && self->row[j].kind == VIZ_ROW_HEAD) {
            return j;
        }
        y += self->row[j].height;
    }
    return self->n;
}

/* Heights, then places: in one column, or two where there is room for them. */
static void
place(viz_dialog *self, const viz_picture *picture, float width)
{
    const float gap = 2 * MARGIN * picture->unit;
    const float least = 26 * viz_picture_height(picture, VIZ_BODY);
    const bool is_two = self->has_columns && (width - gap) / 2 >= least;
    const float column = is_two ? (width - gap) / 2 : width;
    float height = 0;
    for (int j = 0; j < self->n; j++) {
        self->row[j].height = row_height(picture, &self->row[j], column);
        height += self->row[j].height;
    }
    const int second = is_two ? break_of(self, height) : self->n;
    float x = 0, y = 0;
    self->height = 0;
    for (int j = 0; j < self->n; j++) {
        if (j == second) {
            x = column + gap;
            y = 0;
        }
        self->row[j].x = x;
        self->row[j].y = y;
        self->row[j].width = column;
        y += self->row[j].height;
        self->height = fmaxf(self->height, y);
    }
}

/* Of a line that is cut at an end of the box nothing is shown; a long text is cut by a clip. */
static void
draw_rows(viz_dialog *self, viz_picture *picture, viz_box box)
{
    viz_picture_add(picture, VIZ_CLIP, box, VIZ_RAISED);
    for (int j = 0; j < self->n; j++) {
        const viz_row *row = &self->row[j];
        const float y = box.y + row->y - self->scroll;
        const bool is_whole = y > box.y - 1 && y + row->height < box.y + box.h + 1;
        const bool is_seen = y + row->height > box.y + 1 && y < box.y + box.h - 1;
        if (is_whole || (is_seen && row->height > box.h / 2)) {
            draw_row(picture, self, j, (viz_box){box.x + row->x, y, row->width, row->height});
        }
    }
    viz_picture_add(picture, VIZ_CLIP, (viz_box){0}, VIZ_RAISED);
}

/* How far the rows are scrolled, so that the focus is seen. */
static void
follow(viz_dialog *self)
{
    if (self->follows && self->focus >= 0) {
        const viz_row *row = &self->row[self->focus];
        self->scroll = fminf(self->scroll, row->y);
        self->scroll = fmaxf(self->scroll, row->y + row->height - self->shown);
    }
    self->scroll = fmaxf(0, fminf(self->scroll, self->height - self->shown));
    self->follows = false;
}

void
viz_dialog_draw(viz_dialog *self, viz_picture *picture)
{
    const float unit = picture->unit, margin = MARGIN * unit, pad = PAD * unit;
    const float line = line_height(picture), title = viz_picture_height(picture, VIZ_HEAD);
    const float most_w = (float)picture->width - margin, most_h = (float)picture->height - margin;
    const float text = viz_picture_height(picture, VIZ_BODY) / 14;
    const float w = fminf(most_w, (self->has_columns ? COLUMNS
                                   : self->is_wide   ? WIDE
                                                     : WIDTH) *
                                      fmaxf(unit, text * .85f));
    const float inner = w - 2 * margin;
    const float note = self->note[0] != '\0' ? words_height(picture, inner, self->note) + pad : 0;
    const float around = margin + title + pad + note + pad + line + margin;
    place(self, picture, inner);
    self->shown = fmaxf(line, fminf(self->height, most_h - around));
    follow(self);

    /* what is behind: a shade that a click may close it on */
    const float h = around + self->shown;
    const viz_box box = {floorf(((float)picture->width - w) / 2),
                         floorf(((float)picture->height - h) / 2), w, h};
    self->box = box;
    const viz_box shadow = {box.x + 4 * unit, box.y + 4 * unit, box.w, box.h};
    viz_picture_add(picture, VIZ_RECT, shadow, VIZ_LINES);
    viz_picture_add(picture, VIZ_RECT, box, VIZ_RAISED);
    viz_picture_add(picture, VIZ_FRAME, box, VIZ_ACCENT)->line = fmaxf(1, unit);

    float y = box.y + margin;
    viz_picture_text(picture, (viz_box){box.x + margin, y, inner, title}, VIZ_HEAD, 0, VIZ_INK,
                     VIZ_RAISED, self->title);
    y += title + pad;
    draw_rows(self, picture, (viz_box){box.x + margin, y, inner, self->shown});
    if (self->height > self->shown + 1) { /* how much of it is seen */
        const float part = self->shown / self->height, at = self->scroll / self->height;
        viz_picture_add(
            picture, VIZ_RECT,
            (viz_box){box.x + w - margin * .6f, y + at * self->shown, 4 * unit, part * self->shown},
            VIZ_FAINT);
    }
    y += self->shown + pad;
    if (note > 0) {
        viz_picture_paragraph(picture, (viz_box){box.x + margin, y, inner, note}, VIZ_BODY, VIZ_BAD,
                              VIZ_RAISED, self->note);
        y += note;
    }
    float x = box.x + w - margin;
    if (self->button[0] != '\0') {
        x -= draw_button(picture, x, y, line, true, self->button, VIZ_PART_DO, 0, true) + pad;
    }
    draw_button(picture, x, y, line, true,
                self->button[0] != '\0' && self->n > 0 && self->focus >= 0 ? _("Cancel")
                                                                           : _("Close"),
                VIZ_PART_CLOSE, 0, false);
}
