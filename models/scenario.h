/* A scenario as the simulator sees it: who gets in touch (demand), what meets them (center) and
 * the clock (run). Const after loading and shared by all threads. Durations in s, rates in 1/s,
 * shares in [0, 1]. Everything not written is neutral (0, none, unlimited). */
#ifndef CC_SCENARIO_H
#define CC_SCENARIO_H

#include "models/channel.h"
#include "models/input.h"
#include "models/table.h"
#include "sim/dist.h"
#include "sim/rate.h"
#include <stdbool.h>
#include <stdint.h>

#define CC_DAY 86400.0
#define CC_MAX_ISSUES 256
#define CC_MAX_QUEUES 256
#define CC_MAX_GROUPS 256
#define CC_MAX_AGENTS 4000000 /* at once, of all groups: 256 MB */
#define CC_MAX_NODES 64
#define CC_MAX_TURNS 1000000 /* of a conversation */
#define CC_MAX_WITHIN 4      /* service level thresholds of a channel or queue */
#define CC_MAX_WAIT_OVER 16  /* t's of P(W > t) */

/* Work whose mean may vary by interval: value = factor x dist. */
typedef struct cc_work {
    sim_dist dist;
    cc_table factor; /* constant 1 unless the mean is given as a table */
} cc_work;

/* ---- run ---- */

typedef enum cc_close { CC_CLOSE_SERVE, CC_CLOSE_DROP, CC_CLOSE_CARRY } cc_close;

typedef struct cc_run {
    double open, close;                 /* run.hours, s of the day; close <= 86400 */
    double interval;                    /* s; step of all tables and of reports */
    size_t intervals_per_day;           /* of [open, close), the last may be shorter */
    bool weekday_open[7];               /* Mon = 0 */
    int first_day;                      /* weekday of day 0, Mon = 0 */
    int days;                           /* calendar days: ceil(horizon / 86400) */
    double warm_up, observe, follow_up; /* s; the horizon is their sum */
    cc_close at_close;
    double fcr_window;                  /* s, for fcr; default 24 h */
    double wait_over[CC_MAX_WAIT_OVER]; /* s, for wait_over_T */
    int n_wait_over;
} cc_run;

/* ---- demand ---- */

/* Random multipliers of the arrival rate, each of mean 1. */
typedef struct cc_busyness {
    double day_cv;       /* gamma */
    bool by_replication; /* B once a replication instead of once a day */
    double interval_cv;
    double correlation; /* lag 1, of the underlying normal, -1 < r < 1 */
    bool lognormal;     /* margin of the interval noise; default gamma */
} cc_busyness;

typedef struct cc_alternative {
    int channel;
    cc_table probability;
} cc_alternative;

/* What a channel asks of the agent and the customer for one kind of issue. */
typedef struct cc_content {
    bool given;          /* the scenario says what the work is */
    bool is_used;        /* contacts may come, or be sent, to the channel */
    cc_work work;        /* talk; one turn of the agent; handling */
    cc_work customer;    /* by turns: typing of the customer */
    sim_dist turns;      /* by turns: agent's turns, rounded up, at least 1 */
    bool customer_first; /* by turns: the customer types first, after being answered */
    cc_table resolution; /* reference P(resolved); default 1 */
    sim_dist patience;   /* in queue */
    bool has_patience;   /* false: never leaves */
    double backlog;      /* contacts waiting at time 0 */
} cc_content;

/* Probability by a count from 0; the last value stands for all higher counts. */
typedef struct cc_by_number {
    const double *v;
    size_t n;
    double constant; /* where n is 0 */
} cc_by_number;

static inline double
cc_by_number_at(const cc_by_number *self, size_t j)
{
    return self->n == 0 ? self->constant : self->v[j < self->n ? j : self->n - 1];
}

typedef struct cc_redial {
    cc_by_number after_abandon, after_block, after_balk; /* by redials made before */
    sim_dist delay;
    int maximum; /* redials of one round; default 1000 */
} cc_redial;

typedef struct cc_unresolved {
    cc_table returns; /* P(an unresolved issue comes back) */
    sim_dist delay;
    double on_same; /* shares of the channel used then, sum 1 */
    double on[CC_MAX_CHANNELS];
} cc_unresolved;

typedef struct cc_issue {
    char *name;
    double volume;         /* factor of its arrivals, as demand.volume is of all; default 1 */
    cc_table arrivals;     /* contacts per interval, or */
    cc_table per_hour;     /* contacts per hour */
    bool counts;           /* arrivals was given, not per_hour */
    sim_rate_piece *piece; /* `rate`: any break points within the day, 1/s; NULL: not given */
    size_t n_pieces;
    double weekday[7]; /* factors, Mon = 0 */
    cc_busyness busyness;
    cc_table wants[CC_MAX_CHANNELS]; /* P(first choice), sum 1 */
    cc_content content[CC_MAX_CHANNELS];
    cc_by_number balking; /* by number waiting */
    cc_redial redial;
    cc_unresolved unresolved;
} cc_issue;

/* A recorded contact. */
typedef struct cc_trace_row {
    int day;     /* index of the recorded day */
    double time; /* s of the day */
    int issue;
    int channel;     /* -1: drawn from wants */
    double work;     /* s; NAN: drawn */
    double patience; /* s; NAN: drawn */
} cc_trace_row;

#define CC_TRACE_COLUMNS 6 /* day, time, kind, channel, work, patience */

typedef struct cc_trace {
    const cc_trace_row *row; /* in order of day, then time */
    size_t n;
    const size_t *day_start; /* n_days + 1 */
    int n_days;
    bool resample; /* days drawn with replacement for each replication; else in order */
    /* What was written, for the print. */
    const char *file, *column[CC_TRACE_COLUMNS];
    const char *const *kind_map, *const *channel_map; /* pairs: in the file, here */
    int n_kinds, n_channels;
    bool leave_out;  /* rows outside run.hours */
    uint64_t digest; /* of the rows */
} cc_trace;

typedef struct cc_demand {
    char *name;
    double volume;         /* factor of all arrivals */
    double first_attempts; /* share of the tables' contacts that are first ones */
    double weekday[7];
    cc_busyness busyness; /* shared by all kinds */
    cc_issue *issue;
    int n_issues;
    cc_trace trace;
    bool balking_is_abandonment;                  /* counted as abandoned at wait 0, not apart */
    cc_alternative *not_offered[CC_MAX_CHANNELS]; /* in order, for each wanted channel */
    int n_not_offered[CC_MAX_CHANNELS];
    sim_dist explain;          /* s: telling the story again */
    double explain_resolution; /* added to P(resolved) then, e.g. -0.08 */
} cc_demand;

/* ---- center ---- */

typedef struct cc_service_level {
    double target; /* share; NAN: none */
    double within[CC_MAX_WITHIN];
    int n_within;
} cc_service_level;

/* What becomes of work that is interrupted. */
typedef enum cc_then { CC_KEEP, CC_REQUEUE_HEAD, CC_REQUEUE_TAIL, CC_LOST } cc_then;
typedef enum cc_patience_again { CC_FRESH, CC_REMAINING, CC_ENDLESS } cc_patience_again;

typedef struct cc_interrupted {
    cc_then then;               /* default keep: the same agent goes on with it */
    bool restart;               /* work = "restart"; default resume */
    cc_patience_again patience; /* default fresh */
} cc_interrupted;

typedef struct cc_channel {
    bool offered;
    double open, close; /* hours, s of the day; default run.hours */
    bool has_hours;
    int lines; /* INT_MAX: unlimited */
    sim_dist answer_delay, wrap_up;
    double work_factor; /* of the demand's reference work */
    bool interruptible;
    sim_dist resume; /* s, added when interrupted work is taken up again */
    cc_interrupted interrupted;
    int entry; /* automation node that meets everyone, -1: none */
    cc_service_level service_level;
} cc_channel;

typedef struct cc_choice { /* one entry of a list in order of preference; equal ranks allowed */
    int index;
    int rank; /* 0 is best */
} cc_choice;

typedef struct cc_queue {
    char *name;
    double priority; /* higher goes first among queues that a group ranks equal */
    cc_service_level service_level;
    cc_choice *groups; /* in order of preference; all that serve it, rank 0, if not written */
    int n_groups;
} cc_queue;

typedef struct cc_group {
    char *name;
    cc_choice *serves; /* queues, in order of preference */
    int n_serves;
    double at_once[CC_MAX_CHANNELS]; /* conversations; weight of one is its inverse; default 1 */
    cc_table speed[CC_MAX_CHANNELS]; /* time = work / (speed x pace) */
    double *pace;                    /* by issue kind */
    cc_table staff;                  /* agents scheduled; fractions are spread over intervals */
    double shrinkage;                /* share of the scheduled who are not there, but paid */
    double wage_per_hour;
    double overtime_pay; /* of an hour of overtime, in wages */
    char *where;         /* "site", "remote": a label */
} cc_group;

typedef struct cc_node_type cc_node_type; /* models/node.h */

typedef enum cc_when_full { CC_FULL_PASS, CC_FULL_BLOCK } cc_when_full;

typedef struct cc_node {
    char *name;
    const cc_node_type *type;
    sim_dist time;
    cc_table *contains; /* P(contained) by issue kind */
    cc_table solved;    /* P(solved | contained) */
    bool keeps_context; /* the agent knows what was said here; default true */
    sim_dist hand_over; /* s of the agent's time on taking over */
    int capacity;       /* INT_MAX: unlimited */
    cc_when_full when_full;
    int then; /* next node, -1: the queue */
} cc_node;

typedef enum cc_history { CC_HISTORY_NONE, CC_HISTORY_CHANNEL, CC_HISTORY_CENTER } cc_history;
typedef enum cc_shift_end { CC_SHIFT_FINISH, CC_SHIFT_INTERRUPT } cc_shift_end;

typedef struct cc_router_type cc_router_type; /* models/router.h */

typedef struct cc_costs {
    char *currency;
    double licence_per_agent_month;
    double line_per_minute;
    double bot_per_session;
} cc_costs;

typedef struct cc_center_setup {
    cc_history history; /* who knows what was said before; default center: nothing is lost */
    cc_channel channel[CC_MAX_CHANNELS];
    cc_queue *queue;
    int n_queues;
    int *queue_of; /* [issue * CC_MAX_CHANNELS + channel], -1: none */
    cc_node *node;
    int n_nodes;
    cc_group *group;
    int n_groups;
    const cc_router_type *select_agent;
    cc_shift_end shift_end;
    int *reserve; /* by queue: agents of the group that stay free of it */
    double staff_scale;
    cc_costs costs;
} cc_center_setup;

/* ---- evidence ---- */

typedef struct cc_evidence {
    char grade;          /* 'A' .. 'D' */
    const char *pattern; /* "issues.*.arrivals", relative to the section */
    bool of_center;      /* else of demand */
} cc_evidence;

/* A figure that was written, and where. */
typedef struct cc_figure {
    const char *path; /* relative to demand or center: "issues.stock.voice.talk" */
    const char *file;
    int line; /* 0: by --set */
    char grade;
    bool of_center;
} cc_figure;

typedef struct cc_arena cc_arena;

typedef struct cc_scenario {
    char *name;
    char *file;            /* as given on the command line */
    const cc_input *input; /* every file that was read: this one, its includes, its tables */
    size_t n_inputs;
    cc_run run;
    cc_demand demand;
    cc_center_setup center;
    cc_evidence *evidence;
    int n_evidence;
    char *evidence_source, *center_evidence_source;
    cc_figure *figure; /* what was written in demand and center, graded */
    int n_figures;
    uint64_t hash, demand_hash; /* of the canonical print: of all; of run and demand */
    cc_arena *arena;            /* all memory of the above */
} cc_scenario;

/* What was refused, as a whole sentence: `file:line: object: setting: rule (value)`. */
typedef struct cc_problem {
    char text[1024];
} cc_problem;

/* One `--set PATH=VALUE`. */
typedef struct cc_override {
    const char *path, *value;
} cc_override;

/* Reads, checks and derives. 0, or SIM_ERR_REFUSED with the problem said, or SIM_ERR_NOMEM. */
int cc_scenario_load(cc_scenario *self, const char *file, const cc_override *set, size_t n_set,
                     cc_problem *problem) SIM_MUST_CHECK;
/* The same from text; `name` stands for the file in messages and is where includes start. */
int cc_scenario_load_text(cc_scenario *self, const char *name, const char *text,
                          const cc_override *set, size_t n_set, cc_problem *problem) SIM_MUST_CHECK;
void cc_scenario_free(cc_scenario *self);

#endif
