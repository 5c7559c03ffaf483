#include "models/scenario/preset.h"

extern const cc_medium cc_medium_call;

const cc_preset cc_preset_video = {
    .name = "video",
    .title = "VIDEO",
    .doc = "Video call: as a call, on lines of its own; setting it up may fail.",
    .verb = "starts a video call",
    .number = 40,
    .medium = &cc_medium_call,
    .holds_trunk = true,
    .interrupts = true,
};
