/* The best of three scenarios and more, in a line for each figure. */
#include "experiment/best.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"

#include <string.h>

static const char *
label_of(const char *kpi)
{
    static const struct {
        const char *kpi, *label;
    } labels[] = {{"resolved", "issues resolved"},
                  {"lost_customers", "customers lost"},
                  {"cost", "cost a day"},
                  {"cost_per_resolved", "cost per resolved issue"},
                  {"time_to_resolution_p50", "median time to resolution"}};
    for (size_t j = 0; j < sizeof(labels) / sizeof(*labels); j++) {
        if (strcmp(labels[j].kpi, kpi) == 0) {
            return labels[j].label;
        }
    }
    return kpi;
}

static void
name_them(const xp_results *results, const xp_best *best, char *text, size_t size)
{
    int named = 0;
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        if (best->may_be[s]) {
            const size_t n = strlen(text);
            named++;
            snprintf(text + n, size - n, "%s%.100s",
                     named == 1         ? ""
                     : named == best->n ? " or "
                                        : ", ",
                     results->plan->scenario[s]->name);
        }
    }
}

void
xp_report_best(FILE *file, const xp_results *results)
{
    xp_best best[XP_SPOKEN];
    const size_t n = xp_best_find(results, best);
    char text[1024], confidence[24];
    if (n == 0) {
        return;
    }
    snprintf(text, sizeof(text), "The best is among these, in all lines together at %s:",
             xp_text_confidence(results, confidence, sizeof(confidence)));
    xp_text_wrap(file, text);
    for (size_t j = 0; j < n; j++) {
        snprintf(text, sizeof(text), "%s: %s", label_of(best[j].kpi),
                 best[j].n == best[j].n_of ? "any of them" : "");
        if (best[j].n < best[j].n_of) {
            name_them(results, &best[j], text, sizeof(text));
        }
        xp_text_wrap(file, text);
    }
    fputc('\n', file);
}
