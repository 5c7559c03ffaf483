#include "models/language/sheet_value.h"

#include "models/language/units.h"
#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define LONGEST 64 /* of a number with marks in it */

/* A blank or apostrophe that may stand between groups of digits; 0: none, else its bytes. */
static size_t
gap(const char *p)
{
    return *p == ' ' || *p == '\''          ? 1
           : strncmp(p, "\xC2\xA0", 2) == 0 ? 2    /* no-break space */
           : strncmp(p, "\xE2\x80\xAF", 3) == 0 || /* the narrow one */
                   strncmp(p, "\xE2\x80\x99", 3) == 0
               ? 3 /* an apostrophe in print */
               : 0;
}

static size_t
n_digits(const char *p)
{
    return strspn(p, "0123456789");
}

/* Do all marks of this kind stand between groups of three, before any other mark? */
static bool
is_grouped(const char *text, char mark)
{
    const char *p = text + strspn(text, "+- ");
    size_t n = n_digits(p);
    if (n < 1 || n > 3 || *p == '0') {
        return false;
    }
    p += n;
    bool any = false;
    for (;;) {
        const size_t between = mark == ' ' ? gap(p) : *p == mark;
        if (between == 0) {
            break;
        }
        if (n_digits(p + between) != 3) {
            return false;
        }
        any = true;
        p += between + 3;
    }
    return any && (mark == ' ' || strchr(p, mark) == NULL);
}

/* With a point for the decimal mark and no groups; false: too long. */
static bool
plain(const char *text, char decimal, bool groups, char *out)
{
    size_t n = 0;
    for (const char *p = text; *p != '\0';) {
        const size_t between = groups ? gap(p) : 0;
        if (between > 0) {
            p += between;
            continue;
        }
        if (groups && (*p == '.' || *p == ',') && *p != decimal) {
            p++;
            continue;
        }
        if (n + 1 >= LONGEST) {
            return false;
        }
        out[n++] = *p == decimal ? '.' : *p;
        p++;
    }
    out[n] = '\0';
    return true;
}

static const char *
parse(const cc_sheet *self, const char *text, double *value)
{
    static const char not_a_number[] = "must be a number";
    if (cc_number_parse(text, value) && strchr(text, '.') == NULL) {
        return NULL;
    }
    const char declared = self->form.decimal, separator = self->form.separator;
    const bool point = strchr(text, '.') != NULL, comma = strchr(text, ',') != NULL;
    const bool by_point = is_grouped(text, '.'), by_comma = is_grouped(text, ',');
    const bool by_gap = is_grouped(text, ' ');
    char decimal = declared;
    if (decimal == '\0' && point && comma) { /* the last is the decimal mark: 1.041,5 */
        decimal = strrchr(text, '.') > strrchr(text, ',') ? '.' : ',';
    } else if (decimal == '\0' &&
               (point ? by_point && separator != ',' : by_comma && separator != ';')) {
        const char *first = strpbrk(text, ".,");
        if (strchr(first + 1, *first) == NULL) { /* 1.041: with a second group it would be clear */
            return "may be meant in thousands: set decimal = \".\" or \",\"";
        }
        decimal = point ? ',' : '.';
    } else if (decimal == '\0') {
        decimal = point ? '.' : ',';
        if (comma && separator == ',') {
            return "must be a number; with a decimal comma set decimal = \",\"";
        }
    }
    const bool groups = by_gap || (decimal == ',' ? by_point : by_comma);
    if (!groups && (decimal == ',' ? point : comma)) {
        return not_a_number;
    }
    char number[LONGEST];
    if (!plain(text, decimal, groups, number)) { /* too long to have marks */
        return cc_number_parse(text, value) ? NULL : not_a_number;
    }
    return cc_number_parse(number, value) ? NULL : not_a_number;
}

const char *
cc_sheet_number(const cc_sheet *self, size_t row, size_t column, double *value)
{
    const char *text = cc_sheet_field(self, row, column);
    size_t n = strlen(text);
    char share[LONGEST + 1];
    if (n < 2 || n > LONGEST || text[n - 1] != '%') {
        return parse(self, text, value);
    }
    for (n--; n > 0 && (text[n - 1] == ' ' || (unsigned char)text[n - 1] >= 0x80); n--) {
    }
    memcpy(share, text, n); /* 12,5 % as spreadsheets write it, with any blank */
    share[n] = '\0';
    const char *rule = parse(self, share, value);
    *value /= rule == NULL ? 100 : 1;
    return rule;
}

/* 3:05, 0:03:05, 0:03:05.5 */
static bool
parse_clock(const char *text, double *seconds)
{
    double part[3] = {0};
    int n = 0;
    const char *p = text;
    for (;;) {
        uint64_t whole;
        const char *after = cc_whole_read(p, 10000000, &whole);
        if (after == NULL || n == 3 || (n > 0 && after - p != 2) || (n > 0 && whole > 59)) {
            return false;
        }
        part[n++] = (double)whole;
        p = after;
        if (*p != ':') {
            break;
        }
        p++;
    }
    double fraction = 0, unit = 0.1;
    if ((*p == '.' || *p == ',') && isdigit((unsigned char)p[1])) {
        for (p++; isdigit((unsigned char)*p); p++, unit /= 10) {
            fraction += unit * (*p - '0');
        }
    }
    if (n < 2 || *p != '\0') {
        return false;
    }
    *seconds =
        (n == 2 ? part[0] * 60 + part[1] : (part[0] * 60 + part[1]) * 60 + part[2]) + fraction;
    return true;
}

const char *
cc_sheet_duration(const cc_sheet *self, size_t row, size_t column, double unit, double *seconds)
{
    const char *text = cc_sheet_field(self, row, column);
    if (parse_clock(text, seconds) || cc_duration_parse(text, seconds)) {
        return NULL;
    }
    double number;
    const char *rule = parse(self, text, &number);
    if (rule == NULL && unit > 0) {
        *seconds = number * unit;
        return NULL;
    }
    return rule == NULL ? "must be a duration with its unit, or `unit` must be set"
           : strncmp(rule, "may", 3) == 0 ? rule
                                          : "must be a number or a duration";
}
