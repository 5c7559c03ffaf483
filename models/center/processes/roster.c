/* Agents whom a center knows one by one come and go when their spans say. What changes on a day is
 * listed when it begins, of all groups, in order of time: spans of that day, and of the day before
 * where they go on over midnight. What the clock of intervals does at the same moment comes first. */
#include "models/scenario/roster.h"
#include "models/center/process.h"
#include "models/center/self.h"
#include "models/center/state.h"
#include "sim/gamma.h"
#include "sim/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAME "roster"

typedef struct change {
    double time;    /* s of the run */
    uint32_t order; /* in which they were listed */
    uint32_t person;
    cc_scheduled to;
} change;

/* What is kept of a person. */
typedef struct person_now {
    cc_scheduled is, was;             /* was: when the numbers of the group were last made */
    bool chosen_today, chosen_before; /* one of `absent` on the day listed, on the day before */
    /* of the position on these days, where agents leave for good */
    bool vacant_today, vacant_before, trained_today, trained_before;
} person_now;

typedef struct day_list {
    long day; /* listed */
    size_t n, next, room;
} day_list;

static const cc_scheduled off = {CC_OFF, false, false, false, false};

static size_t
n_persons(const cc_center *self)
{
    return (size_t)self->scenario->center.roster.n_persons;
}

static uint32_t
n_slots(const cc_center *self)
{
    return n_persons(self) > 0 ? 1 : 0;
}

/* Of each span: it begins, who is late is there, who goes early goes, it ends. */
static size_t
most_changes(const cc_center *self)
{
    size_t most = 0, before = 0;
    for (long day = -1; day < self->scenario->run.days; day++) {
        size_t n = 0;
        for (size_t p = 0; p < n_persons(self); p++) {
            cc_span span[CC_MAX_SPANS];
            n += 4 * (size_t)cc_roster_spans(self->scenario, (int)p, day, span);
        }
        most = n + before > most ? n + before : most;
        before = n;
    }
    return most;
}

static size_t
persons_bytes(const cc_center *self)
{
    return (n_persons(self) * sizeof(person_now) + 15) / 16 * 16;
}

static size_t
state_bytes(const cc_center *self)
{
    return n_slots(self) == 0
               ? 0
               : sizeof(day_list) + persons_bytes(self) + most_changes(self) * sizeof(change);
}

static day_list *
list_of(const cc_center *self)
{
    return cc_process_state((cc_center *)self, cc_process_row(self, NAME));
}

static person_now *
persons_of(day_list *list)
{
    return (person_now *)(list + 1);
}

static change *
changes_of(const cc_center *self, day_list *list)
{
    return (change *)((char *)(list + 1) + persons_bytes(self));
}

/* ---- who does not come ---- */

static sim_block
draw(const cc_center *self, const cc_person *person, long day, uint64_t block)
{
    return cc_draw_again(self, CC_DRAW_ROSTER, person->key, (uint64_t)(day + 1), block);
}

static bool
is_called_in(const cc_center *self, const cc_person *person, long day)
{
    const cc_group *group = &self->scenario->center.group[person->group];
    const cc_absence *absence = &group->absence;
    if (absence->share == 0) {
        return false;
    }
    double share = absence->share * cc_site_effect(&self->scenario->center, group).absence;
    if (absence->cv_by_day > 0) {
        const char *of = group->home_of > 0 ? self->scenario->center.group[group->home_of - 1].name
                                            : group->name; /* at home or not */
        const uint64_t name = sim_hash_bytes(sim_hash_start(), of, strlen(of));
        const sim_block u = cc_draw_again(self, CC_DRAW_ABSENCE, name, (uint64_t)(day + 1), 0);
        const double variance = absence->cv_by_day * absence->cv_by_day;
        const sim_gamma gamma = sim_gamma_of(1 / variance);
        share *= sim_gamma_quantile(&gamma, sim_uniform(u.word[0])) * variance;
    }
    return sim_uniform(draw(self, person, day, 0).word[0]) < share;
}

/* Of each group that is said to be short of n those of its scheduled persons, whatever groups their skills
 * and sites make them, with the least uniforms. */
static void
choose_absent(cc_center *self, person_now *all, long day)
{
    const cc_roster_plan *plan = &self->scenario->center.roster;
    for (int p = 0; p < plan->n_persons; p++) {
        all[p].chosen_before = all[p].chosen_today;
        all[p].chosen_today = false;
    }
    for (int g = 0; g < self->n_crews; g++) {
        size_t n = 0;
        const int absent = self->crew[g].group->absent;
        for (int p = 0; p < plan->n_persons && absent > 0; p++) {
            const cc_person *person = &plan->person[p];
            cc_span span[CC_MAX_SPANS];
            if (cc_roster_written(self->scenario, person->group) == g && !person->is_absent &&
                cc_roster_spans(self->scenario, p, day, span) > 0) {
                const double u = sim_uniform(draw(self, person, day, 0).word[1]);
                self->leaver[n++] = (cc_leaver){u, (uint32_t)p};
            }
        }
        cc_leavers_order(self, n);
        for (int j = 0; j < absent && n > 0; j++) {
            all[cc_leavers_next(self, n--)].chosen_today = true;
        }
    }
}

/* ---- the list of a day ---- */

static void
list_change(const cc_center *self, day_list *list, size_t person, double time, cc_scheduled to)
{
    const double midnight = (double)list->day * CC_DAY;
    const double at = list->day == 0 ? fmax(time, 0) : time; /* what has begun before the run */
    if (at >= midnight && at < midnight + CC_DAY && list->n < list->room) {
        changes_of(self, list)[list->n] = (change){at, (uint32_t)list->n, (uint32_t)person, to};
        list->n++;
    }
}

static double
value(const sim_dist *dist, uint64_t word)
{
    return sim_dist_is_zero(dist) ? 0 : fmax(sim_dist_quantile(dist, sim_uniform(word)), 0);
}

/* The spans of a person on that day, which may reach into the day listed. */
static void
list_spans(const cc_center *self, day_list *list, size_t p, long day, bool is_chosen,
           bool in_training)
{
    const cc_person *person = &self->scenario->center.roster.person[p];
    const cc_group *group = &self->scenario->center.group[person->group];
    const cc_adherence *slack = &group->adherence;
    const bool exact = !cc_adherence_is_any(slack);
    const bool is_absent = person->is_absent || is_chosen || is_called_in(self, person, day);
    const double midnight = (double)day * CC_DAY;
    cc_span span[CC_MAX_SPANS];
    const int n = cc_roster_spans(self->scenario, (int)p, day, span);
    const sim_block u = n > 0 && !exact ? draw(self, person, day, 0) : (sim_block){{0}};
    for (int j = 0; j < n; j++) {
        const cc_span *s = &span[j];
        if (in_training && s->activity == CC_WORK) {
            span[j].activity = CC_TRAINING;
            span[j].paid = true;
        }
        const bool works = s->activity == CC_WORK;
        const bool is_first = j == 0 || s[-1].to < s->from;
        const bool is_last = j + 1 == n || s[1].from > s->to;
        cc_scheduled it = {s->activity, works || s->paid, s->is_away, is_absent, false};
        if (is_absent) {
            it.paid = it.paid && group->absence.paid;
        }
        double late = 0, early = 0;
        if (works && !exact && !is_absent) {
            const bool after_break =
                !is_first && (s[-1].activity == CC_BREAK || s[-1].activity == CC_LUNCH);
            late = is_first      ? value(&slack->late, u.word[2])
                   : after_break ? value(&slack->long_breaks,
                                         draw(self, person, day, (uint64_t)j + 1).word[0])
                                 : 0;
            late = fmin(late, s->to - s->from);
            early = is_last ? fmin(value(&slack->early, u.word[3]), s->to - s->from - late) : 0;
        }
        cc_scheduled away = it;
        away.is_away = true;
        list_change(self, list, p, midnight + s->from, late > 0 ? away : it);
        if (late > 0) {
            list_change(self, list, p, midnight + s->from + late, it);
        }
        if (early > 0) {
            list_change(self, list, p, midnight + s->to - early, away);
        }
        if (is_last) {
            list_change(self, list, p, midnight + s->to, off);
        }
    }
}

static int
by_time(const void *a, const void *b)
{
    const change *x = a, *y = b;
    return x->time != y->time ? (x->time > y->time) - (x->time < y->time)
                              : (x->order > y->order) - (x->order < y->order);
}

/* As it is on the day that begins now. */
static void
look_at_position(const cc_center *self, person_now *it, size_t p)
{
    const int group = self->scenario->center.roster.person[p].group;
    const cc_crew *crew = &self->crew[group];
    it->vacant_before = it->vacant_today;
    it->trained_before = it->trained_today;
    if (crew->wears) {
        const cc_self *own = &self->selves[cc_crew_seat(crew, (uint32_t)p - crew->first_person)];
        it->vacant_today = own->is_vacant;
        it->trained_today = own->in_training;
    }
}

static void
list_day(cc_center *self, day_list *list, long day)
{
    cc_positions_advance(self);
    const long days = self->scenario->run.days;
    person_now *all = persons_of(list);
    list->day = day;
    list->n = list->next = 0;
    if (day < days) {
        choose_absent(self, all, day);
    }
    for (size_t p = 0; p < n_persons(self); p++) {
        look_at_position(self, &all[p], p);
        if (day - 1 < days && !all[p].vacant_before) {
            const bool chosen = day < days ? all[p].chosen_before : all[p].chosen_today;
            list_spans(self, list, p, day - 1, chosen, all[p].trained_before);
        }
        if (day < days && !all[p].vacant_today) {
            list_spans(self, list, p, day, all[p].chosen_today, all[p].trained_today);
        }
    }
    qsort(changes_of(self, list), list->n, sizeof(change), by_time);
}

/* ---- what is now ---- */

/* Of the next change, or midnight. */
static double
next_time(const cc_center *self, day_list *list)
{
    return list->next < list->n                    ? changes_of(self, list)[list->next].time
           : list->day <= self->scenario->run.days ? (double)(list->day + 1) * CC_DAY
                                                   : INFINITY;
}

void
cc_roster_advance(cc_center *self)
{
    if (n_persons(self) == 0) {
        return;
    }
    day_list *list = list_of(self);
    while (next_time(self, list) <= self->now.time) {
        if (list->next == list->n) {
            list_day(self, list, list->day + 1);
            continue;
        }
        const change *it = &changes_of(self, list)[list->next++];
        cc_scheduled *is = &persons_of(list)[it->person].is;
        const bool is_off = is->is_off && it->to.activity != CC_OFF; /* for the rest of a shift */
        *is = it->to;
        is->is_off = is_off;
    }
}

void
cc_roster_count(const cc_center *self, const cc_crew *crew, cc_roster *roster)
{
    person_now *all = persons_of(list_of(self)) + crew->first_person;
    const bool was_open = roster->n_scheduled > 0; /* else nobody was at work */
    memset(&roster->doing, 0, sizeof(roster->doing));
    memset(&roster->turned, 0, sizeof(roster->turned));
    roster->there = roster->n_scheduled = roster->n_at_work = 0;
    roster->n_off = roster->n_off_paid = 0;
    roster->training = 0;
    int paid = 0;
    for (uint32_t j = 0; j < crew->n_persons; j++) {
        const cc_scheduled it = all[j].is;
        if (it.is_off) {
            roster->n_off++;
            roster->n_off_paid += it.paid;
            all[j].was = it;
            continue;
        }
        const bool there = cc_is_at_work(it);
        paid += it.paid;
        roster->there += there;
        roster->n_scheduled += it.activity != CC_OFF;
        roster->n_at_work += it.activity == CC_WORK;
        if (!there) {
            const unsigned doing = cc_doing(it);
            roster->doing[doing]++;
            roster->turned[doing] += was_open && cc_is_at_work(all[j].was);
        }
        all[j].was = it;
    }
    roster->paid = paid;
}

cc_scheduled
cc_roster_of(const cc_center *self, const cc_crew *crew, uint32_t seat)
{
    return seat < crew->n_persons ? persons_of(list_of(self))[crew->first_person + seat].is : off;
}

void
cc_roster_take_off(cc_center *self, const cc_crew *crew, uint32_t seat)
{
    persons_of(list_of(self))[crew->first_person + seat].is.is_off = true;
}

/* ---- the process ---- */

static void
start(cc_center *self, const cc_row *row)
{
    if (n_persons(self) == 0) {
        return;
    }
    day_list *list = list_of(self);
    person_now *all = persons_of(list);
    list->room = most_changes(self);
    for (size_t p = 0; p < n_persons(self); p++) {
        all[p].is = all[p].was = off;
    }
    choose_absent(self, all, -1);
    list_day(self, list, 0);
    cc_process_set(self, row, 0, next_time(self, list), SIM_PRIORITY_CLOCK);
}

static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    if (sim_calendar_time(&self->now.calendar, CC_SLOT_CLOCK) == self->now.time) {
        cc_process_set(self, row, slot, self->now.time, SIM_PRIORITY_CLOCK); /* behind it */
        return;
    }
    const double was_at = next_time(self, list_of(self));
    cc_roster_advance(self);
    if (self->now.is_staffed && was_at <= self->now.time) { /* else the clock has done it */
        for (int g = 0; g < self->n_crews; g++) {
            if (self->crew[g].n_persons > 0) {
                cc_crew_account(self, &self->crew[g]);
                cc_staffing_again(self, g);
            }
        }
        cc_life_change_staff(self);
    }
    cc_process_set(self, row, slot, next_time(self, list_of(self)), SIM_PRIORITY_CLOCK);
}

const cc_process_type cc_process_roster = {
    .name = NAME,
    .doc = "agents whom the center knows one by one: shifts, breaks",
    .n_slots = n_slots,
    .state_bytes = state_bytes,
    .start = start,
    .fire = fire,
};
