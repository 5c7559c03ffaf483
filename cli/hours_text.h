/* When the house is open, in words. */
#ifndef CLI_HOURS_TEXT_H
#define CLI_HOURS_TEXT_H

#include "models/scenario/run.h"

/* "08:00 to 20:00", or, where not all weekdays have the same hours, "Mon to Fri 08:00 to 20:00, Sat 09:00
 * to 14:00". */
void cli_hours_text(const cc_run *run, char *text, size_t size);

#endif
