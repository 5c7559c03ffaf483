/* What happens to an item beside the agent's one stretch of work: it is acknowledged and sorted as
 * it comes, goes to a wrong queue and is sent on (life_desk.c), waits for the customer's answer to a
 * question (life_pending.c), brings further ones while nobody answers it (life_posts.c), and goes on
 * as another one when it has ended (life_desk.c). What these keep of it is in aside.h. */
#ifndef CC_LIFE_DESK_H
#define CC_LIFE_DESK_H

#include "models/center/life.h"
#include "models/scenario/working_time.h"

/* Time since that moment by the clock of the contact's channel, s. */
static inline double
cc_desk_time(const cc_center *self, const cc_contact *c, double since)
{
    return cc_working_time(&self->scenario->run, &self->scenario->center.channel[c->channel], since,
                           self->now.time);
}

/* ---- life_desk.c ---- */
/* It comes: the customer is told, and it is sorted. */
void cc_desk_enters(cc_center *self, uint32_t id);
/* Is it in a queue that is not its own? */
static inline bool
cc_desk_is_misrouted(const cc_center *self, const cc_contact *c)
{
    return self->aside != NULL && self->aside[c - self->contact].attempt.is_misrouted;
}
/* Wherever it is, what is counted of it from now on is of its own queue. */
static inline void
cc_desk_put_right(const cc_center *self, cc_contact *c)
{
    if (cc_desk_is_misrouted(self, c)) {
        self->aside[c - self->contact].attempt.is_misrouted = false;
        c->service = (uint16_t)(c->issue * self->n_channels + c->channel);
    }
}
/* An agent of a wrong queue takes it: it is not answered. */
bool cc_desk_welcomes(cc_center *self, uint32_t id);
/* ... and reads it; false: the queue is its own. */
bool cc_desk_reads(cc_center *self, uint32_t id);
/* ... has read it, and sends it to its own queue; false: the queue is that. */
bool cc_desk_forwards(cc_center *self, uint32_t id);

/* A contact that has ended, by an agent or in automation: does it go on elsewhere? */
bool cc_desk_raises(cc_center *self, const cc_contact *c, double p);
/* Then it does so now. */
void cc_desk_go_on(cc_center *self, uint32_t id);

/* ---- life_pending.c ---- */
/* Its stretch of work begins: will it end with a question? */
void cc_pending_decide(cc_center *self, uint32_t id);
/* It has ended, with one: nobody has the contact until the customer answers. */
void cc_pending_ask(cc_center *self, uint32_t id);
/* The customer has answered. */
void cc_pending_answered(cc_center *self, uint32_t id);

/* ---- life_posts.c ---- */
/* It waits: the contact's timer is for its patience, or for a further post if that is sooner. */
void cc_posts_wait(cc_center *self, uint32_t id);
/* The timer was for a further post, which is written now; false: for the patience. */
bool cc_posts_due(cc_center *self, uint32_t id);

#endif
