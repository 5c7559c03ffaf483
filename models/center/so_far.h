/* Figures of a running center as if its run ended now: a copy of it ends there, and they are read off its
 * record as off that of any run. */
#ifndef CC_SO_FAR_H
#define CC_SO_FAR_H

#include "models/center/center.h"
#include "models/measure/measure.h"

/* All zeros knows of no moment. */
typedef struct cc_so_far {
    cc_center *center; /* the copy, made when it is first wanted */
    cc_record record;
    bool is_known; /* of that moment: */
    double time;   /* s */
    uint64_t events;
} cc_so_far;

/* The center is at that time, up to which it has advanced. Again at the same moment it does nothing. */
int cc_so_far_take(cc_so_far *self, const cc_scenario *scenario, const cc_layout *layout,
                   cc_center *from, double time) SIM_MUST_CHECK;
/* Something has been changed: no moment is known any more. */
void cc_so_far_forget(cc_so_far *self);
void cc_so_far_free(cc_so_far *self);

/* A figure of a record that is closed, of a run that ended at that time; at the run's end, what a run of one
 * replication gives. A figure a day is of the days that have begun, each as a whole. NAN: undefined. */
double cc_record_figure(const cc_record *record, const cc_scenario *scenario,
                        const cc_layout *layout, const cc_measure *measure, double time);

#endif
