/* What is still to be done of a sweep: hands out chunks, hears what came of them. A pure state machine:
 * knows no thread, no clock and no file, so that threads, ranks and tests drive the same one. What it hands
 * out depends on how long things took; what is done in the end does not.
 *
 * It knows only points that are under way: it asks for one after the other, hears what is known of it, and
 * forgets it when it is done. */
#ifndef XP_AGENDA_H
#define XP_AGENDA_H

#include "experiment/sweep/bundle.h"
#include "experiment/sweep/sweep.h"

typedef struct xp_agenda xp_agenda;

/* Of the points p with p % n_shards == shard. NULL: no memory. */
xp_agenda *xp_agenda_new(const xp_sweep *sweep, size_t shard, size_t n_shards);
void xp_agenda_delete(xp_agenda *self);

/* ---- for who owns the store ---- */

/* Is there room for one more point, and which is it? It has to hear of it by one of the next three. */
bool xp_agenda_ask(xp_agenda *self, size_t *point);
/* Nothing is known: somebody has to load it. SIM_ERR_NOMEM, as of all that follow. */
int xp_agenda_unknown(xp_agenda *self, size_t point) SIM_MUST_CHECK;
/* Its scenario is refused. Also of a chunk that was to load it. */
int xp_agenda_refused(xp_agenda *self, size_t point) SIM_MUST_CHECK;

typedef struct xp_agenda_point {
    size_t point;
    uint64_t scenario, seed; /* points that agree in these are one */
    const uint64_t *there; /* replications that are there already: a sorted list of distinct ones */
    size_t n_there;
    uint64_t failed; /* this one has failed; UINT64_MAX: none has */
} xp_agenda_point;
/* Also of a chunk that was to load it. */
int xp_agenda_loaded(xp_agenda *self, const xp_agenda_point *it) SIM_MUST_CHECK;

/* Precision: asked when a prefix has grown to a look (30, then as of xp_next_look); the answer says if the rules
 * hold there, or never will. */
bool xp_agenda_look(xp_agenda *self, size_t *point, uint64_t *n);
void xp_agenda_looked(xp_agenda *self, size_t point, uint64_t n, bool narrow, bool in_vain);

/* ---- for who does the work ---- */

typedef enum xp_agenda_answer { XP_AGENDA_CHUNK, XP_AGENDA_WAIT, XP_AGENDA_DONE } xp_agenda_answer;

/* For worker number w (whose loaded scenarios are used again). WAIT: all is handed out, and something of it
 * may bring more. */
xp_agenda_answer xp_agenda_take(xp_agenda *self, int w, xp_chunk *chunk);
bool xp_agenda_is_done(const xp_agenda *self);
/* So many of its replications are done; has the one behind them failed, none further of the point is begun.
 * seconds: how long it took. */
int xp_agenda_done(xp_agenda *self, const xp_chunk *chunk, uint32_t n_done, bool failed,
                   double seconds) SIM_MUST_CHECK;
/* Whoever had it is gone: it is handed out once more. */
int xp_agenda_lost(xp_agenda *self, const xp_chunk *chunk) SIM_MUST_CHECK;

typedef struct xp_agenda_count {
    size_t points, points_done, points_failed; /* failed ones are done too */
    /* there: found in the store. With precision `replications` is a guess, by the points that are done */
    uint64_t replications, replications_done, replications_there;
} xp_agenda_count;
xp_agenda_count xp_agenda_counted(const xp_agenda *self);

#endif
