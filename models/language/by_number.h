/* Probability by a count from 0; the last value stands for all higher counts. */
#ifndef CC_BY_NUMBER_H
#define CC_BY_NUMBER_H

#include <stddef.h>

typedef struct cc_by_number {
    const double *v;
    size_t n;
    double constant; /* where n is 0 */
} cc_by_number;

static inline double
cc_by_number_at(const cc_by_number *self, size_t j)
{
    return self->n == 0 ? self->constant : self->v[j < self->n ? j : self->n - 1];
}

#endif
