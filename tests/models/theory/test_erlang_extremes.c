/* ccsim erlang over inputs that nobody has: each is answered sensibly or refused, within a second,
 * forwards and backwards. `models_theory_test_erlang_extremes N FIRST` tries N from seed FIRST on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/theory/erlang_patience.h"
#include "sim/random.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECONDS_MAX 1.0 /* of CPU time */

static int n_trials = 400;
static int first_seed = 1;

typedef sim_stream chance;

static double
uniform(chance *self)
{
    return sim_uniform(sim_stream_next(self));
}

/* Between low and high, evenly by magnitude. */
static double
magnitude(chance *self, double low, double high)
{
    return low * pow(high / low, uniform(self));
}

static size_t
pick(chance *self, size_t n)
{
    return (size_t)(uniform(self) * (double)n);
}

typedef struct trial {
    cc_erlang_model model;
    cc_erlang input;
    sim_dist dist;
    double lists[2][3];
    cc_erlang_patience patience;
    void *memory[64];
    size_t n_memory;
} trial;

static void *
allocate(size_t bytes, void *arg)
{
    trial *self = arg;
    assert_true(self->n_memory < sizeof(self->memory) / sizeof(self->memory[0]));
    return self->memory[self->n_memory++] = malloc(bytes);
}

/* Any of those that have a few parameters. */
static bool
make_patience(trial *self, chance *by)
{
    static const struct {
        const char *name;
        double low[2], high[2];
    } laws[] = {
        {"lognormal", {1e-6, .01}, {1e8, 100}},    {"weibull", {1e-6, .1}, {1e8, 100}},
        {"gamma", {1e-6, .01}, {1e8, 10}},         {"exponential", {1e-9, 1}, {1e9, 1}},
        {"constant", {1e-6, 1}, {1e9, 1}},         {"uniform", {1e-6, 1e3}, {1e3, 1e9}},
        {"hyperexponential", {1e-6, 1}, {1, 1e9}}, {"never", {1, 1}, {1, 1}},
    };
    size_t k = pick(by, sizeof(laws) / sizeof(laws[0]));
    self->dist = (sim_dist){.type = sim_dist_find(laws[k].name)};
    assert_non_null(self->dist.type);
    for (int j = 0; j < SIM_DIST_PARAMS; j++) {
        self->dist.p[j] = NAN;
    }
    for (int j = 0; j < 2; j++) {
        self->dist.p[j] = magnitude(by, laws[k].low[j], laws[k].high[j]);
    }
    if (strcmp(laws[k].name, "hyperexponential") == 0) {
        memcpy(self->lists[0], self->dist.p, sizeof(double[2]));
        self->lists[1][0] = 1;
        self->lists[1][1] = magnitude(by, 1e-6, 1e6);
        for (int j = 0; j < 2; j++) {
            self->dist.list[j] = self->lists[j];
            self->dist.n_list[j] = 2;
        }
    }
    return sim_dist_setup(&self->dist, allocate, self) == NULL &&
           cc_erlang_patience_init(&self->patience, &self->dist, &self->input) == SIM_OK;
}

static bool
make(trial *self, chance *by)
{
    *self = (trial){.model = (cc_erlang_model)pick(by, 3)};
    double load = magnitude(by, 1e-6, pick(by, 4) == 0 ? 1e9 : 1e5);
    double service_time = magnitude(by, 1e-6, 1e7);
    double near = load * (1 + (uniform(by) - .5) * magnitude(by, 1e-12, 1));
    self->input = (cc_erlang){
        .calls = load,
        .period = service_time * (pick(by, 2) == 0 ? 1 : .999),
        .service_time = service_time,
        .agents = pick(by, 2) == 0 ? near : magnitude(by, 1e-6, 1e9),
        .threshold = pick(by, 3) == 0 ? 0 : service_time * magnitude(by, 1e-12, 1e6),
        .patience = service_time * magnitude(by, 1e-15, 1e12),
    };
    if (self->model == CC_ERLANG_A && pick(by, 2) == 0) {
        return make_patience(self, by);
    }
    return true;
}

static void
show(const trial *self, int seed)
{
    fprintf(stderr,
            "seed %d: model %d, %.17g calls in %.17g s of %.17g s, %.17g agents, patience %s %.17g "
            "%.17g, threshold %.17g\n",
            seed, self->model, self->input.calls, self->input.period, self->input.service_time,
            self->input.agents, self->input.law == NULL ? "exponential" : self->dist.type->name,
            self->input.law == NULL ? self->input.patience : self->dist.p[0], self->dist.p[1],
            self->input.threshold);
}

static void
drop(trial *self)
{
    cc_erlang_patience_free(&self->patience);
    for (size_t j = 0; j < self->n_memory; j++) {
        free(self->memory[j]);
    }
}

static bool
is_share(double value)
{
    return isnan(value) || (value >= 0 && value <= 1 + 1e-9);
}

/* What holds for whatever input. */
static bool
is_sensible(const trial *self, const cc_erlang_figures *f)
{
    for (const cc_erlang_figure *row = cc_erlang_figure_table; row->name != NULL; row++) {
        double value = cc_erlang_figure_value(row, f);
        if (value < 0 || isinf(value) || (strcmp(row->unit, "fraction") == 0 && !is_share(value))) {
            fprintf(stderr, "%s is %g\n", row->name, value);
            return false;
        }
    }
    if (!f->stable || self->model == CC_ERLANG_B || self->input.calls == 0) {
        return true;
    }
    double rate = self->input.calls / self->input.period;
    double apart = f->asa * (1 - f->abandonment) + f->mean_wait_abandoned * f->abandonment;
    bool is_known = !isnan(f->mean_wait) && !isnan(f->abandonment) && !isnan(f->p_wait);
    bool is_split = self->model != CC_ERLANG_A || isnan(apart) ||
                    fabs(apart - f->mean_wait) <= 1e-8 * f->mean_wait;
    bool is_little = fabs(f->queue_length - rate * f->mean_wait) <= 1e-9 * f->queue_length;
    bool is_busy = fabs(f->busy_agents - f->load * (1 - f->abandonment)) <= 1e-9 * f->load;
    /* waits of the answered are not always the shorter: only the levels are ordered */
    bool is_level = f->service_level_offered <= f->service_level_g2 * (1 + 1e-9) &&
                    f->service_level_g1 <= f->service_level_g2 * (1 + 1e-9);
    if (!(is_known && is_split && is_little && is_busy && is_level)) {
        fprintf(stderr, "known %d split %d Little %d busy %d level %d\n", is_known, is_split,
                is_little, is_busy, is_level);
        return false;
    }
    return true;
}

static double
seconds_since(clock_t before)
{
    return (double)(clock() - before) / CLOCKS_PER_SEC;
}

static void
any_input_is_answered_or_refused_within_a_second(void **state)
{
    (void)state;
    int n_answered = 0;
    double longest = 0;
    for (int seed = first_seed; seed < first_seed + n_trials; seed++) {
        trial t;
        chance by = sim_stream_make((sim_key){(uint64_t)seed, 0}, (sim_name){0, 0, 0});
        bool is_made = make(&t, &by);
        clock_t before = clock();
        cc_erlang_figures figures;
        int ret = is_made ? cc_erlang_solve(t.model, &t.input, &figures) : SIM_ERR_PARAM;
        double seconds = seconds_since(before);
        longest = fmax(longest, seconds);
        bool is_good = ret == SIM_OK ? is_sensible(&t, &figures)
                                     : ret == SIM_ERR_PARAM || ret == SIM_ERR_PRECISION;
        if (!is_good || seconds > SECONDS_MAX) {
            show(&t, seed);
            fail_msg("%d after %.3f s", ret, seconds);
        }
        n_answered += ret == SIM_OK;
        drop(&t);
    }
    printf("%d of %d answered, longest %.3f s\n", n_answered, n_trials, longest);
    assert_true(n_answered > n_trials * 8 / 10);
}

/* How far n agents are from meeting the target, as a share of it; >= 0: met. */
static double
margin(trial *self, const cc_erlang_target *target, double n)
{
    cc_erlang_figures figures;
    self->input.agents = n;
    int ret = cc_erlang_solve(self->model, &self->input, &figures);
    assert_true(ret == SIM_OK || ret == SIM_ERR_PRECISION);
    double value = cc_erlang_figure_value(target->figure, &figures);
    return target->figure->better * (value - target->value) / target->value;
}

static void
the_least_number_is_found_or_refused_within_a_second(void **state)
{
    (void)state;
    int n_found = 0;
    double longest = 0;
    size_t n_figures = 0;
    while (cc_erlang_figure_table[n_figures].name != NULL) {
        n_figures++;
    }
    for (int seed = first_seed; seed < first_seed + n_trials; seed++) {
        trial t;
        chance by = sim_stream_make((sim_key){(uint64_t)seed, 0}, (sim_name){0, 0, 0});
        if (!make(&t, &by)) {
            drop(&t);
            continue;
        }
        const cc_erlang_figure *figure = &cc_erlang_figure_table[pick(&by, n_figures)];
        const bool fractional = pick(&by, 2) == 0;
        const bool is_share_of = strcmp(figure->unit, "fraction") == 0;
        cc_erlang_target target = {figure, is_share_of ? uniform(&by) : magnitude(&by, 1e-9, 1e9)};
        if (is_share_of && pick(&by, 2) == 0) {
            target.value = magnitude(&by, 1e-12, 1);
        }
        if (figure->better == 0) {
            drop(&t);
            continue;
        }
        clock_t before = clock();
        double agents = NAN;
        int ret = cc_erlang_agents(t.model, &t.input, &target, 1, fractional, &agents);
        double seconds = seconds_since(before);
        longest = fmax(longest, seconds);
        bool is_good = ret == SIM_OK || ret == SIM_ERR_LIMIT || ret == SIM_ERR_PARAM ||
                       ret == SIM_ERR_PRECISION;
        if (ret == SIM_OK && agents > 0) {
            n_found++;
            double step = fractional ? 1e-9 * agents : 1;
            double met = margin(&t, &target, agents);
            double less = agents > step ? margin(&t, &target, agents - step) : -1;
            is_good = met >= 0 && (!(less >= 0) || less < 1e-9);
            if (!is_good) {
                fprintf(stderr, "%s %g, %s: %.17g agents, margin %g, of less %g\n", figure->name,
                        target.value, fractional ? "fractional" : "whole", agents, met, less);
            }
        }
        if (!is_good || seconds > SECONDS_MAX) {
            show(&t, seed);
            fail_msg("%s %g: %d after %.3f s", figure->name, target.value, ret, seconds);
        }
        drop(&t);
    }
    printf("%d found, longest %.3f s\n", n_found, longest);
    assert_true(n_found > n_trials / 5);
}

int
main(int argc, char **argv)
{
    n_trials = argc > 1 ? atoi(argv[1]) : n_trials;
    first_seed = argc > 2 ? atoi(argv[2]) : first_seed;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_input_is_answered_or_refused_within_a_second),
        cmocka_unit_test(the_least_number_is_found_or_refused_within_a_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
