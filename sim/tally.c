/* Welford 1962, "Note on a method for calculating corrected sums of squares and products";
 * merging by Chan, Golub & LeVeque 1979, "Updating formulae and a pairwise algorithm". */
#include "sim/tally.h"
#include <math.h>

void
sim_tally_reset(sim_tally *self)
{
    *self = (sim_tally){.min = INFINITY, .max = -INFINITY};
}

void
sim_tally_add(sim_tally *self, double x)
{
    self->n++;
    const double deviation = x - self->mean;
    self->mean += deviation / (double)self->n;
    self->m2 += deviation * (x - self->mean);
    self->min = x < self->min ? x : self->min;
    self->max = x > self->max ? x : self->max;
}

void
sim_tally_merge(sim_tally *self, const sim_tally *other)
{
    if (other->n == 0) {
        return;
    }
    const double n = (double)self->n, m = (double)other->n, distance = other->mean - self->mean;
    self->n += other->n;
    self->mean += distance * (m / (n + m));
    self->m2 += other->m2 + distance * distance * (n * m / (n + m));
    self->min = other->min < self->min ? other->min : self->min;
    self->max = other->max > self->max ? other->max : self->max;
}

double
sim_tally_variance(const sim_tally *self)
{
    return self->n < 2 ? NAN : self->m2 / (double)(self->n - 1);
}
