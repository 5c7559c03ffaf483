#include "experiment/sweep/looks.h"

#include "experiment/precision.h"
#include "experiment/row.h"
#include "models/scenario/load.h"
#include "sim/memory.h"
#include <stdlib.h>

typedef struct look {
    bool is_used, has_scenario, has_results;
    bool lacks; /* a figure that a rule is of */
    uint64_t hash, seed;
    uint64_t since; /* by which the oldest is found */
    cc_scenario scenario;
    cc_record record;
    xp_plan plan;
    xp_results results;
    xp_row row;
} look;

struct xp_looks {
    const xp_sweep *sweep;
    xp_store *store;
    uint64_t now;
    size_t n;
    look look[];
};

xp_looks *
xp_looks_new(const xp_sweep *sweep, xp_store *store, size_t n_points)
{
    xp_looks *self = sim_memory_zeros(1, sizeof(*self) + n_points * sizeof(look));
    if (self != NULL) {
        self->sweep = sweep;
        self->store = store;
        self->n = n_points;
    }
    return self;
}

static void
look_free(look *self)
{
    xp_row_free(&self->row);
    cc_record_free(&self->record);
    if (self->has_results) {
        xp_results_free(&self->results);
    }
    if (self->has_scenario) {
        cc_scenario_free(&self->scenario);
    }
    *self = (look){0};
}

void
xp_looks_delete(xp_looks *self)
{
    for (size_t j = 0; self != NULL && j < self->n; j++) {
        look_free(&self->look[j]);
    }
    free(self);
}

static int
look_init(xp_looks *self, look *it, cc_refusal *refusal)
{
    char *text;
    int ret = xp_store_scenario(self->store, it->hash, &text);
    if (ret != SIM_OK) {
        *refusal = (cc_refusal){""};
        return ret;
    }
    ret = cc_scenario_load_text(&it->scenario, "the store's scenario", text, NULL, 0, refusal);
    free(text);
    if (ret != SIM_OK) {
        return ret;
    }
    it->has_scenario = true;
    it->plan = xp_plan_default();
    it->plan.scenario[0] = &it->scenario;
    it->plan.n_scenarios = 1;
    it->plan.replications = self->sweep->replications;
    it->plan.confidence = self->sweep->confidence;
    it->plan.rule = self->sweep->rule;
    it->plan.n_rules = self->sweep->n_rules;
    it->has_results = true;
    ret = xp_results_init(&it->results, &it->plan, refusal);
    if (ret == SIM_ERR_REFUSED) { /* the scenario has no such figure */
        it->lacks = true;
        return SIM_OK;
    }
    ret = ret == SIM_OK ? cc_record_init(&it->record, &it->results.layout[0]) : ret;
    return ret == SIM_OK ? xp_row_init(&it->row, it->results.table, it->plan.scenario,
                                       it->results.layout, it->results.pools)
                         : ret;
}

/* NULL: *error says why. */
static look *
find(xp_looks *self, uint64_t hash, uint64_t seed, uint64_t n, cc_refusal *refusal, int *error)
{
    look *oldest = &self->look[0];
    *error = SIM_OK;
    for (size_t j = 0; j < self->n; j++) {
        look *it = &self->look[j];
        if (it->is_used && it->hash == hash && it->seed == seed && it->results.n <= n) {
            it->since = ++self->now;
            return it;
        }
        if (!it->is_used || (oldest->is_used && it->since < oldest->since)) {
            oldest = it;
        }
    }
    look_free(oldest);
    oldest->hash = hash;
    oldest->seed = seed;
    *error = look_init(self, oldest, refusal);
    if (*error != SIM_OK) {
        look_free(oldest);
        return NULL;
    }
    oldest->is_used = true;
    oldest->since = ++self->now;
    return oldest;
}

static int
read_on(xp_looks *self, look *it, uint64_t n)
{
    xp_store_cursor *cursor = xp_store_results(self->store, it->hash, it->seed, it->results.n);
    int ret = cursor == NULL ? SIM_ERR_NOMEM : SIM_OK;
    while (ret == SIM_OK && it->results.n < n) {
        const unsigned char *byte;
        size_t n_bytes;
        uint64_t replication;
        ret = xp_store_next(cursor, &replication, &byte, &n_bytes);
        if (ret == SIM_OK && (n_bytes == 0 || replication != it->results.n)) {
            ret = SIM_ERR_BUG;
        }
        ret = ret == SIM_OK ? cc_unpack_record(&it->record, byte, n_bytes) : ret;
        if (ret == SIM_OK) {
            it->row.replication = replication;
            xp_row_fill(&it->row, it->results.table, &it->scenario, 0, &it->results.pools[0],
                        &it->record);
            ret = xp_results_add(&it->results, &it->row);
        }
    }
    xp_store_cursor_free(cursor);
    return ret;
}

int
xp_looks_at(xp_looks *self, uint64_t scenario, uint64_t seed, uint64_t n, bool *narrow,
            bool *in_vain, cc_refusal *refusal)
{
    int ret;
    refusal->text[0] = '\0';
    look *it = find(self, scenario, seed, n, refusal, &ret);
    *narrow = *in_vain = false;
    if (it != NULL && it->lacks) {
        *in_vain = true;
        return SIM_OK;
    }
    ret = it != NULL ? read_on(self, it, n) : ret;
    if (ret != SIM_OK) {
        if (refusal->text[0] == '\0') {
            const char *problem = xp_store_problem(self->store);
            (void)cc_refuse(refusal, NULL, 0, "%s",
                            problem[0] != '\0' ? problem : sim_strerror(ret));
        }
        return ret;
    }
    *narrow = true;
    for (size_t j = 0; j < self->sweep->n_rules; j++) {
        const xp_progress progress = xp_precision_progress(&self->sweep->rule[j], &it->results);
        *narrow = *narrow && progress == XP_NARROW;
        *in_vain = *in_vain || (progress > XP_NARROW && n >= XP_PATIENCE);
    }
    return SIM_OK;
}
