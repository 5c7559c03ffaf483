/* How many conversations an agent of a group holds at once. */
#ifndef CC_HANDS_H
#define CC_HANDS_H

#include <stdbool.h>

typedef struct cc_group cc_group;
typedef struct cc_reader cc_reader;
typedef struct cc_scenario cc_scenario;

/* Does the group take contacts of that channel, of any kind of issue? */
bool cc_hands_serve(const cc_scenario *scenario, const cc_group *group, int channel);

/* Do contacts of that channel ever wait in that queue? */
bool cc_hands_feeds(const cc_scenario *scenario, int queue, int channel);

/* May a node hand contacts of that channel on to it: does it hold such, or only what is transferred? */
bool cc_hands_may_queue(const cc_scenario *scenario, int queue, int channel);

/* Do contacts come to that queue that no group ever serves? */
bool cc_hands_lack(const cc_scenario *scenario, int queue);

/* Refuses a fraction of `at_once` that does what the whole number below it does. */
void cc_hands_check(cc_reader *reader);

#endif
