/* A file of SQLite: statements that are prepared once, and what goes wrong as a sentence. */
#ifndef XP_DATABASE_H
#define XP_DATABASE_H

#include "models/language/refusal.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#define XP_STATEMENTS 48 /* kept, at most */

typedef struct xp_statement {
    const char *sql; /* by its address */
    sqlite3_stmt *it;
} xp_statement;

typedef struct xp_database {
    sqlite3 *handle;
    char *path;
    xp_statement statement[XP_STATEMENTS];
    size_t n_statements;
    cc_refusal problem; /* of the last that failed */
} xp_database;

/* Says what is wrong, by SQLite's code; returns SIM_ERR_IO, SIM_ERR_NOMEM or, of what is no store or is in the
 * hands of another, SIM_ERR_REFUSED. */
int xp_database_fail(xp_database *self, int code);
/* flags of sqlite3_open_v2. */
int xp_database_open(xp_database *self, const char *path, int flags) SIM_MUST_CHECK;
void xp_database_close(xp_database *self);

int xp_database_do(xp_database *self, const char *sql) SIM_MUST_CHECK;
/* Ready to be bound; NULL and the problem. sql is a literal: it is known by its address. */
sqlite3_stmt *xp_database_prepare(xp_database *self, const char *sql);
/* One step of a statement that gives no rows, which is then ready to be bound again. */
int xp_database_step(xp_database *self, sqlite3_stmt *statement) SIM_MUST_CHECK;
/* One step: *any is false at the end, and the statement reset. */
int xp_database_row(xp_database *self, sqlite3_stmt *statement, bool *any) SIM_MUST_CHECK;
/* The first number of the first row; `otherwise` if there is none. */
int xp_database_number(xp_database *self, const char *sql, int64_t otherwise,
                       int64_t *number) SIM_MUST_CHECK;

/* Binding never fails but for want of memory, which the step then says. Numbers of 64 bits without sign are
 * kept with one. */
void xp_bind_integer(sqlite3_stmt *statement, int at, uint64_t x);
void xp_bind_double(sqlite3_stmt *statement, int at, double x); /* NAN: NULL */
void xp_bind_text(sqlite3_stmt *statement, int at, const char *text);
void xp_bind_bytes(sqlite3_stmt *statement, int at, const void *bytes, size_t n);

#endif
