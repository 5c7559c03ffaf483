/* Time: where the players are to be, and how they get there. Two of them are always on their way to the
 * same moment; the next is asked for when both are there, so that neither is more than a slice ahead. */
#include "report/words.h"
#include "viz/session/state.h"
#include <math.h>
#include <string.h>

/* s of simulated time in a slice, as fast as it goes: as many as it takes. */
#define LEAST_CHUNK 1e-3
#define MOST_CHUNK 86400.0

static const double speeds[] = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200};
#define N_SPEEDS ((int)(sizeof(speeds) / sizeof(speeds[0])))

bool
viz_is_there(const viz_session *self)
{
    for (int k = 0; k < self->n_sides; k++) {
        if (!viz_player_is_there(self->player[k])) {
            return false;
        }
    }
    return true;
}

static void
seek(viz_session *self, double time)
{
    for (int k = 0; k < self->n_sides; k++) {
        viz_player_seek(self->player[k], time);
    }
    self->is_stale = true;
}

/* The queue of that side has which number in the other center? By its name; false: there is none. */
static bool
find_queue(const viz_session *self, int side, int k, int *queue)
{
    const cc_center_setup *from = &viz_scenario_of(self, side)->center;
    const cc_center_setup *to = &viz_scenario_of(self, k)->center;
    if (*queue < 0 || from == to) {
        return true;
    }
    for (int q = 0; q < to->n_queues; q++) {
        if (strcmp(to->queue[q].name, from->queue[*queue].name) == 0) {
            *queue = q;
            return true;
        }
    }
    return false;
}

/* Conditions stop what runs, and what is looked for; not what is scrubbed. Its queue is one of that
 * side; a center that has no such queue is not asked. */
static void
set_condition(viz_session *self, const viz_condition *condition, int side)
{
    side = side < self->n_sides ? side : 0; /* of a fork that is one again */
    for (int k = 0; k < self->n_sides; k++) {
        viz_condition of_its = condition != NULL ? *condition : (viz_condition){0};
        const bool is_any =
            of_its.until != VIZ_UNTIL_TIME && find_queue(self, side, k, &of_its.queue);
        if (is_any || self->is_conditioned[k]) {
            viz_player_set_condition(self->player[k], is_any ? &of_its : NULL);
            self->is_conditioned[k] = is_any;
        }
    }
}

static void
forget_hunt(viz_session *self)
{
    self->hunt.until = VIZ_UNTIL_TIME;
    self->stopped_at = INFINITY;
}

void
viz_move_to(viz_session *self, double time)
{
    self->wanted = fmax(0, fmin(time, self->horizon));
    forget_hunt(self);
    set_condition(self, NULL, 0);
    seek(self, self->wanted);
    if (self->is_running) {
        set_condition(self, &self->pause, self->pause_side);
    }
}

void
viz_move_run(viz_session *self, bool is_running)
{
    forget_hunt(self);
    self->runs_later = false;
    self->is_running = is_running && viz_now(self) < self->horizon;
    self->wanted = viz_now(self);
    set_condition(self, self->is_running ? &self->pause : NULL, self->pause_side);
    if (!is_running) { /* both where the foremost is */
        for (int k = 0; k < self->n_sides; k++) {
            self->wanted = fmax(self->wanted, viz_player_time(self->player[k]));
        }
        seek(self, self->wanted);
    }
    self->is_stale = true;
}

void
viz_move_speed(viz_session *self, int by)
{
    int j = 0;
    if (self->speed <= 0) {
        j = by < 0 ? N_SPEEDS - 1 : N_SPEEDS;
    } else {
        while (j < N_SPEEDS && speeds[j] < self->speed) {
            j++;
        }
        j = by > 0 && j < N_SPEEDS && speeds[j] > self->speed ? j : j + by;
    }
    self->speed = j >= N_SPEEDS ? 0 : speeds[j > 0 ? j : 0];
    self->is_stale = true;
}

void
viz_move_settle(viz_session *self)
{
    self->is_stale = true;
    for (int k = 0; k < self->n_sides && self->error == SIM_OK; k++) {
        (void)viz_player_work(self->player[k], INFINITY);
        cc_refusal refusal;
        const int error = viz_player_error(self->player[k], &refusal);
        if (error != SIM_OK) {
            viz_fail(self, error, &refusal);
        }
    }
}

/* ---- events ---- */

void
viz_move_step(viz_session *self, int by)
{
    viz_move_run(self, false);
    viz_move_settle(self);
    viz_player *player = self->player[self->focus];
    const bool did = by > 0 ? viz_player_step(player) : viz_player_back(player);
    if (!did) {
        viz_say(self, "%s", by > 0 ? _("That was the last event.") : _("There is none before."));
        return;
    }
    self->wanted = viz_player_time(player);
    if (self->n_sides == 2) {
        viz_player_seek(self->player[1 - self->focus], self->wanted);
    }
    self->is_stale = true;
}

void
viz_move_hunt(viz_session *self, viz_until until)
{
    viz_move_settle(self);
    self->is_running = false;
    self->hunted_from = viz_now(self);
    self->hunt = (viz_condition){until, -1, 0};
    if (self->selected == VIZ_SELECT_QUEUE) {
        self->hunt.queue = (int)self->selected_which;
    }
    set_condition(self, &self->hunt, self->selected_side);
    self->wanted = self->hunted_from;
    self->is_stale = true;
}

void
viz_move_to_change(viz_session *self)
{
    const double now = viz_now(self);
    double next = INFINITY;
    for (int k = 0; k < self->n_sides; k++) {
        const cc_script *script = viz_player_script(self->player[k]);
        for (size_t j = 0; script != NULL && j < script->n; j++) {
            if (script->change[j].time > now) {
                next = fmin(next, script->change[j].time);
            }
        }
    }
    if (next > self->horizon) {
        viz_say(self, "%s", _("No intervention comes after this moment."));
        return;
    }
    self->is_running = false;
    viz_move_to(self, next);
}

/* ---- work ---- */

/* A condition has stopped one of them: the other goes to where that is, or stops before. */
static bool
has_stopped(viz_session *self)
{
    double at = self->stopped_at;
    for (int k = 0; k < self->n_sides; k++) {
        if (self->is_conditioned[k] && viz_player_stopped(self->player[k]) &&
            viz_player_time(self->player[k]) < at) {
            at = viz_player_time(self->player[k]);
            self->stopped_side = k;
        }
    }
    if (!isfinite(at)) {
        return false;
    }
    self->stopped_at = at;
    for (int k = 0; k < self->n_sides; k++) {
        if (!viz_player_is_there(self->player[k])) {
            viz_player_seek(self->player[k], at);
        }
    }
    return true;
}

/* All stand still: it is over. Who stopped there stays behind the very event. */
static void
stop(viz_session *self)
{
    const double at = self->stopped_at;
    if (self->hunt.until == VIZ_UNTIL_TIME) {
        viz_say(self, "%s", _("Paused: it has come to that."));
    } else {
        viz_select_found(self, self->stopped_side, self->hunt.until);
    }
    set_condition(self, NULL, 0);
    self->is_running = false;
    forget_hunt(self);
    self->wanted = at;
    for (int k = 0; k < self->n_sides; k++) {
        if (viz_player_time(self->player[k]) != at) {
            viz_player_seek(self->player[k], at);
        }
    }
    self->stopped_at = INFINITY;
    self->is_stale = true;
}

static void
found_nothing(viz_session *self)
{
    const double back = self->hunted_from;
    viz_say(self, "%s", _("There is none until the end."));
    viz_move_to(self, back);
}

/* Both do some work; have they come where they were to be? */
static bool
work(viz_session *self, double most)
{
    bool are_there = true;
    for (int k = 0; k < self->n_sides; k++) {
        are_there &= viz_player_work(self->player[k], most / self->n_sides);
        cc_refusal refusal;
        const int error = viz_player_error(self->player[k], &refusal);
        if (error != SIM_OK) {
            viz_fail(self, error, &refusal);
            return true;
        }
    }
    return are_there;
}

/* Where to go next while it runs, or looks for something: so far that a slice may do it. */
static double
next_wanted(viz_session *self, double passed)
{
    const double now = viz_now(self);
    const bool hurries = self->hunt.until != VIZ_UNTIL_TIME || self->speed <= 0;
    if (hurries) {
        return fmin(now + self->chunk, self->horizon);
    }
    return fmin(now + passed * self->speed, self->horizon); /* what is late is not caught up with */
}

void
viz_move_work(viz_session *self, double passed, double most)
{
    const bool hunts = self->hunt.until != VIZ_UNTIL_TIME, goes_on = self->is_running || hunts;
    if (self->error != SIM_OK) {
        return;
    }
    if (goes_on && viz_is_there(self) && !isfinite(self->stopped_at)) {
        self->wanted = next_wanted(self, passed);
        seek(self, self->wanted);
    }
    if (viz_is_there(self)) {
        return;
    }
    const bool is_there = work(self, most);
    self->is_stale = true;
    if (self->error != SIM_OK) {
        return;
    }
    if (goes_on && has_stopped(self)) {
        if (viz_is_there(self)) {
            stop(self);
        }
        return;
    }
    if (goes_on && (hunts || self->speed <= 0)) {
        self->chunk =
            is_there ? fmin(self->chunk * 1.5, MOST_CHUNK) : fmax(self->chunk * 0.7, LEAST_CHUNK);
    }
    if (goes_on && is_there && viz_now(self) >= self->horizon) {
        if (hunts) {
            found_nothing(self);
        } else {
            viz_move_run(self, false);
            self->is_at_end = true;
        }
    }
}
