/* What signals do. While a run is going on, they ask it to stop; else the program ends by them,
 * and no file in the making is left. */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <signal.h>
#include <stdatomic.h>

/* At the start of the program. SIGHUP (nohup) and SIGPIPE stay ignored if they were. SIGINT does
 * not: a shell has it ignored by whatever it starts in the background. */
void cli_signals_catch(void);

/* From here to the end of the run: the first signal sets *finish, the second *stop, the third ends
 * the program. SIGTERM and SIGHUP, whose senders do not wait, set *stop after a second. */
void cli_signals_begin_run(const atomic_bool **finish, const atomic_bool **stop);
void cli_signals_end_run(void);

/* What SIGUSR1 writes on stderr from now on: a line without its end, NULL: that no run is going on; "":
 * nothing. The line
 * is followed by how old it is, but in a text for programs (seconds < 0). */
void cli_signals_keep_state(const char *text, double seconds);

/* Between the two, none is delivered. */
void cli_signals_hold(sigset_t *before);
void cli_signals_release(const sigset_t *before);

#endif
