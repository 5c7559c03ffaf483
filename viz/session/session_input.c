/* What keys and clicks mean: to the dialog that is open, or to the picture and the table of commands. */
#include "viz/session/state.h"
#include <math.h>
#include <string.h>

/* To where the pointer is on the strip of the day, or to its end that is nearest. */
static void
drag(viz_session *self, const viz_input *input)
{
    const double time = self->picture.n > 0 ? viz_scene_time_at(&self->scene, &self->layout,
                                                                &self->picture, input->x)
                                            : NAN;
    if (!isnan(time)) {
        viz_move_to(self, time);
    }
}

static void
press(viz_session *self, const viz_input *input)
{
    const viz_shape *hit = viz_picture_hit(&self->picture, input->x, input->y);
    if (hit == NULL) {
        viz_select(self, VIZ_SELECT_NOTHING, 0, 0);
        return;
    }
    const int side = hit->a < (uint32_t)self->n_sides ? (int)hit->a : 0;
    const uint64_t b = hit->b;
    switch ((viz_hit)hit->hit) {
    case VIZ_HIT_SEAT:
        viz_select(self, VIZ_SELECT_SEAT, side, b);
        break;
    case VIZ_HIT_CUSTOMER:
        viz_select(self, VIZ_SELECT_CUSTOMER, side, b);
        break;
    case VIZ_HIT_QUEUE:
        viz_select(self, VIZ_SELECT_QUEUE, side, b);
        break;
    case VIZ_HIT_NODE:
        viz_select(self, VIZ_SELECT_NODE, side, b);
        break;
    case VIZ_HIT_GROUP:
        viz_select(self, VIZ_SELECT_GROUP, side, b);
        break;
    case VIZ_HIT_STRIP:
        self->is_scrubbing = true;
        viz_move_run(self, false);
        drag(self, input);
        break;
    case VIZ_HIT_COMMAND:
        viz_act(self, b < VIZ_N_COMMANDS ? (viz_command)b : VIZ_NO_COMMAND, 0);
        break;
    case VIZ_HIT_CHOICE:
    case VIZ_HIT_NONE:
        break;
    }
}

static void
wheel(viz_session *self, const viz_input *input)
{
    const int side = self->n_sides == 2 && input->x > (float)self->width / 2;
    self->scroll[side] = fmaxf(0, self->scroll[side] - input->value * 40 * viz_session_unit(self));
    self->is_stale = true;
}

static void
resize(viz_session *self, const viz_input *input)
{
    self->width = (int)fmaxf(64, fminf(input->x, 16384));
    self->height = (int)fmaxf(64, fminf(input->y, 16384));
    self->is_stale = true;
}

/* Of the characters that a key brings, those of one that was a command are not typed. */
static bool
is_swallowed(viz_session *self, const viz_input *input)
{
    const uint32_t key = self->swallows;
    self->swallows = 0;
    if (input->kind != VIZ_INPUT_TEXT || key == 0) {
        return false;
    }
    const viz_input name = {.kind = VIZ_INPUT_KEY, .key = key};
    char text[32];
    viz_key_name(&name, text, sizeof(text));
    return strcmp(key == ' ' ? " " : text, input->text) == 0;
}

static void
to_dialog(viz_session *self, const viz_input *input)
{
    const viz_row *row = self->dialog.focus >= 0 ? &self->dialog.row[self->dialog.focus] : NULL;
    if (input->kind == VIZ_INPUT_KEY && (row == NULL || row->kind != VIZ_ROW_FIELD)) {
        self->swallows = input->key;
        int digit; /* the command that has opened it closes it too */
        if (self->dialog.kind == VIZ_ASK_HELP &&
            viz_command_of_key(input, &digit) == VIZ_COMMAND_HELP) {
            viz_ask_answer(self, VIZ_ANSWER_CLOSED);
            return;
        }
    }
    const viz_answer answer = viz_dialog_input(&self->dialog, input, &self->picture);
    if (answer != VIZ_ANSWER_NONE) {
        viz_ask_answer(self, answer);
    }
}

void
viz_session_input(viz_session *self, const viz_input *input)
{
    if (self->is_over || is_swallowed(self, input)) {
        return;
    }
    if (input->kind != VIZ_INPUT_MOVE && input->kind != VIZ_INPUT_RESIZE) {
        self->is_stale = true;
    }
    if (input->kind == VIZ_INPUT_CLOSE) {
        self->is_over = true;
        return;
    }
    if (input->kind == VIZ_INPUT_RESIZE) {
        resize(self, input);
        return;
    }
    if (self->dialog.kind != VIZ_ASK_NOTHING && !self->is_scrubbing) {
        to_dialog(self, input);
        return;
    }
    int digit = 0;
    viz_command command;
    switch (input->kind) {
    case VIZ_INPUT_KEY:
        self->message[0] = '\0';
        self->swallows = input->key;
        command = viz_command_of_key(input, &digit);
        viz_act(self, command, digit);
        break;
    case VIZ_INPUT_PRESS:
        self->message[0] = '\0';
        press(self, input);
        break;
    case VIZ_INPUT_MOVE:
        if (self->is_scrubbing) {
            drag(self, input);
        }
        break;
    case VIZ_INPUT_LOOSE:
        self->is_scrubbing = false;
        break;
    case VIZ_INPUT_WHEEL:
        wheel(self, input);
        break;
    case VIZ_INPUT_TEXT:
    case VIZ_INPUT_RESIZE:
    case VIZ_INPUT_CLOSE:
        break;
    }
}
