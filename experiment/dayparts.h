/* Service levels by interval of the day, over all observed days or those of one weekday: sums over slices that
 * no measure has. Of runs by_interval. */
#ifndef XP_DAYPARTS_H
#define XP_DAYPARTS_H

#include "experiment/estimate.h"
#include "experiment/intervals.h"

typedef struct xp_daypart xp_daypart;

typedef struct xp_dayparts {
    const cc_scenario *const *scenario;
    const cc_layout *layout; /* by scenario */
    int n_scenarios;
    size_t *local[XP_MAX_SCENARIOS];    /* by channel and slice: the measure, XP_LACKS: none */
    xp_daypart *part[XP_MAX_SCENARIOS]; /* by channel, interval and weekday, or all */
    double *number[XP_MAX_SCENARIOS];   /* of their moments */
    uint64_t unit, n; /* replications that are one observation: 1, each is; added so far */
} xp_dayparts;

int xp_dayparts_init(xp_dayparts *self, const cc_scenario *const scenario[],
                     const cc_layout layout[], int n_scenarios,
                     const xp_table *table) SIM_MUST_CHECK;
void xp_dayparts_free(xp_dayparts *self);
void xp_dayparts_add(xp_dayparts *self, const xp_row *row);

/* service_level of the contacts of that channel that arrive in that interval, by replications; of
 * runs not by_interval and where there are none, undefined. */
sim_interval xp_dayparts_level(const xp_dayparts *self, int scenario, int channel, size_t interval,
                               int weekday, double confidence);
/* The share of days on which it meets the channel's target, of those with such contacts; NAN: none. */
double xp_dayparts_met(const xp_dayparts *self, int scenario, int channel, size_t interval,
                       int weekday);

#endif
