/* What the files of the store share. */
#ifndef XP_STORE_OWN_H
#define XP_STORE_OWN_H

#include "experiment/store/database.h"
#include "experiment/store/store.h"
#include "experiment/store/writer_lock.h"

struct xp_store {
    xp_database base;
    xp_writer_lock lock;
    xp_store_mode mode;
    int64_t session; /* row of this one; 0: not yet */
    /* What was put last, so that it is not asked for once more. */
    bool has_point;
    uint64_t plan;
    size_t point;
};

/* A statement ready to be bound; a literal. */
sqlite3_stmt *xp_store_statement(xp_store *self, const char *sql);
/* The code for no statement: the problem is said. */
int xp_store_no_statement(const xp_store *self);

typedef struct xp_store_key {
    uint64_t scenario, seed, replication; /* from 0 */
} xp_store_key;

/* `it` inserts into sample. */
int xp_store_put_sample(xp_store *self, sqlite3_stmt *it, const xp_store_key *key,
                        const xp_sample *sample) SIM_MUST_CHECK;
/* The first replication that failed; UINT64_MAX: none. */
int xp_store_failed(xp_store *self, uint64_t scenario, uint64_t seed,
                    uint64_t *replication) SIM_MUST_CHECK;

#endif
