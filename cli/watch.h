/* A session with what draws it: shared by the window, pictures, films and sessions from a file. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "viz/paint/painter.h"
#include "viz/session/session.h"

#include <stdatomic.h>

typedef struct cli_watch {
    const char *verb;
    const viz_device *device;
    viz_painter painter;
    viz_session *session;
    const cc_scenario *scenario[2]; /* whose files are spared; NULL: none */
    bool is_drawn;                  /* the picture as it is now */
    const atomic_bool *stop;        /* by a signal */
} cli_watch;

/* The fonts are those of the session as it is now; false after a message. */
bool cli_watch_fit(cli_watch *self);
/* The picture as it is now, not drawn; NULL after a message. */
const viz_picture *cli_watch_look(cli_watch *self);
/* The picture as it is now, on the painter's canvas, which has it already unless it is new. CLI_OK, or
 * CLI_FAILED after a message. */
int cli_watch_draw(cli_watch *self, bool *is_new);
/* The canvas as a PNG file, whole or not at all. `option` names it in messages. */
int cli_watch_save(cli_watch *self, const char *option, const char *path);
/* Pictures that were asked for by a key. */
int cli_watch_save_asked(cli_watch *self);

/* "1280x720". */
bool cli_watch_read_size(const char *text, int *width, int *height);

/* ---- in a window ---- */
/* Until it is closed, over, or stopped by a signal. */
int cli_watch_window(cli_watch *self, const char *title);

/* ---- a session from a file ---- */
/* Plays it, without a window, or in one and in real time. Pictures that it asks for lie in the
 * current folder. CLI_OK, CLI_USAGE or CLI_FAILED. */
int cli_watch_play(cli_watch *self, const char *file, const char *title, bool is_shown);

/* ---- a film ---- */
typedef struct cli_film {
    const char *path;
    double to;    /* s of the run */
    double speed; /* simulated s a second */
    double fps;   /* frames a second */
} cli_film;
/* From where the session is. */
int cli_watch_record(cli_watch *self, const cli_film *film);

#endif
