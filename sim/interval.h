/* Confidence intervals for results of independent replications. */
#ifndef SIM_INTERVAL_H
#define SIM_INTERVAL_H

#include "sim/moments.h"
#include <stdbool.h>

typedef struct sim_interval {
    double mean;         /* NAN: undefined (0/0) */
    double half_width;   /* half of upper - lower; NAN: not to be had (n < 2) */
    double lower, upper; /* need not be as far from the mean; NAN with half_width */
    uint64_t n;
    bool few; /* of too few replications: it may hold the truth less often than it says */
} sim_interval;

/* mean -+ half_width, either NAN. */
sim_interval sim_interval_around(double mean, double half_width, uint64_t n);
/* ... and with ends of their own. */
sim_interval sim_interval_between(double mean, double lower, double upper, uint64_t n);
/* Ends, where there are any, no further than least and most: what is between them by its nature. */
sim_interval sim_interval_within(const sim_interval *self, double least, double most);
/* Says nothing about its error: no interval, or one of no width. Then no rule is met by it. */
bool sim_interval_is_degenerate(const sim_interval *self);
/* Is there an interval, and does it hold the value? */
bool sim_interval_holds(const sim_interval *self, double value);

/* Student t quantile for a two-sided level, e.g. 0.95. */
double sim_student(double confidence, uint64_t degrees);
/* ... of a fraction of a degree of freedom too. */
double sim_student_between(double confidence, double degrees);

/* A level, and the quantiles that go with it for n replications. */
typedef struct sim_confidence {
    double level;   /* two-sided, e.g. 0.95 */
    double student; /* n - 1 degrees of freedom; NAN if n < 2 */
    double normal;
    uint64_t n;
} sim_confidence;

sim_confidence sim_confidence_of(double level, uint64_t n);

/* Of a function of means: Student's t, corrected for skewness. */
sim_interval sim_interval_smooth(double value, const sim_error_moments *error,
                                 const sim_confidence *confidence);
/* An estimate minus what it might be, in standard errors that are corrected likewise: the interval
 * is of all values for which this is within -t and t. */
double sim_corrected_student(double difference, const sim_error_moments *error);

/* Of a share `events` / `trials`; `variance` is that of the share over replications, which tells how
 * many independent trials these are worth. Of days, any number of them, by Wilson's formula; */
sim_interval sim_interval_days(double events, double trials, double variance,
                               const sim_confidence *confidence);
/* of contacts, few of which are events or few are not, exact for independent ones; */
sim_interval sim_interval_share(double events, double trials, double variance,
                                const sim_confidence *confidence);
/* and of `events` / `exposure`, few events that happen in time. */
sim_interval sim_interval_count(double events, double exposure, double variance,
                                const sim_confidence *confidence);

/* Of a - b, whose errors have that correlation. */
sim_interval sim_interval_difference(const sim_interval *a, const sim_interval *b,
                                     double correlation);

#endif
