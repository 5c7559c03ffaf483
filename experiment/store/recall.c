#include "experiment/store/recall.h"

#include "experiment/store/store_own.h"
#include "sim/memory.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- texts of a row ---- */

static const char *
text_of(sqlite3_stmt *it, int column, cc_arena *arena)
{
    const char *text = (const char *)sqlite3_column_text(it, column);
    return text == NULL ? NULL : cc_arena_text(arena, text);
}

static double
number_of(sqlite3_stmt *it, int column)
{
    return sqlite3_column_type(it, column) == SQLITE_NULL ? NAN : sqlite3_column_double(it, column);
}

/* ---- which plan ---- */

static int
find_plan(xp_store *store, const char *wanted, uint64_t *hash, cc_refusal *refusal)
{
    char names[400] = "";
    int n = 0, n_alike = 0;
    bool any = false;
    sqlite3_stmt *it =
        xp_store_statement(store, "SELECT plan, name, points FROM plan ORDER BY name, plan");
    int ret = it == NULL ? xp_store_no_statement(store) : SIM_OK;
    while (ret == SIM_OK && (ret = xp_database_row(&store->base, it, &any)) == SIM_OK && any) {
        char text[24];
        const uint64_t plan = (uint64_t)sqlite3_column_int64(it, 0);
        const char *name = (const char *)sqlite3_column_text(it, 1);
        snprintf(text, sizeof(text), "%016" PRIx64, plan);
        const size_t used = strlen(names);
        snprintf(names + used, sizeof(names) - used, "%s%s (%s, %lld points)", n > 0 ? ", " : "",
                 text, name == NULL ? "" : name, (long long)sqlite3_column_int64(it, 2));
        n++;
        if (wanted == NULL || strncmp(text, wanted, strlen(wanted)) == 0) {
            *hash = plan;
            n_alike++;
        }
    }
    if (ret != SIM_OK || n_alike == 1) {
        return ret;
    }
    if (n == 0) {
        return cc_refuse(refusal, store->base.path, 0, "there is no plan in it");
    }
    return cc_refuse(refusal, store->base.path, 0, "%s%s: say which by --plan: %s",
                     wanted == NULL ? "has several plans"
                     : n_alike == 0 ? "has no plan "
                                    : "has several plans that begin with ",
                     wanted == NULL ? "" : wanted, names);
}

/* ---- a plan ---- */

static int
read_head(xp_sweep *self, xp_store *store)
{
    bool any = false;
    sqlite3_stmt *it = xp_store_statement(
        store, "SELECT name, file, points, baseline, seed, common, confidence, design, replications"
               " FROM plan WHERE plan = ?1");
    if (it == NULL) {
        return xp_store_no_statement(store);
    }
    xp_bind_integer(it, 1, self->hash);
    const int ret = xp_database_row(&store->base, it, &any);
    if (ret != SIM_OK || !any) {
        return ret != SIM_OK ? ret : SIM_ERR_IO;
    }
    self->name = text_of(it, 0, self->arena);
    self->file = text_of(it, 1, self->arena);
    self->n_points = (size_t)sqlite3_column_int64(it, 2);
    self->baseline = (size_t)sqlite3_column_int64(it, 3) - 1;
    self->seed = (uint64_t)sqlite3_column_int64(it, 4);
    self->common = sqlite3_column_int(it, 5) != 0;
    self->confidence = sqlite3_column_double(it, 6);
    self->replications = (uint64_t)sqlite3_column_int64(it, 8);
    const char *design = text_of(it, 7, self->arena);
    for (size_t j = 0; xp_design_types[j] != NULL && design != NULL; j++) {
        if (strcmp(xp_design_types[j]->name, design) == 0) {
            self->design = xp_design_types[j];
        }
    }
    sqlite3_reset(it);
    const bool damaged = self->n_points > XP_MAX_POINTS || self->baseline >= self->n_points;
    return damaged || self->name == NULL || self->file == NULL ? SIM_ERR_IO : SIM_OK;
}

/* "a.b c.d" */
static int
read_paths(xp_factor *factor, const char *text, cc_arena *arena)
{
    size_t n = 1;
    for (const char *at = text; *at != '\0'; at++) {
        n += *at == ' ';
    }
    const char **path = cc_arena_array(arena, n, sizeof(*path));
    if (path == NULL) {
        return SIM_ERR_NOMEM;
    }
    factor->path = path;
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        path[factor->n_paths] = cc_arena_text_n(arena, text, length);
        if (path[factor->n_paths++] == NULL) {
            return SIM_ERR_NOMEM;
        }
        text += length + (text[length] == ' ');
    }
    return SIM_OK;
}

static int
read_factor(xp_sweep *self, xp_factor *factor, sqlite3_stmt *it)
{
    static const char *const kinds[] = {"levels", "range", "computed", "scenario"};
    const char *kind = text_of(it, 1, self->arena), *paths = text_of(it, 2, self->arena);
    *factor = (xp_factor){.name = text_of(it, 0, self->arena),
                          .low = number_of(it, 3),
                          .high = number_of(it, 4),
                          .unit = text_of(it, 5, self->arena),
                          .tied_to = sqlite3_column_int(it, 6) - 1,
                          .is_log = sqlite3_column_int(it, 7) != 0,
                          .baseline = NAN,
                          .axis = SIZE_MAX};
    const char *grade = (const char *)sqlite3_column_text(it, 8);
    factor->grade = grade == NULL ? ' ' : strcmp(grade, "not sourced") == 0 ? '-' : grade[0];
    for (int j = 0; j < 4 && kind != NULL; j++) {
        if (strcmp(kinds[j], kind) == 0) {
            factor->kind = (xp_factor_kind)j;
        }
    }
    if (factor->tied_to < 0 && factor->kind != XP_FACTOR_COMPUTED) {
        factor->axis = self->plan.n_axes++;
    }
    return factor->name == NULL || paths == NULL ? SIM_ERR_NOMEM
                                                 : read_paths(factor, paths, self->arena);
}

static int
read_factors(xp_sweep *self, xp_store *store)
{
    bool any = false;
    sqlite3_stmt *it = xp_store_statement(
        store, "SELECT name, kind, paths, low, high, unit, tied_to, log, evidence"
               " FROM factor WHERE plan = ?1 ORDER BY factor");
    self->factor = cc_arena_array(self->arena, XP_MAX_FACTORS, sizeof(*self->factor));
    if (it == NULL || self->factor == NULL) {
        return it == NULL ? xp_store_no_statement(store) : SIM_ERR_NOMEM;
    }
    xp_bind_integer(it, 1, self->hash);
    int ret = SIM_OK;
    while (ret == SIM_OK && (ret = xp_database_row(&store->base, it, &any)) == SIM_OK && any) {
        ret = self->n_factors == XP_MAX_FACTORS
                  ? SIM_ERR_IO
                  : read_factor(self, &self->factor[self->n_factors], it);
        self->n_factors += ret == SIM_OK;
    }
    sqlite3_reset(it);
    return ret;
}

static int
read_output(xp_output *output, sqlite3_stmt *it, cc_arena *arena, cc_refusal *refusal)
{
    const char *kpi = (const char *)sqlite3_column_text(it, 1);
    const char *scope = (const char *)sqlite3_column_text(it, 2);
    const char *expression = (const char *)sqlite3_column_text(it, 3);
    *output = (xp_output){.name = text_of(it, 0, arena), .is_own = expression != NULL};
    if (output->name == NULL || (expression == NULL && (kpi == NULL || scope == NULL))) {
        return SIM_ERR_IO;
    }
    if (output->is_own) {
        return xp_expression_parse(&output->expression, expression, refusal);
    }
    snprintf(output->kpi, sizeof(output->kpi), "%s", kpi);
    snprintf(output->scope, sizeof(output->scope), "%s", scope);
    return SIM_OK;
}

static int
read_outputs(xp_sweep *self, xp_store *store, cc_refusal *refusal)
{
    bool any = false;
    sqlite3_stmt *it = xp_store_statement(
        store, "SELECT name, kpi, scope, expression FROM output WHERE plan = ?1 ORDER BY output");
    self->output = cc_arena_array(self->arena, XP_MAX_OUTPUTS, sizeof(*self->output));
    if (it == NULL || self->output == NULL) {
        return it == NULL ? xp_store_no_statement(store) : SIM_ERR_NOMEM;
    }
    xp_bind_integer(it, 1, self->hash);
    int ret = SIM_OK;
    while (ret == SIM_OK && (ret = xp_database_row(&store->base, it, &any)) == SIM_OK && any) {
        ret = self->n_outputs == XP_MAX_OUTPUTS
                  ? SIM_ERR_IO
                  : read_output(&self->output[self->n_outputs], it, self->arena, refusal);
        self->n_outputs += ret == SIM_OK;
    }
    sqlite3_reset(it);
    return ret;
}

/* Whatever went wrong is said. */
static int
say(int ret, const xp_store *store, cc_refusal *refusal)
{
    if (ret != SIM_OK && refusal->text[0] == '\0') {
        const char *problem = xp_store_problem(store);
        (void)cc_refuse(refusal, problem[0] == '\0' ? store->base.path : NULL, 0, "%s",
                        problem[0] != '\0'     ? problem
                        : ret == SIM_ERR_NOMEM ? sim_strerror(ret)
                                               : "the plan in it is damaged");
    }
    return ret;
}

int
xp_recall_plan(xp_sweep *self, xp_store *store, const char *hash, cc_refusal *refusal)
{
    *self = (xp_sweep){.arena = cc_arena_new()};
    refusal->text[0] = '\0';
    int ret = self->arena == NULL ? SIM_ERR_NOMEM : find_plan(store, hash, &self->hash, refusal);
    if (ret == SIM_OK) {
        ret = read_head(self, store);
    }
    if (ret == SIM_OK) {
        ret = read_factors(self, store);
    }
    if (ret == SIM_OK) {
        ret = read_outputs(self, store, refusal);
    }
    self->plan.type = self->design;
    self->plan.n_asked =
        self->n_points / (self->plan.n_axes + 2); /* of indices; unused of others */
    self->plan.n_points = self->n_points;
    ret = say(ret, store, refusal);
    if (ret != SIM_OK) {
        xp_sweep_free(self);
    }
    return ret;
}

int
xp_recall_hashes(uint64_t **list, size_t *n, xp_store *store)
{
    int64_t room = 0;
    bool any = false;
    *list = NULL;
    *n = 0;
    int ret = xp_database_number(&store->base, "SELECT count(*) FROM plan", 0, &room);
    sqlite3_stmt *it =
        ret == SIM_OK ? xp_store_statement(store, "SELECT plan FROM plan ORDER BY plan") : NULL;
    if (it == NULL) {
        return ret != SIM_OK ? ret : xp_store_no_statement(store);
    }
    *list = sim_memory_zeros((size_t)room, sizeof(**list));
    if (*list == NULL) {
        return SIM_ERR_NOMEM;
    }
    while ((ret = xp_database_row(&store->base, it, &any)) == SIM_OK && any && *n < (size_t)room) {
        (*list)[(*n)++] = (uint64_t)sqlite3_column_int64(it, 0);
    }
    return ret;
}

/* ---- points ---- */

static int
read_points(xp_recollection *self, xp_store *store, const xp_sweep *sweep)
{
    bool any = false;
    sqlite3_stmt *it = xp_store_statement(
        store, "SELECT p.point, p.scenario, p.seed, p.file, p.overrides, p.message, s.name,"
               " s.demand FROM point p LEFT JOIN scenario s ON s.scenario = p.scenario"
               " WHERE p.plan = ?1 ORDER BY p.point");
    if (it == NULL) {
        return xp_store_no_statement(store);
    }
    xp_bind_integer(it, 1, sweep->hash);
    int ret = SIM_OK;
    while (ret == SIM_OK && (ret = xp_database_row(&store->base, it, &any)) == SIM_OK && any) {
        const uint64_t number = (uint64_t)sqlite3_column_int64(it, 0) - 1;
        if (number >= sweep->n_points) {
            continue;
        }
        xp_recalled *point = &self->point[number];
        point->is_loaded = sqlite3_column_type(it, 1) != SQLITE_NULL;
        point->scenario = (uint64_t)sqlite3_column_int64(it, 1);
        point->seed = (uint64_t)sqlite3_column_int64(it, 2);
        point->file = text_of(it, 3, self->arena);
        point->set = text_of(it, 4, self->arena);
        point->failure = text_of(it, 5, self->arena);
        point->name = text_of(it, 6, self->arena);
        point->demand = (uint64_t)sqlite3_column_int64(it, 7);
    }
    sqlite3_reset(it);
    return ret;
}

static int
read_levels(xp_recollection *self, xp_store *store, const xp_sweep *sweep)
{
    bool any = false;
    const size_t k = sweep->n_factors;
    sqlite3_stmt *it =
        xp_store_statement(store, "SELECT point, factor, value, text FROM level WHERE plan = ?1"
                                  " ORDER BY point, factor");
    double *value = cc_arena_array(self->arena, sweep->n_points * k + 1, sizeof(*value));
    const char **text = cc_arena_array(self->arena, sweep->n_points * k + 1, sizeof(*text));
    if (it == NULL || value == NULL || text == NULL) {
        return it == NULL ? xp_store_no_statement(store) : SIM_ERR_NOMEM;
    }
    for (size_t p = 0; p < sweep->n_points; p++) {
        self->point[p].value = value + p * k;
        self->point[p].text = text + p * k;
        for (size_t j = 0; j < k; j++) {
            value[p * k + j] = NAN;
        }
    }
    xp_bind_integer(it, 1, sweep->hash);
    int ret = SIM_OK;
    while (ret == SIM_OK && (ret = xp_database_row(&store->base, it, &any)) == SIM_OK && any) {
        const uint64_t p = (uint64_t)sqlite3_column_int64(it, 0) - 1;
        const uint64_t j = (uint64_t)sqlite3_column_int64(it, 1) - 1;
        if (p < sweep->n_points && j < k) {
            value[p * k + j] = number_of(it, 2);
            text[p * k + j] = text_of(it, 3, self->arena);
        }
    }
    sqlite3_reset(it);
    return ret;
}

static int
read_failures(xp_recollection *self, xp_store *store, const xp_sweep *sweep)
{
    bool any = false;
    sqlite3_stmt *it = xp_store_statement(
        store, "SELECT p.point, f.replication, f.message FROM point p JOIN failure f"
               " ON f.scenario = p.scenario AND f.seed = p.seed WHERE p.plan = ?1"
               " ORDER BY p.point, f.replication");
    if (it == NULL) {
        return xp_store_no_statement(store);
    }
    xp_bind_integer(it, 1, sweep->hash);
    int ret = SIM_OK;
    while (ret == SIM_OK && (ret = xp_database_row(&store->base, it, &any)) == SIM_OK && any) {
        const uint64_t p = (uint64_t)sqlite3_column_int64(it, 0) - 1;
        if (p < sweep->n_points && self->point[p].failure == NULL) {
            self->point[p].failed = (uint64_t)sqlite3_column_int64(it, 1) - 1;
            self->point[p].failure = text_of(it, 2, self->arena);
        }
    }
    sqlite3_reset(it);
    return ret;
}

/* The replications that are there without a gap, and what is needed to see a failure again. */
static int
complete_point(xp_recollection *self, xp_recalled *point, size_t number, xp_store *store,
               const xp_sweep *sweep)
{
    uint64_t *list, failed;
    size_t n;
    char text[4096];
    if (point->failure != NULL && point->failed == UINT64_MAX) {
        snprintf(text, sizeof(text), "ccsim check %s %s", point->file, point->set);
        point->command = cc_arena_text(self->arena, text);
    } else if (point->failure != NULL) {
        snprintf(text, sizeof(text),
                 "ccsim rerun %s --plan %016" PRIx64 " --point %zu --replication %" PRIu64,
                 store->base.path, sweep->hash, number + 1, point->failed + 1);
        point->command = cc_arena_text(self->arena, text);
    }
    if (!point->is_loaded) {
        return SIM_OK;
    }
    const int ret = xp_store_replications(store, point->scenario, point->seed, &list, &n, &failed);
    while (ret == SIM_OK && point->n < n && list[point->n] == point->n &&
           (sweep->replications == 0 || point->n < sweep->replications)) {
        point->n++;
    }
    free(list);
    point->is_complete = point->n > 0 && point->failure == NULL &&
                         (sweep->n_rules > 0 || point->n >= sweep->replications);
    return ret;
}

int
xp_recall_points(xp_recollection *self, xp_store *store, const xp_sweep *sweep)
{
    *self = (xp_recollection){.arena = cc_arena_new()};
    if (self->arena == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->point = cc_arena_array(self->arena, sweep->n_points + 1, sizeof(*self->point));
    int ret = self->point == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (size_t p = 0; p < sweep->n_points && ret == SIM_OK; p++) {
        self->point[p].failed = UINT64_MAX;
        self->point[p].seed = xp_sweep_point_seed(sweep, p);
    }
    if (ret == SIM_OK) {
        ret = read_points(self, store, sweep);
    }
    if (ret == SIM_OK) {
        ret = read_levels(self, store, sweep);
    }
    if (ret == SIM_OK) {
        ret = read_failures(self, store, sweep);
    }
    for (size_t p = 0; p < sweep->n_points && ret == SIM_OK; p++) {
        ret = complete_point(self, &self->point[p], p, store, sweep);
    }
    if (ret != SIM_OK) {
        xp_recollection_free(self);
    }
    return ret;
}

void
xp_recollection_free(xp_recollection *self)
{
    cc_arena_free(self->arena);
    *self = (xp_recollection){0};
}

/* ---- samples ---- */

static size_t
index_of(const uint64_t id[], size_t n_ids, uint64_t wanted)
{
    size_t j = 0;
    while (j < n_ids && id[j] != wanted) {
        j++;
    }
    return j;
}

int
xp_recall_samples(xp_store *store, uint64_t scenario, uint64_t seed, const uint64_t id[],
                  size_t n_ids, uint64_t n, cc_sample sample[], double value[], uint64_t *found)
{
    bool any = false;
    sqlite3_stmt *it = xp_store_statement(
        store, "SELECT replication, measure, numerator, denominator, second, value FROM sample"
               " WHERE scenario = ?1 AND seed = ?2 AND replication <= ?3");
    *found = 0;
    for (size_t j = 0; j < n * n_ids; j++) {
        sample[j] = (cc_sample){NAN, NAN, NAN};
        value[j] = NAN;
    }
    if (it == NULL) {
        return xp_store_no_statement(store);
    }
    xp_bind_integer(it, 1, scenario);
    xp_bind_integer(it, 2, seed);
    xp_bind_integer(it, 3, n);
    int ret = SIM_OK;
    while (ret == SIM_OK && (ret = xp_database_row(&store->base, it, &any)) == SIM_OK && any) {
        const uint64_t r = (uint64_t)sqlite3_column_int64(it, 0) - 1;
        const size_t j = index_of(id, n_ids, (uint64_t)sqlite3_column_int64(it, 1));
        if (r < n && j < n_ids) {
            sample[r * n_ids + j] =
                (cc_sample){number_of(it, 2), number_of(it, 3), number_of(it, 4)};
            value[r * n_ids + j] = number_of(it, 5);
            (*found)++;
        }
    }
    sqlite3_reset(it);
    return ret;
}
