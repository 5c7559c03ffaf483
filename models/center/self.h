/* What seldom used mechanisms keep of an agent beside it (cc_agent is full): one block by agent, in
 * a scenario that uses one of them. */
#ifndef CC_SELF_H
#define CC_SELF_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cc_center cc_center;
typedef struct cc_scenario cc_scenario;

typedef struct cc_self {
    uint64_t key;       /* names its random numbers: of the group's name and the number in it */
    uint64_t n_emptied; /* times that its hands became empty after a contact, in this replication */
    double came;        /* s: on duty, this time */
} cc_self;

/* Does the scenario use any of these mechanisms? */
bool cc_self_is_needed(const cc_scenario *scenario);

int cc_selves_init(cc_center *self); /* behind the crews */
void cc_selves_free(cc_center *self);
void cc_selves_reset(cc_center *self);

#endif
