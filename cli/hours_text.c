#include "cli/hours_text.h"

#include <stdio.h>
#include <string.h>

static size_t
say_openings(const cc_run *run, const cc_openings *of, char *text, size_t size)
{
    size_t n = 0;
    for (int j = 0; j < of->n && n < size; j++) {
        char open[16], close[16];
        const bool until_midnight = of->at[j].close >= CC_DAY && run->day_begin <= 0;
        n += (size_t)snprintf(
            text + n, size - n, "%s%s to %s", j == 0 ? "" : " and ",
            cc_time_of_day_format(cc_clock_at(run->day_begin, of->at[j].open), open, sizeof(open)),
            until_midnight ? "24:00"
                           : cc_time_of_day_format(cc_clock_at(run->day_begin, of->at[j].close),
                                                   close, sizeof(close)));
    }
    return n;
}

static bool
are_alike(const cc_run *run, int a, int b)
{
    const cc_openings *x = &run->hours.of[a], *y = &run->hours.of[b];
    bool alike = run->weekday_open[a] && run->weekday_open[b] && x->n == y->n;
    for (int j = 0; alike && j < x->n; j++) {
        alike = x->at[j].open == y->at[j].open && x->at[j].close == y->at[j].close;
    }
    return alike;
}

void
cli_hours_text(const cc_run *run, char *text, size_t size)
{
    size_t n = 0;
    for (int j = 0; j < 7 && n < size; j++) {
        if (!run->weekday_open[j]) {
            continue;
        }
        if (run->hours.is_same) {
            say_openings(run, &run->hours.of[j], text, size);
            return;
        }
        int last = j;
        while (last < 6 && are_alike(run, j, last + 1)) {
            last++;
        }
        n += (size_t)snprintf(text + n, size - n, "%s%s%s%s ", n == 0 ? "" : ", ", cc_weekdays[j],
                              last > j ? " to " : "", last > j ? cc_weekdays[last] : "");
        n += n < size ? say_openings(run, &run->hours.of[j], text + n, size - n) : 0;
        j = last;
    }
}
