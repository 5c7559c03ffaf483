#include "models/scenario/preset.h"

extern const cc_medium cc_medium_call;

const cc_preset cc_preset_voice = {
    .name = "voice",
    .title = "VOICE",
    .doc = "Telephone: one call at a time; holds a line to the end of talk.",
    .verb = "calls",
    .number = 2,
    .medium = &cc_medium_call,
    .holds_trunk = true,
    .interrupts = true,
};
