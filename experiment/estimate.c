/* Ratios, shares, counts and standard deviations are functions of means over the replications, and
 * so is the difference of two of them: see sim/moments.h and sim/interval.h. Quantiles: see
 * experiment/sections.h. */
#include "experiment/estimate.h"

#include "sim/memory.h"
#include <stdlib.h>

/* For the number of replications and for the number of sections. */
struct xp_known {
    sim_confidence whole, sections, adjusted;
};

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

/* Is it compared with the first scenario? */
static bool
is_paired(const xp_estimates *self, int s, const xp_measure *measure)
{
    return s > 0 && self->paired && measure->local[s] != XP_LACKS && measure->local[0] != XP_LACKS;
}

/* Quantities observed of a measure in one scenario. */
static int
n_terms(const xp_measure *measure)
{
    return is_sd(measure) ? 3 : 2;
}

/* ... and, if paired, in the first. */
static int
n_terms_of(const xp_estimates *self, int s, size_t m)
{
    const xp_measure *measure = &self->table->measure[m];
    return n_terms(measure) * (is_paired(self, s, measure) ? 2 : 1);
}

static sim_moments
moments_of(const xp_estimates *self, int s, size_t m)
{
    return (sim_moments){
        .number = self->moments[s] + self->place[s][m], .k = n_terms_of(self, s, m), .n = self->n};
}

#define N_QUEUE 4 /* growth, end, start, offered */

static sim_moments
queue_of(const xp_estimates *self, int s, int queue)
{
    return (sim_moments){.number = self->queue[s] + (size_t)queue * sim_moments_size(N_QUEUE),
                         .k = N_QUEUE,
                         .n = self->n};
}

static int
init_scenario(xp_estimates *self, int s)
{
    const xp_table *table = self->table;
    self->place[s] = sim_memory_zeros(table->n, sizeof(size_t));
    self->differs[s] = sim_memory_zeros(table->n, sizeof(bool));
    self->behind[s] = sim_memory_zeros(table->n, sizeof(uint64_t));
    self->queue[s] =
        sim_memory_zeros((size_t)self->n_queues[s] * sim_moments_size(N_QUEUE), sizeof(double));
    self->sections[s] = sim_memory_zeros(table->n_pools, sizeof(xp_sections));
    if (self->place[s] == NULL || self->differs[s] == NULL || self->behind[s] == NULL ||
        self->queue[s] == NULL || self->sections[s] == NULL) {
        return SIM_ERR_NOMEM;
    }
    size_t n = 0;
    for (size_t m = 0; m < table->n; m++) {
        self->place[s][m] = n;
        if (table->measure[m].local[s] != XP_LACKS && !is_quantile(&table->measure[m])) {
            n += sim_moments_size(n_terms_of(self, s, m));
        }
    }
    self->moments[s] = sim_memory_zeros(n, sizeof(double));
    int ret = self->moments[s] == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (size_t k = 0; k < table->n_pools && ret == SIM_OK; k++) {
        ret = xp_sections_init(&self->sections[s][k]);
    }
    return ret;
}

int
xp_estimates_init(xp_estimates *self, const xp_table *table, bool paired, const int n_queues[])
{
    *self = (xp_estimates){.table = table,
                           .paired = paired,
                           .unit = 1,
                           .known = sim_memory_zeros(1, sizeof(xp_known))};
    int ret = self->known == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (int s = 0; s < table->n_scenarios && ret == SIM_OK; s++) {
        self->n_queues[s] = n_queues[s];
        ret = init_scenario(self, s);
    }
    if (ret != SIM_OK) {
        xp_estimates_free(self);
    }
    return ret;
}

int
xp_estimates_control(xp_estimates *self, int s, int k)
{
    const xp_table *table = self->table;
    size_t n = 0;
    self->adjust[s] = (xp_adjust){.k = k < XP_CONTROLS ? k : XP_CONTROLS};
    self->crossed[s] = sim_memory_zeros(table->n, sizeof(size_t));
    if (self->crossed[s] == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t m = 0; m < table->n; m++) {
        self->crossed[s][m] = n;
        if (table->measure[m].local[s] != XP_LACKS && !is_quantile(&table->measure[m])) {
            n += (size_t)(n_terms_of(self, s, m) * self->adjust[s].k);
        }
    }
    self->cross[s] = sim_memory_zeros(n, sizeof(double));
    return self->cross[s] == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

void
xp_estimates_free(xp_estimates *self)
{
    for (int s = 0; s < XP_MAX_SCENARIOS; s++) {
        free(self->moments[s]);
        free(self->place[s]);
        free(self->differs[s]);
        free(self->behind[s]);
        free(self->queue[s]);
        free(self->cross[s]);
        free(self->crossed[s]);
        for (size_t k = 0; self->sections[s] != NULL && k < self->table->n_pools; k++) {
            xp_sections_free(&self->sections[s][k]);
        }
        free(self->sections[s]);
    }
    free(self->known);
    *self = (xp_estimates){0};
}

/* ---- adding ---- */

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
    const bool pair = is_paired(self, s, measure);
    if (is_quantile(measure)) {
        self->differs[s][m] =
            self->differs[s][m] || !pair ||
            !sim_histogram_equal(&row->pool[s][measure->pool], &row->pool[0][measure->pool]);
        return;
    }
    const cc_sample x = row->sample[s][local];
    const cc_sample y = pair ? row->sample[0][base] : (cc_sample){0};
    self->differs[s][m] = self->differs[s][m] || !pair || !same(x.num, y.num) ||
                          !same(x.den, y.den) || !same(x.second, y.second);
    self->behind[s][m] += x.den != 0;
    /* n was counted before */
    sim_moments moments = moments_of(self, s, m);
    moments.n--;
    const double sd[SIM_MOMENTS] = {x.num, x.den, x.second, y.num, y.den, y.second};
    const double ratio[SIM_MOMENTS] = {x.num, x.den, y.num, y.den};
    const double *terms = is_sd(measure) ? sd : ratio;
    sim_moments_add(&moments, terms);
    const xp_adjust *adjust = &self->adjust[s];
    for (int j = 0; j < moments.k && adjust->k > 0; j++) {
        xp_adjust_cross(adjust, terms[j] - sim_moments_mean(&moments, j),
                        &self->cross[s][self->crossed[s][m] + (size_t)(j * adjust->k)]);
    }
}

void
xp_estimates_add(xp_estimates *self, const xp_row *row)
{
    self->n++;
    for (int s = 0; s < self->table->n_scenarios; s++) {
        if (self->adjust[s].k > 0) {
            xp_adjust_add(&self->adjust[s], row->control[s]);
        }
        for (size_t m = 0; m < self->table->n; m++) {
            add_measure(self, row, s, m);
        }
        for (size_t k = 0; k < self->table->n_pools; k++) {
            xp_sections_add(&self->sections[s][k], &row->pool[s][k]);
        }
        for (int q = 0; q < self->n_queues[s]; q++) {
            const cc_sample x = row->queue[s][q];
            sim_moments moments = queue_of(self, s, q);
            moments.n--;
            sim_moments_add(&moments, (double[N_QUEUE]){x.num - x.den, x.num, x.den, x.second});
        }
    }
}

/* ---- estimates ---- */

static const sim_confidence *
confidence_of(sim_confidence *known, double level, uint64_t n)
{
    if (known->n != n || known->level != level) {
        *known = sim_confidence_of(level, n);
    }
    return known;
}

static sim_function
function_of(const xp_measure *measure, const sim_moments *moments, int at)
{
    return is_sd(measure) ? sim_function_deviation(moments, at) : sim_function_ratio(moments, at);
}

/* Below this part of a figure a standard error is the rounding of long sums, and no spread. */
#define ROUNDING 1e-9

/* Of a function of means that is as large as `size`. Replications without anything that the figure
 * is of say nothing about it: it is as of the others alone, `confidence`->n of them. */
static sim_error_moments
error_of(const sim_moments *moments, const sim_function *f, double size,
         const sim_confidence *confidence)
{
    sim_error_moments error = sim_moments_error(moments, f);
    const double n = (double)moments->n, k = (double)confidence->n;
    if (sqrt(error.variance) <= ROUNDING * size) {
        return (sim_error_moments){0, 0};
    }
    if (k < n && k > 1) { /* where variance and third moment are without bias */
        error.variance *= k / (k - 1) * (n - 1) / n;
        error.third *= k > 2 ? k * k / (k - 1) / (k - 2) * (n - 1) * (n - 2) / (n * n) : 0;
    }
    return error;
}

/* What controls leave of the error of a function of means, as far as it is linear. False: there are none, or
 * they are of no use here. */
static bool
adjusted_of(const xp_estimates *self, int s, size_t m, const sim_function *f, double variance,
            xp_adjusted *it)
{
    const xp_adjust *adjust = &self->adjust[s];
    const int n_terms = n_terms_of(self, s, m);
    const double n = (double)self->n;
    double cross[XP_CONTROLS] = {0};
    if (adjust->k == 0 || !(variance > 0) || isnan(f->value)) {
        return false;
    }
    for (int t = 0; t < n_terms; t++) {
        for (int j = 0; j < adjust->k && f->gradient[t] != 0; j++) {
            cross[j] +=
                f->gradient[t] * self->cross[s][self->crossed[s][m] + (size_t)(t * adjust->k + j)];
        }
    }
    return xp_adjust_of(adjust, cross, variance * n * (n - 1), it) && it->variance > 0;
}

/* By the error as it is, or by what controls leave of it; that only of what every replication has. */
static sim_interval
smooth_of(const xp_estimates *self, int s, size_t m, const sim_function *f, bool difference,
          const sim_error_moments *error, const sim_confidence *confidence)
{
    xp_adjusted it;
    double least, most;
    if (confidence->n == self->n && adjusted_of(self, s, m, f, error->variance, &it)) {
        cc_kpi_bounds(self->table->measure[m].kpi, &least, &most);
        const double value = f->value - it.shift;
        const sim_error_moments left = {.variance = it.variance};
        if (value >= (difference ? least - most : least) &&
            value <= (difference ? most - least : most)) {
            return sim_interval_smooth(
                value, &left,
                confidence_of(&self->known->adjusted, confidence->level, it.degrees + 1));
        }
    }
    return sim_interval_smooth(f->value, error, confidence);
}

/* Of a figure that is a function of means, by what it is. */
static sim_interval
interval_of(const xp_estimates *self, int s, size_t m, const sim_moments *moments,
            const sim_confidence *confidence)
{
    const xp_measure *measure = &self->table->measure[m];
    const sim_function f = function_of(measure, moments, 0);
    const sim_error_moments error = error_of(moments, &f, fabs(f.value), confidence);
    const double n = (double)moments->n;
    const double events = n * sim_moments_mean(moments, 0);
    const double all = n * sim_moments_mean(moments, 1);
    switch (cc_kpis[measure->kpi].estimator) {
    case CC_DAYS:
        return sim_interval_days(events, all, error.variance, confidence);
    case CC_SHARE:
        return events < XP_FEW_EVENTS || all - events < XP_FEW_EVENTS
                   ? sim_interval_share(events, all, error.variance, confidence)
                   : smooth_of(self, s, m, &f, false, &error, confidence);
    case CC_COUNT:
        return events < XP_FEW_EVENTS && (events == 0 || error.variance > 0)
                   ? sim_interval_count(events, all, error.variance, confidence)
                   : smooth_of(self, s, m, &f, false, &error, confidence);
    default:
        return smooth_of(self, s, m, &f, false, &error, confidence);
    }
}

/* Shares and counts of which one did not vary: of no event, or of nothing else. What is known of it
 * is how many there could have been, not how they vary. If neither did and they are the same, so
 * they were in every replication. */
static bool
is_bounded_by_count(const xp_measure *measure, const sim_error_moments *a,
                    const sim_error_moments *b, bool differ)
{
    const cc_estimator it = cc_kpis[measure->kpi].estimator;
    return (it == CC_SHARE || it == CC_COUNT) && !(a->variance > 0 && b->variance > 0) && differ;
}

/* Below so many replications intervals of this figure hold the truth less often than nine times in
 * ten where days differ much; see "Coverage" in docs/verification.md. */
static uint64_t
enough(const xp_measure *measure, bool difference)
{
    switch (cc_kpis[measure->kpi].estimator) {
    case CC_SD:
        return 50;
    case CC_QUANTILE:
        return (uint64_t)fmax(XP_ENOUGH,
                              ceil(1 / fmin(measure->number, 1 - measure->number) - 1e-9));
    case CC_DAYS:
        return difference ? 30 : XP_ENOUGH;
    default:
        return XP_ENOUGH;
    }
}

/* Replications that tell something of it. */
static uint64_t
behind_of(const xp_estimates *self, int s, size_t m)
{
    return is_quantile(&self->table->measure[m]) ? self->n : self->behind[s][m];
}

sim_interval
xp_estimate(const xp_estimates *self, int s, size_t m, double level)
{
    const xp_measure *measure = &self->table->measure[m];
    if (measure->local[s] == XP_LACKS) {
        return sim_interval_around(NAN, NAN, self->n);
    }
    sim_interval interval;
    if (is_quantile(measure)) {
        const xp_sections *sections = &self->sections[s][measure->pool];
        interval = xp_sections_quantile(
            sections, measure->number,
            confidence_of(&self->known->sections, level, xp_sections_full(sections)));
    } else {
        const sim_moments moments = moments_of(self, s, m);
        interval = interval_of(self, s, m, &moments,
                               confidence_of(&self->known->whole, level, self->behind[s][m]));
    }
    double least, most;
    cc_kpi_bounds(measure->kpi, &least, &most);
    interval = sim_interval_within(&interval, least, most);
    interval.n = self->n;
    interval.few = behind_of(self, s, m) < enough(measure, false);
    return interval;
}

/* In the scenario where they are fewer. */
static uint64_t
fewer_behind(const xp_estimates *self, int s, size_t m)
{
    const uint64_t a = behind_of(self, s, m), b = behind_of(self, 0, m);
    return a < b ? a : b;
}

static sim_interval
paired_difference(const xp_estimates *self, int s, size_t m, double level)
{
    const xp_measure *measure = &self->table->measure[m];
    if (is_quantile(measure)) {
        const xp_sections *sections = &self->sections[s][measure->pool];
        return xp_sections_difference(
            sections, &self->sections[0][measure->pool], measure->number,
            confidence_of(&self->known->sections, level, xp_sections_full(sections)));
    }
    const sim_moments moments = moments_of(self, s, m);
    const sim_function mine = function_of(measure, &moments, 0);
    const sim_function base = function_of(measure, &moments, n_terms(measure));
    const double size = fmax(fabs(mine.value), fabs(base.value));
    const uint64_t behind = fewer_behind(self, s, m);
    const sim_confidence *confidence = confidence_of(&self->known->whole, level, behind);
    const sim_error_moments one = error_of(&moments, &mine, fabs(mine.value), confidence);
    const sim_error_moments other = error_of(&moments, &base, fabs(base.value), confidence);
    const bool bounded = is_bounded_by_count(measure, &one, &other, mine.value != base.value);
    if (cc_kpis[measure->kpi].estimator == CC_DAYS || bounded) {
        const sim_interval a = xp_estimate(self, s, m, level), b = xp_estimate(self, 0, m, level);
        return sim_interval_difference(
            &a, &b, bounded ? 0 : sim_moments_correlation(&moments, &mine, &base));
    }
    const sim_function difference = sim_function_minus(&mine, &base);
    const sim_error_moments error = error_of(&moments, &difference, size, confidence);
    return smooth_of(self, s, m, &difference, true, &error, confidence);
}

xp_difference
xp_estimate_difference(const xp_estimates *self, int s, size_t m, double level)
{
    const xp_measure *measure = &self->table->measure[m];
    xp_difference difference = {.interval = sim_interval_around(NAN, NAN, self->n)};
    if (s == 0 || measure->local[s] == XP_LACKS || measure->local[0] == XP_LACKS) {
        return difference;
    }
    const sim_interval mine = xp_estimate(self, s, m, level);
    const sim_interval base = xp_estimate(self, 0, m, level);
    difference.interval = self->paired ? paired_difference(self, s, m, level)
                                       : sim_interval_difference(&mine, &base, 0);
    double least, most;
    cc_kpi_bounds(measure->kpi, &least, &most);
    difference.interval = sim_interval_within(&difference.interval, least - most, most - least);
    difference.interval.n = self->n;
    /* of constants, and of ratios that are the same whatever their terms, only rounding is left */
    const double nothing = ROUNDING * fmax(fabs(mine.mean), fabs(base.mean));
    difference.equal =
        (self->paired && !self->differs[s][m] && !isnan(difference.interval.mean)) ||
        (fabs(difference.interval.mean) <= nothing && difference.interval.half_width <= nothing);
    if (difference.equal) { /* no rounding of sums of squares: nothing differed */
        difference.interval = sim_interval_around(0, 0, self->n);
    }
    difference.interval.few = fewer_behind(self, s, m) < enough(measure, true);
    return difference;
}

cc_sample
xp_estimate_means(const xp_estimates *self, int s, size_t m)
{
    const sim_moments moments = moments_of(self, s, m);
    const double unit = (double)self->unit;
    return (cc_sample){.num = sim_moments_mean(&moments, 0) / unit,
                       .den = sim_moments_mean(&moments, 1) / unit};
}

double
xp_estimate_variance(const xp_estimates *self, int s, size_t m, bool difference, bool plain)
{
    const xp_measure *measure = &self->table->measure[m];
    if (measure->local[s] == XP_LACKS || is_quantile(measure) ||
        (difference && !is_paired(self, s, measure))) {
        return NAN;
    }
    const sim_moments moments = moments_of(self, s, m);
    sim_function f = function_of(measure, &moments, 0);
    if (difference) {
        const sim_function base = function_of(measure, &moments, n_terms(measure));
        f = sim_function_minus(&f, &base);
    }
    const double variance = sim_moments_error(&moments, &f).variance;
    xp_adjusted it;
    const bool is_whole =
        (difference ? fewer_behind(self, s, m) : behind_of(self, s, m)) == self->n;
    return !plain && is_whole && adjusted_of(self, s, m, &f, variance, &it) ? it.variance
                                                                            : variance;
}

bool
xp_estimate_grows(const xp_estimates *self, int s, int queue, double *start, double *end)
{
    const sim_moments moments = queue_of(self, s, queue);
    const double unit = (double)self->unit;
    const double growth = sim_moments_mean(&moments, 0) / unit;
    const double offered = sim_moments_mean(&moments, 3) / unit;
    *end = sim_moments_mean(&moments, 1) / unit;
    *start = sim_moments_mean(&moments, 2) / unit;
    if (growth <= 0 || *end <= 2 * *start + 10 || growth <= 0.02 * offered) {
        return false;
    }
    if (moments.n < 2) {
        return true; /* nothing to test against; better said than kept */
    }
    const sim_function mean = sim_function_mean(&moments, 0);
    return growth > 4 * sqrt(sim_moments_error(&moments, &mean).variance) / unit;
}

double
xp_sample_value(cc_kpi_id kpi, const cc_sample *x)
{
    if (cc_kpis[kpi].estimator == CC_SD) {
        const sim_moments moments = {
            .number = (double[]){x->num, x->den, x->second}, .k = 3, .n = 1};
        return sim_function_deviation(&moments, 0).value;
    }
    return x->den == 0 ? NAN : x->num / x->den;
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
    return xp_sample_value(measure->kpi, &self->sample[s][measure->local[s]]);
}
