#include "models/scenario/preset.h"

extern const cc_medium cc_medium_item;

const cc_preset cc_preset_case = {
    .name = "case",
    .title = "CASE",
    .doc = "Back-office work: one stretch of work that calls may interrupt.",
    .verb = "has a case",
    .number = 21,
    .medium = &cc_medium_item,
};
