#include "models/scenario/connection.h"

#include "models/scenario/scenario.h"
#include "sim/hash.h"
#include <math.h>
#include <string.h>

uint64_t
cc_provider_key(const char *name)
{
    return sim_hash_bytes(sim_hash_bytes(sim_hash_start(), "provider ", 9), name, strlen(name));
}

uint64_t
cc_site_key(const char *name)
{
    return sim_hash_bytes(sim_hash_bytes(sim_hash_start(), "site ", 5), name, strlen(name));
}

bool
cc_group_may_move(const cc_scenario *scenario, const cc_group *group)
{
    const cc_site *site = cc_site_of(&scenario->center, group);
    return site != NULL && site->failover.to > 0 && site->failover.share > 0;
}

bool
cc_group_may_lose(const cc_scenario *scenario, const cc_group *group)
{
    const uint64_t providers = cc_site_providers(&scenario->center, group);
    const cc_site *site = cc_site_of(&scenario->center, group);
    bool may = cc_line_fails(&group->line) || (site != NULL && cc_line_fails(&site->fails));
    for (int p = 0; p < scenario->center.n_providers; p++) {
        may |= (providers >> p & 1) && cc_line_fails(&scenario->center.provider[p].fails);
    }
    return may;
}

bool
cc_agents_may_lose(const cc_scenario *scenario)
{
    bool may = false;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        may |= cc_group_may_lose(scenario, &scenario->center.group[g]);
    }
    return may;
}

bool
cc_agents_may_be_cut_off(const cc_scenario *scenario)
{
    bool may = cc_agents_may_lose(scenario);
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        may |= group->site > 0 || group->providers != 0;
    }
    return may;
}

/* The share of that time of a day, or of the days behind it, that it works: of cycles of both, in the mean,
 * and of outages by the clock. */
static double
works(const cc_outages *outages, double from, double to)
{
    double off = 0;
    for (int j = 0; j < outages->n; j++) {
        for (double day = 0; day < to; day += CC_DAY) {
            const double begin = fmax(from, day + outages->from[j]);
            off += fmax(0, fmin(to, day + outages->to[j]) - begin);
        }
    }
    const double up = sim_dist_mean(&outages->up), down = sim_dist_mean(&outages->down);
    return (1 - off / (to - from)) * (up > 0 ? up / (up + down) : 1);
}

double
cc_group_connected(const cc_scenario *scenario, const cc_group *group, double from, double to)
{
    const uint64_t providers = cc_site_providers(&scenario->center, group);
    const cc_site *site = cc_site_of(&scenario->center, group);
    double share =
        works(&group->line, from, to) * (site != NULL ? works(&site->fails, from, to) : 1);
    for (int p = 0; p < scenario->center.n_providers; p++) {
        share *= providers >> p & 1 ? works(&scenario->center.provider[p].fails, from, to) : 1;
    }
    return share;
}

double
cc_outages_next(const cc_outages *outages, double time)
{
    double next = INFINITY;
    for (long day = (long)(time / CC_DAY); next == INFINITY && outages->n > 0; day++) {
        for (int j = outages->n - 1; j >= 0; j--) {
            const double to = (double)day * CC_DAY + outages->to[j];
            const double from = (double)day * CC_DAY + outages->from[j];
            next = to > time ? to : next;
            next = from > time ? from : next;
        }
    }
    return next;
}

bool
cc_outages_are_on(const cc_outages *outages, double time)
{
    const double of_day = time - floor(time / CC_DAY) * CC_DAY;
    bool are = false;
    for (int j = 0; j < outages->n; j++) {
        are |= of_day >= outages->from[j] && of_day < outages->to[j];
    }
    return are;
}
