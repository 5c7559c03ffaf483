/* Tornado, main effects and Sobol indices as text; nothing where the design has none. */
#ifndef XP_REPORT_SWEEP_EFFECTS_H
#define XP_REPORT_SWEEP_EFFECTS_H

#include "experiment/sweep/findings.h"
#include "report/text.h"

void xp_report_tornado(FILE *file, const xp_findings *findings);
void xp_report_effects(FILE *file, const xp_findings *findings);
void xp_report_indices(FILE *file, const xp_findings *findings);

/* How an output is written, of figures up to `largest`. */
xp_format xp_sweep_format(const xp_findings *findings, size_t output, double largest,
                          double half_width);

#endif
