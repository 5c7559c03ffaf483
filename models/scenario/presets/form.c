#include "models/scenario/preset.h"

extern const cc_medium cc_medium_item;

const cc_preset cc_preset_form = {
    .name = "form",
    .title = "FORM",
    .doc = "Web form: one stretch of work that calls may interrupt.",
    .verb = "sends a form",
    .number = 22,
    .medium = &cc_medium_item,
};
