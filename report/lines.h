/* The lines of a printed report, for one center or several: which figure, what it is called and
 * how it is written. */
#ifndef XP_REPORT_LINES_H
#define XP_REPORT_LINES_H

#include "experiment/results.h"
#include "report/text.h"

typedef struct xp_line {
    char section[48]; /* heading over the first of a section */
    char label[64];
    size_t measure; /* in the table */
    xp_style style;
    bool noted; /* "(a)": a service level, explained below the report */
    /* Of a queue, a group or a kind of issue: its name, and the same figure of the whole that it
     * is a part of, its channel or the center; else "" and XP_LACKS. */
    char part[64];
    size_t whole;
} xp_line;

typedef struct xp_lines {
    xp_line *line;
    size_t n, capacity;
} xp_lines;

/* Lines that no center has are left out. detailed: also groups and what a comparison spares. In a
 * comparison parts have lines where they fare otherwise than their whole.
 * SIM_ERR_NOMEM: then there is nothing to free. */
int xp_lines_make(xp_lines *self, const xp_results *results, bool detailed) SIM_MUST_CHECK;
void xp_lines_free(xp_lines *self);

/* Does a service level of some center leave short abandons out? */
bool xp_levels_are_short(const xp_results *results);

/* How figures of that unit are written. */
xp_style xp_style_of_unit(cc_unit unit);

/* "20 s", "24 h": the largest unit that is even. */
char *xp_text_span(double seconds, char *buffer, size_t size);

#endif
