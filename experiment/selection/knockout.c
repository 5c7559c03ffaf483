/* The best goes through if it wins its group in each round. Round r may err with alpha / 2^r, the last
 * with what is left, so that all together err with alpha. Each round has replications of its own: whom
 * the best meets follows from the rounds before, and so tells nothing about what is
 * drawn now. */
#include "experiment/selection/knockout.h"

#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t
n_groups_of(size_t n)
{
    return (n + XP_KNOCKOUT_GROUP - 1) / XP_KNOCKOUT_GROUP;
}

/* Group g is every n_groups-th from g on: those beside each other in a plan are alike, and
 * take longest to tell apart. */
static int
play_round(xp_selection *self, const xp_sampler *sampler, const xp_selection_plan *plan, size_t *in,
           size_t *n_in, uint32_t round)
{
    const size_t n = *n_in, n_groups = n_groups_of(n);
    size_t *winner = sim_memory_zeros(n_groups, sizeof(*winner));
    int ret = winner == NULL ? SIM_ERR_NOMEM : SIM_OK;
    size_t n_done = 0;
    for (size_t g = 0; g < n_groups && ret == SIM_OK; g++) {
        size_t group[XP_KNOCKOUT_GROUP], k = 0;
        for (size_t j = g; j < n; j += n_groups) {
            self->standing[in[j]].round = round;
            group[k++] = in[j];
        }
        ret = xp_kn_group(self, sampler, group, k, plan, (uint64_t)(round - 1) << 32, &winner[g]);
        if (ret == SIM_OK && winner[g] == XP_NOBODY) {
            ret = SIM_ERR_INTERRUPTED;
        }
        n_done += ret == SIM_OK;
    }
    if (ret == SIM_OK) {
        memcpy(in, winner, n_done * sizeof(*in));
        *n_in = n_done;
    }
    free(winner);
    return ret;
}

static int
play(xp_selection *self, const xp_sampler *sampler, const xp_selection_plan *plan, size_t *in)
{
    size_t n_in = sampler->n;
    double left = 1 - plan->confidence;
    int ret = SIM_OK;
    for (uint32_t round = 1; n_in > 1 && ret == SIM_OK; round++) {
        const bool is_last = n_groups_of(n_in) == 1;
        xp_selection_plan now = *plan;
        const double alpha = is_last ? left : left / 2;
        left -= alpha;
        now.confidence = 1 - alpha;
        self->n_rounds = round;
        ret = play_round(self, sampler, &now, in, &n_in, round);
    }
    if (ret == SIM_OK) {
        self->best = in[0];
        self->is_decided = true;
    }
    return ret == SIM_ERR_INTERRUPTED ? SIM_OK : ret;
}

int
xp_knockout_select(xp_selection *self, const xp_sampler *sampler, const xp_selection_plan *plan)
{
    int ret = xp_selection_init(self, sampler->n);
    size_t *in = sim_memory_zeros(sampler->n, sizeof(*in));
    ret = ret == SIM_OK && in == NULL ? SIM_ERR_NOMEM : ret;
    for (size_t i = 0; i < sampler->n && ret == SIM_OK; i++) {
        in[i] = i;
    }
    ret = ret == SIM_OK ? play(self, sampler, plan, in) : ret;
    free(in);
    if (ret != SIM_OK) {
        xp_selection_free(self);
    }
    return ret;
}
