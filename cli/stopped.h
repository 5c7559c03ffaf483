/* What is said when a run has stopped with an error: how it can be had again, or be avoided. */
#ifndef CLI_STOPPED_H
#define CLI_STOPPED_H

#include <stdio.h>

/* As main has got it, but for "ccsim VERB" in one word. */
typedef struct cli_command {
    int argc;
    const char **argv;
} cli_command;

/* "ccsim run 'a b.cfg' --seed 3": as a shell reads it. */
void cli_command_write(const cli_command *self, FILE *file);

/* Says on stderr what that error of the simulator and its sentence mean; returns the status. */
int cli_stopped(const char *verb, const cli_command *command, int error, const char *sentence);

#endif
