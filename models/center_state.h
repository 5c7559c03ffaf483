/* Everything that changes in a running center, for the files that make it run. Plain memory:
 * indices, no pointers into what comes and goes. */
#ifndef CC_CENTER_STATE_H
#define CC_CENTER_STATE_H

#include "models/center.h"
#include "models/hands.h"
#include "models/names.h"
#include "models/router.h"
#include "models/scenario.h"
#include "models/tale.h"
#include "sim/calendar.h"

#define CC_NONE UINT32_MAX
#define CC_MAX_CONTACTS (UINT32_C(1) << 21) /* open at once: half a GB; more are turned away */
#define CC_MAX_LINES (CC_MAX_QUEUES * CC_MAX_CHANNELS)
#define CC_DRAWN (-1)

/* Where a contact is. X(STATE, name of its counters time_* and into_*). */
#define CC_STATES(X)                                                                               \
    X(AUTOMATION, automation)                                                                      \
    X(WAITING, waiting)                                                                            \
    X(ANSWERING, answering) /* agent taken, answer delay runs */                                   \
    X(WORKING, working)     /* has the agent's attention */                                        \
    X(TYPING, typing)       /* customer's turn */                                                  \
    X(READY, ready)         /* waits for its agent's attention */                                  \
    X(HELD, held)           /* interrupted, at its agent */                                        \
    X(WRAP_UP, wrap_up)     /* of agents only */                                                   \
    X(REDIALLING, redial)                                                                          \
    X(RETURNING, return )

typedef enum cc_state {
    CC_FREE, /* not in use, or its leg is just between two states */
#define CC_STATE_ENUM(STATE, name) CC_##STATE,
    CC_STATES(CC_STATE_ENUM)
#undef CC_STATE_ENUM
        CC_N_STATES
} cc_state;

/* A place in the tables by day and interval. */
typedef struct cc_when {
    uint16_t day, interval;
} cc_when;

/* What issues of one kind meet on one channel, found once: [issue * n_channels + channel]. */
typedef struct cc_way {
    const cc_content *content;
    const cc_channel *channel;
    const cc_channel_type *type;
    const cc_service_level *level;  /* of the queue */
    size_t first_day;               /* of its line's days on target, in the record */
    double delay, wrap_up;          /* s: of the answer, after the work; 0 where they are drawn */
    double p_resolved, work_factor; /* NAN where they are tables */
    double target_within;           /* s: first threshold; below 0: none */
    uint32_t line;
    uint32_t cell; /* of the record: first attempts, no group */
    uint16_t index, queue;
    uint16_t channel_index;
    bool is_offered; /* and has a queue */
    bool never_closes;
    bool counts_lines;          /* time that lines are held */
    bool has_lines;             /* only so many */
    bool draws_answer;          /* answer delay or wrap-up vary, or wrap-up is a part of the work */
    bool is_common;             /* see common.h */
    bool is_deferred, by_turns; /* as its channel's type */
    bool may_balk;
    bool has_target; /* of its service level by day */
    bool resolves;   /* whatever an agent has handled */
    bool is_by_bits; /* who takes it is found by bits: see routing.c */
    char unused[22]; /* a shift finds it */
} cc_way;

/* What is drawn for issues of one kind. */
typedef struct cc_kind {
    int wanted_by_all;  /* the channel that all want first, or CC_DRAWN */
    const cc_way *sure; /* theirs, if it is always open; NULL */
    bool draws_round;   /* its ROUND blocks matter */
    bool uses_e[2];     /* what contacts make of their first words needs logarithms */
} cc_kind;

/* One issue and its contact of the moment. The first two lines of the cache have what the end of
 * a call needs. Nothing that is often stored here or in an agent is a byte: a byte may be a part
 * of anything to the compiler, which then loads again all that it knew. */
typedef struct cc_contact {
    uint32_t next, prev; /* in a line or an agent's list */
    uint32_t begun_cell; /* place where counts of the issue go */
    uint32_t cell;       /* of the record without group: where its time is counted */
    uint32_t slice;      /* first cell of the slice of its arrival, or of what does not count */
    uint32_t tally;      /* place of the counters of its events: there, of who has it */
    double arrived;      /* s */
    double since;        /* s: of the present state */
    double begun;        /* s: the issue's first contact */
    uint16_t issue, way; /* kind; kind and channel */
    uint16_t channel, wanted;
    bool issue_counts; /* began in observe */
    bool counts;       /* arrived in observe */
    bool again;        /* not the first contact of its issue */
    bool is_common;    /* so far: see common.h */
    cc_when when;      /* of its arrival, for the demand's tables */

    /* 0 when the issue begins */
    uint16_t told; /* channels on which the story was told, one bit each */
    uint16_t state;
    uint16_t round, attempt; /* returns of the issue; redials within the round */
    bool has_line;
    bool fcr_counts; /* its window ends inside the run */

    uint16_t step; /* automation nodes so far */
    int16_t node;

    /* 0 when the contact begins, see cc_life_make_attempt */
    bool answered, delayed, responded, must_explain;
    uint16_t group;   /* of the agent that has it, + 1; 0: nobody has it */
    uint16_t leg;     /* waits so far */
    bool must_resume; /* its work was interrupted and has not been taken up again */
    double waited;    /* s, in earlier legs of this contact */
    double explain;   /* s: telling the story again, hand-over */
    double attention; /* s of attention so far */
    uint32_t turn;    /* by turns: begun */
    uint32_t resumed; /* times that interrupted work was taken up again */

    double handled; /* s: end of the first that was handled; NAN: none yet */
    union {
        struct {
            double u_contained, u_solved; /* in automation: uniforms that decide */
        };
        struct {
            double delay, wrap_up; /* s: of the answer; after the work */
        };
    };
    double u_resolved, u_returns; /* uniforms that decide of the round */
    double queued;                /* s: when it entered the queue */
    uint64_t order;               /* of entering the queue, for equal times */
    double patience;              /* s: when it entered the queue; left, when it has left it */
    double work; /* s left of the present stretch of work, at reference pace of the agent */
    double full_work;
    double pace;             /* reference seconds that the agent does in one second */
    uint64_t owner;          /* the issue's name: stream, day, k */
    double contained_at;     /* s: of the last one contained, NAN */
    uint32_t contained_cell; /* place where that counts */
    uint32_t agent;          /* that has it; CC_NONE */
    double typing;           /* s: customer's part of the present turn */
    double u_balk;
    uint32_t turns_left;  /* by turns: agent's turns */
    uint16_t answered_by; /* deferred: group of the agent that answered, + 1 */
} cc_contact;

_Static_assert(CC_MAX_AGENTS + CC_MAX_CONTACTS < SIM_CALENDAR_SLOT_MAX - (1 << 20),
               "each has a leaf of the calendar, and kinds of issues too");
_Static_assert(sizeof(cc_contact) == 256 && sizeof(cc_way) == 128, "a shift finds them");

/* What an agent's attention is on. */
typedef enum cc_phase { CC_PHASE_NONE, CC_PHASE_ANSWER, CC_PHASE_WORK, CC_PHASE_WRAP } cc_phase;

typedef struct cc_agent {
    uint16_t group;
    uint16_t hands; /* index into the group's combinations */
    uint16_t phase;
    uint16_t wrap_channel;
    bool on_duty, leaving;
    bool is_attentive;          /* counted in the crew's n_attention */
    bool gives_away;            /* its work, within this event: the shift ends */
    uint32_t contact;           /* that has the attention; CC_NONE */
    uint32_t next, prev;        /* in the list of its hands */
    uint32_t ready, ready_last; /* contacts that wait for its attention, first come first */
    uint32_t held;              /* interrupted work, last interrupted first */
    uint32_t open;              /* conversations with the customer typing: for shift ends */
    uint16_t cell;              /* of the record: its group's, counted from nobody's */
    uint32_t wrap_cell;         /* where the time in wrap-up is counted */
    double since;               /* s: when its hands last changed */
    double wrap_since;
} cc_agent;

_Static_assert(sizeof(cc_agent) == 64, "a line of the cache");

typedef struct cc_list {
    uint32_t first, last;
} cc_list;

/* The contacts of one channel that wait in one queue, in order. */
typedef struct cc_line {
    uint32_t first, last, n;
    uint32_t n_automated; /* in automation before this line */
} cc_line;

/* A line that a group may serve. */
typedef struct cc_option {
    uint16_t line, queue;
    uint8_t channel;
    bool is_last_of_equals; /* the next has another rank or priority */
    uint16_t wide;          /* here begins crew.wide[wide - 1]; 0: none */
    int rank;
    double priority;
    int reserve;
} cc_option;

/* The agent of a crew that has had empty hands longest. */
typedef struct cc_idle {
    double since; /* s */
    uint32_t agent, unused;
} cc_idle;

/* Many options of equal rank and priority, without a reserve. */
typedef struct cc_wide {
    uint64_t lines[CC_MAX_LINES / 64]; /* one bit each, */
    int begin, end;                    /* all in these words */
    int n;                             /* options */
    unsigned channels;                 /* one bit each */
} cc_wide;

/* Where a group stands in its staff table. */
typedef struct cc_roster {
    size_t n;    /* intervals done, on closed days too; the last of them: */
    double paid; /* agents scheduled, */
    int there;   /* whole ones who are there */
    double rest; /* what is left over to the next */
} cc_roster;

typedef struct cc_crew {
    const cc_group *group;
    cc_hands hands;
    cc_list *list;     /* of agents on duty by hands that are not full */
    cc_option *option; /* in order of rank, then priority */
    int n_options, n_wide;
    double *pace; /* by way: speed of channel and kind; NAN: varies */
    bool has_reserve;
    bool passes; /* no reserve, and empty hands take something */
    /* now */
    int n_listed;
    int n_idle, n_busy, n_attention, n_conversations;
    double since; /* s, of the last account */
    /* what changes since then take off the integrals of the numbers as they are now */
    double less_busy, less_attention, less_conversations; /* s */
    int n_duty, n_overtime;                               /* n_overtime: leaving */
    cc_roster roster;
    /* set-up, seldom looked at */
    uint32_t first_agent, n_agents; /* seats */
    double wage, overtime_wage;     /* money a second, of an agent */
    double licence;                 /* money a second, of the group */
    cc_wide *wide;
    int n_words;
    uint64_t occupied[CC_MAX_HANDS / 64]; /* lists that are not empty */
    uint64_t takes[CC_MAX_CHANNELS][CC_MAX_HANDS / 64];
    uint64_t takes_interrupting[CC_MAX_CHANNELS][CC_MAX_HANDS / 64];
} cc_crew;

#define CC_AHEAD (SIM_WORDS / 2) /* points of a stream drawn at a time */

/* Points of one issue kind, or of a trace, or a backlog. */
typedef struct cc_arrivals {
    long day; /* being played, or next if not in_day; -1 before the first */
    bool in_day;
    double kind_factor; /* the kind's day factor; 0: none drawn yet */
    long played;        /* trace: days played so far */
    uint64_t owner;     /* the day's first name */
    uint64_t k;         /* next point of the day */
    uint64_t drawn;     /* points of the day drawn so far */
    double level;       /* cumulative rate at the last of them, */
    double total;       /* and at the end of the day */
    sim_rate_cursor cursor;
    /* points k modulo SIM_WORDS: half of them drawn while the others are still in use */
    double time[SIM_WORDS];      /* s; INFINITY: not today */
    uint64_t word[8][SIM_WORDS]; /* of the first contact's block, then the issue's round */
    double e[2][SIM_WORDS];      /* unit exponentials of the first two, if the kind uses them */
    size_t row, row_end;         /* trace: next row of the recorded day */
    double *factor;              /* of each piece today */
} cc_arrivals;

/* What is drawn for an issue and its first contact: ahead, or by itself. */
typedef struct cc_fate {
    const cc_arrivals *stream; /* NULL: by itself */
    unsigned j;
} cc_fate;

typedef struct cc_window {
    double start, end; /* s: observe */
    double horizon;
    double fcr_until; /* of contacts handled up to then run.fcr_window ends inside the run */
} cc_window;

struct cc_center {
    const cc_scenario *scenario;
    cc_layout layout;
    cc_record *record; /* being filled, */
    uint32_t *place;   /* its places */
    double *pool;      /* and counters */
    sim_trace *trace;
    bool is_general; /* no short cuts */
    const atomic_bool *stop;
    int error; /* latched */

    sim_rounds rounds; /* of the key: seed and replication */
    double now;
    cc_window window;
    sim_calendar calendar;
    uint32_t agent_slot; /* of the first agent */

    cc_contact *contact;
    uint32_t n_contacts, n_fresh; /* capacity; ever used in this replication */
    uint32_t free_contact;        /* list through next */
    uint32_t n_open;              /* in use */
    size_t contact_bytes;

    cc_agent *agent;
    uint32_t n_agents;
    size_t agent_bytes;
    cc_crew *crew;
    int n_crews;
    uint64_t listed[CC_MAX_GROUPS / 64];     /* crews with any agent on a list, one bit each */
    uint64_t (*serving)[CC_MAX_GROUPS / 64]; /* by queue: the crews that serve it */
    uint16_t *last_of_rank; /* [queue * n_crews + crew]: the last that the queue prefers as much */
    uint64_t idle[CC_MAX_GROUPS / 64]; /* crews with any agent of empty hands, one bit each, */
    cc_idle idlest[CC_MAX_GROUPS];     /* and the first of them */

    cc_way *way;   /* [issue * n_channels + channel] */
    cc_kind *kind; /* by issue */

    cc_line *line; /* [queue * n_channels + channel] */
    int n_lines, n_channels;
    bool keeps_heads;                    /* some crew looks for the first of many lines: */
    uint64_t waiting[CC_MAX_LINES / 64]; /* lines that are not empty, one bit each, */
    uint64_t *head;                      /* and the order of the first in each */
    uint64_t order;                      /* next number of entering a queue */
    int lines_held[CC_MAX_CHANNELS];
    int node_used[CC_MAX_NODES];

    cc_arrivals *arrivals; /* by stream: issues, then the trace */
    int n_streams;
    sim_rate *rate;           /* by issue: pieces of a day cut at the intervals */
    uint16_t **rate_interval; /* of each piece */
    long factor_day;          /* of which shared_factor is */
    double shared_day;        /* the shared day factor */
    double *shared_factor;    /* by interval: what all kinds share */
    double *interval_factor;  /* scratch, by interval */
    struct cc_margin *margin; /* of the noise: what all kinds share, then by issue */

    long clock_day;                 /* of the next boundary */
    size_t clock_k;                 /* its interval; intervals_per_day: closing time */
    cc_when when;                   /* now, for tables */
    uint32_t slice;                 /* of the record, now, */
    uint32_t slice_cell;            /* its first cell; CC_NONE: not in observe */
    uint32_t rest_cell, again_cell; /* what does not count; from first attempts to others */
    double today, tomorrow;         /* s: the calendar day of arrivals now, and its number */
    size_t day_of_observe;
    double slice_since, slice_until; /* s: spans between them are in this slice and in observe */
    uint32_t before;                 /* the slice until slice_since, */
    double before_since;             /* s: and since when, at the latest; INFINITY: none */
    bool observing;
    bool closing; /* after hours: what waits is still served, by overtime */
    bool shut;    /* after hours: nobody waits any more, but deferred work */

    uint64_t n_events;
    uint64_t *drawn; /* SIM_CHECKS: names drawn, a hash set */
    size_t drawn_bytes;
    uint64_t n_drawn;
};

/* Slots of the calendar. */
#define CC_SLOT_CLOCK 0u
#define CC_SLOT_STREAM 1u
#define CC_SLOT_AGENT(center, a) ((center)->agent_slot + (a))

/* ---- center.c ---- */
/* Room for more contacts; false, and an error latched, if there is none to be had. */
bool cc_center_grow(cc_center *self);

/* ---- way.c ---- */
int cc_ways_init(cc_center *self) SIM_MUST_CHECK;
void cc_ways_free(cc_center *self);

static inline const cc_way *
cc_way_for(const cc_center *self, int issue, int channel)
{
    return &self->way[issue * self->n_channels + channel];
}

static inline const cc_way *
cc_way_of(const cc_center *self, const cc_contact *c)
{
    return &self->way[c->way];
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

/* ---- busyness.c: the rate by interval, with its random factors ---- */
int cc_busyness_init(cc_center *self) SIM_MUST_CHECK;
void cc_busyness_free(cc_center *self);
/* By interval the rate of that kind of issue on the day of its points (a factor of its pieces where
 * it has any), until the next call. */
const double *cc_busyness_of_day(cc_center *self, int issue, cc_arrivals *points);

/* ---- arrivals.c ---- */
int cc_arrivals_init(cc_center *self) SIM_MUST_CHECK;
void cc_arrivals_free(cc_center *self);
void cc_arrivals_start(cc_center *self);
/* The point of that stream that is due now has come: makes its contact, schedules the next. */
void cc_arrivals_fire(cc_center *self, int stream);

/* ---- crew.c: agents, their hands, who is on duty ---- */
int cc_crew_init(cc_center *self) SIM_MUST_CHECK;
void cc_crew_free(cc_center *self);
void cc_crew_reset(cc_center *self);
/* Brings the integrals over observe up to now: before each change of what they integrate, but for
 * the three that change with every contact. */
void cc_crew_add_time(cc_center *self, cc_crew *crew);

static inline void
cc_crew_account(cc_center *self, cc_crew *crew)
{
    if (crew->since != self->now) { /* one event makes several changes */
        cc_crew_add_time(self, crew);
    }
}

void cc_agent_take(cc_center *self, uint32_t agent, int channel);
void cc_agent_give(cc_center *self, uint32_t agent, int channel);

/* Hands that are full, given one back and taken one of the same kind: no list, no number knows. */
static inline bool
cc_agent_may_pass(const cc_crew *crew, const cc_agent *agent)
{
    return crew->passes && !agent->leaving &&
           crew->hands.hand[agent->hands].takes_interrupting == 0;
}

/* What its attention is on from now. */
static inline void
cc_agent_attend(cc_center *self, uint32_t a, cc_phase phase, uint32_t contact)
{
    cc_agent *agent = &self->agent[a];
    agent->phase = (uint16_t)phase;
    agent->contact = contact;
    if (agent->is_attentive != (phase != CC_PHASE_NONE)) {
        agent->is_attentive = phase != CC_PHASE_NONE;
        cc_crew *crew = &self->crew[agent->group];
        const int step = phase == CC_PHASE_NONE ? -1 : 1;
        crew->n_attention += step;
        crew->less_attention += step * (self->now - crew->since);
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

/* Comes on duty, or stays though leaving. */
void cc_agent_come(cc_center *self, uint32_t agent);
/* Takes nothing new from now on. */
void cc_agent_leave(cc_center *self, uint32_t agent);
/* Goes, with empty hands. */
void cc_agent_go(cc_center *self, uint32_t agent);

/* ---- shift.c: how many agents are there, and who ---- */
/* Finds seats, wages and licences of all crews, whose groups are known. */
void cc_shifts_init(cc_center *self);
/* As many as the staff tables say for that interval, from now on. */
void cc_shifts_start_interval(cc_center *self, size_t day, size_t k);
/* Closing time: all shifts end, or */
void cc_shifts_end(cc_center *self);
/* closing begins: who is needed stays, in overtime. */
void cc_shifts_close(cc_center *self);
/* After each event of it: is each group still needed? */
void cc_shifts_check_closing(cc_center *self);

/* ---- routing.c: reads and answers, changes nothing ---- */
/* The agent who should take a contact of that kind now, or CC_NONE. */
uint32_t cc_route_to_agent(const cc_center *self, const cc_way *way);
/* The same, but not that agent. */
uint32_t cc_route_to_other(const cc_center *self, const cc_way *way, uint32_t except);
/* The contact that an agent of that crew should take next if its hands are these, or CC_NONE. */
uint32_t cc_route_to_contact(const cc_center *self, const cc_crew *crew, unsigned hands);

int cc_route_init(cc_center *self) SIM_MUST_CHECK;
void cc_route_free(cc_center *self);

/* The first of the line is another. */
void cc_route_keep_head(cc_center *self, const cc_line *line);

static inline void
cc_line_has_head(cc_center *self, const cc_line *line)
{
    if (__builtin_expect(self->keeps_heads, 0)) {
        cc_route_keep_head(self, line);
    }
}

/* ---- life.c: the life of a contact ---- */
/* An issue begins: a recorded contact or one of a backlog (row is NULL), on that channel, -1: as it
 * wants. */
void cc_life_begin_given(cc_center *self, uint64_t owner, int issue, int channel,
                         const cc_trace_row *row);
void cc_life_timer(cc_center *self, uint32_t contact);
void cc_life_attention_ends(cc_center *self, uint32_t agent);
/* A contact that waits nowhere goes to an agent whose hands may take it. */
void cc_life_assign(cc_center *self, uint32_t contact, uint32_t agent);
/* Lets an agent take what waits, as long as its hands and the rules allow. */
void cc_life_seek(cc_center *self, uint32_t agent);
/* All do, in order of groups and seats: after a change of what agents may take. */
void cc_life_seek_all(cc_center *self);
/* Interrupts what an agent has open at the end of its shift. */
void cc_life_interrupt_all(cc_center *self, uint32_t agent);
void cc_life_close(cc_center *self);  /* drops what waits */
void cc_life_finish(cc_center *self); /* the run ends: accounts for all that is open */

/* ---- clock.c: intervals, opening and closing, windows ---- */
void cc_clock_start(cc_center *self);
void cc_clock_fire(cc_center *self);

/* ---- tale.c ---- */

/* Puts a record on the trace; call cc_tell, which asks whether anybody listens. */
void cc_tell_contact(cc_center *self, cc_tale tale, const cc_contact *contact, uint64_t b,
                     double value);

static inline void
cc_tell(cc_center *self, cc_tale tale, const cc_contact *contact, uint64_t b, double value)
{
    if (self->trace != NULL) {
        cc_tell_contact(self, tale, contact, b, value);
    }
}

#endif
