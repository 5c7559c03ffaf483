/* What one long run says of the long run. */
#ifndef XP_REPORT_STEADY_H
#define XP_REPORT_STEADY_H

#include "experiment/steady.h"
#include "report/csv_line.h"

typedef struct xp_steady_report {
    const xp_steady *steady;
    const xp_steady_figure *figure; /* by series */
    uint64_t seed;
    bool overlapping;
    double confidence;
} xp_steady_report;

void xp_report_steady(FILE *file, const xp_steady_report *report);
void xp_report_steady_csv(FILE *file, const xp_steady_report *report, const xp_csv_style *style);
/* SIM_ERR_NOMEM, SIM_ERR_IO. */
int xp_report_steady_json(FILE *file, const xp_steady_report *report) SIM_MUST_CHECK;

/* A queue that grows, in a sentence; false: there is none. */
bool xp_steady_growing(const xp_steady_report *report, char *text, size_t size);
/* Why figure number j should not be relied on, as a sentence; false: it may be. */
bool xp_steady_warning(const xp_steady_report *report, size_t j, char *text, size_t size);

/* Rows of Welch's plot: mean and moving average of each observation, by series. */
void xp_report_welch(FILE *file, const xp_steady *steady, double *const mean[],
                     double *const smooth[], uint64_t replications, const xp_csv_style *style);

#endif
