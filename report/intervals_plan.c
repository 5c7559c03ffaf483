/* The planner's table in 80 columns: of a queue by interval what is forecast, what that takes, who is
 * there and what a day may be like. All columns: --rows intervals. */
#include "models/language/moment.h"
#include "models/language/units.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"
#include <math.h>
#include <string.h>

enum { TIME = 7, COUNT = 8, SPREAD = 6, AGENTS = 6, SHARE = 5 };

static void
cell(FILE *file, double value, int decimals, size_t width)
{
    const xp_format format = {.unit = 1, .name = "", .decimals = decimals};
    char text[40];
    xp_text_right(file, xp_text_number(&format, value, text, sizeof(text)), width);
}

static void
one_row(FILE *file, const cc_scenario *scenario, const xp_interval_row *row)
{
    char time[16];
    cc_time_of_day_format(cc_clock_at(scenario->run.day_begin, row->begin), time, sizeof(time));
    xp_text_right(file, time, TIME);
    cell(file, row->forecast, 1, COUNT);
    cell(file, row->offered_p10, 0, SPREAD);
    cell(file, row->offered_p90, 0, SPREAD);
    cell(file, row->aht, 0, SPREAD);
    cell(file, row->required, 0, AGENTS);
    cell(file, row->scheduled, 1, AGENTS);
    cell(file, row->on_duty, 1, AGENTS);
    if (isnan(row->simulated)) {
        cell(file, row->ready, 1, AGENTS);
    } else {
        cell(file, row->simulated, 0, AGENTS);
    }
    cell(file, row->net, 1, AGENTS);
    cell(file, 100 * row->level_p10, 0, SHARE);
    cell(file, 100 * row->level_p90, 0, SHARE);
    cell(file, 100 * row->meets, 0, SHARE);
    fputc('\n', file);
}

/* One queue on one of the days told apart, or on all together. */
static void
one_table(FILE *file, const xp_results *results, int s, int queue, int day)
{
    static const struct {
        const char *name;
        size_t width;
    } head[] = {{"", TIME},        {"forecast", COUNT + 1}, {"p10", SPREAD - 1}, {"p90", SPREAD},
                {"AHT s", SPREAD}, {"need", AGENTS},        {"sched", AGENTS},   {"duty", AGENTS},
                {"ready", AGENTS}, {"net", AGENTS},         {"p10", SHARE},      {"p90", SHARE},
                {"met", SHARE}};
    const cc_scenario *scenario = results->plan->scenario[s];
    bool headed = false;
    const char *why = NULL;
    bool simulated = false;
    for (size_t k = 0; k < results->layout[s].n_intervals; k++) {
        xp_interval_row row;
        if (!xp_intervals_row(&results->intervals, s, queue, day, k, &row)) {
            continue;
        }
        if (!headed) {
            char title[100], date[16] = "";
            if (row.has_date) {
                cc_day_format(row.date, date, sizeof(date));
            }
            snprintf(title, sizeof(title), "Queue %.50s%s%s%s%s",
                     scenario->center.queue[queue].name, row.weekday < XP_ALL_DAYS ? ", " : "",
                     row.weekday < XP_ALL_DAYS ? cc_weekdays[row.weekday] : "",
                     date[0] != '\0' ? " " : "", date);
            fprintf(file, "\n%s\n", title);
            for (size_t j = 0; j < sizeof(head) / sizeof(*head); j++) {
                const bool is_ready = strcmp(head[j].name, "ready") == 0;
                xp_text_right(file, is_ready && !isnan(row.simulated) ? "simul" : head[j].name,
                              head[j].width);
            }
            fputc('\n', file);
            headed = true;
        }
        why = row.why != NULL ? row.why : why;
        simulated = simulated || !isnan(row.simulated);
        one_row(file, scenario, &row);
    }
    if (simulated) {
        xp_text_wrap(file, "simul: how many of all queues that share them must be on duty, as "
                           "simulated, for each to keep its target in that interval.");
    }
    if (why != NULL) {
        char text[200];
        snprintf(text, sizeof(text), "What it needs is not known by Erlang A: %s.", why);
        xp_text_wrap(file, text);
    }
}

/* The only day that has rows, or all together. */
static int
whole(const xp_results *results, int s)
{
    const xp_intervals *of = &results->intervals;
    int found = -1;
    for (int day = 0; day < of->n_days[s]; day++) {
        xp_interval_row row;
        bool has = false;
        for (size_t k = 0; k < results->layout[s].n_intervals && !has; k++) {
            has = xp_intervals_row(of, s, 0, day, k, &row);
        }
        if (has && found >= 0) {
            return of->n_days[s];
        }
        found = has ? day : found;
    }
    return found;
}

void
xp_report_intervals_plan(FILE *file, const xp_report *report, int scenario)
{
    const xp_results *results = report->results;
    const int n_queues = results->plan->scenario[scenario]->center.n_queues;
    fputc('\n', file);
    xp_text_wrap(
        file, "By queue, for a plan: the forecast, and between what contacts and service level "
              "in % are on eight days in ten (p10, p90); agents needed by Erlang A, scheduled, on "
              "duty, ready and net (on duty less needed, of all queues that share them); met: on "
              "how many of the days in % the target is. All: --format csv --rows intervals.");
    for (int queue = 0; queue < n_queues; queue++) {
        if (report->day == XP_ALL_DAYS) {
            one_table(file, results, scenario, queue, whole(results, scenario));
            continue;
        }
        int day = xp_intervals_next(&results->intervals, scenario, report->day, 0);
        for (; day >= 0;
             day = xp_intervals_next(&results->intervals, scenario, report->day, day + 1)) {
            one_table(file, results, scenario, queue, day);
        }
    }
}
