/* What the customers of a replication bring, whatever the center makes of it: how many come, how much
 * work they ask for, how bunched it comes. The names of their random numbers say it without playing the
 * replication, and what it is on average is known exactly: control variates. See docs/variance.md. */
#ifndef CC_BROUGHT_H
#define CC_BROUGHT_H

#include "models/center/center.h"

#define CC_BROUGHT 8 /* numbers at most */

typedef struct cc_brought cc_brought;

/* Of that center's demand, in observe; its state is lost. NULL: no memory. */
cc_brought *cc_brought_new(cc_center *center);
void cc_brought_delete(cc_brought *self); /* may be NULL */

/* How many numbers there are, the most telling first; 0: nothing of this demand has a known mean. */
int cc_brought_n(const cc_brought *self);
const char *cc_brought_name(const cc_brought *self, int j);
/* Of one replication, each less its expectation. The center is as good as new after it: it takes the
 * stratum that is set, and is to be started again. */
int cc_brought_read(cc_brought *self, cc_center *center, uint64_t seed, uint64_t replication,
                    double number[CC_BROUGHT]) SIM_MUST_CHECK;

#endif
