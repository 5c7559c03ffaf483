/* Contacts that stay in line when their customer goes to another channel. */
#include "tests/second/second.h"

#include <math.h>

bool
second_leaves_duplicate(second *self, int id)
{
    double delay;
    if (!second_content(self, &self->contact[id])->switches.stays ||
        !second_will_switch(self, &self->contact[id], &delay)) {
        return false;
    }
    second_release_line(self, id);
    second_count(self, &self->contact[id], NOBODY, CC_N_duplicates, 1);
    const int other = second_new_contact(self);
    second_contact *stays = &self->contact[id], *goes = &self->contact[other];
    *goes = *stays;
    goes->place = BETWEEN;
    goes->is_moved = false;
    stays->is_duplicate = stays->was_left = true;
    stays->has_further = false;
    stays->has_helper = false;
    stays->patience = INFINITY;
    second_rules_wait(self, id);
    second_tell(self, CC_JOURNAL_STAYS_IN_LINE, stays, 0, self->now - stays->queued);
    second_goes_switch(self, other, delay);
    second_lets_helper_go(self, other);
    return true;
}

static bool
is_of_same_issue(const second *self, int id, int other)
{
    const second_contact *c = &self->contact[id], *o = &self->contact[other];
    return other != id && o->place != GONE && !o->is_ghost && o->name == c->name;
}

static bool
nobody_has(const second_contact *c)
{
    return c->place == WAITING || c->place == WILL_REDIAL;
}

static void
is_gone(second *self, int id)
{
    second_leaves(self, &self->contact[id]);
    self->contact[id].place = GONE;
}

void
second_duplicate_ends(second *self, int id)
{
    is_gone(self, id);
}

static void
is_closed(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const bool waits = c->place == WAITING;
    second_cancel(self, OF_CONTACT, id);
    second_move_ends(self, c, CC_T_merged);
    second_leaves(self, c);
    if (!waits) {
        second_tell(self, CC_JOURNAL_STAYS_AWAY, c, 0, 0);
    }
    if (waits) {
        if (c->is_answered) {
            second_count(self, c, NOBODY, CC_N_cut_off, 1);
        } else {
            second_count_merged(self, c);
        }
        second_tell(self, CC_JOURNAL_MERGED, c, 0, c->waited + c->waited_later);
        second_release_line(self, id);
        second_lets_helper_go(self, id);
    }
    is_gone(self, id);
}

int
second_round(const second_contact *c)
{
    return c->has_further ? c->further_round : c->round;
}

int
second_attempt(const second_contact *c)
{
    return c->has_further ? c->further_attempt : c->attempt;
}

static void
takes_over(second_contact *c, second_contact *own)
{
    c->further_round = second_round(own);
    c->further_attempt = second_attempt(own);
    c->has_further = true;
    c->u_resolved = own->u_resolved;
    c->u_again = own->u_again;
    c->has_accepted = own->has_accepted;
    c->offered_by = own->offered_by;
    c->n_unanswered = own->n_unanswered;
    c->was_resolved = own->was_resolved;
    c->told = own->told;
    c->handled = own->handled;
    c->is_watched = own->is_watched;
    c->contained = own->contained;
    c->contained_on = own->contained_on;
    c->contained_slice = own->contained_slice;
    c->contained_again = own->contained_again;
    c->contained_counts = own->contained_counts;
    c->is_duplicate = false;
    own->is_duplicate = true;
}

/* Its place among all tries of the issue. */
static int64_t
rank(const second_contact *c)
{
    return (int64_t)c->round << 32 | c->attempt;
}

/* The next of the issue's other contacts behind that rank; NOBODY: there is none. */
static int
next_of_issue(const second *self, int id, int64_t behind)
{
    int next = NOBODY;
    for (int j = 0; j < self->n_contacts; j++) {
        if (is_of_same_issue(self, id, j) && rank(&self->contact[j]) > behind &&
            (next == NOBODY || rank(&self->contact[j]) < rank(&self->contact[next]))) {
            next = j;
        }
    }
    return next;
}

bool
second_is_not_lost(second *self, int id)
{
    const int first = next_of_issue(self, id, -1);
    if (first != NOBODY) {
        takes_over(&self->contact[first], &self->contact[id]);
        second_tell(self, CC_JOURNAL_IS_LEFT, &self->contact[first], 0, 0);
        is_gone(self, id);
        return true;
    }
    if (self->contact[id].was_resolved) {
        second_handled(self, id, 1);
        return true;
    }
    return false;
}

bool
second_handled_one(second *self, int id, double p_resolved)
{
    const bool merges = self->scenario->center.history == CC_HISTORY_CENTER;
    for (int j = 0; j < self->n_contacts && self->contact[id].is_duplicate; j++) {
        second_contact *other = &self->contact[j];
        if (!is_of_same_issue(self, id, j) || other->is_duplicate) {
            continue;
        }
        if (merges && nobody_has(other)) {
            takes_over(&self->contact[id], other);
        } else {
            other->was_resolved |= self->contact[id].u_resolved < p_resolved;
        }
    }
    if (self->contact[id].is_duplicate) {
        second_tell(self, CC_JOURNAL_WAS_DUPLICATE, &self->contact[id], 0, 0);
        second_release_line(self, id);
        is_gone(self, id);
        return true;
    }
    /* who came after it, then who came before */
    const int64_t own = rank(&self->contact[id]);
    for (int part = 0; part < 2 && merges; part++) {
        int64_t at = part == 0 ? own : -1;
        int next;
        while ((next = next_of_issue(self, id, at)) != NOBODY &&
               (part == 0 || rank(&self->contact[next]) < own)) {
            at = rank(&self->contact[next]);
            if (nobody_has(&self->contact[next])) {
                is_closed(self, next);
            }
        }
    }
    return false;
}
