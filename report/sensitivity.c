/* What --doubt found, in a paragraph. */
#include "report/parts.h"

#include <math.h>
#include <string.h>

#define NAMED 2

/* "+39 to +90" of a figure, its value as written included. */
static void
range_of(const xp_swing *it, double value, const xp_format *format, char *text, size_t size)
{
    const double least = fmin(fmin(value, it->half), it->twice); /* a NAN is left out */
    const double most = fmax(fmax(value, it->half), it->twice);
    const sim_interval ends[2] = {{.mean = least, .half_width = NAN, .lower = NAN, .upper = NAN},
                                  {.mean = most, .half_width = NAN, .lower = NAN, .upper = NAN}};
    char end[2][48];
    for (int j = 0; j < 2; j++) {
        const bool nothing = fabs(ends[j].mean) < 0.5 * format->unit * pow(10, -format->decimals);
        xp_text_difference(format, &ends[j], nothing, "", end[j], sizeof(end[j]));
    }
    snprintf(text, size, "%s to %s", end[0], end[1]);
}

static const char *
words_of(const char *kpi)
{
    static const struct {
        const char *kpi, *words;
    } all[] = {{"resolved", "issues resolved a day"},
               {"lost_customers", "customers lost a day"},
               {"cost", "cost a day"},
               {"cost_per_resolved", "cost per resolved issue"},
               {"time_to_resolution_p50", "median time to resolution"}};
    for (size_t j = 0; j < sizeof(all) / sizeof(*all); j++) {
        if (strcmp(all[j].kpi, kpi) == 0) {
            return all[j].words;
        }
    }
    return kpi;
}

static xp_style
style_of(const char *kpi)
{
    return strncmp(kpi, "cost", 4) == 0   ? XP_MONEY
           : strncmp(kpi, "time", 4) == 0 ? XP_TIME
                                          : XP_COUNT;
}

void
xp_report_sensitivity(FILE *file, const xp_report *report)
{
    const xp_sensitivity *it = report->sensitivity;
    char text[1600], range[128];
    if (it->n_swings == 0) {
        xp_text_wrap(file, "All figures behind this have a source: there is nothing to doubt.");
        fputc('\n', file);
        return;
    }
    double largest = fabs(it->value);
    bool moved = false;
    for (size_t j = 0; j < it->n_swings; j++) {
        moved = moved || fabs(it->swing[j].half - it->value) > 0 ||
                fabs(it->swing[j].twice - it->value) > 0; /* NAN: it cannot be */
        largest = fmax(largest, fmax(fabs(it->swing[j].half), fabs(it->swing[j].twice)));
    }
    const xp_format format = xp_format_for(style_of(it->kpi), largest, NAN);
    char value[64];
    const sim_interval own = {.mean = it->value, .half_width = NAN, .lower = NAN, .upper = NAN};
    xp_text_difference(&format, &own, false, "", value, sizeof(value));
    if (!moved) {
        snprintf(text, sizeof(text),
                 "Each of %zu figures that nobody has measured, alone at half and at double, in "
                 "%llu replications: the difference in %s, %s as they are, hangs on none of them.",
                 it->n_swings, (unsigned long long)it->n, words_of(it->kpi), value);
        xp_text_wrap(file, text);
        fputc('\n', file);
        return;
    }
    int n =
        snprintf(text, sizeof(text),
                 "Each of %zu figures that nobody has measured, alone at half and at double, in "
                 "%llu replications: the difference in %s, %s as they are, hangs most on ",
                 it->n_swings, (unsigned long long)it->n, words_of(it->kpi), value);
    const size_t named = it->n_swings < NAMED ? it->n_swings : NAMED;
    for (size_t j = 0; j < named; j++) {
        range_of(&it->swing[j], it->value, &format, range, sizeof(range));
        n += snprintf(text + n, sizeof(text) - (size_t)n, "%s%s (%s)", j == 0 ? "" : " and ",
                      it->swing[j].path, range);
    }
    n += snprintf(text + n, sizeof(text) - (size_t)n, ".");
    if (it->n_swings > NAMED) {
        range_of(&it->swing[NAMED], it->value, &format, range, sizeof(range));
        n += snprintf(text + n, sizeof(text) - (size_t)n, " The next is %s (%s).",
                      it->swing[NAMED].path, range);
    }
    if (it->n_left_out > 0) {
        snprintf(text + n, sizeof(text) - (size_t)n, " %zu of them can be neither.",
                 it->n_left_out);
    }
    xp_text_wrap(file, text);
    fputc('\n', file);
}
