/* Not a lock on the store itself: SQLite has its own there, and closing any other descriptor of the same file
 * would drop them (POSIX). */
#define _GNU_SOURCE /* F_OFD_SETLK: a lock of the opened file, so that one process has no two writers either */
#include "experiment/store/writer_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
set_lock(int file, struct flock *lock)
{
    *lock = (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(file, F_OFD_SETLK, lock);
}

/* Has it still that name? Whoever had the lock before may have removed it meanwhile. */
static bool
is_there(int file, const char *path)
{
    struct stat opened, named;
    return fstat(file, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

static int
refuse_taken(const xp_writer_lock *self, const char *store, cc_refusal *refusal)
{
    char text[300] = "";
    const ssize_t n = pread(self->file, text, sizeof(text) - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    text[strcspn(text, "\n")] = '\0';
    return cc_refuse(refusal, store, 0, "is being written by %s",
                     text[0] == '\0' ? "another process" : text);
}

static int
say_who(int file)
{
    char host[200] = "", text[300];
    (void)gethostname(host, sizeof(host) - 1);
    const int n = snprintf(text, sizeof(text), "pid %ld on %s\n", (long)getpid(), host);
    return ftruncate(file, 0) == 0 && pwrite(file, text, (size_t)n, 0) == n ? 0 : -1;
}

/* Beside the file that a symbolic link leads to, so that there is one lock of a store whatever it is called by. */
static char *
name_lock(const char *store)
{
    char *real = realpath(store, NULL); /* NULL: there is none yet */
    const char *name = real == NULL ? store : real;
    const size_t n = strlen(name) + sizeof("-writer");
    char *path = malloc(n);
    if (path != NULL) {
        snprintf(path, n, "%s-writer", name);
    }
    free(real);
    return path;
}

/* SQLite calls its log after the store: under two names one store would have two. */
static int
check_names(const char *store, cc_refusal *refusal)
{
    struct stat there;
    return stat(store, &there) == 0 && S_ISREG(there.st_mode) && there.st_nlink > 1
               ? cc_refuse(refusal, store, 0,
                           "has %lu names (hard links), by which two could write at once: copy it",
                           (unsigned long)there.st_nlink)
               : SIM_OK;
}

int
xp_writer_lock_take(xp_writer_lock *self, const char *store, cc_refusal *refusal)
{
    *self = (xp_writer_lock){.file = -1};
    int ret = check_names(store, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    self->path = name_lock(store);
    if (self->path == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (;;) {
        struct flock lock;
        self->file = open(self->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (self->file < 0) {
            ret = cc_refuse(refusal, store, 0, "cannot be written: %s: %s", self->path,
                            strerror(errno));
            break;
        }
        if (set_lock(self->file, &lock) != 0) {
            ret = errno == EACCES || errno == EAGAIN
                      ? refuse_taken(self, store, refusal)
                      : cc_refuse(refusal, store, 0, "cannot be locked: %s", strerror(errno));
            break;
        }
        if (is_there(self->file, self->path)) {
            if (say_who(self->file) != 0) {
                ret = cc_refuse(refusal, store, 0, "cannot be written: %s", strerror(errno));
                (void)unlink(self->path);
            }
            break;
        }
        (void)close(self->file);
    }
    if (ret != SIM_OK) {
        if (self->file >= 0) {
            (void)close(self->file);
        }
        free(self->path);
        *self = (xp_writer_lock){.file = -1};
    }
    return ret;
}

void
xp_writer_lock_give(xp_writer_lock *self)
{
    if (self->file >= 0) {
        (void)unlink(self->path);
        (void)close(self->file);
    }
    free(self->path);
    *self = (xp_writer_lock){.file = -1};
}
