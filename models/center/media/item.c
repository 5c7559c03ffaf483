/* One stretch of work on something that was left: nobody waits at it, so that it is answered when
 * the agent's reply is out, and time counts only while the channel is open. */
#include "models/center/medium_life.h"
#include "models/language/setting.h"
#include "models/scenario/opening.h"

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
    const cc_channel *channel = &self->scenario->center.channel[c->channel];
    return cc_opening_between(&self->scenario->run, &channel->hours, c->arrived, self->now.time);
}

static const cc_medium_life life = {.elapsed = elapsed};

const cc_medium cc_medium_item = {
    .name = "item",
    .doc = "One stretch of deferred work; it survives closing time.",
    .deferred = true,
    .content = content,
    .needed = {"handle"},
    .life = &life,
};
