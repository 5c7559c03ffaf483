/* A task is a script and a few of its days. Threads take tasks in order and write where no other does,
 * so that nothing depends on who was faster; a thread keeps its center. */
#include "experiment/debrief_days.h"

#include "sim/memory.h"
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#define BLOCK 5 /* days of a task */

typedef struct team {
    xp_debrief_days *of;
    uint64_t n_days, blocks; /* of a script */
    pthread_mutex_t lock;    /* over what follows */
    uint64_t next, done;     /* tasks; days */
    int error;
    uint64_t error_at;
    cc_refusal *refusal;
    sim_budget budget;
} team;

typedef struct hand {
    team *of;
    cc_center *center;
    cc_record record;
    cc_refusal refusal;
    cc_measure hours, overtime, cost;
    pthread_t thread;
} hand;

static int
hand_init(hand *self, team *of)
{
    const xp_debrief_plan *plan = of->of->plan;
    const xp_lesson *lesson = plan->lesson;
    *self = (hand){.of = of};
    int ret = cc_record_init(&self->record, &lesson->layout);
    if (ret != SIM_OK) {
        return ret;
    }
    self->center = cc_center_new(lesson->scenario, &lesson->layout, &self->refusal);
    if (self->center == NULL) {
        *of->refusal = self->refusal;
        return self->refusal.text[0] == '\0' ? SIM_ERR_NOMEM : SIM_ERR_LIMIT;
    }
    cc_center_set_stop(self->center, plan->stop);
    if (plan->memory > 0) {
        cc_center_set_budget(self->center, &of->budget);
    }
    self->hours = (cc_measure){.kpi = CC_KPI_hours_paid, .scope = CC_SCOPE_CENTER};
    self->overtime = (cc_measure){.kpi = CC_KPI_hours_overtime, .scope = CC_SCOPE_CENTER};
    self->cost = (cc_measure){.kpi = CC_KPI_cost, .scope = CC_SCOPE_CENTER};
    return SIM_OK;
}

static void
hand_free(hand *self)
{
    if (self->center != NULL) {
        cc_center_delete(self->center);
    }
    cc_record_free(&self->record);
}

static double
read_figure(const cc_measure *measure, const xp_lesson *lesson, const cc_record *record)
{
    const cc_sample it = cc_measure_sample(measure, lesson->scenario, record);
    return it.den == 0 ? NAN : it.num / it.den;
}

/* The day that was played comes first; the others are the first ones of the seed that it is not. */
static uint64_t
replication_of(const xp_debrief_plan *plan, uint64_t j)
{
    return j == 0 ? plan->replication : j - 1 < plan->replication ? j - 1 : j;
}

static int
run_day(hand *self, size_t script, uint64_t j)
{
    xp_debrief_days *of = self->of->of;
    const xp_debrief_plan *plan = of->plan;
    const int ret = cc_center_run(self->center, plan->seed, replication_of(plan, j), &self->record,
                                  &self->refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    of->day[script * self->of->n_days + j] = (xp_debrief_day){
        .score = xp_lesson_score(plan->lesson, &self->record),
        .hours = read_figure(&self->hours, plan->lesson, &self->record) +
                 read_figure(&self->overtime, plan->lesson, &self->record),
        .cost = read_figure(&self->cost, plan->lesson, &self->record),
    };
    return SIM_OK;
}

static int
carry_out(hand *self, uint64_t task, uint64_t *done)
{
    team *owner = self->of;
    const xp_debrief_days *of = owner->of;
    const size_t script = (size_t)(task / owner->blocks);
    const uint64_t first = task % owner->blocks * BLOCK;
    const uint64_t end = first + BLOCK < owner->n_days ? first + BLOCK : owner->n_days;
    self->refusal.text[0] = '\0';
    cc_center_set_script(self->center, of->script[script]);
    for (uint64_t j = first; j < end; j++) {
        if (of->plan->stop != NULL && atomic_load(of->plan->stop)) {
            return SIM_ERR_INTERRUPTED;
        }
        const int ret = run_day(self, script, j);
        if (ret != SIM_OK) {
            return ret;
        }
        if (j == 0 && of->on_played != NULL) {
            pthread_mutex_lock(&owner->lock);
            of->on_played(of->context, script, &self->record);
            pthread_mutex_unlock(&owner->lock);
        }
        (*done)++;
    }
    return SIM_OK;
}

static void *
work(void *argument)
{
    hand *self = argument;
    team *owner = self->of;
    const xp_debrief_plan *plan = owner->of->plan;
    pthread_mutex_lock(&owner->lock);
    while (owner->error == SIM_OK && owner->next < owner->of->n_scripts * owner->blocks) {
        const uint64_t task = owner->next++;
        pthread_mutex_unlock(&owner->lock);
        uint64_t done = 0;
        const int ret = carry_out(self, task, &done);
        pthread_mutex_lock(&owner->lock);
        owner->done += done;
        if (ret != SIM_OK && (owner->error == SIM_OK || task < owner->error_at)) {
            owner->error = ret;
            owner->error_at = task;
            *owner->refusal = self->refusal;
        }
        if (plan->on_progress != NULL) {
            plan->on_progress(plan->context, owner->done, owner->of->n_scripts * owner->n_days);
        }
    }
    pthread_mutex_unlock(&owner->lock);
    return NULL;
}

int
xp_debrief_days_run(xp_debrief_days *self, cc_refusal *refusal)
{
    const uint64_t n_days = self->plan->days + 1;
    team all = {.of = self,
                .n_days = n_days,
                .blocks = (n_days + BLOCK - 1) / BLOCK,
                .lock = PTHREAD_MUTEX_INITIALIZER,
                .refusal = refusal,
                .budget = {.most = self->plan->memory}};
    const uint64_t tasks = self->n_scripts * all.blocks;
    const int n_hands = (uint64_t)self->plan->threads < tasks ? self->plan->threads : (int)tasks;
    hand *hands = sim_memory_zeros((size_t)n_hands, sizeof(*hands));
    int ret = hands == NULL ? SIM_ERR_NOMEM : SIM_OK;
    refusal->text[0] = '\0';
    for (int j = 0; j < n_hands && ret == SIM_OK; j++) {
        ret = hand_init(&hands[j], &all);
    }
    int started = 0;
    while (ret == SIM_OK && n_hands > 1 && started < n_hands &&
           pthread_create(&hands[started].thread, NULL, work, &hands[started]) == 0) {
        started++;
    }
    if (ret == SIM_OK && started == 0 && n_hands > 0) {
        work(&hands[0]);
    }
    for (int j = 0; j < started; j++) {
        pthread_join(hands[j].thread, NULL);
    }
    for (int j = 0; hands != NULL && j < n_hands; j++) {
        hand_free(&hands[j]);
    }
    free(hands);
    pthread_mutex_destroy(&all.lock);
    return ret != SIM_OK ? ret : all.error;
}
