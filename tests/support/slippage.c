#include "tests/support/slippage.h"

#include "experiment/selection/knockout.h"
#include "experiment/selection/ocba.h"
#include "sim/random.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INDIFFERENCE 0.25

const slippage slippage_cases[] = {
    {"kn", 10, 10, 0, 0},          {"kn", 10, 10, 0.8, 0},     {"kn", 10, 20, 0, 0},
    {"kn", 10, 20, 0.8, 0},        {"kn", 2, 20, 0, 0, 20},    {"kn", 50, 20, 0, 0},
    {"kn", 50, 20, 0.8, 0},        {"knockout", 50, 20, 0, 0}, {"knockout", 50, 20, 0.8, 0},
    {"knockout", 500, 20, 0.8, 0}, {"ocba", 10, 20, 0, 5000},  {"ocba", 10, 20, 0.8, 5000},
};
const size_t n_slippage_cases = sizeof(slippage_cases) / sizeof(*slippage_cases);

double
slippage_normal(uint64_t run, uint64_t alternative, uint64_t replication)
{
    const sim_block it =
        sim_random_block((sim_key){run, 7}, (sim_name){1, alternative, replication}, 0);
    return sqrt(-2 * log(sim_uniform(it.word[0]))) *
           cos(2 * 3.14159265358979323846 * sim_uniform(it.word[1]));
}

typedef struct source {
    uint64_t run;
    const slippage *of;
    size_t best;
} source;

static int
sample(void *context, const size_t *alternative, size_t n_alternatives, uint64_t first, size_t n,
       double *value)
{
    const source *self = context;
    const double rho = self->of->correlation;
    for (size_t r = 0; r < n; r++) {
        const double common =
            rho > 0 ? sqrt(rho) * slippage_normal(self->run, self->of->k, first + r) : 0;
        for (size_t j = 0; j < n_alternatives; j++) {
            value[j * n + r] =
                (alternative[j] == self->best ? INDIFFERENCE : 0) + common +
                sqrt(1 - rho) * slippage_normal(self->run, alternative[j], first + r);
        }
    }
    return SIM_OK;
}

slippage_outcome
slippage_run(const slippage *self, int runs)
{
    slippage_outcome all = {.runs = runs};
    const xp_selection_plan plan = {0.95, INDIFFERENCE, self->first};
    for (int run = 0; run < runs; run++) {
        source from = {(uint64_t)run + 1, self, (size_t)run % self->k};
        const xp_sampler sampler = {self->k, 1, sample, &from};
        xp_selection found;
        double estimated = 0;
        const int ret = strcmp(self->procedure, "kn") == 0 ? xp_kn_select(&found, &sampler, &plan)
                        : strcmp(self->procedure, "knockout") == 0
                            ? xp_knockout_select(&found, &sampler, &plan)
                            : xp_ocba_select(&found, &sampler, &plan, self->budget, &estimated);
        if (ret != SIM_OK) {
            fprintf(stderr, "%s: %s\n", self->procedure, sim_strerror(ret));
            exit(1);
        }
        all.right += found.best == from.best;
        all.replications += (double)found.total / runs;
        all.estimated += estimated / runs;
        xp_selection_free(&found);
    }
    return all;
}
