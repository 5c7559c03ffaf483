/* A map of intervals by days: how far service levels are from their target, or how many agents there are too
 * few. Each cell has a number, a sign and on a terminal a colour, any of which is enough. */
#include "report/heat.h"

#include "models/language/moment.h"
#include "models/language/units.h"
#include "models/scenario/scenario.h"
#include "report/text.h"
#include <math.h>
#include <string.h>

enum { TIME = 7, CELL = 8, COLUMNS = 9 };

typedef enum heat { FAR_BELOW, BELOW, FITS, ABOVE } heat;

static const struct {
    const char *sign, *colour; /* ANSI: background and black on it */
} looks[] = {
    [FAR_BELOW] = {"##", "\033[41;97m"},
    [BELOW] = {"#", "\033[43;30m"},
    [FITS] = {".", "\033[42;30m"},
    [ABOVE] = {"+", "\033[46;30m"},
};

/* Of a level 10 points are far, of agents one and a half. */
static heat
level_heat(double level, double target)
{
    return level < target - .1 ? FAR_BELOW : level < target ? BELOW : FITS;
}

static heat
net_heat(double net)
{
    return net <= -1.5 ? FAR_BELOW : net < -.05 ? BELOW : net < 1.5 ? FITS : ABOVE;
}

/* A line in the making: what is between two cells is written before the second. */
typedef struct line {
    FILE *file;
    size_t gap;
} line;

static void
put(line *self, const char *number, const char *sign, const char *colour)
{
    fprintf(self->file, "%*s", (int)self->gap, "");
    if (colour != NULL) {
        fputs(colour, self->file);
    }
    xp_text_right(self->file, number, CELL - 4);
    fprintf(self->file, "%s%s", sign[0] != '\0' ? " " : "", sign);
    if (colour != NULL) {
        fputs("\033[0m", self->file);
    }
    self->gap = (sign[0] == '\0' ? 2u : 1u) + 2 - strlen(sign);
}

static void
cell(line *self, xp_heat_of of, const xp_interval_row *row, bool in_colour)
{
    const bool is_level = of == XP_HEAT_LEVEL;
    const double value = is_level ? 100 * row->level : row->net;
    char text[32];
    if (isnan(value) || (is_level && isnan(row->target))) {
        put(self, "-", "", NULL);
        return;
    }
    const heat is = is_level ? level_heat(row->level, row->target) : net_heat(row->net);
    snprintf(text, sizeof(text),
             is_level              ? "%.0f"
             : fabs(value) < .05   ? "0"
             : fabs(value) >= 9.95 ? "%+.0f" /* the number has 4 columns */
                                   : "%+.1f",
             value);
    put(self, text, looks[is].sign, in_colour ? looks[is].colour : NULL);
}

/* The days that have rows of that queue. */
static int
days_of(const xp_results *results, int s, int queue, int from, int day[COLUMNS])
{
    const xp_intervals *all = &results->intervals;
    int n = 0;
    for (int d = from; d < all->n_days[s] && n < COLUMNS; d++) {
        xp_interval_row row;
        bool has = false;
        for (size_t k = 0; k < results->layout[s].n_intervals && !has; k++) {
            has = xp_intervals_row(all, s, queue, d, k, &row);
        }
        if (has) {
            day[n++] = d;
        }
    }
    return n;
}

static void
head(FILE *file, const xp_results *results, int s, int queue, const int day[], int n)
{
    fprintf(file, "%*s", TIME, "");
    for (int j = 0; j < n; j++) {
        xp_interval_row row;
        size_t k = 0;
        char text[24];
        while (!xp_intervals_row(&results->intervals, s, queue, day[j], k, &row)) {
            k++;
        }
        snprintf(text, sizeof(text), "%s", cc_weekdays[row.weekday]);
        if (row.has_date) { /* "03-06" */
            char date[16];
            cc_day_format(row.date, date, sizeof(date));
            snprintf(text, sizeof(text), "%s", date + 5);
        }
        xp_text_right(file, text, j == 0 ? CELL - 3 : CELL);
    }
    fputc('\n', file);
}

static void
one_map(FILE *file, const xp_results *results, int s, int queue, xp_heat_of of, bool in_colour)
{
    const cc_scenario *scenario = results->plan->scenario[s];
    int day[COLUMNS], n, from = 0;
    while ((n = days_of(results, s, queue, from, day)) > 0) {
        from = day[n - 1] + 1;
        head(file, results, s, queue, day, n);
        for (size_t k = 0; k < results->layout[s].n_intervals; k++) {
            char time[16];
            xp_interval_row row[COLUMNS];
            bool has[COLUMNS], any = false;
            for (int j = 0; j < n; j++) {
                has[j] = xp_intervals_row(&results->intervals, s, queue, day[j], k, &row[j]);
                any = any || has[j];
            }
            const double begin = results->layout[s].open + (double)k * results->layout[s].interval;
            cc_time_of_day_format(cc_clock_at(scenario->run.day_begin, begin), time, sizeof(time));
            line one = {file, 1};
            if (any) {
                xp_text_right(file, time, TIME);
            }
            for (int j = 0; any && j < n; j++) {
                if (has[j]) {
                    cell(&one, of, &row[j], in_colour);
                } else {
                    put(&one, "", "", NULL);
                }
            }
            if (any) {
                fputc('\n', file);
            }
        }
    }
}

/* Is there any number to be seen? */
static bool
is_known(const xp_results *results, int s, int queue, xp_heat_of of)
{
    const xp_intervals *all = &results->intervals;
    for (size_t k = 0; k < results->layout[s].n_intervals; k++) {
        xp_interval_row row;
        if (xp_intervals_row(all, s, queue, all->n_days[s], k, &row) &&
            (of == XP_HEAT_LEVEL ? !isnan(row.target) && !isnan(row.level) : !isnan(row.net))) {
            return true;
        }
    }
    return false;
}

void
xp_report_heat(FILE *file, const xp_results *results, int scenario, xp_heat_of of, bool in_colour)
{
    const cc_center_setup *center = &results->plan->scenario[scenario]->center;
    bool any = false;
    xp_text_wrap(file, of == XP_HEAT_LEVEL
                           ? "Service level in %: ## 10 points below the target and more, # below "
                             "it, . not below."
                           : "Agents on duty less those that Erlang A needs, of all queues that "
                             "share them: ## 1.5 too few and more, # too few, . enough, + 1.5 more "
                             "than that and more.");
    for (int queue = 0; queue < center->n_queues; queue++) {
        if (!is_known(results, scenario, queue, of)) {
            continue;
        }
        fprintf(file, "\nQueue %.60s\n", center->queue[queue].name);
        one_map(file, results, scenario, queue, of, in_colour);
        any = true;
    }
    if (!any) {
        fputs(of == XP_HEAT_LEVEL ? "\nNo queue has a target.\n"
                                  : "\nErlang A says of no queue what it needs.\n",
              file);
    }
}
