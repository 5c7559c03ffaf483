/* One stretch of work on something that was left: nobody waits at it. */
#include "models/scenario/medium.h"

#include "models/language/setting.h"
#include "models/scenario/demand.h"

static const cc_setting content[] = {
    {.name = "handle",
     .kind = CC_SET_WORK,
     .unit = "s",
     .offset = offsetof(cc_content, work),
     .normal = "must be given",
     .doc = "How long it takes to read and answer one."},
    {.name = NULL},
};

const cc_medium cc_medium_item = {
    .name = "item",
    .doc = "One stretch of deferred work; it survives closing time.",
    .deferred = true,
    .work = "handle",
    .content = content,
};
