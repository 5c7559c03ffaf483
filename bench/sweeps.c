/* What it takes to keep results: replications of a sweep with its store, beside bare ones of the same scenario.
 * The store is a file in the folder for temporary ones, and what writing takes is counted. */
#include "bench/bench.h"
#include "experiment/sweep/crew.h"
#include "models/center/center.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct swept {
    xp_sweep sweep;
    cc_scenario scenario; /* of its one point */
    cc_layout layout;
    cc_record record;
    cc_center *center; /* bare ones: no store */
    xp_store *store;
    char path[64];
    uint64_t done; /* replications so far */
    bool is_read, is_loaded, is_stored;
} swept;

static void
discard(void *state)
{
    swept *self = state;
    xp_store_close(self->store);
    if (self->path[0] != '\0') {
        (void)unlink(self->path);
        (void)rmdir(self->path);
    }
    if (self->center != NULL) {
        cc_center_delete(self->center);
    }
    cc_record_free(&self->record);
    if (self->is_loaded) {
        cc_scenario_free(&self->scenario);
    }
    if (self->is_read) {
        xp_sweep_free(&self->sweep);
    }
    free(self);
}

static int
begin_store(swept *self, cc_refusal *refusal)
{
    snprintf(self->path, sizeof(self->path), "/tmp/ccsim_bench_%ld.sqlite", (long)getpid());
    (void)unlink(self->path);
    return xp_store_open(&self->store, self->path, XP_STORE_WRITE, refusal);
}

static int
begin_bare(swept *self, cc_refusal *refusal)
{
    xp_sweep_point point;
    int ret = xp_sweep_point_make(&point, &self->sweep, 0, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    ret = xp_sweep_point_load(&point, &self->scenario, refusal);
    xp_sweep_point_free(&point);
    self->is_loaded = ret == SIM_OK;
    ret = self->is_loaded ? cc_layout_init(&self->layout, &self->scenario, false) : ret;
    ret = ret == SIM_OK ? cc_record_init(&self->record, &self->layout) : ret;
    self->center = ret == SIM_OK ? cc_center_new(&self->scenario, &self->layout, refusal) : NULL;
    return self->center == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

/* argument: settings of all points; parameter 0: with a store. */
static void *
set_up(const bench_case *is, char *why)
{
    static const char file[] = CCSIM_SOURCE_DIR "/bench/sweep.cfg";
    swept *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        snprintf(why, BENCH_NOTE, "out of memory");
        return NULL;
    }
    cc_refusal refusal = {"out of memory"};
    const xp_sweep_asked asked = {.set = is->argument};
    self->is_read = xp_sweep_read(&self->sweep, file, &asked, &refusal) == SIM_OK;
    self->is_stored = is->parameter[0] == 1;
    if (!self->is_read ||
        (self->is_stored ? begin_store(self, &refusal) : begin_bare(self, &refusal)) != SIM_OK) {
        snprintf(why, BENCH_NOTE, "%.*s", BENCH_NOTE - 1, refusal.text);
        discard(self);
        return NULL;
    }
    return self;
}

static double
run_bare(swept *self, double items)
{
    cc_refusal refusal;
    double n = 0;
    for (; n < items; n++) {
        if (cc_center_run(self->center, self->sweep.seed, self->done++, &self->record, &refusal) !=
            SIM_OK) {
            return 0;
        }
        bench_sink = (double)self->record.n_events;
    }
    return n;
}

/* The plan once more, with so many more replications: only these are simulated. */
static double
run_stored(swept *self, double items)
{
    const xp_crew_plan plan = {
        .sweep = &self->sweep, .store = self->store, .n_shards = 1, .threads = 1};
    xp_crew_result result;
    cc_refusal refusal;
    self->done += (uint64_t)ceil(items); /* a try may be of a part of one */
    self->sweep.replications = self->done;
    if (xp_crew_run(&result, &plan, &refusal) != SIM_OK) {
        return 0;
    }
    return (double)(result.count.replications_done - result.count.replications_there);
}

static double
run(void *state, double items)
{
    swept *self = state;
    return self->is_stored ? run_stored(self, items) : run_bare(self, items);
}

static bool
check(void *state, char *note, size_t size)
{
    swept *self = state;
    snprintf(note, size, "%llu replications", (unsigned long long)self->done);
    return self->done > 0;
}

static const char *const a_day[] = {NULL};
static const char *const a_minute[] = {"run.observe=1 min", "run.warm_up=0 s", NULL};

#define SWEEP(name_, items_, set_, stored_)                                                        \
    .name = (name_), .unit = "replication", .items = (items_), .setup = set_up, .body = run,       \
    .free = discard, .check = check, .of_process = true, .argument = (set_),                       \
    .parameter = {(stored_)}

const bench_case bench_sweeps[] = {
    {SWEEP("sweep/day-bare", 400, a_day, 0)},
    /* a store is to cost at most 3 % */
    {SWEEP("sweep/day-stored", 400, a_day, 1), .beside = "sweep/day-bare", .at_least = .97},
    {SWEEP("sweep/tiny-bare", 8000, a_minute, 0)},
    /* at least 2,000 a second: 500 us */
    {SWEEP("sweep/tiny-stored", 8000, a_minute, 1)},
    {.name = NULL},
};
