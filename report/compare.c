/* The printed comparison. Two centers: figures, difference and verdict side by side. Three or
 * four: one column each with a letter for the verdict, and the differences below. */
#include "models/scenario/scenario.h"
#include "report/overload.h"
#include "report/parts.h"
#include "report/subgroups.h"

#include <string.h>

enum {
    WIDEST = 80,
    FIRST_END = 43, /* columns of two centers end here */
    COLUMN = 15,
    DIFFERENCE = 14,
    NO_INTERVAL = 4,  /* the difference is short then, and the verdict long */
    MANY_LABEL = 28,  /* of three and more */
    MANY_COLUMN = 13, /* figure, blank, letter */
    MANY_DIFFERENCE = 17,
};

/* Kinds of which other numbers come to the two, beside what is true of all; the last of them. */
static int
count_other_kinds(const xp_plan *plan, int s, int *last)
{
    const cc_demand *first = &plan->scenario[0]->demand, *other = &plan->scenario[s]->demand;
    int n = 0;
    for (int i = 0; i < first->n_issues && i < other->n_issues; i++) {
        if (first->issue[i].volume != other->issue[i].volume) {
            *last = i;
            n++;
        }
    }
    return n;
}

/* "and 10 % more of them" */
static void
say_more(double more, const char *of, char *text, size_t size)
{
    if (!isfinite(more)) {
        snprintf(text, size, "the same customers, and more or fewer%s", of);
    } else if (more >= 100) { /* per cent of so many say nothing */
        snprintf(text, size, "the same customers, %.6g times as many%s", more + 1,
                 strcmp(of, " of them") == 0 ? "" : of);
    } else if (more > 0) {
        snprintf(text, size, "the same customers, and %.4g %% more%s", 100 * more, of);
    } else {
        snprintf(text, size, "the same customers without %.4g %%%s", -100 * more, of);
    }
}

/* "the same customers, paired"; where the other's volume is another, how many more or fewer. */
static void
say_customers(const xp_plan *plan, char *text, size_t size)
{
    const cc_demand *first = &plan->scenario[0]->demand;
    bool differ = false, kinds_differ = false;
    int kind = 0, n_kinds = 0;
    for (int s = 1; s < plan->n_scenarios; s++) {
        differ = differ || plan->scenario[s]->demand.volume != first->volume;
        n_kinds = count_other_kinds(plan, s, &kind);
        kinds_differ = kinds_differ || n_kinds > 0;
    }
    if (!plan->paired) {
        snprintf(text, size, "different customers, not paired");
    } else if (!differ && !kinds_differ) {
        snprintf(text, size, "the same customers, paired");
    } else if (plan->n_scenarios > 2 || (differ && kinds_differ) || n_kinds > 1) {
        snprintf(text, size, "the same customers, and more or fewer of %s",
                 differ ? "them" : "some kinds, theirs at other moments");
    } else if (differ) {
        say_more(plan->scenario[1]->demand.volume / first->volume - 1, " of them", text, size);
    } else {
        char of[128];
        snprintf(of, sizeof(of), " of \"%.60s\"%s", first->issue[kind].name,
                 first->trace.n > 0 ? "" : ", theirs at other moments"); /* recorded: at the same */
        say_more(plan->scenario[1]->demand.issue[kind].volume / first->issue[kind].volume - 1, of,
                 text, size);
    }
}

static void
title(FILE *file, const xp_results *results)
{
    const xp_plan *plan = results->plan;
    char text[1024] = "";
    for (int s = 0; s < plan->n_scenarios; s++) {
        const size_t n = strlen(text);
        snprintf(text + n, sizeof(text) - n, "%s%s",
                 s == 0                       ? ""
                 : s == 1                     ? " against "
                 : s == plan->n_scenarios - 1 ? " and "
                                              : ", ",
                 plan->scenario[s]->name);
    }
    const size_t n = strlen(text);
    char customers[256];
    say_customers(plan, customers, sizeof(customers));
    snprintf(text + n, sizeof(text) - n, ": %s", customers);
    xp_text_wrap(file, text);
    xp_text_origin(file, results);
    fputc('\n', file);
}

/* After the label, right-aligned so that it ends at column `end`. */
static void
to_column(FILE *file, const char *text, size_t *column, size_t end)
{
    const size_t own = xp_text_width(text);
    if (*column > 0 && *column + own >= end) { /* too wide: a blank at least */
        fputc(' ', file);
        ++*column;
    }
    const size_t width = *column + own < end ? end - *column : own;
    xp_text_right(file, text, width);
    *column += width;
}

/* ... below, where with as much behind it the line would be too long. */
static void
to_column_within(FILE *file, const char *text, size_t *column, size_t end, size_t behind)
{
    const size_t touching = *column + 1 + xp_text_width(text);
    if (*column > 0 && (touching > end ? touching : end) + behind > WIDEST && touching > end) {
        fputc('\n', file);
        *column = 0;
    }
    to_column(file, text, column, end);
}

static void
two_columns(FILE *file, const xp_results *results, const xp_line *line)
{
    const xp_format format = xp_line_format(line, results);
    char label[80], text[96];
    snprintf(label, sizeof(label), "  %s", line->label);
    fputs(label, file);
    size_t column = xp_text_width(label);
    for (size_t s = 0; s < 2; s++) {
        xp_text_value(&format, xp_results_estimate(results, (int)s, line->measure).mean, text,
                      sizeof(text));
        to_column(file, text, &column, FIRST_END + s * COLUMN);
    }
    const xp_difference difference = xp_line_difference(line, results, &format, 1);
    xp_text_difference(&format, &difference.interval, difference.equal, xp_plus_minus(), text,
                       sizeof(text));
    const xp_verdict is = xp_verdict_of(results, 1, line->measure);
    const char *verdict = xp_verdict_name(is);
    if (text[0] != '\0') {
        const size_t end = FIRST_END + COLUMN + DIFFERENCE;
        to_column_within(file, text, &column, is == XP_NO_INTERVAL ? end - NO_INTERVAL : end,
                         verdict[0] == '\0' ? 0 : 1 + strlen(verdict));
    }
    fprintf(file, "%s%s\n", verdict[0] == '\0' ? "" : " ", verdict);
}

static void
many_columns(FILE *file, const xp_results *results, const xp_line *line)
{
    const xp_format format = xp_line_format(line, results);
    char label[80], text[96];
    snprintf(label, sizeof(label), "  %s", line->label);
    fputs(label, file);
    size_t column = xp_text_width(label), end = MANY_LABEL;
    const char *verdict = "";
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        end += MANY_COLUMN;
        if (s > 0) { /* the letter of the figure before */
            fprintf(file, " %.1s", verdict[0] == '\0' ? " " : verdict);
            column += 2;
        }
        xp_text_value(&format, xp_results_estimate(results, s, line->measure).mean, text,
                      sizeof(text));
        to_column_within(file, text, &column, end - 2, 2);
        verdict = xp_verdict_name(xp_verdict_of(results, s, line->measure));
    }
    fprintf(file, "%s%.1s\n", verdict[0] == '\0' ? "" : " ", verdict);
}

/* A figure that no pair has is left out, and its section's heading with it. */
static void
many_differences(FILE *file, const xp_results *results, const xp_line *line, const char **section)
{
    const xp_format format = xp_line_format(line, results);
    char label[80], text[XP_REPORT_COLUMNS][96];
    bool any = false;
    int last = 0;
    for (int s = 1; s < results->plan->n_scenarios; s++) {
        const xp_difference it = xp_line_difference(line, results, &format, s);
        xp_text_difference(&format, &it.interval, it.equal, xp_plus_minus(), text[s],
                           sizeof(text[s]));
        any = any || text[s][0] != '\0';
        last = text[s][0] == '\0' ? last : s;
    }
    if (!any) {
        return;
    }
    if (strcmp(*section, line->section) != 0) {
        fprintf(file, "%s\n", *section = line->section);
    }
    snprintf(label, sizeof(label), "  %s", line->label);
    fputs(label, file);
    size_t column = xp_text_width(label);
    for (int s = 1; s <= last; s++) {
        to_column_within(file, text[s], &column, (size_t)(MANY_LABEL + s * MANY_DIFFERENCE), 0);
    }
    fputc('\n', file);
}

/* Where a column ends. */
static size_t
end_of(int s, bool many, bool differences)
{
    if (differences) {
        return (size_t)(MANY_LABEL + s * MANY_DIFFERENCE);
    }
    return many ? (size_t)(MANY_LABEL + (s + 1) * MANY_COLUMN - 2)
                : (size_t)(FIRST_END + s * COLUMN);
}

/* A name too wide for its column is broken into two lines at a blank. */
static void
break_name(const char *name, size_t width, char upper[64], char lower[64])
{
    upper[0] = '\0';
    size_t at = 0;
    for (size_t j = 0; j <= width && name[j] != '\0' && xp_text_width(name) > width; j++) {
        at = name[j] == ' ' ? j : at;
    }
    snprintf(upper, 64, "%.*s", (int)(at < 60 ? at : 60), name);
    const char *rest = name + (at == 0 ? 0 : at + 1), *number = strrchr(rest, '(');
    if (xp_text_width(rest) <= width || number == NULL || strlen(number) > 4) {
        xp_text_cut(lower, 64, rest, width);
        return;
    }
    /* the number by which two of one name are told apart stays */
    char stem[64];
    snprintf(stem, sizeof(stem), "%.*s", (int)(number - rest < 60 ? number - rest : 60), rest);
    xp_text_cut(lower, 64 - 8, stem, width - strlen(number));
    snprintf(lower + strlen(lower), 8, "%s", number);
}

static void
head(FILE *file, const xp_results *results, bool many, bool differences)
{
    char name[2][XP_REPORT_COLUMNS][64];
    bool two_lines = false;
    const int n = results->plan->n_scenarios, first = differences ? 1 : 0;
    const size_t width = differences ? MANY_DIFFERENCE - 1 : many ? MANY_COLUMN - 2 : COLUMN - 1;
    for (int s = first; s < n; s++) {
        break_name(results->plan->scenario[s]->name, width, name[0][s], name[1][s]);
        two_lines = two_lines || name[0][s][0] != '\0';
    }
    for (int row = two_lines ? 0 : 1; row < 2; row++) {
        size_t column = 0;
        for (int s = first; s < n; s++) {
            if (name[row][s][0] != '\0') {
                to_column(file, name[row][s], &column, end_of(s, many, differences));
            }
        }
        if (!many && row == 1) {
            to_column(file, "difference", &column, FIRST_END + COLUMN + DIFFERENCE);
        }
        fputc('\n', file);
    }
}

static void
table(FILE *file, const xp_results *results, const xp_lines *rows, bool differences)
{
    const bool many = results->plan->n_scenarios > 2;
    const char *section = "";
    head(file, results, many, differences);
    for (size_t j = 0; j < rows->n; j++) {
        const xp_line *line = &rows->line[j];
        if (differences) {
            many_differences(file, results, line, &section);
            continue;
        }
        if (strcmp(section, line->section) != 0) {
            fprintf(file, "%s\n", section = line->section);
        }
        if (many) {
            many_columns(file, results, line);
        } else {
            two_columns(file, results, line);
        }
    }
    fputc('\n', file);
}

int
xp_report_compare(FILE *file, const xp_report *report)
{
    const xp_results *results = report->results;
    xp_lines rows;
    int ret = xp_lines_make(&rows, results, false);
    if (ret != SIM_OK) {
        return ret;
    }
    bool noted = false;
    for (size_t j = 0; j < rows.n; j++) {
        noted = noted || rows.line[j].noted;
    }
    title(file, results);
    ret = xp_report_overload(file, results);
    if (ret != SIM_OK) {
        xp_lines_free(&rows);
        return ret;
    }
    table(file, results, &rows, false);
    if (results->plan->n_scenarios > 2) {
        char text[192];
        snprintf(text, sizeof(text),
                 "b better, w worse, u unclear, e equal%s%s. Differences against %.60s:",
                 xp_any_verdict(results, &rows, XP_NO_INTERVAL) ? ", n no interval" : "",
                 xp_any_verdict(results, &rows, XP_OPEN) ? ", o open" : "",
                 results->plan->scenario[0]->name);
        xp_text_wrap(file, text);
        fputc('\n', file);
        table(file, results, &rows, true);
        xp_report_best(file, results);
    } else {
        xp_report_sentences(file, results);
        xp_report_losers(file, results, &rows);
    }
    if (report->simultaneous != NULL) {
        xp_report_simultaneous(file, report);
    }
    xp_report_targets(file, results);
    for (int s = 0; report->intervals && s < results->plan->n_scenarios; s++) {
        xp_report_intervals(file, report, s);
    }
    if (report->intervals) {
        xp_report_intervals_compared(file, report);
    }
    if (report->match != NULL) {
        xp_report_match(file, report);
    }
    xp_text_foot(file, report, &rows, noted);
    if (report->sensitivity != NULL) {
        xp_report_sensitivity(file, report);
    }
    xp_lines_free(&rows);
    return SIM_OK;
}
