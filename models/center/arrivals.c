/* Where contacts come from: for each kind of issue the points of a unit-rate Poisson process,
 * placed day by day by inverting the cumulative rate
 *     base(t) x volume of the kind x first_attempts x weekday x B(shared) x B(kind) x noise(interval),
 * so that a changed rate leaves every point its name; recorded contacts; and what is waiting
 * when the run begins.
 *
 * demand.volume comes apart from the rate, so that whoever comes at one volume comes at a greater one
 * too, at the same time: layers of points, each a process of its own with own names, whose widths in
 * volume are 1, 1, 2, 4 .. (so that few do), and each with a share of its points kept by name. At
 * volume 1 that is all of the first layer and nothing else. */
#include "models/center/excite.h"
#include "models/center/life_begin.h"
#include "models/center/recorded.h"

#include "sim/elementary.h"
#include "sim/logs.h"
#include <math.h>
#include <stdlib.h>

#define RING SIM_WORDS
#define GROUP (CC_AHEAD / 4)
#define KEEP_AND_EXCITE 2 /* in cc_arrivals.keep: all come, and bring others */
#define GAP 3 /* word of a first contact's block: the point's distance from the one before */

/* ---- set-up: pieces of a day, none across an interval's end, an opening or a closing ---- */

/* Where pieces are cut: the interval's end, or when the house opens or closes within it on some day. */
static double
next_cut(const cc_run *run, double from, double end)
{
    for (int j = 0; j < 7 && !run->hours.is_same; j++) {
        const cc_openings *of = &run->hours.of[j];
        for (int k = 0; k < of->n && run->weekday_open[j]; k++) {
            end = of->at[k].open > from && of->at[k].open < end ? of->at[k].open : end;
            end = of->at[k].close > from && of->at[k].close < end ? of->at[k].close : end;
        }
    }
    return end;
}

static size_t
count_cuts(const cc_run *run)
{
    size_t n = 1;
    for (int j = 0; j < 7 && !run->hours.is_same; j++) {
        n += 2 * (size_t)run->hours.of[j].n;
    }
    return n;
}

static int
cut_pieces(const cc_run *run, const cc_issue *issue, sim_rate *rate, uint16_t **interval)
{
    const size_t n_base = issue->piece != NULL ? issue->n_pieces : 1;
    const size_t most = n_base + run->intervals_per_day + count_cuts(run);
    sim_rate_piece *piece = calloc(most, sizeof(*piece));
    uint16_t *which = calloc(most, sizeof(*which));
    if (piece == NULL || which == NULL) {
        free(piece);
        free(which);
        return SIM_ERR_NOMEM;
    }
    const sim_rate_piece flat = {run->open, run->close, 1, 1};
    const sim_rate_piece *base = issue->piece != NULL ? issue->piece : &flat;
    size_t n = 0;
    for (size_t j = 0; j < n_base; j++) {
        const double slope = (base[j].r1 - base[j].r0) / (base[j].t1 - base[j].t0);
        for (size_t k = 0; k < run->intervals_per_day; k++) {
            double begin = fmax(base[j].t0, run->open + (double)k * run->interval);
            const double last =
                fmin(fmin(base[j].t1, run->close), run->open + (double)(k + 1) * run->interval);
            while (begin < last) {
                const double end = next_cut(run, begin, last);
                piece[n] = (sim_rate_piece){begin, end, base[j].r0 + slope * (begin - base[j].t0),
                                            base[j].r0 + slope * (end - base[j].t0)};
                which[n++] = (uint16_t)k;
                begin = end;
            }
        }
    }
    *rate = (sim_rate){piece, n};
    *interval = which;
    return SIM_OK;
}

uint32_t
cc_volume_layers(double volume)
{
    uint32_t n = 1;
    for (double reached = 1; reached < volume; reached *= 2) {
        n++;
    }
    return n;
}

int
cc_arrivals_init(cc_center *self)
{
    const cc_demand *demand = &self->scenario->demand;
    const cc_run *run = &self->scenario->run;
    const size_t n = (size_t)demand->n_issues;
    self->n_streams =
        (int)cc_volume_layers(demand->volume) * demand->n_issues + (demand->trace.n > 0);
    self->arrivals = calloc((size_t)self->n_streams, sizeof(*self->arrivals));
    self->rate = calloc(n, sizeof(*self->rate));
    self->rate_interval = calloc(n, sizeof(*self->rate_interval));
    self->factor_of = calloc(n, sizeof(*self->factor_of));
    if (self->arrivals == NULL || self->rate == NULL || self->rate_interval == NULL ||
        self->factor_of == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t i = 0; i < n; i++) {
        const int ret = cut_pieces(run, &demand->issue[i], &self->rate[i], &self->rate_interval[i]);
        if (ret != SIM_OK) {
            return ret;
        }
        self->n_factors += self->rate[i].n;
    }
    self->factor = calloc(self->n_factors + 1, sizeof(*self->factor));
    if (self->factor == NULL) {
        return SIM_ERR_NOMEM;
    }
    double *factor = self->factor;
    for (size_t i = 0; i < n; i++) {
        self->factor_of[i] = factor;
        factor += self->rate[i].n;
    }
    return SIM_OK;
}

void
cc_arrivals_free(cc_center *self)
{
    for (int i = 0; self->rate != NULL && i < self->scenario->demand.n_issues; i++) {
        free((void *)(uintptr_t)self->rate[i].piece);
        if (self->rate_interval != NULL) {
            free(self->rate_interval[i]);
        }
    }
    free(self->arrivals);
    free(self->rate);
    free(self->rate_interval);
    free(self->factor_of);
    free(self->factor);
}

/* Of all layers together, by the first of them whose day begins. */
static void
set_factors(cc_center *self, int i, long day)
{
    cc_arrivals *first = &self->arrivals[i];
    if (first->factored == day) {
        return;
    }
    first->factored = day;
    const double *by_interval = cc_busyness_of_day(self, i, first);
    const cc_run *run = &self->scenario->run;
    const cc_openings *today = cc_openings_of(run, &run->hours, day);
    for (size_t j = 0; j < self->rate[i].n; j++) {
        const sim_rate_piece *piece = &self->rate[i].piece[j];
        const bool is_open =
            run->hours.is_same || cc_openings_within(today, piece->t0, piece->t1) > 0;
        self->factor_of[i][j] = is_open ? by_interval[self->rate_interval[i][j]] : 0;
    }
}

static void
start_day(cc_center *self, cc_arrivals *a)
{
    const int i = a->issue;
    set_factors(self, i, a->day);
    a->cursor = (sim_rate_cursor){0};
    a->total = sim_rate_mass(&self->rate[i], self->factor_of[i]);
    a->level = 0;
    a->k = a->drawn = a->moved = 0;
    a->today = a->day;
    a->owner = cc_owner(cc_stream_of_layer(i, a->layer), (uint64_t)a->day, 0);
}

/* ---- the points ---- */

static void
schedule_day(cc_center *self, int stream, cc_arrivals *a)
{
    const cc_run *run = &self->scenario->run;
    do {
        a->day++;
    } while (a->day < run->days && !cc_day_is_open(run, a->day));
    a->in_day = false;
    if (a->day < run->days) {
        sim_calendar_set(&self->now.calendar, CC_SLOT_STREAM(self, stream),
                         (double)a->day * CC_DAY +
                             cc_openings_of(run, &run->hours, a->day)->at[0].open,
                         SIM_PRIORITY_ARRIVAL);
    }
}

/* How many points to draw at once from that one on: about as many as the day still has. */
static unsigned
batch(const cc_arrivals *a, uint64_t from)
{
    const unsigned until_turn = RING - (unsigned)(from % RING);
    const unsigned n = a->total - a->level > CC_AHEAD / 2 ? CC_AHEAD : GROUP;
    return n < until_turn ? n : until_turn;
}

/* Distances of points in ring places j .. j + n - 1 from those before, in cumulated rate as it is at
 * volume 1; INFINITY if the volume is 0. */
static SIM_INLINE void
find_gaps(const cc_center *self, cc_arrivals *a, unsigned j, unsigned n)
{
    const double volume = cc_controls_volume(&self->now.controls, a->issue) * a->width;
    sim_uniforms(&a->time[j], &a->word[GAP][j], n);
    sim_minus_logs_of_rest(&a->time[j], &a->time[j], n);
    for (unsigned p = 0; p < n && volume != 1; p++) {
        a->time[j + p] = volume > 0 ? a->time[j + p] / volume : INFINITY;
    }
}

/* Gaps become times; returns how many are today. */
static SIM_INLINE size_t
place_points(const cc_center *self, cc_arrivals *a, unsigned j, unsigned n)
{
    const int i = a->issue;
    const size_t n_today = sim_rate_invert_steps(&self->rate[i], self->factor_of[i], &a->cursor,
                                                 &a->level, &a->time[j], n);
    const double day = (double)a->today * CC_DAY;
    for (size_t p = 0; p < n_today; p++) {
        a->time[j + p] += day;
    }
    for (size_t p = n_today; p < n; p++) {
        a->time[j + p] = INFINITY;
    }
    return n_today;
}

/* Points `from` .. and what is drawn for them: by name, so before their time; but not yet their times.
 * Returns how many. They are drawn GROUP at a time, so that `from` is a multiple of it. */
static SIM_INLINE unsigned
draw_points(cc_center *self, cc_arrivals *a, uint64_t from)
{
    const uint64_t first = a->owner + from;
    const unsigned j = from % RING, n = batch(a, from);
    const cc_kind *kind = &self->kind[a->issue];
    cc_draw_owners(self, CC_DRAW_CONTACT, first, &a->word[0][j], n);
    for (int w = 0; w < 2; w++) {
        if (kind->uses_e[w]) {
            sim_uniforms(&a->e[w][j], &a->word[w][j], n);
            sim_minus_logs_of_rest(&a->e[w][j], &a->e[w][j], n);
        }
    }
    find_gaps(self, a, j, n);
    if (kind->draws_round) { /* also of whom a change of volume may bring yet */
        cc_draw_owners(self, CC_DRAW_ROUND, first, &a->word[4][j], n);
    }
    return n;
}

static __attribute__((noinline)) void
draw_ahead(cc_center *self, cc_arrivals *a)
{
    const unsigned n = draw_points(self, a, a->k);
    place_points(self, a, a->k % RING, n);
    a->drawn = a->k + n;
}

static SIM_INLINE void
schedule_point(cc_center *self, int stream, cc_arrivals *a)
{
    if (a->k == a->drawn) {
        draw_ahead(self, a);
    }
    const double time = a->time[a->k % RING];
    if (time == INFINITY) {
        schedule_day(self, stream, a);
        return;
    }
    sim_calendar_set_again(&self->now.calendar, CC_SLOT_STREAM(self, stream), time,
                           SIM_PRIORITY_ARRIVAL);
}

/* ---- for who wants to know whom a replication brings, without playing it ---- */

void
cc_arrivals_begin_day(cc_center *self, cc_arrivals *a, long day)
{
    a->day = day;
    start_day(self, a);
}

unsigned
cc_arrivals_next(cc_center *self, cc_arrivals *a)
{
    if (a->k == a->drawn) {
        draw_ahead(self, a);
    }
    const unsigned j = a->k % RING;
    a->k += a->time[j] < INFINITY;
    return j;
}

bool
cc_arrivals_keeps(cc_center *self, const cc_arrivals *a, uint64_t owner)
{
    return a->keep >= 1 || sim_uniform(cc_draw(self, CC_DRAW_KEPT, owner, 0, 0).word[0]) < a->keep;
}

/* ---- a change of volume ---- */

/* Of the gap before point k, what is left at that cumulated rate, at volume `was`; at volume 1. */
static double
gap_left(const cc_center *self, const cc_arrivals *a, double level, double was)
{
    const int i = a->issue;
    const unsigned j = a->k % RING;
    double gap, since = 0;
    if (a->moved == a->k + 1) { /* it had been cut before */
        gap = a->moved_gap;
        since = a->moved_level;
    } else {
        gap = -sim_log(1 - sim_uniform(a->word[GAP][j]));
        if (a->k > 0) {
            since = sim_rate_mass_until(&self->rate[i], self->factor_of[i],
                                        a->time[(a->k - 1) % RING] - (double)a->today * CC_DAY);
        }
    }
    return fmax(gap - (level - since) * was, 0);
}

/* The points of today that are still to come keep their names, and get new times. */
static void
move_points(cc_center *self, int stream, cc_arrivals *a, double was)
{
    const int i = a->issue;
    const double volume = cc_controls_volume(&self->now.controls, i) * a->width;
    const unsigned j = a->k % RING, n = (unsigned)(a->drawn - a->k);
    const double level = sim_rate_mass_until(&self->rate[i], self->factor_of[i],
                                             self->now.time - (double)a->today * CC_DAY);
    const double left = gap_left(self, a, level, was * a->width);
    a->moved = a->k + 1;
    a->moved_level = level;
    a->moved_gap = left;
    for (unsigned p = 0; p < n; p++) {
        const double gap = p == 0 ? left : -sim_log(1 - sim_uniform(a->word[GAP][j + p]));
        a->time[j + p] = volume > 0 ? gap / volume : INFINITY;
    }
    a->cursor = (sim_rate_cursor){0};
    a->level = level;
    const size_t n_today = place_points(self, a, j, n);
    for (unsigned p = 0; p < n_today; p++) {
        a->time[j + p] = fmax(a->time[j + p], self->now.time); /* but for rounding it is */
    }
    if (n_today > 0) {
        a->in_day = true; /* though its last point may have come */
        a->day = a->today;
        sim_calendar_set(&self->now.calendar, CC_SLOT_STREAM(self, stream), a->time[j],
                         SIM_PRIORITY_ARRIVAL);
    } else if (a->in_day) {
        sim_calendar_clear(&self->now.calendar, CC_SLOT_STREAM(self, stream));
        schedule_day(self, stream, a);
    }
}

void
cc_arrivals_change_volume(cc_center *self, int issue, double was)
{
    for (int s = 0; s < self->n_streams; s++) {
        cc_arrivals *a = &self->arrivals[s];
        const double close = (double)a->today * CC_DAY + self->scenario->run.close;
        if (a->issue == issue && a->today >= 0 &&
            self->now.time < close) { /* a trace has no points of today */
            move_points(self, s, a, was);
        }
    }
}

/* ---- a copy that goes on by itself ---- */

static void
draw_anew(cc_center *self, int stream, cc_arrivals *a)
{
    const unsigned j = a->k % RING, behind = a->k % GROUP; /* these are over */
    a->level = sim_rate_mass_until(&self->rate[a->issue], self->factor_of[a->issue],
                                   self->now.time - (double)a->today * CC_DAY);
    a->cursor = (sim_rate_cursor){0};
    a->moved = a->k + 1; /* the gap is counted from now on */
    a->moved_level = a->level;
    const unsigned n = draw_points(self, a, a->k - behind) - behind;
    place_points(self, a, j, n);
    a->drawn = a->k + n;
    a->moved_gap = -sim_log(1 - sim_uniform(a->word[GAP][j]));
    if (a->time[j] == INFINITY) {
        sim_calendar_clear(&self->now.calendar, CC_SLOT_STREAM(self, stream));
        schedule_day(self, stream, a);
        return;
    }
    a->time[j] = fmax(a->time[j], self->now.time); /* but for rounding it is */
    sim_calendar_set(&self->now.calendar, CC_SLOT_STREAM(self, stream), a->time[j],
                     SIM_PRIORITY_ARRIVAL);
}

void
cc_arrivals_draw_anew(cc_center *self)
{
    for (int s = 0; s < self->n_streams; s++) {
        cc_arrivals *a = &self->arrivals[s];
        if (a->issue >= 0 && a->in_day) {
            draw_anew(self, s, a);
        }
    }
}

/* What not all points of the stream do: come at this volume, by a number of their own name, so that they
 * come at any greater one; and bring others. */
static __attribute__((noinline)) void
begin_some(cc_center *self, cc_arrivals *a, uint64_t owner, unsigned j)
{
    if (cc_arrivals_keeps(self, a, owner)) {
        cc_life_begin(self, owner, a->issue, -1, false, (cc_fate){a, j}, NULL);
        cc_excite(self, owner, a->issue);
    }
}

static SIM_INLINE void
fire_issue(cc_center *self, int stream, cc_arrivals *a)
{
    if (!a->in_day) {
        a->in_day = true;
        start_day(self, a);
        schedule_point(self, stream, a);
        return;
    }
    const uint64_t owner = a->owner + a->k;
    const unsigned j = a->k++ % RING;
    schedule_point(self, stream, a); /* leaves what is drawn for this one */
    if (a->keep == 1) {
        cc_life_begin(self, owner, a->issue, -1, false, (cc_fate){a, j}, NULL);
    } else {
        begin_some(self, a, owner, j);
    }
}

/* ---- recorded contacts ---- */

static void
schedule_recorded(cc_center *self, int stream, cc_arrivals *a)
{
    const double time = cc_recorded_time(self, a->day, a->recorded);
    if (time == INFINITY) {
        schedule_day(self, stream, a);
        return;
    }
    sim_calendar_set(&self->now.calendar, CC_SLOT_STREAM(self, stream),
                     (double)a->day * CC_DAY + time, SIM_PRIORITY_ARRIVAL);
}

static void
fire_recorded(cc_center *self, int stream, cc_arrivals *a)
{
    const long day = a->day;
    const size_t j = a->recorded;
    const bool begins = !a->in_day;
    a->in_day = true;
    a->recorded = begins ? 0 : j + 1;
    schedule_recorded(self, stream, a);
    if (!begins) {
        cc_recorded_begin(self, day, j);
    }
}

void
cc_arrivals_fire(cc_center *self, int stream)
{
    cc_arrivals *a = &self->arrivals[stream];
    if (a->issue >= 0) {
        fire_issue(self, stream, a);
    } else {
        fire_recorded(self, stream, a);
    }
}

/* The first three kinds of channel have a stream of each kind of issue to themselves, as they had when
 * there were no others; the rest share one, cut by the channel. */
#define OWN 3
#define STREAMS 8 /* for each kind of issue */

static uint64_t
backlog_of(const cc_scenario *scenario, int issue, int channel)
{
    const uint32_t id = scenario->channel[channel].id;
    const uint64_t first = (uint64_t)(scenario->demand.n_issues + 1 + issue * STREAMS);
    return id < OWN ? cc_owner(first + id, 0, 0)
                    : cc_owner(first + OWN, id & 0xffff, (uint64_t)(id >> 16) << 24);
}

/* Streams are the first layers of all kinds, the trace, then the second layers, and so on. */
static cc_arrivals
stream_at_start(const cc_demand *demand, int s)
{
    cc_arrivals it = {.day = -1, .today = -1, .factored = -1, .issue = s, .width = 1, .keep = 1};
    if (s == demand->n_issues && demand->trace.n > 0) {
        it.issue = -1;
        return it;
    }
    s -= s > demand->n_issues && demand->trace.n > 0;
    if (s >= demand->n_issues) {
        it.issue = s % demand->n_issues;
        it.layer = s / demand->n_issues;
        it.width = ldexp(1, it.layer - 1);
    }
    const double below = it.layer == 0 ? 0 : it.width;
    it.keep = fmin((demand->volume - below) / it.width, 1);
    if (it.keep == 1 && demand->issue[it.issue].self_exciting.mean > 0) {
        it.keep = KEEP_AND_EXCITE;
    }
    return it;
}

void
cc_arrivals_reset(cc_center *self)
{
    self->now.factor_day = -1;
    for (int s = 0; s < self->n_streams; s++) {
        self->arrivals[s] = stream_at_start(&self->scenario->demand, s);
    }
}

void
cc_arrivals_start(cc_center *self)
{
    const cc_demand *demand = &self->scenario->demand;
    cc_arrivals_reset(self);
    for (int s = 0; s < self->n_streams; s++) {
        if (self->arrivals[s].keep > 0) {
            schedule_day(self, s, &self->arrivals[s]);
        }
    }
    for (int i = 0; i < demand->n_issues; i++) {
        for (int c = 0; c < self->n_channels; c++) {
            const double n = demand->issue[i].content[c].backlog;
            const uint64_t owner = backlog_of(self->scenario, i, c);
            for (uint64_t k = 0; k < (uint64_t)n && self->now.error == SIM_OK; k++) {
                cc_life_begin_given(self, owner | k, i, c, NULL);
            }
        }
    }
}
