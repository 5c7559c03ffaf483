/* Elementary functions that give the same bits on every machine, whatever libm is installed. */
#ifndef SIM_ELEMENTARY_H
#define SIM_ELEMENTARY_H

/* Natural logarithm, error below 3.5 ulp: the one that sim/logs.h takes many at a time. */
double sim_log(double x);

#endif
