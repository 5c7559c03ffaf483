/* A sweep that is carried out: store, threads, signals, what is said meanwhile. */
#ifndef CLI_SWEEP_RUN_H
#define CLI_SWEEP_RUN_H

#include "cli/progress.h"
#include "cli/ranks.h"
#include "cli/stopped.h"
#include "experiment/sweep/crew.h"

typedef struct cli_sweep_run {
    const xp_sweep *sweep;
    const char *path; /* of the store; NULL: in this folder, named after the plan */
    size_t shard, n_shards;
    int threads;
    size_t memory;
    bool retry_failed, is_quiet;
    const cli_command *command;
    cli_progress *progress;
    cli_ranks *ranks;
    xp_store *store; /* open for writing, when it is over */
    char place[512]; /* its path */
} cli_sweep_run;

/* Where results are kept: `path`, or in this folder, named after plan and shard. Returns buffer. */
char *cli_sweep_place(const xp_sweep *sweep, const char *path, size_t shard, size_t n_shards,
                      char *buffer, size_t size);

/* Returns -1 to carry on with what is in the store, complete or not, else the status, said; of a sweep that
 * is not a shard its progress then says "estimates", until the caller ends it. Free it in either case. */
int cli_sweep_run_carry_out(cli_sweep_run *self, const char *verb, xp_crew_result *result);
void cli_sweep_run_free(cli_sweep_run *self);

#endif
