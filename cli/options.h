/* Options of a verb, read by popt, and the refusals that all verbs share. Declare a table of
 * struct poptOption whose string defaults are literals; --help is added here. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <popt.h>
#include <stdbool.h>
#include <stddef.h>

#define CLI_OPTIONS_MAX 64

/* A string option with its default, if any, shown by --help; a list, a switch. The variables are
 * const char *, char ** (ended by NULL; NULL if never given) and int. The table is a local variable:
 * whether there is a default is looked up as it is made. */
#define CLI_STRING(name, variable, help, value)                                                    \
    {                                                                                              \
        name, '\0', POPT_ARG_STRING | ((variable) != NULL ? POPT_ARGFLAG_SHOW_DEFAULT : 0U),       \
            &(variable), 0, help, value                                                            \
    }
#define CLI_LIST(name, variable, help, value)                                                      \
    {                                                                                              \
        name, '\0', POPT_ARG_ARGV, &(variable), 0, help, value                                     \
    }
#define CLI_SWITCH(name, variable, help)                                                           \
    {                                                                                              \
        name, '\0', POPT_ARG_NONE, &(variable), 0, help, NULL                                      \
    }

typedef struct cli_options {
    poptContext popt;
    struct poptOption table[CLI_OPTIONS_MAX + 1]; /* a copy, numbered from 1 by val */
    const char *defaults[CLI_OPTIONS_MAX];        /* what the string variables held before */
    const char *const *arguments; /* what is not an option, ended by NULL; never NULL */
    size_t n_arguments;
} cli_options;

/* Writes the variables of `table`. `synopsis` is what follows the verb in the usage line, e.g.
 * "[OPTION...] FILE". Returns -1 to carry on, else the status to end with (--help was printed, or
 * a usage error was). Call cli_options_free in either case, when the strings are no longer used. */
int cli_options_read(cli_options *self, const struct poptOption *table, const char *synopsis,
                     int argc, const char **argv);
/* Is there one that is not an option, a WHAT? -1, or CLI_USAGE after a message. */
int cli_options_one(const cli_options *self, const char *verb, const char *what);
void cli_options_free(cli_options *self);

/* "ccsim VERB: message" on stderr; verb may be NULL. They return CLI_USAGE, after "Try 'ccsim VERB
 * --help'.", CLI_USAGE without (a file was refused, not the command line), and CLI_FAILED. */
/* To stderr, as all of these; what belongs to the answer, no error. */
void cli_warn(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));
int cli_usage(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));
int cli_refused(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));
int cli_failed(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
