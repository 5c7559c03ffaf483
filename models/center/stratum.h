/* Where the day factors of a replication lie among those of a group of replications: each of a name has
 * one of them in each of `size` equally likely parts, in an order of the group's own. */
#ifndef CC_STRATUM_H
#define CC_STRATUM_H

#include "sim/quasi.h"

#define CC_STRATA 4096 /* replications of a group at most */

typedef struct cc_stratum {
    uint64_t group;       /* its number: the key of its order */
    uint32_t index;       /* of the replication, below */
    uint32_t size;        /* replications of the group; 0: there is none */
    const sim_sobol *net; /* of that size, a power of 2; NULL: each name has an order of its own */
} cc_stratum;

#endif
