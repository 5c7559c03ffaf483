#include "cli/stopped.h"

#include "cli/options.h"
#include "cli/verb.h"
#include "sim/error.h"
#include <string.h>

static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                            "%+,-./:=@_";

/* The words that nothing in a shell changes as they are, others in single quotes. */
static void
write_word(const char *word, FILE *file)
{
    if (word[0] != '\0' && word[strspn(word, plain)] == '\0') {
        fputs(word, file);
        return;
    }
    fputc('\'', file);
    for (const char *c = word; *c != '\0'; c++) {
        fputs(*c == '\'' ? "'\\'" : "", file);
        fputc(*c, file);
    }
    fputc('\'', file);
}

void
cli_command_write(const cli_command *self, FILE *file)
{
    fputs(self->argv[0], file);
    for (int j = 1; j < self->argc; j++) {
        fputc(' ', file);
        write_word(self->argv[j], file);
    }
    fputc('\n', file);
}

int
cli_stopped(const char *verb, const cli_command *command, int error, const char *sentence)
{
    if (error == SIM_ERR_REFUSED) {
        return cli_refused(verb, "%s", sentence);
    }
    if (error == SIM_ERR_MEMORY) {
        return cli_failed(verb,
                          "%s; --memory says how much there may be, and a center with too few "
                          "agents, or a queue that nobody leaves, needs more and more",
                          sentence);
    }
    (void)cli_failed(verb, "%s", sentence);
    if (error != SIM_ERR_BUG) {
        return CLI_FAILED;
    }
    fputs("This is a bug of ccsim, not of the scenario. The command that shows it:\n  ", stderr);
    cli_command_write(command, stderr);
    return CLI_BUG;
}
