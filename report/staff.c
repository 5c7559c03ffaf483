#include "report/staff.h"

#include "models/language/units.h"
#include "report/text.h"
#include <math.h>
#include <string.h>

enum { THERE = 13, DAY = 14, LOST = 15, MONEY = 15 }; /* columns of what one agent does */

static const xp_format percent = {
    .unit = 0.01, .name = " %", .name_of_difference = "", .decimals = 1};
static const xp_format coarse = {.unit = 0.01, .name = "", .name_of_difference = "", .decimals = 1};
static const xp_format points = {.unit = 0.01, .name = "", .name_of_difference = "", .decimals = 2};

void
xp_staff_end_text(const xp_staffing *it, char *text, size_t size)
{
    switch (it->end) {
    case XP_STAFF_AS_IS:
        snprintf(text, size, "These agents %s the target at %g %% confidence.",
                 it->is_kept ? "keep" : "do not keep", 100 * it->plan->confidence);
        break;
    case XP_STAFF_FOUND:
        snprintf(text, size,
                 "No single agent can be taken away in any interval with the target kept at %g %% "
                 "confidence.",
                 100 * it->plan->confidence);
        break;
    case XP_STAFF_AT_LEAST:
        snprintf(
            text, size,
            "The target is kept with %d agent%s everywhere, the fewest there may be (--least).",
            it->plan->least, it->plan->least == 1 ? "" : "s");
        break;
    case XP_STAFF_NEVER:
        snprintf(text, size,
                 "No table that was tried keeps the target, not even with many times the agents: "
                 "what is lacking may be lines, hours or other groups.");
        break;
    default:
        snprintf(text, size, "%s: %s.",
                 it->end == XP_STAFF_RUNS ? "The search has used up its replications (--runs)"
                                          : "The search was interrupted",
                 it->is_kept ? "the table keeps the target, fewer agents might do"
                             : "the table does not keep the target yet");
    }
}

/* What is the same in all replications is written without an interval. */
static sim_interval
sure(const sim_interval *it)
{
    return it->half_width <= 1e-9 * fabs(it->mean) ? sim_interval_around(it->mean, NAN, it->n)
                                                   : *it;
}

/* "80.9 % ±0.6" */
static void
write_figure(const xp_format *format, const sim_interval *of, char *text, size_t size)
{
    const sim_interval is = sure(of), *it = &is;
    char value[48], half[48];
    xp_text_value(format, it->mean, value, sizeof(value));
    half[0] = '\0';
    if (!isnan(it->half_width)) {
        xp_text_half_width(format, it, half, sizeof(half));
    }
    const bool ends = strstr(half, "..") != NULL;
    snprintf(text, size, "%s%s%s%s", value,
             half[0] == '\0' ? ""
             : ends          ? " ("
                             : " ",
             half[0] == '\0' || ends ? "" : xp_plus_minus(), half);
    if (ends) {
        const size_t n = strlen(text);
        snprintf(text + n, size - n, ")");
    }
}

static void
print_answer(FILE *file, const xp_staffing *it, const char *label, const xp_staff_answer *answer)
{
    char target[96], days[96], text[512];
    if (isnan(answer->target.mean)) {
        return;
    }
    write_figure(&percent, &answer->target, target, sizeof(target));
    write_figure(&percent, &answer->days, days, sizeof(days));
    int n = snprintf(text, sizeof(text), "%s: %s %s", label, it->trial.target.name, target);
    if (it->trial.by_day) {
        snprintf(text + n, sizeof(text) - (size_t)n, ", target met on %s of the days", days);
    }
    n = (int)strlen(text);
    snprintf(text + n, sizeof(text) - (size_t)n, ".");
    xp_text_wrap(file, text);
}

static double
hours_of(const xp_staffing *it, int group, bool before)
{
    double sum = 0;
    for (size_t j = 0; j < it->n_cells; j++) {
        const xp_staff_cell *cell = &it->cell[j];
        const double there = it->table[j] + (it->plan->as_is ? cell->before : 0);
        sum += cell->group == group ? (before ? cell->before : there) * cell->hours : 0;
    }
    return sum;
}

static bool
has_cells(const xp_staffing *it, int group)
{
    size_t j = 0;
    while (j < it->n_cells && it->cell[j].group != group) {
        j++;
    }
    return j < it->n_cells;
}

/* The whole table as a scenario has it, intervals in which it is closed as 0. */
static void
print_table(FILE *file, const xp_staffing *it, int group)
{
    const size_t n = it->trial.layout.n_intervals;
    fprintf(file, "  staff = (");
    size_t j = 0;
    for (size_t k = 0; k < n; k++) {
        while (j < it->n_cells && (it->cell[j].group != group || it->cell[j].k < k)) {
            j++;
        }
        const int agents = j < it->n_cells && it->cell[j].k == k ? it->table[j] : 0;
        fprintf(file, "%s%3d%s", k % 12 == 0 ? "\n   " : " ", agents, k + 1 < n ? "," : " );");
    }
    fprintf(file, "\n\n");
}

static void
print_groups(FILE *file, const xp_staffing *it)
{
    const cc_center_setup *center = &it->plan->scenario->center;
    char text[512];
    for (int g = 0; g < center->n_groups; g++) {
        if (!has_cells(it, g)) {
            continue;
        }
        snprintf(text, sizeof(text), "group \"%.100s\": %.1f agent hours an open day",
                 center->group[g].name, hours_of(it, g, false));
        if (!it->plan->as_is) {
            const size_t n = strlen(text);
            snprintf(text + n, sizeof(text) - n, " (%.1f %s)", hours_of(it, g, true),
                     cc_group_has_people(&center->group[g]) ? "at work in the scenario"
                                                            : "in the scenario");
        }
        xp_text_wrap(file, text);
        if (!it->plan->as_is) {
            print_table(file, it, g);
        }
    }
    for (int g = 0; g < center->n_groups; g++) {
        if (it->beside[g]) {
            snprintf(text, sizeof(text),
                     "Group \"%.100s\" serves the same queues and stays as it is: %s.",
                     center->group[g].name,
                     it->plan->group != NULL ? "--group names others"
                                             : "by wage another is as cheap or cheaper (--group "
                                               "says which)");
            xp_text_wrap(file, text);
        }
    }
}

/* What does not fit into its column is written as the wider half on both sides. */
static void
print_difference(FILE *file, const xp_format *format, const sim_interval *of, size_t width)
{
    char text[64] = "-";
    const sim_interval is = sure(of);
    if (!isnan(is.mean)) {
        const bool same = is.mean == 0 && isnan(is.half_width);
        xp_text_difference(format, &is, same, xp_plus_minus(), text, sizeof(text));
        if (strlen(text) >= width && strstr(text, "..") != NULL) {
            const sim_interval even =
                sim_interval_around(is.mean, fmax(is.upper - is.mean, is.mean - is.lower), is.n);
            xp_text_difference(format, &even, false, xp_plus_minus(), text, sizeof(text));
        }
    }
    xp_text_right(file, text, width);
}

static void
print_effect(FILE *file, const xp_format *money, const char *by, const xp_staff_effect *effect)
{
    fprintf(file, "%4s", by);
    print_difference(file, &coarse, &effect->there, THERE);
    print_difference(file, &points, &effect->target, DAY);
    print_difference(file, &points, &effect->abandonment, LOST);
    print_difference(file, money, &effect->cost, MONEY);
    fputc('\n', file);
}

/* "78.1 %*": of the interval by itself; the star: it misses the target. */
static void
write_there(const xp_staffing *it, size_t j, char *text, size_t size)
{
    text[0] = '\0';
    if (!isnan(it->there[j].mean)) {
        snprintf(text, size, "%.1f %%%s", 100 * it->there[j].mean,
                 xp_staff_is_met(&it->trial, it->there[j].mean) ? "" : "*");
    }
}

static void
print_effects(FILE *file, const xp_staffing *it, int group)
{
    const xp_format money = xp_format_for(XP_MONEY, it->answer.cost.mean, NAN);
    char begin[16], required[16], there[24], agents[16];
    fprintf(file, "%-8s%6s%5s%4s%*s%*s%*s%*s\n", "", "agents", "Erl.", "one", THERE, "in it", DAY,
            "all day", LOST, "abandonment", MONEY, "cost a day");
    for (size_t j = 0; j < it->n_cells; j++) {
        const xp_staff_cell *cell = &it->cell[j];
        if (cell->group != group) {
            continue;
        }
        const double n = it->table[j] + (it->plan->as_is ? cell->before : 0);
        snprintf(agents, sizeof(agents), n == floor(n) ? "%.0f" : "%.1f", n);
        cc_time_of_day_format(cc_clock_at(it->trial.layout.begin, cell->begin), begin,
                              sizeof(begin));
        snprintf(required, sizeof(required), cell->required < 0 ? "-" : "%d", cell->required);
        write_there(it, j, there, sizeof(there));
        fprintf(file, "%-8s%6s%5s", begin, agents, required);
        print_effect(file, &money, "-1", &it->less[j]);
        fprintf(file, "%-8s%6s%5s", there, "", "");
        print_effect(file, &money, "+1", &it->more[j]);
    }
    fputc('\n', file);
}

void
xp_report_staff(FILE *file, const xp_staffing *it)
{
    const cc_scenario *scenario = it->plan->scenario;
    const xp_staffing_plan *plan = it->plan;
    char text[1024], chance[64] = "", cost[96], hours[96];
    if (!isnan(plan->chance)) {
        snprintf(chance, sizeof(chance), " on at least %g %% of the days", 100 * plan->chance);
    }
    snprintf(text, sizeof(text), "%s %.200s for %.200s%s",
             plan->as_is ? "What one agent does in" : "The fewest agents of", scenario->name,
             plan->target->text, chance);
    xp_text_wrap(file, text);
    snprintf(text, sizeof(text),
             "hash %016llx, each table on %llu replications of %g open day%s, seed %llu",
             (unsigned long long)scenario->hash, (unsigned long long)plan->replications,
             round(100 * it->trial.layout.days) / 100, it->trial.layout.days == 1 ? "" : "s",
             (unsigned long long)plan->seed);
    xp_text_wrap(file, text);
    fputc('\n', file);
    print_groups(file, it);
    print_answer(file, it, plan->as_is ? "As it is" : "On the days of the search", &it->answer);
    if (!isnan(it->fresh.target.mean)) {
        print_answer(file, it, "On as many others", &it->fresh);
    }
    if (!isnan(it->answer.cost.mean)) {
        const xp_format money = xp_format_for(XP_MONEY, it->answer.cost.mean, NAN);
        const xp_format count = {.unit = 1, .name = "", .decimals = 1};
        write_figure(&money, &it->answer.cost, cost, sizeof(cost));
        const char *currency = scenario->center.costs.currency;
        xp_text_value(&count, it->answer.hours.mean, hours, sizeof(hours));
        snprintf(text, sizeof(text),
                 "All groups together are paid %s hours a day; a day costs %s%s%.20s.", hours, cost,
                 currency == NULL || currency[0] == '\0' ? "" : " ",
                 currency == NULL ? "" : currency);
        xp_text_wrap(file, text);
    }
    xp_staff_end_text(it, text, sizeof(text));
    xp_text_wrap(file, text);
    if (it->is_cut && it->end != XP_STAFF_INTERRUPTED) {
        xp_text_wrap(file, "Interrupted before all that one agent does was known.");
    }
    if (it->answer.target.few) {
        xp_text_wrap(file, "Of so few replications intervals may hold the truth less often than "
                           "they say.");
    }
    for (int g = 0; g < scenario->center.n_groups && !isnan(it->answer.cost.mean); g++) {
        if (has_cells(it, g)) {
            snprintf(
                text, sizeof(text),
                "What one agent of \"%.60s\" in an interval does to %.60s there and of the whole "
                "day, abandonment (points) and cost, %g %% intervals of paired differences; "
                "below the time, that figure of the interval, * if it misses the target:",
                scenario->center.group[g].name, it->trial.target.name, 100 * plan->confidence);
            fputc('\n', file);
            xp_text_wrap(file, text);
            print_effects(file, it, g);
        }
    }
    fprintf(file, "ccsim %s, %llu tables tried in %llu replications\n", CCSIM_VERSION,
            (unsigned long long)it->tables, (unsigned long long)it->trial.runs);
}
