/* The text report of one scenario, and its table by interval. */
#include "experiment/channels.h"
#include "models/scenario/scenario.h"
#include "report/overload.h"
#include "report/parts.h"
#include "report/subgroups.h"

#include "models/language/units.h"
#include <string.h>

#define VALUE_END 47

/* ---- by interval ---- */

/* A line of the table: an interval of the day, or time of another kind; over all observed days. */
typedef struct part_of_day {
    cc_slice_kind kind;
    size_t k; /* of intervals */
} part_of_day;

/* Its slice on the first day; those of the other days follow by days. */
static size_t
first_slice(const cc_layout *layout, part_of_day part)
{
    return part.kind == CC_SLICE_INTERVAL ? layout->n_before + part.k
           : part.kind == CC_SLICE_AFTER  ? layout->per_day - 1
                                          : 0;
}

/* Its figure, a ratio of sums; of slices whose scope begins with prefix. */
static double
figure_of(const xp_results *results, const char *kpi, const char *prefix, part_of_day part)
{
    const cc_layout *layout = &results->layout[0];
    double num = 0, den = 0;
    for (size_t j = first_slice(layout, part); j < layout->n_slices; j += layout->per_day) {
        if (cc_layout_slice_of(layout, j).kind != part.kind) {
            continue;
        }
        char place[64], scope[128];
        cc_scope at = CC_SCOPE_CENTER;
        at.slice = (int)j;
        cc_scope_print(&at, results->plan->scenario[0], layout, place, sizeof(place));
        snprintf(scope, sizeof(scope), "%s%s", prefix, place);
        const size_t m = xp_table_find(results->table, kpi, scope);
        if (m != XP_LACKS) {
            const cc_sample means = xp_estimate_means(&results->estimates, 0, m);
            num += means.num;
            den += means.den;
        }
    }
    return num / den;
}

/* Days on which there is any of it in observe: over so many are its figures. */
static int
days_of(const xp_results *results, part_of_day part)
{
    const cc_layout *layout = &results->layout[0];
    int n = 0;
    for (size_t j = first_slice(layout, part); j < layout->n_slices; j += layout->per_day) {
        n += cc_layout_slice_of(layout, j).kind == part.kind &&
             cc_layout_span(layout, &results->plan->scenario[0]->run, j) > 0;
    }
    return n;
}

#define CELL 11 /* columns */

static void
cell(FILE *file, double value, xp_style style)
{
    char text[64] = "-";
    if (!isnan(value)) {
        xp_format format = xp_format_for(style, value, NAN);
        if (style == XP_COUNT) {
            format.decimals = 1;
        } else if (style == XP_TIME) {
            format = (xp_format){.unit = 1, .name = "", .decimals = value < 100 ? 1 : 0};
        }
        xp_text_value(&format, value, text, sizeof(text));
    }
    xp_text_right(file, text, CELL);
}

/* Intervals that are observed on some day; other time if anything happened then. */
static bool
is_shown(const xp_results *results, part_of_day part)
{
    const double agents = figure_of(results, "agents", "", part);
    return part.kind == CC_SLICE_INTERVAL
               ? !isnan(agents)
               : agents > 0 || figure_of(results, "contacts", "", part) > 0;
}

static void
one_line(FILE *file, const xp_results *results, const char *prefix, part_of_day part)
{
    const cc_layout *layout = &results->layout[0];
    const char *word = cc_slice_word(part.kind);
    char time[16], days[16];
    if (!is_shown(results, part)) {
        return;
    }
    cc_time_of_day_format(layout->open + (double)part.k * layout->interval, time, sizeof(time));
    xp_text_right(file, word != NULL ? word : time, 7);
    snprintf(days, sizeof(days), "%d", days_of(results, part));
    xp_text_right(file, days, 6);
    cell(file, figure_of(results, "contacts", prefix, part), XP_COUNT);
    cell(file, figure_of(results, "service_level_g1", prefix, part), XP_PERCENT);
    cell(file, figure_of(results, "abandonment", prefix, part), XP_PERCENT);
    cell(file, figure_of(results, "asa", prefix, part), XP_TIME);
    cell(file, figure_of(results, "agents", "", part), XP_COUNT);
    cell(file, figure_of(results, "occupancy", "", part), XP_PERCENT);
    fputc('\n', file);
}

static void
one_channel(FILE *file, const xp_results *results, const char *title, const char *prefix)
{
    static const char *const heads[] = {"contacts", "serv.level", "abandoned",
                                        "ASA s",    "agents",     "occupancy"};
    fprintf(file, "\n%-8s", title);
    xp_text_right(file, "days", 5);
    for (size_t j = 0; j < sizeof(heads) / sizeof(*heads); j++) {
        xp_text_right(file, heads[j], CELL);
    }
    fputc('\n', file);
    one_line(file, results, prefix, (part_of_day){CC_SLICE_BEFORE, 0});
    for (size_t k = 0; k < results->layout[0].n_intervals; k++) {
        one_line(file, results, prefix, (part_of_day){CC_SLICE_INTERVAL, k});
    }
    one_line(file, results, prefix, (part_of_day){CC_SLICE_AFTER, 0});
    one_line(file, results, prefix, (part_of_day){CC_SLICE_CLOSED, 0});
}

static void
intervals(FILE *file, const xp_results *results)
{
    const cc_scenario *scenario = results->plan->scenario[0];
    xp_channels channels;
    xp_channels_of(&channels, results->plan);
    fputc('\n', file);
    xp_text_wrap(file,
                 "By interval of arrival, over the observed \"days\" that have it: contacts are a "
                 "day of these, agents and occupancy of the whole center; \"before\" opening, "
                 "\"after\" closing and on \"closed\" days if anything happened. Each day: "
                 "--format csv|json.");
    for (int j = 0; j < channels.n; j++) {
        const int c = cc_channel_find(scenario, channels.is[j]->name);
        if (c >= 0 && scenario->center.channel[c].offered) {
            char prefix[64];
            snprintf(prefix, sizeof(prefix), "channel:%s/", channels.is[j]->name);
            one_channel(file, results, channels.is[j]->title, prefix);
        }
    }
}

/* ---- the report ---- */

int
xp_report_run(FILE *file, const xp_report *report)
{
    const xp_results *results = report->results;
    const char *plus_minus = xp_plus_minus();
    xp_lines rows;
    int ret = xp_lines_make(&rows, results, true);
    if (ret != SIM_OK) {
        return ret;
    }
    xp_text_wrap(file, results->plan->scenario[0]->name);
    xp_text_origin(file, results);
    fputc('\n', file);
    ret = xp_report_overload(file, results);
    if (ret != SIM_OK) {
        xp_lines_free(&rows);
        return ret;
    }
    char confidence[24], head[64];
    xp_text_confidence(results, confidence, sizeof(confidence));
    snprintf(head, sizeof(head), "%s %s", plus_minus, confidence);
    xp_text_right(file, "mean", VALUE_END);
    if (results->n > 1) {
        xp_text_right(file, head, 12);
    }
    fputc('\n', file);
    bool noted = false;
    const char *section = "";
    for (size_t j = 0; j < rows.n; j++) {
        const xp_line *line = &rows.line[j];
        const xp_format format = xp_line_format(line, results);
        const sim_interval it = xp_results_estimate(results, 0, line->measure);
        char value[64], half[64] = "", label[80];
        if (strcmp(section, line->section) != 0) {
            fprintf(file, "%s\n", section = line->section);
        }
        noted = noted || line->noted;
        xp_text_value(&format, it.mean, value, sizeof(value));
        xp_text_half_width(&format, &it, half, sizeof(half));
        snprintf(label, sizeof(label), "  %s", line->label);
        fputs(label, file);
        const size_t width = xp_text_width(label);
        xp_text_right(file, value, width < VALUE_END ? VALUE_END - width : 0);
        if (half[0] != '\0') {
            fputc(' ', file);
            xp_text_right(file, half, 11);
        }
        fputc('\n', file);
    }
    if (report->intervals) {
        intervals(file, results);
    }
    fputc('\n', file);
    xp_report_targets(file, results);
    xp_text_foot(file, report, &rows, noted);
    xp_lines_free(&rows);
    return SIM_OK;
}
