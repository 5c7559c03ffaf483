/* What a center is now, and waiting for it to be something. */
#include "library/center.h"
#include "library/failure.h"
#include "models/center/levels.h"
#include "models/measure/tally.h"

#include <math.h>
#include <stdlib.h>

static bool
is_queue(const ccsim_center *self, int queue)
{
    return queue >= -1 && queue < self->scenario->center.n_queues;
}

static bool
is_group(const ccsim_center *self, int group)
{
    return group >= -1 && group < self->scenario->center.n_groups;
}

int
ccsim_center_queue(const ccsim_center *self, int queue, ccsim_queue_now *into)
{
    if (self->phase == LIB_NEW) {
        return CCSIM_ERR_STATE;
    }
    if (!is_queue(self, queue)) {
        return CCSIM_ERR_PARAM;
    }
    const cc_line_now line = cc_center_line(self->center, queue);
    const ccsim_queue_now now = {.waiting = line.waiting,
                                 .backlog = line.backlog,
                                 .oldest_wait =
                                     line.waiting > 0 ? fmax(self->now - line.since, 0) : 0};
    return lib_give(into, &now, sizeof(now)) ? CCSIM_OK : CCSIM_ERR_PARAM;
}

static uint32_t
seats_of(const cc_view *view, int group)
{
    return group >= 0 ? view->group[group].n_seats : view->n_seats;
}

/* NULL: no memory. */
static const cc_view *
look(ccsim_center *self)
{
    if (!self->is_seen) {
        self->is_seen = cc_view_take(&self->view, self->center, self->now) == SIM_OK;
    }
    return self->is_seen ? &self->view : NULL;
}

int
ccsim_center_group(const ccsim_center *self, int group, ccsim_group_now *into)
{
    if (self->phase == LIB_NEW) {
        return CCSIM_ERR_STATE;
    }
    if (!is_group(self, group)) {
        return CCSIM_ERR_PARAM;
    }
    const cc_crews_now crews =
        group >= 0 ? cc_center_crew(self->center, group) : cc_center_crews(self->center, -1);
    const ccsim_group_now now = {.planned = crews.planned,
                                 .staffed = crews.staffed,
                                 .working = crews.working,
                                 .ready = crews.ready,
                                 .seats = cc_center_seats(self->center, group)};
    return lib_give(into, &now, sizeof(now)) ? CCSIM_OK : CCSIM_ERR_PARAM;
}

int
ccsim_center_agent(ccsim_center *self, int group, uint32_t seat, ccsim_agent_now *into)
{
    if (self->phase == LIB_NEW) {
        return lib_center_check(self);
    }
    const cc_view *view = look(self);
    if (view == NULL) {
        return lib_fail_as(&self->problem, SIM_ERR_NOMEM, NULL);
    }
    if (group < 0 || !is_group(self, group) || seat >= seats_of(view, group)) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM, "there is no seat %u in group %d", seat,
                        group);
    }
    const cc_view_seat *it = &view->seat[view->group[group].first + seat];
    const ccsim_agent_now now = {.state = (ccsim_agent_state)it->state,
                                 .since = it->since,
                                 .contacts = it->n_open,
                                 .is_leaving = it->is_leaving};
    return lib_give(into, &now, sizeof(now))
               ? lib_succeed(&self->problem)
               : lib_fail(&self->problem, CCSIM_ERR_PARAM, "size: is none of ccsim_agent_now");
}

_Static_assert((int)CCSIM_AGENT_OFF == CC_SEAT_OFF && (int)CCSIM_AGENT_READY == CC_SEAT_READY &&
                   (int)CCSIM_AGENT_TALKING == CC_SEAT_TALKING &&
                   (int)CCSIM_AGENT_CHATTING == CC_SEAT_CHATTING &&
                   (int)CCSIM_AGENT_WRITING == CC_SEAT_WRITING &&
                   (int)CCSIM_AGENT_WRAP_UP == CC_SEAT_WRAP_UP &&
                   (int)CCSIM_AGENT_BREAK == CC_SEAT_BREAK &&
                   (int)CCSIM_AGENT_NOT_READY == CC_SEAT_NOT_READY &&
                   (int)CCSIM_AGENT_DISCONNECTED == CC_SEAT_DISCONNECTED &&
                   CC_SEAT_DISCONNECTED + 1 == CC_N_SEAT_STATES,
               "states of agents are those of the view");

const char *
ccsim_agent_state_text(ccsim_agent_state state)
{
    return (int)state >= 0 && (int)state < CC_N_SEAT_STATES ? cc_seat_word((cc_seat_state)state)
                                                            : NULL;
}

/* ---- until ---- */

void
ccsim_condition_init(ccsim_condition *self, size_t size)
{
    const ccsim_condition defaults = {.queue = -1, .group = -1};
    lib_begin_definition(self, &defaults, sizeof(defaults), size);
}

typedef struct watch {
    ccsim_condition it;
    double (*count)[CC_N_TALLY]; /* of CCSIM_UNTIL_LEVEL */
} watch;

static uint32_t
ready(const ccsim_center *self, int group)
{
    return (group >= 0 ? cc_center_crew(self->center, group) : cc_center_crews(self->center, -1))
        .ready;
}

/* While it is asked, it stays as it is. */
static bool
ask(ccsim_center *self, const ccsim_condition *it)
{
    self->phase = LIB_ASKING;
    const bool is_true = it->is_true(it->context, self) != 0;
    self->phase = LIB_RUNNING;
    return is_true;
}

static bool
holds(ccsim_center *self, const watch *of)
{
    const ccsim_condition *it = &of->it;
    switch (it->until) {
    case CCSIM_UNTIL_WAITING:
        return cc_center_n_waiting(self->center, it->queue) >= it->value;
    case CCSIM_UNTIL_WAIT:
        return cc_center_line(self->center, it->queue).since + it->value <= self->now;
    case CCSIM_UNTIL_READY:
        return ready(self, it->group) >= it->value;
    case CCSIM_UNTIL_BUSY:
        return ready(self, it->group) <= it->value;
    case CCSIM_UNTIL_LEVEL:
        cc_tally_take(of->count, self->scenario, &self->record);
        return cc_tally_level(of->count[1 + it->queue]) < it->value;
    case CCSIM_UNTIL_TRUE:
        return ask(self, it);
    }
    return true;
}

static int
check(ccsim_center *self, const ccsim_condition *it)
{
    if ((unsigned)it->until > CCSIM_UNTIL_TRUE ||
        (it->until == CCSIM_UNTIL_TRUE && it->is_true == NULL)) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM, "until: there is no such condition");
    }
    if (!is_queue(self, it->queue) || !is_group(self, it->group)) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM, "there is no such %s",
                        is_queue(self, it->queue) ? "group" : "queue");
    }
    if (isnan(it->value)) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM, "value: must be a number");
    }
    return CCSIM_OK;
}

/* Event by event. */
static int
go(ccsim_center *self, const watch *of, double until, int *reached)
{
    int ret = CCSIM_OK;
    while (ret == CCSIM_OK && (*reached = holds(self, of)) == 0 && self->now < until) {
        const double next = of->it.until == CCSIM_UNTIL_WAIT
                                ? fmin(until, cc_center_next_wait(self->center, of->it.queue,
                                                                  of->it.value, self->now))
                                : until;
        uint32_t n = 0;
        const int error = cc_center_advance_by(self->center, next, 1, &n);
        ret = lib_center_arrive(self, error, n > 0 ? cc_center_time(self->center) : next);
        ret = ret == CCSIM_OK ? lib_center_is_stopped(self) : ret;
    }
    return ret;
}

int
ccsim_center_advance_until(ccsim_center *self, const ccsim_condition *condition, double until,
                           int *reached)
{
    watch of = {.it = ccsim_condition_default()};
    int is_reached = 0;
    int ret = lib_center_check(self);
    if (ret == CCSIM_OK &&
        (!lib_take_definition(&of.it, sizeof(of.it), condition) || isnan(until))) {
        ret = lib_fail(&self->problem, CCSIM_ERR_PARAM,
                       "ccsim_condition: size must be as ccsim_condition_default says, until a "
                       "time");
    }
    ret = ret == CCSIM_OK ? check(self, &of.it) : ret;
    if (ret == CCSIM_OK && of.it.until == CCSIM_UNTIL_LEVEL) {
        of.count = calloc((size_t)(1 + self->scenario->center.n_queues), sizeof(*of.count));
        ret = of.count == NULL ? lib_fail_as(&self->problem, SIM_ERR_NOMEM, NULL) : CCSIM_OK;
    }
    if (ret == CCSIM_OK) {
        ret = go(self, &of, fmin(until, self->horizon), &is_reached);
    }
    free(of.count);
    if (ret == CCSIM_OK) { /* not what was refused to who was asked */
        (void)lib_succeed(&self->problem);
    }
    if (reached != NULL) {
        *reached = is_reached;
    }
    return ret;
}
