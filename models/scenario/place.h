/* What the site of a group makes of its agents. */
#ifndef CC_PLACE_H
#define CC_PLACE_H

#include "models/scenario/setup.h"

/* The group's; NULL: it has none. */
const cc_site *cc_site_of(const cc_center_setup *center, const cc_group *group);
/* Both effects together; 1 each of a group that is not at home. */
cc_home_effect cc_site_effect(const cc_center_setup *center, const cc_group *group);
/* ... of those who go on from another site, because their own has failed. */
cc_home_effect cc_site_effect_elsewhere(const cc_center_setup *center, const cc_group *group);
/* Share of those scheduled in that interval who are there, connected or not. */
double cc_site_presence(const cc_center_setup *center, const cc_group *group, size_t day, size_t k);
/* money an hour, of an agent */
double cc_site_wage(const cc_center_setup *center, const cc_group *group);
/* All that an agent of the group needs. */
uint64_t cc_site_providers(const cc_center_setup *center, const cc_group *group);

#endif
