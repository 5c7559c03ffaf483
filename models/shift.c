/* The shifts of the groups: how many agents the staff tables make in an interval, who comes, who
 * goes, and in which order where much happens at one instant. */
#include "models/center_state.h"

#include "models/hours.h"
#include <limits.h>
#include <math.h>

/* ---- staff tables ---- */

/* The next interval of the tables: who is scheduled, and the whole number of them that are there.
 * What is left of a fraction goes on to the interval after, so that agent hours are kept. */
static void
next_interval(const cc_center *self, const cc_crew *crew, cc_roster *roster)
{
    const size_t per_day = self->scenario->run.intervals_per_day;
    roster->paid = cc_table_at(&crew->group->staff, roster->n / per_day, roster->n % per_day) *
                   self->scenario->center.staff_scale;
    const double there = roster->paid * (1 - crew->group->shrinkage) + roster->rest;
    const int whole = (int)fmin(floor(there + 0.5 + 1e-9), INT_MAX); /* refused */
    roster->rest = there - whole;
    roster->there = whole > 0 ? whole : 0;
    roster->n++;
}

/* Do all days from this one on have the same table? */
static bool
table_repeats(const cc_center *self, const cc_crew *crew, size_t day)
{
    const size_t per_day = self->scenario->run.intervals_per_day;
    return (day + 1) * per_day >= crew->group->staff.n;
}

/* The most that are there at once. */
static int
find_seats(const cc_center *self, const cc_crew *crew)
{
    const size_t per_day = self->scenario->run.intervals_per_day;
    cc_roster roster = {0};
    int seats = 0;
    for (size_t day = 0; day < (size_t)self->scenario->run.days; day++) {
        if (!cc_day_is_open(&self->scenario->run, (long)day)) {
            continue;
        }
        const double rest = roster.rest;
        roster.n = day * per_day;
        for (size_t k = 0; k < per_day; k++) {
            next_interval(self, crew, &roster);
            seats = roster.there > seats ? roster.there : seats;
        }
        if (roster.rest == rest && table_repeats(self, crew, day)) {
            break; /* and so will all other days */
        }
    }
    return seats;
}

/* The most that are scheduled at once, of all groups together; each one's own into its licence. */
static double
find_most(cc_center *self)
{
    const size_t per_day = self->scenario->run.intervals_per_day;
    double most = 0;
    bool repeats = false;
    for (size_t day = 0; day < (size_t)self->scenario->run.days && !repeats; day++) {
        if (!cc_day_is_open(&self->scenario->run, (long)day)) {
            continue;
        }
        for (size_t k = 0; k < per_day; k++) {
            double sum = 0;
            for (int g = 0; g < self->n_crews; g++) {
                cc_crew *crew = &self->crew[g];
                const double paid =
                    cc_table_at(&crew->group->staff, day, k) * self->scenario->center.staff_scale;
                crew->licence = fmax(crew->licence, paid);
                sum += paid;
            }
            most = fmax(most, sum);
        }
        repeats = true;
        for (int g = 0; g < self->n_crews; g++) {
            repeats = repeats && table_repeats(self, &self->crew[g], day);
        }
    }
    return most;
}

/* Licences are for the most agents of the house at once; its groups bear them by their own. */
static void
share_licences(cc_center *self)
{
    const double price = self->scenario->center.costs.licence_per_agent_month;
    const double most = price > 0 ? find_most(self) : 0;
    double sum = 0;
    for (int g = 0; g < self->n_crews; g++) {
        sum += self->crew[g].licence;
    }
    const double share = sum > 0 ? most / sum : 0;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        crew->licence = price * (crew->licence * share) / (365.25 / 12 * CC_DAY);
    }
}

void
cc_shifts_init(cc_center *self)
{
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        crew->n_agents = (uint32_t)find_seats(self, crew);
        crew->wage = crew->group->wage_per_hour / 3600;
        crew->overtime_wage = crew->wage * crew->group->overtime_pay;
    }
    share_licences(self);
}

/* ---- who comes and who goes ---- */

static int
n_here(const cc_crew *crew)
{
    return crew->n_duty - crew->n_overtime;
}

/* Too many: first the idle, longest idle first, then from the last seat. */
static void
take_out(cc_center *self, cc_crew *crew, int target, bool gives_away)
{
    while (n_here(crew) > target && crew->list[0].first != CC_NONE) {
        cc_agent_go(self, crew->list[0].first);
    }
    for (uint32_t j = crew->n_agents; j > 0 && n_here(crew) > target; j--) {
        cc_agent *agent = &self->agent[crew->first_agent + j - 1];
        if (agent->on_duty && !agent->leaving) {
            cc_agent_leave(self, crew->first_agent + j - 1);
            agent->gives_away = gives_away;
        }
    }
}

/* Too few: first those who are about to go, then others; each looks for work. */
static void
bring_in(cc_center *self, cc_crew *crew, int target)
{
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t j = 0; j < crew->n_agents && n_here(crew) < target; j++) {
            const uint32_t a = crew->first_agent + j;
            if (pass == 0 ? self->agent[a].leaving : !self->agent[a].on_duty) {
                cc_agent_come(self, a);
                cc_life_seek(self, a);
            }
        }
    }
}

/* Those who are leaving since this instant: their work goes to others, as its channel says. */
static void
give_away(cc_center *self, const cc_crew *crew)
{
    for (uint32_t j = crew->n_agents; j > 0; j--) {
        cc_agent *agent = &self->agent[crew->first_agent + j - 1];
        if (agent->gives_away) {
            agent->gives_away = false;
            cc_life_interrupt_all(self, crew->first_agent + j - 1);
        }
    }
}

/* As many as each group's roster says. Who leaves is out of everybody's choice before work goes
 * to others. */
static void
change(cc_center *self)
{
    const bool interrupts = self->scenario->center.shift_end == CC_SHIFT_INTERRUPT;
    for (int g = 0; g < self->n_crews; g++) {
        take_out(self, &self->crew[g], self->crew[g].roster.there, interrupts);
    }
    for (int g = 0; g < self->n_crews; g++) {
        bring_in(self, &self->crew[g], self->crew[g].roster.there);
    }
    for (int g = 0; g < self->n_crews && interrupts; g++) {
        give_away(self, &self->crew[g]);
    }
    cc_life_seek_all(self);
}

void
cc_shifts_start_interval(cc_center *self, size_t day, size_t k)
{
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        crew->roster.n = day * self->scenario->run.intervals_per_day + k; /* past closed days */
        next_interval(self, crew, &crew->roster);
    }
    change(self);
}

void
cc_shifts_end(cc_center *self)
{
    for (int g = 0; g < self->n_crews; g++) {
        self->crew[g].roster.paid = self->crew[g].roster.there = 0;
    }
    change(self);
}

/* ---- after closing ---- */

void
cc_shifts_close(cc_center *self)
{
    self->closing = true;
    for (int g = 0; g < self->n_crews; g++) {
        self->crew[g].roster.paid = 0;
    }
    cc_life_seek_all(self);
}

/* Does anybody wait for the group, or talk to automation before that, whom it could take? */
static bool
is_needed(const cc_center *self, const cc_crew *crew)
{
    for (const cc_option *o = crew->option; o < crew->option + crew->n_options; o++) {
        const cc_line *line = &self->line[o->line];
        if (line->n + line->n_automated > 0 && !cc_channel_types[o->channel]->deferred &&
            o->reserve < n_here(crew)) {
            return true;
        }
    }
    return false;
}

void
cc_shifts_check_closing(cc_center *self)
{
    bool anybody = false;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        if (n_here(crew) > 0 && !is_needed(self, crew)) {
            cc_crew_account(self, crew);
            take_out(self, crew, 0, false);
        }
        anybody |= n_here(crew) > 0;
    }
    self->closing = anybody;
}
