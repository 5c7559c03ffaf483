#include "models/scenario/preset.h"

extern const cc_medium cc_medium_item;

const cc_preset cc_preset_social = {
    .name = "social",
    .title = "SOCIAL",
    .doc = "Public posts: one stretch of work that calls may interrupt.",
    .verb = "posts in public",
    .number = 23,
    .medium = &cc_medium_item,
};
