/* SLEEF's deterministic functions: no operation is fused, and scalar and vector forms do the same
 * ones (Shibata & Petrogalli 2020, "SLEEF: a portable vectorized library of C standard
 * mathematical functions"). libm's may differ in the last bit from one version or processor to
 * the next. */
#include "sim/elementary.h"
#include <math.h>
#include <sleef.h>

static const double SQRT_HALF = 0.70710678118654752440;

double
sim_log(double x)
{
    return Sleef_cinz_logd1_u35purec(x);
}

double
sim_log1p(double x)
{
    return Sleef_cinz_log1pd1_u10purec(x);
}

double
sim_exp(double x)
{
    return Sleef_cinz_expd1_u10purec(x);
}

double
sim_expm1(double x)
{
    return Sleef_cinz_expm1d1_u10purec(x);
}

double
sim_pow(double x, double y)
{
    return Sleef_cinz_powd1_u10purec(x, y);
}

double
sim_cbrt(double x)
{
    return Sleef_cinz_cbrtd1_u10purec(x);
}

double
sim_tgamma(double x)
{
    return Sleef_cinz_tgammad1_u10purec(x);
}

double
sim_lgamma(double x)
{
    return Sleef_cinz_lgammad1_u10purec(x);
}

double
sim_normal_cdf(double z)
{
    return 0.5 * Sleef_cinz_erfcd1_u15purec(-SQRT_HALF * z);
}

static double
polynomial(const double *c, double x)
{
    double sum = c[7];
#pragma GCC unroll 7
    for (int j = 7; j-- > 0;) {
        sum = c[j] + sum * x;
    }
    return sum;
}

/* Wichura 1988, "Algorithm AS 241: the percentage points of the normal distribution", Applied
 * Statistics 37, 477-484, his coefficients for 16 figures: ratios of polynomials in the middle and on
 * the square root of the logarithm of a tail. */
double
sim_normal_quantile(double u)
{
    static const double middle[2][8] = {
        {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
         1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
         3.3430575583588128105e4, 2.5090809287301226727e3},
        {1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
         2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
         5.2264952788528545610e3},
    };
    static const double near[2][8] = {
        {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
         3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
         2.27238449892691845833e-2, 7.74545014278341407640e-4},
        {1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
         1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
         1.05075007164441684324e-9},
    };
    static const double far[2][8] = {
        {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
         2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
         2.71155556874348757815e-5, 2.01033439929228813265e-7},
        {1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
         7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
         2.04426310338993978564e-15},
    };
    const double q = u - 0.5;
    if (fabs(q) <= 0.425) {
        const double x = 0.180625 - q * q;
        return q * polynomial(middle[0], x) / polynomial(middle[1], x);
    }
    const double r = sqrt(-sim_log(q < 0 ? u : 1 - u));
    const double z = r <= 5 ? polynomial(near[0], r - 1.6) / polynomial(near[1], r - 1.6)
                            : polynomial(far[0], r - 5) / polynomial(far[1], r - 5);
    return q < 0 ? -z : z;
}
