/* What seldom used mechanisms keep of a contact beside it (cc_contact is full): one block by contact,
 * in a scenario that uses one of them. */
#ifndef CC_ASIDE_H
#define CC_ASIDE_H

#include "models/scenario/scenario.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct cc_aside {
    /* 0 when the issue begins */
    uint64_t told; /* channels on which the story was told, where contact.told has too few bits */

    /* 0 when a contact begins, too: from `attempt` on */
    struct {
        uint32_t unused;
    } attempt;
} cc_aside;

/* Does the scenario use any of these mechanisms? */
bool cc_aside_is_needed(const cc_scenario *scenario);

#endif
