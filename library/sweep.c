#include "experiment/sweep/sweep.h"

#include "experiment/sweep/crew.h"
#include "experiment/sweep/findings.h"
#include "library/failure.h"
#include "library/guard.h"
#include "library/results.h"
#include "report/sweep.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ccsim_sweep {
    ccsim_error problem;
    char *store_file;
    xp_sweep sweep;
    bool is_read; /* sweep is there */
    xp_store *store;
    xp_crew_result result;
    xp_findings findings;
    bool is_found; /* findings are there */
    xp_sweep_point point;
    bool has_point; /* point is there: the one that was asked for last */
    ccsim_stop own_stop, *stop;
    ccsim_progress *progress;
    void *context;
    char *json;
    char warning[1024];
};

void
ccsim_sweep_def_init(ccsim_sweep_def *self, size_t size)
{
    const ccsim_sweep_def defaults = {.n_shards = 1};
    lib_begin_definition(self, &defaults, sizeof(defaults), size);
}

void
ccsim_sweep_free(ccsim_sweep *self)
{
    if (self == NULL) {
        return;
    }
    if (self->has_point) {
        xp_sweep_point_free(&self->point);
    }
    if (self->is_found) {
        xp_findings_free(&self->findings);
    }
    if (self->store != NULL) {
        xp_store_close(self->store);
    }
    if (self->is_read) {
        xp_sweep_free(&self->sweep);
    }
    free(self->json);
    free(self->store_file);
    free(self);
}

/* ---- carried out ---- */

static void
on_progress(void *context, const xp_crew_progress *progress)
{
    ccsim_sweep *self = context;
    const xp_agenda_count *count = &progress->count;
    if (self->progress(self->context, count->replications_done, count->replications) != 0) {
        ccsim_stop_set(self->stop, CCSIM_FINISH);
    }
}

static int
check(ccsim_sweep *self, const ccsim_sweep_def *def)
{
    if (def->store == NULL) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM, "store: must name a file");
    }
    if (def->n_shards < 1 || def->shard >= def->n_shards) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM,
                        "shard: must be below n_shards (%zu of %zu)", def->shard, def->n_shards);
    }
    if (def->threads < 0 || def->threads > 1024) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM,
                        "threads: must be from 1 to 1024, or 0 (%d)", def->threads);
    }
    return CCSIM_OK;
}

/* What the store says, where nothing else was said. */
static int
say_store(const ccsim_sweep *self, int error, cc_refusal *refusal)
{
    if (refusal->text[0] == '\0') {
        snprintf(refusal->text, sizeof(refusal->text), "%s", xp_store_problem(self->store));
    }
    return error;
}

static int
carry_out(ccsim_sweep *self, const char *plan, const ccsim_sweep_def *def, cc_refusal *refusal)
{
    const xp_sweep_asked asked = {.seed = def->seed,
                                  .replications = def->replications,
                                  .budget = def->budget,
                                  .confidence = def->confidence,
                                  .points = def->points,
                                  .kpi = def->kpi,
                                  .precision = def->precision,
                                  .set = def->set};
    self->store_file = strdup(def->store);
    int ret = self->store_file == NULL ? SIM_ERR_NOMEM
                                       : xp_sweep_read(&self->sweep, plan, &asked, refusal);
    self->is_read = ret == SIM_OK;
    ret = ret == SIM_OK ? xp_store_open(&self->store, def->store, XP_STORE_WRITE, refusal) : ret;
    if (ret != SIM_OK) {
        return ret;
    }
    ret = xp_store_say_command(self->store, "libccsim");
    if (ret != SIM_OK) {
        return say_store(self, ret, refusal);
    }
    const xp_crew_plan work = {.sweep = &self->sweep,
                               .store = self->store,
                               .shard = def->shard,
                               .n_shards = def->n_shards,
                               .threads = lib_threads(def->threads),
                               .memory = (size_t)def->memory,
                               .retry_failed = def->retries_failed != 0,
                               .finish = &self->stop->finish,
                               .stop = &self->stop->now,
                               .on_progress = self->progress != NULL ? on_progress : NULL,
                               .context = self};
    ret = xp_crew_run(&self->result, &work, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    ret = xp_findings_make(&self->findings, &self->sweep, self->store, refusal);
    self->is_found = ret == SIM_OK;
    ret = ret == SIM_OK ? xp_store_commit(self->store) : ret;
    return ret == SIM_OK ? ret : say_store(self, ret, refusal);
}

int
ccsim_sweep_run(ccsim_sweep **self, const char *plan, const ccsim_sweep_def *def,
                ccsim_error *error)
{
    ccsim_sweep_def taken = ccsim_sweep_default();
    cc_refusal refusal = {""};
    *self = NULL;
    if (!lib_take_definition(&taken, sizeof(taken), def)) {
        return lib_fail(error, CCSIM_ERR_PARAM,
                        "ccsim_sweep_def: size must be as ccsim_sweep_default says");
    }
    ccsim_sweep *it = calloc(1, sizeof(*it));
    if (it == NULL) {
        return lib_fail_as(error, SIM_ERR_NOMEM, NULL);
    }
    it->stop = taken.stop != NULL ? taken.stop : &it->own_stop;
    it->progress = taken.progress;
    it->context = taken.context;
    const lib_guard guard = lib_enter();
    int ret = check(it, &taken);
    if (ret == CCSIM_OK) {
        const int found = carry_out(it, plan, &taken, &refusal);
        if (it->store != NULL) { /* so that others may write to it */
            xp_store_close(it->store);
            it->store = NULL;
        }
        ret = found == SIM_OK ? lib_succeed(&it->problem)
                              : lib_fail_as(&it->problem, found, &refusal);
    }
    lib_leave(&guard);
    if (ret != CCSIM_OK) {
        if (error != NULL) {
            *error = it->problem;
        }
        ccsim_sweep_free(it);
        return ret;
    }
    *self = it;
    return lib_succeed(error);
}

/* ---- read ---- */

const char *
ccsim_sweep_message(const ccsim_sweep *self)
{
    return self->problem.text;
}

int
ccsim_sweep_is_partial(const ccsim_sweep *self)
{
    return self->result.partial;
}

size_t
ccsim_sweep_points(const ccsim_sweep *self)
{
    return self->sweep.n_points;
}

size_t
ccsim_sweep_failed(const ccsim_sweep *self)
{
    return self->findings.n_failed;
}

uint64_t
ccsim_sweep_done(const ccsim_sweep *self)
{
    const xp_agenda_count *count = &self->result.count; /* done are all that are there now */
    return count->replications_done - count->replications_there;
}

uint64_t
ccsim_sweep_there(const ccsim_sweep *self)
{
    return self->result.count.replications_there;
}

size_t
ccsim_sweep_baseline(const ccsim_sweep *self)
{
    return self->sweep.baseline;
}

size_t
ccsim_sweep_outputs(const ccsim_sweep *self)
{
    return self->sweep.n_outputs;
}

const char *
ccsim_sweep_output(const ccsim_sweep *self, size_t output)
{
    return output < self->sweep.n_outputs ? self->sweep.output[output].name : NULL;
}

size_t
ccsim_sweep_factors(const ccsim_sweep *self)
{
    return self->sweep.n_factors;
}

const char *
ccsim_sweep_factor(const ccsim_sweep *self, size_t factor)
{
    return factor < self->sweep.n_factors ? self->sweep.factor[factor].name : NULL;
}

/* The point, made; NULL: there is none. */
static const xp_sweep_point *
point_of(ccsim_sweep *self, size_t number)
{
    cc_refusal refusal = {""};
    if (number >= self->sweep.n_points) {
        (void)lib_fail(&self->problem, CCSIM_ERR_PARAM, "there is no such point");
        return NULL;
    }
    if (self->has_point && self->point.number == number) {
        return &self->point;
    }
    if (self->has_point) {
        xp_sweep_point_free(&self->point);
    }
    const lib_guard guard = lib_enter();
    const int ret = xp_sweep_point_make(&self->point, &self->sweep, number, &refusal);
    lib_leave(&guard);
    self->has_point = ret == SIM_OK;
    if (ret != SIM_OK) {
        (void)lib_fail_as(&self->problem, ret, &refusal);
        return NULL;
    }
    return &self->point;
}

const char *
ccsim_sweep_level(ccsim_sweep *self, size_t point, size_t factor)
{
    const xp_sweep_point *it = factor < self->sweep.n_factors ? point_of(self, point) : NULL;
    return it != NULL ? it->text[factor] : NULL;
}

double
ccsim_sweep_level_number(ccsim_sweep *self, size_t point, size_t factor)
{
    const xp_sweep_point *it = factor < self->sweep.n_factors ? point_of(self, point) : NULL;
    return it != NULL ? it->value[factor] : NAN;
}

static ccsim_estimate
of(sim_interval it, bool is_equal)
{
    if (it.n == 0) {
        return (ccsim_estimate){NAN, NAN, NAN, NAN, 0, 0, 0};
    }
    return (ccsim_estimate){it.mean, it.half_width, it.lower, it.upper, it.n, it.few, is_equal};
}

static int
find(ccsim_sweep *self, size_t point, size_t output, const xp_finding **found, ccsim_estimate *into)
{
    *into = (ccsim_estimate){NAN, NAN, NAN, NAN, 0, 0, 0};
    if (point >= self->sweep.n_points || output >= self->sweep.n_outputs) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM, "there is no such %s",
                        point >= self->sweep.n_points ? "point" : "output");
    }
    *found = xp_findings_at(&self->findings, point, output);
    return lib_succeed(&self->problem);
}

uint64_t
ccsim_sweep_replications(const ccsim_sweep *self, size_t point)
{
    uint64_t n = 0;
    for (size_t j = 0; point < self->sweep.n_points && j < self->sweep.n_outputs; j++) {
        const uint64_t has = xp_findings_at(&self->findings, point, j)->interval.n;
        n = has > n ? has : n;
    }
    return n;
}

int
ccsim_sweep_estimate(ccsim_sweep *self, size_t point, size_t output, ccsim_estimate *into)
{
    const xp_finding *found;
    const int ret = find(self, point, output, &found, into);
    if (ret == CCSIM_OK) {
        *into = of(found->interval, false);
    }
    return ret;
}

int
ccsim_sweep_difference(ccsim_sweep *self, size_t point, size_t output, ccsim_estimate *into)
{
    const xp_finding *found;
    const int ret = find(self, point, output, &found, into);
    if (ret == CCSIM_OK) {
        *into = of(found->difference, found->equal);
    }
    return ret;
}

/* ---- told ---- */

static xp_sweep_report
report_of(const ccsim_sweep *self)
{
    return (xp_sweep_report){.findings = &self->findings,
                             .store = self->store_file,
                             .partial = self->result.partial,
                             .rule = self->sweep.rule,
                             .n_rules = self->sweep.n_rules,
                             .n_done = self->result.count.points_done};
}

const char *
ccsim_sweep_warning(ccsim_sweep *self, size_t j)
{
    const xp_sweep_report report = report_of(self);
    const lib_guard guard = lib_enter();
    const bool is_there = xp_sweep_warning(&report, j, self->warning, sizeof(self->warning));
    lib_leave(&guard);
    return is_there ? self->warning : NULL;
}

static int
write_json(ccsim_sweep *self)
{
    size_t n = 0;
    const xp_sweep_report report = report_of(self);
    FILE *file = open_memstream(&self->json, &n);
    if (file == NULL) {
        return SIM_ERR_NOMEM;
    }
    int ret = xp_report_sweep_json(file, &report);
    ret = ret == SIM_OK && ferror(file) != 0 ? SIM_ERR_NOMEM : ret;
    return fclose(file) == 0 ? ret : SIM_ERR_NOMEM;
}

const char *
ccsim_sweep_json(ccsim_sweep *self)
{
    if (self->json == NULL) {
        const lib_guard guard = lib_enter();
        const int ret = write_json(self);
        lib_leave(&guard);
        if (ret != SIM_OK) {
            free(self->json);
            self->json = NULL;
            (void)lib_fail_as(&self->problem, ret, NULL);
            return NULL;
        }
    }
    (void)lib_succeed(&self->problem);
    return self->json;
}
