/* What a sweep has found, for people and as one document for programs. */
#ifndef XP_REPORT_SWEEP_H
#define XP_REPORT_SWEEP_H

#include "experiment/sweep/findings.h"
#include <stdio.h>

typedef struct xp_sweep_report {
    const xp_findings *findings;
    const char *store;        /* its file, as it can be opened */
    bool partial;             /* stopped before the end */
    const xp_precision *rule; /* of the plan; may be none */
    size_t n_rules;
    size_t
        n_done; /* points that nothing is left to be done of; of a plan with rules nobody else knows */
    size_t rows; /* points of a table, at most; 0: all */
} xp_sweep_report;

/* At 80 columns. SIM_ERR_NOMEM; a stream that fails stays failed, and its owner looks. */
int xp_report_sweep(FILE *file, const xp_sweep_report *report) SIM_MUST_CHECK;
/* docs/json.md. SIM_ERR_NOMEM, SIM_ERR_IO. */
int xp_report_sweep_json(FILE *file, const xp_sweep_report *report) SIM_MUST_CHECK;

/* Points that have all that the plan asks for. */
size_t xp_sweep_n_complete(const xp_sweep_report *report);

/* Sentences that a reader has to know: what is missing, of few replications, failed. Number j, false when there
 * are no more. */
bool xp_sweep_warning(const xp_sweep_report *report, size_t j, char *text, size_t size);

#endif
