/* What a scenario amounts to before anything is simulated: contacts a day, hours of work, hours
 * of agents. First attempts and returns of the unresolved are in it; redials are not, since
 * they depend on the waits. */
#ifndef CC_AMOUNT_H
#define CC_AMOUNT_H

#include "models/channel.h"
#include "sim/error.h"
#include <stddef.h>

typedef struct cc_scenario cc_scenario;

typedef struct cc_amount_channel {
    double contacts;  /* a day, at the channel they reach */
    double to_agents; /* of these, those whom automation does not contain */
    double hours;     /* of agents' attention a day that these need */
    double work;      /* s of attention for one */
} cc_amount_channel;

typedef struct cc_amount_group {
    double least, most;        /* agents scheduled */
    double scheduled, present; /* hours a day */
} cc_amount_group;

typedef struct cc_amount {
    double issues; /* first contacts a day */
    double
        turned_away;  /* of these, a day: the channel is not offered, nor what they take instead */
    double *contacts; /* [issue * n_channels + channel], first attempts a day */
    cc_amount_channel channel[CC_MAX_CHANNELS];
    cc_amount_group *group;
    double hours, scheduled, present; /* sums, a day */
    double busiest;                   /* greatest load / agents present of an interval */
    double busiest_at;                /* s of the day */
} cc_amount;

/* Averages over the open days of the run. */
int cc_amount_init(cc_amount *self, const cc_scenario *scenario) SIM_MUST_CHECK;
void cc_amount_free(cc_amount *self);

/* First contacts of a kind in interval k of that day, noise left out. */
double cc_amount_arrivals(const cc_scenario *scenario, int issue, int day, size_t k);

#endif
