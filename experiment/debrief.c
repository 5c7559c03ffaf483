/* All scripts run on the same days: none, the trainee's, the reference, and the trainee's less one change
 * each. Intervals are Student's, of the days' scores and of their differences. */
#include "experiment/debrief.h"

#include "experiment/debrief_days.h"
#include "sim/memory.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DAYS 1000000

typedef struct maker {
    xp_debrief *self;
    const cc_script *script[XP_N_WAYS + XP_DEBRIEF_EFFECTS];
    cc_script without[XP_DEBRIEF_EFFECTS];
    size_t n;
    int way_of[XP_N_WAYS]; /* script of a way; -1: not run */
    xp_debrief_day *day;   /* [script][0: that was played, then others] */
    uint64_t stride;
    double *sample;
} maker;

/* ---- what is run ---- */

static int
leave_out(cc_script *into, const cc_script *from, size_t which)
{
    for (size_t j = 0; j < from->n; j++) {
        const int ret = j != which ? cc_script_add(into, from->change[j]) : SIM_OK;
        if (ret != SIM_OK) {
            return ret;
        }
    }
    return SIM_OK;
}

static int
choose_scripts(maker *it)
{
    xp_debrief *self = it->self;
    const xp_debrief_plan *plan = self->plan;
    const cc_script *yours = plan->script, *reference = &plan->lesson->reference;
    it->way_of[XP_UNTOUCHED] = (int)it->n++; /* script NULL */
    it->way_of[XP_YOURS] = it->way_of[XP_UNTOUCHED];
    it->way_of[XP_REFERENCE] = -1;
    if (reference->n > 0) {
        it->way_of[XP_REFERENCE] = (int)it->n;
        it->script[it->n++] = reference;
    }
    if (yours == NULL || yours->n == 0) {
        return SIM_OK;
    }
    it->way_of[XP_YOURS] = (int)it->n;
    it->script[it->n++] = yours;
    self->n_changes = yours->n;
    self->n_effects = yours->n < XP_DEBRIEF_EFFECTS ? yours->n : XP_DEBRIEF_EFFECTS;
    for (size_t j = 0; j < self->n_effects; j++) {
        const int ret = leave_out(&it->without[j], yours, j);
        if (ret != SIM_OK) {
            return ret;
        }
        it->script[it->n++] = &it->without[j];
    }
    return SIM_OK;
}

/* ---- the day that was played ---- */

static xp_debrief_slice
slice_of(const xp_lesson *lesson, const cc_record *record, size_t j, cc_slice slice)
{
    const double span = cc_layout_span(&lesson->layout, &lesson->scenario->run, j);
    cc_scope scope = CC_SCOPE_CENTER;
    scope.slice = (int)j;
    cc_sums sums;
    cc_scope_sums(&scope, lesson->scenario, record, &sums);
    const cc_sample offered = cc_kpi_sample(CC_KPI_offered, &sums, 0);
    const cc_sample left = cc_kpi_sample(CC_KPI_abandonment, &sums, 0);
    const cc_sample asa = cc_kpi_sample(CC_KPI_asa, &sums, 0);
    xp_debrief_slice it = {.begin = slice.begin,
                           .end = slice.end,
                           .offered = offered.num,
                           .abandoned = left.num,
                           .wait = asa.num,
                           .answered = asa.den};
    for (int g = 0; g < lesson->layout.n_groups; g++) {
        it.on_duty += cc_record_agent(record, j, (size_t)g)[CC_A_on_duty];
    }
    it.on_duty = span > 0 ? it.on_duty / span : 0;
    return it;
}

/* Adds the queues' levels to the slice, and sees which is below its target. */
static void
look_at_queues(xp_debrief *self, int way, xp_debrief_slice *into, size_t j, const cc_record *record)
{
    const cc_scenario *scenario = self->plan->lesson->scenario;
    cc_scope scope = CC_SCOPE_CENTER;
    scope.slice = (int)j;
    for (scope.queue = 0; scope.queue < scenario->center.n_queues; scope.queue++) {
        double within;
        if (!cc_scope_threshold(&scope, scenario, 0, &within)) {
            continue;
        }
        cc_sums sums;
        cc_scope_sums(&scope, scenario, record, &sums);
        const cc_sample level = cc_kpi_sample(CC_KPI_service_level, &sums, 0);
        into->in_time += level.num;
        into->held += level.den;
        const double target = scenario->center.queue[scope.queue].service_level.target;
        if (!(level.den > 0) || !(level.num < target * level.den)) {
            continue;
        }
        into->n_below++;
        const xp_debrief_break found = {.is_one = true,
                                        .queue = scope.queue,
                                        .begin = into->begin,
                                        .end = into->end,
                                        .in_time = level.num,
                                        .held = level.den,
                                        .target = target};
        xp_debrief_break *worst = &self->worst[way];
        if (!self->first[way].is_one) {
            self->first[way] = found;
        }
        if (!worst->is_one || found.held - found.in_time > worst->held - worst->in_time) {
            *worst = found;
        }
    }
}

static void
look_at_day(void *context, size_t script, const cc_record *record)
{
    maker *it = context;
    xp_debrief *self = it->self;
    const xp_lesson *lesson = self->plan->lesson;
    for (int way = 0; way < XP_N_WAYS; way++) {
        if (it->way_of[way] != (int)script) {
            continue;
        }
        size_t n = 0;
        for (size_t j = 0; j < lesson->layout.n_slices; j++) {
            const cc_slice slice = cc_layout_slice_of(&lesson->layout, j);
            if (cc_layout_span(&lesson->layout, &lesson->scenario->run, j) > 0 &&
                cc_slice_has_time(slice.kind)) {
                self->slice[way][n] = slice_of(lesson, record, j, slice);
                look_at_queues(self, way, &self->slice[way][n], j, record);
                n++;
            }
        }
        self->n_slices = n;
    }
}

/* ---- what the days say ---- */

static sim_interval
mean_of(const double *x, uint64_t n, double confidence)
{
    double sum = 0, squares = 0;
    for (uint64_t j = 0; j < n; j++) {
        sum += x[j];
    }
    const double mean = n > 0 ? sum / (double)n : NAN;
    for (uint64_t j = 0; j < n; j++) {
        squares += (x[j] - mean) * (x[j] - mean);
    }
    const double half =
        n < 2 ? NAN : sim_student(confidence, n - 1) * sqrt(squares / (double)(n - 1) / (double)n);
    return sim_interval_around(mean, half, n);
}

/* Of one figure of script a, less that of script b (-1: less nothing), on the other days; days on which
 * it is not defined are left out. */
static sim_interval
interval_of(const maker *it, size_t a, int b, size_t figure)
{
    const uint64_t days = it->self->plan->days;
    uint64_t n = 0;
    for (uint64_t j = 1; j <= days; j++) {
        double of[2] = {0, 0};
        memcpy(&of[0], (const char *)&it->day[a * it->stride + j] + figure, sizeof(double));
        if (b >= 0) {
            memcpy(&of[1], (const char *)&it->day[(size_t)b * it->stride + j] + figure,
                   sizeof(double));
        }
        if (!isnan(of[0] - of[1])) {
            it->sample[n++] = of[0] - of[1];
        }
    }
    return mean_of(it->sample, n, it->self->plan->confidence);
}

static xp_debrief_way
way_of(const maker *it, size_t script)
{
    const xp_lesson *lesson = it->self->plan->lesson;
    const xp_debrief_day *day = &it->day[script * it->stride];
    xp_debrief_way way = {
        .is_run = true,
        .score = day->score,
        .hours = day->hours,
        .cost = day->cost,
        .mean = interval_of(it, script, -1, offsetof(xp_debrief_day, score)),
        .gain = interval_of(it, script, it->way_of[XP_UNTOUCHED], offsetof(xp_debrief_day, score)),
        .hours_mean = interval_of(it, script, -1, offsetof(xp_debrief_day, hours)),
        .cost_mean = interval_of(it, script, -1, offsetof(xp_debrief_day, cost)),
    };
    double n = 0, worse = 0, met = 0;
    for (uint64_t j = 1; j <= it->self->plan->days; j++) {
        if (!isnan(day[j].score)) {
            n++;
            worse += xp_lesson_is_better(lesson, day->score, day[j].score);
            met += xp_lesson_is_met(lesson, day[j].score);
        }
    }
    way.worse = n > 0 && !isnan(day->score) ? worse / n : NAN;
    way.met = n > 0 && !isnan(lesson->scenario->lesson.aim) ? met / n : NAN;
    way.luck = day->score - way.mean.mean;
    return way;
}

static int
compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Their scores, for a picture of how days differ. */
static void
keep_others(maker *it, int way)
{
    xp_debrief *self = it->self;
    const xp_debrief_day *day = &it->day[(size_t)it->way_of[way] * it->stride];
    uint64_t n = 0;
    for (uint64_t j = 1; j <= self->plan->days; j++) {
        if (!isnan(day[j].score)) {
            self->other[way][n++] = day[j].score;
        }
    }
    qsort(self->other[way], n, sizeof(double), compare);
    self->n_others[way] = n;
}

static void
tell(maker *it)
{
    xp_debrief *self = it->self;
    const cc_scenario *scenario = self->plan->lesson->scenario;
    for (int way = 0; way < XP_N_WAYS; way++) {
        if (it->way_of[way] >= 0) {
            self->way[way] = way_of(it, (size_t)it->way_of[way]);
            keep_others(it, way);
        }
    }
    const int yours = it->way_of[XP_YOURS];
    const size_t first = it->n - self->n_effects;
    for (size_t j = 0; j < self->n_effects; j++) {
        xp_debrief_effect *effect = &self->effect[j];
        const sim_interval loss =
            interval_of(it, first + j, yours, offsetof(xp_debrief_day, score));
        effect->change = self->plan->script->change[j];
        cc_script_words(&effect->change, scenario, effect->words, sizeof(effect->words));
        effect->score =
            it->day[(size_t)yours * it->stride].score - it->day[(first + j) * it->stride].score;
        effect->gain = sim_interval_around(-loss.mean, loss.half_width, loss.n);
    }
    self->days = self->plan->days;
}

int
xp_debrief_make(xp_debrief *self, const xp_debrief_plan *plan, cc_refusal *refusal)
{
    *self = (xp_debrief){.plan = plan};
    refusal->text[0] = '\0';
    if (plan->days < 2 || plan->days > MOST_DAYS || plan->threads < 1 ||
        !(plan->confidence > 0 && plan->confidence < 1)) {
        return SIM_ERR_PARAM;
    }
    maker it = {.self = self, .stride = plan->days + 1};
    const size_t n_slices = plan->lesson->layout.n_slices;
    int ret = choose_scripts(&it);
    it.day = sim_memory_zeros(it.n * it.stride, sizeof(*it.day));
    it.sample = sim_memory_zeros(it.stride, sizeof(*it.sample));
    ret = ret == SIM_OK && (it.day == NULL || it.sample == NULL) ? SIM_ERR_NOMEM : ret;
    for (int way = 0; way < XP_N_WAYS && ret == SIM_OK; way++) {
        self->slice[way] = sim_memory_zeros(n_slices, sizeof(*self->slice[way]));
        self->other[way] = sim_memory_zeros(plan->days, sizeof(*self->other[way]));
        ret = self->slice[way] == NULL || self->other[way] == NULL ? SIM_ERR_NOMEM : ret;
    }
    xp_debrief_days days = {.plan = plan,
                            .script = it.script,
                            .n_scripts = it.n,
                            .day = it.day,
                            .on_played = look_at_day,
                            .context = &it};
    ret = ret == SIM_OK ? xp_debrief_days_run(&days, refusal) : ret;
    if (ret == SIM_OK) {
        tell(&it);
    } else {
        xp_debrief_free(self);
    }
    for (size_t j = 0; j < XP_DEBRIEF_EFFECTS; j++) {
        cc_script_free(&it.without[j]);
    }
    free(it.day);
    free(it.sample);
    return ret;
}

void
xp_debrief_free(xp_debrief *self)
{
    for (int way = 0; way < XP_N_WAYS; way++) {
        free(self->slice[way]);
        free(self->other[way]);
        self->slice[way] = NULL;
        self->other[way] = NULL;
    }
}
