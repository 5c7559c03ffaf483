/* Moves a center in time. Going back is going on from a keyframe; where it was before is passed again event by
 * event, and must look the same. Keyframes lie where a step of the tape begins, so that a step is
 * always counted from its beginning, and nothing of the tape is kept in them. */
#include "viz/player/inside.h"

#include "models/center/entries.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SLICE 256 /* events between looks at the clock */

void
viz_player_see(void *context, const sim_trace_record *record)
{
    viz_player *self = context;
    viz_recent_see(&self->recent, record);
    viz_counting_see(&self->counting, record);
    if (self->is_on_watch) {
        viz_watch_see(self, record);
    }
}

void
viz_player_fail(viz_player *self, int error)
{
    if (self->error == SIM_OK && error != SIM_OK) {
        self->error = error;
    }
    self->is_there = self->is_there || self->error != SIM_OK;
}

/* ---- steps of the tape ---- */

/* When that step of the tape ends, as the only one who says so. */
static double
end_of(const viz_player *self, size_t step)
{
    return fmin((double)(step + 1) * self->counting.tape.step, self->horizon);
}

static void
count(viz_player *self)
{
    if (!self->is_counted) {
        viz_counting_update(&self->counting, self->center, &self->record, self->time);
        self->is_counted = true;
    }
}

static void
begin_step(viz_player *self, size_t step)
{
    self->step = step;
    self->is_counted = false;
    viz_player_fail(self, viz_counting_begin(&self->counting, step, &self->record));
}

/* A keyframe is made here, or what is here is held against the one that was made. */
static void
pass_keyframe(viz_player *self, size_t step)
{
    const viz_keyframe *was = viz_keyframes_find(&self->keyframes, step);
    const uint64_t events = cc_center_events(self->center);
    if (was == NULL && !viz_keyframes_wants(&self->keyframes, step, events)) {
        return;
    }
    const uint64_t hash = cc_center_hash(self->center);
    if (was == NULL) {
        viz_player_fail(self, viz_keyframes_add(&self->keyframes, self->center, &self->record, step,
                                                self->time, hash));
    } else if ((was->hash != hash || was->events != events) && !self->has_diverged) {
        self->has_diverged = true;
        self->diverged = self->time;
    }
}

/* All events of the step have been. */
static void
end_step(viz_player *self)
{
    count(self);
    viz_counting_end(&self->counting);
    begin_step(self, self->step + 1);
    pass_keyframe(self, self->step);
}

/* One piece of the way to `until`, of at most so many events, which may end with a step of the tape before. Returns how
 * many; fewer: there are no more up to self->time. */
static uint32_t
go(viz_player *self, double until, uint32_t most)
{
    uint32_t n = 0;
    const double end = end_of(self, self->step), to = fmin(until, end);
    viz_player_fail(self, cc_center_advance_by(self->center, to, most, &n));
    if (n > 0) {
        self->time = cc_center_time(self->center);
        self->is_counted = false;
    }
    if (self->error == SIM_OK && n < most) {
        self->is_counted = self->is_counted && self->time == to;
        self->time = to;
        if (to == end && end < self->horizon) {
            end_step(self);
        }
    }
    return n;
}

/* What is shown is of now. */
static void
show(viz_player *self)
{
    count(self);
    viz_recent_turn_to(&self->recent, self->time);
    if (self->recent.is_short) {
        viz_player_fail(self, SIM_ERR_NOMEM);
    }
}

/* Here is where it was to be. */
static void
stay(viz_player *self)
{
    self->target = self->time;
    self->was_at = -1;
    self->is_there = true;
}

/* ---- to another moment ---- */

/* What is still to be changed is what the script says, behind the keyframe's time: it is no part of
 * what was kept, since it may have been another then. */
static int
take_up_script(viz_player *self, const viz_keyframe *frame)
{
    return cc_center_set_changes(self->center, &self->script, frame->step == 0 ? -1 : frame->time);
}

static void
restore(viz_player *self, const viz_keyframe *frame)
{
    viz_player_fail(self, sim_snapshot_restore(&self->here, &frame->state));
    if (self->error == SIM_OK) {
        viz_player_fail(self, take_up_script(self, frame));
    }
    self->time = frame->time;
    if (frame->step == 0) {
        viz_player_fail(self, viz_recent_copy(&self->recent, &self->at_start));
    } else {
        viz_recent_clear(&self->recent, frame->time);
    }
    begin_step(self, frame->step);
    self->is_on_watch = false;
}

/* Is all of the last `recall` seconds before that time seen if it goes on from here? */
static bool
recalls(const viz_player *self, double time)
{
    return self->recent.since < time - self->def.recall;
}

void
viz_player_seek(viz_player *self, double time)
{
    time = fmin(fmax(time, 0), self->horizon); /* NAN: the beginning */
    if (self->error != SIM_OK) {
        return;
    }
    const viz_keyframe *frame =
        viz_keyframes_before(&self->keyframes, time - self->def.recall, UINT64_MAX);
    if (time < self->time || !recalls(self, time)) {
        restore(self, frame);
        self->was_at = time;
    } else if (frame->time > self->time && !self->watch.is_set) {
        restore(self, frame);
    }
    self->target = time;
    self->is_there = self->error != SIM_OK;
}

void
viz_player_return(viz_player *self)
{
    const double time = self->time;
    restore(self, viz_keyframes_before(&self->keyframes, time - self->def.recall, UINT64_MAX));
    self->was_at = self->target = time;
    self->is_there = self->error != SIM_OK;
    (void)viz_player_work(self, INFINITY);
}

/* ---- work ---- */

static double
clock_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* One event, or none, up to when the condition comes true by itself. */
static void
work_on_watch(viz_player *self)
{
    if (!self->is_on_watch) {
        viz_watch_begin(self);
        self->is_on_watch = true;
    }
    const double until = fmin(viz_watch_next(self), self->target);
    const bool is_event = go(self, until, 1) > 0;
    if (viz_watch_comes_true(self, is_event)) {
        self->watch.has_stopped = true;
        stay(self);
    } else if (!is_event && self->time == self->target) {
        stay(self);
    }
}

static void
work_on(viz_player *self)
{
    if (self->watch.is_set && self->was_at < 0) {
        work_on_watch(self);
        return;
    }
    const double until = self->was_at < 0 ? self->target : fmin(self->was_at, self->target);
    if (go(self, until, SLICE) < SLICE && self->time == until) {
        self->was_at = -1;
        if (until == self->target) {
            stay(self);
        }
    }
}

bool
viz_player_work(viz_player *self, double seconds)
{
    const double end = clock_now() + seconds;
    for (unsigned n = 0; !self->is_there; n++) {
        work_on(self);
        if ((!self->is_on_watch || n % SLICE == 0) && isfinite(seconds) && clock_now() >= end) {
            break;
        }
    }
    show(self);
    return self->is_there;
}

bool
viz_player_is_there(const viz_player *self)
{
    return self->is_there;
}

/* ---- event by event ---- */

bool
viz_player_step(viz_player *self)
{
    (void)viz_player_work(self, INFINITY);
    uint32_t n = 0;
    self->is_on_watch = false;
    bool is_over = false; /* events of the horizon's moment are left where it is that time */
    while (self->error == SIM_OK && n == 0 && !is_over) {
        is_over = self->time == self->horizon;
        n = go(self, self->horizon, 1);
    }
    stay(self);
    show(self);
    return n > 0;
}

/* To where there have been so many events, right behind the last of them. */
static void
play_to(viz_player *self, const viz_keyframe *frame, uint64_t events)
{
    restore(self, frame);
    uint64_t left = events - frame->events;
    bool is_over = false; /* it is not, unless it has diverged */
    while (self->error == SIM_OK && left > 0 && !is_over) {
        const uint32_t n = go(self, self->horizon, left < SLICE ? (uint32_t)left : SLICE);
        is_over = n == 0 && self->time == self->horizon;
        left -= n;
    }
}

bool
viz_player_back(viz_player *self)
{
    (void)viz_player_work(self, INFINITY);
    const uint64_t events = viz_player_events(self);
    if (events == 0 || self->error != SIM_OK) {
        return false;
    }
    double before = self->time - self->def.recall;
    do {
        const viz_keyframe *frame = viz_keyframes_before(&self->keyframes, before, events - 1);
        play_to(self, frame, events - 1);
        before = self->time - self->def.recall;
    } while (self->error == SIM_OK && !recalls(self, self->time));
    stay(self);
    show(self);
    return true;
}

/* ---- what is to be seen ---- */

double
viz_player_time(const viz_player *self)
{
    return self->time;
}

double
viz_player_horizon(const viz_player *self)
{
    return self->horizon;
}

uint64_t
viz_player_events(const viz_player *self)
{
    return cc_center_events(self->center);
}

const cc_center *
viz_player_center(const viz_player *self)
{
    return self->center;
}

const cc_scenario *
viz_player_scenario(const viz_player *self)
{
    return self->def.scenario;
}

int
viz_player_error(const viz_player *self, cc_refusal *refusal)
{
    if (self->error != SIM_OK && refusal != NULL) {
        cc_center_explain(self->center, self->error, refusal);
    }
    return self->error;
}

uint64_t
viz_player_hash(const viz_player *self)
{
    return cc_center_hash(self->center);
}

bool
viz_player_diverged(const viz_player *self, double *time)
{
    if (self->has_diverged && time != NULL) {
        *time = self->diverged;
    }
    return self->has_diverged;
}

const sim_trace_record *
viz_player_recent(const viz_player *self, size_t *n)
{
    *n = self->recent.end - self->recent.begin;
    return *n > 0 ? self->recent.record + self->recent.begin : NULL;
}

const viz_tape *
viz_player_tape(const viz_player *self)
{
    return &self->counting.tape;
}

const cc_script *
viz_player_script(const viz_player *self)
{
    return &self->script;
}
