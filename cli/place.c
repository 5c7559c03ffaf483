/* Links are followed by hand, folder by folder, because what replaces a file needs the folder that it
 * is really in, and because a link in the folder of the program's own descriptors means the open
 * descriptor, with its place in the file, not the file that it was opened from. */
#define _GNU_SOURCE /* O_PATH: a folder that may be searched, but not read */
#include "cli/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_LINKS 40 /* as the kernel has it */

#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

static int
open_folder(int from, const char *path)
{
    return openat(from, path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* Both are held open, so that the same folder has the same number. */
static bool
is_same_folder(int a, int b)
{
    struct stat x, y;
    return a >= 0 && b >= 0 && fstat(a, &x) == 0 && fstat(b, &y) == 0 && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

static bool
is_of_descriptors(int folder)
{
    int own = open_folder(AT_FDCWD, "/dev/fd");
    if (own < 0) {
        own = open_folder(AT_FDCWD, "/proc/self/fd");
    }
    const bool is = is_same_folder(folder, own);
    if (own >= 0) {
        close(own);
    }
    return is;
}

/* A descriptor that came with the program; what it opened itself is closed on exec. */
static int
find_descriptor(cli_place *self)
{
    if (strlen(self->name) > 9 || strspn(self->name, "0123456789") != strlen(self->name)) {
        return ENOENT;
    }
    self->descriptor = (int)strtol(self->name, NULL, 10);
    const int flags = fcntl(self->descriptor, F_GETFD), mode = fcntl(self->descriptor, F_GETFL);
    if (flags < 0 || (flags & FD_CLOEXEC) != 0 || (mode & O_ACCMODE) == O_RDONLY) {
        return EBADF;
    }
    self->kind = CLI_PLACE_DESCRIPTOR;
    self->exists = true;
    return fstat(self->descriptor, &self->there) == 0 ? 0 : errno;
}

/* From the folder of the place to that of `path`, and the name in it. */
static int
step(cli_place *self, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *last = slash == NULL ? path : slash + 1;
    char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(last - path));
    char *name = strdup(last);
    int error = folder == NULL || name == NULL ? ENOMEM : path[0] == '\0' ? ENOENT : 0;
    if (error == 0) {
        const int next = open_folder(self->folder, folder);
        error = next < 0 ? errno : 0;
        if (self->folder >= 0) {
            close(self->folder);
        }
        self->folder = next < 0 ? AT_FDCWD : next;
    }
    free(folder);
    if (error != 0) {
        free(name);
        return error;
    }
    free(self->name);
    self->name = name;
    return name[0] == '\0' ? EISDIR : 0; /* ended in a slash */
}

/* 0: this is the end, else a link to go on with, or an errno. */
static int
read_link(const cli_place *self, char *target, size_t size)
{
    const ssize_t length = readlinkat(self->folder, self->name, target, size - 1);
    if (length < 0) {
        target[0] = '\0';
        return errno == EINVAL || errno == ENOENT ? 0 : errno;
    }
    target[length] = '\0';
    return (size_t)length == size - 1 ? ENAMETOOLONG : 0;
}

static int
follow(cli_place *self, const char *path)
{
    char target[4096];
    int error = step(self, path);
    for (int links = 0; error == 0; links++) {
        if (is_of_descriptors(self->folder)) {
            return find_descriptor(self);
        }
        error = read_link(self, target, sizeof(target));
        if (error != 0 || target[0] == '\0') {
            break;
        }
        error = links == MAX_LINKS ? ELOOP : step(self, target);
    }
    return error;
}

int
cli_place_find(cli_place *self, const char *path)
{
    *self = (cli_place){.folder = AT_FDCWD, .descriptor = -1};
    int error = follow(self, path);
    if (error != 0 || self->kind == CLI_PLACE_DESCRIPTOR) {
        return error;
    }
    /* by the path: a pipe in another program's folder of descriptors has no name of its own */
    self->exists = stat(path, &self->there) == 0;
    if (self->exists && S_ISDIR(self->there.st_mode)) {
        return EISDIR;
    }
    if (self->exists && !S_ISREG(self->there.st_mode)) {
        self->kind = CLI_PLACE_DEVICE;
        return 0;
    }
    self->exists = fstatat(self->folder, self->name, &self->there, AT_SYMLINK_NOFOLLOW) == 0;
    if (self->exists && !S_ISREG(self->there.st_mode)) {
        return ELOOP; /* a link again: somebody else is at work here */
    }
    self->kind = CLI_PLACE_NAME;
    return 0;
}

void
cli_place_free(cli_place *self)
{
    if (self->kind == CLI_PLACE_NONE && self->name == NULL) {
        return; /* zeroed */
    }
    if (self->folder >= 0) {
        close(self->folder);
    }
    free(self->name);
    *self = (cli_place){.folder = AT_FDCWD, .descriptor = -1};
}
