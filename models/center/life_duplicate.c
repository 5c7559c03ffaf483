/* Duplicates: who goes to another channel may leave the first contact in its line. Its customer is
 * elsewhere; whoever takes it works on it as on any other. Where the center has one history, the first
 * of an issue's contacts that an agent has handled settles it, and those that nobody has yet are closed
 * without work. Contacts of one issue stand in a ring. */
#include "models/center/life_duplicate.h"

#include "models/center/life.h"
#include "models/center/life_desk.h"
#include "models/center/life_transfer.h"
#include "models/center/trunk.h"

#include <math.h>

static uint32_t
next_of(const cc_center *self, uint32_t id)
{
    return self->aside[id].twin == 0 ? id : self->aside[id].twin - 1;
}

static uint32_t
before(const cc_center *self, uint32_t id)
{
    uint32_t at = id;
    while (next_of(self, at) != id) {
        at = next_of(self, at);
    }
    return at;
}

static void
set_next(cc_center *self, uint32_t id, uint32_t next)
{
    self->aside[id].twin = next == id ? 0 : next + 1;
}

static void
take_out(cc_center *self, uint32_t id)
{
    set_next(self, before(self, id), next_of(self, id));
    self->aside[id].twin = 0;
}

void
cc_life_others_lose(cc_center *self, uint32_t id, uint32_t is_now)
{
    if (is_now != CC_NONE) {
        const uint32_t last = before(self, id);
        set_next(self, is_now, last == id ? is_now : next_of(self, id));
        if (last != id) {
            set_next(self, last, is_now);
        }
        self->aside[id].twin = 0;
        return;
    }
    take_out(self, id);
}

bool
cc_life_leave_duplicate(cc_center *self, uint32_t id)
{
    double delay;
    if (!cc_life_own_content(self, &self->contact[id])->switches.stays ||
        !cc_life_will_switch(self, &self->contact[id], &delay)) {
        return false;
    }
    const uint32_t other = cc_life_take_record(self);
    if (other == CC_NONE) {
        return true; /* the run stops */
    }
    cc_contact *stays = &self->contact[id], *goes = &self->contact[other];
    cc_trunk_release(self, stays);
    cc_count_cell(self, stays)[CC_N_duplicates]++;
    *goes = *stays;
    goes->state = CC_FREE;
    self->aside[other] = self->aside[id];
    set_next(self, other, next_of(self, id));
    set_next(self, id, other);
    self->aside[id].is_duplicate = true;
    self->aside[id].attempt.handing.helper = 0; /* goes with the customer, and is free */
    stays->patience = INFINITY;
    cc_journal(self, CC_JOURNAL_STAYS_IN_LINE, stays, 0, self->now.time - stays->queued);
    cc_life_go_switch(self, other, delay);
    if (self->transfers != NULL) {
        cc_life_let_helper_go(self, other);
    }
    return true;
}

/* A contact of the same issue that nobody has yet, and that waits or is to come. */
static bool
can_be_closed(const cc_contact *c)
{
    return c->state == CC_WAITING || c->state == CC_REDIALLING;
}

static void
close_without_work(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    take_out(self, id);
    if (c->state == CC_REDIALLING) {
        cc_journal(self, CC_JOURNAL_STAYS_AWAY, c, 0, 0);
        sim_timer_clear(&self->now.calendar, id);
        cc_life_give_record(self, id);
        return;
    }
    cc_life_leave_queue(self, id);
    cc_desk_put_right(self, c);
    if (c->answered) {
        cc_count_cut_off(self, c);
    } else {
        cc_count_unanswered(self, c, CC_N_merged, c->waited);
    }
    cc_journal(self, CC_JOURNAL_MERGED, c, 0, c->waited);
    cc_trunk_release(self, c);
    cc_life_leave_any(self, c);
    if (self->transfers != NULL) {
        cc_life_let_helper_go(self, id);
    }
    cc_life_give_record(self, id);
}

/* The customer's own contact, if any. */
static uint32_t
own_of(const cc_center *self, uint32_t id)
{
    for (uint32_t at = next_of(self, id); at != id; at = next_of(self, at)) {
        if (!self->aside[at].is_duplicate) {
            return at;
        }
    }
    return CC_NONE;
}

/* What is handled here is the customer's issue. */
static void
take_over(cc_center *self, uint32_t id, uint32_t own)
{
    cc_contact *c = &self->contact[id];
    const cc_contact *from = &self->contact[own];
    c->told = from->told;
    c->fcr_counts = from->fcr_counts;
    c->handled = from->handled;
    c->contained_at = from->contained_at;
    c->contained_cell = from->contained_cell;
    self->aside[id].told = self->aside[own].told;
    self->aside[id].is_duplicate = false;
    self->aside[own].is_duplicate = true;
}

void
cc_life_end_duplicate(cc_center *self, uint32_t id)
{
    take_out(self, id);
    cc_life_give_record(self, id);
}

bool
cc_life_handled_one(cc_center *self, uint32_t id)
{
    cc_aside *aside = &self->aside[id];
    const bool merges = self->scenario->center.history == CC_HISTORY_CENTER;
    const uint32_t own = aside->is_duplicate ? own_of(self, id) : CC_NONE;
    if (merges && own != CC_NONE && can_be_closed(&self->contact[own])) {
        take_over(self, id, own);
    }
    if (aside->is_duplicate) {
        cc_journal(self, CC_JOURNAL_WAS_DUPLICATE, &self->contact[id], 0, 0);
        cc_trunk_release(self, &self->contact[id]);
        cc_life_end_duplicate(self, id);
        return true;
    }
    for (uint32_t at = next_of(self, id); merges && at != id;) {
        const uint32_t next = next_of(self, at);
        if (can_be_closed(&self->contact[at])) {
            close_without_work(self, at);
        }
        at = next;
    }
    take_out(self, id);
    return false;
}
