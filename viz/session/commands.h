/* All that one can do, in one table: the keys, the buttons, the help and the script of a session are
 * made from it. */
#ifndef VIZ_COMMANDS_H
#define VIZ_COMMANDS_H

#include "report/words.h"
#include "viz/session/input.h"

/* X(COMMAND, keys (several by blanks; "1..9" are nine), section of the help, word of its button or "",
 * what it does) */
#define VIZ_COMMANDS(X)                                                                            \
    X(RUN, "space", N_("Time"), N_("Run"), N_("run, or pause"))                                    \
    X(STEP, ". Right", N_("Time"), N_("Event >"), N_("one event forward"))                         \
    X(BACK, ", Left", N_("Time"), N_("< Event"), N_("one event back"))                             \
    X(FASTER, "+ =", N_("Time"), N_("Faster"), N_("faster"))                                       \
    X(SLOWER, "-", N_("Time"), N_("Slower"), N_("slower"))                                         \
    X(REAL_TIME, "r", N_("Time"), "", N_("real time: a second a second"))                          \
    X(FASTEST, "m", N_("Time"), "", N_("as fast as it goes"))                                      \
    X(EARLIER, "PageUp", N_("Time"), "", N_("a quarter of an hour back"))                          \
    X(LATER, "PageDown", N_("Time"), "", N_("a quarter of an hour on"))                            \
    X(BEGINNING, "Home", N_("Time"), "", N_("to the beginning of the day; again: of the run"))     \
    X(CLOSING, "End", N_("Time"), "", N_("to the end of the day; again: of the run"))              \
    X(DAY_BACK, "ctrl+Left", N_("Time"), "", N_("a day back"))                                     \
    X(DAY_ON, "ctrl+Right", N_("Time"), "", N_("a day on"))                                        \
    X(GO_TO, "g", N_("Time"), N_("Go to"), N_("go to a time"))                                     \
    X(NEXT_ABANDONMENT, "a", N_("Time"), "", N_("to the next who gives up"))                       \
    X(NEXT_BREACH, "b", N_("Time"), "", N_("to the next who waits past the target"))               \
    X(NEXT_ANSWER, "n", N_("Time"), "", N_("to the next who is answered"))                         \
    X(NEXT_CHANGE, "v", N_("Time"), "", N_("to the next intervention"))                            \
    X(PAUSE_WHEN, "p", N_("Time"), N_("Pause when"), N_("pause when something is so"))             \
    X(MARK, "ctrl+1..9 shift+1..9", N_("Time"), "", N_("set a bookmark here"))                     \
    X(GO_MARK, "1..9", N_("Time"), "", N_("go to a bookmark"))                                     \
    X(MARKS, "k", N_("Time"), N_("Bookmarks"), N_("the bookmarks"))                                \
    X(CHANGE, "i", N_("Interventions"), N_("Change"), N_("change something in the center"))        \
    X(UNDO, "u ctrl+z", N_("Interventions"), N_("Undo"), N_("take the last change back"))          \
    X(FORK, "f", N_("Interventions"), N_("Fork"), N_("from here on, beside the untouched run"))    \
    X(ONE, "o", N_("Interventions"), N_("One center"), N_("one center again: the changed one"))    \
    X(PRICE, "w", N_("Interventions"), N_("Price"), N_("what the changes did, and cost"))          \
    X(SAVE, "s ctrl+s", N_("Interventions"), N_("Save"), N_("save what was changed"))              \
    X(LOAD, "l ctrl+o", N_("Interventions"), N_("Load"), N_("load changes"))                       \
    X(NEXT_THING, "Tab", N_("Selection"), "", N_("select the next thing"))                         \
    X(LAST_THING, "shift+Tab", N_("Selection"), "", N_("select the one before"))                   \
    X(FIND, "/ ctrl+f", N_("Selection"), N_("Find"), N_("find a customer by name"))                \
    X(STORY, "e", N_("Selection"), "", N_("all that happened to the selected customer"))           \
    X(OTHER_SIDE, "c", N_("Selection"), "", N_("keys are for the other center"))                   \
    X(UNSELECT, "Escape", N_("Selection"), "", N_("stop looking; select nothing"))                 \
    X(LESSON, "j", N_("Lesson"), N_("Lesson"), N_("the lesson's goal and question"))               \
    X(HINT, "h", N_("Lesson"), "", N_("a hint"))                                                   \
    X(DEBRIEF, "d", N_("Lesson"), N_("Debrief"), N_("the debrief"))                                \
    X(HELP, "? F1", N_("View"), N_("?"), N_("this help"))                                          \
    X(LEGEND, "y", N_("View"), N_("Legend"), N_("what the shapes and colours mean"))               \
    X(THEME, "t", N_("View"), N_("Theme"), N_("dark or light"))                                    \
    X(LARGER, "ctrl++ ctrl+=", N_("View"), "", N_("all larger"))                                   \
    X(SMALLER, "ctrl+-", N_("View"), "", N_("all smaller"))                                        \
    X(NORMAL, "ctrl+0", N_("View"), "", N_("as large as usual"))                                   \
    X(LARGE_TEXT, "x", N_("View"), "", N_("large text, for the back row"))                         \
    X(FULL_SCREEN, "F11", N_("View"), "", N_("full screen, or a window"))                          \
    X(SCROLL_UP, "Up", N_("View"), "", N_("scroll the floor up"))                                  \
    X(SCROLL_DOWN, "Down", N_("View"), "", N_("scroll the floor down"))                            \
    X(PICTURE, "F12 ctrl+p", N_("View"), "", N_("keep a picture of the screen"))                   \
    X(QUIT, "q ctrl+q", N_("View"), "", N_("quit"))

typedef enum viz_command {
#define VIZ_COMMAND_ENUM(COMMAND, keys, section, button, help) VIZ_COMMAND_##COMMAND,
    VIZ_COMMANDS(VIZ_COMMAND_ENUM)
#undef VIZ_COMMAND_ENUM
        VIZ_N_COMMANDS,
    VIZ_NO_COMMAND = VIZ_N_COMMANDS
} viz_command;

typedef struct viz_command_type {
    const char *name, *keys, *section, *button, *help; /* the last three to be translated */
} viz_command_type;

extern const viz_command_type viz_command_types[VIZ_N_COMMANDS];

/* Of a key; of those for nine digits, which. VIZ_NO_COMMAND: none. */
viz_command viz_command_of_key(const viz_input *input, int *digit);

#endif
