/* How many agents each group has: what the staff tables make of an interval, the seats that the most
 * of them need, and what they cost. */
#include "models/center/state.h"

#include "models/scenario/opening.h"
#include "models/scenario/roster.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Nobody is known to do anything. */
static void
forget_persons(cc_roster *roster)
{
    roster->n_scheduled = roster->n_at_work = 0;
    memset(roster->doing, 0, sizeof(roster->doing));
    memset(roster->turned, 0, sizeof(roster->turned));
}

/* Nobody is scheduled. */
static void
forget_all(cc_roster *roster)
{
    roster->paid = roster->training = 0;
    roster->there = roster->whole = roster->n_off = roster->n_off_paid = 0;
    forget_persons(roster);
}

/* Of those scheduled, the share whose positions are filled, and of them the share in training. */
static void
share_positions(const cc_crew *crew, cc_roster *roster)
{
    const double positions = fmax(crew->n_needed, 1);
    roster->training = roster->paid * (crew->now->n_in_training / positions);
    roster->paid *= crew->now->n_filled / positions;
}

/* Whoever might answer. */
static int
n_seats_filled(const cc_crew *crew)
{
    const int spare = (int)(crew->n_agents - crew->n_needed);
    return crew->now->n_filled - crew->now->n_in_training + spare;
}

/* So many would be there but for time off; where they become fewer, those who have it are the first
 * whose shift has ended. */
static void
send_some_home(cc_roster *roster, int whole)
{
    const int fewer = roster->whole - whole;
    roster->n_off -= fewer > 0 ? (fewer < roster->n_off ? fewer : roster->n_off) : 0;
    roster->n_off = roster->n_off < whole ? roster->n_off : whole;
    roster->n_off_paid = roster->n_off;
    roster->whole = whole;
    roster->there = whole - roster->n_off;
    roster->paid -= roster->n_off;
}

/* The next interval of the tables: who is scheduled, and the whole number of them that are there.
 * What is left of a fraction goes on to the interval after, so that agent hours are kept. */
static void
next_interval(const cc_center *self, const cc_crew *crew, cc_roster *roster)
{
    const size_t per_day = self->scenario->run.intervals_per_day;
    const double control = self->now.controls.staff[crew - self->crew];
    if (crew->n_persons > 0 && isnan(control)) {
        cc_roster_count(self, crew, roster);
        roster->n++;
        return;
    }
    forget_persons(roster);
    roster->paid = isnan(control) ? cc_staff_at(self->scenario, crew->group, roster->n / per_day,
                                                roster->n % per_day)
                                  : control;
    if (crew->wears) {
        share_positions(crew, roster);
    }
    roster->rest_before = roster->rest;
    const double there = (roster->paid - roster->training) *
                             cc_site_presence(&self->scenario->center, crew->group,
                                              roster->n / per_day, roster->n % per_day) +
                         roster->rest;
    int whole = (int)fmin(floor(there + 0.5 + 1e-9), INT_MAX); /* refused */
    roster->rest = there - whole;
    if (crew->wears && whole > n_seats_filled(crew)) {
        whole = n_seats_filled(crew);
        roster->rest = 0;
    }
    send_some_home(roster, whole > 0 ? whole : 0);
    roster->n++;
}

/* Do all days have the same table? */
static bool
days_are_alike(const cc_table *staff)
{
    return staff->n <= staff->per_day;
}

/* The most that are there at once: interval by interval as the clock goes through them. */
static int
find_seats(const cc_center *self, const cc_crew *crew)
{
    const cc_run *run = &self->scenario->run;
    cc_roster roster = {0};
    int seats = 0;
    if (crew->n_persons > 0) {
        return (int)crew->n_persons;
    }
    for (long day = 0; day < run->days; day++) {
        const cc_openings *today = cc_openings_of(run, &run->hours, day);
        const double rest = roster.rest;
        for (const cc_opening *o = today->at; o < today->at + today->n; o++) {
            const size_t end = cc_opening_end(run, o);
            for (size_t k = cc_opening_first(run, o); k < end; k++) {
                roster.n = (size_t)day * run->intervals_per_day + k;
                next_interval(self, crew, &roster);
                seats = roster.there > seats ? roster.there : seats;
            }
        }
        if (today->n > 0 && roster.rest == rest && run->hours.is_same &&
            days_are_alike(&crew->group->staff) && days_are_alike(&crew->group->shrinkage)) {
            break; /* and so will all other days */
        }
    }
    return seats;
}

static double
paid_at(const cc_center *self, const cc_crew *crew, size_t day, size_t k)
{
    return crew->n_persons > 0
               ? cc_roster_numbers(self->scenario, (int)(crew - self->crew), (long)day, k).paid
               : cc_staff_at(self->scenario, crew->group, day, k);
}

/* The most that are scheduled at once, of all groups of that site or (0) of the house together; of
 * each one's own. */
static double
find_most(const cc_center *self, int site, double *own)
{
    const cc_run *run = &self->scenario->run;
    double most = 0;
    bool repeats = false;
    for (size_t day = 0; day < (size_t)run->days && !repeats; day++) {
        if (!cc_day_is_open(run, (long)day)) {
            continue;
        }
        for (size_t k = 0; k < run->intervals_per_day; k++) {
            double sum = 0;
            for (int g = 0; g < self->n_crews && cc_interval_counts(run, (long)day, k); g++) {
                const cc_group *group = self->crew[g].group;
                if ((site == 0 || group->site == site) && !group->outsourced.is) {
                    const double paid = paid_at(self, &self->crew[g], day, k);
                    own[g] = fmax(own[g], paid);
                    sum += paid;
                }
            }
            most = fmax(most, sum);
        }
        repeats = run->hours.is_same;
        for (int g = 0; g < self->n_crews; g++) {
            repeats = repeats && self->crew[g].n_persons == 0 &&
                      days_are_alike(&self->crew[g].group->staff);
        }
    }
    return most;
}

/* Adds the price of so many at once, of that site or (0) of the house, to its groups by their own
 * most. */
static void
share_price(cc_center *self, double price, int site)
{
    double own[CC_MAX_GROUPS] = {0};
    const double most = price > 0 ? find_most(self, site, own) : 0;
    double sum = 0;
    for (int g = 0; g < self->n_crews; g++) {
        sum += own[g];
    }
    const double share = sum > 0 ? most / sum : 0;
    for (int g = 0; g < self->n_crews; g++) {
        self->crew[g].licence += price * (own[g] * share) / (365.25 / 12 * CC_DAY);
    }
}

/* Adds the price of each agent who is ever at the site. */
static void
equip(cc_center *self, double price, int site)
{
    double own[CC_MAX_GROUPS] = {0};
    if (price > 0) {
        find_most(self, site, own);
    }
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        const double n =
            crew->n_persons > 0 && crew->group->site == site && !crew->group->outsourced.is
                ? crew->n_persons
                : own[g];
        crew->licence += price * n / (365.25 / 12 * CC_DAY);
    }
}

/* Licences are for the most agents of the house at once, seats for the most of a site; all who are there
 * have an allowance, and equipment; those of another company are its own affair. */
static void
share_prices(cc_center *self)
{
    const cc_center_setup *center = &self->scenario->center;
    share_price(self, center->costs.licence_per_agent_month, 0);
    for (int j = 0; j < center->n_sites; j++) {
        share_price(self, center->site[j].seat_cost, j + 1);
        equip(self, center->site[j].allowance + center->site[j].equipment, j + 1);
    }
}

void
cc_staffing_init(cc_center *self)
{
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        const cc_roster_plan *plan = &self->scenario->center.roster;
        crew->n_persons = (uint32_t)cc_roster_people(self->scenario, g);
        crew->first_person = crew->n_persons > 0 ? (uint32_t)plan->first[g] : 0;
        crew->n_needed = (uint32_t)find_seats(self, crew);
        crew->wage = cc_site_wage(&self->scenario->center, crew->group) / 3600;
        crew->overtime_wage = crew->wage * crew->group->overtime_pay;
        crew->guaranteed = crew->group->outsourced.guaranteed * 60 *
                           (self->window.end - self->window.start) / (365.25 / 12 * CC_DAY);
    }
    share_prices(self);
}

uint32_t
cc_staffing_spare(const cc_crew *crew)
{
    const double spare = ceil(crew->group->spare * crew->n_needed - 1e-9);
    return crew->group->spare > 0 ? (uint32_t)fmin(fmax(spare, 5), CC_MAX_AGENTS) : 0;
}

bool
cc_staffing_fits(const cc_group *group, double staff, double seats)
{
    const cc_table *shrinkage = &group->shrinkage;
    double least = shrinkage->n > 0 ? shrinkage->v[0] : shrinkage->constant;
    for (size_t k = 0; k < shrinkage->n; k++) {
        least = fmin(least, shrinkage->v[k]);
    }
    return staff >= 0 && staff * (1 - least) <= seats;
}

int
cc_staffing_seats(const cc_scenario *scenario, int group, double *seats)
{
    cc_center *center = calloc(1, sizeof(*center)); /* as much of one as it takes */
    cc_crew *crew = calloc((size_t)scenario->center.n_groups, sizeof(*crew));
    if (center != NULL && crew != NULL) {
        center->scenario = scenario;
        center->crew = crew;
        center->n_crews = scenario->center.n_groups;
        cc_controls_init(&center->now.controls, scenario);
        crew[group].group = &scenario->center.group[group];
        crew[group].n_persons = (uint32_t)cc_roster_people(scenario, group);
        crew[group].n_needed = (uint32_t)find_seats(center, &crew[group]);
        *seats = crew[group].n_needed + (double)cc_staffing_spare(&crew[group]);
    }
    const int ret = center != NULL && crew != NULL ? SIM_OK : SIM_ERR_NOMEM;
    free(center);
    free(crew);
    return ret;
}

void
cc_staffing_turn_to(cc_center *self, size_t day, size_t k)
{
    self->now.is_staffed = true;
    cc_positions_advance(self);
    cc_roster_advance(self);
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        crew->now->roster.n =
            day * self->scenario->run.intervals_per_day + k; /* past closed days */
        next_interval(self, crew, &crew->now->roster);
    }
}

void
cc_staffing_again(cc_center *self, int group)
{
    cc_roster *roster = &self->crew[group].now->roster;
    roster->n--;
    roster->rest = roster->rest_before;
    next_interval(self, &self->crew[group], roster);
}

void
cc_staffing_end(cc_center *self)
{
    self->now.is_staffed = false;
    for (int g = 0; g < self->n_crews; g++) {
        forget_all(&self->crew[g].now->roster);
    }
}

void
cc_staffing_close(cc_center *self)
{
    self->now.is_staffed = false;
    for (int g = 0; g < self->n_crews; g++) {
        forget_all(&self->crew[g].now->roster);
    }
}
