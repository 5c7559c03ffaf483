/* A table of center.roster: a file, a group of settings that names one, or a list of rows of which the first
 * names the columns. In each case it becomes rows of fields, and columns are found by their usual names. */
#ifndef CC_ROSTER_TABLE_H
#define CC_ROSTER_TABLE_H

#include "models/language/label_census.h"
#include "models/language/read_sheet.h"

#define CC_ROSTER_COLUMNS 8 /* at most */

typedef struct cc_roster_column {
    const char *name;         /* in `columns` */
    const char *const *usual; /* names that exports have for it, ended by NULL */
    bool is_needed;
} cc_roster_column;

typedef struct cc_roster_table {
    cc_reader *reader;
    cc_layers in; /* the settings beside `file`; none of a list */
    cc_read_rows rows;
    int column[CC_ROSTER_COLUMNS]; /* of the sheet; -1: none */
} cc_roster_table;

/* A refusal latches. `columns` are ended by a NULL name. */
void cc_roster_table_read(cc_roster_table *self, cc_reader *reader, cc_value *value,
                          const cc_roster_column *columns);
/* Text of a column, "" if there is none. */
const char *cc_roster_text(const cc_roster_table *self, size_t row, int which);
void cc_roster_refuse(const cc_roster_table *self, size_t row, int which, const char *rule);
/* Refuses a name that is none of the n that there are, with the nearest one. */
void cc_roster_refuse_name(const cc_roster_table *self, size_t row, int which, const char *what,
                           int n, const char *(*name)(const void *of, int j), const void *of);

#endif
