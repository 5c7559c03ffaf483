/* One writer a store: a file beside it is locked as long as the writer lives, and says who that is. The lock is
 * the kernel's and goes with the process, however that ends. */
#ifndef XP_WRITER_LOCK_H
#define XP_WRITER_LOCK_H

#include "models/language/refusal.h"

typedef struct xp_writer_lock {
    int file; /* -1: none */
    char *path;
} xp_writer_lock;

/* SIM_ERR_REFUSED: "STORE: is being written by pid 123 on HOST". */
int xp_writer_lock_take(xp_writer_lock *self, const char *store,
                        cc_refusal *refusal) SIM_MUST_CHECK;
/* Safe on one that was never taken, with file -1. */
void xp_writer_lock_give(xp_writer_lock *self);

#endif
