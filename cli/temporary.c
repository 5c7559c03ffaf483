/* A lock tells who is alive: it goes with its process, however that ends, and no process can be
 * mistaken for another. A sweeper that got the lock may remove the file; a maker that finds its new
 * file removed before it was locked makes another. Where there are no locks, the name tells whose
 * it is. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "cli/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ENDING ".ccsim-tmp"
#define MAX_TRIES 1000

/* ---- for the signal handler ---- */

/* Two answers, each with what it replaces. */
#define MAX_NAMED 4

static struct {
    atomic_bool is_there;
    int folder;
    char name[CLI_TEMPORARY_NAME];
} named[MAX_NAMED];

/* Before the file is made: a name that is not there does no harm. */
static void
remember(int folder, const char *name)
{
    for (size_t j = 0; j < MAX_NAMED; j++) {
        if (!atomic_load(&named[j].is_there)) {
            named[j].folder = folder;
            snprintf(named[j].name, sizeof(named[j].name), "%s", name);
            atomic_store(&named[j].is_there, true);
            return;
        }
    }
}

static void
forget(int folder, const char *name)
{
    for (size_t j = 0; j < MAX_NAMED; j++) {
        if (atomic_load(&named[j].is_there) && named[j].folder == folder &&
            strcmp(named[j].name, name) == 0) {
            atomic_store(&named[j].is_there, false);
        }
    }
}

void
cli_temporary_remove_all(void)
{
    for (size_t j = 0; j < MAX_NAMED; j++) {
        if (atomic_load(&named[j].is_there)) {
            (void)unlinkat(named[j].folder, named[j].name, 0);
        }
    }
}

/* ---- names ---- */

/* The longest name of a file has no room for more. */
static size_t
stem_length(const char *target)
{
    const size_t n = strlen(target);
    return n < 200 ? n : 200;
}

static void
print_name(char *name, const char *target, int n)
{
    snprintf(name, CLI_TEMPORARY_NAME, ".%.*s.%ld-%d" ENDING, (int)stem_length(target), target,
             (long)getpid(), n);
}

/* Is it one that a ccsim made for this target, and which process was that? */
static bool
is_name(const char *name, const char *target, long *pid)
{
    const size_t n = stem_length(target);
    if (name[0] != '.' || strncmp(name + 1, target, n) != 0 || name[n + 1] != '.') {
        return false;
    }
    const char *p = name + n + 2;
    const size_t digits = strspn(p, "0123456789");
    if (digits == 0 || digits > 18 || p[digits] != '-') {
        return false;
    }
    *pid = strtol(p, NULL, 10);
    p += digits + 1;
    const size_t more = strspn(p, "0123456789");
    return more > 0 && strcmp(p + more, ENDING) == 0;
}

/* ---- sweeping ---- */

/* 0, or an errno: EAGAIN or EACCES if another has it. */
static int
lock(int descriptor)
{
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(descriptor, F_SETLK, &all) == 0 ? 0 : errno;
}

static void
sweep_one(int folder, const char *name, long pid)
{
    struct stat is;
    const int descriptor =
        openat(folder, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        return;
    }
    if (fstat(descriptor, &is) == 0 && S_ISREG(is.st_mode)) {
        const int error = lock(descriptor);
        const bool no_locks = error != 0 && error != EAGAIN && error != EACCES;
        if (error == 0 || (no_locks && kill((pid_t)pid, 0) != 0 && errno == ESRCH)) {
            (void)unlinkat(folder, name, 0);
        }
    }
    close(descriptor);
}

static void
sweep(int folder, const char *target)
{
    const int readable = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *all = readable < 0 ? NULL : fdopendir(readable);
    if (all == NULL) {
        if (readable >= 0) {
            close(readable);
        }
        return;
    }
    long pid;
    for (const struct dirent *one; (one = readdir(all)) != NULL;) {
        if (is_name(one->d_name, target, &pid)) {
            sweep_one(folder, one->d_name, pid);
        }
    }
    closedir(all);
}

/* ---- making ---- */

/* Without a name, if it can be given one later. */
static int
open_nameless(int folder)
{
    int descriptor = -1;
#ifdef O_TMPFILE
    char path[64];
    descriptor = openat(folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", descriptor);
    if (descriptor >= 0 && access(path, F_OK) != 0) {
        close(descriptor);
        descriptor = -1;
    }
#else
    (void)folder;
#endif
    return descriptor;
}

static int
open_named(cli_temporary *self)
{
    struct stat is;
    for (int n = 0; n < MAX_TRIES; n++) {
        print_name(self->name, self->target, n);
        remember(self->folder, self->name);
        self->descriptor =
            openat(self->folder, self->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        const int error = self->descriptor < 0 ? errno : 0;
        if (error == 0) {
            (void)lock(self->descriptor);
            if (fstat(self->descriptor, &is) == 0 && is.st_nlink > 0) {
                return 0;
            }
            close(self->descriptor); /* swept before it was locked */
            self->descriptor = -1;
        }
        forget(self->folder, self->name);
        self->name[0] = '\0';
        if (error != 0 && error != EEXIST) {
            return error;
        }
    }
    return EEXIST;
}

static int
give_rights(const cli_temporary *self, const struct stat *before)
{
    const mode_t mask = umask(0);
    umask(mask);
    /* only a privileged program can give a file away; what is left of it is no failure */
    if (before != NULL && fchown(self->descriptor, before->st_uid, before->st_gid) != 0 &&
        fchown(self->descriptor, (uid_t)-1, before->st_gid) != 0) {
        errno = 0;
    }
    const mode_t mode = before != NULL ? before->st_mode & 0777 : 0666 & ~mask;
    return fchmod(self->descriptor, mode) == 0 ? 0 : errno;
}

int
cli_temporary_open(cli_temporary *self, int folder, const char *target, const struct stat *before)
{
    *self = (cli_temporary){.folder = folder, .target = target};
    sweep(folder, target);
    self->descriptor = open_nameless(folder);
    int error = 0;
    if (self->descriptor >= 0) {
        (void)lock(self->descriptor);
    } else {
        error = open_named(self);
    }
    return error == 0 ? give_rights(self, before) : error;
}

/* ---- replacing ---- */

/* Another name, of a nameless file or of the one that is there. */
static int
link_as(const cli_temporary *self, int from, const char *path, int flags, char *name)
{
    for (int n = 0; n < MAX_TRIES; n++) {
        print_name(name, self->target, n);
        remember(self->folder, name);
        if (linkat(from, path, self->folder, name, flags) == 0) {
            return 0;
        }
        const int error = errno;
        forget(self->folder, name);
        name[0] = '\0';
        if (error != EEXIST) {
            return error;
        }
    }
    return EEXIST;
}

int
cli_temporary_name(cli_temporary *self)
{
    if (self->name[0] != '\0') {
        return 0;
    }
    char path[64];
    snprintf(path, sizeof(path), "/proc/self/fd/%d", self->descriptor);
    return link_as(self, AT_FDCWD, path, AT_SYMLINK_FOLLOW, self->name);
}

static void
drop(const cli_temporary *self, char *name)
{
    if (name[0] != '\0') {
        (void)unlinkat(self->folder, name, 0);
        forget(self->folder, name);
        name[0] = '\0';
    }
}

int
cli_temporary_replace(cli_temporary *self, bool keep)
{
    self->was_new = keep && link_as(self, self->folder, self->target, 0, self->backup) == ENOENT;
    if (renameat(self->folder, self->name, self->folder, self->target) != 0) {
        const int error = errno;
        drop(self, self->backup);
        return error;
    }
    self->replaced = true;
    forget(self->folder, self->name);
    self->name[0] = '\0';
    return 0;
}

void
cli_temporary_undo(cli_temporary *self)
{
    if (!self->replaced) {
        return;
    }
    if (self->was_new) {
        (void)unlinkat(self->folder, self->target, 0);
    } else if (self->backup[0] != '\0' &&
               renameat(self->folder, self->backup, self->folder, self->target) == 0) {
        forget(self->folder, self->backup);
        self->backup[0] = '\0';
    }
    self->replaced = false;
}

void
cli_temporary_end(cli_temporary *self)
{
    drop(self, self->name);
    drop(self, self->backup);
    self->descriptor = -1;
}
