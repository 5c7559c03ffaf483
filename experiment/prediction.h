/* What one day may be like, by channel: how its service level and its waits are spread over the days, which
 * the interval of a mean does not say. */
#ifndef XP_PREDICTION_H
#define XP_PREDICTION_H

#include "experiment/bag.h"
#include "experiment/cells.h"
#include "experiment/table.h"

typedef struct xp_days xp_days; /* of a channel */

typedef struct xp_prediction {
    const cc_scenario *const *scenario;
    int n_scenarios;
    int n_channels[XP_MAX_SCENARIOS], n_days[XP_MAX_SCENARIOS]; /* of their layouts */
    xp_days *channel[XP_MAX_SCENARIOS];
} xp_prediction;

int xp_prediction_init(xp_prediction *self, const cc_scenario *const scenario[],
                       const cc_layout layout[], int n_scenarios) SIM_MUST_CHECK;
void xp_prediction_free(xp_prediction *self);
int xp_prediction_add(xp_prediction *self, const xp_cells cells[]) SIM_MUST_CHECK;

/* Of single days with contacts that the level holds for; NAN: undefined, or not known. */
typedef struct xp_day {
    uint64_t n;                         /* days, of all replications */
    double level, level_p10, level_p90; /* level: mean of the days' own */
    double level_sd;                    /* standard deviation of one day */
    double asa_p10, asa_p90;            /* s; of runs by interval, or of one day each */
    double meets;                       /* share of days on which the target is met */
} xp_day;

xp_day xp_prediction_of(const xp_prediction *self, int scenario, int channel);

#endif
