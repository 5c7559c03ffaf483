#include "cli/values.h"

#include "cli/options.h"
#include "models/language/hint.h"
#include "models/language/units.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
cli_all_threads(char *text, size_t size)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    snprintf(text, size, "%ld", n < 1 ? 1 : n > 512 ? 512 : n);
}

bool
cli_in_range(double value, const cli_range *range)
{
    return (range->above ? value > range->low : value >= range->low) &&
           (range->below ? value < range->high : value <= range->high);
}

char *
cli_rule(const cli_range *range, const char *unit, char *buffer, unsigned size)
{
    const char *blank = unit[0] == '\0' ? "" : " ";
    if (isinf(range->high)) {
        snprintf(buffer, size, "must be %s %g%s%s", range->above ? ">" : ">=", range->low, blank,
                 unit);
    } else {
        snprintf(buffer, size, "must be in %c%g, %g%c%s%s", range->above ? '(' : '[', range->low,
                 range->high, range->below ? ')' : ']', blank, unit);
    }
    return buffer;
}

static bool
check(const char *verb, const char *name, const char *text, const cli_range *range,
      const char *unit, double number, double *value)
{
    if (!cli_in_range(number, range)) {
        char rule[96];
        const bool per_cent = range->high == 1 && number >= 2 && number <= 100;
        cli_usage(verb, "%s: %s%s (%s)", name, cli_rule(range, unit, rule, sizeof(rule)),
                  per_cent ? "; per cent are 0.8 or 80%" : "", text);
        return false;
    }
    *value = number;
    return true;
}

bool
cli_read_number(const char *verb, const char *name, const char *text, cli_range range,
                double *value)
{
    double number = 0;
    if (!cc_share_parse(text, &number)) {
        const size_t n = strspn(text, "0123456789");
        const bool comma = n > 0 && text[n] == ',' && strspn(text + n + 1, "0123456789") > 0;
        cli_usage(verb, "%s: must be a number%s (%s)", name, comma ? "; decimals take a point" : "",
                  text);
        return false;
    }
    return check(verb, name, text, &range, "", number, value);
}

bool
cli_read_duration(const char *verb, const char *name, const char *text, cli_range range,
                  double *seconds)
{
    double number = 0;
    if (!cc_number_parse(text, &number) && !cc_duration_parse(text, &number)) {
        cli_usage(verb, "%s: must be a duration such as \"20 s\" or \"4 min\" (%s)", name, text);
        return false;
    }
    return check(verb, name, text, &range, "s", number, seconds);
}

bool
cli_read_choice(const char *verb, const char *name, const char *text, const char *const *choices,
                int *index)
{
    char list[256] = "";
    cc_hint hint;
    cc_hint_init(&hint, text);
    for (int j = 0; choices[j] != NULL; j++) {
        if (strcmp(choices[j], text) == 0) {
            *index = j;
            return true;
        }
        size_t length = strlen(list);
        snprintf(list + length, sizeof(list) - length, "%s%s", j == 0 ? "" : ", ", choices[j]);
        cc_hint_offer(&hint, choices[j]);
    }
    if (hint.nearest != NULL) {
        cli_usage(verb, "%s: must be one of %s (%s); did you mean %s?", name, list, text,
                  hint.nearest);
    } else {
        cli_usage(verb, "%s: must be one of %s (%s)", name, list, text);
    }
    return false;
}
