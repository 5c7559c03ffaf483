/* The settings of a table that is in a file. */
#ifndef CC_READ_TABLE_H
#define CC_READ_TABLE_H

#include "models/language/read.h"

extern const cc_setting cc_settings_table[];

/* Words for units of durations, ended by NULL, and how long they are, s. */
extern const char *const cc_duration_units[];
extern const double cc_duration_unit_seconds[];
#define CC_SECONDS 1 /* the second of them */

#endif
