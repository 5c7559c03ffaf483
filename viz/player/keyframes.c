#include "viz/player/keyframes.h"

#include <stdlib.h>
#include <string.h>

/* ---- one ---- */

static size_t
bytes_of(const viz_keyframe *self)
{
    return sizeof(*self) + self->state.copy_bytes +
           self->state.capacity * sizeof(*self->state.part);
}

static void
release(viz_keyframe *self)
{
    if (atomic_fetch_sub(&self->n_holders, 1) == 1) {
        sim_snapshot_free(&self->state);
        free(self);
    }
}

/* ---- all ---- */

void
viz_keyframes_free(viz_keyframes *self)
{
    for (size_t j = 0; j < self->n; j++) {
        release(self->at[j]);
    }
    for (size_t j = 0; j < self->n_spare; j++) {
        release(self->spare[j]);
    }
    free(self->at);
    free(self->spare);
    *self = (viz_keyframes){0};
}

static int
reserve(viz_keyframes *self, size_t n)
{
    if (n <= self->room) {
        return SIM_OK;
    }
    viz_keyframe **at = realloc(self->at, 2 * n * sizeof(*at));
    self->at = at != NULL ? at : self->at;
    viz_keyframe **spare = at != NULL ? realloc(self->spare, 2 * n * sizeof(*spare)) : NULL;
    if (spare == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->spare = spare;
    self->room = 2 * n;
    return SIM_OK;
}

/* It is not one of these any more. Memory that was in the budget is kept for others: to have it given by
 * the system again takes longer than to fill it. */
static void
drop(viz_keyframes *self, viz_keyframe *frame)
{
    const size_t bytes = bytes_of(frame);
    self->used -= bytes;
    if (atomic_load(&frame->n_holders) == 1 && bytes <= self->budget) {
        self->spare[self->n_spare++] = frame;
    } else {
        release(frame);
    }
}

/* One to be filled: a new one, or one that is spare. */
static viz_keyframe *
make(viz_keyframes *self)
{
    viz_keyframe *frame;
    if (self->n_spare > 0) {
        frame = self->spare[--self->n_spare];
        frame->state.n = 0; /* parts of another center, perhaps */
        return frame;
    }
    frame = calloc(1, sizeof(*frame));
    if (frame != NULL) {
        sim_snapshot_init(&frame->state);
        atomic_init(&frame->n_holders, 1);
    }
    return frame;
}

/* Half of them, but for the first. */
static void
thin_out(viz_keyframes *self)
{
    size_t n = 1;
    self->spacing *= 2;
    for (size_t j = 1; j < self->n; j++) {
        viz_keyframe *frame = self->at[j];
        if (frame->step % self->spacing == 0) {
            self->at[n++] = frame;
        } else {
            drop(self, frame);
        }
    }
    self->n = n;
}

/* As many as the budget holds: the first in any case. */
static void
fit(viz_keyframes *self)
{
    while (self->used > self->budget && self->n > 1) {
        thin_out(self);
    }
}

int
viz_keyframes_copy(viz_keyframes *self, const viz_keyframes *from)
{
    const int ret = reserve(self, from->n);
    if (ret != SIM_OK) {
        return ret;
    }
    for (size_t j = 0; j < from->n; j++) {
        atomic_fetch_add(&from->at[j]->n_holders, 1);
        self->at[j] = from->at[j];
    }
    self->n = from->n;
    self->used = from->used;
    self->spacing = from->spacing;
    fit(self);
    return SIM_OK;
}

/* Where one lies at or behind that step. */
static size_t
place_of(const viz_keyframes *self, size_t step)
{
    size_t begin = 0, end = self->n;
    while (begin < end) {
        const size_t middle = begin + (end - begin) / 2;
        if (self->at[middle]->step < step) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}

bool
viz_keyframes_wants(const viz_keyframes *self, size_t step, uint64_t events)
{
    const size_t j = place_of(self, step);
    if (step % self->spacing != 0 || (j < self->n && self->at[j]->step == step)) {
        return false;
    }
    const viz_keyframe *before = self->at[j - 1]; /* there is one: the first */
    return bytes_of(before) <= self->bytes_an_event * (events - before->events) ||
           self->bytes_an_event == 0;
}

int
viz_keyframes_add(viz_keyframes *self, cc_center *center, cc_record *record, size_t step,
                  double time, uint64_t hash)
{
    int ret = reserve(self, self->n + self->n_spare + 1);
    viz_keyframe *frame = ret == SIM_OK ? make(self) : NULL;
    if (frame == NULL) {
        return SIM_ERR_NOMEM;
    }
    frame->step = step;
    frame->time = time;
    frame->events = cc_center_events(center);
    frame->hash = hash;
    ret = cc_center_register(center, record, &frame->state);
    ret = ret == SIM_OK ? sim_snapshot_take(&frame->state) : ret;
    if (ret != SIM_OK) {
        release(frame);
        return ret;
    }
    const size_t j = place_of(self, step);
    memmove(&self->at[j + 1], &self->at[j], (self->n - j) * sizeof(*self->at));
    self->at[j] = frame;
    self->n++;
    self->used += bytes_of(frame);
    fit(self);
    return SIM_OK;
}

const viz_keyframe *
viz_keyframes_find(const viz_keyframes *self, size_t step)
{
    const size_t j = place_of(self, step);
    return j < self->n && self->at[j]->step == step ? self->at[j] : NULL;
}

const viz_keyframe *
viz_keyframes_before(const viz_keyframes *self, double time, uint64_t events)
{
    size_t j = self->n;
    while (j > 1 && !(self->at[j - 1]->time < time && self->at[j - 1]->events < events)) {
        j--;
    }
    return self->at[j - 1];
}

void
viz_keyframes_forget(viz_keyframes *self, double time)
{
    while (self->n > 1 && self->at[self->n - 1]->time > time) {
        drop(self, self->at[--self->n]);
    }
}
