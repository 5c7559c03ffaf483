/* The table of `ccsim erlang --table`: one interval a row of a file. */
#ifndef CLI_ERLANG_TABLE_H
#define CLI_ERLANG_TABLE_H

#include "models/language/read.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_erlang_row {
    const char
        *interval; /* day and time, or its own words; the row's line where the file has none */
    int line;      /* of the file */
    double calls;  /* in this interval */
    double aht;    /* s; NAN: not in the file */
    double agents; /* NAN: not in the file */
} cli_erlang_row;

typedef struct cli_erlang_table {
    cli_erlang_row *row;
    size_t n_rows;
    double step; /* s from one row to the next; 0: rows say no times, or there is one time only */
    bool has_aht, has_agents;
    const char *path; /* of the file */
    cc_input input;   /* the file */
    cc_reader reader; /* which has all the memory */
} cli_erlang_table;

/* Names of the columns. An optional one that was not asked for by name may be missing. */
typedef struct cli_erlang_columns {
    const char *interval, *calls, *aht, *agents;
    bool interval_named, aht_named, agents_named;
} cli_erlang_columns;

/* Standard names, then "calls=offered,aht=aht_seconds" over them; spec may be NULL. False after a
 * usage error. `storage` holds the names and must outlive columns. */
bool cli_erlang_columns_read(cli_erlang_columns *self, const char *verb, const char *spec,
                             char *storage, size_t size);

/* Reads and checks all of it, in the order of days and times. What is worth a note is a remark of the
 * reader. `what` is a file's name, or a group as a scenario names a file:
 * { file = "forecast.csv"; decimal = ","; where = { queue = "Billing"; }; }. Returns CLI_OK, CLI_USAGE
 * after a refusal by file, line and column, or CLI_FAILED. Free in any case. */
int cli_erlang_table_read(cli_erlang_table *self, const char *verb, const char *what,
                          const cli_erlang_columns *columns);
void cli_erlang_table_free(cli_erlang_table *self);

#endif
