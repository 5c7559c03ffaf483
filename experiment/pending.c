#include "experiment/pending.h"

#include "models/scenario/scenario.h"
#include <string.h>

/* What is open at the end of a run. */
typedef enum open_kind {
    ISSUES,
    WAITING,   /* contacts that asked for an agent and were not answered yet */
    UNFINISHED /* contacts, these and those with an agent */
} open_kind;

/* What it may do to a figure. */
typedef enum effect {
    NOTHING,
    ADDS,    /* at most one each to the numerator */
    DIVIDES, /* at most one each to the denominator, nothing to the numerator */
    GROWS,   /* it may only rise, nobody knows how far */
    ANYTHING
} effect;

typedef struct influence {
    effect what;
    open_kind of;
} influence;

static influence
influence_on(cc_kpi_id kpi)
{
    switch (kpi) {
    case CC_KPI_resolved:
    case CC_KPI_resolution:
    case CC_KPI_resolution_first:
    case CC_KPI_lost_customers:
    case CC_KPI_lost_no_channel:
    case CC_KPI_lost_waiting:
    case CC_KPI_lost_cut_off:
    case CC_KPI_lost_unresolved:
    case CC_KPI_lost_contained:
    case CC_KPI_lost_ignored:
        return (influence){ADDS, ISSUES};
    case CC_KPI_cost_per_resolved: /* the cost is that of observe, whatever follows */
        return (influence){DIVIDES, ISSUES};
    case CC_KPI_contacts_per_resolved:
    case CC_KPI_time_to_resolution:
    case CC_KPI_resolution_quantile:
        return (influence){ANYTHING, ISSUES};
    case CC_KPI_answered:
    case CC_KPI_abandoned:
    case CC_KPI_abandonment:
    case CC_KPI_abandonment_queued:
    case CC_KPI_wait_over:
        return (influence){ADDS, WAITING};
    case CC_KPI_wait: /* has their waits so far */
    case CC_KPI_wait_delayed:
    case CC_KPI_excess_wait:
    case CC_KPI_longest_wait:
        return (influence){GROWS, WAITING};
    case CC_KPI_wait_sd:
    case CC_KPI_asa: /* of those who were answered soon enough for the run to see it */
    case CC_KPI_asa_sd:
    case CC_KPI_prediction_error:
    case CC_KPI_prediction_error_sd:
    case CC_KPI_prediction_error_abs:
    case CC_KPI_wait_quantile:
    case CC_KPI_time_to_abandon:
    case CC_KPI_fcr:
        return (influence){ANYTHING, WAITING};
    case CC_KPI_service_level:
    case CC_KPI_service_level_g1: /* of e-mail they are in time by the reply */
    case CC_KPI_service_level_g2:
    case CC_KPI_service_level_offered:
    case CC_KPI_in_time:
        return (influence){ADDS, UNFINISHED};
    case CC_KPI_days_on_target:
        return (influence){GROWS, UNFINISHED};
    case CC_KPI_service_level_answered:
    case CC_KPI_total_wait:
    case CC_KPI_first_response:
    case CC_KPI_talk_time:
    case CC_KPI_handle_time:
    case CC_KPI_contact_time:
        return (influence){ANYTHING, UNFINISHED};
    default:
        return (influence){NOTHING, ISSUES};
    }
}

/* Means of numerator and denominator over replications; 0 where the scope has no such figure. */
static cc_sample
means_of(const xp_results *results, int s, const char *kpi, const char *scope)
{
    const size_t m = xp_table_find(results->table, kpi, scope);
    return m == XP_LACKS || results->table->measure[m].local[s] == XP_LACKS
               ? (cc_sample){0}
               : xp_estimate_means(&results->estimates, s, m);
}

/* How many are open, of how many, a replication; of the center, if it is not counted in the scope. */
static cc_sample
open_of(const xp_results *results, int s, open_kind what, const char *scope)
{
    static const char *const names[] = {
        [ISSUES] = "pending_share", [WAITING] = "wait_censored", [UNFINISHED] = "unfinished"};
    const size_t m = xp_table_find(results->table, names[what], scope);
    if (m == XP_LACKS || results->table->measure[m].local[s] == XP_LACKS) {
        scope = "center";
    }
    const cc_sample it = means_of(results, s, names[what], scope);
    return what == ISSUES ? it
                          : (cc_sample){.num = what == WAITING ? it.den : it.num,
                                        .den = means_of(results, s, "contacts", scope).num};
}

xp_reach
xp_pending_reach(const xp_results *results, int s, size_t m)
{
    const xp_measure *measure = &results->table->measure[m];
    const influence it = influence_on(measure->kpi);
    if (it.what == NOTHING || measure->local[s] == XP_LACKS) {
        return (xp_reach){0, 0};
    }
    const cc_sample pending = open_of(results, s, it.of, measure->scope);
    const bool are_few = !(pending.num > XP_PENDING_FEW * pending.den);
    if (pending.num == 0 || (are_few && it.of != ISSUES)) {
        return (xp_reach){0, 0};
    }
    const cc_sample of = xp_estimate_means(&results->estimates, s, m);
    switch (it.what) {
    case ADDS:
        return (xp_reach){0, pending.num / of.den};
    case DIVIDES:
        return (xp_reach){of.num / of.den - of.num / (of.den + pending.num), 0};
    case GROWS:
        return (xp_reach){0, INFINITY};
    default:
        return are_few ? (xp_reach){0, 0} : (xp_reach){INFINITY, INFINITY};
    }
}

/* As many in every replication. */
static bool
same_pending(const xp_results *results, int s, int base)
{
    const size_t m = xp_table_find(results->table, "pending", "center");
    return (s == 0 || xp_results_difference(results, s, m).equal) &&
           (base == 0 || xp_results_difference(results, base, m).equal);
}

bool
xp_pending_turns(const xp_results *results, int s, int base, size_t m,
                 const xp_difference *difference)
{
    const xp_reach mine = xp_pending_reach(results, s, m);
    const xp_reach other = xp_pending_reach(results, base, m);
    const double down = mine.down + other.up, up = mine.up + other.down;
    const sim_interval *it = &difference->interval;
    if (!(down > 0 || up > 0)) {
        return false;
    }
    if (difference->equal) {
        return !same_pending(results, s, base);
    }
    return (it->lower > 0 && !(it->lower - down > 0)) || (it->upper < 0 && !(it->upper + up < 0));
}

static double
share_open(const xp_results *results, int s, open_kind what, const char *scope)
{
    const cc_sample open = open_of(results, s, what, scope);
    return open.num / open.den;
}

bool
xp_pending_moves(const xp_results *results, int s, size_t m)
{
    const xp_measure *measure = &results->table->measure[m];
    const influence it = influence_on(measure->kpi);
    const char *scope = it.of == ISSUES ? "center" : measure->scope;
    return it.what != NOTHING && (share_open(results, s, it.of, scope) > XP_PENDING_FEW ||
                                  share_open(results, 0, it.of, scope) > XP_PENDING_FEW);
}

double
xp_pending_share(const xp_results *results, int s)
{
    return share_open(results, s, ISSUES, "center");
}

double
xp_pending_contacts(const xp_results *results, int s)
{
    return share_open(results, s, UNFINISHED, "center");
}

double
xp_pending_follow_up(const xp_results *results, int s)
{
    double ended, oldest;
    const double age = xp_ages_quantile(&results->ages[s], 1 - XP_PENDING_FEW, &ended, &oldest);
    const double unit = age < 7200 ? 60 : age < 2 * CC_DAY ? 3600 : CC_DAY;
    const double follow_up = ceil(age / unit) * unit;
    return follow_up > results->plan->scenario[s]->run.follow_up ? follow_up : NAN;
}
