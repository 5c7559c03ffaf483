/* A number that may vary by interval of the day: a constant, one value for each interval of a
 * day, or one for each interval of each day of the run. */
#ifndef CC_TABLE_H
#define CC_TABLE_H

#include <stddef.h>

typedef struct cc_table {
    double constant; /* used where n is 0 */
    const double *v; /* v[k], or v[day * per_day + k] */
    size_t n;
    size_t per_day; /* intervals a day */
} cc_table;

/* Value in interval k (from the opening) of that day (from 0). The last day and the last
 * interval stand for all that come after. */
static inline double
cc_table_at(const cc_table *self, size_t day, size_t k)
{
    if (self->n == 0) {
        return self->constant;
    }
    k = k < self->per_day ? k : self->per_day - 1;
    if (self->n > self->per_day) {
        const size_t n_days = self->n / self->per_day;
        k += (day < n_days ? day : n_days - 1) * self->per_day;
    }
    return self->v[k];
}

#endif
