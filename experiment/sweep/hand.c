#include "experiment/sweep/hand.h"

#include "models/center/center.h"
#include "models/scenario/canonical.h"
#include "sim/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_LOADED 4 /* scenarios that stay */

typedef struct loaded {
    bool is_used, has_scenario;
    size_t point;
    uint64_t since; /* by which the oldest is found */
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
    xp_gauge gauge;
    xp_sample *sample;
} loaded;

struct xp_hand {
    const xp_sweep *sweep;
    sim_budget *memory;
    const atomic_bool *finish, *stop;
    loaded loaded[N_LOADED];
    uint64_t now;
    xp_sampled *sampled;
    size_t n_sampled;
    cc_pack pack;
};

static void
unload(loaded *it)
{
    if (it->center != NULL) {
        cc_center_delete(it->center);
    }
    cc_record_free(&it->record);
    xp_gauge_free(&it->gauge);
    free(it->sample);
    if (it->has_scenario) {
        cc_scenario_free(&it->scenario);
    }
    *it = (loaded){0};
}

xp_hand *
xp_hand_new(const xp_sweep *sweep, sim_budget *memory, const atomic_bool *finish,
            const atomic_bool *stop)
{
    xp_hand *self = sim_memory_zeros(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->sweep = sweep;
    self->memory = memory;
    self->finish = finish;
    self->stop = stop;
    if (xp_sampled_of(&self->sampled, &self->n_sampled, sweep) != SIM_OK) {
        xp_hand_delete(self);
        return NULL;
    }
    return self;
}

void
xp_hand_delete(xp_hand *self)
{
    if (self == NULL) {
        return;
    }
    for (int j = 0; j < N_LOADED; j++) {
        unload(&self->loaded[j]);
    }
    free(self->sampled);
    cc_pack_free(&self->pack);
    free(self);
}

/* ---- scenarios ---- */

static int
load_center(xp_hand *self, loaded *it, cc_refusal *refusal)
{
    int ret = cc_layout_init(&it->layout, &it->scenario, false);
    if (ret == SIM_ERR_LIMIT) {
        return cc_refuse(refusal, it->scenario.file, 0,
                         "run: too much to count: %zu kinds, channels and groups",
                         it->layout.n_cells);
    }
    if (ret != SIM_OK) {
        return ret;
    }
    it->center = cc_center_new(&it->scenario, &it->layout, refusal);
    if (it->center == NULL) {
        return refusal->text[0] == '\0' ? SIM_ERR_NOMEM : SIM_ERR_REFUSED;
    }
    cc_center_set_stop(it->center, self->stop);
    if (self->memory != NULL && self->memory->most > 0) {
        cc_center_set_budget(it->center, self->memory);
    }
    ret = cc_record_init(&it->record, &it->layout);
    if (ret == SIM_OK) {
        ret = xp_gauge_init(&it->gauge, self->sampled, self->n_sampled, self->sweep, &it->scenario,
                            &it->layout);
    }
    it->sample = sim_memory_zeros(it->gauge.n, sizeof(*it->sample));
    return ret == SIM_OK && it->sample == NULL ? SIM_ERR_NOMEM : ret;
}

static int
load_point(xp_hand *self, loaded *it, size_t number, cc_refusal *refusal)
{
    xp_sweep_point point;
    int ret = xp_sweep_point_make(&point, self->sweep, number, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    ret = xp_sweep_point_load(&point, &it->scenario, refusal);
    it->has_scenario = ret == SIM_OK;
    xp_sweep_point_free(&point);
    return ret == SIM_OK ? load_center(self, it, refusal) : ret;
}

/* NULL: it is refused, and refusal says why; or *error is of another kind. */
static loaded *
find(xp_hand *self, size_t point, cc_refusal *refusal, int *error)
{
    loaded *oldest = &self->loaded[0];
    *error = SIM_OK;
    refusal->text[0] = '\0';
    for (int j = 0; j < N_LOADED; j++) {
        loaded *it = &self->loaded[j];
        if (it->is_used && it->point == point) {
            it->since = ++self->now;
            return it;
        }
        if (!it->is_used || (oldest->is_used && it->since < oldest->since)) {
            oldest = it;
        }
    }
    unload(oldest);
    *error = load_point(self, oldest, point, refusal);
    if (*error != SIM_OK) {
        unload(oldest);
        return NULL;
    }
    oldest->is_used = true;
    oldest->point = point;
    oldest->since = ++self->now;
    return oldest;
}

/* ---- replications ---- */

/* Centers that only wait have memory that this one may lack: without them it is tried once more. */
static int
replicate(xp_hand *self, loaded *it, uint64_t replication, cc_refusal *refusal)
{
    const uint64_t seed = xp_sweep_point_seed(self->sweep, it->point);
    bool any = false;
    refusal->text[0] = '\0';
    const int ret = cc_center_run(it->center, seed, replication, &it->record, refusal);
    for (int j = 0; j < N_LOADED && ret == SIM_ERR_MEMORY; j++) {
        if (&self->loaded[j] != it && self->loaded[j].is_used) {
            unload(&self->loaded[j]);
            any = true;
        }
    }
    if (!any) {
        return ret;
    }
    refusal->text[0] = '\0';
    return cc_center_run(it->center, seed, replication, &it->record, refusal);
}

static int
add_result(xp_hand *self, loaded *it, uint64_t replication, xp_bundle *bundle)
{
    self->pack.n = 0;
    const int ret = cc_pack_record(&self->pack, &it->record);
    if (ret != SIM_OK) {
        return ret;
    }
    xp_gauge_read(&it->gauge, &it->record, it->sample);
    const xp_bundle_item item = {.replication = replication,
                                 .events = it->record.n_events,
                                 .contacts = cc_record_contacts(&it->record),
                                 .record = self->pack.byte,
                                 .n_record = self->pack.n,
                                 .sample = it->sample,
                                 .n_samples = it->gauge.n};
    return xp_bundle_add(bundle, &item);
}

static bool
is_set(const atomic_bool *flag)
{
    return flag != NULL && atomic_load(flag);
}

static int
run_chunk(xp_hand *self, loaded *it, const xp_chunk *chunk, xp_bundle *bundle)
{
    for (uint32_t j = 0; j < chunk->n; j++) {
        cc_refusal refusal;
        if (is_set(self->finish) || is_set(self->stop)) {
            return SIM_ERR_INTERRUPTED;
        }
        const uint64_t replication = chunk->first + j;
        int ret = replicate(self, it, replication, &refusal);
        if (ret == SIM_ERR_INTERRUPTED || ret == SIM_ERR_NOMEM) {
            return ret;
        }
        if (ret != SIM_OK) {
            const xp_bundle_item item = {.replication = replication,
                                         .error = ret,
                                         .message = refusal.text[0] != '\0' ? refusal.text
                                                                            : sim_strerror(ret)};
            return xp_bundle_add(bundle, &item);
        }
        ret = add_result(self, it, replication, bundle);
        if (ret != SIM_OK) {
            return ret;
        }
    }
    return SIM_OK;
}

int
xp_hand_do(xp_hand *self, const xp_chunk *chunk, xp_bundle *bundle)
{
    cc_refusal refusal;
    int ret;
    char *text = NULL;
    loaded *it = find(self, chunk->point, &refusal, &ret);
    if (ret == SIM_ERR_NOMEM) {
        return ret;
    }
    xp_bundle_head head = {.chunk = *chunk, .name = "", .text = ""};
    if (it == NULL) {
        head.message = refusal.text[0] != '\0' ? refusal.text : sim_strerror(ret);
        return xp_bundle_begin(bundle, &head);
    }
    if (chunk->wants_text && cc_canonical_print(&it->scenario, &text) != SIM_OK) {
        return SIM_ERR_NOMEM;
    }
    head.scenario = it->scenario.hash;
    head.demand = it->scenario.demand_hash;
    head.name = it->scenario.name;
    head.text = text != NULL ? text : "";
    ret = xp_bundle_begin(bundle, &head);
    free(text);
    return ret == SIM_OK ? run_chunk(self, it, chunk, bundle) : ret;
}
