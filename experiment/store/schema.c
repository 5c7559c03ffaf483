/* Hashes of 64 bits are integers with a sign, as SQLite has them; views print them as people see them
 * elsewhere. Points and replications count from 1. */
#include "experiment/store/schema.h"

#include "experiment/store/store.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char tables[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
    "CREATE TABLE scenario(scenario INTEGER PRIMARY KEY, demand INTEGER, name TEXT, text TEXT)"
    " WITHOUT ROWID;"
    "CREATE TABLE result(scenario INTEGER, seed INTEGER, replication INTEGER, events INTEGER,"
    " contacts REAL, PRIMARY KEY(scenario, seed, replication)) WITHOUT ROWID;"
    /* by itself: who counts results reads no bytes */
    "CREATE TABLE record(scenario INTEGER, seed INTEGER, replication INTEGER, bytes BLOB,"
    " PRIMARY KEY(scenario, seed, replication)) WITHOUT ROWID;"
    "CREATE TABLE failure(scenario INTEGER, seed INTEGER, replication INTEGER, error INTEGER,"
    " message TEXT, PRIMARY KEY(scenario, seed, replication)) WITHOUT ROWID;"
    "CREATE TABLE sample(scenario INTEGER, seed INTEGER, replication INTEGER, measure INTEGER,"
    " numerator REAL, denominator REAL, second REAL, value REAL,"
    " PRIMARY KEY(scenario, seed, replication, measure)) WITHOUT ROWID;"
    "CREATE TABLE measure(measure INTEGER PRIMARY KEY, kpi TEXT, scope TEXT, unit TEXT)"
    " WITHOUT ROWID;"
    "CREATE TABLE plan(plan INTEGER PRIMARY KEY, name TEXT, file TEXT, points INTEGER,"
    " baseline INTEGER, seed INTEGER, common INTEGER, confidence REAL, design TEXT,"
    " replications INTEGER) WITHOUT ROWID;"
    "CREATE TABLE factor(plan INTEGER, factor INTEGER, name TEXT, kind TEXT, paths TEXT,"
    " low REAL, high REAL, unit TEXT, expression TEXT, tied_to INTEGER, log INTEGER,"
    " evidence TEXT,"
    " PRIMARY KEY(plan, factor)) WITHOUT ROWID;"
    "CREATE TABLE output(plan INTEGER, output INTEGER, name TEXT, kpi TEXT, scope TEXT,"
    " expression TEXT, PRIMARY KEY(plan, output)) WITHOUT ROWID;"
    "CREATE TABLE point(plan INTEGER, point INTEGER, scenario INTEGER, seed INTEGER, file TEXT,"
    " overrides TEXT, message TEXT, PRIMARY KEY(plan, point)) WITHOUT ROWID;"
    "CREATE TABLE level(plan INTEGER, point INTEGER, factor INTEGER, value REAL, text TEXT,"
    " PRIMARY KEY(plan, point, factor)) WITHOUT ROWID;"
    "CREATE TABLE estimate(plan INTEGER, output INTEGER, point INTEGER, n INTEGER, mean REAL,"
    " lower REAL, upper REAL, half_width REAL, few INTEGER, PRIMARY KEY(plan, output, point))"
    " WITHOUT ROWID;"
    "CREATE TABLE difference(plan INTEGER, output INTEGER, point INTEGER, against INTEGER,"
    " n INTEGER, mean REAL, lower REAL, upper REAL, half_width REAL, few INTEGER, equal INTEGER,"
    " PRIMARY KEY(plan, output, point, against)) WITHOUT ROWID;"
    "CREATE TABLE session(session INTEGER PRIMARY KEY, host TEXT, pid INTEGER, began TEXT,"
    " ended TEXT, version TEXT, command TEXT);";

static const char views[] =
    "CREATE VIEW points AS SELECT plan.name AS plan_name, format('%016x', p.plan) AS plan,"
    " p.point, s.name AS scenario_name, format('%016x', p.scenario) AS scenario, p.seed, p.file,"
    " p.overrides, p.message, (SELECT count(*) FROM result r WHERE r.scenario = p.scenario AND"
    " r.seed = p.seed) AS replications FROM point p JOIN plan USING(plan)"
    " LEFT JOIN scenario s ON s.scenario = p.scenario;"
    "CREATE VIEW levels AS SELECT format('%016x', l.plan) AS plan, l.point, f.name AS factor,"
    " l.value, l.text FROM level l JOIN factor f USING(plan, factor);"
    "CREATE VIEW estimates AS SELECT format('%016x', e.plan) AS plan, e.point, o.name AS output,"
    " e.n, e.mean, e.lower, e.upper, e.half_width, e.few FROM estimate e"
    " JOIN output o USING(plan, output);"
    "CREATE VIEW differences AS SELECT format('%016x', d.plan) AS plan, d.point, d.against,"
    " o.name AS output, d.n, d.mean, d.lower, d.upper, d.half_width, d.few, d.equal"
    " FROM difference d JOIN output o USING(plan, output);"
    "CREATE VIEW replications AS SELECT format('%016x', p.plan) AS plan, p.point, x.replication,"
    " m.kpi, m.scope, m.unit, x.numerator, x.denominator, x.second, x.value FROM point p"
    " JOIN sample x ON x.scenario = p.scenario AND x.seed = p.seed"
    " JOIN measure m USING(measure);"
    "CREATE VIEW failures AS SELECT format('%016x', p.plan) AS plan, p.point,"
    " NULL AS replication, p.message,"
    " 'ccsim check ' || p.file || ' ' || p.overrides AS command FROM point p"
    " WHERE p.message IS NOT NULL"
    " UNION ALL SELECT format('%016x', p.plan), p.point, f.replication, f.message,"
    " format('ccsim rerun STORE --plan %016x --point %d --replication %d', p.plan, p.point,"
    " f.replication) FROM point p JOIN failure f ON f.scenario = p.scenario AND f.seed = p.seed;";

const xp_table_key xp_schema_tables[] = {
    {"meta", "key"},
    {"scenario", "scenario"},
    {"result", "scenario, seed, replication"},
    {"record", "scenario, seed, replication"},
    {"failure", "scenario, seed, replication"},
    {"sample", "scenario, seed, replication, measure"},
    {"measure", "measure"},
    {"plan", "plan"},
    {"factor", "plan, factor"},
    {"output", "plan, output"},
    {"point", "plan, point"},
    {"level", "plan, point, factor"},
    {"estimate", "plan, output, point"},
    {"difference", "plan, output, point, against"},
    {NULL, NULL},
};

int
xp_schema_is_missing(xp_database *self, bool *is_missing)
{
    int64_t n = 0, application = 0;
    int ret = xp_database_number(self, "SELECT count(*) FROM sqlite_schema", 0, &n);
    ret = ret == SIM_OK ? xp_database_number(self, "PRAGMA application_id", 0, &application) : ret;
    *is_missing = n == 0 && application == 0;
    return ret;
}

int
xp_schema_make(xp_database *self)
{
    char text[300];
    int ret = xp_database_do(self, "BEGIN IMMEDIATE");
    ret = ret == SIM_OK ? xp_database_do(self, tables) : ret;
    ret = ret == SIM_OK ? xp_database_do(self, views) : ret;
    snprintf(text, sizeof(text),
             "INSERT INTO meta VALUES('ccsim', '%s'), ('schema', '%d');"
             "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;",
             CCSIM_VERSION, XP_STORE_SCHEMA, XP_STORE_APPLICATION, XP_STORE_SCHEMA);
    ret = ret == SIM_OK ? xp_database_do(self, text) : ret;
    if (ret != SIM_OK && sqlite3_get_autocommit(self->handle) == 0) {
        (void)sqlite3_exec(self->handle, "ROLLBACK", NULL, NULL, NULL);
    }
    return ret;
}

static int
check_version(xp_database *self, bool to_write)
{
    sqlite3_stmt *it = xp_database_prepare(self, "SELECT value FROM meta WHERE key = 'ccsim'");
    bool any = false;
    if (it == NULL) {
        return SIM_ERR_REFUSED;
    }
    int ret = xp_database_row(self, it, &any);
    if (ret != SIM_OK || !any) {
        return ret != SIM_OK ? ret : cc_refuse(&self->problem, self->path, 0, "is damaged");
    }
    const char *version = (const char *)sqlite3_column_text(it, 0);
    if (to_write && (version == NULL || strcmp(version, CCSIM_VERSION) != 0)) {
        ret = cc_refuse(&self->problem, self->path, 0,
                        "has results of ccsim %s and takes none of %s, which may differ: "
                        "it can be read; begin a new store",
                        version == NULL ? "?" : version, CCSIM_VERSION);
    }
    sqlite3_reset(it);
    return ret;
}

int
xp_schema_check(xp_database *self, bool to_write)
{
    int64_t application = 0, schema = 0;
    int ret = xp_database_number(self, "PRAGMA application_id", 0, &application);
    ret = ret == SIM_OK ? xp_database_number(self, "PRAGMA user_version", 0, &schema) : ret;
    if (ret != SIM_OK) {
        return ret;
    }
    if (application != XP_STORE_APPLICATION) {
        return cc_refuse(&self->problem, self->path, 0, "is an SQLite file, but no store of ccsim");
    }
    if (schema != XP_STORE_SCHEMA) {
        return cc_refuse(&self->problem, self->path, 0,
                         "is of schema %" PRId64 ", and this ccsim (%s) knows schema %d: %s",
                         schema, CCSIM_VERSION, XP_STORE_SCHEMA,
                         schema > XP_STORE_SCHEMA ? "a newer ccsim has made it"
                                                  : "an older ccsim has made it");
    }
    return check_version(self, to_write);
}
