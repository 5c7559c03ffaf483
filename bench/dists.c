/* One value of each distribution, from a uniform given. */
#include "bench/bench.h"
#include "sim/dist.h"
#include "sim/random.h"

#include <stdio.h>
#include <stdlib.h>

#define UNIFORMS 4096
#define MOST_BLOCKS 16

extern const sim_dist_type sim_dist_constant, sim_dist_empirical, sim_dist_erlang,
    sim_dist_exponential, sim_dist_gamma, sim_dist_geometric, sim_dist_hyperexponential,
    sim_dist_lognormal, sim_dist_mixture, sim_dist_never, sim_dist_shifted, sim_dist_survival,
    sim_dist_triangular, sim_dist_truncated, sim_dist_uniform, sim_dist_weibull;

static const double means[] = {60, 600}, weights[] = {.7, .3};
static const double values[] = {5, 20, 40, 90, 400};
static const double times[] = {10, 30, 60, 120, 300}, survivors[] = {.96, .9, .8, .7, .5};

static const sim_dist lognormal = {.type = &sim_dist_lognormal, .p = {180, 1}};

static const sim_dist constant = {.type = &sim_dist_constant, .p = {180}},
                      uniform = {.type = &sim_dist_uniform, .p = {60, 300}},
                      triangular = {.type = &sim_dist_triangular, .p = {60, 120, 300}},
                      exponential = {.type = &sim_dist_exponential, .p = {180}},
                      erlang = {.type = &sim_dist_erlang, .p = {180, 3}},
                      gamma = {.type = &sim_dist_gamma, .p = {180, .8}},
                      weibull = {.type = &sim_dist_weibull, .p = {180, .7}},
                      geometric = {.type = &sim_dist_geometric, .p = {6}},
                      never = {.type = &sim_dist_never},
                      hyperexponential = {.type = &sim_dist_hyperexponential,
                                          .list = {means, weights},
                                          .n_list = {2, 2}},
                      empirical = {.type = &sim_dist_empirical, .list = {values}, .n_list = {5}},
                      survival = {.type = &sim_dist_survival,
                                  .list = {times, survivors},
                                  .n_list = {5, 5},
                                  .p = {0, 0, 600}},
                      /* the part is filled in by setup */
    shifted = {.type = &sim_dist_shifted, .p = {20}, .n_parts = 1},
                      truncated = {.type = &sim_dist_truncated, .p = {0, 10, 900}, .n_parts = 1},
                      mixture = {.type = &sim_dist_mixture,
                                 .list = {weights},
                                 .n_list = {2},
                                 .n_parts = 2};

typedef struct drawing {
    sim_dist dist, part[2];
    double u[UNIFORMS], e[UNIFORMS]; /* uniforms, and -log(1 - u) */
    void *block[MOST_BLOCKS];
    int n_blocks;
} drawing;

static void *
allocate(size_t bytes, void *arg)
{
    drawing *self = arg;
    if (self->n_blocks == MOST_BLOCKS) {
        return NULL;
    }
    return self->block[self->n_blocks++] = malloc(bytes);
}

static void
dist_free(void *state)
{
    drawing *self = state;
    while (self->n_blocks > 0) {
        free(self->block[--self->n_blocks]);
    }
    free(self);
}

static void *
dist_setup(const bench_case *is, char *why)
{
    drawing *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->dist = *(const sim_dist *)is->argument;
    self->part[0] = self->part[1] = lognormal;
    self->part[1].p[0] = 900;
    self->dist.part = self->dist.n_parts > 0 ? self->part : NULL;
    const char *broken = sim_dist_setup(&self->dist, allocate, self);
    if (broken != NULL) {
        snprintf(why, BENCH_NOTE, "%s", broken);
        dist_free(self);
        return NULL;
    }
    for (size_t j = 0; j < UNIFORMS; j++) {
        self->u[j] = sim_uniform(sim_random_block((sim_key){1, 2}, (sim_name){3, 4, 5}, j).word[0]);
        self->e[j] = -sim_log(1 - self->u[j]);
    }
    return self;
}

static double
dist_body(void *state, double items)
{
    const drawing *self = state;
    double sum = 0;
    for (uint64_t k = 0; k < (uint64_t)items; k++) {
        sum += sim_dist_quantile(&self->dist, self->u[k % UNIFORMS]);
    }
    bench_sink = sum;
    return (double)(uint64_t)items;
}

static double
known_body(void *state, double items)
{
    const drawing *self = state;
    double sum = 0;
    for (uint64_t k = 0; k < (uint64_t)items; k++) {
        sum += sim_dist_quantile_of(&self->dist, self->u[k % UNIFORMS], self->e[k % UNIFORMS]);
    }
    bench_sink = sum;
    return (double)(uint64_t)items;
}

#define DIST(which)                                                                                \
    {                                                                                              \
        .name = "dist/" #which, .unit = "value", .items = 4e6, .setup = dist_setup,                \
        .body = dist_body, .free = dist_free, .argument = &(which)                                 \
    }

const bench_case bench_dists[] = {
    DIST(constant),
    DIST(uniform),
    DIST(triangular),
    DIST(exponential),
    DIST(erlang),
    DIST(gamma),
    DIST(lognormal),
    DIST(weibull),
    DIST(hyperexponential),
    DIST(mixture),
    DIST(shifted),
    DIST(truncated),
    DIST(empirical),
    DIST(survival),
    /* as for the first contact of an issue, whose logarithms are taken many at a time */
    {.name = "dist/survival/logarithm-known",
     .unit = "value",
     .items = 4e6,
     .setup = dist_setup,
     .body = known_body,
     .free = dist_free,
     .argument = &survival},
    DIST(never),
    DIST(geometric),
    {0},
};
