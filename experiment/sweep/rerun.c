#include "experiment/sweep/rerun.h"

#include "models/center/center.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <stdlib.h>
#include <string.h>

/* What one replication needs. */
typedef struct single {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
    xp_gauge gauge;
} single;

static void
single_free(single *self)
{
    if (self->center != NULL) {
        cc_center_delete(self->center);
    }
    xp_gauge_free(&self->gauge);
    cc_record_free(&self->record);
    cc_scenario_free(&self->scenario);
}

/* Of a scenario that is loaded. */
static int
single_init(single *self, const xp_rerun *of, cc_refusal *refusal)
{
    int ret = cc_layout_init(&self->layout, &self->scenario, false);
    ret = ret == SIM_OK ? cc_record_init(&self->record, &self->layout) : ret;
    if (ret == SIM_OK) {
        ret = xp_gauge_init(&self->gauge, of->sampled, of->n, of->sweep, &self->scenario,
                            &self->layout);
    }
    if (ret == SIM_OK) {
        self->center = cc_center_new(&self->scenario, &self->layout, refusal);
        ret = self->center != NULL       ? SIM_OK
              : refusal->text[0] == '\0' ? SIM_ERR_NOMEM
                                         : SIM_ERR_LIMIT;
    }
    return ret;
}

/* ---- what it says ---- */

static int
read_samples(xp_rerun *self, const single *it)
{
    xp_sample *sample = sim_memory_zeros(it->gauge.n, sizeof(*sample));
    if (sample == NULL) {
        return SIM_ERR_NOMEM;
    }
    xp_gauge_read(&it->gauge, &it->record, sample);
    for (size_t j = 0; j < self->n; j++) {
        for (size_t k = 0; k < it->gauge.n; k++) {
            if (sample[k].id == self->sampled[j].id) {
                self->sample[j] = sample[k];
            }
        }
    }
    free(sample);
    return SIM_OK;
}

static double
value_of(const xp_rerun *self, const xp_expression_name *name, const double factor[])
{
    for (size_t j = 0; j < self->sweep->n_factors; j++) {
        if (strcmp(self->sweep->factor[j].name, name->name) == 0) {
            return factor[j];
        }
    }
    const uint64_t id = xp_sampled_id(name->name, name->scope[0] == '\0' ? "center" : name->scope);
    for (size_t j = 0; j < self->n; j++) {
        if (self->sampled[j].id == id) {
            return self->sample[j].value;
        }
    }
    return NAN;
}

static void
read_own(xp_rerun *self, const double factor[])
{
    for (size_t j = 0; j < self->sweep->n_outputs; j++) {
        const xp_output *output = &self->sweep->output[j];
        double value[XP_EXPRESSION_NAMES];
        self->own[j] = NAN;
        if (output->is_own) {
            for (size_t k = 0; k < output->expression.n_names; k++) {
                value[k] = value_of(self, &output->expression.name[k], factor);
            }
            self->own[j] = xp_expression_value(&output->expression, value, NULL);
        }
    }
}

/* ---- is it what was kept? ---- */

static int
compare(xp_rerun *self, xp_store *store, const cc_record *record)
{
    cc_pack pack = {0};
    const unsigned char *byte = NULL;
    uint64_t replication = UINT64_MAX;
    size_t n = 0;
    xp_store_cursor *cursor =
        xp_store_results(store, self->scenario, self->seed, self->replication);
    int ret = cursor == NULL ? SIM_ERR_NOMEM : cc_pack_record(&pack, record);
    ret = ret == SIM_OK ? xp_store_next(cursor, &replication, &byte, &n) : ret;
    if (ret == SIM_OK) {
        self->verdict = n == 0 || replication != self->replication       ? XP_RERUN_NEW
                        : n == pack.n && memcmp(byte, pack.byte, n) == 0 ? XP_RERUN_SAME
                                                                         : XP_RERUN_DIFFERS;
    }
    xp_store_cursor_free(cursor);
    cc_pack_free(&pack);
    return ret;
}

static int
run_once(xp_rerun *self, xp_store *store, single *it, cc_refusal *refusal)
{
    double factor[XP_MAX_FACTORS];
    int ret = single_init(it, self, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    ret = cc_center_run(it->center, self->seed, self->replication, &it->record, &self->failure);
    if (ret == SIM_ERR_NOMEM) {
        return ret;
    }
    if (ret != SIM_OK) {
        self->verdict = XP_RERUN_FAILED;
        if (self->failure.text[0] == '\0') {
            (void)cc_refuse(&self->failure, NULL, 0, "%s", sim_strerror(ret));
        }
        return SIM_OK;
    }
    ret = compare(self, store, &it->record);
    ret = ret == SIM_OK ? read_samples(self, it) : ret;
    ret = ret == SIM_OK ? xp_store_levels(store, self->sweep, self->point, factor) : ret;
    if (ret == SIM_OK) {
        read_own(self, factor);
    }
    return ret;
}

/* ---- the whole ---- */

static int
find(xp_rerun *self, xp_store *store, cc_refusal *refusal)
{
    xp_store_known known = XP_STORE_UNKNOWN;
    uint64_t *list, failed;
    size_t n;
    int ret = self->point < self->sweep->n_points
                  ? xp_store_find_point(store, self->sweep, self->point, &known, &self->scenario)
                  : SIM_OK;
    if (ret != SIM_OK) {
        return ret;
    }
    if (known != XP_STORE_LOADED) {
        return cc_refuse(refusal, NULL, 0, "point %zu: %s", self->point + 1,
                         self->point >= self->sweep->n_points ? "the plan has no such point"
                         : known == XP_STORE_REFUSED
                             ? "its scenario was refused: the view `failures` says why"
                             : "nothing of it is in the store yet");
    }
    self->seed = xp_sweep_point_seed(self->sweep, self->point);
    ret = xp_store_replications(store, self->scenario, self->seed, &list, &n, &failed);
    if (ret == SIM_OK) {
        free(list);
    }
    self->failed_before = failed == self->replication;
    return ret;
}

int
xp_rerun_make(xp_rerun *self, xp_store *store, const xp_sweep *sweep, size_t point,
              uint64_t replication, cc_refusal *refusal)
{
    char *text = NULL;
    single it = {0};
    *self = (xp_rerun){.sweep = sweep, .point = point, .replication = replication};
    refusal->text[0] = '\0';
    int ret = find(self, store, refusal);
    ret = ret == SIM_OK ? xp_sampled_of(&self->sampled, &self->n, sweep) : ret;
    if (ret == SIM_OK) {
        self->sample = sim_memory_zeros(self->n, sizeof(*self->sample));
        ret =
            self->sample == NULL ? SIM_ERR_NOMEM : xp_store_scenario(store, self->scenario, &text);
    }
    for (size_t j = 0; j < self->n && ret == SIM_OK; j++) {
        self->sample[j] = (xp_sample){self->sampled[j].id, {.num = NAN, .den = NAN}, NAN};
    }
    if (ret == SIM_OK) {
        ret = cc_scenario_load_text(&it.scenario, "the store's scenario", text, NULL, 0, refusal);
        if (ret == SIM_OK) {
            ret = run_once(self, store, &it, refusal);
            single_free(&it);
        }
    }
    free(text);
    if (ret != SIM_OK) {
        if (refusal->text[0] == '\0') {
            const char *problem = xp_store_problem(store);
            (void)cc_refuse(refusal, NULL, 0, "%s",
                            problem[0] != '\0' ? problem : sim_strerror(ret));
        }
        xp_rerun_free(self);
    }
    return ret;
}

void
xp_rerun_free(xp_rerun *self)
{
    free(self->sampled);
    free(self->sample);
    *self = (xp_rerun){0};
}
