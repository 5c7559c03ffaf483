/* What may be changed while a center runs: by a viewer, a script, or whoever plans what if. Controls
 * begin as the scenario says; a change is an event like any other, behind all else of its moment, and
 * a copy of the center has what has been changed, and what is still to be. */
#ifndef CC_CONTROLS_H
#define CC_CONTROLS_H

#include "models/scenario/channel.h"
#include "models/scenario/scenario.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(CONTROL, its name, of whom, how its value is written, the value). Whom: see cc_control_of; how: see
 * cc_control_value. */
#define CC_CONTROLS(X)                                                                             \
    X(STAFF, "staff", GROUP, NUMBER_OR_PLAN, "agents scheduled, in place of the staff table")      \
    X(OPEN, "open", CHANNEL, SWITCH, "yes: open in its hours; no: closed")                         \
    X(PRIORITY, "priority", QUEUE, NUMBER,                                                         \
      "higher goes first, of queues that a group ranks equal")                                     \
    X(CONTAINS, "contains", NODE, SHARE_OR_PLAN, "share of all kinds that the node contains")      \
    X(VOLUME, "volume", HOUSE, NUMBER, "factor of the volume of all kinds of issues, up to 1000")  \
    X(BREAK, "break", GROUP, NUMBER, "so many of its agents on duty take a break")                 \
    X(WORKS, "works", NODE, SWITCH_OR_PLAN, "no: the node is out of order; yes: it works")         \
    X(CONNECTED, "connected", LINK, SWITCH_OR_PLAN, "no: it is cut; yes: it works")                \
    X(ANNOUNCES, "announces", NODE, SWITCH, "yes: it tells how long the wait will be; no: not")    \
    X(MESSAGES, "messages", CHANNEL, DURATION_OR_PLAN,                                             \
      "time between messages to those who wait, 0 s: none")                                        \
    X(ROUTING, "routing", GROUP_QUEUE, RANK, "no: the group takes nothing of it; or its rank")     \
    X(TARGET, "target", QUEUE, DURATION_OR_PLAN, "first threshold of the service level")           \
    X(ARRIVALS, "arrivals", ISSUE, NUMBER, "factor of the volume of one kind, up to 1000")

typedef enum cc_control {
#define CC_CONTROL_ENUM(CONTROL, name, of, how, value) CC_CONTROL_##CONTROL,
    CC_CONTROLS(CC_CONTROL_ENUM)
#undef CC_CONTROL_ENUM
        CC_N_CONTROLS
} cc_control;

/* Of whom: an index, or of the house 0. */
typedef enum cc_control_of {
    CC_CONTROL_OF_GROUP,
    CC_CONTROL_OF_CHANNEL,
    CC_CONTROL_OF_QUEUE,
    CC_CONTROL_OF_NODE,
    CC_CONTROL_OF_LINK,        /* providers, then sites */
    CC_CONTROL_OF_GROUP_QUEUE, /* group * n_queues + queue */
    CC_CONTROL_OF_ISSUE,
    CC_CONTROL_OF_HOUSE
} cc_control_of;

/* How a value is written; NAN is "as planned" where that may be: as the scenario itself says. */
typedef enum cc_control_value {
    CC_CONTROL_NUMBER,
    CC_CONTROL_NUMBER_OR_PLAN,
    CC_CONTROL_SHARE_OR_PLAN,
    CC_CONTROL_DURATION_OR_PLAN, /* s */
    CC_CONTROL_SWITCH,           /* 1, 0: "yes", "no" */
    CC_CONTROL_SWITCH_OR_PLAN,
    CC_CONTROL_RANK /* 0: "no"; 1: before all others, and so on; as planned */
} cc_control_value;

typedef struct cc_control_type {
    const char *name;    /* "staff" */
    const char *of_whom; /* "group"; "" of the house */
    const char *doc;     /* of the value */
    cc_control_of of;
    cc_control_value value;
} cc_control_type;

extern const cc_control_type cc_control_types[CC_N_CONTROLS];

typedef struct cc_change {
    double time; /* s */
    cc_control what;
    int which; /* index of whom it is of: see cc_control_of; 0 */
    double value;
} cc_change;

typedef struct cc_controls {
    double staff[CC_MAX_GROUPS], priority[CC_MAX_QUEUES], contains[CC_MAX_NODES];
    double open[CC_MAX_CHANNELS];
    double volume[1], arrivals[CC_MAX_ISSUES];
    double on_break[CC_MAX_GROUPS];
    double works[CC_MAX_NODES], announces[CC_MAX_NODES];
    double connected[CC_MAX_PROVIDERS + CC_MAX_SITES];
    double messages[CC_MAX_CHANNELS], target[CC_MAX_QUEUES];
    bool any_closed;   /* channel */
    bool other_orders; /* some queue has not the priority, or the rank, of the scenario */
} cc_controls;

/* What routing there is, one of each group and queue, stands beside them: there may be many. */
#define CC_ROUTED_AS_PLANNED 255
#define CC_ROUTED_LAST 200 /* the highest rank */

/* May that control take contacts of that queue to that group? Of one that it serves by the scenario, and of one
 * whose channels it has in hand anyway: cc_routing_adds. */
bool cc_routing_may_be(const cc_scenario *scenario, int group, int queue);
/* ... which it does not serve by the scenario. */
bool cc_routing_adds(const cc_scenario *scenario, int group, int queue);

/* As the scenario says. */
void cc_controls_init(cc_controls *self, const cc_scenario *scenario);
/* Room for the routing, as the scenario says, to be freed; NULL: no memory. */
uint8_t *cc_controls_routing(const cc_scenario *scenario);
/* `which` is there. */
double cc_controls_at(const cc_controls *self, const uint8_t *routing, cc_control what, int which);
void cc_controls_set(cc_controls *self, uint8_t *routing, cc_control what, int which, double value);

/* Of the kind of issue: what all volumes make together. */
static inline double
cc_controls_volume(const cc_controls *self, int issue)
{
    return self->volume[0] * self->arrivals[issue];
}

/* How many there are of those whom the control is of. */
int cc_control_n(const cc_scenario *scenario, cc_control what);
#define CC_CONTROL_WHOM 288 /* bytes */

/* The name of one of them: "" of the house. Returns text (CC_CONTROL_WHOM bytes). */
char *cc_control_whom(const cc_scenario *scenario, cc_control what, int which, char *text);
/* Why the value may not be: "must be from 0 to 1000"; NULL: it may. Of seats knows the center. The text is
 * static. */
const char *cc_control_rule(const cc_scenario *scenario, const cc_change *change);
/* "12", "yes", "as planned": what cc_control_value_read reads to the same bits. */
void cc_control_value_write(cc_control what, double value, char *text, size_t size);
bool cc_control_value_read(cc_control what, const char *text, double *value);

#endif
