#include "report/text.h"

#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LINE 79

static int
time_decimals(double largest, double half_width, int most)
{
    if (!isfinite(half_width)) {
        return most;
    }
    if (half_width <= 1e-9 * largest) { /* exact: 110.5 is not 110 */
        int decimals = most;
        while (decimals < 2 && fabs(largest - round(largest * pow(10, decimals)) /
                                                  pow(10, decimals)) > 1e-9 * largest) {
            decimals++;
        }
        return decimals;
    }
    const int wanted = (int)ceil(-log10(half_width) - 0.3); /* 0.5 -> 0, 0.2 -> 1 */
    return wanted < 0 ? 0 : wanted > most ? most : wanted;
}

xp_format
xp_format_for(xp_style style, double largest, double half_width)
{
    xp_format format = {.unit = 1, .name = "", .name_of_difference = ""};
    largest = fabs(largest);
    switch (style) {
    case XP_COUNT:
        format.decimals = largest >= 100 ? 0 : largest >= 1 ? 1 : largest > 0 ? 2 : 0;
        break;
    case XP_NUMBER:
        format.decimals = largest >= 1000 ? 0 : 2;
        break;
    case XP_MONEY:
        format.decimals = largest >= 100 ? 0 : 2;
        break;
    case XP_PERCENT:
        format.unit = 0.01;
        format.name = " %";
        format.decimals = 1;
        break;
    case XP_TIME:
        format.unit = largest < 300 ? 1 : largest < 7200 ? 60 : largest < 172800 ? 3600 : 86400;
        format.name = largest < 300      ? " s"
                      : largest < 7200   ? " min"
                      : largest < 172800 ? " h"
                                         : " d";
        format.name_of_difference = format.name;
        largest /= format.unit;
        format.decimals = time_decimals(largest, half_width / format.unit,
                                        largest >= 100  ? 0
                                        : largest >= 10 ? 1
                                        : largest > 0   ? 2
                                                        : 0);
        break;
    }
    return format;
}

/* "1234567.8" -> "1,234,567.8" */
static void
group_thousands(char *text, size_t size)
{
    const size_t first = text[0] == '-' || text[0] == '+' ? 1 : 0;
    const size_t digits = strspn(text + first, "0123456789");
    size_t length = strlen(text);
    for (size_t from_right = 3; from_right < digits && length + 1 < size; from_right += 3) {
        const size_t at = first + digits - from_right;
        memmove(text + at + 1, text + at, length - at + 1);
        text[at] = ',';
        length++;
    }
}

static char *
print_number(double value, int decimals, bool with_sign, char *buffer, size_t size)
{
    if (isnan(value)) {
        snprintf(buffer, size, "-");
        return buffer;
    }
    if (isinf(value)) {
        snprintf(buffer, size, "?");
        return buffer;
    }
    snprintf(buffer, size, with_sign ? "%+.*f" : "%.*f", decimals, value);
    if (strspn(buffer, "+-0.") == strlen(buffer) && buffer[0] == '-') {
        memmove(buffer, buffer + 1, strlen(buffer)); /* no minus nothing */
    }
    group_thousands(buffer, size);
    return buffer;
}

char *
xp_text_number(const xp_format *self, double value, char *buffer, size_t size)
{
    return print_number(value / self->unit, self->decimals, false, buffer, size);
}

char *
xp_text_value(const xp_format *self, double value, char *buffer, size_t size)
{
    const bool is_time = self->unit > 1;
    const bool vanishes =
        value != 0 && fabs(value) / self->unit < 0.5 * pow(10, -(double)self->decimals);
    if (is_time && vanishes) { /* 8 s beside 78 min is not 0 min */
        const xp_format own = xp_format_for(XP_TIME, value, NAN);
        return xp_text_value(&own, value, buffer, size);
    }
    xp_text_number(self, value, buffer, size);
    if (!isnan(value)) {
        const size_t n = strlen(buffer);
        snprintf(buffer + n, size - n, "%s", self->name);
    }
    return buffer;
}

/* Nothing but the rounding of long sums. */
static bool
is_nothing(double half_width, double mean)
{
    return fabs(half_width) <= 1e-9 * fabs(mean);
}

/* As fine as it takes for a size above 0 not to be written as 0. */
static int
as_fine_as(const xp_format *self, double size)
{
    int decimals = self->decimals;
    while (size > 0 && decimals < self->decimals + 3 &&
           size / self->unit < 0.5 * pow(10, -(double)decimals)) {
        decimals++;
    }
    return decimals;
}

/* ... of the half-width. */
static int
finer(const xp_format *self, double half_width, double mean)
{
    return as_fine_as(self, isnan(half_width) || is_nothing(half_width, mean) ? 0 : half_width);
}

/* ... of the half-width of a difference, or of one that chance has no part in. */
static int
finer_difference(const xp_format *self, const sim_interval *it)
{
    return is_nothing(it->half_width, it->mean) ? as_fine_as(self, fabs(it->mean))
                                                : finer(self, it->half_width, it->mean);
}

/* Is one side half as long again as the other? Hardly anybody needs to know of less. */
static bool
is_lopsided(const sim_interval *it)
{
    const double below = it->mean - it->lower, above = it->upper - it->mean;
    return !is_nothing(it->half_width, it->mean) && fmax(below, above) > 1.5 * fmin(below, above);
}

/* Does it take more decimals than these to see it? */
static bool
is_negligible(const xp_format *self, int decimals, double size)
{
    return size > 0 && size / self->unit < 0.5 * pow(10, -(double)decimals);
}

xp_format
xp_format_fit(xp_format self, const sim_interval *it)
{
    if (it->mean == 0) { /* exactly, which no digits tell better */
        return self;
    }
    const int decimals = finer(&self, it->half_width, it->mean);
    self.decimals = is_negligible(&self, decimals, it->half_width) ? self.decimals : decimals;
    return self;
}

/* As it is read where it is written. */
static double
as_written(const xp_format *self, double value)
{
    char text[400];
    snprintf(text, sizeof(text), "%.*f", self->decimals, value / self->unit);
    return strtod(text, NULL) * self->unit;
}

static double
subtracted(const xp_format *self, double a, double b)
{
    return as_written(self, b) - as_written(self, a);
}

sim_interval
xp_format_read_off(const xp_format *self, double a, double b, const sim_interval *it)
{
    const double moved = subtracted(self, a, b) - it->mean;
    sim_interval read = *it;
    if (!is_lopsided(it) && fabs(moved) <= self->unit * pow(10, -self->decimals)) {
        read.mean += moved;
        read.lower += moved;
        read.upper += moved;
    }
    return read;
}

xp_format
xp_format_fit_difference(xp_format self, double a, double b, const sim_interval *it)
{
    const bool exact = isnan(it->half_width) || is_nothing(it->half_width, it->mean);
    const double size = exact ? fabs(it->mean) : it->half_width;
    const double tolerance = exact ? 0.05 * size : 0.5 * size;
    if (!(size > 0) || is_lopsided(it) || fabs(b - a - it->mean) > tolerance) {
        return self; /* no difference to be read off, or another one */
    }
    xp_format format = self;
    for (format.decimals = self.decimals; format.decimals < self.decimals + 3; format.decimals++) {
        if (!is_negligible(&format, format.decimals, size) &&
            fabs(subtracted(&format, a, b) - it->mean) <= tolerance) {
            return format;
        }
    }
    return is_negligible(&format, format.decimals, size) ? self : format;
}

/* An end of an interval; one that is exactly 0 needs no decimals to say so. */
static char *
print_end(double value, int decimals, bool with_sign, char *buffer, size_t size)
{
    return print_number(value, value == 0 ? 0 : decimals, value != 0 && with_sign, buffer, size);
}

/* "4.9..5.8" */
static void
print_ends(const xp_format *self, double lower, double upper, int decimals, bool with_sign,
           const char *between, char *buffer, size_t size)
{
    char end[48];
    if (lower * upper > 0) { /* it holds no 0, and is not to look so */
        const int finest = as_fine_as(self, fmin(fabs(lower), fabs(upper)));
        decimals = finest > decimals ? finest : decimals;
    }
    print_end(lower / self->unit, decimals, with_sign, buffer, size);
    print_end(upper / self->unit, decimals, with_sign, end, sizeof(end));
    const size_t n = strlen(buffer);
    snprintf(buffer + n, size - n, "%s%s", between, end);
}

char *
xp_text_half_width(const xp_format *self, const sim_interval *it, char *buffer, size_t size)
{
    buffer[0] = '\0';
    const int decimals = finer(self, it->half_width, it->mean);
    if (is_nothing(it->half_width, it->mean)) {
        snprintf(buffer, size, it->mean == 0 ? "" : "0"); /* nothing was seen that varies */
    } else if (is_lopsided(it)) {
        print_ends(self, it->lower, it->upper, decimals, false, "..", buffer, size);
    } else if (is_negligible(self, decimals, it->half_width)) {
        snprintf(buffer, size, "~0");
    } else if (!isnan(it->half_width)) {
        print_number(it->half_width / self->unit, decimals, false, buffer, size);
    } else if (it->n > 1 && !isnan(it->mean)) {
        snprintf(buffer, size, "?");
    }
    return buffer;
}

char *
xp_text_difference(const xp_format *self, const sim_interval *it, bool equal,
                   const char *plus_minus, char *buffer, size_t size)
{
    if (isnan(it->mean)) {
        buffer[0] = '\0';
        return buffer;
    }
    if (equal) {
        snprintf(buffer, size, "0");
        return buffer;
    }
    const int decimals = finer_difference(self, it);
    const bool nothing = is_nothing(it->half_width, it->mean);
    if (fabs(it->mean) / self->unit < 0.5 * pow(10, -(double)decimals) &&
        (it->mean != 0 || !nothing) && (nothing || is_negligible(self, decimals, it->half_width))) {
        snprintf(buffer, size, "~0");
        return buffer;
    }
    if (is_lopsided(it)) {
        print_ends(self, it->lower, it->upper, decimals, true, "..", buffer, size);
    } else {
        char half[48];
        print_number(it->mean / self->unit, decimals, true, buffer, size);
        print_number(nothing ? 0 : it->half_width / self->unit, nothing ? 0 : decimals, false, half,
                     sizeof(half));
        const size_t n = strlen(buffer);
        if (!isnan(it->half_width)) {
            snprintf(buffer + n, size - n, " %s%s", plus_minus, half);
        }
    }
    const size_t n = strlen(buffer);
    snprintf(buffer + n, size - n, "%s", self->name_of_difference);
    return buffer;
}

char *
xp_text_amount(const xp_format *self, const sim_interval *it, const char *plus_minus, char *buffer,
               size_t size)
{
    const int decimals = finer_difference(self, it);
    if (is_nothing(it->half_width, it->mean)) { /* known exactly */
        return print_number(fabs(it->mean) / self->unit, decimals, false, buffer, size);
    }
    if (is_lopsided(it)) {
        const double a = fabs(it->lower), b = fabs(it->upper);
        print_ends(self, fmin(a, b), fmax(a, b), decimals, false, " to ", buffer, size);
        return buffer;
    }
    char half[48];
    print_number(fabs(it->mean) / self->unit, decimals, false, buffer, size);
    print_number(it->half_width / self->unit, decimals, false, half, sizeof(half));
    const size_t n = strlen(buffer);
    snprintf(buffer + n, size - n, " %s %s", plus_minus, isnan(it->half_width) ? "?" : half);
    return buffer;
}

const char *
xp_plus_minus(void)
{
    setlocale(LC_CTYPE, "");
    const char *codeset = nl_langinfo(CODESET);
    return strcmp(codeset, "UTF-8") == 0 || strcmp(codeset, "utf8") == 0 ? "±" : "+-";
}

size_t
xp_text_width(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return n;
}

void
xp_text_right(FILE *file, const char *text, size_t width)
{
    const size_t own = xp_text_width(text);
    fprintf(file, "%*s%s", own < width ? (int)(width - own) : own > width, "", text);
}

void
xp_text_cut(char *into, size_t size, const char *text, size_t width)
{
    const bool fits = xp_text_width(text) <= width;
    size_t n = 0, characters = 0;
    for (; text[n] != '\0' && n + 3 < size; n++) {
        if (((unsigned char)text[n] & 0xC0) != 0x80 && ++characters > (fits ? width : width - 2)) {
            break;
        }
        into[n] = text[n];
    }
    into[n] = '\0';
    if (!fits) {
        strcat(into, "..");
    }
}

void
xp_text_wrap(FILE *file, const char *paragraph)
{
    size_t column = 0;
    while (*paragraph != '\0') {
        char word[256];
        size_t n = strcspn(paragraph, " ");
        while (paragraph[n] == ' ' && paragraph[n + 1] == '%') { /* stays with its number */
            n += 1 + strcspn(paragraph + n + 1, " ");
        }
        const size_t take = n < sizeof(word) - 1 ? n : sizeof(word) - 1;
        memcpy(word, paragraph, take);
        word[take] = '\0';
        const size_t width = xp_text_width(word);
        if (column > 0 && column + 1 + width > LINE) {
            fputc('\n', file);
            column = 0;
        }
        if (column > 0) {
            fputc(' ', file);
            column++;
        }
        fputs(word, file);
        column += width;
        paragraph += take;
        paragraph += strspn(paragraph, " ");
    }
    fputc('\n', file);
}
