/* What a copy of a running center holds: all that moves (moving.h), and the record that it fills.
 * Only contacts, the calendar and a record's cells may move in memory as they grow; all other
 * blocks keep their place from the beginning, and so count as structs. */
#include "models/center/center.h"
#include "models/center/process.h"
#include "models/center/self.h"
#include "models/center/state.h"
#include "sim/hash.h"

static void
add(int *ret, sim_snapshot *snapshot, void *block, size_t n, size_t bytes)
{
    if (*ret == SIM_OK && n * bytes > 0) {
        *ret = sim_snapshot_add_struct(snapshot, block, n * bytes);
    }
}

static void
add_growing(int *ret, sim_snapshot *snapshot, void *pointer, size_t *bytes)
{
    *ret = *ret == SIM_OK ? sim_snapshot_add_block(snapshot, pointer, bytes) : *ret;
}

/* A block by contact. */
static void
add_contacts(int *ret, sim_snapshot *snapshot, cc_center *self, void *pointer, size_t *bytes,
             size_t each)
{
    *ret = *ret == SIM_OK
               ? sim_snapshot_add_used(snapshot, pointer, bytes, &self->now.n_fresh, each)
               : *ret;
}

static void
add_center(int *ret, sim_snapshot *snapshot, cc_center *self)
{
    const size_t n_queues = (size_t)self->scenario->center.n_queues;
    add(ret, snapshot, &self->now, 1, sizeof(self->now));
    add(ret, snapshot, self->agent, self->n_agents, sizeof(*self->agent));
    add(ret, snapshot, self->last_turn, self->last_turn != NULL ? self->n_agents : 0,
        sizeof(*self->last_turn));
    add(ret, snapshot, self->selves, self->selves != NULL ? self->n_agents : 0,
        sizeof(*self->selves));
    add(ret, snapshot, self->own_time, self->own_time != NULL ? self->n_agents : 0,
        (size_t)self->scenario->demand.n_issues * sizeof(*self->own_time));
    add(ret, snapshot, self->crew_now, (size_t)self->n_crews, sizeof(*self->crew_now));
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        add(ret, snapshot, crew->option, (size_t)crew->n_options, sizeof(*crew->option));
        add(ret, snapshot, crew->wide, cc_route_most_wide(crew), sizeof(*crew->wide));
    }
    add(ret, snapshot, self->list, self->n_lists, sizeof(*self->list));
    add(ret, snapshot, self->occupied, self->n_words, sizeof(*self->occupied));
    add(ret, snapshot, self->lane, (size_t)self->n_lanes, sizeof(*self->lane));
    add(ret, snapshot, self->level, (size_t)self->n_lanes, sizeof(*self->level));
    add(ret, snapshot, self->routing, (size_t)self->n_crews * n_queues, sizeof(*self->routing));
    add(ret, snapshot, self->serving, n_queues, sizeof(*self->serving));
    add(ret, snapshot, self->n_theirs, self->n_theirs != NULL ? (size_t)self->n_lanes : 0,
        CC_MAX_OVERFLOWS * sizeof(*self->n_theirs));
    add(ret, snapshot, self->team, self->team != NULL ? n_queues : 0, sizeof(*self->team));
    add(ret, snapshot, self->awaited, self->awaited != NULL ? self->n_agents : 0,
        sizeof(*self->awaited));
    add(ret, snapshot, self->cases, self->cases != NULL ? self->n_agents : 0, sizeof(*self->cases));
    add(ret, snapshot, self->head, (size_t)self->n_lanes, sizeof(*self->head));
    add(ret, snapshot, self->arrivals, (size_t)self->n_streams, sizeof(*self->arrivals));
    add(ret, snapshot, self->factor, self->n_factors, sizeof(*self->factor));
    add(ret, snapshot, self->shared_factor, self->scenario->run.intervals_per_day,
        sizeof(*self->shared_factor));
    add(ret, snapshot, self->router_state, self->router_bytes, 1);
    add(ret, snapshot, self->process_state, self->process_bytes, 1);
    add_growing(ret, snapshot, &self->change, &self->now.change_bytes);
    add_contacts(ret, snapshot, self, &self->contact, &self->now.contact_bytes,
                 sizeof(*self->contact));
    if (self->aside != NULL) {
        add_contacts(ret, snapshot, self, &self->aside, &self->now.aside_bytes,
                     sizeof(*self->aside));
    }
    if (self->containment != NULL) {
        add_contacts(ret, snapshot, self, &self->containment, &self->now.containment_bytes,
                     sizeof(*self->containment));
    }
    if (self->overflowing != NULL) {
        add_contacts(ret, snapshot, self, &self->overflowing, &self->now.overflowing_bytes,
                     sizeof(*self->overflowing));
    }
    *ret = *ret == SIM_OK ? sim_calendar_register(&self->now.calendar, snapshot) : *ret;
}

/* What else two centers must have alike than the parts that they register. */
static uint64_t
layout_of(const cc_center *self)
{
    uint64_t hash = sim_hash_integer(sim_hash_start(), self->scenario->hash);
    hash = sim_hash_integer(hash, self->layout.by_interval);
    hash = sim_hash_integer(hash, sizeof(cc_moving));
    for (int g = 0; g < self->n_crews; g++) {
        hash = sim_hash_integer(hash, self->crew[g].n_agents);
    }
    for (const cc_row *row = self->row; row < self->row + self->n_rows; row++) {
        for (const char *c = row->type->name; *c != '\0'; c++) {
            hash = sim_hash_integer(hash, (unsigned char)*c);
        }
        hash = sim_hash_integer(hash, row->n);
    }
    return hash;
}

int
cc_center_register(cc_center *self, cc_record *record, sim_snapshot *snapshot)
{
    int ret = SIM_OK;
    snapshot->layout = layout_of(self);
    add_center(&ret, snapshot, self);
    add(&ret, snapshot, self->drawn, self->drawn_bytes, 1);
    return ret == SIM_OK ? cc_record_register(record, snapshot) : ret;
}

int
cc_center_register_running(cc_center *self, cc_record *record, sim_snapshot *snapshot)
{
    int ret = SIM_OK;
    snapshot->layout = layout_of(self);
    add_center(&ret, snapshot, self);
    return ret == SIM_OK ? cc_record_register_cells(record, snapshot) : ret;
}

int
cc_center_fork(cc_center *to, cc_record *record, cc_center *from)
{
    sim_snapshot parts[2];
    sim_snapshot_init(&parts[0]);
    sim_snapshot_init(&parts[1]);
    int ret = from->record == NULL || record == from->record ? SIM_ERR_PARAM : SIM_OK;
    ret = ret == SIM_OK ? cc_center_register(to, record, &parts[0]) : ret;
    ret = ret == SIM_OK ? cc_center_register(from, from->record, &parts[1]) : ret;
    ret = ret == SIM_OK ? sim_snapshot_fork(&parts[0], &parts[1]) : ret;
    if (ret == SIM_OK) {
        cc_center_fill(to, record);
    }
    sim_snapshot_free(&parts[0]);
    sim_snapshot_free(&parts[1]);
    return ret;
}
