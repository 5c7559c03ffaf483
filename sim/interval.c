#include "sim/interval.h"

#include "sim/elementary.h"
#include <gsl/gsl_cdf.h>
#include <math.h>

sim_interval
sim_interval_around(double mean, double half_width, uint64_t n)
{
    return (sim_interval){.mean = mean,
                          .half_width = half_width,
                          .lower = mean - half_width,
                          .upper = mean + half_width,
                          .n = n};
}

sim_interval
sim_interval_between(double mean, double lower, double upper, uint64_t n)
{
    return (sim_interval){
        .mean = mean, .half_width = (upper - lower) / 2, .lower = lower, .upper = upper, .n = n};
}

sim_interval
sim_interval_within(const sim_interval *self, double least, double most)
{
    sim_interval it = *self;
    it.lower = it.lower < least ? fmin(least, it.mean) : it.lower;
    it.upper = it.upper > most ? fmax(most, it.mean) : it.upper;
    if (it.lower != self->lower || it.upper != self->upper) {
        it.half_width = (it.upper - it.lower) / 2;
    }
    return it;
}

bool
sim_interval_is_degenerate(const sim_interval *self)
{
    return !(self->lower < self->upper);
}

bool
sim_interval_holds(const sim_interval *self, double value)
{
    return self->lower <= value && value <= self->upper;
}

double
sim_student_between(double confidence, double degrees)
{
    if (!(degrees >= 1) || !(confidence > 0 && confidence < 1)) {
        return NAN;
    }
    return gsl_cdf_tdist_Qinv((1 - confidence) / 2, degrees);
}

double
sim_student(double confidence, uint64_t degrees)
{
    return sim_student_between(confidence, (double)degrees);
}

sim_confidence
sim_confidence_of(double level, uint64_t n)
{
    return (sim_confidence){.level = level,
                            .student = n < 2 ? NAN : sim_student(level, n - 1),
                            .normal = sim_normal_quantile((1 + level) / 2),
                            .n = n};
}

/* The cubic t + a t^2 + a^2 t^3 / 3 of Hall 1992, "On the removal of skewness by transformation",
 * and its inverse; a is a third of the skewness of the mean. It rises everywhere, unlike the
 * quadratic of Johnson 1978, "Modified t tests and confidence intervals for asymmetrical
 * populations". */
static double
cubic(double t, double a)
{
    return t + a * t * t + a * a * t * t * t / 3;
}

static double
inverse(double y, double a)
{
    return fabs(a) < 1e-6 ? y - a * y * y : (cbrt(1 + 3 * a * y) - 1) / a;
}

/* Of n numbers that of their mean is within -1 and 1, where one of them differs from all others;
 * beyond is only rounding. */
static double
skewness_of(const sim_error_moments *error)
{
    return fmax(-1, fmin(1, error->third / (error->variance * sqrt(error->variance))));
}

sim_interval
sim_interval_smooth(double value, const sim_error_moments *error, const sim_confidence *confidence)
{
    const double t = confidence->student, sd = sqrt(error->variance);
    if (isnan(value) || isnan(t) || !(sd > 0)) {
        return sim_interval_around(value, isnan(t) ? NAN : sd, confidence->n);
    }
    const double skewness = skewness_of(error);
    return sim_interval_between(value, value - sd * inverse(t - skewness / 6, skewness / 3),
                                value - sd * inverse(-t - skewness / 6, skewness / 3),
                                confidence->n);
}

double
sim_corrected_student(double difference, const sim_error_moments *error)
{
    const double sd = sqrt(error->variance), t = difference / sd;
    if (!(sd > 0)) {
        return difference == 0 ? 0 : copysign(INFINITY, difference);
    }
    const double skewness = skewness_of(error);
    return cubic(t, skewness / 3) + skewness / 6;
}

/* Events come in clusters, days resemble each other: how many times the variance is what it would
 * be of independent ones. */
static double
clustering(double variance, double independent)
{
    return variance > independent ? variance / independent : 1;
}

/* Wilson 1927, "Probable inference, the law of succession, and statistical inference". Days of one
 * replication that go all the same way may well be one. */
sim_interval
sim_interval_days(double events, double trials, double variance, const sim_confidence *confidence)
{
    const double p = events / trials, n = (double)confidence->n;
    if (isnan(p) || confidence->n < 2) {
        return sim_interval_around(p, NAN, confidence->n);
    }
    const bool several = trials > n;
    /* the variance over n replications has n - 1 degrees of freedom */
    const double cluster = clustering(variance, p * (1 - p) / trials * n / (n - 1));
    const double effective = variance > 0 ? trials / cluster : several ? n : trials;
    const double z = several ? confidence->student : confidence->normal, zz = z * z / effective;
    const double middle = (p + zz / 2) / (1 + zz);
    const double half = sqrt(zz * (p * (1 - p) + zz / 4)) / (1 + zz);
    return sim_interval_between(p, fmax(0, fmin(p, middle - half)), fmin(1, fmax(p, middle + half)),
                                confidence->n);
}

/* The x at which the share of a beta distribution up to it is `part`. By halving: it must not fail
 * for any numbers, and there are few of these figures. */
static double
beta_quantile(double part, double a, double b)
{
    double low = 0, high = 1;
    for (int j = 0; j < 200 && high - low > 1e-12 * high; j++) {
        const double middle = (low + high) / 2;
        *(gsl_cdf_beta_P(middle, a, b) < part ? &low : &high) = middle;
    }
    return (low + high) / 2;
}

/* Student's t instead of the normal: clustering is judged from n replications (Korn & Graubard
 * 1998, "Confidence intervals for proportions with small expected number of positive counts
 * estimated from survey data"). */
static double
judged(double cluster, const sim_confidence *confidence)
{
    const double ratio = confidence->student / confidence->normal;
    return cluster * ratio * ratio;
}

/* Clopper & Pearson 1934, "The use of confidence or fiducial limits illustrated in the case of the
 * binomial". */
sim_interval
sim_interval_share(double events, double trials, double variance, const sim_confidence *confidence)
{
    const double p = events / trials, tail = (1 - confidence->level) / 2;
    if (isnan(p) || confidence->n < 2) {
        return sim_interval_around(p, NAN, confidence->n);
    }
    double cluster = 1;
    if (events > 0 && events < trials) {
        cluster = judged(clustering(variance, p * (1 - p) / trials), confidence);
    }
    const double n = trials / cluster, k = events / cluster;
    const double lower = events > 0 ? beta_quantile(tail, k, n - k + 1) : 0;
    const double upper = events < trials ? beta_quantile(1 - tail, k + 1, n - k) : 1;
    return sim_interval_between(p, lower, upper, confidence->n);
}

/* Likewise of a gamma distribution of scale 1. GSL's own inverse gives up, and ends the program, for
 * some of the small k that strong clusters leave. */
static double
gamma_quantile(double part, double k)
{
    double low = 0, high = k + 1;
    while (gsl_cdf_gamma_P(high, k, 1) < part) {
        low = high;
        high *= 2;
    }
    for (int j = 0; j < 200 && high - low > 1e-12 * high; j++) {
        const double middle = (low + high) / 2;
        *(gsl_cdf_gamma_P(middle, k, 1) < part ? &low : &high) = middle;
    }
    return (low + high) / 2;
}

/* Garwood 1936, "Fiducial limits for the Poisson distribution". */
sim_interval
sim_interval_count(double events, double exposure, double variance,
                   const sim_confidence *confidence)
{
    const double rate = events / exposure, tail = (1 - confidence->level) / 2;
    if (isnan(rate) || confidence->n < 2) {
        return sim_interval_around(rate, NAN, confidence->n);
    }
    double cluster = 1;
    if (events > 0) {
        cluster = judged(clustering(variance, rate / exposure), confidence);
    }
    const double k = events / cluster, unit = cluster / exposure;
    const double lower = events > 0 ? gamma_quantile(tail, k) : 0;
    return sim_interval_between(rate, unit * lower, unit * gamma_quantile(1 - tail, k + 1),
                                confidence->n);
}

/* Zou & Donner 2008, "Construction of confidence limits about effect measures: a general
 * approach", after Newcombe 1998. */
sim_interval
sim_interval_difference(const sim_interval *a, const sim_interval *b, double correlation)
{
    const double mean = a->mean - b->mean;
    const double a0 = a->mean - a->lower, a1 = a->upper - a->mean;
    const double b0 = b->mean - b->lower, b1 = b->upper - b->mean;
    const double below = a0 * a0 + b1 * b1 - 2 * correlation * a0 * b1;
    const double above = a1 * a1 + b0 * b0 - 2 * correlation * a1 * b0;
    /* below 0 only by rounding; but what is not known stays so */
    return sim_interval_between(mean, mean - sqrt(below < 0 ? 0 : below),
                                mean + sqrt(above < 0 ? 0 : above), a->n);
}
