/* Which recorded contacts are played on a day of the run, and how often. */
#ifndef CC_RECORDED_PLAY_H
#define CC_RECORDED_PLAY_H

typedef struct cc_scenario cc_scenario;

/* The recorded day that is played on a day of the run, which u decides where it is drawn; -1: none. */
int cc_recording_day(const cc_scenario *scenario, long day, double u);
/* How many contacts a recorded one stands for on that day: volumes and weekday factors. */
double cc_recording_volume(const cc_scenario *scenario, int issue, long day);

#endif
