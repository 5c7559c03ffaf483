/* A position in the long run: whoever has it stays for a life that follows from the hazard, then it is
 * empty for the delay. */
#include "models/scenario/offers.h"

#include "models/scenario/run.h"
#include "sim/elementary.h"
#include <math.h>

static double
leaves_after(const cc_attrition *self, double t)
{
    const double more = self->extra > 0 ? self->extra * sim_exp(-t * CC_DAY / self->time) : 0;
    return 1 - sim_exp(-self->per_year * (1 + more) / 365.25);
}

void
cc_positions_in_the_long_run(const cc_attrition *attrition, const cc_hiring *hiring, double *filled,
                             double *in_training)
{
    const double training = floor(hiring->training / CC_DAY + 0.5);
    const double alike = attrition->extra > 0 ? 20 * attrition->time / CC_DAY : 0;
    double left = 1, life = 0, trained = 0, t = 0;
    for (; t < fmax(alike, training) && left > 1e-12; t++) {
        life += left;
        trained += t < training ? left : 0;
        left *= 1 - leaves_after(attrition, t);
    }
    if (!(leaves_after(attrition, t) > 0)) { /* a hazard that is too small for a number */
        *filled = 1;
        *in_training = 0;
        return;
    }
    life += left / leaves_after(attrition, t);
    const double cycle =
        life + (hiring->refills ? sim_dist_mean(&hiring->delay) / CC_DAY : INFINITY);
    *filled = life / cycle;
    *in_training = trained / cycle;
}
