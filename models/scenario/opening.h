/* Opening hours as a clock: how much open time lies between two moments, and when some open
 * time from now has passed. Open days are those of run.weekdays but for holidays; each has the hours
 * of the weekday that it is, or is like. */
#ifndef CC_OPENING_H
#define CC_OPENING_H

#include "models/scenario/run.h"

/* Which weekday a day is, or is like; Mon = 0. */
int cc_run_weekday(const cc_run *run, long day);
bool cc_day_is_open(const cc_run *run, long day);

/* When it is open on that day; none on a closed one. */
const cc_openings *cc_openings_of(const cc_run *run, const cc_hours *hours, long day);
/* Its first opening and its last closing, s of the day; those of any day where it is closed. */
cc_opening cc_day_span(const cc_run *run, long day);
/* Seconds of [from, to] of a day, both s of it, that are open. */
double cc_openings_within(const cc_openings *self, double from, double to);
/* Which intervals of run.interval an opening touches: the first, and behind the last. */
size_t cc_opening_first(const cc_run *run, const cc_opening *opening);
size_t cc_opening_end(const cc_run *run, const cc_opening *opening);
/* Is the house open in any of that interval? Where all days are alike, closed ones are taken for open. */
bool cc_interval_counts(const cc_run *run, long day, size_t k);

/* The opening of the house that holds that time of that day; NULL: none does. */
const cc_opening *cc_opening_at(const cc_run *run, long day, double time);

/* Finishes hours whose openings are set: whether they are the same, and what lies before each day,
 * for which `before` has a place for each day and one more; it may be NULL where they are the same. */
void cc_hours_finish(cc_hours *self, const cc_run *run, double *before);
/* The same hours on all days. */
cc_hours cc_hours_alike(double open, double close);

/* Is the moment t inside the hours of an open day? */
bool cc_opening_open_at(const cc_run *run, const cc_hours *hours, double t);
/* Seconds of open time in [from, to]. */
double cc_opening_between(const cc_run *run, const cc_hours *hours, double from, double to);
/* The moment at which `span` s of open time of the house have passed since `from`. */
double cc_opening_after(const cc_run *run, double from, double span);
/* The last moment from which `span` s of open time of the house pass until `until`; below 0: there is
 * none. */
double cc_opening_before(const cc_run *run, double until, double span);
/* That moment, or if the house is closed then its next opening. */
double cc_opening_next(const cc_run *run, double t);

#endif
