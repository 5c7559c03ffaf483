/* What a field of a table in a file says: numbers and durations as spreadsheets and phone systems write
 * them. On failure a rule is returned, for cc_sheet_refuse; else NULL. */
#ifndef CC_SHEET_VALUE_H
#define CC_SHEET_VALUE_H

#include "models/language/sheet.h"

/* A number with the sheet's decimal mark: declared, or else a comma where semicolons separate, a point
 * where commas do, either where tabs or bars do. Groups of three digits may have blanks, apostrophes or
 * the other mark between them; "1.041", which may be a number or a group, is refused unless the mark is
 * declared. */
const char *cc_sheet_number(const cc_sheet *self, size_t row, size_t column, double *value);

/* Seconds: "185 s", "3 min", 3:05, 0:03:05, or a bare number times `unit` s (0: it must have a unit). */
const char *cc_sheet_duration(const cc_sheet *self, size_t row, size_t column, double unit,
                              double *seconds);

#endif
