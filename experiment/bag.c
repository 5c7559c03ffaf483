#include "experiment/bag.h"

#include <math.h>
#include <stdlib.h>

/* Every second is dropped, and of those to come one of twice as many is kept. */
static void
thin(xp_bag *self)
{
    self->n /= 2;
    for (uint32_t j = 0; j < self->n; j++) {
        self->value[j] = self->value[2 * j];
    }
    self->stride *= 2;
}

int
xp_bag_add(xp_bag *self, double value, uint32_t most)
{
    self->stride += self->stride == 0;
    if (self->seen++ % self->stride != 0) {
        return SIM_OK;
    }
    if (self->n == most) {
        thin(self);
        if ((self->seen - 1) % self->stride != 0) {
            return SIM_OK;
        }
    }
    if (self->n == self->capacity) {
        const uint32_t capacity = self->capacity == 0 ? 16 : 2 * self->capacity;
        double *values = realloc(self->value, capacity * sizeof(*values));
        if (values == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->value = values;
        self->capacity = capacity;
    }
    self->value[self->n++] = value;
    return SIM_OK;
}

void
xp_bag_free(xp_bag *self)
{
    free(self->value);
    *self = (xp_bag){0};
}

static int
compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

double
xp_bag_quantile(xp_bag *self, double p)
{
    if (self->n == 0) {
        return NAN;
    }
    qsort(self->value, self->n, sizeof(*self->value), compare);
    const double at = p * (self->n - 1);
    const uint32_t below = (uint32_t)at, above = below + (below + 1 < self->n);
    return self->value[below] + (at - below) * (self->value[above] - self->value[below]);
}
