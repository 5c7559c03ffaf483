/* Files of phone systems whose rows are no contacts, or whose columns have names of their own. Adding a
 * layout is adding a file to models/scenario/layouts. */
#ifndef CC_RECORDING_LAYOUT_H
#define CC_RECORDING_LAYOUT_H

#include "models/scenario/recorded_rows.h"

typedef struct cc_recording_layout {
    const char *name; /* as layout = "..." says it */
    const char *doc;
    const char *const *names; /* of its columns where it has no header, ended by NULL; else NULL */
    void (*read)(cc_recorder *self);
} cc_recording_layout;

/* All layouts, ended by NULL. */
extern const cc_recording_layout *const cc_recording_layout_types[];

#endif
