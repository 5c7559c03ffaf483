#include "experiment/selection/goal.h"

#include "experiment/rule.h"
#include "models/language/units.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The next part before a comma, trimmed; false: there is none. */
static bool
take_part(const char **rest, char *part, size_t size)
{
    if (*rest == NULL) {
        return false;
    }
    const char *from = *rest + strspn(*rest, " \t");
    size_t n = strcspn(from, ",");
    *rest = from[n] == ',' ? from + n + 1 : NULL;
    while (n > 0 && (from[n - 1] == ' ' || from[n - 1] == '\t')) {
        n--;
    }
    if (n == 0 || n >= size) {
        return false;
    }
    memcpy(part, from, n);
    part[n] = '\0';
    return true;
}

static bool
parse_goal(xp_goal *self, const char *part)
{
    const size_t word = strcspn(part, " \t");
    if (word != 3 || (memcmp(part, "max", 3) != 0 && memcmp(part, "min", 3) != 0)) {
        return false;
    }
    self->is_max = part[1] == 'a';
    const char *kpi = part + word + strspn(part + word, " \t");
    const size_t n = strcspn(kpi, " \t");
    const char *scope = kpi + n + strspn(kpi + n, " \t");
    if (n == 0 || n >= sizeof(self->kpi) || strlen(scope) >= sizeof(self->scope)) {
        return false;
    }
    memcpy(self->kpi, kpi, n);
    self->kpi[n] = '\0';
    snprintf(self->scope, sizeof(self->scope), "%s", scope[0] == '\0' ? "center" : scope);
    return true;
}

static bool
parse_indifference(xp_goal *self, const char *part)
{
    double *value = &self->indifference;
    self->notation = cc_number_parse(part, value)    ? XP_NUMBER_ALONE
                     : cc_percent_parse(part, value) ? XP_SHARE
                                                     : XP_DURATION;
    if (self->notation == XP_DURATION && !cc_duration_parse(part, value)) {
        return false;
    }
    xp_rule_take_hours(self->kpi, value, &self->notation);
    return *value > 0 && isfinite(*value);
}

int
xp_goals_parse(xp_goal goal[XP_MAX_GOALS], size_t *n, const char *text, const char *indifference,
               cc_refusal *refusal)
{
    const char *rest = text, *rest_of_them = indifference;
    char part[256];
    *n = 0;
    while (rest != NULL) {
        if (*n == XP_MAX_GOALS) {
            return cc_refuse(refusal, NULL, 0, "select \"%s\": at most %d figures", text,
                             XP_MAX_GOALS);
        }
        xp_goal *it = &goal[(*n)++];
        *it = (xp_goal){.text = text};
        if (!take_part(&rest, part, sizeof(part)) || !parse_goal(it, part)) {
            return cc_refuse(refusal, NULL, 0,
                             "select \"%s\": must be \"max KPI [SCOPE]\" or \"min KPI [SCOPE]\", "
                             "such as \"max service_level_g1 channel:voice\"",
                             text);
        }
        if (indifference != NULL &&
            (!take_part(&rest_of_them, part, sizeof(part)) || !parse_indifference(it, part))) {
            return cc_refuse(refusal, NULL, 0,
                             "indifference \"%s\": must be a value > 0 for each figure of "
                             "--select, such as 1%% (of a share: a point), 5 s or 10",
                             indifference);
        }
    }
    if (indifference != NULL && rest_of_them != NULL) {
        return cc_refuse(refusal, NULL, 0, "indifference \"%s\": more than figures of --select",
                         indifference);
    }
    return SIM_OK;
}

int
xp_goal_measure(const xp_goal *self, const cc_scenario *scenario, const cc_layout *layout,
                cc_measure *measure, cc_refusal *refusal)
{
    const int ret = cc_measure_parse(measure, scenario, layout, self->kpi, self->scope, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    const cc_unit unit = cc_kpis[measure->kpi].unit;
    if ((self->notation == XP_SHARE && unit != CC_UNIT_FRACTION) ||
        (self->notation == XP_DURATION && unit != CC_UNIT_SECONDS)) {
        return cc_refuse(refusal, NULL, 0, "indifference: must be in the unit of %s (%s), not %s",
                         measure->name, cc_unit_name(unit),
                         self->notation == XP_SHARE ? "in %" : "a duration");
    }
    return SIM_OK;
}

bool
xp_goals_need_intervals(const xp_goal *goal, size_t n)
{
    bool any = false;
    for (size_t j = 0; j < n; j++) {
        any = any || strchr(goal[j].scope, '@') != NULL;
    }
    return any;
}

double
xp_measure_value(const cc_measure *measure, const cc_scenario *scenario, const cc_record *record)
{
    const cc_estimator estimator = cc_kpis[measure->kpi].estimator;
    if (estimator == CC_QUANTILE) {
        sim_histogram pool;
        memset(&pool, 0, sizeof(pool));
        cc_measure_histogram(measure, scenario, record, &pool);
        return sim_histogram_quantile(&pool, measure->number);
    }
    const cc_sample x = cc_measure_sample(measure, scenario, record);
    if (x.den == 0) {
        return NAN;
    }
    const double mean = x.num / x.den;
    if (estimator == CC_SD) {
        const double first = x.second / x.den;
        return sqrt(fmax(0, mean - first * first));
    }
    return mean;
}
