/* `--set PATH=VALUE`: changes the tree before anything is read from it, so that an override is
 * checked like what is written. */
#ifndef CC_OVERRIDE_H
#define CC_OVERRIDE_H

#include "models/language/refusal.h"
#include "models/language/scale.h"
#include "models/language/value.h"
#include <stdbool.h>

/* One `--set PATH=VALUE`; without a value, what is written there is multiplied. */
typedef struct cc_override {
    const char *path, *value;
    double factor;
    cc_scaling scaling;
} cc_override;

/* "PATH=VALUE", which is cut at its =; false if it is no such text. */
bool cc_override_split(cc_override *self, char *text);

/* Sets one value: "demand.volume", "center.groups.agents.staff[3]". Groups on the way are made
 * if need be; whether such a setting exists is for the reader to say. */
int cc_override_apply(const cc_override *self, cc_value *root, cc_arena *arena,
                      cc_refusal *refusal) SIM_MUST_CHECK;

#endif
