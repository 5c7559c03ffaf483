/* Beginning and end of a session, its work and its picture; inputs are in session_input.c, what commands
 * do in act.c. */
#include "report/words.h"
#include "viz/session/fate.h"
#include "viz/session/session.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUDGET ((size_t)256 << 20)
#define MESSAGE 6.0   /* s that one stays while it runs */
#define HAPPENED 0.25 /* s: the line is not told anew more often */

viz_session_def
viz_session_default(void)
{
    return (viz_session_def){
        .seed = 1,
        .budget = BUDGET,
        .start = NAN,
        .speed = 60,
        .theme = VIZ_DARK,
        .scale = 1,
        .width = 1280,
        .height = 720,
    };
}

void
viz_say(viz_session *self, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(self->message, sizeof(self->message), format, list);
    va_end(list);
    self->message_left = MESSAGE;
    self->is_stale = true;
}

void
viz_fail(viz_session *self, int error, const cc_refusal *refusal)
{
    if (self->error == SIM_OK) {
        self->error = error;
        self->refusal = *refusal;
        self->is_running = false;
        self->hunt.until = VIZ_UNTIL_TIME;
        viz_say(self, "%s", refusal->text);
    }
}

/* Two centers meet the same customers, or there is nothing to compare. */
static bool
are_paired(const viz_session_def *def, cc_refusal *refusal)
{
    if (def->n < 2 || def->scenario[0]->demand_hash == def->scenario[1]->demand_hash) {
        return true;
    }
    (void)cc_refuse(refusal, def->scenario[1]->file, 0,
                    "its customers are others than those of %s: two centers are shown on the same "
                    "run and demand",
                    def->scenario[0]->file);
    return false;
}

static bool
make_players(viz_session *self, cc_refusal *refusal)
{
    const viz_session_def *def = &self->def;
    for (int k = 0; k < def->n; k++) {
        viz_player_def player = viz_player_default();
        player.scenario = def->scenario[k];
        player.seed = def->seed;
        player.replication = def->replication;
        player.budget = def->budget / 2; /* one alone may be forked */
        player.memory = def->memory;
        player.script = def->script[k];
        player.recall = VIZ_RECALL;
        self->player[k] = viz_player_new(&player, refusal);
        if (self->player[k] == NULL) {
            return false;
        }
        self->n_sides = k + 1;
        const double horizon = viz_player_horizon(self->player[k]);
        self->horizon = k == 0 ? horizon : fmin(self->horizon, horizon);
    }
    return true;
}

viz_session *
viz_session_new(const viz_session_def *def, cc_refusal *refusal)
{
    viz_session *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        (void)cc_refuse(refusal, NULL, 0, "%s", sim_strerror(SIM_ERR_NOMEM));
        return NULL;
    }
    self->def = *def;
    self->width = def->width;
    self->height = def->height;
    self->scale = def->scale;
    self->is_large = def->is_large;
    self->is_full_screen = def->is_full_screen;
    self->theme = def->theme;
    self->speed = def->speed;
    self->chunk = 60;
    self->stopped_at = INFINITY;
    self->is_stale = true;
    if (!are_paired(def, refusal) || !make_players(self, refusal)) {
        viz_session_delete(self);
        return NULL;
    }
    self->focus = self->n_sides - 1;
    viz_figures_choose(self);
    viz_move_to(self,
                isnan(def->start) ? viz_first_look(def->scenario[0], self->horizon) : def->start);
    self->runs_later = def->is_running;
    if (def->greets) {
        viz_ask(self, viz_lesson_is(self) ? VIZ_ASK_LESSON : VIZ_ASK_WELCOME);
    }
    return self;
}

void
viz_session_delete(viz_session *self)
{
    if (self == NULL) {
        return;
    }
    if (self->n_sides > 0) {
        viz_keep_at_end(self);
    }
    viz_lesson_end(self);
    viz_price_end(self);
    viz_select_forget(self);
    viz_change_free(self);
    for (int k = 0; k < 2; k++) {
        viz_player_delete(self->player[k]);
        cc_view_free(&self->view[k]);
    }
    viz_dialog_free(&self->dialog);
    viz_picture_free(&self->picture);
    free(self);
}

/* ---- work ---- */

void
viz_session_work(viz_session *self, double passed, double most)
{
    passed = fmax(0, fmin(passed, 1)); /* after a halt of the machine it does not leap */
    viz_move_work(self, passed, most);
    if (self->runs_later && viz_is_there(self)) { /* it was to begin elsewhere */
        self->runs_later = false;
        viz_move_run(self, true);
    }
    self->since_figures += passed;
    self->since_happened += passed;
    if (self->is_running && self->message[0] != '\0') {
        self->message_left -= passed;
        if (self->message_left <= 0) {
            self->message[0] = '\0';
            self->is_stale = true;
        }
    }
    if (viz_is_there(self)) {
        viz_select_work(self, most / 2);
        viz_figures_work(self, false);
    }
    viz_lesson_work(self, most);
    viz_price_work(self, most);
    if (self->def.keeps_at_once) {
        viz_keep_at_once(self);
    }
}

void
viz_session_settle(viz_session *self)
{
    viz_move_settle(self);
    if (self->error == SIM_OK) {
        viz_select_work(self, INFINITY);
        viz_figures_work(self, true);
    }
    self->since_happened = INFINITY;
}

void
viz_session_seek(viz_session *self, double time)
{
    viz_move_run(self, false);
    viz_move_to(self, time);
}

bool
viz_session_is_still(const viz_session *self)
{
    return self->error != SIM_OK ||
           (!self->is_running && !self->runs_later && self->hunt.until == VIZ_UNTIL_TIME &&
            viz_is_there(self) && viz_select_is_done(self) && self->has_figures &&
            !viz_lesson_is_busy(self) && !viz_price_is_busy(self));
}

/* ---- the picture ---- */

float
viz_session_unit(const viz_session *self)
{
    return viz_layout_unit(self->width, self->height, self->scale);
}

const viz_picture *
viz_session_picture(viz_session *self, const viz_measure *measure, bool *is_new)
{
    *is_new = self->is_stale;
    if (self->is_stale) {
        const bool tells = !self->is_running || self->since_happened >= HAPPENED;
        for (int k = 0; k < self->n_sides && tells; k++) {
            viz_happened_tell(self, k);
        }
        self->since_happened = tells ? 0 : self->since_happened;
        viz_draw(self, measure);
        self->is_stale = false;
    }
    return &self->picture;
}

const char *
viz_session_shot(viz_session *self)
{
    const bool had = self->has_shot;
    self->has_shot = false;
    return had ? self->shot : NULL;
}

/* ---- what it says ---- */

double
viz_session_time(const viz_session *self)
{
    return viz_now(self);
}

bool
viz_session_read_time(const viz_session *self, const char *text, double *time)
{
    return viz_moment_read(viz_scenario_of(self, 0), self->wanted, text, time);
}

bool
viz_session_is_over(const viz_session *self)
{
    return self->is_over;
}

int
viz_session_status(const viz_session *self, cc_refusal *refusal)
{
    *refusal = self->refusal;
    return self->error == SIM_OK ? 0 : 1;
}

const char *
viz_session_kept(viz_session *self, int k)
{
    self->is_over = true;
    viz_keep_at_end(self);
    return self->keep[k].path[0] != '\0' ? self->keep[k].path : NULL;
}

void
viz_session_size(const viz_session *self, int *width, int *height)
{
    *width = self->width;
    *height = self->height;
}

bool
viz_session_is_large(const viz_session *self)
{
    return self->is_large;
}

bool
viz_session_is_full_screen(const viz_session *self)
{
    return self->is_full_screen;
}

viz_theme
viz_session_theme(const viz_session *self)
{
    return self->theme;
}

const viz_player *
viz_session_player(const viz_session *self, int side)
{
    return self->player[side];
}

int
viz_session_n_sides(const viz_session *self)
{
    return self->n_sides;
}
