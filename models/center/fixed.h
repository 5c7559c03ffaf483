/* What a center is built with once, for a scenario: tables, sizes, and the addresses of the blocks
 * of moving state (moving.h). Each thread has its own; nothing of it is copied when a
 * running center is. */
#ifndef CC_CENTER_FIXED_H
#define CC_CENTER_FIXED_H

#include "models/center/aside.h"
#include "models/center/moving.h"
#include "models/center/stratum.h"
#include "models/measure/record.h"
#include "models/scenario/router.h"
#include "models/scenario/scenario.h"
#include "sim/budget.h"
#include "sim/trace.h"
#include <stdatomic.h>

typedef struct cc_center cc_center;
typedef struct cc_self cc_self; /* models/center/self.h */
typedef struct cc_row cc_row;   /* models/center/process.h */
typedef struct cc_process_type cc_process_type;
typedef struct cc_medium_life cc_medium_life; /* models/center/medium_life.h */

#define CC_DRAWN (-1)

/* What issues of one kind meet on one channel, found once: [issue * n_channels + channel]. */
typedef struct cc_service {
    const cc_content *content;
    const cc_channel *channel;
    const cc_preset *type;
    const cc_medium_life *medium;
    const cc_service_level *level;  /* of the queue and channel, in cc_center.level */
    size_t first_day;               /* of its lane's days on target, in the record */
    double delay, wrap_up;          /* s: of the answer, after the work; 0 where they are drawn */
    double p_resolved, work_factor; /* NAN where they are tables */
    uint32_t lane;
    uint32_t cell;         /* of the record: first attempts, no group */
    uint16_t index, queue; /* index: of its kind and channel, transferred or not */
    uint16_t channel_index;
    uint16_t tells;  /* the bit of its channel in contact.told; 0: see aside.told */
    bool is_offered; /* and has a queue */
    bool never_closes;
    bool counts_trunks;        /* time that trunks are held */
    bool draws_answer;         /* answer delay or wrap-up vary */
    bool is_common;            /* see common.h */
    bool is_deferred;          /* as its medium, */
    bool brings_work;          /* and so are these: a contact's first word is its work, */
    bool is_answered_by_reply; /* and for service levels it is answered when the reply is out */
    bool may_balk;
    bool has_target;            /* of its service level by day */
    bool is_by_bits;            /* who takes it is found by bits: see routing.c */
    bool may_go_silently : 1;   /* whose patience ends, see life_silent.c, */
    bool has_turn_patience : 1; /* also while a turn waits for the agent */
    bool has_rates : 1;         /* no turns: see life_rates.c */
    bool has_overflow : 1;      /* its queue has rules: see overflow.h, */
    bool is_outsourced : 1;     /* or some group of it is outsourced: see life_outsourced.c */
    bool is_met;                /* by a node, or by nobody: see cc_life_meet */
    bool falls_silent;          /* a conversation may go dormant, or be closed */
    bool is_limited;            /* by trunks, or by slots of its queue */
    double unused[2];           /* to whole lines of the cache */
} cc_service;

/* Those who want a channel. */
typedef struct cc_want {
    double share; /* INFINITY: behind the last, once more */
    uint8_t channel;
} cc_want;

/* What is drawn for issues of one kind. */
typedef struct cc_kind {
    int wanted_by_all;      /* the channel that all want first, or CC_DRAWN */
    const cc_service *sure; /* theirs, if it is always open; NULL */
    const cc_want *wants;   /* shares by channel where they are constant; NULL */
    bool draws_round;       /* its ROUND blocks matter */
    bool uses_e[2];         /* what contacts make of their first words needs logarithms */
} cc_kind;

_Static_assert(sizeof(cc_service) == 128, "a shift finds it");

/* A lane that a group may serve. */
typedef struct cc_option {
    uint16_t lane, queue;
    uint8_t channel;
    bool is_last_of_equals; /* the next has another rank or priority */
    uint16_t wide;          /* here begins crew.wide[wide - 1]; 0: none */
    int rank;
    int16_t planned; /* the rank by the scenario */
    bool goes_first; /* before all that groups prefer */
    bool is_alone;   /* the crew takes from no other now */
    double priority;
    int reserve;
    uint32_t place; /* in cc_center.n_theirs, + 1, where the crew comes by a door; 0: by none */
} cc_option;

_Static_assert(sizeof(cc_option) == 32, "two in a line of the cache");
_Static_assert(CC_MAX_LANES <= UINT16_MAX && CC_MAX_QUEUES <= UINT16_MAX, "cc_option, cc_service");
_Static_assert(CC_MAX_CHANNELS <= UINT8_MAX + 1, "cc_option.channel");
_Static_assert(CC_MAX_LANES % 64 == 0 && CC_MAX_GROUPS % 64 == 0, "whole words of bits");

#define CC_NOT_NOW INT16_MAX /* the rank of what the crew is not to take */

/* The crews that may take contacts of a queue, in the order that it prefers: those of the scenario, and
 * behind them, where they are not all equals, those that the control of routing may add. */
typedef struct cc_takers {
    cc_choice *group;
    int n;
} cc_takers;

/* Many options of equal rank and priority, without a reserve. */
typedef struct cc_wide {
    uint64_t lanes[CC_MAX_LANES / 64]; /* one bit each, */
    int begin, end;                    /* all in these words */
    int n;                             /* options */
    uint64_t channels;                 /* one bit each */
} cc_wide;

typedef struct cc_crew {
    const cc_group *group;
    cc_crew_now *now;
    cc_mixes mixes;
    cc_list *list;      /* of agents on duty by mixes that are not full, */
    uint64_t *occupied; /* and which of them are not empty, one bit each */
    cc_option *option;  /* in order of rank, then priority */
    int n_options;
    double *pace; /* by service: speed of channel and kind; NAN: varies */
    bool has_reserve;
    bool has_doors;    /* of some lane it takes what rules of overflow say: see overflow.h */
    bool passes;       /* neither, and an empty mix takes something */
    bool pauses;       /* its agents may be not ready, */
    bool tires;        /* it matters how long they have been busy, */
    bool counts_hands; /* ... or when their hands fill and empty, for that or a line's clock */
    bool fails_over;   /* they may go on from another site, */
    bool differs;      /* and the pace is each agent's own */
    bool asks_to_stay; /* overtime is offered, */
    bool asks_to_go;   /* time off is, */
    bool wears;        /* its agents leave for good */
    bool shares;       /* its agents work on all that is open, by tables of rates */
    uint32_t caseload; /* conversations by turns that an agent keeps; 0: unlimited */
    /* seldom looked at */
    uint32_t n_agents;              /* seats: those that the staff tables need, */
    uint32_t first_agent, n_needed; /* then spare ones, which are behind those of all groups */
    uint32_t first_spare;
    uint32_t first_person, n_persons; /* of the roster; 0: numbers by interval. Its first seats */
    double wage, overtime_wage;       /* money a second, of an agent */
    double licence;                   /* money a second, of the group */
    double guaranteed;                /* s of attention that this pays, where it is outsourced */
    cc_wide *wide;
    int n_words;
    /* [class * n_words + word] by mix: those that take the channels of a class, one bit each */
    uint64_t *takes, *takes_interrupting;
} cc_crew;

/* One of those who may leave, or may be absent. */
typedef struct cc_leaver {
    double key; /* the least goes first */
    uint32_t who;
} cc_leaver;

/* Why a run has stopped, for the sentence that says so. */
typedef struct cc_trouble {
    const char *what; /* must hold and does not; or was exceeded: "65,535 returns of one issue" */
    const char *file; /* of our sources */
    int line;
} cc_trouble;

typedef struct cc_window {
    double start, end; /* s: observe */
    double horizon;
    double fcr_until; /* of contacts handled up to then run.fcr_window ends inside the run */
} cc_window;

/* A recorded contact, or a copy of one, on a day of the run. */
typedef struct cc_played {
    double time; /* s of the day */
    size_t row;
    uint64_t owner; /* its name */
} cc_played;

typedef struct cc_played_day {
    sim_rounds rounds; /* of what replication, */
    long day;          /* and what day */
    cc_played *contact;
    size_t n, capacity;
    bool has_copies;
} cc_played_day;

struct cc_center {
    const cc_scenario *scenario;
    cc_layout layout;

    /* whom it is connected with, which is not state: a copy leaves it as it is */
    cc_record *record; /* being filled, */
    uint32_t *place;   /* its places */
    double *pool;      /* and counters */
    sim_trace *trace;
    const atomic_bool *stop;
    sim_budget *budget; /* of its contacts, shared with others; NULL: no bounds */
    size_t budgeted;    /* bytes taken from it */
    bool is_general;    /* no short cuts */
    bool is_average;    /* all days are as busy as they are on average */
    cc_stratum stratum; /* of their day factors; size 0: none */
    cc_trouble trouble;
    const struct cc_script *script; /* of every replication; NULL */

    /* what is built once */
    cc_window window;
    cc_row *row; /* the table of events */
    size_t n_rows;
    uint32_t stream_slot, agent_slot; /* of the first stream, of the first agent */
    uint32_t n_agents;
    int n_crews, n_lanes, n_channels, n_streams;
    uint64_t case_channels; /* by turns: they count against a caseload; one bit each */
    cc_crew *crew;
    uint64_t (*serving)[CC_MAX_GROUPS / 64]; /* by queue: the crews that serve it now; moves */
    cc_takers *takers;                       /* by queue */
    cc_router_type router;
    uint16_t *last_of_rank; /* [queue * n_crews + crew]: the last that the queue prefers as much */
    cc_service *service;    /* [issue * n_channels + channel] */
    size_t n_services;      /* behind these, in queues that contacts are transferred to: */
    uint16_t *behind;       /* [(transfer * n_issues + issue) * n_channels + channel], and behind
                             * all transfers by nodes that hand on */
    bool leaves_duplicates; /* see life_duplicate.c */
    bool has_overflow;      /* some queue has rules */
    bool *transfers;        /* [group * n_issues + issue]: is any transferred? NULL: none at all */
    cc_kind *kind;          /* by issue */
    cc_want *want;          /* shares of all kinds, see cc_kind.wants */
    sim_rate *rate;         /* by issue: pieces of a day cut at the intervals */
    uint16_t **rate_interval;       /* of each piece */
    struct cc_margin *margin;       /* of the noise: what all kinds share, then by issue */
    double *interval_factor;        /* scratch, by interval */
    cc_leaver *leaver;              /* scratch, by agent, where some group asks; NULL */
    uint32_t rest_cell, again_cell; /* what does not count; from first attempts to others */
    size_t drawn_bytes, n_lists, n_words, n_factors; /* sizes of blocks */
    size_t router_bytes;

    cc_played_day played; /* recorded contacts: follows from the name of the day */

    /* moving: the blocks, */
    cc_contact *contact;
    cc_aside *aside;             /* by contact, where the scenario needs it; NULL */
    cc_containment *containment; /* likewise */
    cc_overflowing *overflowing; /* likewise, */
    uint32_t *n_theirs; /* and by lane and door those who wait there and may be taken; NULL */
    cc_agent *agent;
    uint64_t *last_turn; /* by agent, where some group goes round its turns: which had the attention
                          * last, by aside.taken; NULL */
    cc_self *selves;     /* by agent, where the scenario needs it; NULL */
    double *own_time;    /* [agent * n_issues + issue]: what drawn pace makes of a time; NULL */
    cc_crew_now *crew_now;   /* by crew, */
    cc_list *list;           /* and their lists, */
    uint64_t *occupied;      /* and bits of these: crew by crew */
    cc_service_level *level; /* [queue * n_channels + channel], as they are now */
    uint8_t *routing;        /* [group * n_queues + queue]: see cc_controls_routing */
    cc_lane *lane;           /* [queue * n_channels + channel], */
    cc_team *team;           /* by queue; NULL: none has slots */
    cc_list *awaited; /* by agent: who has written again and waits for it; NULL: nobody does */
    uint32_t *cases;  /* by agent: conversations that it keeps; NULL: no group has a caseload */
    uint64_t *head;   /* and the order of the first in each, if somebody keeps heads */
    cc_arrivals *arrivals; /* by stream: issues, then the trace; */
    double *factor;        /* of each piece today, issue by issue: see factor_of */
    double **factor_of;
    double *shared_factor; /* by interval: what all kinds share */
    void *router_state;    /* the router's own */
    cc_change *change;     /* still to be made, the next of them last */
    char *process_state;   /* of the rows of the table, */
    size_t process_bytes;
    uint64_t *drawn; /* SIM_CHECKS: names drawn, a hash set */
    /* and single values */
    cc_moving now;
};

#endif
