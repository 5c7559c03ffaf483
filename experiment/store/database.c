#include "experiment/store/database.h"

#include "sim/memory.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- what goes wrong ---- */

static const char *
reason(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return "the disk is full";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "is locked by another program";
    case SQLITE_NOTADB:
        return "is no store of ccsim, nor any SQLite file";
    case SQLITE_CORRUPT:
        return "is damaged";
    case SQLITE_READONLY:
        return "cannot be written";
    case SQLITE_CANTOPEN:
        return "cannot be opened";
    case SQLITE_TOOBIG:
        return "has no room for what is that large";
    case SQLITE_IOERR:
        return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC ? "cannot be written"
                                                                        : "cannot be read";
    default:
        return "SQLite";
    }
}

int
xp_database_fail(xp_database *self, int code)
{
    const int system = self->handle == NULL ? 0 : sqlite3_system_errno(self->handle);
    const int kind = code & 0xff;
    if (kind == SQLITE_NOMEM) {
        return SIM_ERR_NOMEM;
    }
    const char *more = "";
    if (strcmp(reason(code), "SQLite") == 0) {
        more = self->handle == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(self->handle);
    } else if (system != 0 && (kind == SQLITE_CANTOPEN || kind == SQLITE_IOERR)) {
        more = strerror(system);
    }
    (void)cc_refuse(&self->problem, self->path, 0, "%s%s%s", reason(code),
                    more[0] == '\0' ? "" : ": ", more);
    return kind == SQLITE_NOTADB || kind == SQLITE_BUSY || kind == SQLITE_LOCKED ||
                   kind == SQLITE_CANTOPEN
               ? SIM_ERR_REFUSED
               : SIM_ERR_IO;
}

/* ---- the file ---- */

int
xp_database_open(xp_database *self, const char *path, int flags)
{
    const size_t n = strlen(path) + 1;
    *self = (xp_database){0};
    self->path = malloc(n);
    if (self->path == NULL) {
        return SIM_ERR_NOMEM;
    }
    memcpy(self->path, path, n);
    const int code = sqlite3_open_v2(path, &self->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        return xp_database_fail(self, code);
    }
    sqlite3_extended_result_codes(self->handle, 1);
    return SIM_OK;
}

void
xp_database_close(xp_database *self)
{
    for (size_t j = 0; j < self->n_statements; j++) {
        sqlite3_finalize(self->statement[j].it);
    }
    sqlite3_close(self->handle);
    free(self->path);
    self->n_statements = 0;
    self->handle = NULL;
    self->path = NULL;
}

/* ---- statements ---- */

int
xp_database_do(xp_database *self, const char *sql)
{
    const int code = sqlite3_exec(self->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? SIM_OK : xp_database_fail(self, code);
}

sqlite3_stmt *
xp_database_prepare(xp_database *self, const char *sql)
{
    for (size_t j = 0; j < self->n_statements; j++) {
        if (self->statement[j].sql == sql) {
            return self->statement[j].it;
        }
    }
    sqlite3_stmt *it = NULL;
    const int code =
        self->n_statements == XP_STATEMENTS
            ? SQLITE_TOOBIG
            : sqlite3_prepare_v3(self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &it, NULL);
    if (code != SQLITE_OK) {
        (void)xp_database_fail(self, code);
        return NULL;
    }
    self->statement[self->n_statements++] = (xp_statement){sql, it};
    return it;
}

int
xp_database_step(xp_database *self, sqlite3_stmt *statement)
{
    bool any;
    const int ret = xp_database_row(self, statement, &any);
    if (ret == SIM_OK && any) {
        sqlite3_reset(statement);
    }
    return ret;
}

int
xp_database_row(xp_database *self, sqlite3_stmt *statement, bool *any)
{
    const int code = sqlite3_step(statement);
    *any = code == SQLITE_ROW;
    if (code == SQLITE_ROW) {
        return SIM_OK;
    }
    const int ret = code == SQLITE_DONE ? SIM_OK : xp_database_fail(self, code);
    sqlite3_reset(statement);
    return ret;
}

int
xp_database_number(xp_database *self, const char *sql, int64_t otherwise, int64_t *number)
{
    sqlite3_stmt *it = NULL;
    bool any = false;
    *number = otherwise;
    const int code = sqlite3_prepare_v2(self->handle, sql, -1, &it, NULL);
    if (code != SQLITE_OK) {
        return xp_database_fail(self, code);
    }
    const int ret = xp_database_row(self, it, &any);
    if (ret == SIM_OK && any) {
        *number = sqlite3_column_int64(it, 0);
    }
    sqlite3_finalize(it);
    return ret;
}

/* ---- binding ---- */

void
xp_bind_integer(sqlite3_stmt *statement, int at, uint64_t x)
{
    (void)sqlite3_bind_int64(statement, at, (sqlite3_int64)x);
}

void
xp_bind_double(sqlite3_stmt *statement, int at, double x)
{
    (void)sqlite3_bind_double(statement, at, x);
}

void
xp_bind_text(sqlite3_stmt *statement, int at, const char *text)
{
    if (text == NULL) {
        (void)sqlite3_bind_null(statement, at);
    } else {
        (void)sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
    }
}

void
xp_bind_bytes(sqlite3_stmt *statement, int at, const void *bytes, size_t n)
{
    (void)sqlite3_bind_blob64(statement, at, bytes, n, SQLITE_STATIC);
}
