/* How an agent is chosen among those of equally preferred groups who can take a contact. One
 * file each, models/router_*.c. An agent is described by what its hands hold. */
#ifndef CC_ROUTER_H
#define CC_ROUTER_H

#include <stdbool.h>

typedef struct cc_candidate {
    int n_open;   /* conversations open at the agent */
    double since; /* s: when its hands last changed */
} cc_candidate;

typedef struct cc_router_type cc_router_type;
struct cc_router_type {
    const char *name;
    const char *doc;
    /* Is a to be chosen before b? Ties go to the group declared first. */
    bool (*before)(cc_candidate a, cc_candidate b);
};

extern const cc_router_type *const cc_router_types[];

#endif
