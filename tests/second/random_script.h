/* Changes put together by chance for a scenario: what is drawn depends on the scenario and k alone, and on
 * no other draw. */
#ifndef RANDOM_SCRIPT_H
#define RANDOM_SCRIPT_H

#include "models/center/script.h"

/* Of controls that the second simulator knows; may be empty. To be freed. */
void random_script_make(cc_script *self, const cc_scenario *scenario, uint64_t k);
/* Does it know that one? */
bool random_script_has(cc_control what);
/* ... and is it of anybody that the scenario has? */
bool random_script_may_have(const cc_scenario *scenario, cc_control what);

#endif
