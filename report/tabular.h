/* A table that is written row by row, as CSV, JSON (a list of objects) or a workbook. */
#ifndef XP_REPORT_TABULAR_H
#define XP_REPORT_TABULAR_H

#include "report/csv_line.h"
#include "report/tabular_book.h"
#include "sim/error.h"
#include <stddef.h>
#include <stdint.h>

typedef enum xp_tabular_format {
    XP_TABULAR_CSV,
    XP_TABULAR_JSON,
    XP_TABULAR_XLSX
} xp_tabular_format;

typedef struct xp_tabular {
    xp_tabular_format format;
    FILE *file;
    const char *const *name; /* of the columns; the caller's */
    size_t n_names, column;
    uint64_t row;
    xp_csv csv;
    struct json_t *object;        /* the row, in JSON */
    struct xp_tabular_book *book; /* of a workbook */
    int error;
} xp_tabular;

/* style: of CSV; NULL: plain. SIM_ERR_PARAM: this program makes no workbooks. */
int xp_tabular_begin(xp_tabular *self, xp_tabular_format format, FILE *file,
                     const xp_csv_style *style, const char *const name[],
                     size_t n_names) SIM_MUST_CHECK;
/* Cells in order of the columns; what is not finite is an empty one, null in JSON, and so is NULL. */
void xp_tabular_text(xp_tabular *self, const char *text);
void xp_tabular_number(xp_tabular *self, double value);
void xp_tabular_whole(xp_tabular *self, uint64_t value);
void xp_tabular_flag(xp_tabular *self, bool value); /* true, false */
void xp_tabular_row(xp_tabular *self);              /* ends it */
/* What went wrong first: SIM_ERR_IO, SIM_ERR_NOMEM, SIM_ERR_LIMIT of rows. To be called in any case. */
int xp_tabular_end(xp_tabular *self);

#endif
