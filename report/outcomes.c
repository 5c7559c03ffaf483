/* What came of the contacts of each channel: each ends in one way, so that they add up. */
#include "models/scenario/scenario.h"
#include "report/parts.h"

#include <math.h>
#include <stdio.h>

static const struct {
    const char *kpi, *label;
} outcome[] = {
    {"answered", "answered by an agent"},
    {"abandoned", "abandoned"},
    {"balked", "balked"},
    {"blocked", "blocked: no line or place"},
    {"dropped", "dropped at closing time"},
    {"contained", "contained in automation"},
    {"hung_up", "hung up in automation"},
    {"diverted", "accepted another channel"},
    {"became_item", "left a message"},
    {"sent_out", "sent to a partner"},
    {"merged", "merged with another"},
    {"ignored", "read by nobody"},
};
enum { N_OUTCOMES = sizeof(outcome) / sizeof(*outcome) };

#define LABEL 28
#define NUMBER 10

static void
print_row(FILE *file, const char *indent, const char *label, double x)
{
    char number[32], text[80];
    snprintf(text, sizeof(text), "%s%.24s", indent, label);
    const size_t width = xp_text_width(text);
    fprintf(file, "%s%*s", text, (int)(width < LABEL ? LABEL - width : 0), "");
    snprintf(number, sizeof(number), "%.1f", x);
    xp_text_right(file, number, NUMBER);
    fputc('\n', file);
}

static double
figure_of(const xp_results *results, const char *kpi, const char *scope)
{
    const double x = xp_results_figure(results, 0, kpi, scope).mean;
    return isnan(x) ? 0 : x;
}

void
xp_report_outcomes(FILE *file, const xp_results *results)
{
    const cc_scenario *scenario = results->plan->scenario[0];
    fprintf(file, "\nCONTACTS A DAY BY WHAT CAME OF THEM\n");
    for (int c = 0; c < scenario->n_channels; c++) {
        char scope[80];
        snprintf(scope, sizeof(scope), "channel:%s", scenario->channel[c].name);
        const double all = figure_of(results, "contacts", scope);
        if (!scenario->center.channel[c].offered || all <= 0) {
            continue;
        }
        print_row(file, "", scenario->channel[c].name, all);
        for (int j = 0; j < N_OUTCOMES; j++) {
            const double x = figure_of(results, outcome[j].kpi, scope);
            if (x >= 0.05) {
                print_row(file, "  ", outcome[j].label, x);
            }
        }
        /* of a replication */
        const double open = figure_of(results, "unanswered", scope) / results->layout[0].days;
        if (open >= 0.05) {
            print_row(file, "  ", "open when the run ended", open);
        }
    }
}
