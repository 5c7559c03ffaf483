/* Written to a temporary file in the same folder, which takes the place of the file at the end, so
 * that a full disk or an interrupted run never leaves half an answer under the name that people
 * read. */
#include "cli/output.h"

#include "cli/options.h"
#include "cli/signals.h"
#include "cli/verb.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int
fail(const cli_output *self, const char *verb, int error)
{
    const char *reason = error != 0 ? strerror(error) : "writing failed";
    return self->path == NULL ? cli_failed(verb, "cannot write to standard output: %s", reason)
                              : cli_failed(verb, "cannot write %s: %s", self->path, reason);
}

/* ---- opening ---- */

static int
open_descriptor(const cli_output *self)
{
    const cli_place *place = &self->place;
    if (place->kind == CLI_PLACE_DESCRIPTOR) {
        return fcntl(place->descriptor, F_DUPFD_CLOEXEC, 3);
    }
    if (place->kind == CLI_PLACE_DEVICE) {
        return open(self->path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    }
    return self->temporary.descriptor;
}

static int
begin(cli_output *self)
{
    cli_place *place = &self->place;
    int error = cli_place_find(place, self->path);
    if (error == 0 && place->kind == CLI_PLACE_NAME) {
        if (place->exists && faccessat(place->folder, place->name, W_OK, AT_EACCESS) != 0) {
            return errno; /* replacing it would get around the protection */
        }
        self->is_temporary = true;
        error = cli_temporary_open(&self->temporary, place->folder, place->name,
                                   place->exists ? &place->there : NULL);
    }
    if (error != 0) {
        return error;
    }
    const int descriptor = open_descriptor(self);
    self->file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (self->file == NULL) {
        error = errno;
        if (descriptor >= 0) {
            close(descriptor);
        }
        self->temporary.descriptor = -1;
    }
    return error;
}

int
cli_output_open(cli_output *self, const char *verb, const char *option, const char *path)
{
    *self = (cli_output){.option = option};
    if (path == NULL || strcmp(path, "-") == 0) {
        self->file = stdout;
        return CLI_OK;
    }
    self->path = path;
    const int error = begin(self);
    if (error == 0) {
        return CLI_OK;
    }
    const int status = fail(self, verb, error);
    cli_output_abort(self);
    return status;
}

/* ---- what it would go over ---- */

/* What is there now; false: nothing is. */
static bool
find_there(const cli_output *self, struct stat *there)
{
    if (self->path == NULL) {
        return fstat(STDOUT_FILENO, there) == 0;
    }
    *there = self->place.there;
    return self->place.exists;
}

int
cli_output_spares(const cli_output *self, const char *verb, const cc_input *input, size_t n_inputs)
{
    struct stat there;
    if (!find_there(self, &there) || !S_ISREG(there.st_mode)) {
        return CLI_OK;
    }
    for (size_t j = 0; j < n_inputs; j++) {
        if (input[j].device == (uint64_t)there.st_dev && input[j].inode == (uint64_t)there.st_ino) {
            return self->path == NULL
                       ? cli_usage(verb, "standard output is a file that is read: %s",
                                   input[j].name)
                       : cli_usage(verb, "%s %s: is a file that is read: %s", self->option,
                                   self->path, input[j].name);
        }
    }
    return CLI_OK;
}

int
cli_output_spares_file(const cli_output *self, const char *verb, const char *path)
{
    struct stat there;
    if (stat(path, &there) != 0) {
        return CLI_OK;
    }
    const cc_input read = {
        .name = path, .device = (uint64_t)there.st_dev, .inode = (uint64_t)there.st_ino};
    return cli_output_spares(self, verb, &read, 1);
}

int
cli_output_open_beside(cli_output *self, const char *verb, const char *path, const cc_input *input,
                       size_t n_inputs)
{
    const int status = cli_output_open(self, verb, "--out", path);
    return status == CLI_OK ? cli_output_spares(self, verb, input, n_inputs) : status;
}

int
cli_output_differs(const cli_output *self, const char *verb, const cli_output *other)
{
    struct stat a, b;
    const bool is = find_there(self, &a), other_is = find_there(other, &b);
    bool same = false;
    if (is && other_is) {
        same = a.st_dev == b.st_dev && a.st_ino == b.st_ino && !S_ISCHR(a.st_mode);
    } else if (!is && !other_is && self->is_temporary && other->is_temporary) {
        same = fstat(self->place.folder, &a) == 0 && fstat(other->place.folder, &b) == 0 &&
               a.st_dev == b.st_dev && a.st_ino == b.st_ino &&
               strcmp(self->place.name, other->place.name) == 0;
    }
    if (!same) {
        return CLI_OK;
    }
    return cli_usage(verb, "%s and %s are the same file: %s", self->option, other->option,
                     self->path != NULL    ? self->path
                     : other->path != NULL ? other->path
                                           : "standard output");
}

/* ---- the end ---- */

/* Everything is on its way, or on the disk under a name of its own. 0, or an errno. */
static int
finish(cli_output *self)
{
    errno = 0;
    if (fflush(self->file) != 0 || ferror(self->file) != 0) {
        return errno != 0 ? errno : EIO;
    }
    if (self->is_temporary) {
        return fsync(fileno(self->file)) != 0 ? errno : cli_temporary_name(&self->temporary);
    }
    return 0;
}

int
cli_output_flush(cli_output *self, const char *verb)
{
    errno = 0;
    return fflush(self->file) == 0 && ferror(self->file) == 0 ? CLI_OK : fail(self, verb, errno);
}

/* The new name is on the disk too. A system that cannot do that has nothing better. */
static void
sync_folder(const cli_output *self)
{
    const int folder = openat(self->place.folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        (void)fsync(folder);
        close(folder);
    }
}

/* All files at once, with nothing between them. Which failed, and why; n: none did. */
static size_t
replace_all(cli_output *const output[], size_t n, int *error)
{
    size_t n_files = 0, j = 0;
    for (size_t k = 0; k < n; k++) {
        n_files += output[k]->is_temporary;
    }
    for (; j < n; j++) {
        if (output[j]->is_temporary) {
            *error = cli_temporary_replace(&output[j]->temporary, n_files > 1);
            if (*error != 0) {
                break;
            }
        }
    }
    for (size_t k = 0; k < j && j < n; k++) {
        if (output[k]->is_temporary) {
            cli_temporary_undo(&output[k]->temporary);
        }
    }
    return j;
}

int
cli_output_commit(cli_output *const output[], size_t n, const char *verb)
{
    int error = 0, status = CLI_OK;
    size_t failed = n;
    for (int files = 1; files >= 0 && failed == n; files--) {
        for (size_t j = 0; j < n && failed == n; j++) {
            if (output[j]->is_temporary == (files == 1)) {
                error = finish(output[j]);
                failed = error != 0 ? j : n;
            }
        }
    }
    if (failed == n) {
        sigset_t before;
        cli_signals_hold(&before);
        failed = replace_all(output, n, &error);
        cli_signals_release(&before);
    }
    if (failed < n) {
        status = fail(output[failed], verb, error);
    }
    for (size_t j = 0; j < n; j++) {
        if (status == CLI_OK && output[j]->is_temporary) {
            sync_folder(output[j]);
        }
        cli_output_abort(output[j]);
    }
    return status;
}

int
cli_output_commit_one(cli_output *self, const char *verb)
{
    return cli_output_commit(&self, 1, verb);
}

void
cli_output_abort(cli_output *self)
{
    if (self->path != NULL && self->file != NULL) {
        (void)fclose(self->file);
    } else if (self->is_temporary && self->temporary.descriptor >= 0) {
        close(self->temporary.descriptor);
    }
    if (self->is_temporary) {
        cli_temporary_end(&self->temporary);
    }
    cli_place_free(&self->place);
    *self = (cli_output){0};
}
