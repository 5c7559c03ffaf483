/* What has happened lately: records of the last so many seconds, and of more than there is room for the
 * last. */
#ifndef VIZ_RECENT_H
#define VIZ_RECENT_H

#include "sim/error.h"
#include "sim/trace.h"
#include <stdbool.h>

#define VIZ_RECENT_MOST 20000

typedef struct viz_recent {
    double span;  /* s */
    double since; /* s: all from here on have been seen */
    sim_trace_record *record;
    size_t begin, end, room; /* those in use are begin .. end-1 */
    bool is_short;           /* of memory */
} viz_recent;

/* Nothing is known of before that time. */
void viz_recent_clear(viz_recent *self, double since);
void viz_recent_free(viz_recent *self);
int viz_recent_copy(viz_recent *self, const viz_recent *from) SIM_MUST_CHECK;
void viz_recent_see(viz_recent *self, const sim_trace_record *record);
/* It is that time: what is older than the span goes. */
void viz_recent_turn_to(viz_recent *self, double time);

#endif
