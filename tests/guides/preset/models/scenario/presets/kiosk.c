#include "models/scenario/preset.h"

extern const cc_medium cc_medium_call;

const cc_preset cc_preset_kiosk = {
    .name = "kiosk",
    .title = "KIOSK",
    .doc = "Call from a kiosk in a branch: one at a time, over the net, so that it holds no line.",
    .verb = "calls from a kiosk",
    .number = 3,
    .medium = &cc_medium_call,
    .interrupts = true,
};
