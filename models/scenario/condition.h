/* When a way out of a node of automation is taken, or a contact flows over to another group: what is
 * asked of queues, agents and channels at that moment, as in "waiting > 10 and open(chat)". */
#ifndef CC_CONDITION_H
#define CC_CONDITION_H

#include "models/language/read.h"
#include "models/language/write.h"
#include "models/scenario/setup.h"

typedef struct cc_scenario cc_scenario;

typedef enum cc_asked {
    CC_ASKED_WAITING,   /* contacts in the queue */
    CC_ASKED_LONGEST,   /* s: that the first of them has waited */
    CC_ASKED_PREDICTED, /* s: that the contact would wait, by center.prediction */
    CC_ASKED_FREE,    /* agents without any conversation who serve the queue, or are of the group */
    CC_ASKED_ON_DUTY, /* of the same: all who are there and not leaving */
    CC_ASKED_OPEN,    /* is the channel open for the contact? 1 or 0 */
} cc_asked;

/* One comparison; all of a condition must hold. */
typedef struct cc_term {
    cc_asked what;
    int compare;                         /* index of <, <=, >, >=, =, != */
    double value;                        /* number; s */
    char *name;                          /* queue, channel, group; NULL: the contact's own queue */
    uint64_t queues[CC_MAX_QUEUES / 64]; /* of that name, one bit each; */
    uint64_t groups[CC_MAX_GROUPS / 64]; /* or, where there is none, groups */
    int channel;
} cc_term;

struct cc_condition {
    cc_term *term;
    int n;
    const cc_value *written; /* until names are found */
};

/* NULL and refused: it is none. */
cc_condition *cc_condition_read(cc_reader *reader, const cc_value *value);
/* Finds its queues and channels, when they are all read. */
void cc_condition_find(cc_reader *reader, cc_condition *self);
/* In double quotes. */
void cc_condition_write(cc_writer *writer, const cc_condition *self);

bool cc_term_holds(const cc_term *self, double asked);
/* Where nobody waits and somebody is free, in that interval: for what is said before a run. */
bool cc_condition_at_rest(const cc_condition *self, const cc_scenario *scenario, int channel,
                          size_t day, size_t interval);

#endif
