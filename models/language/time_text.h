/* Times of day as exports write them, and which of two forms a whole column has that a single field does not tell
 * from a number: 8.30 and 0830. */
#ifndef CC_TIME_TEXT_H
#define CC_TIME_TEXT_H

#include <stdbool.h>
#include <stddef.h>

typedef enum cc_time_form {
    CC_TIME_PLAIN, /* 8:30 8:30:15.5 8h30 8 h, AM or PM behind (8 AM), "Uhr", a second time behind: 8:00-8:30 */
    CC_TIME_POINTS, /* 8.30, 8,30; 8.3 of a sheet that drops zeros; 8 */
    CC_TIME_DIGITS, /* 0830, 830, 083015 */
} cc_time_form;

/* A time at the start of a text, in s of the day: what follows it; NULL: none is there. */
const char *cc_time_text_read(const char *text, cc_time_form form, double *s);
/* Also passes over a second one at which it ends: "8:00-8:30", "8:00 to 8:30", "8:00- 8:30AM". */
const char *cc_time_span_read(const char *text, cc_time_form form, double *s);

/* A column's form, if it is one of the last two: each field that begins with a digit is a time of full five minutes,
 * there are several, and they could not as well be hours with decimals (8.50 after 8.00). Else PLAIN. `time` has room for n. */
cc_time_form cc_time_form_find(const char *const *field, size_t n, double *time);

#endif
