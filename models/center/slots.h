/* Slots of queues, for what lets one go: see life_enter.c. */
#ifndef CC_SLOTS_H
#define CC_SLOTS_H

#include "models/center/fixed.h"

/* The queue whose slot a contact takes: the first that it comes to, wherever agents transfer it to. */
static inline int
cc_slots_queue(const cc_center *self, const cc_contact *c)
{
    const int sent_to = self->aside != NULL ? self->aside[c - self->contact].attempt.sent_to : 0;
    return sent_to > 0 ? sent_to - 1
                       : self->scenario->center.queue_of[c->issue * self->n_channels + c->channel];
}

/* A contact that was inside ends: who waits to enter does so after this event. */
void cc_slots_let_go(cc_center *self, int queue);

#endif
