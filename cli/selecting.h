/* ccsim compare --select: the best of several scenarios, with a guarantee. */
#ifndef CLI_SELECTING_H
#define CLI_SELECTING_H

#include "cli/runner.h"

typedef struct cli_selecting {
    const char *select, *indifference, *procedure, *first, *points;
    const char *budget; /* the runner's, which is replications in all here */
} cli_selecting;

#define CLI_SELECTING_OPTIONS(o)                                                                   \
    CLI_STRING("select", (o).select,                                                               \
               "The best of them with a guarantee: 'max service_level_g1 channel:voice', 'min "    \
               "cost'; or whom nobody beats in all: 'min cost, max resolved'. See "                \
               "docs/selection.md",                                                                \
               "'GOAL[, GOAL...]'"),                                                               \
        CLI_STRING("indifference", (o).indifference,                                               \
                   "With --select: a difference that does not matter, in the unit of the figure: " \
                   "1% (a point), 5 s, 10",                                                        \
                   "VALUE"),                                                                       \
        CLI_STRING("procedure", (o).procedure,                                                     \
                   "With --select: kn, knockout (of more than 1,000), ocba, pareto", "NAME"),      \
        CLI_STRING("first", (o).first, "With --select: replications of each before any is out",    \
                   "N"),                                                                           \
        CLI_STRING("points", (o).points,                                                           \
                   "With --select: the points of this plan of a sweep in place of files", "PLAN")

void cli_selecting_init(cli_selecting *self);
/* Before anything is loaded: do the options go together? -1 to carry on, else the status, said. */
int cli_selecting_check(const cli_selecting *self, const cli_runner *runner, size_t n_files);
/* Runs and writes; the runner is prepared, or with --points only its numbers are read. */
int cli_selecting_run(const cli_selecting *self, cli_runner *runner);

#endif
