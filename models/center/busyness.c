/* How busy a day is: the rate of each kind of issue by interval, with random factors for the day and
 * for each interval, shared by all kinds or of one kind, each of mean exactly 1. */
#include "models/center/state.h"

#include "models/center/margin.h"
#include "models/scenario/opening.h"
#include "sim/elementary.h"
#include <math.h>
#include <stdlib.h>

/* Scope 0 is shared by all kinds, 1 + i is kind i. */
static const cc_busyness *
busyness_of(const cc_center *self, int scope)
{
    const cc_demand *demand = &self->scenario->demand;
    return scope == 0 ? &demand->busyness : &demand->issue[scope - 1].busyness;
}

/* The table of an earlier scope that is the same, or NULL. */
static const cc_margin *
same_margin(const cc_center *self, int scope)
{
    const cc_margin *own = &self->margin[scope];
    for (const cc_margin *m = self->margin; m < own; m++) {
        if (m->root != NULL && m->cv == own->cv && m->lognormal == own->lognormal) {
            return m;
        }
    }
    return NULL;
}

int
cc_busyness_init(cc_center *self)
{
    const int n_issues = self->scenario->demand.n_issues;
    const size_t per_day = self->scenario->run.intervals_per_day;
    self->shared_factor = calloc(per_day, sizeof(double));
    self->interval_factor = calloc(per_day, sizeof(double));
    self->margin = calloc((size_t)n_issues + 1, sizeof(*self->margin));
    if (self->shared_factor == NULL || self->interval_factor == NULL || self->margin == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int scope = 0; scope <= n_issues; scope++) {
        const cc_busyness *b = busyness_of(self, scope);
        cc_margin *margin = &self->margin[scope];
        *margin = (cc_margin){.cv = b->interval_cv, .lognormal = b->lognormal};
        const cc_margin *same = same_margin(self, scope);
        if (same != NULL) {
            *margin = *same;
        } else if (b->interval_cv > 0) {
            const int ret = cc_margin_init(margin, b->interval_cv, b->lognormal);
            if (ret != SIM_OK) {
                return ret;
            }
        }
    }
    return SIM_OK;
}

void
cc_busyness_free(cc_center *self)
{
    /* the last first: who shares the table of an earlier one leaves it to that */
    for (int scope = self->scenario->demand.n_issues; self->margin != NULL && scope >= 0; scope--) {
        if (same_margin(self, scope) == NULL) {
            cc_margin_free(&self->margin[scope]);
        }
    }
    free(self->margin);
    free(self->shared_factor);
    free(self->interval_factor);
}

/* Which of the scope's day factors, counted through all scopes that have some. */
static unsigned
number_of(const cc_center *self, int scope, long day)
{
    unsigned n = 0;
    for (int j = 0; j < scope; j++) {
        const cc_busyness *b = busyness_of(self, j);
        n += b->day_cv == 0 ? 0 : b->by_replication ? 1 : (unsigned)self->scenario->run.days;
    }
    return n + (busyness_of(self, scope)->by_replication ? 0 : (unsigned)day);
}

/* Which part the replication has: its rank among random numbers of the group (McKay, Beckman & Conover
 * 1979, "A comparison of three methods for selecting values of input variables"); or the first digits of
 * a point of Sobol's, shifted for the whole group (Owen 1998, "Latin supercube sampling", takes both for
 * more dimensions than a net has). */
static double
within_stratum(const cc_center *self, int scope, long day, uint64_t owner, double u)
{
    const cc_stratum *it = &self->stratum;
    const sim_rounds rounds = sim_rounds_of((sim_key){self->now.rounds.k0[0], it->group});
    const sim_name name = {CC_DRAW_STRATUM, owner, (uint64_t)scope};
    const unsigned dimension = number_of(self, scope, day);
    uint32_t part = 0;
    if (it->net != NULL && dimension < it->net->dimensions) {
        const double x = it->index == 0 ? 0 : sim_sobol_at(it->net, it->index - 1, dimension);
        const uint64_t shift = sim_rounds_block(&rounds, name, 0).word[0];
        part = (uint32_t)(x * it->size) ^ (uint32_t)(shift & (it->size - 1));
    } else {
        const uint64_t own = sim_rounds_block(&rounds, name, it->index / 4).word[it->index % 4];
        sim_block block = {{0}};
        for (uint32_t j = 0; j < it->size; j++) {
            block = j % 4 == 0 ? sim_rounds_block(&rounds, name, j / 4) : block;
            part += block.word[j % 4] < own;
        }
    }
    return fmin((part + u) / it->size, 1 - 0x1p-53);
}

static double
day_factor(cc_center *self, int scope, long day)
{
    const cc_busyness *b = busyness_of(self, scope);
    if (b->day_cv == 0 || self->is_average) {
        return 1;
    }
    const uint64_t owner = b->by_replication ? UINT64_MAX : (uint64_t)day;
    double u = sim_uniform(cc_draw(self, CC_DRAW_DAY_FACTOR, owner, (uint64_t)scope, 0).word[0]);
    if (self->stratum.size > 0) {
        u = within_stratum(self, scope, day, owner, u);
    }
    return cc_margin_exact(&(cc_margin){.cv = b->day_cv}, sim_normal_quantile(u));
}

/* Multiplies factor[k] by the day's noise: an AR(1) sequence of normals, made gamma or lognormal
 * (normal copula; Avramidis, Deslauriers & L'Ecuyer 2004 use the same margin and dependence). */
static void
multiply_noise(cc_center *self, int scope, long day, double *factor)
{
    const cc_busyness *b = busyness_of(self, scope);
    if (b->interval_cv == 0 || self->is_average) {
        return;
    }
    const double r = b->correlation, rest = sqrt(1 - r * r);
    double z = 0;
    sim_block block = {{0}};
    for (size_t k = 0; k < self->scenario->run.intervals_per_day; k++) {
        if (k % 4 == 0) {
            block = cc_draw(self, CC_DRAW_NOISE, (uint64_t)day, (uint64_t)scope, k / 4);
        }
        const double e = sim_normal_quantile(sim_uniform(block.word[k % 4]));
        z = k == 0 ? e : r * z + rest * e;
        factor[k] *= cc_margin_at(&self->margin[scope], z);
    }
}

static void
share_factors(cc_center *self, long day)
{
    const cc_run *run = &self->scenario->run;
    const cc_demand *demand = &self->scenario->demand;
    if (self->now.factor_day == day) {
        return;
    }
    const long before = self->now.factor_day;
    self->now.factor_day = day;
    const int weekday = cc_run_weekday(run, day);
    const bool same = demand->busyness.by_replication && before >= 0;
    if (!same) {
        self->now.shared_day = day_factor(self, 0, day);
    }
    const double f = self->now.shared_day * demand->first_attempts * demand->weekday[weekday] *
                     (day < run->days ? cc_demand_on_day(demand, day) : 1);
    for (size_t k = 0; k < run->intervals_per_day; k++) {
        self->shared_factor[k] = f;
    }
    multiply_noise(self, 0, day, self->shared_factor);
}

const double *
cc_busyness_of_day(cc_center *self, int i, cc_arrivals *a)
{
    const cc_run *run = &self->scenario->run;
    const cc_issue *issue = &self->scenario->demand.issue[i];
    share_factors(self, a->day);
    if (!(issue->busyness.by_replication && a->kind_factor > 0)) {
        a->kind_factor = day_factor(self, 1 + i, a->day);
    }
    const double f = a->kind_factor * issue->volume * issue->weekday[cc_run_weekday(run, a->day)];
    double *by_interval = self->interval_factor;
    for (size_t k = 0; k < run->intervals_per_day; k++) {
        const double begin = run->open + (double)k * run->interval;
        const double length = fmin(run->interval, run->close - begin);
        double base = 1;
        if (issue->piece == NULL) {
            base = issue->counts ? cc_table_at(&issue->arrivals, (size_t)a->day, k) / length
                                 : cc_table_at(&issue->per_hour, (size_t)a->day, k) / 3600;
        }
        by_interval[k] = base * f * self->shared_factor[k];
    }
    multiply_noise(self, 1 + i, a->day, by_interval);
    return by_interval;
}
