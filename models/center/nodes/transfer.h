/* What a scenario says of a node that hands contacts on. */
#ifndef CC_TRANSFER_NODE_H
#define CC_TRANSFER_NODE_H

#include "models/scenario/setup.h"

typedef struct cc_transfer_node {
    sim_dist time;      /* s until the other side has it, or it is clear that it will not */
    cc_table *fails;    /* P(no connection) by issue kind */
    int queue, partner; /* one of them; -1: the other */
} cc_transfer_node;

#endif
