/* What is left is the work of points that are known, at their cost, and of the others at the mean cost of a
 * replication. Into that mean goes what is in hand and has not come, half done on average: what costs much is
 * longer in hand, and without it the mean of what came would be too low (renewal theory's inspection paradox). */
#include "experiment/sweep/eta.h"

#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>

int
xp_eta_init(xp_eta *self, size_t n_points)
{
    *self = (xp_eta){.cost = sim_memory_zeros(n_points, sizeof(*self->cost)),
                     .n = sim_memory_zeros(n_points, sizeof(*self->n)),
                     .left = sim_memory_zeros(n_points, sizeof(*self->left)),
                     .n_points = n_points};
    if (self->cost == NULL || self->n == NULL || self->left == NULL) {
        xp_eta_free(self);
        return SIM_ERR_NOMEM;
    }
    return SIM_OK;
}

void
xp_eta_free(xp_eta *self)
{
    free(self->cost);
    free(self->n);
    free(self->left);
    *self = (xp_eta){0};
}

/* Takes a point out of the sums, and puts it back as it is then. */
static void
count(xp_eta *self, size_t point, int sign)
{
    const double cost = (double)self->cost[point];
    if (sign < 0) {
        self->all_left -= self->left[point];
    } else {
        self->all_left += self->left[point];
    }
    if (self->n[point] == 0) {
        return;
    }
    self->work_known += sign * cost * (double)self->left[point];
    if (sign < 0) {
        self->left_known -= self->left[point];
    } else {
        self->left_known += self->left[point];
    }
}

void
xp_eta_left_of(xp_eta *self, size_t point, uint64_t left)
{
    count(self, point, -1);
    self->left[point] = left < UINT32_MAX ? (uint32_t)left : UINT32_MAX;
    count(self, point, 1);
}

void
xp_eta_add(xp_eta *self, size_t point, uint64_t n, double seconds)
{
    self->worked += seconds;
    self->squares += seconds * seconds;
    self->n_chunks++;
    self->n_done += (double)n;
    if (n == 0) { /* only loaded */
        return;
    }
    count(self, point, -1);
    const double before = (double)self->cost[point] * (double)self->n[point];
    const uint64_t all = self->n[point] + n;
    self->cost[point] = (float)((before + seconds) / (double)all);
    self->n[point] = all < UINT32_MAX ? (uint32_t)all : UINT32_MAX;
    self->left[point] -= n < self->left[point] ? (uint32_t)n : self->left[point];
    count(self, point, 1);
}

double
xp_eta_seconds(const xp_eta *self, int workers, double at)
{
    if (self->all_left == 0) {
        return 0;
    }
    if (self->n_done == 0 || !(at > 0) || !(self->worked > 0)) {
        return NAN;
    }
    /* of a worker at an unknown moment: what is long is met more often than what is short */
    const double long_chunk = self->squares / self->worked;
    const double in_hand = fmin(fmax(workers * at - self->worked, 0), workers * long_chunk);
    const double n_in_hand = in_hand / long_chunk * self->n_done / self->n_chunks;
    const double mean_cost = (self->worked + in_hand) / (self->n_done + n_in_hand);
    const double unknown = (double)(self->all_left - self->left_known) * mean_cost;
    const double work = fmax(self->work_known, 0) + unknown - in_hand;
    return fmax(work, 0) * at / (self->worked + in_hand);
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
