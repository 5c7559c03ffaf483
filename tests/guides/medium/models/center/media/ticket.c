/* A letter by whose date the law counts: one stretch of deferred work, as an item, but the time that a
 * service level goes by runs on while the channel is closed. */
#include "models/center/count.h"
#include "models/center/medium_life.h"
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

static double
elapsed(const cc_center *self, const cc_contact *c)
{
    return self->now.time - c->arrived;
}

/* The reply is out. */
static void
replied_last(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    cc_count_late_reply(self, c, elapsed(self, c));
}

static const cc_medium_life life = {.elapsed = elapsed, .replied_last = replied_last};

const cc_medium cc_medium_ticket = {
    .name = "ticket",
    .doc = "One stretch of deferred work, due by the calendar.",
    .deferred = true,
    .content = content,
    .needed = {"handle"},
    .life = &life,
};
