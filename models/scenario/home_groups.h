/* Groups some of whose agents are at home: these are a group of their own then. */
#ifndef CC_HOME_GROUPS_H
#define CC_HOME_GROUPS_H

#include "models/language/read.h"
#include "models/scenario/setup.h"

/* Is anybody of it at home on any day, by what is written? */
static inline bool
cc_home_splits(const cc_group *group)
{
    return group->home_of == 0 && group->home.site > 0 &&
           (group->is_named || group->home.share > 0);
}

/* Makes the groups at home, behind all others, with the tables of both; `groups` is where they are written. */
void cc_home_groups_make(cc_reader *reader, cc_value *groups);

/* On which weekdays (Mon = 0) the nth of n people of that group, who would all be there, is at home. */
void cc_home_days(const cc_group *group, const cc_person *person, int nth, bool days[7]);

#endif
