/* The future event list in the hold model (Jones 1986): each operation takes out one event, by
 * firing it or, with a given probability, by cancelling any other, and schedules one instead, so
 * that their number stays. Slots for those that fire, timers for those that are cancelled too. */
#include "sim/calendar.h"
#include "bench/bench.h"

#include <stdlib.h>

#define GAPS 65536 /* drawn beforehand */

typedef struct hold {
    sim_calendar calendar;
    uint32_t n;
    bool timers;
    uint32_t cancelled; /* of 2^32 */
    uint32_t next;
    double gap[GAPS];
    uint32_t which[GAPS], chance[GAPS];
} hold;

static void
set(hold *self, uint32_t id, uint32_t j)
{
    const double time = self->calendar.now + self->gap[j];
    if (self->timers) {
        sim_timer_set(&self->calendar, id, time, SIM_PRIORITY_ABANDON);
    } else {
        sim_calendar_set(&self->calendar, id, time, SIM_PRIORITY_COMPLETION);
    }
}

static void
hold_free(void *state)
{
    hold *self = state;
    sim_calendar_free(&self->calendar);
    free(self);
}

static void *
hold_setup(const bench_case *is, char *why)
{
    (void)why;
    hold *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->n = (uint32_t)is->parameter[0];
    self->cancelled = (uint32_t)(is->parameter[1] * 0x1p32);
    self->timers = is->parameter[2] > 0;
    const double width = self->timers ? 1 / is->parameter[2] : 1; /* the mean gap is 1 */
    const uint32_t n_slots = self->timers ? 1 : self->n;
    if (sim_calendar_init(&self->calendar, n_slots, width) != 0 ||
        sim_calendar_reserve_timers(&self->calendar, self->n) != 0) {
        hold_free(self);
        return NULL;
    }
    for (uint32_t j = 0; j < GAPS; j++) {
        const sim_block u = sim_random_block((sim_key){1, 2}, (sim_name){3, 4, 5}, j);
        self->gap[j] = -log(sim_uniform(u.word[0]));
        self->which[j] = (uint32_t)((u.word[1] >> 32) * self->n >> 32);
        self->chance[j] = (uint32_t)(u.word[2] >> 32);
    }
    for (uint32_t id = 0; id < self->n; id++) {
        set(self, id, self->next++ % GAPS);
    }
    return self;
}

static double
hold_body(void *state, double items)
{
    hold *self = state;
    sim_event event = {0};
    for (uint64_t k = 0; k < (uint64_t)items; k++) {
        const uint32_t j = self->next++ % GAPS;
        uint32_t id = self->which[j];
        if (self->chance[j] >= self->cancelled) {
            sim_calendar_next(&self->calendar, INFINITY, &event);
            id = event.id;
        }
        set(self, id, j); /* one that is pending moves: cancelled and scheduled anew */
    }
    bench_sink = self->calendar.now;
    return (double)(uint64_t)items;
}

/* timers: 0 for slots, or buckets of the wheel in a mean gap. */
#define HOLD(label, n, cancelled, timers)                                                          \
    {                                                                                              \
        .name = "calendar/" label, .unit = "event", .items = 4e6, .setup = hold_setup,             \
        .body = hold_body, .free = hold_free, .parameter = {                                       \
            n,                                                                                     \
            cancelled,                                                                             \
            timers                                                                                 \
        }                                                                                          \
    }

const bench_case bench_calendar[] = {
    HOLD("slots/1e2", 1e2, 0, 0),
    HOLD("slots/1e3", 1e3, 0, 0),
    HOLD("slots/1e4", 1e4, 0, 0),
    HOLD("slots/1e2/cancel-50", 1e2, .5, 0),
    HOLD("slots/1e4/cancel-50", 1e4, .5, 0),
    HOLD("slots/1e2/cancel-95", 1e2, .95, 0),
    HOLD("slots/1e4/cancel-95", 1e4, .95, 0),
    HOLD("timers/1e2", 1e2, 0, 128),
    HOLD("timers/1e4", 1e4, 0, 128),
    HOLD("timers/1e2/cancel-50", 1e2, .5, 128),
    HOLD("timers/1e4/cancel-50", 1e4, .5, 128),
    HOLD("timers/1e2/cancel-95", 1e2, .95, 128),
    HOLD("timers/1e4/cancel-95", 1e4, .95, 128),
    HOLD("timers/1e2/cancel-50/far", 1e2, .5, 3072),
    HOLD("timers/1e4/cancel-50/far", 1e4, .5, 3072),
    {0},
};
