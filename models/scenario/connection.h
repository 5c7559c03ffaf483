/* What connects agents with the center: a line of their own, and providers that many share. Either may
 * fail, and whoever has lost one takes nothing new until all are back. */
#ifndef CC_CONNECTION_H
#define CC_CONNECTION_H

#include "models/scenario/setup.h"
#include <stdint.h>

typedef struct cc_scenario cc_scenario;

/* Names the random numbers of a provider, of a site: the same in every center that has it. */
uint64_t cc_provider_key(const char *name);
uint64_t cc_site_key(const char *name);

/* Does an agent's own line ever fail? */
static inline bool
cc_line_fails(const cc_outages *line)
{
    return line->n > 0 || !sim_dist_is_zero(&line->up);
}

/* Do agents of the group ever lose a connection? */
bool cc_group_may_lose(const cc_scenario *scenario, const cc_group *group);
/* May they go on from another site, when their own fails or somebody cuts it? */
bool cc_group_may_move(const cc_scenario *scenario, const cc_group *group);
/* Do any lose one? */
bool cc_agents_may_lose(const cc_scenario *scenario);
/* Do they, or might they if somebody cut what several share? */
bool cc_agents_may_be_cut_off(const cc_scenario *scenario);
/* The share of the time that an agent of the group is connected, in the mean, between two times of a day, s. */
double cc_group_connected(const cc_scenario *scenario, const cc_group *group, double from,
                          double to);

/* Of outages of the day: the first that begins or ends behind that time; is one under way then? Both s of
 * the run. */
double cc_outages_next(const cc_outages *outages, double time);
bool cc_outages_are_on(const cc_outages *outages, double time);

#endif
