/* A table in a file: rows of fields under named columns. The one reader of such files: CSV as people and
 * programs write it, whatever its separator, decimal mark, encoding and line ends. What of this is not
 * declared is recognised. Fields are texts; sheet_value.h and moment.h say what they mean. */
#ifndef CC_SHEET_H
#define CC_SHEET_H

#include "models/language/input.h"
#include "models/language/refusal.h"
#include "sim/error.h"
#include <stddef.h>

#define CC_SHEET_MAX ((size_t)256 * 1024 * 1024) /* bytes */
#define CC_SHEET_MAX_COLUMNS 1024
#define CC_SHEET_MAX_FIELDS 20000000

/* How the file is written. */
typedef struct cc_sheet_form {
    char separator;       /* ',' ';' '\t' '|'; 0: recognised by the first lines */
    char decimal;         /* '.' or ','; 0: by the separator and the numbers themselves */
    const char *encoding; /* see encoding.h; NULL: recognised */
    /* The file has no header, and these are its columns, ended by NULL: a row may have fewer fields
     * or more. NULL: the first line names them. */
    const char *const *names;
} cc_sheet_form;

typedef struct cc_sheet {
    char *file;
    cc_input input;
    cc_sheet_form asked, form; /* as declared; as it is: the separator is never 0 */
    char *bytes;               /* the fields' memory */
    size_t n_columns, n_rows;
    char **header; /* n_columns; "": a spare one without a name */
    char **field;  /* [row * n_columns + column] */
    int *line;     /* of each row in the file */
} cc_sheet;

void cc_sheet_free(cc_sheet *self);

#define CC_NO_COLUMN (-1)
#define CC_TWO_COLUMNS (-2)
/* CC_NO_COLUMN: none has that name, CC_TWO_COLUMNS: several have. Blanks around names do not count. */
int cc_sheet_column(const cc_sheet *self, const char *name);
/* Why there is no such column, and which there are: `has no column "x": it has "a", "b" (...)`. */
const char *cc_sheet_no_column(const cc_sheet *self, const char *name, char *text, size_t size);
const char *cc_sheet_field(const cc_sheet *self, size_t row, size_t column);
/* `file:line: row 3: column "x": rule (is "...")`; returns SIM_ERR_REFUSED. */
int cc_sheet_refuse(const cc_sheet *self, size_t row, size_t column, const char *rule,
                    cc_refusal *refusal);

#endif
