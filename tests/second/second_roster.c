/* Agents as persons: what they are scheduled for, whether they keep to it. Each person's run is cut
 * into pieces once, and each moment looks for the piece that holds it. */
#include "tests/second/second.h"

#include "models/scenario/roster.h"
#include "sim/gamma.h"
#include "sim/hash.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct second_piece {
    int person;
    long day;        /* on which the shift begins */
    bool is_of_new;  /* whoever has the position is in training */
    double from, to; /* s of the run */
    second_scheduled is;
};

int
second_n_persons(const second *self, int group)
{
    return cc_roster_people(self->scenario, group);
}

static sim_block
draw(const second *self, int person, long day, uint64_t block)
{
    return second_draw(self, CC_DRAW_ROSTER, self->scenario->center.roster.person[person].key,
                       (uint64_t)(day + 1), block);
}

static bool
is_scheduled(const second *self, int person, long day)
{
    cc_span span[CC_MAX_SPANS];
    return cc_roster_spans(self->scenario, person, day, span) > 0;
}

/* Is the person one of the n of the group who are absent that day? */
static bool
is_chosen(const second *self, int person, long day)
{
    const cc_roster_plan *plan = &self->scenario->center.roster;
    const int g = cc_roster_written(self->scenario, plan->person[person].group);
    const double own = sim_uniform(draw(self, person, day, 0).word[1]);
    int n_before = 0;
    for (int p = 0; p < plan->n_persons; p++) {
        n_before += p != person && cc_roster_written(self->scenario, plan->person[p].group) == g &&
                    !plan->person[p].is_absent && is_scheduled(self, p, day) &&
                    sim_uniform(draw(self, p, day, 0).word[1]) < own;
    }
    return !plan->person[person].is_absent && n_before < self->scenario->center.group[g].absent;
}

static bool
is_absent(const second *self, int person, long day)
{
    const cc_person *it = &self->scenario->center.roster.person[person];
    const cc_group *group = &self->scenario->center.group[it->group];
    double share = group->absence.share * second_at_home(self, it->group).absence;
    if (share > 0 && group->absence.cv_by_day > 0) {
        const double variance = group->absence.cv_by_day * group->absence.cv_by_day;
        const char *of = group->home_of > 0 ? self->scenario->center.group[group->home_of - 1].name
                                            : group->name;
        const uint64_t name = sim_hash_bytes(sim_hash_start(), of, strlen(of));
        const double u =
            sim_uniform(second_draw(self, CC_DRAW_ABSENCE, name, (uint64_t)(day + 1), 0).word[0]);
        const sim_gamma gamma = sim_gamma_of(1 / variance);
        share *= sim_gamma_quantile(&gamma, u) * variance;
    }
    return it->is_absent || is_chosen(self, person, day) ||
           sim_uniform(draw(self, person, day, 0).word[0]) < share;
}

static void
add(second *self, int person, long day, bool is_of_new, double from, double to, second_scheduled is)
{
    if (to > from && to > 0) {
        const size_t n = self->n_pieces++;
        self->piece = realloc(self->piece, (n + 1) * sizeof(*self->piece));
        assert_non_null(self->piece);
        self->piece[n] = (second_piece){person, day, is_of_new, fmax(from, 0), to, is};
    }
}

static double
time_of(const sim_dist *dist, uint64_t word)
{
    return sim_dist_is_zero(dist) ? 0 : fmax(second_value(dist, word), 0);
}

static void
cut_day(second *self, int person, long day)
{
    const cc_person *it = &self->scenario->center.roster.person[person];
    const cc_group *group = &self->scenario->center.group[it->group];
    cc_span span[CC_MAX_SPANS];
    const int n = cc_roster_spans(self->scenario, person, day, span);
    const bool absent = n > 0 && is_absent(self, person, day);
    for (int j = 0; j < n; j++) {
        const double midnight = (double)day * CC_DAY;
        const double from = midnight + span[j].from, to = midnight + span[j].to;
        const bool works = span[j].activity == CC_WORK;
        const bool comes = j == 0 || span[j - 1].to < span[j].from;
        const bool ends = j + 1 == n || span[j + 1].from > span[j].to;
        second_scheduled is = {span[j].activity, works || span[j].paid, absent || span[j].is_away,
                               absent, false};
        is.paid = is.paid && (!absent || group->absence.paid);
        double late = 0, early = 0;
        if (works && !absent) {
            const bool rested =
                !comes && (span[j - 1].activity == CC_BREAK || span[j - 1].activity == CC_LUNCH);
            late = comes    ? time_of(&group->adherence.late, draw(self, person, day, 0).word[2])
                   : rested ? time_of(&group->adherence.long_breaks,
                                      draw(self, person, day, (uint64_t)j + 1).word[0])
                            : 0;
            late = fmin(late, to - from);
            early = ends ? time_of(&group->adherence.early, draw(self, person, day, 0).word[3]) : 0;
            early = fmin(early, to - from - late);
        }
        second_scheduled away = is;
        away.is_away = true;
        add(self, person, day, false, from, from + late, away);
        add(self, person, day, false, from + late, to - early, is);
        add(self, person, day, false, to - early, to, away);
        is.activity = works ? CC_TRAINING : is.activity;
        add(self, person, day, true, from, to, is);
    }
}

void
second_roster_open(second *self)
{
    for (int p = 0; p < self->scenario->center.roster.n_persons; p++) {
        for (long day = -1; day < self->scenario->run.days; day++) {
            cut_day(self, p, day);
        }
    }
}

/* Of whoever has the position; NULL: nothing. */
static const second_piece *
piece_now(const second *self, int group, int seat)
{
    const int person = self->scenario->center.roster.first[group] + seat;
    for (size_t j = 0; seat < second_n_persons(self, group) && j < self->n_pieces; j++) {
        const second_piece *it = &self->piece[j];
        const size_t days = (size_t)self->scenario->run.days;
        const int who =
            it->day < 0 ? SECOND_FILLED : self->position[(size_t)person * days + (size_t)it->day];
        if (it->person == person && it->from <= self->now && self->now < it->to &&
            who == (it->is_of_new ? SECOND_NEW : SECOND_FILLED)) {
            return it;
        }
    }
    return NULL;
}

long
second_shift_day(const second *self, int group, int seat)
{
    const second_piece *it = piece_now(self, group, seat);
    return it == NULL || it->is.activity == CC_OFF ? LONG_MIN : it->day;
}

second_scheduled
second_scheduled_now(const second *self, int group, int seat)
{
    const second_piece *it = self->is_open ? piece_now(self, group, seat) : NULL;
    second_scheduled is = {CC_OFF, false, false, false, false};
    if (it != NULL) {
        is = it->is;
        for (int a = 0; a < self->n_agents; a++) {
            const second_agent *agent = &self->agent[a];
            is.is_off |= agent->group == group && agent->seat == seat && agent->is_off;
        }
    }
    return is;
}

double
second_roster_next(const second *self)
{
    double next = INFINITY;
    for (size_t j = 0; j < self->n_pieces; j++) {
        const second_piece *it = &self->piece[j];
        next = it->from > self->now && it->from < next ? it->from : next;
        next = it->to > self->now && it->to < next ? it->to : next;
    }
    return next;
}

bool
second_works(second_scheduled it)
{
    return it.activity == CC_WORK && !it.is_away && !it.is_off;
}

int
second_doing(second_scheduled it)
{
    const bool is_leave = it.activity == CC_OFF && it.paid;
    return 2 * (it.is_away || is_leave ? CC_WORK : it.activity) + it.paid;
}

/* ---- what is counted ---- */

void
second_count_off(const second *self, int group, double *count, double time)
{
    count[CC_A_time_off] += time;
    count[CC_A_wages] +=
        time * second_wage(self, group) / 3600 * self->scenario->center.group[group].time_off.pay;
}

void
second_count_persons(second *self, int group, double *count, double dt)
{
    static const int counter[] = {CC_A_absent,   CC_A_breaks,   CC_A_breaks,
                                  CC_A_meetings, CC_A_training, CC_A_absent};
    int doing[2 * CC_N_ACTIVITIES] = {0}, late[2 * CC_N_ACTIVITIES] = {0};
    int adhering = 0, n_paid = 0;
    for (int seat = 0; seat < second_n_persons(self, group); seat++) {
        const second_scheduled it =
            self->scheduled[self->scenario->center.roster.first[group] + seat];
        if (it.is_off) {
            second_count_off(self, group, count, it.paid ? dt : 0);
            continue;
        }
        doing[second_doing(it)] += !second_works(it);
        adhering += second_works(it);
        n_paid += it.paid;
        count[CC_A_scheduled] += it.activity != CC_OFF ? dt : 0;
        count[CC_A_scheduled_work] += it.activity == CC_WORK ? dt : 0;
    }
    for (int a = 0; a < self->n_agents; a++) {
        const second_agent *agent = &self->agent[a];
        late[agent->leaves_to] += agent->group == group && agent->is_leaving;
        count[CC_A_worked] += agent->group == group && agent->on_duty ? dt : 0;
    }
    const cc_group *setup = &self->scenario->center.group[group];
    for (int j = 0; j < 2 * CC_OFF; j++) {
        const int n_late = late[j] < doing[j] ? late[j] : doing[j];
        adhering += j >= 2 ? doing[j] - n_late : 0;
        if (j % 2 == 1) {
            count[counter[j / 2]] += (doing[j] - n_late) * dt;
            count[CC_A_overtime] -= n_late * dt;
            count[CC_A_wages] -=
                n_late * dt * setup->overtime_pay * second_wage(self, group) / 3600;
        }
    }
    count[CC_A_adhering] += adhering * dt;
    count[CC_A_paid] += n_paid * dt;
    count[CC_A_wages] += n_paid * dt * second_wage(self, group) / 3600;
}
