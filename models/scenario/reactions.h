/* How customers of one kind of issue take to machines: chatbots, announced waits, messages in the
 * queue, offers. True of them in any center; what is not written is neutral. */
#ifndef CC_REACTIONS_H
#define CC_REACTIONS_H

#include "models/language/by_number.h"
#include "models/language/table.h"

#define CC_MAX_ANNOUNCED 8 /* steps */

typedef struct cc_reactions {
    /* to a chatbot */
    double bypass;             /* share who go round every one at once */
    cc_by_number agent_please; /* P(asks for an agent) before a turn, by turns that failed */
    double misled;             /* P(leaves with an answer that is to another question) */
    double
        frustration; /* factor of the next patience after a chatbot without a solution; default 1 */
    /* to an announced wait: by step, from so many s on */
    int n_announced;
    double announced[CC_MAX_ANNOUNCED]; /* s */
    double hang_up[CC_MAX_ANNOUNCED];   /* P(leaves at once) */
    double patience[CC_MAX_ANNOUNCED];  /* factor; default 1 */
    /* to what is said while they wait */
    double message; /* P(leaves at a message) */
    /* to offers */
    cc_table *accepts;   /* by channel: P(takes it instead) */
    cc_table takes_page; /* P(helps itself instead) */
    double *no_answer;   /* by channel: P(is not there when its turn comes), who has accepted it */
} cc_reactions;

#endif
