/* What a scenario amounts to before anything is simulated: contacts a day, hours of work, hours
 * of agents. First attempts and returns of the unresolved are in it; redials are not, since
 * they depend on the waits. */
#ifndef CC_WORKLOAD_H
#define CC_WORKLOAD_H

#include "models/scenario/channel.h"
#include "sim/error.h"
#include <stddef.h>

typedef struct cc_scenario cc_scenario;

typedef struct cc_workload_channel {
    double contacts;  /* a day, at the channel they reach */
    double to_agents; /* of these, those whom automation does not contain */
    double hours;     /* of agents' attention a day that these need */
    double work;      /* s of attention for one */
} cc_workload_channel;

typedef struct cc_workload_group {
    double least, most;        /* agents scheduled */
    double scheduled, present; /* hours a day */
} cc_workload_group;

typedef struct cc_workload {
    double issues; /* first contacts a day */
    double
        turned_away;  /* of these, a day: the channel is not offered, nor what they take instead */
    double *contacts; /* [issue * n_channels + channel], first attempts a day */
    cc_workload_channel channel[CC_MAX_CHANNELS];
    cc_workload_group *group;
    double hours, scheduled, present; /* sums, a day */
    double busiest;                   /* greatest load / agents present of an interval */
    double busiest_at;                /* s of the day */
} cc_workload;

/* Averages over the open days of the run. */
int cc_workload_init(cc_workload *self, const cc_scenario *scenario) SIM_MUST_CHECK;
void cc_workload_free(cc_workload *self);

/* First contacts of a kind in interval k of that day, noise left out. */
double cc_workload_arrivals(const cc_scenario *scenario, int issue, int day, size_t k);

#endif
