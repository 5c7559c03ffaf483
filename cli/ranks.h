/* A sweep as an MPI job: rank 0 has the store and the terminal, the others only work. Without such a job all of
 * it is nothing. */
#ifndef CLI_RANKS_H
#define CLI_RANKS_H

#include "experiment/ranks/post.h"
#include "experiment/sweep/crew.h"

typedef struct cli_ranks {
    const char *verb;
    const xp_transport *transport; /* NULL: there is no job */
    int rank, n_ranks;
    xp_post *post;  /* of rank 0 */
    int threads;    /* of rank 0 */
    bool has_ended; /* all know that it is the end: they can take leave of each other */
} cli_ranks;

/* Looks for a launcher (mpirun, srun) in the environment; is_asked: --mpi. -1, or the status after a message. */
int cli_ranks_begin(cli_ranks *self, const char *verb, bool is_asked);
static inline bool
cli_ranks_is_job(const cli_ranks *self)
{
    return self->transport != NULL;
}
/* Of ranks from 1 on: works until rank 0 says that it is the end. Returns the status. */
int cli_ranks_work(cli_ranks *self, const xp_sweep *sweep, int threads, size_t memory);
/* Of rank 0: are the others of the same program and plan? -1, or the status. Then puts them into the plan. */
int cli_ranks_greet(cli_ranks *self, const xp_sweep *sweep);
void cli_ranks_link(cli_ranks *self, xp_crew_plan *plan);
void cli_ranks_end(cli_ranks *self);

#endif
