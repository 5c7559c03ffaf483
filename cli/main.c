/* ccsim VERB ...: the frame around the verbs. stdout is the answer, stderr is talk. */
#include "cli/options.h"
#include "cli/signals.h"
#include "cli/verb.h"
#include "models/language/hint.h"
#include "sim/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int
print_help(void)
{
    printf("Usage: ccsim VERB [OPTION...] ...\n"
           "Simulates call centers and contact centers.\n\nVerbs:\n");
    for (size_t j = 0; cli_verb_types[j] != NULL; j++) {
        printf("  %-10s %s\n", cli_verb_types[j]->name, cli_verb_types[j]->summary);
    }
    printf("  %-10s %s\n\n", "help", "the help of a verb: 'ccsim help VERB'");
    printf("  -h, --help     show this help and end\n"
           "      --version  show the version and end\n\n"
           "'ccsim VERB --help' lists the options of a verb with their defaults.\n"
           "Status: 0 done; 1 failed while running; 2 command line or file refused;\n"
           "3 a requirement was not met; 70 a bug of ccsim; 130 interrupted.\n");
    return CLI_OK;
}

static int
run_verb(const cli_verb_type *verb, int argc, const char **argv)
{
    char name[64];
    snprintf(name, sizeof(name), "ccsim %s", verb->name);
    argv[0] = name;
    return verb->run(argc, argv);
}

static int
unknown_verb(const char *name)
{
    cc_hint hint;
    cc_hint_init(&hint, name);
    for (size_t j = 0; cli_verb_types[j] != NULL; j++) {
        cc_hint_offer(&hint, cli_verb_types[j]->name);
    }
    cc_hint_offer(&hint, "help");
    if (hint.nearest != NULL) {
        return cli_usage(NULL, "%s: unknown verb; did you mean '%s'?", name, hint.nearest);
    }
    return cli_usage(NULL, "%s: unknown %s", name, name[0] == '-' ? "option" : "verb");
}

static int
help(int argc, const char **argv)
{
    if (argc == 1) {
        return print_help();
    }
    const cli_verb_type *verb = cli_verb_find(argv[1]);
    if (verb == NULL) {
        const bool of_help = strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0;
        return of_help ? print_help() : unknown_verb(argv[1]);
    }
    const char *arguments[] = {argv[0], "--help", NULL};
    return run_verb(verb, 2, arguments);
}

static int
dispatch(int argc, const char **argv)
{
    if (argc < 2) {
        return cli_usage(NULL, "a verb is needed");
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        return print_help();
    }
    if (strcmp(name, "--version") == 0) {
        printf("ccsim %s\n", CCSIM_VERSION);
        return CLI_OK;
    }
    if (strcmp(name, "help") == 0) {
        return help(argc - 1, argv + 1);
    }
    const cli_verb_type *verb = cli_verb_find(name);
    return verb == NULL ? unknown_verb(name) : run_verb(verb, argc - 1, argv + 1);
}

/* What is closed is taken by something that can neither be read nor written, or the next file that is
 * opened would get its number, and messages would go into an answer. */
static void
fill_descriptors(void)
{
    for (int j = STDIN_FILENO; j <= STDERR_FILENO; j++) {
        if (fcntl(j, F_GETFD) < 0 && errno == EBADF) {
            /* gets the number j, the lowest that is free */
            (void)open("/dev/null", j == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

int
main(int argc, char **argv)
{
    fill_descriptors();
    cli_signals_catch();
    sim_errors_are_values();
    int status = dispatch(argc, (const char **)argv);
    /* An answer that did not arrive is a failure, however well it was computed. A closed stdout
     * that nothing was written to is not. */
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout) != 0;
    int error = errno;
    if (fclose(stdout) != 0 && errno != EBADF && !failed) {
        failed = true;
        error = errno;
    }
    if (failed && status != CLI_FAILED) {
        status = cli_failed(NULL, "cannot write to standard output: %s",
                            error != 0 ? strerror(error) : "writing failed");
    }
    return status;
}
