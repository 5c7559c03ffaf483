/* Where a path for writing leads, links followed to their end. */
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include <stdbool.h>
#include <sys/stat.h>

typedef enum cli_place_kind {
    CLI_PLACE_NONE,
    CLI_PLACE_NAME,       /* a name in a folder: a regular file, or nothing yet */
    CLI_PLACE_DEVICE,     /* a device or a pipe: opened by its path */
    CLI_PLACE_DESCRIPTOR, /* open already: /dev/stdout, /dev/fd/N, a shell's >(...) */
} cli_place_kind;

typedef struct cli_place {
    cli_place_kind kind;
    int folder; /* held open */
    char *name; /* in the folder; malloc'ed */
    bool exists;
    struct stat there; /* if it exists */
    int descriptor;    /* of the program, not to be closed */
} cli_place;

/* 0, or an errno: ELOOP for links in a ring, EISDIR for a folder. Free it in any case. */
int cli_place_find(cli_place *self, const char *path);
void cli_place_free(cli_place *self);

#endif
