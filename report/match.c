/* What a comparison says of the staff that gives the same service. */
#include "experiment/pending.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"

/* "fewer" and "more" stand for the sign of what is clear; of what is not, signs are written. */
static void
say_hours(const xp_match *match, uint64_t n, const char *name, const char *base, char *text,
          size_t size)
{
    const sim_interval it =
        sim_interval_between(match->hours, match->hours_low, match->hours_high, n);
    const xp_format format = xp_format_for(XP_COUNT, match->hours, it.half_width);
    char hours[64];
    if (sim_interval_holds(&it, 0)) {
        xp_text_difference(&format, &it, false, xp_plus_minus(), hours, sizeof(hours));
        snprintf(text, size,
                 "no difference in agent hours between %s and %s can be claimed (%s a day)", name,
                 base, hours);
    } else {
        xp_text_amount(&format, &it, xp_plus_minus(), hours, sizeof(hours));
        snprintf(text, size, "%s gives it with %s %s agent hours a day than %s", name, hours,
                 match->hours < 0 ? "fewer" : "more", base);
    }
}

static void
say_reached(const xp_results *results, const xp_match *match, const char *name, const char *base,
            size_t m, char *text, size_t size)
{
    const cc_unit unit = cc_kpis[results->table->measure[m].kpi].unit;
    const xp_style style = unit == CC_UNIT_FRACTION  ? XP_PERCENT
                           : unit == CC_UNIT_SECONDS ? XP_TIME
                           : unit == CC_UNIT_MONEY   ? XP_MONEY
                                                     : XP_COUNT;
    const xp_format format = xp_format_for(style, match->value, NAN);
    const double here = results->plan->scenario[match->scenario]->center.staff_scale;
    char value[64], hours[512];
    xp_text_value(&format, match->value, value, sizeof(value));
    say_hours(match, results->n, name, base, hours, sizeof(hours));
    snprintf(text, size,
             "The same %s (%s), %s: %s, at %.1f %% of the staff it has here (center.staff_scale "
             "%.3f, %.3f to %.3f).",
             match->kpi, match->scope, value, hours, 100 * match->scale / here, match->scale,
             match->low, match->high);
}

static void
say_unmatched(const xp_match *match, const char *name, const char *base, char *text, size_t size)
{
    if (match->why == XP_UNMATCHED_RANGE) {
        snprintf(text, size,
                 "No staffing of %s with center.staff_scale from %.3g to %.3g gives it the same %s "
                 "(%s) as %s.",
                 name, match->least, match->most, match->kpi, match->scope, base);
    } else if (match->why == XP_UNMATCHED_FLAT) {
        snprintf(text, size,
                 "No staffing of %s can be named that gives it the same %s (%s) as %s: with "
                 "center.staff_scale from %.3g to %.3g it hardly depends on the staff, or more "
                 "replications are needed to see how.",
                 name, match->kpi, match->scope, base, match->least, match->most);
    } else {
        snprintf(text, size,
                 "The staffing of %s that gives it the same %s (%s) as %s was not found: %s.", name,
                 match->kpi, match->scope, base,
                 match->why == XP_UNMATCHED_INTERRUPTED ? "ccsim was interrupted"
                                                        : "one replication has no interval");
    }
}

/* "With that staff the contact center answers in time: chat 91.0 % (92.1 %), ...": and in brackets with
 * the staff that it has here. */
static void
say_others(FILE *file, const xp_report *report, const char *name)
{
    const xp_match *match = report->match;
    const xp_format format = {.unit = 0.01, .name = " %", .decimals = 1};
    char text[2048], value[2][32];
    int n = snprintf(text, sizeof(text), "With that staff %s answers in time", name);
    for (int j = 0; j < match->n_others && n < (int)sizeof(text) - 160; j++) {
        const xp_match_other *it = &match->other[j];
        n += snprintf(text + n, sizeof(text) - (size_t)n, "%s %.60s %s (%s here)",
                      j == 0 ? ":" : ",", it->channel,
                      xp_text_value(&format, it->level, value[0], sizeof(value[0])),
                      xp_text_value(&format, it->level_here, value[1], sizeof(value[1])));
    }
    if (match->n_others > 0) {
        snprintf(text + n, sizeof(text) - (size_t)n, ".");
        xp_text_wrap(file, text);
    }
}

void
xp_report_match(FILE *file, const xp_report *report)
{
    const xp_results *results = report->results;
    const xp_match *match = report->match;
    char name[128], base[128], text[1024];
    xp_text_name(results, match->scenario, name, sizeof(name));
    xp_text_name(results, 0, base, sizeof(base));
    const size_t m = xp_results_find(results, match->kpi, match->scope);
    const char *grows = xp_growing_queue(results, 0);
    grows = grows == NULL ? xp_growing_queue(results, match->scenario) : grows;
    if (grows != NULL) {
        snprintf(text, sizeof(text),
                 "No staffing of %s can be said to give it the same %s (%s) as %s: the queue %.60s "
                 "grows, so the figure depends on the length of the run.",
                 name, match->kpi, match->scope, base, grows);
    } else if (m != XP_LACKS && xp_pending_moves(results, match->scenario, m)) {
        snprintf(text, sizeof(text),
                 "No staffing of %s can be said to give it the same %s (%s) as %s: issues still "
                 "open at the end could turn it.",
                 name, match->kpi, match->scope, base);
    } else if (match->reached) {
        say_reached(results, match, name, base, m, text, sizeof(text));
    } else {
        say_unmatched(match, name, base, text, sizeof(text));
    }
    xp_text_wrap(file, text);
    if (match->reached && grows == NULL) {
        say_others(file, report, name);
    }
    fputc('\n', file);
}
