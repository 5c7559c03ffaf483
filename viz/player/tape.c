/* Sums over a tape. */
#include "viz/player/tape.h"
#include <math.h>

double
viz_cell_level(const viz_cell *cell)
{
    const double of = (double)cell->answered + cell->abandoned - cell->abandoned_in_time;
    return of > 0 ? cell->in_time / of : NAN;
}
