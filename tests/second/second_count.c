/* How contacts end, and what is counted then. */
#include "tests/second/second.h"

#include <math.h>

static double
within(const second *self, const second_contact *c, int j)
{
    return second_within(self, second_first_queue_of(self, c), c->channel, j);
}

static const cc_service_level *
level_of(const second *self, const second_contact *c)
{
    return &self->scenario->center
                .level[second_first_queue_of(self, c) * self->n_channels + c->channel];
}

/* Is it within the limit? Where a wait is the limit but for rounding, as of a patience that is as long,
 * either answer is right. */
static bool
is_within(second *self, const second_contact *c, double elapsed, double limit)
{
    const bool is_exact = elapsed == limit && (elapsed == 0 || c->arrived == floor(c->arrived));
    self->n_on_edge += fabs(elapsed - limit) <= 1e-6 && !is_exact;
    return elapsed <= limit;
}

static void
count_in_time(second *self, const second_contact *c, int group, int counter, double elapsed)
{
    const cc_service_level *level = level_of(self, c);
    for (int j = 0; j < level->n_within; j++) {
        second_count(self, c, group, counter + j, is_within(self, c, elapsed, within(self, c, j)));
    }
}

/* Of all who queued: that many seconds, in the counter of those who ended in that way, and their
 * squares in the next. */
static void
count_wait(second *self, const second_contact *c, int group, int counter)
{
    const cc_service_level *level = level_of(self, c);
    const cc_run *run = &self->scenario->run;
    second_count(self, c, group, CC_N_contacts, 1);
    second_count(self, c, group, CC_N_offered, 1);
    second_count(self, c, group, CC_N_delayed, c->is_delayed);
    second_count(self, c, group, counter, c->waited);
    second_count(self, c, group, counter + 1, c->waited * c->waited);
    second_count(self, c, group, CC_N_wait_at_once, c->is_delayed ? 0 : c->waited);
    if (level->n_within > 0) {
        second_count(self, c, group, CC_N_wait_excess, fmax(c->waited - within(self, c, 0), 0));
    }
    for (int j = 0; j < run->n_wait_over; j++) {
        second_count(self, c, group, group == NOBODY ? CC_N_ALONE_OVER(j) : CC_N_SERVED_OVER(j),
                     !is_within(self, c, c->waited, run->wait_over[j]));
    }
    if (c->counts) {
        double *most =
            &second_cell(self, c->slice, c->kind, c->channel, c->is_again, group)[CC_N_wait_max];
        *most = fmax(*most, c->waited);
    }
}

/* Rounded another way it may be in the next bin: a value a bit less, and one a bit more. */
static void
add_to(sim_histogram *both, double x)
{
    sim_histogram_add(&both[0], fmax(x - 1e-6 - 1e-9 * x, 0));
    sim_histogram_add(&both[1], x + 1e-6 + 1e-9 * x);
}

void
second_count_resolved(second *self, const second_contact *c)
{
    second_count_issue(self, c, CC_N_resolved, 1);
    second_count_issue(self, c, CC_N_resolution_time, self->now - c->begun);
    if (c->issue_counts) {
        add_to(&self->resolution[2 * c->kind], self->now - c->begun);
    }
}

static double
by_clock(const second *self, const second_contact *c)
{
    return second_item_time(self, c, c->arrived);
}

void
second_count_answered(second *self, second_contact *c)
{
    const int group = c->answered_by;
    count_wait(self, c, group, CC_N_wait_answered);
    second_answers_outside(self, c);
    second_count(self, c, group, CC_N_answered, 1);
    second_count(self, c, group, CC_N_explained, c->tells_again);
    if (c->counts) {
        add_to(&self->wait[2 * (c->kind * self->n_channels + c->channel)], c->waited);
    }
    if (!second_type(self, c)->medium->deferred) {
        count_in_time(self, c, group, CC_N_in_time_1, c->waited);
    }
}

void
second_count_abandoned(second *self, const second_contact *c)
{
    count_wait(self, c, NOBODY, CC_N_wait_abandoned);
    second_count(self, c, NOBODY, CC_N_abandoned, 1);
    count_in_time(self, c, NOBODY, CC_N_left_in_time_1,
                  second_type(self, c)->medium->deferred ? by_clock(self, c) : c->waited);
    const cc_service_level *level = level_of(self, c);
    for (int j = 0; j < level->n_within; j++) {
        const double limit = level->short_abandon >= 0 ? level->short_abandon : within(self, c, j);
        second_count(
            self, c, NOBODY, CC_N_left_short_1 + j,
            is_within(self, c,
                      second_type(self, c)->medium->deferred ? by_clock(self, c) : c->waited,
                      limit));
    }
}

void
second_count_merged(second *self, const second_contact *c)
{
    count_wait(self, c, NOBODY, CC_N_wait_merged);
    second_count(self, c, NOBODY, CC_N_merged, 1);
}

void
second_count_dropped(second *self, const second_contact *c)
{
    const int group = second_group_of(self, c);
    if (c->is_answered) {
        second_count(self, c, group, CC_N_cut_off, 1);
        return;
    }
    count_wait(self, c, group, CC_N_wait_dropped);
    second_count(self, c, group, CC_N_dropped, 1);
}

void
second_count_end(second *self, const second_contact *c)
{
    const int group = second_group_of(self, c);
    second_count(self, c, group, CC_N_ended, 1);
    second_item_replied(self, c, true);
    second_count(self, c, group, CC_N_talk, c->attention);
    second_count(self, c, group, CC_N_wrap_up, c->wrap_up + c->wrapped_up);
    second_count(self, c, group, CC_N_sojourn, self->now - c->arrived);
    second_count(self, c, group, CC_N_wait_total, c->waited + c->waited_later);
}

void
second_count_reply(second *self, const second_contact *c)
{
    count_in_time(self, c, c->answered_by, CC_N_in_time_1, by_clock(self, c));
}

void
second_count_response(second *self, second_contact *c)
{
    const int group = second_group_of(self, c);
    if (!c->has_response) {
        c->has_response = true;
        second_count(self, c, group, CC_N_first_response, self->now - c->arrived);
        second_count(self, c, group, CC_N_responded, 1);
    }
}

void
second_count_rest(second *self)
{
    if (self->is_observing) {
        second_count_waiting(self, CC_N_waiting_end);
    }
    for (int id = 0; id < self->n_contacts; id++) {
        second_contact *c = &self->contact[id];
        const second_place place = c->place;
        const int group = second_group_of(self, c);
        const bool is_automated = place == IN_AUTOMATION || place == IN_NODE_LINE;
        if (place == GONE) {
            continue;
        }
        second_release_line(self, id);
        if (c->is_ghost) {
            second_leaves(self, c);
            continue;
        }
        c->waited += place == ANSWERING ? self->now - c->since : 0;
        second_move_ends(self, c, CC_T_waiting);
        second_leaves(self, c);
        if (place == WILL_REDIAL || place == WILL_RETURN || place == IGNORED ||
            place == WITH_PARTNER) {
            second_count_issue(self, c, CC_N_pending_at_home, 1);
            continue;
        }
        const bool waits = place == WAITING || (is_automated && !c->is_answered) ||
                           place == ENTERING || place == WOKEN;
        second_count_issue(self, c, waits ? CC_N_pending_waiting : CC_N_pending_in_work,
                           !c->is_duplicate);
        if (is_automated && c->is_answered) { /* a survey */
            second_visit_ends(self, c, false);
            continue;
        }
        second_count(self, c, group, CC_N_unfinished, 1);
        if (is_automated) {
            if (place == IN_AUTOMATION) {
                second_visit_ends(self, c, false);
            } else {
                second_visit(self, c, c->node, CC_V_unfinished);
            }
            second_count(self, c, group, CC_N_in_automation_end, 1);
            second_count(self, c, group, CC_N_contacts, 1);
        } else if (!c->is_answered) {
            second_count(self, c, group, CC_N_in_queue_end, 1);
            count_wait(self, c, group, CC_N_wait_censored);
        }
    }
    for (int a = 0; a < self->n_agents; a++) {
        const second_agent *agent = &self->agent[a];
        if (agent->attention == ON_STAY) {
            second_count_help(self, agent);
        }
        if (agent->attention == ON_WRAP_UP) {
            second_count_stay(self, &agent->wraps_up, agent->group, CC_N_time_wrap_up,
                              agent->wraps_up.since);
        }
    }
    second_count_licences(self);
}
