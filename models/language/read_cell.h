/* Fields of a table in a file as values of a setting. */
#ifndef CC_READ_CELL_H
#define CC_READ_CELL_H

#include "models/language/read_sheet.h"

/* Within the setting's bounds; a bare number of a duration is in `unit` s, which may be 0: refused. */
double cc_read_cell(cc_reader *self, const cc_setting *setting, const cc_read_rows *rows,
                    size_t row, size_t column, double unit);

/* Warns of a duration that is a hundred times the usual: often it is in another unit than was thought.
 * `v` are n values of that column, NAN where there is none, of those rows. */
void cc_read_warn_of_outliers(cc_reader *self, const cc_setting *setting, const cc_read_rows *rows,
                              const size_t *row, size_t column, const double *v, size_t n);

#endif
