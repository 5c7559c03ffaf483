#include "experiment/pending.h"

#include "experiment/rows.h"
#include "experiment/text.h"
#include "models/scenario.h"
#include <string.h>

/* What pending issues may do to a figure. */
typedef enum effect {
    NOTHING,
    ADDS,    /* at most one each to the numerator */
    DIVIDES, /* at most one each to the denominator, nothing to the numerator */
    ANYTHING
} effect;

static effect
effect_on(cc_kpi_id kpi)
{
    switch (kpi) {
    case CC_KPI_resolved:
    case CC_KPI_resolution:
    case CC_KPI_resolution_first:
    case CC_KPI_lost_customers:
        return ADDS;
    case CC_KPI_cost_per_resolved: /* the cost is that of observe, whatever follows */
        return DIVIDES;
    case CC_KPI_contacts_per_resolved:
    case CC_KPI_time_to_resolution:
    case CC_KPI_resolution_quantile:
        return ANYTHING;
    default:
        return NOTHING;
    }
}

/* Means of numerator and denominator over replications; of the center, if the scope has none. */
static cc_sample
means_of(const xp_results *results, int s, const char *kpi, const char *scope)
{
    size_t m = xp_table_find(results->table, kpi, scope);
    if (m == XP_LACKS || results->table->measure[m].local[s] == XP_LACKS) {
        m = xp_table_find(results->table, kpi, "center");
    }
    return xp_estimate_means(&results->estimates, s, m);
}

xp_reach
xp_pending_reach(const xp_results *results, int s, size_t m)
{
    const xp_measure *measure = &results->table->measure[m];
    const effect what = effect_on(measure->kpi);
    if (what == NOTHING || measure->local[s] == XP_LACKS) {
        return (xp_reach){0, 0};
    }
    const cc_sample pending = means_of(results, s, "pending_share", measure->scope);
    const cc_sample of = xp_estimate_means(&results->estimates, s, m);
    if (pending.num == 0) {
        return (xp_reach){0, 0};
    }
    if (what == ADDS) {
        return (xp_reach){0, pending.num / of.den};
    }
    if (what == DIVIDES) {
        return (xp_reach){of.num / of.den - of.num / (of.den + pending.num), 0};
    }
    return pending.num > XP_PENDING_FEW * pending.den ? (xp_reach){INFINITY, INFINITY}
                                                      : (xp_reach){0, 0};
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

static bool
has_many(const xp_results *results, int s)
{
    return xp_pending_share(results, s) > XP_PENDING_FEW;
}

bool
xp_pending_moves(const xp_results *results, int s, size_t m)
{
    return effect_on(results->table->measure[m].kpi) != NOTHING &&
           (has_many(results, s) || has_many(results, 0));
}

double
xp_pending_share(const xp_results *results, int s)
{
    const cc_sample pending = means_of(results, s, "pending_share", "center");
    return pending.num / pending.den;
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

/* "run.follow_up = \"9 d\" would do, ..." */
static void
say_follow_up(const xp_results *results, int s, char *text, size_t size)
{
    const cc_run *run = &results->plan->scenario[s]->run;
    const double follow_up = xp_pending_follow_up(results, s);
    char span[32], now[32];
    xp_text_span(run->follow_up, now, sizeof(now));
    if (!isnan(follow_up)) {
        snprintf(text, size,
                 "By the issues of this run 99 %% are over within %s: that run.follow_up (now %s) "
                 "may do.",
                 xp_text_span(follow_up, span, sizeof(span)), now);
        return;
    }
    double ended, oldest;
    (void)xp_ages_quantile(&results->ages[s], 1 - XP_PENDING_FEW, &ended, &oldest);
    snprintf(text, size,
             "Of the oldest that this run saw only %.3g %% were over, so it cannot tell which "
             "run.follow_up (now %s) would do: try %s, and double it until few are open.",
             100 * ended, now,
             xp_text_span(2 * ceil((run->observe + run->follow_up) / CC_DAY) * CC_DAY, span,
                          sizeof(span)));
}

bool
xp_pending_warning(const xp_results *results, size_t *left, char *text, size_t size)
{
    static const char *const places[] = {"pending_waiting", "pending_in_work", "pending_at_home"};
    const xp_plan *plan = results->plan;
    for (int s = 0; s < plan->n_scenarios; s++) {
        if (!has_many(results, s) || (*left)-- > 0) {
            continue;
        }
        const xp_format one = {.unit = 1, .name = "", .decimals = 1};
        char at[3][32], follow_up[200];
        for (int j = 0; j < 3; j++) {
            xp_text_number(&one, means_of(results, s, places[j], "center").num, at[j],
                           sizeof(at[j]));
        }
        say_follow_up(results, s, follow_up, sizeof(follow_up));
        snprintf(text, size,
                 "%.60s%s%.3g %% of the issues were still open when the run ended (a replication: "
                 "%s waiting, %s with an agent, %s at home before the next contact). They are "
                 "neither resolved nor lost yet, and nothing is claimed that they could "
                 "turn. %s",
                 plan->n_scenarios > 1 ? plan->scenario[s]->name : "",
                 plan->n_scenarios > 1 ? ": " : "", 100 * xp_pending_share(results, s), at[0],
                 at[1], at[2], follow_up);
        return true;
    }
    return false;
}
