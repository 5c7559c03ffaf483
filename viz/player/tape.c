/* Sums over a tape. */
#include "viz/player/tape.h"
#include <math.h>

const viz_cell *
viz_tape_at(const viz_tape *self, size_t step, int queue)
{
    return &self->cell[step * (size_t)(1 + self->n_queues) + (size_t)(1 + queue)];
}

static size_t
step_of(const viz_tape *self, double steps)
{
    return !(steps > 0) ? 0 : steps < (double)self->n ? (size_t)steps : self->n;
}

viz_cell
viz_tape_sum(const viz_tape *self, int queue, double from, double to)
{
    viz_cell sum = {0};
    const size_t begin = step_of(self, floor(from / self->step));
    const size_t end = step_of(self, ceil(to / self->step));
    for (size_t j = begin; j < end; j++) {
        const viz_cell *cell = viz_tape_at(self, j, queue);
        const viz_cell before = sum;
        sum = *cell;
        sum.arrived += before.arrived;
        sum.answered += before.answered;
        sum.in_time += before.in_time;
        sum.aimed += before.aimed;
        sum.abandoned += before.abandoned;
        sum.abandoned_in_time += before.abandoned_in_time;
        sum.blocked += before.blocked;
        sum.contained += before.contained;
        sum.resolved += before.resolved;
        sum.lost += before.lost;
        sum.waited += before.waited;
    }
    return sum;
}

double
viz_cell_level(const viz_cell *cell)
{
    const double of = (double)cell->aimed - cell->abandoned_in_time;
    /* replies count as in time when they are out, but were taken in a step before */
    return of > 0 ? fmin(cell->in_time / of, 1) : NAN;
}
