/* Duplicates: who goes to another channel may leave the first contact in its line. Its customer is
 * elsewhere; whoever takes it works on it as on any other. Where the center has one history, the first
 * of an issue's contacts that an agent has handled settles it, and those that nobody has yet are closed
 * without work. Contacts of one issue stand in a ring. */
#include "models/center/life_duplicate.h"

#include "models/center/life.h"
#include "models/center/life_desk.h"
#include "models/center/life_transfer.h"
#include "models/center/overflow.h"
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
cc_life_others_follow(cc_center *self, uint32_t id, uint32_t is_now)
{
    const uint32_t last = before(self, id);
    set_next(self, is_now, last == id ? is_now : next_of(self, id));
    if (last != id) {
        set_next(self, last, is_now);
    }
    self->aside[id].twin = 0;
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
    cc_life_copy_record(self, other, id);
    goes->state = CC_FREE;
    self->aside[other].attempt.is_moved = false; /* that stays */
    set_next(self, other, next_of(self, id));
    set_next(self, id, other);
    self->aside[id].is_duplicate = self->aside[id].attempt.stayed = true;
    self->aside[id].attempt.is_own_again = false;
    self->aside[id].attempt.handing.helper = 0; /* goes with the customer, and is free */
    stays->patience = INFINITY;
    if (cc_service_of(self, stays)->has_overflow) {
        cc_overflow_set_timer(self, id);
    }
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
    cc_moved_ends(self, id, CC_T_merged);
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

/* What is handled here, or all that is left, is the customer's issue. */
static void
take_over(cc_center *self, uint32_t id, uint32_t own)
{
    cc_contact *c = &self->contact[id];
    const cc_contact *from = &self->contact[own];
    c->told = from->told;
    c->fcr_counts = from->fcr_counts;
    c->handled = from->handled;
    c->was_contained = from->was_contained;
    if (c->was_contained) {
        self->containment[id] = self->containment[own];
    }
    c->u_resolved = from->u_resolved;
    c->u_returns = from->u_returns;
    cc_aside *aside = &self->aside[id], *had = &self->aside[own];
    aside->told = had->told;
    aside->accepted = had->accepted;
    aside->offered_by = had->offered_by;
    aside->n_called = had->n_called;
    aside->was_resolved = had->was_resolved;
    aside->attempt.so_far = cc_life_so_far(self, own);
    aside->attempt.is_own_again = true;
    aside->is_duplicate = false;
    had->is_duplicate = true;
}

/* Contacts stand in the ring in the order of tries, so that behind the customer's own, the last, comes the
 * first. */
static void
become_last(cc_center *self, uint32_t id)
{
    const uint32_t next = next_of(self, id);
    if (next == id) {
        return;
    }
    uint32_t first = next;
    for (uint32_t at = next; at != id; at = next_of(self, at)) {
        const cc_contact *c = &self->contact[at];
        if (cc_life_ordinal(c) < cc_life_ordinal(&self->contact[first])) {
            first = at;
        }
    }
    take_out(self, id);
    set_next(self, before(self, first), id);
    set_next(self, id, first);
}

bool
cc_life_is_not_lost(cc_center *self, uint32_t id)
{
    const uint32_t other = next_of(self, id);
    if (other != id) {
        take_over(self, other, id);
        take_out(self, id);
        cc_journal(self, CC_JOURNAL_IS_LEFT, &self->contact[other], 0, 0);
        cc_life_give_record(self, id);
        return true;
    }
    if (self->aside[id].was_resolved) {
        cc_life_settle(self, id, cc_service_of(self, &self->contact[id]), 1);
        return true;
    }
    return false;
}

void
cc_life_end_duplicate(cc_center *self, uint32_t id)
{
    take_out(self, id);
    cc_life_give_record(self, id);
}

bool
cc_life_handled_one(cc_center *self, uint32_t id, double p_resolved)
{
    cc_aside *aside = &self->aside[id];
    const bool merges = self->scenario->center.history == CC_HISTORY_CENTER;
    const uint32_t own = aside->is_duplicate ? own_of(self, id) : CC_NONE;
    const bool takes_over = merges && own != CC_NONE && can_be_closed(&self->contact[own]);
    if (takes_over) {
        take_over(self, id, own);
    }
    if (aside->is_duplicate) {
        if (own != CC_NONE && cc_life_is_resolved(&self->contact[id], p_resolved)) {
            self->aside[own].was_resolved = true;
        }
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
    if (takes_over) {
        become_last(self, id);
    }
    return false;
}

void
cc_life_settle_one(cc_center *self, uint32_t id, const cc_service *service, double p_resolved)
{
    if (self->leaves_duplicates && cc_life_is_resolved(&self->contact[id], p_resolved)) {
        take_out(self, id); /* what is left of it settles nothing */
    }
    cc_life_settle(self, id, service, p_resolved);
}
