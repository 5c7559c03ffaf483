/* The picture: the centers by the scene, the buttons and dialogs on top. */
#include "report/words.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define HALF_HOUR 1800.0
#define STILL 5.0 /* s of simulated time */
#define SHOWN 0.5 /* s of real time that a movement takes */

/* The buttons from left to right; where there is no room the last ones go first (all are in the
 * help, which is clicked too). */
static const uint8_t buttons[] = {
    VIZ_COMMAND_BACK,   VIZ_COMMAND_RUN,        VIZ_COMMAND_STEP,   VIZ_COMMAND_SLOWER,
    VIZ_COMMAND_FASTER, VIZ_COMMAND_CHANGE,     VIZ_COMMAND_LESSON, VIZ_COMMAND_DEBRIEF,
    VIZ_COMMAND_FORK,   VIZ_COMMAND_ONE,        VIZ_COMMAND_PRICE,  VIZ_COMMAND_UNDO,
    VIZ_COMMAND_GO_TO,  VIZ_COMMAND_PAUSE_WHEN, VIZ_COMMAND_FIND,   VIZ_COMMAND_SAVE,
    VIZ_COMMAND_MARKS,  VIZ_COMMAND_LEGEND,     VIZ_COMMAND_LOAD,   VIZ_COMMAND_THEME,
};
#define N_BUTTONS (sizeof(buttons) / sizeof(buttons[0]))

/* Returns its width. */
static float
draw_button(const viz_session *self, viz_picture *picture, float x, viz_box bar, bool from_right,
            viz_command command, float room)
{
    const char *words = viz_button_words(self, command);
    const float unit = picture->unit;
    const float w = viz_picture_width(picture, VIZ_BODY, words) + 16 * unit;
    if (w > room) {
        return 0;
    }
    const float gap = floorf(fmaxf(3 * unit, 1));
    const viz_box box = {from_right ? x - w : x, bar.y + gap, w, bar.h - 2 * gap};
    const bool is_main = command == VIZ_COMMAND_RUN;
    const viz_role ground = is_main ? VIZ_ACCENT : VIZ_RAISED;
    viz_shape *shape = viz_picture_add(picture, VIZ_RECT, box, ground);
    shape->hit = VIZ_HIT_COMMAND;
    shape->b = command;
    viz_picture_text(picture, box, VIZ_BODY, 1, is_main ? VIZ_GROUND : VIZ_INK, ground, words);
    return w;
}

static void
draw_bar(const viz_session *self, viz_picture *picture, viz_box bar)
{
    if (bar.w <= 0 || bar.h <= 0) {
        return;
    }
    const float gap = floorf(fmaxf(4 * picture->unit, 2));
    viz_picture_add(picture, VIZ_RECT, (viz_box){0, bar.y, (float)picture->width, bar.h},
                    VIZ_PANEL);
    const float help =
        draw_button(self, picture, bar.x + bar.w, bar, true, VIZ_COMMAND_HELP, bar.w);
    float x = bar.x, left = bar.w - help - gap;
    for (size_t j = 0; j < N_BUTTONS; j++) {
        const viz_command command = (viz_command)buttons[j];
        if (!viz_may(self, command) || (command == VIZ_COMMAND_FORK && self->n_sides == 2) ||
            (command == VIZ_COMMAND_ONE && !self->is_fork)) {
            continue;
        }
        const float w = draw_button(self, picture, x, bar, false, command, left);
        if (w <= 0) {
            break;
        }
        x += w + gap;
        left -= w + gap;
    }
}

/* ---- what the scene is given ---- */

static void
fill_side(viz_session *self, int k, viz_scene *scene)
{
    viz_player *player = self->player[k];
    const cc_scenario *scenario = viz_player_scenario(player);
    const double now = viz_player_time(player);
    viz_side *side = &scene->side[k];
    if (cc_view_take(&self->view[k], viz_player_center(player), now) != SIM_OK) {
        self->picture.error = SIM_ERR_NOMEM;
    }
    const viz_tape *tape = viz_player_tape(player);
    double from, to, diverged;
    viz_day_of(scenario, self->horizon, now, &from, &to);
    const viz_cell lately = viz_tape_sum(tape, -1, fmax(0, now - HALF_HOUR), now);
    const viz_cell today = viz_tape_sum(tape, -1, from, now);
    *side = (viz_side){
        .title = !self->is_fork ? scenario->name
                 : k == 0       ? _("as it was")
                                : _("changed"),
        .view = &self->view[k],
        .tape = tape,
        .level_now = viz_cell_level(&lately),
        .level_today = viz_cell_level(&today),
        .abandoned_today = today.abandoned,
        .arrived_today = today.arrived,
        .diverged =
            viz_player_diverged(player, &diverged) ? (uint64_t)(diverged * 1000) : UINT64_MAX,
        .happened = self->happened[k],
    };
    side->recent = viz_player_recent(player, &side->n_recent);
}

/* What was done has the line for a while: of two, that of the center which keys are for. */
static void
fill_line(viz_session *self, viz_scene *scene)
{
    const char *words = self->message;
    if (words[0] == '\0' && self->hunt.until != VIZ_UNTIL_TIME) {
        words = _("Looking for it ... Escape stops.");
    }
    if (words[0] != '\0') {
        scene->side[self->focus].happened = words;
    }
}

/* Of the day that is shown. */
static size_t
fill_interventions(const viz_session *self, double from, double to, double *time)
{
    size_t n = 0;
    for (int k = 0; k < self->n_sides; k++) {
        const cc_script *script = viz_player_script(self->player[k]);
        for (size_t j = 0; script != NULL && j < script->n && n < VIZ_MOST_SHOWN; j++) {
            time[n] = script->change[j].time;
            n += time[n] >= from && time[n] <= to;
        }
    }
    return n;
}

static size_t
fill_marks(const viz_session *self, double from, double to, viz_bookmark *mark)
{
    size_t n = 0;
    for (size_t j = 0; j < self->n_marks; j++) {
        if (self->mark[j].time >= from && self->mark[j].time <= to) {
            mark[n++] = self->mark[j];
        }
    }
    return n;
}

/* How far the floors are scrolled, cut to what there is. */
static void
cut_scroll(viz_session *self)
{
    for (int k = 0; k < self->n_sides; k++) {
        const float most = viz_scene_most_scroll(&self->scene, &self->layout, &self->picture, k);
        self->scroll[k] = fminf(self->scroll[k], most);
        self->scene.scroll[k] = self->scroll[k];
    }
}

/* s of simulated time that a movement takes. Where it stands still nearly all are where they belong. */
static double
window_of(const viz_session *self)
{
    const double window = fmax(1, self->speed * SHOWN);
    return !self->is_running ? fmin(window, STILL) : self->speed > 0 ? fmin(window, VIZ_RECALL) : 0;
}

void
viz_draw(viz_session *self, const viz_measure *measure)
{
    viz_picture *picture = &self->picture;
    const float unit = viz_session_unit(self);
    const cc_scenario *scenario = viz_scenario_of(self, 0);
    const double now = viz_now(self);
    viz_scene *scene = &self->scene;
    viz_contents contents[2];
    viz_picture_begin(picture, self->width, self->height, unit, self->theme, *measure);
    *scene = (viz_scene){
        .n_sides = self->n_sides,
        .window = window_of(self),
        .speed = self->is_running ? (self->speed > 0 ? self->speed : INFINITY) : 0,
        .clock = self->clock,
        .day_begin = scenario->run.day_begin,
        .bookmark = self->shown_mark,
        .intervention = self->intervention,
        .difference = self->difference,
        .n_differences = self->n_sides == 2 ? (size_t)self->n_figures : 0,
    };
    viz_clock_write(scenario, now, self->clock, sizeof(self->clock));
    viz_day_of(scenario, self->horizon, now, &scene->from, &scene->to);
    scene->n_bookmarks = fill_marks(self, scene->from, scene->to, self->shown_mark);
    scene->n_interventions = fill_interventions(self, scene->from, scene->to, self->intervention);
    for (int k = 0; k < self->n_sides; k++) {
        fill_side(self, k, scene);
        contents[k] = viz_scene_contents(&self->view[k]);
    }
    self->layout =
        viz_layout_make(self->width, self->height, unit, measure, self->n_sides, contents);
    fill_line(self, scene);
    viz_select_describe(self);
    scene->selection = (viz_selection){
        .kind = (uint8_t)self->selected,
        .side = self->selected_side,
        .which = self->selected_which,
        .name = self->selected_name,
        .fate = {self->fate_words[0], self->fate_words[1]},
    };
    cut_scroll(self);
    viz_scene_draw(scene, &self->layout, picture);
    draw_bar(self, picture, self->layout.bar);
    if (self->dialog.kind != VIZ_ASK_NOTHING) {
        viz_dialog_draw(&self->dialog, picture);
    }
}
