/* The share still waiting after given times, as estimated by Kaplan and Meier from waits of which
 * many ended in an answer. The hazard is constant between the times and after the last, where
 * the rest is exponential. A last share of 0 is reached linearly. */
#include "sim/dist.h"

enum { TIMES, SHARES }; /* lists */
enum { TAIL_MEAN = 2 }; /* place in p[] */
enum { MEAN_BEYOND };   /* of the tail in effect */

/* Piece j leads to t_s[j], from t_s[j - 1], or for the first from the whole at time 0. */
static double
time_before(const sim_dist *self, size_t j)
{
    return j == 0 ? 0 : self->list[TIMES][j - 1];
}

static double
share_before(const sim_dist *self, size_t j)
{
    return j == 0 ? 1 : self->list[SHARES][j - 1];
}

static double
hazard(const sim_dist *self, size_t j)
{
    const double width = self->list[TIMES][j] - time_before(self, j);
    return sim_log(share_before(self, j) / self->list[SHARES][j]) / width;
}

static const char *
setup(sim_dist *self)
{
    const double *t = self->list[TIMES], *s = self->list[SHARES];
    const size_t n = self->n_list[TIMES];
    if (self->n_list[SHARES] != n) {
        return "s must be as many as t_s";
    }
    for (size_t j = 0; j < n; j++) {
        if (j > 0 && t[j] <= t[j - 1]) {
            return "t_s must increase";
        }
        if (j > 0 && s[j] > s[j - 1]) {
            return "s must not increase";
        }
        if (s[j] == 0 && j + 1 < n) {
            return "s must be > 0 but for the last";
        }
    }
    if (t[0] == 0 && s[0] == 0) {
        return "s must be > 0 at time 0";
    }
    self->q[MEAN_BEYOND] = self->p[TAIL_MEAN];
    if (self->p[TAIL_MEAN] == 0 && s[n - 1] > 0) {
        const double last = t[n - 1] > 0 ? hazard(self, n - 1) : 0;
        if (!(last > 0)) {
            return "tail_mean must be given where s does not fall at the end";
        }
        self->q[MEAN_BEYOND] = 1 / last;
    }
    return NULL;
}

static double
quantile(const sim_dist *self, double u)
{
    const double *t = self->list[TIMES], *s = self->list[SHARES];
    const double left = 1 - u;
    /* The first piece that ends with a share <= left. */
    size_t low = 0, high = self->n_list[TIMES];
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (s[middle] > left) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == self->n_list[TIMES]) {
        return t[low - 1] + self->q[MEAN_BEYOND] * sim_log(s[low - 1] / left);
    }
    const double t0 = time_before(self, low), s0 = share_before(self, low);
    const double width = t[low] - t0;
    if (s[low] == 0) {
        return t0 + width * (1 - left / s0);
    }
    return s0 == s[low] ? t0 : t0 + width * (sim_log(s0 / left) / sim_log(s0 / s[low]));
}

static double
cdf(const sim_dist *self, double x)
{
    const double *t = self->list[TIMES], *s = self->list[SHARES];
    const size_t n = self->n_list[TIMES];
    size_t j = 0;
    while (j < n && t[j] <= x) {
        j++;
    }
    if (j == n) {
        return s[n - 1] == 0 ? 1 : 1 - s[n - 1] * sim_exp(-(x - t[n - 1]) / self->q[MEAN_BEYOND]);
    }
    const double since = x - time_before(self, j), s0 = share_before(self, j);
    if (s[j] == 0) {
        return 1 - s0 * (1 - since / (t[j] - time_before(self, j)));
    }
    return 1 - s0 * sim_exp(-hazard(self, j) * since);
}

/* The mean is the integral of the share over time; the second moment that of 2 t times it.
 * Over a piece from t0 they are A and 2 (t0 A + B), B the integral of (t - t0) times the share. */
typedef struct moments {
    double first, second;
} moments;

static moments
integrate(const sim_dist *self)
{
    const double *t = self->list[TIMES], *s = self->list[SHARES];
    const size_t n = self->n_list[TIMES];
    moments sum = {0, 0};
    for (size_t j = 0; j < n; j++) {
        const double t0 = time_before(self, j), s0 = share_before(self, j), w = t[j] - t0;
        double a = 0.5 * s0 * w, b = s0 * w * w / 6; /* linear down to 0 */
        if (w == 0) {
            a = b = 0; /* some do not wait at all */
        } else if (s[j] > 0) {
            const double h = hazard(self, j), hw = h * w;
            a = h > 0 ? (s0 - s[j]) / h : s0 * w;
            b = hw > 1e-3 ? (a - w * s[j]) / h
                          : s0 * w * w * (0.5 - hw / 3 + hw * hw / 8 - hw * hw * hw / 30);
        }
        sum.first += a;
        sum.second += 2 * (t0 * a + b);
    }
    const double beyond = self->q[MEAN_BEYOND], rest = s[n - 1];
    sum.first += rest * beyond;
    sum.second += 2 * rest * beyond * (t[n - 1] + beyond);
    return sum;
}

static double
mean(const sim_dist *self)
{
    return integrate(self).first;
}

static double
variance(const sim_dist *self)
{
    const moments sum = integrate(self);
    return sum.second - sum.first * sum.first;
}

const sim_dist_type sim_dist_survival = {
    .name = "survival",
    .doc = "the share still waiting after given times, then an exponential tail",
    .params = {{"t_s", SIM_PARAM_LIST, 0, 1e9, NAN, "s", "times, increasing"},
               {"s", SIM_PARAM_LIST, 0, 1, NAN, "", "share still waiting after each"},
               {"tail_mean", SIM_PARAM_DURATION, 0, 1e9, 0, "s",
                "mean of what is left after the last time; 0: as just before it"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
