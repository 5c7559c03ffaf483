/* What is known of an output at a point. */
#ifndef XP_FINDING_H
#define XP_FINDING_H

#include "sim/interval.h"

typedef struct xp_finding {
    sim_interval interval;   /* n 0: nothing is known */
    sim_interval difference; /* to the baseline; n 0 where there is none */
    bool equal;              /* to the baseline, in every replication */
    bool paired;             /* the difference is of the same replications */
} xp_finding;

#endif
