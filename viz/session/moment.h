/* Moments of a run as people write and read them. */
#ifndef VIZ_MOMENT_H
#define VIZ_MOMENT_H

#include "models/scenario/scenario.h"

/* "10:30", "10:30:05" of the day of `now`; "2 10:30" of day 2; "Tue 10:30" of the week, Monday to
 * Sunday, in which `now` is; "+15 min", "-1 h" from now. time: s of the run, perhaps outside it. */
bool viz_moment_read(const cc_scenario *scenario, double now, const char *text, double *time);
/* "10:30" or "Tue 10:30": as short as it is clear, where the run has one day or more. */
void viz_moment_write(const cc_scenario *scenario, double time, char *text, size_t size);
/* The same, seen from `now`: without the day if it is that day. */
void viz_moment_near(const cc_scenario *scenario, double now, double time, char *text, size_t size);
/* "day 8, Sun 10:30:00", "Mon 10:30:00" where the run has one day: of the screen's clock. */
void viz_clock_write(const cc_scenario *scenario, double time, char *text, size_t size);
/* "38 s", "4 min", "1:05 h" */
void viz_span_write(double s, char *text, size_t size);
/* Where the day of a moment begins and ends, s of the run, cut to it; by day without the night. */
void viz_day_of(const cc_scenario *scenario, double horizon, double time, double *from, double *to);
/* s of the run: when the house opens on the first day that counts and for which as many contacts are
 * expected as for the mean day of that week; of a lesson, when that begins. */
double viz_first_opening(const cc_scenario *scenario, double horizon);
/* When that day has come to its first interval with as many contacts as the mean one of the day: there
 * is something to see then. Of a lesson, when that begins. */
double viz_first_look(const cc_scenario *scenario, double horizon);

#endif
