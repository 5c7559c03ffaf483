/* One replication of a point once more, off a store alone: is it what was kept, bit for bit? */
#ifndef XP_RERUN_H
#define XP_RERUN_H

#include "experiment/store/store.h"

typedef enum xp_rerun_verdict {
    XP_RERUN_SAME,
    XP_RERUN_DIFFERS,
    XP_RERUN_NEW,    /* the store has no such replication */
    XP_RERUN_FAILED, /* it has failed: `failure` says why */
} xp_rerun_verdict;

typedef struct xp_rerun {
    const xp_sweep *sweep;
    size_t point;
    uint64_t replication; /* both from 0 */
    uint64_t scenario, seed;
    xp_rerun_verdict verdict;
    bool failed_before; /* the store says so too */
    cc_refusal failure;
    xp_sampled *sampled; /* what the outputs are made of, */
    xp_sample *sample;   /* and what it says of them: NAN where the scenario has none */
    size_t n;
    double own[XP_MAX_OUTPUTS]; /* by output, of own KPIs */
} xp_rerun;

/* The sweep is as xp_recall_plan has read it. SIM_ERR_REFUSED with the sentence: the store does not know the point, or
 * its scenario was refused. */
int xp_rerun_make(xp_rerun *self, xp_store *store, const xp_sweep *sweep, size_t point,
                  uint64_t replication, cc_refusal *refusal) SIM_MUST_CHECK;
void xp_rerun_free(xp_rerun *self);

#endif
