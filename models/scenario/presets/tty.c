#include "models/scenario/preset.h"

extern const cc_medium cc_medium_call;

const cc_preset cc_preset_tty = {
    .name = "tty",
    .title = "TTY",
    .doc = "Text telephone and relay for deaf and hard-of-hearing customers: never cut off by the "
           "clock.",
    .verb = "calls by text telephone",
    .number = 41,
    .medium = &cc_medium_call,
    .holds_trunk = true,
    .interrupts = true,
    .never_cut_off = true,
};
