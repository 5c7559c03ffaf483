/* What each command does. */
#include "report/words.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define QUARTER 900.0 /* s */
#define LEAST_SCALE 0.75f
#define MOST_SCALE 3.0f

/* ---- bookmarks ---- */

static void
mark(viz_session *self, int digit)
{
    const char key = (char)('0' + digit);
    char time[40];
    size_t j = 0;
    while (j < self->n_marks && self->mark[j].key != key) {
        j++;
    }
    if (j == self->n_marks) {
        self->n_marks++;
    }
    self->mark[j] = (viz_bookmark){viz_now(self), key};
    viz_moment_write(viz_scenario_of(self, 0), viz_now(self), time, sizeof(time));
    viz_say(self, _("Bookmark %d is at %s."), digit, time);
}

static void
go_mark(viz_session *self, int digit)
{
    for (size_t j = 0; j < self->n_marks; j++) {
        if (self->mark[j].key == (char)('0' + digit)) {
            viz_move_run(self, false);
            viz_move_to(self, self->mark[j].time);
            return;
        }
    }
    viz_say(self, _("There is no bookmark %d: ctrl+%d sets it."), digit, digit);
}

/* ---- time ---- */

static void
jump(viz_session *self, double time)
{
    viz_move_run(self, false);
    viz_move_to(self, time);
}

/* Of the day that the strip shows; from there, and where there is one day only, of the run. */
static void
jump_to_end(viz_session *self, bool is_last)
{
    const cc_scenario *scenario = viz_scenario_of(self, 0);
    double from, to;
    viz_day_of(scenario, self->horizon, self->wanted, &from, &to);
    const bool is_midnight = fmod(to + scenario->run.day_begin, CC_DAY) == 0 && to < self->horizon;
    const double end = !is_last ? from : is_midnight ? to - 0.001 : to; /* not of the next day */
    const bool is_of_run = scenario->run.days == 1 || self->wanted == end;
    jump(self, !is_of_run ? end : is_last ? INFINITY : 0);
}

static void
set_speed(viz_session *self, double speed)
{
    self->speed = speed;
    viz_move_run(self, true);
}

static void
run_or_pause(viz_session *self)
{
    if (self->hunt.until != VIZ_UNTIL_TIME) {
        viz_move_run(self, false);
        return;
    }
    if (!self->is_running && viz_now(self) >= self->horizon) {
        viz_say(self, "%s", _("This is the end of the run: Home goes to its beginning."));
        return;
    }
    viz_move_run(self, !self->is_running);
}

/* ---- the window ---- */

static void
set_scale(viz_session *self, float scale)
{
    self->scale = fmaxf(LEAST_SCALE, fminf(scale, MOST_SCALE));
    self->is_stale = true;
}

static void
scroll(viz_session *self, float by)
{
    float *at = &self->scroll[self->focus];
    *at = fmaxf(0, *at + by * (float)self->height / 8);
    self->is_stale = true;
}

static void
take_picture(viz_session *self)
{
    snprintf(self->shot, sizeof(self->shot), "ccsim-%d.png", ++self->n_shots);
    self->has_shot = true;
    viz_say(self, _("The picture is %s."), self->shot);
}

static void
unselect(viz_session *self)
{
    if (self->hunt.until != VIZ_UNTIL_TIME) {
        viz_move_run(self, false);
        return;
    }
    viz_select(self, VIZ_SELECT_NOTHING, 0, 0);
}

static void
other_side(viz_session *self)
{
    if (self->n_sides < 2) {
        viz_say(self, "%s", _("There is one center: F puts the run as it was beside it."));
        return;
    }
    self->focus = 1 - self->focus;
    self->is_stale = true;
}

static void
quit(viz_session *self)
{
    self->is_over = true;
}

/* ---- all of them ---- */

static void
act_on_time(viz_session *self, viz_command command, int digit)
{
    const double now = self->wanted; /* or where it goes to */
    switch ((int)command) {
    case VIZ_COMMAND_RUN:
        run_or_pause(self);
        break;
    case VIZ_COMMAND_STEP:
        viz_move_step(self, 1);
        break;
    case VIZ_COMMAND_BACK:
        viz_move_step(self, -1);
        break;
    case VIZ_COMMAND_FASTER:
        viz_move_speed(self, 1);
        break;
    case VIZ_COMMAND_SLOWER:
        viz_move_speed(self, -1);
        break;
    case VIZ_COMMAND_REAL_TIME:
        set_speed(self, 1);
        break;
    case VIZ_COMMAND_FASTEST:
        set_speed(self, 0);
        break;
    case VIZ_COMMAND_EARLIER:
        jump(self, now - QUARTER);
        break;
    case VIZ_COMMAND_LATER:
        jump(self, now + QUARTER);
        break;
    case VIZ_COMMAND_DAY_BACK:
        jump(self, now - CC_DAY);
        break;
    case VIZ_COMMAND_DAY_ON:
        jump(self, now + CC_DAY);
        break;
    case VIZ_COMMAND_BEGINNING:
        jump_to_end(self, false);
        break;
    case VIZ_COMMAND_CLOSING:
        jump_to_end(self, true);
        break;
    case VIZ_COMMAND_GO_TO:
        viz_ask(self, VIZ_ASK_TIME);
        break;
    case VIZ_COMMAND_NEXT_ABANDONMENT:
        viz_move_hunt(self, VIZ_UNTIL_ABANDONMENT);
        break;
    case VIZ_COMMAND_NEXT_BREACH:
        viz_move_hunt(self, VIZ_UNTIL_BREACH);
        break;
    case VIZ_COMMAND_NEXT_ANSWER:
        viz_move_hunt(self, VIZ_UNTIL_ANSWER);
        break;
    case VIZ_COMMAND_NEXT_CHANGE:
        viz_move_to_change(self);
        break;
    case VIZ_COMMAND_PAUSE_WHEN:
        viz_ask(self, VIZ_ASK_CONDITION);
        break;
    case VIZ_COMMAND_MARK:
        mark(self, digit > 0 ? digit : (int)(self->n_marks % VIZ_MOST_MARKS) + 1);
        break;
    case VIZ_COMMAND_GO_MARK:
        if (digit > 0) {
            go_mark(self, digit);
        } else {
            viz_ask(self, VIZ_ASK_MARKS);
        }
        break;
    case VIZ_COMMAND_MARKS:
        viz_ask(self, VIZ_ASK_MARKS);
        break;
    default:
        break;
    }
}

static void
act_on_center(viz_session *self, viz_command command)
{
    switch ((int)command) {
    case VIZ_COMMAND_CHANGE:
        viz_change_ask(self);
        break;
    case VIZ_COMMAND_UNDO:
        viz_change_undo(self);
        break;
    case VIZ_COMMAND_FORK:
        (void)viz_fork(self);
        break;
    case VIZ_COMMAND_ONE:
        viz_unfork(self);
        break;
    case VIZ_COMMAND_PRICE:
        viz_ask(self, VIZ_ASK_PRICE);
        break;
    case VIZ_COMMAND_SAVE:
        viz_ask(self, VIZ_ASK_SAVE);
        break;
    case VIZ_COMMAND_LOAD:
        viz_ask(self, VIZ_ASK_LOAD);
        break;
    case VIZ_COMMAND_NEXT_THING:
        viz_select_next(self, 1);
        break;
    case VIZ_COMMAND_LAST_THING:
        viz_select_next(self, -1);
        break;
    case VIZ_COMMAND_FIND:
        viz_ask(self, VIZ_ASK_FIND);
        break;
    case VIZ_COMMAND_STORY:
        viz_ask(self, VIZ_ASK_STORY);
        break;
    case VIZ_COMMAND_OTHER_SIDE:
        other_side(self);
        break;
    case VIZ_COMMAND_UNSELECT:
        unselect(self);
        break;
    case VIZ_COMMAND_LESSON:
        viz_ask(self, VIZ_ASK_LESSON);
        break;
    case VIZ_COMMAND_HINT:
        viz_ask(self, VIZ_ASK_HINT);
        break;
    case VIZ_COMMAND_DEBRIEF:
        viz_ask(self, VIZ_ASK_DEBRIEF);
        break;
    default:
        break;
    }
}

static void
act_on_view(viz_session *self, viz_command command)
{
    switch ((int)command) {
    case VIZ_COMMAND_HELP:
        viz_ask(self, VIZ_ASK_HELP);
        break;
    case VIZ_COMMAND_LEGEND:
        viz_ask(self, VIZ_ASK_LEGEND);
        break;
    case VIZ_COMMAND_THEME:
        self->theme = (viz_theme)((self->theme + 1) % VIZ_N_THEMES);
        break;
    case VIZ_COMMAND_LARGER:
        set_scale(self, self->scale + 0.25f);
        break;
    case VIZ_COMMAND_SMALLER:
        set_scale(self, self->scale - 0.25f);
        break;
    case VIZ_COMMAND_NORMAL:
        set_scale(self, self->def.scale);
        break;
    case VIZ_COMMAND_LARGE_TEXT:
        self->is_large = !self->is_large;
        break;
    case VIZ_COMMAND_FULL_SCREEN:
        self->is_full_screen = !self->is_full_screen;
        break;
    case VIZ_COMMAND_SCROLL_UP:
        scroll(self, -1);
        break;
    case VIZ_COMMAND_SCROLL_DOWN:
        scroll(self, 1);
        break;
    case VIZ_COMMAND_PICTURE:
        take_picture(self);
        break;
    case VIZ_COMMAND_QUIT:
        quit(self);
        break;
    default:
        break;
    }
}

void
viz_act(viz_session *self, viz_command command, int digit)
{
    if (command >= VIZ_N_COMMANDS) {
        return;
    }
    self->is_stale = true;
    if (!viz_may(self, command)) {
        viz_say(self, "%s", _("That has no meaning here."));
        return;
    }
    act_on_time(self, command, digit);
    act_on_center(self, command);
    act_on_view(self, command);
}

bool
viz_may(const viz_session *self, viz_command command)
{
    switch ((int)command) {
    case VIZ_COMMAND_LESSON:
    case VIZ_COMMAND_HINT:
    case VIZ_COMMAND_DEBRIEF:
        return viz_lesson_is(self);
    default:
        break;
    }
    /* what has stopped can still be looked at */
    return self->error == SIM_OK || (command != VIZ_COMMAND_CHANGE && command != VIZ_COMMAND_FORK);
}

const char *
viz_button_words(const viz_session *self, viz_command command)
{
    if (command == VIZ_COMMAND_RUN && (self->is_running || self->hunt.until != VIZ_UNTIL_TIME)) {
        return _("Pause");
    }
    return _(viz_command_types[command].button);
}
