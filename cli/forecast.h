/* A forecast: a CSV file with a header row and one interval a row. */
#ifndef CLI_FORECAST_H
#define CLI_FORECAST_H

#include "models/language/input.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_forecast_row {
    char *interval; /* its label; the row's number where the file has none */
    size_t line;    /* of the file */
    double calls;   /* in this interval */
    double aht;     /* s; NAN: not in the file */
    double agents;  /* NAN: not in the file */
} cli_forecast_row;

typedef struct cli_forecast {
    cli_forecast_row *rows;
    size_t n_rows;
    bool has_aht, has_agents;
    cc_input input; /* the file; its name is the path that was given */
} cli_forecast;

/* Names of the columns. An optional one that was not asked for by name may be missing. */
typedef struct cli_forecast_columns {
    const char *interval, *calls, *aht, *agents;
    bool interval_named, aht_named, agents_named;
} cli_forecast_columns;

/* Standard names, then "calls=offered,aht=aht_seconds" over them; spec may be NULL. False after a
 * usage error. `storage` holds the names and must outlive columns. */
bool cli_forecast_columns_read(cli_forecast_columns *self, const char *verb, const char *spec,
                               char *storage, size_t size);

/* Reads and checks all of it. Returns CLI_OK, or CLI_USAGE after "FILE:ROW:COLUMN: what is wrong",
 * or CLI_FAILED if it could not be read. Free in any case. */
int cli_forecast_read(cli_forecast *self, const char *verb, const char *path,
                      const cli_forecast_columns *columns);
void cli_forecast_free(cli_forecast *self);

#endif
