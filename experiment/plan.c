#include "experiment/plan.h"

xp_plan
xp_plan_default(void)
{
    return (xp_plan){.n_scenarios = 0,
                     .paired = true,
                     .seed = 1,
                     .replications = 100,
                     .threads = 1,
                     .confidence = 0.95};
}
