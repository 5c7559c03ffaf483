/* The time average of a quantity that changes by steps (a queue's length). */
#ifndef SIM_LEVEL_H
#define SIM_LEVEL_H

typedef struct sim_level {
    double value;
    double since; /* s, of the last change */
    double area;  /* integral so far */
    double max;
} sim_level;

void sim_level_reset(sim_level *self, double now, double value);
void sim_level_set(sim_level *self, double now, double value);
/* Integral from the reset to now. */
double sim_level_area(const sim_level *self, double now);

#endif
