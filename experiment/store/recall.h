/* What a store knows of a plan, without the files that the plan and its scenarios were read from. */
#ifndef XP_RECALL_H
#define XP_RECALL_H

#include "experiment/store/store.h"
#include "experiment/sweep/gauge.h"

/* The plan whose hash begins with this text; NULL: the only one there is. It has names, kinds and ends of the
 * factors, the design and the outputs; not its scenario files, levels and rules: its points are to be asked for
 * below, not made. SIM_ERR_REFUSED with the sentence: no such plan, or several, which are named.
 * Freed by xp_sweep_free. */
int xp_recall_plan(xp_sweep *self, xp_store *store, const char *hash,
                   cc_refusal *refusal) SIM_MUST_CHECK;

/* The hashes of all plans, malloc'ed. */
int xp_recall_hashes(uint64_t **list, size_t *n, xp_store *store) SIM_MUST_CHECK;

/* A point of a plan. */
typedef struct xp_recalled {
    bool is_loaded;    /* its scenario is known: */
    uint64_t scenario; /* hash */
    uint64_t demand;   /* hash of its customers */
    const char *name;  /* of the scenario */
    uint64_t seed;
    const double *value;     /* by factor, NAN: as the scenario says */
    const char *const *text; /* by factor, NULL: not known */
    const char *file,
        *set; /* the scenario's file, and "--set 'a=1'" as for a shell; NULL: not known */
    const char *failure; /* why there is nothing, or nothing beyond `failed`; NULL */
    uint64_t failed;     /* replication; UINT64_MAX: the scenario was refused */
    const char *command; /* that shows the failure again */
    uint64_t n;          /* replications 0 .. n - 1 are there, of those that the plan has */
    bool is_complete;    /* ... and are all of them; of a plan with rules: there are any */
} xp_recalled;

typedef struct xp_recollection {
    xp_recalled *point; /* [sweep->n_points] */
    cc_arena *arena;
} xp_recollection;

int xp_recall_points(xp_recollection *self, xp_store *store, const xp_sweep *sweep) SIM_MUST_CHECK;
void xp_recollection_free(xp_recollection *self);

/* Samples of replications 0 .. n - 1 of (scenario, seed): of id[j] at [r * n_ids + j], NAN where there is none, as
 * where the scenario has no such figure, or another plan has brought the result; *found: how many there are. */
int xp_recall_samples(xp_store *store, uint64_t scenario, uint64_t seed, const uint64_t id[],
                      size_t n_ids, uint64_t n, cc_sample sample[], double value[],
                      uint64_t *found) SIM_MUST_CHECK;

#endif
