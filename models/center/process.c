/* The table of events: built with the center, looked up for what is rare. Streams come after all
 * others and agents last, so that the loop over events knows these two by a comparison; what it
 * does for them and for contacts is in one piece with it (dispatch in center.c). */
#include "models/center/process.h"

#include "models/center/state.h"
#include <stdlib.h>
#include <string.h>

/* ---- what every center has ---- */

static uint32_t
one(const cc_center *self)
{
    (void)self;
    return 1;
}

static uint32_t
n_streams(const cc_center *self)
{
    return (uint32_t)self->n_streams;
}

static uint32_t
n_agents(const cc_center *self)
{
    return self->n_agents;
}

static uint32_t
no_slots(const cc_center *self)
{
    (void)self;
    return 0;
}

static void
fire_clock(cc_center *self, const cc_row *row, uint32_t slot)
{
    (void)row;
    (void)slot;
    cc_clock_fire(self);
}

static const cc_process_type contacts = {
    .name = "contacts",
    .doc = "patience, automation, typing, delays at home: one timer of each contact",
    .n_slots = no_slots,
};
static const cc_process_type the_clock = {
    .name = "clock",
    .doc = "intervals, opening and closing, windows",
    .n_slots = one,
    .fire = fire_clock,
};
static const cc_process_type streams = {
    .name = "streams",
    .doc = "the next contact of each kind of issue, and of the recorded ones",
    .n_slots = n_streams,
};
static const cc_process_type agents = {
    .name = "agents",
    .doc = "the end of what has an agent's attention",
    .n_slots = n_agents,
};

/* ---- the table ---- */

static void
add(cc_center *self, const cc_process_type *type, size_t *state)
{
    cc_row *row = &self->row[self->n_rows];
    const uint32_t first =
        self->n_rows == 0 ? 0 : self->row[self->n_rows - 1].first + self->row[self->n_rows - 1].n;
    *row = (cc_row){type, first, type->n_slots(self), *state};
    *state += type->state_bytes == NULL ? 0 : (type->state_bytes(self) + 15) / 16 * 16;
    self->n_rows++;
}

int
cc_processes_init(cc_center *self, const cc_process_type *const *extra)
{
    size_t n_types = 0, n = 0, state = 0;
    while (cc_process_types[n_types] != NULL) {
        n_types++;
    }
    while (extra != NULL && extra[n] != NULL) {
        n++;
    }
    self->row = calloc(n_types + n + 4, sizeof(*self->row));
    if (self->row == NULL) {
        return SIM_ERR_NOMEM;
    }
    add(self, &contacts, &state);
    add(self, &the_clock, &state);
    for (size_t j = 0; j < n_types; j++) {
        add(self, cc_process_types[j], &state);
    }
    for (size_t j = 0; j < n; j++) {
        add(self, extra[j], &state);
    }
    add(self, &streams, &state);
    add(self, &agents, &state);
    self->stream_slot = self->row[self->n_rows - 2].first;
    self->agent_slot = self->row[self->n_rows - 1].first;
    self->process_bytes = state;
    self->process_state = calloc(1, state + 1);
    return self->process_state == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

void
cc_processes_free(cc_center *self)
{
    free(self->row);
    free(self->process_state);
}

uint32_t
cc_processes_slots(const cc_center *self)
{
    return self->agent_slot + self->n_agents;
}

void
cc_processes_start(cc_center *self)
{
    memset(self->process_state, 0, self->process_bytes);
    for (const cc_row *row = self->row; row < self->row + self->n_rows; row++) {
        if (row->type->start != NULL) {
            row->type->start(self, row);
        }
    }
}

void
cc_processes_fire(cc_center *self, uint32_t slot)
{
    const cc_row *row = self->row;
    while (slot - row->first >= row->n) { /* of a slot before the first, a large number */
        row++;
    }
    row->type->fire(self, row, slot - row->first);
}

const cc_row *
cc_process_row(const cc_center *self, const char *name)
{
    for (const cc_row *row = self->row; row < self->row + self->n_rows; row++) {
        if (strcmp(row->type->name, name) == 0) {
            return row;
        }
    }
    return NULL;
}

void
cc_process_set(cc_center *self, const cc_row *row, uint32_t slot, double time,
               sim_priority priority)
{
    sim_calendar_set(&self->now.calendar, row->first + slot, time, priority);
}

void *
cc_process_state(cc_center *self, const cc_row *row)
{
    return self->process_state + row->state;
}
