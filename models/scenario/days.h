/* The hours and days of a run, as the reader of tables sees them. */
#ifndef CC_DAYS_H
#define CC_DAYS_H

#include "models/language/frame.h"
#include "models/language/read.h"
#include "models/scenario/run.h"

/* In the reader's memory; NULL: there is none, latched. */
const cc_frame *cc_days_frame(cc_reader *reader, const cc_run *run);

#endif
