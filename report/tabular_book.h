/* A workbook of one sheet that is written row by row. Needs libxlsxwriter, without which the program can be
 * built. */
#ifndef XP_REPORT_TABULAR_BOOK_H
#define XP_REPORT_TABULAR_BOOK_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define XP_TABULAR_ROWS 1048575 /* of a workbook beside its head; and columns: */
#define XP_TABULAR_COLUMNS 16384

typedef struct xp_tabular_book xp_tabular_book;

/* NULL: *error is SIM_ERR_PARAM (this program has been built without), SIM_ERR_IO. What follows takes NULL. */
xp_tabular_book *xp_tabular_book_new(const char *const name[], size_t n_names, int *error);
/* Row 0 is the first below the head. */
void xp_tabular_book_text(xp_tabular_book *self, uint64_t row, size_t column, const char *text);
void xp_tabular_book_number(xp_tabular_book *self, uint64_t row, size_t column, double value);
/* Copies it to the file, and ends it. */
int xp_tabular_book_close(xp_tabular_book *self, FILE *file);

#endif
