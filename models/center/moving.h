/* What changes in a running center: plain values, and blocks of them that refer to each other by
 * index. Nothing here points anywhere, so that a copy may run on in another center of the same
 * scenario; the blocks' addresses, and all else that a center is built with, are in
 * fixed.h. */
#ifndef CC_CENTER_MOVING_H
#define CC_CENTER_MOVING_H

#include "models/center/controls.h"
#include "models/center/mix.h"
#include "models/measure/counters.h"
#include "models/scenario/scenario.h"
#include "sim/calendar.h"

#define CC_NONE UINT32_MAX
#define CC_MAX_CONTACTS SIM_CALENDAR_TIMERS_MAX /* open at once: 530 GB, so memory ends first */
#define CC_TOLD_CHANNELS 16                     /* as many bits has a contact for them */
#define CC_MAX_LANES (CC_MAX_QUEUES * CC_MAX_CHANNELS)

/* Where a contact is: the states of models/measure/counters.h, which have counters. */
typedef enum cc_state {
    CC_FREE, /* not in use, or its leg is just between two states */
#define CC_STATE_ENUM(X, STATE, name, where) CC_##STATE,
    CC_STATES_ALONE(CC_STATE_ENUM, ) CC_STATES_SERVED(CC_STATE_ENUM, )
#undef CC_STATE_ENUM
        CC_N_STATES
} cc_state;

/* A place in the tables by day and interval. */
typedef struct cc_when {
    uint16_t day, interval;
} cc_when;

/* One issue and its contact of the moment. The first two lines of the cache have what the end of
 * a call needs. Nothing that is often stored here or in an agent is a byte: a byte may be a part
 * of anything to the compiler, which then loads again all that it knew. */
typedef struct cc_contact {
    uint32_t next, prev;     /* in a lane or an agent's list */
    uint32_t begun_cell;     /* place where counts of the issue go */
    uint32_t cell;           /* of the record without group: where its time is counted */
    uint32_t slice;          /* first cell of the slice of its arrival, or of what does not count */
    uint32_t counters;       /* place of the counters of its events: there, of who has it */
    double arrived;          /* s */
    double since;            /* s: of the present state */
    double begun;            /* s: the issue's first contact */
    uint16_t issue, service; /* kind; kind and channel */
    uint16_t channel;
    uint16_t answered_by; /* deferred: group of the agent that answered, + 1 */
    bool issue_counts;    /* began in observe */
    bool counts;          /* arrived in observe */
    bool again;           /* not the first contact of its issue */
    bool is_common;       /* so far: see common.h */
    cc_when when;         /* of its arrival, for the demand's tables */

    /* 0 when the issue begins */
    uint16_t told; /* channels on which the story was told, one bit each; see aside.told */
    uint16_t state;
    uint16_t round, attempt; /* returns of the issue; redials within the round */
    bool has_trunk;
    bool fcr_counts;        /* its window ends inside the run */
    bool was_contained : 1; /* since the customer was last in touch: see cc_containment */
    bool holds_slot : 1;    /* of its queue, where that has only so many */

    uint8_t wanted; /* channel */
    uint16_t step;  /* automation nodes so far */
    int16_t node;

    /* 0 when the contact begins, see cc_life_make_attempt */
    bool answered, delayed, must_explain;
    bool responded : 1;
    bool must_resume : 1; /* its work was interrupted and has not been taken up again */
    bool unsolved : 1;    /* by the last node of automation: if it ends there */
    bool in_line : 1;     /* waits for a place at its node */
    bool is_ghost : 1;    /* the customer has left, which nobody knows: see life_silent.c */
    bool shares_work : 1; /* by turns: the turns share work that was recorded */
    uint16_t group;       /* of the agent that has it, + 1; 0: nobody has it */
    uint16_t leg;         /* waits so far */
    uint32_t resumed;     /* times that interrupted work was taken up again */
    uint32_t turn;        /* by turns: begun */
    double waited;        /* s, in earlier legs of this contact */
    double explain;       /* s: telling the story again, hand-over */
    double attention;     /* s of attention so far */

    double handled; /* s: end of the first that was handled; NAN: none yet */
    union {
        double kept[CC_NODE_KEEPS]; /* in automation: by its node */
        struct {
            union {
                double delay;  /* s: of the answer, until it is answered */
                double typing; /* s: customer's part of the present turn; by rates: when its work
                                * was last brought up to date; of a ghost: until that is seen */
            };
            double wrap_up; /* s: after the work */
        };
    };
    double u_resolved, u_returns; /* uniforms that decide of the round */
    double queued;                /* s: when it entered the queue; of the silent: when they write */
    union {
        double u_balk;  /* before it waits */
        uint64_t order; /* while it waits: of entering the queue, for equal times */
        double pace;    /* at work: reference seconds that the agent does in one second */
    };
    double patience; /* s: when it entered the queue; left, when it has left it */
    double work;     /* s left of the present stretch of work, at reference pace of the agent */
    double full_work;
    uint64_t owner;      /* the issue's name: stream, day, k */
    uint32_t agent;      /* that has it; CC_NONE */
    uint32_t turns_left; /* by turns: agent's turns; by rates: conversations open since then */
} cc_contact;

/* No contact is under way: one that nobody reads has ended as such, one with a partner for the
 * center. */
static inline bool
cc_contact_is_at_home(const cc_contact *c)
{
    return c->state == CC_REDIALLING || c->state == CC_RETURNING || c->state == CC_IGNORED ||
           c->state == CC_PARTNER;
}

_Static_assert(CC_MAX_AGENTS < SIM_CALENDAR_SLOT_MAX / 2,
               "each has a leaf of the calendar, and as many are left for contacts that come due");
_Static_assert(CC_MAX_CONTACTS < CC_NONE, "no contact has the number of none");
_Static_assert(CC_MAX_ISSUES *CC_MAX_CHANNELS <= UINT16_MAX, "cc_contact.issue and service");
_Static_assert(CC_MAX_GROUPS < UINT16_MAX, "cc_contact.group, answered_by and cc_agent.group");
_Static_assert(CC_MAX_NODES <= INT16_MAX, "cc_contact.node");
_Static_assert(CC_MAX_CHANNELS <= 64, "cc_contact.told, wanted, mixes and lanes: a bit each");
_Static_assert(sizeof(cc_contact) + sizeof(sim_timer) <= 248,
               "what lies dormant costs no more than 256 bytes, with what lists may need");

/* What an agent's attention is on. */
typedef enum cc_phase {
    CC_PHASE_NONE,
    CC_PHASE_PAUSE, /* on nothing: not ready */
    CC_PHASE_ANSWER,
    CC_PHASE_WORK,
    CC_PHASE_WRAP,
    CC_PHASE_STAY,
    CC_PHASE_SHARED /* on all that is open, by a table of rates */
} cc_phase;

/* Why an agent on duty takes nothing new. */
enum {
    CC_LEAVING = 1, /* the shift has ended; what is in hand is finished */
    CC_PAUSED = 2,  /* not ready */
    CC_CUT_OFF = 4, /* without a connection */
    CC_STAYS = 8,   /* with a contact that it has transferred */
    CC_SENT = 16    /* on break, by the control; what is in hand is finished before */
};

/* Agents on duty with nothing in hand who take nothing, by what they are counted as. */
typedef enum cc_away {
    CC_AWAY_PAUSED,
    CC_AWAY_DISCONNECTED,
    CC_N_AWAY,
    CC_NOT_AWAY = CC_N_AWAY
} cc_away;

typedef struct cc_agent {
    uint16_t group;
    uint16_t phase;
    uint32_t mix; /* index into the group's combinations */
    uint16_t wrap_channel;
    uint16_t shift; /* times that somebody has come on duty here, modulo 65,536 */
    bool on_duty;
    uint8_t barred;             /* from the lists: CC_LEAVING and others below */
    bool is_attentive;          /* counted in the crew's n_attention */
    bool gives_away;            /* its work, within this event: the shift ends */
    uint32_t contact;           /* that has the attention; CC_NONE */
    uint32_t next, prev;        /* in the list of its mix */
    uint32_t ready, ready_last; /* contacts that wait for its attention, first come first */
    uint32_t held;              /* interrupted work, last interrupted first */
    uint32_t open;              /* conversations with the customer typing: for shift ends */
    uint32_t wrap_cell;         /* where the time in wrap-up is counted */
    double since;               /* s: when its mix last changed */
    double wrap_since;
} cc_agent;

_Static_assert(sizeof(cc_agent) == 64, "a line of the cache");

typedef struct cc_list {
    uint32_t first, last;
} cc_list;

/* The contacts of one channel that wait in one queue, in order. */
typedef struct cc_lane {
    uint32_t first, last, n;
    uint32_t n_ahead; /* about to come: in automation, or waiting for a slot or for one agent */
} cc_lane;

/* Of a contact in a queue with rules of overflow, in this stay there. */
typedef struct cc_overflowing {
    double since;                  /* s: its beginning */
    double due;                    /* s: the first of the moments; INFINITY: none, or not in line */
    double next[CC_MAX_OVERFLOWS]; /* s: when each rule is asked; INFINITY: not any more */
    double opened[CC_MAX_OVERFLOWS]; /* s: by door, */
    uint32_t open;                   /* of those that are open, one bit each */
} cc_overflowing;

/* The slots of a queue. */
typedef struct cc_team {
    uint32_t first, last, n; /* who waits for one, first come first */
    uint32_t n_inside;
} cc_team;

/* The agent of a crew that has had an empty mix longest. */
typedef struct cc_idle {
    double since; /* s */
    uint32_t agent, unused;
} cc_idle;

/* What a person is scheduled for. */
typedef struct cc_scheduled {
    uint8_t activity; /* cc_activity */
    bool paid;
    bool is_away;   /* late, or gone early */
    bool is_absent; /* all day */
    bool is_off;    /* has gone for the rest of the shift, as offered */
} cc_scheduled;

#define CC_N_DOING (2 * CC_N_ACTIVITIES) /* each not paid, and paid */

/* What somebody does who is not at work; CC_WORK of those who should be, or are off and paid. */
static inline unsigned
cc_doing(cc_scheduled it)
{
    const bool is_missing = it.is_absent || it.is_away || (it.activity == CC_OFF && it.paid);
    return 2u * (is_missing ? CC_WORK : it.activity) + it.paid;
}

/* Where a group stands in its staff table, or its roster. */
typedef struct cc_roster {
    size_t n;           /* intervals done, on closed days too; the last of them: */
    double paid;        /* agents scheduled, */
    int there;          /* whole ones who are there */
    double rest;        /* what is left over to the next; */
    double rest_before; /* and was when it began */
    double training;    /* of those paid, in the training of who is new; of tables */
    int whole;          /* who would be there but for: */
    int n_off;          /* time off as offered, */
    int n_off_paid;     /* ... which would be paid now */
    /* of persons: */
    int n_scheduled, n_at_work; /* for anything but off, and for work */
    int doing[CC_N_DOING];      /* who is not at work, by cc_doing */
    int turned[CC_N_DOING];     /* ... since this moment */
} cc_roster;

/* A group's agents now. */
typedef struct cc_crew_now {
    int n_listed;
    int n_idle, n_busy, n_attention, n_conversations;
    double since; /* s, of the last account */
    /* what changes since then take off the integrals of the numbers as they are now */
    double less_busy, less_attention, less_conversations; /* s */
    int n_duty, n_overtime;                               /* n_overtime: leaving, */
    int n_leaving_to[CC_N_DOING];                         /* of persons by cc_doing */
    int n_away[CC_N_AWAY];
    int n_staying; /* in overtime as offered */
    int n_sent;    /* on break by the control, or finishing what is in hand before it */
    int n_served;  /* the first of its options: from others it takes nothing now */
    cc_roster roster;
    /* where agents leave for good: of its positions */
    int n_filled, n_in_training;
    double sum_tenure;         /* days */
    double day_busy, day_duty; /* s, of the day so far */
    int n_wide; /* places where many options are equals; -1: it comes by doors, see overflow.c */
    double handled; /* s of attention in observe, where it is outsourced */
} cc_crew_now;

#define CC_AHEAD (SIM_WORDS / 2) /* points of a stream drawn at a time */

/* Points of one layer of an issue kind, or of a trace, or a backlog. */
typedef struct cc_arrivals {
    int issue;     /* -1: the trace */
    int layer;     /* of the volume */
    double width;  /* of the layer, in volume */
    double keep;   /* share of its points that come */
    long factored; /* of a first layer: the day that the kind's factors are of */
    long day;      /* being played, or next if not in_day; -1 before the first */
    bool in_day;
    double kind_factor; /* the kind's day factor; 0: none drawn yet */
    uint64_t owner;     /* the day's first name */
    uint64_t k;         /* next point of the day */
    long today;         /* the day that the points here are of; -1 before the first */
    uint64_t moved;     /* 1 + the last point whose gap a change of volume has cut; 0: none yet: */
    double moved_level; /* cumulative rate then, */
    double moved_gap;   /* and what was left of the gap */
    uint64_t drawn;     /* points of the day drawn so far */
    double level;       /* cumulative rate at the last of them, */
    double total;       /* and at the end of the day */
    sim_rate_cursor cursor;
    /* points k modulo SIM_WORDS: half of them drawn while the others are still in use */
    double time[SIM_WORDS];      /* s; INFINITY: not today */
    uint64_t word[8][SIM_WORDS]; /* of the first contact's block, then the issue's round */
    double e[2][SIM_WORDS];      /* unit exponentials of the first two, if the kind uses them */
    size_t recorded;             /* trace: next contact of the day */
} cc_arrivals;

/* Single values; the blocks are those of struct cc_center. */
typedef struct cc_moving {
    sim_rounds rounds; /* of the key: seed and replication */
    double time;       /* s */
    int error;         /* latched */
    uint64_t n_events;
    sim_calendar calendar; /* with the addresses of its own blocks, which stay */

    uint32_t n_contacts, n_fresh; /* room; ever used in this replication */
    uint32_t free_contact;        /* list through next */
    uint32_t n_open;              /* in use */
    uint32_t n_to_come;           /* of these: of issues that others bring, see excite.c */
    size_t contact_bytes;
    size_t aside_bytes, containment_bytes, overflowing_bytes;

    uint64_t listed[CC_MAX_GROUPS / 64]; /* crews with any agent on a list, one bit each */
    uint64_t idle[CC_MAX_GROUPS / 64];   /* crews with any agent with an empty mix, one bit each, */
    cc_idle idlest[CC_MAX_GROUPS];       /* and the first of them */

    bool keeps_heads;                    /* some crew looks for the first of many lanes: */
    uint64_t waiting[CC_MAX_LANES / 64]; /* lanes that are not empty, one bit each */
    uint64_t order;                      /* next number of entering a queue */
    uint64_t n_taken;                    /* by agents, where some group goes round its turns */
    int trunks_held[CC_MAX_CHANNELS];
    bool slots_pending; /* some got free in this event */
    int node_used[CC_MAX_NODES];
    cc_list node_line[CC_MAX_NODES]; /* contacts that wait for a place, first come first */
    uint32_t n_in_line[CC_MAX_NODES];
    bool node_down[CC_MAX_NODES]; /* does not work now */

    long factor_day;   /* of which shared_factor is */
    double shared_day; /* the shared day factor */

    long clock_day;         /* of the next boundary */
    int clock_opening;      /* which opening of the day */
    size_t clock_k;         /* its interval; that behind its last: closing time */
    cc_when when;           /* now, for tables */
    uint32_t slice;         /* of the record, now, */
    uint32_t slice_cell;    /* its first cell; CC_NONE: not in observe */
    double today, tomorrow; /* s: the calendar day of arrivals now, and its number */
    size_t day_of_observe;
    double slice_since, slice_until; /* s: spans between them are in this slice and in observe */
    uint32_t before;                 /* the slice until slice_since, */
    double before_since;             /* s: and since when, at the latest; INFINITY: none */
    bool observing;
    bool closing; /* after hours: what waits is still served, by overtime */
    bool shut;    /* after hours: nobody waits any more, but deferred work */

    bool is_staffed; /* the rosters are of an interval of the tables */

    cc_controls controls;
    size_t n_changes; /* still to be made */
    size_t change_bytes;

    uint64_t n_drawn; /* SIM_CHECKS: names drawn */
} cc_moving;

#endif
