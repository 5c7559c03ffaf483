/* What is left costs the mean of a replication. Into that mean goes what is in hand and has not come, half done
 * on average: what costs much is longer in hand, and without it the mean of what came would be too low (renewal
 * theory's inspection paradox). */
#include "experiment/sweep/eta.h"

#include <math.h>

void
xp_eta_add(xp_eta *self, uint64_t n, double seconds)
{
    self->n_chunks++;
    self->n += (double)n;
    self->worked += seconds;
    self->squares += seconds * seconds;
}

double
xp_eta_seconds(const xp_eta *self, int workers, double left, double at)
{
    if (!(left > 0)) {
        return 0;
    }
    if (!(self->n > 0) || !(at > 0) || !(self->worked > 0)) {
        return NAN;
    }
    /* of a worker at any moment: what is long is met more often than what is short */
    const double long_chunk = self->squares / self->worked;
    const double in_hand = fmin(fmax(workers * at - self->worked, 0), workers * long_chunk);
    const double n_in_hand = in_hand / long_chunk * self->n / self->n_chunks;
    const double mean_cost = (self->worked + in_hand) / (self->n + n_in_hand);
    const double work = fmax(left * mean_cost - in_hand, 0);
    return work * at / (self->worked + in_hand);
}

/* ---- the order ---- */

static size_t
common_divisor(size_t a, size_t b)
{
    while (b != 0) {
        const size_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Steps of the golden section of n: of all steps they fill a circle most evenly. */
size_t
xp_eta_order(size_t j, size_t n)
{
    size_t step = (size_t)((double)n * 0.6180339887498949 + 0.5);
    while (step > 1 && common_divisor(step, n) != 1) {
        step--;
    }
    return n < 3 ? j : (size_t)((uint64_t)j * step % n);
}
