#include "report/verdict.h"

#include "experiment/pending.h"
#include "models/scenario/scenario.h"

/* What is not done yet costs nothing yet. */
static bool
is_cost_of_a_growing_queue(const xp_results *results, int s, size_t m)
{
    const cc_kpi_id kpi = results->table->measure[m].kpi;
    return (kpi == CC_KPI_cost || kpi == CC_KPI_cost_per_contact ||
            kpi == CC_KPI_cost_per_resolved) &&
           (xp_growing_queue(results, 0) != NULL || xp_growing_queue(results, s) != NULL);
}

xp_verdict
xp_verdict_of(const xp_results *results, int s, size_t m)
{
    const xp_difference difference = xp_results_difference(results, s, m);
    const cc_better better = cc_kpis[results->table->measure[m].kpi].better;
    const sim_interval *it = &difference.interval;
    if (isnan(it->mean)) {
        return XP_NONE;
    }
    if (xp_pending_turns(results, s, 0, m, &difference)) {
        return XP_OPEN;
    }
    if (difference.equal) {
        return XP_EQUAL;
    }
    if (is_cost_of_a_growing_queue(results, s, m)) {
        return XP_OPEN;
    }
    if (better == CC_NEUTRAL) {
        return XP_NONE;
    }
    if (isnan(it->lower) || isnan(it->upper)) {
        return XP_NO_INTERVAL;
    }
    if (sim_interval_holds(it, 0)) {
        return XP_UNCLEAR;
    }
    return (it->mean > 0) == (better == CC_HIGHER) ? XP_BETTER : XP_WORSE;
}

const char *
xp_verdict_name(xp_verdict verdict)
{
    static const char *const names[] = {"",       "equal", "unclear", "no interval",
                                        "better", "worse", "open"};
    return names[verdict];
}

static bool
misses_target(const xp_results *results, size_t m)
{
    const xp_measure *it = &results->table->measure[m];
    if (it->kpi != CC_KPI_service_level) {
        return false;
    }
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        if (it->local[s] == XP_LACKS) {
            continue;
        }
        const cc_measure *own = &results->table->list[s][it->local[s]];
        const cc_scenario *scenario = results->plan->scenario[s];
        if (own->scope.queue >= 0 && own->threshold == 0 &&
            xp_results_estimate(results, s, m).mean <
                scenario->center.queue[own->scope.queue].service_level.target) {
            return true;
        }
    }
    return false;
}

bool
xp_subgroup_differs(const xp_results *results, size_t part, size_t whole)
{
    for (int s = 1; s < results->plan->n_scenarios; s++) {
        const xp_verdict verdict = xp_verdict_of(results, s, part);
        const bool clear = verdict == XP_BETTER || verdict == XP_WORSE;
        if (clear && (whole == XP_LACKS || verdict != xp_verdict_of(results, s, whole))) {
            return true;
        }
    }
    return misses_target(results, part);
}
