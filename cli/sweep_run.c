#include "cli/sweep_run.h"

#include "cli/options.h"
#include "cli/signals.h"
#include "cli/verb.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* scenarios/sweeps/staffing.cfg -> staffing.sqlite; a shard's own: staffing-3of7.sqlite. */
char *
cli_sweep_place(const xp_sweep *sweep, const char *path, size_t shard, size_t n_shards,
                char *buffer, size_t size)
{
    if (path != NULL) {
        snprintf(buffer, size, "%s", path);
        return buffer;
    }
    const char *file = sweep->file, *slash = strrchr(file, '/');
    const char *base = slash == NULL ? file : slash + 1, *dot = strrchr(base, '.');
    const int n = (int)(dot == NULL || dot == base ? strlen(base) : (size_t)(dot - base));
    char of[48] = "";
    if (n_shards > 1) {
        snprintf(of, sizeof(of), "-%zuof%zu", shard + 1, n_shards);
    }
    snprintf(buffer, size, "%.*s%s.sqlite", n < 400 ? n : 400, base, of);
    return buffer;
}

static int
refuse(const char *verb, const cli_sweep_run *self, int error, const char *sentence)
{
    return error == SIM_ERR_REFUSED ? cli_refused(verb, "%s", sentence)
           : sentence[0] != '\0'    ? cli_failed(verb, "%s", sentence)
                                    : cli_failed(verb, "%s: %s", self->place, sim_strerror(error));
}

/* The command line, as a shell reads it; freed by the caller. */
static char *
command_text(const cli_command *command)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    if (file != NULL) {
        cli_command_write(command, file);
        fclose(file);
    }
    if (text != NULL && size > 0 && text[size - 1] == '\n') {
        text[size - 1] = '\0';
    }
    return text;
}

static int
open_store(cli_sweep_run *self, const char *verb)
{
    cc_refusal refusal = {""};
    int ret = xp_store_open(&self->store, self->place, XP_STORE_WRITE, &refusal);
    if (ret != SIM_OK) {
        return refuse(verb, self, ret, refusal.text);
    }
    char *command = command_text(self->command);
    ret = command != NULL ? xp_store_say_command(self->store, command) : SIM_ERR_NOMEM;
    free(command);
    ret = ret == SIM_OK ? xp_store_put_plan(self->store, self->sweep) : ret;
    return ret == SIM_OK ? -1 : refuse(verb, self, ret, xp_store_problem(self->store));
}

/* Who hears of it, and how far it was last. */
typedef struct hearer {
    const cli_sweep_run *run;
    const atomic_bool *finish;
} hearer;

static void
on_progress(void *context, const xp_crew_progress *progress)
{
    const hearer *it = context;
    const xp_agenda_count *count = &progress->count;
    cli_progress_tell(it->run->progress, &(cli_progress_state){
                                             .points = count->points,
                                             .points_done = count->points_done,
                                             .points_failed = count->points_failed,
                                             .replications = count->replications,
                                             .done = count->replications_done,
                                             .at_most = it->run->sweep->n_rules > 0,
                                             .is_stopping = atomic_load(it->finish),
                                             .seconds = progress->seconds,
                                             .contacts = progress->contacts,
                                             .left = progress->left,
                                         });
}

int
cli_sweep_run_carry_out(cli_sweep_run *self, const char *verb, xp_crew_result *result)
{
    (void)cli_sweep_place(self->sweep, self->path, self->shard, self->n_shards, self->place,
                          sizeof(self->place));
    int status = cli_ranks_is_job(self->ranks) ? cli_ranks_greet(self->ranks, self->sweep) : -1;
    status = status < 0 ? open_store(self, verb) : status;
    if (status >= 0) {
        return status;
    }
    if (!self->is_quiet && self->path == NULL) {
        cli_warn(verb, "results are in %s", self->place);
    }
    xp_crew_plan plan = {
        .sweep = self->sweep,
        .store = self->store,
        .shard = self->shard,
        .n_shards = self->n_shards,
        .threads = self->threads,
        .memory = self->memory,
        .retry_failed = self->retry_failed,
        .on_progress = on_progress,
    };
    hearer to = {.run = self};
    plan.context = &to;
    cc_refusal refusal = {""};
    cli_signals_begin_run(&plan.finish, &plan.stop);
    to.finish = plan.finish;
    cli_ranks_link(self->ranks, &plan);
    const int ret = xp_crew_run(result, &plan, &refusal);
    cli_signals_end_run();
    if (ret == SIM_OK && self->n_shards <= 1) {
        cli_progress_estimates(self->progress);
        return -1;
    }
    cli_progress_end(self->progress);
    return ret == SIM_OK ? -1 : cli_stopped(verb, self->command, ret, refusal.text);
}

void
cli_sweep_run_free(cli_sweep_run *self)
{
    xp_store_close(self->store);
    self->store = NULL;
}
