/* What meets the customers: channels, automation, queues, groups of agents, costs. Durations in s,
 * shares in [0, 1]; what is not written is neutral (0, none, unlimited). */
#ifndef CC_SETUP_H
#define CC_SETUP_H

#include "models/language/by_number.h"
#include "models/language/hours.h"
#include "models/language/table.h"
#include "models/scenario/channel.h"
#include "models/scenario/desk.h"
#include "models/scenario/offers.h"
#include "models/scenario/outages.h"
#include "models/scenario/outsourced.h"
#include "models/scenario/overflow.h"
#include "models/scenario/person.h"
#include "models/scenario/site.h"
#include "sim/dist.h"
#include <stdbool.h>
#include <stdint.h>

#define CC_MAX_QUEUES 256
#define CC_MAX_GROUPS 256
#define CC_MAX_AGENTS 4000000 /* at once, of all groups: 256 MB */
#define CC_MAX_NODES 64
#define CC_MAX_WITHIN 4 /* service level thresholds of a channel or queue */

typedef struct cc_service_level {
    double target; /* share; NAN: none */
    double within[CC_MAX_WITHIN];
    int n_within;
    double
        short_abandon; /* s: who leaves sooner did not want to be answered; below 0: each threshold */
} cc_service_level;

/* What becomes of work that is interrupted. */
typedef enum cc_then { CC_KEEP, CC_REQUEUE_HEAD, CC_REQUEUE_TAIL, CC_LOST } cc_then;
typedef enum cc_patience_again { CC_FRESH, CC_REMAINING, CC_ENDLESS } cc_patience_again;

typedef struct cc_interrupted {
    cc_then then;               /* default keep: the same agent goes on with it */
    bool restart;               /* work = "restart"; default resume */
    cc_patience_again patience; /* default fresh */
} cc_interrupted;

/* What becomes of a conversation in which the customer is silent. */
typedef struct cc_silence {
    double dormant;             /* s of it, then it leaves the agent; INFINITY: never */
    double close;               /* s of it, then it is closed; INFINITY: never */
    double same_agent;          /* s: who writes again waits so long for the agent who had it */
    cc_patience_again patience; /* who writes again waits so long in all; default none */
} cc_silence;

typedef struct cc_channel {
    bool offered;
    bool watched;             /* somebody reads what comes in; default true */
    bool has_hours;           /* others than the house: */
    cc_hours_written written; /* hours and hours_by */
    cc_hours hours;           /* of each weekday, as far as the house is open */
    int trunks;               /* INT_MAX: unlimited */
    sim_dist answer_delay, wrap_up;
    sim_dist look_up;    /* s of work before all else, of every contact */
    double set_up_fails; /* share of tries */
    int set_up_again;    /* tries after the first */
    double work_factor;  /* of the demand's reference work */
    cc_by_number
        rates; /* by turns, in place of them: work done in a second by an agent with 1, 2 ..
                           conversations open, s; constant 0: turns */
    bool interruptible;
    sim_dist time_out; /* s: until the agent finds out that the customer has left without a sign */
    sim_dist resume;   /* s, added when interrupted work is taken up again */
    cc_interrupted interrupted;
    cc_silence silence;   /* by turns only */
    bool auto_reply;      /* whoever writes while it is closed is told so, and waits */
    int entry;            /* automation node that meets everyone, -1: none */
    double message_every; /* s, to those who wait; 0: none */
    int after;            /* the one behind the agent, -1: none */
    cc_service_level service_level;
    cc_desk desk;
} cc_channel;

typedef struct cc_choice { /* one entry of a list in order of preference; equal ranks allowed */
    int index;
    int rank; /* 0 is best */
} cc_choice;

typedef struct cc_queue {
    char *name;
    double priority; /* higher goes first among queues that a group ranks equal */
    cc_service_level service_level;
    int slots;         /* contacts inside at once, until they end; INT_MAX: unlimited */
    cc_choice *groups; /* in order of preference; all that serve it, rank 0, if not written */
    int n_groups;
    cc_overflow *overflow; /* in order of `after` */
    int n_overflows;
} cc_queue;

/* Who goes when a group has more agents than are needed. */
typedef enum cc_leaves {
    CC_LEAVES_IDLE_FIRST, /* longest idle first, then the last seat */
    CC_LEAVES_RANDOM,
    CC_LEAVES_LONGEST, /* who has been on duty longest */
    CC_LEAVES_ROSTER   /* the last seat, whatever is in hand */
} cc_leaves;

#define CC_MAX_PROVIDERS 64

/* What connects the agents of several groups with the center. */
typedef struct cc_provider {
    char *name;
    cc_outages fails;
} cc_provider;

/* What becomes of work whose agent has lost the connection: kept, its customer waits on the line. */
typedef struct cc_cut_off {
    cc_interrupted rule;
    sim_dist rejoin; /* s from the connection's return to the agent's */
} cc_cut_off;

/* Which of the conversations that wait for an agent's attention has it next. */
typedef enum cc_next_turn { CC_OLDEST, CC_SHORTEST, CC_ROUND_ROBIN } cc_next_turn;

/* CV of the agents' mean times on all kinds of issue alike, and on each by itself. */
typedef struct cc_differ {
    double cv, kind_cv;
} cc_differ;

/* Work takes 1 + extra e^(-t / time) of its time, t after the agent has begun. */
typedef struct cc_learning {
    double extra;
    double time;     /* s */
    sim_dist tenure; /* s: t on the first day */
} cc_learning;

/* For each hour busy since the last break, up to `most`. */
typedef struct cc_fatigue {
    double slower; /* share more of the time */
    double errors; /* share less of what is resolved */
    double most;   /* s */
} cc_fatigue;

static inline bool
cc_fatigue_is(const cc_fatigue *fatigue)
{
    return fatigue->slower > 0 || fatigue->errors > 0;
}

/* Not ready, after contacts that have left an agent's hands empty. */
typedef struct cc_pauses {
    double probability;
    sim_dist length;     /* s */
    double when_waiting; /* factor on it, if somebody waits for the group then */
    bool again;          /* another may follow at once */
} cc_pauses;

static inline bool
cc_pauses_may_be(const cc_pauses *pauses)
{
    return pauses->probability > 0 && !sim_dist_is_zero(&pauses->length);
}

/* Who is not there for a whole day, of persons. */
typedef struct cc_absence {
    double share;
    double cv_by_day; /* of a gamma factor on it by day, common to the group */
    bool paid;
} cc_absence;

/* How far persons keep to their roster; 0: they do. */
typedef struct cc_adherence {
    sim_dist late, early; /* s: after the beginning of a shift, before its end */
    sim_dist long_breaks; /* s: after the end of a break */
} cc_adherence;

static inline bool
cc_adherence_is_any(const cc_adherence *self)
{
    return !sim_dist_is_zero(&self->late) || !sim_dist_is_zero(&self->early) ||
           !sim_dist_is_zero(&self->long_breaks);
}

/* Whose agents are at another site at times. */
typedef struct cc_days_at_home {
    int site;     /* index + 1; 0: nobody is */
    double share; /* of its agents; of those whom a roster names the days say it */
    bool days[7]; /* on which they are, Mon = 0 */
} cc_days_at_home;

typedef struct cc_group {
    char *name;
    cc_choice *serves; /* queues, in order of preference */
    int n_serves;
    cc_choice *serves_written; /* where its agents' skills are fewer: what was written; else NULL */
    int n_serves_written;
    int made_from; /* it has agents of that group with other skills, or at home; -1: it was written */
    double *at_once; /* by channel: conversations; weight of one is its inverse; default 1 */
    int caseload;    /* conversations that an agent keeps, dormant ones too; INT_MAX: unlimited */
    cc_table *speed; /* by channel: time = work / (speed x pace) */
    double *pace;    /* by issue kind */
    cc_next_turn next_turn;
    cc_table staff;         /* agents scheduled; fractions are spread over intervals */
    cc_table staff_written; /* where some are at home: of both */
    /* In place of it, patterns; or agents whom center.roster names: then they are persons. */
    cc_shift *shift;
    int n_shifts;
    bool is_named;   /* in center.roster */
    int headcount;   /* persons in all, in place of as many as there are; INT_MAX: not said */
    double scale;    /* factor of all that, as center.staff_scale */
    int absent;      /* of the persons, on each day, at random; */
    char **absentee; /* or by name */
    int n_absentees;
    cc_table shrinkage; /* share of the scheduled who are not there, but paid */
    cc_leaves leaves;
    double spare; /* seats beside those of the table, as a share of them */
    double wage_per_hour;
    double overtime_pay; /* of an hour of overtime, in wages */
    cc_outsourced outsourced;
    double knowledge;   /* share of what the knowledge base does for them; default 1 */
    char *where;        /* "site", "remote": a label */
    double *resolution; /* by issue kind: factor on its probability; default 1 */
    cc_differ differ;
    cc_learning learning;
    cc_fatigue fatigue;
    cc_pauses pauses;
    cc_outages line;    /* of each agent's own line */
    uint64_t providers; /* that all its agents need, by index, one bit each */
    int site;           /* index + 1; 0: none */
    cc_days_at_home home;
    int home_of;      /* index + 1 of the group whose agents at home it has; 0: of none */
    bool has_cut_off; /* other than the center's */
    cc_cut_off cut_off;
    cc_absence absence;
    cc_adherence adherence;
    cc_overtime overtime;
    cc_time_off time_off;
    cc_attrition attrition;
    cc_hiring hiring;
} cc_group;

/* Is it known who they are, one by one? */
static inline bool
cc_group_has_people(const cc_group *self)
{
    return self->n_shifts > 0 || self->is_named;
}

/* Do their times differ, beyond what the group's figures say? */
static inline bool
cc_group_differs(const cc_group *group)
{
    return group->differ.cv > 0 || group->differ.kind_cv > 0 || group->learning.extra > 0 ||
           group->fatigue.slower > 0;
}

static inline bool
cc_group_pauses(const cc_group *group)
{
    return cc_pauses_may_be(&group->pauses);
}

typedef struct cc_node_type cc_node_type; /* models/scenario/node.h */

typedef enum cc_when_full { CC_FULL_SKIP, CC_FULL_BLOCK, CC_FULL_WAIT } cc_when_full;

/* Where an edge of the graph of automation leads: to a node by its index, or to one of its ends. */
enum {
    CC_TO_QUEUE = -1,
    CC_TO_CONTAINED = -2,
    CC_TO_HANG_UP = -3,
    CC_TO_ELSEWHERE = -4,
    CC_TO_ITEM = -5,
    CC_TO_TRANSFER = -6
};
#define CC_N_ENDS 6

#define CC_MAX_PORTS 32 /* of a node */
#define CC_NODE_KEEPS 2 /* numbers, of each contact that is there */

/* One of several targets of a way on. */
typedef struct cc_branch {
    int to;             /* node or CC_TO_* */
    cc_condition *when; /* NULL: always */
    cc_table *share; /* by kind of issue, of all who leave by that way; NULL: all that are left */
} cc_branch;

/* Where contacts go on: by the first branch that is for them; the last is for all. */
typedef struct cc_way {
    cc_branch *branch;
    int n;
} cc_way;

typedef struct cc_node {
    char *name;
    const cc_node_type *type;
    void *settings; /* the type's own */
    int capacity;   /* INT_MAX: unlimited */
    cc_when_full when_full;
    double cost_per_session; /* money */
    cc_way then;  /* of those who find it full and pass it by, and of ports that say nothing else */
    cc_way *next; /* by port */
    int n_ports;
    cc_outages outages;
} cc_node;

static inline bool
cc_node_fails(const cc_node *node)
{
    return node->outages.n > 0 || !sim_dist_is_zero(&node->outages.up);
}

/* Somebody outside who takes contacts over. */
typedef struct cc_partner {
    char *name;
    sim_dist time;                /* s that the partner has one */
    double cost, cost_per_minute; /* money, of one, and of that time */
} cc_partner;

/* The agent is free at once, stays until the next one has been told, or to the end. */
typedef enum cc_how { CC_COLD, CC_WARM, CC_CONFERENCE } cc_how;

#define CC_MAX_TRANSFERS 256

/* Contacts that agents hand on. */
typedef struct cc_transfer {
    char *name;
    bool *from;   /* by group */
    bool *issues; /* by kind of issue */
    cc_table share;
    cc_how how;
    int queue, partner; /* one of them; -1: the other */
    sim_dist hand_over; /* s of work at the next agent, with both; a partner's by the clock */
} cc_transfer;

typedef enum cc_history { CC_HISTORY_NONE, CC_HISTORY_CHANNEL, CC_HISTORY_CENTER } cc_history;
typedef enum cc_shift_end { CC_SHIFT_FINISH, CC_SHIFT_INTERRUPT } cc_shift_end;

typedef struct cc_router_type cc_router_type; /* models/scenario/router.h */

/* From what the wait of who joins a line is predicted: models/center/predict.h. */
typedef enum cc_predictor {
    CC_PREDICT_NONE, /* default */
    CC_PREDICT_LAST,
    CC_PREDICT_HEAD,
    CC_PREDICT_MEAN,
    CC_PREDICT_QUEUE,
} cc_predictor;

typedef struct cc_prediction {
    int by; /* cc_predictor */
    int of; /* waits, or times between two that are taken */
} cc_prediction;

/* A knowledge base, or software that helps agents: factors by kind of issue. */
typedef struct cc_knowledge {
    double *work, *resolution; /* of the agent's work; of P(resolved), at most 1; default 1 */
    int ramp;                  /* days until it does all that; default 0 */
} cc_knowledge;

typedef struct cc_costs {
    char *currency;
    double licence_per_agent_month;
    double line_per_minute;
    double bot_per_session, bot_per_resolution;
} cc_costs;

typedef struct cc_center_setup {
    cc_history history;  /* who knows what was said before; default center: nothing is lost */
    cc_channel *channel; /* by index of the scenario's channels */
    cc_queue *queue;
    int n_queues;
    int *queue_of; /* [issue * n_channels + channel], -1: none */
    /* [queue * n_channels + channel]: what of it the queue says itself, the rest as the channel. */
    cc_service_level *level;
    cc_node *node;
    int n_nodes;
    cc_group *group;
    int n_groups;
    cc_partner *partner;
    int n_partners;
    cc_transfer *transfer;
    int n_transfers;
    const cc_router_type *router; /* select_agent */
    void *router_settings;        /* its own */
    cc_shift_end shift_end;
    cc_provider *provider;
    int n_providers;
    cc_cut_off cut_off;
    cc_site *site;
    int n_sites;
    cc_home home;
    int *reserve; /* by queue: agents of the group that stay free of it */
    double staff_scale;
    cc_roster_plan roster;
    cc_prediction prediction;
    cc_knowledge knowledge;
    cc_costs costs;
} cc_center_setup;

#endif
