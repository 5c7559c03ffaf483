/* A file in the making, beside the one that it will replace. It has no name while it is written
 * where the file system can do that; else, and for the moment of replacing, its name is
 * ".NAME.PID-N.ccsim-tmp", and it is locked. Who dies by a signal takes it along; what a killed
 * program left is swept by the next one that makes the same file. */
#ifndef CLI_TEMPORARY_H
#define CLI_TEMPORARY_H

#include <stdbool.h>
#include <sys/stat.h>

#define CLI_TEMPORARY_NAME 256

typedef struct cli_temporary {
    int descriptor; /* to write to; whoever closes it does so after the end */
    int folder;     /* of another */
    const char *target;
    char name[CLI_TEMPORARY_NAME];   /* "": none */
    char backup[CLI_TEMPORARY_NAME]; /* the file that was there before; "": none */
    bool was_new;                    /* nothing was there before */
    bool replaced;
} cli_temporary;

/* Sweeps, then makes the file for the name `target` in `folder`, with the owner and the permissions
 * of `before` if it is not NULL. 0, or an errno. */
int cli_temporary_open(cli_temporary *self, int folder, const char *target,
                       const struct stat *before);
/* Gives it a name beside the target. 0, or an errno. */
int cli_temporary_name(cli_temporary *self);
/* Puts it in the target's place; `keep`: so that it can be undone. 0, or an errno. */
int cli_temporary_replace(cli_temporary *self, bool keep);
/* What was there before is there again, as far as it can be had. */
void cli_temporary_undo(cli_temporary *self);
/* Nothing of it is left but the target, if that was replaced. */
void cli_temporary_end(cli_temporary *self);

/* Removes every named one. For a signal handler that will not return. */
void cli_temporary_remove_all(void);

#endif
