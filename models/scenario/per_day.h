/* Volumes as people know them: so many a day, in the shape of a profile. */
#ifndef CC_PER_DAY_H
#define CC_PER_DAY_H

#include "models/language/read.h"

/* Contacts in each interval, from those of a day (a number, or a table by days) and the shares of its
 * intervals, which need not sum to 1; `profile` NULL: all alike, by their length. */
void cc_read_per_day(cc_reader *reader, cc_value *per_day, cc_value *profile, cc_table *out);

/* The settings, which are read with the arrivals. */
extern const cc_setting cc_settings_per_day[];

#endif
