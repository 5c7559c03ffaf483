/* What ranks say to each other. Rank 0 has the store and hands out chunks; the others greet it,
 * give what came of them, and all say now and then that they are alive. */
#ifndef XP_MESSAGE_H
#define XP_MESSAGE_H

#include "experiment/sweep/bundle.h"

typedef enum xp_message_kind {
    /* to rank 0 */
    XP_MESSAGE_HELLO = 1, /* and all its workers are idle */
    XP_MESSAGE_GIVE,      /* chunk, seconds, bytes: and the worker is idle now */
    XP_MESSAGE_ALIVE,     /* both ways */
    /* from rank 0 */
    XP_MESSAGE_CHUNK,
    XP_MESSAGE_END, /* text: why, if it is not the end of the work */
} xp_message_kind;

/* What has to be the same everywhere, and who says it. */
typedef struct xp_hello {
    const char *version, *host;
    uint64_t plan, seed, points; /* hash of the plan */
    uint32_t threads;
} xp_hello;

typedef struct xp_message {
    xp_message_kind kind;
    uint32_t worker; /* of that rank, from 0 */
    xp_chunk chunk;
    double seconds;
    xp_hello hello;
    const char *text;
    const unsigned char *byte; /* of a bundle */
    size_t n;
} xp_message;

/* Makes `into` the message. SIM_ERR_NOMEM. */
int xp_message_write(cc_pack *into, const xp_message *message) SIM_MUST_CHECK;
/* Texts and bytes point into `byte`. SIM_ERR_LAYOUT: it is none. */
int xp_message_read(xp_message *self, const unsigned char *byte, size_t n) SIM_MUST_CHECK;

#endif
