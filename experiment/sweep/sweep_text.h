/* Numbers of a plan as texts, and back. */
#ifndef XP_SWEEP_TEXT_H
#define XP_SWEEP_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#define XP_NUMBER_TEXT 48

/* The shortest that reads back to the same number, with its unit behind a blank. */
char *xp_number_text(double x, const char *unit, char *buffer, size_t size);
/* A number within [low, high], to a millionth of the range or, on a logarithmic scale, seven digits: a
 * table, and a shell, can do with so many. */
char *xp_number_within(double x, double low, double high, bool is_log, const char *unit,
                       char *buffer, size_t size);
/* What a text says as a number: 0.05 of "5 %", 90 of "1.5 min", s of the day of "08:30". */
bool xp_number_of(const char *text, double *x);
/* One of xp_factor_units in s, or as a number. */
double xp_unit_size(const char *unit);

#endif
