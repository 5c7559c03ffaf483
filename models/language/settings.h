/* Settings as data: one const table for each kind of object says what may be written there. The
 * reader, its checks and hints, the canonical print, `ccsim list settings` and the format's
 * page all work from these tables. */
#ifndef CC_SETTINGS_H
#define CC_SETTINGS_H

#include "models/language/read.h"
#include "models/language/setting.h"
#include "models/language/write.h"

/* Is that the name of a setting in the table, names of each aside? */
bool cc_settings_has(const cc_setting *table, const char *name);
/* Refuses every name that the tables do not know, with the nearest known one. */
void cc_settings_check_names(cc_reader *reader, const cc_value *group, const cc_setting *table);
/* The same for a group with one value for each. */
void cc_settings_check_each(cc_reader *reader, const cc_value *group, const cc_setting *setting);
/* Reads the whole table into the object, most special layer first. Groups with `sub` are
 * followed, CC_SET_NAMED is left to its owner. */
void cc_settings_read(cc_reader *reader, const cc_layers *in, const cc_setting *table,
                      void *object);
/* Writes what differs from the fallback. */
void cc_settings_write(cc_writer *writer, const cc_setting *table, const void *object);

/* For a label: it has no effect. */
bool cc_never_matters(const void *whole, const void *object);

#endif
