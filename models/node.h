/* A kind of automation node. One file each, models/node_*.c. */
#ifndef CC_NODE_H
#define CC_NODE_H

#include "models/setup.h"
#include <stddef.h>

struct cc_node_type {
    const char *name;
    const char *doc;
    /* Of those who went through, is this one contained (uniform u)? */
    bool (*contains)(const cc_node *node, int issue, size_t day, size_t interval, double u);
};

extern const cc_node_type *const cc_node_types[];

#endif
