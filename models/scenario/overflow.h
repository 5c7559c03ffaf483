/* Rules by which a group answers contacts of a queue only under a condition: after they have waited so
 * long, and if things stand so then. */
#ifndef CC_OVERFLOW_H
#define CC_OVERFLOW_H

#define CC_MAX_OVERFLOWS 8 /* rules of a queue */

typedef struct cc_condition cc_condition; /* models/scenario/condition.h */

typedef struct cc_overflow {
    int group;          /* and those made from it */
    double after;       /* s of waiting */
    cc_condition *when; /* NULL: always */
    double every;       /* s, after which that is asked again; 0: never */
    int door;           /* the first rule of the queue that names the same group */
} cc_overflow;

#endif
