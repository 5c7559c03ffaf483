/* How many agents an interval takes by itself, in the long run: Erlang A at the queue's own target. */
#ifndef XP_REQUIRED_H
#define XP_REQUIRED_H

#include "models/scenario/forecast.h"

typedef struct xp_required {
    double agents;   /* whole; NAN: the formula does not apply */
    const char *why; /* it does not; else NULL */
} xp_required;

/* NULL: Erlang A can say what that queue needs; else why it cannot, a phrase without end. */
const char *xp_required_lacks(const cc_scenario *scenario, int queue);

/* For that many contacts in so many s, who need and leave as the line says; only the agents of that queue,
 * who take nothing else. */
xp_required xp_required_erlang_a(const cc_scenario *scenario, int queue,
                                 const cc_forecast_line *line, double period);

#endif
