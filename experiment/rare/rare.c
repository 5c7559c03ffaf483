/* Replications are independent, each with copies of its own; the share is a ratio of means over them. They
 * are made in batches, whose sizes follow from their number alone, and added up in order: so threads
 * change nothing. */
#include "experiment/rare/rare.h"

#include "experiment/rare/pilot.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include "sim/moments.h"
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

typedef struct batch {
    const xp_rare_plan *plan;
    const xp_levels *levels;
    pthread_mutex_t lock;
    uint64_t first;
    size_t n, next;
    xp_rare_row *row;
    int error;
    cc_refusal *refusal;
} batch;

typedef struct worker {
    batch *batch;
    xp_restart *restart;
    pthread_t thread;
} worker;

static bool
is_set(const atomic_bool *flag)
{
    return flag != NULL && atomic_load(flag);
}

static void *
work(void *argument)
{
    worker *self = argument;
    batch *all = self->batch;
    pthread_mutex_lock(&all->lock);
    while (all->next < all->n && all->error == SIM_OK) {
        if (is_set(all->plan->finish) || is_set(all->plan->stop)) {
            all->error = SIM_ERR_INTERRUPTED;
            break;
        }
        const size_t j = all->next++;
        pthread_mutex_unlock(&all->lock);
        cc_refusal refusal = {""};
        const int ret = xp_restart_run(self->restart, all->levels, all->plan->seed, all->first + j,
                                       &all->row[j], NULL, &refusal);
        pthread_mutex_lock(&all->lock);
        if (ret != SIM_OK && all->error == SIM_OK) {
            all->error = ret;
            *all->refusal = refusal;
        }
    }
    pthread_mutex_unlock(&all->lock);
    return NULL;
}

static int
run_batch(batch *self, worker *workers, int n_workers)
{
    int started = 0;
    for (; n_workers > 1 && started < n_workers; started++) {
        if (pthread_create(&workers[started].thread, NULL, work, &workers[started]) != 0) {
            break;
        }
    }
    if (started == 0) {
        work(&workers[0]);
    }
    for (int j = 0; j < started; j++) {
        pthread_join(workers[j].thread, NULL);
    }
    return self->error;
}

static void
look(xp_rare *self, const sim_moments *moments)
{
    const double confidence = self->plan->confidence;
    const sim_function share = sim_function_ratio(moments, 0);
    self->n = moments->n;
    self->offered = sim_moments_mean(moments, 1);
    self->share = sim_interval_around(share.value, NAN, moments->n);
    if (moments->n >= 2 && !isnan(share.value)) {
        const sim_error_moments error = sim_moments_error(moments, &share);
        const sim_confidence level = sim_confidence_of(confidence, moments->n);
        self->share = sim_interval_smooth(share.value, &error, &level);
        self->share = sim_interval_within(&self->share, 0, 1);
    }
    self->is_precise = moments->n >= XP_RARE_FIRST && self->share.half_width > 0 &&
                       self->share.half_width <= self->plan->precision * self->share.mean;
}

static int
run(xp_rare *self, batch *all, worker *workers, int n_workers)
{
    const xp_rare_plan *plan = self->plan;
    double number[16] = {0};
    sim_moments moments = {.number = number, .k = 2};
    int ret = SIM_OK;
    while (ret == SIM_OK && !self->is_precise && self->n < plan->replications) {
        const uint64_t left = plan->replications - self->n;
        const uint64_t wanted = self->n == 0 ? XP_RARE_FIRST : self->n / 4 + 4;
        all->first = self->n;
        all->n = (size_t)(wanted < left ? wanted : left);
        all->next = 0;
        free(all->row);
        all->row = sim_memory_zeros(all->n, sizeof(*all->row));
        ret = all->row == NULL ? SIM_ERR_NOMEM : run_batch(all, workers, n_workers);
        for (size_t j = 0; j < all->n && ret == SIM_OK; j++) {
            sim_moments_add(&moments, (double[]){all->row[j].passed, all->row[j].offered});
            self->events += all->row[j].events;
            self->copies += all->row[j].copies;
        }
        if (ret == SIM_OK) {
            look(self, &moments);
            if (plan->on_progress != NULL) {
                plan->on_progress(plan->context, self->n, &self->share);
            }
        }
    }
    if (ret == SIM_ERR_INTERRUPTED && self->n > 0) {
        self->is_partial = true;
        return SIM_OK;
    }
    return ret;
}

int
xp_rare_find(xp_rare *self, const xp_rare_plan *plan, cc_refusal *refusal)
{
    *self = (xp_rare){.plan = plan, .share = sim_interval_around(NAN, NAN, 0)};
    refusal->text[0] = '\0';
    if (!(plan->threshold > 0) || plan->threads < 1 || plan->replications < 1) {
        return SIM_ERR_PARAM;
    }
    batch all = {.plan = plan,
                 .levels = &self->levels,
                 .lock = PTHREAD_MUTEX_INITIALIZER,
                 .refusal = refusal};
    worker *workers = sim_memory_zeros((size_t)plan->threads, sizeof(*workers));
    int ret = workers == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (int j = 0; j < plan->threads && ret == SIM_OK; j++) {
        workers[j] = (worker){
            .batch = &all,
            .restart = xp_restart_new(plan->scenario, plan->threshold, plan->stop, refusal)};
        if (workers[j].restart == NULL) {
            ret = refusal->text[0] == '\0' ? SIM_ERR_NOMEM : SIM_ERR_REFUSED;
        }
        if (j == 0 && ret == SIM_OK && plan->threshold >= xp_restart_length(workers[0].restart)) {
            ret = cc_refuse(refusal, plan->scenario->file, 0,
                            "run: ends after %.6g h: nobody can wait so long as %.6g h",
                            xp_restart_length(workers[0].restart) / 3600, plan->threshold / 3600);
        }
        if (j == 0 && ret == SIM_OK) {
            ret = xp_pilot_find(workers[0].restart, plan->threshold, plan->seed, &self->levels,
                                &self->pilot_events, refusal);
        }
    }
    ret = ret == SIM_OK ? run(self, &all, workers, plan->threads) : ret;
    for (int j = 0; workers != NULL && j < plan->threads; j++) {
        xp_restart_delete(workers[j].restart);
    }
    free(workers);
    free(all.row);
    pthread_mutex_destroy(&all.lock);
    if (ret != SIM_OK && refusal->text[0] == '\0') {
        (void)cc_refuse(refusal, NULL, 0, "%s", sim_strerror(ret));
    }
    return ret;
}
