/* Waiting: in line, balking, abandoning, being sent away. */
#include "tests/second/second.h"

#include <math.h>
#include <string.h>

const cc_channel *
second_channel(const second *self, const second_contact *c)
{
    return &self->scenario->center.channel[c->channel];
}

const cc_preset *
second_type(const second *self, const second_contact *c)
{
    return self->scenario->channel[c->channel].kind;
}

bool
second_takes_turns(const second *self, const second_contact *c)
{
    return strcmp(second_type(self, c)->medium->name, "conversation") == 0;
}

const cc_content *
second_content(const second *self, const second_contact *c)
{
    return &self->scenario->demand.issue[c->kind].content[c->channel];
}

int
second_queue_of(const second *self, const second_contact *c)
{
    return c->is_elsewhere
               ? c->queue
               : self->scenario->center.queue_of[c->sorted * self->n_channels + c->channel];
}

int
second_first_queue_of(const second *self, const second_contact *c)
{
    return self->scenario->center.queue_of[c->kind * self->n_channels + c->channel];
}

double
second_at_arrival(const second_contact *c, const cc_table *table)
{
    return cc_table_at(table, c->day, c->interval);
}

bool
second_survives(const second *self, int channel)
{
    const cc_channel *setup = &self->scenario->center.channel[channel];
    return self->scenario->channel[channel].kind->medium->deferred ||
           (setup->auto_reply && setup->has_hours);
}

bool
second_outlasts_closing(const second *self, int channel)
{
    return second_survives(self, channel) || self->scenario->channel[channel].kind->never_cut_off;
}

/* Others of the same channel that wait in the same queue. */
int
second_n_in_line(const second *self, const second_contact *c)
{
    int n = 0;
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *other = &self->contact[j];
        n += second_is_in_line(other) && other != c && other->channel == c->channel &&
             second_queue_of(self, other) == second_queue_of(self, c);
    }
    return n;
}

void
second_is_dropped(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_tell(self, CC_JOURNAL_DROPPED, c, 0, c->waited + c->waited_later);
    second_count_dropped(self, c);
    second_move_ends(self, c, CC_T_sent_away);
    second_release_line(self, id);
    second_gives_up(self, id, &self->scenario->demand.issue[c->kind].redial.after_abandon);
}

void
second_waits(second *self, int id, bool at_head)
{
    second_contact *c = &self->contact[id];
    if (self->is_after_hours && self->scenario->run.at_close == CC_CLOSE_DROP &&
        !second_outlasts_closing(self, c->channel)) {
        second_is_dropped(self, id);
        return;
    }
    c->is_delayed = true;
    if (c->stay == 0) {
        second_hears_messages(self, c);
        c->predicted = second_predicted(self, c);
    }
    second_tell(self, CC_JOURNAL_WAITS, c, 0, at_head ? 0 : second_n_in_line(self, c));
    second_enters(self, c, c->is_woken ? WOKEN : WAITING);
    c->queued = self->now;
    c->order = ++self->counter;
    c->in_line = at_head ? --self->head : ++self->tail;
    if (c->patience < INFINITY) {
        second_schedule(self, self->now + c->patience, THEN_ABANDONMENTS, OF_CONTACT, id);
    }
    second_item_waits(self, id);
    second_rules_wait(self, id);
}

void
second_balks(second *self, int id, int n_ahead)
{
    second_contact *c = &self->contact[id];
    const cc_redial *redial = &self->scenario->demand.issue[c->kind].redial;
    second_tell(self, CC_JOURNAL_BALKS, c, 0, n_ahead);
    second_release_line(self, id);
    if (self->scenario->demand.balking_is_abandonment) {
        second_count_abandoned(self, c);
        second_gives_up(self, id, &redial->after_abandon);
        return;
    }
    second_count(self, c, NOBODY, CC_N_balked, 1);
    second_count(self, c, NOBODY, CC_N_delayed, 1);
    second_count(self, c, NOBODY, CC_N_offered, 1);
    second_count(self, c, NOBODY, CC_N_contacts, 1);
    second_gives_up(self, id, &redial->after_balk);
}

void
second_enters_queue(second *self, int id)
{
    second_contact *c = &self->contact[id];
    if (second_channel(self, c)->auto_reply) {
        second_replies_by_itself(self, c);
    }
    second_item_comes(self, id);
    if (!second_is_inside(self, id)) {
        return;
    }
    const int n = second_n_in_line(self, c);
    const int agent = second_asks(self, id, NOBODY);
    if (agent != NOBODY) {
        second_takes(self, id, agent);
        return;
    }
    c->is_delayed = true;
    const cc_by_number *p = &self->scenario->demand.issue[c->kind].balking;
    if (c->u_balks < cc_by_number_at(p, (size_t)n)) {
        second_balks(self, id, n);
    } else {
        second_waits(self, id, false);
    }
}

void
second_patience_ends(second *self, int id)
{
    if (!second_leaves_unseen(self, id) && !second_leaves_duplicate(self, id)) {
        second_gives_up_waiting(self, id);
    }
}

void
second_gives_up_waiting(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_leaves(self, c);
    second_tell(self, CC_JOURNAL_ABANDONS, c, 0, c->waited + c->waited_later);
    if (c->is_answered) {
        second_count(self, c, NOBODY, CC_N_cut_off, 1);
    } else {
        second_count_abandoned(self, c);
    }
    second_release_line(self, id);
    second_loses_patience(self, id);
}

/* Line by line, by queue and channel, first come first. */
void
second_drops_all(second *self)
{
    second_drops_outside(self);
    for (int line = 0; line < self->scenario->center.n_queues * self->n_channels; line++) {
        for (;;) {
            int first = NOBODY;
            for (int id = 0; id < self->n_contacts; id++) {
                const second_contact *c = &self->contact[id];
                if (second_is_in_line(c) && !second_outlasts_closing(self, c->channel) &&
                    second_queue_of(self, c) * self->n_channels + c->channel == line &&
                    (first == NOBODY || c->in_line < self->contact[first].in_line)) {
                    first = id;
                }
            }
            if (first == NOBODY) {
                break;
            }
            second_cancel(self, OF_CONTACT, first);
            if (self->contact[first].is_ghost) {
                second_ghost_ends(self, first);
                continue;
            }
            second_leaves(self, &self->contact[first]);
            second_is_dropped(self, first);
        }
    }
}
