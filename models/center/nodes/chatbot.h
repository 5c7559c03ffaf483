/* What a scenario says of a chatbot. */
#ifndef CC_CHATBOT_H
#define CC_CHATBOT_H

#include "models/center/contained.h"
#include "models/center/intents.h"

typedef struct cc_chatbot {
    cc_contained contained;
    cc_intents intents;              /* in place of its shares, if it has any, */
    const struct cc_issue *customer; /* with these, by kind of issue */
    bool keeps_context;              /* the agent knows what was said here; default true */
    sim_dist hand_over;              /* s of the agent's time on taking over */
} cc_chatbot;

#endif
