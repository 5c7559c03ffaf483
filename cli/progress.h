/* How far a run is: a line on a terminal, JSON for programs, and on SIGUSR1 the last state at any time.
 * docs/clusters.md tells the names in JSON. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cli_progress_how {
    CLI_PROGRESS_NONE,
    CLI_PROGRESS_LINE,
    CLI_PROGRESS_JSON
} cli_progress_how;

#define CLI_PROGRESS_OPTION(variable)                                                              \
    CLI_STRING("progress", variable,                                                               \
               "line, json or none, on stderr (line on a terminal, else none); SIGUSR1 asks at "   \
               "any time",                                                                         \
               "HOW")

typedef struct cli_progress_state {
    uint64_t points, points_done, points_failed; /* points 0: it is a run, no sweep */
    uint64_t replications, done;                 /* done: also what was there before */
    bool at_most; /* there may be fewer replications: they go on until figures are known */
    bool is_stopping;
    bool is_estimating; /* nothing is simulated any more: findings are made */
    double seconds;     /* since the start */
    double contacts;    /* simulated since then; NAN: not counted */
    double left;        /* s; NAN: cannot be said */
} cli_progress_state;

typedef struct cli_progress {
    const char *verb;
    cli_progress_how how;
    bool on_terminal, shown;
    double told, kept; /* s: when a line was written, and the state kept for SIGUSR1 */
    cli_progress_state last;
} cli_progress;

/* Of --progress, NULL: not given; and --quiet. -1, or the status after a message. */
int cli_progress_init(cli_progress *self, const char *verb, const char *text, bool is_quiet);
/* Cheap enough to be called after each replication. */
void cli_progress_tell(cli_progress *self, const cli_progress_state *state);
/* All replications are there, and what was found is being made: a line of that, where a line was due. */
void cli_progress_estimates(cli_progress *self);
/* Wipes the line, or says the last in JSON. */
void cli_progress_end(cli_progress *self);

/* One line without its end, of at most 79 columns, and one in JSON. */
void cli_progress_line(const cli_progress_state *state, char *text, size_t room);
void cli_progress_json(const cli_progress_state *state, const char *verb, char *text, size_t room);

#endif
