/* What ccsim check says of agents: their hours, and how far the work takes them. */
#ifndef CLI_CHECK_AGENTS_H
#define CLI_CHECK_AGENTS_H

#include <stdio.h>

typedef struct cc_scenario cc_scenario;
typedef struct cc_workload cc_workload;

void cli_check_agents(FILE *out, const cc_scenario *scenario, const cc_workload *workload);

#endif
