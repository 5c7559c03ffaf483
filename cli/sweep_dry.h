/* What a sweep would do: its points with the hashes of their scenarios, how much, and how long that may take. */
#ifndef CLI_SWEEP_DRY_H
#define CLI_SWEEP_DRY_H

#include "experiment/sweep/sweep.h"
#include "sim/budget.h"

#include <stdio.h>

typedef struct cli_sweep_dry {
    const xp_sweep *sweep;
    const char *store; /* where results would be kept; need not be there */
    size_t shard, n_shards;
    int threads;
    size_t memory;
    bool is_json, is_verbose; /* all points */
} cli_sweep_dry;

/* Loads the points that it shows and runs a replication of some. Returns the status: CLI_OK, CLI_FAILED if a
 * point that was tried is refused, CLI_USAGE if all were. */
int cli_sweep_dry_run(const cli_sweep_dry *self, const char *verb, FILE *file);

#endif
