/* What keys and clicks do to a dialog. A click names a row by its number and the part of it: see
 * dialog_parts.h. */
#include "viz/session/dialog.h"
#include "models/language/units.h"
#include "viz/session/dialog_parts.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool
takes_focus(const viz_row *row)
{
    return row->kind >= VIZ_ROW_CHOICE;
}

void
viz_dialog_free(viz_dialog *self)
{
    viz_dialog_close(self);
    free(self->row);
    *self = (viz_dialog){0};
}

void
viz_dialog_close(viz_dialog *self)
{
    for (int j = 0; j < self->n; j++) {
        free(self->row[j].words);
    }
    self->n = 0;
    self->kind = 0;
    self->note[0] = '\0';
}

void
viz_dialog_open(viz_dialog *self, int kind, const char *title, const char *button)
{
    viz_dialog_close(self);
    self->kind = kind;
    self->focus = -1;
    self->scroll = 0;
    self->is_wide = false;
    self->has_columns = false;
    self->context = NULL;
    self->box = (viz_box){0};
    snprintf(self->title, sizeof(self->title), "%s", title);
    snprintf(self->button, sizeof(self->button), "%s", button);
}

viz_row *
viz_dialog_add(viz_dialog *self, viz_row_kind kind, int id, const char *words)
{
    if (self->n == self->room) {
        const int room = 2 * self->room + 16;
        viz_row *grown = realloc(self->row, (size_t)room * sizeof(*grown));
        if (grown == NULL) {
            return NULL;
        }
        self->row = grown;
        self->room = room;
    }
    char *copy = strdup(words);
    if (copy == NULL) {
        return NULL;
    }
    viz_row *row = &self->row[self->n++];
    *row = (viz_row){.kind = kind, .id = id, .words = copy, .is_whole_taken = true};
    return row;
}

viz_row *
viz_dialog_row(const viz_dialog *self, int id)
{
    for (int j = 0; j < self->n; j++) {
        if (self->row[j].id == id && takes_focus(&self->row[j])) {
            return &self->row[j];
        }
    }
    return NULL;
}

static void
move_focus(viz_dialog *self, int by)
{
    if (self->n == 0) {
        return;
    }
    const int from = self->focus < 0 ? (by > 0 ? -1 : 0) : self->focus;
    for (int k = 1; k <= self->n; k++) {
        const int j = ((from + by * k) % self->n + self->n) % self->n;
        if (takes_focus(&self->row[j])) {
            self->focus = j;
            self->follows = true;
            return;
        }
    }
}

void
viz_dialog_begin(viz_dialog *self)
{
    self->focus = -1;
    for (int j = 0; j < self->n && self->focus < 0; j++) {
        if (takes_focus(&self->row[j]) && self->row[j].is_marked) {
            self->focus = j;
        }
    }
    if (self->focus < 0) {
        move_focus(self, 1);
    }
    self->follows = true;
}

void
viz_dialog_focus(viz_dialog *self, int id)
{
    const viz_row *row = viz_dialog_row(self, id);
    if (row != NULL) {
        self->focus = (int)(row - self->row);
        self->follows = true;
    }
}

void
viz_dialog_says(viz_dialog *self, const char *note)
{
    snprintf(self->note, sizeof(self->note), "%s", note);
}

/* ---- rows ---- */

/* A number one step on; whatever is no number stays. */
static viz_answer
step_field(viz_row *row, int by)
{
    double value;
    if (!(row->step > 0)) {
        return VIZ_ANSWER_NONE;
    }
    if (!cc_number_parse(row->field, &value)) {
        value = 0;
        by = by > 0 ? by : 0;
    }
    value = fmax(0, value + by * row->step);
    if (fabs(value) < 1e15) {
        snprintf(row->field, sizeof(row->field), "%.10g", value);
    }
    row->is_whole_taken = true;
    return VIZ_ANSWER_CHANGED;
}

static viz_answer
step_pick(viz_row *row, int by)
{
    if (row->n_picks < 1) {
        return VIZ_ANSWER_NONE;
    }
    row->pick = ((row->pick + by) % row->n_picks + row->n_picks) % row->n_picks;
    return VIZ_ANSWER_CHANGED;
}

static viz_answer
step(viz_row *row, int by)
{
    return row->kind == VIZ_ROW_PICK    ? step_pick(row, by)
           : row->kind == VIZ_ROW_FIELD ? step_field(row, by)
                                        : VIZ_ANSWER_NONE;
}

static void
erase(viz_row *row)
{
    size_t n = strlen(row->field);
    if (row->is_whole_taken) {
        n = 0;
    }
    while (n > 0 && ((unsigned char)row->field[n - 1] & 0xc0) == 0x80) {
        n--;
    }
    row->field[n > 0 ? n - 1 : 0] = '\0';
    row->is_whole_taken = false;
}

/* The next that begins with that. */
static viz_answer
pick_by_letter(const viz_dialog *self, viz_row *row, const char *text)
{
    for (int k = 1; k <= row->n_picks; k++) {
        const int pick = (row->pick + k) % row->n_picks;
        const char *words = row->pick_words(self->context, row->id, pick);
        if (text[0] != '\0' && strncasecmp(words, text, strlen(text)) == 0) {
            row->pick = pick;
            return VIZ_ANSWER_CHANGED;
        }
    }
    return VIZ_ANSWER_NONE;
}

static viz_answer
type(viz_dialog *self, const char *text)
{
    viz_row *row = self->focus >= 0 ? &self->row[self->focus] : NULL;
    if (row != NULL && row->kind == VIZ_ROW_PICK && text[0] != ' ') {
        return pick_by_letter(self, row, text);
    }
    if (row == NULL || row->kind != VIZ_ROW_FIELD || text[0] == '\0') {
        return VIZ_ANSWER_NONE;
    }
    for (const char *s = text; *s != '\0'; s++) {
        if ((unsigned char)*s < ' ' || *s == 0x7f) {
            return VIZ_ANSWER_NONE;
        }
    }
    const size_t had = row->is_whole_taken ? 0 : strlen(row->field);
    if (had + strlen(text) >= sizeof(row->field)) {
        return VIZ_ANSWER_NONE;
    }
    memcpy(row->field + had, text, strlen(text) + 1);
    row->is_whole_taken = false;
    return VIZ_ANSWER_CHANGED;
}

/* ---- input ---- */

static bool
has_choices(const viz_dialog *self)
{
    bool any = false;
    for (int j = 0; j < self->n; j++) {
        any |= self->row[j].kind == VIZ_ROW_CHOICE;
    }
    return any;
}

/* What is to be chosen is not chosen by chance: without a focus nothing happens. */
static viz_answer
enter(viz_dialog *self)
{
    if (self->button[0] != '\0') {
        return VIZ_ANSWER_DONE;
    }
    if (self->focus >= 0 && self->row[self->focus].kind == VIZ_ROW_CHOICE) {
        return VIZ_ANSWER_DONE;
    }
    return has_choices(self) ? VIZ_ANSWER_NONE : VIZ_ANSWER_CLOSED;
}

static void
scroll_by(viz_dialog *self, float px)
{
    self->scroll = fmaxf(0, fminf(self->scroll + px, self->height - self->shown));
}

/* A digit answers the choice of that number. */
static viz_answer
choose_by_digit(viz_dialog *self, uint32_t key)
{
    const int wanted = (int)(key - '0');
    for (int j = 0, n = 0; j < self->n; j++) {
        if (self->row[j].kind == VIZ_ROW_CHOICE && ++n == wanted) {
            self->focus = j;
            return VIZ_ANSWER_DONE;
        }
    }
    return VIZ_ANSWER_NONE;
}

static viz_answer
key(viz_dialog *self, const viz_input *input)
{
    viz_row *row = self->focus >= 0 ? &self->row[self->focus] : NULL;
    const bool is_field = row != NULL && row->kind == VIZ_ROW_FIELD;
    switch (input->key) {
    case VIZ_KEY_ESCAPE:
        return VIZ_ANSWER_CLOSED;
    case VIZ_KEY_ENTER:
        return enter(self);
    case VIZ_KEY_UP:
    case VIZ_KEY_DOWN:
        if (row == NULL) {
            scroll_by(self, input->key == VIZ_KEY_UP ? -self->shown / 8 : self->shown / 8);
        } else {
            move_focus(self, input->key == VIZ_KEY_UP ? -1 : 1);
        }
        return VIZ_ANSWER_NONE;
    case VIZ_KEY_TAB:
        move_focus(self, input->shift ? -1 : 1);
        return VIZ_ANSWER_NONE;
    case VIZ_KEY_PAGE_UP:
    case VIZ_KEY_PAGE_DOWN:
        scroll_by(self, input->key == VIZ_KEY_PAGE_UP ? -self->shown * .9f : self->shown * .9f);
        return VIZ_ANSWER_NONE;
    case VIZ_KEY_LEFT:
    case VIZ_KEY_RIGHT:
        return row != NULL ? step(row, input->key == VIZ_KEY_LEFT ? -1 : 1) : VIZ_ANSWER_NONE;
    case VIZ_KEY_BACKSPACE:
    case VIZ_KEY_DELETE:
        if (is_field) {
            erase(row);
            return VIZ_ANSWER_CHANGED;
        }
        return VIZ_ANSWER_NONE;
    default:
        break;
    }
    if (is_field && row->step > 0 && (input->key == '+' || input->key == '-')) {
        return step(row, input->key == '+' ? 1 : -1);
    }
    if (!is_field && !input->control && input->key >= '1' && input->key <= '9') {
        return choose_by_digit(self, input->key);
    }
    if (!is_field && input->key == ' ') {
        return row != NULL && row->kind == VIZ_ROW_PICK ? step_pick(row, 1) : enter(self);
    }
    return VIZ_ANSWER_NONE; /* characters come as text too */
}

static bool
is_in(const viz_box *box, float x, float y)
{
    return x >= box->x && y >= box->y && x < box->x + box->w && y < box->y + box->h;
}

static viz_answer
press(viz_dialog *self, const viz_input *input, const viz_picture *picture)
{
    const viz_shape *hit = viz_picture_hit(picture, input->x, input->y);
    if (hit == NULL || hit->hit != VIZ_HIT_CHOICE) {
        return is_in(&self->box, input->x, input->y) ? VIZ_ANSWER_NONE : VIZ_ANSWER_CLOSED;
    }
    const viz_part part = viz_part_of(hit->b);
    const int j = viz_part_row(hit->b);
    if (part == VIZ_PART_DO) {
        return VIZ_ANSWER_DONE;
    }
    if (part == VIZ_PART_CLOSE) {
        return VIZ_ANSWER_CLOSED;
    }
    if (j >= self->n || !takes_focus(&self->row[j])) {
        return VIZ_ANSWER_NONE;
    }
    self->focus = j;
    return part == VIZ_PART_LESS                 ? step(&self->row[j], -1)
           : part == VIZ_PART_MORE               ? step(&self->row[j], 1)
           : self->row[j].kind == VIZ_ROW_CHOICE ? VIZ_ANSWER_DONE
                                                 : VIZ_ANSWER_NONE;
}

viz_answer
viz_dialog_input(viz_dialog *self, const viz_input *input, const viz_picture *picture)
{
    viz_answer answer = VIZ_ANSWER_NONE;
    switch (input->kind) {
    case VIZ_INPUT_KEY:
        answer = key(self, input);
        break;
    case VIZ_INPUT_TEXT:
        /* + and - of a number have been keys */
        if (self->focus >= 0 && self->row[self->focus].step > 0 &&
            (strcmp(input->text, "+") == 0 || strcmp(input->text, "-") == 0)) {
            break;
        }
        answer = type(self, input->text);
        break;
    case VIZ_INPUT_PRESS:
        answer = press(self, input, picture);
        break;
    case VIZ_INPUT_WHEEL:
        scroll_by(self, -input->value * 48 * picture->unit);
        break;
    case VIZ_INPUT_MOVE:
    case VIZ_INPUT_LOOSE:
    case VIZ_INPUT_RESIZE:
    case VIZ_INPUT_CLOSE:
        break;
    }
    if (answer == VIZ_ANSWER_CHANGED) {
        self->note[0] = '\0';
    }
    return answer;
}
