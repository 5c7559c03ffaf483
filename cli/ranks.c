#include "cli/ranks.h"

#include "cli/module.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "cli/verb.h"
#include "experiment/ranks/outpost.h"
#include "experiment/sweep/hand.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE 60 /* s, for all to have read the plan */

/* ---- the job ---- */

/* How many processes a launcher has started beside each other; 1: it was none. A step of Slurm counts also
 * when nothing of MPI is set up: else each of its tasks would take itself for the only one. */
static long
tasks_started(void)
{
    static const char *const names[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"};
    for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++) {
        const char *value = getenv(names[j]);
        const long n = value != NULL ? strtol(value, NULL, 10) : 0;
        if (n > 1) {
            return n;
        }
    }
    return 1;
}

int
cli_ranks_begin(cli_ranks *self, const char *verb, bool is_asked)
{
    char lacks[160], why[200];
    const long n = tasks_started();
    *self = (cli_ranks){.verb = verb, .n_ranks = 1};
    if (n <= 1 && !is_asked) {
        return -1;
    }
    snprintf(lacks, sizeof(lacks),
             "%ld tasks were started, and this ccsim was built without MPI: each would do all; "
             "--shard divides the work without it, and for MPI",
             n);
    const cli_module module = {.file = "ccsim_mpi.so",
                               .symbol = XP_TRANSPORT_SYMBOL,
                               .lacks = lacks,
                               .needs = "libopenmpi-dev openmpi-bin"};
    self->transport = cli_module_load(verb, &module);
    if (self->transport == NULL) {
        return CLI_USAGE;
    }
    if (!self->transport->begin(&self->rank, &self->n_ranks, why, sizeof(why))) {
        self->transport = NULL;
        return cli_failed(verb, "%s", why);
    }
    if (self->n_ranks < n) {
        cli_ranks_end(self);
        return cli_refused(verb,
                           "%ld tasks were started, but MPI knows of one only: start them with "
                           "mpirun, or srun --mpi=pmix where that is set up, or divide the work "
                           "with --shard",
                           n);
    }
    return -1;
}

void
cli_ranks_end(cli_ranks *self)
{
    if (self->transport != NULL) {
        if (self->post != NULL) {
            xp_post_dismiss(self->post, NULL);
            self->has_ended = xp_post_gone(self->post) == 0;
        }
        self->transport->end(self->has_ended || self->n_ranks == 1);
    }
    xp_post_delete(self->post);
    *self = (cli_ranks){.verb = self->verb, .n_ranks = 1};
}

static void
say_host(char host[80])
{
    if (gethostname(host, 79) != 0) {
        strcpy(host, "?");
    }
    host[79] = '\0';
}

static xp_hello
hello_of(const xp_sweep *sweep, const char *host, int threads)
{
    return (xp_hello){.version = CCSIM_VERSION,
                      .host = host,
                      .plan = sweep->hash,
                      .seed = sweep->seed,
                      .points = sweep->n_points,
                      .threads = (uint32_t)threads};
}

/* ---- ranks from 1 on ---- */

typedef struct labourers {
    const xp_sweep *sweep;
    sim_budget budget;
} labourers;

static void *
hand_new(void *context, const atomic_bool *stop)
{
    labourers *self = context;
    return xp_hand_new(self->sweep, &self->budget, stop, stop);
}

static void
hand_delete(void *hand)
{
    xp_hand_delete(hand);
}

static int
hand_do(void *hand, const xp_chunk *chunk, xp_bundle *bundle)
{
    return xp_hand_do(hand, chunk, bundle);
}

int
cli_ranks_work(cli_ranks *self, const xp_sweep *sweep, int threads, size_t memory)
{
    char host[80];
    cc_refusal refusal = {""};
    labourers all = {.sweep = sweep, .budget = {.most = memory}};
    const atomic_bool *finish,
        *stop; /* who is told to end hears of it from rank 0 too, and in time */
    say_host(host);
    const xp_outpost_plan plan = {.transport = self->transport,
                                  .hello = hello_of(sweep, host, threads),
                                  .labour = {hand_new, hand_delete, hand_do, &all}};
    cli_signals_begin_run(&finish, &stop);
    cli_signals_keep_state("", -1);
    const int ret = xp_outpost_run(&plan, &refusal);
    cli_signals_end_run();
    self->has_ended = ret == SIM_OK || ret == SIM_ERR_REFUSED;
    if (ret == SIM_ERR_REFUSED) {
        return CLI_USAGE; /* rank 0 says why */
    }
    return ret == SIM_OK
               ? CLI_OK
               : cli_failed(self->verb, "rank %d on %s: %s", self->rank, host,
                            ret == SIM_ERR_IO ? "rank 0 cannot be reached" : sim_strerror(ret));
}

/* ---- rank 0 ---- */

static void
on_gone(void *context, int rank, const char *host)
{
    const cli_ranks *self = context;
    cli_warn(self->verb, "rank %d on %s does not answer any more: others do what it had", rank,
             host);
}

int
cli_ranks_greet(cli_ranks *self, const xp_sweep *sweep)
{
    char host[80];
    cc_refusal refusal = {""};
    say_host(host);
    const xp_post_plan plan = {.transport = self->transport,
                               .n_ranks = self->n_ranks,
                               .hello = hello_of(sweep, host, 0),
                               .on_gone = on_gone,
                               .context = self};
    self->post = xp_post_new(&plan);
    if (self->post == NULL) {
        return cli_failed(self->verb, "%s", sim_strerror(SIM_ERR_NOMEM));
    }
    const int ret = xp_post_greet(self->post, PATIENCE, &refusal);
    return ret == SIM_OK            ? -1
           : ret == SIM_ERR_REFUSED ? cli_refused(self->verb, "%s", refusal.text)
                                    : cli_failed(self->verb, "%s", sim_strerror(ret));
}

typedef struct counter {
    xp_crew *crew;
    int first; /* worker of other ranks */
} counter;

static xp_agenda_answer
take(void *context, int w, xp_chunk *chunk)
{
    const counter *self = context;
    return xp_crew_take(self->crew, self->first + w, chunk);
}

static bool
is_over(void *context)
{
    const counter *self = context;
    return xp_crew_is_over(self->crew);
}

static void
give(void *context, int w, const xp_chunk *chunk, const unsigned char *byte, size_t n,
     double seconds)
{
    const counter *self = context;
    xp_crew_give(self->crew, self->first + w, chunk, byte, n, seconds);
}

static void
serve(void *link, xp_crew *crew)
{
    const cli_ranks *self = link;
    counter desk = {.crew = crew, .first = self->threads};
    xp_post_serve(self->post, &(xp_office){take, is_over, give, &desk});
}

/* mpirun kills a second after it has told all to end: nothing under way is waited for. */
void
cli_ranks_link(cli_ranks *self, xp_crew_plan *plan)
{
    if (self->transport != NULL) {
        self->threads = plan->threads;
        plan->remote = serve;
        plan->link = self;
        plan->stop = plan->finish;
    }
}
