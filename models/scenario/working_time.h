/* The clock of a channel: its hours on open days, without its lunch. */
#ifndef CC_WORKING_TIME_H
#define CC_WORKING_TIME_H

#include "models/scenario/opening.h"
#include "models/scenario/setup.h"

/* Seconds of it in [from, to]. */
static inline double
cc_working_time(const cc_run *run, const cc_channel *channel, double from, double to)
{
    const cc_desk *desk = &channel->desk;
    const bool has_lunch = desk->lunch.close > desk->lunch.open;
    return cc_opening_between(run, has_lunch ? &desk->clock : &channel->hours, from, to);
}

#endif
