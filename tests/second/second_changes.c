/* What is changed while it runs, by a script. What a control is, is looked up there: the last change of it
 * that has been made. */
#include "tests/second/second.h"

#include <math.h>

/* After the first n changes of the script; NAN: none of it, or as planned. */
static double
last_of(const second *self, size_t n, cc_control what, int which, double at_first)
{
    for (size_t j = n; j > 0; j--) {
        const cc_change *change = &self->script->change[j - 1];
        if (change->what == what && change->which == which) {
            return change->value;
        }
    }
    return at_first;
}

double
second_control(const second *self, cc_control what, int which, double written)
{
    const double x = last_of(self, self->n_made, what, which, NAN);
    return isnan(x) ? written : x;
}

double
second_within(const second *self, int queue, int channel, int j)
{
    const cc_service_level *level =
        &self->scenario->center.level[queue * self->n_channels + channel];
    return j > 0 ? level->within[j]
                 : second_control(self, CC_CONTROL_TARGET, queue, level->within[0]);
}

double
second_volume_after(const second *self, size_t n, int kind)
{
    return last_of(self, n, CC_CONTROL_VOLUME, 0, 1) *
           last_of(self, n, CC_CONTROL_ARRIVALS, kind, 1);
}

static double
at_first(const second *self, const cc_change *change)
{
    switch (change->what) {
    case CC_CONTROL_OPEN:
    case CC_CONTROL_VOLUME:
    case CC_CONTROL_ARRIVALS:
    case CC_CONTROL_ANNOUNCES:
        return 1;
    case CC_CONTROL_BREAK:
        return 0;
    case CC_CONTROL_PRIORITY:
        return self->scenario->center.queue[change->which].priority;
    default:
        return NAN;
    }
}

void
second_changes_wait(second *self)
{
    if (self->script != NULL && self->n_made < self->script->n) {
        second_schedule(self, self->script->change[self->n_made].time, THEN_CHANGES, OF_CHANGES, 0);
    }
}

static void
tell(second *self, const cc_change *change)
{
    const sim_trace_record record = {
        .time = self->now,
        .code = CC_JOURNAL_CHANGED,
        .subject = (uint64_t)change->which,
        .a = (uint64_t)CC_OF_HOUSE << CC_SUBJECT_SHIFT,
        .b = (uint64_t)change->what,
        .value = change->value,
    };
    const sim_trace trace = sim_trace_to_buffer(&self->journal);
    sim_trace_put(&trace, &record);
}

void
second_changes(second *self)
{
    const cc_change *change = &self->script->change[self->n_made];
    const double was =
        last_of(self, self->n_made, change->what, change->which, at_first(self, change));
    self->n_made++;
    second_changes_wait(self);
    if (was == change->value || (isnan(was) && isnan(change->value))) {
        return;
    }
    tell(self, change);
    switch (change->what) {
    case CC_CONTROL_VOLUME:
        second_volume_changes(self, NOBODY);
        break;
    case CC_CONTROL_ARRIVALS:
        second_volume_changes(self, change->which);
        break;
    case CC_CONTROL_WORKS:
        second_node_is_mended(self, change->which); /* or is not: all look */
        break;
    case CC_CONTROL_CONNECTED:
        if (self->link_is_down != NULL) { /* else nobody needs it */
            second_link_fires(self, change->which);
        }
        break;
    case CC_CONTROL_OPEN:
    case CC_CONTROL_PRIORITY:
    case CC_CONTROL_CONTAINS:
    case CC_CONTROL_TARGET:
    case CC_CONTROL_ANNOUNCES:
    case CC_CONTROL_MESSAGES:
        break; /* looked up by whom it concerns */
    default:
        fail_msg("control %s is not known to the second simulator",
                 cc_control_types[change->what].name);
    }
}
