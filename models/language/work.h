/* Work whose mean may vary by interval: value = factor x dist. */
#ifndef CC_WORK_H
#define CC_WORK_H

#include "models/language/table.h"
#include "sim/dist.h"

typedef struct cc_work {
    sim_dist dist;
    cc_table factor; /* constant 1 unless the mean is given as a table */
} cc_work;

#endif
