/* The text of a scenario with its includes put in, and where each of its lines comes from. The
 * parser's own includes are relative to the working directory and may end the program, so the
 * parser never sees one. */
#ifndef CC_SOURCE_H
#define CC_SOURCE_H

#include "models/language/input.h"
#include "models/language/refusal.h"
#include "sim/error.h"
#include <stddef.h>

#define CC_SOURCE_MAX ((size_t)16 * 1024 * 1024) /* bytes, with all includes */
#define CC_SOURCE_MAX_DEPTH 16                   /* of includes */
#define CC_SOURCE_MAX_INCLUDES 1000
#define CC_SOURCE_MAX_NESTING 32      /* of { ( [ */
#define CC_SOURCE_MAX_MEMBERS 1024    /* of a group; the parser compares each with each */
#define CC_SOURCE_MAX_SETTINGS 100000 /* with names, and lists and groups */
#define CC_SOURCE_MAX_VALUES 1000000  /* in all lists */
#define CC_SOURCE_MAX_TEXT 4096       /* of a quoted text */
#define CC_SOURCE_MAX_NAME 63

typedef struct cc_source_line {
    int file, line;
} cc_source_line;

typedef struct cc_source {
    char *text;
    size_t n, capacity;
    char **file;     /* names, relative ones as seen from the working directory */
    cc_input *input; /* the same, as the system knows them; zeros for what is no file */
    int n_files;
    cc_source_line *line; /* of each line of the text */
    size_t n_lines, line_capacity;
    int n_includes;
    int *begin; /* by the scan: the text line on which each setting or list element begins */
    size_t n_begins, begin_capacity;
} cc_source;

/* Includes are relative to the including file. Refuses what is not a regular file, cycles, NUL
 * bytes, open comments and quotes. Free it also after a failure. */
int cc_source_read(cc_source *self, const char *file, cc_refusal *refusal) SIM_MUST_CHECK;
int cc_source_from_text(cc_source *self, const char *name, const char *text,
                        cc_refusal *refusal) SIM_MUST_CHECK;
void cc_source_free(cc_source *self);

/* File and line of a line of the text, from 1. */
const char *cc_source_where(const cc_source *self, int text_line, int *line);

/* Finds what the parser would misunderstand, or report in the wrong place: brackets, missing
 * commas, text without quotes, numbers out of range. Notes where settings begin, which the parser
 * knows only roughly. */
int cc_source_scan(cc_source *self, cc_refusal *refusal) SIM_MUST_CHECK;

#define CC_REASON_MAX 128

/* A regular file of at most `max` bytes as memory to be freed, with a NUL behind it; `input` is
 * which one, with the name that was given. Never waits: what is no regular file is refused. On
 * failure NULL, and `reason` (CC_REASON_MAX bytes) says why. */
char *cc_file_read(const char *file, size_t max, size_t *n, cc_input *input, char *reason);
/* `path` as seen from the folder of `from`; memory to be freed, or NULL. */
char *cc_file_beside(const char *from, const char *path);

#endif
