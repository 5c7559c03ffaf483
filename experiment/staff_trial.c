/* A task is a table and a block of replications. Threads take tasks in order and write where no other
 * does, so that nothing depends on who was faster; a thread keeps its center while the table is the
 * same. */
#include "experiment/staff_trial.h"

#include "sim/memory.h"
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 5   /* replications of a task */
#define NEAR 0.02 /* of a share: about what an agent does to a day */

typedef struct bench {
    xp_staff_trial *trial;
    const int *table;
    size_t n;
    uint64_t from, count, blocks; /* blocks of a table */
    xp_staff_row *row;
    cc_sample *there;
    pthread_mutex_t lock; /* over what follows */
    uint64_t next;        /* task */
    int error;
    uint64_t error_at;
    cc_refusal *refusal;
    sim_budget budget;
} bench;

/* A scenario with a table, and what runs it. */
typedef struct stand {
    bench *of;
    xp_staff_variant variant;
    size_t at; /* table that the center has; n: none */
    cc_center *center;
    cc_record record;
    cc_refusal refusal;
    pthread_t thread;
} stand;

bool
xp_staff_is_met(const xp_staff_trial *self, double value)
{
    if (fabs(value - self->value) <= 1e-9 * fabs(self->value)) { /* rounding of sums */
        return !self->is_strict;
    }
    return self->is_at_least ? value > self->value : value < self->value;
}

/* From 0 (far from the target) over .5 (at it) to 1 (far beyond). */
static double
nearness(const xp_staff_trial *self, double value)
{
    const double beyond = (self->is_at_least ? value - self->value : self->value - value) / NEAR;
    return 0.5 + 0.5 * beyond / (1 + fabs(beyond));
}

static void
read_days(const xp_staff_trial *self, const cc_record *record, xp_staff_row *row)
{
    const cc_layout *layout = &self->layout;
    cc_measure measure = self->target;
    for (int day = 0; day < layout->n_days; day++) {
        double num = 0, den = 0;
        for (size_t j = 0; j < layout->per_day; j++) {
            measure.scope.slice = (int)((size_t)day * layout->per_day + j);
            const cc_sample it = cc_measure_sample(&measure, self->scenario, record);
            num += it.num;
            den += it.den;
        }
        if (den > 0) {
            row->days++;
            row->met += xp_staff_is_met(self, num / den);
            row->near += nearness(self, num / den);
        }
    }
}

static void
read_row(const xp_staff_trial *self, const cc_scenario *scenario, const cc_record *record,
         xp_staff_row *row)
{
    *row = (xp_staff_row){.target = cc_measure_sample(&self->target, scenario, record),
                          .abandonment = cc_measure_sample(&self->abandonment, scenario, record),
                          .cost = cc_measure_sample(&self->cost, scenario, record),
                          .hours = cc_measure_sample(&self->hours, scenario, record)};
    if (self->by_day) {
        read_days(self, record, row);
    }
}

/* The target in each interval, of all days together. */
static void
read_there(const xp_staff_trial *self, const cc_record *record, cc_sample *there)
{
    const cc_layout *layout = &self->layout;
    cc_measure measure = self->target;
    for (size_t k = 0; k < layout->per_day; k++) {
        there[k] = (cc_sample){0};
        for (int day = 0; day < layout->n_days; day++) {
            measure.scope.slice = (int)((size_t)day * layout->per_day + k);
            const cc_sample it = cc_measure_sample(&measure, self->scenario, record);
            there[k].num += it.num;
            there[k].den += it.den;
        }
    }
}

static void
stand_free(stand *self)
{
    if (self->center != NULL) {
        cc_center_delete(self->center);
    }
    cc_record_free(&self->record);
    xp_staff_variant_free(&self->variant);
}

static int
stand_init(stand *self, bench *of)
{
    const xp_staff_trial *trial = of->trial;
    *self = (stand){.of = of, .at = of->n};
    const int ret = xp_staff_variant_init(&self->variant, trial->scenario, trial->cell,
                                          trial->n_cells, trial->as_is);
    if (ret != SIM_OK) {
        return ret;
    }
    return cc_record_init(&self->record, &trial->layout);
}

static int
put_table(stand *self, size_t at)
{
    const xp_staff_trial *trial = self->of->trial;
    const int *table = self->of->table + at * trial->n_cells;
    if (self->center != NULL) {
        cc_center_delete(self->center);
        self->center = NULL;
    }
    const int ret = xp_staff_variant_put(&self->variant, table);
    if (ret != SIM_OK) {
        return ret;
    }
    self->center = cc_center_new(&self->variant.scenario, &trial->layout, &self->refusal);
    if (self->center == NULL) {
        return self->refusal.text[0] == '\0' ? SIM_ERR_NOMEM : SIM_ERR_LIMIT;
    }
    cc_center_set_stop(self->center, trial->stop);
    if (trial->memory > 0) {
        cc_center_set_budget(self->center, &self->of->budget);
    }
    self->at = at;
    return SIM_OK;
}

static bool
is_set(const atomic_bool *flag)
{
    return flag != NULL && atomic_load(flag);
}

static int
carry_out(stand *self, uint64_t task, uint64_t *done)
{
    const bench *of = self->of;
    const size_t at = (size_t)(task / of->blocks);
    const uint64_t first = task % of->blocks * BLOCK;
    const uint64_t end = first + BLOCK < of->count ? first + BLOCK : of->count;
    self->refusal.text[0] = '\0';
    int ret = self->at == at ? SIM_OK : put_table(self, at);
    for (uint64_t j = first; j < end && ret == SIM_OK; j++) {
        if (is_set(of->trial->finish) || is_set(of->trial->stop)) {
            return SIM_ERR_INTERRUPTED;
        }
        ret = cc_center_run(self->center, of->trial->seed, of->from + j, &self->record,
                            &self->refusal);
        if (ret == SIM_OK) {
            const size_t number = at * of->count + j;
            read_row(of->trial, &self->variant.scenario, &self->record, &of->row[number]);
            if (of->there != NULL) {
                read_there(of->trial, &self->record,
                           of->there + number * of->trial->layout.per_day);
            }
            (*done)++;
        }
    }
    return ret;
}

static void *
work(void *argument)
{
    stand *self = argument;
    bench *of = self->of;
    pthread_mutex_lock(&of->lock);
    while (of->error == SIM_OK && of->next < of->n * of->blocks) {
        const uint64_t task = of->next++;
        pthread_mutex_unlock(&of->lock);
        uint64_t done = 0;
        const int ret = carry_out(self, task, &done);
        pthread_mutex_lock(&of->lock);
        of->trial->runs += done;
        if (ret != SIM_OK && (of->error == SIM_OK || task < of->error_at)) {
            of->error = ret;
            of->error_at = task;
            *of->refusal = self->refusal;
        }
        if (of->trial->on_progress != NULL) {
            of->trial->on_progress(of->trial->context, of->trial->runs);
        }
    }
    pthread_mutex_unlock(&of->lock);
    return NULL;
}

int
xp_staff_try(xp_staff_trial *self, const int *table, size_t n, uint64_t from, uint64_t count,
             xp_staff_row *row, cc_sample *there, cc_refusal *refusal)
{
    bench of = {.trial = self,
                .table = table,
                .n = n,
                .from = from,
                .count = count,
                .blocks = (count + BLOCK - 1) / BLOCK,
                .row = row,
                .there = there,
                .lock = PTHREAD_MUTEX_INITIALIZER,
                .refusal = refusal,
                .budget = {.most = self->memory}};
    const uint64_t tasks = n * of.blocks;
    const int n_stands = (uint64_t)self->threads < tasks ? self->threads : (int)tasks;
    stand *stands = sim_memory_zeros((size_t)n_stands, sizeof(*stands));
    int ret = stands == NULL ? SIM_ERR_NOMEM : SIM_OK;
    refusal->text[0] = '\0';
    for (int j = 0; j < n_stands && ret == SIM_OK; j++) {
        ret = stand_init(&stands[j], &of);
    }
    int started = 0;
    while (ret == SIM_OK && n_stands > 1 && started < n_stands &&
           pthread_create(&stands[started].thread, NULL, work, &stands[started]) == 0) {
        started++;
    }
    if (ret == SIM_OK && started == 0 && n_stands > 0) {
        work(&stands[0]);
    }
    for (int j = 0; j < started; j++) {
        pthread_join(stands[j].thread, NULL);
    }
    for (int j = 0; stands != NULL && j < n_stands; j++) {
        stand_free(&stands[j]);
    }
    free(stands);
    pthread_mutex_destroy(&of.lock);
    return ret != SIM_OK ? ret : of.error;
}
