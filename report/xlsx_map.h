/* A workbook in the making, and its sheets of intervals by days. Only where there is libxlsxwriter. */
#ifndef XP_REPORT_XLSX_MAP_H
#define XP_REPORT_XLSX_MAP_H

#include "report/heat.h"
#include <xlsxwriter.h>

#define XP_XLSX_1970 25569 /* the day of a spreadsheet that is 1970-01-01 */

typedef struct xp_xlsx {
    const xp_results *results;
    lxw_workbook *book;
    lxw_worksheet *sheet; /* the last */
    lxw_format *bold, *date, *time, *number, *share, *red, *yellow, *green, *blue, *day;
} xp_xlsx;

void xp_xlsx_formats(xp_xlsx *self);
void xp_xlsx_sheet(xp_xlsx *self, const char *name);
/* By scenario and queue a block of intervals by days. */
void xp_xlsx_map(xp_xlsx *self, const char *name, xp_heat_of of);

#endif
