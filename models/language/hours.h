/* Opening hours of a week: one stretch or more on each weekday. */
#ifndef CC_HOURS_H
#define CC_HOURS_H

#include <stdbool.h>

#define CC_MAX_OPENINGS 4 /* of a day */

typedef struct cc_opening {
    double open, close; /* s of the day */
} cc_opening;

typedef struct cc_openings {
    int n;                                  /* 0: closed */
    cc_opening at[2 * CC_MAX_OPENINGS - 1]; /* as many as two days have in common */
} cc_openings;

typedef struct cc_hours {
    cc_openings of[7]; /* in order; Mon = 0 */
    bool is_same; /* days on which the house is open have one opening, the same one, which is */
    cc_opening every;
    const double *before; /* else: open s before each day of the run, and after the last */
} cc_hours;

/* As written, for all days and for some. */
typedef struct cc_hours_written {
    cc_openings all, by[7]; /* n 0: nothing is written */
    bool shut[7];           /* of a channel: closed on that weekday, in place of `by` */
} cc_hours_written;

#endif
