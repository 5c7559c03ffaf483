#include "models/channel.h"

const cc_channel_type cc_channel_chat = {
    .name = "chat",
    .title = "CHAT",
    .doc = "Web chat: the two sides take turns; several conversations at once.",
    .verb = "opens a chat",
    .by_turns = true,
    .content = "agent",
};
