/* Begins with what each interval takes by itself and moves many agents at once, by what one does to the
 * whole day on a few replications; then one by one on all of them, until none can be taken away; then
 * two for one, since the fewest in all may be elsewhere. What one agent does is nearly a sum over
 * intervals, which says what to try; whether the target is kept is simulated each time. */
#include "experiment/staffing.h"

#include "experiment/staff_estimate.h"
#include "experiment/staffing_start.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 40, NEAREST = 40, SWAPS = 24 };

typedef struct search {
    xp_staffing *of;
    uint64_t n, few;    /* replications */
    int *tables;        /* of a batch */
    xp_staff_row *rows; /* of a batch */
    xp_staff_row *base; /* of the table as it is */
    cc_sample *there;   /* by replication and slice of the day: one agent's table; and as it is */
    cc_sample *there_base;
    bool is_stale;                  /* there_base: it is of another table */
    xp_staff_row *spot, *spot_base; /* of one interval */
    double score;                   /* of it: how far the target is kept; below 0: it is not */
    int *safe; /* the last table that kept it, or else the last that was simulated */
    xp_staff_row *safe_rows;
    bool has_safe, safe_is_kept;
    double *loss, *gain; /* by cell: of the score, by one fewer and one more */
    size_t *order;
    bool is_out; /* of runs */
    cc_refusal *refusal;
} search;

uint64_t
xp_staffing_replications(const cc_scenario *scenario)
{
    cc_layout layout;
    if (cc_layout_init(&layout, scenario, false) != SIM_OK) {
        return 10;
    }
    return (uint64_t)fmax(10, ceil(200 / fmax(layout.days, 1)));
}

int
xp_staffing_init(xp_staffing *self, const xp_staffing_plan *plan, cc_refusal *refusal)
{
    *self = (xp_staffing){.plan = plan};
    self->trial = (xp_staff_trial){.scenario = plan->scenario,
                                   .by_day = !isnan(plan->chance),
                                   .seed = plan->seed,
                                   .threads = plan->threads,
                                   .memory = plan->memory,
                                   .finish = plan->finish,
                                   .stop = plan->stop,
                                   .on_progress = plan->on_progress,
                                   .context = plan->context};
    int ret = xp_staffing_aim(self, refusal);
    if (ret == SIM_OK) {
        ret = xp_staffing_cells(self, refusal);
    }
    self->table = sim_memory_zeros(self->n_cells, sizeof(*self->table));
    self->less = sim_memory_zeros(self->n_cells, sizeof(*self->less));
    self->more = sim_memory_zeros(self->n_cells, sizeof(*self->more));
    self->there = sim_memory_zeros(self->n_cells, sizeof(*self->there));
    if (ret == SIM_OK &&
        (self->table == NULL || self->less == NULL || self->more == NULL || self->there == NULL)) {
        ret = SIM_ERR_NOMEM;
    }
    if (ret == SIM_OK) {
        ret = xp_staffing_start(self);
    }
    if (ret != SIM_OK) {
        xp_staffing_free(self);
    }
    return ret;
}

void
xp_staffing_free(xp_staffing *self)
{
    free(self->cell);
    free(self->table);
    free(self->less);
    free(self->more);
    free(self->there);
    *self = (xp_staffing){0};
}

/* ---- what a table is worth ---- */

/* The nearer end of its interval, beyond what is asked. */
static double
score_of(const search *self, const xp_staff_row *row)
{
    const xp_staffing_plan *plan = self->of->plan;
    const bool by_day = self->of->trial.by_day;
    const sim_interval it =
        xp_staff_estimate(row, self->n, by_day ? XP_STAFF_DAYS : XP_STAFF_TARGET, plan->confidence);
    if (isnan(it.lower)) {
        return -1;
    }
    return by_day                        ? it.lower - plan->chance
           : self->of->trial.is_at_least ? it.lower - self->of->trial.value
                                         : self->of->trial.value - it.upper;
}

static bool
is_kept(const search *self, double score)
{
    return self->of->trial.is_strict && !self->of->trial.by_day ? score > 1e-12 : score >= -1e-12;
}

/* What the score follows, of the first n rows: of days how near each is, since by one agent few turn. */
static double
lean_of(const search *self, const xp_staff_row *row, uint64_t n)
{
    double num = 0, den = 0, near = 0, days = 0;
    for (uint64_t j = 0; j < n; j++) {
        num += row[j].target.num;
        den += row[j].target.den;
        near += row[j].near;
        days += row[j].days;
    }
    const double value = den > 0 ? (self->of->trial.is_at_least ? num : -num) / den : 0;
    return days > 0 ? near / days : value;
}

static int
try_tables(search *self, size_t n, uint64_t count)
{
    xp_staffing *of = self->of;
    self->is_out = of->trial.runs + n * count > of->runs;
    if (self->is_out) {
        return SIM_OK;
    }
    of->tables += n;
    return xp_staff_try(&of->trial, self->tables, n, 0, count, self->rows, self->there,
                        self->refusal);
}

/* Table number j of the batch: the present one. */
static int *
put_table(search *self, size_t j)
{
    int *table = self->tables + j * self->of->n_cells;
    memcpy(table, self->of->table, self->of->n_cells * sizeof(*table));
    return table;
}

static void
take_table(search *self, size_t j)
{
    memcpy(self->of->table, self->tables + j * self->of->n_cells,
           self->of->n_cells * sizeof(*self->of->table));
    memcpy(self->base, self->rows + j * self->n, self->n * sizeof(*self->base));
    if (self->there != NULL) {
        const size_t n = self->n * self->of->trial.layout.per_day;
        memcpy(self->there_base, self->there + j * n, n * sizeof(*self->there_base));
        self->is_stale = false;
    }
    self->score = score_of(self, self->base);
    if (is_kept(self, self->score) || !self->safe_is_kept) {
        memcpy(self->safe, self->of->table, self->of->n_cells * sizeof(*self->safe));
        memcpy(self->safe_rows, self->base, self->n * sizeof(*self->base));
        self->has_safe = true;
        self->safe_is_kept = is_kept(self, self->score);
    }
}

static int
try_base(search *self)
{
    put_table(self, 0);
    const int ret = try_tables(self, 1, self->n);
    if (ret == SIM_OK && !self->is_out) {
        take_table(self, 0);
    }
    return ret;
}

static const sim_interval not_known = {NAN, NAN, NAN, NAN, 0, false};

/* The target in the interval of a cell, as a row has it. */
static void
fill_there(const search *self, const cc_sample *there, size_t j, xp_staff_row *row)
{
    const cc_layout *layout = &self->of->trial.layout;
    for (uint64_t r = 0; r < self->n; r++) {
        row[r].target = there[r * layout->per_day + layout->n_before + self->of->cell[j].k];
    }
}

/* Of table number t of the batch, against the table as it is; t == SIZE_MAX: that one by itself. */
static sim_interval
there_of(search *self, size_t t, size_t j)
{
    const double level = self->of->plan->confidence;
    if (self->there == NULL) {
        return not_known;
    }
    fill_there(self, self->there_base, j, self->spot_base);
    if (t == SIZE_MAX) {
        return xp_staff_estimate(self->spot_base, self->n, XP_STAFF_TARGET, level);
    }
    fill_there(self, self->there + t * self->n * self->of->trial.layout.per_day, j, self->spot);
    return xp_staff_difference(self->spot, self->spot_base, self->n, XP_STAFF_TARGET, level);
}

static xp_staff_effect
effect_of(search *self, size_t t, size_t j)
{
    const double level = self->of->plan->confidence;
    const xp_staff_row *row = self->rows + t * self->n;
    return (xp_staff_effect){
        .target = xp_staff_difference(row, self->base, self->n, XP_STAFF_TARGET, level),
        .abandonment = xp_staff_difference(row, self->base, self->n, XP_STAFF_ABANDONMENT, level),
        .cost = xp_staff_difference(row, self->base, self->n, XP_STAFF_COST, level),
        .there = there_of(self, t, j),
        .is_kept = is_kept(self, score_of(self, row))};
}

static const xp_staff_effect unknown = {.target = {NAN, NAN, NAN, NAN, 0, false},
                                        .abandonment = {NAN, NAN, NAN, NAN, 0, false},
                                        .cost = {NAN, NAN, NAN, NAN, 0, false},
                                        .there = {NAN, NAN, NAN, NAN, 0, false}};

/* By one agent in each interval; effects are of all replications only. */
static int
try_neighbours(search *self, int by, uint64_t count)
{
    xp_staffing *of = self->of;
    double *change = by < 0 ? self->loss : self->gain;
    size_t n = 0;
    for (size_t j = 0; j < of->n_cells; j++) {
        if (of->trial.as_is ? by > 0 || of->cell[j].before > 0 : of->table[j] + by >= 0) {
            put_table(self, n)[j] += by;
            self->order[n++] = j;
        }
        change[j] = NAN;
    }
    const int ret = try_tables(self, n, count);
    if (ret != SIM_OK || self->is_out) {
        return ret;
    }
    const double lean = lean_of(self, self->base, count);
    for (size_t j = 0; j < of->n_cells && count == self->n; j++) {
        (by < 0 ? of->less : of->more)[j] = unknown;
    }
    for (size_t t = 0; t < n; t++) {
        const xp_staff_row *row = self->rows + t * count;
        change[self->order[t]] = by * (lean_of(self, row, count) - lean);
        if (count == self->n) {
            (by < 0 ? of->less : of->more)[self->order[t]] = effect_of(self, t, self->order[t]);
        }
    }
    return SIM_OK;
}

/* ---- many at once ---- */

/* Cells by what a change does for an hour: the greatest gain, or the least loss, first; into order. */
static size_t
sort_cells(search *self, const double *change, bool falling)
{
    const xp_staffing *of = self->of;
    size_t n = 0;
    for (size_t j = 0; j < of->n_cells; j++) {
        if (isnan(change[j]) || (!falling && of->table[j] <= of->plan->least)) {
            continue;
        }
        const double it = change[j] / of->cell[j].hours;
        size_t at = n++;
        for (; at > 0; at--) {
            const double before = change[self->order[at - 1]] / of->cell[self->order[at - 1]].hours;
            if (falling ? before >= it : before <= it) {
                break;
            }
            self->order[at] = self->order[at - 1];
        }
        self->order[at] = j;
    }
    return n;
}

/* Until the sum of what they do meets the target. Returns whether that was not enough. */
static bool
add_many(search *self, int step)
{
    const size_t n = sort_cells(self, self->gain, true);
    double score = self->score;
    for (size_t t = 0; t < n && score < 0; t++) {
        const size_t j = self->order[t];
        if (self->gain[j] > 0 || t == 0) {
            self->of->table[j] += step;
            score += step * fmax(self->gain[j], 0);
        }
    }
    return score < 0;
}

static void
add_everywhere(search *self, int step)
{
    for (size_t j = 0; j < self->of->n_cells; j++) {
        self->of->table[j] += step;
    }
}

static size_t
take_many(search *self)
{
    const size_t n = sort_cells(self, self->loss, false);
    double score = self->score;
    size_t taken = 0;
    for (size_t t = 0; t < n; t++) {
        const size_t j = self->order[t];
        if (score - self->loss[j] >= 0) {
            self->of->table[j]--;
            score -= fmax(self->loss[j], 0);
            taken++;
        }
    }
    return taken;
}

/* Beyond that nobody would look: what is lacking is not agents. */
static bool
is_beyond(const search *self, const int *start)
{
    bool is = true;
    for (size_t j = 0; j < self->of->n_cells; j++) {
        is = is && self->of->table[j] > 8 * (start[j] + 4);
    }
    return is;
}

/* To a table that keeps the target, and about as few as will. */
static int
approach(search *self, const int *start)
{
    int step = 1, last = 0, turns = 0, ret = SIM_OK;
    for (int round = 0; ret == SIM_OK; round++) {
        ret = try_base(self);
        if (ret != SIM_OK || self->is_out) {
            break;
        }
        const bool kept = is_kept(self, self->score);
        if (kept && (turns > 1 || round >= ROUNDS)) {
            break;
        }
        if (!kept && is_beyond(self, start)) {
            self->of->end = XP_STAFF_NEVER;
            break;
        }
        const int by = kept ? -1 : 1;
        turns += by == -last;
        step = by == last ? step : 1;
        last = by;
        ret = try_neighbours(self, by, self->few);
        if (ret != SIM_OK || self->is_out) {
            break;
        }
        if (kept && take_many(self) == 0) {
            break;
        }
        if (!kept && add_many(self, step)) {
            add_everywhere(self, step);
            step *= 2;
        }
    }
    return ret;
}

/* ---- one by one ---- */

/* Those that could go alone, the least loss first, as long as the target is kept without all of them: as
 * many at a time as the sum of their losses allows, half of these where that was too many. */
static int
take_more(search *self, const size_t *next, size_t n)
{
    size_t chunk = n;
    for (size_t t = 0; t < n;) {
        int *table = put_table(self, 0);
        double score = self->score;
        size_t end = t;
        while (end < n && end < t + chunk && (end == t || score >= self->loss[next[end]])) {
            score -= fmax(self->loss[next[end]], 0);
            table[next[end++]]--;
        }
        const int ret = try_tables(self, 1, self->n);
        if (ret != SIM_OK || self->is_out) {
            return ret;
        }
        const bool kept = is_kept(self, score_of(self, self->rows));
        if (kept) {
            take_table(self, 0);
        }
        chunk = kept ? n : (end - t) / 2;
        t = kept || chunk == 0 ? end : t;
        chunk = chunk == 0 ? 1 : chunk;
    }
    return SIM_OK;
}

/* Until no single one can be taken away; the effects of one fewer are those of the table as it then is. */
static int
take_all(search *self)
{
    xp_staffing *of = self->of;
    size_t *next = sim_memory_zeros(of->n_cells, sizeof(*next));
    int ret = next == NULL ? SIM_ERR_NOMEM : SIM_OK;
    while (ret == SIM_OK) {
        ret = try_neighbours(self, -1, self->n);
        if (ret != SIM_OK || self->is_out) {
            break;
        }
        const size_t n = sort_cells(self, self->loss, false);
        size_t n_next = 0;
        for (size_t t = 0; t < n; t++) {
            if (of->less[self->order[t]].is_kept) {
                next[n_next++] = self->order[t];
            }
        }
        if (n_next == 0) {
            break;
        }
        ret = take_more(self, next, n_next);
        if (self->is_out) {
            break;
        }
    }
    free(next);
    return ret;
}

/* ---- two for one ---- */

typedef struct swap {
    size_t from, also, to; /* also == n_cells: none */
    double hours;          /* saved */
    double score;          /* as the sum of what each does says */
} swap;

static bool
is_better(const swap *a, const swap *b)
{
    return a->score > b->score;
}

static void
keep_swap(swap *list, size_t *n, size_t most, const swap *it)
{
    size_t at = *n < most ? (*n)++ : most;
    if (at == most && !is_better(it, &list[most - 1])) {
        return;
    }
    at = at == most ? most - 1 : at;
    for (; at > 0 && is_better(it, &list[at - 1]); at--) {
        list[at] = list[at - 1];
    }
    list[at] = *it;
}

/* Those that save hours, or none and gain. */
static size_t
find_swaps(search *self, swap *list, size_t most)
{
    const xp_staffing *of = self->of;
    size_t to[NEAREST], from[NEAREST], n = 0;
    size_t n_to = sort_cells(self, self->gain, true);
    n_to = n_to < NEAREST ? n_to : NEAREST;
    memcpy(to, self->order, n_to * sizeof(*to));
    size_t n_from = sort_cells(self, self->loss, false);
    n_from = n_from < NEAREST ? n_from : NEAREST;
    memcpy(from, self->order, n_from * sizeof(*from));
    for (size_t a = 0; a < n_from; a++) {
        for (size_t b = a; b <= n_from; b++) { /* n_from: nobody else */
            const bool alone = b == n_from;
            if (!alone && a == b && of->table[from[a]] < of->plan->least + 2) {
                continue;
            }
            for (size_t c = 0; c < n_to; c++) {
                swap it = {.from = from[a], .also = alone ? of->n_cells : from[b], .to = to[c]};
                it.hours = of->cell[it.from].hours - of->cell[it.to].hours +
                           (alone ? 0 : of->cell[it.also].hours);
                it.score = self->score - self->loss[it.from] + self->gain[it.to] -
                           (alone ? 0 : self->loss[it.also]);
                if (it.to == it.from || it.to == it.also || it.hours < -1e-9 ||
                    (it.hours < 1e-9 && it.score <= self->score)) {
                    continue;
                }
                keep_swap(list, &n, most, &it);
            }
        }
    }
    return n;
}

/* Takes the best of what was simulated; none: false. */
static int
try_swaps(search *self, bool *is_taken)
{
    swap list[SWAPS];
    const size_t n = find_swaps(self, list, SWAPS);
    *is_taken = false;
    for (size_t t = 0; t < n; t++) {
        int *table = put_table(self, t);
        table[list[t].from]--;
        table[list[t].to]++;
        if (list[t].also < self->of->n_cells) {
            table[list[t].also]--;
        }
    }
    const int ret = n > 0 ? try_tables(self, n, self->n) : SIM_OK;
    if (ret != SIM_OK || self->is_out || n == 0) {
        return ret;
    }
    size_t best = n;
    double hours = 0, score = self->score + 1e-9; /* to be beaten */
    for (size_t t = 0; t < n; t++) {
        const double it = score_of(self, self->rows + t * self->n);
        const bool saves = list[t].hours > hours + 1e-9;
        if (is_kept(self, it) && (saves || (list[t].hours > hours - 1e-9 && it > score))) {
            best = t;
            hours = list[t].hours;
            score = it;
        }
    }
    *is_taken = best < n;
    if (best < n) {
        take_table(self, best);
    }
    return ret;
}

/* ---- the whole ---- */

/* A table that is the answer unless a better one is found. */
typedef struct proven {
    int *table;
    xp_staff_effect *less, *more;
    xp_staff_row *base;
    cc_sample *there;
    bool is, has_more;
} proven;

static void
copy_proven(const search *self, proven *it, bool back)
{
    xp_staffing *of = self->of;
    const size_t n = of->n_cells;
    memcpy(back ? of->table : it->table, back ? it->table : of->table, n * sizeof(*it->table));
    memcpy(back ? of->less : it->less, back ? it->less : of->less, n * sizeof(*it->less));
    memcpy(back ? of->more : it->more, back ? it->more : of->more, n * sizeof(*it->more));
    memcpy(back ? self->base : it->base, back ? it->base : self->base, self->n * sizeof(*it->base));
    const size_t there = self->there == NULL ? 0 : self->n * of->trial.layout.per_day;
    if (there > 0) {
        memcpy(back ? self->there_base : it->there, back ? it->there : self->there_base,
               there * sizeof(*it->there));
    }
    it->is = true;
}

/* ... or what stands for it. */
static void
go_back(search *self, proven *best)
{
    if (best->is) {
        copy_proven(self, best, true);
    } else if (self->has_safe) {
        memcpy(self->of->table, self->safe, self->of->n_cells * sizeof(*self->safe));
        memcpy(self->base, self->safe_rows, self->n * sizeof(*self->base));
        self->is_stale = true;
    }
    self->score = best->is || self->has_safe ? score_of(self, self->base) : -1;
}

/* From a table that keeps the target. */
static int
refine(search *self, proven *best)
{
    int ret = SIM_OK;
    bool again = true;
    while (again && ret == SIM_OK) {
        again = false;
        ret = take_all(self);
        if (ret == SIM_OK && !self->is_out) {
            copy_proven(self, best, false);
            best->has_more = false;
            ret = try_neighbours(self, 1, self->n);
        }
        if (ret == SIM_OK && !self->is_out) {
            copy_proven(self, best, false);
            best->has_more = true;
            ret = try_swaps(self, &again);
        }
    }
    return ret;
}

/* What one agent does, where it is not known yet: beyond the runs of the search. */
static int
look_around(search *self, const proven *best)
{
    self->of->runs = UINT64_MAX;
    int ret = best->is || !self->is_stale ? SIM_OK : try_base(self);
    if (ret == SIM_OK && !best->is) {
        ret = try_neighbours(self, -1, self->n);
    }
    if (ret == SIM_OK && !best->has_more) {
        ret = try_neighbours(self, 1, self->n);
    }
    return ret;
}

static xp_staff_answer
answer_of(const search *self, const xp_staff_row *row)
{
    const double level = self->of->plan->confidence;
    return (xp_staff_answer){
        .target = xp_staff_estimate(row, self->n, XP_STAFF_TARGET, level),
        .abandonment = xp_staff_estimate(row, self->n, XP_STAFF_ABANDONMENT, level),
        .cost = xp_staff_estimate(row, self->n, XP_STAFF_COST, level),
        .hours = xp_staff_estimate(row, self->n, XP_STAFF_HOURS, level),
        .days = self->of->trial.by_day ? xp_staff_estimate(row, self->n, XP_STAFF_DAYS, level)
                                       : sim_interval_around(NAN, NAN, self->n)};
}

static xp_staff_answer
nothing(void)
{
    const sim_interval it = sim_interval_around(NAN, NAN, 0);
    return (xp_staff_answer){it, it, it, it, it};
}

static bool
all_are_least(const xp_staffing *self)
{
    bool all = true;
    for (size_t j = 0; j < self->n_cells; j++) {
        all = all && self->table[j] <= self->plan->least;
    }
    return all;
}

/* The best that is known, its figures, and what one agent does. */
static int
conclude(search *self, proven *best, int ret)
{
    xp_staffing *of = self->of;
    const bool interrupted = ret == SIM_ERR_INTERRUPTED;
    go_back(self, best);
    if (of->end != XP_STAFF_NEVER) {
        of->end = interrupted         ? XP_STAFF_INTERRUPTED
                  : !best->is         ? XP_STAFF_RUNS
                  : all_are_least(of) ? XP_STAFF_AT_LEAST
                                      : XP_STAFF_FOUND;
    }
    const bool known = self->has_safe;
    of->answer = known ? answer_of(self, self->base) : nothing();
    of->is_kept = known && is_kept(self, self->score);
    of->is_cut = interrupted;
    if (interrupted || !known) {
        return SIM_OK;
    }
    ret = of->end == XP_STAFF_NEVER ? SIM_OK : look_around(self, best);
    if (ret == SIM_OK) {
        put_table(self, 0);
        ret = xp_staff_try(&of->trial, self->tables, 1, self->n, self->n, self->rows, NULL,
                           self->refusal);
    }
    if (ret == SIM_OK) {
        of->fresh = answer_of(self, self->rows);
    }
    of->is_cut = ret == SIM_ERR_INTERRUPTED;
    return of->is_cut ? SIM_OK : ret;
}

/* The scenario with one agent more and one fewer. */
static int
look_at(search *self)
{
    xp_staffing *of = self->of;
    of->runs = UINT64_MAX;
    of->end = XP_STAFF_AS_IS;
    int ret = try_base(self);
    ret = ret == SIM_OK ? try_neighbours(self, -1, self->n) : ret;
    ret = ret == SIM_OK ? try_neighbours(self, 1, self->n) : ret;
    of->answer = self->has_safe ? answer_of(self, self->base) : nothing();
    of->is_kept = self->has_safe && self->safe_is_kept;
    of->is_cut = ret == SIM_ERR_INTERRUPTED;
    return of->is_cut ? SIM_OK : ret;
}

static int
search_for(search *self, proven *best)
{
    xp_staffing *of = self->of;
    int *start = sim_memory_zeros(of->n_cells, sizeof(*start));
    if (start == NULL) {
        return SIM_ERR_NOMEM;
    }
    memcpy(start, of->table, of->n_cells * sizeof(*start));
    int ret = approach(self, start);
    free(start);
    if (ret == SIM_OK && !self->is_out && of->end != XP_STAFF_NEVER) {
        ret = refine(self, best);
    }
    return ret == SIM_OK || ret == SIM_ERR_INTERRUPTED ? conclude(self, best, ret) : ret;
}

int
xp_staffing_find(xp_staffing *self, cc_refusal *refusal)
{
    const uint64_t n = self->plan->replications, fifth = n / 5 < 3 ? 3 : n / 5;
    const size_t n_cells = self->n_cells, batch = n_cells > SWAPS ? n_cells : SWAPS;
    search it = {.of = self, .n = n, .few = fifth < n ? fifth : n, .refusal = refusal};
    proven best = {0};
    self->end = XP_STAFF_FOUND;
    self->runs = self->plan->runs > 0 ? self->plan->runs : (2 * n_cells + 120) * n;
    self->fresh = nothing();
    for (size_t j = 0; j < n_cells; j++) {
        self->less[j] = self->more[j] = unknown;
        self->there[j] = not_known;
    }
    const size_t there = self->trial.layout.by_interval ? n * self->trial.layout.per_day : 0;
    if (there > 0) {
        it.there = sim_memory_zeros(batch * there, sizeof(*it.there));
        it.there_base = sim_memory_zeros(there, sizeof(*it.there_base));
        best.there = sim_memory_zeros(there, sizeof(*best.there));
    }
    it.spot = sim_memory_zeros(n, sizeof(*it.spot));
    it.spot_base = sim_memory_zeros(n, sizeof(*it.spot_base));
    it.tables = sim_memory_zeros(batch * n_cells, sizeof(*it.tables));
    it.rows = sim_memory_zeros(batch * n, sizeof(*it.rows));
    it.base = sim_memory_zeros(n, sizeof(*it.base));
    it.safe = sim_memory_zeros(n_cells, sizeof(*it.safe));
    it.safe_rows = sim_memory_zeros(n, sizeof(*it.safe_rows));
    it.loss = sim_memory_zeros(n_cells, sizeof(*it.loss));
    it.gain = sim_memory_zeros(n_cells, sizeof(*it.gain));
    it.order = sim_memory_zeros(n_cells, sizeof(*it.order));
    best.table = sim_memory_zeros(n_cells, sizeof(*best.table));
    best.less = sim_memory_zeros(n_cells, sizeof(*best.less));
    best.more = sim_memory_zeros(n_cells, sizeof(*best.more));
    best.base = sim_memory_zeros(n, sizeof(*best.base));
    const bool has_room =
        it.tables != NULL && it.rows != NULL && it.base != NULL && it.safe != NULL &&
        it.safe_rows != NULL && it.loss != NULL && it.gain != NULL && it.order != NULL &&
        best.table != NULL && best.less != NULL && best.more != NULL && best.base != NULL &&
        it.spot != NULL && it.spot_base != NULL &&
        (there == 0 || (it.there != NULL && it.there_base != NULL && best.there != NULL));
    int ret = !has_room ? SIM_ERR_NOMEM : self->trial.as_is ? look_at(&it) : search_for(&it, &best);
    for (size_t j = 0; j < n_cells && ret == SIM_OK && it.has_safe && !it.is_stale; j++) {
        self->there[j] = there_of(&it, SIZE_MAX, j);
    }
    free(it.there);
    free(it.there_base);
    free(it.spot);
    free(it.spot_base);
    free(best.there);
    free(it.tables);
    free(it.rows);
    free(it.base);
    free(it.safe);
    free(it.safe_rows);
    free(it.loss);
    free(it.gain);
    free(it.order);
    free(best.table);
    free(best.less);
    free(best.more);
    free(best.base);
    return ret;
}
