/* Arrivals that bring others. */
#ifndef CC_EXCITE_H
#define CC_EXCITE_H

#include "models/center/state.h"

/* That issue has begun now: what it brings will come. */
void cc_excite(cc_center *self, uint64_t owner, int issue);
/* One of these is due. */
void cc_excited_comes(cc_center *self, uint32_t id);

#endif
