/* Which recorded day is played on which day of the run. */
#ifndef CC_RECORDED_DAYS_H
#define CC_RECORDED_DAYS_H

#include "models/language/read.h"
#include "models/scenario/recording.h"

/* Fills of_day and drawn of what is read otherwise, and says what is played and what is left out.
 * Refused where a day of the run has none. `in` is the group of the recording, `path` its file as it is
 * written, for what is said. */
void cc_recorded_days_read(cc_reader *reader, const cc_layers *in, const char *path);

#endif
