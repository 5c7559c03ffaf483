/* What a scenario says of a chatbot. */
#ifndef CC_CHATBOT_H
#define CC_CHATBOT_H

#include "models/center/intents.h"

typedef struct cc_chatbot {
    sim_dist time;
    cc_table *contains;              /* P(contained) by issue kind */
    cc_table solved;                 /* P(solved | contained) */
    cc_intents intents;              /* in place of these two, if it has any, */
    const struct cc_issue *customer; /* with these, by kind of issue */
    bool keeps_context;              /* the agent knows what was said here; default true */
    sim_dist hand_over;              /* s of the agent's time on taking over */
} cc_chatbot;

#endif
