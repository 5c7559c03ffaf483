/* What has been counted since the start of a replication, by queue, while it goes on: of all contacts, whether
 * or not the figures of the run count them. */
#ifndef CC_TALLY_H
#define CC_TALLY_H

#include "models/measure/record.h"
#include "models/scenario/scenario.h"

/* X(name, counter of the record): how many, */
#define CC_TALLY_NUMBERS(X)                                                                        \
    X(answered, answered)                                                                          \
    X(in_time, in_time_1)                                                                          \
    X(abandoned, abandoned)                                                                        \
    X(abandoned_in_time, left_in_time_1)                                                           \
    X(blocked, blocked)                                                                            \
    X(contained, contained)                                                                        \
    X(resolved, resolved)                                                                          \
    X(lost, lost)
/* and for how long. */
#define CC_TALLY(X)                                                                                \
    CC_TALLY_NUMBERS(X)                                                                            \
    X(waited, wait_answered)

typedef enum cc_tally {
#define CC_TALLY_ENUM(name, counter) CC_TALLY_##name,
    CC_TALLY(CC_TALLY_ENUM)
#undef CC_TALLY_ENUM
        CC_TALLY_aimed, /* answered or abandoned where there is a threshold */
    CC_N_TALLY
} cc_tally;

/* NULL: it is none. */
const char *cc_tally_name(int tally);

/* sum[1 + n_queues][CC_N_TALLY]: all, then queue by queue. */
void cc_tally_take(double (*sum)[CC_N_TALLY], const cc_scenario *scenario, const cc_record *record);
/* In time of those who were to be; NAN: nobody. */
double cc_tally_level(const double *sum);

#endif
