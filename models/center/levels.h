/* How a running center stands at a moment, in few numbers: who waits by queue, and who works. Cheap enough
 * to be asked after every event. */
#ifndef CC_LEVELS_H
#define CC_LEVELS_H

#include "models/center/center.h"

/* Of a queue: contacts on channels where somebody waits for an answer; items, which are done when there
 * is time, are its backlog. */
typedef struct cc_line_now {
    uint32_t waiting, backlog;
    double since; /* s: when who waits longest began to; INFINITY: nobody waits */
} cc_line_now;

/* queue -1: all. It looks at all who wait there. */
cc_line_now cc_center_line(const cc_center *self, int queue);
/* The number alone, which it does not take a look at them for. */
uint32_t cc_center_n_waiting(const cc_center *self, int queue);
/* The first moment behind `after` (s) at which the wait of somebody who waits in that queue now passes a
 * limit, s; NAN: the target of each one's service level. INFINITY: none. */
double cc_center_next_wait(const cc_center *self, int queue, double limit, double after);

typedef struct cc_crews_now {
    double planned; /* agents scheduled */
    uint32_t staffed, working,
        ready; /* on duty; with something in hand; with nothing, and take what comes */
} cc_crews_now;

/* Of the groups that serve a queue, or of all (-1). */
cc_crews_now cc_center_crews(const cc_center *self, int queue);
/* Of one group. */
cc_crews_now cc_center_crew(const cc_center *self, int group);
/* Of one group, or of all (-1): on duty or not. */
uint32_t cc_center_seats(const cc_center *self, int group);

#endif
