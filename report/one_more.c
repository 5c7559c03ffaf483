/* What one more replication may be like: a line for each headline. */
#include "models/scenario/scenario.h"
#include "report/parts.h"
#include <math.h>
#include <string.h>

enum { LABEL = 42, MEAN = 12, SPAN = 24 };

static void
one_line(FILE *file, const xp_measure *measure, const sim_interval *it)
{
    const xp_format format =
        xp_format_for(xp_style_of_unit(cc_kpis[measure->kpi].unit), fabs(it->upper), NAN);
    const bool is_center = strcmp(measure->scope, "center") == 0;
    char label[240], cut[LABEL], mean[48], low[48], high[48], span[120] = "-";
    snprintf(label, sizeof(label), "%s%s%s", measure->name, is_center ? "" : " ",
             is_center ? "" : measure->scope);
    xp_text_cut(cut, sizeof(cut), label, LABEL - 3);
    fprintf(file, "  %s", cut);
    xp_text_right(file, xp_text_value(&format, it->mean, mean, sizeof(mean)),
                  MEAN + LABEL - 2 - xp_text_width(cut));
    if (!isnan(it->lower)) {
        snprintf(span, sizeof(span), "%s to %s",
                 xp_text_number(&format, it->lower, low, sizeof(low)),
                 xp_text_value(&format, it->upper, high, sizeof(high)));
    }
    xp_text_right(file, span, SPAN);
    fputc('\n', file);
}

void
xp_report_one_more(FILE *file, const xp_results *results)
{
    const xp_one_more *all = &results->one_more;
    char confidence[24], head[64];
    bool few = false, any = false;
    snprintf(head, sizeof(head), "one more, %s",
             xp_text_confidence(results, confidence, sizeof(confidence)));
    for (size_t j = 0; j < all->n; j++) {
        const sim_interval it = xp_one_more_of(all, 0, j, results->plan->confidence);
        const xp_measure *measure = &results->table->measure[all->measure[j]];
        /* as in MONEY, which nothing is said of where nothing costs */
        const bool is_free = cc_kpis[measure->kpi].unit == CC_UNIT_MONEY && it.mean == 0 &&
                             (isnan(it.upper) || it.upper == 0);
        if (it.n == 0 || is_free) {
            continue;
        }
        if (!any) {
            fputs("ONE MORE REPLICATION", file);
            xp_text_right(file, "mean of them", MEAN + LABEL - strlen("ONE MORE REPLICATION"));
            xp_text_right(file, head, SPAN);
            fputc('\n', file);
            any = true;
        }
        few = few || it.few;
        one_line(file, measure, &it);
    }
    if (few) {
        xp_text_wrap(file, "Of so few replications this is as if they were normal.");
    }
}
