/* Ratios go by sim/interval.h. A standard deviation is f(N, D, S) = sqrt(N/D - (S/D)^2) of three
 * means, its interval by the delta method with the gradient of f; the difference of two by the
 * gradient over all six. Quantiles are sectioned; differences of quantiles section by section. */
#include "experiment/estimate.h"

#include <stdlib.h>

static const sim_interval undefined = {.mean = NAN, .half_width = NAN, .lower = NAN, .upper = NAN};

static bool
is_sd(const xp_measure *measure)
{
    return cc_kpis[measure->kpi].estimator == CC_SD;
}

static bool
is_quantile(const xp_measure *measure)
{
    return cc_kpis[measure->kpi].estimator == CC_QUANTILE;
}

static void *
zeros(size_t n, size_t size)
{
    return calloc(n == 0 ? 1 : n, size);
}

static int
init_scenario(xp_estimates *self, int s, size_t n_spreads)
{
    const xp_table *table = self->table;
    self->moments[s] = zeros(table->n, sizeof(sim_moments));
    self->differs[s] = zeros(table->n, sizeof(bool));
    self->spread[s] = zeros(n_spreads, sizeof(xp_spread));
    self->queue[s] = zeros((size_t)self->n_queues[s], sizeof(sim_moments));
    self->sections[s] = zeros(table->n_pools, sizeof(xp_sections));
    if (self->moments[s] == NULL || self->differs[s] == NULL || self->spread[s] == NULL ||
        self->queue[s] == NULL || self->sections[s] == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t k = 0; k < table->n_pools; k++) {
        self->sections[s][k].width = 1;
        self->sections[s][k].section = zeros(XP_SECTIONS, sizeof(sim_histogram));
        if (self->sections[s][k].section == NULL) {
            return SIM_ERR_NOMEM;
        }
    }
    return SIM_OK;
}

int
xp_estimates_init(xp_estimates *self, const xp_table *table, bool paired, const int n_queues[])
{
    *self = (xp_estimates){.table = table, .paired = paired};
    int ret = SIM_OK;
    size_t n_spreads = 0;
    self->spread_of = zeros(table->n, sizeof(size_t));
    if (self->spread_of == NULL) {
        ret = SIM_ERR_NOMEM;
        goto out;
    }
    for (size_t m = 0; m < table->n; m++) {
        self->spread_of[m] = is_sd(&table->measure[m]) ? n_spreads++ : 0;
    }
    for (int s = 0; s < table->n_scenarios && ret == SIM_OK; s++) {
        self->n_queues[s] = n_queues[s];
        ret = init_scenario(self, s, n_spreads);
    }
out:
    if (ret != SIM_OK) {
        xp_estimates_free(self);
    }
    return ret;
}

void
xp_estimates_free(xp_estimates *self)
{
    for (int s = 0; s < XP_MAX_SCENARIOS; s++) {
        free(self->moments[s]);
        free(self->differs[s]);
        free(self->spread[s]);
        free(self->queue[s]);
        for (size_t k = 0; self->sections[s] != NULL && k < self->table->n_pools; k++) {
            free(self->sections[s][k].section);
        }
        free(self->sections[s]);
    }
    free(self->spread_of);
    *self = (xp_estimates){0};
}

/* ---- adding ---- */

static void
spread_add(xp_spread *self, const double x[XP_SPREAD])
{
    double before[XP_SPREAD];
    self->n++;
    for (int j = 0; j < XP_SPREAD; j++) {
        before[j] = x[j] - self->mean[j];
        self->mean[j] += before[j] / (double)self->n;
    }
    for (int j = 0; j < XP_SPREAD; j++) {
        for (int k = 0; k < XP_SPREAD; k++) {
            self->c[j][k] += before[j] * (x[k] - self->mean[k]);
        }
    }
}

static void
sections_add(xp_sections *self, const sim_histogram *histogram)
{
    if (self->n == XP_SECTIONS && self->filled == self->width) {
        for (int j = 0; j < XP_SECTIONS; j++) {
            if (j % 2 == 0) {
                self->section[j / 2] = self->section[j];
            } else {
                sim_histogram_merge(&self->section[j / 2], &self->section[j]);
            }
        }
        memset(&self->section[XP_SECTIONS / 2], 0, XP_SECTIONS / 2 * sizeof(sim_histogram));
        self->n = XP_SECTIONS / 2;
        self->width *= 2;
        self->filled = self->width;
    }
    if (self->n == 0 || self->filled == self->width) {
        self->n++;
        self->filled = 0;
    }
    sim_histogram_merge(&self->section[self->n - 1], histogram);
    self->filled++;
}

/* Equal but for the rounding of a long sum: the same hours may be added up in another order. */
static bool
same(double a, double b)
{
    return a == b || fabs(a - b) <= 1e-11 * fmax(fabs(a), fabs(b));
}

static void
add_measure(xp_estimates *self, const xp_row *row, int s, size_t m)
{
    const xp_measure *measure = &self->table->measure[m];
    const size_t local = measure->local[s], base = measure->local[0];
    if (local == XP_LACKS) {
        return;
    }
    const bool pair = s > 0 && base != XP_LACKS;
    if (is_quantile(measure)) {
        self->differs[s][m] = self->differs[s][m] || !pair ||
                              memcmp(&row->pool[s][measure->pool], &row->pool[0][measure->pool],
                                     sizeof(sim_histogram)) != 0;
        return;
    }
    const cc_sample x = row->sample[s][local];
    const cc_sample y = pair ? row->sample[0][base] : (cc_sample){0};
    self->differs[s][m] = self->differs[s][m] || !pair || !same(x.num, y.num) ||
                          !same(x.den, y.den) || !same(x.second, y.second);
    sim_moments_add(&self->moments[s][m], (double[SIM_MOMENTS]){x.num, x.den, y.num, y.den});
    if (is_sd(measure)) {
        spread_add(&self->spread[s][self->spread_of[m]],
                   (double[XP_SPREAD]){x.num, x.den, x.second, y.num, y.den, y.second});
    }
}

void
xp_estimates_add(xp_estimates *self, const xp_row *row)
{
    self->n++;
    for (int s = 0; s < self->table->n_scenarios; s++) {
        for (size_t m = 0; m < self->table->n; m++) {
            add_measure(self, row, s, m);
        }
        for (size_t k = 0; k < self->table->n_pools; k++) {
            sections_add(&self->sections[s][k], &row->pool[s][k]);
        }
        for (int q = 0; q < self->n_queues[s]; q++) {
            const cc_sample x = row->queue[s][q];
            sim_moments_add(&self->queue[s][q],
                            (double[SIM_MOMENTS]){x.num - x.den, x.num, x.den, x.second});
        }
    }
}

/* ---- standard deviations ---- */

/* sqrt(N/D - (S/D)^2) of the three means at x, and its gradient; NAN if undefined. */
static double
deviation(const double x[3], double gradient[3])
{
    const double m2 = x[0] / x[1], m = x[2] / x[1], variance = m2 - m * m;
    if (x[1] == 0) {
        return NAN;
    }
    const double sd = variance > 0 ? sqrt(variance) : 0;
    const double scale = sd > 0 ? 1 / (2 * sd * x[1]) : 0;
    gradient[0] = scale;
    gradient[1] = (2 * m * m - m2) * scale;
    gradient[2] = -2 * m * scale;
    return sd;
}

static double
half_width_of(const xp_spread *self, const double weight[XP_SPREAD], double confidence)
{
    if (self->n < 2) {
        return NAN;
    }
    double sum = 0;
    for (int j = 0; j < XP_SPREAD; j++) {
        for (int k = 0; k < XP_SPREAD; k++) {
            sum += weight[j] * weight[k] * self->c[j][k];
        }
    }
    const double n = (double)self->n;
    return sim_student(confidence, self->n - 1) * sqrt((sum > 0 ? sum : 0) / (n - 1) / n);
}

static sim_interval
estimate_sd(const xp_spread *self, double confidence)
{
    double weight[XP_SPREAD] = {0};
    const double sd = self->n == 0 ? NAN : deviation(self->mean, weight);
    if (isnan(sd)) {
        return undefined;
    }
    return sim_interval_around(sd, half_width_of(self, weight, confidence), self->n);
}

static sim_interval
difference_sd(const xp_spread *self, double confidence)
{
    double weight[XP_SPREAD] = {0};
    const double mine = self->n == 0 ? NAN : deviation(self->mean, weight);
    const double base = self->n == 0 ? NAN : deviation(self->mean + 3, weight + 3);
    if (isnan(mine) || isnan(base)) {
        return undefined;
    }
    for (int j = 3; j < XP_SPREAD; j++) {
        weight[j] = -weight[j];
    }
    return sim_interval_around(mine - base, half_width_of(self, weight, confidence), self->n);
}

/* ---- quantiles ---- */

static int
n_full(const xp_sections *self)
{
    return self->filled == self->width ? self->n : self->n - 1;
}

/* Of all that was pooled, the unfinished section included. */
static double
pooled_quantile(const xp_sections *self, double p)
{
    sim_histogram all = {0};
    for (int j = 0; j < self->n; j++) {
        sim_histogram_merge(&all, &self->section[j]);
    }
    return sim_histogram_quantile(&all, p);
}

/* base may be NULL. Sections without observations have no quantile: then no interval. */
static sim_interval
estimate_quantile(const xp_sections *self, const xp_sections *base, double p, double confidence)
{
    const double mean = pooled_quantile(self, p) - (base == NULL ? 0 : pooled_quantile(base, p));
    const int n = n_full(self);
    if (isnan(mean) || n < 2) {
        return sim_interval_around(mean, NAN, 0);
    }
    double sum = 0;
    for (int j = 0; j < n; j++) {
        const double value = sim_histogram_quantile(&self->section[j], p) -
                             (base == NULL ? 0 : sim_histogram_quantile(&base->section[j], p));
        sum += (value - mean) * (value - mean);
    }
    return sim_interval_around(
        mean, sim_student(confidence, (uint64_t)n - 1) * sqrt(sum / (double)(n - 1) / (double)n),
        0);
}

/* ---- estimates ---- */

sim_interval
xp_estimate(const xp_estimates *self, int s, size_t m, double confidence)
{
    const xp_measure *measure = &self->table->measure[m];
    sim_interval interval = undefined;
    if (measure->local[s] == XP_LACKS) {
        return interval;
    }
    if (is_quantile(measure)) {
        interval =
            estimate_quantile(&self->sections[s][measure->pool], NULL, measure->number, confidence);
    } else if (is_sd(measure)) {
        interval = estimate_sd(&self->spread[s][self->spread_of[m]], confidence);
    } else {
        interval = sim_interval_ratio(&self->moments[s][m], 0, 1, confidence);
    }
    interval.n = self->n;
    return interval;
}

static sim_interval
unpaired(const xp_estimates *self, int s, size_t m, double confidence)
{
    const sim_interval mine = xp_estimate(self, s, m, confidence);
    const sim_interval base = xp_estimate(self, 0, m, confidence);
    const double mean = mine.mean - base.mean;
    sim_interval interval = {
        .mean = mean,
        .lower = mean - hypot(mine.mean - mine.lower, base.upper - base.mean),
        .upper = mean + hypot(mine.upper - mine.mean, base.mean - base.lower),
        .few = mine.few || base.few,
    };
    interval.half_width = (interval.upper - interval.lower) / 2;
    return interval;
}

xp_difference
xp_estimate_difference(const xp_estimates *self, int s, size_t m, double confidence)
{
    const xp_measure *measure = &self->table->measure[m];
    xp_difference difference = {.interval = undefined};
    if (s == 0 || measure->local[s] == XP_LACKS || measure->local[0] == XP_LACKS) {
        return difference;
    }
    if (!self->paired) {
        difference.interval = unpaired(self, s, m, confidence);
    } else if (is_quantile(measure)) {
        difference.interval =
            estimate_quantile(&self->sections[s][measure->pool], &self->sections[0][measure->pool],
                              measure->number, confidence);
    } else if (is_sd(measure)) {
        difference.interval = difference_sd(&self->spread[s][self->spread_of[m]], confidence);
    } else {
        difference.interval = sim_interval_ratio_difference(&self->moments[s][m], confidence);
    }
    difference.interval.n = self->n;
    /* of constants, and of ratios that are the same whatever their terms, only rounding is left */
    const double nothing = 1e-11 * fabs(xp_estimate(self, 0, m, confidence).mean);
    difference.equal =
        (self->paired && !self->differs[s][m] && !isnan(difference.interval.mean)) ||
        (fabs(difference.interval.mean) <= nothing && difference.interval.half_width <= nothing);
    if (difference.equal) { /* no rounding of sums of squares: nothing differed */
        difference.interval = sim_interval_around(0, 0, self->n);
    }
    return difference;
}

bool
xp_estimate_grows(const xp_estimates *self, int s, int queue, double *start, double *end)
{
    const sim_moments *moments = &self->queue[s][queue];
    const double growth = moments->mean[0], offered = moments->mean[3];
    *end = moments->mean[1];
    *start = moments->mean[2];
    if (growth <= 0 || *end <= 2 * *start + 10 || growth <= 0.02 * offered) {
        return false;
    }
    if (moments->n < 2) {
        return true; /* nothing to test against; better said than kept */
    }
    const double n = (double)moments->n;
    return growth > 4 * sqrt(moments->c[0][0] / (n - 1) / n);
}

double
xp_row_value(const xp_row *self, const xp_table *table, int s, size_t m)
{
    const xp_measure *measure = &table->measure[m];
    if (measure->local[s] == XP_LACKS) {
        return NAN;
    }
    if (is_quantile(measure)) {
        return sim_histogram_quantile(&self->pool[s][measure->pool], measure->number);
    }
    const cc_sample x = self->sample[s][measure->local[s]];
    if (is_sd(measure)) {
        double gradient[3];
        return deviation((double[3]){x.num, x.den, x.second}, gradient);
    }
    return x.den == 0 ? NAN : x.num / x.den;
}
