/* Between what the next of a row of independent numbers will be: a prediction interval, which does not become
 * narrow with their number as that of their mean does. */
#ifndef SIM_NEXT_VALUE_H
#define SIM_NEXT_VALUE_H

#include "sim/interval.h"
#include <stddef.h>

/* So many numbers, or more, say it by their order alone. */
size_t sim_next_value_enough(double level);

/* Of numbers in rising order; mean is theirs. Fewer than enough: as of normal ones, and marked as few. */
sim_interval sim_next_value(const double sorted[], size_t n, double level);

#endif
