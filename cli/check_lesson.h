/* What ccsim check says of a scenario that is a lesson. */
#ifndef CLI_CHECK_LESSON_H
#define CLI_CHECK_LESSON_H

#include "models/scenario/scenario.h"
#include <stdio.h>

/* Is there such a score, and is the reference a script of it? -1 to carry on, also where there is no
 * lesson; else the status, said. */
int cli_check_lesson(const char *verb, const cc_scenario *scenario);
/* Nothing where there is no lesson. */
void cli_check_lesson_print(FILE *out, const cc_scenario *scenario);

#endif
