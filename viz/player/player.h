/* A running center that can be moved in time: forward, back by keyframes and replay, changed by
 * interventions, copied. It is asked for work in slices, so that whoever draws stays responsive.
 * All that it shows at a moment follows from scenario, seed, replication, script and that moment:
 * not from the way there. */
#ifndef VIZ_PLAYER_H
#define VIZ_PLAYER_H

#include "models/center/center.h"
#include "models/center/script.h"
#include "viz/player/tape.h"

typedef struct viz_player viz_player;

typedef struct viz_player_def {
    const cc_scenario *scenario;
    uint64_t seed, replication;
    size_t budget; /* bytes of keyframes; spacing doubles when it is full */
    /* A keyframe may have so many for each event that it saves: to copy them takes as long. 0: there
     * is one wherever a step of the tape begins, as far as the budget goes. */
    size_t bytes_an_event;
    size_t memory;           /* bytes of open contacts; 0: no bounds */
    const cc_script *script; /* copied; NULL: none */
    double recall;           /* s of simulated time whose records are kept for the picture */
} viz_player_def;

viz_player_def viz_player_default(void);
/* NULL: the refusal says why. The scenario outlives it. */
viz_player *viz_player_new(const viz_player_def *def, cc_refusal *refusal);
void viz_player_delete(viz_player *self);

/* Where it is to be: s, cut to the run. It gets there by work. */
void viz_player_seek(viz_player *self, double time);
/* Works for at most so long (s of real time; INFINITY: until it is there), and a keyframe longer; is it
 * there? An error of the run is latched: it stays where it was then, and is there. */
bool viz_player_work(viz_player *self, double seconds);
bool viz_player_is_there(const viz_player *self);
/* One event on, or back, from where it is to be; at once. False: there is none, and on it is at the
 * horizon. Back it is at the time of the last event that has been. */
bool viz_player_step(viz_player *self);
bool viz_player_back(viz_player *self);

double viz_player_time(const viz_player *self); /* s: where it is */
double viz_player_horizon(const viz_player *self);
uint64_t viz_player_events(const viz_player *self);
const cc_center *viz_player_center(const viz_player *self);
const cc_scenario *viz_player_scenario(const viz_player *self);
/* SIM_OK, or why the run has stopped: cc_center_explain tells it. */
int viz_player_error(const viz_player *self, cc_refusal *refusal);
/* A hash of all that moves. */
uint64_t viz_player_hash(const viz_player *self);
/* Has a replay ever come to another state than the first time at a keyframe? When (s)? */
bool viz_player_diverged(const viz_player *self, double *time);

/* What has happened within the last `recall` s, in order of time, as the journal tells it. */
const sim_trace_record *viz_player_recent(const viz_player *self, size_t *n);
/* What has been counted minute by minute, so far. */
const viz_tape *viz_player_tape(const viz_player *self);
const cc_script *viz_player_script(const viz_player *self);

/* Somebody changes something, at the next millisecond of which no event has been, or at the change's own
 * time if that is later; the script has it from then on, beside what it had. It is to be where it
 * is now, and what was known of the time to come is forgotten. SIM_ERR_PARAM: there is no such
 * control, the value is out of range, or the run is over. */
int viz_player_change(viz_player *self, cc_change change) SIM_MUST_CHECK;
/* The script is that, as if it always had been, and it is where it was. SIM_ERR_PARAM, as above: it is what
 * it was. */
int viz_player_set_script(viz_player *self, const cc_script *script) SIM_MUST_CHECK;
/* Another player where this one is, with the same past: its keyframes are shared, until they go. NULL: no
 * memory. */
viz_player *viz_player_fork(viz_player *self, cc_refusal *refusal);

/* ---- waiting for something ---- */
typedef enum viz_until {
    VIZ_UNTIL_TIME,         /* nothing else */
    VIZ_UNTIL_QUEUE,        /* so many wait, in a queue or in all */
    VIZ_UNTIL_WAIT,         /* somebody waits so long, s */
    VIZ_UNTIL_LEVEL,        /* the level of the last half hour falls below */
    VIZ_UNTIL_READY,        /* so few agents are ready */
    VIZ_UNTIL_ABANDONMENT,  /* the next contact that gives up */
    VIZ_UNTIL_BREACH,       /* the next whose wait passes the target */
    VIZ_UNTIL_INTERVENTION, /* the next change of the script */
    VIZ_UNTIL_ANSWER        /* the next that is answered */
} viz_until;

typedef struct viz_condition {
    viz_until until;
    int queue; /* -1: any */
    double value;
} viz_condition;

/* Going forward stops right behind the event with which the condition becomes true (it must have been
 * false before), or when it does as time goes by: not on the way back to a moment, nor up to where
 * it has gone back to. Who waits, waits for an answer: items do not. NULL: none. */
void viz_player_set_condition(viz_player *self, const viz_condition *condition);
/* Did the condition stop it? Then it is where it happened. Asking forgets it. */
bool viz_player_stopped(viz_player *self);

/* ---- the price ---- */
/* Figures as if the run ended now: the same names and scopes as a run's; at the end of the run they
 * are what `ccsim run --replications 1` prints. A figure a day is of the days that have begun, each
 * as a whole. NAN: undefined, as the average of nothing. */
int viz_player_figure(viz_player *self, const char *kpi, const char *scope,
                      double *value) SIM_MUST_CHECK;

#endif
