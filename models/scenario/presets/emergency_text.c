#include "models/scenario/preset.h"

extern const cc_medium cc_medium_conversation;

const cc_preset cc_preset_emergency_text = {
    .name = "emergency_text",
    .title = "EMERGENCY TEXT",
    .doc = "Text to an emergency number: a conversation that goes before all else.",
    .verb = "texts the emergency number",
    .number = 42,
    .medium = &cc_medium_conversation,
    .goes_first = true,
    .never_cut_off = true,
};
