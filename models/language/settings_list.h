/* The whole language as a list, for people: `ccsim list settings`, the page on the format, and
 * tests that try every setting. */
#ifndef CC_SETTINGS_LIST_H
#define CC_SETTINGS_LIST_H

#include "models/language/setting.h"

/* Objects and members that have names of their own appear as NAME, CHANNEL, KIND, WEEKDAY. */
/* `kind` is that of the objects which alone have the setting, else empty. */
typedef void cc_settings_visit(const char *path, const cc_setting *setting, const char *kind,
                               void *arg);

/* Every setting in order, groups before what is in them. */
void cc_settings_visit_all(const cc_setting *table, cc_settings_visit *visit, void *arg);

/* What may be written, in words: "duration", "\"serve\", \"drop\" or \"carry\"". */
const char *cc_setting_type(const cc_setting *setting, char *buffer, size_t size);
/* "0 to 1", "> 0 s"; empty if there are no bounds. */
const char *cc_setting_range(const cc_setting *setting, char *buffer, size_t size);
/* What holds if it is not written. */
const char *cc_setting_default(const cc_setting *setting, char *buffer, size_t size);

#endif
