/* What a check says of a group whose agents are known one by one. */
#ifndef CLI_CHECK_ROSTER_H
#define CLI_CHECK_ROSTER_H

#include <stdio.h>

typedef struct cc_scenario cc_scenario;

/* How many people, and when the house is open and nobody of them is on duty. */
void cli_check_roster(FILE *out, const cc_scenario *scenario, int group);

#endif
