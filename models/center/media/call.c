/* Attention is held throughout; the customer waits at it. */
#include "models/center/medium_life.h"
#include "models/language/setting.h"

static const cc_setting content[] = {
    {.name = "talk",
     .kind = CC_SET_WORK,
     .unit = "s",
     .offset = offsetof(cc_content, work),
     .normal = "must be given",
     .doc = "How long the conversation takes, without wrap-up."},
    {.name = NULL},
};

static const cc_medium_life life = {.is_common = true};

const cc_medium cc_medium_call = {
    .name = "call",
    .doc = "One stretch of attention while the customer is there.",
    .content = content,
    .needed = {"talk"},
    .life = &life,
};
