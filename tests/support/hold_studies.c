#include "tests/support/hold_studies.h"

#include "experiment/sections.h"
#include "experiment/simultaneous.h"
#include "experiment/steady.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "sim/batch_means.h"
#include "sim/moments.h"
#include "sim/next_value.h"
#include "sim/warm_up.h"
#include "tests/support/exact_mmn.h"
#include "tests/support/processes.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEVEL 0.95

static sim_stream
draws(uint64_t seed, uint64_t purpose)
{
    return sim_stream_make((sim_key){seed, 0}, (sim_name){purpose, 0, 0});
}

static double
exponential(sim_stream *stream)
{
    return -log(sim_uniform(sim_stream_next(stream)));
}

static hold_result
result_of(const sim_interval *it, double truth)
{
    return (hold_result){.held = sim_interval_holds(it, truth),
                         .told = it->few,
                         .below = it->upper<truth, .above = it->lower> truth,
                         .half_width = it->half_width};
}

static sim_interval
smooth(const sim_moments *moments, const sim_function *f, double level)
{
    const sim_error_moments error = sim_moments_error(moments, f);
    const sim_confidence confidence = sim_confidence_of(level, moments->n);
    return sim_interval_smooth(f->value, &error, &confidence);
}

/* ---- replications ---- */

/* Exponential figures, one a replication: mean 1. */
static hold_result
of_a_mean(uint64_t seed, size_t n)
{
    double number[40] = {0};
    sim_moments moments = {.number = number, .k = 1};
    sim_stream stream = draws(seed, 1);
    for (size_t j = 0; j < n; j++) {
        const double x = exponential(&stream);
        sim_moments_add(&moments, &x);
    }
    const sim_function f = sim_function_mean(&moments, 0);
    const sim_interval it = smooth(&moments, &f, LEVEL);
    return result_of(&it, 1);
}

#define DAY_CV 0.3 /* sd of the logarithm of a day's factor, of mean 1 */

static double
day_factor(sim_stream *stream)
{
    return exp(DAY_CV * process_normal(stream) - DAY_CV * DAY_CV / 2);
}

/* Busy days wait longer: N = G^2, D = G, so E N / E D = e^(cv^2); of the second center N is 1.3 times that of the
 * same day and 0.1 G of its own. */
static hold_result
of_ratios(uint64_t seed, size_t n, bool difference)
{
    double number[80] = {0};
    sim_moments moments = {.number = number, .k = 4};
    sim_stream stream = draws(seed, 2);
    for (size_t j = 0; j < n; j++) {
        const double g = day_factor(&stream), own = exponential(&stream);
        const double x[] = {1.3 * g * g + 0.1 * g * own, g, g * g, g};
        sim_moments_add(&moments, x);
    }
    const sim_function second = sim_function_ratio(&moments, 0);
    const sim_function first = sim_function_ratio(&moments, 2);
    const sim_function less = sim_function_minus(&second, &first);
    const double truth = exp(DAY_CV * DAY_CV);
    const sim_interval it = smooth(&moments, difference ? &less : &first, LEVEL);
    return result_of(&it, difference ? 0.3 * truth + 0.1 : truth);
}

static hold_result
of_a_ratio(uint64_t seed, size_t n)
{
    return of_ratios(seed, n, false);
}

static hold_result
of_a_difference(uint64_t seed, size_t n)
{
    return of_ratios(seed, n, true);
}

/* Shares of 500 a replication, each 8 %, but of as many times more or less as the day's factor says. */
static hold_result
of_a_share(uint64_t seed, size_t n)
{
    double number[40] = {0}, events = 0;
    sim_moments moments = {.number = number, .k = 2};
    sim_stream stream = draws(seed, 3);
    for (size_t j = 0; j < n; j++) {
        const double p = 0.08 * day_factor(&stream);
        double x[] = {0, 500};
        for (int k = 0; k < 500; k++) {
            x[0] += sim_uniform(sim_stream_next(&stream)) < p;
        }
        events += x[0];
        sim_moments_add(&moments, x);
    }
    const sim_function f = sim_function_ratio(&moments, 0);
    const sim_interval it = smooth(&moments, &f, LEVEL);
    return result_of(&it, 0.08);
}

#define WAITS 150 /* of a replication */

/* Waits E (1 + s), s an effect of the replication, half of the time 0.3 and half -0.3: 90 % of them within the
 * q of (e^(-q / 1.3) + e^(-q / 0.7)) / 2 = 0.1. In the second center all are 1.25 times as long, and have 0.2 E' more. */
static hold_result
of_quantiles(uint64_t seed, size_t n, bool difference)
{
    xp_sections first, second;
    sim_stream stream = draws(seed, 4);
    if (xp_sections_init(&first) != SIM_OK || xp_sections_init(&second) != SIM_OK) {
        abort();
    }
    static sim_histogram a, b;
    for (size_t j = 0; j < n; j++) {
        const double s = sim_uniform(sim_stream_next(&stream)) < 0.5 ? 0.7 : 1.3;
        memset(&a, 0, sizeof(a));
        memset(&b, 0, sizeof(b));
        for (int k = 0; k < WAITS; k++) {
            const double wait = s * exponential(&stream);
            sim_histogram_add(&a, 10 * wait);
            sim_histogram_add(&b, 12.5 * wait);
        }
        xp_sections_add(&first, &a);
        xp_sections_add(&second, &b);
    }
    const sim_confidence confidence = sim_confidence_of(LEVEL, xp_sections_full(&first));
    double low = 0, high = 100;
    while (high - low > 1e-9) {
        const double q = (low + high) / 2;
        *((exp(-q / 1.3) + exp(-q / 0.7)) / 2 > 0.1 ? &low : &high) = q;
    }
    const sim_interval it = difference ? xp_sections_difference(&second, &first, 0.9, &confidence)
                                       : xp_sections_quantile(&first, 0.9, &confidence);
    xp_sections_free(&first);
    xp_sections_free(&second);
    return result_of(&it, (difference ? 2.5 : 10) * low);
}

static hold_result
of_a_quantile(uint64_t seed, size_t n)
{
    return of_quantiles(seed, n, false);
}

static hold_result
of_a_difference_of_quantiles(uint64_t seed, size_t n)
{
    return of_quantiles(seed, n, true);
}

/* ---- one more ---- */

static int
compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static hold_result
of_the_next(uint64_t seed, size_t n, bool is_normal)
{
    static double x[1001];
    sim_stream stream = draws(seed, 5);
    for (size_t j = 0; j <= n; j++) {
        x[j] = is_normal ? process_normal(&stream) : exponential(&stream);
    }
    const double next = x[n];
    qsort(x, n, sizeof(*x), compare);
    const sim_interval it = sim_next_value(x, n, LEVEL);
    return result_of(&it, next);
}

static hold_result
of_the_next_exponential(uint64_t seed, size_t n)
{
    return of_the_next(seed, n, false);
}

static hold_result
of_the_next_normal(uint64_t seed, size_t n)
{
    return of_the_next(seed, n, true);
}

/* ---- one long run ---- */

#define LONGEST 400000

static double values[LONGEST], ones[LONGEST];

static hold_result
of_batches(size_t n, double truth, bool overlapping, bool cut)
{
    for (size_t j = 0; j < n; j++) {
        ones[j] = 1;
    }
    const sim_warm_up warm_up =
        cut ? sim_warm_up_mser(values, ones, n, SIM_MSER_BATCH) : (sim_warm_up){0};
    const sim_batch_means it =
        sim_batch_means_of(values + warm_up.cut, ones, n - warm_up.cut, 30, overlapping, LEVEL);
    hold_result result = result_of(&it.interval, truth);
    result.told = warm_up.late || sim_batch_means_too_short(&it);
    return result;
}

static void
autoregression(uint64_t seed, size_t n, double before)
{
    sim_stream stream = draws(seed, 6);
    process_ar1(&stream, values, n, 0.9, 10, before);
}

static hold_result
of_batch_means(uint64_t seed, size_t n)
{
    autoregression(seed, n, 10);
    return of_batches(n, 10, false, false);
}

static hold_result
of_overlapping_batch_means(uint64_t seed, size_t n)
{
    autoregression(seed, n, 10);
    return of_batches(n, 10, true, false);
}

/* Begins 20 standard deviations off. */
static hold_result
of_a_run_from_afar(uint64_t seed, size_t n)
{
    autoregression(seed, n, 10 + 20 / sqrt(1 - 0.81));
    return of_batches(n, 10, false, false);
}

static hold_result
of_a_run_from_afar_cut(uint64_t seed, size_t n)
{
    autoregression(seed, n, 10 + 20 / sqrt(1 - 0.81));
    return of_batches(n, 10, false, true);
}

static hold_result
of_mm1_waits(uint64_t seed, size_t n)
{
    sim_stream stream = draws(seed, 7);
    process_mm1_waits(&stream, values, n, 0.8);
    return of_batches(n, 0.8 / 0.2, false, true);
}

static hold_result
of_mm1_waits_overlapping(uint64_t seed, size_t n)
{
    sim_stream stream = draws(seed, 7);
    process_mm1_waits(&stream, values, n, 0.8);
    return of_batches(n, 0.8 / 0.2, true, true);
}

/* scenarios/minimal.cfg, so many days of it: the wait of Erlang C. */
static hold_result
of_a_center(uint64_t seed, size_t days)
{
    char path[512], observe[32];
    cc_scenario scenario;
    xp_steady steady;
    cc_refusal refusal = {""};
    snprintf(path, sizeof(path), "%s/scenarios/minimal.cfg", CCSIM_SOURCE_DIR);
    snprintf(observe, sizeof(observe), "%zu d", days);
    const cc_override set[] = {{.path = "run.warm_up", .value = "0 s"},
                               {.path = "run.observe", .value = observe}};
    exact_mmn q = exact_mmn_solve(
        (exact_mmn_def){.lambda = 200 / 3600., .mu = 1 / 180., .n = 14, .room = -1});
    if (cc_scenario_load(&scenario, path, set, 2, &refusal) != SIM_OK ||
        xp_steady_init(&steady, &scenario, &refusal) != SIM_OK ||
        xp_steady_want(&steady, "asa", "channel:voice", &refusal) != SIM_OK ||
        xp_steady_run(&steady, seed, 0, 0, NULL, &refusal) != SIM_OK) {
        fprintf(stderr, "%s\n", refusal.text);
        exit(EXIT_FAILURE);
    }
    const xp_steady_figure it = xp_steady_figure_of(&steady, 0, 30, false, LEVEL);
    hold_result result = result_of(&it.means.interval, q.wait);
    result.told = it.too_short;
    exact_mmn_free(&q);
    xp_steady_free(&steady);
    cc_scenario_free(&scenario);
    return result;
}

/* ---- together ---- */

enum { K = 5 };

/* Figures of K centers on the same days: what they share is as large as what is their own, and both are
 * skewed. Means rise by step. */
static void
days_of(uint64_t seed, size_t n, double step, double *value)
{
    sim_stream stream = draws(seed, 8);
    for (size_t j = 0; j < n; j++) {
        const double common = exponential(&stream);
        for (int a = 0; a < K; a++) {
            value[j * K + (size_t)a] = common + exponential(&stream) + step * a;
        }
    }
}

static sim_interval
difference(const double *value, size_t n, int a, int b, double level)
{
    double number[40] = {0};
    sim_moments moments = {.number = number, .k = 1};
    for (size_t j = 0; j < n; j++) {
        const double x = value[j * K + (size_t)a] - value[j * K + (size_t)b];
        sim_moments_add(&moments, &x);
    }
    const sim_function f = sim_function_mean(&moments, 0);
    return smooth(&moments, &f, level);
}

static hold_result
of_bonferroni(uint64_t seed, size_t n)
{
    static double value[1000 * K];
    days_of(seed, n, 0.1, value);
    hold_result all = {.held = true};
    for (int a = 1; a < K; a++) {
        const sim_interval it = difference(value, n, a, 0, 1 - (1 - LEVEL) / (K - 1));
        all.held = all.held && sim_interval_holds(&it, 0.1 * a);
        all.half_width += it.half_width / (K - 1);
    }
    return all;
}

/* told: the best is not named as such. */
static hold_result
of_the_best(uint64_t seed, size_t n, double step)
{
    static double value[1000 * K];
    double low[K * K] = {0}, high[K * K] = {0}, lower[K], upper[K];
    days_of(seed, n, step, value);
    for (int a = 0; a < K; a++) {
        for (int b = 0; b < K; b++) {
            if (a != b) {
                const sim_interval it = difference(value, n, a, b, 1 - 2 * (1 - LEVEL) / (K - 1));
                low[a * K + b] = it.lower;
                high[a * K + b] = it.upper;
            }
        }
    }
    xp_with_best(low, high, K, lower, upper);
    hold_result all = {.held = true, .told = lower[K - 1] < 0};
    for (int a = 0; a < K; a++) {
        const double truth = step * (a == K - 1 ? 1 : a - (K - 1));
        all.held = all.held && lower[a] <= truth + 1e-12 && truth - 1e-12 <= upper[a];
        all.half_width += (upper[a] - lower[a]) / 2 / K;
    }
    return all;
}

static hold_result
of_the_best_of_five(uint64_t seed, size_t n)
{
    return of_the_best(seed, n, 0.2);
}

static hold_result
of_the_best_of_equals(uint64_t seed, size_t n)
{
    return of_the_best(seed, n, 0);
}

#define R "replications"
#define O "observations"

const hold_study hold_studies[] = {
    {"mean", "mean of exponential figures", R, {10, 30, 100}, of_a_mean, {.86, .89, .92}},
    {"ratio", "ratio, days with cv 0.3", R, {10, 30, 100}, of_a_ratio, {.88, .91, .92}},
    {"share", "share of 8 %, days with cv 0.3", R, {10, 30, 100}, of_a_share, {.90, .92, .92}},
    {"difference",
     "difference of ratios, paired",
     R,
     {10, 30, 100},
     of_a_difference,
     {.88, .91, .92}},
    {"quantile", "90 % quantile", R, {10, 30, 100}, of_a_quantile, {.90, .92, .92}},
    {"quantiles",
     "difference of 90 % quantiles, paired",
     R,
     {10, 30, 100},
     of_a_difference_of_quantiles,
     {.90, .92, .92}},
    {"next",
     "one more, exponential (by order)",
     R,
     {39, 60, 400},
     of_the_next_exponential,
     {.92, .92, .92}},
    {"next-normal",
     "one more, normal (by Student's t)",
     R,
     {5, 10, 38},
     of_the_next_normal,
     {.92, .92, .92}},
    {"next-few",
     "one more, exponential, as if normal",
     R,
     {5, 10, 38},
     of_the_next_exponential,
     {.85, .85, .85}},
    {"batches",
     "30 batch means, autoregression 0.9",
     O,
     {600, 3000, 30000},
     of_batch_means,
     {.70, .88, .92}},
    {"overlapping",
     "... overlapping",
     O,
     {600, 3000, 30000},
     of_overlapping_batch_means,
     {.70, .88, .92}},
    {"afar", "... from 20 sd off, not cut", O, {600, 3000, 30000}, of_a_run_from_afar, {0, 0, 0}},
    {"mser",
     "... from 20 sd off, MSER-5",
     O,
     {600, 3000, 30000},
     of_a_run_from_afar_cut,
     {.65, .86, .92}},
    {"mm1",
     "waits of M/M/1 at 80 % from empty, MSER-5",
     O,
     {10000, 100000, 400000},
     of_mm1_waits,
     {.82, .91, .92},
     true},
    {"mm1-overlapping",
     "... overlapping",
     O,
     {10000, 100000, 400000},
     of_mm1_waits_overlapping,
     {.82, .91, .92},
     true},
    {"center",
     "ASA of scenarios/minimal.cfg, MSER-5",
     "days",
     {5, 20, 60},
     of_a_center,
     {.85, .91, .92},
     true},
    {"bonferroni",
     "4 differences to the first, all",
     R,
     {10, 30, 100},
     of_bonferroni,
     {.88, .91, .92}},
    {"best",
     "5 to the best of the others, all",
     R,
     {10, 30, 100},
     of_the_best_of_five,
     {.90, .92, .92}},
    {"equals", "... of equal ones", R, {10, 30, 100}, of_the_best_of_equals, {.90, .92, .92}},
    {.name = NULL},
};
