/* A function that runs in a thread of its own, while whoever began it does something else and looks now and
 * then whether it is done. */
#ifndef XP_BACKGROUND_H
#define XP_BACKGROUND_H

#include <stdbool.h>

typedef struct xp_background xp_background;

/* NULL: no memory, or no thread. */
xp_background *xp_background_begin(void (*run)(void *context), void *context);
bool xp_background_is_done(const xp_background *self);
/* Waits until it is, and forgets it. NULL is nothing. */
void xp_background_end(xp_background *self);

#endif
