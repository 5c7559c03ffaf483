/* A request is tasks (alternative, replication), handed out in order, alternatives that are many in blocks
 * of all their replications. Each worker keeps the centers that it used last. */
#include "experiment/selection/alternatives.h"

#include "models/center/center.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define KEPT 16 /* centers of a worker */

/* An alternative in the hands of a worker. */
typedef struct held {
    size_t alternative; /* SIZE_MAX: free */
    uint64_t used;
    cc_scenario own;
    bool has_own;
    const cc_scenario *scenario;
    cc_layout layout;
    cc_measure measure[XP_MAX_GOALS];
    cc_center *center;
    cc_record record;
} held;

typedef struct request {
    const size_t *alternative;
    size_t n_alternatives, n_replications, block;
    uint64_t first;
    double *value;
    size_t next; /* task */
    int error;
    size_t error_at; /* task; the first of them is told */
} request;

typedef struct worker {
    xp_alternatives *owner;
    held held[KEPT];
    uint64_t clock;
    pthread_t thread;
} worker;

struct xp_alternatives {
    const xp_alternatives_plan *plan;
    pthread_mutex_t lock;
    worker *worker;
    int n_workers;
    request now;
    sim_budget budget;
    uint64_t done;
    cc_refusal refusal;
};

static void
held_free(held *self)
{
    if (self->center != NULL) {
        cc_center_delete(self->center);
        cc_record_free(&self->record);
    }
    if (self->has_own) {
        cc_scenario_free(&self->own);
    }
    *self = (held){.alternative = SIZE_MAX};
}

static int
held_open(held *self, xp_alternatives *owner, size_t alternative, cc_refusal *refusal)
{
    const xp_alternatives_plan *plan = owner->plan;
    held_free(self);
    self->scenario = &self->own;
    if (plan->scenario != NULL) {
        self->scenario = plan->scenario[alternative];
    } else {
        const int ret = plan->load(plan->context, alternative, &self->own, refusal);
        if (ret != SIM_OK) {
            return ret;
        }
        self->has_own = true;
    }
    int ret = cc_layout_init(&self->layout, self->scenario,
                             xp_goals_need_intervals(plan->goal, plan->n_goals));
    for (size_t g = 0; g < plan->n_goals && ret == SIM_OK; g++) {
        ret = xp_goal_measure(&plan->goal[g], self->scenario, &self->layout, &self->measure[g],
                              refusal);
    }
    if (ret != SIM_OK) {
        return ret;
    }
    self->center = cc_center_new(self->scenario, &self->layout, refusal);
    if (self->center == NULL) {
        return refusal->text[0] == '\0' ? SIM_ERR_NOMEM : SIM_ERR_LIMIT;
    }
    cc_center_set_stop(self->center, plan->stop);
    cc_center_set_script(self->center, plan->script == NULL ? NULL : plan->script[alternative]);
    if (plan->memory > 0) {
        cc_center_set_budget(self->center, &owner->budget);
    }
    ret = cc_record_init(&self->record, &self->layout);
    self->alternative = ret == SIM_OK ? alternative : SIZE_MAX;
    return ret;
}

/* The alternative, opened if need be in place of the one that was not used for longest. */
static int
hold(worker *self, size_t alternative, held **it, cc_refusal *refusal)
{
    held *oldest = &self->held[0];
    for (size_t j = 0; j < KEPT; j++) {
        held *here = &self->held[j];
        if (here->alternative == alternative) {
            here->used = ++self->clock;
            *it = here;
            return SIM_OK;
        }
        oldest = here->used < oldest->used ? here : oldest;
    }
    const int ret = held_open(oldest, self->owner, alternative, refusal);
    if (ret != SIM_OK) {
        held_free(oldest);
        return ret;
    }
    oldest->used = ++self->clock;
    *it = oldest;
    return SIM_OK;
}

static int
replicate(worker *self, size_t alternative, uint64_t replication, double *value,
          cc_refusal *refusal)
{
    const xp_alternatives_plan *plan = self->owner->plan;
    held *it;
    int ret = hold(self, alternative, &it, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    /* unpaired ones draw from streams that never meet: rounds of a knockout end below 2^40 */
    const uint64_t stream =
        plan->paired ? replication : replication + ((uint64_t)alternative << 40);
    ret = cc_center_run(it->center, plan->seed, stream, &it->record, refusal);
    for (size_t g = 0; g < plan->n_goals && ret == SIM_OK; g++) {
        const double x = xp_measure_value(&it->measure[g], it->scenario, &it->record);
        if (isnan(x)) {
            return cc_refuse(refusal, it->scenario->file, 0,
                             "%s of %s is undefined in replication %llu of \"%s\" (0/0): a "
                             "selection needs a value in each; observe for longer",
                             it->measure[g].name, it->measure[g].scope_name,
                             (unsigned long long)replication + 1, it->scenario->name);
        }
        value[g] = plan->goal[g].is_max ? x : -x;
    }
    return ret;
}

static bool
is_set(const atomic_bool *flag)
{
    return flag != NULL && atomic_load(flag);
}

/* Tasks `from` .. *until are this worker's; false: there are no more. With the lock held. */
static bool
take(xp_alternatives *self, size_t *from, size_t *until)
{
    request *now = &self->now;
    const size_t n = now->n_alternatives * now->n_replications;
    if (is_set(self->plan->finish) || is_set(self->plan->stop)) {
        now->error = SIM_ERR_INTERRUPTED;
        now->error_at = 0;
    }
    if (now->next >= n || (now->error != SIM_OK && now->next > now->error_at)) {
        return false;
    }
    *from = now->next;
    *until = n - now->next < now->block ? n : now->next + now->block;
    now->next = *until;
    return true;
}

static void *
work(void *argument)
{
    worker *self = argument;
    xp_alternatives *owner = self->owner;
    request *now = &owner->now;
    size_t task, until;
    pthread_mutex_lock(&owner->lock);
    while (take(owner, &task, &until)) {
        pthread_mutex_unlock(&owner->lock);
        int ret = SIM_OK;
        cc_refusal refusal = {""};
        for (; task < until && ret == SIM_OK; task++) {
            ret = replicate(self, now->alternative[task / now->n_replications],
                            now->first + task % now->n_replications,
                            &now->value[task * owner->plan->n_goals], &refusal);
        }
        pthread_mutex_lock(&owner->lock);
        /* an interruption is told before all else, else the first task that failed */
        if (ret != SIM_OK && now->error != SIM_ERR_INTERRUPTED &&
            (ret == SIM_ERR_INTERRUPTED || now->error == SIM_OK || task - 1 < now->error_at)) {
            now->error = ret;
            now->error_at = ret == SIM_ERR_INTERRUPTED ? 0 : task - 1;
            owner->refusal = refusal;
        }
    }
    pthread_mutex_unlock(&owner->lock);
    return NULL;
}

static int
sample(void *context, const size_t *alternative, size_t n_alternatives, uint64_t first,
       size_t n_replications, double *value)
{
    xp_alternatives *self = context;
    const size_t n = n_alternatives * n_replications;
    self->now = (request){.alternative = alternative,
                          .n_alternatives = n_alternatives,
                          .n_replications = n_replications,
                          .block = n_alternatives > KEPT ? n_replications : 1,
                          .first = first,
                          .value = value};
    int started = 0;
    const int wanted = (size_t)self->n_workers < n ? self->n_workers : (int)n;
    for (; wanted > 1 && started < wanted; started++) {
        if (pthread_create(&self->worker[started].thread, NULL, work, &self->worker[started]) !=
            0) {
            break;
        }
    }
    if (started == 0) {
        work(&self->worker[0]);
    }
    for (int j = 0; j < started; j++) {
        pthread_join(self->worker[j].thread, NULL);
    }
    self->done += self->now.error == SIM_OK ? n : 0;
    if (self->plan->on_progress != NULL) {
        self->plan->on_progress(self->plan->context, self->done, n_alternatives);
    }
    return self->now.error;
}

xp_alternatives *
xp_alternatives_new(const xp_alternatives_plan *plan)
{
    xp_alternatives *self = sim_memory_zeros(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->plan = plan;
    self->n_workers = plan->threads < 1 ? 1 : plan->threads;
    self->budget.most = plan->memory;
    self->worker = sim_memory_zeros((size_t)self->n_workers, sizeof(*self->worker));
    if (self->worker == NULL || pthread_mutex_init(&self->lock, NULL) != 0) {
        free(self->worker);
        free(self);
        return NULL;
    }
    for (int j = 0; j < self->n_workers; j++) {
        self->worker[j].owner = self;
        for (size_t k = 0; k < KEPT; k++) {
            self->worker[j].held[k].alternative = SIZE_MAX;
        }
    }
    return self;
}

void
xp_alternatives_delete(xp_alternatives *self)
{
    if (self == NULL) {
        return;
    }
    for (int j = 0; j < self->n_workers; j++) {
        for (size_t k = 0; k < KEPT; k++) {
            held_free(&self->worker[j].held[k]);
        }
    }
    pthread_mutex_destroy(&self->lock);
    free(self->worker);
    free(self);
}

xp_sampler
xp_alternatives_sampler(xp_alternatives *self)
{
    return (xp_sampler){
        .n = self->plan->n, .n_figures = self->plan->n_goals, .sample = sample, .context = self};
}

const char *
xp_alternatives_problem(const xp_alternatives *self)
{
    return self->refusal.text;
}
