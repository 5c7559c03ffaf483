/* What the organisation does with what is written to it, or raised by its own people, before and
 * beside an agent's work: a setting of a channel each. What is not written is neutral. */
#ifndef CC_DESK_H
#define CC_DESK_H

#include "models/language/hours.h"
#include "models/language/setting.h"
#include "sim/dist.h"
#include <stdbool.h>

typedef struct cc_desk {
    cc_opening lunch;      /* s of the day: the channel's clock stands still; equal: never */
    cc_hours clock;        /* then: the hours of the channel without it */
    bool answers_to_agent; /* a customer's answer goes to who asked, if there and with room */
    double patience;       /* factor, of customers who are told that it has come in */
    double accuracy;       /* P(it goes to its own queue) */
    sim_dist notice;       /* s of attention, until an agent sees that it is in a wrong one */
    int raises;            /* channel that goes on with it, -1: none */
    double by_agent, by_automation; /* P(it does), of what one of these has ended */
} cc_desk;

/* Settings of a cc_channel that has its desk. */
extern const cc_setting cc_settings_desk[];

/* What the settings' own ranges do not say of that channel. */
void cc_desk_check(cc_reader *reader, const cc_layers *in, int channel);

#endif
