/* What changes who is there from hour to hour and from week to week: overtime and time off that are
 * offered as the center stands, agents who leave for good, and those who are hired in their place. */
#ifndef CC_SCENARIO_OFFERS_H
#define CC_SCENARIO_OFFERS_H

#include "sim/dist.h"
#include <stdbool.h>

typedef struct cc_condition cc_condition; /* models/scenario/condition.h */

/* To agents whose shift ends: to stay. */
typedef struct cc_overtime {
    cc_condition *when; /* NULL: never */
    double length;      /* s that they stay */
    int at_most;        /* at once; INT_MAX: unlimited */
    double accept;      /* probability, on each day of an agent */
} cc_overtime;

/* To agents with nothing in hand: to go for the rest of the shift. */
typedef struct cc_time_off {
    cc_condition *when;
    double every; /* s between two looks, from the beginning of the run on */
    int at_most;
    double accept;
    double pay; /* share of the wage that is paid all the same */
} cc_time_off;

/* A year's hazard of leaving for good, and what it is more for some. */
typedef struct cc_attrition {
    double per_year;
    double extra, time; /* 1 + extra e^(-t / time) times that, after t; s */
    double load, above; /* 1 + load x (occupancy - above) times, where that is more than 0 */
} cc_attrition;

typedef struct cc_hiring {
    bool refills;    /* positions whose agent has left */
    sim_dist delay;  /* s until the next one is there, */
    double training; /* s: and is trained, from then on */
    double cost;     /* money, of each */
} cc_hiring;

/* Shares of a position's days, load apart. */
void cc_positions_in_the_long_run(const cc_attrition *attrition, const cc_hiring *hiring,
                                  double *filled, double *in_training);

static inline bool
cc_overtime_may_be(const cc_overtime *self)
{
    return self->when != NULL && self->at_most > 0 && self->accept > 0;
}

static inline bool
cc_time_off_may_be(const cc_time_off *self)
{
    return self->when != NULL && self->at_most > 0 && self->accept > 0;
}

#endif
