/* One stretch of work on something that was left: nobody waits at it, so that it is answered when
 * the agent's reply is out, and time counts only while the channel is open. What the desk does with
 * items before and after that stretch is in life_desk.c, life_pending.c and life_posts.c. */
#include "models/center/life_desk.h"
#include "models/center/medium_life.h"
#include "models/language/setting.h"
#include "models/scenario/working_time.h"

#define CONTENT(member) offsetof(cc_content, member)

static bool
is_asked(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_content *)object)->asks > 0;
}

static bool
spreads(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_content *)object)->virality > 0;
}

static const cc_setting content[] = {
    {.name = "handle",
     .kind = CC_SET_WORK,
     .unit = "s",
     .offset = CONTENT(work),
     .normal = "must be given",
     .doc = "How long it takes to read and answer one."},
    {.name = "asks",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 0.99,
     .offset = CONTENT(asks),
     .doc = "Share of the agent's replies that ask the customer something."},
    {.name = "customer",
     .kind = CC_SET_WORK,
     .unit = "s",
     .offset = CONTENT(customer),
     .matters = is_asked,
     .doc = "Until the customer answers; the item is at no agent."},
    {.name = "virality",
     .kind = CC_SET_NUMBER,
     .unit = "1/h",
     .min = 0,
     .max = 3.6e6,
     .offset = CONTENT(virality),
     .doc = "Further ones that others write for each hour that it waits for an agent."},
    {.name = "virality_most",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = 1000,
     .fallback = 10,
     .offset = CONTENT(most_further),
     .matters = spreads,
     .doc = "At most so many by one."},
    {.name = "virality_generations",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = CC_MAX_GENERATIONS,
     .fallback = 3,
     .offset = CONTENT(generations),
     .matters = spreads,
     .doc = "What further ones bring, and these, so many times."},
    {.name = NULL},
};

static double
elapsed(const cc_center *self, const cc_contact *c)
{
    return cc_desk_time(self, c, c->arrived) -
           (self->aside != NULL ? self->aside[c - self->contact].attempt.paused : 0);
}

/* The one stretch, or the last of several. */
static bool
is_last(const cc_contact *c)
{
    return c->turns_left <= 1;
}

/* What its stretch of work is. */
static void
prepare(cc_center *self, cc_contact *c)
{
    const uint32_t id = (uint32_t)(c - self->contact);
    c->turns_left = 1;
    if (self->aside != NULL && !cc_desk_reads(self, id)) {
        cc_pending_decide(self, id);
    }
}

static void
attended(cc_center *self, uint32_t id)
{
    prepare(self, &self->contact[id]);
    cc_life_work_on(self, id);
}

/* A reply is out, the first or one after a customer's answer. */
static void
reply(cc_center *self, cc_contact *c, bool is_last_one)
{
    const double time = elapsed(self, c);
    const cc_aside *aside = self->aside != NULL ? &self->aside[c - self->contact] : NULL;
    double *count = cc_count_cell(self, c);
    if (aside == NULL || aside->attempt.n_asked == 0) {
        count[CC_N_replied_first]++;
        count[CC_N_reply_first] += time;
        cc_count_late_reply(self, c, time);
    } else {
        count[CC_N_replied_next]++;
        count[CC_N_reply_next] += cc_desk_time(self, c, aside->attempt.customer_answered);
    }
    if (is_last_one) {
        count[CC_N_replied_full]++;
        count[CC_N_reply_full] += time;
    }
}

static bool
leaves(cc_center *self, uint32_t id)
{
    if (self->aside == NULL) {
        return false;
    }
    if (cc_desk_forwards(self, id)) {
        return true;
    }
    if (!self->aside[id].attempt.asks) {
        return false;
    }
    reply(self, &self->contact[id], false);
    cc_pending_ask(self, id);
    return true;
}

static void
replied_last(cc_center *self, uint32_t id)
{
    reply(self, &self->contact[id], true);
}

static const cc_medium_life life = {
    .enters = cc_desk_enters,
    .waits = cc_posts_wait,
    .welcomes = cc_desk_welcomes,
    .prepare = prepare,
    .attended = attended,
    .is_last = is_last,
    .leaves = leaves,
    .replied_last = replied_last,
    .elapsed = elapsed,
};

const cc_medium cc_medium_item = {
    .name = "item",
    .doc = "One stretch of deferred work; it survives closing time.",
    .deferred = true,
    .content = content,
    .needed = {"handle"},
    .life = &life,
};
