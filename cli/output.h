/* Where the answer goes: stdout, or a file that appears whole or not at all. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

typedef struct cli_output {
    FILE *file;      /* write here */
    char *path;      /* NULL: stdout */
    char *temporary; /* beside path; NULL if path is a device or a pipe, written directly */
} cli_output;

/* path NULL or "-" is stdout. Returns CLI_OK, or CLI_FAILED after a message; the file that was
 * there before is untouched until commit. Safe to abort a zeroed or failed object. */
int cli_output_open(cli_output *self, const char *verb, const char *path);

/* Would writing to one replace or mix up the other, however they are spelled? NULL and "-", devices
 * and what cannot be reached are not the same as anything. */
bool cli_output_same(const char *path, const char *other);

/* All that was written becomes the file, at once. CLI_FAILED after a message if anything could not
 * be written: then the previous file is as it was. stdout is only flushed. Ends the object. */
int cli_output_commit(cli_output *self, const char *verb);

/* Leaves no trace, but what already went to stdout. Ends the object. */
void cli_output_abort(cli_output *self);

#endif
