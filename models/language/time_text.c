#include "models/language/time_text.h"

#include "models/language/scan_text.h"
#include "models/language/units.h"
#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define FULL 300.0 /* s: of what is no full five minutes no step is made */

typedef struct clock {
    int hour, minute, second;
    double fraction;
    bool has_half; /* AM or PM */
} clock;

/* ---- forms ---- */

/* AM, p.m., "a. m.": the letter, and what follows; '\0': none. */
static char
read_half(const char **p)
{
    const char *at = cc_text_skip_blanks(*p);
    const char letter = (char)tolower((unsigned char)*at);
    if (letter != 'a' && letter != 'p') {
        return '\0';
    }
    at++;
    if (*at == '.') {
        at = cc_text_skip_blanks(at + 1);
    }
    if (tolower((unsigned char)*at) != 'm' || isalnum((unsigned char)at[1])) {
        return '\0';
    }
    *p = at + 1 + (at[1] == '.');
    return letter;
}

/* "Uhr", "h", "hs", "hrs" behind a time. */
static const char *
after_word(const char *p)
{
    static const char *const words[] = {"uhr", "hrs", "hs", "h"};
    const char *at = cc_text_skip_blanks(p);
    for (size_t j = 0; j < sizeof(words) / sizeof(words[0]); j++) {
        const size_t n = strlen(words[j]);
        if (strncasecmp(at, words[j], n) == 0 && !isalnum((unsigned char)at[n])) {
            return at + n;
        }
    }
    return p;
}

/* :MM or :MM:SS with a fraction. */
static const char *
read_colons(const char *p, clock *out)
{
    p++;
    if (cc_text_digits(&p, 2, &out->minute) != 2) {
        return NULL;
    }
    if (*p != ':') {
        return p;
    }
    p++;
    if (cc_text_digits(&p, 2, &out->second) != 2) {
        return NULL;
    }
    if ((*p == '.' || *p == ',') && isdigit((unsigned char)p[1])) {
        double unit = 0.1;
        for (p++; isdigit((unsigned char)*p); p++, unit /= 10) {
            out->fraction += unit * (*p - '0');
        }
    }
    return p;
}

static const char *
read_plain(const char *p, clock *out)
{
    if (cc_text_digits(&p, 2, &out->hour) == 0) {
        return NULL;
    }
    bool whole = false;
    if (*p == ':') {
        p = read_colons(p, out);
    } else if ((*p == 'h' || *p == 'H') && isdigit((unsigned char)p[1])) {
        p++;
        p = cc_text_digits(&p, 2, &out->minute) == 2 ? p : NULL;
    } else {
        whole = true;
    }
    if (p == NULL) {
        return NULL;
    }
    const char half = read_half(&p);
    if (half != '\0') {
        out->has_half = true;
        if (out->hour < 1 || out->hour > 12) {
            return NULL;
        }
        out->hour = out->hour % 12 + (half == 'p' ? 12 : 0);
        return p;
    }
    const char *after = after_word(p);
    return whole && after == p ? NULL : after; /* 8 alone is a number */
}

static const char *
read_points(const char *p, clock *out)
{
    if (cc_text_digits(&p, 2, &out->hour) == 0) {
        return NULL;
    }
    if (*p != '.' && *p != ',') {
        return p;
    }
    p++;
    const int n = cc_text_digits(&p, 2, &out->minute);
    out->minute *= n == 1 ? 10 : 1;
    return n == 0 ? NULL : p;
}

static const char *
read_digits(const char *p, clock *out)
{
    const size_t n = strspn(p, "0123456789");
    int number;
    if (cc_text_digits(&p, 6, &number) == 0 || n == 5) {
        return NULL;
    }
    if (n == 6) {
        out->second = number % 100;
        number /= 100;
    }
    out->minute = number % 100;
    out->hour = number / 100;
    return p;
}

static const char *
read_clock(const char *p, cc_time_form form, clock *out)
{
    *out = (clock){0};
    p = form == CC_TIME_POINTS   ? read_points(p, out)
        : form == CC_TIME_DIGITS ? read_digits(p, out)
                                 : read_plain(p, out);
    const int s = (out->hour * 60 + out->minute) * 60 + out->second;
    return out->minute > 59 || out->second > 59 || s + out->fraction > CC_DAY ? NULL : p;
}

static double
seconds_of(const clock *at)
{
    return (at->hour * 60 + at->minute) * 60 + at->second + fmin(at->fraction, 0.999999999);
}

const char *
cc_time_text_read(const char *text, cc_time_form form, double *s)
{
    clock at;
    const char *after = read_clock(text, form, &at);
    *s = after != NULL ? seconds_of(&at) : 0;
    return after;
}

/* ---- from and to ---- */

/* A dash or "to" in a few languages; NULL: none. */
static const char *
after_mark(const char *p)
{
    static const char *const marks[] = {"-",           "~", "/", "\xE2\x80\x93", "\xE2\x80\x94",
                                        "\xE2\x88\x92"};
    static const char *const words[] = {"to ", "bis ", "until ", "a ", "à ", "tot ", "al "};
    const char *at = cc_text_skip_blanks(p);
    for (size_t j = 0; j < sizeof(marks) / sizeof(marks[0]); j++) {
        if (strncmp(at, marks[j], strlen(marks[j])) == 0) {
            return cc_text_skip_blanks(at + strlen(marks[j]));
        }
    }
    for (size_t j = 0; j < sizeof(words) / sizeof(words[0]) && at > p; j++) {
        if (strncasecmp(at, words[j], strlen(words[j])) == 0) {
            return cc_text_skip_blanks(at + strlen(words[j]));
        }
    }
    return NULL;
}

const char *
cc_time_span_read(const char *text, cc_time_form form, double *s)
{
    clock from, to;
    const char *after = read_clock(text, form, &from);
    *s = after != NULL ? seconds_of(&from) : 0;
    const char *mark = after != NULL ? after_mark(after) : NULL;
    if (mark == NULL) {
        return after;
    }
    after = read_clock(mark, form, &to);
    if (after != NULL && to.has_half && !from.has_half && from.hour <= 12) {
        const double half = CC_DAY / 2, end = seconds_of(&to) > 0 ? seconds_of(&to) : CC_DAY;
        *s = fmod(*s, half);
        *s += *s + half < end ? half : 0;
    }
    return after;
}

/* ---- a column ---- */

static int
compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Are the times that are different some, with steps that are multiples of the least? */
static bool
have_a_step(double *time, size_t n)
{
    double step = INFINITY;
    qsort(time, n, sizeof(*time), compare);
    for (size_t j = 1; j < n; j++) {
        step = time[j] > time[j - 1] ? fmin(step, time[j] - time[j - 1]) : step;
    }
    for (size_t j = 1; j < n; j++) {
        if (fmod(time[j] - time[j - 1], step) > 0) { /* of whole s */
            return false;
        }
    }
    return !isinf(step);
}

/* As hours with decimals, would all be of full five minutes and some another time? */
static bool
may_be_decimal(const char *const *field, size_t n)
{
    bool differs = false;
    for (size_t j = 0; j < n; j++) {
        double s, decimal;
        if (cc_time_text_read(field[j], CC_TIME_POINTS, &s) == NULL) {
            continue;
        }
        const size_t whole = strspn(field[j], "0123456789");
        const char *mark = field[j] + whole;
        decimal = strtod(field[j], NULL) * 3600;
        if (*mark == '.' || *mark == ',') {
            const size_t places = strspn(mark + 1, "0123456789");
            decimal = 3600 * ((double)strtol(field[j], NULL, 10) +
                              (double)strtol(mark + 1, NULL, 10) * (places == 1 ? 0.1 : 0.01));
        }
        decimal = round(decimal);
        differs = differs || decimal != s;
        if (fmod(decimal, FULL) != 0) {
            return false;
        }
    }
    return differs;
}

static bool
is_form(const char *const *field, size_t n, cc_time_form form, double *time)
{
    size_t n_times = 0;
    bool told =
        false; /* by a mark, by three digits, or by whole hours that do not just number rows */
    for (size_t j = 0; j < n; j++) {
        if (!isdigit((unsigned char)field[j][0])) {
            continue; /* "Total", or nothing */
        }
        const char *after = cc_time_span_read(field[j], form, &time[n_times]);
        if (after == NULL || *cc_text_skip_blanks(after) != '\0' ||
            fmod(time[n_times], FULL) != 0) {
            return false;
        }
        n_times++;
        const size_t length = strspn(field[j], "0123456789");
        told = told || (form == CC_TIME_POINTS ? strpbrk(field[j], ".,") != NULL || time[0] > 3600
                                               : length > 2);
    }
    return told && have_a_step(time, n_times);
}

cc_time_form
cc_time_form_find(const char *const *field, size_t n, double *time)
{
    if (is_form(field, n, CC_TIME_POINTS, time) && !may_be_decimal(field, n)) {
        return CC_TIME_POINTS;
    }
    return is_form(field, n, CC_TIME_DIGITS, time) ? CC_TIME_DIGITS : CC_TIME_PLAIN;
}
