#include "models/channel.h"

const cc_channel_type cc_channel_voice = {
    .name = "voice",
    .title = "VOICE",
    .doc = "Telephone: one call at a time; holds a line to the end of talk.",
    .verb = "calls",
    .holds_line = true,
    .interrupts = true,
    .content = "talk",
};
