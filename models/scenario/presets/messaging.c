#include "models/scenario/preset.h"

extern const cc_medium cc_medium_conversation;

const cc_preset cc_preset_messaging = {
    .name = "messaging",
    .title = "MESSAGING",
    .doc = "Text messages, apps, direct messages: turns with long gaps between them.",
    .verb = "writes a message",
    .number = 10,
    .medium = &cc_medium_conversation,
};
