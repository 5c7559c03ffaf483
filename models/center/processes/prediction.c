/* What is remembered of each line, and what follows from it for who joins it now. */
#include "models/center/predict.h"

#include "models/center/count.h"
#include "models/center/overflow.h"
#include "models/center/process.h"
#include <math.h>

/* The last n of something, a ring. */
typedef struct last_n {
    uint32_t n, next;
} last_n;

/* What is remembered of a line; behind it n waits and n gaps. */
typedef struct memory {
    double wait;  /* s: of who was taken last */
    double since; /* s: when that was */
    last_n waits, gaps;
} memory;

static size_t
bytes_of(const cc_center *self)
{
    const size_t n = (size_t)self->scenario->center.prediction.of;
    return sizeof(memory) + 2 * n * sizeof(double);
}

static size_t
state_bytes(const cc_center *self)
{
    return cc_predicts(self) ? (size_t)self->n_lanes * bytes_of(self) : 0;
}

static memory *
memory_of(cc_center *self, uint32_t lane)
{
    char *all = cc_process_state(self, cc_process_row(self, "prediction"));
    return (memory *)(void *)(all + lane * bytes_of(self));
}

static double *
ring(const cc_center *self, memory *it, bool gaps)
{
    return (double *)(void *)(it + 1) + (gaps ? self->scenario->center.prediction.of : 0);
}

static void
remember(last_n *which, double *value, int n, double x)
{
    value[which->next] = x;
    which->next = (which->next + 1) % (uint32_t)n;
    which->n += which->n < (uint32_t)n;
}

/* Oldest first; 0 of none. */
static double
mean_of(const last_n *which, const double *value, int n)
{
    double sum = 0;
    for (uint32_t j = 0; j < which->n; j++) {
        sum += value[(which->next + (uint32_t)n - which->n + j) % (uint32_t)n];
    }
    return which->n > 0 ? sum / which->n : 0;
}

/* Nobody is before it, and somebody idles who serves its queue. */
static bool
is_taken_at_once(const cc_center *self, const cc_service *service)
{
    const cc_queue *queue = &self->scenario->center.queue[service->queue];
    bool idles = false;
    for (int j = 0; j < self->takers[service->queue].n; j++) {
        const int g = self->takers[service->queue].group[j].index;
        idles |= self->crew[g].now->n_idle > 0 &&
                 (self->serving[service->queue][g / 64] >> g % 64 & 1) != 0 &&
                 cc_overflow_door(&self->scenario->center, queue, g) < 0;
    }
    return idles && self->lane[service->lane].n == 0;
}

double
cc_predict_wait(cc_center *self, const cc_service *service)
{
    const cc_prediction *rule = &self->scenario->center.prediction;
    const cc_lane *lane = &self->lane[service->lane];
    memory *it = memory_of(self, service->lane);
    if (is_taken_at_once(self, service)) {
        return 0;
    }
    switch (rule->by) {
    case CC_PREDICT_LAST:
        return it->wait;
    case CC_PREDICT_HEAD:
        return lane->n > 0 ? self->now.time - self->contact[lane->first].queued : 0;
    case CC_PREDICT_MEAN:
        return mean_of(&it->waits, ring(self, it, false), rule->of);
    case CC_PREDICT_QUEUE:
        return (lane->n + 1) * mean_of(&it->gaps, ring(self, it, true), rule->of);
    case CC_PREDICT_NONE:
        break;
    }
    return 0;
}

void
cc_predict_joins(cc_center *self, cc_contact *c)
{
    c->kept[0] = cc_predict_wait(self, cc_service_of(self, c));
}

static void
count_error(cc_center *self, const cc_contact *c)
{
    double *count = cc_count_cell(self, c);
    const double error = c->waited - c->kept[0];
    count[CC_N_predicted]++;
    count[CC_N_prediction_error] += error;
    count[CC_N_prediction_error_sq] += error * error;
    count[CC_N_prediction_error_abs] += fabs(error);
}

void
cc_predict_taken(cc_center *self, const cc_contact *c)
{
    const cc_prediction *rule = &self->scenario->center.prediction;
    memory *it = memory_of(self, cc_service_of(self, c)->lane);
    if (c->delayed) {
        count_error(self, c);
        /* the rate is that at which those who wait are taken: from one to the next, if that one
         * waited all the time */
        if (it->waits.n > 0 && c->queued <= it->since) {
            remember(&it->gaps, ring(self, it, true), rule->of, self->now.time - it->since);
        }
    }
    remember(&it->waits, ring(self, it, false), rule->of, c->waited);
    it->wait = c->waited;
    it->since = self->now.time;
}

static uint32_t
no_slots(const cc_center *self)
{
    (void)self;
    return 0;
}

const cc_process_type cc_process_prediction = {
    .name = "prediction",
    .doc = "what predicted waits are made of",
    .n_slots = no_slots,
    .state_bytes = state_bytes,
};
