/* What is still to be done of a sweep: hands out chunks, hears what came of them. A pure state machine:
 * knows no thread, no clock and no file, so that threads, ranks and tests drive the same one. What it hands
 * out depends on how long things took; what is done in the end does not. */
#ifndef XP_AGENDA_H
#define XP_AGENDA_H

#include "experiment/sweep/bundle.h"
#include "experiment/sweep/sweep.h"

typedef struct xp_agenda xp_agenda;

/* Of the points p with p % n_shards == shard. NULL: no memory. */
xp_agenda *xp_agenda_new(const xp_sweep *sweep, size_t shard, size_t n_shards);
void xp_agenda_delete(xp_agenda *self);

typedef enum xp_agenda_answer { XP_AGENDA_CHUNK, XP_AGENDA_WAIT, XP_AGENDA_DONE } xp_agenda_answer;

/* For worker number w (whose loaded scenarios are used again). WAIT: all is handed out, and something of it
 * may bring more. size: how many replications of that point are worth one journey. */
xp_agenda_answer xp_agenda_take(xp_agenda *self, int w, xp_chunk *chunk);
/* The scenario of that point is known, and these replications of it are there already (a sorted list of
 * distinct numbers). */
int xp_agenda_loaded(xp_agenda *self, size_t point, const uint64_t *there, size_t n) SIM_MUST_CHECK;
/* Replications are done, or have failed: then none further of the point is begun. seconds: how long it took. */
int xp_agenda_done(xp_agenda *self, const xp_chunk *chunk, uint32_t n_done, bool failed,
                   double seconds) SIM_MUST_CHECK;
/* Whoever had it is gone: it is handed out once more. */
void xp_agenda_lost(xp_agenda *self, const xp_chunk *chunk);
/* Precision: asked when a prefix has grown to a look (30, then as of xp_next_look); the answer says if the rules
 * hold there. Called by whoever owns the store. */
bool xp_agenda_look(xp_agenda *self, size_t *point, uint64_t *n);
void xp_agenda_looked(xp_agenda *self, size_t point, uint64_t n, bool narrow, bool in_vain);

typedef struct xp_agenda_count {
    size_t points, points_done, points_failed;
    uint64_t replications, replications_done, replications_there; /* there: found in the store */
} xp_agenda_count;
xp_agenda_count xp_agenda_counted(const xp_agenda *self);

#endif
