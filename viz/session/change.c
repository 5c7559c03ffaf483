/* Interventions: changes of controls while it runs. The first puts the run as it was beside, so that
 * its price is seen. What was before each is kept, so that it can be taken back. */
#include "models/center/controls.h"
#include "report/words.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- back ---- */

static bool
remember(viz_session *self, int side)
{
    if (self->n_undo == VIZ_MOST_UNDO) {
        cc_script_free(&self->undo[0].script);
        memmove(self->undo, self->undo + 1, (VIZ_MOST_UNDO - 1) * sizeof(self->undo[0]));
        self->n_undo--;
    }
    viz_undo *undo = &self->undo[self->n_undo];
    *undo = (viz_undo){.side = side};
    if (cc_script_copy(&undo->script, viz_player_script(self->player[side])) != SIM_OK) {
        cc_script_free(&undo->script);
        return false;
    }
    self->n_undo++;
    return true;
}

static void
forget_last(viz_session *self)
{
    cc_script_free(&self->undo[--self->n_undo].script);
}

void
viz_change_free(viz_session *self)
{
    while (self->n_undo > 0) {
        forget_last(self);
    }
}

/* Another script from now on. */
static bool
set_script(viz_session *self, int side, const cc_script *script)
{
    const int ret = viz_player_set_script(self->player[side], script);
    if (ret != SIM_OK) {
        viz_say(self, "%s", sim_strerror(ret));
        return false;
    }
    self->has_figures = false;
    self->figures_at = NAN;
    viz_keep_changed(self, side);
    viz_select_again(self);
    self->is_stale = true;
    return true;
}

bool
viz_change_set(viz_session *self, int side, const cc_script *script)
{
    viz_move_run(self, false);
    viz_move_settle(self);
    const bool is_first = self->n_sides == 1 && viz_player_script(self->player[0])->n == 0;
    if (is_first && !viz_fork(self)) {
        return false;
    }
    side = self->is_fork ? 1 : side;
    if (!remember(self, side)) {
        viz_say(self, "%s", sim_strerror(SIM_ERR_NOMEM));
        return false;
    }
    if (!set_script(self, side, script)) {
        forget_last(self);
        if (is_first) {
            viz_unfork(self);
        }
        return false;
    }
    return true;
}

void
viz_change_undo(viz_session *self)
{
    if (self->n_undo == 0) {
        viz_say(self, "%s", _("Nothing has been changed."));
        return;
    }
    const bool was_running = self->is_running;
    viz_move_run(self, false);
    viz_move_settle(self);
    const viz_undo *last = &self->undo[self->n_undo - 1];
    if (set_script(self, last->side < self->n_sides ? last->side : 0, &last->script)) {
        forget_last(self);
        viz_say(self, "%s", _("The last change is taken back, as if it had never been."));
    }
    viz_move_run(self, was_running);
}

/* ---- two of them ---- */

static void
turn_sides(viz_session *self, int side)
{
    for (int j = 0; j < self->n_undo; j++) {
        self->undo[j].side = side;
    }
}

bool
viz_fork(viz_session *self)
{
    if (self->n_sides == 2 && !self->is_fork) {
        viz_say(self, "%s", _("Two scenarios are on the screen: there is no room for a third."));
        return false;
    }
    const bool was_running = self->is_running;
    viz_move_run(self, false);
    viz_move_settle(self);
    if (self->error != SIM_OK) {
        return false;
    }
    if (self->is_fork) {
        viz_unfork(self);
    }
    cc_refusal refusal = {{0}};
    viz_player *copy = viz_player_fork(self->player[0], &refusal);
    if (copy == NULL) {
        viz_say(self, "%s", refusal.text);
        return false;
    }
    self->player[1] = self->player[0];
    self->player[0] = copy;
    self->n_sides = 2;
    self->is_fork = true;
    self->focus = 1;
    self->selected_side = self->selected != VIZ_SELECT_NOTHING ? 1 : 0;
    self->scroll[1] = self->scroll[0];
    self->is_conditioned[0] = self->is_conditioned[1] = true; /* whatever it has inherited goes */
    self->has_figures = false;
    self->figures_at = NAN;
    turn_sides(self, 1);
    viz_select_again(self);
    viz_move_run(self, was_running);
    viz_say(self, "%s", _("Left the run as it was, right the one that you change."));
    return true;
}

void
viz_unfork(viz_session *self)
{
    if (!self->is_fork) {
        viz_say(self, "%s",
                self->n_sides == 1 ? _("There is one center on the screen.")
                                   : _("Two scenarios are on the screen: both stay."));
        return;
    }
    const bool was_running = self->is_running;
    viz_move_run(self, false);
    viz_move_settle(self);
    viz_player_delete(self->player[0]);
    self->player[0] = self->player[1];
    self->player[1] = NULL;
    self->n_sides = 1;
    self->is_fork = false;
    self->focus = 0;
    self->selected_side = 0;
    self->scroll[0] = self->scroll[1];
    self->has_figures = true;
    turn_sides(self, 0);
    viz_select_again(self);
    viz_move_run(self, was_running);
    self->is_stale = true;
}

/* ---- changes ---- */

/* "staff regular 12" */
static void
words_of(const viz_session *self, int side, const cc_change *change, char *text, size_t size)
{
    cc_script_words(change, viz_scenario_of(self, side), text, size);
}

bool
viz_change_make(viz_session *self, int side, cc_change change, double minutes)
{
    const bool was_running = self->is_running;
    viz_move_run(self, false);
    viz_move_settle(self);
    if (self->error != SIM_OK) {
        return false;
    }
    const double was =
        cc_center_control(viz_player_center(self->player[side]), change.what, change.which);
    const bool is_first = self->n_sides == 1;
    if (is_first && !viz_fork(self)) {
        return false;
    }
    side = self->is_fork ? 1 : side;
    viz_player *player = self->player[side];
    const size_t had = viz_player_script(player)->n;
    if (!remember(self, side)) {
        return false;
    }
    if (viz_player_change(player, change) != SIM_OK) {
        forget_last(self);
        if (is_first) {
            viz_unfork(self);
        }
        viz_move_run(self, was_running);
        self->message[0] = '\0';
        return false;
    }
    const cc_script *script = viz_player_script(player);
    for (size_t j = 0; j < script->n; j++) { /* it is the last of its time */
        if (script->change[j].what == change.what && script->change[j].which == change.which &&
            script->change[j].time > viz_now(self) && script->n > had) {
            change.time = script->change[j].time;
            break;
        }
    }
    if (minutes > 0) { /* later it is again what it has been; behind the end it need not be */
        const cc_change end = {change.time + 60 * minutes, change.what, change.which, was};
        (void)!viz_player_change(player, end);
    }
    char words[256], time[40];
    words_of(self, side, &change, words, sizeof(words));
    viz_moment_write(viz_scenario_of(self, side), viz_now(self), time, sizeof(time));
    viz_move_run(self, was_running);
    viz_keep_changed(self, side);
    self->has_figures = false;
    self->figures_at = NAN;
    viz_select_again(self);
    if (minutes > 0) {
        viz_say(self, _("%s  You: %s for %.4g min"), time, words, minutes);
    } else {
        viz_say(self, _("%s  You: %s"), time, words);
    }
    return true;
}
