/* Groups that take a contact of a queue only under a condition: since when it is whose. */
#ifndef CC_CENTER_OVERFLOW_H
#define CC_CENTER_OVERFLOW_H

#include "models/center/state.h"

static inline const cc_queue *
cc_overflow_queue(const cc_center *self, const cc_service *service)
{
    return &self->scenario->center.queue[service->queue];
}

/* Where contacts of a lane are counted that are theirs who come by a door of its queue. */
static inline uint32_t
cc_overflow_place(uint32_t lane, int door)
{
    return lane * CC_MAX_OVERFLOWS + (uint32_t)door;
}

/* The door by which a group comes to contacts of a queue; -1: it needs none. */
int cc_overflow_door(const cc_center_setup *center, const cc_queue *queue, int group);

int cc_overflow_init(cc_center *self) SIM_MUST_CHECK; /* behind the crews */
void cc_overflow_free(cc_center *self);
void cc_overflow_reset(cc_center *self);

/* May that crew be asked to take it now: does nobody wait before it in its line who is theirs too? Of a
 * queue with rules. */
bool cc_overflow_allows(const cc_center *self, uint32_t contact, const cc_service *service,
                        const cc_crew *crew);
/* The first of the option's lane that is the crew's, which comes by a door; CC_NONE. */
uint32_t cc_overflow_first(const cc_center *self, const cc_option *option);

/* How many wait in the option's lane who are the crew's. */
static inline uint32_t
cc_overflow_n(const cc_center *self, const cc_option *option)
{
    return option->place == 0 ? self->lane[option->lane].n : self->n_theirs[option->place - 1];
}

/* ---- life_overflow.c: of a contact whose queue has rules ---- */
/* A stay in its queue begins: what is whose at once. */
void cc_overflow_begins(cc_center *self, uint32_t contact);
/* It is in its line; it leaves it. */
void cc_overflow_joins(cc_center *self, uint32_t contact);
void cc_overflow_leaves(cc_center *self, uint32_t contact);
/* Its one event is the moment of a rule, if that comes first. */
void cc_overflow_set_timer(cc_center *self, uint32_t contact);
/* Its event has come: was it the moment of a rule? Then that is asked, and an agent takes it, or it waits
 * on. */
bool cc_overflow_due(cc_center *self, uint32_t contact);
/* s: since when the agents of that crew might have taken it, in this stay. */
double cc_overflow_since(const cc_center *self, uint32_t contact, int group);

#endif
