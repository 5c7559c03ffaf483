/* A running center, for the files that make it run: what is built once (fixed.h), what
 * changes (moving.h), and here what each file does for the others. */
#ifndef CC_CENTER_STATE_H
#define CC_CENTER_STATE_H

#include "models/center/fixed.h"
#include "models/center/names.h"
#include "models/language/refusal.h"

/* What is drawn for an issue and its first contact: ahead, or by itself. */
typedef struct cc_fate {
    const cc_arrivals *stream; /* NULL: by itself */
    unsigned j;
} cc_fate;

/* Slots of the calendar. */
#define CC_SLOT_CLOCK 0u
#define CC_SLOT_STREAM(center, s) ((center)->stream_slot + (uint32_t)(s))
#define CC_SLOT_AGENT(center, a) ((center)->agent_slot + (a))

/* ---- center.c ---- */
/* Room for more contacts; false, and an error latched, if there is none to be had. */
bool cc_center_grow(cc_center *self);
/* All of a contact's memory is 0, that is used for the first time: what it holds then follows from what
 * has happened, also where nobody looks. */
void cc_center_clear(cc_center *self, uint32_t id);
/* Latches an error, the first of all. */
static inline void
cc_center_stop(cc_center *self, int error, const char *what, const char *file, int line)
{
    if (self->now.error == SIM_OK) {
        self->now.error = error;
        self->trouble = (cc_trouble){what, file, line};
    }
}

/* What is impossible is: the run stops with SIM_ERR_BUG. */
#define CC_BUG(self, what) cc_center_stop(self, SIM_ERR_BUG, what, __FILE__, __LINE__)
/* More than there is room for. */
#define CC_LIMIT(self, what) cc_center_stop(self, SIM_ERR_LIMIT, what, __FILE__, __LINE__)
/* What is counted from now on goes into that record. */
void cc_center_fill(cc_center *self, cc_record *record);

/* ---- trouble.c ---- */
/* Why it could not be built. */
void cc_trouble_building(const cc_center *self, int error, cc_refusal *refusal);

/* ---- copy.c ---- */
/* As cc_center_register, but for what only figures are made of: of a copy that goes on, and is not
 * finished; names drawn are not checked in it. */
int cc_center_register_running(cc_center *self, cc_record *record,
                               sim_snapshot *snapshot) SIM_MUST_CHECK;

/* ---- processes/controls.c ---- */
/* As the scenario says. */
void cc_controls_reset(cc_center *self);
/* A replication starts: what the script changes is to be changed. */
void cc_controls_start(cc_center *self);

/* ---- processes/outages.c, processes/connections.c ---- */
/* The control of that node, of that provider or site, says other than before. */
void cc_outages_follow(cc_center *self, int node);
void cc_connections_follow(cc_center *self, uint32_t link);

/* ---- process.c: the table of events ---- */
/* Streams and agents are known; extra rows as for cc_center_new_with. */
int cc_processes_init(cc_center *self, const cc_process_type *const *extra) SIM_MUST_CHECK;
void cc_processes_free(cc_center *self);
uint32_t cc_processes_slots(const cc_center *self);
void cc_processes_start(cc_center *self);
void cc_processes_fire(cc_center *self, uint32_t slot);

/* ---- service.c ---- */
int cc_services_init(cc_center *self) SIM_MUST_CHECK;
void cc_services_free(cc_center *self);
/* Thresholds as the scenario says; the first of a queue's channels as the control does. */
void cc_services_reset_levels(cc_center *self);
void cc_services_set_target(cc_center *self, int queue);

static inline const cc_service *
cc_service_for(const cc_center *self, int issue, int channel)
{
    return &self->service[issue * self->n_channels + channel];
}

static inline const cc_service *
cc_service_of(const cc_center *self, const cc_contact *c)
{
    return &self->service[c->service];
}

/* ---- draws.c ---- */
sim_block cc_draw(cc_center *self, cc_purpose purpose, uint64_t owner, uint64_t ordinal,
                  uint64_t block);

/* The same where the name may have been drawn before, on purpose. */
sim_block cc_draw_again(const cc_center *self, cc_purpose purpose, uint64_t owner, uint64_t ordinal,
                        uint64_t block);

/* Of n owners that follow each other, as sim_rounds_owners. */
void cc_draw_owners(cc_center *self, cc_purpose purpose, uint64_t owner, uint64_t *word, size_t n);

int cc_draws_init(cc_center *self) SIM_MUST_CHECK;
void cc_draws_free(cc_center *self);
/* A new replication: all names are new. */
void cc_draws_forget(cc_center *self);
/* Under another key names come again: none is refused any more in this replication. */
void cc_draws_rest(cc_center *self);

/* ---- busyness.c: the rate by interval, with its random factors ---- */
int cc_busyness_init(cc_center *self) SIM_MUST_CHECK;
void cc_busyness_free(cc_center *self);
/* By interval the rate of that kind of issue on the day of its points (a factor of its pieces where
 * it has any), until the next call. */
const double *cc_busyness_of_day(cc_center *self, int issue, cc_arrivals *points);

/* ---- arrivals.c ---- */
/* Points of a process at a volume above 1 come in layers of twice the volume each, so that a higher one adds
 * some and moves none: how many it needs. */
uint32_t cc_volume_layers(double volume);
int cc_arrivals_init(cc_center *self) SIM_MUST_CHECK;
void cc_arrivals_free(cc_center *self);
void cc_arrivals_start(cc_center *self);
/* All streams are before their first day. */
void cc_arrivals_reset(cc_center *self);
/* For brought.c. The stream's points of that day follow, whose factors are drawn if they are not yet.
 * The place in its ring of the next one: its time is INFINITY behind the last of the day. */
void cc_arrivals_begin_day(cc_center *self, cc_arrivals *a, long day);
unsigned cc_arrivals_next(cc_center *self, cc_arrivals *a);
/* Does a point of that stream come at this volume? */
bool cc_arrivals_keeps(cc_center *self, const cc_arrivals *a, uint64_t owner);
/* The volume of that kind was that until now, and is what the controls say from now on. */
void cc_arrivals_change_volume(cc_center *self, int issue, double was);
void cc_bursts_change_volume(cc_center *self, int issue, double was);
/* The points that are still to come today are drawn once more, under the present key: what is left of a
 * gap of a Poisson process has the law of a whole one. */
void cc_arrivals_draw_anew(cc_center *self);
/* The point of that stream that is due now has come: makes its contact, schedules the next. */
void cc_arrivals_fire(cc_center *self, int stream);

/* ---- crew.c: what agents of a group may take, their seats ---- */
int cc_crew_init(cc_center *self) SIM_MUST_CHECK;
void cc_crew_free(cc_center *self);
void cc_crew_reset(cc_center *self);

/* Seat j of the crew, from 0. */
static inline uint32_t
cc_crew_seat(const cc_crew *crew, uint32_t j)
{
    return j < crew->n_needed ? crew->first_agent + j : crew->first_spare + (j - crew->n_needed);
}

/* And back. */
static inline uint32_t
cc_crew_seat_of(const cc_crew *crew, uint32_t agent)
{
    const uint32_t seat = agent - crew->first_agent;
    return seat < crew->n_needed ? seat : crew->n_needed + (agent - crew->first_spare);
}

/* ---- keeping.c: what agents and queues keep beyond places ---- */
int cc_keeping_init(cc_center *self) SIM_MUST_CHECK; /* behind the crews */
void cc_keeping_free(cc_center *self);
void cc_keeping_reset(cc_center *self);

/* ---- agents.c: their mixes, who is on duty ---- */
/* Brings the integrals over observe up to now: before each change of what they integrate, but for
 * the three that change with every contact. */
void cc_crew_add_time(cc_center *self, cc_crew *crew);

static inline void
cc_crew_account(cc_center *self, cc_crew *crew)
{
    if (crew->now->since != self->now.time) { /* one event makes several changes */
        cc_crew_add_time(self, crew);
    }
}

void cc_agent_take(cc_center *self, uint32_t agent, int channel);
void cc_agent_give(cc_center *self, uint32_t agent, int channel);

/* Hands that are full, given one back and taken one of the same kind: no list, no number knows. */
static inline bool
cc_agent_may_pass(const cc_crew *crew, const cc_agent *agent)
{
    return crew->passes && agent->barred == 0 &&
           crew->mixes.mix[agent->mix].takes_interrupting == 0;
}

/* What its attention is on from now. */
static inline void
cc_agent_attend(cc_center *self, uint32_t a, cc_phase phase, uint32_t contact)
{
    cc_agent *agent = &self->agent[a];
    agent->phase = (uint16_t)phase;
    agent->contact = contact;
    if (agent->is_attentive != (phase > CC_PHASE_PAUSE)) {
        agent->is_attentive = phase > CC_PHASE_PAUSE;
        cc_crew *crew = &self->crew[agent->group];
        const int step = phase > CC_PHASE_PAUSE ? 1 : -1;
        crew->now->n_attention += step;
        crew->now->less_attention += step * (self->now.time - crew->now->since);
    }
}

/* Its attention is free, but may be taken again within this event: cc_agent_attend, with what
 * it is on by then, must follow. */
static inline void
cc_agent_let_go(cc_center *self, uint32_t a)
{
    self->agent[a].phase = CC_PHASE_NONE;
    self->agent[a].contact = CC_NONE;
}

/* What an agent is counted as who takes nothing though nothing is in hand. */
static inline cc_away
cc_agent_away(const cc_agent *agent)
{
    return !agent->on_duty || agent->mix != 0             ? CC_NOT_AWAY
           : (agent->barred & CC_CUT_OFF) != 0            ? CC_AWAY_DISCONNECTED
           : (agent->barred & (CC_PAUSED | CC_SENT)) != 0 ? CC_AWAY_PAUSED
                                                          : CC_NOT_AWAY;
}

/* An agent on duty takes nothing new, for that reason (CC_PAUSED, CC_CUT_OFF), until it is over. Who
 * becomes free of the last reason is on the lists again, as if its mix had changed now. */
void cc_agent_bar(cc_center *self, uint32_t agent, unsigned reason);
void cc_agent_unbar(cc_center *self, uint32_t agent, unsigned reason);
/* Comes on duty, or stays though leaving. */
void cc_agent_come(cc_center *self, uint32_t agent);
/* Takes nothing new from now on. */
void cc_agent_leave(cc_center *self, uint32_t agent);
/* A person who is leaving, leaves to do that (cc_doing). */
void cc_agent_leave_to(cc_center *self, uint32_t agent, unsigned doing);
/* Of those who are leaving, the persons who have begun to do that by the roster. */
static inline int
cc_crew_late(const cc_crew_now *now, unsigned doing)
{
    const int n = now->n_leaving_to[doing], most = now->roster.doing[doing];
    return n < most ? n : most;
}
/* Goes, with an empty mix. */
void cc_agent_go(cc_center *self, uint32_t agent);
/* Stays on duty until then, in overtime, though the shift has ended; */
void cc_agent_stay(cc_center *self, uint32_t agent, double until);
/* and is scheduled again. */
void cc_agent_stay_on(cc_center *self, uint32_t agent);

/* ---- staffing.c: how many agents a group has ---- */
/* Finds seats, wages and licences of all crews, whose groups are known. */
void cc_staffing_init(cc_center *self);
/* May so many be scheduled in a group of so many seats? The least shrinkage decides. */
bool cc_staffing_fits(const cc_group *group, double staff, double seats);
/* Seats of a group in a center of that scenario, as long as all centers' agents have room: slow. SIM_ERR_NOMEM. */
int cc_staffing_seats(const cc_scenario *scenario, int group, double *seats) SIM_MUST_CHECK;
/* Seats that a group has beside those that its table needs, for changes while it runs. */
uint32_t cc_staffing_spare(const cc_crew *crew);
/* The rosters of all crews are now what the staff tables say for that interval; */
void cc_staffing_turn_to(cc_center *self, size_t day, size_t k);
/* the same again, after a change of controls; */
void cc_staffing_again(cc_center *self, int group);
/* nobody; */
void cc_staffing_end(cc_center *self);
/* whom there are, in overtime. */
void cc_staffing_close(cc_center *self);

/* ---- leaving.c: who leaves, where that is not the idle ---- */
int cc_leaving_init(cc_center *self) SIM_MUST_CHECK; /* behind the crews */
void cc_leaving_free(cc_center *self);
/* Looks which seats of the crew are on duty and not leaving, into self->leaver, in the order in which
 * cc_leavers_next gives them; returns how many. */
size_t cc_leaving_gather(cc_center *self, const cc_crew *crew);
/* Orders n that are in self->leaver: the least key first, of equals the last. */
void cc_leavers_order(cc_center *self, size_t n);
/* Takes the next of them, of whom n are left. */
uint32_t cc_leavers_next(cc_center *self, size_t n);

/* ---- processes/roster.c: who is scheduled for what ---- */
/* All that changes until now has changed. */
void cc_roster_advance(cc_center *self);
/* The numbers of a crew that has persons. */
void cc_roster_count(const cc_center *self, const cc_crew *crew, cc_roster *roster);
/* Of a seat; off where it is nobody's. */
cc_scheduled cc_roster_of(const cc_center *self, const cc_crew *crew, uint32_t seat);

static inline bool
cc_is_at_work(cc_scheduled it)
{
    return it.activity == CC_WORK && !it.is_away && !it.is_absent && !it.is_off;
}

/* Goes for the rest of the shift. */
void cc_roster_take_off(cc_center *self, const cc_crew *crew, uint32_t seat);

/* ---- processes/positions.c: who has a place, where agents leave for good ---- */
/* As it is on the day of now. */
void cc_positions_advance(cc_center *self);
/* Is somebody there for that position, and in training on the day of now? (Of any seat.) */
bool cc_position_answers(const cc_center *self, const cc_crew *crew, uint32_t agent);

/* ---- processes/offers.c: overtime and time off ---- */
bool cc_agent_stays(const cc_center *self, uint32_t agent);
/* One whose shift ends is asked to stay, where that is offered now: does it? Then that is so. */
bool cc_offers_stay(cc_center *self, cc_crew *crew, uint32_t agent);

/* ---- routing.c ---- */
/* The agent who should take that contact now, but not `except`, or CC_NONE. */
static inline uint32_t
cc_route_to_agent(cc_center *self, uint32_t contact, const cc_service *service, uint32_t except)
{
    if (self->now.closing && service->is_deferred) { /* closing time takes no deferred work */
        return CC_NONE;
    }
    return self->router.select_agent(self, contact, service, except);
}

/* The first come that an agent of that crew may take if its mix is this, but of no channel that is
 * barred (one bit each), of the queues that the crew prefers, or CC_NONE. */
uint32_t cc_route_to_contact(const cc_center *self, const cc_crew *crew, unsigned mix,
                             uint64_t barred);

int cc_route_init(cc_center *self) SIM_MUST_CHECK;
/* Room for so many wide places in a crew's options. */
size_t cc_route_most_wide(const cc_crew *crew);
/* Priorities of queues have changed: all lanes are looked for in another order. */
void cc_route_order(cc_center *self);
void cc_route_free(cc_center *self);

/* The first of the lane is another. */
void cc_route_keep_head(cc_center *self, const cc_lane *lane);

static inline void
cc_lane_has_head(cc_center *self, const cc_lane *lane)
{
    if (__builtin_expect(self->now.keeps_heads, 0)) {
        cc_route_keep_head(self, lane);
    }
}

/* ---- life.c: the life of a contact ---- */
/* An issue begins: a recorded contact or one of a backlog (row is NULL), on that channel, -1: as it
 * wants. */
void cc_life_begin_given(cc_center *self, uint64_t owner, int issue, int channel,
                         const cc_recorded *row);
void cc_life_timer(cc_center *self, uint32_t contact);
/* The node of automation was down, and is not any more. */
void cc_life_node_works_again(cc_center *self, int node);
void cc_life_attention_ends(cc_center *self, uint32_t agent);
/* A contact that waits nowhere goes to an agent whose mix has room for it. */
void cc_life_assign(cc_center *self, uint32_t contact, uint32_t agent);
/* Lets an agent take what waits, as long as its mix and the rules allow. */
void cc_life_seek(cc_center *self, uint32_t agent);
/* All do, in order of groups and seats: after a change of what agents may take. */
void cc_life_seek_all(cc_center *self);
/* Interrupts what an agent has open at the end of its shift. */
void cc_life_interrupt_all(cc_center *self, uint32_t agent);
/* An agent on duty has lost the connection, and is barred: what becomes of its work. */
void cc_life_cut_off(cc_center *self, uint32_t agent);
/* It is connected again, and not barred for that: goes on with its work, or looks for some. */
void cc_life_rejoins(cc_center *self, uint32_t agent);
/* As many agents as the staff tables say for that interval, from now on. */
void cc_life_start_interval(cc_center *self, size_t day, size_t k);
/* So many of a crew are on break as the control says: more are sent, or some called back. */
void cc_life_keep_breaks(cc_center *self, cc_crew *crew);
/* A control has changed how many are scheduled now. */
void cc_life_change_staff(cc_center *self);
/* Closing time: all shifts end, or */
void cc_life_end_shifts(cc_center *self);
/* closing begins: who is needed stays, in overtime. */
void cc_life_start_closing(cc_center *self);
/* After each event of it: is each group still needed? */
void cc_life_check_closing(cc_center *self);
void cc_life_close(cc_center *self);  /* drops what waits */
void cc_life_finish(cc_center *self); /* the run ends: accounts for all that is open */

/* ---- clock.c: intervals, opening and closing, windows ---- */
void cc_clock_start(cc_center *self);
void cc_clock_fire(cc_center *self);

#endif
