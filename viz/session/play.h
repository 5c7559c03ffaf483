/* A session played from a file: what a person would do, a line each. `#` begins a comment.
 *
 *     key space            a key, or several: as the help names them
 *     type 10:30           into the field that has the focus, to the end of the line
 *     click 100 200        px, or shares of the window: 50% 90%
 *     click "Run"          on what has these words: a button, a line of a dialog, a name
 *     drag 10% 90% 60% 90%
 *     wheel 50% 50% -3     notches up
 *     wait 2.5             s of real time, which is simulated: the same on any machine
 *     rest                 until it is where it was to be, and what was looked for is found
 *     expect "words"       something on the screen says so; expect no "words"
 *     shot FILE.png
 *     resize 800 600       px
 *     close                the window */
#ifndef VIZ_PLAY_H
#define VIZ_PLAY_H

#include "viz/session/session.h"

typedef struct viz_play_line viz_play_line;

typedef struct viz_play {
    char *file; /* its name */
    viz_play_line *line;
    size_t n, room;
} viz_play;

/* Who has fonts, and can keep pictures. */
typedef struct viz_play_host {
    /* For the session's unit and text as they are now. */
    viz_measure (*measure)(void *context, const viz_session *session);
    /* SIM_OK, or the refusal says why not; NULL: no pictures are kept. */
    int (*shot)(void *context, const viz_session *session, const viz_picture *picture,
                const char *path, cc_refusal *refusal);
    /* So much real time (s) has passed, and the picture shows where that led: SIM_OK goes on. May be
     * NULL. */
    int (*frame)(void *context, viz_session *session, double seconds, cc_refusal *refusal);
    void *context;
} viz_play_host;

/* SIM_ERR_REFUSED: `file:line: ...`; SIM_ERR_NOMEM. */
int viz_play_read(viz_play *self, const char *file, cc_refusal *refusal) SIM_MUST_CHECK;
void viz_play_free(viz_play *self); /* safe on a zeroed or refused one */
/* Until its last line, or the window is closed. SIM_ERR_REFUSED: what was expected is not there, or
 * there is nothing of that name to click at: `file:line: ...`. */
int viz_play_run(const viz_play *self, viz_session *session, const viz_play_host *host,
                 cc_refusal *refusal) SIM_MUST_CHECK;

#endif
