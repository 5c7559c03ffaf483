#include "experiment/sweep/gather.h"

#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- the outputs ---- */

static bool
is_quantile(const xp_gather *self, size_t j)
{
    return self->is_figure[j] && cc_kpis[self->measure[j].kpi].estimator == CC_QUANTILE;
}

/* Asks a scenario for those that are not known yet. */
static int
ask(xp_gather *self, uint64_t hash, bool known[], size_t *left)
{
    char *text = NULL;
    cc_scenario scenario = {0};
    cc_layout layout;
    cc_refusal refusal;
    int ret = xp_store_scenario(self->store, hash, &text);
    if (ret == SIM_OK) {
        ret = cc_scenario_load_text(&scenario, "store", text, NULL, 0, &refusal);
    }
    if (ret == SIM_OK) {
        ret = cc_layout_init(&layout, &scenario, false);
    }
    for (size_t j = 0; j < self->n_sampled && ret == SIM_OK; j++) {
        xp_expression_name name = {"", ""};
        xp_term term;
        strncpy(name.name, self->sampled[j].name, sizeof(name.name) - 1);
        strncpy(name.scope, self->sampled[j].scope, sizeof(name.scope) - 1);
        if (known[j] ||
            xp_term_parse(&term, &name, self->sweep, &scenario, &layout, &refusal) != SIM_OK) {
            continue;
        }
        known[j] = true;
        self->is_figure[j] = term.kind == XP_TERM_FIGURE;
        self->measure[j] = term.measure;
        (*left)--;
    }
    cc_scenario_free(&scenario);
    free(text);
    return ret;
}

/* Points of another scenario file may have what the first lacks. */
#define MOST_ASKED 64

static int
ask_all(xp_gather *self)
{
    bool *known = sim_memory_zeros(self->n_sampled, sizeof(*known));
    size_t left = self->n_sampled, asked = 0;
    const size_t n = self->sweep->n_points;
    int ret = known == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (size_t k = 0; k < n && left > 0 && asked < MOST_ASKED && ret == SIM_OK; k++) {
        const xp_recalled *point = &self->point[(self->sweep->baseline + k) % n];
        if (point->is_loaded) {
            ret = ask(self, point->scenario, known, &left);
            asked++;
        }
    }
    free(known);
    return ret;
}

static int
make_tables(xp_gather *self)
{
    const size_t n = self->n_sampled;
    cc_measure *list = sim_memory_zeros(n, sizeof(*list));
    size_t n_list = 0;
    if (list == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < n; j++) {
        if (self->is_figure[j]) {
            list[n_list++] = self->measure[j];
        }
    }
    int ret = xp_table_init_of(&self->one, (const cc_measure *[]){list}, &n_list, 1);
    if (ret == SIM_OK) {
        ret = xp_table_init_of(&self->two, (const cc_measure *[]){list, list},
                               (size_t[]){n_list, n_list}, 2);
    }
    free(list);
    for (size_t j = 0; j < n && ret == SIM_OK; j++) {
        if (self->is_figure[j]) {
            const size_t m =
                xp_table_find(&self->one, self->measure[j].name, self->measure[j].scope_name);
            self->local[j] = self->one.measure[m].local[0];
        }
    }
    return ret;
}

static xp_part
find_part(const xp_gather *self, const xp_expression_name *name)
{
    xp_part part = {.is_factor = true};
    for (; part.index < self->sweep->n_factors; part.index++) {
        if (strcmp(self->sweep->factor[part.index].name, name->name) == 0) {
            return part;
        }
    }
    const uint64_t id = xp_sampled_id(name->name, name->scope[0] == '\0' ? "center" : name->scope);
    for (part = (xp_part){false, 0}; self->sampled[part.index].id != id; part.index++) {
    }
    return part;
}

static int
find_parts(xp_gather *self)
{
    const xp_sweep *sweep = self->sweep;
    self->part = sim_memory_zeros(sweep->n_outputs, sizeof(*self->part));
    if (self->part == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t o = 0; o < sweep->n_outputs; o++) {
        const xp_output *output = &sweep->output[o];
        if (!output->is_own) {
            xp_expression_name name = {"", ""};
            strncpy(name.name, output->kpi, sizeof(name.name) - 1);
            strncpy(name.scope, output->scope, sizeof(name.scope) - 1);
            const uint64_t id =
                xp_sampled_id(name.name, name.scope[0] == '\0' ? "center" : name.scope);
            while (self->sampled[self->part[o][0].index].id != id) {
                self->part[o][0].index++;
            }
        }
        for (size_t k = 0; output->is_own && k < output->expression.n_names; k++) {
            self->part[o][k] = find_part(self, &output->expression.name[k]);
        }
    }
    return SIM_OK;
}

int
xp_gather_init(xp_gather *self, const xp_sweep *sweep, xp_store *store, const xp_recalled *point,
               cc_refusal *refusal)
{
    *self = (xp_gather){.sweep = sweep, .store = store, .point = point};
    refusal->text[0] = '\0';
    int ret = xp_sampled_of(&self->sampled, &self->n_sampled, sweep);
    const size_t n = self->n_sampled;
    self->id = sim_memory_zeros(n, sizeof(*self->id));
    self->measure = sim_memory_zeros(n, sizeof(*self->measure));
    self->is_figure = sim_memory_zeros(n, sizeof(*self->is_figure));
    self->local = sim_memory_zeros(n, sizeof(*self->local));
    if (ret != SIM_OK || self->id == NULL || self->measure == NULL || self->is_figure == NULL ||
        self->local == NULL) {
        ret = ret != SIM_OK ? ret : SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < n && ret == SIM_OK; j++) {
        self->id[j] = self->sampled[j].id;
    }
    if (ret == SIM_OK) {
        ret = find_parts(self);
    }
    if (ret == SIM_OK) {
        ret = ask_all(self);
    }
    if (ret == SIM_OK) {
        ret = make_tables(self);
    }
    if (ret != SIM_OK) {
        xp_gather_free(self);
    }
    return ret;
}

void
xp_gather_free(xp_gather *self)
{
    free(self->sampled);
    free(self->id);
    free(self->measure);
    free(self->is_figure);
    free(self->local);
    free(self->part);
    xp_table_free(&self->one);
    xp_table_free(&self->two);
    *self = (xp_gather){0};
}

size_t
xp_gather_measure(const xp_gather *self, size_t output)
{
    const size_t j = self->part[output][0].index;
    return self->sweep->output[output].is_own || !self->is_figure[j]
               ? XP_LACKS
               : xp_table_find(&self->one, self->measure[j].name, self->measure[j].scope_name);
}

/* ---- histograms, off the records ---- */

typedef struct xp_gather_records {
    const xp_gather *gather;
    size_t point;
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_measure *measure; /* by pool, of this scenario */
    bool *has;           /* by pool */
    xp_store_cursor *cursor;
    sim_histogram *pool; /* of the last record: in `kept`, or in `buffer` */
    sim_histogram *buffer;
    sim_histogram *kept; /* those of all records, where they are not too many */
    uint64_t at, n_kept; /* the next record; how many are kept */
} records;

#define KEPT 4096 /* histograms: 64 MB */

static void
records_close(records *self)
{
    xp_store_cursor_free(self->cursor);
    free(self->measure);
    free(self->has);
    free(self->buffer);
    free(self->kept);
    cc_record_free(&self->record);
    cc_scenario_free(&self->scenario);
    *self = (records){0};
}

static int
records_load(records *self, const xp_recalled *point, cc_refusal *refusal)
{
    char *text = NULL;
    int ret = xp_store_scenario(self->gather->store, point->scenario, &text);
    if (ret == SIM_OK) {
        ret = cc_scenario_load_text(&self->scenario, "store", text, NULL, 0, refusal);
    }
    free(text);
    if (ret == SIM_OK) {
        ret = cc_layout_init(&self->layout, &self->scenario, false);
    }
    return ret == SIM_OK ? cc_record_init(&self->record, &self->layout) : ret;
}

/* From the first replication on. */
static void
records_restart(records *self)
{
    xp_store_cursor_free(self->cursor);
    self->cursor = NULL;
    self->at = 0;
}

/* n: replications that will be read, perhaps again; 0: once. Safe to close in any case. */
static int
records_open(records *self, const xp_gather *gather, size_t point, uint64_t n, cc_refusal *refusal)
{
    const xp_table *table = &gather->one;
    *self = (records){.gather = gather, .point = point};
    if (n > 0 && n <= KEPT / (table->n_pools + 1)) { /* without it, they are read again */
        self->kept = sim_memory_zeros((size_t)n * table->n_pools, sizeof(*self->kept));
    }
    self->measure = sim_memory_zeros(table->n_pools, sizeof(*self->measure));
    self->has = sim_memory_zeros(table->n_pools, sizeof(*self->has));
    self->buffer = sim_memory_zeros(table->n_pools, sizeof(*self->buffer));
    int ret = self->measure == NULL || self->has == NULL || self->buffer == NULL
                  ? SIM_ERR_NOMEM
                  : records_load(self, &gather->point[point], refusal);
    for (size_t k = 0; k < table->n_pools && ret == SIM_OK; k++) {
        const xp_measure *measure = &table->measure[table->pool_measure[k]];
        cc_refusal lacks;
        self->has[k] = cc_measure_parse(&self->measure[k], &self->scenario, &self->layout,
                                        measure->name, measure->scope, &lacks) == SIM_OK;
    }
    return ret;
}

static int
read_record(records *self)
{
    const xp_recalled *point = &self->gather->point[self->point];
    uint64_t replication;
    const unsigned char *byte;
    size_t n;
    if (self->cursor == NULL) {
        self->cursor =
            xp_store_results(self->gather->store, point->scenario, point->seed, self->at);
    }
    const int ret =
        self->cursor == NULL ? SIM_ERR_NOMEM : xp_store_next(self->cursor, &replication, &byte, &n);
    if (ret != SIM_OK) {
        return ret;
    }
    return n == 0 ? SIM_ERR_LAYOUT : cc_unpack_record(&self->record, byte, n);
}

/* What is asked for was counted: there is a next one. */
static int
records_next(records *self)
{
    const size_t n_pools = self->gather->one.n_pools;
    self->pool = self->kept != NULL ? &self->kept[self->at * n_pools] : self->buffer;
    if (self->at < self->n_kept) {
        self->at++;
        return SIM_OK;
    }
    const int ret = read_record(self);
    self->at++;
    for (size_t k = 0; k < n_pools && ret == SIM_OK; k++) {
        memset(&self->pool[k], 0, sizeof(self->pool[k]));
        if (self->has[k]) {
            cc_measure_histogram(&self->measure[k], &self->scenario, &self->record, &self->pool[k]);
        }
    }
    self->n_kept = self->kept != NULL && ret == SIM_OK ? self->at : self->n_kept;
    return ret;
}

/* ---- one point ---- */

static int
make_estimates(const xp_gather *self, xp_gathered *into, const xp_gathered *base)
{
    static const int no_queues[2] = {0, 0};
    int ret = xp_estimates_init(&into->alone, &self->one, false, no_queues);
    if (ret == SIM_OK && base != NULL) {
        ret = xp_estimates_init(&into->beside, &self->two, true, no_queues);
    }
    return ret;
}

static void
sort_samples(const xp_gather *self, const cc_sample from[], cc_sample to[])
{
    for (size_t j = 0; j < self->n_sampled; j++) {
        if (self->is_figure[j]) {
            to[self->local[j]] = from[j];
        }
    }
}

/* Feeds the estimates, in order of replication. */
static int
feed(const xp_gather *self, xp_gathered *into, const xp_gathered *base, records *mine,
     records *other)
{
    const size_t k = self->n_sampled;
    cc_sample *here = sim_memory_zeros(k, sizeof(*here));
    cc_sample *there = sim_memory_zeros(k, sizeof(*there));
    int ret = here == NULL || there == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (uint64_t r = 0; r < into->n && ret == SIM_OK; r++) {
        const bool pair = base != NULL && r < base->n;
        sort_samples(self, &into->sample[r * k], here);
        if (mine != NULL) {
            ret = records_next(mine);
        }
        if (pair && ret == SIM_OK && other != NULL) {
            ret = records_next(other);
        }
        if (ret != SIM_OK) {
            break;
        }
        for (size_t j = 0; mine != NULL && j < self->one.n_pools; j++) {
            sim_histogram_merge(&into->pool[j], &mine->pool[j]);
        }
        const xp_row alone = {
            .replication = r, .sample = {here}, .pool = {mine != NULL ? mine->pool : NULL}};
        xp_estimates_add(&into->alone, &alone);
        if (pair) {
            sort_samples(self, &base->sample[r * k], there);
            const xp_row both = {.replication = r,
                                 .sample = {there, here},
                                 .pool = {other != NULL ? other->pool : NULL, alone.pool[0]}};
            xp_estimates_add(&into->beside, &both);
        }
    }
    free(here);
    free(there);
    return ret;
}

/* How many waits of each replication are below the quantiles, which are known by now. */
static int
look_below(const xp_gather *self, xp_gathered *into)
{
    records *again = into->records;
    int ret = SIM_OK;
    records_restart(again);
    for (uint64_t r = 0; r < into->n && ret == SIM_OK; r++) {
        ret = records_next(again);
        for (size_t j = 0; j < self->n_sampled && ret == SIM_OK; j++) {
            if (is_quantile(self, j)) {
                const size_t m =
                    xp_table_find(&self->one, self->measure[j].name, self->measure[j].scope_name);
                const size_t k = self->one.measure[m].pool;
                into->sample[r * self->n_sampled + j] =
                    (cc_sample){.num = xp_influence_below(&again->pool[k], &into->pool[k],
                                                          self->measure[j].number),
                                .den = (double)again->pool[k].n};
            }
        }
    }
    return ret;
}

/* Results that came by another plan, before this one had its samples made of them: off the records. */
static int
fill(const xp_gather *self, xp_gathered *into, cc_refusal *refusal)
{
    records it;
    xp_gauge gauge = {0};
    xp_sample *sample = sim_memory_zeros(self->n_sampled, sizeof(*sample));
    int ret = records_open(&it, self, into->point, 0, refusal);
    if (ret == SIM_OK) {
        ret = sample == NULL ? SIM_ERR_NOMEM
                             : xp_gauge_init(&gauge, self->sampled, self->n_sampled, self->sweep,
                                             &it.scenario, &it.layout);
    }
    for (uint64_t r = 0; r < into->n && ret == SIM_OK; r++) {
        ret = records_next(&it);
        if (ret != SIM_OK) {
            break;
        }
        xp_gauge_read(&gauge, &it.record, sample);
        for (size_t k = 0, j = 0; k < gauge.n; k++) {
            while (self->id[j] != gauge.id[k]) { /* both in the order of the list */
                j++;
            }
            into->sample[r * self->n_sampled + j] = sample[k].sums;
            into->value[r * self->n_sampled + j] = sample[k].value;
        }
    }
    xp_gauge_free(&gauge);
    records_close(&it);
    free(sample);
    return ret;
}

int
xp_gather_samples(const xp_gather *self, xp_gathered *into, size_t point, cc_refusal *refusal)
{
    const xp_recalled *it = &self->point[point];
    const size_t n = (size_t)it->n * self->n_sampled;
    *into = (xp_gathered){.point = point, .n = it->n};
    refusal->text[0] = '\0';
    into->sample = sim_memory_zeros(n, sizeof(*into->sample));
    into->value = sim_memory_zeros(n, sizeof(*into->value));
    if (into->sample == NULL || into->value == NULL) {
        return SIM_ERR_NOMEM;
    }
    if (it->n == 0) {
        return SIM_OK;
    }
    uint64_t found;
    const int ret = xp_recall_samples(self->store, it->scenario, it->seed, self->id,
                                      self->n_sampled, it->n, into->sample, into->value, &found);
    return ret == SIM_OK && found < n ? fill(self, into, refusal) : ret;
}

int
xp_gather_point(const xp_gather *self, xp_gathered *into, size_t point, const xp_gathered *base,
                cc_refusal *refusal)
{
    int ret = xp_gather_samples(self, into, point, refusal);
    records *other = base != NULL ? base->records : NULL;
    into->pool = sim_memory_zeros(self->one.n_pools, sizeof(*into->pool));
    if (ret == SIM_OK && into->pool == NULL) {
        ret = SIM_ERR_NOMEM;
    }
    if (ret == SIM_OK) {
        ret = make_estimates(self, into, base);
    }
    if (ret == SIM_OK && self->one.n_pools > 0 && into->n > 0) {
        into->records = sim_memory_zeros(1, sizeof(*into->records));
        ret = into->records == NULL ? SIM_ERR_NOMEM
                                    : records_open(into->records, self, point, into->n, refusal);
    }
    if (other != NULL) {
        records_restart(other);
    }
    if (ret == SIM_OK) {
        ret = feed(self, into, base, into->records, other);
    }
    if (ret == SIM_OK && into->records != NULL) {
        ret = look_below(self, into);
    }
    if (ret == SIM_ERR_LAYOUT) {
        (void)cc_refuse(refusal, NULL, 0,
                        "point %zu: a record of scenario %016" PRIx64
                        " cannot be read: it is damaged, or of another version of ccsim",
                        point + 1, self->point[point].scenario);
    }
    /* a reader that is half-way keeps the writer of the store waiting */
    if (other != NULL) {
        records_restart(other);
    }
    if (into->records != NULL) {
        records_restart(into->records);
    }
    return ret;
}

void
xp_gathered_free(xp_gathered *self)
{
    free(self->sample);
    free(self->value);
    free(self->pool);
    if (self->records != NULL) {
        records_close(self->records);
    }
    free(self->records);
    xp_estimates_free(&self->alone);
    xp_estimates_free(&self->beside);
    *self = (xp_gathered){0};
}

/* ---- influences ---- */

static void
influence_of(const xp_gathered *self, const xp_gather *gather, size_t j, uint64_t n,
             xp_influence *into)
{
    const size_t k = gather->n_sampled;
    const cc_sample *sample = self->sample + j;
    if (is_quantile(gather, j)) {
        const size_t m =
            xp_table_find(&gather->one, gather->measure[j].name, gather->measure[j].scope_name);
        xp_influence_quantile(into, &self->pool[gather->one.measure[m].pool],
                              gather->measure[j].number, sample, k, n);
    } else {
        /* a counter is counted once a replication */
        xp_influence_figure(
            into, gather->is_figure[j] ? cc_kpis[gather->measure[j].kpi].estimator : CC_RATIO,
            sample, k, n);
    }
}

void
xp_gathered_influence(const xp_gathered *self, const xp_gather *gather, size_t output, uint64_t n,
                      xp_influence part[], xp_influence *into)
{
    const xp_output *it = &gather->sweep->output[output];
    if (!it->is_own) {
        influence_of(self, gather, gather->part[output][0].index, n, into);
        return;
    }
    for (size_t j = 0; j < it->expression.n_names; j++) {
        const xp_part *of = &gather->part[output][j];
        if (of->is_factor) {
            xp_influence_constant(&part[j], gather->point[self->point].value[of->index], n);
        } else {
            influence_of(self, gather, of->index, n, &part[j]);
        }
    }
    xp_influence_expression(into, &it->expression, part, n);
}
