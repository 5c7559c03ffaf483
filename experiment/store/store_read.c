#include "experiment/store/store_own.h"

#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <stdlib.h>
#include <string.h>

int
xp_store_find_point(xp_store *self, const xp_sweep *sweep, size_t point, xp_store_known *known,
                    uint64_t *scenario)
{
    bool any;
    sqlite3_stmt *it =
        xp_store_statement(self, "SELECT scenario FROM point WHERE plan = ?1 AND point = ?2");
    *known = XP_STORE_UNKNOWN;
    *scenario = 0;
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    xp_bind_integer(it, 1, sweep->hash);
    xp_bind_integer(it, 2, point + 1);
    const int ret = xp_database_row(&self->base, it, &any);
    if (ret == SIM_OK && any) {
        *known = sqlite3_column_type(it, 0) == SQLITE_NULL ? XP_STORE_REFUSED : XP_STORE_LOADED;
        *scenario = (uint64_t)sqlite3_column_int64(it, 0);
        sqlite3_reset(it);
    }
    return ret;
}

int
xp_store_failed(xp_store *self, uint64_t scenario, uint64_t seed, uint64_t *replication)
{
    bool any;
    sqlite3_stmt *it =
        xp_store_statement(self, "SELECT replication FROM failure WHERE scenario = ?1 AND seed = ?2"
                                 " ORDER BY replication LIMIT 1");
    *replication = UINT64_MAX;
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    xp_bind_integer(it, 1, scenario);
    xp_bind_integer(it, 2, seed);
    const int ret = xp_database_row(&self->base, it, &any);
    if (ret == SIM_OK && any) {
        *replication = (uint64_t)sqlite3_column_int64(it, 0) - 1;
        sqlite3_reset(it);
    }
    return ret;
}

int
xp_store_replications(xp_store *self, uint64_t scenario, uint64_t seed, uint64_t **list, size_t *n,
                      uint64_t *failed)
{
    size_t capacity = 0;
    bool any = false;
    *list = NULL;
    *n = 0;
    sqlite3_stmt *it =
        xp_store_statement(self, "SELECT replication FROM result WHERE scenario = ?1 AND seed = ?2"
                                 " ORDER BY replication");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    int ret = xp_store_failed(self, scenario, seed, failed);
    xp_bind_integer(it, 1, scenario);
    xp_bind_integer(it, 2, seed);
    while (ret == SIM_OK && (ret = xp_database_row(&self->base, it, &any)) == SIM_OK && any) {
        if (*n == capacity) {
            capacity = capacity > 0 ? 2 * capacity : 64;
            uint64_t *larger = realloc(*list, capacity * sizeof(**list));
            if (larger == NULL) {
                sqlite3_reset(it);
                ret = SIM_ERR_NOMEM;
                break;
            }
            *list = larger;
        }
        (*list)[(*n)++] = (uint64_t)sqlite3_column_int64(it, 0) - 1;
    }
    if (ret != SIM_OK) {
        free(*list);
        *list = NULL;
        *n = 0;
    }
    return ret;
}

int
xp_store_scenario(xp_store *self, uint64_t scenario, char **text)
{
    bool any;
    sqlite3_stmt *it = xp_store_statement(self, "SELECT text FROM scenario WHERE scenario = ?1");
    *text = NULL;
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    xp_bind_integer(it, 1, scenario);
    int ret = xp_database_row(&self->base, it, &any);
    if (ret != SIM_OK) {
        return ret;
    }
    if (!any) {
        (void)cc_refuse(&self->base.problem, self->base.path, 0, "has no scenario %016llx",
                        (unsigned long long)scenario);
        return SIM_ERR_IO;
    }
    const size_t n = (size_t)sqlite3_column_bytes(it, 0);
    const unsigned char *from = sqlite3_column_text(it, 0);
    *text = malloc(n + 1);
    if (*text != NULL) {
        memcpy(*text, from == NULL ? (const unsigned char *)"" : from, n);
        (*text)[n] = '\0';
    }
    sqlite3_reset(it);
    return *text == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

int
xp_store_levels(xp_store *self, const xp_sweep *sweep, size_t point, double value[])
{
    bool any = false;
    int ret = SIM_OK;
    sqlite3_stmt *it = xp_store_statement(
        self, "SELECT factor, value FROM level WHERE plan = ?1 AND point = ?2 ORDER BY factor");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    for (size_t j = 0; j < sweep->n_factors; j++) {
        value[j] = NAN;
    }
    xp_bind_integer(it, 1, sweep->hash);
    xp_bind_integer(it, 2, point + 1);
    while ((ret = xp_database_row(&self->base, it, &any)) == SIM_OK && any) {
        const uint64_t factor = (uint64_t)sqlite3_column_int64(it, 0) - 1;
        if (factor < sweep->n_factors && sqlite3_column_type(it, 1) != SQLITE_NULL) {
            value[factor] = sqlite3_column_double(it, 1);
        }
    }
    return ret;
}

/* ---- records one by one ---- */

struct xp_store_cursor {
    xp_store *store;
    sqlite3_stmt *it; /* its own: there may be several at a time */
    bool ended;
};

xp_store_cursor *
xp_store_results(xp_store *self, uint64_t scenario, uint64_t seed, uint64_t first)
{
    xp_store_cursor *cursor = sim_memory_zeros(1, sizeof(*cursor));
    if (cursor == NULL) {
        return NULL;
    }
    cursor->store = self;
    const int code =
        sqlite3_prepare_v2(self->base.handle,
                           "SELECT replication, bytes FROM record WHERE scenario = ?1 AND seed = ?2"
                           " AND replication >= ?3 ORDER BY replication",
                           -1, &cursor->it, NULL);
    if (code != SQLITE_OK) {
        (void)xp_database_fail(&self->base, code);
        free(cursor);
        return NULL;
    }
    xp_bind_integer(cursor->it, 1, scenario);
    xp_bind_integer(cursor->it, 2, seed);
    xp_bind_integer(cursor->it, 3, first + 1);
    return cursor;
}

int
xp_store_next(xp_store_cursor *self, uint64_t *replication, const unsigned char **byte, size_t *n)
{
    bool any = false;
    *n = 0;
    *byte = NULL;
    if (self->ended) {
        return SIM_OK;
    }
    const int ret = xp_database_row(&self->store->base, self->it, &any);
    if (ret == SIM_OK && any) {
        *replication = (uint64_t)sqlite3_column_int64(self->it, 0) - 1;
        *byte = sqlite3_column_blob(self->it, 1);
        *n = (size_t)sqlite3_column_bytes(self->it, 1);
    }
    self->ended = ret != SIM_OK || !any;
    return ret;
}

void
xp_store_cursor_free(xp_store_cursor *self)
{
    if (self != NULL) {
        sqlite3_finalize(self->it);
        free(self);
    }
}

/* ---- samples that a plan lacks ---- */

static int
is_complete(xp_store *self, const xp_sampled *list, size_t n, uint64_t scenario, uint64_t seed,
            bool *complete)
{
    *complete = true;
    /* all samples of a plan are put together with the result, or filled in together */
    sqlite3_stmt *it = xp_store_statement(
        self, "SELECT 1 FROM result r WHERE scenario = ?1 AND seed = ?2 AND NOT EXISTS(SELECT 1"
              " FROM sample s WHERE s.scenario = ?1 AND s.seed = ?2"
              " AND s.replication = r.replication AND s.measure = ?3) LIMIT 1");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    int ret = SIM_OK;
    for (size_t j = 0; j < n && ret == SIM_OK && *complete; j++) {
        bool any;
        xp_bind_integer(it, 1, scenario);
        xp_bind_integer(it, 2, seed);
        xp_bind_integer(it, 3, list[j].id);
        ret = xp_database_row(&self->base, it, &any);
        if (ret == SIM_OK && any) {
            *complete = false;
            sqlite3_reset(it);
        }
    }
    return ret;
}

static int
fill(xp_store *self, const xp_gauge *gauge, cc_record *record, uint64_t scenario, uint64_t seed)
{
    xp_store_cursor *cursor = xp_store_results(self, scenario, seed, 0);
    xp_sample *sample = sim_memory_zeros(gauge->n, sizeof(*sample));
    sqlite3_stmt *it = xp_store_statement(
        self, "INSERT OR IGNORE INTO sample VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    int ret = cursor == NULL || sample == NULL || it == NULL ? SIM_ERR_NOMEM : SIM_OK;
    uint64_t replication;
    const unsigned char *byte;
    size_t n;
    while (ret == SIM_OK && (ret = xp_store_next(cursor, &replication, &byte, &n)) == SIM_OK &&
           n > 0) {
        ret = cc_unpack_record(record, byte, n);
        if (ret != SIM_OK) {
            (void)cc_refuse(&self->base.problem, self->base.path, 0,
                            "replication %llu of scenario %016llx is damaged",
                            (unsigned long long)replication + 1, (unsigned long long)scenario);
            ret = SIM_ERR_IO;
            break;
        }
        xp_gauge_read(gauge, record, sample);
        for (size_t j = 0; j < gauge->n && ret == SIM_OK; j++) {
            ret = xp_store_put_sample(self, it, &(xp_store_key){scenario, seed, replication},
                                      &sample[j]);
        }
    }
    free(sample);
    xp_store_cursor_free(cursor);
    return ret;
}

int
xp_store_fill_samples(xp_store *self, const xp_sweep *sweep, uint64_t scenario, uint64_t seed)
{
    xp_sampled *list;
    size_t n;
    bool complete = true;
    char *text = NULL;
    cc_scenario loaded;
    cc_layout layout;
    cc_record record;
    xp_gauge gauge;
    int ret = xp_sampled_of(&list, &n, sweep);
    ret = ret == SIM_OK ? is_complete(self, list, n, scenario, seed, &complete) : ret;
    ret = ret == SIM_OK && !complete ? xp_store_begin(self) : ret;
    ret = ret == SIM_OK && !complete ? xp_store_scenario(self, scenario, &text) : ret;
    if (ret != SIM_OK || complete) {
        free(list);
        return ret;
    }
    ret = cc_scenario_load_text(&loaded, self->base.path, text, NULL, 0, &self->base.problem);
    free(text);
    if (ret == SIM_OK) {
        ret = cc_layout_init(&layout, &loaded, false);
        if (ret == SIM_OK && (ret = cc_record_init(&record, &layout)) == SIM_OK) {
            ret = xp_gauge_init(&gauge, list, n, sweep, &loaded, &layout);
            if (ret == SIM_OK) {
                ret = fill(self, &gauge, &record, scenario, seed);
                xp_gauge_free(&gauge);
            }
            cc_record_free(&record);
        }
        cc_scenario_free(&loaded);
    }
    free(list);
    return ret;
}
