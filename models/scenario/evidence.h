/* How well the figures of a scenario are known: every figure written in demand and center has
 * a grade if `evidence` gives it one, D being what the author calls a guess; else it is not yet sourced,
 * and no better than a guess. */
#ifndef CC_EVIDENCE_H
#define CC_EVIDENCE_H

#include <stdbool.h>

/* What is written: all figures that the pattern covers have this grade. */
typedef struct cc_grading {
    char grade;          /* 'A' .. 'D' */
    const char *pattern; /* "issues.*.arrivals", relative to the section */
    bool of_center;      /* else of demand */
} cc_grading;

/* A figure that was written, and where. */
typedef struct cc_figure {
    const char *path; /* relative to demand or center: "issues.stock.voice.talk" */
    const char *file;
    int line;   /* 0: by --set */
    char grade; /* D where `evidence` gives none: */
    bool is_graded;
    bool of_center;
} cc_figure;

typedef struct cc_evidence {
    cc_grading *grading;
    int n_gradings;
    const char *source, *center_source;
    cc_figure *figure;
    int n_figures, figure_capacity;
} cc_evidence;

typedef struct cc_evidence_count {
    int total;
    int by_grade[4]; /* A peer-reviewed, B public data, C industry, D a guess */
    int not_sourced; /* none of these */
} cc_evidence_count;

cc_evidence_count cc_evidence_counted(const cc_evidence *self);
/* "issues.*.arrivals" covers that path and all below it; * is one name. */
bool cc_evidence_covers(const char *pattern, const char *path);

#endif
