/* A sweep on the threads of this process, and if there are links, on other ranks: takes chunks of an agenda,
 * puts what comes into a store. */
#ifndef XP_CREW_H
#define XP_CREW_H

#include "experiment/store/store.h"
#include "experiment/sweep/agenda.h"

typedef struct xp_crew xp_crew;

typedef struct xp_crew_progress {
    xp_agenda_count count;
    double seconds, contacts; /* since the start */
    double left;              /* s, as far as can be said; NAN */
} xp_crew_progress;

typedef struct xp_crew_plan {
    const xp_sweep *sweep;
    xp_store *store;
    size_t shard, n_shards;
    int threads;
    size_t memory;
    bool retry_failed;
    const atomic_bool *finish, *stop; /* as of xp_plan; may be NULL */
    void (*on_progress)(void *context,
                        const xp_crew_progress *progress); /* with a lock held; may be NULL */
    void *context;
    /* Other ranks, in the hands of a module: called in a thread of its own with the crew, which it asks for
     * chunks and gives bundles by the two functions below. NULL: none. */
    void (*remote)(void *link, xp_crew *crew);
    void *link;
} xp_crew_plan;

/* For a link: the next chunk for worker w (from threads on), at once; DONE: the end. And what came of it: bytes of
 * a bundle; NULL: the worker is gone. */
xp_agenda_answer xp_crew_take(xp_crew *self, int w, xp_chunk *chunk);
bool xp_crew_is_over(xp_crew *self); /* would that be DONE? */
void xp_crew_give(xp_crew *self, int w, const xp_chunk *chunk, const unsigned char *byte, size_t n,
                  double seconds);

typedef struct xp_crew_result {
    xp_agenda_count count;
    bool partial; /* stopped by a signal or the budget */
    double seconds;
} xp_crew_result;

/* SIM_OK also when stopped. What is complete is committed in any case. */
int xp_crew_run(xp_crew_result *self, const xp_crew_plan *plan, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
