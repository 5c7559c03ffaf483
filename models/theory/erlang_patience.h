/* Any distribution as the patience of Erlang A. */
#ifndef CC_ERLANG_PATIENCE_H
#define CC_ERLANG_PATIENCE_H

#include "models/theory/erlang.h"
#include "sim/dist.h"

typedef struct cc_erlang_patience {
    cc_patience_law law;
    const sim_dist *dist;
    double *breaks;
    size_t n_breaks, capacity;
    int error; /* the first, latched */
} cc_erlang_patience;

/* Sets input->patience to the mean, and input->law unless the distribution is exponential; it then
 * points into self. dist has to live as long. SIM_ERR_LIMIT: lists of thousands of durations. */
SIM_MUST_CHECK int cc_erlang_patience_init(cc_erlang_patience *self, const sim_dist *dist,
                                           cc_erlang *input);
void cc_erlang_patience_free(cc_erlang_patience *self); /* safe on a zeroed one */

#endif
