/* Numbers and lines as people read them: thousands separators, one unit for a row, columns that
 * count characters and not bytes. */
#ifndef XP_REPORT_TEXT_H
#define XP_REPORT_TEXT_H

#include "sim/interval.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* How a figure is written. */
typedef enum xp_style {
    XP_COUNT,   /* "1,199" "96.5" */
    XP_NUMBER,  /* "1.45" */
    XP_PERCENT, /* "83.1 %"; differences in points: "+5.4" */
    XP_TIME,    /* "57 s" "9 min" */
    XP_MONEY,   /* "3,215" "2.23" */
} xp_style;

/* One for a row, so that its figures can be compared at a glance. */
typedef struct xp_format {
    double unit;      /* figures are divided by it */
    const char *name; /* of the unit, behind the figure: " min"; "" if none */
    const char *name_of_difference;
    int decimals;
} xp_format;

/* For figures up to `largest`; half_width is the smallest of the row, NAN if none is known: times
 * are written no finer than it justifies. */
xp_format xp_format_for(xp_style style, double largest, double half_width);

/* Finer where the half-width of a figure asks for it, so that both have the same digits. */
xp_format xp_format_fit(xp_format self, const sim_interval *it);
/* Finer where it takes that for b - a as it is read off the two figures to be their difference. */
xp_format xp_format_fit_difference(xp_format self, double a, double b, const sim_interval *it);
/* The interval of b - a, moved to where it is read off the two as they are written; one that is
 * written by its ends stays. */
sim_interval xp_format_read_off(const xp_format *self, double a, double b, const sim_interval *it);

/* "-" if value is NAN. Without the unit's name; returns buffer. */
char *xp_text_number(const xp_format *self, double value, char *buffer, size_t size);
/* "83.1 %" */
char *xp_text_value(const xp_format *self, double value, char *buffer, size_t size);
/* Where one side of an interval is half as long again as the other, its ends are written; "?" for
 * one that is not known. */
/* "0.3", or "4.9..5.8". Without a unit, finer than the row where it would say 0 of what is not, and
 * "~0" where three more decimals are too few; "" of one replication. */
char *xp_text_half_width(const xp_format *self, const sim_interval *it, char *buffer, size_t size);
/* "+5.4 ±0.3", or "+4.9..+5.8"; without an interval "+5.4"; finer than the row likewise; "0" if equal. */
char *xp_text_difference(const xp_format *self, const sim_interval *it, bool equal,
                         const char *plus_minus, char *buffer, size_t size);
/* "64 ± 4", or "61 to 69": without sign, of an interval that does not hold 0; "64" if exact. */
char *xp_text_amount(const xp_format *self, const sim_interval *it, const char *plus_minus,
                     char *buffer, size_t size);

/* "±" if the locale is UTF-8, else "+-". */
const char *xp_plus_minus(void);

/* Characters, not bytes. */
size_t xp_text_width(const char *text);
/* Right-aligned in so many columns; a text too wide is printed whole. */
void xp_text_right(FILE *file, const char *text, size_t width);
/* Copies at most `width` characters; what does not fit ends in "..". */
void xp_text_cut(char *into, size_t size, const char *text, size_t width);
/* The paragraph broken at blanks into lines of at most 79 characters. */
void xp_text_wrap(FILE *file, const char *paragraph);

#endif
