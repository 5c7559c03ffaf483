/* Reads files and puts includes in. A directive stands alone at the start of its line, outside
 * comments and quotes; what follows it on the line goes on behind what was included. */
#include "models/language/source.h"

#include "models/language/encoding.h"
#include "models/language/refusal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define MIB (1024.0 * 1024)

/* The files being read, innermost first. */
typedef struct chain {
    const struct chain *outer;
    dev_t device;
    ino_t inode;
    bool is_file;
    int depth;
} chain;

/* ---- files ---- */

static void
give(char *reason, const char *text)
{
    snprintf(reason, CC_REASON_MAX, "%s", text);
}

static char *
read_open(int fd, size_t max, size_t *n, char *reason)
{
    struct stat status;
    if (fstat(fd, &status) != 0) {
        give(reason, strerror(errno));
        return NULL;
    }
    if (!S_ISREG(status.st_mode)) {
        give(reason, S_ISDIR(status.st_mode) ? "is a directory" : "is not a regular file");
        return NULL;
    }
    if (status.st_size < 0 || (unsigned long long)status.st_size > max) {
        snprintf(reason, CC_REASON_MAX, "is too large: %.0f MiB at most (is %.1f MiB)",
                 (double)max / MIB, (double)status.st_size / MIB);
        return NULL;
    }
    const size_t size = (size_t)status.st_size;
    char *bytes = malloc(size + 1);
    if (bytes == NULL) {
        give(reason, "does not fit in memory");
        return NULL;
    }
    size_t got = 0;
    while (got < size) {
        const ssize_t k = read(fd, bytes + got, size - got);
        if (k < 0 && errno == EINTR) {
            continue;
        }
        if (k < 0) {
            give(reason, strerror(errno));
            free(bytes);
            return NULL;
        }
        if (k == 0) {
            break;
        }
        got += (size_t)k;
    }
    bytes[got] = '\0';
    *n = got;
    return bytes;
}

/* Never waits: a pipe is opened without blocking, and then refused. */
static int
open_file(const char *file)
{
    return open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

char *
cc_file_read(const char *file, size_t max, size_t *n, cc_input *input, char *reason)
{
    struct stat status;
    const int fd = open_file(file);
    if (fd < 0) {
        give(reason, strerror(errno));
        return NULL;
    }
    char *bytes = read_open(fd, max, n, reason);
    if (bytes != NULL && fstat(fd, &status) == 0) {
        *input = (cc_input){file, (uint64_t)status.st_dev, (uint64_t)status.st_ino};
    }
    close(fd);
    return bytes;
}

char *
cc_file_beside(const char *from, const char *path)
{
    const char *slash = path[0] == '/' ? NULL : strrchr(from, '/');
    const size_t n = slash == NULL ? 0 : (size_t)(slash - from) + 1;
    char *joined = malloc(n + strlen(path) + 1);
    if (joined != NULL) {
        memcpy(joined, from, n);
        strcpy(joined + n, path);
    }
    return joined;
}

/* ---- text and line map ---- */

static int
put(cc_source *self, const char *bytes, size_t n)
{
    if (self->capacity - self->n < n + 1) {
        size_t capacity = self->capacity == 0 ? 4096 : self->capacity;
        while (capacity - self->n < n + 1) {
            capacity *= 2;
        }
        char *text = realloc(self->text, capacity);
        if (text == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->text = text;
        self->capacity = capacity;
    }
    memcpy(self->text + self->n, bytes, n);
    self->n += n;
    self->text[self->n] = '\0';
    return SIM_OK;
}

static int
begin_line(cc_source *self, int file, int line)
{
    if (self->n_lines == self->line_capacity) {
        const size_t capacity = self->line_capacity == 0 ? 256 : 2 * self->line_capacity;
        cc_source_line *lines = realloc(self->line, capacity * sizeof(*lines));
        if (lines == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->line = lines;
        self->line_capacity = capacity;
    }
    self->line[self->n_lines++] = (cc_source_line){file, line};
    return SIM_OK;
}

static int
add_file(cc_source *self, const char *name, const chain *as)
{
    const size_t n = (size_t)self->n_files;
    char **file = realloc(self->file, (n + 1) * sizeof(*file));
    if (file == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->file = file;
    cc_input *input = realloc(self->input, (n + 1) * sizeof(*input));
    if (input == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->input = input;
    file[n] = strdup(name);
    if (file[n] == NULL) {
        return SIM_ERR_NOMEM;
    }
    input[n] = (cc_input){file[n], (uint64_t)as->device, (uint64_t)as->inode};
    self->n_files++;
    return SIM_OK;
}

/* ---- includes ---- */

static int expand(cc_source *self, const char *bytes, size_t n, const chain *inside,
                  cc_refusal *refusal);

static bool
is_table(const char *name)
{
    const char *end = strrchr(name, '.');
    return end != NULL && (strcasecmp(end, ".csv") == 0 || strcasecmp(end, ".tsv") == 0);
}

/* Reads what a directive names; `by` is the place of the directive, or NULL for the first file. */
static int
enter(cc_source *self, const char *name, const chain *outer, const cc_source_line *by,
      cc_refusal *refusal)
{
    const char *by_file = by != NULL ? self->file[by->file] : NULL;
    const int by_line = by != NULL ? by->line : 0;
    char reason[CC_REASON_MAX] = "";
    char *bytes = NULL;
    size_t n = 0;
    struct stat status;
    int ret = SIM_OK;
    const int fd = open_file(name);
    if (fd < 0 || fstat(fd, &status) != 0) {
        give(reason, strerror(errno));
        goto out;
    }
    const chain inside = {outer, status.st_dev, status.st_ino, true,
                          outer == NULL ? 0 : outer->depth + 1};
    for (const chain *c = outer; c != NULL; c = c->outer) {
        if (c->is_file && c->device == status.st_dev && c->inode == status.st_ino) {
            give(reason, "includes itself");
            goto out;
        }
    }
    if (inside.depth > CC_SOURCE_MAX_DEPTH) {
        give(reason, "is included too deep (16 files at most)");
        goto out;
    }
    if (++self->n_includes > CC_SOURCE_MAX_INCLUDES) {
        give(reason, "is one include too many (1000 at most)");
        goto out;
    }
    bytes = read_open(fd, CC_SOURCE_MAX, &n, reason);
    if (bytes == NULL) {
        goto out;
    }
    if (is_table(name)) {
        give(reason, "is a table, not a scenario, which names it by file");
        goto out;
    }
    if (cc_encoding_no_text(bytes, n) != NULL) {
        give(reason, cc_encoding_no_text(bytes, n));
        goto out;
    }
    ret = add_file(self, name, &inside);
    if (ret == SIM_OK) {
        ret = expand(self, bytes, n, &inside, refusal);
    }
out:
    if (reason[0] != '\0') {
        ret = by == NULL
                  ? cc_refuse(refusal, name, 0, "scenario: file: %s", reason)
                  : cc_refuse(refusal, by_file, by_line, "include: \"%s\": %s", name, reason);
    }
    if (fd >= 0) {
        close(fd);
    }
    free(bytes);
    return ret;
}

/* At `at` stands "@include": parses the path, puts the file in, returns the place behind it. */
static int
include(cc_source *self, const char *bytes, size_t n, size_t *at, const chain *inside,
        cc_source_line here, cc_refusal *refusal)
{
    const char *file = self->file[here.file];
    size_t j = *at + strlen("@include");
    while (j < n && (bytes[j] == ' ' || bytes[j] == '\t')) {
        j++;
    }
    size_t end = j + 1;
    while (end < n && bytes[end] != '"' && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
    }
    if (j >= n || bytes[j] != '"' || end >= n || bytes[end] != '"' || end == j + 1) {
        return cc_refuse(refusal, file, here.line,
                         "include: must be followed by a file name in quotes");
    }
    char *path = strndup(bytes + j + 1, end - j - 1);
    char *name = path == NULL ? NULL : cc_file_beside(file, path);
    int ret = name == NULL ? SIM_ERR_NOMEM : put(self, "\n", 1);
    if (ret == SIM_OK) {
        ret = enter(self, name, inside, &here, refusal);
    }
    free(path);
    free(name);
    *at = end + 1;
    return ret;
}

/* Copies a text, follows its includes and notes where each line comes from. */
static int
expand(cc_source *self, const char *bytes, size_t n, const chain *inside, cc_refusal *refusal)
{
    const int file = self->n_files - 1;
    int line = 1, opened = 0;
    bool at_start = true; /* only blanks so far on this line */
    char quote = 0;       /* " in a text, # in a comment to the end of line, * in a comment */
    size_t j = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    int ret = begin_line(self, file, line);
    while (ret == SIM_OK && j < n) {
        const char c = bytes[j], next = j + 1 < n ? bytes[j + 1] : '\0';
        size_t length = 1;
        if (c == '\0') {
            return cc_refuse(refusal, self->file[file], line, "syntax: the file has a NUL byte");
        }
        if (quote == '"') {
            if (c == '\n') {
                break;
            }
            if (c == '\\' && next != '\n' && next != '\0') {
                length = 2;
            } else if (c == '"') {
                quote = 0;
            }
        } else if (quote == '*') {
            if (c == '*' && next == '/') {
                quote = 0;
                length = 2;
            }
        } else if (quote == '#') {
            quote = c == '\n' ? '\0' : quote;
        } else if (c == '"') {
            quote = c;
            opened = line;
        } else if (c == '#' || (c == '/' && next == '/')) {
            quote = '#';
        } else if (c == '/' && next == '*') {
            quote = '*';
            opened = line;
            length = 2;
        } else if (c == '@') {
            if (!at_start || strncmp(bytes + j, "@include", strlen("@include")) != 0) {
                return cc_refuse(refusal, self->file[file], line,
                                 "syntax: @ may only begin an @include at the start of a line");
            }
            ret = include(self, bytes, n, &j, inside, (cc_source_line){file, line}, refusal);
            if (ret == SIM_OK) {
                ret = begin_line(self, file, line);
            }
            at_start = false;
            continue;
        }
        at_start = c == '\n' || (at_start && (c == ' ' || c == '\t' || c == '\r'));
        ret = put(self, bytes + j, length);
        if (ret == SIM_OK && self->n > CC_SOURCE_MAX) {
            return cc_refuse(refusal, self->file[file], line,
                             "scenario: file: is too large: 16 MiB at most with all includes");
        }
        j += length;
        if (c == '\n' && ret == SIM_OK) {
            ret = begin_line(self, file, ++line);
        }
    }
    if (ret == SIM_OK && quote == '"') {
        return cc_refuse(refusal, self->file[file], opened,
                         "syntax: a text in quotes is not closed on its line");
    }
    if (ret == SIM_OK && quote == '*') {
        return cc_refuse(refusal, self->file[file], opened, "syntax: a comment is not closed");
    }
    return ret == SIM_OK ? put(self, "\n", 1) : ret;
}

/* ---- public ---- */

int
cc_source_read(cc_source *self, const char *file, cc_refusal *refusal)
{
    *self = (cc_source){0};
    return enter(self, file, NULL, NULL, refusal);
}

int
cc_source_from_text(cc_source *self, const char *name, const char *text, cc_refusal *refusal)
{
    *self = (cc_source){0};
    const chain inside = {0};
    const int ret = add_file(self, name, &inside);
    return ret == SIM_OK ? expand(self, text, strlen(text), &inside, refusal) : ret;
}

void
cc_source_free(cc_source *self)
{
    for (int j = 0; j < self->n_files; j++) {
        free(self->file[j]);
    }
    free(self->file);
    free(self->input);
    free(self->text);
    free(self->line);
    free(self->begin);
    *self = (cc_source){0};
}

const char *
cc_source_where(const cc_source *self, int text_line, int *line)
{
    if (self->n_lines == 0 || text_line < 1) {
        *line = 0;
        return self->n_files > 0 ? self->file[0] : NULL;
    }
    const size_t j = (size_t)text_line <= self->n_lines ? (size_t)text_line - 1 : self->n_lines - 1;
    *line = self->line[j].line;
    return self->file[self->line[j].file];
}
