/* A lock of the whole file is held from the look at its head until the line is out, so that two that find
 * no file do not both write a head. The line goes out in one write, at the end, wherever that is by then. */
#include "cli/class_file.h"

#include "cli/options.h"
#include "cli/verb.h"
#include "models/language/source.h"
#include "models/language/utf8.h"
#include "report/csv_line.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 50 /* tenths of a second for a lock that another holds */

const char *
cli_class_rule(const char *name)
{
    size_t n = 0;
    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++) {
        if (*c < ' ' || *c == 127) {
            return "must not have control characters";
        }
        n += (*c & 0xC0) != 0x80;
    }
    if (n == 0 || strspn(name, " ") == strlen(name)) {
        return "must not be empty";
    }
    if (!cc_is_utf8(name)) {
        return "must be UTF-8";
    }
    if (n > CLI_CLASS_NAME) {
        return "must have at most 80 characters";
    }
    /* a spreadsheet would take it for a formula */
    return strchr("=+-@", name[0]) != NULL ? "must not begin with =, +, - or @" : NULL;
}

static int
lock(int file)
{
    const struct timespec tenth = {0, 100000000};
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    for (int j = 0; fcntl(file, F_SETLK, &all) != 0; j++) {
        if ((errno != EAGAIN && errno != EACCES && errno != EINTR) || j == PATIENCE) {
            return errno;
        }
        nanosleep(&tenth, NULL);
    }
    return 0;
}

/* Is the first line the head? An empty file will have it. `ends`: the last line has an end. */
static bool
has_head(int file, off_t size, bool *ends)
{
    char head[sizeof(CLI_CLASS_HEAD) + 4] = "", last = '\n';
    const size_t n = strlen(CLI_CLASS_HEAD);
    const ssize_t got = pread(file, head, sizeof(head) - 1, 0);
    const char *at = head + (strncmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    if (size > 0 && pread(file, &last, 1, size - 1) != 1) {
        return false;
    }
    *ends = last == '\n';
    return size == 0 || (got > 0 && strncmp(at, CLI_CLASS_HEAD, n) == 0 &&
                         (at[n] == '\0' || at[n] == '\n' || at[n] == '\r'));
}

static int
refuse(const char *verb, const char *path)
{
    return cli_refused(verb, "%s: is no file of a class: its first line must be \"%s\"", path,
                       CLI_CLASS_HEAD);
}

/* Where the file is to be made. */
static int
check_folder(const char *verb, const char *path)
{
    char *folder = cc_file_beside(path, ".");
    const int error = folder == NULL ? ENOMEM : access(folder, W_OK | X_OK) != 0 ? errno : 0;
    free(folder);
    return error == 0 ? CLI_OK : cli_failed(verb, "cannot write %s: %s", path, strerror(error));
}

int
cli_class_check(const char *verb, const char *path)
{
    struct stat there;
    bool ends;
    if (stat(path, &there) != 0 && errno == ENOENT) {
        return check_folder(verb, path);
    }
    if (stat(path, &there) != 0) {
        return cli_failed(verb, "cannot read %s: %s", path, strerror(errno));
    }
    if (!S_ISREG(there.st_mode)) {
        return refuse(verb, path);
    }
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return cli_failed(verb, "cannot read %s: %s", path, strerror(errno));
    }
    const bool good = has_head(file, there.st_size, &ends);
    close(file);
    return good ? CLI_OK : refuse(verb, path);
}

/* Malloc'ed; NULL: no memory. */
static char *
line_of(const char *before, const char *name, double score, double luck, size_t *n)
{
    char *text = NULL;
    FILE *stream = open_memstream(&text, n);
    if (stream == NULL) {
        return NULL;
    }
    fputs(before, stream);
    xp_csv line = xp_csv_on(stream, NULL);
    const double value[2] = {score, luck};
    xp_csv_text(&line, name);
    for (int j = 0; j < 2; j++) {
        char number[32] = "";
        if (isfinite(value[j])) {
            snprintf(number, sizeof(number), "%.6g", value[j]);
        }
        xp_csv_text(&line, number);
    }
    xp_csv_end(&line);
    if (fclose(stream) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

/* 0, an errno, or -1: the file is no such one. */
static int
append(int file, const char *name, double score, double luck)
{
    struct stat there;
    bool ends = true;
    int error = lock(file);
    if (error != 0) {
        return error;
    }
    if (fstat(file, &there) != 0) {
        return errno;
    }
    if (!S_ISREG(there.st_mode) || !has_head(file, there.st_size, &ends)) {
        return -1;
    }
    size_t n = 0;
    char *text = line_of(there.st_size == 0 ? CLI_CLASS_HEAD "\n"
                         : ends             ? ""
                                            : "\n",
                         name, score, luck, &n);
    if (text == NULL) {
        return ENOMEM;
    }
    const ssize_t written = write(file, text, n);
    if (written < 0) {
        error = errno;
    } else if ((size_t)written < n) { /* no half a line */
        error = ftruncate(file, there.st_size) == 0 ? ENOSPC : errno;
    }
    free(text);
    return error;
}

int
cli_class_append(const char *verb, const char *path, const char *name, double score, double luck)
{
    const int file =
        open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0666);
    int error = file < 0 ? errno : append(file, name, score, luck);
    if (file >= 0 && close(file) != 0 && error == 0) {
        error = errno;
    }
    return error == 0  ? CLI_OK
           : error < 0 ? refuse(verb, path)
                       : cli_failed(verb, "cannot write %s: %s", path,
                                    error == EAGAIN || error == EACCES
                                        ? "no permission, or another program holds it"
                                        : strerror(error));
}
