/* SLEEF's deterministic functions: no operation is fused, and scalar and vector forms do the same
 * ones (Shibata & Petrogalli 2020, "SLEEF: a portable vectorized library of C standard
 * mathematical functions"). libm's may differ in the last bit from one version or processor to
 * the next. */
#include "sim/elementary.h"
#include <sleef.h>

double
sim_log(double x)
{
    return Sleef_cinz_logd1_u35purec(x);
}
