/* What the customer does: gets in touch, is satisfied or not, calls again or is lost. */
#include "tests/second/second.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

static const cc_issue *
issue_of(const second *self, const second_contact *c)
{
    return &self->scenario->demand.issue[c->kind];
}

int
second_new_contact(second *self)
{
    for (int id = 0; id < self->n_contacts; id++) {
        if (self->contact[id].place == GONE) {
            return id;
        }
    }
    self->contact = realloc(self->contact, ((size_t)self->n_contacts + 1) * sizeof(*self->contact));
    assert_non_null(self->contact);
    return self->n_contacts++;
}

static void
ends_issue(second *self, int id)
{
    second_leaves(self, &self->contact[id]);
    self->contact[id].place = GONE;
}

void
second_loses(second *self, int id, int why)
{
    if (second_is_not_lost(self, id)) {
        return;
    }
    second_tell(self, CC_JOURNAL_LOST, &self->contact[id], 0, 0);
    second_count_issue(self, &self->contact[id], CC_N_lost, 1);
    second_count_issue(self, &self->contact[id], why, 1);
    ends_issue(self, id);
}

/* ---- getting in touch ---- */

/* One number against shares, one after the other; rounding leaves it to the last that has any. */
static int
choose_share(double u, double first, int first_is, const double *share, int n)
{
    int chosen = first_is;
    u -= first;
    for (int j = 0; j < n && u >= 0; j++) {
        chosen = share[j] > 0 ? j : chosen;
        u -= share[j];
    }
    return chosen;
}

void
second_issue_begins(second *self, uint64_t name, int kind, int channel, const cc_recorded *row)
{
    const int id = second_new_contact(self);
    second_contact *c = &self->contact[id];
    *c = (second_contact){
        .place = BETWEEN,
        .name = name,
        .kind = kind,
        .begun = self->now,
        .wanted = channel,
        .handled = NAN,
        .contained = NAN,
        .day = self->day,
        .interval = self->interval,
        .agent = NOBODY,
        .keeper = NOBODY,
        .sorted = kind,
        .came_by = NOBODY,
    };
    const sim_block u = second_draw(self, CC_DRAW_ROUND, name, 0, 0);
    c->u_resolved = sim_uniform(u.word[2]);
    c->u_again = sim_uniform(u.word[3]);
    if (channel == NOBODY) {
        double share[CC_MAX_CHANNELS];
        for (int j = 0; j < self->n_channels; j++) {
            share[j] = second_at_arrival(c, &issue_of(self, c)->wants[j]);
        }
        c->wanted = choose_share(sim_uniform(u.word[0]), 0, 0, share, self->n_channels);
    }
    second_gets_in_touch(self, id, row);
}

bool
second_is_open_for(const second *self, const second_contact *c, int channel)
{
    const cc_channel *setup = &self->scenario->center.channel[channel];
    if (!setup->offered || second_control(self, CC_CONTROL_OPEN, channel, 1) == 0 ||
        (setup->watched &&
         self->scenario->center.queue_of[c->kind * self->n_channels + channel] < 0)) {
        return false;
    }
    return second_survives(self, channel) || !setup->has_hours ||
           second_is_open_at(&self->scenario->run, &setup->hours, self->now);
}

/* The channel wanted; the first other that is open, if they will; or none. */
static int
choose_channel(const second *self, const second_contact *c)
{
    const cc_demand *demand = &self->scenario->demand;
    if (second_is_open_for(self, c, c->wanted)) {
        const cc_channel *setup = &self->scenario->center.channel[c->wanted];
        const double u = sim_uniform(second_draw_for(self, CC_DRAW_SET_UP, c, 0).word[0]);
        if (u >= pow(setup->set_up_fails, setup->set_up_again + 1)) {
            return c->wanted;
        }
    }
    for (int j = 0; j < demand->n_not_offered[c->wanted]; j++) {
        const cc_alternative *other = &demand->not_offered[c->wanted][j];
        if (second_is_open_for(self, c, other->channel)) {
            const bool is_later = c->round > 0;
            const sim_block u =
                second_draw(self, CC_DRAW_ROUND, c->name, (uint64_t)c->round, is_later);
            const bool will =
                sim_uniform(u.word[is_later ? 0 : 1]) < second_at_arrival(c, &other->probability);
            return will ? other->channel : NOBODY;
        }
    }
    return NOBODY;
}

/* As long as the wait was, at least: the same share u of those who are so patient. */
static double
patience_beyond(const sim_dist *patience, double u, double waited)
{
    double low = 0, high = 1;
    for (int j = 0; j < 40; j++) {
        const double middle = (low + high) / 2;
        const bool longer = sim_dist_quantile(patience, middle) > waited;
        low = longer ? low : middle;
        high = longer ? middle : high;
    }
    return fmax(waited, sim_dist_quantile(patience, high + (1 - high) * u));
}

/* What the contact brings. */
static void
draw_contact(second *self, second_contact *c, const cc_recorded *row)
{
    const cc_content *content = second_content(self, c);
    const double factor = second_channel(self, c)->work_factor;
    const sim_block u = second_draw_for(self, CC_DRAW_CONTACT, c, 0);
    c->u_balks = sim_uniform(u.word[2]);
    c->patience = content->has_patience ? second_value(&content->patience, u.word[0]) : INFINITY;
    if (row != NULL && !isnan(row->patience)) {
        c->patience = row->patience;
    } else if (row != NULL && row->waited > 0 && content->has_patience) {
        c->patience = patience_beyond(&content->patience, sim_uniform(u.word[0]), row->waited);
    }
    if (second_takes_turns(self, c)) {
        const double turns = ceil(second_value(&content->turns, u.word[1]));
        c->turns_left = (unsigned)fmin(fmax(turns, 1), CC_MAX_TURNS);
        c->part = row != NULL ? row->work / c->turns_left : NAN;
        return;
    }
    c->work = second_value(&content->work.dist, u.word[1]) *
              second_at_arrival(c, &content->work.factor) * factor;
    if (row != NULL && !isnan(row->work)) {
        c->work = row->work * factor;
    }
    c->whole = c->work;
    second_tell(self, CC_JOURNAL_WORK, c, 0, c->work);
    second_tell(self, CC_JOURNAL_PATIENCE, c, 0, c->patience);
}

static void
count_in_touch_again(second *self, second_contact *c)
{
    const double window = self->scenario->run.fcr_window;
    if (c->is_watched && second_fcr_time(self, c->handled, self->now) <= window) {
        second_count_issue(self, c, CC_N_repeated, 1);
        c->is_watched = false;
    }
    if (c->contained_counts && !isnan(c->contained) &&
        second_fcr_time(self, c->contained, self->now) <= window) {
        second_cell(self, c->contained_slice, c->kind, c->contained_on, c->contained_again,
                    NOBODY)[CC_N_contained_back]++;
    }
    c->contained = NAN;
}

/* By the customer, or (raised is a channel) by the center. */
static void
begins(second *self, int id, const cc_recorded *row, int raised)
{
    second_contact *c = &self->contact[id];
    const bool is_first = c->round == 0 && c->attempt == 0;
    second_leaves(self, c);
    const second_contact before = *c;
    *c = (second_contact){
        .place = BETWEEN,
        .name = before.name,
        .kind = before.kind,
        .round = before.round,
        .attempt = before.attempt,
        .has_accepted = before.has_accepted,
        .offered_by = before.offered_by,
        .n_unanswered = before.n_unanswered,
        .was_resolved = before.was_resolved,
        .begun = before.begun,
        .first_channel = before.first_channel,
        .first_slice = before.first_slice,
        .issue_counts = is_first ? self->is_observing : before.issue_counts,
        .u_resolved = before.u_resolved,
        .u_again = before.u_again,
        .told = before.told,
        .handled = before.handled,
        .is_watched = before.is_watched,
        .contained = before.contained,
        .contained_on = before.contained_on,
        .contained_slice = before.contained_slice,
        .contained_again = before.contained_again,
        .contained_counts = before.contained_counts,
        .wanted = before.wanted,
        .arrived = self->now,
        .day = self->day,
        .interval = self->interval,
        .counts = self->is_observing,
        .slice = second_slice_at(self, self->now),
        .is_again = !is_first,
        .node = NOBODY,
        .agent = NOBODY,
        .keeper = NOBODY,
        .answered_by = NOBODY,
        .sorted = before.kind,
        .came_by = raised == NOBODY ? NOBODY : before.came_by,
    };
    const int channel = raised != NOBODY ? raised : choose_channel(self, c);
    c->channel = channel == NOBODY ? c->wanted : channel;
    if (is_first) {
        c->first_channel = c->channel;
        c->first_slice = c->slice;
        second_count_issue(self, c, CC_N_issues, 1);
        second_count_issue(self, c, CC_N_backlog, self->is_backlog);
    }
    if (raised == NOBODY) {
        second_tell(self, CC_JOURNAL_GETS_IN_TOUCH, c, self->scenario->channel[c->wanted].id, 0);
    }
    if (channel == NOBODY) {
        second_count(self, c, NOBODY, CC_N_closed, 1);
        second_tell(self, CC_JOURNAL_FINDS_IT_CLOSED, c, 0, 0);
        second_loses(self, id, CC_N_lost_no_channel);
        return;
    }
    second_count_issue(self, c, CC_N_issue_contacts, 1);
    if (raised == NOBODY) {
        count_in_touch_again(self, c);
    }
    draw_contact(self, c, row);
    if (before.is_frustrated && before.round > 0 && before.attempt == 0) {
        c->patience *= issue_of(self, c)->reactions.frustration;
    }
    const cc_channel *setup = second_channel(self, c);
    if (!setup->watched) {
        second_is_ignored(self, id);
        return;
    }
    if (second_n_lines_held(self, c->channel) >= setup->trunks) {
        second_blocked(self, id);
        return;
    }
    c->has_trunk = setup->trunks < INT_MAX || second_type(self, c)->holds_trunk;
    second_meets(self, id, setup->entry);
}

void
second_gets_in_touch(second *self, int id, const cc_recorded *row)
{
    begins(self, id, row, NOBODY);
}

void
second_goes_on_as(second *self, int id, int channel)
{
    begins(self, id, NULL, channel);
}

/* ---- afterwards ---- */

void
second_handled(second *self, int id, double p_resolved)
{
    second_contact *c = &self->contact[id];
    const bool is_first = isnan(c->handled);
    const cc_run *run = &self->scenario->run;
    c->told |= UINT64_C(1) << c->channel;
    if (is_first) {
        c->handled = self->now;
        c->is_watched = second_fcr_time(self, self->now, self->horizon) >= run->fcr_window;
        second_count_issue(self, c, CC_N_handled_first, c->is_watched);
    }
    if (c->u_resolved < p_resolved) {
        second_tell(self, CC_JOURNAL_RESOLVED, c, 0, self->now - c->begun);
        second_count_issue(self, c, CC_N_resolved_first, is_first);
        second_count_resolved(self, c);
        ends_issue(self, id);
        return;
    }
    const cc_unresolved *then = &issue_of(self, c)->unresolved;
    if (!(c->u_again < second_at_arrival(c, &then->returns))) {
        second_loses(self, id, c->is_answered ? CC_N_lost_unresolved : CC_N_lost_contained);
        return;
    }
    const sim_block u = second_draw(self, CC_DRAW_ROUND, c->name, (uint64_t)second_round(c) + 1, 0);
    c->u_resolved = sim_uniform(u.word[2]);
    c->u_again = sim_uniform(u.word[3]);
    const int same = c->came_by != NOBODY ? c->came_by : c->channel;
    c->wanted =
        choose_share(sim_uniform(u.word[0]), then->on_same, same, then->on, self->n_channels);
    const double delay = second_value(&then->delay, u.word[1]);
    second_tell(self, CC_JOURNAL_WILL_RETURN, c, self->scenario->channel[c->wanted].id, delay);
    second_count(self, c, second_group_of(self, c), CC_N_returns, 1);
    c->round = second_round(c) + 1;
    c->attempt = 0;
    c->has_further = false;
    c->has_accepted = false;
    second_stays_at_home(self, id, WILL_RETURN, delay, then->by_wall);
}

void
second_stays_at_home(second *self, int id, second_place place, double delay, bool by_wall)
{
    self->contact[id].agent = NOBODY;
    second_enters(self, &self->contact[id], place);
    second_schedule(self, second_home_until(self, delay, by_wall), THEN_ARRIVALS, OF_CONTACT, id);
}

void
second_gives_up(second *self, int id, const cc_by_number *probability)
{
    second_contact *c = &self->contact[id];
    const cc_redial *redial = &issue_of(self, c)->redial;
    second_move_ends(self, c, CC_T_gave_up);
    second_lets_helper_go(self, id);
    if (c->is_duplicate) {
        second_duplicate_ends(self, id);
        return;
    }
    const sim_block u = second_draw_for(self, CC_DRAW_GIVE_UP, c, 0);
    second_leaves(self, c);
    const int attempt = second_attempt(c);
    if (attempt >= redial->maximum ||
        !(sim_uniform(u.word[0]) < cc_by_number_at(probability, (size_t)attempt))) {
        second_loses(self, id, c->is_answered ? CC_N_lost_cut_off : CC_N_lost_waiting);
        return;
    }
    const double delay = second_value(&redial->delay, u.word[1]);
    second_tell(self, CC_JOURNAL_WILL_REDIAL, c, 0, delay);
    second_count(self, c, NOBODY, CC_N_redials, 1);
    c->round = second_round(c);
    c->attempt = attempt + 1;
    c->has_further = false;
    second_stays_at_home(self, id, WILL_REDIAL, delay, redial->by_wall);
}
