/* Factors side by side, all on the customers of the baseline, in one run: a coarse grid and one
 * between two of its points with few replications, then a grid with all of them around the crossing,
 * as wide as chance could have moved it. The interval is the set of factors whose difference is not
 * clearly of one sign (a test inverted, so that slope and search add no error of their own): its
 * ends lie where an end of the difference's interval crosses 0, taken as a line between neighbours.
 *
 * The center has whole seats, spread over intervals by rounding what is scheduled up to each. So
 * the figure is a staircase in the factor, flat while no seat moves, and at either end the interval
 * is longer by the factor that moves one seat of an interval. */
#include "experiment/match.h"

#include "experiment/run.h"
#include "models/scenario/scenario.h"
#include "models/scenario/workload.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double coarse[] = {0.4, 0.55, 0.7, 0.8, 0.9, 1.0, 1.15, 1.4, 2.0};
enum { COARSE = sizeof(coarse) / sizeof(*coarse), MIDDLE = 5, FINE = 7, ROUNDS = 4 };

typedef struct probe {
    double factor;
    sim_interval difference;
    double hours; /* paid a day, of the scenario */
} probe;

typedef struct search {
    xp_match *match;
    const xp_plan *plan;
    double base_hours, base_value;
    double step; /* of the factor, that moves a seat */
    probe probe[COARSE];
    int n;
} search;

/* Fills difference and hours of all probes. */
static int
run_probes(search *self, uint64_t replications, cc_refusal *refusal)
{
    const cc_scenario *scenario = self->plan->scenario[self->match->scenario];
    cc_scenario *copy = calloc((size_t)self->n, sizeof(*copy)); /* shallow: memory stays there */
    if (copy == NULL) {
        return SIM_ERR_NOMEM;
    }
    const xp_wish wish = {.kpi = self->match->kpi, .scope = self->match->scope};
    xp_plan plan = *self->plan;
    plan.n_scenarios = self->n + 1;
    plan.replications = replications;
    plan.wish = &wish;
    plan.n_wishes = 1;
    plan.n_rules = 0;
    plan.by_interval = plan.best = false;
    plan.on_row = NULL;
    for (int j = 0; j < self->n; j++) {
        copy[j] = *scenario;
        copy[j].center.staff_scale *= self->probe[j].factor;
        plan.scenario[j + 1] = &copy[j];
        plan.script[j + 1] = self->plan->script[self->match->scenario];
    }
    xp_results results;
    int ret = xp_run(&results, &plan, refusal);
    if (ret == SIM_OK && results.partial) {
        xp_results_free(&results);
        ret = SIM_ERR_INTERRUPTED;
    }
    if (ret == SIM_OK) {
        const size_t m = xp_results_find(&results, self->match->kpi, self->match->scope);
        self->base_hours = xp_results_figure(&results, 0, "hours_paid", "center").mean;
        self->base_value = xp_results_estimate(&results, 0, m).mean;
        for (int j = 0; j < self->n; j++) {
            self->probe[j].difference = xp_results_difference(&results, j + 1, m).interval;
            self->probe[j].hours = xp_results_figure(&results, j + 1, "hours_paid", "center").mean;
        }
        xp_results_free(&results);
    }
    free(copy);
    return ret;
}

static double
at(double a, double b, double share)
{
    return a + (b - a) * share;
}

/* Of the line between two values that differ in sign. */
static double
crossing_of(double a, double b)
{
    return a / (a - b);
}

/* The crossing of 0 nearest to `where`; -1: none. It lies between j and j + 1. */
static int
find_crossing(const search *self, double where)
{
    int best = -1;
    double nearest = INFINITY;
    for (int j = 0; j + 1 < self->n; j++) {
        const double a = self->probe[j].difference.mean, b = self->probe[j + 1].difference.mean;
        if (isnan(a) || isnan(b) || (a < 0) == (b < 0)) {
            continue;
        }
        const double middle = (self->probe[j].factor + self->probe[j + 1].factor) / 2;
        if (fabs(middle - where) < nearest) {
            nearest = fabs(middle - where);
            best = j;
        }
    }
    return best;
}

/* Beyond chance: -1 or 1, else 0. */
static int
sign_of(const probe *self)
{
    const sim_interval *it = &self->difference;
    return it->lower > 0 ? 1 : it->upper < 0 ? -1 : 0;
}

/* Change of the difference with the factor, over all probes. */
static double
slope(const search *self)
{
    double x = 0, y = 0, xx = 0, xy = 0;
    for (int j = 0; j < self->n; j++) {
        x += self->probe[j].factor / self->n;
        y += self->probe[j].difference.mean / self->n;
    }
    for (int j = 0; j < self->n; j++) {
        xx += (self->probe[j].factor - x) * (self->probe[j].factor - x);
        xy += (self->probe[j].factor - x) * (self->probe[j].difference.mean - y);
    }
    return xy / xx;
}

static int
run_grid(search *self, int n, double least, double most, uint64_t replications, cc_refusal *refusal)
{
    self->n = n;
    for (int k = 0; k < n; k++) {
        self->probe[k].factor = fmax(at(least, most, (double)k / (n - 1)), 0.01 * (k + 1));
    }
    return run_probes(self, replications, refusal);
}

/* Of the factor that moves a seat of one interval, in the group where it is greatest. */
static int
measure_step(search *self, const cc_scenario *scenario)
{
    cc_workload workload;
    const int ret = cc_workload_init(&workload, scenario);
    if (ret != SIM_OK) {
        return ret;
    }
    const double days = fmax(scenario->run.observe / CC_DAY, 1);
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const double seats = workload.group[g].present * 3600 / scenario->run.interval * days;
        if (seats > 0) {
            self->step = fmax(self->step, 1 / seats);
        }
    }
    cc_workload_free(&workload);
    return SIM_OK;
}

/* Where the difference leaves the sign that it has at the end `from`, going `by` = 1 or -1. */
static double
leaves(const search *self, int from, int by)
{
    const int sign = sign_of(&self->probe[from]);
    int j = from;
    while (sign_of(&self->probe[j + by]) == sign) {
        j += by;
    }
    const probe *a = &self->probe[j], *b = &self->probe[j + by];
    const double ends[2] = {sign > 0 ? a->difference.lower : a->difference.upper,
                            sign > 0 ? b->difference.lower : b->difference.upper};
    return at(a->factor, b->factor, crossing_of(ends[0], ends[1])) - by * self->step;
}

/* The outermost probes are clear, of two signs, and the mean crosses between j and j + 1. */
static void
conclude(search *self, int j)
{
    xp_match *match = self->match;
    const probe *a = &self->probe[j], *b = &self->probe[j + 1];
    const double share = crossing_of(a->difference.mean, b->difference.mean);
    const double factor = at(a->factor, b->factor, share);
    const double hours_each = at(a->hours, b->hours, share) / factor;
    const double scale = self->plan->scenario[match->scenario]->center.staff_scale;
    const double low = fmax(leaves(self, 0, 1), 0), high = leaves(self, self->n - 1, -1);
    match->reached = true;
    match->scale = factor * scale;
    match->low = low * scale;
    match->high = high * scale;
    match->hours = factor * hours_each - self->base_hours;
    match->hours_low = low * hours_each - self->base_hours;
    match->hours_high = high * hours_each - self->base_hours;
    match->value = self->base_value;
}

static bool
is_bracketed(const search *self)
{
    const int first = sign_of(&self->probe[0]), last = sign_of(&self->probe[self->n - 1]);
    return first != 0 && first == -last;
}

/* Do all probes differ, and to the same side? */
static bool
is_beyond(const search *self)
{
    const int first = sign_of(&self->probe[0]);
    int j = 1;
    while (j < self->n && sign_of(&self->probe[j]) == first) {
        j++;
    }
    return first != 0 && j == self->n;
}

static int
run_coarse(search *self, double stretch, uint64_t replications, cc_refusal *refusal)
{
    const double scale = self->plan->scenario[self->match->scenario]->center.staff_scale;
    self->n = COARSE;
    for (int j = 0; j < COARSE; j++) {
        self->probe[j].factor = stretch * coarse[j];
    }
    self->match->least = fmin(self->match->least, stretch * coarse[0] * scale);
    self->match->most = fmax(self->match->most, stretch * coarse[COARSE - 1] * scale);
    return run_probes(self, replications, refusal);
}

/* With few replications: about where it crosses, and how far from there the interval of all may
 * reach. False: nowhere. */
static int
look_for_it(search *self, uint64_t few, double *middle, double *reach, bool *found,
            cc_refusal *refusal)
{
    *found = false;
    int ret = run_coarse(self, 1, few, refusal);
    /* the value may be that at one end, with nothing beyond it to tell */
    const int first = ret == SIM_OK ? sign_of(&self->probe[0]) : 0;
    const int last = ret == SIM_OK ? sign_of(&self->probe[COARSE - 1]) : 0;
    if ((first == 0) != (last == 0)) {
        ret = run_coarse(self, last == 0 ? 2 : 0.5, few, refusal);
    }
    if (ret == SIM_OK && is_beyond(self)) {
        self->match->why = XP_UNMATCHED_RANGE;
    }
    const int j = ret == SIM_OK && is_bracketed(self) ? find_crossing(self, 1) : -1;
    if (j < 0) {
        return ret;
    }
    ret = run_grid(self, MIDDLE, self->probe[j].factor, self->probe[j + 1].factor, few, refusal);
    const int k = ret == SIM_OK ? find_crossing(self, 1) : -1;
    if (k < 0) {
        return ret;
    }
    const probe *a = &self->probe[k], *b = &self->probe[k + 1];
    const double share = crossing_of(a->difference.mean, b->difference.mean);
    const double half = at(a->difference.half_width, b->difference.half_width, share);
    *middle = at(a->factor, b->factor, share);
    *reach = half / fabs(slope(self));
    *found = true;
    return SIM_OK;
}

void
xp_match_none(xp_match *self, const xp_plan *plan, int scenario, xp_unmatched why)
{
    const double scale = plan->scenario[scenario]->center.staff_scale;
    self->scenario = scenario;
    self->reached = false;
    self->n_others = 0;
    self->why = why;
    self->scale = self->low = self->high = self->value = NAN;
    self->hours = self->hours_low = self->hours_high = NAN;
    self->least = coarse[0] * scale;
    self->most = coarse[COARSE - 1] * scale;
}

/* What becomes of the other channels at the staff that was found. */
static int
look_at_others(search *self, cc_refusal *refusal)
{
    xp_match *match = self->match;
    const cc_scenario *scenario = self->plan->scenario[match->scenario];
    cc_scenario copy = *scenario; /* shallow: memory stays there */
    copy.center.staff_scale = match->scale;
    xp_plan plan = *self->plan;
    plan.scenario[0] = scenario;
    plan.scenario[1] = &copy;
    plan.script[0] = plan.script[1] = self->plan->script[match->scenario];
    plan.n_scenarios = 2;
    plan.n_rules = plan.n_wishes = 0;
    plan.by_interval = plan.best = false;
    plan.on_row = NULL;
    xp_results results;
    int ret = xp_run(&results, &plan, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    for (int c = 0; c < scenario->n_channels && !results.partial; c++) {
        char scope[160];
        snprintf(scope, sizeof(scope), "channel:%s", scenario->channel[c].name);
        const size_t m = xp_results_find(&results, "service_level", scope);
        if (m != XP_LACKS && strcmp(scope, match->scope) != 0 &&
            !isnan(xp_results_estimate(&results, 1, m).mean)) {
            match->other[match->n_others++] =
                (xp_match_other){.channel = scenario->channel[c].name,
                                 .level = xp_results_estimate(&results, 1, m).mean,
                                 .level_here = xp_results_estimate(&results, 0, m).mean};
        }
    }
    ret = results.partial ? SIM_ERR_INTERRUPTED : SIM_OK;
    xp_results_free(&results);
    return ret;
}

int
xp_match_find(xp_match *self, const xp_plan *plan, int scenario, cc_refusal *refusal)
{
    xp_match_none(self, plan, scenario, XP_UNMATCHED_FLAT);
    if (plan->replications < 2) {
        self->why = XP_UNMATCHED_NO_INTERVAL;
        return SIM_OK;
    }
    search all = {.match = self, .plan = plan};
    const uint64_t n = plan->replications, fifth = n / 5 < 10 ? 10 : n / 5;
    const uint64_t few = fifth < n ? fifth : n;
    double middle, reach;
    bool found = false;
    int ret = measure_step(&all, plan->scenario[scenario]);
    if (ret == SIM_OK) {
        ret = look_for_it(&all, few, &middle, &reach, &found, refusal);
    }
    if (ret != SIM_OK || !found) {
        return ret;
    }
    /* that of the few may lie at the end of theirs, and that of all reaches on from there */
    reach = 1.2 * reach * (1 + sqrt((double)few / (double)n)) + 2 * all.step;
    for (int round = 0; round < ROUNDS; round++, reach *= 2) {
        ret = run_grid(&all, FINE, middle - reach, middle + reach, n, refusal);
        if (ret != SIM_OK) {
            return ret;
        }
        const int j = find_crossing(&all, middle);
        if (j >= 0 && is_bracketed(&all)) {
            conclude(&all, j);
            return look_at_others(&all, refusal);
        }
    }
    return SIM_OK;
}
