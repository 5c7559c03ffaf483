/* A bounded sample of numbers that come one by one, for their quantiles: all of them as long as there is
 * room, then every second, every fourth, ... What is kept is a function of their order alone. */
#ifndef XP_BAG_H
#define XP_BAG_H

#include "sim/error.h"
#include <stddef.h>
#include <stdint.h>

typedef struct xp_bag {
    double *value;
    uint32_t n, capacity;
    uint32_t stride; /* one of so many is kept; 0: as 1 */
    uint64_t seen;
} xp_bag;

/* Keeps at most `most` (an even number). SIM_ERR_NOMEM. */
int xp_bag_add(xp_bag *self, double value, uint32_t most) SIM_MUST_CHECK;
void xp_bag_free(xp_bag *self); /* safe on a zeroed one */

/* The p-quantile, 0 <= p <= 1, between two of them in proportion; NAN: there are none. Sorts what is
 * kept: ask when nothing is added any more. */
double xp_bag_quantile(xp_bag *self, double p);

#endif
