/* What a running center tells through its trace. */
#ifndef CC_ENTRIES_H
#define CC_ENTRIES_H

#include "models/scenario/demand.h"
#include <stdint.h>

/* X(name, what `value` is; what b is). subject: the issue's name (cc_owner); a: see cc_told. */
#define CC_JOURNAL(X)                                                                              \
    X(GETS_IN_TOUCH, "b: id of the channel wanted")                                                \
    X(BLOCKED, "")                                                                                 \
    X(FINDS_IT_CLOSED, "")                                                                         \
    X(MEETS_ASSISTANT, "s it will take; b: node")                                                  \
    X(CONTAINED, "1 solved, 0 not; b: node")                                                       \
    X(HANDED_OVER, "b: node")                                                                      \
    X(WAITS, "of its line, served before")                                                         \
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
    X(WILL_RETURN, "s from now; b: id of the channel")                                             \
    X(LOST, "")                                                                                    \
    X(DROPPED, "s waited")                                                                         \
    X(WORK, "s of reference work of the contact")                                                  \
    X(PATIENCE, "s of patience of the contact")                                                    \
    X(HANGS_UP, "b: node")                                                                         \
    X(WAITS_FOR_NODE, "ahead in its line; b: node")                                                \
    X(LEAVES_LINE, "s waited; b: node")                                                            \
    X(LEAVES_SILENTLY, "s waited")                                                                 \
    X(LEAVES_IN_TURN, "s waited for the agent's attention; b: 1 without a sign")                   \
    X(GONE, "s until its agent finds out; b: agent")                                               \
    X(SWITCHES, "s from now; b: id of the channel")                                                \
    X(IGNORED, "s until the customer gives that up")                                               \
    X(GOES_ELSEWHERE, "b: id of the channel")                                                      \
    X(COMPLAINS, "b: id of the channel")                                                           \
    X(STAYS_IN_LINE, "s waited in this line")                                                      \
    X(MERGED, "s waited")                                                                          \
    X(WAS_DUPLICATE, "")                                                                           \
    X(IS_LEFT, "")                                                                                 \
    X(TRANSFERRED, "s of attention so far; b: transfer")                                           \
    X(GOES_ROUND, "1: it does not work, 0: the customer does not want it; b: node")                \
    X(NOT_UNDERSTOOD, "turns that failed; b: node")                                                \
    X(TOLD_WAIT, "s that it is told to expect; b: node")                                           \
    X(DIVERTED, "s from now; b: id of the channel")                                                \
    X(GOES_DORMANT, "s of silence; b: agent")                                                      \
    X(WRITES_AGAIN, "s dormant")                                                                   \
    X(AWAITS, "s at most; b: agent")                                                               \
    X(CLOSED_SILENT, "s of silence")                                                               \
    X(WAITS_TO_ENTER, "ahead")                                                                     \
    X(ENTERS, "s waited for a slot")                                                               \
    X(AUTO_REPLIED, "s to the opening")                                                            \
    X(ACKNOWLEDGED, "s of patience then")                                                          \
    X(MISROUTED, "b: queue")                                                                       \
    X(FORWARDED, "b: agent")                                                                       \
    X(ASKS, "s until the customer answers; b: agent")                                              \
    X(ANSWERS, "")                                                                                 \
    X(RAISED, "b: id of the channel")                                                              \
    X(FURTHER, "generation of the further post")                                                   \
    X(STAYS_AWAY, "")                                                                              \
    X(NO_ANSWER, "s until the next try, INFINITY: none; b: agent")                                 \
    X(LEAVES_MESSAGE, "id of the channel that it is an item of; b: node")                          \
    X(SURVEYED, "score, 0: no answer; b: node")                                                    \
    X(SENT_ON, "b: node")                                                                          \
    X(HOLDS_THE_LINE, "s that the rest would take; b: agent")                                      \
    X(LEAVES_THE_LINE, "s waited on it")                                                           \
    X(OVERFLOWS, "s of this stay in the queue; b: group that may take it too from now on")

/* What is not told of a contact. a: see cc_subject_of. */
#define CC_TALES_OF_OTHERS(X)                                                                      \
    X(NOTED, "as the process means it that tells of it")                                           \
    X(CHANGED, "what a control is from now on; subject: of which, b: cc_control")                  \
    X(FAILS, "1: the node does not work from now on, 0: it works again")                           \
    X(BURST_BEGINS, "subject: of which burst")                                                     \
    X(PAUSES, "s that it will take; INFINITY: sent on break; 0: called back; subject: agent")      \
    X(DISCONNECTED, "1: of an agent or a provider, from now on; 0: no more")                       \
    X(COMES, "subject: which agent")                                                               \
    X(GOES, "subject: which agent")                                                                \
    X(BREAK, "cc_activity for which it goes; subject: which agent")                                \
    X(STAYS, "s of overtime; subject: which agent")                                                \
    X(TAKES_OFF, "subject: which agent")                                                           \
    X(QUITS, "days of tenure; subject: which agent")                                               \
    X(IS_HIRED, "how many have had the position before; subject: which agent")

typedef enum cc_entry {
#define CC_JOURNAL_ENUM(name, value) CC_JOURNAL_##name,
    CC_JOURNAL(CC_JOURNAL_ENUM)
#undef CC_JOURNAL_ENUM
        CC_N_JOURNAL, /* of contacts; then of others */
#define CC_JOURNAL_ENUM(name, value) CC_JOURNAL_##name,
    CC_TALES_OF_OTHERS(CC_JOURNAL_ENUM)
#undef CC_JOURNAL_ENUM
        CC_N_ENTRIES
} cc_entry;

/* Whom a record is about. subject: of a contact the issue's name, else an index (0: the house). */
typedef enum cc_subject {
    CC_OF_CONTACT,
    CC_OF_AGENT,
    CC_OF_NODE,
    CC_OF_LINK, /* a connection that can fail */
    CC_OF_HOUSE,
} cc_subject;

#define CC_SUBJECT_SHIFT 56 /* field a of a contact's record has less */

static inline cc_subject
cc_subject_of(uint64_t a)
{
    return (cc_subject)(a >> CC_SUBJECT_SHIFT);
}

/* Field a of a contact's record: which contact of the issue; its channel by id (22 bits, in three
 * places: where they were free). */
typedef struct cc_told {
    int round, attempt, issue, channel;
} cc_told;

_Static_assert(CC_MAX_ISSUES <= 256 && CC_MAX_REDIALS < 1024, "8 and 10 bits");

static inline uint64_t
cc_told_pack(cc_told t)
{
    return (uint64_t)t.round << 40 | (uint64_t)t.attempt << 24 | (uint64_t)t.issue << 8 |
           ((uint64_t)t.channel & 0xff) | ((uint64_t)t.channel & 0xff00) << 8 |
           ((uint64_t)t.channel & 0x3f0000) << 18;
}

static inline cc_told
cc_told_unpack(uint64_t a)
{
    return (cc_told){(int)(a >> 40 & 0xffff), (int)(a >> 24 & 0x3ff), (int)(a >> 8 & 0xff),
                     (int)((a & 0xff) | (a >> 8 & 0xff00) | (a >> 18 & 0x3f0000))};
}

#endif
