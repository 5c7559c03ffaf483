/* Conditions: what is looked at after each event, and what comes true between two events because time goes by. */
#include "models/center/entries.h"
#include "models/center/levels.h"
#include "viz/player/inside.h"
#include <math.h>

#define HALF_HOUR 1800.0 /* s */

void
viz_player_set_condition(viz_player *self, const viz_condition *condition)
{
    const bool is_set = condition != NULL && condition->until != VIZ_UNTIL_TIME;
    self->watch = (viz_watch){.is_set = is_set};
    if (is_set) {
        self->watch.condition = *condition;
    }
    self->is_on_watch = false;
}

bool
viz_player_stopped(viz_player *self)
{
    const bool has_stopped = self->watch.has_stopped;
    self->watch.has_stopped = false;
    return has_stopped;
}

/* ---- as it is now ---- */

static double
level_now(viz_player *self, int queue)
{
    const viz_tape *tape = &self->counting.tape;
    viz_cell sum = viz_counting_so_far(&self->counting, &self->record, queue);
    const double step = (double)self->step * tape->step; /* where this one begins */
    if (self->step > 0) {
        const viz_cell before = viz_tape_sum(tape, queue, self->time - HALF_HOUR, step);
        sum.in_time += before.in_time;
        sum.aimed += before.aimed;
        sum.abandoned_in_time += before.abandoned_in_time;
    }
    return viz_cell_level(&sum);
}

/* Of those that hold for a while. */
static bool
holds(viz_player *self)
{
    const viz_condition *it = &self->watch.condition;
    switch (it->until) {
    case VIZ_UNTIL_QUEUE:
        return cc_center_n_waiting(self->center, it->queue) >= it->value;
    case VIZ_UNTIL_WAIT:
        return cc_center_line(self->center, it->queue).since + it->value <= self->time;
    case VIZ_UNTIL_LEVEL:
        return level_now(self, it->queue) < it->value;
    case VIZ_UNTIL_READY:
        return cc_center_crews(self->center, it->queue).ready <= it->value;
    default:
        return false;
    }
}

/* ---- what happens ---- */

static bool
is_of_queue(const viz_player *self, const sim_trace_record *record)
{
    const cc_scenario *scenario = self->def.scenario;
    const int queue = self->watch.condition.queue;
    const cc_told told = cc_told_unpack(record->a);
    for (int c = 0; c < scenario->n_channels && queue >= 0; c++) {
        if ((int)scenario->channel[c].id == told.channel) {
            return scenario->center.queue_of[told.issue * scenario->n_channels + c] == queue;
        }
    }
    return queue < 0;
}

void
viz_watch_see(viz_player *self, const sim_trace_record *record)
{
    bool is_it = false;
    switch (self->watch.condition.until) {
    case VIZ_UNTIL_ABANDONMENT:
        is_it = record->code == CC_JOURNAL_ABANDONS || record->code == CC_JOURNAL_LEAVES_SILENTLY;
        break;
    case VIZ_UNTIL_ANSWER:
        is_it = record->code == CC_JOURNAL_TAKEN;
        break;
    default:
        break;
    }
    if (is_it && is_of_queue(self, record)) {
        self->watch.happened = true;
    }
}

/* ---- what time brings ---- */

static double
next_change(const viz_player *self, double after)
{
    for (size_t j = 0; j < self->script.n; j++) {
        if (self->script.change[j].time > after) {
            return self->script.change[j].time;
        }
    }
    return INFINITY;
}

double
viz_watch_next(viz_player *self)
{
    viz_watch *watch = &self->watch;
    const viz_condition *it = &watch->condition;
    const double after = watch->is_due ? nextafter(self->time, -INFINITY) : self->time;
    switch (it->until) {
    case VIZ_UNTIL_WAIT:
        watch->next = watch->was
                          ? INFINITY
                          : cc_center_next_wait(self->center, it->queue, it->value, self->time);
        break;
    case VIZ_UNTIL_BREACH:
        watch->next = cc_center_next_wait(self->center, it->queue, NAN, after);
        break;
    case VIZ_UNTIL_INTERVENTION:
        watch->next = next_change(self, after);
        break;
    default:
        watch->next = INFINITY;
    }
    return watch->next;
}

void
viz_watch_begin(viz_player *self)
{
    self->watch.happened = self->watch.is_due = false;
    self->watch.was = holds(self);
}

bool
viz_watch_comes_true(viz_player *self, bool is_event)
{
    viz_watch *watch = &self->watch;
    const bool has_happened = watch->happened;
    watch->happened = false;
    switch (watch->condition.until) {
    case VIZ_UNTIL_ABANDONMENT:
    case VIZ_UNTIL_ANSWER:
        return has_happened;
    case VIZ_UNTIL_BREACH:
    case VIZ_UNTIL_INTERVENTION:
        watch->is_due = is_event && self->time == watch->next;
        return !is_event && self->time == watch->next;
    default:
        break;
    }
    const bool was = watch->was;
    watch->was = holds(self);
    return watch->was && !was;
}
