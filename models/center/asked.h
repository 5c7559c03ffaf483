/* What conditions ask of queues and agents: see models/scenario/condition.h. */
#ifndef CC_ASKED_H
#define CC_ASKED_H

#include "models/scenario/condition.h"

typedef struct cc_center cc_center;
typedef struct cc_crew cc_crew;

/* Of "waiting", "longest_wait" and "agents_free": the number now; `own`: the queues that are meant where
 * none is named, one bit each. */
double cc_asked_now(const cc_center *self, const cc_term *term, const uint64_t *own);
/* Does the condition hold, for all queues of the group where none is named? */
bool cc_asked_of_group(const cc_center *self, const cc_crew *crew, const cc_condition *condition);

#endif
