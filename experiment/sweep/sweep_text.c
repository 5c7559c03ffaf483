#include "experiment/sweep/sweep_text.h"

#include "models/language/units.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *
with_unit(char *buffer, size_t size, const char *unit)
{
    const size_t n = strlen(buffer);
    if (*unit != '\0') {
        snprintf(buffer + n, size - n, " %s", unit);
    }
    return buffer;
}

char *
xp_number_text(double x, const char *unit, char *buffer, size_t size)
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(buffer, size, "%.*g", digits, x == 0 ? 0 : x);
        if (strtod(buffer, NULL) == x) {
            break;
        }
    }
    return with_unit(buffer, size, unit);
}

char *
xp_number_within(double x, double low, double high, bool is_log, const char *unit, char *buffer,
                 size_t size)
{
    const int decimals = 6 - (int)floor(log10(high - low));
    if (is_log) {
        snprintf(buffer, size, "%.7g", x);
    } else if (decimals >= 0 && decimals <= 15) {
        snprintf(buffer, size, "%.*f", decimals, x);
    } else {
        snprintf(buffer, size, "%.15g", x);
    }
    const double rounded = strtod(buffer, NULL);
    return xp_number_text(fmax(low, fmin(high, rounded)), unit, buffer, size);
}

bool
xp_number_of(const char *text, double *x)
{
    return cc_share_parse(text, x) || cc_duration_parse(text, x) || cc_time_of_day_parse(text, x);
}

double
xp_unit_size(const char *unit)
{
    return strcmp(unit, "%") == 0     ? 0.01
           : strcmp(unit, "min") == 0 ? 60
           : strcmp(unit, "h") == 0   ? 3600
                                      : 1;
}
