/* The connection of a group's agents fails: for exponential times nobody of the group is there, and for
 * exponential times it works. Down it is a change of the control `staff` to 0, so that what becomes of
 * work in hand is what semantics.md says of the end of a shift. It begins as it would be found at any
 * time: down with the probability down / (up + down). */
#include "models/center/center.h"
#include "models/center/journal.h"
#include "models/center/process.h"
#include "models/center/state.h"
#include <math.h>

typedef struct connection {
    uint64_t n; /* changes so far */
    bool is_down;
} connection;

static uint32_t
each_group(const cc_center *self)
{
    return (uint32_t)self->n_crews;
}

static size_t
bytes(const cc_center *self)
{
    return (size_t)self->n_crews * sizeof(connection);
}

/* Turns to that state until the next change. */
static void
turn(cc_center *self, const cc_row *row, uint32_t g, bool is_down)
{
    connection *of = cc_process_state(self, row);
    const cc_group *group = self->crew[g].group;
    const double mean = is_down ? group->connection_down : group->connection_up;
    const sim_block u = cc_draw(self, CC_DRAW_GROUP_LINE, g, ++of[g].n, 0);
    const double stays = -mean * sim_log(1 - sim_uniform(u.word[0]));
    of[g].is_down = is_down;
    const cc_change change = {self->now.time, CC_CONTROL_STAFF, (int)g, is_down ? 0 : NAN};
    const int ret = cc_center_change(self, change);
    self->now.error = self->now.error != SIM_OK ? self->now.error : ret;
    cc_journal_of(self, CC_JOURNAL_NOTED, CC_OF_LINK, g, is_down, stays);
    cc_process_set(self, row, g, self->now.time + stays, SIM_PRIORITY_CLOCK);
}

static void
start(cc_center *self, const cc_row *row)
{
    for (uint32_t g = 0; g < row->n; g++) {
        const cc_group *group = self->crew[g].group;
        if (group->connection_down > 0 && group->connection_up > 0) {
            const sim_block u = cc_draw(self, CC_DRAW_GROUP_LINE, g, 0, 0);
            const double p_down =
                group->connection_down / (group->connection_up + group->connection_down);
            turn(self, row, g, sim_uniform(u.word[0]) < p_down);
        }
    }
}

static void
fire(cc_center *self, const cc_row *row, uint32_t g)
{
    const connection *of = cc_process_state(self, row);
    turn(self, row, g, !of[g].is_down);
}

const cc_process_type cc_process_connection = {
    .name = "connection",
    .doc = "failures and repairs of a group's connection",
    .n_slots = each_group,
    .state_bytes = bytes,
    .start = start,
    .fire = fire,
};
