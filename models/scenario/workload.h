/* What a scenario amounts to before anything is simulated: contacts a day, hours of work, hours
 * of agents, and of conversations by turns the places, caseloads and slots that they fill. First
 * attempts, what waits at the start, recorded contacts and returns of the unresolved are in it; redials are not, since they
 * depend on the waits. */
#ifndef CC_WORKLOAD_H
#define CC_WORKLOAD_H

#include "models/scenario/channel.h"
#include "models/scenario/setup.h"
#include "sim/error.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct cc_scenario cc_scenario;

typedef struct cc_workload_channel {
    double contacts;  /* a day, at the channel they reach */
    double to_agents; /* of these, those whom automation does not contain */
    double hours;     /* of agents' attention a day that these need */
    double work;      /* s of attention for one */
    /* First contacts a day that are in no table: those that wait at time 0, spread over the open
     * hours of the run, and recorded ones. */
    double backlog, recorded;
    /* Of channels by turns: hours a day that conversations are open, pauses of the customer
     * included, those that agents have places for, if they take nothing else, and of these agents;
     * the greatest ratio of an interval, and when, s of the day. */
    double open, places, placed;
    double hours_backlog, open_backlog; /* of hours and open: of those that wait at time 0 */
    double fullest, fullest_at;
    /* ... and that agents keep them, dormant ones too; that their caseloads allow, INFINITY without
     * a limit. */
    double kept, cases;
} cc_workload_channel;

/* What depends on waits, which no one knows before a run: not in the rest, a day. */
typedef struct cc_workload_waits {
    double switches, duplicates;  /* if nobody were answered, redials apart */
    double ghosts, ghost_hours;   /* at most: without a sign, and that they hold places of agents */
    double by_node[CC_MAX_NODES]; /* at most: that leave a node another way */
    double messages;              /* that may be told messages while they wait */
} cc_workload_waits;

/* Of a node of automation: visits, and hours that they last, a day; the most at once in the mean of an
 * interval, when that is, s of the day. */
typedef struct cc_workload_node {
    double visits, hours, fullest, fullest_at;
} cc_workload_node;

typedef struct cc_workload_group {
    double least, most;        /* agents scheduled */
    double scheduled, present; /* hours a day */
} cc_workload_group;

typedef struct cc_workload {
    double issues;      /* first contacts a day, of tables */
    double turned_away; /* a day: the channel is not offered, nor what they take instead */
    double *contacts;   /* [issue * n_channels + channel], first attempts a day */
    cc_workload_channel channel[CC_MAX_CHANNELS];
    cc_workload_group *group;
    cc_workload_node node[CC_MAX_NODES]; /* as if none were ever full */
    cc_workload_waits waits;
    double *inside;      /* by queue: hours a day in its slots, waits for agents apart */
    double *transferred; /* by queue: contacts a day that are transferred there */
    double hours, scheduled, present; /* sums, a day */
    /* Agents that work and what is open fill together, hours a day: by turns, the part of an agent
     * that a conversation takes, pauses included. */
    double filled, filled_backlog; /* all, and those that wait at time 0 */
    double caseloads;  /* what is kept, of what caseloads allow: the sum over channels */
    bool is_cut;       /* somebody is transferred so often that it is not followed to the end */
    double busiest;    /* greatest load / agents present of an interval */
    double busiest_at; /* s of the day */
} cc_workload;

/* Averages over the open days of the run. */
int cc_workload_init(cc_workload *self, const cc_scenario *scenario) SIM_MUST_CHECK;
void cc_workload_free(cc_workload *self);

/* First contacts of a kind in interval k of that day, noise left out. */
double cc_workload_arrivals(const cc_scenario *scenario, int issue, int day, size_t k);

#endif
