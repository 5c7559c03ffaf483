/* Multiplies a figure as it is written: a number, a duration, each of a list, and of a distribution what is in
 * the unit of the thing itself, so that its shape stays. */
#ifndef CC_SCALE_H
#define CC_SCALE_H

#include "models/language/value.h"
#include <stdbool.h>

typedef enum cc_scaling {
    CC_SCALE_PLAIN,
    CC_SCALE_SHARES, /* no number beyond 1 that was none; of shares that sum to 1 the others give way */
    CC_SCALE_WHOLE, /* whole numbers stay whole, and at least 1 */
    CC_SCALINGS
} cc_scaling;

/* false: there is no number in it, or no memory. */
bool cc_value_scale(cc_value *self, double factor, cc_scaling how, cc_arena *arena);

#endif
