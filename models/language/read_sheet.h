/* A table in a file as a group of settings names it: { file = "calls.csv"; separator = ";";
 * where = { queue = "Billing"; }; }. What is the same wherever a file may be named is read here: which
 * file, how it is written, which of its rows are meant. */
#ifndef CC_READ_SHEET_H
#define CC_READ_SHEET_H

#include "models/language/moment.h"
#include "models/language/read.h"
#include "models/language/sheet.h"
#include "models/language/write.h"
#include "models/language/zone.h"

/* The settings of such a group, for CC_SET_INLINE. */
extern const cc_setting cc_settings_sheet[];

/* What was said of the file, for the print. */
typedef struct cc_sheet_said {
    char separator, decimal; /* 0: nothing */
    const char *encoding;    /* NULL: nothing */
    cc_date_order order;
    const char *zone;         /* NULL: nothing */
    const char *const *where; /* pairs: column, text */
    size_t n_where;
} cc_sheet_said;

typedef struct cc_read_rows {
    const cc_value *file;  /* the setting that names the file */
    const char *path;      /* as it was opened */
    const cc_sheet *sheet; /* NULL: refused */
    const size_t *row;     /* those that are meant, in the order of the file */
    size_t n;
    const cc_zone *zone; /* of the house; NULL: it was not said */
    cc_sheet_said said;
} cc_read_rows;

/* Reads the file and chooses its rows; a refusal latches. `names`: see cc_sheet_form; NULL: the file has
 * a header. All memory is the reader's. */
void cc_read_sheet(cc_reader *self, const cc_layers *in, const char *const *names,
                   cc_read_rows *out);

void cc_write_sheet(cc_writer *writer, const cc_sheet_said *said);

/* The column of that name, which `at` asks for; refused, with the columns that there are, if there is
 * none: then -1. */
int cc_read_column(cc_reader *self, const cc_value *at, const cc_sheet *sheet, const char *name);

/* The order of day and month in a column: declared, or proved by it. */
cc_date_order cc_read_order(cc_reader *self, const cc_read_rows *rows, size_t column);

/* The zone that a text names, which is kept; NULL: refused. */
const cc_zone *cc_read_zone(cc_reader *self, const cc_value *value, const char **name);

/* A field as a moment by the clock of the house: what carries a zone is brought to it, which must then be
 * known. The rule that it breaks, else NULL. */
const char *cc_read_moment(const cc_read_rows *rows, size_t row, size_t column, cc_date_order order,
                           cc_moment *out);

/* Refuses a field: `file:line: object: setting: file:line: row: column: rule (is "...")`. */
void cc_read_refuse_field(cc_reader *self, const cc_read_rows *rows, size_t row, size_t column,
                          const char *rule);
/* Refuses what is wrong with the file as a whole: `file:line: object: setting: file: ...`. */
void cc_read_refuse_file(cc_reader *self, const cc_read_rows *rows, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
