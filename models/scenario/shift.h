/* A pattern of shifts: so many people of a group, on which days, from when to when, with which breaks.
 * Times of day are as the clock says them. */
#ifndef CC_SHIFT_H
#define CC_SHIFT_H

#include <stdbool.h>

#define CC_MAX_SHIFTS 1000 /* patterns of a group */
#define CC_MAX_BREAKS 16   /* of a shift */

typedef enum cc_activity {
    CC_WORK,
    CC_BREAK,
    CC_LUNCH,
    CC_MEETING,
    CC_TRAINING,
    CC_OFF,
    CC_N_ACTIVITIES
} cc_activity;

extern const char *const cc_activities[]; /* "work" ..., ended by NULL */
bool cc_activity_is_paid(int activity);   /* where nothing else is said */

typedef struct cc_shift_break {
    double length;   /* s */
    double from, to; /* s from the shift's beginning: it lies in between */
    int activity;    /* cc_activity */
    bool paid;
} cc_shift_break;

typedef struct cc_shift {
    int people;
    int there;         /* people after headcount and scale */
    double start, end; /* s of the clock's day; an end that is not later is of the day after */
    bool days[7];      /* Mon = 0: on which it begins */
    cc_shift_break pause[CC_MAX_BREAKS];
    int n_pauses;
} cc_shift;

double cc_shift_length(const cc_shift *self); /* s */
/* When the nth of its `there` people has that break: s from the shift's beginning. They are spread evenly
 * over the time in which it may begin. */
double cc_shift_pause(const cc_shift *self, int pause, int nth);

#endif
