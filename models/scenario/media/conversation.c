/* Agent and customer take turns; the agent's attention is free while the customer types. */
#include "models/scenario/medium.h"

#include "models/language/setting.h"
#include "models/scenario/demand.h"

#define CONTENT(member) offsetof(cc_content, member)

static const char *const sides[] = {"agent", "customer", NULL};
static const cc_setting content[] = {
    {.name = "turns",
     .kind = CC_SET_PLAIN_DIST,
     .unit = "",
     .max = CC_MAX_TURNS,
     .offset = CONTENT(turns),
     .normal = "must be given",
     .doc = "Turns of the agent: a number, or a distribution that is rounded up."},
    {.name = "agent",
     .kind = CC_SET_WORK,
     .unit = "s",
     .offset = CONTENT(work),
     .normal = "must be given",
     .doc = "The agent's time for one turn."},
    {.name = "customer",
     .kind = CC_SET_WORK,
     .unit = "s",
     .offset = CONTENT(customer),
     .doc = "The customer's time for one turn; the agent is free meanwhile."},
    {.name = "starts",
     .kind = CC_SET_EITHER,
     .words = sides,
     .offset = CONTENT(customer_first),
     .doc = "Who takes the first turn."},
    {.name = NULL},
};

const cc_medium cc_medium_conversation = {
    .name = "conversation",
    .doc = "Turns of agent and customer.",
    .by_turns = true,
    .work = "agent",
    .content = content,
};
