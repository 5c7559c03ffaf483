/* Where procedures of selection have their numbers from: the value of an alternative in a replication.
 * The same replication of two alternatives may have the same customers: procedures use differences of
 * one replication wherever they can. */
#ifndef XP_SAMPLER_H
#define XP_SAMPLER_H

#include "sim/error.h"
#include <stddef.h>
#include <stdint.h>

typedef struct xp_sampler {
    size_t n;         /* alternatives */
    size_t n_figures; /* of each; above 1 for a Pareto set alone */
    /* Into value[(j * n_replications + r) * n_figures + f]: figure f of alternative[j] in replication
     * first + r; greater is better. A function of alternative and replication alone.
     * SIM_ERR_INTERRUPTED: no more are to be had, the values are worth nothing. */
    int (*sample)(void *context, const size_t *alternative, size_t n_alternatives, uint64_t first,
                  size_t n_replications, double *value);
    void *context;
} xp_sampler;

#endif
