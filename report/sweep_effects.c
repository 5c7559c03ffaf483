#include "report/sweep_effects.h"

#include <inttypes.h>
#include <string.h>

#define NAME 20 /* columns */

static void
write_name(FILE *file, const char *name, size_t width)
{
    char cut[200];
    xp_text_cut(cut, sizeof(cut), name, width);
    fprintf(file, "%s%*s", cut, (int)(width - xp_text_width(cut)), "");
}

/* Nothing differed in any replication. */
static bool
is_nothing(const sim_interval *it)
{
    return it->mean == 0 && it->half_width == 0;
}

/* What an effect is written by: fine enough for the narrowest interval. */
typedef struct scale {
    double largest, narrowest;
} scale;

static void
stretch(scale *self, const sim_interval *it)
{
    if (it->n > 0 && isfinite(it->mean)) {
        self->largest = fmax(self->largest, fabs(it->mean));
        self->narrowest =
            it->half_width > 0 ? fmin(self->narrowest, it->half_width) : self->narrowest;
    }
}

static xp_format
format_of(const xp_findings *self, size_t output, const scale *of)
{
    const sim_interval fine = sim_interval_around(of->largest, of->narrowest, 2);
    const xp_format format = xp_sweep_format(self, output, of->largest, of->narrowest);
    return isnan(of->narrowest) ? format : xp_format_fit(format, &fine);
}

/* "TORNADO of asa (s)" */
static void
write_title(FILE *file, const char *what, const xp_findings *self, size_t output,
            const xp_format *format)
{
    const char *name = format->unit == .01      ? "points"
                       : format->name[0] == ' ' ? format->name + 1
                                                : xp_findings_unit(self, output);
    fprintf(file, "\n%s %s%s%s%s\n", what, self->sweep->output[output].name,
            name[0] != '\0' ? " (" : "", name, name[0] != '\0' ? ")" : "");
}

/* What was subtracted from what, and why its interval is narrow. */
static void
write_note(FILE *file, const xp_findings *self, const char *what)
{
    char text[400];
    snprintf(text, sizeof(text), "%s; %s%s.", what, self->sweep->common ? "paired: " : "not paired",
             !self->sweep->common   ? ""
             : self->same_customers ? "the same customers at all points"
                                    : "the same random numbers at all points");
    xp_text_wrap(file, text);
}

/* ---- tornado ---- */

#define HALF 19 /* columns of a bar on each side */

/* '<' is where the low end leads, '>' the high end. */
static void
write_bar(FILE *file, const xp_tornado_bar *bar, double largest)
{
    char text[2 * HALF + 2];
    memset(text, ' ', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    const sim_interval *end[2] = {&bar->low, &bar->high};
    for (int k = 0; k < 2; k++) {
        if (end[k]->n == 0 || !isfinite(end[k]->mean) || largest <= 0) {
            continue;
        }
        const int length = (int)lround(fabs(end[k]->mean) / largest * HALF);
        const int side = end[k]->mean < 0 ? -1 : 1;
        for (int j = 1; j <= length; j++) {
            char *at = &text[HALF + side * j];
            *at = *at == ' ' ? "<>"[k] : *at;
        }
    }
    text[HALF] = '|';
    if (bar->grade == ' ') { /* nothing follows */
        for (size_t n = sizeof(text) - 1; text[n - 1] == ' '; n--) {
            text[n - 1] = '\0';
        }
    }
    fputs(text, file);
}

static void
write_end(FILE *file, const xp_format *format, const char *level, const sim_interval *it,
          size_t width)
{
    char text[100], whole[200];
    if (it->n == 0) {
        snprintf(whole, sizeof(whole), "at %s as is", level);
    } else {
        snprintf(
            whole, sizeof(whole), "at %s %s", level,
            xp_text_difference(format, it, is_nothing(it), xp_plus_minus(), text, sizeof(text)));
    }
    if (width > 0) {
        write_name(file, whole, width);
    } else {
        fputs(whole, file);
    }
}

void
xp_report_tornado(FILE *file, const xp_findings *self)
{
    size_t begin = 0;
    while (begin < self->n_bars) {
        const size_t output = self->bar[begin].output;
        size_t end = begin;
        scale of = {0, NAN};
        for (; end < self->n_bars && self->bar[end].output == output; end++) {
            stretch(&of, &self->bar[end].low);
            stretch(&of, &self->bar[end].high);
        }
        const xp_format format = format_of(self, output, &of);
        write_title(file, "TORNADO of", self, output, &format);
        for (size_t j = begin; j < end; j++) {
            const xp_tornado_bar *bar = &self->bar[j];
            fputs("  ", file);
            write_name(file, self->sweep->factor[bar->factor].name, NAME);
            write_bar(file, bar, of.largest);
            if (bar->grade == '-') {
                fputs("  not sourced", file);
            } else if (bar->grade != ' ') {
                fprintf(file, "  evidence %c", bar->grade);
            }
            fputc('\n', file);
            fputs("    ", file);
            write_end(file, &format, bar->low_text == NULL ? "?" : bar->low_text, &bar->low, 38);
            write_end(file, &format, bar->high_text == NULL ? "?" : bar->high_text, &bar->high, 0);
            fputc('\n', file);
        }
        begin = end;
    }
    if (self->n_bars > 0) {
        fputc('\n', file);
        write_note(file, self,
                   "Each factor alone at its low end (<) and its high end (>), less the baseline");
    }
}

/* ---- main effects ---- */

void
xp_report_effects(FILE *file, const xp_findings *self)
{
    size_t begin = 0;
    if (self->n_bars > 0) { /* the tornado and the points say it */
        return;
    }
    while (begin < self->n_effects) {
        const size_t output = self->effect[begin].output;
        size_t end = begin, factor = SIZE_MAX;
        scale of = {0, NAN};
        for (; end < self->n_effects && self->effect[end].output == output; end++) {
            stretch(&of, &self->effect[end].interval);
        }
        const xp_format format = format_of(self, output, &of);
        write_title(file, "EFFECTS on", self, output, &format);
        for (size_t j = begin; j < end; j++) {
            const xp_effect *it = &self->effect[j];
            const double mean = it->interval.mean;
            char text[100];
            fputs("  ", file);
            write_name(file, it->factor != factor ? self->sweep->factor[it->factor].name : "",
                       NAME);
            write_name(file, it->level, 18);
            xp_text_right(file,
                          xp_text_difference(&format, &it->interval, is_nothing(&it->interval),
                                             xp_plus_minus(), text, sizeof(text)),
                          18);
            const int length =
                isfinite(mean) && of.largest > 0 ? (int)lround(mean / of.largest * 9) : 0;
            fprintf(file, "  %*s%.*s|%.*s\n", length < 0 ? 9 + length : 9, "",
                    length < 0 ? -length : 0, "=========", length > 0 ? length : 0, "=========");
            factor = it->factor;
        }
        begin = end;
    }
    if (self->n_effects > 0) {
        fputc('\n', file);
        write_note(file, self,
                   "An effect is the mean over the points at that level less the mean over all");
    }
}

/* ---- Sobol indices ---- */

/* An index is no less than 0: one that is estimated below is 0 as far as can be told. */
static void
write_index(FILE *file, const sim_interval *it)
{
    char text[100];
    if (isnan(it->mean)) {
        snprintf(text, sizeof(text), "-");
    } else if (it->mean < 0) {
        snprintf(text, sizeof(text), "0 within error");
    } else if (isnan(it->half_width)) {
        snprintf(text, sizeof(text), "%.3f", it->mean);
    } else {
        snprintf(text, sizeof(text), "%.3f (%.3f to %.3f)", it->mean, it->lower, it->upper);
    }
    xp_text_right(file, text, 25);
}

void
xp_report_indices(FILE *file, const xp_findings *self)
{
    for (size_t j = 0; j < self->n_indices; j++) {
        const xp_index *it = &self->index[j];
        if (j == 0 || self->index[j - 1].output != it->output) {
            fprintf(file, "\nSOBOL INDICES of %s, %" PRIu64 " rows\n",
                    self->sweep->output[it->output].name, it->first.n);
            fprintf(file, "  %-*s%25s%25s\n", NAME, "factor", "first order", "total");
        }
        fputs("  ", file);
        write_name(file, self->sweep->factor[it->factor].name, NAME);
        write_index(file, &it->first);
        write_index(file, &it->total);
        fputc('\n', file);
        const double noise = self->noise[it->output];
        const bool last = j + 1 == self->n_indices || self->index[j + 1].output != it->output;
        if (last && noise > .01) {
            fprintf(file, "  chance of the replications: %.0f %% of the variance\n", 100 * noise);
        }
    }
    if (self->n_indices > 0) {
        fputc('\n', file);
        xp_text_wrap(file, "First order: share of the variance over all points that a factor alone "
                           "makes. Total: with what it makes together with others. See \"Sobol "
                           "indices\" in docs/sweeps.md.");
    }
}
