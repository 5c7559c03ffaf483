#include "report/steady.h"

#include "models/language/units.h"
#include "models/scenario/period.h"
#include "models/scenario/scenario.h"
#include "report/lines.h"
#include "report/text.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LABEL = 40, VALUE = 10, HALF = 13, WARM_UP = 10, MEMORY = 7 };

/* "asa channel:voice"; of the center only the name. */
static void
label_of(const xp_series *series, char *text, size_t size)
{
    const cc_measure *it = &series->measure;
    const bool is_all = strcmp(it->scope_name, "center") == 0;
    snprintf(text, size, "%s%s%s", it->name, is_all ? "" : " ", is_all ? "" : it->scope_name);
}

static char *
whole(double value, char *text, size_t size)
{
    const xp_format format = {.unit = 1, .name = "", .decimals = 0};
    return xp_text_number(&format, value, text, size);
}

/* When the warm-up ends: "45 min", "32.5 h", "11.2 d". */
static char *
short_span(double seconds, char *text, size_t size)
{
    if (seconds < 7200) {
        return xp_text_span(seconds, text, size);
    }
    const bool days = seconds > 2 * CC_DAY;
    snprintf(text, size, "%.3g %s", seconds / (days ? CC_DAY : 3600), days ? "d" : "h");
    return text;
}

static void
write_line(FILE *file, const xp_steady_report *report, size_t j)
{
    const xp_steady *steady = report->steady;
    const xp_series *series = &steady->series[j];
    const xp_steady_figure *it = &report->figure[j];
    const sim_interval *interval = &it->means.interval;
    const xp_format format =
        xp_format_fit(xp_format_for(xp_style_of_unit(cc_kpis[series->measure.kpi].unit),
                                    fabs(interval->mean), interval->half_width),
                      interval);
    char label[240], cut[LABEL], value[64], half[64] = "", span[48], memory[24] = "-";
    label_of(series, label, sizeof(label));
    xp_text_cut(cut, sizeof(cut), label, LABEL - 3);
    fprintf(file, "  %s", cut);
    xp_text_value(&format, interval->mean, value, sizeof(value));
    xp_text_half_width(&format, interval, half, sizeof(half));
    xp_text_right(file, value, VALUE + LABEL - 2 - xp_text_width(cut));
    xp_text_right(file, half, HALF);
    xp_text_right(file, short_span((double)it->warm_up.cut * steady->length, span, sizeof(span)),
                  WARM_UP);
    if (!isnan(it->means.memory)) {
        snprintf(memory, sizeof(memory), "%.1f", it->means.memory);
    }
    xp_text_right(file, memory, MEMORY);
    fputc('\n', file);
}

bool
xp_steady_growing(const xp_steady_report *report, char *text, size_t size)
{
    char number[32];
    if (report->steady->growing == NULL) {
        return false;
    }
    snprintf(
        text, size,
        "the queue %s was growing: %s were waiting at the end, so there may be no steady state, "
        "however long the run.",
        report->steady->growing, whole(report->steady->waiting, number, sizeof(number)));
    return true;
}

bool
xp_steady_warning(const xp_steady_report *report, size_t j, char *text, size_t size)
{
    const xp_steady *steady = report->steady;
    const xp_steady_figure *it = &report->figure[j];
    char label[240], batch[48], longer[96] = "";
    label_of(&steady->series[j], label, sizeof(label));
    if (isnan(it->means.interval.mean)) {
        snprintf(text, size, "%s: undefined in this run.", label);
        return true;
    }
    if (isnan(it->means.interval.half_width)) {
        snprintf(text, size,
                 "%s: no interval: of %zu observations there cannot be %zu batches; a longer run, "
                 "please (--days).",
                 label, steady->n - it->warm_up.cut, it->means.n);
        return true;
    }
    if (!it->too_short) {
        return false;
    }
    if (!isnan(it->enough)) {
        snprintf(longer, sizeof(longer), "; %.0f times as many days may do", it->enough);
    }
    xp_text_span((double)it->means.size * steady->length, batch, sizeof(batch));
    if (it->warm_up.late) {
        snprintf(text, size,
                 "%s: the run is too short: it seems to warm up for more than half of it%s.", label,
                 longer);
    } else if (it->means.n < SIM_FEW_BATCHES) {
        snprintf(text, size, "%s: of fewer than %d batches the interval is a guess.", label,
                 SIM_FEW_BATCHES);
    } else if (it->means.p < SIM_NEIGHBOURS) {
        snprintf(text, size,
                 "%s: the run is too short: batches of %s resemble their neighbours (correlation "
                 "%.2f, by chance with p %.2g), so the interval is too narrow%s.",
                 label, batch, it->means.correlation, it->means.p, longer);
    } else if (fabs(it->means.skewness) > SIM_SKEWED) {
        snprintf(text, size,
                 "%s: the run is too short: batches of %s are too few observations to be as good "
                 "as normal (skewness %.1f), so the interval may miss%s.",
                 label, batch, it->means.skewness, longer);
    } else {
        snprintf(text, size,
                 "%s: the run is too short: batches of %s are short beside what it remembers, so "
                 "the interval may be too narrow%s.",
                 label, batch, longer);
    }
    return true;
}

static void
write_head(FILE *file, const xp_steady_report *report)
{
    const xp_steady *steady = report->steady;
    const sim_batch_means *means = &report->figure[0].means;
    char text[640], n[32], days[32], span[48];
    xp_text_wrap(file, steady->scenario->name);
    snprintf(text, sizeof(text),
             "one run of %s %s (seed %llu, hash %08llx) in %s observations of %s; behind the "
             "warm-up %zu batches%s",
             whole(steady->scenario->run.observe / CC_DAY, days, sizeof(days)),
             steady->scenario->run.observe == CC_DAY ? "day" : "days",
             (unsigned long long)report->seed, (unsigned long long)(steady->scenario->hash >> 32),
             whole((double)steady->n, n, sizeof(n)),
             xp_text_span(steady->length, span, sizeof(span)), means->n,
             report->overlapping ? ", and all that overlap them" : "");
    xp_text_wrap(file, text);
    if (steady->period != CC_PERIOD_NONE) {
        snprintf(text, sizeof(text),
                 "Observations are whole %s, since not all times are alike (%s).",
                 steady->period == CC_PERIOD_WEEK ? "weeks" : "days", steady->what);
        xp_text_wrap(file, text);
    }
    fputc('\n', file);
    snprintf(text, sizeof(text), "%s %.14g %%", xp_plus_minus(), report->confidence * 100);
    xp_text_right(file, "mean", LABEL + VALUE);
    xp_text_right(file, text, HALF);
    xp_text_right(file, "warm-up", WARM_UP);
    xp_text_right(file, "memory", MEMORY);
    fputc('\n', file);
}

void
xp_report_steady(FILE *file, const xp_steady_report *report)
{
    char text[640];
    write_head(file, report);
    for (size_t j = 0; j < report->steady->n_series; j++) {
        write_line(file, report, j);
    }
    fputs("\nmemory: observations that say as much as one that is independent\n", file);
    if (xp_steady_growing(report, text, sizeof(text))) {
        fputc('\n', file);
        xp_text_wrap(file, text);
    }
    for (size_t j = 0; j < report->steady->n_series; j++) {
        if (xp_steady_warning(report, j, text, sizeof(text))) {
            fputc('\n', file);
            xp_text_wrap(file, text);
        }
    }
}
