/* A run that stops as soon as its interval is narrow stops too early, since it picks the moment at
 * which the spread is by luck small; of rare events, before the first cluster of them came (Glynn
 * and Whitt 1992, "The asymptotic validity of sequential stopping rules for stochastic
 * simulations"). So the first look comes late, rare events are waited for, and what a look finds
 * has to hold again with a fresh batch. */
#include "experiment/precision.h"

#include <math.h>

uint64_t
xp_next_look(uint64_t n)
{
    const uint64_t next = n + n / 4;
    return n < 40 ? n + 10 : next - next % 10;
}

uint64_t
xp_confirmation(uint64_t n)
{
    const uint64_t end = n + n / 2;
    return end + (10 - end % 10) % 10;
}

static double
smaller(double a, double b)
{
    return a < b ? a : b;
}

double
xp_events(const xp_estimates *self, int s, size_t m)
{
    const xp_measure *measure = &self->table->measure[m];
    const cc_kpi *kpi = &cc_kpis[measure->kpi];
    if (measure->local[s] == XP_LACKS) {
        return 0;
    }
    if (kpi->estimator == CC_QUANTILE) {
        return xp_sections_waits(&self->sections[s][measure->pool]) *
               smaller(measure->number, 1 - measure->number);
    }
    const cc_sample means = xp_estimate_means(self, s, m);
    const double n = (double)(self->n * self->unit);
    const double num = n * fabs(means.num), den = n * fabs(means.den);
    switch (kpi->unit) {
    case CC_UNIT_FRACTION:
        return smaller(num, den - num);
    case CC_UNIT_PER_DAY:
        return num;
    case CC_UNIT_COUNT: /* a level: agent seconds, say */
        return smaller(num, den);
    default:
        return den;
    }
}

/* The figure of the rule in scenario s; false: the scenario lacks it. */
static bool
figure_of(const xp_precision *self, const xp_results *results, size_t m, int s,
          sim_interval *figure, double *events)
{
    const xp_measure *measure = &results->table->measure[m];
    if (measure->local[s] == XP_LACKS || (self->difference && measure->local[0] == XP_LACKS)) {
        return false;
    }
    *figure = self->difference ? xp_results_difference(results, s, m).interval
                               : xp_results_estimate(results, s, m);
    *events = xp_events(&results->estimates, s, m) +
              (self->difference ? xp_events(&results->estimates, 0, m) : 0);
    return true;
}

static xp_progress
progress_of(const xp_precision *self, const sim_interval *figure, double events)
{
    if (isnan(figure->mean)) {
        return XP_NEVER;
    }
    if (sim_interval_is_degenerate(figure) ||
        (figure->mean == 0 && self->relative && !self->difference)) {
        return XP_NEVER_VARIES;
    }
    const double wanted = self->value * (self->relative ? fabs(figure->mean) : 1);
    /* a sum of means: rounded */
    const bool enough = round(events) >= XP_EVENTS || figure->n >= XP_PATIENCE;
    /* false of a side that is not known */
    const bool narrow =
        figure->upper - figure->mean <= wanted && figure->mean - figure->lower <= wanted;
    return enough && narrow ? XP_NARROW : XP_TOO_WIDE;
}

xp_progress
xp_precision_progress(const xp_precision *self, const xp_results *results)
{
    const size_t m = xp_results_find(results, self->kpi, self->scope);
    bool any = false;
    xp_progress all = XP_NARROW;
    for (int s = self->difference ? 1 : 0; m != XP_LACKS && s < results->plan->n_scenarios; s++) {
        sim_interval figure;
        double events;
        if (figure_of(self, results, m, s, &figure, &events)) {
            const xp_progress own = progress_of(self, &figure, events);
            any = true;
            /* what will never be decides, then what is not yet */
            all = own > XP_NARROW || all == XP_NARROW ? (all > XP_NARROW ? all : own) : all;
        }
    }
    return any ? all : XP_NEVER;
}
