/* What a store knows of a plan, without the files that the plan and its scenarios were read from. */
#ifndef XP_RECALL_H
#define XP_RECALL_H

#include "experiment/store/store.h"
#include "experiment/sweep/gauge.h"

/* The plan of that hash, as text of 16 hex digits or of so many first ones that it is the only one; NULL: the
 * only plan there is. Of a scenario factor the levels are names; scenario files, settings' paths and rules
 * are as they were written. The design can tell which points are which. SIM_ERR_REFUSED with the
 * sentence: no such plan, or several, which are named. Freed by xp_sweep_free. */
int xp_recall_plan(xp_sweep *self, xp_store *store, const char *hash,
                   cc_refusal *refusal) SIM_MUST_CHECK;

/* A point of a plan. */
typedef struct xp_recalled {
    bool is_loaded;    /* its scenario is known: */
    uint64_t scenario; /* hash */
    uint64_t seed;
    const char *name;        /* of the scenario */
    const char *failure;     /* why there is none, or nothing beyond `failed`; NULL */
    uint64_t failed;         /* replication; UINT64_MAX: the scenario was refused */
    const double *value;     /* by factor, NAN: as the scenario says */
    const char *const *text; /* by factor */
    const char *const *set;  /* "path=value", ended by NULL */
    const char *file;        /* scenario */
    bool is_complete;        /* all its replications are there */
    uint64_t n;              /* complete replications 0 .. n - 1, of those that the plan has */
} xp_recalled;

typedef struct xp_recollection {
    xp_recalled *point; /* [sweep->n_points]; zeros where nothing is known */
    cc_arena *arena;
} xp_recollection;

int xp_recall_points(xp_recollection *self, xp_store *store, const xp_sweep *sweep) SIM_MUST_CHECK;
void xp_recollection_free(xp_recollection *self);

/* Samples of replications 0 .. n - 1 of (scenario, seed): sample[r * n_ids + j] of id[j], NAN where there is
 * none; so value[], unless it is NULL. */
int xp_recall_samples(xp_store *store, uint64_t scenario, uint64_t seed, const uint64_t id[],
                      size_t n_ids, uint64_t n, cc_sample sample[], double value[]) SIM_MUST_CHECK;

#endif
