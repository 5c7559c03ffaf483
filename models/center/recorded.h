/* Which recorded contacts come on a day, when, and what they bring. */
#ifndef CC_RECORDED_H
#define CC_RECORDED_H

#include "models/center/state.h"

/* When the j-th of that day comes, s of the day; INFINITY: there are fewer. No memory: latched. */
double cc_recorded_time(cc_center *self, long day, size_t j);
/* It comes. */
void cc_recorded_begin(cc_center *self, long day, size_t j);
/* The work, s, that the first contact of a recorded issue brings; NAN: none was recorded. */
double cc_recorded_work(const cc_center *self, uint64_t owner);
/* Patience, s, of somebody who is known to have had some: drawn by u from what is longer. */
double cc_recorded_patience(const sim_dist *patience, double u, double waited);
void cc_recorded_free(cc_center *self);

#endif
