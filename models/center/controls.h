/* What may be changed while a center runs: by a viewer, or by whoever plans what if. Controls begin
 * as the scenario says; a change is an event like any other, and a copy of the center has what has
 * been changed, and what is still to be. */
#ifndef CC_CONTROLS_H
#define CC_CONTROLS_H

#include "models/scenario/channel.h"
#include "models/scenario/setup.h"
#include <stdbool.h>

/* X(CONTROL, of whom, the value) */
#define CC_CONTROLS(X)                                                                             \
    X(STAFF, "group", "agents scheduled, in place of the staff table; NAN: as the table says")     \
    X(OPEN, "channel", "1: open in its hours; 0: closed")                                          \
    X(PRIORITY, "queue", "among queues that a group ranks equal")                                  \
    X(CONTAINS, "node that contains", "share, of all kinds; NAN: as the node's own settings say")  \
    X(VOLUME, "house", "factor of the volume of all kinds of issues; 1: as the demand says")

typedef enum cc_control {
#define CC_CONTROL_ENUM(name, of, value) CC_CONTROL_##name,
    CC_CONTROLS(CC_CONTROL_ENUM)
#undef CC_CONTROL_ENUM
        CC_N_CONTROLS
} cc_control;

typedef struct cc_change {
    double time; /* s */
    cc_control what;
    int which; /* index of the group, channel, queue or node; 0 */
    double value;
} cc_change;

typedef struct cc_controls {
    double staff[CC_MAX_GROUPS], priority[CC_MAX_QUEUES], contains[CC_MAX_NODES];
    double open[CC_MAX_CHANNELS];
    double volume[1];
    bool any_closed;   /* channel */
    bool other_orders; /* some queue has not the priority of the scenario */
} cc_controls;

#endif
