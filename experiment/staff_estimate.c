/* Ratios of sums over replications, as in experiment/estimate.c. */
#include "experiment/staff_estimate.h"

#include "experiment/estimate.h"
#include <math.h>

static cc_sample
sample_of(const xp_staff_row *row, xp_staff_figure figure)
{
    switch (figure) {
    case XP_STAFF_TARGET:
        return row->target;
    case XP_STAFF_ABANDONMENT:
        return row->abandonment;
    case XP_STAFF_COST:
        return row->cost;
    case XP_STAFF_HOURS:
        return row->hours;
    default:
        return (cc_sample){.num = row->met, .den = row->days};
    }
}

static bool
is_share(xp_staff_figure figure)
{
    return figure == XP_STAFF_TARGET || figure == XP_STAFF_ABANDONMENT;
}

/* Of days; where all meet the target, several of each replication, at least as if one had not: that none
 * differs from another would else make them as few as replications, and a table of one more worse. */
static sim_interval
days_interval(const xp_staff_row *row, uint64_t n, const sim_confidence *level)
{
    double number[64] = {0}, met = 0, days = 0;
    for (uint64_t j = 0; j < n; j++) {
        met += row[j].met;
        days += row[j].days;
    }
    const bool is_all = met == days && days > (double)n && row[0].met > 0;
    sim_moments moments = {.number = number, .k = 2};
    while (moments.n < n) {
        const double missed = is_all && moments.n == 0 ? 1 : 0;
        const xp_staff_row *it = &row[moments.n];
        sim_moments_add(&moments, (double[]){it->met - missed, it->days});
    }
    const sim_function value = sim_function_ratio(&moments, 0);
    const sim_error_moments error = sim_moments_error(&moments, &value);
    const sim_interval it = sim_interval_days(is_all ? met - 1 : met, days, error.variance, level);
    return is_all ? sim_interval_between(1, it.lower, 1, n) : it;
}

/* Of sums of replications. */
static sim_interval
ratio_interval(const xp_staff_row *row, uint64_t n, xp_staff_figure figure,
               const sim_confidence *level)
{
    double number[64] = {0};
    sim_moments moments = {.number = number, .k = 2};
    while (moments.n < n) {
        const cc_sample it = sample_of(&row[moments.n], figure);
        sim_moments_add(&moments, (double[]){it.num, it.den});
    }
    const sim_function value = sim_function_ratio(&moments, 0);
    const sim_error_moments error = sim_moments_error(&moments, &value);
    const double events = (double)n * sim_moments_mean(&moments, 0);
    const double all = (double)n * sim_moments_mean(&moments, 1);
    return is_share(figure) && (events < XP_FEW_EVENTS || all - events < XP_FEW_EVENTS)
               ? sim_interval_share(events, all, error.variance, level)
               : sim_interval_smooth(value.value, &error, level);
}

sim_interval
xp_staff_estimate(const xp_staff_row *row, uint64_t n, xp_staff_figure figure, double confidence)
{
    const sim_confidence level = sim_confidence_of(confidence, n);
    sim_interval it = figure == XP_STAFF_DAYS ? days_interval(row, n, &level)
                                              : ratio_interval(row, n, figure, &level);
    it = is_share(figure) || figure == XP_STAFF_DAYS ? sim_interval_within(&it, 0, 1) : it;
    it.n = n;
    it.few = n < XP_ENOUGH;
    return it;
}

sim_interval
xp_staff_difference(const xp_staff_row *row, const xp_staff_row *base, uint64_t n,
                    xp_staff_figure figure, double confidence)
{
    double number[128] = {0};
    sim_moments moments = {.number = number, .k = 4};
    for (; moments.n < n;) {
        const cc_sample a = sample_of(&row[moments.n], figure);
        const cc_sample b = sample_of(&base[moments.n], figure);
        sim_moments_add(&moments, (double[]){a.num, a.den, b.num, b.den});
    }
    const sim_function mine = sim_function_ratio(&moments, 0);
    const sim_function other = sim_function_ratio(&moments, 2);
    const sim_function less = sim_function_minus(&mine, &other);
    const sim_error_moments error = sim_moments_error(&moments, &less);
    const sim_confidence level = sim_confidence_of(confidence, n);
    sim_interval it = sim_interval_smooth(less.value, &error, &level);
    it.n = n;
    it.few = n < XP_ENOUGH;
    return it;
}
