/* A file that was read: which it was, so that no answer goes over it. */
#ifndef CC_INPUT_H
#define CC_INPUT_H

#include <stdint.h>

typedef struct cc_input {
    const char *name;       /* as it was opened */
    uint64_t device, inode; /* as fstat says */
} cc_input;

#endif
