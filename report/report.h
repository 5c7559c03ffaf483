/* Results as text at 80 columns, CSV and JSON. All return 0 or SIM_ERR_IO, SIM_ERR_NOMEM; a
 * stream that fails stays failed, and its owner looks. */
#ifndef XP_REPORT_REPORT_H
#define XP_REPORT_REPORT_H

#include "experiment/match.h"
#include "experiment/results.h"
#include "experiment/rule.h"
#include "experiment/sensitivity.h"
#include "experiment/simultaneous.h"
#include "report/csv_line.h"
#include "report/heat.h"
#include <stdio.h>

typedef struct xp_report {
    const xp_results *results;
    const xp_require *require; /* what was asked, for JSON */
    size_t n_requires;
    bool intervals;                    /* text: also tables by interval; needs a run by_interval */
    bool nodes;                        /* text of one scenario: also contacts by node and outcome */
    int day;                           /* ... of that weekday, Mon = 0; XP_ALL_DAYS */
    xp_heat_of heat;                   /* text of one scenario: also a map of that */
    bool in_colour;                    /* it is read on a terminal that has them */
    const xp_csv_style *csv_style;     /* NULL: plain */
    const xp_match *match;             /* NULL: not asked */
    const xp_sensitivity *sensitivity; /* NULL: not asked */
    const xp_simultaneous *simultaneous; /* NULL: not asked */
    bool one_more; /* text of one scenario: also what one more replication may be like */
} xp_report;

/* Of one scenario. */
int xp_report_run(FILE *file, const xp_report *report) SIM_MUST_CHECK;
/* Up to XP_REPORT_COLUMNS scenarios against the first. */
#define XP_REPORT_COLUMNS 4
int xp_report_compare(FILE *file, const xp_report *report) SIM_MUST_CHECK;
void xp_report_csv(FILE *file, const xp_report *report);
/* The planner's table, of a run by_interval. */
void xp_report_csv_intervals(FILE *file, const xp_report *report);
int xp_report_json(FILE *file, const xp_report *report) SIM_MUST_CHECK;

/* Sentences about the second scenario against the first, from signs and intervals only. */
void xp_report_sentences(FILE *file, const xp_results *results);

/* Which of three scenarios and more is the best, and which may be, by figure. */
void xp_report_best(FILE *file, const xp_results *results);

/* What staffing gives the same service, in a sentence or two. */
void xp_report_match(FILE *file, const xp_report *report);

/* Tables by interval of the day of one scenario, and which intervals miss their target. */
void xp_report_intervals(FILE *file, const xp_report *report, int scenario);

/* ... and by queue: what is forecast and needed, who is there, and what a day may be like. */
void xp_report_intervals_plan(FILE *file, const xp_report *report, int scenario);

/* Of several scenarios: which intervals of the day are worse and better than in the first, by queue. */
void xp_report_intervals_compared(FILE *file, const xp_report *report);

/* Between what the service level and the waits of a single day are on eight days in ten, and how often it
 * meets its target. */
void xp_report_prediction(FILE *file, const xp_results *results);

/* Between what figures of one more replication will be. */
void xp_report_one_more(FILE *file, const xp_results *results);

/* Differences whose intervals hold together. */
void xp_report_simultaneous(FILE *file, const xp_report *report);

/* What came of the contacts of each channel, by the last node of automation that they met. */
void xp_report_nodes(FILE *file, const xp_results *results);
/* ... and by what came of them, which adds up to those who came. */
void xp_report_outcomes(FILE *file, const xp_results *results);

/* Which guesses the difference rests on most. The last of a printed comparison, and may be printed later. */
void xp_report_sensitivity(FILE *file, const xp_report *report);

/* One line for each replication: its number and every figure's own value. */
void xp_replication_head(FILE *file, const xp_csv_style *style, const xp_plan *plan,
                         const xp_table *table);
void xp_replication_row(FILE *file, const xp_csv_style *style, const xp_plan *plan,
                        const xp_row *row, const xp_table *table);

/* Sentences that a reader has to know: queues that grew, precision not reached, interruption.
 * Number j, false when there are no more. */
bool xp_warning(const xp_results *results, size_t j, char *text, size_t size);

#endif
