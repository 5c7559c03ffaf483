/* The columns of the planner's table: one row for each queue and interval of a day. What writes the table
 * (CSV, JSON, a spreadsheet) goes by this list; names are added, never changed. */
#ifndef XP_REPORT_INTERVAL_COLUMNS_H
#define XP_REPORT_INTERVAL_COLUMNS_H

#include "experiment/results.h"

typedef enum xp_field_kind {
    XP_FIELD_TEXT,
    XP_FIELD_DATE,   /* number: days since 1970-01-01; text: ISO */
    XP_FIELD_TIME,   /* number: s of the day; text: HH:MM */
    XP_FIELD_WHOLE,  /* a number without decimals */
    XP_FIELD_NUMBER, /* with some */
    XP_FIELD_SHARE,  /* 0 to 1 */
} xp_field_kind;

typedef struct xp_interval_column {
    const char *name;
    xp_field_kind kind;
    const char *doc;
} xp_interval_column;

/* Ended by a NULL name. */
extern const xp_interval_column xp_interval_columns[];

typedef struct xp_field {
    double number;  /* NAN: empty */
    char text[160]; /* of texts, dates and times; "": empty */
} xp_field;

/* Column j of a row of that scenario. */
void xp_interval_field(const xp_results *results, int scenario, const xp_interval_row *row,
                       size_t column, xp_field *field);

/* Goes through the rows by queue, day and interval. Begin with zeros; false: there are no more. */
typedef struct xp_interval_rows {
    int queue, day;
    size_t k;
    xp_interval_row row;
} xp_interval_rows;

bool xp_interval_rows_next(xp_interval_rows *self, const xp_results *results, int scenario);

#endif
