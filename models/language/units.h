/* Numbers, durations and times of day as people write them: whatever reads one, on the command line or
 * in a file, reads it here. All functions are strict: the whole text must fit, of any length, values
 * are finite and in range, and on false nothing is written. */
#ifndef CC_UNITS_H
#define CC_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CC_DAY 86400.0 /* s */

/* A decimal number: no hexadecimal, no infinity, no nan; blanks around it are ignored. */
bool cc_number_parse(const char *text, double *value);

/* "2%" "80 %": 0.02, 0.8. */
bool cc_percent_parse(const char *text, double *value);

/* Either: "0.8", "80 %". */
bool cc_share_parse(const char *text, double *value);

/* A whole number from least to most: digits and nothing else, no sign, no blanks. */
bool cc_whole_parse(const char *text, uint64_t least, uint64_t most, uint64_t *value);
/* The same at the start of a text: returns what follows the digits, NULL if there are none or the
 * number is too large. */
const char *cc_whole_read(const char *text, uint64_t most, uint64_t *value);

/* "20 s" "180s" "4 min" "1.5 h" "2 d" "200 ms"; several may be added: "1 h 30 min". A sign is
 * accepted so that a range check can name the value; a bare number is not a duration. */
bool cc_duration_parse(const char *text, double *seconds);

/* "HH:MM" or "HH:MM:SS" from "00:00" to "24:00", as seconds after midnight. */
bool cc_time_of_day_parse(const char *text, double *seconds);

/* The shortest exact way to write it that cc_duration_parse reads back: "90 s", "4 min", "1.5 h".
 * Returns buffer. */
char *cc_duration_format(double seconds, char *buffer, size_t size);

/* Where days begin at another time than midnight, for hours that go over it: what the clock says `s` s
 * after a day's beginning, and how long after it the clock says that. Both are the same where `begin` is 0. */
double cc_clock_at(double begin, double s);
double cc_clock_since(double begin, double time_of_day);

/* "HH:MM" of seconds after midnight, days left out, "HH:MM:SS" if not on a minute. */
char *cc_time_of_day_format(double seconds, char *buffer, size_t size);

#endif
