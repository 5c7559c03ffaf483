/* Predicted waits: looks through all who were ever taken, last first. */
#include "tests/second/second.h"

#include <math.h>
#include <stdlib.h>

static bool
is_of_line(const second *self, const second_taken *taken, const second_contact *c)
{
    return taken->channel == c->channel && taken->queue == second_queue_of(self, c);
}

/* A mean over the last of those who were taken from the line: of their waits, or of the times since
 * the one before, of those who waited all that time. Oldest first. */
static double
mean_of_last(const second *self, const second_contact *c, bool gaps)
{
    const int most = self->scenario->center.prediction.of;
    int n = 0, before = NOBODY;
    double *value = calloc((size_t)self->n_taken + 1, sizeof(*value)), sum = 0;
    assert_non_null(value);
    for (int j = 0; j < self->n_taken; j++) {
        const second_taken *taken = &self->taken[j];
        if (!is_of_line(self, taken, c)) {
            continue;
        }
        if (!gaps) {
            value[n++] = taken->wait;
        } else if (before != NOBODY && taken->has_waited &&
                   taken->queued <= self->taken[before].time) {
            value[n++] = taken->time - self->taken[before].time;
        }
        before = j;
    }
    const int first = n > most ? n - most : 0;
    for (int j = first; j < n; j++) {
        sum += value[j];
    }
    free(value);
    return n > first ? sum / (n - first) : 0;
}

/* Somebody idles who serves its queue. */
static bool
idles(const second *self, const second_contact *c)
{
    const cc_queue *queue = &self->scenario->center.queue[second_queue_of(self, c)];
    bool is = false;
    for (int j = 0; j < queue->n_groups; j++) {
        for (int a = 0; a < self->n_agents; a++) {
            is |= self->agent[a].group == queue->groups[j].index && second_is_available(self, a) &&
                  second_n_open(self, a, -1) == 0 &&
                  !second_has_rule(self, second_queue_of(self, c), self->agent[a].group);
        }
    }
    return is;
}

double
second_predicted(const second *self, const second_contact *c)
{
    const int n = second_n_in_line(self, c);
    const second_contact *first = NULL;
    double wait = 0;
    if (n == 0 && idles(self, c)) {
        return 0;
    }
    switch ((cc_predictor)self->scenario->center.prediction.by) {
    case CC_PREDICT_NONE:
        break;
    case CC_PREDICT_LAST:
        for (int j = 0; j < self->n_taken; j++) {
            wait = is_of_line(self, &self->taken[j], c) ? self->taken[j].wait : wait;
        }
        return wait;
    case CC_PREDICT_HEAD:
        for (int j = 0; j < self->n_contacts; j++) {
            const second_contact *other = &self->contact[j];
            if (second_is_in_line(other) && other != c && other->channel == c->channel &&
                second_queue_of(self, other) == second_queue_of(self, c) &&
                (first == NULL || other->in_line < first->in_line)) {
                first = other;
            }
        }
        return first != NULL ? self->now - first->queued : 0;
    case CC_PREDICT_MEAN:
        return mean_of_last(self, c, false);
    case CC_PREDICT_QUEUE:
        return (n + 1) * mean_of_last(self, c, true);
    }
    return 0;
}

void
second_taken_first(second *self, const second_contact *c)
{
    if (self->scenario->center.prediction.by == CC_PREDICT_NONE) {
        return;
    }
    if (c->is_delayed) {
        const int group = second_group_of(self, c);
        const double error = c->waited - c->predicted;
        second_count(self, c, group, CC_N_predicted, 1);
        second_count(self, c, group, CC_N_prediction_error, error);
        second_count(self, c, group, CC_N_prediction_error_sq, error * error);
        second_count(self, c, group, CC_N_prediction_error_abs, fabs(error));
    }
    self->taken = realloc(self->taken, (size_t)(self->n_taken + 1) * sizeof(*self->taken));
    assert_non_null(self->taken);
    self->taken[self->n_taken++] = (second_taken){.channel = c->channel,
                                                  .queue = second_queue_of(self, c),
                                                  .time = self->now,
                                                  .queued = c->queued,
                                                  .wait = c->waited,
                                                  .has_waited = c->is_delayed};
}
