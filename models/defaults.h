/* What is known about the usual figures, with a grade for how well. A scenario's own defaults
 * are neutral; these are for people to paste, and to doubt. */
#ifndef CC_DEFAULTS_H
#define CC_DEFAULTS_H

typedef struct cc_default {
    const char *name;   /* "voice talk" */
    const char *object; /* where it is pasted: "demand.every_issue" */
    const char *paste;  /* as in a scenario file */
    const char *range;  /* what is seen */
    char grade;         /* A peer-reviewed, B public data, C industry, D a guess */
    const char *source;
} cc_default;

extern const cc_default cc_defaults[]; /* ends with .name = NULL */

#endif
