/* What the rows of a table in a file say of themselves: which day, which time of it. */
#ifndef CC_LABELS_H
#define CC_LABELS_H

#include "models/language/read_sheet.h"

typedef enum cc_day_kind {
    CC_DAY_NONE,    /* the file says nothing of days */
    CC_DAY_WEEKDAY, /* Mon = 0 */
    CC_DAY_DATE,    /* days since 1970-01-01 */
    CC_DAY_WORD,    /* any text: numbered from 0 as they first appear */
} cc_day_kind;

/* A field with a value, and what its row and its column say of it. */
typedef struct cc_label {
    long day;           /* 0 where the file says nothing */
    double time;        /* s of the day */
    size_t row, column; /* of the sheet */
} cc_label;

typedef struct cc_labels {
    cc_day_kind kind;
    bool has_time;
    int time_column, day_column; /* -1: none; a date and a time may be in one */
    bool found_time, found_day;  /* by their names: nobody asked for them */
    int unread_column; /* is named as one of times, and has only words or numbers of rows; -1 */
    cc_label *label;   /* by day, then time, then row */
    size_t n, n_days;  /* n_days: of different days */
    size_t n_left_out; /* rows without a label, where they may be left out */
    size_t n_columns_left_out; /* ... and columns that are no day */
    double step;               /* s from one time to the next; 0: there is one time only */
} cc_labels;

typedef struct cc_labels_asked {
    const cc_value *time, *date; /* settings that name the columns; NULL: found by their names */
    const char *column;          /* with the values; NULL: all columns are days */
    const cc_value *at;          /* which asks for it */
    bool leave_out;              /* rows whose label is none, such as "Total" */
} cc_labels_asked;

/* Labels of the rows that are meant. If kind is CC_DAY_NONE and has_time is false the file has no labels,
 * and `label` is in the order of its rows. A refusal latches. Memory is the reader's. */
void cc_read_labels(cc_reader *self, const cc_read_rows *rows, const cc_labels_asked *asked,
                    cc_labels *out);

/* The first column whose header is a usual name of times ("start", "Half hour", "Uhrzeit"); -1: none. */
int cc_labels_usual_time(const cc_sheet *sheet);

/* "Tue", "2024-03-25", or the word. Returns buffer. */
char *cc_labels_day(const cc_labels *self, const cc_read_rows *rows, long day, char *buffer,
                    size_t size);

#endif
