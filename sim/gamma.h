/* The gamma distribution of mean `shape` (scale 1), on which several distributions rest. Our own
 * because GSL's quantile gives up and aborts for small shapes and far tails, and its cdf is
 * rough for shapes of thousands. Shapes from 0.01 to 10,000. */
#ifndef SIM_GAMMA_H
#define SIM_GAMMA_H

typedef struct sim_gamma {
    double shape, log_gamma; /* log(Gamma(shape)), which costs as much as a quantile */
} sim_gamma;

sim_gamma sim_gamma_of(double shape);

double sim_gamma_cdf(const sim_gamma *self, double x);
double sim_gamma_quantile(const sim_gamma *self, double u);
/* The value with as much below it as a standard normal has below z; as sharp in either tail. */
double sim_gamma_of_normal(const sim_gamma *self, double z);

#endif
