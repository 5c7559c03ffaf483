/* Tables by interval of the day. A line is an interval, or time of another kind, over all observed days
 * or those of one weekday. */
#include "experiment/channels.h"
#include "models/language/units.h"
#include "models/scenario/level.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"
#include <math.h>
#include <string.h>

typedef struct part_of_day {
    cc_slice_kind kind;
    size_t k; /* of intervals */
} part_of_day;

typedef struct view {
    FILE *file;
    const xp_results *results;
    int scenario, day; /* day: weekday, or XP_ALL_DAYS */
} view;

static int
weekday_of(const view *self, size_t slice)
{
    const cc_run *run = &self->results->plan->scenario[self->scenario]->run;
    const cc_slice it = cc_layout_slice_of(&self->results->layout[self->scenario], slice);
    return (int)((run->first_day + it.day) % 7);
}

/* Its slice on the first day; those of the other days follow by days. */
static size_t
first_slice(const cc_layout *layout, part_of_day part)
{
    return cc_slice_has_time(part.kind)  ? layout->n_before + part.k
           : part.kind == CC_SLICE_AFTER ? layout->per_day - 1
                                         : 0;
}

static bool
is_of(const view *self, part_of_day part, size_t slice)
{
    return cc_layout_slice_of(&self->results->layout[self->scenario], slice).kind == part.kind &&
           (self->day == XP_ALL_DAYS || weekday_of(self, slice) == self->day);
}

/* Its figure, a ratio of sums; of slices whose scope begins with prefix. */
static double
figure_of(const view *self, const char *kpi, const char *prefix, part_of_day part)
{
    const xp_results *results = self->results;
    const cc_layout *layout = &results->layout[self->scenario];
    double num = 0, den = 0;
    for (size_t j = first_slice(layout, part); j < layout->n_slices; j += layout->per_day) {
        if (!is_of(self, part, j)) {
            continue;
        }
        char place[64], scope[128];
        cc_scope at = CC_SCOPE_CENTER;
        at.slice = (int)j;
        cc_scope_print(&at, results->plan->scenario[self->scenario], layout, place, sizeof(place));
        snprintf(scope, sizeof(scope), "%s%s", prefix, place);
        const size_t m = xp_table_find(results->table, kpi, scope);
        if (m != XP_LACKS) {
            const cc_sample means = xp_estimate_means(&results->estimates, self->scenario, m);
            num += means.num;
            den += means.den;
        }
    }
    return num / den;
}

/* Days on which there is any of it in observe: over so many are its figures. */
static int
days_of(const view *self, part_of_day part)
{
    const cc_layout *layout = &self->results->layout[self->scenario];
    const cc_run *run = &self->results->plan->scenario[self->scenario]->run;
    int n = 0;
    for (size_t j = first_slice(layout, part); j < layout->n_slices; j += layout->per_day) {
        n += is_of(self, part, j) && cc_layout_span(layout, run, j) > 0;
    }
    return n;
}

static void
cell(const view *self, double value, xp_style style, size_t width)
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
    xp_text_right(self->file, text, width);
}

static bool
has_breaks(const view *self)
{
    const cc_layout *layout = &self->results->layout[self->scenario];
    bool any = false;
    for (size_t j = 0; j < layout->n_slices; j++) {
        any = any || cc_layout_slice_of(layout, j).kind == CC_SLICE_BREAK;
    }
    return any;
}

/* Intervals that are observed on some day; other time if anything happened then. */
static bool
is_shown(const view *self, part_of_day part)
{
    const double agents = figure_of(self, "agents", "", part);
    return part.kind == CC_SLICE_INTERVAL ? !isnan(agents)
                                          : agents > 0 || figure_of(self, "contacts", "", part) > 0;
}

enum { TIME = 7, DAYS = 5, CONTACTS = 9, LEVEL = 10, HALF = 6, MET = 7, LEFT = 10, ASA = 8 };
enum { AGENTS = 8, OCCUPANCY = 9 };

static double
target_of(const view *self, int channel)
{
    return cc_level_of_channel(self->results->plan->scenario[self->scenario], channel)->target;
}

/* The service level, whether it misses the target, its margin, and on how many days it is met. */
static void
level_cells(const view *self, const char *prefix, int channel, part_of_day part)
{
    const xp_results *results = self->results;
    const double level = figure_of(self, "service_level", prefix, part);
    char half[32] = "";
    double met = NAN;
    cell(self, level, XP_PERCENT, LEVEL);
    fputc(level < target_of(self, channel) ? '*' : ' ', self->file);
    if (part.kind == CC_SLICE_INTERVAL) {
        const sim_interval it = xp_dayparts_level(&results->dayparts, self->scenario, channel,
                                                  part.k, self->day, results->plan->confidence);
        if (it.half_width < 1) { /* of a share more says nothing */
            snprintf(half, sizeof(half), "%.1f", 100 * it.half_width);
        }
        met = xp_dayparts_met(&results->dayparts, self->scenario, channel, part.k, self->day);
    }
    xp_text_right(self->file, half[0] == '\0' ? "-" : half, HALF - 1);
    char days[16] = "-";
    if (!isnan(met)) {
        snprintf(days, sizeof(days), "%.0f %%", 100 * met);
    }
    xp_text_right(self->file, days, MET);
}

static void
one_line(const view *self, const char *prefix, int channel, part_of_day part)
{
    const cc_layout *layout = &self->results->layout[self->scenario];
    const char *word = part.kind == CC_SLICE_BREAK ? "break" : cc_slice_word(part.kind);
    char time[16], days[16];
    if (!is_shown(self, part)) {
        return;
    }
    cc_time_of_day_format(
        cc_clock_at(layout->begin, layout->open + (double)part.k * layout->interval), time,
        sizeof(time));
    xp_text_right(self->file, word != NULL ? word : time, TIME);
    snprintf(days, sizeof(days), "%d", days_of(self, part));
    xp_text_right(self->file, days, DAYS);
    cell(self, figure_of(self, "contacts", prefix, part), XP_COUNT, CONTACTS);
    level_cells(self, prefix, channel, part);
    cell(self, figure_of(self, "abandonment", prefix, part), XP_PERCENT, LEFT);
    cell(self, figure_of(self, "asa", prefix, part), XP_TIME, ASA);
    cell(self, figure_of(self, "agents", "", part), XP_COUNT, AGENTS);
    cell(self, figure_of(self, "occupancy", "", part), XP_PERCENT, OCCUPANCY);
    fputc('\n', self->file);
}

/* ---- which miss the target ---- */

/* "half-hours" */
static void
word_of(double interval, char *text, size_t size)
{
    char span[24];
    if (interval == 900 || interval == 1800 || interval == 3600) {
        snprintf(text, size, "%s",
                 interval == 900    ? "quarter-hours"
                 : interval == 1800 ? "half-hours"
                                    : "hours");
    } else {
        snprintf(text, size, "intervals of %s", xp_text_span(interval, span, sizeof(span)));
    }
}

/* "13 of 170 half-hours of the week miss the target, all on Mon."; of one weekday, "13 of 34 half-hours on Mon". */
static void
say_missed(const view *self, int channel)
{
    const xp_results *results = self->results;
    const cc_layout *layout = &results->layout[self->scenario];
    const cc_service_level *level =
        cc_level_of_channel(results->plan->scenario[self->scenario], channel);
    int all = 0, missed = 0, of_day[7] = {0}, n_days = 0, n_missing = 0, worst = 0;
    for (int day = 0; day < 7; day++) {
        const int before = all;
        const bool is_meant = self->day == XP_ALL_DAYS || self->day == day;
        for (size_t k = 0; k < layout->n_intervals && is_meant; k++) {
            const double it = xp_dayparts_level(&results->dayparts, self->scenario, channel, k, day,
                                                results->plan->confidence)
                                  .mean;
            all += !isnan(it);
            of_day[day] += it < level->target;
        }
        missed += of_day[day];
        n_days += all > before;
        n_missing += of_day[day] > 0;
        worst = of_day[day] > of_day[worst] ? day : worst;
    }
    char word[40], text[256], span[24];
    word_of(layout->interval, word, sizeof(word));
    int n =
        snprintf(text, sizeof(text), "%d of %d %s%s%s miss%s %.4g %% in %s", missed, all, word,
                 self->day != XP_ALL_DAYS ? " on "
                 : n_days > 1             ? " of the week"
                                          : "",
                 self->day != XP_ALL_DAYS ? cc_weekdays[self->day] : "", missed == 1 ? "es" : "",
                 100 * level->target, xp_text_span(level->within[0], span, sizeof(span)));
    if (n_days > 1 && n_missing == 1) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, missed == 1 ? ", on %s" : ", all on %s",
                      cc_weekdays[worst]);
    } else if (n_days > 1 && n_missing > 1) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", %d of them on %s", of_day[worst],
                      cc_weekdays[worst]);
    }
    snprintf(text + n, sizeof(text) - (size_t)n, ".");
    xp_text_wrap(self->file, text);
}

/* ---- all ---- */

static void
one_channel(const view *self, const cc_channel_name *is, int channel)
{
    static const struct {
        const char *head;
        size_t width;
    } heads[] = {{"contacts", CONTACTS}, {"level", LEVEL},       {"", HALF},
                 {"days", MET},          {"abandoned", LEFT},    {"ASA s", ASA},
                 {"agents", AGENTS},     {"in conv.", OCCUPANCY}};
    char prefix[64];
    snprintf(prefix, sizeof(prefix), "channel:%s/", is->name);
    fputc('\n', self->file);
    if (!isnan(target_of(self, channel))) {
        say_missed(self, channel);
    }
    const char *title = is->title;
    if (xp_text_width(title) + strlen(" days") > TIME + DAYS) {
        fprintf(self->file, "%s\n", title); /* a line of its own */
        title = "";
    }
    fprintf(self->file, "%-*s", TIME, title);
    const size_t over = xp_text_width(title) > TIME ? xp_text_width(title) - TIME : 0;
    xp_text_right(self->file, "days", DAYS - over);
    for (size_t j = 0; j < sizeof(heads) / sizeof(*heads); j++) {
        const bool half = heads[j].head[0] == '\0';
        xp_text_right(self->file, half ? xp_plus_minus() : heads[j].head, heads[j].width);
    }
    fputc('\n', self->file);
    one_line(self, prefix, channel, (part_of_day){CC_SLICE_BEFORE, 0});
    for (size_t k = 0; k < self->results->layout[self->scenario].n_intervals; k++) {
        one_line(self, prefix, channel, (part_of_day){CC_SLICE_INTERVAL, k});
        one_line(self, prefix, channel, (part_of_day){CC_SLICE_BREAK, k});
    }
    one_line(self, prefix, channel, (part_of_day){CC_SLICE_AFTER, 0});
    one_line(self, prefix, channel, (part_of_day){CC_SLICE_CLOSED, 0});
}

void
xp_report_intervals(FILE *file, const xp_report *report, int scenario)
{
    const xp_results *results = report->results;
    const view self = {.file = file, .results = results, .scenario = scenario, .day = report->day};
    const cc_scenario *its = results->plan->scenario[scenario];
    xp_channels channels;
    char text[800];
    xp_channels_of(&channels, results->plan);
    if (results->plan->n_scenarios == 1) {
        fputc('\n', file);
    }
    snprintf(
        text, sizeof(text),
        "%s%sBy interval of arrival, over the observed \"days\"%s%s that have it: contacts are a "
        "day of these; level is the service level (a), * below the target, and on how many of "
        "the days it is met; agents and \"in conversation\" of the whole center; \"before\" "
        "opening, \"after\" closing%s and on \"closed\" days if anything happened. Each day: "
        "--format csv|json.",
        results->plan->n_scenarios > 1 ? its->name : "", results->plan->n_scenarios > 1 ? ". " : "",
        report->day == XP_ALL_DAYS ? "" : " of ",
        report->day == XP_ALL_DAYS ? "" : cc_weekdays[report->day],
        has_breaks(&self) ? ", in a \"break\" between openings" : "");
    xp_text_wrap(file, text);
    int n_days = 0;
    for (size_t k = 0; k < results->layout[scenario].n_intervals; k++) {
        n_days += days_of(&self, (part_of_day){CC_SLICE_INTERVAL, k});
    }
    if (n_days == 0) {
        fprintf(file, "\nNo day%s%s is open and observed.\n",
                report->day != XP_ALL_DAYS ? " that is a " : "",
                report->day != XP_ALL_DAYS ? cc_weekdays[report->day] : "");
    }
    for (int j = 0; j < channels.n && n_days > 0; j++) {
        const int c = cc_channel_find(its, channels.is[j]->name);
        if (c >= 0 && its->center.channel[c].offered) {
            one_channel(&self, channels.is[j], c);
        }
    }
    if (results->plan->n_scenarios > 1) {
        fputc('\n', file);
    }
}
