/* The tables and views of a store, as docs/store.md tells of them; and of a file, whether it is one. */
#ifndef XP_SCHEMA_H
#define XP_SCHEMA_H

#include "experiment/store/database.h"

#define XP_STORE_APPLICATION 0x63637374 /* PRAGMA application_id: "ccst" */

/* Is there nothing in the file yet? */
int xp_schema_is_missing(xp_database *self, bool *is_missing) SIM_MUST_CHECK;
int xp_schema_make(xp_database *self) SIM_MUST_CHECK;
/* SIM_ERR_REFUSED: no store, of another schema; or, to be written, of another version of ccsim. */
int xp_schema_check(xp_database *self, bool to_write) SIM_MUST_CHECK;

/* Tables of the logical dump, in order, with what sorts them; NULL ends them. */
typedef struct xp_table_key {
    const char *table, *key;
} xp_table_key;
extern const xp_table_key xp_schema_tables[];

#endif
