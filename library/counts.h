/* What has been counted since the start of a replication, by queue, while it goes on: of all contacts, whether
 * or not the figures of the run count them. */
#ifndef LIB_COUNTS_H
#define LIB_COUNTS_H

#include "models/measure/record.h"
#include "models/scenario/scenario.h"

/* X(name, counter of the record) */
#define LIB_COUNTS(X)                                                                              \
    X(answered, answered)                                                                          \
    X(in_time, in_time_1)                                                                          \
    X(abandoned, abandoned)                                                                        \
    X(abandoned_in_time, left_in_time_1)                                                           \
    X(blocked, blocked)                                                                            \
    X(contained, contained)                                                                        \
    X(resolved, resolved)                                                                          \
    X(lost, lost)                                                                                  \
    X(waited, wait_answered)

typedef enum lib_count {
#define LIB_COUNT_ENUM(name, counter) LIB_COUNT_##name,
    LIB_COUNTS(LIB_COUNT_ENUM)
#undef LIB_COUNT_ENUM
        LIB_COUNT_aimed, /* answered or abandoned where there is a threshold */
    LIB_N_COUNTS
} lib_count;

/* NULL: it is no count. */
const char *lib_count_name(int count);

/* sum[1 + n_queues][LIB_N_COUNTS]: all, then queue by queue. */
void lib_counts_take(double (*sum)[LIB_N_COUNTS], const cc_scenario *scenario,
                     const cc_record *record);
/* In time of those who were to be; NAN: nobody. */
double lib_counts_level(const double *count);

#endif
