/* Messages between the ranks of a job. A const struct of functions, so that the ranks may be processes of an
 * MPI job (a module, loaded when it is wanted: its libraries take longer to load than most runs to start) or
 * threads of a test. One thread at a time of a rank uses it. */
#ifndef XP_TRANSPORT_H
#define XP_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct xp_transport {
    const char *version; /* of the ccsim that it belongs to */
    /* First of all. false: why not. */
    bool (*begin)(int *rank, int *n_ranks, char *why, size_t room);
    /* false: it could not be sent. */
    bool (*send)(int rank, const void *byte, size_t n);
    /* The next message of any rank, waiting for one for at most so long (s): its length, and *byte is
     * malloc'ed; 0: none came. What is broken is dropped. */
    size_t (*receive)(int *rank, unsigned char **byte, double wait);
    /* Last of all. With ranks that are gone there is no leave to be taken. */
    void (*end)(bool all_are_there);
} xp_transport;

#define XP_TRANSPORT_SYMBOL "ccsim_transport" /* of the module: a const xp_transport */

#endif
