/* popt hands out a malloc'd copy for every string option given; defaults are literals. What was
 * there before is remembered, so that free takes only the copies. */
#include "cli/options.h"

#include "cli/verb.h"
#include "models/language/hint.h"
#include "report/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned
kind_of(const struct poptOption *option)
{
    return option->argInfo & POPT_ARG_MASK;
}

static bool
is_end(const struct poptOption *option)
{
    return option->longName == NULL && option->shortName == '\0' && option->arg == NULL;
}

/* "ccsim erlang" without "ccsim ". */
static const char *
verb_of(const char *argv0)
{
    const char *blank = strchr(argv0, ' ');
    return blank == NULL ? NULL : blank + 1;
}

/* "--wrong" is the option as typed; says which one was probably meant. */
static int
unknown_option(const cli_options *self, const char *verb, const char *typed)
{
    char name[64] = "";
    if (strncmp(typed, "--", 2) == 0) {
        snprintf(name, sizeof(name), "%.*s", (int)strcspn(typed + 2, "="), typed + 2);
    }
    cc_hint hint;
    cc_hint_init(&hint, name);
    for (const struct poptOption *option = self->table; !is_end(option); option++) {
        if (option->longName != NULL) {
            cc_hint_offer(&hint, option->longName);
        }
    }
    cc_hint_offer(&hint, "help");
    if (name[0] != '\0' && hint.nearest != NULL) {
        return cli_usage(verb, "%s: unknown option; did you mean --%s?", typed, hint.nearest);
    }
    return cli_usage(verb, "%s: unknown option", typed);
}

int
cli_options_read(cli_options *self, const struct poptOption *table, const char *synopsis, int argc,
                 const char **argv)
{
    static const char *const no_arguments[] = {NULL};
    const char *given[CLI_OPTIONS_MAX] = {NULL};
    *self = (cli_options){.arguments = no_arguments};
    for (size_t n = 0; n < CLI_OPTIONS_MAX && !is_end(&table[n]); n++) {
        self->table[n] = table[n];
        if (kind_of(&table[n]) == POPT_ARG_STRING) {
            self->table[n].val = (int)n + 1;
            self->defaults[n] = *(const char **)table[n].arg;
        }
    }
    int help = 0;
    struct poptOption help_table[] = {
        {"help", 'h', POPT_ARG_NONE, &help, 0, "Show this help and end", NULL}, POPT_TABLEEND};
    struct poptOption all[] = {
        {NULL, '\0', POPT_ARG_INCLUDE_TABLE, self->table, 0, "Options:", NULL},
        {NULL, '\0', POPT_ARG_INCLUDE_TABLE, help_table, 0, "Help:", NULL},
        POPT_TABLEEND,
    };
    const char *verb = verb_of(argv[0]);
    self->popt = poptGetContext("ccsim", argc, argv, all, 0);
    if (self->popt == NULL) {
        return cli_failed(verb, "out of memory");
    }
    int status = -1;
    int code = 0;
    while ((code = poptGetNextOpt(self->popt)) > 0) {
        /* given again: the last one counts */
        free((void *)(size_t)given[code - 1]);
        given[code - 1] = *(const char **)self->table[code - 1].arg;
    }
    if (code == POPT_ERROR_BADOPT) {
        status = unknown_option(self, verb, poptBadOption(self->popt, 0));
    } else if (code < -1) {
        status = cli_usage(verb, "%s: %s", poptBadOption(self->popt, 0), poptStrerror(code));
    } else if (help != 0) {
        poptSetOtherOptionHelp(self->popt, synopsis);
        poptPrintHelp(self->popt, stdout, 0);
        status = CLI_OK;
    } else {
        const char **arguments = poptGetArgs(self->popt);
        if (arguments != NULL) {
            self->arguments = arguments;
        }
        while (self->arguments[self->n_arguments] != NULL) {
            self->n_arguments++;
        }
    }
    return status;
}

int
cli_options_one(const cli_options *self, const char *verb, const char *what)
{
    return self->n_arguments == 1   ? -1
           : self->n_arguments == 0 ? cli_usage(verb, "a %s is needed", what)
                                    : cli_usage(verb, "one %s at a time", what);
}

void
cli_options_free(cli_options *self)
{
    for (size_t j = 0; j < CLI_OPTIONS_MAX && !is_end(&self->table[j]); j++) {
        unsigned kind = kind_of(&self->table[j]);
        if (kind == POPT_ARG_STRING) {
            char **variable = self->table[j].arg;
            if (*variable != self->defaults[j]) {
                free(*variable);
                *(const char **)self->table[j].arg = self->defaults[j];
            }
        } else if (kind == POPT_ARG_ARGV) {
            char ***variable = self->table[j].arg;
            for (size_t k = 0; *variable != NULL && (*variable)[k] != NULL; k++) {
                free((*variable)[k]);
            }
            free(*variable);
            *variable = NULL;
        }
    }
    if (self->popt != NULL) {
        self->popt = poptFreeContext(self->popt);
    }
    self->table[0] = (struct poptOption)POPT_TABLEEND;
}

static void __attribute__((format(printf, 2, 0)))
say(const char *verb, const char *format, va_list arguments)
{
    fprintf(stderr, verb == NULL ? "ccsim: " : "ccsim %s: ", verb);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

/* Wrapped: no place in a file to be found by a program. */
static void __attribute__((format(printf, 2, 0)))
say_wrapped(const char *verb, const char *format, va_list arguments)
{
    char text[4096];
    const int n = snprintf(text, sizeof(text), verb == NULL ? "ccsim: " : "ccsim %s: ", verb);
    vsnprintf(text + n, sizeof(text) - (size_t)n, format, arguments);
    xp_text_wrap(stderr, text);
}

void
cli_warn(const char *verb, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_wrapped(verb, format, arguments);
    va_end(arguments);
}

int
cli_usage(const char *verb, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_wrapped(verb, format, arguments);
    va_end(arguments);
    fprintf(stderr, "Try 'ccsim %s%s--help'.\n", verb == NULL ? "" : verb, verb == NULL ? "" : " ");
    return CLI_USAGE;
}

int
cli_refused(const char *verb, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(verb, format, arguments);
    va_end(arguments);
    return CLI_USAGE;
}

int
cli_failed(const char *verb, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(verb, format, arguments);
    va_end(arguments);
    return CLI_FAILED;
}
