/* Intervals and shifts, opening and closing, what is observed. */
#include "tests/second/second.h"

#include "models/scenario/roster.h"

#include <math.h>
#include <stdlib.h>

/* ---- agents that are there ---- */

static int
n_present(const second *self, int group)
{
    int n = 0;
    for (int a = 0; a < self->n_agents; a++) {
        n += self->agent[a].group == group && second_is_in_shift(self, a);
    }
    return n;
}

/* Who goes next by another rule: from the last seat to the first, who comes before all so far. */
static int
next_by_rule(const second *self, int group, cc_leaves rule)
{
    int who = NOBODY;
    double least = INFINITY;
    for (int a = self->n_agents - 1; a >= 0; a--) {
        const second_agent *agent = &self->agent[a];
        if (agent->group != group || !second_is_in_shift(self, a)) {
            continue;
        }
        const uint64_t ms = (uint64_t)(self->now * 1000);
        const double key =
            rule == CC_LEAVES_RANDOM
                ? sim_uniform(
                      second_draw(self, CC_DRAW_LEAVES, second_key_of(self, a), ms, 0).word[0])
            : rule == CC_LEAVES_LONGEST ? agent->came
                                        : 0;
        if (key < least) {
            least = key;
            who = a;
        }
    }
    return who;
}

/* Who goes next of those of the group who are too many. */
static int
next_to_leave(const second *self, int group)
{
    const cc_leaves rule = self->scenario->center.group[group].leaves;
    if (rule != CC_LEAVES_IDLE_FIRST) {
        return next_by_rule(self, group, rule);
    }
    int idle = NOBODY, last = NOBODY;
    for (int a = 0; a < self->n_agents; a++) {
        const second_agent *agent = &self->agent[a];
        if (agent->group != group || !second_is_in_shift(self, a)) {
            continue;
        }
        last = a;
        if (second_n_open(self, a, -1) == 0 && second_is_available(self, a) &&
            (idle == NOBODY || agent->since < self->agent[idle].since ||
             (agent->since == self->agent[idle].since &&
              agent->changed < self->agent[idle].changed))) {
            idle = a;
        }
    }
    return idle != NOBODY ? idle : last;
}

/* Who comes next: first those in overtime as offered, and those who are leaving. */
static int
next_to_come(const second *self, int group)
{
    for (int pass = 0; pass < 3; pass++) {
        for (int a = 0; a < self->n_agents; a++) {
            const second_agent *agent = &self->agent[a];
            if (agent->group == group && second_answers(self, a) &&
                (pass == 0   ? agent->overtime_until > 0
                 : pass == 1 ? agent->is_leaving
                             : !agent->on_duty)) {
                return a;
            }
        }
    }
    fail_msg("nobody is left to come");
    return NOBODY;
}

/* A person of the group who has turned from work to something else at this moment, if one is left:
 * first those whose shift ends. */
static int
next_turned(const second *self, int group, int *turned)
{
    int doing = 2 * CC_OFF;
    for (int j = 0; second_n_persons(self, group) > 0 && turned[doing] == 0 && j < 2 * CC_OFF;
         j++) {
        doing = turned[j] > 0 ? j : doing;
    }
    turned[doing] -= turned[doing] > 0;
    return doing;
}

static void
leaves(second *self, int agent, int doing)
{
    self->agent[agent].leaves_to = doing;
    self->agent[agent].is_leaving = true;
    self->agent[agent].overtime_until = 0;
    second_goes_if_done(self, agent);
}

static void
comes(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    if (a->overtime_until > 0) { /* is there already */
        a->overtime_until = 0;
        return;
    }
    a->shift += !a->on_duty && !a->in_shift;
    if (!a->on_duty && second_n_persons(self, a->group) > 0) {
        second_tell_of(self, CC_JOURNAL_COMES, CC_OF_AGENT, agent, 0);
    }
    a->came = a->on_duty ? a->came : self->now;
    if (!a->on_duty) {
        second_rests(self, agent);
    }
    a->on_duty = true;
    a->is_leaving = false;
    second_line_clock(self, agent, second_n_open(self, agent, -1) > 0);
    second_hands_change(self, agent);
    second_looks_for_work(self, agent);
}

/* Is it known of the group who exactly is there? */
static bool
is_exact(const second *self, int group)
{
    return self->is_open && second_n_persons(self, group) > 0 &&
           self->scenario->center.group[group].leaves == CC_LEAVES_ROSTER;
}

static second_scheduled
scheduled(const second *self, int agent)
{
    return second_scheduled_now(self, self->agent[agent].group, self->agent[agent].seat);
}

/* Exactly those leave whom the roster means; some may have begun to before. */
static void
persons_leave(second *self, int group, bool *interrupted)
{
    for (int a = self->n_agents - 1; a >= 0; a--) {
        second_agent *agent = &self->agent[a];
        if (agent->group != group) {
            continue;
        }
        const second_scheduled it = scheduled(self, a);
        agent->in_shift = agent->in_shift && it.activity != CC_OFF;
        if (!agent->on_duty || second_works(it) || agent->overtime_until > 0 ||
            (it.activity == CC_OFF && !agent->is_leaving && second_stays(self, a))) {
            continue;
        }
        if (agent->is_leaving) {
            agent->leaves_to = second_doing(it);
        } else {
            leaves(self, a, second_doing(it));
            interrupted[a] = it.activity == CC_OFF;
        }
    }
}

static void
persons_come(second *self, int group)
{
    for (int a = 0; a < self->n_agents; a++) {
        if (self->agent[a].group == group && second_works(scheduled(self, a)) &&
            !second_is_in_shift(self, a)) {
            comes(self, a);
            self->agent[a].in_shift = true;
        }
    }
}

/* Of each group's persons, how many have turned from work to what; keeps what all do from now on. */
static int
persons_turn(second *self, int group, int *turned)
{
    const int first = self->scenario->center.roster.first[group];
    int n = 0;
    for (int seat = 0; seat < second_n_persons(self, group); seat++) {
        const second_scheduled it = second_scheduled_now(self, group, seat);
        turned[second_doing(it)] +=
            self->is_open && second_works(self->scheduled[first + seat]) && !second_works(it);
        self->scheduled[first + seat] = it;
        n += second_works(it);
    }
    return n;
}

/* Overtime as offered is over, or the position is nobody's any more. */
static void
some_have_ended(second *self, int group, bool *left)
{
    for (int a = self->n_agents - 1; a >= 0; a--) {
        const second_agent *agent = &self->agent[a];
        const bool is_over =
            agent->overtime_until > 0
                ? agent->overtime_until <= self->now || !self->is_open
                : !is_exact(self, group) && second_is_in_shift(self, a) && !second_answers(self, a);
        if (agent->group == group && is_over) {
            leaves(self, a, 2 * CC_OFF);
            left[a] = true;
        }
    }
}

void
second_goes_home(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    if (a->seat < second_n_persons(self, a->group)) {
        a->off_day = second_shift_day(self, a->group, a->seat);
        a->is_off = true;
        self->scheduled[self->scenario->center.roster.first[a->group] + a->seat].is_off = true;
    } else {
        self->table[a->group].n_off++;
        self->table[a->group].there--;
        self->table[a->group].paid--;
    }
    a->in_shift = false;
    leaves(self, agent, 2 * CC_OFF);
}

/* So many of each group from now on, where it has a staff table. */
static void
shifts_change(second *self, const int *table)
{
    const cc_center_setup *center = &self->scenario->center;
    bool *left = calloc((size_t)self->n_agents + 1, sizeof(*left));
    int *needed = calloc((size_t)center->n_groups + 1, sizeof(*needed));
    assert_non_null(left);
    assert_non_null(needed);
    for (int g = 0; g < center->n_groups; g++) {
        int turned[2 * CC_N_ACTIVITIES] = {0};
        needed[g] = second_n_persons(self, g) > 0 ? persons_turn(self, g, turned) : table[g];
        some_have_ended(self, g, left);
        if (is_exact(self, g)) {
            persons_leave(self, g, left);
            continue;
        }
        while (n_present(self, g) > needed[g]) {
            const int a = next_to_leave(self, g);
            if (second_n_persons(self, g) == 0 && second_stays(self, a)) {
                continue;
            }
            const int doing = next_turned(self, g, turned);
            leaves(self, a, doing);
            left[a] = doing == 2 * CC_OFF;
        }
    }
    for (int g = 0; g < center->n_groups; g++) {
        if (is_exact(self, g)) {
            persons_come(self, g);
        }
        while (!is_exact(self, g) && n_present(self, g) < needed[g]) {
            comes(self, next_to_come(self, g));
        }
    }
    for (int g = 0; g < center->n_groups && center->shift_end == CC_SHIFT_INTERRUPT; g++) {
        for (int a = self->n_agents - 1; a >= 0; a--) {
            if (left[a] && self->agent[a].group == g && self->agent[a].is_leaving) {
                second_interrupt_all(self, a);
            }
        }
    }
    free(left);
    free(needed);
}

static void
all_look_for_work(second *self)
{
    for (int a = 0; a < self->n_agents; a++) {
        second_looks_for_work(self, a);
    }
}

/* ---- closing time ---- */

/* Does somebody wait, at the other end of the line, for a group whose agents could take them? */
static bool
is_needed(const second *self, int group)
{
    const cc_group *setup = &self->scenario->center.group[group];
    const int n = n_present(self, group);
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *c = &self->contact[j];
        if ((!second_is_in_line(c) && (c->place != IN_AUTOMATION || c->is_answered) &&
             c->place != IN_NODE_LINE && c->place != ENTERING && c->place != WOKEN) ||
            second_survives(self, c->channel)) {
            continue;
        }
        const int queue = second_queue_of(self, c);
        if (second_has_rule(self, queue, group) &&
            !(second_is_in_line(c) && second_is_for(self, c, group))) {
            continue;
        }
        for (int k = 0; k < setup->n_serves; k++) {
            if (setup->serves[k].index == queue && n > self->scenario->center.reserve[queue]) {
                return true;
            }
        }
    }
    return false;
}

static void
groups_go_if_not_needed(second *self)
{
    for (int g = 0; g < self->scenario->center.n_groups; g++) {
        if (!is_needed(self, g)) {
            while (n_present(self, g) > 0) {
                leaves(self, next_to_leave(self, g), 2 * CC_OFF);
            }
        }
    }
}

void
second_after_event(second *self)
{
    if (self->is_after_hours && self->scenario->run.at_close == CC_CLOSE_SERVE) {
        groups_go_if_not_needed(self);
    }
}

static void
house_closes(second *self)
{
    self->is_after_hours = true;
    self->is_open = false;
    for (int p = 0; p < self->scenario->center.roster.n_persons; p++) {
        self->scheduled[p] = (second_scheduled){CC_OFF, false, false, false, false};
    }
    for (int g = 0; g < self->scenario->center.n_groups; g++) {
        self->table[g].whole = self->table[g].n_off = 0;
    }
    if (self->scenario->run.at_close == CC_CLOSE_SERVE) {
        for (int a = 0; a < self->n_agents; a++) {
            self->agent[a].overtime_until = 0; /* all stay */
        }
        groups_go_if_not_needed(self);
    } else {
        if (self->scenario->run.at_close == CC_CLOSE_DROP) {
            second_drops_all(self);
        }
        int *none = calloc((size_t)self->scenario->center.n_groups + 1, sizeof(*none));
        assert_non_null(none);
        shifts_change(self, none);
        free(none);
    }
    all_look_for_work(self);
}

/* What the table of a group says of this interval, of those who have positions. */
static void
table_turns(second *self, int group)
{
    second_table *it = &self->table[group];
    const bool wears = self->scenario->center.group[group].attrition.per_year > 0;
    double n = 0, n_vacant = 0, n_new = 0;
    for (int a = 0; a < self->n_agents; a++) {
        n += self->agent[a].group == group;
        n_vacant += self->agent[a].group == group && self->agent[a].is_vacant;
        n_new += self->agent[a].group == group && second_has_new(self, a);
    }
    it->paid = second_paid(self, group, self->day, self->interval);
    it->training = wears ? it->paid * (n_new / fmax(n, 1)) : 0;
    it->paid *= wears ? (n - n_vacant) / fmax(n, 1) : 1;
    const double there =
        (it->paid - it->training) * second_share_there(self, group, self->day, self->interval) +
        it->rest;
    int whole = (int)floor(there + 0.5 + 1e-9);
    it->rest = there - whole;
    if (wears && whole > n - n_vacant - n_new) {
        whole = (int)(n - n_vacant - n_new);
        it->rest = 0;
    }
    for (int fewer = it->whole - whole; fewer > 0 && it->n_off > 0; fewer--) {
        it->n_off--; /* the first whose shift has ended */
    }
    it->n_off = it->n_off < whole ? it->n_off : whole;
    it->whole = whole;
    it->there = whole - it->n_off;
    it->paid -= it->n_off;
}

/* All groups as their tables, or what is left of them, say. */
static void
groups_change(second *self)
{
    const int n_groups = self->scenario->center.n_groups;
    int *needed = calloc((size_t)n_groups + 1, sizeof(*needed));
    assert_non_null(needed);
    for (int g = 0; g < n_groups; g++) {
        needed[g] = self->table[g].there;
    }
    shifts_change(self, needed);
    free(needed);
    all_look_for_work(self);
}

static void
interval_begins(second *self)
{
    const second_boundary *now = &self->boundary[self->next_boundary];
    self->is_after_hours = false;
    self->is_open = true;
    self->day = now->day;
    self->interval = now->interval;
    second_positions_turn(self);
    for (int g = 0; g < self->scenario->center.n_groups; g++) {
        if (second_n_persons(self, g) == 0) {
            table_turns(self, g);
        }
    }
    groups_change(self);
}

/* ---- what comes next ---- */

static void
add_boundary(second *self, double time, long day, size_t interval, bool is_closing)
{
    const size_t n = self->n_boundaries++;
    self->boundary = realloc(self->boundary, (n + 1) * sizeof(*self->boundary));
    assert_non_null(self->boundary);
    self->boundary[n] = (second_boundary){time, (size_t)day, interval, is_closing};
}

/* Each opening of each day: the intervals that it touches, from opening on, and its end. */
static void
list_boundaries(second *self)
{
    const cc_run *run = &self->scenario->run;
    for (long day = 0; day < run->days; day++) {
        const cc_openings *open = second_openings(run, &run->hours, day);
        const double midnight = (double)day * CC_DAY;
        for (int j = 0; j < open->n; j++) {
            const cc_opening *o = &open->at[j];
            bool is_first = true;
            for (size_t k = 0; k < run->intervals_per_day; k++) {
                const double begin = run->open + (double)k * run->interval;
                const double end = fmin(begin + run->interval, run->close);
                if (fmin(end, o->close) - fmax(begin, o->open) > 1e-9 * run->interval) {
                    add_boundary(self, midnight + (is_first ? o->open : begin), day, k, false);
                    is_first = false;
                }
            }
            add_boundary(self, midnight + o->close, day, 0, true);
        }
    }
}

static double
boundary(const second *self)
{
    return self->next_boundary < self->n_boundaries ? self->boundary[self->next_boundary].time
                                                    : INFINITY;
}

static void
schedule(second *self)
{
    double time = boundary(self);
    time = self->start > self->now && self->start < time ? self->start : time;
    time = self->end > self->now && self->end < time ? self->end : time;
    time = fmin(time, fmin(second_roster_next(self), second_offers_next(self)));
    if (time < INFINITY) {
        second_schedule(self, time, FIRST_CLOCK, OF_CLOCK, 0);
    }
}

double
second_paid(const second *self, int group, size_t day, size_t interval)
{
    const cc_center_setup *center = &self->scenario->center;
    if (second_n_persons(self, group) > 0) {
        return cc_roster_numbers(self->scenario, group, (long)day, interval).paid;
    }
    const cc_group *it = &center->group[group];
    return cc_table_at(&it->staff, day, interval) * it->scale * center->staff_scale;
}

void
second_clock_open(second *self)
{
    const cc_center_setup *center = &self->scenario->center;
    list_boundaries(self);
    const size_t n = self->n_boundaries;
    self->table = calloc((size_t)center->n_groups + 1, sizeof(*self->table));
    assert_non_null(self->table);
    for (int g = 0; g < center->n_groups; g++) {
        double rest = 0;
        int seats = second_n_persons(self, g);
        for (size_t j = 0; j < n; j++) {
            const second_boundary *b = &self->boundary[j];
            if (b->is_closing || second_n_persons(self, g) > 0) {
                continue;
            }
            const double there = second_paid(self, g, b->day, b->interval) *
                                     second_share_there(self, g, b->day, b->interval) +
                                 rest;
            const int whole = (int)floor(there + 0.5 + 1e-9);
            rest = there - whole;
            seats = whole > seats ? whole : seats;
        }
        self->agent =
            realloc(self->agent, (size_t)(self->n_agents + seats + 1) * sizeof(*self->agent));
        assert_non_null(self->agent);
        for (int seat = 0; seat < seats; seat++) {
            self->agent[self->n_agents++] =
                (second_agent){.group = g, .seat = seat, .busy_since = NAN};
        }
    }
    const size_t n_persons = (size_t)center->roster.n_persons;
    self->scheduled = calloc(n_persons + 1, sizeof(*self->scheduled));
    assert_non_null(self->scheduled);
    for (size_t p = 0; p < n_persons; p++) {
        self->scheduled[p].activity = CC_OFF;
    }
    self->position = calloc(n_persons * (size_t)self->scenario->run.days + 1, 1);
    assert_non_null(self->position);
    second_roster_open(self);
    if (n > 0) {
        self->day = self->boundary[0].day;
        self->interval = self->boundary[0].interval;
    }
    schedule(self);
}

void
second_clock_fires(second *self)
{
    if (self->now == self->end) {
        second_count_waiting(self, CC_N_waiting_end);
        self->is_observing = false;
    }
    if (self->now == self->start && self->start > 0) {
        self->is_observing = true;
        second_count_waiting(self, CC_N_waiting_start);
    }
    for (int a = 0; a < self->n_agents; a++) {
        second_agent *agent = &self->agent[a];
        agent->is_off =
            agent->is_off && second_shift_day(self, agent->group, agent->seat) == agent->off_day;
    }
    if (self->now == boundary(self)) {
        if (self->boundary[self->next_boundary].is_closing) {
            self->next_boundary++;
            const bool goes_on = boundary(self) == self->now; /* over midnight */
            if (!goes_on) {
                house_closes(self);
            } else {
                interval_begins(self);
                self->next_boundary++;
            }
        } else {
            interval_begins(self);
            self->next_boundary++;
        }
        second_positions_turn(self);
    } else {
        second_positions_turn(self);
        if (self->is_open) { /* a person's roster changes, or overtime ends */
            groups_change(self);
        }
    }
    second_looks(self);
    schedule(self);
}
