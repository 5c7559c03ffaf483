/* The text report of one scenario. */
#include "models/scenario/scenario.h"
#include "report/overload.h"
#include "report/parts.h"
#include "report/subgroups.h"

#include <string.h>

#define VALUE_END 47

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
    xp_report_prediction(file, results);
    if (report->one_more) {
        xp_report_one_more(file, results);
    }
    if (report->intervals) {
        xp_report_intervals(file, report, 0);
        xp_report_intervals_plan(file, report, 0);
    }
    if (report->heat != XP_HEAT_NONE) {
        fputc('\n', file);
        xp_report_heat(file, results, 0, report->heat, report->in_colour);
    }
    if (report->nodes) {
        xp_report_nodes(file, results);
        xp_report_outcomes(file, results);
    }
    fputc('\n', file);
    xp_report_targets(file, results);
    xp_text_foot(file, report, &rows, noted);
    xp_lines_free(&rows);
    return SIM_OK;
}
