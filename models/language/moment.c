#include "models/language/moment.h"

#include "models/language/scan_text.h"
#include "models/language/time_text.h"
#include "models/language/units.h"
#include "models/language/weekday.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};

/* ---- the calendar ---- */

/* H. Hinnant, chrono-compatible low-level date algorithms, days_from_civil. */
long
cc_day_of(int year, int month, int day)
{
    const long y = year - (month <= 2);
    const long era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    const long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void
date_of(long day, int *year, int *month, int *of_month)
{
    const long z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097,
               of_era = z - era * 146097;
    const long y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const long of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
    *of_month = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(y + era * 400 + (*month <= 2));
}

char *
cc_day_format(long day, char *buffer, size_t size)
{
    int year, month, of_month;
    date_of(day, &year, &month, &of_month);
    snprintf(buffer, size, "%04d-%02d-%02d", year, month, of_month);
    return buffer;
}

int
cc_day_weekday(long day)
{
    return (int)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

static int
days_in(int year, int month)
{
    return (int)(month == 12 ? 31 : cc_day_of(year, month + 1, 1) - cc_day_of(year, month, 1));
}

/* ---- words ---- */

/* One of the names, or its first three letters and more; -1: none. */
static int
name_of(const char *text, size_t n, const char *const *names, int n_names)
{
    for (int j = 0; j < n_names && n >= 3; j++) {
        if (n <= strlen(names[j]) && strncasecmp(text, names[j], n) == 0) {
            return j;
        }
    }
    return -1;
}

/* ---- dates ---- */

typedef struct date {
    int n[3], length[3]; /* as written; a name of a month is a number of length 0 */
    int named;           /* which of them is a name of a month; -1: none */
    char between;
} date;

/* Three numbers with the same mark between them, one of which may be the name of a month. */
static const char *
read_date(const char *p, date *out)
{
    *out = (date){.named = -1};
    for (int j = 0; j < 3; j++) {
        size_t letters = 0;
        while (isalpha((unsigned char)p[letters])) {
            letters++;
        }
        if (letters > 0) {
            const int month = name_of(p, letters, months, 12);
            if (month < 0 || out->named >= 0) {
                return NULL;
            }
            out->named = j;
            out->n[j] = month + 1;
            p += letters;
        } else if ((out->length[j] = cc_text_digits(&p, 4, &out->n[j])) == 0) {
            return NULL;
        }
        if (j == 2) {
            break;
        }
        /* Of names of months any marks go: "25 Mar 2024", "Mar 25, 2024", "25-Mar-24". */
        const char mark = *p;
        if (mark != '-' && mark != '/' && mark != '.' && mark != ' ' && mark != ',') {
            return NULL;
        }
        if (j == 0) {
            out->between = mark;
        } else if (mark != out->between && out->named < 0) {
            return NULL;
        }
        p++;
        p += (size_t)(mark == ',' || mark == '.') * strspn(p, " ");
    }
    const bool named = out->named >= 0;
    return !named && (out->between == ' ' || out->between == ',') ? NULL : p;
}

/* Which orders fit: 1 day first, 2 month first; 0: the order is not asked for. */
static int
orders_of(const date *d)
{
    if (d->named >= 0 || d->length[0] == 4 || d->between == '.') {
        return 0;
    }
    return (d->n[0] <= 31 && d->n[1] <= 12 ? 1 : 0) | (d->n[0] <= 12 && d->n[1] <= 31 ? 2 : 0);
}

static bool
day_of_date(const date *d, cc_date_order order, long *day)
{
    int y = 2, m = 1, of_month = 0; /* which is which */
    if (d->named >= 0) {
        m = d->named;
        y = d->length[0] == 4 ? 0 : 2;
        of_month = 3 - m - y;
    } else if (d->length[0] == 4) {
        y = 0;
        of_month = 2;
    } else if (d->between != '.') { /* with points the day comes first, wherever they are used */
        if (order == CC_ORDER_UNKNOWN) {
            return false;
        }
        m = order == CC_ORDER_DMY ? 1 : 0;
        of_month = 1 - m;
    }
    if (m == y || of_month < 0 || of_month > 2 || d->length[of_month] > 2 || d->length[y] == 3 ||
        d->length[y] == 1) {
        return false;
    }
    const int year = d->n[y] + (d->length[y] == 2 ? 2000 : 0);
    if (year < 1000 || d->n[m] < 1 || d->n[m] > 12 || d->n[of_month] < 1 ||
        d->n[of_month] > days_in(year, d->n[m])) {
        return false;
    }
    *day = cc_day_of(year, d->n[m], d->n[of_month]);
    return true;
}

/* YYYYMMDD */
static bool
compact_date(const char *p, long *day)
{
    for (int j = 0; j < 8; j++) {
        if (!isdigit((unsigned char)p[j])) {
            return false;
        }
    }
    const long n =
        strtol((char[9]){p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], '\0'}, NULL, 10);
    const int year = (int)(n / 10000), month = (int)(n / 100 % 100), of_month = (int)(n % 100);
    if (year < 1900 || year > 2200 || month < 1 || month > 12 || of_month < 1 ||
        of_month > days_in(year, month)) {
        return false;
    }
    *day = cc_day_of(year, month, of_month);
    return true;
}

/* ---- zones ---- */

/* Z, +01:00, +0100, +01; returns what follows. */
static const char *
read_zone(const char *p, double *zone)
{
    if (*p == 'Z' || *p == 'z') {
        *zone = 0;
        return p + 1;
    }
    if (strncmp(p, "UTC", 3) == 0 || strncmp(p, "GMT", 3) == 0) {
        *zone = 0;
        return p + 3;
    }
    const char sign = *p;
    int hour, minute = 0;
    const char *after = p + 1;
    if (sign != '+' && sign != '-') {
        return NULL;
    }
    const int n = cc_text_digits(&after, 4, &hour);
    if (n == 4) {
        minute = hour % 100;
        hour /= 100;
    } else if (n == 2 && *after == ':') {
        after++;
        if (cc_text_digits(&after, 2, &minute) != 2) {
            return NULL;
        }
    } else if (n != 2) {
        return NULL;
    }
    if (hour > 18 || minute > 59) {
        return NULL;
    }
    *zone = (sign == '-' ? -60.0 : 60.0) * (hour * 60 + minute);
    return after;
}

/* Seconds or milliseconds since 1970. */
static bool
since_1970(const char *text, cc_moment *out)
{
    size_t n = strspn(text, "0123456789");
    double x;
    if ((n != 9 && n != 10 && n != 12 && n != 13) || !cc_number_parse(text, &x)) {
        return false;
    }
    x /= n >= 12 ? 1000 : 1;
    out->has_day = out->has_time = out->has_zone = true;
    out->day = (long)floor(x / CC_DAY);
    out->time = x - (double)out->day * CC_DAY;
    return true;
}

/* ---- all of it ---- */

/* Passes over a weekday before a date: "Mon 25/03/2024", "lun., 25/03/2024". */
static const char *
after_weekday(const char *p)
{
    char word[24];
    const size_t n = strcspn(p, " ,");
    if (n >= sizeof(word) || isdigit((unsigned char)p[0])) {
        return p;
    }
    memcpy(word, p, n);
    word[n] = '\0';
    const char *after = p + n + (p[n] == ',');
    return cc_weekday_narrow(word, CC_WEEKDAY_ANY) != 0 && *after == ' '
               ? cc_text_skip_blanks(after)
               : p;
}

/* Behind a date 08.30 and 0830 are no numbers. */
static const char *
after_date(const char *p, cc_time_form form, double *s)
{
    const size_t n = strspn(p, "0123456789");
    const bool is_one =
        form == CC_TIME_POINTS ? p[n] == '.' && isdigit((unsigned char)p[n + 1]) : n == 4 || n == 6;
    return is_one ? cc_time_text_read(p, form, s) : NULL;
}

static bool
parse(const char *p, cc_date_order order, cc_moment *out)
{
    *out = (cc_moment){0};
    date d;
    const char *after = read_date(p, &d);
    if (after != NULL && day_of_date(&d, order, &out->day)) {
        out->has_day = true;
        p = after;
    } else if (compact_date(p, &out->day) && !isdigit((unsigned char)p[8])) {
        out->has_day = true;
        p += 8;
    }
    if (out->has_day) {
        p += *p == ',';
        if (*p == 'T' || *p == 't') {
            p++;
        } else if (*cc_text_skip_blanks(p) == '\0') {
            return true;
        } else if (*p != ' ') {
            return false;
        }
        p = cc_text_skip_blanks(p);
    }
    const char *time = cc_time_text_read(p, CC_TIME_PLAIN, &out->time);
    for (int form = CC_TIME_POINTS; form <= CC_TIME_DIGITS && time == NULL && out->has_day;
         form++) {
        time = after_date(p, (cc_time_form)form, &out->time);
    }
    if (time == NULL) {
        return false;
    }
    out->has_time = true;
    after = out->has_day ? read_zone(cc_text_skip_blanks(time), &out->zone) : NULL;
    if (after != NULL) {
        out->has_zone = true;
        time = after;
    }
    if (out->has_day && *time == '/') { /* ISO 8601: from/to */
        cc_moment until;
        return cc_moment_parse(time + 1, order, &until) && until.has_day;
    }
    if (!out->has_zone && *cc_text_skip_blanks(time) != '\0') {
        time = cc_time_span_read(p, CC_TIME_PLAIN, &out->time);
    }
    return time != NULL && *cc_text_skip_blanks(time) == '\0';
}

bool
cc_moment_parse(const char *text, cc_date_order order, cc_moment *out)
{
    const char *p = cc_text_skip_blanks(text), *after = after_weekday(p);
    *out = (cc_moment){0};
    return since_1970(p, out) || parse(p, order, out) || /* "Mar" may be a month */
           (after != p && parse(after, order, out));
}

int
cc_moment_order(const cc_sheet *sheet, size_t column, cc_date_order *order, cc_refusal *refusal)
{
    int fit = 3;
    size_t asking = 0, n = 0;
    *order = CC_ORDER_UNKNOWN;
    for (size_t j = 0; j < sheet->n_rows; j++) {
        date d;
        const char *field = after_weekday(cc_text_skip_blanks(cc_sheet_field(sheet, j, column)));
        const int orders = read_date(field, &d) != NULL ? orders_of(&d) : 0;
        if (orders != 0) {
            asking = j;
            n++;
            fit &= orders;
        }
        if (fit == 0) {
            return cc_sheet_refuse(sheet, j, column,
                                   "day and month stand in another order than in rows before",
                                   refusal);
        }
    }
    if (n > 0 && fit == 3) {
        return cc_sheet_refuse(sheet, asking, column,
                               "may be day or month first: set date_order = \"dmy\" or \"mdy\"",
                               refusal);
    }
    *order = n == 0 ? CC_ORDER_UNKNOWN : fit == 1 ? CC_ORDER_DMY : CC_ORDER_MDY;
    return SIM_OK;
}
