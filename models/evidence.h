/* How well the figures of a scenario are known: every figure written in demand and center has
 * a grade, D (a guess) unless `evidence` says otherwise. */
#ifndef CC_EVIDENCE_H
#define CC_EVIDENCE_H

#include "models/scenario.h"

typedef struct cc_evidence_count {
    int total;
    int by_grade[4]; /* A peer-reviewed, B public data, C industry, D a guess */
} cc_evidence_count;

cc_evidence_count cc_evidence_counted(const cc_scenario *scenario);
/* The share of guesses; 0 if nothing is written. */
double cc_evidence_share_of_guesses(const cc_scenario *scenario);
/* "issues.*.arrivals" covers that path and all below it; * is one name. */
bool cc_evidence_covers(const char *pattern, const char *path);

#endif
