/* How `ccsim erlang` prints its answer. Keys of JSON, columns of CSV and lines of text are the
 * names of models/theory/erlang.h. */
#ifndef CLI_ERLANG_REPORT_H
#define CLI_ERLANG_REPORT_H

#include "models/theory/erlang.h"
#include <stdio.h>

typedef struct cli_erlang_result {
    const char *interval; /* NULL: not of a table */
    cc_erlang input;
    double aht; /* as given; NAN: none was needed */
    cc_erlang_figures figures;
    double agents_scheduled; /* after shrinkage */
} cli_erlang_result;

typedef struct cli_erlang_answer {
    cc_erlang_model model;
    double shrinkage;
    double interval;      /* s, of a table's rows */
    const char *patience; /* as typed, where it is a distribution; or NULL */
    const cc_erlang_target *targets;
    size_t n_targets;
    const cli_erlang_result *results;
    size_t n_results;
    bool is_table;
} cli_erlang_answer;

/* A failed write shows in ferror(file). json returns false when memory ran out. */
void cli_erlang_text(const cli_erlang_answer *self, FILE *file);
void cli_erlang_csv(const cli_erlang_answer *self, FILE *file);
bool cli_erlang_json(const cli_erlang_answer *self, FILE *file);

#endif
