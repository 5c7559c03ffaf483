/* What a knowledge base, or software that helps agents, does for those of a group on a day. */
#ifndef CC_KNOWLEDGE_H
#define CC_KNOWLEDGE_H

#include "models/center/fixed.h"

/* A factor, of all of its effect, as it is now. */
static inline double
cc_knowledge_now(const cc_center *self, const cc_group *group, double factor)
{
    const int ramp = self->scenario->center.knowledge.ramp, day = self->now.when.day;
    const double part = day < ramp ? (double)day / ramp : 1;
    return 1 + (factor - 1) * part * group->knowledge;
}

/* Of the agent's work. */
static inline double
cc_knowledge_work(const cc_center *self, const cc_group *group, int issue)
{
    return cc_knowledge_now(self, group, self->scenario->center.knowledge.work[issue]);
}

/* Of the probability of resolution, which stays one. */
static inline double
cc_knowledge_resolution(const cc_center *self, const cc_group *group, int issue, double p,
                        double at_site)
{
    const double x =
        p * cc_knowledge_now(self, group, self->scenario->center.knowledge.resolution[issue]) *
        at_site;
    return x > 1 ? 1 : x;
}

#endif
