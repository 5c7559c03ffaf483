/* What ccsim check says of the clocks by which customers come back. */
#ifndef CLI_CHECK_CLOCKS_H
#define CLI_CHECK_CLOCKS_H

#include <stdio.h>

typedef struct cc_scenario cc_scenario;

void cli_check_clocks(FILE *out, const cc_scenario *scenario);

#endif
