/* The table of KPIs and their evaluation, both expanded from CC_KPIS: a definition is written
 * once, in models/measure/kpi.h, and is what is computed, printed and documented. */
#include "models/measure/kpi.h"

#include <math.h>

const cc_kpi cc_kpis[CC_N_KPIS] = {
#define CC_KPI_ENTRY(name, unit, better, estimator, num, den, doc)                                 \
    {#name, CC_UNIT_##unit, CC_##better, CC_##estimator, #num, #den, doc},
    CC_KPIS(CC_KPI_ENTRY)
#undef CC_KPI_ENTRY
        [CC_KPI_wait_over] =
            {"wait_over_T", CC_UNIT_FRACTION, CC_LOWER, CC_SHARE, "c(wait_over)", "A1",
             "share of all who queued that waited longer than T, one of run.wait_over"},
    [CC_KPI_wait_quantile] = {"wait_pN", CC_UNIT_SECONDS, CC_LOWER, CC_QUANTILE, "", "",
                              "N % of the answered waited no longer than this"},
    [CC_KPI_resolution_quantile] = {"time_to_resolution_pN", CC_UNIT_SECONDS, CC_LOWER, CC_QUANTILE,
                                    "", "",
                                    "N % of the resolved issues were so within this; p50: median"},
    [CC_KPI_node_left_by] = {"node_left_by_PORT", CC_UNIT_PER_DAY, CC_NEUTRAL, CC_COUNT,
                             "n(left_by)", "DAYS",
                             "visits of the node a day that left by its port of that name"},
};

const char *
cc_unit_name(cc_unit unit)
{
    static const char *const names[] = {
        [CC_UNIT_FRACTION] = "fraction", [CC_UNIT_SECONDS] = "s", [CC_UNIT_COUNT] = "count",
        [CC_UNIT_PER_DAY] = "per day",   [CC_UNIT_HOURS] = "h",   [CC_UNIT_MONEY] = "money",
    };
    return names[unit];
}

/* The words of the expressions. */
#define c(x) (s->counter[CC_N_##x])
#define a(x) (s->agent[CC_A_##x])
#define n(x) (s->node[CC_V_##x])
#define t(x) (s->transfer[CC_T_##x])
#define A c(offered)
#define A1 (c(offered) - c(blocked) - c(balked))
#define WAITS                                                                                      \
    (c(wait_answered) + c(wait_abandoned) + c(wait_dropped) + c(wait_merged) + c(wait_censored))
#define WAITS_SQ                                                                                   \
    (c(wait_answered_sq) + c(wait_abandoned_sq) + c(wait_dropped_sq) + c(wait_merged_sq) +         \
     c(wait_censored_sq))
#define IN_TIME (s->counter[CC_N_in_time_1 + threshold])
#define BACKLOG_LATE (s->counter[CC_N_backlog_late_1 + threshold])
#define LEFT_IN_TIME (s->counter[CC_N_left_in_time_1 + threshold])
#define LEFT_SHORT (s->counter[CC_N_left_short_1 + threshold])
#define PENDING (c(pending_waiting) + c(pending_in_work) + c(pending_at_home))
#define DAYS (s->days)
#define SPAN (s->span)
#define COST                                                                                       \
    (a(wages) + a(licences) + a(outsourced) + a(hiring) + c(time_line) / 60 * s->line_per_minute + \
     c(in_automation) * s->bot_per_session + c(automation_cost) + c(partner_cost) +                \
     c(sent_out_cost) + c(contained_solved) * s->bot_per_resolution)

cc_sample
cc_kpi_sample(cc_kpi_id kpi, const cc_sums *s, int threshold)
{
    switch (kpi) {
#define CC_KPI_CASE(name, unit, better, estimator, numerator, denominator, doc)                    \
    case CC_KPI_##name:                                                                            \
        return (cc_sample){.num = (numerator),                                                     \
                           .den = (denominator),                                                   \
                           .second = CC_KPI_##name == CC_KPI_asa_sd    ? c(wait_answered)          \
                                     : CC_KPI_##name == CC_KPI_wait_sd ? WAITS                     \
                                     : CC_KPI_##name == CC_KPI_prediction_error_sd                 \
                                         ? c(prediction_error)                                     \
                                         : 0};
        CC_KPIS(CC_KPI_CASE)
#undef CC_KPI_CASE
    default:
        return (cc_sample){0};
    }
}

bool
cc_kpi_has_threshold(cc_kpi_id kpi)
{
    return kpi >= CC_KPI_service_level && kpi <= CC_KPI_backlog_late;
}

void
cc_kpi_bounds(cc_kpi_id kpi, double *least, double *most)
{
    /* an issue is resolved by a contact; an agent is busy with a conversation */
    *least = kpi == CC_KPI_contacts_per_resolved || kpi == CC_KPI_conversations ? 1 : 0;
    *most = cc_kpis[kpi].unit == CC_UNIT_FRACTION ? 1 : INFINITY;
    switch (kpi) {
    case CC_KPI_prediction_error:
    case CC_KPI_hours_absent: /* whole agents are there for parts of one that are paid */
        *least = -INFINITY;
        break;
    case CC_KPI_utilisation: /* the same */
    case CC_KPI_conformance: /* overtime */
        *most = INFINITY;
        break;
    default:
        break;
    }
}
