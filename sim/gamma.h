/* The gamma distribution of mean `shape` (scale 1), on which several distributions rest. Our own
 * because GSL's quantile gives up and aborts for small shapes and far tails, and its cdf is
 * rough for shapes of thousands. Shapes from 0.01 to 10,000. */
#ifndef SIM_GAMMA_H
#define SIM_GAMMA_H

double sim_gamma_cdf(double shape, double x);
double sim_gamma_quantile(double shape, double u);

#endif
