/* Rows that depend on nothing but what they are of: whoever comes second finds them there. Where two may
 * differ, as names and paths of one scenario do, the one that sorts first stays. */
#include "experiment/store/store_own.h"

#include <stdlib.h>
#include <string.h>

/* Runs a statement that is bound. */
static int
run(xp_store *self, sqlite3_stmt *it)
{
    return xp_database_step(&self->base, it);
}

/* ---- the plan ---- */

static int
put_measures(xp_store *self, const xp_sweep *sweep)
{
    xp_sampled *list;
    size_t n;
    sqlite3_stmt *it =
        xp_store_statement(self, "INSERT OR IGNORE INTO measure VALUES(?1, ?2, ?3, ?4)");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    int ret = xp_sampled_of(&list, &n, sweep);
    for (size_t j = 0; j < n && ret == SIM_OK; j++) {
        xp_bind_integer(it, 1, list[j].id);
        xp_bind_text(it, 2, list[j].name);
        xp_bind_text(it, 3, list[j].scope);
        xp_bind_text(it, 4, xp_sampled_unit(&list[j]));
        ret = run(self, it);
    }
    free(list);
    return ret;
}

static int
put_outputs(xp_store *self, const xp_sweep *sweep)
{
    sqlite3_stmt *it =
        xp_store_statement(self, "INSERT OR REPLACE INTO output VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    int ret = SIM_OK;
    for (size_t j = 0; j < sweep->n_outputs && ret == SIM_OK; j++) {
        const xp_output *output = &sweep->output[j];
        xp_bind_integer(it, 1, sweep->hash);
        xp_bind_integer(it, 2, j + 1);
        xp_bind_text(it, 3, output->name);
        xp_bind_text(it, 4, output->is_own ? NULL : output->kpi);
        xp_bind_text(it, 5, output->is_own ? NULL : output->scope);
        xp_bind_text(it, 6, output->is_own ? output->expression.text : NULL);
        ret = run(self, it);
    }
    return ret;
}

/* "a.b c.d": settings have no blanks in their paths. */
static char *
paths_of(const xp_factor *factor)
{
    size_t n = 1;
    for (size_t j = 0; j < factor->n_paths; j++) {
        n += strlen(factor->path[j]) + 1;
    }
    char *text = malloc(n);
    for (size_t j = 0, at = 0; text != NULL && j <= factor->n_paths; j++) {
        if (j == factor->n_paths) {
            text[at] = '\0';
            break;
        }
        if (j > 0) {
            text[at++] = ' ';
        }
        memcpy(text + at, factor->path[j], strlen(factor->path[j]));
        at += strlen(factor->path[j]);
    }
    return text;
}

static int
put_factor(xp_store *self, const xp_sweep *sweep, size_t j, sqlite3_stmt *it)
{
    static const char *const kind[] = {"levels", "range", "computed", "scenario"};
    const xp_factor *factor = &sweep->factor[j];
    const bool is_range = factor->kind == XP_FACTOR_RANGE;
    const char grade[] = {factor->grade, '\0'};
    char *paths = paths_of(factor);
    if (paths == NULL) {
        return SIM_ERR_NOMEM;
    }
    xp_bind_integer(it, 1, sweep->hash);
    xp_bind_integer(it, 2, j + 1);
    xp_bind_text(it, 3, factor->name);
    xp_bind_text(it, 4, kind[factor->kind]);
    xp_bind_text(it, 5, paths);
    xp_bind_double(it, 6, is_range ? factor->low : NAN);
    xp_bind_double(it, 7, is_range ? factor->high : NAN);
    xp_bind_text(it, 8, factor->unit);
    xp_bind_text(it, 9, factor->kind == XP_FACTOR_COMPUTED ? factor->computed.text : NULL);
    if (factor->tied_to >= 0) {
        xp_bind_integer(it, 10, (uint64_t)factor->tied_to + 1);
    } else {
        xp_bind_text(it, 10, NULL);
    }
    xp_bind_integer(it, 11, factor->is_log);
    xp_bind_text(it, 12,
                 factor->grade == '-'   ? "not sourced"
                 : factor->grade == ' ' ? NULL
                                        : grade);
    const int ret = run(self, it);
    free(paths);
    return ret;
}

int
xp_store_put_plan(xp_store *self, const xp_sweep *sweep)
{
    int ret = xp_store_begin(self);
    if (ret != SIM_OK) {
        return ret;
    }
    sqlite3_stmt *plan = xp_store_statement(
        self, "INSERT OR REPLACE INTO plan VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    sqlite3_stmt *factor = xp_store_statement(
        self,
        "INSERT OR REPLACE INTO factor VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    if (plan == NULL || factor == NULL) {
        return xp_store_no_statement(self);
    }
    xp_bind_integer(plan, 1, sweep->hash);
    xp_bind_text(plan, 2, sweep->name);
    xp_bind_text(plan, 3, sweep->file);
    xp_bind_integer(plan, 4, sweep->n_points);
    xp_bind_integer(plan, 5, sweep->baseline + 1);
    xp_bind_integer(plan, 6, sweep->seed);
    xp_bind_integer(plan, 7, sweep->common);
    xp_bind_double(plan, 8, sweep->confidence);
    xp_bind_text(plan, 9, sweep->design != NULL ? sweep->design->name : "");
    xp_bind_integer(plan, 10, sweep->n_rules > 0 ? 0 : sweep->replications);
    ret = run(self, plan);
    for (size_t j = 0; j < sweep->n_factors && ret == SIM_OK; j++) {
        ret = put_factor(self, sweep, j, factor);
    }
    ret = ret == SIM_OK ? put_outputs(self, sweep) : ret;
    return ret == SIM_OK ? put_measures(self, sweep) : ret;
}

/* ---- points and scenarios ---- */

static int
put_levels(xp_store *self, const xp_sweep *sweep, const xp_sweep_point *point)
{
    sqlite3_stmt *it =
        xp_store_statement(self, "INSERT OR IGNORE INTO level VALUES(?1, ?2, ?3, ?4, ?5)");
    int ret = it == NULL ? xp_store_no_statement(self) : SIM_OK;
    for (size_t j = 0; j < sweep->n_factors && ret == SIM_OK; j++) {
        xp_bind_integer(it, 1, sweep->hash);
        xp_bind_integer(it, 2, point->number + 1);
        xp_bind_integer(it, 3, j + 1);
        xp_bind_double(it, 4, point->value[j]);
        xp_bind_text(it, 5, point->text[j]);
        ret = run(self, it);
    }
    return ret;
}

static int
insert_point(xp_store *self, const xp_sweep *sweep, const xp_bundle_head *head, const char *file,
             const char *overrides)
{
    sqlite3_stmt *it = xp_store_statement(
        self, "INSERT INTO point VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET"
              " scenario = excluded.scenario, message = excluded.message");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    xp_bind_integer(it, 1, sweep->hash);
    xp_bind_integer(it, 2, head->chunk.point + 1);
    xp_bind_integer(it, 3, head->scenario);
    if (head->message != NULL) {
        xp_bind_text(it, 3, NULL);
    }
    xp_bind_integer(it, 4, xp_sweep_point_seed(sweep, head->chunk.point));
    xp_bind_text(it, 5, file);
    xp_bind_text(it, 6, overrides);
    xp_bind_text(it, 7, head->message);
    return run(self, it);
}

/* A point that cannot even be made has no settings to show. */
static int
put_point(xp_store *self, const xp_sweep *sweep, const xp_bundle_head *head)
{
    xp_sweep_point point;
    cc_refusal refusal;
    if (self->has_point && self->plan == sweep->hash && self->point == head->chunk.point) {
        return SIM_OK;
    }
    int ret = xp_sweep_point_make(&point, sweep, head->chunk.point, &refusal);
    if (ret == SIM_ERR_NOMEM) {
        return ret;
    }
    if (ret != SIM_OK) {
        return insert_point(self, sweep, head, "", "");
    }
    char *overrides = xp_sweep_point_command(&point);
    ret =
        overrides == NULL ? SIM_ERR_NOMEM : insert_point(self, sweep, head, point.file, overrides);
    ret = ret == SIM_OK ? put_levels(self, sweep, &point) : ret;
    free(overrides);
    xp_sweep_point_free(&point);
    self->has_point = ret == SIM_OK;
    self->plan = sweep->hash;
    self->point = head->chunk.point;
    return ret;
}

static int
put_scenario(xp_store *self, const xp_bundle_head *head)
{
    if (head->text[0] == '\0') {
        return SIM_OK;
    }
    sqlite3_stmt *it = xp_store_statement(
        self, "INSERT INTO scenario VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET"
              " name = excluded.name, text = excluded.text"
              " WHERE (excluded.text, excluded.name) < (text, name)");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    xp_bind_integer(it, 1, head->scenario);
    xp_bind_integer(it, 2, head->demand);
    xp_bind_text(it, 3, head->name);
    xp_bind_text(it, 4, head->text);
    return run(self, it);
}

/* ---- results ---- */

static void
bind_key(sqlite3_stmt *it, const xp_store_key *of)
{
    xp_bind_integer(it, 1, of->scenario);
    xp_bind_integer(it, 2, of->seed);
    xp_bind_integer(it, 3, of->replication + 1);
}

/* Of a result that was there before. */
static int
compare(xp_store *self, const xp_store_key *of, const xp_bundle_item *item)
{
    bool any = false;
    sqlite3_stmt *it = xp_store_statement(
        self, "SELECT bytes FROM record WHERE scenario = ?1 AND seed = ?2 AND replication = ?3");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    bind_key(it, of);
    const int ret = xp_database_row(&self->base, it, &any);
    if (ret != SIM_OK || !any) {
        return ret;
    }
    const bool same = (size_t)sqlite3_column_bytes(it, 0) == item->n_record &&
                      memcmp(sqlite3_column_blob(it, 0), item->record, item->n_record) == 0;
    sqlite3_reset(it);
    if (!same) {
        (void)cc_refuse(&self->base.problem, self->base.path, 0,
                        "replication %llu of scenario %016llx has another result than before",
                        (unsigned long long)item->replication + 1,
                        (unsigned long long)of->scenario);
        return SIM_ERR_BUG;
    }
    return SIM_OK;
}

static void
bind_sample(sqlite3_stmt *it, int from, const xp_store_key *of, const xp_sample *sample)
{
    xp_bind_integer(it, from + 1, of->scenario);
    xp_bind_integer(it, from + 2, of->seed);
    xp_bind_integer(it, from + 3, of->replication + 1);
    xp_bind_integer(it, from + 4, sample->id);
    xp_bind_double(it, from + 5, sample->sums.num);
    xp_bind_double(it, from + 6, sample->sums.den);
    xp_bind_double(it, from + 7, sample->sums.second);
    xp_bind_double(it, from + 8, sample->value);
}

int
xp_store_put_sample(xp_store *self, sqlite3_stmt *it, const xp_store_key *of,
                    const xp_sample *sample)
{
    bind_sample(it, 0, of, sample);
    return run(self, it);
}

#define ROW "(?, ?, ?, ?, ?, ?, ?, ?)"

/* Four at a time: to begin a statement takes longer than a row. */
static int
put_samples(xp_store *self, const xp_store_key *of, xp_bundle_item *item)
{
    sqlite3_stmt *one = xp_store_statement(self, "INSERT OR IGNORE INTO sample VALUES" ROW);
    sqlite3_stmt *four = xp_store_statement(self, "INSERT OR IGNORE INTO sample VALUES" ROW ", " ROW
                                                  ", " ROW ", " ROW);
    int ret = one == NULL || four == NULL ? xp_store_no_statement(self) : SIM_OK;
    xp_sample sample[4];
    bool any = true;
    while (ret == SIM_OK && any) {
        int n = 0;
        while (n < 4 && (any = xp_bundle_sample(item, &sample[n]))) {
            n++;
        }
        for (int j = 0; j < n && n == 4; j++) {
            bind_sample(four, 8 * j, of, &sample[j]);
        }
        ret = n == 4 ? run(self, four) : SIM_OK;
        for (int j = 0; j < n && n < 4 && ret == SIM_OK; j++) {
            ret = xp_store_put_sample(self, one, of, &sample[j]);
        }
    }
    return ret;
}

static int
put_result(xp_store *self, const xp_store_key *of, xp_bundle_item *item)
{
    sqlite3_stmt *it =
        xp_store_statement(self, "INSERT OR IGNORE INTO result VALUES(?1, ?2, ?3, ?4, ?5)");
    sqlite3_stmt *bytes = xp_store_statement(self, "INSERT INTO record VALUES(?1, ?2, ?3, ?4)");
    if (it == NULL || bytes == NULL) {
        return xp_store_no_statement(self);
    }
    bind_key(it, of);
    xp_bind_integer(it, 4, item->events);
    xp_bind_double(it, 5, item->contacts);
    const int ret = run(self, it);
    if (ret != SIM_OK) {
        return ret;
    }
    if (sqlite3_changes(self->base.handle) == 0) {
        return compare(self, of, item);
    }
    bind_key(bytes, of);
    xp_bind_bytes(bytes, 4, item->record, item->n_record);
    return run(self, bytes);
}

/* ---- failures ---- */

/* Nothing behind it is kept: it would be there or not as it happened to be done before. */
static int
put_failure(xp_store *self, const xp_store_key *of, const xp_bundle_item *item)
{
    static const char *const forget[] = {
        "DELETE FROM failure WHERE scenario = ?1 AND seed = ?2 AND replication > ?3",
        "DELETE FROM result WHERE scenario = ?1 AND seed = ?2 AND replication > ?3",
        "DELETE FROM record WHERE scenario = ?1 AND seed = ?2 AND replication > ?3",
        "DELETE FROM sample WHERE scenario = ?1 AND seed = ?2 AND replication > ?3",
    };
    int ret = SIM_OK;
    for (size_t j = 0; j < sizeof(forget) / sizeof(*forget) && ret == SIM_OK; j++) {
        sqlite3_stmt *it = xp_store_statement(self, forget[j]);
        if (it == NULL) {
            return xp_store_no_statement(self);
        }
        bind_key(it, of);
        ret = run(self, it);
    }
    sqlite3_stmt *it =
        xp_store_statement(self, "INSERT OR IGNORE INTO failure VALUES(?1, ?2, ?3, ?4, ?5)");
    if (ret != SIM_OK || it == NULL) {
        return ret != SIM_OK ? ret : xp_store_no_statement(self);
    }
    bind_key(it, of);
    (void)sqlite3_bind_int(it, 4, item->error);
    xp_bind_text(it, 5, item->message);
    return run(self, it);
}

int
xp_store_put_bundle(xp_store *self, const xp_sweep *sweep, const xp_bundle_reader *bundle)
{
    xp_bundle_reader reader = *bundle;
    const xp_bundle_head *head = &reader.head;
    xp_bundle_item item;
    int error;
    uint64_t failed = UINT64_MAX;
    int ret = xp_store_begin(self);
    ret = ret == SIM_OK ? put_point(self, sweep, head) : ret;
    if (ret != SIM_OK || head->message != NULL) {
        return ret;
    }
    xp_store_key of = {head->scenario, xp_sweep_point_seed(sweep, head->chunk.point), 0};
    ret = put_scenario(self, head);
    if (ret == SIM_OK && head->chunk.n > 0) {
        ret = xp_store_failed(self, of.scenario, of.seed, &failed);
    }
    while (ret == SIM_OK && xp_bundle_next(&reader, &item, &error)) {
        of.replication = item.replication;
        if (item.replication >= failed) {
            continue;
        }
        if (item.error != SIM_OK) {
            failed = item.replication;
            ret = put_failure(self, &of, &item);
            continue;
        }
        ret = put_result(self, &of, &item);
        ret = ret == SIM_OK ? put_samples(self, &of, &item) : ret;
    }
    return ret == SIM_OK && reader.rest.is_bad ? SIM_ERR_LAYOUT : ret;
}

/* Runs one whose only parameter is the plan. */
static int
run_of_plan(xp_store *self, const xp_sweep *sweep, const char *sql)
{
    sqlite3_stmt *it = xp_store_statement(self, sql);
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    xp_bind_integer(it, 1, sweep->hash);
    return run(self, it);
}

int
xp_store_forget_failures(xp_store *self, const xp_sweep *sweep, size_t *n)
{
    static const char *const forget[] = {
        "DELETE FROM failure WHERE (scenario, seed) IN"
        " (SELECT scenario, seed FROM point WHERE plan = ?1)",
        "DELETE FROM point WHERE plan = ?1 AND message IS NOT NULL",
        "DELETE FROM level WHERE plan = ?1 AND point NOT IN"
        " (SELECT point FROM point WHERE plan = ?1)",
    };
    int ret = xp_store_begin(self);
    *n = 0;
    self->has_point = false;
    for (size_t j = 0; j < sizeof(forget) / sizeof(*forget) && ret == SIM_OK; j++) {
        ret = run_of_plan(self, sweep, forget[j]);
        *n += j < 2 ? (size_t)sqlite3_changes(self->base.handle) : 0;
    }
    return ret;
}

/* ---- estimates ---- */

int
xp_store_clear_estimates(xp_store *self, const xp_sweep *sweep)
{
    static const char *const clear[] = {"DELETE FROM estimate WHERE plan = ?1",
                                        "DELETE FROM difference WHERE plan = ?1"};
    int ret = xp_store_begin(self);
    for (size_t j = 0; j < 2 && ret == SIM_OK; j++) {
        ret = run_of_plan(self, sweep, clear[j]);
    }
    return ret;
}

int
xp_store_put_estimate(xp_store *self, const xp_sweep *sweep, const xp_store_estimate *estimate)
{
    const bool is_difference = estimate->against != SIZE_MAX;
    int ret = xp_store_begin(self);
    if (ret != SIM_OK) {
        return ret;
    }
    sqlite3_stmt *it = xp_store_statement(
        self, is_difference
                  ? "INSERT OR REPLACE INTO difference(plan, output, point, n, mean, lower, upper,"
                    " half_width, few, against, equal)"
                    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
                  : "INSERT OR REPLACE INTO estimate(plan, output, point, n, mean, lower, upper,"
                    " half_width, few) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    const sim_interval *interval = &estimate->interval;
    xp_bind_integer(it, 1, sweep->hash);
    xp_bind_integer(it, 2, estimate->output + 1);
    xp_bind_integer(it, 3, estimate->point + 1);
    xp_bind_integer(it, 4, interval->n);
    xp_bind_double(it, 5, interval->mean);
    xp_bind_double(it, 6, interval->lower);
    xp_bind_double(it, 7, interval->upper);
    xp_bind_double(it, 8, interval->half_width);
    xp_bind_integer(it, 9, interval->few);
    if (is_difference) {
        xp_bind_integer(it, 10, estimate->against + 1);
        xp_bind_integer(it, 11, estimate->equal);
    }
    return run(self, it);
}
