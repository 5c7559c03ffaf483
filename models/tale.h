/* What a running center tells through its trace. */
#ifndef CC_TALE_H
#define CC_TALE_H

#include <stdint.h>

/* X(name, what `value` is; what b is). subject: the issue's name (cc_owner); a: see cc_teller. */
#define CC_TALES(X)                                                                                \
    X(GETS_IN_TOUCH, "b: channel wanted")                                                          \
    X(BLOCKED, "")                                                                                 \
    X(FINDS_IT_CLOSED, "")                                                                         \
    X(MEETS_ASSISTANT, "s it will take; b: node")                                                  \
    X(CONTAINED, "1 solved, 0 not; b: node")                                                       \
    X(HANDED_OVER, "b: node")                                                                      \
    X(WAITS, "ahead in the queue")                                                                 \
    X(BALKS, "ahead in the queue")                                                                 \
    X(ABANDONS, "s waited")                                                                        \
    X(TAKEN, "s waited; b: agent")                                                                 \
    X(TALKS, "s the work will take; b: agent")                                                     \
    X(TYPES, "s the customer will take")                                                           \
    X(REPLIED, "")                                                                                 \
    X(INTERRUPTED, "s that the rest would take; b: agent")                                         \
    X(REQUEUED, "s that the rest would take; b: agent")                                            \
    X(CUT_OFF, "b: agent")                                                                         \
    X(ENDS, "s of attention in all; b: agent")                                                     \
    X(RESOLVED, "s since the first contact")                                                       \
    X(WILL_REDIAL, "s from now")                                                                   \
    X(WILL_RETURN, "s from now; b: channel")                                                       \
    X(LOST, "")                                                                                    \
    X(DROPPED, "s waited")                                                                         \
    X(WORK, "s of reference work of the contact")                                                  \
    X(PATIENCE, "s of patience of the contact")

typedef enum cc_tale {
#define CC_TALE_ENUM(name, value) CC_TALE_##name,
    CC_TALES(CC_TALE_ENUM)
#undef CC_TALE_ENUM
        CC_N_TALES
} cc_tale;

/* Field a of a trace record: which contact of the issue. */
typedef struct cc_teller {
    int round, attempt, issue, channel;
} cc_teller;

static inline uint64_t
cc_teller_pack(cc_teller t)
{
    return (uint64_t)t.round << 40 | (uint64_t)t.attempt << 24 | (uint64_t)t.issue << 8 |
           (uint64_t)t.channel;
}

static inline cc_teller
cc_teller_unpack(uint64_t a)
{
    return (cc_teller){(int)(a >> 40), (int)(a >> 24 & 0xffff), (int)(a >> 8 & 0xffff),
                       (int)(a & 0xff)};
}

#endif
