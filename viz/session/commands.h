/* All that one can do, in one table: the keys, the buttons, the help and the script of a session are
 * made from it. */
#ifndef VIZ_COMMANDS_H
#define VIZ_COMMANDS_H

#include "viz/session/input.h"

/* X(COMMAND, keys (several by blanks), section of the help, word of its button or "", what it does) */
#define VIZ_COMMANDS(X)                                                                            \
    X(RUN, "space", "Time", "Run", "run, or pause")                                                \
    X(STEP, ". Right", "Time", "Event >", "one event forward")                                     \
    X(BACK, ", Left", "Time", "< Event", "one event back")                                         \
    X(FASTER, "+ =", "Time", "Faster", "faster")                                                   \
    X(SLOWER, "-", "Time", "Slower", "slower")                                                     \
    X(HELP, "? F1", "View", "?", "this help")                                                      \
    X(QUIT, "ctrl+q", "View", "", "quit")
/* The owner of this file completes the table. */

typedef enum viz_command {
#define VIZ_COMMAND_ENUM(COMMAND, keys, section, button, help) VIZ_COMMAND_##COMMAND,
    VIZ_COMMANDS(VIZ_COMMAND_ENUM)
#undef VIZ_COMMAND_ENUM
        VIZ_N_COMMANDS,
    VIZ_NO_COMMAND = VIZ_N_COMMANDS
} viz_command;

#endif
