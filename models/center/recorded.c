/* Recorded contacts as they are played: each once where all volumes are 1; else it stays away, or has
 * copies, by names of its own, so that whoever comes at one volume comes at any greater one too. A copy
 * is of the same kind and on the same channel, comes at another moment of the same interval, and brings
 * what another recorded contact like it brought.
 *
 * The plan of a day follows from its name alone. So it is no part of what moves: whoever needs it and
 * finds that of another day, or of nothing, makes it again. */
#include "models/center/recorded.h"

#include "models/center/names.h"
#include "models/scenario/opening.h"
#include "models/scenario/recorded_play.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST ((size_t)1 << 28) /* contacts of a day */
#define MOST_ROWS (UINT64_C(1) << 25)

_Static_assert(CC_SHEET_MAX_FIELDS < MOST_ROWS, "each row of a day has a name");

enum { KEPT_COMES, KEPT_WHEN, KEPT_LIKE }; /* words of the block */

static const cc_recording *
recording_of(const cc_center *self)
{
    return &self->scenario->demand.trace;
}

/* Its copy'th, from 0, which is itself; k is its place in the day. More copies than there are streams for
 * go on beside it. */
static uint64_t
name_of(const cc_center *self, long day, uint64_t k, uint64_t copy)
{
    const uint64_t stream = copy == 0 ? (uint64_t)self->scenario->demand.n_issues
                                      : CC_STREAMS_OF_COPIES + copy % CC_STREAMS_OF_COPIES;
    return cc_owner(stream, (uint64_t)day, k + MOST_ROWS * (copy / CC_STREAMS_OF_COPIES));
}

static sim_block
kept_of(const cc_center *self, uint64_t owner)
{
    return cc_draw_again(self, CC_DRAW_KEPT, owner, 0, 0);
}

/* Whose work and patience a contact has: its own, or of a copy, those of one like it. */
static const cc_recorded *
brought_by(const cc_center *self, const cc_recorded *row, uint64_t owner)
{
    if (owner >> 48 < CC_STREAMS_OF_COPIES) {
        return row;
    }
    const cc_recording *trace = recording_of(self);
    const double u = sim_uniform(kept_of(self, owner).word[KEPT_LIKE]);
    return &trace->row[trace->alike[row->alike + (uint32_t)(u * row->n_alike)]];
}

/* A moment of the row's interval, in the same opening of that day. */
static double
time_of_copy(const cc_center *self, const cc_recorded *row, uint64_t owner,
             const cc_opening *opening)
{
    const cc_run *run = &self->scenario->run;
    double begin = run->open + floor((row->time - run->open) / run->interval) * run->interval;
    double length = fmin(run->interval, run->close - begin);
    if (!run->hours.is_same) {
        const double end = fmin(begin + length, opening->close);
        begin = fmax(begin, opening->open);
        length = end - begin;
    }
    const double time = begin + sim_uniform(kept_of(self, owner).word[KEPT_WHEN]) * length;
    return time < opening->close ? time : row->time;
}

static bool
has_room(cc_center *self)
{
    cc_played_day *plan = &self->played;
    if (plan->n < plan->capacity) {
        return true;
    }
    const size_t capacity = plan->capacity == 0 ? 256 : 2 * plan->capacity;
    cc_played *contact =
        plan->n < MOST ? realloc(plan->contact, capacity * sizeof(*contact)) : NULL;
    if (contact == NULL) {
        self->now.error = SIM_ERR_NOMEM;
        return false;
    }
    plan->contact = contact;
    plan->capacity = capacity;
    return true;
}

static void
add_row(cc_center *self, long day, size_t row, uint64_t k)
{
    cc_played_day *plan = &self->played;
    const cc_recorded *of = &recording_of(self)->row[row];
    const double volume = cc_recording_volume(self->scenario, of->issue, day);
    const cc_opening *opening = cc_opening_at(&self->scenario->run, day, of->time);
    if (opening == NULL) {
        return; /* the house is closed at that time of this day: nobody comes */
    }
    for (uint64_t copy = 0; (double)copy < volume; copy++) {
        const uint64_t owner = name_of(self, day, k, copy);
        const double share = volume - (double)copy;
        if (share < 1 && sim_uniform(kept_of(self, owner).word[KEPT_COMES]) >= share) {
            continue;
        }
        if (!has_room(self)) {
            return;
        }
        plan->contact[plan->n++] = (cc_played){
            .time = copy == 0 ? of->time : time_of_copy(self, of, owner, opening),
            .row = row,
            .owner = owner,
        };
        plan->has_copies |= copy > 0;
    }
}

static int
compare(const void *a, const void *b)
{
    const cc_played *x = a, *y = b;
    if (x->time != y->time) {
        return x->time < y->time ? -1 : 1;
    }
    return x->owner < y->owner ? -1 : x->owner > y->owner;
}

static void
plan_day(cc_center *self, long day)
{
    cc_played_day *plan = &self->played;
    const double u =
        sim_uniform(cc_draw_again(self, CC_DRAW_TRACE_DAY, (uint64_t)day, 0, 0).word[0]);
    const cc_recording *trace = recording_of(self);
    const int recorded = cc_recording_day(self->scenario, day, u);
    const size_t from = recorded < 0 ? 0 : trace->day_start[recorded],
                 until = recorded < 0 ? 0 : trace->day_start[recorded + 1];
    plan->rounds = self->now.rounds;
    plan->day = day;
    plan->n = 0;
    plan->has_copies = false;
    for (size_t j = from; j < until && self->now.error == SIM_OK; j++) {
        add_row(self, day, j, j - from);
    }
    if (plan->has_copies) { /* else they are in order of time as the rows are */
        qsort(plan->contact, plan->n, sizeof(*plan->contact), compare);
    }
}

static const cc_played_day *
day_of(cc_center *self, long day)
{
    const cc_played_day *plan = &self->played;
    if (plan->day != day || memcmp(&plan->rounds, &self->now.rounds, sizeof(plan->rounds)) != 0) {
        plan_day(self, day);
    }
    return plan;
}

double
cc_recorded_time(cc_center *self, long day, size_t j)
{
    const cc_played_day *plan = day_of(self, day);
    return j < plan->n ? plan->contact[j].time : INFINITY;
}

void
cc_recorded_begin(cc_center *self, long day, size_t j)
{
    const cc_played *contact = &day_of(self, day)->contact[j];
    const cc_recorded *row = &recording_of(self)->row[contact->row];
    cc_life_begin_given(self, contact->owner, row->issue, row->channel,
                        brought_by(self, row, contact->owner));
}

double
cc_recorded_work(const cc_center *self, uint64_t owner)
{
    const cc_recording *trace = recording_of(self);
    const long day = (long)(owner >> 32 & 0xffff);
    const double u =
        sim_uniform(cc_draw_again(self, CC_DRAW_TRACE_DAY, (uint64_t)day, 0, 0).word[0]);
    const int recorded = cc_recording_day(self->scenario, day, u);
    const cc_recorded *row = &trace->row[trace->day_start[recorded] + (owner & (MOST_ROWS - 1))];
    return brought_by(self, row, owner)->work;
}

/* Where the quantile passes it there is no formula for each distribution: by halving. */
double
cc_recorded_patience(const sim_dist *patience, double u, double waited)
{
    double below = 0, above = 1; /* shares of the less patient */
    while (above - below > 1e-12) {
        const double share = (below + above) / 2;
        if (sim_dist_quantile(patience, share) > waited) {
            above = share;
        } else {
            below = share;
        }
    }
    return fmax(sim_dist_quantile(patience, above + (1 - above) * u), waited);
}

void
cc_recorded_free(cc_center *self)
{
    free(self->played.contact);
}
