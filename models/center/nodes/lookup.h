/* What a scenario says of a self-service look-up. */
#ifndef CC_LOOKUP_H
#define CC_LOOKUP_H

#include "models/center/contained.h"

typedef cc_contained cc_lookup;

#endif
