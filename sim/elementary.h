/* Elementary functions that give the same bits on every machine, whatever libm is installed: all
 * that a simulated value is made of. Errors in units in the last place (ulp). */
#ifndef SIM_ELEMENTARY_H
#define SIM_ELEMENTARY_H

/* Natural logarithm, error below 3.5 ulp: the one that sim/logs.h takes many at a time. */
double sim_log(double x);
double sim_log1p(double x); /* 1 ulp, as all up to the next */
double sim_exp(double x);   /* 0 and INFINITY beyond the range */
double sim_expm1(double x);
double sim_pow(double x, double y);
double sim_cbrt(double x);
double sim_tgamma(double x);
double sim_lgamma(double x); /* log(Gamma(x)), x > 0 */

/* P(Z <= z), Z standard normal: 2 ulp, and for z < 0 as many more as two ulp of z would make, up to
 * 2 z^2. */
double sim_normal_cdf(double z);
/* Its inverse, 8 ulp; u from 1e-307 to 1 - 2^-53. Where 1 - u is exact, as for any of sim_uniform,
 * its quantile is that of u with the sign changed, to the bit. */
double sim_normal_quantile(double u);

#endif
