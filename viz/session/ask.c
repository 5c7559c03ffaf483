/* Dialogs that ask for a time, a name, a condition, and those that tell: help, legend, bookmarks. */
#include "models/language/units.h"
#include "report/words.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROW_TEXT = 1, ROW_WHAT, ROW_QUEUE, ROW_NUMBER };

static void
open_field(viz_session *self, viz_asked ask, const char *title, const char *words,
           const char *field, const char *button, const char *note)
{
    viz_dialog *dialog = &self->dialog;
    viz_dialog_open(dialog, (int)ask, title, button);
    viz_row *row = viz_dialog_add(dialog, VIZ_ROW_FIELD, ROW_TEXT, words);
    if (row != NULL) {
        snprintf(row->field, sizeof(row->field), "%s", field);
    }
    if (note[0] != '\0') {
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, note);
    }
    viz_dialog_begin(dialog);
}

/* ---- what is told ---- */

static void
open_welcome(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    viz_dialog_open(dialog, VIZ_ASK_WELCOME, viz_scenario_of(self, 0)->name, _("Run"));
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0,
                         _("Dots are customers: they wait in the lanes of the queues, and turn "
                           "colour when they wait too long."));
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0,
                         _("Shapes on the floor are agents: shape and colour say what each of "
                           "them does, the ring for how long."));
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0,
                         _("You may change anything while it runs: press I, or click on a group, a "
                           "queue or a bot. What it costs is shown beside the day as it was."));
    (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0, _("Press space."));
    viz_dialog_begin(dialog);
}

static void
key_words(viz_command command, char *text, size_t size)
{
    char keys[64], *rest;
    size_t n = 0;
    text[0] = '\0';
    snprintf(keys, sizeof(keys), "%s", viz_command_types[command].keys);
    for (char *key = strtok_r(keys, " ", &rest); key != NULL && n < size;
         key = strtok_r(NULL, " ", &rest)) {
        const bool shift = strncmp(key, "shift+", 6) == 0, control = strncmp(key, "ctrl+", 5) == 0;
        n += (size_t)snprintf(text + n, size - n, "%s%s%s", n > 0 ? "  " : "",
                              shift     ? _("shift+")
                              : control ? _("ctrl+")
                                        : "",
                              xp_words(key + (shift     ? 6
                                              : control ? 5
                                                        : 0)));
    }
}

/* From the table that handles the keys; a click on a line does it. */
static void
open_help(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    const char *section = "";
    viz_dialog_open(dialog, VIZ_ASK_HELP, _("What one can do"), "");
    dialog->has_columns = true;
    for (int j = 0; j < VIZ_N_COMMANDS; j++) {
        const viz_command_type *type = &viz_command_types[j];
        if (!viz_may(self, (viz_command)j)) {
            continue;
        }
        if (strcmp(section, type->section) != 0) {
            section = type->section;
            (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0, xp_words(section));
        }
        viz_row *row = viz_dialog_add(dialog, VIZ_ROW_CHOICE, j, xp_words(type->help));
        if (row != NULL) {
            key_words((viz_command)j, row->note, sizeof(row->note));
        }
    }
    (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0, _("Mouse"));
    (void)viz_dialog_add(
        dialog, VIZ_ROW_TEXT, 0,
        _("A click selects: a customer, a seat, a queue, a group, a bot; another on "
          "the same asks what to change, or tells the customer's story. On the "
          "strip of the day a click or drag goes to that time. The wheel scrolls."));
    viz_dialog_begin(dialog);
}

static void
open_marks(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    viz_dialog_open(dialog, VIZ_ASK_MARKS, _("Bookmarks"), "");
    for (size_t j = 0; j < self->n_marks; j++) {
        char time[40], words[64];
        viz_moment_write(viz_scenario_of(self, 0), self->mark[j].time, time, sizeof(time));
        snprintf(words, sizeof(words), "%c  %s", self->mark[j].key, time);
        (void)viz_dialog_add(dialog, VIZ_ROW_CHOICE, (int)j + 1, words);
    }
    if (self->n_marks == 0) {
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0,
                             _("There are none yet. ctrl and a digit set one where you are; the "
                               "digit goes there."));
    }
    viz_dialog_begin(dialog);
}

static void
open_legend(viz_session *self)
{
    viz_dialog_open(&self->dialog, VIZ_ASK_LEGEND, _("Shapes and colours"), "");
    for (int j = 0; j < CC_N_SEAT_STATES; j++) {
        viz_row *row = viz_dialog_add(&self->dialog, VIZ_ROW_SEAT, j,
                                      xp_words(cc_seat_word((cc_seat_state)j)));
        (void)row;
    }
    (void)viz_dialog_add(&self->dialog, VIZ_ROW_SEAT, CC_N_SEAT_STATES,
                         _("leaving: finishes what is in hand"));
    static const struct {
        viz_role role;
        const char *words;
    } dots[] = {
        {VIZ_GOOD, N_("waits within the target")},
        {VIZ_WARN, N_("near the target")},
        {VIZ_BAD, N_("past the target")},
        {VIZ_FLOW, N_("on the way from place to place")},
    };
    for (size_t j = 0; j < sizeof(dots) / sizeof(dots[0]); j++) {
        (void)viz_dialog_add(&self->dialog, VIZ_ROW_DOT, (int)dots[j].role,
                             xp_words(dots[j].words));
    }
    (void)viz_dialog_add(&self->dialog, VIZ_ROW_TEXT, 0,
                         _("The ring of a seat fills with the time in its state; a number in it "
                           "says how many conversations are open."));
    (void)viz_dialog_add(&self->dialog, VIZ_ROW_TEXT, 0,
                         _("Very many agents are a map: of a group the areas are shares."));
    viz_dialog_begin(&self->dialog);
}

/* ---- conditions ---- */

static const struct {
    viz_until until;
    const char *words, *unit;
    double value; /* to begin with */
} conditions[] = {
    {VIZ_UNTIL_TIME, N_("never"), "", 0},
    {VIZ_UNTIL_QUEUE, N_("so many wait"), N_("contacts"), 10},
    {VIZ_UNTIL_WAIT, N_("somebody has waited so long"), N_("s"), 120},
    {VIZ_UNTIL_LEVEL, N_("the level of half an hour falls below"), N_("%"), 80},
    {VIZ_UNTIL_READY, N_("no more agents are ready than"), N_("agents"), 0},
    {VIZ_UNTIL_ABANDONMENT, N_("somebody gives up"), "", 0},
    {VIZ_UNTIL_BREACH, N_("somebody waits past the target"), "", 0},
};
#define N_CONDITIONS ((int)(sizeof(conditions) / sizeof(conditions[0])))

static const char *
pick_words(void *context, int id, int pick)
{
    const viz_session *self = context;
    if (id == ROW_WHAT) {
        return xp_words(conditions[pick].words);
    }
    return pick == 0 ? _("any queue")
                     : viz_scenario_of(self, self->asked_side)->center.queue[pick - 1].name;
}

static void
fill_number(viz_session *self, const viz_row *what)
{
    viz_row *number = viz_dialog_row(&self->dialog, ROW_NUMBER);
    if (number != NULL) {
        snprintf(number->field, sizeof(number->field), "%g", conditions[what->pick].value);
        number->is_whole_taken = true;
    }
}

static void
open_condition(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    viz_dialog_open(dialog, VIZ_ASK_CONDITION, _("Pause when ..."), _("Set"));
    dialog->context = self;
    self->asked_side = self->pause.until != VIZ_UNTIL_TIME  ? self->pause_side
                       : self->selected == VIZ_SELECT_QUEUE ? self->selected_side
                                                            : self->focus;
    self->asked_side = self->asked_side < self->n_sides ? self->asked_side : 0;
    viz_row *what = viz_dialog_add(dialog, VIZ_ROW_PICK, ROW_WHAT, "");
    if (what != NULL) {
        what->n_picks = N_CONDITIONS;
        what->pick_words = pick_words;
        what->pick = 1;
        for (int j = 0; j < N_CONDITIONS; j++) {
            if (self->pause.until != VIZ_UNTIL_TIME && conditions[j].until == self->pause.until) {
                what->pick = j;
            }
        }
    }
    viz_row *number = viz_dialog_add(dialog, VIZ_ROW_FIELD, ROW_NUMBER, _("Value"));
    if (number != NULL) {
        number->step = 1;
    }
    viz_row *queue = viz_dialog_add(dialog, VIZ_ROW_PICK, ROW_QUEUE, _("Queue"));
    if (queue != NULL) {
        queue->n_picks = viz_scenario_of(self, self->asked_side)->center.n_queues + 1;
        queue->pick_words = pick_words;
        queue->pick = self->pause.until != VIZ_UNTIL_TIME  ? self->pause.queue + 1
                      : self->selected == VIZ_SELECT_QUEUE ? (int)self->selected_which + 1
                                                           : 0;
        queue->pick = queue->pick < queue->n_picks ? queue->pick : 0;
    }
    what = viz_dialog_row(dialog, ROW_WHAT);
    number = viz_dialog_row(dialog, ROW_NUMBER);
    if (what != NULL && number != NULL) {
        fill_number(self, what);
        if (self->pause.until != VIZ_UNTIL_TIME) {
            snprintf(number->field, sizeof(number->field), "%.6g",
                     self->pause.until == VIZ_UNTIL_LEVEL ? 100 * self->pause.value
                                                          : self->pause.value);
        }
    }
    viz_dialog_begin(dialog);
}

static void
set_condition(viz_session *self)
{
    const viz_row *what = viz_dialog_row(&self->dialog, ROW_WHAT);
    const viz_row *number = viz_dialog_row(&self->dialog, ROW_NUMBER);
    const viz_row *queue = viz_dialog_row(&self->dialog, ROW_QUEUE);
    double value = 0;
    if (what == NULL || number == NULL || queue == NULL) {
        return;
    }
    const viz_until until = conditions[what->pick].until;
    if (conditions[what->pick].unit[0] != '\0' &&
        (!cc_number_parse(number->field, &value) || value < 0 || value > 1e9)) {
        viz_dialog_says(&self->dialog, _("It needs a number."));
        return;
    }
    self->pause = (viz_condition){
        .until = until,
        .queue = queue->pick - 1,
        .value = until == VIZ_UNTIL_LEVEL ? value / 100 : value,
    };
    self->pause_side = self->asked_side;
    viz_dialog_close(&self->dialog);
    if (until == VIZ_UNTIL_TIME) {
        viz_say(self, "%s", _("It does not pause by itself."));
    } else {
        viz_say(self, "%s", _("It will pause when it comes to that."));
    }
    viz_move_run(self, self->is_running); /* with it */
}

/* ---- opening ---- */

void
viz_ask(viz_session *self, viz_asked ask)
{
    char text[VIZ_FIELD_SIZE] = "";
    self->is_stale = true;
    switch (ask) {
    case VIZ_ASK_WELCOME:
        open_welcome(self);
        break;
    case VIZ_ASK_HELP:
        open_help(self);
        break;
    case VIZ_ASK_LEGEND:
        open_legend(self);
        break;
    case VIZ_ASK_TIME:
        viz_moment_write(viz_scenario_of(self, 0), viz_now(self), text, sizeof(text));
        open_field(self, ask, _("Go to a time"), _("Time"), text, _("Go"),
                   _("10:30, a day before it: 2 10:30 or Tue 10:30, or from now: +15 min, -1 h"));
        break;
    case VIZ_ASK_CONDITION:
        open_condition(self);
        break;
    case VIZ_ASK_MARKS:
        open_marks(self);
        break;
    case VIZ_ASK_SAVE:
        viz_keep_path(self, text, sizeof(text));
        open_field(self, ask, _("Save what was changed"), _("File"), text, _("Save"), "");
        break;
    case VIZ_ASK_LOAD:
        viz_keep_path(self, text, sizeof(text));
        open_field(self, ask, _("Load changes"), _("File"), text, _("Load"), "");
        break;
    case VIZ_ASK_FIND:
        open_field(self, ask, _("Find a customer"), _("Name"), "", _("Find"),
                   _("A kind of issue, the day and a number: regular 1.17"));
        break;
    case VIZ_ASK_STORY:
        if (self->selected != VIZ_SELECT_CUSTOMER) {
            viz_say(self, "%s", _("Select a customer first: click on a dot, or press /."));
            break;
        }
        viz_select_story(self);
        break;
    case VIZ_ASK_LESSON:
    case VIZ_ASK_HINT:
    case VIZ_ASK_DEBRIEF:
        viz_lesson_ask(self, ask);
        break;
    case VIZ_ASK_PRICE:
        viz_price_ask(self);
        break;
    case VIZ_ASK_WHAT:
    case VIZ_ASK_CHANGE:
        viz_change_ask(self);
        break;
    case VIZ_ASK_NOTHING:
        break;
    }
}

/* ---- answers ---- */

static void
answer_field(viz_session *self, const char *field)
{
    double time;
    const bool may_replace = self->dialog.note[0] != '\0';
    switch ((viz_asked)self->dialog.kind) {
    case VIZ_ASK_TIME:
        if (!viz_session_read_time(self, field, &time)) {
            viz_dialog_says(&self->dialog, _("That is no time: write it as 10:30."));
            return;
        }
        viz_move_run(self, false);
        viz_move_to(self, time);
        break;
    case VIZ_ASK_SAVE:
        if (!viz_keep_save(self, field, may_replace)) {
            return;
        }
        break;
    case VIZ_ASK_LOAD:
        if (!viz_keep_load(self, field)) {
            return;
        }
        break;
    case VIZ_ASK_FIND:
        viz_select_find(self, field);
        break;
    default:
        break;
    }
    viz_dialog_close(&self->dialog);
}

static void
answer_done(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    const viz_row *row = dialog->focus >= 0 ? &dialog->row[dialog->focus] : NULL;
    const int kind = dialog->kind, id = row != NULL ? row->id : 0;
    switch ((viz_asked)kind) {
    case VIZ_ASK_WELCOME:
        viz_dialog_close(dialog);
        viz_move_run(self, true);
        break;
    case VIZ_ASK_CONDITION:
        set_condition(self);
        break;
    case VIZ_ASK_HELP:
        viz_dialog_close(dialog);
        if (row != NULL && id != VIZ_COMMAND_HELP) {
            viz_act(self, (viz_command)id, 0);
        }
        break;
    case VIZ_ASK_MARKS:
        viz_dialog_close(dialog);
        if (id >= 1 && (size_t)id <= self->n_marks) {
            viz_move_run(self, false);
            viz_move_to(self, self->mark[id - 1].time);
        }
        break;
    case VIZ_ASK_TIME:
    case VIZ_ASK_SAVE:
    case VIZ_ASK_LOAD:
    case VIZ_ASK_FIND:
        if (row != NULL) {
            char field[VIZ_FIELD_SIZE];
            memcpy(field, row->field, sizeof(field));
            answer_field(self, field);
        }
        break;
    default:
        viz_dialog_close(dialog);
        break;
    }
}

void
viz_ask_answer(viz_session *self, viz_answer answer)
{
    self->is_stale = true;
    switch ((viz_asked)self->dialog.kind) {
    case VIZ_ASK_WHAT:
    case VIZ_ASK_CHANGE:
        viz_change_answer(self, answer);
        return;
    case VIZ_ASK_LESSON:
    case VIZ_ASK_HINT:
    case VIZ_ASK_DEBRIEF:
        viz_lesson_answer(self, answer);
        return;
    case VIZ_ASK_CONDITION:
        if (answer == VIZ_ANSWER_CHANGED && self->dialog.focus >= 0 &&
            self->dialog.row[self->dialog.focus].id == ROW_WHAT) {
            fill_number(self, &self->dialog.row[self->dialog.focus]);
        }
        break;
    default:
        break;
    }
    if (answer == VIZ_ANSWER_DONE) {
        answer_done(self);
    } else if (answer == VIZ_ANSWER_CLOSED) {
        viz_dialog_close(&self->dialog);
    }
}
