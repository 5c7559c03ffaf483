/* What adds a workload up, day by day and interval by interval. */
#ifndef CC_ADDER_H
#define CC_ADDER_H

#include "models/scenario/effort.h"
#include "models/scenario/graph.h"
#include "models/scenario/roster.h"
#include "models/scenario/run.h"
#include "models/scenario/setup.h"

typedef struct cc_workload cc_workload;

/* An interval of a day. */
typedef struct cc_adder_interval {
    int day;
    size_t k;
    double begin, length; /* s of the day; h */
} cc_adder_interval;

/* Is told of so many contacts that come to a queue and need so many s of work each. */
typedef void cc_to_queue(void *context, const cc_arriving *at, double n, double work);

/* What is being added up. */
typedef struct cc_adder {
    cc_workload *into;
    const cc_scenario *scenario;
    cc_efforts efforts;
    double load;                  /* h, of the interval */
    double stays[CC_MAX_NODES];   /* h, of the interval, recorded contacts and the backlog apart */
    double open[CC_MAX_CHANNELS]; /* h, of the interval */
    double *given_load,
        *given_open;          /* the same of recorded contacts: [k], [k * channels + channel] */
    cc_roster_number *agents; /* of the day: [group * intervals + k] */
    cc_to_queue *to_queue;    /* of what comes to each; NULL: nobody asks */
    void *context;
} cc_adder;

/* Adds up into *into, which this makes, and which is its maker's to free if this succeeds. */
int cc_adder_init(cc_adder *self, cc_workload *into, const cc_scenario *scenario) SIM_MUST_CHECK;
void cc_adder_free(cc_adder *self);
/* All of a day that is open; has_backlog: also what waits as the run begins. */
void cc_adder_day(cc_adder *self, int day, bool has_backlog);

cc_adder_interval cc_adder_interval_of(const cc_run *run, int day, size_t k);
/* n first contacts that reach that channel, and those that follow from them; given: s of work that was
 * recorded of each, NAN: none. */
void cc_adder_contacts(cc_adder *self, int issue, int channel, const cc_adder_interval *at,
                       double n, double given);
/* Of contacts that want a channel, where they end up: the channel itself, or the first alternative that
 * there is. */
void cc_adder_spread(const cc_scenario *scenario, int wanted, double share, int day, size_t k,
                     double *reached);

/* Contacts of a channel: the center knows the story, or it was told where the agent does not see it. */
typedef struct cc_followed {
    double known, lost;
    cc_flow flow;
} cc_followed;

/* Those who come to a channel at that time: customers who go round every chatbot, or the others. */
void cc_adder_flow(const cc_scenario *scenario, int issue, int channel, const cc_adder_interval *at,
                   bool bypass, cc_flow *flow);
/* All contacts by channel that n first ones of a channel make: themselves, messages that are worked on
 * others, and returns of issues that are not resolved. What agents raise is a part of these. */
void cc_adder_follow(const cc_scenario *scenario, int issue, int channel,
                     const cc_adder_interval *at, bool bypass, double n,
                     cc_followed all[CC_MAX_CHANNELS]);
/* How many tell an agent their story again. */
double cc_adder_explains(const cc_followed *self);

/* What is recorded of the day that is played, or in the mean of all of which one is drawn: what it needs
 * goes to given_load and given_open. */
void cc_adder_recorded(cc_adder *self, int day);
/* What waits as the run begins, on its first open day. */
void cc_adder_backlog(cc_adder *self, int day);

#endif
