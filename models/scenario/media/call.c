/* Attention is held throughout; the customer waits at it. */
#include "models/scenario/medium.h"

#include "models/language/setting.h"
#include "models/scenario/demand.h"

static const cc_setting content[] = {
    {.name = "talk",
     .kind = CC_SET_WORK,
     .unit = "s",
     .offset = offsetof(cc_content, work),
     .normal = "must be given",
     .doc = "How long the conversation takes, without wrap-up."},
    {.name = NULL},
};

const cc_medium cc_medium_call = {
    .name = "call",
    .doc = "One stretch of attention while the customer is there.",
    .work = "talk",
    .content = content,
};
