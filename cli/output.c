/* Written to a temporary file in the same folder and renamed at the end, so that a full disk or an
 * interrupted run never leaves half an answer under the name that people read. */
#include "cli/output.h"

#include "cli/options.h"
#include "cli/verb.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
fail(cli_output *self, const char *verb, int error)
{
    const char *reason = error != 0 ? strerror(error) : "writing failed";
    int status = self->path == NULL
                     ? cli_failed(verb, "cannot write to standard output: %s", reason)
                     : cli_failed(verb, "cannot write %s: %s", self->path, reason);
    cli_output_abort(self);
    return status;
}

/* realpath is not in POSIX without XSI; a link is followed by hand so that it stays a link. */
static char *
follow_link(const char *path)
{
    char target[4096];
    char *now = strdup(path);
    for (int depth = 0; now != NULL && depth < 16; depth++) {
        ssize_t length = readlink(now, target, sizeof(target) - 1);
        if (length < 0) {
            break;
        }
        target[length] = '\0';
        const char *slash = strrchr(now, '/');
        size_t folder = target[0] == '/' || slash == NULL ? 0 : (size_t)(slash - now) + 1;
        char *next = malloc(folder + (size_t)length + 1);
        if (next != NULL) {
            memcpy(next, now, folder);
            memcpy(next + folder, target, (size_t)length + 1);
        }
        free(now);
        now = next;
    }
    return now;
}

/* Where a path leads: the folder as the system knows it, and the name in it. */
typedef struct place {
    char *path; /* malloc'ed */
    const char *name;
    struct stat folder;
} place;

static bool
find_place(place *self, const char *path)
{
    *self = (place){0};
    if (path == NULL || strcmp(path, "-") == 0) {
        return false;
    }
    self->path = follow_link(path);
    struct stat there;
    if (self->path == NULL || (stat(self->path, &there) == 0 && S_ISCHR(there.st_mode))) {
        return false;
    }
    char *slash = strrchr(self->path, '/');
    self->name = slash == NULL ? self->path : slash + 1;
    if (slash == NULL) {
        return stat(".", &self->folder) == 0;
    }
    *slash = '\0';
    return stat(slash == self->path ? "/" : self->path, &self->folder) == 0;
}

bool
cli_output_same(const char *path, const char *other)
{
    place a, b = {0};
    const bool same = find_place(&a, path) && find_place(&b, other) &&
                      a.folder.st_dev == b.folder.st_dev && a.folder.st_ino == b.folder.st_ino &&
                      strcmp(a.name, b.name) == 0;
    free(a.path);
    free(b.path);
    return same;
}

int
cli_output_open(cli_output *self, const char *verb, const char *path)
{
    *self = (cli_output){.file = stdout};
    if (path == NULL || strcmp(path, "-") == 0) {
        return CLI_OK;
    }
    self->file = NULL;
    self->path = follow_link(path);
    if (self->path == NULL) {
        return fail(self, verb, ENOMEM);
    }
    struct stat there;
    bool exists = stat(self->path, &there) == 0;
    if (exists && S_ISDIR(there.st_mode)) {
        return fail(self, verb, EISDIR);
    }
    if (exists && !S_ISREG(there.st_mode)) {
        self->file = fopen(self->path, "w");
        return self->file == NULL ? fail(self, verb, errno) : CLI_OK;
    }
    if (exists && access(self->path, W_OK) != 0) {
        return fail(self, verb, errno); /* a rename would get around the protection */
    }
    size_t size = strlen(self->path) + sizeof(".XXXXXX");
    self->temporary = malloc(size);
    if (self->temporary == NULL) {
        return fail(self, verb, ENOMEM);
    }
    snprintf(self->temporary, size, "%s.XXXXXX", self->path);
    int descriptor = mkstemp(self->temporary);
    if (descriptor < 0) {
        int error = errno;
        free(self->temporary);
        self->temporary = NULL;
        return fail(self, verb, error);
    }
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = exists ? there.st_mode & 0777 : 0666 & ~mask;
    self->file = fchmod(descriptor, mode) == 0 ? fdopen(descriptor, "w") : NULL;
    if (self->file == NULL) {
        int error = errno;
        close(descriptor);
        return fail(self, verb, error);
    }
    return CLI_OK;
}

int
cli_output_commit(cli_output *self, const char *verb)
{
    errno = 0;
    if (fflush(self->file) != 0 || ferror(self->file) != 0) {
        return fail(self, verb, errno);
    }
    if (self->path != NULL) {
        if (self->temporary != NULL && fsync(fileno(self->file)) != 0) {
            return fail(self, verb, errno);
        }
        FILE *file = self->file;
        self->file = NULL;
        if (fclose(file) != 0) {
            return fail(self, verb, errno);
        }
        if (self->temporary != NULL && rename(self->temporary, self->path) != 0) {
            return fail(self, verb, errno);
        }
        free(self->temporary);
        self->temporary = NULL;
    }
    cli_output_abort(self);
    return CLI_OK;
}

void
cli_output_abort(cli_output *self)
{
    if (self->path != NULL && self->file != NULL) {
        fclose(self->file);
    }
    if (self->temporary != NULL) {
        unlink(self->temporary);
    }
    free(self->temporary);
    free(self->path);
    *self = (cli_output){0};
}
