/* Builds a center for a scenario and runs it: the loop over events. */
#include "models/center/center.h"
#include "models/center/common.h"
#include "models/center/count.h"
#include "models/center/overflow.h"
#include "models/center/recorded.h"
#include "models/center/self.h"
#include "models/language/refusal.h"
#include "models/scenario/opening.h"
#include "sim/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A wheel bucket of a hundredth of the typical timer: the shortest mean patience or gap. */
static double
wheel_width(const cc_scenario *scenario)
{
    double least = 600;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        for (int c = 0; c < scenario->n_channels; c++) {
            const cc_content *content = &scenario->demand.issue[i].content[c];
            if (content->given && content->has_patience) {
                const double mean = sim_dist_mean(&content->patience);
                least = mean > 0 && mean < least ? mean : least;
            }
            if (content->given && !sim_dist_is_zero(&content->customer.dist)) {
                const double mean = sim_dist_mean(&content->customer.dist);
                least = mean > 0 && mean < least ? mean : least;
            }
        }
    }
    return fmax(least / 128, 1e-3);
}

cc_center *
cc_center_new(const cc_scenario *scenario, const cc_layout *layout, cc_refusal *refusal)
{
    return cc_center_new_with(scenario, layout, NULL, refusal);
}

cc_center *
cc_center_new_with(const cc_scenario *scenario, const cc_layout *layout,
                   const cc_process_type *const *extra, cc_refusal *refusal)
{
    cc_center *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        if (refusal != NULL) {
            (void)cc_refuse(refusal, scenario->file, 0, "run: %s", sim_strerror(SIM_ERR_NOMEM));
        }
        return NULL;
    }
    self->scenario = scenario;
    self->layout = *layout;
    self->n_channels = layout->n_channels;
    const cc_run *run = &scenario->run;
    self->window.start = run->warm_up;
    self->window.end = run->warm_up + run->observe;
    self->window.horizon = self->window.end + run->follow_up;
    self->window.fcr_until = run->fcr_open
                                 ? cc_opening_before(run, self->window.horizon, run->fcr_window)
                                 : self->window.horizon - run->fcr_window;
    self->n_lanes = scenario->center.n_queues * self->n_channels;
    self->lane = calloc((size_t)self->n_lanes + 1, sizeof(*self->lane));
    self->level = calloc((size_t)self->n_lanes + 1, sizeof(*self->level));
    self->routing = cc_controls_routing(scenario);
    int ret =
        self->lane == NULL || self->level == NULL || self->routing == NULL ? SIM_ERR_NOMEM : SIM_OK;
    ret = ret == SIM_OK ? cc_services_init(self) : ret;
    ret = ret == SIM_OK ? cc_draws_init(self) : ret;
    if (ret == SIM_OK) {
        cc_controls_reset(self);
    }
    ret = ret == SIM_OK ? cc_crew_init(self) : ret;
    ret = ret == SIM_OK ? cc_overflow_init(self) : ret;
    ret = ret == SIM_OK ? cc_keeping_init(self) : ret;
    ret = ret == SIM_OK ? cc_selves_init(self) : ret;
    ret = ret == SIM_OK ? cc_leaving_init(self) : ret;
    ret = ret == SIM_OK ? cc_route_init(self) : ret;
    ret = ret == SIM_OK ? cc_busyness_init(self) : ret;
    ret = ret == SIM_OK ? cc_arrivals_init(self) : ret;
    ret = ret == SIM_OK ? cc_processes_init(self, extra) : ret;
    if (ret == SIM_OK) {
        ret =
            sim_calendar_init(&self->now.calendar, cc_processes_slots(self), wheel_width(scenario));
    }
    if (ret == SIM_OK) {
        ret =
            sim_calendar_favour(&self->now.calendar, self->stream_slot, (uint32_t)self->n_streams);
    }
    if (ret == SIM_OK) {
        cc_center_grow(self);
        ret = self->now.error;
    }
    if (ret != SIM_OK) {
        if (refusal != NULL) {
            cc_trouble_building(self, ret, refusal);
        }
        cc_center_delete(self);
        return NULL;
    }
    return self;
}

void
cc_center_delete(cc_center *self)
{
    if (self == NULL) {
        return;
    }
    cc_processes_free(self);
    cc_arrivals_free(self);
    cc_recorded_free(self);
    cc_busyness_free(self);
    cc_route_free(self);
    cc_leaving_free(self);
    cc_keeping_free(self);
    cc_selves_free(self);
    cc_crew_free(self);
    sim_calendar_free(&self->now.calendar);
    if (self->budget != NULL) {
        sim_budget_give(self->budget, self->budgeted);
    }
    free(self->lane);
    free(self->level);
    free(self->routing);
    free(self->contact);
    free(self->change);
    free(self->aside);
    free(self->containment);
    cc_overflow_free(self);
    cc_draws_free(self);
    cc_services_free(self);
    free(self);
}

/* Room for so many contacts is in the budget, from now on. */
static bool
budget_holds(cc_center *self, size_t n)
{
    const size_t aside = cc_aside_is_needed(self->scenario) ? sizeof(*self->aside) : 0;
    const size_t contained = self->scenario->center.n_nodes > 0 ? sizeof(*self->containment) : 0;
    const size_t overflowing = self->has_overflow ? sizeof(*self->overflowing) : 0;
    const size_t bytes =
        n * (sizeof(*self->contact) + aside + contained + overflowing + sizeof(sim_timer));
    if (self->budget == NULL || bytes <= self->budgeted) {
        return true;
    }
    if (!sim_budget_take(self->budget, bytes - self->budgeted)) {
        return false;
    }
    self->budgeted = bytes;
    return true;
}

/* Room in one of the blocks by contact; false: none to be had. */
static bool
resize(void *pointer, size_t *bytes, size_t n, size_t each)
{
    void *block;
    memcpy(&block, pointer, sizeof(block));
    block = realloc(block, n * each);
    if (block == NULL) {
        return false;
    }
    memcpy(pointer, &block, sizeof(block));
    *bytes = n * each;
    sim_memory_advise(block, *bytes);
    return true;
}

bool
cc_center_grow(cc_center *self)
{
    const size_t n = self->now.n_contacts == 0 ? 256 : 2 * (size_t)self->now.n_contacts;
    if (n > CC_MAX_CONTACTS || !budget_holds(self, n)) {
        cc_center_stop(self, SIM_ERR_MEMORY, NULL, __FILE__, __LINE__);
        return false;
    }
    cc_moving *now = &self->now;
    const cc_scenario *scenario = self->scenario;
    const bool is_room =
        resize(&self->contact, &now->contact_bytes, n, sizeof(*self->contact)) &&
        (!cc_aside_is_needed(scenario) ||
         resize(&self->aside, &now->aside_bytes, n, sizeof(*self->aside))) &&
        (scenario->center.n_nodes == 0 ||
         resize(&self->containment, &now->containment_bytes, n, sizeof(*self->containment))) &&
        (!self->has_overflow ||
         resize(&self->overflowing, &now->overflowing_bytes, n, sizeof(*self->overflowing)));
    const int ret =
        is_room ? sim_calendar_reserve_timers(&now->calendar, (uint32_t)n) : SIM_ERR_NOMEM;
    if (ret != SIM_OK) {
        now->error = ret;
        return false;
    }
    now->n_contacts = (uint32_t)n;
    return true;
}

void
cc_center_clear(cc_center *self, uint32_t id)
{
    memset(&self->contact[id], 0, sizeof(*self->contact));
    if (self->aside != NULL) {
        memset(&self->aside[id], 0, sizeof(*self->aside));
    }
    if (self->containment != NULL) {
        memset(&self->containment[id], 0, sizeof(*self->containment));
    }
    if (self->overflowing != NULL) {
        memset(&self->overflowing[id], 0, sizeof(*self->overflowing));
    }
}

void
cc_center_set_trace(cc_center *self, sim_trace *trace)
{
    self->trace = trace;
}

void
cc_center_set_general(cc_center *self, bool is_general)
{
    self->is_general = is_general;
}

void
cc_center_set_budget(cc_center *self, sim_budget *budget)
{
    self->budget = budget;
}

void
cc_center_set_stop(cc_center *self, const atomic_bool *stop)
{
    self->stop = stop;
}

void
cc_center_set_script(cc_center *self, const cc_script *script)
{
    self->script = script;
}

void
cc_center_set_stratum(cc_center *self, cc_stratum stratum)
{
    self->stratum = stratum;
}

double
cc_center_horizon(const cc_center *self)
{
    return self->window.horizon;
}

void
cc_center_agent_name(const cc_center *self, uint32_t agent, char *text, size_t size)
{
    const cc_crew *crew = &self->crew[self->agent[agent].group];
    const uint32_t seat = cc_crew_seat_of(crew, agent);
    if (seat < crew->n_persons) {
        snprintf(text, size, "%s",
                 self->scenario->center.roster.person[crew->first_person + seat].name);
    } else {
        snprintf(text, size, "%s %u", crew->group->name, seat + 1);
    }
}

void
cc_center_fill(cc_center *self, cc_record *record)
{
    self->record = record;
    self->place = record->place;
    self->pool = record->pool;
}

int
cc_center_start(cc_center *self, uint64_t seed, uint64_t replication, cc_record *record)
{
    self->now.rounds = sim_rounds_of((sim_key){seed, replication});
    cc_record_reset(record);
    cc_center_fill(self, record);
    self->now.error = 0;
    self->trouble = (cc_trouble){0};
    self->now.time = 0;
    sim_calendar_reset(&self->now.calendar);
    self->now.n_fresh = self->now.n_open = self->now.n_to_come = 0;
    self->now.free_contact = CC_NONE;
    for (int l = 0; l < self->n_lanes; l++) {
        self->lane[l] = (cc_lane){CC_NONE, CC_NONE, 0, 0};
    }
    memset(self->now.waiting, 0, sizeof(self->now.waiting));
    self->now.order = self->now.n_taken = 0;
    memset(self->router_state, 0, self->router_bytes);
    memset(self->now.trunks_held, 0, sizeof(self->now.trunks_held));
    memset(self->now.node_used, 0, sizeof(self->now.node_used));
    memset(self->now.node_line, 0xff, sizeof(self->now.node_line)); /* CC_NONE */
    memset(self->now.n_in_line, 0, sizeof(self->now.n_in_line));
    self->now.n_events = 0;
    cc_draws_forget(self);
    cc_controls_reset(self);
    cc_crew_reset(self);
    cc_overflow_reset(self);
    cc_keeping_reset(self);
    cc_selves_reset(self);
    cc_clock_start(self);
    cc_processes_start(self);
    cc_arrivals_start(self);
    cc_controls_start(self);
    if (self->now.observing) { /* observe begins with the run */
        cc_count_waiting(self, CC_N_waiting_start);
    }
    return self->now.error;
}

static SIM_INLINE void
agent_fires(cc_center *self, uint32_t a)
{
    const cc_agent *agent = &self->agent[a];
    if (agent->phase == CC_PHASE_WORK) {
        if (cc_common_holds(self, &self->contact[agent->contact])) {
            cc_common_ends(self, a);
            return;
        }
    } else if (agent->phase == CC_PHASE_ANSWER) {
        if (cc_common_holds(self, &self->contact[agent->contact])) {
            cc_common_answered(self, a);
            return;
        }
    } else if (agent->phase == CC_PHASE_WRAP && self->trace == NULL && !self->is_general) {
        cc_common_wrapped_up(self, a);
        return;
    }
    cc_life_attention_ends(self, a);
}

/* What the table of events says, with short cuts for what is common. */
static SIM_INLINE void
dispatch(cc_center *self, const sim_event *event)
{
    if (event->is_timer) {
        cc_life_timer(self, event->id);
    } else if (event->id >= self->agent_slot) {
        agent_fires(self, event->id - self->agent_slot);
    } else if (event->id >= self->stream_slot) {
        cc_arrivals_fire(self, (int)(event->id - self->stream_slot));
    } else {
        cc_processes_fire(self, event->id);
    }
}

/* Up to so many events; returns how many there were. */
static uint32_t
steps(cc_center *self, double until, uint32_t most)
{
    uint32_t n = 0;
    sim_event event;
    while (n < most && sim_calendar_next(&self->now.calendar, until, &event)) {
        self->now.time = event.time;
        n++;
        dispatch(self, &event);
        if (self->now.closing) {
            cc_life_check_closing(self);
        }
#if defined(SIM_CHECKS)
        const uint64_t so_far = self->now.n_events + n;
        if ((so_far < 4096 || so_far % 97 == 0) && cc_center_somebody_idles(self)) {
            CC_BUG(self, "nobody waits while somebody who may take it is idle");
        }
#endif
        if (self->now.error != SIM_OK) {
            break;
        }
    }
    self->now.n_events += n;
    return n;
}

bool
cc_center_step(cc_center *self)
{
    self->pool = self->record->pool; /* a copy may have been brought back */
    return self->now.error == SIM_OK && steps(self, self->window.horizon, 1) == 1 &&
           self->now.error == SIM_OK && self->now.calendar.error == SIM_OK;
}

static bool
is_stopped(cc_center *self)
{
    if (self->stop != NULL && atomic_load_explicit(self->stop, memory_order_relaxed)) {
        self->now.error = SIM_ERR_INTERRUPTED;
    }
    return self->now.error != SIM_OK;
}

int
cc_center_advance(cc_center *self, double until)
{
    const uint32_t most = 1024; /* between looks at the stop */
    self->pool = self->record->pool;
    while (self->now.error == SIM_OK && !is_stopped(self) && steps(self, until, most) == most) {
        continue;
    }
    if (self->now.error == SIM_OK) {
        self->now.error = self->now.calendar.error;
    }
    return self->now.error;
}

int
cc_center_advance_by(cc_center *self, double until, uint32_t most, uint32_t *n)
{
    self->pool = self->record->pool;
    *n = self->now.error == SIM_OK && !is_stopped(self) ? steps(self, until, most) : 0;
    if (self->now.error == SIM_OK) {
        self->now.error = self->now.calendar.error;
    }
    return self->now.error;
}

double
cc_center_time(const cc_center *self)
{
    return self->now.time;
}

uint64_t
cc_center_events(const cc_center *self)
{
    return self->now.n_events;
}

int
cc_center_finish_at(cc_center *self, double time)
{
    const double horizon = self->window.horizon;
    self->window.horizon = time;
    const int ret = cc_center_finish(self);
    self->window.horizon = horizon;
    return ret;
}

int
cc_center_finish(cc_center *self)
{
    self->now.time = self->window.horizon;
    self->pool = self->record->pool;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew_account(self, &self->crew[g]);
    }
    if (self->now.observing) { /* observe ends with the run */
        cc_count_waiting(self, CC_N_waiting_end);
    }
    cc_life_finish(self);
    self->record->n_events = self->now.n_events;
    const int ret = cc_record_close(self->record);
    return self->now.error != SIM_OK ? self->now.error : ret;
}

int
cc_center_run(cc_center *self, uint64_t seed, uint64_t replication, cc_record *record,
              cc_refusal *refusal)
{
    int ret = cc_center_start(self, seed, replication, record);
    ret = ret == SIM_OK ? cc_center_advance(self, self->window.horizon) : ret;
    ret = ret == SIM_OK ? cc_center_finish(self) : ret;
    if (ret != SIM_OK && refusal != NULL) {
        cc_center_explain(self, ret, refusal);
    }
    return ret;
}
