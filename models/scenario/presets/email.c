#include "models/scenario/preset.h"

extern const cc_medium cc_medium_item;

const cc_preset cc_preset_email = {
    .name = "email",
    .title = "E-MAIL",
    .doc = "E-mail: one stretch of work that calls may interrupt.",
    .verb = "writes an e-mail",
    .number = 1,
    .medium = &cc_medium_item,
};
