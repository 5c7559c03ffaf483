/* Who gets in touch: kinds of issue, how they arrive, what their work is, how patient customers are
 * and what they do after a failure. Independent of any center. Durations in s, rates in 1/s,
 * shares in [0, 1]; what is not written is neutral. */
#ifndef CC_DEMAND_H
#define CC_DEMAND_H

#include "models/language/by_number.h"
#include "models/language/work.h"
#include "models/scenario/channel.h"
#include "models/scenario/reactions.h"
#include "models/scenario/recording.h"
#include "sim/rate.h"
#include <stdbool.h>
#include <stdint.h>

#define CC_MAX_ISSUES 256
#define CC_MAX_REDIALS 1000    /* of a round */
#define CC_MAX_GENERATIONS 255 /* of further posts */
#define CC_MAX_TURNS 1000000   /* of a conversation */

/* Random multipliers of the arrival rate, each of mean 1. */
typedef struct cc_busyness {
    double day_cv;       /* gamma */
    bool by_replication; /* B once a replication instead of once a day */
    double interval_cv;
    double correlation; /* lag 1, of the underlying normal, -1 < r < 1 */
    bool lognormal;     /* margin of the interval noise; default gamma */
} cc_busyness;

/* Issues that bring others of their kind (Hawkes). */
typedef struct cc_self_exciting {
    double mean;    /* how many each brings itself, on average, below 1 */
    sim_dist after; /* s */
} cc_self_exciting;

typedef struct cc_alternative {
    int channel;
    cc_table probability;
} cc_alternative;

/* To another channel, when patience ends. */
typedef struct cc_switch {
    cc_table probability;
    int to; /* -1: nobody does */
    sim_dist delay;
    bool by_wall; /* as of a redial */
    bool stays;   /* the first contact, in its line */
} cc_switch;

/* What a channel asks of the agent and the customer for one kind of issue. */
typedef struct cc_content {
    bool given;             /* the scenario says what the work is */
    bool is_used;           /* contacts may come, or be sent, to the channel, */
    bool is_wanted;         /* whatever the center makes of them */
    cc_work work;           /* talk; one turn of the agent; handling */
    cc_work customer;       /* by turns: typing of the customer; items: until it answers */
    sim_dist turns;         /* by turns: agent's turns, rounded up, at least 1 */
    bool customer_first;    /* by turns: the customer types first, after being answered */
    double asks;            /* items: P(a stretch of work ends with a question to the customer) */
    double virality;        /* items: further ones that one brings, 1/h of waiting */
    int most_further;       /* ... at most, by one */
    int generations;        /* ... of those that further ones bring, at most */
    cc_table resolution;    /* reference P(resolved); default 1 */
    sim_dist patience;      /* in queue */
    bool has_patience;      /* false: never leaves */
    double silent;          /* by turns: share of those who leave that do so without a sign */
    sim_dist turn_patience; /* by turns: while a turn waits for the agent's attention */
    bool has_turn_patience;
    double backlog; /* contacts waiting at time 0 */
    cc_switch switches;
} cc_content;

typedef struct cc_redial {
    cc_by_number after_abandon, after_block, after_balk; /* by redials made before */
    sim_dist delay;
    bool by_wall; /* the delay passes day and night; default in opening hours */
    int maximum;  /* redials of one round; default CC_MAX_REDIALS */
} cc_redial;

typedef struct cc_unresolved {
    cc_table returns; /* P(an unresolved issue comes back) */
    sim_dist delay;
    bool by_wall;   /* as of a redial */
    double on_same; /* shares of the channel used then, sum 1 */
    double *on;     /* by channel */
} cc_unresolved;

/* Nobody reads what was written: by channel, shares of those who go on; the others are lost. */
typedef struct cc_ignored {
    sim_dist after;
    bool by_wall;                  /* as of a redial */
    double *elsewhere, *in_public; /* sum at most 1 */
} cc_ignored;

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
    cc_self_exciting self_exciting;
    cc_table *wants;      /* by channel: P(first choice), sum 1 */
    cc_content *content;  /* by channel */
    cc_by_number balking; /* by number waiting */
    cc_redial redial;
    cc_unresolved unresolved;
    cc_ignored ignored;
    cc_reactions reactions;
} cc_issue;

typedef struct cc_burst cc_burst; /* models/scenario/burst.h */

typedef struct cc_demand {
    char *name;
    double volume;         /* factor of all arrivals */
    double first_attempts; /* share of the tables' contacts that are first ones */
    double weekday[7];
    double *on_day;       /* by day of the run: factor of its date; NULL: none has one */
    cc_busyness busyness; /* shared by all kinds */
    cc_issue *issue;
    int n_issues;
    cc_burst *burst; /* in the order written */
    int n_bursts;
    cc_recording trace;
    bool balking_is_abandonment;  /* counted as abandoned at wait 0, not apart */
    cc_alternative **not_offered; /* in order, for each wanted channel */
    int *n_not_offered;
    sim_dist explain;          /* s: telling the story again */
    double told_patience;      /* factor of patience, of who was told when the channel opens */
    double explain_resolution; /* added to P(resolved) then, e.g. -0.08 */
} cc_demand;

/* Factor of all arrivals on that day of the run, by its date. */
static inline double
cc_demand_on_day(const cc_demand *self, long day)
{
    return self->on_day != NULL ? self->on_day[day] : 1;
}

#endif
