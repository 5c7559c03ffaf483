#include "models/channel.h"

const cc_channel_type cc_channel_email = {
    .name = "email",
    .title = "E-MAIL",
    .verb = "writes an e-mail",
    .deferred = true,
    .content = "handle",
};
