/* Copies of a running center at moments of its past, within a budget: the first is always there, others
 * every so many steps of the tape, if enough has happened; when they are too many every other goes, and
 * from then on they are made half as often. Copies do not change once made, and are shared by players with the same
 * past. */
#ifndef VIZ_KEYFRAMES_H
#define VIZ_KEYFRAMES_H

#include "models/center/center.h"
#include <stdatomic.h>

typedef struct viz_keyframe {
    atomic_int n_holders;
    size_t step;     /* of the tape, that begins here */
    double time;     /* s: all events up to then have been; of the first, none */
    uint64_t events; /* so many */
    uint64_t hash;   /* of the center */
    sim_snapshot state;
} viz_keyframe;

typedef struct viz_keyframes {
    viz_keyframe **at; /* in order of time */
    size_t n, room;
    viz_keyframe **spare; /* that have been thinned out: their memory is that of the next ones */
    size_t n_spare;
    size_t budget, used;   /* bytes */
    size_t bytes_an_event; /* that one may take, of events since the one before */
    size_t spacing;        /* steps of the tape */
} viz_keyframes;

void viz_keyframes_free(viz_keyframes *self);
/* Of the same past: all that the other has, as far as the budget holds them. */
int viz_keyframes_copy(viz_keyframes *self, const viz_keyframes *from) SIM_MUST_CHECK;
/* Is one wanted where that step begins, after so many events? */
bool viz_keyframes_wants(const viz_keyframes *self, size_t step, uint64_t events);
/* Where the center is now; its hash is known. */
int viz_keyframes_add(viz_keyframes *self, cc_center *center, cc_record *record, size_t step,
                      double time, uint64_t hash) SIM_MUST_CHECK;
/* The one where that step begins, or NULL. */
const viz_keyframe *viz_keyframes_find(const viz_keyframes *self, size_t step);
/* The last before that time and with fewer events than that, or the first of all. */
const viz_keyframe *viz_keyframes_before(const viz_keyframes *self, double time, uint64_t events);
/* Those behind that time go. */
void viz_keyframes_forget(viz_keyframes *self, double time);

#endif
