/* Replications are handed out in order and may end in any order. A finished row waits in a ring
 * until those before it are reduced; nobody starts one that is a whole ring ahead, so memory
 * does not grow with the number of replications. One mutex guards it all: a replication takes
 * much longer than its turn at the lock. */
#include "experiment/run.h"

#include "experiment/precision.h"
#include "experiment/row.h"
#include "models/center/brought.h"
#include "models/center/center.h"
#include "models/language/refusal.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct slot {
    xp_row row;
    bool ready;
    uint64_t events;
} slot;

typedef struct team {
    const xp_plan *plan;
    xp_results *results;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* the prefix grew, or the end came */
    slot *ring;
    sim_sobol net; /* of quasi-random day factors */
    uint64_t window;
    uint64_t next;      /* replication to hand out */
    uint64_t limit;     /* none from here on */
    uint64_t next_look; /* after so many units the rules are looked at */
    bool confirming;    /* they held at the last look */
    bool stopping;
    int error;
    uint64_t error_at;
    sim_budget budget;
    struct timespec start;
    cc_refusal *refusal;
} team;

/* ---- one worker ---- */

typedef struct worker {
    team *team;
    cc_center *center[XP_MAX_SCENARIOS];
    cc_record record[XP_MAX_SCENARIOS];
    cc_brought *brought[XP_MAX_SCENARIOS]; /* if there are controls: of who is not like the first */
    cc_refusal refusal;
    pthread_t thread;
    bool started;
} worker;

static void
worker_free(worker *self)
{
    for (int s = 0; s < XP_MAX_SCENARIOS; s++) {
        if (self->center[s] != NULL) {
            cc_center_delete(self->center[s]);
        }
        cc_record_free(&self->record[s]);
        cc_brought_delete(self->brought[s]);
    }
}

static int
worker_init(worker *self, team *owner, cc_refusal *refusal)
{
    const xp_plan *plan = owner->plan;
    *self = (worker){.team = owner};
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_layout *layout = &owner->results->layout[s];
        self->center[s] = cc_center_new(plan->scenario[s], layout, refusal);
        if (self->center[s] == NULL) {
            return refusal->text[0] == '\0' ? SIM_ERR_NOMEM : SIM_ERR_LIMIT;
        }
        cc_center_set_stop(self->center[s], plan->stop);
        cc_center_set_script(self->center[s], plan->script[s]);
        if (plan->memory > 0) {
            cc_center_set_budget(self->center[s], &owner->budget);
        }
        const int ret = cc_record_init(&self->record[s], layout);
        if (ret != SIM_OK) {
            return ret;
        }
    }
    return SIM_OK;
}

/* The same customers, who need to be counted once. */
static bool
is_as_first(const xp_plan *plan, int s)
{
    return s > 0 && plan->paired &&
           plan->scenario[s]->demand_hash == plan->scenario[0]->demand_hash;
}

static int
worker_control(worker *self)
{
    const xp_plan *plan = self->team->plan;
    for (int s = 0; s < plan->n_scenarios && plan->variance.control; s++) {
        if (!is_as_first(plan, s)) {
            self->brought[s] = cc_brought_new(self->center[s]);
            if (self->brought[s] == NULL) {
                return SIM_ERR_NOMEM;
            }
        }
    }
    return SIM_OK;
}

static int
count_brought(worker *self, xp_row *row, int s, uint64_t stream)
{
    if (self->brought[s] == NULL) {
        memcpy(row->control[s], row->control[0], sizeof(row->control[s]));
        return SIM_OK;
    }
    return cc_brought_read(self->brought[s], self->center[s], self->team->plan->seed, stream,
                           row->control[s]);
}

static int
replicate(worker *self, slot *into, uint64_t replication)
{
    const xp_plan *plan = self->team->plan;
    into->row.replication = replication;
    into->events = 0;
    into->row.contacts = 0;
    for (int s = 0; s < plan->n_scenarios; s++) {
        /* unpaired scenarios draw from streams that never meet */
        const uint64_t apart = plan->paired ? 0 : (uint64_t)s << 40;
        const uint64_t stream = xp_variance_key(&plan->variance, replication, apart);
        cc_center_set_stratum(self->center[s], xp_variance_stratum(&plan->variance, replication,
                                                                   apart, &self->team->net));
        int ret = plan->variance.control ? count_brought(self, &into->row, s, stream) : SIM_OK;
        ret = ret == SIM_OK ? cc_center_run(self->center[s], plan->seed, stream, &self->record[s],
                                            &self->refusal)
                            : ret;
        if (ret != SIM_OK) {
            return ret;
        }
        into->events += self->record[s].n_events;
        into->row.contacts += cc_record_contacts(&self->record[s]);
        xp_row_fill(&into->row, self->team->results->table, plan->scenario[s], s,
                    &self->team->results->pools[s], &self->record[s]);
    }
    return SIM_OK;
}

/* ---- the crew; all with the lock held ---- */

/* At looks of its own, or of the fresh batch that confirms one. The last replication there may be
 * was not picked: it needs no confirmation. */
static void
check_rules(team *self)
{
    xp_results *results = self->results;
    const bool last = results->n == self->plan->replications;
    const uint64_t n = results->estimates.n;
    if (self->plan->n_rules == 0 || (n != self->next_look && !last)) {
        return;
    }
    bool narrow = true;
    for (size_t j = 0; j < self->plan->n_rules; j++) {
        const xp_precision *rule = &self->plan->rule[j];
        const xp_progress progress = xp_precision_progress(rule, results);
        narrow = narrow && progress == XP_NARROW;
        if (progress > XP_NARROW && results->n >= XP_PATIENCE && results->in_vain == NULL) {
            results->in_vain = rule;
        }
    }
    results->precise = narrow && (self->confirming || last);
    if (results->precise || results->in_vain != NULL) {
        self->limit = results->n;
    }
    self->confirming = narrow;
    self->next_look = narrow ? xp_confirmation(n) : xp_next_look(n);
}

/* What a row adds may take memory. */
static void
keep(team *self, int error)
{
    if (error != SIM_OK) {
        self->stopping = true;
        self->error = error;
        self->error_at = 0;
    }
}

static void
reduce(team *self)
{
    xp_results *results = self->results;
    const xp_plan *plan = self->plan;
    while (results->n < self->limit && self->ring[results->n % self->window].ready) {
        slot *done = &self->ring[results->n % self->window];
        done->ready = false;
        keep(self, xp_results_add(results, &done->row));
        results->events += done->events;
        if (plan->on_row != NULL) {
            plan->on_row(plan->context, &done->row, results->table);
        }
        if (results->n % results->estimates.unit == 0) {
            check_rules(self);
        }
        if (plan->on_progress != NULL) {
            plan->on_progress(plan->context, results->n, self->limit);
        }
    }
    pthread_cond_broadcast(&self->moved);
}

static bool
is_set(const atomic_bool *flag)
{
    return flag != NULL && atomic_load(flag);
}

/* The first replication is begun whatever the budget, and a unit that has begun is completed. */
static bool
is_spent(const team *self)
{
    struct timespec now;
    if (!(self->plan->budget > 0) || self->next == 0 ||
        self->next % self->results->estimates.unit != 0) {
        return false;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - self->start.tv_sec) +
               1e-9 * (double)(now.tv_nsec - self->start.tv_nsec) >=
           self->plan->budget;
}

/* The next replication; false: there is nothing more to do. */
static bool
take(team *self, uint64_t *replication)
{
    for (;;) {
        if (is_set(self->plan->finish) || is_set(self->plan->stop)) {
            self->stopping = true;
        }
        if (self->stopping || self->next >= self->limit) {
            return false;
        }
        if (is_spent(self)) {
            self->stopping = true;
            self->results->spent = true;
            return false;
        }
        if (self->next < self->results->n + self->window) {
            *replication = self->next++;
            return true;
        }
        pthread_cond_wait(&self->moved, &self->lock);
    }
}

static void
fail(team *self, uint64_t replication, int error, const cc_refusal *refusal)
{
    self->stopping = true;
    if (error == SIM_ERR_INTERRUPTED) {
        return; /* the prefix before it stands */
    }
    if (self->error == SIM_OK || replication < self->error_at) {
        self->error = error;
        self->error_at = replication;
        *self->refusal = *refusal;
    }
}

static void *
work(void *argument)
{
    worker *self = argument;
    team *owner = self->team;
    pthread_mutex_lock(&owner->lock);
    uint64_t replication;
    while (take(owner, &replication)) {
        slot *into = &owner->ring[replication % owner->window];
        pthread_mutex_unlock(&owner->lock);
        self->refusal.text[0] = '\0';
        const int ret = replicate(self, into, replication);
        pthread_mutex_lock(&owner->lock);
        if (ret != SIM_OK) {
            fail(owner, replication, ret, &self->refusal);
        } else {
            into->ready = true;
            reduce(owner);
        }
    }
    pthread_cond_broadcast(&owner->moved);
    pthread_mutex_unlock(&owner->lock);
    return NULL;
}

/* ---- the ring ---- */

static void
ring_free(team *self)
{
    for (uint64_t j = 0; self->ring != NULL && j < self->window; j++) {
        xp_row_free(&self->ring[j].row);
    }
    free(self->ring);
}

static int
ring_init(team *self)
{
    const xp_results *results = self->results;
    int ret = SIM_OK;
    self->ring = sim_memory_zeros(self->window, sizeof(*self->ring));
    if (self->ring == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (uint64_t j = 0; j < self->window && ret == SIM_OK; j++) {
        ret = xp_row_init(&self->ring[j].row, results->table, self->plan->scenario, results->layout,
                          results->pools);
    }
    return ret;
}

/* ---- the whole ---- */

/* What the plan's way of reducing the variance takes, of one worker who has begun. */
static int
prepare_variance(team *self, const worker *first)
{
    const xp_plan *plan = self->plan;
    xp_results *results = self->results;
    int ret = SIM_OK;
    if (plan->variance.spread == XP_SPREAD_QUASI) {
        ret = sim_sobol_init(&self->net, SIM_SOBOL_DIMENSIONS, plan->variance.size);
    }
    for (int s = 0; s < plan->n_scenarios && ret == SIM_OK && plan->variance.control; s++) {
        const cc_brought *brought = first->brought[is_as_first(plan, s) ? 0 : s];
        xp_reduction *reduction = &results->reduction;
        reduction->n_controls[s] = cc_brought_n(brought);
        for (int j = 0; j < reduction->n_controls[s]; j++) {
            reduction->control[s][j] = cc_brought_name(brought, j);
        }
        ret = xp_estimates_control(&results->estimates, s, reduction->n_controls[s]);
        if (ret == SIM_OK && reduction->n_controls[s] == 0) {
            ret = cc_refuse(self->refusal, plan->scenario[s]->file, 0,
                            "demand: all of it is recorded, or none comes: nothing has a known "
                            "mean that could be a control variate");
        }
    }
    return ret;
}

static int
start_and_join(team *self, worker *workers, int n_workers)
{
    int started = 0;
    for (; started < n_workers; started++) {
        if (pthread_create(&workers[started].thread, NULL, work, &workers[started]) != 0) {
            break;
        }
    }
    if (started == 0) { /* no thread to be had: do it here */
        work(&workers[0]);
    }
    for (int j = 0; j < started; j++) {
        pthread_join(workers[j].thread, NULL);
    }
    return self->error;
}

int
xp_run(xp_results *self, const xp_plan *plan, cc_refusal *refusal)
{
    *self = (xp_results){0};
    refusal->text[0] = '\0';
    if (plan->n_scenarios < 1 || plan->n_scenarios > XP_MAX_SCENARIOS || plan->threads < 1 ||
        plan->replications < 1 || plan->replications % xp_variance_unit(&plan->variance) != 0 ||
        !(plan->confidence > 0 && plan->confidence < 1)) {
        return SIM_ERR_PARAM;
    }
    const uint64_t most = plan->replications;
    const int n_workers = (uint64_t)plan->threads < most ? plan->threads : (int)most;
    team all = {.plan = plan,
                .results = self,
                .lock = PTHREAD_MUTEX_INITIALIZER,
                .moved = PTHREAD_COND_INITIALIZER,
                .window = 2 * (uint64_t)n_workers + 2,
                .limit = most,
                .next_look = XP_FIRST_LOOK,
                .refusal = refusal,
                .budget = {.most = plan->memory}};
    clock_gettime(CLOCK_MONOTONIC, &all.start);
    worker *workers = NULL;
    int ret = SIM_OK;
    for (int s = 0; s < plan->n_scenarios && ret == SIM_OK; s++) {
        ret = xp_variance_check(&plan->variance, plan->scenario[s], refusal);
    }
    ret = ret == SIM_OK ? xp_results_init(self, plan, refusal) : ret;
    if (ret == SIM_OK) {
        ret = ring_init(&all);
    }
    if (ret == SIM_OK) {
        workers = sim_memory_zeros((size_t)n_workers, sizeof(*workers));
        ret = workers == NULL ? SIM_ERR_NOMEM : SIM_OK;
    }
    for (int j = 0; j < n_workers && ret == SIM_OK; j++) {
        ret = worker_init(&workers[j], &all, refusal);
        ret = ret == SIM_OK ? worker_control(&workers[j]) : ret;
    }
    ret = ret == SIM_OK ? prepare_variance(&all, &workers[0]) : ret;
    if (ret == SIM_OK) {
        struct timespec used;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
        self->prepared = (double)used.tv_sec + 1e-9 * (double)used.tv_nsec;
        ret = start_and_join(&all, workers, n_workers);
        self->partial = self->n < all.limit;
        self->spent = self->spent && self->partial;
        if (ret == SIM_OK && self->estimates.n == 0) {
            ret = SIM_ERR_INTERRUPTED;
        }
    }
    for (int j = 0; workers != NULL && j < n_workers; j++) {
        worker_free(&workers[j]);
    }
    free(workers);
    ring_free(&all);
    pthread_mutex_destroy(&all.lock);
    pthread_cond_destroy(&all.moved);
    if (ret != SIM_OK) {
        if (refusal->text[0] == '\0') {
            (void)cc_refuse(refusal, NULL, 0, "%s", sim_strerror(ret));
        }
        xp_results_free(self);
    }
    return ret;
}
