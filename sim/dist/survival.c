/* The share still waiting after given times, as estimated by Kaplan and Meier from waits of which
 * many ended in an answer. The hazard is constant between the times and after the last, where
 * the rest is exponential. A last share of 0 is reached linearly. So the cumulative hazard
 * e = -log(share) is linear in the time, and the quantile linear in e, from piece to piece. */
#include "sim/dist.h"

enum { TIMES, SHARES }; /* lists */
enum { TAIL_MEAN = 2 }; /* place in p[] */
enum { CELLS = 64 };    /* of the table */
enum {
    MEAN_BEYOND, /* of the tail in effect */
    CELLS_TO_1   /* of the table, if they went on to u = 1 */
};

/* Piece j leads to t_s[j], from t_s[j - 1], or for the first from the whole at time 0. */
static double
time_before(const sim_dist *self, size_t j)
{
    return j == 0 ? 0 : self->list[TIMES][j - 1];
}

static double
share_before(const sim_dist *self, size_t j)
{
    return j == 0 ? 1 : self->list[SHARES][j - 1];
}

static double
hazard(const sim_dist *self, size_t j)
{
    const double width = self->list[TIMES][j] - time_before(self, j);
    return sim_log(share_before(self, j) / self->list[SHARES][j]) / width;
}

static const char *
setup(sim_dist *self)
{
    const double *t = self->list[TIMES], *s = self->list[SHARES];
    const size_t n = self->n_list[TIMES];
    if (self->n_list[SHARES] != n) {
        return "s must be as many as t_s";
    }
    for (size_t j = 0; j < n; j++) {
        if (j > 0 && t[j] <= t[j - 1]) {
            return "t_s must increase";
        }
        if (j > 0 && s[j] > s[j - 1]) {
            return "s must not increase";
        }
        if (s[j] == 0 && j + 1 < n) {
            return "s must be > 0 but for the last";
        }
    }
    if (t[0] == 0 && s[0] == 0) {
        return "s must be > 0 at time 0";
    }
    self->fast = SIM_FAST_HAZARD;
    const double beyond = s[n - 1] > 0 ? s[n - 1] : share_before(self, n - 1);
    self->q[CELLS_TO_1] = beyond < 1 ? CELLS / (1 - beyond) : 0;
    self->q[MEAN_BEYOND] = self->p[TAIL_MEAN];
    if (self->p[TAIL_MEAN] == 0 && s[n - 1] > 0) {
        const double last = t[n - 1] > 0 ? hazard(self, n - 1) : 0;
        if (!(last > 0)) {
            return "tail_mean must be given where s does not fall at the end";
        }
        self->q[MEAN_BEYOND] = 1 / last;
    }
    return NULL;
}

/* What the quantile is made of in a piece; the tail is the last. */
typedef struct piece {
    double until;      /* u */
    double begin, end; /* s */
    double from;       /* the cumulative hazard at the begin; NAN: goes to a share of 0 */
    double slope;      /* s: of the time over the hazard; on the way to 0, over the share */
} piece;

/* The table: for each of some even cells of u the first piece that reaches beyond its begin, and for
 * all above; then the pieces. Found by u and not by e: the branches need not wait for a logarithm. */
enum { OF_PIECE = sizeof(piece) / sizeof(double) };

static piece
piece_of(const sim_dist *self, size_t j)
{
    const double begin = time_before(self, j), before = share_before(self, j);
    const double from = -sim_log(before);
    if (j == self->n_list[TIMES]) {
        return (piece){INFINITY, begin, INFINITY, from, self->q[MEAN_BEYOND]};
    }
    const double end = self->list[TIMES][j], share = self->list[SHARES][j];
    if (share == 0) {
        return (piece){INFINITY, begin, end, NAN, (end - begin) / before};
    }
    const double hazards = -sim_log(share) - from; /* may be rounded down to 0, or below */
    return (piece){1 - share, begin, end, from, hazards > 0 ? (end - begin) / hazards : 0};
}

static const double *
tabulate(const sim_dist *self, void *(*allocate)(size_t bytes, void *arg), void *arg,
         size_t *n_table)
{
    const size_t n = self->n_list[TIMES] + 1;
    *n_table = CELLS + 1 + OF_PIECE * n;
    double *table = allocate(*n_table * sizeof(*table), arg);
    if (table == NULL) {
        return NULL;
    }
    piece *made = (piece *)(table + CELLS + 1);
    for (size_t j = 0; j < n; j++) {
        made[j] = piece_of(self, j);
    }
    size_t j = 0;
    for (size_t cell = 0; cell <= CELLS; cell++) {
        /* rounded as in quantile_of, and so never beyond the piece sought */
        while (made[j].until * self->q[CELLS_TO_1] < (double)cell) {
            j++;
        }
        table[cell] = (double)j;
    }
    return table;
}

static double
quantile_of(const sim_dist *self, double u, double e)
{
    const double *first = self->table, cell = u * self->q[CELLS_TO_1];
    const piece *in = (const piece *)(first + CELLS + 1);
    in += (ptrdiff_t)first[(ptrdiff_t)(cell < CELLS ? cell : CELLS)];
    while (in->until < u) {
        in++;
    }
    if (isnan(in->from)) {
        return fmax(in->begin, in->end - in->slope * (1 - u));
    }
    const double x = in->begin + in->slope * (e - in->from);
    return x < in->end ? x : in->end;
}

static double
quantile(const sim_dist *self, double u)
{
    return quantile_of(self, u, -sim_log(1 - u));
}

static double
cdf(const sim_dist *self, double x)
{
    const double *t = self->list[TIMES], *s = self->list[SHARES];
    const size_t n = self->n_list[TIMES];
    size_t j = 0;
    while (j < n && t[j] <= x) {
        j++;
    }
    if (j == n) {
        return s[n - 1] == 0 ? 1 : 1 - s[n - 1] * sim_exp(-(x - t[n - 1]) / self->q[MEAN_BEYOND]);
    }
    const double since = x - time_before(self, j), s0 = share_before(self, j);
    if (s[j] == 0) {
        return 1 - s0 * (1 - since / (t[j] - time_before(self, j)));
    }
    return 1 - s0 * sim_exp(-hazard(self, j) * since);
}

/* The mean is the integral of the share over time; the second moment that of 2 t times it.
 * Over a piece from t0 they are A and 2 (t0 A + B), B the integral of (t - t0) times the share. */
typedef struct moments {
    double first, second;
} moments;

static moments
integrate(const sim_dist *self)
{
    const double *t = self->list[TIMES], *s = self->list[SHARES];
    const size_t n = self->n_list[TIMES];
    moments sum = {0, 0};
    for (size_t j = 0; j < n; j++) {
        const double t0 = time_before(self, j), s0 = share_before(self, j), w = t[j] - t0;
        double a = 0.5 * s0 * w, b = s0 * w * w / 6; /* linear down to 0 */
        if (w == 0) {
            a = b = 0; /* some do not wait at all */
        } else if (s[j] > 0) {
            const double h = hazard(self, j), hw = h * w;
            a = h > 0 ? (s0 - s[j]) / h : s0 * w;
            b = hw > 1e-3 ? (a - w * s[j]) / h
                          : s0 * w * w * (0.5 - hw / 3 + hw * hw / 8 - hw * hw * hw / 30);
        }
        sum.first += a;
        sum.second += 2 * (t0 * a + b);
    }
    const double beyond = self->q[MEAN_BEYOND], rest = s[n - 1];
    sum.first += rest * beyond;
    sum.second += 2 * rest * beyond * (t[n - 1] + beyond);
    return sum;
}

static double
mean(const sim_dist *self)
{
    return integrate(self).first;
}

static double
variance(const sim_dist *self)
{
    const moments sum = integrate(self);
    return sum.second - sum.first * sum.first;
}

const sim_dist_type sim_dist_survival = {
    .name = "survival",
    .doc = "the share still waiting after given times, then an exponential tail",
    .params = {{"t_s", SIM_PARAM_LIST, 0, 1e9, NAN, "s", "times, increasing"},
               {"s", SIM_PARAM_LIST, 0, 1, NAN, "", "share still waiting after each"},
               {"tail_mean", SIM_PARAM_DURATION, 0, 1e9, 0, "s",
                "mean of what is left after the last time; 0: as just before it"}},
    .setup = setup,
    .tabulate = tabulate,
    .quantile = quantile,
    .quantile_of = quantile_of,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
