/* Results on disk: one SQLite file, docs/store.md has its schema. The key of a result is scenario hash, seed
 * and replication. Everything is written in transactions; rows have natural keys and no clock, so that what
 * is in the file does not depend on the order in which results came. One thread at a time uses a store. */
#ifndef XP_STORE_H
#define XP_STORE_H

#include "experiment/sweep/bundle.h"
#include "experiment/sweep/sweep.h"
#include <stdio.h>

#define XP_STORE_SCHEMA 1 /* PRAGMA user_version */

typedef struct xp_store xp_store;

typedef enum xp_store_mode {
    XP_STORE_READ,  /* must be there */
    XP_STORE_WRITE, /* made if need be; one writer a file, said by host and pid */
} xp_store_mode;

/* SIM_ERR_REFUSED with the sentence: locked, of a newer version, no store; SIM_ERR_IO with the sentence. */
int xp_store_open(xp_store **self, const char *path, xp_store_mode mode,
                  cc_refusal *refusal) SIM_MUST_CHECK;
bool xp_store_is_writer(const xp_store *self);
/* What is not committed is lost. */
void xp_store_close(xp_store *self);
/* The command line, for the list of who has written. */
int xp_store_say_command(xp_store *self, const char *command) SIM_MUST_CHECK;

/* All that follows: SIM_OK, SIM_ERR_IO with the sentence in xp_store_problem (full disk), SIM_ERR_NOMEM. The
 * transaction is begun when needed; who asks much begins it before, since outside each question locks the file.
 * SIM_ERR_PARAM of one that is only read. */
const char *xp_store_problem(const xp_store *self);
int xp_store_begin(xp_store *self) SIM_MUST_CHECK;
int xp_store_commit(xp_store *self) SIM_MUST_CHECK;

/* The plan: its text, factors, outputs. Again does no harm. Points get their rows by bundles. */
int xp_store_put_plan(xp_store *self, const xp_sweep *sweep) SIM_MUST_CHECK;
/* Point, scenario, results, failures, and of each result the samples of the plan's outputs. What is there
 * already stays (and must be equal: else SIM_ERR_BUG). Of replications that fail the lowest is kept, and none
 * behind it: so it does not matter which came first. SIM_ERR_LAYOUT: the bundle is damaged. */
int xp_store_put_bundle(xp_store *self, const xp_sweep *sweep,
                        const xp_bundle_reader *bundle) SIM_MUST_CHECK;
/* What is known of a point: the hash of its scenario, that it was refused, or nothing. */
typedef enum xp_store_known { XP_STORE_UNKNOWN, XP_STORE_LOADED, XP_STORE_REFUSED } xp_store_known;
int xp_store_find_point(xp_store *self, const xp_sweep *sweep, size_t point, xp_store_known *known,
                        uint64_t *scenario) SIM_MUST_CHECK;
/* Replications of (scenario, seed) that are there, ascending, from 0; malloc'ed. And the one that failed; UINT64_MAX:
 * none. */
int xp_store_replications(xp_store *self, uint64_t scenario, uint64_t seed, uint64_t **list,
                          size_t *n, uint64_t *failed) SIM_MUST_CHECK;
/* value[] of a point by factor; NAN: as the scenario says. */
int xp_store_levels(xp_store *self, const xp_sweep *sweep, size_t point,
                    double value[]) SIM_MUST_CHECK;
/* Samples of the plan's outputs that are missing of results that are there: of another plan's. */
int xp_store_fill_samples(xp_store *self, const xp_sweep *sweep, uint64_t scenario,
                          uint64_t seed) SIM_MUST_CHECK;
/* Removes failures of the plan, so that they are tried again. */
int xp_store_forget_failures(xp_store *self, const xp_sweep *sweep, size_t *n) SIM_MUST_CHECK;

/* Packed records of (scenario, seed) in order of replication, from `first` on. Bytes live until the next call.
 * *n = 0: there are no more. */
typedef struct xp_store_cursor xp_store_cursor;
xp_store_cursor *xp_store_results(xp_store *self, uint64_t scenario, uint64_t seed, uint64_t first);
int xp_store_next(xp_store_cursor *self, uint64_t *replication, const unsigned char **byte,
                  size_t *n) SIM_MUST_CHECK;
void xp_store_cursor_free(xp_store_cursor *self);
/* Canonical text of a scenario; malloc'ed. */
int xp_store_scenario(xp_store *self, uint64_t scenario, char **text) SIM_MUST_CHECK;

/* Estimates and differences of a plan, in place of those that are there. */
typedef struct xp_store_estimate {
    size_t point, output;
    size_t against; /* a difference: the other point; SIZE_MAX: none */
    sim_interval interval;
    bool equal;
} xp_store_estimate;
int xp_store_clear_estimates(xp_store *self, const xp_sweep *sweep) SIM_MUST_CHECK;
int xp_store_put_estimate(xp_store *self, const xp_sweep *sweep,
                          const xp_store_estimate *it) SIM_MUST_CHECK;

/* Everything of `from` that is not in self, committed as a whole. A result that is in both and not the same:
 * SIM_ERR_REFUSED, said. Estimates of plans that `from` has are removed: they are of more replications now. */
int xp_store_merge(xp_store *self, const char *from, cc_refusal *refusal) SIM_MUST_CHECK;

/* All that is in the store, sessions apart, as SQL: the same text of stores with the same content, however they
 * came to it. */
int xp_store_dump(xp_store *self, FILE *file) SIM_MUST_CHECK;

#endif
