/* What run and compare share: options, loading with overrides, a run that can be interrupted, and
 * writing the answer. */
#ifndef CLI_RUNNER_H
#define CLI_RUNNER_H

#include "cli/memory.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/stopped.h"
#include "models/center/script.h"
#include "report/report.h"

typedef struct cli_runner {
    const char *verb;
    cli_command command;
    /* options as given */
    const char *seed, *replications, *confidence, *threads, *format, *out, *per_replication, *match,
        *memory, *progress, *variance;
    const char **set, **precision, **require, **scripts;
    const char *budget, *doubt_replications, *day, *rows, *csv_style, *heat_map, *required;
    const char *simultaneous, **kpi;
    int intervals, nodes, unpaired, doubt, quiet, verbose, one_more;
    bool counts_budget; /* budget is of replications, and not read here */
    const char *default_replications;
    /* what they mean */
    xp_plan plan;
    cc_scenario *scenario; /* n_scenarios of plan */
    cc_script *script;     /* by scenario; NULL: none has one */
    cc_input *script_input;
    char (*name)[128];   /* of scenarios that needed one of their own */
    xp_reading *reading; /* how they were read, with the texts of --set: */
    char **text;         /* n_texts */
    size_t n_texts;
    xp_precision *rule;
    xp_require *requires;
    xp_wish *wish; /* of requires, then of matched */
    size_t n_requires;
    xp_match matched;
    xp_wish *family; /* of kpi, in wish; and their names: */
    char (*family_name)[CC_MEASURE_NAME];
    size_t n_family;
    int joint_family; /* xp_family of simultaneous */
    xp_simultaneous joint;
    const xp_csv_style *style; /* of csv_style */
    xp_heat_of heat;           /* of heat_map */
    int weekday;               /* of --day, Mon = 0; or XP_ALL_DAYS */
    uint64_t n_doubted;        /* replications of each run of --doubt */
    xp_sensitivity sensitivity;
} cli_runner;

/* of_budget: said behind what --budget is. */
#define CLI_RUNNER_OPTIONS(o, of_budget)                                                           \
    CLI_STRING("seed", (o).seed, "Seed of the random numbers", "N"),                               \
        CLI_STRING("replications", (o).replications,                                               \
                   "Replications; with --precision the most there may be (100000)", "N"),          \
        CLI_LIST("precision", (o).precision,                                                       \
                 "Go on until the half-width is small enough: 'asa channel:voice 0.5 s', "         \
                 "'service_level_g1 channel:voice 1%' (a point), 'asa relative 2%' (of itself), "  \
                 "'difference cost 10'; repeatable",                                               \
                 "RULE"),                                                                          \
        CLI_STRING("budget", (o).budget,                                                           \
                   "Begin no replication after so long, '10 min': status 130, as of an "           \
                   "interruption" of_budget,                                                       \
                   "TIME"),                                                                        \
        CLI_STRING(                                                                                \
            "variance", (o).variance,                                                              \
            "Reduce the variance of the estimates: antithetic, control, stratified, quasi, "       \
            "or antithetic+control; see docs/variance.md",                                         \
            "HOW"),                                                                                \
        CLI_STRING("confidence", (o).confidence, "Of the intervals", "LEVEL"),                     \
        CLI_STRING("threads", (o).threads, "Threads; the answer does not depend on it", "N"),      \
        CLI_MEMORY_OPTION((o).memory),                                                             \
        CLI_LIST("require", (o).require,                                                           \
                 "Status 3 unless it holds: 'service_level_g1 channel:voice >= 0.8', "             \
                 "'asa channel:voice upper < 30 s'; repeatable",                                   \
                 "RULE"),                                                                          \
        CLI_STRING("format", (o).format, "text, csv, json or xlsx", "FORMAT"),                     \
        CLI_STRING("rows", (o).rows,                                                               \
                   "Of csv: estimates, or a planner's table by queue and "                         \
                   "interval: intervals",                                                          \
                   "WHAT"),                                                                        \
        CLI_STRING("csv-style", (o).csv_style,                                                     \
                   "plain, or as a spreadsheet there reads it: "                                   \
                   "excel-de, excel-es, excel-it",                                                 \
                   "STYLE"),                                                                       \
        CLI_STRING("out", (o).out, "Write the answer to a file", "FILE"),                          \
        CLI_STRING("per-replication", (o).per_replication,                                         \
                   "Write every figure of every replication as CSV", "FILE"),                      \
        CLI_PROGRESS_OPTION((o).progress),                                                         \
        CLI_SWITCH("quiet", (o).quiet, "Say nothing but errors on stderr"),                        \
        CLI_SWITCH("verbose", (o).verbose, "Say more on stderr")

/* Defaults of the options, before they are read; threads is a buffer that outlives the runner. */
void cli_runner_init(cli_runner *self, const char *verb, const char *default_replications,
                     char *threads, size_t size);
/* runner_prepare.c: makes the plan of options and files. -1 to carry on, else the status, said. */
int cli_runner_prepare(cli_runner *self, const char *const *files, size_t n_files);
/* runner_run.c: runs and writes. Returns the status. */
int cli_runner_run(cli_runner *self);
void cli_runner_free(cli_runner *self);
/* runner_run.c: runs the plan as it is, with progress and interruption, into *results. -1, or the status. */
int cli_runner_execute(cli_runner *self, FILE *per_replication, xp_results *results);

#endif
