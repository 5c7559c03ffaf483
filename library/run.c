#include "experiment/run.h"

#include "library/failure.h"
#include "library/guard.h"
#include "library/results.h"
#include <stdlib.h>
#include <string.h>

/* ---- while it runs ---- */

static void
on_progress(void *context, uint64_t done, uint64_t most)
{
    ccsim_results *self = context;
    if (self->progress(self->context, done, most) != 0) {
        ccsim_stop_set(self->stop, CCSIM_FINISH);
    }
}

static bool
make_room(ccsim_results *self, size_t n_each)
{
    if (self->n_values < self->value_room) {
        return true;
    }
    const uint64_t room = 2 * self->value_room + 64;
    double *grown = realloc(self->value, (size_t)room * n_each * sizeof(*grown));
    if (grown != NULL) {
        self->value = grown;
        self->value_room = room;
    }
    return grown != NULL;
}

static void
on_row(void *context, const xp_row *row, const xp_table *table)
{
    ccsim_results *self = context;
    const size_t n_scenarios = (size_t)self->plan.n_scenarios, n_each = n_scenarios * table->n;
    if (self->lacks_memory || !make_room(self, n_each)) {
        self->lacks_memory = true;
        ccsim_stop_set(self->stop, CCSIM_FINISH);
        return;
    }
    double *into = self->value + (size_t)self->n_values * n_each;
    for (size_t s = 0; s < n_scenarios; s++) {
        for (size_t m = 0; m < table->n; m++) {
            const bool is_there = table->measure[m].local[s] != XP_LACKS;
            *into++ = is_there ? xp_row_value(row, table, (int)s, m) : NAN;
        }
    }
    self->n_values++;
}

/* ---- the whole ---- */

void
ccsim_results_free(ccsim_results *self)
{
    if (self == NULL) {
        return;
    }
    if (self->has_run) {
        xp_results_free(&self->results);
    }
    for (int s = 0; s < XP_MAX_SCENARIOS; s++) {
        lib_loaded_release(self->loaded[s]);
    }
    for (size_t j = 0; j < self->n_texts; j++) {
        free(self->text[j]);
    }
    free(self->text);
    free(self->rule);
    free(self->require);
    free(self->wish);
    free(self->value);
    free(self->json);
    free(self);
}

static int
run(ccsim_results *self)
{
    cc_refusal refusal = {""};
    xp_plan *plan = &self->plan;
    plan->finish = &self->stop->finish;
    plan->stop = &self->stop->now;
    plan->on_progress = self->progress != NULL ? on_progress : NULL;
    plan->on_row = self->keeps_values ? on_row : NULL;
    plan->context = self;
    const int ret = xp_run(&self->results, plan, &refusal);
    self->has_run = ret == SIM_OK;
    plan->finish = plan->stop = NULL; /* they are the caller's */
    plan->on_progress = NULL;
    plan->on_row = NULL;
    if (ret == SIM_ERR_INTERRUPTED) {
        return lib_fail(&self->problem, CCSIM_ERR_INTERRUPTED,
                        "interrupted before the first replication was complete");
    }
    if (ret == SIM_OK && self->lacks_memory) {
        return lib_fail_as(&self->problem, SIM_ERR_NOMEM, NULL);
    }
    return ret == SIM_OK ? lib_succeed(&self->problem) : lib_fail_as(&self->problem, ret, &refusal);
}

int
ccsim_compare(ccsim_results **self, const ccsim_scenario *const *scenario, size_t n,
              const ccsim_run_def *def, ccsim_error *error)
{
    ccsim_run_def taken = ccsim_run_default();
    *self = NULL;
    if (def != NULL && !lib_take_definition(&taken, sizeof(taken), def)) {
        return lib_fail(error, CCSIM_ERR_PARAM,
                        "ccsim_run_def: size must be as ccsim_run_default says");
    }
    ccsim_results *it = calloc(1, sizeof(*it));
    if (it == NULL) {
        return lib_fail_as(error, SIM_ERR_NOMEM, NULL);
    }
    const lib_guard guard = lib_enter();
    int ret = lib_results_plan(it, scenario, n, &taken);
    ret = ret == CCSIM_OK ? run(it) : ret;
    lib_leave(&guard);
    if (ret != CCSIM_OK) {
        if (error != NULL) {
            *error = it->problem;
        }
        ccsim_results_free(it);
        return ret;
    }
    *self = it;
    return lib_succeed(error);
}

int
ccsim_run(ccsim_results **self, const ccsim_scenario *scenario, const ccsim_run_def *def,
          ccsim_error *error)
{
    return ccsim_compare(self, &scenario, 1, def, error);
}
