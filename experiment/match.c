/* Factors side by side, all on the customers of the baseline, in one run: first a coarse grid with
 * few replications, then five around the crossing with all of them. Between neighbours the
 * difference is taken as a line. Staffing in fractions of an agent is spread over intervals by the
 * center, so the difference moves in small steps. */
#include "experiment/match.h"

#include <stdlib.h>
#include <string.h>

#define FINE 5

static const double coarse[] = {0.4, 0.55, 0.7, 0.8, 0.9, 1.0, 1.15, 1.4, 2.0};
enum { COARSE = sizeof coarse / sizeof *coarse };

typedef struct probe {
    double factor;
    double difference, half_width;
    double hours; /* paid a day, of the scenario */
} probe;

typedef struct search {
    xp_match *match;
    const xp_plan *plan;
    double base_hours, base_value;
    probe probe[COARSE];
    int n;
} search;

/* Fills difference and hours of all probes. */
static int
run_probes(search *self, uint64_t replications, cc_problem *problem)
{
    const cc_scenario *scenario = self->plan->scenario[self->match->scenario];
    cc_scenario *copy = calloc((size_t)self->n, sizeof *copy); /* shallow: memory stays there */
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
    plan.by_interval = false;
    plan.on_row = NULL;
    for (int j = 0; j < self->n; j++) {
        copy[j] = *scenario;
        copy[j].center.staff_scale *= self->probe[j].factor;
        plan.scenario[j + 1] = &copy[j];
    }
    xp_results results;
    int ret = xp_run(&results, &plan, problem);
    if (ret == SIM_OK && results.partial) {
        xp_results_free(&results);
        ret = SIM_ERR_INTERRUPTED;
    }
    if (ret == SIM_OK) {
        const size_t m = xp_results_find(&results, self->match->kpi, self->match->scope);
        self->base_hours = xp_results_figure(&results, 0, "hours_paid", "center").mean;
        self->base_value = xp_results_estimate(&results, 0, m).mean;
        for (int j = 0; j < self->n; j++) {
            const sim_interval it = xp_results_difference(&results, j + 1, m).interval;
            self->probe[j].difference = it.mean;
            self->probe[j].half_width = it.half_width;
            self->probe[j].hours = xp_results_figure(&results, j + 1, "hours_paid", "center").mean;
        }
        xp_results_free(&results);
    }
    free(copy);
    return ret;
}

/* The crossing of 0 nearest to the staff as it is; -1: none. It lies between j and j + 1. */
static int
find_crossing(const search *self)
{
    int best = -1;
    for (int j = 0; j + 1 < self->n; j++) {
        const double a = self->probe[j].difference, b = self->probe[j + 1].difference;
        if (isnan(a) || isnan(b) || (a < 0) == (b < 0)) {
            continue;
        }
        const double middle = (self->probe[j].factor + self->probe[j + 1].factor) / 2;
        if (best < 0 ||
            fabs(middle - 1) <
                fabs((self->probe[best].factor + self->probe[best + 1].factor) / 2 - 1)) {
            best = j;
        }
    }
    return best;
}

/* Beyond chance. A figure that hardly depends on the staff crosses 0 by chance anywhere. */
static bool
is_clear(const probe *self)
{
    return fabs(self->difference) > self->half_width;
}

static double
at(double a, double b, double share)
{
    return a + (b - a) * share;
}

/* Change of the difference with the factor, over all probes. */
static double
slope(const search *self)
{
    double x = 0, y = 0, xx = 0, xy = 0;
    for (int j = 0; j < self->n; j++) {
        x += self->probe[j].factor / self->n;
        y += self->probe[j].difference / self->n;
    }
    for (int j = 0; j < self->n; j++) {
        xx += (self->probe[j].factor - x) * (self->probe[j].factor - x);
        xy += (self->probe[j].factor - x) * (self->probe[j].difference - y);
    }
    return xy / xx;
}

static void
conclude(search *self, int j)
{
    xp_match *match = self->match;
    const probe *a = &self->probe[j], *b = &self->probe[j + 1];
    const double share = a->difference / (a->difference - b->difference);
    const double factor = at(a->factor, b->factor, share);
    const double half = at(a->half_width, b->half_width, share) / fabs(slope(self));
    const double hours_each = at(a->hours, b->hours, share) / factor;
    const double scale = self->plan->scenario[match->scenario]->center.staff_scale;
    match->reached = true;
    match->scale = factor * scale;
    match->low = (factor - half) * scale;
    match->high = (factor + half) * scale;
    match->hours = factor * hours_each - self->base_hours;
    match->hours_low = (factor - half) * hours_each - self->base_hours;
    match->hours_high = (factor + half) * hours_each - self->base_hours;
    match->value = self->base_value;
}

int
xp_match_find(xp_match *self, const xp_plan *plan, int scenario, cc_problem *problem)
{
    self->scenario = scenario;
    self->reached = false;
    self->scale = self->low = self->high = self->value = NAN;
    self->hours = self->hours_low = self->hours_high = NAN;
    const double scale = plan->scenario[scenario]->center.staff_scale;
    self->least = coarse[0] * scale;
    self->most = coarse[COARSE - 1] * scale;
    search all = {.match = self, .plan = plan, .n = COARSE};
    for (int j = 0; j < COARSE; j++) {
        all.probe[j].factor = coarse[j];
    }
    const uint64_t few = plan->replications / 5 < 10 ? 10 : plan->replications / 5;
    int ret = run_probes(&all, few < plan->replications ? few : plan->replications, problem);
    if (ret != SIM_OK) {
        return ret;
    }
    int j = is_clear(&all.probe[0]) && is_clear(&all.probe[COARSE - 1]) ? find_crossing(&all) : -1;
    if (j < 0) {
        return SIM_OK;
    }
    /* all replications around the crossing; the few may have missed it: once more, wider */
    const probe a = all.probe[j], b = all.probe[j + 1];
    const double middle = at(a.factor, b.factor, a.difference / (a.difference - b.difference));
    const double step = b.factor - a.factor;
    j = -1;
    for (int round = 0; round < 2 && j < 0; round++) {
        const double width = step * (round == 0 ? 1 : 3);
        all.n = FINE;
        for (int k = 0; k < FINE; k++) {
            all.probe[k].factor =
                fmax(middle + width * ((double)k / (FINE - 1) - 0.5), 0.01 * (double)(k + 1));
        }
        ret = run_probes(&all, plan->replications, problem);
        if (ret != SIM_OK) {
            return ret;
        }
        j = find_crossing(&all);
    }
    if (j >= 0) {
        conclude(&all, j);
    }
    return SIM_OK;
}
