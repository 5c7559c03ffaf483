/* Lines of CSV, as RFC 4180 has them or as a spreadsheet of some country reads them by double-click. */
#ifndef XP_REPORT_CSV_LINE_H
#define XP_REPORT_CSV_LINE_H

#include <stdbool.h>
#include <stdio.h>

typedef struct xp_csv_style {
    const char *name; /* "excel-de" */
    char separator, decimal;
    bool marked; /* begins with a byte order mark, by which Excel knows UTF-8 */
    int digits;  /* of a number: 17 read back exactly, a spreadsheet keeps 15 */
} xp_csv_style;

/* The first is the plain one; ended by a NULL name. */
extern const xp_csv_style xp_csv_styles[];

typedef struct xp_csv {
    FILE *file;
    const xp_csv_style *style;
    bool within; /* a line has begun */
} xp_csv;

/* NULL: the plain style. Begins a file. */
xp_csv xp_csv_begin(FILE *file, const xp_csv_style *style);
/* Goes on with one. */
xp_csv xp_csv_on(FILE *file, const xp_csv_style *style);

void xp_csv_text(xp_csv *self, const char *text);
void xp_csv_number(xp_csv *self, double value); /* empty if it is not finite */
void xp_csv_end(xp_csv *self);

#endif
