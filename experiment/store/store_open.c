/* A rollback journal, not a log: a log in shared memory needs all who use the file on one machine. Commits are
 * whole (synchronous FULL), so that after a crash the file is as of one of them. */
#include "experiment/store/store_own.h"

#include "experiment/store/schema.h"
#include "sim/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define WAITS_TO_OPEN 5000    /* ms for another program that has locked the file */
#define WAITS_TO_COMMIT 60000 /* ... that reads at length, once much work waits to be kept */

static int
prepare_writing(xp_store *self)
{
    bool is_missing;
    int ret = xp_schema_is_missing(&self->base, &is_missing);
    if (ret == SIM_OK && is_missing) {
        ret = xp_database_do(&self->base, "PRAGMA page_size = 8192");
    }
    if (ret == SIM_OK) {
        ret = xp_database_do(&self->base, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;"
                                          "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192");
    }
    if (ret == SIM_OK && is_missing) {
        ret = xp_schema_make(&self->base);
    }
    return ret == SIM_OK ? xp_schema_check(&self->base, true) : ret;
}

/* A file that cannot be written can be read all the same, unless a writer that was killed has left it to be
 * mended. */
static int
open_reading(xp_store *self, const char *path)
{
    if (access(path, F_OK) != 0) {
        return cc_refuse(&self->base.problem, path, 0, "there is no such store");
    }
    int ret = xp_database_open(&self->base, path, SQLITE_OPEN_READWRITE);
    if (ret != SIM_OK && access(path, W_OK) != 0) {
        xp_database_close(&self->base);
        ret = xp_database_open(&self->base, path, SQLITE_OPEN_READONLY);
    }
    if (ret == SIM_OK) {
        sqlite3_busy_timeout(self->base.handle, WAITS_TO_OPEN);
        ret = xp_schema_check(&self->base, false);
    }
    return ret == SIM_OK ? xp_database_do(&self->base, "PRAGMA query_only = ON") : ret;
}

/* Who is no store is not touched: it is looked at before anything is set. */
static int
open_writing(xp_store *self, const char *path)
{
    int ret = xp_writer_lock_take(&self->lock, path, &self->base.problem);
    if (ret != SIM_OK) {
        return ret;
    }
    ret = xp_database_open(&self->base, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (ret == SIM_OK) {
        bool is_missing;
        sqlite3_busy_timeout(self->base.handle, WAITS_TO_OPEN);
        ret = xp_schema_is_missing(&self->base, &is_missing);
        ret = ret == SIM_OK && !is_missing ? xp_schema_check(&self->base, true) : ret;
    }
    ret = ret == SIM_OK ? prepare_writing(self) : ret;
    ret = ret == SIM_OK ? xp_store_begin(self) : ret;
    ret = ret == SIM_OK ? xp_store_commit(self) : ret;
    if (ret == SIM_OK) {
        sqlite3_busy_timeout(self->base.handle, WAITS_TO_COMMIT);
    }
    return ret;
}

int
xp_store_open(xp_store **self, const char *path, xp_store_mode mode, cc_refusal *refusal)
{
    xp_store *it = sim_memory_zeros(1, sizeof(*it));
    *self = NULL;
    if (it == NULL) {
        return SIM_ERR_NOMEM;
    }
    it->mode = mode;
    it->lock.file = -1;
    const int ret = mode == XP_STORE_READ ? open_reading(it, path) : open_writing(it, path);
    if (ret != SIM_OK) {
        *refusal = it->base.problem;
        xp_store_close(it);
        return ret;
    }
    *self = it;
    return SIM_OK;
}

void
xp_store_close(xp_store *self)
{
    if (self == NULL) {
        return;
    }
    if (self->base.handle != NULL && self->session > 0 &&
        sqlite3_get_autocommit(self->base.handle) != 0) {
        char text[200];
        snprintf(text, sizeof(text),
                 "UPDATE session SET ended = strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ') WHERE session = "
                 "%lld",
                 (long long)self->session);
        (void)sqlite3_exec(self->base.handle, text, NULL, NULL, NULL);
    }
    xp_database_close(&self->base);
    xp_writer_lock_give(&self->lock);
    free(self);
}

bool
xp_store_is_writer(const xp_store *self)
{
    return self->mode == XP_STORE_WRITE;
}

const char *
xp_store_problem(const xp_store *self)
{
    return self->base.problem.text;
}

/* ---- transactions ---- */

sqlite3_stmt *
xp_store_statement(xp_store *self, const char *sql)
{
    return xp_database_prepare(&self->base, sql);
}

int
xp_store_no_statement(const xp_store *self)
{
    return self->base.problem.text[0] == '\0' ? SIM_ERR_NOMEM : SIM_ERR_IO;
}

static int
begin_session(xp_store *self)
{
    char host[200] = "";
    sqlite3_stmt *it =
        xp_store_statement(self, "INSERT INTO session(host, pid, began, version) VALUES(?1, ?2, "
                                 "strftime('%Y-%m-%dT%H:%M:%SZ'), ?3)");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    (void)gethostname(host, sizeof(host) - 1);
    xp_bind_text(it, 1, host);
    xp_bind_integer(it, 2, (uint64_t)getpid());
    xp_bind_text(it, 3, CCSIM_VERSION);
    const int ret = xp_database_step(&self->base, it);
    self->session = ret == SIM_OK ? sqlite3_last_insert_rowid(self->base.handle) : 0;
    return ret;
}

int
xp_store_begin(xp_store *self)
{
    if (self->mode == XP_STORE_READ) {
        return SIM_ERR_PARAM;
    }
    if (sqlite3_get_autocommit(self->base.handle) == 0) {
        return SIM_OK;
    }
    const int ret = xp_database_do(&self->base, "BEGIN IMMEDIATE");
    return ret == SIM_OK && self->session == 0 ? begin_session(self) : ret;
}

int
xp_store_commit(xp_store *self)
{
    if (sqlite3_get_autocommit(self->base.handle) != 0) {
        return SIM_OK;
    }
    const int ret = xp_database_do(&self->base, "COMMIT");
    if (ret != SIM_OK) {
        self->has_point = false;
    }
    return ret;
}

int
xp_store_say_command(xp_store *self, const char *command)
{
    int ret = xp_store_begin(self);
    sqlite3_stmt *it =
        xp_store_statement(self, "UPDATE session SET command = ?1 WHERE session = ?2");
    if (ret != SIM_OK || it == NULL) {
        return ret != SIM_OK ? ret : xp_store_no_statement(self);
    }
    xp_bind_text(it, 1, command);
    xp_bind_integer(it, 2, (uint64_t)self->session);
    return xp_database_step(&self->base, it);
}
