#include "cli/runner.h"
#include "cli/values.h"

#include "models/scenario/scenario.h"
#include <stdlib.h>

void
cli_runner_init(cli_runner *self, const char *verb, const char *default_replications, char *threads,
                size_t size)
{
    cli_all_threads(threads, size);
    *self = (cli_runner){
        .verb = verb,
        .seed = "1",
        .replications = default_replications,
        .default_replications = default_replications,
        .confidence = "0.95",
        .threads = threads,
        .format = "text",
        .rows = "estimates",
        .csv_style = "plain",
        .doubt_replications = "20",
        .plan = xp_plan_default(),
    };
}

void
cli_runner_free(cli_runner *self)
{
    for (int s = 0; self->script != NULL && s < self->plan.n_scenarios; s++) {
        cc_script_free(&self->script[s]);
    }
    free(self->script);
    free(self->script_input);
    for (int s = 0; s < self->plan.n_scenarios; s++) {
        cc_scenario_free(&self->scenario[s]);
    }
    for (int s = 0; self->reading != NULL && s < self->plan.n_scenarios; s++) {
        free((void *)self->reading[s].set);
    }
    for (size_t j = 0; j < self->n_texts; j++) {
        free(self->text[j]);
    }
    free(self->reading);
    free(self->text);
    xp_sensitivity_free(&self->sensitivity);
    xp_simultaneous_free(&self->joint);
    free(self->scenario);
    free(self->name);
    free(self->rule);
    free(self->requires);
    free(self->wish);
    free(self->family_name);
}
