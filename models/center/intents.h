/* What a chatbot understands: intents, each a kind of issue or several. The customer says what it is
 * about; the bot recognises it, or takes it for another intent and answers that, or does not
 * understand and asks again. A turn that fails is followed by another, up to a number of them. */
#ifndef CC_INTENTS_H
#define CC_INTENTS_H

#include "models/scenario/reactions.h"
#include "models/scenario/setup.h"
#include "sim/random.h"

typedef struct cc_intent {
    const char *name;
    bool *of_kind;     /* by kind of issue; every kind is of one intent at most */
    double recognised; /* P(recognised) */
    double *confused;  /* by intent: P(taken for that one) */
    double solved;     /* P(solved | recognised) */
    int turns;         /* of an answer; default 1 */
} cc_intent;

typedef struct cc_intents {
    cc_intent *intent;
    int n;            /* 0: it has none, and contains as it says */
    int retries;      /* failed turns after the first that it may have; default 1 */
    sim_dist turn;    /* s: of one */
    sim_dist latency; /* s: until the bot replies, of each */
} cc_intents;

typedef enum cc_session_end {
    CC_GIVES_UP,
    CC_ASKED_FOR_AGENT,
    CC_MISLED,
    CC_RECOGNISED
} cc_session_end;

/* How a session goes: what is drawn of attempt k are the words of block(of, k), k from 1. */
typedef struct cc_session {
    double time; /* s */
    int failed;  /* turns */
    cc_session_end end;
    double p_solved; /* of the intent, if it was recognised */
} cc_session;

typedef sim_block cc_session_draw(const void *of, uint32_t k);

cc_session cc_intents_talk(const cc_intents *self, const cc_reactions *customer, int issue,
                           cc_session_draw *draw, const void *of);

/* The shares of sessions that end in each way. */
void cc_intents_shares(const cc_intents *self, const cc_reactions *customer, int issue,
                       double share[CC_RECOGNISED + 1]);
/* Of those who leave with an answer, the share whose issue is not resolved by it. */
double cc_intents_unsolved(const cc_intents *self, const cc_reactions *customer, int issue);
/* s of a session, in the mean. */
double cc_intents_time(const cc_intents *self, const cc_reactions *customer, int issue);

/* Rows of a chatbot; they read and write at that offset of its settings. */
struct cc_setting;
typedef struct cc_reader cc_reader;
typedef struct cc_writer cc_writer;
typedef struct cc_layers cc_layers;
void cc_intents_read(cc_reader *reader, const cc_layers *in, const struct cc_setting *self,
                     void *object);
void cc_intents_write(cc_writer *writer, const struct cc_setting *self, const void *object);

#endif
