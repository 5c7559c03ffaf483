/* What a search for the fewest agents has found. */
#ifndef XP_REPORT_STAFF_H
#define XP_REPORT_STAFF_H

#include "experiment/staffing.h"
#include "report/csv_line.h"

void xp_report_staff(FILE *file, const xp_staffing *staffing);
/* A row for each group and interval, which `staff = { file = ...; }` reads. */
void xp_report_staff_csv(FILE *file, const xp_staffing *staffing, const xp_csv_style *style);
/* SIM_ERR_NOMEM, SIM_ERR_IO. */
int xp_report_staff_json(FILE *file, const xp_staffing *staffing) SIM_MUST_CHECK;

/* Why the search ended, for programs: "found", "least", "runs", "interrupted", "never". */
const char *xp_staff_end_word(xp_staff_end end);
/* ... and as a sentence. */
void xp_staff_end_text(const xp_staffing *staffing, char *text, size_t size);

#endif
