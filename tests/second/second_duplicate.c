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
    stays->is_duplicate = true;
    stays->has_helper = false;
    stays->patience = INFINITY;
    second_tell(self, CC_JOURNAL_STAYS_IN_LINE, stays, 0, self->now - stays->queued);
    second_goes_switch(self, other, delay);
    second_lets_helper_go(self, other);
    return true;
}

static bool
is_of_same_round(const second *self, int id, int other)
{
    const second_contact *c = &self->contact[id], *o = &self->contact[other];
    return other != id && o->place != GONE && !o->is_ghost && o->name == c->name &&
           o->round == c->round;
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

static void
takes_over(second_contact *c, second_contact *own)
{
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

/* The next of the round's contacts, by attempts, behind the one with that many; NOBODY: there is none. */
static int
next_of_round(const second *self, int id, int behind)
{
    int next = NOBODY;
    for (int j = 0; j < self->n_contacts; j++) {
        if (is_of_same_round(self, id, j) && self->contact[j].attempt > behind &&
            (next == NOBODY || self->contact[j].attempt < self->contact[next].attempt)) {
            next = j;
        }
    }
    return next;
}

bool
second_handled_one(second *self, int id)
{
    const bool merges = self->scenario->center.history == CC_HISTORY_CENTER;
    for (int j = 0; j < self->n_contacts && merges && self->contact[id].is_duplicate; j++) {
        if (is_of_same_round(self, id, j) && !self->contact[j].is_duplicate &&
            nobody_has(&self->contact[j])) {
            takes_over(&self->contact[id], &self->contact[j]);
        }
    }
    if (self->contact[id].is_duplicate) {
        second_tell(self, CC_JOURNAL_WAS_DUPLICATE, &self->contact[id], 0, 0);
        second_release_line(self, id);
        is_gone(self, id);
        return true;
    }
    /* who came after it, then who came before */
    const int own = self->contact[id].attempt;
    for (int part = 0; part < 2 && merges; part++) {
        int at = part == 0 ? own : -1, next;
        while ((next = next_of_round(self, id, at)) != NOBODY &&
               (part == 0 || self->contact[next].attempt < own)) {
            at = self->contact[next].attempt;
            if (nobody_has(&self->contact[next])) {
                is_closed(self, next);
            }
        }
    }
    return false;
}
