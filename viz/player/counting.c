#include "viz/player/counting.h"

#include "models/center/entries.h"
#include "models/center/levels.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_STEPS 50000
#define MOST_CELLS 400000 /* of all queues: 27 MB */

/* The shortest step of a list of round ones that makes no more cells than there may be. */
static double
step_for(double horizon, int n_rows)
{
    static const double minutes[] = {1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440};
    const size_t n = sizeof(minutes) / sizeof(*minutes);
    double step = 60;
    for (size_t j = 0; j < n; j++) {
        const double steps = horizon / (step = 60 * minutes[j]);
        if (steps <= MOST_STEPS && steps * n_rows <= MOST_CELLS) {
            return step;
        }
    }
    while (horizon / step > MOST_STEPS || horizon / step * n_rows > MOST_CELLS) {
        step *= 2;
    }
    return step;
}

int
viz_counting_init(viz_counting *self, const cc_scenario *scenario, double horizon)
{
    const int n_queues = scenario->center.n_queues;
    const size_t n_rows = (size_t)(1 + n_queues);
    *self = (viz_counting){.scenario = scenario, .horizon = horizon};
    self->tape.n_queues = n_queues;
    self->tape.step = step_for(horizon, 1 + n_queues);
    self->begun = calloc(n_rows, sizeof(*self->begun));
    self->now = calloc(n_rows, sizeof(*self->now));
    self->arrived = calloc(n_rows, sizeof(*self->arrived));
    self->at_start = calloc(n_rows, sizeof(*self->at_start));
    self->whole = calloc(n_rows, sizeof(*self->whole));
    if (self->begun == NULL || self->now == NULL || self->arrived == NULL ||
        self->at_start == NULL || self->whole == NULL) {
        viz_counting_free(self);
        return SIM_ERR_NOMEM;
    }
    return SIM_OK;
}

void
viz_counting_free(viz_counting *self)
{
    free(self->tape.cell);
    free(self->begun);
    free(self->now);
    free(self->arrived);
    free(self->at_start);
    free(self->whole);
    memset(self, 0, sizeof(*self));
}

/* Room for so many steps. */
static int
reserve(viz_tape *tape, size_t n)
{
    if (n <= tape->room) {
        return SIM_OK;
    }
    const size_t room = n > 2 * tape->room ? n + 64 : 2 * tape->room;
    const size_t n_rows = (size_t)(1 + tape->n_queues);
    viz_cell *cell = realloc(tape->cell, room * n_rows * sizeof(*cell));
    if (cell == NULL) {
        return SIM_ERR_NOMEM;
    }
    tape->cell = cell;
    tape->room = room;
    return SIM_OK;
}

int
viz_counting_copy(viz_counting *self, const viz_counting *from)
{
    const size_t n_rows = (size_t)(1 + from->tape.n_queues);
    const int ret = reserve(&self->tape, from->tape.known);
    if (ret != SIM_OK) {
        return ret;
    }
    if (from->tape.known > 0) {
        memcpy(self->tape.cell, from->tape.cell,
               from->tape.known * n_rows * sizeof(*self->tape.cell));
    }
    self->tape.n = from->tape.n;
    self->tape.known = from->tape.known;
    memcpy(self->begun, from->begun, n_rows * sizeof(*self->begun));
    memcpy(self->arrived, from->arrived, n_rows * sizeof(*self->arrived));
    memcpy(self->at_start, from->at_start, n_rows * sizeof(*self->at_start));
    memcpy(self->whole, from->whole, n_rows * sizeof(*self->whole));
    self->has_started = from->has_started;
    self->n_whole = from->n_whole;
    self->is_again = from->is_again;
    return SIM_OK;
}

/* ---- who arrives: the record knows only what has become of them ---- */

static int
channel_of(const cc_scenario *scenario, int id)
{
    int channel = 0;
    while (channel < scenario->n_channels - 1 && (int)scenario->channel[channel].id != id) {
        channel++;
    }
    return channel;
}

/* 0: of no queue. */
static int
row_of(const viz_counting *self, int issue, int channel)
{
    return 1 + self->scenario->center.queue_of[issue * self->scenario->n_channels + channel];
}

void
viz_counting_see(viz_counting *self, const sim_trace_record *record)
{
    int step = 0;
    if (record->code == CC_JOURNAL_GETS_IN_TOUCH || record->code == CC_JOURNAL_RAISED) {
        step = 1;
    } else if (record->code == CC_JOURNAL_FINDS_IT_CLOSED) {
        step = -1;
    }
    if (step == 0 || record->time >= self->horizon) {
        return;
    }
    const cc_told told = cc_told_unpack(record->a);
    const int row = row_of(self, told.issue, channel_of(self->scenario, told.channel));
    self->arrived[0] += (uint32_t)step;
    if (row > 0) {
        self->arrived[row] += (uint32_t)step;
    }
}

/* ---- what the record has counted ---- */

int
viz_counting_begin(viz_counting *self, size_t k, const cc_record *record)
{
    viz_tape *tape = &self->tape;
    const size_t n_rows = (size_t)(1 + tape->n_queues);
    const int ret = reserve(tape, k + 1);
    if (ret != SIM_OK) {
        return ret;
    }
    if (self->is_again) { /* and is left before it has ended once more */
        memcpy(&tape->cell[(tape->n - 1) * n_rows], self->whole, n_rows * sizeof(*tape->cell));
    }
    self->is_again = k < self->n_whole;
    if (self->is_again) {
        memcpy(self->whole, &tape->cell[k * n_rows], n_rows * sizeof(*tape->cell));
    }
    tape->n = k + 1;
    tape->known = tape->n > self->n_whole ? tape->n : self->n_whole;
    memset(&tape->cell[k * n_rows], 0, n_rows * sizeof(*tape->cell));
    if (k == 0) { /* what there is before the first event is of the first step */
        if (!self->has_started) {
            memcpy(self->at_start, self->arrived, n_rows * sizeof(*self->arrived));
            self->has_started = true;
        }
        memcpy(self->arrived, self->at_start, n_rows * sizeof(*self->arrived));
        memset(self->begun, 0, n_rows * sizeof(*self->begun));
        return SIM_OK;
    }
    memset(self->arrived, 0, n_rows * sizeof(*self->arrived));
    cc_tally_take(self->begun, self->scenario, record);
    return SIM_OK;
}

void
viz_counting_end(viz_counting *self)
{
    self->is_again = false;
    if (self->n_whole < self->tape.n) {
        self->n_whole = self->tape.n;
    }
}

static void
read_row(const viz_counting *self, size_t row, viz_cell *cell)
{
    const double *begun = self->begun[row], *now = self->now[row];
    cell->arrived = self->arrived[row];
#define VIZ_TALLY_INTO(member, counter)                                                            \
    cell->member = (uint32_t)(now[CC_TALLY_##member] - begun[CC_TALLY_##member]);
    CC_TALLY_NUMBERS(VIZ_TALLY_INTO)
#undef VIZ_TALLY_INTO
    cell->aimed = (uint32_t)(now[CC_TALLY_aimed] - begun[CC_TALLY_aimed]);
    cell->waited = (float)(now[CC_TALLY_waited] - begun[CC_TALLY_waited]);
}

void
viz_counting_update(viz_counting *self, const cc_center *center, const cc_record *record,
                    double time)
{
    viz_tape *tape = &self->tape;
    const size_t n_rows = (size_t)(1 + tape->n_queues);
    cc_tally_take(self->now, self->scenario, record);
    for (size_t row = 0; row < n_rows; row++) {
        viz_cell *cell = &tape->cell[(tape->n - 1) * n_rows + row];
        const cc_line_now line = cc_center_line(center, (int)row - 1);
        const cc_crews_now crews = cc_center_crews(center, (int)row - 1);
        read_row(self, row, cell);
        cell->waiting = line.waiting;
        cell->backlog = line.backlog;
        cell->longest = line.waiting > 0 ? (float)fmax(time - line.since, 0) : 0;
        cell->planned = (float)crews.planned;
        cell->staffed = crews.staffed;
        cell->working = crews.working;
    }
}

viz_cell
viz_counting_so_far(viz_counting *self, const cc_record *record, int queue)
{
    viz_cell cell = {0};
    cc_tally_take(self->now, self->scenario, record);
    read_row(self, (size_t)(1 + queue), &cell);
    return cell;
}

void
viz_counting_forget(viz_counting *self, double time)
{
    const size_t whole = (size_t)(time / self->tape.step);
    self->n_whole = self->n_whole < whole ? self->n_whole : whole;
    self->is_again = self->is_again && self->tape.n <= self->n_whole;
    self->tape.known = self->tape.n > self->n_whole ? self->tape.n : self->n_whole;
}
