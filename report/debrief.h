/* A debrief in words: the same lines for a terminal, a page and the live view. */
#ifndef XP_REPORT_DEBRIEF_H
#define XP_REPORT_DEBRIEF_H

#include "experiment/debrief.h"
#include <stdio.h>

typedef enum xp_debrief_kind {
    XP_DEBRIEF_HEADING, /* text */
    XP_DEBRIEF_HEAD,    /* of columns: value */
    XP_DEBRIEF_ROW,     /* label and value */
    XP_DEBRIEF_TEXT     /* text: a sentence or two */
} xp_debrief_kind;

typedef struct xp_debrief_line {
    xp_debrief_kind kind;
    char label[XP_DEBRIEF_WORDS + 24];
    char value[XP_N_WAYS][48]; /* "": none */
    char text[1400];
} xp_debrief_line;

#define XP_DEBRIEF_LINES (XP_DEBRIEF_EFFECTS + 32) /* there are at most so many */

/* Fills line[] with at most `most`; returns how many. */
size_t xp_debrief_lines(const xp_debrief *self, xp_debrief_line *line, size_t most);

/* "81.6 %", "57 s": a score as it is written. Returns buffer. */
char *xp_debrief_score(const xp_debrief *self, double score, char *buffer, size_t size);

/* At 80 columns. SIM_ERR_NOMEM; a stream that fails stays failed, and its owner looks. */
int xp_debrief_text(FILE *file, const xp_debrief *self) SIM_MUST_CHECK;
/* A page by itself, valid XML. */
int xp_debrief_html(FILE *file, const xp_debrief *self) SIM_MUST_CHECK;
int xp_debrief_json(FILE *file, const xp_debrief *self) SIM_MUST_CHECK;

#endif
