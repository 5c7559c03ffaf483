/* What sqlite3's .dump gives, but for the sessions, and with numbers that read back to the same bits. */
#include "experiment/store/schema.h"
#include "experiment/store/store_own.h"

#include <inttypes.h>
#include <math.h>

static void
print_text(const char *text, size_t n, FILE *file)
{
    putc('\'', file);
    for (size_t j = 0; j < n; j++) {
        if (text[j] == '\'') {
            putc('\'', file);
        }
        putc(text[j], file);
    }
    putc('\'', file);
}

static void
print_bytes(const unsigned char *byte, size_t n, FILE *file)
{
    static const char digit[] = "0123456789abcdef";
    fputs("X'", file);
    for (size_t j = 0; j < n; j++) {
        putc(digit[byte[j] >> 4], file);
        putc(digit[byte[j] & 15], file);
    }
    putc('\'', file);
}

static void
print_value(sqlite3_stmt *it, int column, FILE *file)
{
    const double x = sqlite3_column_double(it, column);
    switch (sqlite3_column_type(it, column)) {
    case SQLITE_INTEGER:
        fprintf(file, "%" PRId64, (int64_t)sqlite3_column_int64(it, column));
        break;
    case SQLITE_FLOAT:
        if (isinf(x)) {
            fputs(x > 0 ? "9e999" : "-9e999", file);
        } else {
            fprintf(file, "%.17g", x);
        }
        break;
    case SQLITE_TEXT:
        print_text((const char *)sqlite3_column_text(it, column),
                   (size_t)sqlite3_column_bytes(it, column), file);
        break;
    case SQLITE_BLOB:
        print_bytes(sqlite3_column_blob(it, column), (size_t)sqlite3_column_bytes(it, column),
                    file);
        break;
    default:
        fputs("NULL", file);
    }
}

static int
print_table(xp_store *self, const xp_table_key *table, FILE *file)
{
    char sql[200];
    sqlite3_stmt *it = NULL;
    bool any = true;
    snprintf(sql, sizeof(sql), "SELECT * FROM %s ORDER BY %s", table->table, table->key);
    const int code = sqlite3_prepare_v2(self->base.handle, sql, -1, &it, NULL);
    if (code != SQLITE_OK) {
        return xp_database_fail(&self->base, code);
    }
    int ret = SIM_OK;
    while ((ret = xp_database_row(&self->base, it, &any)) == SIM_OK && any && !ferror(file)) {
        fprintf(file, "INSERT INTO %s VALUES(", table->table);
        for (int j = 0; j < sqlite3_column_count(it); j++) {
            fputs(j > 0 ? "," : "", file);
            print_value(it, j, file);
        }
        fputs(");\n", file);
    }
    sqlite3_finalize(it);
    return ret;
}

static int
print_schema(xp_store *self, FILE *file)
{
    bool any = true;
    int ret = SIM_OK;
    sqlite3_stmt *it = xp_store_statement(
        self, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name");
    if (it == NULL) {
        return xp_store_no_statement(self);
    }
    fprintf(file, "PRAGMA application_id = %d;\nPRAGMA user_version = %d;\nBEGIN;\n",
            XP_STORE_APPLICATION, XP_STORE_SCHEMA);
    while ((ret = xp_database_row(&self->base, it, &any)) == SIM_OK && any) {
        fprintf(file, "%s;\n", (const char *)sqlite3_column_text(it, 0));
    }
    return ret;
}

int
xp_store_dump(xp_store *self, FILE *file)
{
    const bool is_open = sqlite3_get_autocommit(self->base.handle) == 0;
    int ret = is_open ? SIM_OK : xp_database_do(&self->base, "BEGIN"); /* one moment's content */
    ret = ret == SIM_OK ? print_schema(self, file) : ret;
    for (const xp_table_key *it = xp_schema_tables; it->table != NULL && ret == SIM_OK; it++) {
        ret = print_table(self, it, file);
    }
    fputs("COMMIT;\n", file);
    if (!is_open && sqlite3_get_autocommit(self->base.handle) == 0) {
        const int end = xp_database_do(&self->base, "COMMIT");
        ret = ret == SIM_OK ? end : ret;
    }
    if (ret == SIM_OK && ferror(file)) {
        (void)cc_refuse(&self->base.problem, NULL, 0, "the dump could not be written");
        ret = SIM_ERR_IO;
    }
    return ret;
}
