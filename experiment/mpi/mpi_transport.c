/* The ranks of an MPI job. A module of its own, loaded when a job asks for it. Waiting is by looks with naps
 * between them: MPI's own waiting takes a whole processor, which works for us elsewhere. */
#include "experiment/ranks/transport.h"

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TAG 7
#define NAP_MOST 500000  /* ns */
#define BODY_PATIENCE 10 /* s, for the rest of a message whose head is there */

static double
now(void)
{
    struct timespec it;
    clock_gettime(CLOCK_MONOTONIC, &it);
    return (double)it.tv_sec + 1e-9 * (double)it.tv_nsec;
}

/* Longer each time. */
static void
nap(long *ns)
{
    nanosleep(&(struct timespec){.tv_nsec = *ns}, NULL);
    *ns = *ns * 2 < NAP_MOST ? *ns * 2 : NAP_MOST;
}

static bool
begin(int *rank, int *n_ranks, char *why, size_t room)
{
    int provided = 0;
    if (MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &provided) != MPI_SUCCESS) {
        snprintf(why, room, "MPI cannot be started");
        return false;
    }
    if (provided < MPI_THREAD_SERIALIZED) {
        snprintf(why, room, "this MPI was built without threads");
        MPI_Finalize();
        return false;
    }
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_rank(MPI_COMM_WORLD, rank);
    MPI_Comm_size(MPI_COMM_WORLD, n_ranks);
    return true;
}

/* Done within so many seconds? */
static bool
complete(MPI_Request *request)
{
    const double until = now() + BODY_PATIENCE;
    long ns = 5000;
    int done = 0;
    while (MPI_Test(request, &done, MPI_STATUS_IGNORE) == MPI_SUCCESS && !done) {
        if (now() > until) {
            return false;
        }
        nap(&ns);
    }
    return done != 0;
}

static bool
send_bytes(int rank, const void *byte, size_t n)
{
    MPI_Request request;
    return n <= 0x7fffffff &&
           MPI_Isend(byte, (int)n, MPI_BYTE, rank, TAG, MPI_COMM_WORLD, &request) == MPI_SUCCESS &&
           complete(&request);
}

static size_t
receive(int *rank, unsigned char **byte, double wait)
{
    const double until = now() + wait;
    long ns = 10000;
    int there = 0, n = 0;
    MPI_Status status;
    *byte = NULL;
    while (MPI_Iprobe(MPI_ANY_SOURCE, TAG, MPI_COMM_WORLD, &there, &status) == MPI_SUCCESS &&
           !there) {
        if (now() >= until) {
            return 0;
        }
        nap(&ns);
    }
    MPI_Request request;
    if (!there || MPI_Get_count(&status, MPI_BYTE, &n) != MPI_SUCCESS || n <= 0 ||
        (*byte = malloc((size_t)n)) == NULL ||
        MPI_Irecv(*byte, n, MPI_BYTE, status.MPI_SOURCE, TAG, MPI_COMM_WORLD, &request) !=
            MPI_SUCCESS) {
        free(*byte);
        *byte = NULL;
        return 0;
    }
    *rank = status.MPI_SOURCE;
    if (!complete(&request)) { /* its sender has died: what is left of it may yet be written to */
        *byte = NULL;
        return 0;
    }
    return (size_t)n;
}

/* With ranks that have died MPI_Finalize would wait for them. */
static void
end(bool all_are_there)
{
    if (all_are_there) {
        MPI_Finalize();
    }
}

extern const xp_transport ccsim_transport __attribute__((visibility("default")));
const xp_transport ccsim_transport = {
    .version = CCSIM_VERSION, .begin = begin, .send = send_bytes, .receive = receive, .end = end};
