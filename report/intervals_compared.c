/* Who is worse off when: by queue a line for each interval of the day, and a sentence that names those that are
 * worse and those that are better. */
#include "models/language/units.h"
#include "models/scenario/scenario.h"
#include "report/interval_verdicts.h"
#include "report/parts.h"
#include <math.h>
#include <string.h>

enum { TIME = 7, WAS = 9, DIFFERENCE = 15 };

typedef struct view {
    FILE *file;
    const xp_results *results;
    int scenario, queue, weekday;
} view;

static const xp_style styles[XP_N_COMPARED] = {
    [XP_OF_LEVEL] = XP_PERCENT, [XP_OF_ABANDONMENT] = XP_PERCENT, [XP_OF_ASA] = XP_TIME};

static char *
time_of(const view *self, size_t k, char *text, size_t size)
{
    const cc_layout *layout = &self->results->layout[self->scenario];
    const double end = layout->run->close;
    return cc_time_of_day_format(
        cc_clock_at(layout->begin, fmin(layout->open + (double)k * layout->interval, end)), text,
        size);
}

/* The first one's figure and the difference to it, in seconds or points. */
static void
cells(const view *self, size_t k, xp_compared of)
{
    const xp_interval_difference it =
        xp_interval_pairs_of(&self->results->interval_pairs, self->scenario, self->queue,
                             self->weekday, k, of, self->results->plan->confidence);
    char was[48] = "-", difference[64] = "-";
    if (!isnan(it.interval.mean)) {
        const xp_format format =
            styles[of] == XP_TIME
                ? (xp_format){.unit = 1, .name = "", .name_of_difference = "", .decimals = 1}
                : (xp_format){.unit = .01, .name = "", .name_of_difference = "", .decimals = 1};
        xp_text_number(&format, it.figure[0], was, sizeof(was));
        xp_text_difference(&format, &it.interval, it.equal, xp_plus_minus(), difference,
                           sizeof(difference));
    }
    xp_text_right(self->file, was, WAS);
    xp_text_right(self->file, difference, DIFFERENCE);
}

/* ---- the sentence ---- */

/* "09:00 to 10:30, 14:00 to 14:30": those with that verdict, runs of them together. */
static int
name_them(const view *self, xp_compared of, double confidence, xp_verdict wanted, char *text,
          size_t size)
{
    const size_t n = self->results->layout[self->scenario].n_intervals;
    int found = 0;
    bool within = false;
    size_t length = 0;
    text[0] = '\0';
    for (size_t k = 0; k <= n; k++) {
        const bool is = k < n && xp_interval_verdict(self->results, self->scenario, self->queue,
                                                     self->weekday, k, of, confidence) == wanted;
        char time[16];
        found += is;
        if (is != within && length + 24 < size) {
            length += (size_t)snprintf(text + length, size - length, "%s%s",
                                       is ? length > 0 ? ", " : "" : " to ",
                                       time_of(self, k, time, sizeof(time)));
        }
        within = is;
    }
    return found;
}

static int
count(const view *self, xp_compared of, double confidence, xp_verdict wanted)
{
    int n = 0;
    for (size_t k = 0; k < self->results->layout[self->scenario].n_intervals; k++) {
        n += xp_interval_verdict(self->results, self->scenario, self->queue, self->weekday, k, of,
                                 confidence) == wanted;
    }
    return n;
}

/* In the service level, or where there is none in abandonment. */
static void
say_when(const view *self)
{
    const double of_level = xp_interval_confidence(self->results, self->scenario, self->queue,
                                                   self->weekday, XP_OF_LEVEL);
    const bool has_level = count(self, XP_OF_LEVEL, of_level, XP_NONE) <
                           (int)self->results->layout[self->scenario].n_intervals;
    const xp_compared of = has_level ? XP_OF_LEVEL : XP_OF_ABANDONMENT;
    const double confidence =
        xp_interval_confidence(self->results, self->scenario, self->queue, self->weekday, of);
    char worse[1200], better[1200], text[3000], percent[24];
    const int n_worse = name_them(self, of, confidence, XP_WORSE, worse, sizeof(worse));
    const int n_better = name_them(self, of, confidence, XP_BETTER, better, sizeof(better));
    const int n_equal = count(self, of, confidence, XP_EQUAL);
    const int n_left =
        count(self, of, confidence, XP_UNCLEAR) + count(self, of, confidence, XP_NO_INTERVAL);
    const char *what = has_level ? "service level" : "abandonment";
    char rest[160] = "";
    snprintf(rest, sizeof(rest), "%s%.0d%s%s%.0d%s", n_equal > 0 ? " Equal: " : "", n_equal,
             n_equal > 0 ? "." : "", n_left > 0 ? " No difference can be claimed: " : "", n_left,
             n_left > 0 ? "." : "");
    xp_text_confidence(self->results, percent, sizeof(percent));
    if (n_worse + n_better == 0) {
        snprintf(text, sizeof(text), "In %s, no interval is clearly worse or better.%s", what,
                 rest);
    } else {
        snprintf(text, sizeof(text),
                 "In %s, worse: %s; better: %s.%s All of this holds together at %s.", what,
                 n_worse > 0 ? worse : "none", n_better > 0 ? better : "none", rest, percent);
    }
    xp_text_wrap(self->file, text);
}

static void
one_queue(const view *self)
{
    bool headed = false;
    for (size_t k = 0; k < self->results->layout[self->scenario].n_intervals; k++) {
        if (!xp_interval_compared(self->results, self->scenario, self->queue, self->weekday, k)) {
            continue;
        }
        if (!headed) {
            const cc_center_setup *center = &self->results->plan->scenario[self->scenario]->center;
            fprintf(self->file, "\nQueue %.60s\n", center->queue[self->queue].name);
            say_when(self);
            xp_text_right(self->file, "level %", TIME + WAS);
            xp_text_right(self->file, "", DIFFERENCE);
            xp_text_right(self->file, "left %", WAS);
            xp_text_right(self->file, "", DIFFERENCE);
            xp_text_right(self->file, "ASA s", WAS);
            fputc('\n', self->file);
            headed = true;
        }
        char time[16];
        xp_text_right(self->file, time_of(self, k, time, sizeof(time)), TIME);
        for (int of = 0; of < XP_N_COMPARED; of++) {
            cells(self, k, (xp_compared)of);
        }
        fputc('\n', self->file);
    }
}

void
xp_report_intervals_compared(FILE *file, const xp_report *report)
{
    const xp_results *results = report->results;
    for (int s = 1; s < results->plan->n_scenarios; s++) {
        char text[600], percent[24];
        xp_text_confidence(results, percent, sizeof(percent));
        snprintf(text, sizeof(text),
                 "%.100s against %.100s by queue and interval of arrival%s%s: of service level, "
                 "abandonment and ASA the figure of the latter and the difference, each with its "
                 "own %s interval.",
                 results->plan->scenario[s]->name, results->plan->scenario[0]->name,
                 report->day == XP_ALL_DAYS ? ", over all days" : " of ",
                 report->day == XP_ALL_DAYS ? "" : cc_weekdays[report->day], percent);
        xp_text_wrap(file, text);
        if (results->interval_pairs.pair[s] == NULL) {
            fputs("Their days or intervals are not the same.\n\n", file);
            continue;
        }
        for (int queue = 0; queue < results->layout[s].n_queues; queue++) {
            one_queue(&(view){file, results, s, queue, report->day});
        }
        fputc('\n', file);
    }
}
