/* What is known about the usual figures, with a grade for how well. A scenario's own defaults
 * are neutral; these are for people to paste, and to doubt. */
#ifndef CC_TYPICAL_H
#define CC_TYPICAL_H

typedef struct cc_typical {
    const char *name;   /* "voice talk" */
    const char *object; /* where it is pasted: "demand.every_issue" */
    const char *paste;  /* as in a scenario file */
    const char *range;  /* what is seen */
    char grade;         /* A peer-reviewed, B public data, C industry, D a guess */
    const char *source;
} cc_typical;

extern const cc_typical cc_typicals[]; /* ends with .name = NULL */

#endif
