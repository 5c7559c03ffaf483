/* The names of random numbers: {purpose, owner, ordinal, block}. A block has four words, all
 * drawn at one moment. Owners are numbered by demand and calendar, never by order of events. */
#ifndef CC_NAMES_H
#define CC_NAMES_H

#include <stdint.h>

/* X(name, value, owner, ordinal, the words). Values are part of what a seed means: never reuse.
 * 1 and 5 have been names before the first release. */
#define CC_PURPOSES(X)                                                                             \
    X(DAY_FACTOR, 2, "day or 0", "scope", "the day's busyness")                                    \
    X(NOISE, 3, "day", "scope", "noise of four intervals")                                         \
    X(TRACE_DAY, 4, "day", "0", "which recorded day is played")                                    \
    X(CONTACT, 6, "issue", "round and try",                                                        \
      "patience, work or turns, balking, gap to the point before (of first contacts)")             \
    X(ANSWER, 7, "issue", "round and try", "answer delay, wrap-up, hand-over, telling again")      \
    X(GIVE_UP, 8, "issue", "round and try", "redial, its delay")                                   \
    X(ROUND, 9, "issue", "round",                                                                  \
      "channel wanted, taking another instead (later rounds: delay before), difficulty, return; "  \
      "block 1 of later rounds: taking another instead")                                           \
    X(NODE, 10, "issue", "round and try",                                                          \
      "block = step: time, contained, solved; and more by the kind of node")                       \
    X(TURN, 11, "issue", "round and try", "block = turn: agent's work, customer's typing")         \
    X(LEG, 12, "issue", "round and try", "block = leg: fresh patience")                            \
    X(RESUME, 13, "issue", "round and try", "block = time: taking up interrupted work")            \
    X(ROUTE, 14, "issue", "round and try", "block = leg: which agent")                             \
    X(KEPT, 15, "point", "0", "whether it comes at this volume")                                   \
    X(SILENT, 30, "issue", "round and try", "block = leg: without a sign, time-out")               \
    X(IN_TURN, 31, "issue", "round and try",                                                       \
      "block = leg and turns begun: patience while it waits, without a sign, time-out")            \
    X(TRANSFER, 40, "issue", "round and try",                                                      \
      "block = 2 x ends of an agent's work before: which, hand-over, partner's time, wrap-up; + "  \
      "1: "                                                                                        \
      "work or turns, patience, telling again")                                                    \
    X(SET_UP, 41, "issue", "round and try", "whether all tries to set it up fail")                 \
    X(EXCITES, 32, "issue", "0",                                                                   \
      "block 0: how many others it brings; then of each: after what time, its name")               \
    X(BURST, 33, "day", "burst",                                                                   \
      "block 0: how many begin at random; then four moments of the day")                           \
    X(BYPASS, 50, "issue", "0", "whether the customer goes round chatbots")                        \
    X(MESSAGE, 51, "issue", "round and try", "at which message in the queue the customer leaves")  \
    X(OUTAGE, 52, "node", "failures so far", "block 0: how long it works; 1: how long not")        \
    X(NO_ANSWER, 53, "issue", "round and try",                                                     \
      "whether nobody answers who has accepted it, how long it rings, until the next try")         \
    X(STRETCH, 60, "issue", "round and try",                                                       \
      "block = questions before: whether one is asked, until the answer, work then")               \
    X(DESK, 61, "issue", "round and try",                                                          \
      "block 0: whether sorted wrongly, where to, until seen; block 1: whether it goes on")        \
    X(FURTHER, 62, "issue", "round and try", "block = further posts before: wait, its name")       \
    X(PAUSE, 70, "agent", "0",                                                                     \
      "block = times that its hands became empty before: whether one begins, how long")            \
    X(CONNECTION, 80, "provider, site or seat", "failures",                                        \
      "block 0: how long it works; 1: not; 2: failover")                                           \
    X(REJOIN, 81, "seat", "times so far", "until the agent is there again")                        \
    X(ON_LINE, 82, "issue", "round and try", "block = times so far: patience on a line cut off")   \
    X(LEAVES, 90, "agent", "ms of the run", "who leaves first")                                    \
    X(SELF, 71, "agent", "0",                                                                      \
      "block 0: pace on all kinds, tenure; then pace on four kinds of issue")                      \
    X(ROSTER, 91, "person", "day + 1",                                                             \
      "block 0: whether absent, which of `absent`, how late, how early; block = span + 1: how "    \
      "much longer the break before")                                                              \
    X(ABSENCE, 92, "group", "day + 1", "how many are absent")                                      \
    X(OFFER, 95, "agent", "day", "whether overtime is accepted; whether time off is")              \
    X(ATTRITION, 96, "holder", "day", "whether the holder of a position leaves for good")          \
    X(HIRING, 97, "holder", "0", "how long it takes until this one comes")                         \
    X(STRATUM, 100, "day or UINT64_MAX", "scope",                                                  \
      "under the key {seed, group of replications}: the order of the group's day factors")         \
    X(ANEW, 98, "issue", "round and try",                                                          \
      "of a copy that goes on by itself, block = tries before: work, patience")                    \
    /* a new one goes here */

typedef enum cc_purpose {
#define CC_PURPOSE_ENUM(name, value, owner, ordinal, words) CC_DRAW_##name = (value),
    CC_PURPOSES(CC_PURPOSE_ENUM)
#undef CC_PURPOSE_ENUM
} cc_purpose;

/* The k-th point of a stream on a day. Streams: issue kinds, then traces, then backlogs. */
static inline uint64_t
cc_owner(uint64_t stream, uint64_t day, uint64_t k)
{
    return stream << 48 | day << 32 | k;
}

#define CC_STREAMS_OF_LAYERS 4096 /* from there on: behind all backlogs */
#define CC_LAYERS 32              /* of a kind */
/* Further posts by generation; of the stream of one, and behind it, the name is drawn. */
#define CC_STREAMS_OF_FURTHER 28928
#define CC_FURTHER_STREAMS 8       /* of a generation */
#define CC_STREAMS_OF_COPIES 32768 /* of recorded contacts: behind all these */

/* Behind all layers: one for each burst and kind. A layer of volume has the upper bits of k. */
#define CC_STREAMS_OF_BURSTS 16384
#define CC_BURST_LAYER_BITS 27

static inline uint64_t
cc_stream_of_burst(int burst, int issue)
{
    return (uint64_t)(CC_STREAMS_OF_BURSTS + 256 * burst + issue);
}

#define CC_STREAMS_OF_EXCITED 28672 /* one for each kind, before the copies */

/* An issue that another brings: by a number of its own. */
static inline uint64_t
cc_owner_of_excited(int issue, uint64_t drawn)
{
    return (uint64_t)(CC_STREAMS_OF_EXCITED + issue) << 48 | drawn >> 16;
}

/* The stream of a layer of a kind's points; the first is the kind's own. */
static inline uint64_t
cc_stream_of_layer(int issue, int layer)
{
    return layer == 0 ? (uint64_t)issue
                      : (uint64_t)(CC_STREAMS_OF_LAYERS + CC_LAYERS * issue + layer);
}

static inline uint64_t
cc_ordinal(uint32_t round, uint32_t attempt)
{
    return (uint64_t)round << 32 | attempt;
}

#endif
