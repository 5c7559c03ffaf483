#include "tests/support/dists.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef union block {
    union block *next;
    max_align_t align;
} block;

void *
test_arena_allocate(size_t bytes, void *arena)
{
    test_arena *self = arena;
    block *made = malloc(sizeof(*made) + bytes);
    assert_non_null(made);
    made->next = self->last;
    self->last = made;
    return made + 1;
}

void
test_arena_free(test_arena *self)
{
    for (block *b = self->last; b != NULL;) {
        block *next = b->next;
        free(b);
        b = next;
    }
    self->last = NULL;
}

extern const sim_dist_type sim_dist_borel, sim_dist_constant, sim_dist_empirical, sim_dist_erlang,
    sim_dist_exponential, sim_dist_gamma, sim_dist_geometric, sim_dist_hyperexponential,
    sim_dist_lognormal, sim_dist_mixture, sim_dist_never, sim_dist_shifted, sim_dist_survival,
    sim_dist_triangular, sim_dist_truncated, sim_dist_uniform, sim_dist_weibull;

static const double means[] = {10, 1000, 60}, weights[] = {0.6, 0.3, 0.1}, halves[] = {1, 1};
static const double values[] = {5, 20, 20, 90, 400}, at[] = {0, 0.1, 0.5, 0.9, 1};
/* The bank's callers, as published. */
static const double t_s[] = {5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900};
static const double s[] = {.989, .963, .938, .921, .895, .862, .817, .751,
                           .710, .629, .566, .522, .458, .378, .278};
static const double t_end[] = {0, 60, 60.001, 120, 300}, s_end[] = {.9, .9, .4, .3, 0};

static const double t_late[] = {1000}, s_late[] = {0.9995};

static sim_dist two_modes[] = {{.type = &sim_dist_lognormal, .p = {100, 0.1}},
                               {.type = &sim_dist_lognormal, .p = {1000, 0.2}}};
static sim_dist atoms[] = {{.type = &sim_dist_constant, .p = {100}},
                           {.type = &sim_dist_exponential, .p = {1000}},
                           {.type = &sim_dist_constant, .p = {30}}};
static sim_dist some_never[] = {{.type = &sim_dist_gamma, .p = {100, 0.5}},
                                {.type = &sim_dist_never}};
static sim_dist gamma = {.type = &sim_dist_gamma, .p = {100, 2}};
static sim_dist steps = {.type = &sim_dist_geometric, .p = {6}};
static sim_dist waits = {
    .type = &sim_dist_survival, .list = {t_s, s}, .n_list = {15, 15}, .p = {0, 0, 840}};
static sim_dist mixed = {
    .type = &sim_dist_mixture, .list = {halves}, .n_list = {2}, .part = two_modes, .n_parts = 2};

const dist_example dist_examples[] = {
    {"constant", {.type = &sim_dist_constant, .p = {7}}},
    {"uniform", {.type = &sim_dist_uniform, .p = {3, 11}}},
    {"uniform, one value", {.type = &sim_dist_uniform, .p = {3, 3}}},
    {"triangular", {.type = &sim_dist_triangular, .p = {2, 5, 20}}},
    {"triangular, mode at min", {.type = &sim_dist_triangular, .p = {2, 2, 20}}},
    {"triangular, mode at max", {.type = &sim_dist_triangular, .p = {0, 20, 20}}},
    {"exponential", {.type = &sim_dist_exponential, .p = {180}}},
    {"erlang 1", {.type = &sim_dist_erlang, .p = {180, 1}}},
    {"erlang 3", {.type = &sim_dist_erlang, .p = {180, 3}}},
    {"erlang 1000", {.type = &sim_dist_erlang, .p = {180, 1000}}},
    {"gamma cv 0", {.type = &sim_dist_gamma, .p = {180, 0}}},
    {"gamma cv 0.01", {.type = &sim_dist_gamma, .p = {180, 0.01}}},
    {"gamma cv 0.15", {.type = &sim_dist_gamma, .p = {1, 0.15}}},
    {"gamma cv 0.8", {.type = &sim_dist_gamma, .p = {180, 0.8}}},
    {"gamma cv 1", {.type = &sim_dist_gamma, .p = {180, 1}}},
    {"gamma cv 2.5", {.type = &sim_dist_gamma, .p = {180, 2.5}}},
    {"gamma cv 10", {.type = &sim_dist_gamma, .p = {180, 10}}},
    {"lognormal cv 0", {.type = &sim_dist_lognormal, .p = {180, 0}}},
    {"lognormal cv 0.02", {.type = &sim_dist_lognormal, .p = {180, 0.02}}},
    {"lognormal cv 1.09", {.type = &sim_dist_lognormal, .p = {193, 1.09}}},
    {"lognormal cv 3", {.type = &sim_dist_lognormal, .p = {180, 3}}},
    {"weibull 0.5", {.type = &sim_dist_weibull, .p = {180, 0.5}}},
    {"weibull 1", {.type = &sim_dist_weibull, .p = {180, 1}}},
    {"weibull 3", {.type = &sim_dist_weibull, .p = {180, 3}}},
    {"hyperexponential",
     {.type = &sim_dist_hyperexponential, .list = {means, weights}, .n_list = {3, 3}}},
    {"mixture of two modes",
     {.type = &sim_dist_mixture, .list = {halves}, .n_list = {2}, .part = two_modes, .n_parts = 2}},
    {"mixture with atoms",
     {.type = &sim_dist_mixture, .list = {weights}, .n_list = {3}, .part = atoms, .n_parts = 3}},
    {"mixture with never",
     {.type = &sim_dist_mixture,
      .list = {weights},
      .n_list = {2},
      .part = some_never,
      .n_parts = 2}},
    {"shifted", {.type = &sim_dist_shifted, .p = {20}, .part = &gamma, .n_parts = 1}},
    {"truncated", {.type = &sim_dist_truncated, .p = {0, 10, 400}, .part = &gamma, .n_parts = 1}},
    {"truncated below",
     {.type = &sim_dist_truncated, .p = {0, 10, NAN}, .part = &waits, .n_parts = 1}},
    {"truncated steps",
     {.type = &sim_dist_truncated, .p = {0, 2, 5}, .part = &steps, .n_parts = 1}},
    {"truncated mixture",
     {.type = &sim_dist_truncated, .p = {0, 90, 1200}, .part = &mixed, .n_parts = 1}},
    {"empirical", {.type = &sim_dist_empirical, .list = {values}, .n_list = {5}}},
    {"empirical at", {.type = &sim_dist_empirical, .list = {values, at}, .n_list = {5, 5}}},
    {"survival",
     {.type = &sim_dist_survival, .list = {t_s, s}, .n_list = {15, 15}, .p = {0, 0, 840}}},
    {"survival to the end",
     {.type = &sim_dist_survival, .list = {t_end, s_end}, .n_list = {5, 5}, .p = {0, 0, NAN}}},
    {"survival, hardly anyone leaves early",
     {.type = &sim_dist_survival, .list = {t_late, s_late}, .n_list = {1, 1}, .p = {0, 0, 1}}},
    {"never", {.type = &sim_dist_never}},
    {"borel", {.type = &sim_dist_borel, .p = {1.6}}},
    {"borel, always 1", {.type = &sim_dist_borel, .p = {1}}},
    {"geometric", {.type = &sim_dist_geometric, .p = {4}}},
    {"geometric, always 1", {.type = &sim_dist_geometric, .p = {1}}},
    {NULL, {0}},
};

static sim_dist
copy(const sim_dist *example, test_arena *arena)
{
    sim_dist made = *example;
    if (made.n_parts > 0) {
        made.part = test_arena_allocate(made.n_parts * sizeof(*made.part), arena);
        for (size_t j = 0; j < made.n_parts; j++) {
            made.part[j] = copy(&example->part[j], arena);
        }
    }
    return made;
}

sim_dist
dist_example_make(const sim_dist *example, test_arena *arena)
{
    sim_dist made = copy(example, arena);
    const char *broken = sim_dist_setup(&made, test_arena_allocate, arena);
    if (broken != NULL) {
        fail_msg("%s", broken);
    }
    return made;
}
