/* Written by hand around strtod because strtod alone also reads "0x10", "inf", "nan" and stops
 * where it likes. */
#include "models/language/units.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct unit {
    const char *name;
    double seconds;
} unit;

static const unit units[] = {
    {"ms", 0.001},   {"s", 1},       {"sec", 1},      {"second", 1},   {"seconds", 1},
    {"min", 60},     {"minute", 60}, {"minutes", 60}, {"h", 3600},     {"hour", 3600},
    {"hours", 3600}, {"d", 86400},   {"day", 86400},  {"days", 86400},
};

static const char *
skip_blanks(const char *text)
{
    while (*text == ' ' || *text == '\t') {
        text++;
    }
    return text;
}

/* A decimal number at the start of text; NULL if there is none, else what follows it. */
static const char *
read_number(const char *text, double *value)
{
    const char *p = text;
    size_t digits = 0;
    if (*p == '+' || *p == '-') {
        p++;
    }
    for (; isdigit((unsigned char)*p); p++) {
        digits++;
    }
    if (*p == '.') {
        for (p++; isdigit((unsigned char)*p); p++) {
            digits++;
        }
    }
    if (digits == 0) {
        return NULL;
    }
    if (*p == 'e' || *p == 'E') {
        const char *exponent = p + 1;
        if (*exponent == '+' || *exponent == '-') {
            exponent++;
        }
        if (isdigit((unsigned char)*exponent)) {
            while (isdigit((unsigned char)*exponent)) {
                exponent++;
            }
            p = exponent;
        }
    }
    char *end = NULL;
    double number =
        strtod(text, &end) + 0.0; /* no -0, which would be printed and read as another */
    if (end != p || !isfinite(number)) {
        return NULL;
    }
    *value = number;
    return p;
}

bool
cc_number_parse(const char *text, double *value)
{
    double number = 0;
    const char *p = read_number(skip_blanks(text), &number);
    if (p == NULL || *skip_blanks(p) != '\0') {
        return false;
    }
    *value = number;
    return true;
}

bool
cc_percent_parse(const char *text, double *value)
{
    double number = 0;
    const char *p = read_number(skip_blanks(text), &number);
    p = p == NULL ? NULL : skip_blanks(p);
    if (p == NULL || *p != '%' || *skip_blanks(p + 1) != '\0') {
        return false;
    }
    *value = number / 100;
    return true;
}

bool
cc_share_parse(const char *text, double *value)
{
    return cc_number_parse(text, value) || cc_percent_parse(text, value);
}

const char *
cc_whole_read(const char *text, uint64_t most, uint64_t *value)
{
    uint64_t number = 0;
    const char *p = text;
    for (; isdigit((unsigned char)*p); p++) {
        const uint64_t digit = (uint64_t)(*p - '0');
        if (digit > most || number > (most - digit) / 10) {
            return NULL;
        }
        number = 10 * number + digit;
    }
    if (p == text) {
        return NULL;
    }
    *value = number;
    return p;
}

bool
cc_whole_parse(const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
    uint64_t number = 0;
    const char *p = cc_whole_read(text, most, &number);
    if (p == NULL || *p != '\0' || number < least) {
        return false;
    }
    *value = number;
    return true;
}

bool
cc_duration_parse(const char *text, double *seconds)
{
    double sum = 0;
    bool first = true;
    const char *p = skip_blanks(text);
    while (*p != '\0') {
        double number = 0;
        if (!first && !isdigit((unsigned char)*p) && *p != '.') {
            return false;
        }
        bool negative = *p == '-';
        p = read_number(p, &number);
        if (p == NULL) {
            return false;
        }
        p = skip_blanks(p);
        size_t length = 0;
        while (isalpha((unsigned char)p[length])) {
            length++;
        }
        const unit *found = NULL;
        for (size_t j = 0; j < sizeof(units) / sizeof(units[0]); j++) {
            if (strlen(units[j].name) == length && strncmp(units[j].name, p, length) == 0) {
                found = &units[j];
            }
        }
        if (found == NULL) {
            return false;
        }
        p = skip_blanks(p + length);
        if (negative && *p != '\0') {
            return false; /* "-1 h 30 min" may be meant either way */
        }
        sum += number * found->seconds;
        first = false;
    }
    if (first || !isfinite(sum)) {
        return false;
    }
    *seconds = sum;
    return true;
}

/* Two digits below limit; NULL if not. */
static const char *
read_two_digits(const char *p, int limit, int *value)
{
    if (!isdigit((unsigned char)p[0]) || !isdigit((unsigned char)p[1])) {
        return NULL;
    }
    *value = (p[0] - '0') * 10 + (p[1] - '0');
    return *value < limit ? p + 2 : NULL;
}

/* One digit or two: "7:30" as "07:30". */
static const char *
read_hour(const char *p, int *value)
{
    if (isdigit((unsigned char)p[0]) && p[1] == ':') {
        *value = p[0] - '0';
        return p + 1;
    }
    return read_two_digits(p, 25, value);
}

bool
cc_time_of_day_parse(const char *text, double *seconds)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    const char *p = read_hour(skip_blanks(text), &hour);
    if (p == NULL || *p != ':') {
        return false;
    }
    p = read_two_digits(p + 1, 60, &minute);
    if (p == NULL) {
        return false;
    }
    if (*p == ':') {
        p = read_two_digits(p + 1, 60, &second);
        if (p == NULL) {
            return false;
        }
    }
    int total = (hour * 60 + minute) * 60 + second;
    if (*skip_blanks(p) != '\0' || total > 24 * 3600) {
        return false;
    }
    *seconds = total;
    return true;
}

char *
cc_duration_format(double seconds, char *buffer, size_t size)
{
    static const unit written[] = {{"d", 86400}, {"h", 3600}, {"min", 60}};
    for (size_t j = 0; j < sizeof(written) / sizeof(written[0]); j++) {
        /* Halves are as far as people go: "1.5 h", but "100 s" rather than "1.66667 min". */
        double twice = 2 * seconds / written[j].seconds;
        if (fabs(twice) >= 2 && fabs(twice) < 1e6 && twice == floor(twice) &&
            twice / 2 * written[j].seconds == seconds) {
            snprintf(buffer, size, "%g %s", twice / 2, written[j].name);
            return buffer;
        }
    }
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(buffer, size, "%.*g s", digits, seconds);
        if (strtod(buffer, NULL) == seconds) {
            break;
        }
    }
    return buffer;
}

double
cc_clock_at(double begin, double s)
{
    return begin > 0 ? fmod(begin + s, CC_DAY) : s;
}

double
cc_clock_since(double begin, double time_of_day)
{
    return time_of_day >= begin ? time_of_day - begin : time_of_day + CC_DAY - begin;
}

char *
cc_time_of_day_format(double seconds, char *buffer, size_t size)
{
    double rest = seconds == CC_DAY ? CC_DAY : seconds - floor(seconds / CC_DAY) * CC_DAY;
    int whole = (int)rest;
    if (whole % 60 == 0) {
        snprintf(buffer, size, "%02d:%02d", whole / 3600, whole / 60 % 60);
    } else {
        snprintf(buffer, size, "%02d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
    return buffer;
}
