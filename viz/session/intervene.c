/* The dialogs of interventions: what is to be changed, then of whom, to what and for how long. Controls come
 * from their own table: a new one is here at once, by its name in scripts, until it has words below. */
#include "models/center/controls.h"
#include "report/words.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define DOUBLE_FOR 30.0 /* min */

enum { ROW_WHOM = 1, ROW_VALUE, ROW_PICK, ROW_MINUTES };
#define MOST_RANK 9
#define DOUBLE_ARRIVALS 1000 /* beside the controls */

static const struct {
    const char *name;  /* of the control */
    const char *words; /* what one can do with it */
    const char *value;
    double step;
} known[] = {
    {"staff", N_("Add or take agents"), N_("Agents"), 1},
    {"break", N_("Send agents to a break, or call them back"), N_("On break"), 1},
    {"open", N_("Open or close a channel"), N_("Open"), 0},
    {"works", N_("Break a bot or node, or mend it"), N_("Works"), 0},
    {"connected", N_("Cut a connection, or restore it"), N_("Connected"), 0},
    {"announces", N_("Announcements: on or off"), N_("Announced"), 0},
    {"routing", N_("Which queues a group takes from"), N_("Takes it, at rank"), 0},
    {"messages", N_("Messages to those who wait"), N_("Every"), 0},
    {"priority", N_("Which queue goes first"), N_("Priority"), 1},
    {"target", N_("The target of a queue"), N_("Answered within"), 0},
    {"contains", N_("How many a bot helps by itself"), N_("Share"), 0},
    {"volume", N_("How many customers come"), N_("Times as many"), 0.5},
    {"arrivals", N_("How many of one kind come"), N_("Times as many"), 0.5},
};
#define N_KNOWN (sizeof(known) / sizeof(known[0]))

static const char *
words_of(int control)
{
    for (size_t j = 0; j < N_KNOWN; j++) {
        if (strcmp(known[j].name, cc_control_types[control].name) == 0) {
            return xp_words(known[j].words);
        }
    }
    return cc_control_types[control].name;
}

static const char *
value_words(int control, double *step)
{
    *step = 0;
    for (size_t j = 0; j < N_KNOWN; j++) {
        if (strcmp(known[j].name, cc_control_types[control].name) == 0) {
            *step = known[j].step;
            return xp_words(known[j].value);
        }
    }
    return _("Value");
}

static int
changed_side(const viz_session *self)
{
    return self->is_fork ? 1 : self->focus;
}

/* ---- of whom ---- */

static bool
may_be(const cc_scenario *scenario, int control, int which)
{
    cc_change change = {.what = (cc_control)control, .which = which, .value = 1};
    if (cc_control_rule(scenario, &change) == NULL) {
        return true;
    }
    change.value = 0;
    return cc_control_rule(scenario, &change) == NULL;
}

/* Pick number j is of: -1: there is none. */
static int
whom_at(const cc_scenario *scenario, int control, int pick)
{
    const int n = cc_control_n(scenario, (cc_control)control);
    for (int which = 0; which < n; which++) {
        if (may_be(scenario, control, which) && pick-- == 0) {
            return which;
        }
    }
    return -1;
}

static int
n_of_whom(const cc_scenario *scenario, int control)
{
    const int all = cc_control_n(scenario, (cc_control)control);
    int n = 0;
    for (int which = 0; which < all; which++) {
        n += may_be(scenario, control, which);
    }
    return n;
}

/* The values that one of is picked, where they are few: NAN is "as planned". */
static int
n_values(int control)
{
    switch (cc_control_types[control].value) {
    case CC_CONTROL_SWITCH:
        return 2;
    case CC_CONTROL_SWITCH_OR_PLAN:
        return 3;
    case CC_CONTROL_RANK:
        return 3 + MOST_RANK - 1;
    default:
        return 0;
    }
}

/* no, yes, as planned; of ranks: no, 1, as planned, 2, 3 ... */
static double
value_at(int pick)
{
    return pick == 2 ? (double)NAN : (double)(pick < 2 ? pick : pick - 1);
}

static const char *
pick_words(void *context, int id, int pick)
{
    viz_session *self = context;
    const cc_scenario *scenario = viz_scenario_of(self, changed_side(self));
    const cc_control control = (cc_control)self->asked[0];
    if (id == ROW_PICK) {
        cc_control_value_write(control, value_at(pick), self->picked, sizeof(self->picked));
        return xp_words(self->picked);
    }
    const int which = whom_at(scenario, self->asked[0], pick);
    return which >= 0 ? cc_control_whom(scenario, control, which, self->picked) : "";
}

/* ---- what is selected ---- */

/* A seat stands for its group. */
static int
selected_group(const viz_session *self)
{
    const cc_view *view = &self->view[self->selected_side];
    if (self->selected == VIZ_SELECT_GROUP) {
        return (int)self->selected_which;
    }
    for (int g = 0; g < view->n_groups && self->selected == VIZ_SELECT_SEAT; g++) {
        for (uint32_t j = 0; j < view->group[g].n_seats; j++) {
            if (view->seat[view->group[g].first + j].agent == self->selected_which) {
                return g;
            }
        }
    }
    return -1;
}

static bool
is_of_selected(const viz_session *self, int control, int which)
{
    const cc_scenario *scenario = viz_scenario_of(self, changed_side(self));
    const int n_queues = scenario->center.n_queues, group = selected_group(self);
    const int queue = self->selected == VIZ_SELECT_QUEUE ? (int)self->selected_which : -1;
    switch (cc_control_types[control].of) {
    case CC_CONTROL_OF_GROUP:
        return which == group;
    case CC_CONTROL_OF_QUEUE:
        return which == queue;
    case CC_CONTROL_OF_GROUP_QUEUE:
        return which / n_queues == group || which % n_queues == queue;
    case CC_CONTROL_OF_NODE:
        return self->selected == VIZ_SELECT_NODE && which == (int)self->selected_which;
    case CC_CONTROL_OF_CHANNEL:
    case CC_CONTROL_OF_LINK:
    case CC_CONTROL_OF_ISSUE:
    case CC_CONTROL_OF_HOUSE:
        break;
    }
    return false;
}

/* The first pick that is of it; -1: none is. */
static int
pick_of_selected(const viz_session *self, int control)
{
    const cc_scenario *scenario = viz_scenario_of(self, changed_side(self));
    const int n = cc_control_n(scenario, (cc_control)control);
    for (int which = 0, pick = 0; which < n; which++) {
        if (may_be(scenario, control, which)) {
            if (is_of_selected(self, control, which)) {
                return pick;
            }
            pick++;
        }
    }
    return -1;
}

/* ---- what ---- */

static int
add_controls(viz_session *self, bool of_selected)
{
    const cc_scenario *scenario = viz_scenario_of(self, changed_side(self));
    int n = 0;
    for (int j = 0; j < CC_N_CONTROLS; j++) {
        if (n_of_whom(scenario, j) > 0 && (pick_of_selected(self, j) >= 0) == of_selected) {
            (void)viz_dialog_add(&self->dialog, VIZ_ROW_CHOICE, j, words_of(j));
            n++;
        }
    }
    return n;
}

void
viz_change_ask(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    const char *title = _("Change what?");
    viz_dialog_open(dialog, VIZ_ASK_WHAT, title, "");
    if (viz_now(self) >= self->horizon) {
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, _("The run is over: go back first."));
        return;
    }
    (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0, self->selected_name);
    if (add_controls(self, true) > 0) {
        (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0, _("Elsewhere"));
    } else {
        viz_dialog_open(dialog, VIZ_ASK_WHAT, title, "");
    }
    (void)add_controls(self, false);
    (void)viz_dialog_add(dialog, VIZ_ROW_CHOICE, DOUBLE_ARRIVALS,
                         _("Twice as many customers for half an hour"));
    viz_dialog_begin(dialog);
    self->is_stale = true;
}

/* ---- to what ---- */

/* What it is now, in words that can be typed. */
static void
prefill(viz_session *self, viz_row *row, int control, int which)
{
    const int side = changed_side(self);
    const cc_center *center = viz_player_center(self->player[side]);
    double is = cc_center_control(center, (cc_control)control, which);
    if (control == CC_CONTROL_STAFF && isnan(is) &&
        cc_view_take(&self->view[side], center, viz_player_time(self->player[side])) == SIM_OK) {
        is = self->view[side].group[which].planned;
    }
    cc_control_value_write((cc_control)control, is, row->field, sizeof(row->field));
    row->is_whole_taken = true;
}

/* Of whom is picked: what it is, or of few values the other. */
static void
fill_value(viz_session *self)
{
    const int control = self->asked[0];
    const cc_scenario *scenario = viz_scenario_of(self, changed_side(self));
    const viz_row *whom = viz_dialog_row(&self->dialog, ROW_WHOM);
    const int which = whom_at(scenario, control, whom != NULL ? whom->pick : 0);
    const bool is_picked = n_values(control) > 0;
    viz_row *value = viz_dialog_row(&self->dialog, is_picked ? ROW_PICK : ROW_VALUE);
    self->asked[1] = which;
    if (which < 0 || value == NULL) {
        return;
    }
    if (is_picked) {
        const double is = cc_center_control(viz_player_center(self->player[changed_side(self)]),
                                            (cc_control)control, which);
        value->pick = is == 0;
    } else {
        prefill(self, value, control, which);
    }
}

static void
add_whom(viz_session *self, int control)
{
    const cc_scenario *scenario = viz_scenario_of(self, changed_side(self));
    if (cc_control_types[control].of == CC_CONTROL_OF_HOUSE) {
        return;
    }
    viz_row *row = viz_dialog_add(&self->dialog, VIZ_ROW_PICK, ROW_WHOM,
                                  xp_words(cc_control_types[control].of_whom));
    if (row != NULL) {
        const int pick = pick_of_selected(self, control);
        row->n_picks = n_of_whom(scenario, control);
        row->pick_words = pick_words;
        row->pick = pick >= 0 ? pick : 0;
    }
}

#define AS_PLANNED "as planned" /* as a script has it */

static bool
may_be_as_planned(int control)
{
    double value;
    return cc_control_value_read((cc_control)control, AS_PLANNED, &value);
}

static void
ask_value(viz_session *self, int control)
{
    viz_dialog *dialog = &self->dialog;
    double step;
    viz_dialog_open(dialog, VIZ_ASK_CHANGE, words_of(control), _("Do it"));
    dialog->context = self;
    self->asked[0] = control;
    self->asked[1] = -1;
    add_whom(self, control);
    const char *words = value_words(control, &step);
    const bool is_picked = n_values(control) > 0;
    viz_row *value = viz_dialog_add(dialog, is_picked ? VIZ_ROW_PICK : VIZ_ROW_FIELD,
                                    is_picked ? ROW_PICK : ROW_VALUE, words);
    if (value != NULL) {
        value->n_picks = n_values(control);
        value->pick_words = pick_words;
        value->step = is_picked ? 0 : step;
    }
    viz_row *minutes = viz_dialog_add(dialog, VIZ_ROW_FIELD, ROW_MINUTES, _("For minutes"));
    if (minutes != NULL) {
        minutes->step = 10;
    }
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, _("No minutes: from now on until the end."));
    if (!is_picked && may_be_as_planned(control)) {
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, _("No number: as planned again."));
    }
    fill_value(self);
    viz_dialog_begin(dialog);
    viz_dialog_focus(dialog, is_picked ? ROW_PICK : ROW_VALUE);
    self->is_stale = true;
}

/* ---- answers ---- */

/* What is typed next takes the place of what was refused. */
static void
take_again(viz_session *self, int id, const char *note)
{
    viz_row *row = viz_dialog_row(&self->dialog, id);
    viz_dialog_focus(&self->dialog, id);
    viz_dialog_says(&self->dialog, note);
    if (row != NULL) {
        row->is_whole_taken = true;
    }
}

static void
refuse_value(viz_session *self, const cc_change *change)
{
    const cc_scenario *scenario = viz_scenario_of(self, changed_side(self));
    const char *rule = cc_control_rule(scenario, change);
    const int id = viz_dialog_row(&self->dialog, ROW_VALUE) != NULL ? ROW_VALUE : ROW_PICK;
    take_again(self, id,
               rule != NULL                       ? xp_words(rule)
               : change->what == CC_CONTROL_STAFF ? _("The group has not so many seats.")
                                                  : _("That cannot be done here."));
}

static void
do_it(viz_session *self)
{
    const int control = self->asked[0];
    const viz_row *value = viz_dialog_row(&self->dialog, ROW_VALUE);
    const viz_row *picked = viz_dialog_row(&self->dialog, ROW_PICK);
    const viz_row *minutes = viz_dialog_row(&self->dialog, ROW_MINUTES);
    cc_change change = {.what = (cc_control)control, .which = self->asked[1]};
    double for_minutes = 0;
    if (change.which < 0 || (value == NULL && picked == NULL)) {
        return;
    }
    if (picked != NULL) {
        change.value = value_at(picked->pick);
    } else if (!cc_control_value_read(change.what,
                                      value->field[0] == '\0' && may_be_as_planned(control)
                                          ? AS_PLANNED
                                          : value->field,
                                      &change.value)) {
        take_again(self, ROW_VALUE, _("That is no value: a number, or \"as planned\"."));
        return;
    }
    if (minutes != NULL && minutes->field[0] != '\0' &&
        (!cc_number_parse(minutes->field, &for_minutes) || for_minutes < 0 || for_minutes > 1e6)) {
        take_again(self, ROW_MINUTES, _("Minutes must be a number."));
        return;
    }
    if (cc_control_rule(viz_scenario_of(self, changed_side(self)), &change) != NULL) {
        refuse_value(self, &change);
        return;
    }
    if (viz_now(self) >= self->horizon) {
        viz_dialog_says(&self->dialog, _("The run is over: go back first."));
        return;
    }
    if (viz_change_make(self, changed_side(self), change, for_minutes)) {
        viz_dialog_close(&self->dialog);
    } else {
        refuse_value(self, &change);
    }
}

void
viz_change_answer(viz_session *self, viz_answer answer)
{
    viz_dialog *dialog = &self->dialog;
    if (answer == VIZ_ANSWER_CLOSED) {
        viz_dialog_close(dialog);
        return;
    }
    const viz_row *row = dialog->focus >= 0 ? &dialog->row[dialog->focus] : NULL;
    if (dialog->kind == VIZ_ASK_WHAT) {
        if (answer != VIZ_ANSWER_DONE || row == NULL) {
            return;
        }
        if (row->id == DOUBLE_ARRIVALS) {
            viz_dialog_close(dialog);
            const cc_change change = {.what = CC_CONTROL_VOLUME, .value = 2};
            if (!viz_change_make(self, changed_side(self), change, DOUBLE_FOR)) {
                viz_say(self, "%s", _("That cannot be done here."));
            }
            return;
        }
        ask_value(self, row->id);
        return;
    }
    if (answer == VIZ_ANSWER_CHANGED && row != NULL && row->id == ROW_WHOM) {
        fill_value(self);
    } else if (answer == VIZ_ANSWER_DONE) {
        do_it(self);
    }
}
