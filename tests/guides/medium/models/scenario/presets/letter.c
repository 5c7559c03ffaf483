#include "models/scenario/preset.h"

extern const cc_medium cc_medium_ticket;

const cc_preset cc_preset_letter = {
    .name = "letter",
    .title = "LETTER",
    .doc = "Registered letter: answered at leisure, but due by the calendar.",
    .verb = "writes a letter",
    .number = 4,
    .medium = &cc_medium_ticket,
};
