/* What a column of a table in a file is by its name and by its fields. */
#ifndef CC_LABEL_CENSUS_H
#define CC_LABEL_CENSUS_H

#include "models/language/read_sheet.h"
#include "models/language/time_text.h"
#include "models/language/weekday.h"

/* How many fields are what, and how they are to be read. */
typedef struct cc_label_census {
    cc_date_order order;
    cc_time_form form; /* of times without a day */
    cc_weekday_languages languages;
    size_t times, days, both, weekdays, hours, others;
} cc_label_census;

/* Usual names of such columns; end with NULL. */
extern const char *const cc_label_time_names[], *const cc_label_day_names[];
bool cc_label_is_named(const char *header, const char *const *names);

/* "Interval End", "Ende": its times are not those at which rows begin. */
bool cc_label_is_end(const char *header);
/* "Total", "Summe": what names neither a day nor a time. */
bool cc_label_is_total(const char *text);
/* Is every field a time of day of full five minutes, beyond doubt: 8:30, 8h30, 8 AM, or all of them 0830 or 08.30? */
bool cc_label_all_times(const cc_read_rows *rows, size_t column);

/* A refusal latches. */
cc_label_census cc_label_count(cc_reader *self, const cc_read_rows *rows, size_t column);
bool cc_label_has_times(const cc_label_census *self);
/* "8": a time in a column named as hours. */
bool cc_label_is_hour(const char *text, double *time);

/* A field of such a column: `at` has its time, and its day where both are there. The rule that it breaks, else NULL. */
const char *cc_label_time(const cc_read_rows *rows, size_t row, size_t column,
                          const cc_label_census *census, cc_moment *at);

/* The same in all rows, so that it labels none. */
bool cc_label_is_constant(const cc_read_rows *rows, size_t column);
/* 1, 2, 3 ... or 0, 1, 2 ..., perhaps again from the first: it only numbers the rows. */
bool cc_label_is_index(const cc_read_rows *rows, size_t column);
/* The first row of the sheet whose field begins with a digit; -1: none does. */
int cc_label_first_number(const cc_read_rows *rows, size_t column);

#endif
