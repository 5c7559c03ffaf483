/* Tables in CSV files: a header, then rows; fields may be quoted. */
#ifndef CC_CSV_H
#define CC_CSV_H

#include "models/language/input.h"
#include "models/language/refusal.h"
#include "sim/error.h"
#include <stddef.h>

#define CC_CSV_MAX ((size_t)256 * 1024 * 1024) /* bytes */
#define CC_CSV_MAX_COLUMNS 1024
#define CC_CSV_MAX_FIELDS 20000000

typedef struct cc_csv {
    char *file;
    cc_input input;
    char *bytes; /* the fields' memory */
    size_t n_columns, n_rows;
    char **header; /* n_columns */
    char **field;  /* [row * n_columns + column] */
    int *line;     /* of each row in the file */
} cc_csv;

/* Files read so far, so that each is read once. */
typedef struct cc_csv_cache {
    cc_csv **csv;
    size_t n;
} cc_csv_cache;

int cc_csv_read(cc_csv *self, const char *file, cc_refusal *refusal) SIM_MUST_CHECK;
void cc_csv_free(cc_csv *self);
/* -1: no such column. Blanks around names do not count. */
int cc_csv_column(const cc_csv *self, const char *name);
const char *cc_csv_field(const cc_csv *self, size_t row, size_t column);
/* `file:line: column "x": rule (is "...")`; returns SIM_ERR_REFUSED. */
int cc_csv_refuse(const cc_csv *self, size_t row, size_t column, const char *rule,
                  cc_refusal *refusal);

int cc_csv_cache_get(cc_csv_cache *self, const char *file, const cc_csv **csv,
                     cc_refusal *refusal) SIM_MUST_CHECK;
void cc_csv_cache_free(cc_csv_cache *self);

#endif
