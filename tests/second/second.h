/* A second simulator of the same scenarios, written from docs/semantics.md: slow and plain. The
 * state is a few arrays, every decision looks at all of them anew, and nothing is kept that can be
 * found by looking. It shares with the first the scenario as read, the random numbers by name, the
 * distributions, and what a journal and a counter are called; and nothing that decides. */
#ifndef SECOND_H
#define SECOND_H

#include "models/scenario/condition.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/entries.h"
#include "models/center/margin.h"
#include "models/center/names.h"
#include "models/center/script.h"
#include "models/measure/counters.h"
#include "sim/histogram.h"
#include "sim/random.h"
#include "sim/trace.h"
#include <cmocka.h>

#define NOBODY (-1)

/* Where a contact is. */
typedef enum second_place {
    GONE, /* nothing is here: free for the next */
    BETWEEN,
    IN_AUTOMATION,
    IN_NODE_LINE, /* waits for a place at its node */
    WAITING,
    UNNOTICED,   /* in the queue, though the customer has left */
    ENTERING,    /* waits for a slot of its queue */
    WOKEN,       /* was dormant, has written again, and no agent has it yet */
    ANSWERING,   /* an agent is about to answer */
    WORKING,     /* has its agent's attention */
    TYPING,      /* the customer's turn */
    READY,       /* waits for its agent's attention */
    HELD,        /* interrupted, at its agent */
    GHOST,       /* at its agent, though the customer has left */
    DORMANT,     /* the customer's turn, off its agent */
    OWES_ANSWER, /* the customer, to a question */
    WILL_REDIAL,
    WILL_RETURN,
    IGNORED, /* on a channel that nobody reads */
    WITH_PARTNER,
    N_PLACES
} second_place;

/* What a stretch of work is for. */
typedef enum second_stage { OWN_WORK, BEING_TOLD, TELLING_PARTNER, IN_CONFERENCE } second_stage;
/* How a session with a chatbot ends that has intents. */
typedef enum second_bot_end {
    IS_LEFT, /* nothing was understood */
    ASKS_FOR_AGENT,
    IS_MISLED, /* takes the answer to another question for the right one */
    IS_UNDERSTOOD,
} second_bot_end;

/* One issue and its contact of the moment. */
typedef struct second_contact {
    second_place place;
    double since; /* s: there */

    /* the issue */
    uint64_t name;
    int kind, round, attempt;
    bool has_accepted;              /* an offer of another channel, in this round: */
    int offered_by, n_unanswered;   /* its node; calls that nobody answered */
    double begun;                   /* s */
    int first_channel, first_slice; /* of its first contact: where the issue counts */
    bool issue_counts;              /* it began in observe */
    double u_resolved, u_again;     /* of the round */
    uint64_t told;                  /* channels on which it was handled, one bit each */
    double handled;                 /* s: first; NAN: not yet */
    bool is_watched;                /* for first contact resolution */
    double contained;               /* s: last; NAN: not, or in touch since */
    int contained_on, contained_slice;
    bool contained_again, contained_counts;

    /* the contact */
    int wanted, channel;
    double arrived; /* s */
    size_t day, interval;
    bool counts; /* it arrived in observe, */
    int slice;   /* in this one */
    bool is_again;
    bool has_trunk;
    int node, n_nodes; /* automation: last one, how many had a place for it */
    bool has_session;  /* came to one */
    uint64_t drawn[3]; /* at the node */
    bool unsolved;     /* by the last node */
    int bot_failed;    /* turns of the session */
    second_bot_end bot_end;
    bool is_offered;    /* what the node offers */
    bool is_frustrated; /* automation has ended it, and solved nothing */
    bool context_lost;  /* a node has not kept it */
    double spared;      /* s: of the agent's work, by nodes, */
    double more_delay;  /* s: before the answer, */
    bool is_announced;  /* and the story need not be told */
    int served_by;      /* while in a survey: agent before */
    bool is_delayed, is_answered, has_response, tells_again;
    int answered_by;     /* group */
    double queued;       /* s: this stay in the queue */
    uint64_t order;      /* of coming there */
    int64_t in_line;     /* place in its line */
    int stay;            /* in the queue: 0 the first */
    double patience;     /* s: of this stay */
    double predicted;    /* s: of the first stay, if a wait is predicted */
    double waited;       /* s: until answered */
    double waited_later; /* s: in the queue after having been answered */
    double u_balks;
    int agent;     /* NOBODY */
    int keeper;    /* of who is dormant, or waits for one agent: that agent; NOBODY */
    double writes; /* s: when the customer will */
    bool is_woken; /* and has not been taken since */
    bool has_slot; /* of this queue */
    int slot_queue;
    double delay, wrap_up; /* s */
    double to_add;         /* s: to the first stretch of work */
    double work, whole;    /* s at reference pace: left of the stretch; all of it */
    double pace, ends;     /* of the stretch being worked on; s */
    double attention;      /* s so far */
    bool was_taken;        /* by an agent, once */
    bool has_begun;        /* some work on it */
    bool needs_resume;     /* was interrupted since */
    unsigned n_resumed;    /* times */
    unsigned n_held;       /* on a line that was cut, with a patience drawn */
    unsigned turn;         /* of the agent: begun so far */
    unsigned turns_left;   /* */
    double part;           /* s: of recorded work that each turn has; NAN: none was recorded */
    double typing;         /* s: customer's part of the turn */
    bool is_duplicate;     /* its customer has gone to another channel, */
    bool was_left;         /* and it has stayed in line */
    bool has_further;      /* is the customer's own again, who has come so far elsewhere: */
    int further_round, further_attempt;
    bool was_resolved; /* a duplicate has resolved the issue */
    bool is_elsewhere; /* transferred, and now of this queue, */
    bool is_moved;     /* in which it waits */
    double moved;      /* s: since then */
    int queue;
    bool has_helper, is_conference; /* an agent stays with it */
    int helper;
    unsigned n_chances; /* ends of an agent's work that might have been transfers */
    second_stage stage;
    double later, later_wrap_up; /* s: of who is being told */
    double wrapped_up;           /* s: by agents before */
    double at_partner;           /* s */
    double errors;               /* share of what its agent would resolve that is not */
    uint64_t in_list;            /* order of getting ready, typing or being held */
    bool is_ghost;               /* the customer has left */
    uint64_t taken;              /* order of being taken by its agent */
    double settled;              /* s: by rates: when its work was last brought up to date, */
    int n_sharing;               /* and how many were open since */
    bool is_held_out;            /* its agent has turned to it, and waits for an answer, */
    double time_out;             /* s: so long */

    /* of items: second_items.c */
    int sorted;              /* the kind whose queue it is in */
    double notice, own_work; /* s: of reading it in a wrong queue; of it, meanwhile */
    bool is_read, is_decided, asks;
    double asked, answer_after, next_work, customer_answered, paused; /* s */
    unsigned n_asked, asked_shift;
    int asked_by;
    double further_at; /* s of waiting; 0: not known yet */
    uint64_t further_name;
    int n_further;
    bool waits_for_further;
    int came_by; /* channel, of one that goes on as an item; NOBODY */

    /* by rule of its queue, in this stay: second_overflow.c */
    double stay_began;                 /* s */
    double asked_at[CC_MAX_OVERFLOWS]; /* s: next; INFINITY: not any more */
    double opened[CC_MAX_OVERFLOWS];   /* s: when it held; NAN: not yet, */
    bool is_new[CC_MAX_OVERFLOWS];     /* or now */
} second_contact;

typedef enum second_attention {
    FREE,
    ON_ANSWER,
    ON_WORK,
    ON_WRAP_UP,
    ON_STAY,
    ON_ALL,
    ON_NOTHING /* not ready */
} second_attention;

/* What a person is scheduled for. */
typedef struct second_scheduled {
    int activity; /* cc_activity */
    bool paid;
    bool is_away, is_absent; /* is_away: absent too */
    bool is_off;             /* has gone home, as offered */
} second_scheduled;

/* Of a position, on a day. */
enum { SECOND_FILLED, SECOND_NEW, SECOND_VACANT };

/* A group's staff table now. */
typedef struct second_table {
    double rest; /* carried to the next interval */
    double paid, training;
    int whole, n_off, there;
    double busy, on_duty; /* s, today */
} second_table;

typedef struct second_piece second_piece;

typedef struct second_agent {
    int group, seat;
    bool on_duty, is_leaving, stays; /* with what it has transferred */
    bool is_cut_off;
    bool has_lost; /* something that it needs; else it may still rejoin */
    uint64_t n_rejoined;
    bool is_elsewhere; /* goes on from another site */
    /* of its own line, where that has a clock of its own: */
    bool line_is_known, line_has_failed;
    uint64_t n_line_failures;
    double line_until,
        line_left;      /* s: the next change; or, of one that stands still, s until then */
    unsigned shift;     /* times it has come */
    uint64_t n_emptied; /* ... its hands became empty after a contact */
    double came;        /* s: on duty, this time */
    double busy,
        busy_since; /* s with anything in hand since its last break, but for since then; NAN */
    int leaves_to;  /* of a person: second_doing */
    bool in_shift;
    double overtime_until;           /* s, as offered; 0: does not stay */
    long asked_to_stay, asked_to_go; /* last on that day, from 1 */
    bool is_off;                     /* has gone home, from the shift of */
    long off_day;
    unsigned n_before; /* who had the position; of who has it: */
    long hired;        /* day */
    bool is_vacant;
    long next_comes;    /* day */
    double since;       /* s: last change of the conversations open */
    uint64_t changed;   /* order of these */
    uint64_t last_turn; /* order of being taken of the one that had the attention last */
    second_attention attention;
    int contact;             /* that has it */
    second_contact wraps_up; /* what the wrap-up is of, as it was */
} second_agent;

/* Priorities at one instant. */
enum { FIRST_CLOCK, THEN_COMPLETIONS, THEN_ABANDONMENTS, THEN_ARRIVALS, THEN_CHANGES };

typedef enum second_subject {
    OF_CLOCK,
    OF_SLOTS,
    OF_STREAM,
    OF_AGENT,
    OF_CONTACT,
    OF_BROUGHT,
    OF_NODE,
    OF_LINK,
    OF_REJOINING,
    OF_FAILOVER,
    OF_CHANGES
} second_subject;

typedef struct second_event {
    double time;
    int priority;
    uint64_t order; /* of scheduling */
    second_subject of;
    int who;
} second_event;

/* An issue that another brings. */
typedef struct second_brought {
    uint64_t name;
    int kind;
} second_brought;

/* Points of one kind of issue, or of the trace, on one day. */
typedef struct second_stream {
    int kind, layer; /* kind NOBODY: the trace */
    int burst;       /* that raises them; NOBODY: they come by themselves */
    long day;
    bool in_day;
    long drawn; /* day of the points that it has: `next` of them have come; -1: none */
    double *time;
    uint64_t *name;
    const cc_recorded **row;
    size_t n, next;
} second_stream;

/* Somebody who was taken by an agent for the first time. */
typedef struct second_taken {
    int channel, queue;
    double time, queued, wait; /* s; queued: of those who waited */
    bool has_waited;
} second_taken;

/* A part of observe, s. */
typedef struct second_slice {
    double begin, end;
} second_slice;

/* When an interval begins, or the house closes. */
typedef struct second_boundary {
    double time;
    size_t day, interval;
    bool is_closing;
} second_boundary;

typedef struct second_cycle {
    uint64_t k;
    double begin; /* s */
} second_cycle;

typedef struct second {
    const cc_scenario *scenario;
    const cc_script *script; /* what is changed; NULL: nothing */
    size_t n_made;           /* changes of it */
    sim_key key;
    double now, start, end, horizon; /* s: observe from start to end */
    bool is_observing;
    bool is_backlog;      /* what begins now waited before the run */
    size_t day, interval; /* for tables, now */
    bool is_open;         /* the house */
    bool is_after_hours;  /* from closing time to the next opening */

    bool *link_is_down;    /* of providers, then of sites, then of agents' lines */
    second_cycle *cycle;   /* of the same: up, and then down */
    uint64_t *n_failovers; /* by site: drawn */
    second_event *event;
    size_t n_events, room_events;
    second_contact *contact;
    int n_contacts;
    second_agent *agent;
    int n_agents;
    second_stream *stream;
    int n_streams;
    second_brought *brought;
    int n_brought;
    second_taken *taken; /* where waits are predicted: all of them, in order */
    int n_taken;
    cc_margin *margin;         /* of interval noise: shared, then by kind */
    second_boundary *boundary; /* of the run, in order */
    size_t n_boundaries, next_boundary;
    second_piece *piece; /* of all persons */
    size_t n_pieces;
    second_scheduled *scheduled; /* by person, since the last change of any */
    second_table *table;         /* by group */
    long position_day;           /* of who has which position */
    uint8_t *position;           /* [person * days + day] */

    uint64_t counter; /* of all that has an order */
    int64_t head, tail;
    sim_trace_buffer journal;
    int n_channels;
    second_slice *slice;
    int n_slices;
    double *moved;                      /* by queue and channel: CC_T_* */
    double *visits;                     /* by channel and node: CC_V_*, then by edge */
    double *cell;                       /* counters by slice, kind, channel, again, group + 1 */
    double (*of_agents)[CC_A_COUNTERS]; /* by slice and group */
    double counted_until;               /* s: what agents do */
    int n_on_edge;                      /* waits that are a threshold's but for rounding */
    sim_histogram *wait, *resolution;   /* by kind and channel; by kind: a bit less, a bit more */
} second;

void second_run(second *self, const cc_scenario *scenario, const cc_script *script, uint64_t seed,
                uint64_t replication);
void second_free(second *self);

/* ---- second_time.c: what happens when ---- */
void second_schedule(second *self, double time, int priority, second_subject of, int who);
void second_cancel(second *self, second_subject of, int who);
/* The next one, taken off the list; false: none before the end. */
bool second_next(second *self, second_event *event);
bool second_is_scheduled(const second *self, second_subject of, int who);
double second_scheduled_at(const second *self, second_subject of, int who); /* INFINITY: not */
bool second_is_open_day(const cc_run *run, long day);
int second_weekday(const cc_run *run, long day); /* which it is, or is like */
const cc_openings *second_openings(const cc_run *run, const cc_hours *hours, long day);
bool second_is_open_at(const cc_run *run, const cc_hours *hours, double t);
double second_open_time(const cc_run *run, const cc_hours *hours, double from, double to);
/* When so much open time has passed. */
double second_after_open_time(const second *self, double span);
/* When a customer comes who stays at home for that time. */
double second_home_until(const second *self, double delay, bool by_wall);
/* What has passed of the window for first contact resolution, by its clock. */
double second_fcr_time(const second *self, double from, double to);
/* The numbers of that name. */
sim_block second_draw(const second *self, cc_purpose purpose, uint64_t owner, uint64_t ordinal,
                      uint64_t block);
sim_block second_draw_for(const second *self, cc_purpose purpose, const second_contact *c,
                          uint64_t block);
double second_value(const sim_dist *dist, uint64_t word);

/* ---- second_arrivals.c ---- */
void second_arrivals_open(second *self);
void second_arrivals_free(second *self);
void second_stream_fires(second *self, int stream);
/* Of that kind of issue, or NOBODY: of all: points still to come move. */
void second_volume_changes(second *self, int kind);

/* A point more of the stream's day. */
void second_add_point(second_stream *stream, double time, uint64_t name, const cc_recorded *row);

/* ---- second_changes.c ---- */
void second_changes_wait(second *self);
void second_changes(second *self);
/* What a control is now; what is written, if it was never changed, or is as planned. */
double second_control(const second *self, cc_control what, int which, double written);
/* The j-th threshold of the level there, now, s. */
double second_within(const second *self, int queue, int channel, int j);
/* The factor of that kind after the first n changes. */
double second_volume_after(const second *self, size_t n, int kind);

/* ---- second_bursts.c ---- */
/* Points of a burst's stream on its day. */
void second_raise_day(second *self, second_stream *stream);
/* That issue has begun: what others will it bring? */
void second_brings_others(second *self, uint64_t name, int kind);
/* When each burst begins, before anything else happens. */
void second_tell_bursts(second *self);
void second_brought_comes(second *self, int which);

/* ---- second_customer.c ---- */
void second_issue_begins(second *self, uint64_t name, int kind, int channel,
                         const cc_recorded *row);
void second_gets_in_touch(second *self, int id, const cc_recorded *row);
bool second_is_open_for(const second *self, const second_contact *c, int channel);
void second_gives_up(second *self, int id, const cc_by_number *probability);
/* As a contact on that channel, which the center makes of it. */
void second_goes_on_as(second *self, int id, int channel);
/* Handled, by an agent or in automation. */
void second_handled(second *self, int id, double p_resolved);

/* Room for one more. */
int second_new_contact(second *self);

/* ---- second_rates.c ---- */
bool second_has_rates(const second *self, const second_contact *c);
/* Is all that the agent takes by rates? */
bool second_shares(const second *self, int agent);
/* The number open has changed. */
void second_shares_again(second *self, int agent);
void second_joins(second *self, int id);
void second_shared_answer(second *self, int id);
void second_shared_ends(second *self, int id);
void second_withdraw_shared(second *self, int id, const cc_interrupted *rule);
/* Which that waits for the agent's attention has it next; NOBODY. */
int second_next_turn(second *self, int agent);

/* ---- second_silent.c ---- */
/* It waits in the queue, or what is left of it does. */
bool second_is_in_line(const second_contact *c);
/* Patience in the queue has ended, and nobody sees it. */
bool second_leaves_unseen(second *self, int id);
void second_holds_ghost(second *self, int id);
void second_ghost_ends(second *self, int id);
void second_found_out(second *self, int id);
void second_turn_waits(second *self, int id);
void second_leaves_in_turn(second *self, int id);
void second_loses(second *self, int id, int why);
/* On the way to another attempt, at home for that time. */
void second_stays_at_home(second *self, int id, second_place place, double delay, bool by_wall);

/* ---- second_ends.c ---- */
/* Patience has ended, and the contact is over: another channel, or as after abandoning. */
void second_loses_patience(second *self, int id);
/* Has come to a channel that nobody reads. */
void second_is_ignored(second *self, int id);
void second_ignored_ends(second *self, int id);

bool second_will_switch(const second *self, const second_contact *c, double *delay);
void second_goes_switch(second *self, int id, double delay);

/* ---- second_duplicate.c ---- */
/* Patience has ended in the queue: does it stay, and the customer go? Then that is so. */
bool second_leaves_duplicate(second *self, int id);
/* Handled: closes others of the issue; true: it was a duplicate, and is gone. */
bool second_handled_one(second *self, int id, double p_resolved);
/* How far the issue has come. */
int second_round(const second_contact *c);
int second_attempt(const second_contact *c);
/* Nothing more comes of that contact, but there are others of the issue, or there was one: then that is so. */
bool second_is_not_lost(second *self, int id);
void second_duplicate_ends(second *self, int id);

/* ---- second_transfer.c ---- */
/* The end of a stretch that was a part of handing over: goes on. */
bool second_hands_over(second *self, int id);
/* The agent is done: is it transferred? Then it is. */
bool second_transfers(second *self, int id);
void second_is_at_partner(second *self, int id); /* for c->at_partner */
void second_lets_helper_go(second *self, int id);
void second_partner_ends(second *self, int id);
/* It waits no longer where it was transferred to, if it did: CC_T_*. */
void second_move_ends(second *self, second_contact *c, int how);
double *second_moved(const second *self, int queue, int channel);
void second_count_help(second *self, const second_agent *agent);

/* ---- second_automation.c ---- */
int second_n_lines_held(const second *self, int channel);
void second_release_line(second *self, int id);
void second_blocked(second *self, int id);
/* Meets that node, or the queue where there is none. */
void second_meets(second *self, int id, int node);
void second_node_ends(second *self, int id);
void second_node_is_mended(second *self, int node);
/* An agent is done with it: a survey, if there is one, and what then becomes of the issue. */
void second_is_over(second *self, int id);
void second_line_patience_ends(second *self, int id);

/* ---- second_way.c ---- */
/* Node or CC_TO_*; `at`: the node that it leaves, and 2^16 if it only goes past. */
bool second_holds(const second *self, const second_contact *c, const cc_term *term);
int second_way_leads(const second *self, const second_contact *c, const cc_way *way, uint64_t at);
/* What is asked of the queues of a group, and of agents. */
double second_asked_of_group(const second *self, int group, const cc_term *term);
/* ---- second_bot.c: customers and machines ---- */
bool second_goes_round(const second *self, const second_contact *c, int node);
/* Does nobody answer whom an agent has taken, who has accepted a callback? Then it is a ghost. */
bool second_is_not_there(second *self, int id);
/* The customer goes on in a record of their own, and leaves a ghost. */
int second_parts(second *self, int id);
bool second_is_down(const second *self, int node);
/* All outages of all nodes, before anything else happens. */
void second_tell_outages(second *self);
/* When it is not any more. */
double second_works_again(const second *self, int node);
double second_bot_time(const second *self, second_contact *c, const cc_node *node);
double second_offer_time(const second *self, second_contact *c, const cc_node *node);
/* By which port. */
const char *second_bot_leaves(second *self, second_contact *c, const cc_node *node);
const char *second_offer_leaves(const second *self, second_contact *c, const cc_node *node);
bool second_hangs_up_on_wait(second *self, second_contact *c, const cc_node *node);
void second_hears_messages(const second *self, second_contact *c);
void second_goes_elsewhere(second *self, int id);

/* ---- second_queue.c ---- */
const cc_channel *second_channel(const second *self, const second_contact *c);
const cc_preset *second_type(const second *self, const second_contact *c);
bool second_takes_turns(const second *self, const second_contact *c);
const cc_content *second_content(const second *self, const second_contact *c);
int second_queue_of(const second *self, const second_contact *c);
int second_first_queue_of(const second *self, const second_contact *c);
double second_at_arrival(const second_contact *c, const cc_table *table);
int second_n_in_line(const second *self, const second_contact *c);
void second_enters_queue(second *self, int id);
void second_waits(second *self, int id, bool at_head);
void second_patience_ends(second *self, int id);
/* The same where whoever goes is always seen. */
void second_gives_up_waiting(second *self, int id);
void second_drops_all(second *self);
void second_is_dropped(second *self, int id);
void second_balks(second *self, int id, int n_ahead);
/* Does what waits on the channel stay at closing time? */
bool second_survives(const second *self, int channel);
/* The same, or nobody is ever sent away. */
bool second_outlasts_closing(const second *self, int channel);

/* ---- second_messaging.c: silence, caseloads, slots ---- */
/* Has a conversation of the channel a caseload to fit in, of that agent's group? */
bool second_counts_as_case(const second *self, int agent, int channel);
bool second_may_keep_more(const second *self, int agent, int channel);
double second_silence_until(const second *self, second_contact *c);
void second_silence_ends(second *self, int id);
void second_woken_ends(second *self, int id);
bool second_takes_back(second *self, int agent);
void second_replies_by_itself(second *self, second_contact *c);
/* Has, or takes, a slot; false: balks or waits. */
bool second_is_inside(second *self, int id);
int second_n_entering(const second *self, int queue);
void second_fills_slots(second *self);
void second_drops_outside(second *self);

/* ---- second_overflow.c ---- */
/* Does some rule of the queue name the group? */
bool second_has_rule(const second *self, int queue, int group);
/* May the group take it, by the rules of its queue? */
bool second_is_for(const second *self, const second_contact *c, int group);
/* The same, with nobody before it in its line. */
bool second_may_ask(const second *self, const second_contact *c, int group);
/* A stay in its queue begins: who takes it at once. */
int second_asks(second *self, int id, int but);
/* It is in its line; its event has come: was that the moment of a rule? */
void second_rules_wait(second *self, int id);
bool second_rules_due(second *self, int id);
/* Answered: of outsourced groups. At the end, what their minutes cost. */
void second_answers_outside(second *self, const second_contact *c);
void second_count_outside(second *self);

/* ---- second_choice.c: who takes what ---- */
int second_n_open(const second *self, int agent, int channel); /* channel -1: all */
int second_choose_agent(const second *self, int id, int but);
int second_choose_contact(const second *self, int agent);
/* Has it room for one more of the channel? */
bool second_has_place(const second *self, int agent, int channel);
/* Is that agent there for it, with room? */
bool second_may_take(const second *self, const second_contact *c, int agent);

/* ---- second_agent.c ---- */
void second_takes(second *self, int id, int agent);
void second_looks_for_work(second *self, int agent);
void second_attends(second *self, int agent);
void second_works_on(second *self, int id);
void second_ends_at_agent(second *self, int id, bool to_partner);
double second_p_resolved(const second *self, const second_contact *c);
void second_attention_ends(second *self, int agent);
void second_typed(second *self, int id);
void second_becomes_ready(second *self, int id);
bool second_customer_starts(const second *self, const second_contact *c);
void second_starts_turn(second *self, second_contact *c);
void second_hands_change(second *self, int agent);
void second_is_answered(second *self, second_contact *c);
/* The conversations of the agent have become fewer. */
void second_has_ended_one(second *self, int agent);
void second_goes_if_done(second *self, int agent);
/* Reference seconds of that contact that the agent does in one, now. */
double second_pace(const second *self, const second_contact *c, int agent);
/* The share of what the knowledge base does that it does for that group now. */
double second_knowledge(const second *self, int group);
/* On duty, and takes new work. */
bool second_is_here(const second *self, int agent);
/* ... and takes what is new: */
bool second_is_available(const second *self, int agent);

/* ---- second_self.c: agents as persons ---- */
/* Names the random numbers of the agent. */
int second_n_persons(const second *self, int group);
void second_roster_open(second *self);
double second_roster_next(const second *self);
second_scheduled second_scheduled_now(const second *self, int group, int seat);
long second_shift_day(const second *self, int group, int seat); /* LONG_MIN: is in none */
bool second_works(second_scheduled it);
int second_doing(second_scheduled it); /* 2 x activity + 1 if paid; away: as CC_WORK */
void second_count_persons(second *self, int group, double *count, double dt);
/* So much of agents' time off. */
void second_count_off(const second *self, int group, double *count, double time);
uint64_t second_key_of(const second *self, int agent);
/* What the agent makes of a time of 1 on that kind of issue, in that queue, now. */
double second_own_time(const second *self, int agent, int kind, int queue);
/* Share of what would be resolved that is not. */
double second_errors(const second *self, int agent);
void second_has_more(second *self, int agent);
void second_has_less(second *self, int agent);
void second_rests(second *self, int agent);
/* Its hands may have become empty: is it not ready now? Then that is so. */
void second_may_pause(second *self, int agent);
void second_pause_ends(second *self, int agent);

double second_tenure(const second *self, int agent); /* s, on the first day of the run */

/* ---- second_offers.c ---- */
/* Of those scheduled now. */
bool second_is_in_shift(const second *self, int agent);
/* Asks whose shift ends to stay; true: does. */
bool second_stays(second *self, int agent);
/* Asks those who have nothing to do to go, if it is time for that. */
void second_looks(second *self);
double second_offers_next(const second *self);
/* Names who has the agent's place, or had it last. */
uint64_t second_holder_of(const second *self, int agent);
bool second_has_new(const second *self, int agent); /* in training */
bool second_answers(const second *self, int agent);
/* Who has which on this day. */
void second_positions_turn(second *self);
void second_count_positions(second *self, int agent, double *of_group, double dt);

/* ---- second_predict.c ---- */
/* s that a contact is predicted to wait if it joined its line now. */
double second_predicted(const second *self, const second_contact *c);
/* An agent takes it for the first time. */
void second_taken_first(second *self, const second_contact *c);

void second_draw_answer(second *self, second_contact *c);

/* ---- second_items.c ---- */
bool second_is_misrouted(const second_contact *c);
/* Time since then by the clock of the channel. */
double second_item_time(const second *self, const second_contact *c, double from);
/* It comes to its queue for the first time; it begins to wait. */
void second_item_comes(second *self, int id);
void second_item_waits(second *self, int id);
/* Not its patience was at an end, but a further post is written. */
bool second_item_due(second *self, int id);
/* A stretch of work on it begins, or has ended: is it at no agent now? */
void second_item_begins(second *self, second_contact *c);
bool second_item_stretch_ends(second *self, int id);
/* A reply is out. */
void second_item_replied(second *self, const second_contact *c, bool is_last);
void second_item_answered(second *self, int id);
bool second_item_raises(const second *self, const second_contact *c, double p);
void second_item_goes_on(second *self, int id);

/* ---- second_interrupt.c ---- */
void second_withdraw(second *self, int id, const cc_interrupted *rule);
/* An agent has lost the connection; has it again. */
void second_cut_off(second *self, int agent);
void second_rejoins(second *self, int agent);
void second_leaves_the_line(second *self, int id);
double second_patience_again(const second *self, const second_contact *c, cc_patience_again rule);
void second_interrupt(second *self, int id);
void second_interrupt_all(second *self, int agent);

/* ---- second_connections.c ---- */
/* What being at home does to the group's agents; 1 of those who are not. */
cc_home_effect second_at_home(const second *self, int group);
/* Of those scheduled. */
double second_share_there(const second *self, int group, size_t day, size_t interval);
double second_wage(const second *self, int group); /* money an hour */
void second_links_open(second *self);
void second_links_free(second *self);
void second_link_fires(second *self, int link);
void second_rejoining_ends(second *self, int agent);
void second_fails_over(second *self, int site);
/* What the agent's site makes of its work. */
cc_home_effect second_at_site(const second *self, int agent);
/* The agent has work in hand from now, or not, or has come or gone: is the clock of its line for that? */
void second_line_clock(second *self, int agent, bool is_busy);

/* ---- second_clock.c ---- */
void second_clock_open(second *self);
void second_clock_fires(second *self);
/* Agents scheduled, whether they are there or not. */
double second_paid(const second *self, int group, size_t day, size_t interval);
void second_after_event(second *self);
/* For the rest of the shift, as offered. */
void second_goes_home(second *self, int agent);

/* ---- second_cells.c, second_count.c, second_presence.c ---- */
/* Where that moment is; NOBODY: not in observe. */
int second_slice_at(const second *self, double time);
/* How much of the time from then to now is in that slice, s. */
double second_in_slice(const second *self, int slice, double from);
void second_count_open(second *self);
/* Of a node, or the house. */
void second_tell_of(second *self, cc_entry entry, cc_subject subject, int which, double value);
void second_tell(second *self, cc_entry entry, const second_contact *c, uint64_t b, double value);
double *second_cell(const second *self, int slice, int kind, int channel, bool again, int group);
/* Adds to a counter of the contact in that group's cell (NOBODY: none), if the contact counts. */
void second_count(second *self, const second_contact *c, int group, int counter, double x);
int second_group_of(const second *self, const second_contact *c);
void second_count_issue(second *self, const second_contact *c, int counter, double x);
/* The contact leaves where it is. */
void second_leaves(second *self, second_contact *c);
void second_enters(second *self, second_contact *c, second_place place);
/* The counters of visits of that node by contacts of that channel. */
double *second_visits(const second *self, int channel, int node);
/* One more visit of the node, of those that count. */
void second_visit(second *self, const second_contact *c, int node, int counter);
/* The time of the visit that ends now. */
void second_visit_ends(second *self, const second_contact *c, bool is_over);
void second_count_stay(second *self, const second_contact *c, int group, int counter, double from);
void second_count_entry(second *self, const second_contact *c, int counter);
void second_count_agents(second *self);
void second_count_waiting(second *self, int counter);
void second_count_licences(second *self);
void second_count_answered(second *self, second_contact *c);
void second_count_abandoned(second *self, const second_contact *c);
void second_count_merged(second *self, const second_contact *c);
void second_count_dropped(second *self, const second_contact *c);
void second_count_end(second *self, const second_contact *c);
/* The first reply to an item; the end of the first stretch of work on anything. */
void second_count_reply(second *self, const second_contact *c);
void second_count_response(second *self, second_contact *c);
void second_count_resolved(second *self, const second_contact *c);
void second_count_rest(second *self);
void second_count_free(second *self);

#endif
