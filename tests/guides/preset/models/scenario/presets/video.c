#include "models/scenario/preset.h"

extern const cc_medium cc_medium_call;

const cc_preset cc_preset_video = {
    .name = "video",
    .title = "VIDEO",
    .doc = "Video call: one at a time, over the net, so that it holds no line.",
    .verb = "starts a video call",
    .number = 3,
    .medium = &cc_medium_call,
    .interrupts = true,
};
