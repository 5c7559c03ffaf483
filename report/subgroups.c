#include "report/subgroups.h"

#include "experiment/channels.h"
#include "experiment/pending.h"
#include "models/scenario/level.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

/* ---- who loses ---- */

/* Worse beyond chance, at that confidence. */
static bool
is_worse(const xp_results *results, size_t m, double confidence)
{
    const xp_difference it = xp_estimate_difference(&results->estimates, 1, m, confidence);
    const cc_better better = cc_kpis[results->table->measure[m].kpi].better;
    return better != CC_NEUTRAL && !isnan(it.interval.mean) && !isnan(it.interval.half_width) &&
           !it.equal && !sim_interval_holds(&it.interval, 0) &&
           !xp_pending_turns(results, 1, 0, m, &it) &&
           (it.interval.mean > 0) == (better == CC_LOWER);
}

/* "Complaints", or: Contacts of "loan" */
static void
subject_of(const char *part, char *text, size_t size)
{
    const size_t n = strlen(part);
    if (n > 1 && part[n - 1] == 's') {
        snprintf(text, size, "%c%.60s", toupper((unsigned char)part[0]), part + 1);
    } else {
        snprintf(text, size, "Contacts of \"%.60s\"", part);
    }
}

static void
say_worse(FILE *file, const xp_results *results, const xp_line *line)
{
    char subject[96], value[2][48], text[512], label[64];
    const xp_format format = xp_line_format(line, results);
    subject_of(line->part, subject, sizeof(subject));
    for (int s = 0; s < 2; s++) {
        xp_text_value(&format, xp_results_estimate(results, s, line->measure).mean, value[s],
                      sizeof(value[s]));
    }
    const char *colon = strstr(line->label, ": ");
    snprintf(label, sizeof(label), "%s", colon == NULL ? line->label : colon + 2);
    if (line->noted) {
        label[strlen(label) - strlen(" (a)")] = '\0';
    }
    const bool is_resolution = results->table->measure[line->measure].kpi == CC_KPI_resolution;
    snprintf(text, sizeof(text), "%s are %s: %s%s%s against %s.", subject,
             is_resolution ? "resolved less often" : "answered worse", is_resolution ? "" : label,
             is_resolution ? "" : " ", value[1], value[0]);
    xp_text_wrap(file, text);
}

void
xp_report_losers(FILE *file, const xp_results *results, const xp_lines *lines)
{
    size_t n = 0, said = 0;
    for (size_t j = 0; j < lines->n; j++) {
        n += lines->line[j].whole != XP_LACKS || lines->line[j].part[0] != '\0';
    }
    if (n == 0) {
        return;
    }
    const double each = 1 - (1 - results->plan->confidence) / (double)n;
    const char *before = "";
    for (size_t j = 0; j < lines->n; j++) {
        const xp_line *line = &lines->line[j];
        /* the first that is worse, of each part */
        if (line->part[0] != '\0' && strcmp(line->part, before) != 0 &&
            is_worse(results, line->measure, each)) {
            say_worse(file, results, line);
            before = line->part;
            said++;
        }
    }
    if (said > 0) {
        fputc('\n', file);
    }
}

/* ---- targets ---- */

/* "71 % of days", or "71 % of days by the call center and on 12 % by the contact center". */
static bool
say_days(const xp_results *results, const char *scope, char *text, size_t size)
{
    const size_t m = xp_table_find(results->table, "days_on_target", scope);
    const int n = results->plan->n_scenarios;
    int said = 0;
    text[0] = '\0';
    for (int s = 0; m != XP_LACKS && s < n; s++) {
        const double days = xp_results_estimate(results, s, m).mean;
        char name[128] = "", number[32];
        if (isnan(days)) {
            continue;
        }
        if (n > 1) {
            strcpy(name, " by ");
            xp_text_name(results, s, name + 4, sizeof(name) - 4);
        }
        snprintf(number, sizeof(number), days < 0.0995 && days > 0 ? "%.1f" : "%.0f", 100 * days);
        const size_t length = strlen(text);
        snprintf(text + length, size - length, "%son %s %%%s%s", said == 0 ? "" : ", ", number,
                 said == 0 ? " of days" : "", name);
        said++;
    }
    return said > 0;
}

/* The first scenario's target of the scope, or of the first that has one. */
static bool
say_target(const xp_results *results, const char *scope, char *text, size_t size)
{
    const size_t m = xp_table_find(results->table, "days_on_target", scope);
    if (m == XP_LACKS) {
        return false;
    }
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        const size_t local = results->table->measure[m].local[s];
        if (local == XP_LACKS) {
            continue;
        }
        const cc_scope *at = &results->table->list[s][local].scope;
        const cc_center_setup *center = &results->plan->scenario[s]->center;
        const cc_service_level *level =
            at->queue >= 0 ? &center->queue[at->queue].service_level
                           : cc_level_of_channel(results->plan->scenario[s], at->channel);
        double within; /* its queues', which may be others' */
        char span[24] = "time";
        if (cc_scope_threshold(at, results->plan->scenario[s], 0, &within) && !isnan(within)) {
            xp_text_span(within, span, sizeof(span));
        }
        snprintf(text, size, "%.4g %% in %s", 100 * level->target, span);
        return true;
    }
    return false;
}

static bool
one_target(FILE *file, const xp_results *results, const char *scope, const char *of)
{
    char target[64], days[480], text[640];
    if (!say_target(results, scope, target, sizeof(target)) ||
        !say_days(results, scope, days, sizeof(days))) {
        return false;
    }
    snprintf(text, sizeof(text), "%s is met %s (%s).", target, days, of);
    xp_text_wrap(file, text);
    return true;
}

void
xp_report_targets(FILE *file, const xp_results *results)
{
    xp_channels channels;
    xp_channels_of(&channels, results->plan);
    bool any = false;
    for (int j = 0; j < channels.n; j++) {
        char scope[80], word[48];
        snprintf(scope, sizeof(scope), "channel:%s", channels.is[j]->name);
        any |=
            one_target(file, results, scope, xp_channel_word(channels.is[j], word, sizeof(word)));
    }
    if (any) {
        fputc('\n', file);
    }
}
