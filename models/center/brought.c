/* Issues of a kind are a Poisson process with a random rate F(t) r(t): F are the factors of days and
 * intervals, each of mean 1. So, over the bins of observe, with m and v the expected sum of work and of
 * its square in a bin at F = 1 and X the sum that came:
 *     number - E[number],  sum X - sum m      have mean 0, and
 *     sum over windows of (X - F m)^2 - F v   given the rate, likewise
 *         + 2 (X - F m) (F - 1) m,
 * and so has the square of the day's factor less 1 + cv^2. Waiting grows faster than the load of a
 * quarter of an hour or so, which is why squares tell what sums do not: a window is as long as four
 * contacts' work. What is recorded, and what one issue makes of another, is left out: this needs to be
 * no complete account of the demand. */
#include "models/center/brought.h"

#include "models/center/life_begin.h"
#include "models/center/medium_life.h"
#include "models/scenario/opening.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CALLS, OTHERS, N_FAMILIES };
enum { NUMBER, WORK, BUNCHES, N_SUMS };
#define WINDOW 8       /* bins */
#define MOST_BINS 4096 /* of a day */

/* Of one kind: a piece of its rate in a bin. */
typedef struct part {
    uint32_t piece, bin;
    double mass; /* at factor 1 */
} part;

/* Of one kind and family: per contact of the kind in a piece of the rate on some day. */
typedef struct share {
    double p, work, squares;
} share;

/* A contact of a kind on the channel wanted. */
typedef struct wanted {
    int family;
    const sim_dist *dist;   /* of what its block's word 1 makes, */
    const cc_table *factor; /* which by intervals is times this, */
    double unit;            /* and times s of work */
    double mean, variance;  /* of dist */
    bool is_tame;
} wanted;

/* Of channels: calls, or all others. */
typedef struct family {
    double bin, per_bin; /* s; its inverse */
    size_t n_bins;
    part **part; /* by issue */
    size_t *n_parts;
    double *came, *expected, *average, *spread; /* by bin, of a day */
    size_t from, to;                            /* bins of the day that are in observe, whole */
} family;

struct cc_brought {
    family family[N_FAMILIES];
    wanted *wanted; /* [issue * n_channels + channel] */
    size_t n_days;
    double *factor;     /* on average: [day * n_factors + ...] as cc_center.factor */
    double *day_work;   /* on average: [day * n_issues + issue] */
    double *day_square; /* expected, by day */
    double *volume;     /* by issue */
    double mean[N_FAMILIES][2];
    bool has_day; /* day factors vary */
    int n;
    int of[CC_BROUGHT][2]; /* family and sum; -1: the day's factor */
};

/* ---- what is known of a contact ---- */

/* A work whose variance is infinite counts as its mean, or as a second: its sums would tell nothing. */
static void
know(wanted *self, const cc_service *service)
{
    const cc_medium_life *medium = service->medium;
    const cc_content *content = service->content;
    const double work = sim_dist_mean(&content->work.dist);
    self->family = service->brings_work && !service->is_deferred ? CALLS : OTHERS;
    self->dist = medium->brings != NULL ? medium->brings(content) : &content->work.dist;
    self->factor = &content->work.factor;
    self->unit = medium->brings != NULL && isfinite(work) ? work : 1;
    self->mean = sim_dist_mean(self->dist);
    self->variance = sim_dist_variance(self->dist);
    self->is_tame = isfinite(self->mean) && isfinite(self->variance);
    self->mean = isfinite(self->mean) ? self->mean : 1;
    self->variance = self->is_tame ? self->variance : 0;
}

static const wanted *
wanted_of(const cc_brought *self, const cc_center *center, int issue, int channel)
{
    return &self->wanted[issue * center->n_channels + channel];
}

static share
share_of(const cc_brought *self, const cc_center *center, int issue, int g, long day, size_t k)
{
    const cc_issue *it = &center->scenario->demand.issue[issue];
    share sum = {0};
    for (int c = 0; c < center->n_channels; c++) {
        const double p = cc_table_at(&it->wants[c], (size_t)day, k);
        const wanted *is = wanted_of(self, center, issue, c);
        if (p > 0 && is->family == g) {
            const double unit = is->unit * cc_table_at(is->factor, (size_t)day, k);
            const double mean = unit * is->mean;
            sum.p += p;
            sum.work += p * mean;
            sum.squares += p * (unit * unit * is->variance + mean * mean);
        }
    }
    return sum;
}

static size_t
interval_at(const cc_run *run, double time)
{
    const double k = floor((time - run->open) / run->interval);
    return k < 0 ? 0 : k < (double)run->intervals_per_day ? (size_t)k : run->intervals_per_day - 1;
}

/* ---- set-up ---- */

void
cc_brought_delete(cc_brought *self)
{
    if (self == NULL) {
        return;
    }
    for (int g = 0; g < N_FAMILIES; g++) {
        family *of = &self->family[g];
        for (size_t i = 0; of->part != NULL && of->n_parts != NULL && of->part[i] != NULL; i++) {
            free(of->part[i]);
        }
        free(of->part);
        free(of->n_parts);
        free(of->came);
        free(of->expected);
        free(of->average);
        free(of->spread);
    }
    free(self->factor);
    free(self->day_work);
    free(self->day_square);
    free(self->volume);
    free(self->wanted);
    free(self);
}

/* Of the rate's piece j from a to b (s of the day) at factor 1. */
static double
mass_of(const sim_rate_piece *it, double a, double b)
{
    const double from = fmax(a, it->t0), to = fmin(b, it->t1);
    if (!(from < to)) {
        return 0;
    }
    const double slope = (it->r1 - it->r0) / (it->t1 - it->t0);
    return (to - from) * (it->r0 + slope * ((from + to) / 2 - it->t0));
}

static int
cut(family *self, const cc_center *center, int issue)
{
    const double open = center->scenario->run.open;
    const sim_rate *rate = &center->rate[issue];
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) {
        n = 0;
        for (size_t j = 0; j < rate->n; j++) {
            const sim_rate_piece *it = &rate->piece[j];
            for (size_t b = (size_t)fmax(0, floor((it->t0 - open) / self->bin));
                 b < self->n_bins && open + (double)b * self->bin < it->t1; b++) {
                const double mass =
                    mass_of(it, open + (double)b * self->bin, open + (double)(b + 1) * self->bin);
                if (pass == 1) {
                    self->part[issue][n] = (part){(uint32_t)j, (uint32_t)b, mass};
                }
                n++;
            }
        }
        if (pass == 0) {
            self->part[issue] = calloc(n + 1, sizeof(part));
            if (self->part[issue] == NULL) {
                return SIM_ERR_NOMEM;
            }
        }
    }
    self->n_parts[issue] = n;
    return SIM_OK;
}

static int
family_init(family *self, const cc_center *center, double work)
{
    const cc_run *run = &center->scenario->run;
    const size_t n_issues = (size_t)center->scenario->demand.n_issues;
    const double length = run->close - run->open;
    self->bin = fmax(fmin(4 * work / WINDOW, length), length / MOST_BINS);
    self->per_bin = 1 / self->bin;
    self->n_bins = (size_t)ceil(length / self->bin - 1e-9);
    self->part = calloc(n_issues + 1, sizeof(*self->part));
    self->n_parts = calloc(n_issues + 1, sizeof(*self->n_parts));
    self->came = calloc(self->n_bins, sizeof(double));
    self->expected = calloc(self->n_bins, sizeof(double));
    self->average = calloc(self->n_bins, sizeof(double));
    self->spread = calloc(self->n_bins, sizeof(double));
    int ret = self->part == NULL || self->n_parts == NULL || self->came == NULL ||
                      self->expected == NULL || self->average == NULL || self->spread == NULL
                  ? SIM_ERR_NOMEM
                  : SIM_OK;
    for (size_t i = 0; i < n_issues && ret == SIM_OK; i++) {
        ret = cut(self, center, (int)i);
    }
    return ret;
}

static void
observe(family *self, const cc_center *center, long day)
{
    const cc_run *run = &center->scenario->run;
    const double zero = (double)day * CC_DAY + run->open, most = (double)self->n_bins;
    const double last = (double)day * CC_DAY + run->close;
    const double begin = ceil((center->window.start - zero) / self->bin - 1e-9);
    const double end =
        center->window.end >= last ? most : floor((center->window.end - zero) / self->bin + 1e-9);
    self->from = (size_t)fmax(0, fmin(begin, most));
    self->to = (size_t)fmax((double)self->from, fmin(end, most));
}

/* Draws the rates of a day, or its averages. */
static void
begin_day(cc_center *center, long day)
{
    for (int s = 0; s < center->n_streams; s++) {
        cc_arrivals *a = &center->arrivals[s];
        if (a->issue >= 0) {
            cc_arrivals_begin_day(center, a, day);
        }
    }
}

static void
begin(cc_center *center, uint64_t seed, uint64_t replication)
{
    center->now.rounds = sim_rounds_of((sim_key){seed, replication});
    cc_draws_forget(center);
    cc_controls_reset(center);
    cc_arrivals_reset(center);
}

static double
variance_of(const cc_busyness *it)
{
    return it->day_cv * it->day_cv;
}

/* Of the day's work sum m_i (B0 Bi - 1): its mean square. */
static double
square_of(const cc_center *center, const double *work)
{
    const cc_demand *demand = &center->scenario->demand;
    const double shared = variance_of(&demand->busyness);
    double sum = 0, own = 0;
    for (int i = 0; i < demand->n_issues; i++) {
        sum += work[i];
        own += work[i] * work[i] * (1 + shared) * variance_of(&demand->issue[i].busyness);
    }
    return shared * sum * sum + own;
}

/* Expected work by kind, and numbers and work by family, with the rates as they are; the last two for
 * observe. */
static void
add_average(cc_brought *self, const cc_center *center, long day, bool by_bins)
{
    const int n_issues = center->scenario->demand.n_issues;
    for (int g = 0; g < N_FAMILIES; g++) {
        family *of = &self->family[g];
        if (by_bins) {
            observe(of, center, day);
        }
        for (int i = 0; i < n_issues; i++) {
            const size_t n = by_bins ? of->n_parts[i] : center->rate[i].n;
            for (size_t j = 0; j < n; j++) {
                const part at = by_bins ? of->part[i][j] : (part){(uint32_t)j, 0, 0};
                if (by_bins && (at.bin < of->from || at.bin >= of->to)) {
                    continue;
                }
                const sim_rate_piece *piece = &center->rate[i].piece[at.piece];
                const share is =
                    share_of(self, center, i, g, day, center->rate_interval[i][at.piece]);
                const double mass = self->volume[i] * center->factor_of[i][at.piece] *
                                    (by_bins ? at.mass : mass_of(piece, piece->t0, piece->t1));
                self->mean[g][NUMBER] += mass * is.p;
                self->mean[g][WORK] += mass * is.work;
                self->day_work[day * n_issues + i] += by_bins ? mass * is.work : 0;
            }
        }
    }
}

static void
add_averages(cc_brought *self, cc_center *center, bool by_bins)
{
    const int n_issues = center->scenario->demand.n_issues;
    memset(self->mean, 0, sizeof(self->mean));
    center->is_average = true;
    begin(center, 0, 0);
    for (long day = 0; day < (long)self->n_days; day++) {
        if (!cc_day_is_open(&center->scenario->run, day)) {
            continue;
        }
        begin_day(center, day);
        memcpy(&self->factor[(size_t)day * center->n_factors], center->factor,
               center->n_factors * sizeof(double));
        add_average(self, center, day, by_bins);
        self->day_square[day] = square_of(center, &self->day_work[day * n_issues]);
    }
    center->is_average = false;
}

static void
set_volumes(cc_brought *self, cc_center *center)
{
    cc_arrivals_reset(center);
    for (int s = 0; s < center->n_streams; s++) {
        const cc_arrivals *a = &center->arrivals[s];
        if (a->issue >= 0) {
            self->volume[a->issue] += fmax(0, fmin(a->keep, 1)) * a->width;
        }
    }
}

static void
choose(cc_brought *self, const cc_center *center)
{
    const cc_demand *demand = &center->scenario->demand;
    self->has_day = demand->busyness.day_cv > 0;
    for (int i = 0; i < demand->n_issues; i++) {
        self->has_day |= demand->issue[i].busyness.day_cv > 0 && self->volume[i] > 0;
    }
    for (int g = 0; g < N_FAMILIES; g++) {
        for (int j = NUMBER; j <= BUNCHES && self->mean[g][NUMBER] > 0; j++) {
            if (j == NUMBER || self->mean[g][WORK] > 0) {
                self->of[self->n][0] = g;
                self->of[self->n++][1] = j;
            }
        }
        if (g == CALLS && self->has_day) {
            self->of[self->n++][0] = -1;
        }
    }
    if (self->n == 1 && self->of[0][0] < 0) { /* of nobody */
        self->n = 0;
    }
}

cc_brought *
cc_brought_new(cc_center *center)
{
    cc_brought *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    const size_t n_issues = (size_t)center->scenario->demand.n_issues;
    self->n_days = (size_t)center->scenario->run.days;
    self->factor = calloc(self->n_days * center->n_factors + 1, sizeof(double));
    self->day_work = calloc(self->n_days * n_issues + 1, sizeof(double));
    self->day_square = calloc(self->n_days + 1, sizeof(double));
    self->volume = calloc(n_issues + 1, sizeof(double));
    self->wanted = calloc(n_issues * (size_t)center->n_channels + 1, sizeof(*self->wanted));
    bool has_room = self->factor != NULL && self->day_work != NULL && self->day_square != NULL &&
                    self->volume != NULL && self->wanted != NULL;
    for (size_t j = 0; has_room && j < n_issues * (size_t)center->n_channels; j++) {
        know(&self->wanted[j], &center->service[j]);
    }
    if (has_room) {
        set_volumes(self, center);
        add_averages(self, center, false);
    }
    for (int g = 0; g < N_FAMILIES && has_room; g++) {
        const double *mean = self->mean[g];
        const double work = mean[NUMBER] > 0 && mean[WORK] > 0 ? mean[WORK] / mean[NUMBER] : CC_DAY;
        has_room = family_init(&self->family[g], center, work) == SIM_OK;
    }
    if (!has_room) {
        cc_brought_delete(self);
        return NULL;
    }
    add_averages(self, center, true);
    choose(self, center);
    return self;
}

int
cc_brought_n(const cc_brought *self)
{
    return self->n;
}

const char *
cc_brought_name(const cc_brought *self, int j)
{
    static const char *const names[N_FAMILIES][N_SUMS] = {
        {"calls", "work of calls", "bunching of calls"},
        {"other contacts", "work of other contacts", "bunching of other contacts"}};
    return self->of[j][0] < 0 ? "square of the day factor" : names[self->of[j][0]][self->of[j][1]];
}

/* ---- one replication ---- */

typedef struct sums {
    double of[N_FAMILIES][N_SUMS];
    double day;
} sums;

static void
add_point(cc_brought *self, const cc_center *center, const cc_arrivals *a, unsigned j, long day,
          sums *sum)
{
    const cc_kind *kind = &center->kind[a->issue];
    const double time = a->time[j] - (double)day * CC_DAY;
    int channel = kind->wanted_by_all;
    if (channel < 0) {
        cc_contact who = {.issue = (uint16_t)a->issue, .when = {(uint16_t)day, 0}};
        if (kind->wants == NULL) {
            who.when.interval = (uint16_t)interval_at(&center->scenario->run, time);
        }
        channel = cc_life_choose_wanted(center, &who, sim_uniform(a->word[4][j]));
    }
    const wanted *is = wanted_of(self, center, a->issue, channel);
    const family *of = &self->family[is->family];
    const size_t bin = (size_t)fmax(0, (time - center->scenario->run.open) * of->per_bin);
    if (bin < of->from || bin >= of->to) {
        return;
    }
    double work = is->mean;
    if (is->is_tame) {
        const double u = sim_uniform(a->word[1][j]);
        work = kind->uses_e[1] ? sim_dist_quantile_of(is->dist, u, a->e[1][j])
                               : sim_dist_quantile(is->dist, u);
    }
    work *= is->unit;
    work *= is->factor->n == 0
                ? is->factor->constant
                : cc_table_at(is->factor, (size_t)day, interval_at(&center->scenario->run, time));
    sum->of[is->family][NUMBER]++;
    sum->of[is->family][WORK] += work;
    of->came[bin] += work;
}

static void
add_points(cc_brought *self, cc_center *center, long day, sums *sum)
{
    for (int s = 0; s < center->n_streams; s++) {
        cc_arrivals *a = &center->arrivals[s];
        if (a->issue < 0 || !(a->keep > 0)) {
            continue;
        }
        for (;;) {
            const uint64_t owner = a->owner + a->k;
            const unsigned j = cc_arrivals_next(center, a);
            if (a->time[j] == INFINITY) {
                break;
            }
            if (cc_arrivals_keeps(center, a, owner)) {
                add_point(self, center, a, j, day, sum);
            }
        }
    }
}

/* What each bin would bring, at the rates of the day and at average ones. */
static void
expect(const cc_brought *self, const cc_center *center, int g, long day)
{
    const family *of = &self->family[g];
    const double *average = &self->factor[(size_t)day * center->n_factors];
    for (int i = 0; i < center->scenario->demand.n_issues; i++) {
        uint32_t known = UINT32_MAX;
        share is = {0};
        for (size_t j = 0; j < of->n_parts[i]; j++) {
            const part *at = &of->part[i][j];
            if (at->piece != known) {
                known = at->piece;
                is = share_of(self, center, i, g, day, center->rate_interval[i][known]);
            }
            const double mass = self->volume[i] * at->mass;
            const double now = mass * center->factor_of[i][at->piece];
            of->expected[at->bin] += now * is.work;
            of->spread[at->bin] += now * is.squares;
            of->average[at->bin] +=
                mass * average[center->factor_of[i] - center->factor + at->piece] * is.work;
        }
    }
}

static double
bunches(const family *self)
{
    double off = 0, more = 0, spread = 0, sum = 0;
    for (size_t j = self->from; j < self->to; j++) {
        const double sign[2] = {1, -1};
        const size_t at[2] = {j, j - WINDOW};
        for (int k = 0; k < (j >= self->from + WINDOW ? 2 : 1); k++) {
            off += sign[k] * (self->came[at[k]] - self->expected[at[k]]);
            more += sign[k] * (self->expected[at[k]] - self->average[at[k]]);
            spread += sign[k] * self->spread[at[k]];
        }
        if (j + 1 >= self->from + WINDOW) {
            sum += off * off - spread + 2 * off * more;
        }
    }
    return sum;
}

static double
day_square(const cc_brought *self, const cc_center *center, long day)
{
    const int n_issues = center->scenario->demand.n_issues;
    double off = 0;
    for (int i = 0; i < n_issues; i++) {
        off += self->day_work[day * n_issues + i] *
               (center->now.shared_day * center->arrivals[i].kind_factor - 1);
    }
    return off * off - self->day_square[day];
}

static void
add_day(cc_brought *self, cc_center *center, long day, sums *sum)
{
    begin_day(center, day);
    for (int g = 0; g < N_FAMILIES; g++) {
        family *of = &self->family[g];
        observe(of, center, day);
        memset(of->came, 0, of->n_bins * sizeof(double));
        memset(of->expected, 0, of->n_bins * sizeof(double));
        memset(of->average, 0, of->n_bins * sizeof(double));
        memset(of->spread, 0, of->n_bins * sizeof(double));
    }
    add_points(self, center, day, sum);
    for (int g = 0; g < N_FAMILIES; g++) {
        if (self->mean[g][WORK] > 0) {
            expect(self, center, g, day);
            sum->of[g][BUNCHES] += bunches(&self->family[g]);
        }
    }
    sum->day += self->has_day ? day_square(self, center, day) : 0;
}

int
cc_brought_read(cc_brought *self, cc_center *center, uint64_t seed, uint64_t replication,
                double number[CC_BROUGHT])
{
    sums sum = {0};
    center->now.error = SIM_OK;
    begin(center, seed, replication);
    for (long day = 0; day < (long)self->n_days; day++) {
        if (cc_day_is_open(&center->scenario->run, day)) {
            add_day(self, center, day, &sum);
        }
    }
    for (int j = 0; j < self->n; j++) {
        const int g = self->of[j][0], k = self->of[j][1];
        number[j] = g < 0 ? sum.day : sum.of[g][k] - (k < BUNCHES ? self->mean[g][k] : 0);
    }
    return center->now.error;
}
