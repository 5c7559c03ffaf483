/* A task is a table and a block of replications. Threads take tasks in order and write where no other
 * does, so that nothing depends on who was faster; a thread keeps its center while the table is the
 * same. */
#include "experiment/staff_trial.h"

#include "sim/memory.h"
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 5 /* replications of a task */

typedef struct bench {
    xp_staff_trial *trial;
    const int *table;
    size_t n;
    uint64_t from, count, blocks; /* blocks of a table */
    xp_staff_row *row;
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
    cc_scenario scenario; /* shallow: memory stays there, but for the groups' */
    cc_group *group;
    double *staff; /* [group][k] of groups that have cells */
    size_t at;     /* table that the center has; n: none */
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

static void
stand_free(stand *self)
{
    if (self->center != NULL) {
        cc_center_delete(self->center);
    }
    cc_record_free(&self->record);
    free(self->group);
    free(self->staff);
}

static int
stand_init(stand *self, bench *of)
{
    const xp_staff_trial *trial = of->trial;
    const cc_scenario *scenario = trial->scenario;
    const size_t n_groups = (size_t)scenario->center.n_groups;
    const size_t per_day = scenario->run.intervals_per_day;
    *self = (stand){.of = of, .scenario = *scenario, .at = of->n};
    self->group = sim_memory_zeros(n_groups, sizeof(*self->group));
    self->staff = sim_memory_zeros(n_groups * per_day, sizeof(*self->staff));
    if (self->group == NULL || self->staff == NULL) {
        return SIM_ERR_NOMEM;
    }
    memcpy(self->group, scenario->center.group, n_groups * sizeof(*self->group));
    self->scenario.center.group = self->group;
    for (size_t j = 0; j < trial->n_cells; j++) {
        const int g = trial->cell[j].group;
        self->group[g].staff =
            (cc_table){.v = self->staff + (size_t)g * per_day, .n = per_day, .per_day = per_day};
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
    for (size_t j = 0; j < trial->n_cells; j++) {
        const xp_staff_cell *cell = &trial->cell[j];
        self->staff[(size_t)cell->group * trial->scenario->run.intervals_per_day + cell->k] =
            table[j];
    }
    self->center = cc_center_new(&self->scenario, &trial->layout, &self->refusal);
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
            read_row(of->trial, &self->scenario, &self->record, &of->row[at * of->count + j]);
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
             xp_staff_row *row, cc_refusal *refusal)
{
    bench of = {.trial = self,
                .table = table,
                .n = n,
                .from = from,
                .count = count,
                .blocks = (count + BLOCK - 1) / BLOCK,
                .row = row,
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
