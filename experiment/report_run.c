/* The text report of one scenario, and its table by interval. */
#include "experiment/report_text.h"

#include <string.h>

#define VALUE_END 47

/* ---- by interval ---- */

static void
cell(FILE *file, const xp_results *results, const char *kpi, const char *scope, xp_style style,
     size_t width)
{
    char text[64] = "-";
    const sim_interval it = xp_results_figure(results, 0, kpi, scope);
    if (!isnan(it.mean)) {
        xp_format format = xp_format_for(style, it.mean, NAN);
        if (style == XP_COUNT) {
            format.decimals = 1;
        } else if (style == XP_TIME) {
            format = (xp_format){.unit = 1, .name = "", .decimals = it.mean < 100 ? 1 : 0};
        }
        xp_text_value(&format, it.mean, text, sizeof text);
    }
    xp_text_right(file, text, width);
}

/* Was there anything in this interval? */
static bool
is_busy(const xp_results *results, const char *scope)
{
    return xp_results_figure(results, 0, "contacts", scope).mean > 0;
}

static void
one_channel(FILE *file, const xp_results *results, const char *title, const char *prefix)
{
    const cc_layout *layout = &results->layout[0];
    const cc_run *run = &results->plan->scenario[0]->run;
    fprintf(file, "\n%s\n", title);
    xp_text_right(file, "day from", 11);
    static const char *const heads[] = {"contacts", "serv.level", "abandoned",
                                        "ASA s",    "agents",     "occupancy"};
    for (size_t j = 0; j < sizeof heads / sizeof *heads; j++) {
        xp_text_right(file, heads[j], 11);
    }
    fputc('\n', file);
    for (size_t slice = 0; slice < layout->n_slices; slice++) {
        const int day = layout->first_day + (int)(slice / layout->per_day);
        if (!run->weekday_open[(run->first_day + day) % 7] ||
            cc_layout_span(layout, run, slice) <= 0) {
            continue;
        }
        char place[64], scope[128];
        cc_scope only = CC_SCOPE_CENTER;
        only.slice = (int)slice;
        cc_scope_print(&only, results->plan->scenario[0], layout, place, sizeof place);
        snprintf(scope, sizeof scope, "%s%s", prefix, place);
        if (prefix[0] != '\0' && !is_busy(results, scope)) {
            continue;
        }
        xp_text_right(file, place + 1, 11);
        cell(file, results, "contacts", scope, XP_COUNT, 11);
        cell(file, results, "service_level_g1", scope, XP_PERCENT, 11);
        cell(file, results, "abandonment", scope, XP_PERCENT, 11);
        cell(file, results, "asa", scope, XP_TIME, 11);
        cell(file, results, "agents", place, XP_COUNT, 11);
        cell(file, results, "occupancy", place, XP_PERCENT, 11);
        fputc('\n', file);
    }
}

static void
intervals(FILE *file, const xp_results *results)
{
    int order[CC_MAX_CHANNELS];
    const int n = xp_channel_order(order);
    fputc('\n', file);
    xp_text_wrap(file, "By interval of arrival, means over replications; agents and occupancy are "
                       "of the whole center.");
    for (int j = 0; j < n; j++) {
        const cc_channel_type *type = cc_channel_types[order[j]];
        if (results->plan->scenario[0]->center.channel[order[j]].offered) {
            char prefix[64];
            snprintf(prefix, sizeof prefix, "channel:%s/", type->name);
            one_channel(file, results, type->title, prefix);
        }
    }
}

/* ---- the report ---- */

void
xp_report_run(FILE *file, const xp_report *report)
{
    const xp_results *results = report->results;
    const char *plus_minus = xp_plus_minus();
    xp_rows rows;
    xp_rows_make(&rows, results, true);
    xp_text_wrap(file, results->plan->scenario[0]->name);
    xp_text_origin(file, results);
    fputc('\n', file);
    char confidence[24], head[64];
    xp_text_confidence(results, confidence, sizeof confidence);
    snprintf(head, sizeof head, "%s %s", plus_minus, confidence);
    xp_text_right(file, "mean", VALUE_END);
    xp_text_right(file, head, 12);
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
        xp_text_value(&format, it.mean, value, sizeof value);
        xp_text_half_width(&format, it.mean, it.half_width, half, sizeof half);
        snprintf(label, sizeof label, "  %s", line->label);
        fputs(label, file);
        const size_t width = xp_text_width(label);
        xp_text_right(file, value, width < VALUE_END ? VALUE_END - width : 0);
        xp_text_right(file, half, half[0] == '\0' ? 0 : 12);
        fputc('\n', file);
    }
    if (report->intervals) {
        intervals(file, results);
    }
    fputc('\n', file);
    xp_text_foot(file, report, noted);
}
