/* How long would who joins a line now wait? Four answers that phone systems give: the wait of who
 * was taken last; the wait so far of the first in line; the mean wait of the last n taken; the
 * number waiting over the rate at which they are taken. The scenario says which (`prediction` of the
 * center), and its error against what came true is counted.
 * R. Ibrahim and W. Whitt, Real-time delay estimation based on delay history, 2009. */
#ifndef CC_PREDICT_H
#define CC_PREDICT_H

#include "models/center/state.h"

/* Is there a prediction in this scenario? Else nothing below may be called. */
static inline bool
cc_predicts(const cc_center *self)
{
    return self->scenario->center.prediction.by != CC_PREDICT_NONE;
}

/* s that a contact of that service would wait from now on if it joined its line; 0 if nobody waits
 * there and an agent of a group that serves the queue is idle. Before anybody was taken, 0. Changes and draws
 * nothing: for announcements, offers and conditions. */
double cc_predict_wait(cc_center *self, const cc_service *service);

/* A contact waits for the first time from now on: what is predicted for it is kept with it. */
void cc_predict_joins(cc_center *self, cc_contact *c);
/* An agent takes a contact for the first time, with or without a wait. */
void cc_predict_taken(cc_center *self, const cc_contact *c);

#endif
