#include "library/center.h"

#include "library/failure.h"
#include "library/guard.h"
#include "library/scenario.h"
#include <math.h>
#include <stdlib.h>

/* ---- made and freed ---- */

void
ccsim_center_free(ccsim_center *self)
{
    if (self == NULL) {
        return;
    }
    cc_so_far_free(&self->so_far);
    cc_view_free(&self->view);
    sim_snapshot_free(&self->parts);
    if (self->center != NULL) {
        cc_center_delete(self->center);
        cc_record_free(&self->record);
    }
    lib_loaded_release(self->loaded);
    free(self);
}

static int
build(ccsim_center *self, lib_loaded *loaded, cc_refusal *refusal)
{
    self->loaded = lib_loaded_hold(loaded);
    self->scenario = &loaded->scenario;
    sim_snapshot_init(&self->parts);
    int ret = cc_layout_init(&self->layout, self->scenario, false);
    ret = ret == SIM_OK ? cc_record_init(&self->record, &self->layout) : ret;
    if (ret != SIM_OK) {
        cc_record_free(&self->record);
        return ret;
    }
    self->center = cc_center_new(self->scenario, &self->layout, refusal);
    if (self->center == NULL) {
        cc_record_free(&self->record);
        return refusal->text[0] != '\0' ? SIM_ERR_LIMIT : SIM_ERR_NOMEM;
    }
    if (loaded->script_file != NULL) {
        cc_center_set_script(self->center, &loaded->script);
    }
    self->horizon = cc_center_horizon(self->center);
    return cc_center_register(self->center, &self->record, &self->parts);
}

static int
make(ccsim_center **self, lib_loaded *loaded, ccsim_error *error)
{
    cc_refusal refusal = {""};
    ccsim_center *it = calloc(1, sizeof(*it));
    const lib_guard guard = lib_enter();
    const int ret = it != NULL ? build(it, loaded, &refusal) : SIM_ERR_NOMEM;
    lib_leave(&guard);
    *self = ret == SIM_OK ? it : NULL;
    if (ret != SIM_OK) {
        ccsim_center_free(it);
        return lib_fail_as(error, ret, &refusal);
    }
    return lib_succeed(error);
}

int
ccsim_center_new(ccsim_center **self, const ccsim_scenario *scenario, ccsim_error *error)
{
    return make(self, scenario->loaded, error);
}

const char *
ccsim_center_message(const ccsim_center *self)
{
    return self->problem.text;
}

/* ---- moved ---- */

void
lib_center_turn(ccsim_center *self, double now)
{
    self->now = now;
    self->is_seen = false;
    cc_so_far_forget(&self->so_far);
}

int
lib_center_arrive(ccsim_center *self, int error, double now)
{
    lib_center_turn(self, error == SIM_OK ? now : cc_center_time(self->center));
    if (error == SIM_OK) {
        return CCSIM_OK;
    }
    cc_refusal refusal = {""};
    self->phase = LIB_FAILED;
    cc_center_explain(self->center, error, &refusal);
    return lib_fail_as(&self->problem, error, &refusal);
}

int
lib_center_check(ccsim_center *self)
{
    static const char *const why[] = {[LIB_NEW] = "the center has not started",
                                      [LIB_ASKING] = "what a condition asks must not move it",
                                      [LIB_FINISHED] = "the replication is finished",
                                      [LIB_FAILED] = "the replication has ended with an error"};
    if (self->phase != LIB_RUNNING) {
        return lib_fail(&self->problem, CCSIM_ERR_STATE, "%s", why[self->phase]);
    }
    self->problem.code = CCSIM_OK;
    self->problem.text[0] = '\0';
    return CCSIM_OK;
}

int
lib_center_check_read(ccsim_center *self)
{
    return self->phase == LIB_ASKING ? lib_succeed(&self->problem) : lib_center_check(self);
}

void
ccsim_center_set_stop(ccsim_center *self, const ccsim_stop *stop)
{
    self->stop = stop;
}

int
lib_center_is_stopped(ccsim_center *self)
{
    if (self->stop == NULL || !atomic_load_explicit(&self->stop->finish, memory_order_relaxed)) {
        return CCSIM_OK;
    }
    return lib_fail(&self->problem, CCSIM_ERR_INTERRUPTED, "interrupted at %.0f s", self->now);
}

int
ccsim_center_start(ccsim_center *self, uint64_t seed, uint64_t replication)
{
    if (seed > INT64_MAX || replication > INT64_MAX) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM,
                        "seed, replication: must be from 0 to %lld", (long long)INT64_MAX);
    }
    if (self->phase == LIB_ASKING) {
        return lib_center_check(self);
    }
    (void)lib_succeed(&self->problem);
    self->phase = LIB_RUNNING;
    return lib_center_arrive(self, cc_center_start(self->center, seed, replication, &self->record),
                             0);
}

/* In pieces, between which it looks if it is to stop. */
static int
advance(ccsim_center *self, double until)
{
    if (self->stop == NULL) {
        return lib_center_arrive(self, cc_center_advance(self->center, until), until);
    }
    const uint32_t most = 65536;
    int ret = lib_center_is_stopped(self);
    for (uint32_t n = most; n == most && ret == CCSIM_OK;) {
        const int error = cc_center_advance_by(self->center, until, most, &n);
        ret = lib_center_arrive(self, error, n < most ? until : cc_center_time(self->center));
        ret = ret == CCSIM_OK && n == most ? lib_center_is_stopped(self) : ret;
    }
    return ret;
}

int
ccsim_center_advance(ccsim_center *self, double until)
{
    const int ret = lib_center_check(self);
    if (ret != CCSIM_OK) {
        return ret;
    }
    if (isnan(until)) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM, "until: must be a time in s");
    }
    until = fmin(until, self->horizon);
    if (until < self->now) {
        return CCSIM_OK;
    }
    return advance(self, until);
}

int
ccsim_center_step(ccsim_center *self, uint64_t most, uint64_t *done)
{
    uint64_t n = 0;
    int ret = lib_center_check(self);
    double now = self->now;
    ret = ret == CCSIM_OK ? lib_center_is_stopped(self) : ret;
    while (ret == CCSIM_OK && n < most) {
        const uint32_t wanted = most - n < 1024 ? (uint32_t)(most - n) : 1024;
        uint32_t had = 0;
        const int error = cc_center_advance_by(self->center, self->horizon, wanted, &had);
        n += had;
        now = had < wanted ? self->horizon : cc_center_time(self->center);
        ret = lib_center_arrive(self, error, now);
        if (ret != CCSIM_OK || had < wanted) {
            break;
        }
        ret = lib_center_is_stopped(self);
    }
    if (done != NULL) {
        *done = n;
    }
    return ret;
}

double
ccsim_center_time(const ccsim_center *self)
{
    return self->now;
}

double
ccsim_center_horizon(const ccsim_center *self)
{
    return self->horizon;
}

uint64_t
ccsim_center_events(const ccsim_center *self)
{
    return cc_center_events(self->center);
}

int
ccsim_center_is_over(const ccsim_center *self)
{
    return self->phase == LIB_FINISHED ||
           ((self->phase == LIB_RUNNING || self->phase == LIB_ASKING) &&
            self->now >= self->horizon);
}

int
ccsim_center_finish(ccsim_center *self)
{
    const int ret = ccsim_center_advance(self, self->horizon);
    if (ret != CCSIM_OK) {
        return ret;
    }
    const int error = cc_center_finish(self->center);
    self->phase = LIB_FINISHED;
    return lib_center_arrive(self, error, self->horizon);
}

int
ccsim_center_figure(ccsim_center *self, const char *kpi, const char *scope, double *value)
{
    cc_measure measure;
    cc_refusal refusal = {""};
    *value = NAN;
    int ret =
        self->phase == LIB_FINISHED ? lib_succeed(&self->problem) : lib_center_check_read(self);
    if (ret != CCSIM_OK) {
        return ret;
    }
    const lib_guard guard = lib_enter();
    int error = cc_measure_parse(&measure, self->scenario, &self->layout, kpi,
                                 scope != NULL ? scope : "center", &refusal);
    if (error != SIM_OK) {
        ret = lib_fail_as(&self->problem, error == SIM_ERR_REFUSED ? CCSIM_ERR_UNKNOWN : error,
                          &refusal);
    } else if (self->phase != LIB_FINISHED) {
        error =
            cc_so_far_take(&self->so_far, self->scenario, &self->layout, self->center, self->now);
        ret = error == SIM_OK ? CCSIM_OK : lib_fail_as(&self->problem, error, NULL);
    }
    if (ret == CCSIM_OK) {
        const bool is_over = self->phase == LIB_FINISHED;
        *value = cc_record_figure(is_over ? &self->record : &self->so_far.record, self->scenario,
                                  &self->layout, &measure, self->now);
    }
    lib_leave(&guard);
    return ret;
}

/* ---- copies ---- */

struct ccsim_snapshot {
    sim_snapshot copy;
    lib_loaded *loaded;
    double now; /* s */
};

int
ccsim_center_fork(ccsim_center **self, ccsim_center *from, ccsim_error *error)
{
    *self = NULL;
    int ret = lib_center_check_read(from);
    if (ret != CCSIM_OK) {
        return lib_fail(error, ret, "%s", from->problem.text);
    }
    ret = make(self, from->loaded, error);
    if (ret != CCSIM_OK) {
        return ret;
    }
    const int failed = cc_center_fork((*self)->center, &(*self)->record, from->center);
    if (failed != SIM_OK) {
        ccsim_center_free(*self);
        *self = NULL;
        return lib_fail_as(error, failed, NULL);
    }
    (*self)->phase = LIB_RUNNING;
    lib_center_turn(*self, from->now);
    return CCSIM_OK;
}

int
ccsim_center_snapshot(ccsim_center *self, ccsim_snapshot **snapshot)
{
    *snapshot = NULL;
    const int ret = lib_center_check_read(self);
    if (ret != CCSIM_OK) {
        return ret;
    }
    ccsim_snapshot *it = calloc(1, sizeof(*it));
    if (it == NULL) {
        return lib_fail_as(&self->problem, SIM_ERR_NOMEM, NULL);
    }
    sim_snapshot_init(&it->copy);
    it->loaded = lib_loaded_hold(self->loaded);
    it->now = self->now;
    int error = cc_center_register(self->center, &self->record, &it->copy);
    error = error == SIM_OK ? sim_snapshot_take(&it->copy) : error;
    if (error != SIM_OK) {
        ccsim_snapshot_free(it);
        return lib_fail_as(&self->problem, error, NULL);
    }
    *snapshot = it;
    return CCSIM_OK;
}

int
ccsim_center_restore(ccsim_center *self, const ccsim_snapshot *snapshot)
{
    if (self->phase == LIB_ASKING) {
        return lib_center_check(self);
    }
    if (self->phase == LIB_NEW) { /* what a copy is put into must have begun */
        const int ret = ccsim_center_start(self, 0, 0);
        if (ret != CCSIM_OK) {
            return ret;
        }
    }
    const int error = sim_snapshot_restore(&self->parts, &snapshot->copy);
    if (error != SIM_OK) {
        return lib_fail_as(&self->problem, error, NULL);
    }
    self->phase = LIB_RUNNING;
    lib_center_turn(self, snapshot->now);
    return lib_succeed(&self->problem);
}

void
ccsim_snapshot_free(ccsim_snapshot *self)
{
    if (self != NULL) {
        sim_snapshot_free(&self->copy);
        lib_loaded_release(self->loaded);
        free(self);
    }
}

uint64_t
ccsim_center_hash(const ccsim_center *self)
{
    return self->phase == LIB_NEW ? 0 : cc_center_hash(self->center);
}
