/* Sessions of the live view without a screen: text is as wide as its characters are many. */
#ifndef SUPPORT_SESSIONS_H
#define SUPPORT_SESSIONS_H

#include "viz/session/play.h"

/* Small and quick: a day of three hours, telephone and chat, a bot, two groups. */
extern const char session_scenario[];

typedef struct session_on_screen {
    cc_scenario scenario[2];
    viz_session *session;
} session_on_screen;

/* One center of that text, or two (NULL: one). Fails the test if it is refused. Scripts are saved
 * below the build folder. */
void session_open(session_on_screen *self, const char *one, const char *two);
void session_open_def(session_on_screen *self, const viz_session_def *def, const char *one,
                      const char *two);
void session_close(session_on_screen *self);

viz_measure session_measure(const viz_session *session);
const viz_picture *session_look(session_on_screen *self);
/* Plays lines as a file has them; fails the test where they are refused. */
void session_play(session_on_screen *self, const char *lines);
/* The refusal, or "". */
const char *session_refusal(session_on_screen *self, const char *lines);
/* Does a text on the picture hold the words? */
bool session_says(session_on_screen *self, const char *words);
/* Of all shapes and words. */
uint64_t session_picture_hash(const viz_picture *picture);
void session_key(session_on_screen *self, const char *name);

#endif
