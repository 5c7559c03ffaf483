/* What a copy of a running center holds. Only contacts and the calendar may move as they grow; all
 * other blocks keep their place from the beginning, and so count as structs. */
#include "models/center_state.h"

static void
add(int *ret, sim_snapshot *snapshot, void *block, size_t bytes)
{
    if (*ret == 0 && bytes > 0) {
        *ret = sim_snapshot_add_struct(snapshot, block, bytes);
    }
}

int
cc_center_register(cc_center *self, cc_record *record, sim_snapshot *snapshot)
{
    const cc_layout *layout = &self->layout;
    const size_t number = sizeof(double), per_day = self->scenario->run.intervals_per_day;
    int ret = 0;
    add(&ret, snapshot, self, sizeof(*self));
    add(&ret, snapshot, self->agent, self->agent_bytes);
    add(&ret, snapshot, self->line, (size_t)self->n_lines * sizeof(*self->line));
    if (self->keeps_heads) {
        add(&ret, snapshot, self->head, (size_t)self->n_lines * sizeof(*self->head));
    }
    add(&ret, snapshot, self->drawn, self->drawn_bytes);
    add(&ret, snapshot, self->crew, (size_t)self->n_crews * sizeof(*self->crew));
    for (int g = 0; g < self->n_crews; g++) {
        add(&ret, snapshot, self->crew[g].list,
            (size_t)self->crew[g].hands.n * sizeof(*self->crew[g].list));
    }
    add(&ret, snapshot, self->shared_factor, per_day * number);
    add(&ret, snapshot, self->arrivals, (size_t)self->n_streams * sizeof(*self->arrivals));
    for (int i = 0; i < layout->n_issues; i++) {
        add(&ret, snapshot, self->arrivals[i].factor, self->rate[i].n * number);
    }
    const size_t n_days = (size_t)layout->n_days, n_issues = (size_t)layout->n_issues;
    const size_t n_chains = layout->n_slices + (layout->n_slices > 1);
    add(&ret, snapshot, record, sizeof(*record));
    add(&ret, snapshot, record->place,
        (cc_record_rest(layout) + (size_t)layout->n_groups + 1) * sizeof(*record->place));
    add(&ret, snapshot, record->last, (n_chains + 1) * sizeof(*record->last));
    add(&ret, snapshot, record->agent,
        n_chains * (size_t)layout->n_groups * CC_A_COUNTERS * number);
    add(&ret, snapshot, record->wait,
        n_issues * (size_t)layout->n_channels * sizeof(sim_histogram));
    add(&ret, snapshot, record->resolution, n_issues * sizeof(sim_histogram));
    add(&ret, snapshot, record->day,
        (size_t)layout->n_queues * (size_t)layout->n_channels * n_days * sizeof(cc_day));
    if (ret == 0) {
        ret = sim_snapshot_add_block(snapshot, &record->touched, &record->touched_bytes);
    }
    if (ret == 0) {
        ret = sim_snapshot_add_block(snapshot, &record->pool, &record->pool_bytes);
    }
    if (ret == 0) {
        ret = sim_snapshot_add_block(snapshot, &self->contact, &self->contact_bytes);
    }
    return ret == 0 ? sim_calendar_register(&self->calendar, snapshot) : ret;
}
