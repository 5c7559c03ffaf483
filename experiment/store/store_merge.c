/* The other store is attached, and what is of it alone copied in one transaction. Where both have a row, and they
 * may differ, the one that sorts first stays: so the order of mergers does not matter. */
#include "experiment/store/schema.h"
#include "experiment/store/store_own.h"

#include <sys/stat.h>

/* Names and paths of the same plan and scenario may differ from node to node; what runs say may not. */
static const char *const copy[] = {
    "INSERT INTO scenario SELECT * FROM other.scenario WHERE true ON CONFLICT DO UPDATE SET"
    " name = excluded.name, text = excluded.text WHERE (excluded.text, excluded.name) < (text, "
    "name)",
    "INSERT OR IGNORE INTO result SELECT * FROM other.result ORDER BY scenario, seed, replication",
    "INSERT OR IGNORE INTO record SELECT * FROM other.record ORDER BY scenario, seed, replication",
    "INSERT OR IGNORE INTO sample SELECT * FROM other.sample"
    " ORDER BY scenario, seed, replication, measure",
    "INSERT INTO failure SELECT * FROM other.failure WHERE true ON CONFLICT DO UPDATE SET"
    " error = excluded.error, message = excluded.message"
    " WHERE (excluded.error, excluded.message) < (error, message)",
    /* a replication that has come to its end elsewhere has not failed; of others the first counts */
    "DELETE FROM failure WHERE EXISTS(SELECT 1 FROM result r WHERE r.scenario = failure.scenario"
    " AND r.seed = failure.seed AND r.replication = failure.replication)",
    "DELETE FROM failure WHERE EXISTS(SELECT 1 FROM failure f WHERE f.scenario = failure.scenario"
    " AND f.seed = failure.seed AND f.replication < failure.replication)",
    "DELETE FROM result WHERE (scenario, seed) IN (SELECT scenario, seed FROM failure) AND"
    " EXISTS(SELECT 1 FROM failure f WHERE f.scenario = result.scenario AND f.seed = result.seed"
    " AND f.replication < result.replication)",
    "DELETE FROM record WHERE (scenario, seed) IN (SELECT scenario, seed FROM failure) AND"
    " EXISTS(SELECT 1 FROM failure f WHERE f.scenario = record.scenario AND f.seed = record.seed"
    " AND f.replication < record.replication)",
    "DELETE FROM sample WHERE (scenario, seed) IN (SELECT scenario, seed FROM failure) AND"
    " EXISTS(SELECT 1 FROM failure f WHERE f.scenario = sample.scenario AND f.seed = sample.seed"
    " AND f.replication < sample.replication)",
    "INSERT OR IGNORE INTO measure SELECT * FROM other.measure",
    "INSERT INTO plan SELECT * FROM other.plan WHERE true ON CONFLICT DO UPDATE SET"
    " name = min(name, excluded.name), file = min(file, excluded.file),"
    " confidence = max(confidence, excluded.confidence),"
    " replications = max(replications, excluded.replications)",
    "INSERT OR IGNORE INTO factor SELECT * FROM other.factor",
    "INSERT OR IGNORE INTO output SELECT * FROM other.output",
    "INSERT INTO point SELECT * FROM other.point WHERE true ON CONFLICT DO UPDATE SET"
    " scenario = coalesce(scenario, excluded.scenario), file = min(file, excluded.file),"
    " message = CASE WHEN scenario IS NULL AND excluded.scenario IS NULL THEN"
    " min(message, excluded.message) END",
    "INSERT OR IGNORE INTO level SELECT * FROM other.level",
    "DELETE FROM estimate WHERE plan IN (SELECT plan FROM other.plan)",
    "DELETE FROM difference WHERE plan IN (SELECT plan FROM other.plan)",
    "INSERT INTO session(host, pid, began, ended, version, command)"
    " SELECT host, pid, began, ended, version, command FROM other.session o WHERE NOT EXISTS("
    "SELECT 1 FROM main.session s WHERE s.host = o.host AND s.pid = o.pid AND s.began = o.began)"
    " ORDER BY session",
};

static const char differing[] =
    "SELECT a.scenario, a.replication FROM other.result a JOIN main.result b"
    " USING(scenario, seed, replication) WHERE a.events <> b.events OR a.contacts <> b.contacts"
    " UNION ALL SELECT a.scenario, a.replication FROM other.record a JOIN main.record b"
    " USING(scenario, seed, replication) WHERE a.bytes <> b.bytes LIMIT 1";

static int
check_same(xp_store *self, const char *from, cc_refusal *refusal)
{
    bool any = false;
    sqlite3_stmt *it = NULL;
    const int code = sqlite3_prepare_v2(self->base.handle, differing, -1, &it, NULL);
    if (code != SQLITE_OK) {
        return xp_database_fail(&self->base, code);
    }
    int ret = xp_database_row(&self->base, it, &any);
    if (ret == SIM_OK && any) {
        ret = cc_refuse(refusal, from, 0,
                        "replication %lld of scenario %016llx has another result than in %s: "
                        "nothing was merged",
                        (long long)sqlite3_column_int64(it, 1),
                        (unsigned long long)sqlite3_column_int64(it, 0), self->base.path);
    }
    sqlite3_finalize(it);
    return ret;
}

static int
copy_all(xp_store *self, const char *from, cc_refusal *refusal)
{
    int ret = xp_store_begin(self);
    ret = ret == SIM_OK ? check_same(self, from, refusal) : ret;
    for (size_t j = 0; j < sizeof(copy) / sizeof(*copy) && ret == SIM_OK; j++) {
        ret = xp_database_do(&self->base, copy[j]);
    }
    ret = ret == SIM_OK ? xp_store_commit(self) : ret;
    if (ret != SIM_OK && sqlite3_get_autocommit(self->base.handle) == 0) {
        (void)sqlite3_exec(self->base.handle, "ROLLBACK", NULL, NULL, NULL);
    }
    return ret;
}

/* Is it a store, and of this version? By a connection of its own, which also mends what a writer that was killed
 * has left. */
static int
check_other(const xp_store *self, const char *from, cc_refusal *refusal)
{
    xp_store *other;
    struct stat one, two;
    if (stat(from, &one) == 0 && stat(self->base.path, &two) == 0 && one.st_ino == two.st_ino &&
        one.st_dev == two.st_dev) {
        return cc_refuse(refusal, from, 0, "is the store itself");
    }
    int ret = xp_store_open(&other, from, XP_STORE_READ, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    ret = xp_schema_check(&other->base, true);
    if (ret != SIM_OK) {
        *refusal = other->base.problem;
    }
    xp_store_close(other);
    return ret;
}

int
xp_store_merge(xp_store *self, const char *from, cc_refusal *refusal)
{
    refusal->text[0] = '\0';
    int ret = check_other(self, from, refusal);
    ret = ret == SIM_OK ? xp_store_commit(self) : ret;
    if (ret != SIM_OK) {
        goto out;
    }
    self->has_point = false;
    sqlite3_stmt *attach = xp_store_statement(self, "ATTACH ?1 AS other");
    if (attach == NULL) {
        return xp_store_no_statement(self);
    }
    xp_bind_text(attach, 1, from);
    ret = xp_database_step(&self->base, attach);
    if (ret == SIM_OK) {
        ret = copy_all(self, from, refusal);
        const int end = xp_database_do(&self->base, "DETACH other");
        ret = ret == SIM_OK ? end : ret;
    }
out:
    if (ret != SIM_OK && refusal->text[0] == '\0') {
        *refusal = self->base.problem;
    }
    return ret;
}
