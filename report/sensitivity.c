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

/* "a, b and 3 more", of the figures from there on that are asked for. */
static int
name_figures(const xp_sensitivity *it, size_t from, bool tried, char *text, size_t size)
{
    int n = 0;
    size_t left = 0;
    for (size_t j = from; j < it->n_swings; j++) {
        const xp_swing *swing = &it->swing[j];
        if (tried && (j >= it->n_tried || !isnan(swing->half) || !isnan(swing->twice))) {
            continue;
        }
        if ((size_t)n + sizeof(swing->path) + 32 > size) {
            left++;
        } else {
            n += snprintf(text + n, size - (size_t)n, "%s%s", n == 0 ? "" : ", ", swing->path);
        }
    }
    if (left > 0) {
        n += snprintf(text + n, size - (size_t)n, " and %zu more", left);
    }
    return n;
}

static bool
any_moves(const xp_sensitivity *it)
{
    for (size_t j = 0; j < it->n_tried; j++) {
        if (fabs(it->swing[j].half - it->value) > 0 || fabs(it->swing[j].twice - it->value) > 0) {
            return true; /* NAN: it cannot be */
        }
    }
    return false;
}

/* What the figures tried are worth, from "Each of" on. */
static void
say_tried(FILE *file, const xp_sensitivity *it)
{
    char text[3000], range[128], value[64];
    double largest = fabs(it->value);
    for (size_t j = 0; j < it->n_tried; j++) {
        largest = fmax(largest, fmax(fabs(it->swing[j].half), fabs(it->swing[j].twice)));
    }
    const xp_format format = xp_format_for(style_of(it->kpi), largest, NAN);
    const sim_interval own = {.mean = it->value, .half_width = NAN, .lower = NAN, .upper = NAN};
    xp_text_difference(&format, &own, false, "", value, sizeof(value));
    const bool moves = any_moves(it);
    int n = snprintf(text, sizeof(text),
                     "Each of %zu figures that nobody has measured, alone at half and at double, "
                     "in %llu replications: the difference in %s, %s as they are, hangs %s",
                     it->n_tried, (unsigned long long)it->n, words_of(it->kpi), value,
                     moves ? "most on " : "on none of them.");
    const size_t named = !moves ? 0 : it->n_tried < NAMED ? it->n_tried : NAMED;
    for (size_t j = 0; j < named; j++) {
        range_of(&it->swing[j], it->value, &format, range, sizeof(range));
        n += snprintf(text + n, sizeof(text) - (size_t)n, "%s%s (%s)%s", j == 0 ? "" : " and ",
                      it->swing[j].path, range, j + 1 == named ? "." : "");
    }
    if (moves && it->n_tried > NAMED) {
        range_of(&it->swing[NAMED], it->value, &format, range, sizeof(range));
        n += snprintf(text + n, sizeof(text) - (size_t)n, " The next is %s (%s).",
                      it->swing[NAMED].path, range);
    }
    if (it->n_left_out > 0) {
        n += snprintf(
            text + n, sizeof(text) - (size_t)n,
            " %zu of them can be neither (what stands in a file, or has nothing to halve or "
            "double): ",
            it->n_left_out);
        n += name_figures(it, 0, true, text + n, 1000);
        snprintf(text + n, sizeof(text) - (size_t)n, ".");
    }
    xp_text_wrap(file, text);
}

/* One that was stopped, or has not been begun. */
static void
say_missing(FILE *file, const xp_sensitivity *it)
{
    char text[3000];
    int n = snprintf(text, sizeof(text),
                     "--doubt was stopped: %zu of %zu figures were tried. Missing: ", it->n_tried,
                     it->n_swings);
    n += name_figures(it, it->n_tried, false, text + n, sizeof(text) - (size_t)n - 2);
    snprintf(text + n, sizeof(text) - (size_t)n, ".");
    xp_text_wrap(file, text);
}

void
xp_report_sensitivity(FILE *file, const xp_report *report)
{
    const xp_sensitivity *it = report->sensitivity;
    fputc('\n', file);
    if (it->n_swings == 0) {
        xp_text_wrap(file, "All figures behind this have a source: there is nothing to doubt.");
    }
    if (it->n_tried > 0) {
        say_tried(file, it);
    }
    if (it->n_tried < it->n_swings) {
        say_missing(file, it);
    }
}
