/* A number that may vary by interval of the day: a constant, one value for each interval of a
 * day, or one for each interval of several days, which each day of the run has one of. */
#ifndef CC_TABLE_H
#define CC_TABLE_H

#include <stddef.h>
#include <stdint.h>

typedef struct cc_table {
    double constant; /* used where n is 0 */
    const double *v; /* v[k], or v[row * per_day + k] */
    size_t n;
    size_t per_day;      /* intervals a day */
    const uint32_t *row; /* of each of n_days days, where there are several rows */
    size_t n_days;
} cc_table;

/* Value in interval k (from the opening) of that day (from 0). The last interval stands for all that
 * come after, and the last day for the moment of its end. */
static inline double
cc_table_at(const cc_table *self, size_t day, size_t k)
{
    if (self->n == 0) {
        return self->constant;
    }
    k = k < self->per_day ? k : self->per_day - 1;
    if (self->n > self->per_day) {
        k += self->row[day < self->n_days ? day : self->n_days - 1] * self->per_day;
    }
    return self->v[k];
}

#endif
