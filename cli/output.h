/* Where an answer goes: stdout, a device or a pipe, or a file that appears whole or not at all. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/place.h"
#include "cli/temporary.h"
#include "models/language/input.h"

#include <stdio.h>

typedef struct cli_output {
    FILE *file;                /* write here */
    const char *option, *path; /* "--out", as typed; path NULL: stdout */
    cli_place place;           /* unless path is NULL or "-" */
    cli_temporary temporary;   /* what becomes the file at that place */
    bool is_temporary;         /* else written as any program writes */
} cli_output;

/* path NULL or "-" is stdout, /dev/stdout and /dev/fd/N are what is open there. Returns CLI_OK, or
 * CLI_FAILED after a message; the file that was there before is untouched until commit. Safe to
 * abort a zeroed or failed object. */
int cli_output_open(cli_output *self, const char *verb, const char *option, const char *path);

/* Would it go over one of these? By device and inode. CLI_OK, or CLI_USAGE after a message. */
int cli_output_spares(const cli_output *self, const char *verb, const cc_input *input,
                      size_t n_inputs);
/* The same of a file by its name, if there is one. */
int cli_output_spares_file(const cli_output *self, const char *verb, const char *path);
/* Opens --out and looks whether it would go over one of these. */
int cli_output_open_beside(cli_output *self, const char *verb, const char *path,
                           const cc_input *input, size_t n_inputs);
/* Would the two go over, or into, each other? CLI_OK, or CLI_USAGE after a message. */
int cli_output_differs(const cli_output *self, const char *verb, const cli_output *other);

/* What was written goes out at once, to what is no file: its reader does not wait for the rest. CLI_OK, or
 * CLI_FAILED after a message. */
int cli_output_flush(cli_output *self, const char *verb);

/* All that was written becomes the files: all of them, or after a failure none; then CLI_FAILED
 * after a message. What is no file is only flushed, and first of all. Ends the objects. */
int cli_output_commit(cli_output *const output[], size_t n, const char *verb);
int cli_output_commit_one(cli_output *self, const char *verb);

/* Leaves no trace, but what already went to a device, a pipe or stdout. Ends the object. */
void cli_output_abort(cli_output *self);

#endif
