/* Who is scheduled when. */
#ifndef CC_SCENARIO_ROSTER_H
#define CC_SCENARIO_ROSTER_H

#include "models/scenario/person.h"
#include <stddef.h>

typedef struct cc_center_setup cc_center_setup;
typedef struct cc_group cc_group;
typedef struct cc_scenario cc_scenario;

/* How many persons a group has; 0: it has numbers by interval. */
int cc_roster_people(const cc_scenario *scenario, int group);

/* The group as it is written that this one is, or was made from. */
int cc_roster_written(const cc_scenario *scenario, int group);
/* All persons of a group that is written, in whatever groups they are. */
int cc_roster_family(const cc_scenario *scenario, int group);
/* The probability that one is absent on a day. */
double cc_roster_share_absent(const cc_center_setup *center, const cc_group *group);

/* What a person is scheduled for, by time, without overlaps; work is among it. Returns how many. A shift
 * over midnight is of the day on which it begins: so on day 0 that of day -1 may matter. Days from -1
 * to run.days - 1; nothing on days on which the house is closed, or the person is in
 * another group. As the site makes it; absence is not taken off. */
int cc_roster_spans(const cc_scenario *scenario, int person, long day, cc_span span[CC_MAX_SPANS]);

/* What a staff table says of an interval, with all factors. */
double cc_staff_at(const cc_scenario *scenario, const cc_group *group, size_t day, size_t k);

/* Means over an interval of run.interval. */
typedef struct cc_roster_number {
    double paid;    /* agents who are paid, whatever they do */
    double at_work; /* ... and are there to take contacts, less shrinkage and the absent */
} cc_roster_number;

/* What is said of a group in numbers by interval, by persons or by a table. */
cc_roster_number cc_roster_numbers(const cc_scenario *scenario, int group, long day, size_t k);
/* Of all intervals of a day. */
void cc_roster_day(const cc_scenario *scenario, int group, long day, cc_roster_number *number);

#endif
