/* What a player is made of, for the files that make it. */
#ifndef VIZ_PLAYER_INSIDE_H
#define VIZ_PLAYER_INSIDE_H

#include "models/center/so_far.h"
#include "sim/budget.h"
#include "viz/player/counting.h"
#include "viz/player/keyframes.h"
#include "viz/player/player.h"
#include "viz/player/recent.h"

/* A condition, and what is known of it where the player is. */
typedef struct viz_watch {
    viz_condition condition;
    bool is_set, has_stopped;
    bool was;      /* it holds already: it must become false first */
    bool happened; /* in the event in hand */
    bool is_due;   /* `next` is now, but not all events of this moment have been */
    double next;   /* s: when it comes true without an event, if nothing else happens first */
} viz_watch;

struct viz_player {
    viz_player_def def; /* without the script, */
    cc_script script;   /* which is here */
    cc_layout layout;
    cc_record record;
    cc_center *center;
    sim_budget memory;
    sim_trace trace;
    viz_keyframes keyframes;
    sim_snapshot here; /* parts of the center, none taken */
    viz_counting counting;
    viz_recent recent, at_start; /* what has happened before the first event */
    viz_watch watch;
    cc_so_far so_far; /* figures of a moment */

    double horizon, time;
    double target; /* s: where it is to be */
    bool is_there; /* all events up to the target have been, or as many as were wanted */
    double
        was_at; /* s: up to there it plays again what led to where it was; -1: it is behind that */
    bool is_counted;  /* the tape's last cell is of now */
    bool is_on_watch; /* every event is looked at: is the condition true? */
    size_t step;      /* of the tape, that is being played */
    bool has_diverged;
    double diverged; /* s */
    int error;
};

/* ---- move.c ---- */
void viz_player_fail(viz_player *self, int error);
/* The center's trace. */
void viz_player_see(void *context, const sim_trace_record *record);
/* To where it is, once more: from a keyframe that is still true. */
void viz_player_return(viz_player *self);

/* ---- watch.c ---- */
/* From here on every event is looked at. */
void viz_watch_begin(viz_player *self);
/* It is told what happens in an event. */
void viz_watch_see(viz_player *self, const sim_trace_record *record);
/* When the condition comes true if no event is before, s; INFINITY: never. */
double viz_watch_next(viz_player *self);
/* An event has been, or (not is_event) all up to a moment that is not behind viz_watch_next: has the condition
 * come true? */
bool viz_watch_comes_true(viz_player *self, bool is_event);

#endif
