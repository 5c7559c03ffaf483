/* What ccsim check says of transfers: when nobody is there who would take them. */
#ifndef CLI_CHECK_TRANSFERS_H
#define CLI_CHECK_TRANSFERS_H

#include <stdio.h>

typedef struct cc_scenario cc_scenario;

void cli_check_transfers(FILE *out, const cc_scenario *scenario);

#endif
