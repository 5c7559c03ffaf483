/* Opening hours as a clock: how much open time lies between two moments, and when some open
 * time from now has passed. Open days are those of run.weekdays but for holidays. */
#ifndef CC_OPENING_H
#define CC_OPENING_H

#include "models/scenario/run.h"

/* Which weekday a day is, or is like; Mon = 0. */
int cc_run_weekday(const cc_run *run, long day);
bool cc_day_is_open(const cc_run *run, long day);
/* Is the moment t inside [open, close) of an open day? */
bool cc_opening_open_at(const cc_run *run, double open, double close, double t);
/* Seconds of open time in [from, to]. */
double cc_opening_between(const cc_run *run, double open, double close, double from, double to);
/* The moment at which `span` s of open time have passed since `from`. */
double cc_opening_after(const cc_run *run, double open, double close, double from, double span);
/* The last moment from which `span` s of open time pass until `until`; below 0: there is none. */
double cc_opening_before(const cc_run *run, double open, double close, double until, double span);
/* That moment, or if the house is closed then the next opening. */
double cc_opening_next(const cc_run *run, double open, double close, double t);

#endif
