/* A planner's table: for each queue and interval of a day what was forecast, what that takes, who is there
 * and how the days go. A day is one of the calendar where the run has dates, else a weekday, over all of
 * those that are observed; and all days together. Of runs by interval. */
#ifndef XP_INTERVALS_H
#define XP_INTERVALS_H

#include "experiment/bag.h"
#include "experiment/cells.h"
#include "experiment/required.h"
#include "experiment/table.h"

#define XP_ALL_DAYS 7 /* in place of a weekday, Mon = 0 */

typedef struct xp_place xp_place;       /* a queue in an interval of a day */
typedef struct xp_presence xp_presence; /* ... a pool */
typedef struct xp_demand xp_demand;     /* what is forecast for a place */

typedef struct xp_intervals {
    const cc_scenario *const *scenario;
    const cc_layout *layout; /* by scenario */
    const xp_pools *pools;   /* by scenario */
    int n_scenarios;
    uint32_t most;                /* values that a place keeps */
    int n_days[XP_MAX_SCENARIOS]; /* that are told apart; behind them all together */
    xp_place *place[XP_MAX_SCENARIOS];
    xp_presence *presence[XP_MAX_SCENARIOS];
    xp_demand *demand[XP_MAX_SCENARIOS];
    double *
        simulated[XP_MAX_SCENARIOS]; /* by pool, day, interval: agents required; NULL: not sought */
} xp_intervals;

int xp_intervals_init(xp_intervals *self, const cc_scenario *const scenario[],
                      const cc_layout layout[], const xp_pools pools[],
                      int n_scenarios) SIM_MUST_CHECK;
void xp_intervals_free(xp_intervals *self);
int xp_intervals_add(xp_intervals *self, const xp_cells cells[]) SIM_MUST_CHECK;

/* One row. NAN: undefined, or not known. */
typedef struct xp_interval_row {
    int queue, pool;
    int day;           /* of those told apart; n_days: all together */
    size_t k;          /* interval */
    double begin, end; /* s of the day */
    bool has_date;
    long date;   /* days since 1970-01-01 */
    int weekday; /* Mon = 0; XP_ALL_DAYS */
    uint64_t n;  /* days, over all replications, behind it */
    double forecast, aht;
    double required;
    double simulated; /* required, of the pool: xp_required_simulate; NAN */
    const char *why;  /* it is not known; NULL */
    double scheduled, on_duty, ready, net, net_scheduled; /* of the pool */
    double offered, offered_p10, offered_p90;
    double level, level_p10, level_p90, meets; /* meets: share of days with contacts */
    double target;
    double abandonment, asa, handle_time, occupancy;
} xp_interval_row;

/* Of one of n_days + 1 days. False: that day has no such interval, or none that is observed. */
bool xp_intervals_row(const xp_intervals *self, int scenario, int queue, int day, size_t k,
                      xp_interval_row *row);

/* How many agents a pool is found to require; without memory it stays not known. */
void xp_intervals_set_simulated(xp_intervals *self, int scenario, int pool, int day, size_t k,
                                double agents);

/* Which day of a scenario's told apart; of the first that is that weekday or behind `from`; -1: none. */
int xp_intervals_next(const xp_intervals *self, int scenario, int weekday, int from);

#endif
