/* The debrief as a page by itself: no script, no font, no picture from elsewhere; light and dark as the
 * reader's screen is. The day is a strip of intervals for each way, the other days are columns of how many had
 * which score, where the day that was played is marked: luck is how far it is from the middle. */
#include "report/debrief.h"

#include "models/language/units.h"
#include "report/html.h"
#include "report/text.h"
#include "report/words.h"
#include <math.h>
#include <stdlib.h>

#define WIDTH 760  /* of pictures, before they are scaled */
#define LEFT 110   /* for the names of rows */
#define ROW 34     /* height of a strip */
#define CALLS 46   /* height of the arrivals above them */
#define COLUMNS 40 /* of the picture of other days */
#define ROOM 130   /* for a word beside a line of it */

static const char style[] =
    ":root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#1b2430;--soft:#55606e;"
    "--line:#d9dee5;--good:#1f7a4d;--good-ink:#fff;--bad:#b3400c;--bad-ink:#fff;--calls:#7b8ca1;"
    "--none:#e7eaee;--mark:#0b5cad;--wash:#cfe0f3}"
    "@media(prefers-color-scheme:dark){:root{--page:#12161b;--card:#1b2129;--ink:#e8ecf1;"
    "--soft:#a7b1bd;--line:#303945;--good:#3fae78;--good-ink:#06150d;--bad:#f08c4a;"
    "--bad-ink:#1d0c02;--calls:#6f7f92;--none:#29313b;--mark:#7db8f5;--wash:#26405c}}"
    "*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);"
    "font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}"
    "main{max-width:860px;margin:0 auto;padding:28px 18px 48px}"
    "h1{font-size:1.75rem;line-height:1.2;margin:0 0 .3em}h2{font-size:1.1rem;margin:0 0 .6em}"
    "p{margin:.4em 0}.goal{color:var(--soft);max-width:62ch}.small{color:var(--soft);"
    "font-size:.86rem}section{background:var(--card);border:1px solid var(--line);"
    "border-radius:12px;padding:18px 20px;margin-top:18px;overflow-x:auto}"
    ".cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:14px;"
    "margin-top:18px}.card{background:var(--card);border:1px solid var(--line);"
    "border-radius:12px;padding:14px 18px}.card b{display:block;font-size:2rem;"
    "line-height:1.2;font-variant-numeric:tabular-nums}.card.yours{border-color:var(--mark);"
    "box-shadow:inset 0 3px 0 var(--mark)}table{border-collapse:collapse;width:100%;"
    "font-variant-numeric:tabular-nums}th,td{padding:.42em .5em;text-align:right;"
    "border-top:1px solid var(--line);white-space:nowrap}thead th{border-top:0;"
    "color:var(--soft);font-weight:600}tbody th{text-align:left;font-weight:400;min-width:9em;"
    "white-space:normal}svg{display:block;width:100%;min-width:620px;height:auto}svg "
    "text{fill:var(--ink);"
    "font-size:12px}svg .halo{paint-order:stroke;stroke:var(--card);stroke-width:4px}"
    "svg .axis{fill:var(--soft);font-size:11px}.key{display:flex;"
    "flex-wrap:wrap;gap:6px 18px;margin-top:10px}.key i{display:inline-block;width:.9em;"
    "height:.9em;border-radius:3px;margin-right:.4em;vertical-align:-1px}";

/* ---- the figures ---- */

static void
write_table(FILE *file, const xp_debrief_line *line, size_t n, size_t columns)
{
    fputs("<table>\n", file);
    bool in_body = false;
    for (size_t j = 0; j < n; j++) {
        const bool is_head = line[j].kind == XP_DEBRIEF_HEAD;
        if (!is_head && !in_body) {
            fputs("<tbody>\n", file);
            in_body = true;
        }
        fputs(is_head ? "<thead><tr><th scope=\"col\"></th>" : "<tr><th scope=\"row\">", file);
        if (!is_head) {
            xp_html_text(file, line[j].label);
            fputs("</th>", file);
        }
        for (size_t k = 0; k < columns; k++) {
            fputs(is_head ? "<th scope=\"col\">" : "<td>", file);
            xp_html_text(file, line[j].value[k]);
            fputs(is_head ? "</th>" : "</td>", file);
        }
        fputs(is_head ? "</tr></thead>\n" : "</tr>\n", file);
    }
    fputs(in_body ? "</tbody>\n</table>\n" : "</table>\n", file);
}

static size_t
columns_of(const xp_debrief_line *line, size_t n)
{
    size_t columns = 0;
    for (size_t j = 0; j < n; j++) {
        for (size_t k = 0; k < XP_N_WAYS; k++) {
            columns = line[j].value[k][0] != '\0' && k + 1 > columns ? k + 1 : columns;
        }
    }
    return columns;
}

static bool
is_table(xp_debrief_kind kind)
{
    return kind == XP_DEBRIEF_HEAD || kind == XP_DEBRIEF_ROW;
}

/* Lines from j on until the next heading; returns where that is. */
static size_t
write_lines(FILE *file, const xp_debrief_line *line, size_t j, size_t n)
{
    while (j < n && line[j].kind != XP_DEBRIEF_HEADING) {
        size_t end = j;
        while (end < n && is_table(line[end].kind)) {
            end++;
        }
        if (end > j) {
            write_table(file, line + j, end - j, columns_of(line + j, end - j));
            j = end;
        } else {
            fputs("<p>", file);
            xp_html_text(file, line[j++].text);
            fputs("</p>\n", file);
        }
    }
    return j;
}

static void
write_cards(FILE *file, const xp_debrief *self)
{
    const char *const names[XP_N_WAYS] = {_("nothing done"), _("yours"), _("reference")};
    fputs("<div class=\"cards\">\n", file);
    for (int way = 0; way < XP_N_WAYS; way++) {
        char text[64];
        if (!self->way[way].is_run || (way == XP_YOURS && self->n_changes == 0)) {
            continue;
        }
        fprintf(file, "<div class=\"card%s\"><span class=\"small\">",
                way == XP_YOURS ? " yours" : "");
        xp_html_text(file, names[way]);
        fputs("</span><b>", file);
        xp_html_text(file, xp_debrief_score(self, self->way[way].score, text, sizeof(text)));
        fputs("</b><span class=\"small\">", file);
        xp_html_text(file, _("other days: "));
        xp_html_text(file, xp_debrief_score(self, self->way[way].mean.mean, text, sizeof(text)));
        fputs("</span></div>\n", file);
    }
    fputs("</div>\n", file);
}

/* ---- the day ---- */

static void
clock_of(const xp_debrief *self, double time, char *text, size_t size)
{
    const double begin = self->plan->lesson->scenario->run.day_begin;
    cc_time_of_day_format(fmod(time + begin, CC_DAY), text, size);
}

/* Between intervals; of weeks there is hardly room. */
static double
gap_of(double width)
{
    return fmin(1.4, 0.2 * width);
}

static double
most_offered(const xp_debrief *self)
{
    double most = 1;
    for (int way = 0; way < XP_N_WAYS; way++) {
        for (size_t j = 0; self->way[way].is_run && j < self->n_slices; j++) {
            most = fmax(most, self->slice[way][j].offered);
        }
    }
    return most;
}

static void
write_cell(FILE *file, const xp_debrief *self, int way, size_t j, double x, double y, double width)
{
    const xp_debrief_slice *it = &self->slice[way][j];
    const bool is_held = it->held > 0, is_below = it->n_below > 0;
    const double gap = gap_of(width);
    char time[24];
    clock_of(self, it->begin, time, sizeof(time));
    fprintf(file,
            "<g><title>%s: %.0f %s, %.0f %s %.0f, %.0f %s, %.1f %s</title>"
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"3\" "
            "fill=\"var(--%s)\"/>",
            time, it->offered, _("came"), it->in_time, _("in time of"), it->held, it->abandoned,
            _("gave up"), it->on_duty, _("agents"), x + gap / 2, y, width - gap, ROW - 8,
            !is_held   ? "none"
            : is_below ? "bad"
                       : "good");
    if (is_held && width >= 20) {
        fprintf(file,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" style=\"fill:var(--%s-ink)"
                "%s\">%.0f</text>",
                x + width / 2, y + (ROW - 8) / 2.0 + 4, is_below ? "bad" : "good",
                is_below ? ";font-weight:700" : "", 100 * it->in_time / it->held);
    } else if (is_below) { /* not by colour alone */
        fprintf(file, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"var(--bad-ink)\"/>",
                x + width / 2, y + (ROW - 8) / 2.0);
    }
    fputs("</g>\n", file);
}

static void
write_axis(FILE *file, const xp_debrief *self, double width, double y)
{
    const size_t every = (size_t)fmax(1, ceil(44 / width));
    for (size_t j = 0; j < self->n_slices; j += every) {
        char time[24];
        clock_of(self, self->slice[XP_UNTOUCHED][j].begin, time, sizeof(time));
        fprintf(file, "<text class=\"axis\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                LEFT + (double)j * width + 1, y, time);
    }
}

static void
write_strip(FILE *file, const xp_debrief *self)
{
    const char *const names[XP_N_WAYS] = {_("nothing done"), _("yours"), _("reference")};
    const double width = (double)(WIDTH - LEFT) / (double)self->n_slices;
    const double most = most_offered(self), gap = gap_of(width);
    int n_ways = 0;
    for (int way = 0; way < XP_N_WAYS; way++) {
        n_ways += self->way[way].is_run && (way != XP_YOURS || self->n_changes > 0);
    }
    fprintf(file, "<svg viewBox=\"0 0 %d %d\" role=\"img\">\n<title>%s</title>\n", WIDTH,
            CALLS + 8 + n_ways * ROW + 18, _("The day by interval"));
    fprintf(file, "<text x=\"0\" y=\"%d\">", CALLS - 4);
    xp_html_text(file, _("who came"));
    fputs("</text>\n", file);
    for (size_t j = 0; j < self->n_slices; j++) {
        const double height = (CALLS - 4) * self->slice[XP_UNTOUCHED][j].offered / most;
        fprintf(file,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" "
                "fill=\"var(--calls)\"/>\n",
                LEFT + (double)j * width + gap / 2, CALLS - height, width - gap, height);
    }
    double y = CALLS + 8;
    for (int way = 0; way < XP_N_WAYS; way++) {
        if (!self->way[way].is_run || (way == XP_YOURS && self->n_changes == 0)) {
            continue;
        }
        fprintf(file, "<text x=\"0\" y=\"%.1f\"%s>", y + (ROW - 8) / 2.0 + 4,
                way == XP_YOURS ? " style=\"font-weight:700\"" : "");
        xp_html_text(file, names[way]);
        fputs("</text>\n", file);
        for (size_t j = 0; j < self->n_slices; j++) {
            write_cell(file, self, way, j, LEFT + (double)j * width, y, width);
        }
        y += ROW;
    }
    write_axis(file, self, width, y + 8);
    fprintf(file,
            "</svg>\n<div class=\"key small\"><span><i style=\"background:var(--good)\"></i>");
    xp_html_text(file, _("every queue on its target (per cent in time)"));
    fputs("</span><span><i style=\"background:var(--bad)\"></i>", file);
    xp_html_text(file, _("some queue below it"));
    fputs("</span><span><i style=\"background:var(--none)\"></i>", file);
    xp_html_text(file, _("nobody to judge by"));
    fputs("</span></div>\n", file);
}

/* ---- other days ---- */

static void
write_column(FILE *file, int k, double n, double most)
{
    const double width = (double)WIDTH / COLUMNS, height = 88 * n / most;
    if (n > 0) {
        fprintf(file,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" "
                "fill=\"var(--wash)\"/>\n",
                k * width + 1, 112 - height, width - 2, height);
    }
}

/* The word stands on that side of the line, or on the other where there is no room. */
static void
write_mark(FILE *file, double x, const char *look, const char *word, double y, bool to_left)
{
    const bool is_left = to_left ? x > ROOM : x > WIDTH - ROOM;
    fprintf(file,
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"112\" stroke-width=\"2\" %s/>\n"
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"halo\">",
            x, x, y - 9, look, is_left ? x - 5 : x + 5, y, is_left ? "end" : "start");
    xp_html_text(file, word);
    fputs("</text>\n", file);
}

/* How many of the other days had which score, and where this one is. */
static void
write_days(FILE *file, const xp_debrief *self)
{
    const double *score = self->other[XP_YOURS];
    const uint64_t n = self->n_others[XP_YOURS];
    const xp_debrief_way *way = &self->way[XP_YOURS];
    double count[COLUMNS] = {0}, most = 1;
    if (n == 0 || isnan(way->score)) {
        return;
    }
    const double low = fmin(score[0], way->score), high = fmax(score[n - 1], way->score);
    const double span = high > low ? high - low : 1;
    for (uint64_t j = 0; j < n; j++) {
        const int k = (int)((score[j] - low) / span * COLUMNS);
        count[k < COLUMNS ? k : COLUMNS - 1]++;
    }
    for (int k = 0; k < COLUMNS; k++) {
        most = fmax(most, count[k]);
    }
    fprintf(file, "<svg viewBox=\"0 -16 %d 148\" role=\"img\">\n<title>%s</title>\n", WIDTH,
            _("How many other days had which score"));
    for (int k = 0; k < COLUMNS; k++) {
        write_column(file, k, count[k], most);
    }
    fprintf(file, "<line x1=\"0\" x2=\"%d\" y1=\"112\" y2=\"112\" stroke=\"var(--line)\"/>\n",
            WIDTH);
    char ends[2][48];
    xp_debrief_score(self, low, ends[0], sizeof(ends[0]));
    xp_debrief_score(self, high, ends[1], sizeof(ends[1]));
    fprintf(file, "<text class=\"axis\" x=\"0\" y=\"127\">%s</text>\n", ends[0]);
    fprintf(file, "<text class=\"axis\" x=\"%d\" y=\"127\" text-anchor=\"end\">%s</text>\n", WIDTH,
            ends[1]);
    const bool up = self->plan->lesson->better == CC_HIGHER;
    fprintf(file, "<text class=\"axis\" x=\"%d\" y=\"127\" text-anchor=\"middle\">", WIDTH / 2);
    xp_html_text(file, up ? _("better →") : _("← better"));
    fputs("</text>\n", file);
    const bool is_lower = way->score < way->mean.mean;
    write_mark(file, (way->mean.mean - low) / span * WIDTH,
               "stroke=\"var(--soft)\" stroke-dasharray=\"4 3\"", _("mean of other days"), 14,
               !is_lower);
    write_mark(file, (way->score - low) / span * WIDTH, "stroke=\"var(--mark)\"", _("this day"), -4,
               is_lower);
    fputs("</svg>\n", file);
}

/* ---- the page ---- */

int
xp_debrief_html(FILE *file, const xp_debrief *self)
{
    xp_debrief_line *line = malloc(XP_DEBRIEF_LINES * sizeof(*line));
    if (line == NULL) {
        return SIM_ERR_NOMEM;
    }
    const size_t n = xp_debrief_lines(self, line, XP_DEBRIEF_LINES);
    fputs("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n"
          "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, "
          "initial-scale=1\"/>\n<title>",
          file);
    xp_html_text(file, line[0].text);
    fprintf(file, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
    xp_html_text(file, line[0].text);
    fputs("</h1>\n<p class=\"goal\">", file);
    xp_html_text(file, line[1].text);
    fputs("</p>\n<p class=\"small\">", file);
    xp_html_text(file, line[2].text);
    fputs("</p>\n", file);
    write_cards(file, self);
    fputs("<section>\n", file);
    size_t j = write_lines(file, line, 3, n);
    fputs("</section>\n<section>\n<h2>", file);
    xp_html_text(file, _("The day by interval"));
    fputs("</h2>\n", file);
    if (self->n_slices > 0) {
        write_strip(file, self);
    }
    fputs("</section>\n", file);
    for (bool first = true; j < n; first = false) {
        fputs("<section>\n<h2>", file);
        xp_html_text(file, line[j].text);
        fputs("</h2>\n", file);
        if (first) { /* skill and luck */
            write_days(file, self);
        }
        j = write_lines(file, line, j + 1, n);
        fputs("</section>\n", file);
    }
    fputs("<p class=\"small\">", file);
    xp_html_text(file,
                 /* xgettext:no-c-format */
                 _("± is a 95 % interval. All ways met the same customers on the same days."));
    fprintf(file, " ccsim %s</p>\n</main>\n</body>\n</html>\n", CCSIM_VERSION);
    free(line);
    return SIM_OK;
}
