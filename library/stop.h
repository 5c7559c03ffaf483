/* A wish that a run ends, which any thread may have. */
#ifndef LIB_STOP_H
#define LIB_STOP_H

#include "library/include/ccsim.h"
#include <stdatomic.h>

struct ccsim_stop {
    atomic_bool finish, now;
};

#endif
