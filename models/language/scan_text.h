/* Steps through a text that dates and times are read from. */
#ifndef CC_SCAN_TEXT_H
#define CC_SCAN_TEXT_H

#include <ctype.h>
#include <string.h>

static inline const char *
cc_text_skip_blanks(const char *p)
{
    return p + strspn(p, " \t");
}

/* Up to `most` digits, with no further behind them; returns how many, 0 where there are more. */
static inline int
cc_text_digits(const char **p, int most, int *value)
{
    int n = 0;
    *value = 0;
    while (n < most && isdigit((unsigned char)**p)) {
        *value = 10 * *value + (**p - '0');
        (*p)++;
        n++;
    }
    return isdigit((unsigned char)**p) ? 0 : n;
}

#endif
