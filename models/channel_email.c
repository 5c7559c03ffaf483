#include "models/channel.h"

const cc_channel_type cc_channel_email = {
    .name = "email",
    .title = "E-MAIL",
    .verb = "writes an e-mail",
    .doc = "E-mail: one stretch of work that calls may interrupt.",
    .deferred = true,
    .content = "handle",
};
