/* Centers that have more work than their agents have time for. */
#ifndef XP_REPORT_OVERLOAD_H
#define XP_REPORT_OVERLOAD_H

#include "experiment/results.h"
#include <stdio.h>

/* "Neither can do its work: 160 % and 170 % of the agents' time."; nothing where all can. */
int xp_report_overload(FILE *file, const xp_results *results) SIM_MUST_CHECK;

#endif
