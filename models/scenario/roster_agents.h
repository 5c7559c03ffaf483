/* The agents of center.roster: who they are, and the groups that their skills make. */
#ifndef CC_ROSTER_AGENTS_H
#define CC_ROSTER_AGENTS_H

#include "models/language/read.h"
#include "models/language/words.h"

/* The usual names of the column that names an agent. */
extern const char *const cc_roster_agent_names[];

/* Reads the table; `names` are numbered as the agents are. A group whose agents differ in their skills keeps
 * those of the first set, and others become groups of their own. */
void cc_roster_agents_read(cc_reader *reader, cc_value *value, cc_words *names);
/* The only group of which nothing else is said, for agents of whom no table says more; -1: refused. */
int cc_roster_only_group(cc_reader *reader, const cc_value *at);

#endif
