/* What one contact that reaches an agent takes of the center, in the mean and before anything is
 * simulated: by agents of speed and pace 1, who find what they need, while nobody leaves. */
#ifndef CC_EFFORT_H
#define CC_EFFORT_H

#include "models/scenario/setup.h"
#include "sim/error.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct cc_scenario cc_scenario;

typedef struct cc_efforts {
    const cc_scenario *scenario;
    double *stretches; /* of the agent's work in a contact, by kind and channel */
} cc_efforts;

/* What a contact is, and when it arrives. */
typedef struct cc_arriving {
    int issue, channel;
    int day;
    size_t k;  /* interval */
    int queue; /* that it comes to; -1: none */
} cc_arriving;

/* That comes to its own queue. */
cc_arriving cc_arriving_of(const cc_scenario *scenario, int issue, int channel, int day, size_t k);

/* s */
typedef struct cc_effort {
    double work;   /* of agents' attention, of all who have it in turn, wrap-up included */
    double open;   /* by turns: in a place of an agent, pauses of the customer included */
    double kept;   /* by turns: in a caseload, dormant or not */
    double inside; /* in a slot of its queue, waits for agents apart */
    bool is_cut;   /* it is transferred more often than is followed */
    double transferred[CC_MAX_QUEUES]; /* times that it is, to each queue */
} cc_effort;

/* Is the channel one whose conversations stay open while the customer types? */
bool cc_effort_takes_turns(const cc_scenario *scenario, int channel);

int cc_efforts_init(cc_efforts *self, const cc_scenario *scenario) SIM_MUST_CHECK;
void cc_efforts_free(cc_efforts *self);

/* given: s of work that was recorded of it, NAN: none; hand_over: s that automation adds. */
cc_effort cc_effort_of(const cc_efforts *self, const cc_arriving *at, double given,
                       double hand_over);
/* Work that an agent whose places are all taken does in a second; of channels without rates 1. */
double cc_effort_rate(const cc_scenario *scenario, int channel);
/* P(resolved) by those who serve its queue. */
double cc_effort_resolution(const cc_scenario *scenario, const cc_arriving *at);

#endif
