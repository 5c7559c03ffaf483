/* What a person does with one or two centers on the screen: keys and clicks in, a picture out. No
 * window: one plays it from a file as well. */
#ifndef VIZ_SESSION_H
#define VIZ_SESSION_H

#include "viz/player/player.h"
#include "viz/scene/scene.h"
#include "viz/session/input.h"
#include <stdio.h>

typedef struct viz_session viz_session;

typedef struct viz_session_def {
    const cc_scenario *scenario[2];
    const char *file[2]; /* where they were read from */
    int n;
    const cc_script *script[2]; /* NULL: none */
    uint64_t seed, replication;
    size_t budget; /* bytes of keyframes of all players */
    size_t memory; /* bytes of open contacts; 0: no bounds */
    double start;  /* s of the run: where it opens; NAN: as the house does */
    double speed;  /* simulated s a second; 0: as fast as it goes */
    bool is_running;
    bool keeps_at_once; /* in a window: the end may come from elsewhere, and unseen */
    bool greets;        /* opens with what one sees; with a lesson its goal and question */
    viz_theme theme;
    float scale;
    bool is_large, is_full_screen;
    int width, height; /* px */
    const char
        *save; /* where the script is saved; NULL: in the current folder, by the scenario's name */
} viz_session_def;

viz_session_def viz_session_default(void);
/* NULL: the refusal says why. */
viz_session *viz_session_new(const viz_session_def *def, cc_refusal *refusal);
/* What was changed and not saved goes to a file beside: see viz_session_kept. */
void viz_session_delete(viz_session *self);

void viz_session_input(viz_session *self, const viz_input *input);
/* Goes on: `passed` s of real time have gone by since the last call, of which the simulation may
 * use `most` now. */
void viz_session_work(viz_session *self, double passed, double most);
/* Works until it is there: for pictures without a screen. */
void viz_session_settle(viz_session *self);
void viz_session_seek(viz_session *self, double time);
/* s of the run: where it is. */
double viz_session_time(const viz_session *self);
/* A moment as written at its scenario's clock, "10:30", "2 10:30": false: it is none. */
bool viz_session_read_time(const viz_session *self, const char *text, double *time);
/* Nothing moves: no work is waiting. */
bool viz_session_is_still(const viz_session *self);
/* It was quit, or its window closed. */
bool viz_session_is_over(const viz_session *self);
/* Status to end with; the refusal says why it is not 0. */
int viz_session_status(const viz_session *self, cc_refusal *refusal);
/* Ends it, if it is not over: a script that was not saved is written beside; its path, of scenario k
 * (0, 1). NULL: there was nothing to keep. */
const char *viz_session_kept(viz_session *self, int k);
/* It could not be kept there: an errno, and the script goes to `file` instead. 0: nothing is lost. */
int viz_session_lost(const viz_session *self, int k, FILE *file);

/* Of a lesson whose debrief was made; false: it was not. NAN: undefined. */
bool viz_session_score(const viz_session *self, double *score, double *luck);

/* The fonts may change with size, scale and large text: whoever has them measures with these. */
float viz_session_unit(const viz_session *self);
bool viz_session_is_large(const viz_session *self);
void viz_session_size(const viz_session *self, int *width, int *height); /* px */
bool viz_session_is_full_screen(const viz_session *self);                /* wanted */
viz_theme viz_session_theme(const viz_session *self);
/* Made anew where something has changed; `is_new` tells. It is the session's, until the next call. */
const viz_picture *viz_session_picture(viz_session *self, const viz_measure *measure, bool *is_new);
/* Where a picture of the screen is wanted (the key for it was pressed): its path, once; NULL. */
const char *viz_session_shot(viz_session *self);
/* For tests and helpers: of a side, and what was changed there. */
const viz_player *viz_session_player(const viz_session *self, int side);
int viz_session_n_sides(const viz_session *self);

#endif
