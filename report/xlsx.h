/* The answer as a workbook of a spreadsheet: a summary, one day, the planner's table and maps of it. Needs
 * libxlsxwriter, without which the program can be built. */
#ifndef XP_REPORT_XLSX_H
#define XP_REPORT_XLSX_H

#include "report/report.h"

/* Has this program been built with it? */
bool xp_xlsx_is_there(void);
/* Of a run by_interval. SIM_ERR_IO, SIM_ERR_NOMEM. */
int xp_report_xlsx(FILE *file, const xp_report *report) SIM_MUST_CHECK;

#endif
