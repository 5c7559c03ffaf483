/* What `check` says of groups that are outsourced, or take contacts by rules of overflow. */
#ifndef CLI_CHECK_SOURCING_H
#define CLI_CHECK_SOURCING_H

#include "models/scenario/scenario.h"
#include <stdio.h>

/* Lines below the group's own. */
void cli_check_sourcing(FILE *out, const cc_scenario *scenario, int group);

#endif
