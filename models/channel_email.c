#include "models/channel.h"

const cc_channel_type cc_channel_email = {
    .name = "email",
    .title = "E-MAIL",
    .doc = "E-mail: one stretch of work that calls may interrupt.",
    .verb = "writes an e-mail",
    .deferred = true,
    .content = "handle",
};
