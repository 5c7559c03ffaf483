/* Issues begin: points of a Poisson process of each kind, placed day by day where its cumulative
 * rate reaches a sum of exponential gaps; recorded contacts; and a backlog. */
#include "tests/second/second.h"

#include "models/scenario/burst.h"

#include "sim/elementary.h"
#include <math.h>
#include <stdlib.h>

static const cc_busyness *
busyness(const second *self, int scope)
{
    const cc_demand *demand = &self->scenario->demand;
    return scope == 0 ? &demand->busyness : &demand->issue[scope - 1].busyness;
}

/* ---- how busy ---- */

static double
day_factor(const second *self, int scope, long day)
{
    const cc_busyness *b = busyness(self, scope);
    if (b->day_cv == 0) {
        return 1;
    }
    const uint64_t owner = b->by_replication ? UINT64_MAX : (uint64_t)day;
    const sim_block u = second_draw(self, CC_DRAW_DAY_FACTOR, owner, (uint64_t)scope, 0);
    const cc_margin gamma = {.cv = b->day_cv};
    return cc_margin_exact(&gamma, sim_normal_quantile(sim_uniform(u.word[0])));
}

/* Of an interval of that day: the sequence is gone through from the first. */
static double
noise(const second *self, int scope, long day, size_t interval)
{
    const cc_busyness *b = busyness(self, scope);
    if (b->interval_cv == 0) {
        return 1;
    }
    double z = 0;
    for (size_t k = 0; k <= interval; k++) {
        const sim_block u = second_draw(self, CC_DRAW_NOISE, (uint64_t)day, (uint64_t)scope, k / 4);
        const double e = sim_normal_quantile(sim_uniform(u.word[k % 4]));
        z = k == 0 ? e : b->correlation * z + sqrt(1 - b->correlation * b->correlation) * e;
    }
    return cc_margin_at(&self->margin[scope], z);
}

/* What the table, or 1 where there is `rate`, is multiplied by. */
static double
factor(const second *self, int kind, long day, size_t interval)
{
    const cc_demand *demand = &self->scenario->demand;
    const cc_issue *issue = &demand->issue[kind];
    const cc_run *run = &self->scenario->run;
    const int weekday = second_weekday(run, day);
    const double of_date = demand->on_day != NULL && day < run->days ? demand->on_day[day] : 1;
    return issue->volume * demand->first_attempts * demand->weekday[weekday] * of_date *
           issue->weekday[weekday] * day_factor(self, 0, day) * day_factor(self, 1 + kind, day) *
           noise(self, 0, day, interval) * noise(self, 1 + kind, day, interval);
}

/* ---- points of a day ---- */

/* The rate goes linearly from r0 at t0 to r1 at t1. */
static size_t
pieces(const second *self, int kind, long day, sim_rate_piece *piece)
{
    const cc_run *run = &self->scenario->run;
    const cc_issue *issue = &self->scenario->demand.issue[kind];
    const cc_openings *open = second_openings(run, &run->hours, day);
    size_t n = 0;
    for (size_t i = 0; i < run->intervals_per_day * (size_t)open->n; i++) {
        const size_t k = i / (size_t)open->n;
        const cc_opening *o = &open->at[i % (size_t)open->n];
        const double t0 = run->open + (double)k * run->interval;
        const double t1 = fmin(t0 + run->interval, run->close), f = factor(self, kind, day, k);
        const double begin = fmax(t0, o->open), end = fmin(t1, o->close);
        if (issue->piece == NULL && begin < end) {
            const double rate = issue->counts
                                    ? cc_table_at(&issue->arrivals, (size_t)day, k) / (t1 - t0)
                                    : cc_table_at(&issue->per_hour, (size_t)day, k) / 3600;
            piece[n++] = (sim_rate_piece){begin, end, rate * f, rate * f};
        }
        for (size_t j = 0; issue->piece != NULL && j < issue->n_pieces; j++) {
            const sim_rate_piece *p = &issue->piece[j];
            const double from = fmax(begin, p->t0), to = fmin(end, p->t1);
            const double slope = (p->r1 - p->r0) / (p->t1 - p->t0);
            if (from < to) {
                piece[n++] = (sim_rate_piece){from, to, f * (p->r0 + slope * (from - p->t0)),
                                              f * (p->r0 + slope * (to - p->t0))};
            }
        }
    }
    return n;
}

/* At every change of its volume a piece is two, and each has the factor of its time. */
static size_t
change_pieces(const second *self, int kind, double midnight, sim_rate_piece *piece, size_t n)
{
    for (size_t j = 1; j <= self->n_made; j++) {
        const double t = self->script->change[j - 1].time - midnight;
        for (size_t k = 0; k < n; k++) {
            sim_rate_piece *p = &piece[k];
            if (t > p->t0 && t < p->t1) {
                const double r = p->r0 + (p->r1 - p->r0) * (t - p->t0) / (p->t1 - p->t0);
                for (size_t i = n++; i > k; i--) {
                    piece[i] = piece[i - 1];
                }
                piece[k].t1 = piece[k + 1].t0 = t;
                piece[k].r1 = piece[k + 1].r0 = r;
            }
        }
    }
    for (size_t k = 0; k < n; k++) {
        size_t n_before = 0;
        while (n_before < self->n_made &&
               self->script->change[n_before].time - midnight <= piece[k].t0) {
            n_before++;
        }
        const double volume = second_volume_after(self, n_before, kind);
        piece[k].r0 *= volume;
        piece[k].r1 *= volume;
    }
    return n;
}

/* Where the integral of the rate is `level`; INFINITY: nowhere on that day. */
static double
invert(const sim_rate_piece *piece, size_t n, double level)
{
    for (size_t j = 0; j < n; j++) {
        const sim_rate_piece *p = &piece[j];
        const double length = p->t1 - p->t0, mass = length * (p->r0 + p->r1) / 2;
        if (level < mass) {
            const double slope = (p->r1 - p->r0) / length;
            const double root = sqrt(fmax(p->r0 * p->r0 + 2 * slope * level, 0));
            return p->t0 + 2 * level / (p->r0 + root);
        }
        level -= mass;
    }
    return INFINITY;
}

void
second_add_point(second_stream *stream, double time, uint64_t name, const cc_recorded *row)
{
    stream->time = realloc(stream->time, (stream->n + 1) * sizeof(*stream->time));
    stream->name = realloc(stream->name, (stream->n + 1) * sizeof(*stream->name));
    stream->row = realloc(stream->row, (stream->n + 1) * sizeof(*stream->row));
    assert_true(stream->time != NULL && stream->name != NULL && stream->row != NULL);
    stream->time[stream->n] = time;
    stream->name[stream->n] = name;
    stream->row[stream->n++] = row;
}

/* Of a process as at volume 1, the points that come by a number of their own; of as many more as
 * double what there is so far, and so on, until the volume is reached. */
static void
draw_day(second *self, int kind, second_stream *stream)
{
    const double volume = self->scenario->demand.volume;
    const int layer = stream->layer;
    const double from = layer == 0 ? 0 : pow(2, layer - 1), width = layer == 0 ? 1 : from;
    const uint64_t number = layer == 0 ? (uint64_t)kind : (uint64_t)(4096 + 32 * kind + layer);
    const double midnight = (double)stream->day * CC_DAY;
    const size_t most = (self->scenario->demand.issue[kind].n_pieces + 1) *
                            (self->scenario->run.intervals_per_day + 1) * CC_MAX_OPENINGS +
                        self->n_made;
    sim_rate_piece *piece = calloc(most, sizeof(*piece));
    assert_non_null(piece);
    const size_t n =
        change_pieces(self, kind, midnight, piece, pieces(self, kind, stream->day, piece));
    double level = 0;
    for (uint64_t k = 0;; k++) {
        const uint64_t name = cc_owner(number, (uint64_t)stream->day, k);
        const sim_block u = second_draw(self, CC_DRAW_CONTACT, name, 0, 0);
        level += -sim_log(1 - sim_uniform(u.word[3])) / width;
        const double time = invert(piece, n, level);
        if (time == INFINITY) {
            break;
        }
        const sim_block kept = second_draw(self, CC_DRAW_KEPT, name, 0, 0);
        if (sim_uniform(kept.word[0]) < (volume - from) / width) {
            second_add_point(stream, midnight + time, name, NULL);
        }
    }
    free(piece);
}

/* A recorded contact on that day: itself, and others like it, as many as the factors say. */
static void
add_recorded(second *self, second_stream *stream, const cc_recorded *row, uint64_t k)
{
    const cc_demand *demand = &self->scenario->demand;
    const cc_issue *issue = &demand->issue[row->issue];
    const cc_run *run = &self->scenario->run;
    const double midnight = (double)stream->day * CC_DAY;
    const int weekday = second_weekday(run, stream->day);
    const cc_openings *open = second_openings(run, &run->hours, stream->day);
    const cc_opening *o = NULL; /* who came at a time at which it is closed today, does not come */
    for (int j = 0; j < open->n; j++) {
        const bool holds = row->time >= open->at[j].open && row->time < open->at[j].close;
        o = holds ? &open->at[j] : o;
    }
    if (o == NULL) {
        return;
    }
    const double n = demand->volume * issue->volume * demand->weekday[weekday] *
                     issue->weekday[weekday] *
                     (demand->on_day != NULL ? demand->on_day[stream->day] : 1);
    for (uint64_t copy = 0; (double)copy < n; copy++) {
        const uint64_t number = copy == 0 ? (uint64_t)demand->n_issues : 32768 + copy;
        const uint64_t name = cc_owner(number, (uint64_t)stream->day, k);
        const sim_block u = second_draw(self, CC_DRAW_KEPT, name, 0, 0);
        if (sim_uniform(u.word[0]) >= n - (double)copy) {
            continue;
        }
        if (copy == 0) {
            second_add_point(stream, midnight + row->time, name, row);
            continue;
        }
        const double interval = floor((row->time - run->open) / run->interval);
        const double grid = run->open + interval * run->interval;
        const double from = fmax(grid, o->open), to = fmin(grid + run->interval, o->close);
        int n_like = 0, which = 0; /* any that was recorded of that kind and channel */
        for (size_t j = 0; j < demand->trace.n; j++) {
            const cc_recorded *other = &demand->trace.row[j];
            n_like += other->issue == row->issue && other->channel == row->channel;
        }
        const int chosen = (int)(sim_uniform(u.word[2]) * n_like);
        const cc_recorded *brought = NULL;
        for (size_t j = 0; j < demand->trace.n && brought == NULL; j++) {
            const cc_recorded *other = &demand->trace.row[j];
            if (other->issue == row->issue && other->channel == row->channel && which++ == chosen) {
                brought = other;
            }
        }
        second_add_point(stream, midnight + from + sim_uniform(u.word[1]) * (to - from), name,
                         brought);
    }
}

static void
sort_points(second_stream *stream)
{
    for (size_t j = 1; j < stream->n; j++) {
        for (size_t i = j; i > 0; i--) {
            if (stream->time[i - 1] < stream->time[i] ||
                (stream->time[i - 1] == stream->time[i] && stream->name[i - 1] < stream->name[i])) {
                break;
            }
            const double time = stream->time[i];
            const uint64_t name = stream->name[i];
            const cc_recorded *row = stream->row[i];
            stream->time[i] = stream->time[i - 1];
            stream->name[i] = stream->name[i - 1];
            stream->row[i] = stream->row[i - 1];
            stream->time[i - 1] = time;
            stream->name[i - 1] = name;
            stream->row[i - 1] = row;
        }
    }
}

/* Of the days that were recorded, or of those with this weekday, one; -1: none. */
static int
choose_day(second *self, long day)
{
    const cc_recording *trace = &self->scenario->demand.trace;
    const cc_run *run = &self->scenario->run;
    const bool by_weekday = trace->date != NULL && trace->days != CC_DAYS_RESAMPLE_ANY;
    const int weekday = second_weekday(run, day);
    if (trace->days == CC_DAYS_IN_ORDER) {
        long open = -1; /* open days before this one */
        for (long d = 0; d <= day; d++) {
            open += second_is_open_day(run, d);
        }
        int found = -1;
        for (int j = 0; j < trace->n_days; j++) {
            const bool counts = trace->date == NULL || run->has_date ||
                                run->weekday_open[(trace->date[j] % 7 + 10) % 7];
            if (trace->date != NULL && run->has_date) {
                found = trace->date[j] == run->first_date + day ? j : found;
            } else if (counts && open-- == 0) {
                found = j;
            }
        }
        if (found >= 0 || trace->beyond == CC_BEYOND_NOBODY) {
            return found;
        }
    }
    int n = 0;
    for (int j = 0; j < trace->n_days; j++) {
        n += !by_weekday || (trace->date[j] % 7 + 10) % 7 == weekday; /* 1970 began on a Thursday */
    }
    const sim_block u = second_draw(self, CC_DRAW_TRACE_DAY, (uint64_t)day, 0, 0);
    int chosen = (int)(sim_uniform(u.word[0]) * n);
    for (int j = 0; j < trace->n_days; j++) {
        if ((!by_weekday || (trace->date[j] % 7 + 10) % 7 == weekday) && chosen-- == 0) {
            return j;
        }
    }
    return -1;
}

static void
play_day(second *self, second_stream *stream)
{
    const cc_recording *trace = &self->scenario->demand.trace;
    const int recorded = choose_day(self, stream->day);
    uint64_t k = 0;
    for (size_t j = 0; j < trace->n; j++) {
        if (trace->row[j].day == recorded) {
            add_recorded(self, stream, &trace->row[j], k++);
        }
    }
    sort_points(stream);
}

/* ---- one after the other ---- */

static void
schedule_next(second *self, int s)
{
    second_stream *stream = &self->stream[s];
    const cc_run *run = &self->scenario->run;
    if (stream->in_day && stream->next < stream->n) {
        second_schedule(self, stream->time[stream->next], THEN_ARRIVALS, OF_STREAM, s);
        return;
    }
    stream->in_day = false;
    do {
        stream->day++;
    } while (stream->day < run->days && !second_is_open_day(run, stream->day));
    if (stream->day < run->days) {
        const double open = second_openings(run, &run->hours, stream->day)->at[0].open;
        second_schedule(self, (double)stream->day * CC_DAY + open, THEN_ARRIVALS, OF_STREAM, s);
    }
}

static void
draw_points(second *self, second_stream *stream)
{
    stream->n = 0;
    stream->drawn = stream->day;
    if (stream->kind < 0) {
        play_day(self, stream);
    } else if (stream->burst != NOBODY) {
        second_raise_day(self, stream);
    } else {
        draw_day(self, stream->kind, stream);
    }
}

/* All points of the day anew: those that have come are where they were. */
void
second_volume_changes(second *self, int kind)
{
    for (int s = 0; s < self->n_streams; s++) {
        second_stream *stream = &self->stream[s];
        if (stream->kind < 0 || (kind != NOBODY && stream->kind != kind) || stream->drawn < 0) {
            continue;
        }
        second_cancel(self, OF_STREAM, s);
        stream->day = stream->drawn;
        stream->in_day = true;
        draw_points(self, stream);
        schedule_next(self, s);
    }
}

void
second_stream_fires(second *self, int s)
{
    second_stream *stream = &self->stream[s];
    if (!stream->in_day) { /* the day begins */
        stream->in_day = true;
        stream->next = 0;
        draw_points(self, stream);
        schedule_next(self, s);
        return;
    }
    const cc_recorded *row = stream->row[stream->next];
    const uint64_t name = stream->name[stream->next++];
    schedule_next(self, s);
    second_issue_begins(self, name, row != NULL ? row->issue : stream->kind,
                        row != NULL ? row->channel : NOBODY, row);
    if (row == NULL) {
        second_brings_others(self, name, stream->kind);
    }
}

void
second_arrivals_open(second *self)
{
    const cc_demand *demand = &self->scenario->demand;
    const int has_trace = demand->trace.n > 0;
    const int n_layers = demand->volume > 1 ? 1 + (int)ceil(log2(demand->volume) + 1) : 1;
    const int n_without = n_layers * demand->n_issues + has_trace;
    self->n_streams = n_without + n_layers * demand->n_issues * demand->n_bursts;
    self->stream = calloc((size_t)self->n_streams, sizeof(*self->stream));
    self->margin = calloc((size_t)demand->n_issues + 1, sizeof(*self->margin));
    assert_true(self->stream != NULL && self->margin != NULL);
    for (int scope = 0; scope <= demand->n_issues; scope++) {
        const cc_busyness *b = busyness(self, scope);
        if (b->interval_cv > 0) {
            assert_int_equal(cc_margin_init(&self->margin[scope], b->interval_cv, b->lognormal), 0);
        }
    }
    for (int s = 0; s < self->n_streams; s++) {
        second_stream *stream = &self->stream[s];
        stream->day = stream->drawn = -1;
        stream->burst = NOBODY;
        if (s >= n_without) {
            const int j = s - n_without;
            stream->layer = j % n_layers;
            stream->kind = j / n_layers % demand->n_issues;
            stream->burst = j / n_layers / demand->n_issues;
            if (demand->burst[stream->burst].kind[stream->kind].rate > 0) {
                schedule_next(self, s);
            }
            continue;
        }
        const bool is_trace = has_trace && s == demand->n_issues;
        const int number = s - (has_trace && s > demand->n_issues); /* of those of kinds */
        stream->kind = is_trace ? NOBODY : number % demand->n_issues;
        stream->layer = number / demand->n_issues;
        schedule_next(self, s);
    }
    for (int kind = 0; kind < demand->n_issues; kind++) {
        for (int channel = 0; channel < self->n_channels; channel++) {
            const int n = (int)demand->issue[kind].content[channel].backlog;
            /* The three that were there first have streams of their own; then a day and the upper
             * bits of k tell channels apart. */
            const uint32_t id = self->scenario->channel[channel].id;
            const uint64_t stream = (uint64_t)(demand->n_issues + 1 + 8 * kind) + (id < 3 ? id : 3);
            const uint64_t day = id < 3 ? 0 : id % 65536, from = id < 3 ? 0 : (id / 65536) << 24;
            self->is_backlog = true;
            for (int k = 0; k < n; k++) {
                second_issue_begins(self, cc_owner(stream, day, from + (uint64_t)k), kind, channel,
                                    NULL);
            }
            self->is_backlog = false;
        }
    }
}

void
second_arrivals_free(second *self)
{
    for (int s = 0; s < self->n_streams; s++) {
        free(self->stream[s].time);
        free(self->stream[s].name);
        free((void *)self->stream[s].row);
    }
    for (int scope = 0; scope <= self->scenario->demand.n_issues; scope++) {
        cc_margin_free(&self->margin[scope]);
    }
    free(self->stream);
    free(self->margin);
}
