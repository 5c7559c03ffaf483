/* Parts that the text reports share. */
#ifndef XP_REPORT_PARTS_H
#define XP_REPORT_PARTS_H

#include "report/lines.h"
#include "report/report.h"
#include "report/verdict.h"

/* "the contact center" of "Contact center"; other names stay as they are. */
void xp_text_name(const xp_results *results, int scenario, char *into, size_t size);
/* `demand "A bank, 1999" (hash 3f9a21c4), 1000 replications of 5 days, seed 1` */
void xp_text_origin(FILE *file, const xp_results *results);
/* Warnings, how much is guessed, what the marks mean, version and hashes. */
void xp_text_foot(FILE *file, const xp_report *report, const xp_lines *lines, bool noted);
/* As xp_warning: one sentence or two for each scenario with more than a few issues open. */
bool xp_warn_pending(const xp_results *results, size_t *left, char *text, size_t size);
/* Sentences on intervals that are missing, open on one side or of few replications. */
void xp_report_doubt(FILE *file, const xp_results *results, const xp_lines *lines);
/* "95 %" */
char *xp_text_confidence(const xp_results *results, char *buffer, size_t size);
/* The format of a line for all scenarios, and the differences where there are some. */
xp_format xp_line_format(const xp_line *line, const xp_results *results);
/* Scenario s less the first, its mean as it is read off the two in that format. */
xp_difference xp_line_difference(const xp_line *line, const xp_results *results,
                                 const xp_format *format, int s);

/* Is any line of a comparison so? */
bool xp_any_verdict(const xp_results *results, const xp_lines *lines, xp_verdict verdict);

#endif
