/* What a sweep has found as rows, for other programs; docs/export.md has the columns. */
#ifndef XP_REPORT_SWEEP_ROWS_H
#define XP_REPORT_SWEEP_ROWS_H

#include "experiment/sweep/findings.h"
#include "report/tabular.h"

typedef enum xp_sweep_rows {
    XP_ROWS_ESTIMATES,
    XP_ROWS_DIFFERENCES,
    XP_ROWS_REPLICATIONS,
    XP_ROWS_POINTS,
    XP_ROWS_EFFECTS,
} xp_sweep_rows;

/* Names in that order, ended by NULL. */
extern const char *const xp_sweep_rows_names[];

/* wide: a line a point (or replication), with columns by output; of points and effects it says nothing.
 * SIM_ERR_IO, SIM_ERR_NOMEM, SIM_ERR_LIMIT (too many for a workbook), SIM_ERR_PARAM (no workbooks), and
 * SIM_ERR_REFUSED with a sentence of the store. */
int xp_sweep_rows_write(FILE *file, const xp_findings *findings, xp_sweep_rows rows, bool wide,
                        xp_tabular_format format, const xp_csv_style *style,
                        cc_refusal *refusal) SIM_MUST_CHECK;

#endif
