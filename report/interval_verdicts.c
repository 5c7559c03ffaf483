#include "report/interval_verdicts.h"

#include <math.h>

const cc_kpi_id xp_compared_kpis[XP_N_COMPARED] = {[XP_OF_LEVEL] = CC_KPI_service_level,
                                                   [XP_OF_ABANDONMENT] = CC_KPI_abandonment,
                                                   [XP_OF_ASA] = CC_KPI_asa};

bool
xp_interval_compared(const xp_results *results, int scenario, int queue, int weekday, size_t k)
{
    bool any = false;
    for (int of = 0; of < XP_N_COMPARED; of++) {
        any = any || !isnan(xp_interval_pairs_of(&results->interval_pairs, scenario, queue, weekday,
                                                 k, (xp_compared)of, results->plan->confidence)
                                .interval.mean);
    }
    return any;
}

double
xp_interval_confidence(const xp_results *results, int scenario, int queue, int weekday,
                       xp_compared of)
{
    const double confidence = results->plan->confidence;
    int n = 0;
    for (size_t k = 0; k < results->layout[scenario].n_intervals; k++) {
        const xp_interval_difference it = xp_interval_pairs_of(&results->interval_pairs, scenario,
                                                               queue, weekday, k, of, confidence);
        n += !isnan(it.interval.mean) && !it.equal;
    }
    return 1 - (1 - confidence) / (n > 0 ? n : 1);
}

xp_verdict
xp_interval_verdict(const xp_results *results, int scenario, int queue, int weekday, size_t k,
                    xp_compared of, double confidence)
{
    const xp_interval_difference it =
        xp_interval_pairs_of(&results->interval_pairs, scenario, queue, weekday, k, of, confidence);
    if (isnan(it.interval.mean)) {
        return XP_NONE;
    }
    if (it.equal) {
        return XP_EQUAL;
    }
    if (isnan(it.interval.lower) || isnan(it.interval.upper)) {
        return XP_NO_INTERVAL;
    }
    if (sim_interval_holds(&it.interval, 0) || sim_interval_is_degenerate(&it.interval)) {
        return XP_UNCLEAR;
    }
    return (it.interval.mean > 0) == (cc_kpis[xp_compared_kpis[of]].better == CC_HIGHER) ? XP_BETTER
                                                                                         : XP_WORSE;
}
