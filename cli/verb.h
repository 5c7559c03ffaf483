/* A verb of the command line: `ccsim VERB ...`. Adding one is adding a file cli/verb_NAME.c that
 * ends in `const cli_verb_type cli_verb_NAME = { ... };`. */
#ifndef CLI_VERB_H
#define CLI_VERB_H

#include <stddef.h>

/* What the process ends with. */
enum {
    CLI_OK = 0,
    CLI_FAILED = 1,  /* while running; also when the answer could not be written */
    CLI_USAGE = 2,   /* the command line or a file it names was refused */
    CLI_NOT_MET = 3, /* ran, but a requirement was not met */
    CLI_BUG = 70,    /* an impossible state: EX_SOFTWARE of sysexits.h */
    CLI_INTERRUPTED = 130,
};

typedef struct cli_verb_type {
    const char *name;
    const char *summary; /* one line for `ccsim --help` */
    /* argv[0] is "ccsim NAME". Answers on stdout, talks on stderr, returns the exit status; main
     * flushes stdout afterwards and turns a failed write into CLI_FAILED. */
    int (*run)(int argc, const char **argv);
} cli_verb_type;

/* All verbs by name, ended by NULL. */
extern const cli_verb_type *const cli_verb_types[];
const cli_verb_type *cli_verb_find(const char *name);

#endif
