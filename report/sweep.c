#include "report/sweep.h"

#include "report/sweep_effects.h"
#include "report/text.h"
#include "sim/memory.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- warnings ---- */

static void add_text(char *text, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
add_text(char *text, size_t size, const char *format, ...)
{
    const size_t used = strlen(text);
    va_list list;
    va_start(list, format);
    vsnprintf(text + used, size - used, format, list);
    va_end(list);
}

static size_t
count_without(const xp_findings *self)
{
    size_t n = 0;
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        n += self->recalled.point[p].n == 0;
    }
    return n;
}

static bool
warn_partial(const xp_sweep_report *report, char *text, size_t size)
{
    if (report->partial) {
        add_text(text, size,
                 "Stopped before the end: what follows is of what is complete. The same "
                 "command goes on with the rest.");
    }
    return report->partial;
}

static bool
warn_missing(const xp_sweep_report *report, char *text, size_t size)
{
    const xp_findings *self = report->findings;
    const size_t n = count_without(self), all = self->sweep->n_points;
    if (n == 0) {
        return false;
    }
    add_text(text, size, "%zu of %zu points have no replication yet, or failed.", n, all);
    if (self->n_effects > 0 && n < all && self->n_bars == 0) {
        add_text(text, size,
                 " Effects are of the other points: where these are not spread evenly, an "
                 "effect has something of the other factors'.");
    }
    return true;
}

static bool
warn_few(const xp_sweep_report *report, char *text, size_t size)
{
    const xp_findings *self = report->findings;
    if (self->least == 0 || self->least >= XP_ENOUGH) {
        return false;
    }
    if (self->least == 1) {
        add_text(text, size,
                 "Of one replication nothing is known of chance: there are no intervals.");
    } else {
        add_text(text, size,
                 "Some points have only %" PRIu64
                 " replications: their intervals may hold the truth "
                 "less often than they say.",
                 self->least);
    }
    return true;
}

static bool
warn_unpaired(const xp_sweep_report *report, char *text, size_t size)
{
    const xp_sweep *sweep = report->findings->sweep;
    if (sweep->common || sweep->n_points < 2) {
        return false;
    }
    add_text(text, size,
             "Points have customers of their own: differences and effects are not paired, "
             "and need more replications.");
    return true;
}

bool
xp_sweep_warning(const xp_sweep_report *report, size_t j, char *text, size_t size)
{
    static bool (*const warn[])(const xp_sweep_report *, char *,
                                size_t) = {warn_partial, warn_missing, warn_few, warn_unpaired};
    for (size_t k = 0; k < sizeof(warn) / sizeof(*warn); k++) {
        text[0] = '\0';
        if (warn[k](report, text, size) && j-- == 0) {
            return true;
        }
    }
    return false;
}

/* ---- head ---- */

size_t
xp_sweep_n_complete(const xp_sweep_report *report)
{
    const xp_findings *self = report->findings;
    if (!self->by_rules || !report->partial) {
        return self->n_complete;
    }
    return report->n_done > self->n_failed ? report->n_done - self->n_failed : 0;
}

static void
write_head(FILE *file, const xp_sweep_report *report)
{
    const xp_findings *self = report->findings;
    const xp_sweep *sweep = self->sweep;
    uint64_t n = 0;
    for (size_t p = 0; p < sweep->n_points; p++) {
        n += self->recalled.point[p].n;
    }
    char text[1024];
    snprintf(text, sizeof(text), "%s: %zu point%s, %s; plan %016" PRIx64, sweep->name,
             sweep->n_points, sweep->n_points == 1 ? "" : "s",
             sweep->design != NULL ? sweep->design->name : "a design that is not known",
             sweep->hash);
    xp_text_wrap(file, text);
    fprintf(file, "seed %" PRIu64 ", %s at all points; %g %% intervals\n", sweep->seed,
            !sweep->common         ? "customers of their own"
            : self->same_customers ? "the same customers"
                                   : "the same random numbers",
            100 * sweep->confidence);
    const bool is_unknown = self->by_rules && report->n_rules == 0;
    fprintf(file, "%zu of %zu points %s, %zu failed; %" PRIu64 " replications",
            xp_sweep_n_complete(report), sweep->n_points,
            is_unknown ? "have replications" : "complete", self->n_failed, n);
    if (n > 0 && self->least == self->most) {
        fprintf(file, ", %" PRIu64 " a point", self->least);
    }
    fputc('\n', file);
    if (report->store != NULL) {
        fprintf(file, "store %s\n", report->store);
    }
}

/* ---- points ---- */

xp_format
xp_sweep_format(const xp_findings *self, size_t output, double largest, double half_width)
{
    static const xp_style styles[] = {
        [CC_UNIT_FRACTION] = XP_PERCENT, [CC_UNIT_SECONDS] = XP_TIME, [CC_UNIT_COUNT] = XP_NUMBER,
        [CC_UNIT_PER_DAY] = XP_COUNT,    [CC_UNIT_HOURS] = XP_COUNT,  [CC_UNIT_MONEY] = XP_MONEY,
    };
    const size_t m = xp_gather_measure(&self->gather, output);
    if (m == XP_LACKS && largest > 0 && largest < .01) { /* an own one: it may be of any size */
        return (xp_format){1, "", "", (int)fmin(12, ceil(-log10(largest)) + 2)};
    }
    const xp_style style =
        m == XP_LACKS ? XP_NUMBER : styles[cc_kpis[self->gather.one.measure[m].kpi].unit];
    return xp_format_for(style, largest, half_width);
}

/* Of all points; fine enough for the narrowest interval. */
static xp_format
format_of(const xp_findings *self, size_t output)
{
    double largest = 0, narrowest = NAN;
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        const sim_interval *it = &xp_findings_at(self, p, output)->interval;
        if (it->n > 0 && isfinite(it->mean)) {
            largest = fmax(largest, fabs(it->mean));
            narrowest = it->half_width > 0 ? fmin(narrowest, it->half_width) : narrowest;
        }
    }
    xp_format format = xp_sweep_format(self, output, largest, narrowest);
    const sim_interval fine = sim_interval_around(largest, narrowest, 2);
    return isnan(narrowest) ? format : xp_format_fit(format, &fine);
}

/* One at a time: only what is not as at the baseline, with its name. */
static bool
is_one_at_a_time(const xp_sweep *sweep)
{
    return sweep->design != NULL && sweep->design->has_baseline;
}

static void
join_levels(const xp_findings *self, size_t point, char *text, size_t size)
{
    const xp_recalled *it = &self->recalled.point[point];
    const char *const *base = self->recalled.point[self->sweep->baseline].text;
    const bool is_one = is_one_at_a_time(self->sweep) && base != NULL && it->text != NULL;
    text[0] = '\0';
    for (size_t j = 0; j < self->sweep->n_factors; j++) {
        const char *level = it->text != NULL ? it->text[j] : NULL;
        if (!is_one) {
            add_text(text, size, "%s%s", j > 0 ? ", " : "", level == NULL ? "?" : level);
        } else if (level != NULL && base[j] != NULL && strcmp(level, base[j]) != 0) {
            add_text(text, size, "%s%s %s", text[0] != '\0' ? ", " : "",
                     self->sweep->factor[j].name, level);
        }
    }
    if (text[0] == '\0') {
        add_text(text, size, "-");
    }
}

static void
join_names(const xp_findings *self, char *text, size_t size)
{
    text[0] = '\0';
    if (is_one_at_a_time(self->sweep)) {
        add_text(text, size, "otherwise");
        return;
    }
    for (size_t j = 0; j < self->sweep->n_factors; j++) {
        add_text(text, size, "%s%s", j > 0 ? ", " : "", self->sweep->factor[j].name);
    }
}

#define LEVELS 26 /* columns; of these COUNT are for the replications where points differ in them */
#define COUNT 8
#define MEAN 21
#define LESS 23

/* "82.6 ± 2.2", "43.2 (32.5..52.3)"; the mean alone where there is no interval. */
static char *
write_amount(const xp_format *format, const sim_interval *it, char *text, size_t size)
{
    char mean[64], width[64];
    (void)xp_text_number(format, it->mean, mean, sizeof(mean));
    (void)xp_text_half_width(format, it, width, sizeof(width));
    if (isnan(it->mean) || isnan(it->half_width) || width[0] == '\0') {
        snprintf(text, size, "%s", mean);
    } else if (strstr(width, "..") != NULL) {
        snprintf(text, size, "%s (%s)", mean, width);
    } else {
        snprintf(text, size, "%s %s %s", mean, xp_plus_minus(), width);
    }
    return text;
}

/* Coarser where it would not fit into its column: as fine as the narrowest interval, a wide one needs more room. */
static char *
fit_amount(xp_format format, const sim_interval *it, char *text, size_t size)
{
    while (xp_text_width(write_amount(&format, it, text, size)) >= MEAN && format.decimals > 0) {
        format.decimals--;
    }
    return text;
}

static char *
fit_difference(xp_format format, const sim_interval *it, size_t room, char *text, size_t size)
{
    while (xp_text_width(xp_text_difference(&format, it, false, xp_plus_minus(), text, size)) >=
               room &&
           format.decimals > 0) {
        format.decimals--;
    }
    return text;
}

/* Of points at random, the first is no better to compare with than any other. */
static bool
has_baseline(const xp_sweep *sweep)
{
    return sweep->n_points > 1 && sweep->design != NULL &&
           (strcmp(sweep->design->name, "grid") == 0 || sweep->design->has_baseline);
}

static void
write_row(FILE *file, const xp_findings *self, size_t point, size_t output, const xp_format *format)
{
    const xp_finding *it = xp_findings_at(self, point, output);
    char levels[1000], cut[200], text[100];
    join_levels(self, point, levels, sizeof(levels));
    const size_t width = self->least == self->most ? LEVELS : LEVELS - COUNT;
    xp_text_cut(cut, sizeof(cut), levels, width);
    fprintf(file, "%7zu  %s%*s", point + 1, cut, (int)(width - xp_text_width(cut)), "");
    if (width < LEVELS) {
        fprintf(file, "%*" PRIu64, COUNT, self->recalled.point[point].n);
    }
    size_t room = LESS;
    if (self->recalled.point[point].n == 0) {
        xp_text_right(file, self->recalled.point[point].failure != NULL ? "failed" : "not yet",
                      MEAN);
    } else {
        const size_t taken = xp_text_width(fit_amount(*format, &it->interval, text, sizeof(text)));
        xp_text_right(file, text, MEAN);
        room -= taken > MEAN ? taken - MEAN : 0;
    }
    if (has_baseline(self->sweep) && point == self->sweep->baseline) {
        xp_text_right(file, "baseline", room);
    } else if (has_baseline(self->sweep) && it->difference.n > 0) {
        xp_text_right(file,
                      it->equal
                          ? "equal"
                          : fit_difference(*format, &it->difference, room, text, sizeof(text)),
                      room);
    }
    fputc('\n', file);
}

typedef struct ranked {
    size_t point;
    double value;
} ranked;

static int
compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    return a->value != b->value ? (a->value < b->value) - (a->value > b->value)
                                : (a->point > b->point) - (a->point < b->point);
}

/* The highest and the lowest; the baseline in its place, or above them. */
static int
write_ends(FILE *file, const xp_findings *self, size_t output, size_t rows, const xp_format *format)
{
    ranked *list = sim_memory_zeros(self->sweep->n_points, sizeof(*list));
    size_t n = 0;
    if (list == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        const sim_interval *it = &xp_findings_at(self, p, output)->interval;
        if (it->n > 0 && !isnan(it->mean)) {
            list[n++] = (ranked){p, it->mean};
        }
    }
    qsort(list, n, sizeof(*list), compare_ranked);
    size_t shown = 0;
    for (size_t j = 0; j < n; j++) {
        if (n <= rows || j < rows / 2 || j >= n - rows / 2) {
            list[shown++] = list[j];
        }
    }
    for (size_t j = 0; j < shown; j++) {
        if (j == rows / 2 && n > shown) {
            fprintf(file, "    ...  %zu more\n", n - shown);
        }
        write_row(file, self, list[j].point, output, format);
    }
    if (n < self->sweep->n_points) {
        fprintf(file, "    ...  %zu without a value\n", self->sweep->n_points - n);
    }
    free(list);
    return SIM_OK;
}

static int
write_points(FILE *file, const xp_sweep_report *report, size_t output)
{
    const xp_findings *self = report->findings;
    const size_t n = self->sweep->n_points;
    const xp_format format = format_of(self, output);
    const bool is_percent = format.unit == .01;
    const char *unit = is_percent              ? " (%)"
                       : format.name[0] == ' ' ? format.name + 1
                                               : xp_findings_unit(self, output);
    char names[1000], cut[200], title[200];
    join_names(self, names, sizeof(names));
    const size_t width = self->least == self->most ? LEVELS : LEVELS - COUNT;
    xp_text_cut(cut, sizeof(cut), names, width);
    snprintf(title, sizeof(title), "%s%s%s%s", self->sweep->output[output].name,
             unit[0] != '\0' && unit[0] != ' ' ? " (" : "", unit,
             unit[0] != '\0' && unit[0] != ' ' ? ")" : "");
    fprintf(file, "\n%s\n", title);
    fprintf(file, "  point  %s%*s", cut, (int)(width - xp_text_width(cut)), "");
    if (width < LEVELS) {
        fprintf(file, "%*s", COUNT, "n");
    }
    xp_text_right(file, "mean", MEAN);
    if (has_baseline(self->sweep)) {
        xp_text_right(file, self->sweep->common ? "less baseline, paired" : "less baseline", LESS);
    }
    fputc('\n', file);
    if (report->rows > 0 && n > report->rows + report->rows / 4) { /* not to hide one or two */
        return write_ends(file, self, output, report->rows, &format);
    }
    for (size_t p = 0; p < n; p++) {
        write_row(file, self, p, output, &format);
    }
    return SIM_OK;
}

/* ---- failures ---- */

#define FAILURES 10

static void
write_failures(FILE *file, const xp_findings *self)
{
    size_t shown = 0;
    if (self->n_failed == 0) {
        return;
    }
    fprintf(file, "\nFAILED\n");
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        const xp_recalled *it = &self->recalled.point[p];
        char text[2400];
        if (it->failure == NULL || ++shown > FAILURES) {
            continue;
        }
        snprintf(text, sizeof(text), "point %zu: %s", p + 1, it->failure);
        xp_text_wrap(file, text);
        if (it->command != NULL) { /* in one line, to be copied */
            fprintf(file, "  %s\n", it->command);
        }
    }
    if (shown > FAILURES) {
        fprintf(file, "... and %zu more\n", shown - FAILURES);
    }
}

/* ---- all ---- */

int
xp_report_sweep(FILE *file, const xp_sweep_report *report)
{
    const xp_findings *self = report->findings;
    char text[1024];
    int ret = SIM_OK;
    write_head(file, report);
    for (size_t j = 0; xp_sweep_warning(report, j, text, sizeof(text)); j++) {
        xp_text_wrap(file, text);
    }
    for (size_t o = 0; o < self->sweep->n_outputs && ret == SIM_OK; o++) {
        ret = write_points(file, report, o);
    }
    if (ret == SIM_OK) {
        xp_report_tornado(file, self);
        xp_report_effects(file, self);
        xp_report_indices(file, self);
        write_failures(file, self);
        fputc('\n', file);
        snprintf(text, sizeof(text),
                 "%s is an interval for each figure by itself.%s Rows: ccsim export %s --rows "
                 "estimates|differences|replications|points|effects",
                 xp_plus_minus(),
                 report->rows > 0 && self->sweep->n_points > report->rows + report->rows / 4
                     ? " Of many points the highest and the lowest are shown."
                     : "",
                 report->store == NULL ? "STORE" : report->store);
        xp_text_wrap(file, text);
        fprintf(file, "ccsim %s\n", CCSIM_VERSION);
    }
    return ret;
}
