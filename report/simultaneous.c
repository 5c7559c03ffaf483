/* Differences whose intervals hold together, and what is the best by them. */
#include "models/scenario/scenario.h"
#include "report/parts.h"
#include <math.h>
#include <string.h>

enum { NAME = 34, BOUNDS = 28, WORD = 16 };

static const char *
word_of(const xp_simultaneous *self, const xp_joint *it, bool neutral)
{
    static const char *const first[] = {"unclear", "better", "worse", "equal", "no interval"};
    static const char *const plain[] = {"unclear", "more", "less", "equal", "no interval"};
    static const char *const best[] = {"may be the best", "the best", "not the best",
                                       "as good as any", "no interval"};
    if (it->pending && it->standing != XP_STANDS_NO_INTERVAL) {
        return "open";
    }
    return (self->family == XP_WITH_BEST ? best : neutral ? plain : first)[it->standing];
}

/* "-12 to +3", of which an end of 0 is one that the method does not go beyond. */
static void
bounds(const xp_format *format, const sim_interval *it, char *text, size_t size)
{
    char low[48], high[48];
    if (isnan(it->lower) || isnan(it->upper)) {
        xp_text_number(format, it->mean, text, size);
        return;
    }
    snprintf(text, size, "%s%s to %s%s", it->lower > 0 ? "+" : "",
             xp_text_number(format, it->lower, low, sizeof(low)), it->upper > 0 ? "+" : "",
             xp_text_number(format, it->upper, high, sizeof(high)));
}

static void
one_line(FILE *file, const xp_report *report, const xp_joint *it, const xp_format *format)
{
    const xp_results *results = report->results;
    const cc_better better = cc_kpis[results->table->measure[it->measure].kpi].better;
    char name[160], text[120];
    xp_text_cut(name, sizeof(name), results->plan->scenario[it->scenario]->name, NAME - 4);
    fprintf(file, "    %s", name);
    bounds(format, &it->interval, text, sizeof(text));
    xp_text_right(file, text, NAME - 4 - xp_text_width(name) + BOUNDS);
    xp_text_right(file, word_of(report->simultaneous, it, better == CC_NEUTRAL), WORD);
    fputc('\n', file);
}

static void
head(FILE *file, const xp_report *report)
{
    const xp_simultaneous *self = report->simultaneous;
    const xp_results *results = report->results;
    char text[512], confidence[24];
    xp_text_confidence(results, confidence, sizeof(confidence));
    if (self->family == XP_BONFERRONI) {
        snprintf(text, sizeof(text),
                 "Differences to %.100s, all of them together at %s (Bonferroni: each of %zu at "
                 "%.4g %%):",
                 results->plan->scenario[0]->name, confidence, self->n_comparisons,
                 100 * self->each);
    } else {
        snprintf(text, sizeof(text),
                 "Each less the best of the others, all of them together at %s (multiple "
                 "comparisons with the best, Hsu 1984: each of %zu on one side at %.4g %%):",
                 confidence, self->n_comparisons, 50 + 50 * self->each);
    }
    xp_text_wrap(file, text);
}

/* For all scenarios: as fine as the narrowest interval asks for. */
static xp_format
format_of(const xp_report *report, size_t m)
{
    double largest = 0, half = NAN;
    for (size_t j = 0; j < report->simultaneous->n; j++) {
        const xp_joint *it = &report->simultaneous->joint[j];
        const double own = it->measure == m ? it->interval.half_width : 0;
        half = own > 0 && !(half <= own) ? own : half;
    }
    for (int s = 0; s < report->results->plan->n_scenarios; s++) {
        const double mean = xp_results_estimate(report->results, s, m).mean;
        largest = isnan(mean) ? largest : fmax(largest, fabs(mean));
    }
    const cc_kpi_id kpi = report->results->table->measure[m].kpi;
    return xp_format_for(xp_style_of_unit(cc_kpis[kpi].unit), largest, half);
}

void
xp_report_simultaneous(FILE *file, const xp_report *report)
{
    const xp_simultaneous *self = report->simultaneous;
    bool few = false;
    head(file, report);
    for (size_t j = 0; j < self->n; j++) {
        const xp_joint *it = &self->joint[j];
        const xp_measure *measure = &report->results->table->measure[it->measure];
        const bool is_center = strcmp(measure->scope, "center") == 0;
        const xp_format format = format_of(report, it->measure);
        if (j == 0 || self->joint[j - 1].measure != it->measure) {
            fprintf(file, "  %s%s%s%s%s\n", measure->name, is_center ? "" : " ",
                    is_center ? "" : measure->scope, format.name[0] == '\0' ? "" : ",",
                    strcmp(format.name, " %") == 0 ? " points" : format.name);
        }
        few = few || it->interval.few;
        one_line(file, report, it, &format);
    }
    if (self->n == 0) {
        fputs("  none\n", file);
    }
    if (few) {
        xp_text_wrap(file, "Replications are few: they may hold less often than that.");
    }
    fputc('\n', file);
}
