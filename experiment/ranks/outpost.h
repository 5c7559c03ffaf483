/* The side of all ranks but 0: asks for chunks, works on them on threads of its own, gives what came of them. */
#ifndef XP_OUTPOST_H
#define XP_OUTPOST_H

#include "experiment/ranks/message.h"
#include "experiment/ranks/transport.h"
#include <stdatomic.h>

/* Who does the work: xp_hand, behind functions. */
typedef struct xp_labour {
    void *(*hand_new)(void *context, const atomic_bool *stop); /* NULL: no memory */
    void (*hand_delete)(void *hand);
    /* As xp_hand_do. */
    int (*hand_do)(void *hand, const xp_chunk *chunk, xp_bundle *bundle);
    void *context;
} xp_labour;

typedef struct xp_outpost_plan {
    const xp_transport *transport;
    xp_hello hello; /* with the number of threads */
    xp_labour labour;
} xp_outpost_plan;

/* Until rank 0 says that it is the end: then what is under way is stopped, and what of it is complete is
 * given. SIM_ERR_REFUSED: rank 0 said why. SIM_ERR_IO: it cannot be reached. */
int xp_outpost_run(const xp_outpost_plan *plan, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
