#include "models/scenario/place.h"

#include <math.h>

const cc_site *
cc_site_of(const cc_center_setup *center, const cc_group *group)
{
    return group->site > 0 ? &center->site[group->site - 1] : NULL;
}

cc_home_effect
cc_site_effect(const cc_center_setup *center, const cc_group *group)
{
    const cc_site *site = cc_site_of(center, group);
    cc_home_effect effect = {1, 1, 1, 1, 1};
    if (site != NULL && site->remote) {
        const cc_home_effect *chosen = &center->home.selection;
        effect = center->home.treatment;
        if (site->by_choice) {
            effect.pace *= chosen->pace;
            effect.minutes_worked *= chosen->minutes_worked;
            effect.resolution *= chosen->resolution;
            effect.absence *= chosen->absence;
            effect.attrition *= chosen->attrition;
        }
    }
    return effect;
}

/* Who is sent home has not chosen it; who has chosen it stays that. */
cc_home_effect
cc_site_effect_elsewhere(const cc_center_setup *center, const cc_group *group)
{
    const cc_site *site = cc_site_of(center, group);
    const cc_site *to = &center->site[site->failover.to - 1];
    cc_home_effect effect = {1, 1, 1, 1, 1};
    if (to->remote) {
        effect = center->home.treatment;
    }
    if (site->remote && site->by_choice) {
        effect.pace *= center->home.selection.pace;
        effect.resolution *= center->home.selection.resolution;
    }
    return effect;
}

double
cc_site_presence(const cc_center_setup *center, const cc_group *group, size_t day, size_t k)
{
    return fmin((1 - cc_table_at(&group->shrinkage, day, k)) *
                    cc_site_effect(center, group).minutes_worked,
                1);
}

double
cc_site_wage(const cc_center_setup *center, const cc_group *group)
{
    const cc_site *site = cc_site_of(center, group);
    return group->wage_per_hour * (site != NULL ? site->wage_factor : 1);
}

uint64_t
cc_site_providers(const cc_center_setup *center, const cc_group *group)
{
    const cc_site *site = cc_site_of(center, group);
    return group->providers | (site != NULL ? site->providers : 0);
}
