#include "experiment/precision.h"
#include "models/language/units.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"
#include "report/text.h"

#include <string.h>

static bool
growth(const xp_results *results, size_t *left, char *text, size_t size)
{
    const xp_plan *plan = results->plan;
    for (int s = 0; s < plan->n_scenarios; s++) {
        for (int q = 0; q < plan->scenario[s]->center.n_queues; q++) {
            double start, end;
            if (!xp_estimate_grows(&results->estimates, s, q, &start, &end) || (*left)-- > 0) {
                continue;
            }
            const xp_format format = {.unit = 1, .name = "", .decimals = 1};
            char a[32], b[32];
            snprintf(text, size,
                     "%s%sthe queue %s was growing: %s were waiting when observation began and "
                     "%s when it ended, so the figures depend on the length of the run.",
                     plan->n_scenarios > 1 ? plan->scenario[s]->name : "",
                     plan->n_scenarios > 1 ? ": " : "", plan->scenario[s]->center.queue[q].name,
                     xp_text_number(&format, start, a, sizeof(a)),
                     xp_text_number(&format, end, b, sizeof(b)));
            return true;
        }
    }
    return false;
}

/* A line for each rule that does not hold. */
static bool
missed_precision(const xp_results *results, size_t *left, char *text, size_t size)
{
    for (size_t j = 0; j < results->plan->n_rules; j++) {
        const xp_precision *rule = &results->plan->rule[j];
        if (xp_precision_progress(rule, results) != XP_NARROW && (*left)-- == 0) {
            snprintf(text, size,
                     "the precision asked for was not reached in %llu replication%s: %.200s.",
                     (unsigned long long)results->n, results->n == 1 ? "" : "s", rule->text);
            return true;
        }
    }
    return false;
}

bool
xp_warning(const xp_results *results, size_t j, char *text, size_t size)
{
    if (results->spent && j == 0) {
        char budget[48];
        snprintf(text, size,
                 "the budget of %s was spent: these are the first %llu of up to %llu replications.",
                 cc_duration_format(results->plan->budget, budget, sizeof(budget)),
                 (unsigned long long)results->n, (unsigned long long)results->plan->replications);
        return true;
    }
    if (results->partial && j-- == 0) {
        snprintf(text, size, "interrupted: these are the first %llu of up to %llu replications.",
                 (unsigned long long)results->n, (unsigned long long)results->plan->replications);
        return true;
    }
    if (!results->partial && !results->precise && missed_precision(results, &j, text, size)) {
        return true;
    }
    const xp_precision *rule = results->in_vain;
    if (rule != NULL && j-- == 0) {
        snprintf(text, size, "%s %s%s %s in all of them, so more would not have helped.", rule->kpi,
                 rule->scope, rule->difference ? " of some scenario" : "",
                 xp_precision_progress(rule, results) == XP_NEVER ? "is undefined"
                                                                  : "was the same");
        return true;
    }
    return xp_warn_pending(results, &j, text, size) || growth(results, &j, text, size);
}
