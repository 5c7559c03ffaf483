#include "models/scenario/preset.h"

extern const cc_medium cc_medium_conversation;

const cc_preset cc_preset_chat = {
    .name = "chat",
    .title = "CHAT",
    .doc = "Web chat: the two sides take turns; several conversations at once.",
    .verb = "opens a chat",
    .number = 0,
    .medium = &cc_medium_conversation,
};
