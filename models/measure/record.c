/* A pool of counters, handed out cell by cell as they are touched, and tables of fixed size. */
#include "models/measure/record.h"

#include "sim/error.h"
#include "sim/memory.h"
#include <stdlib.h>

static size_t
n_waits(const cc_layout *layout)
{
    return (size_t)layout->n_issues * (size_t)layout->n_channels;
}

static size_t
n_day_cells(const cc_layout *layout)
{
    return (size_t)layout->n_queues * (size_t)layout->n_channels * (size_t)layout->n_days;
}

/* Slices, and the whole run where that is not the one slice. */
static size_t
n_chains(const cc_layout *layout)
{
    return layout->n_slices + (layout->n_slices > 1);
}

static size_t
n_places(const cc_layout *layout)
{
    return (n_chains(layout) + 1) * layout->n_cells;
}

static size_t
n_agent_counts(const cc_layout *layout)
{
    return (size_t)layout->n_groups * CC_A_COUNTERS;
}

static size_t
n_node_counts(const cc_layout *layout)
{
    return (size_t)(layout->n_channels * layout->n_nodes) * cc_record_node_width(layout);
}

static size_t
n_transfer_counts(const cc_layout *layout)
{
    return (size_t)(layout->n_fed * layout->n_channels) * CC_T_COUNTERS;
}

enum { LOST = CC_N_COUNTERS, FIRST_FREE = 2 * CC_N_COUNTERS }; /* places in the pool */

int
cc_record_init(cc_record *self, const cc_layout *layout)
{
    *self = (cc_record){.layout = *layout, .n_pool = FIRST_FREE};
    self->touched_bytes = 16 * sizeof(*self->touched);
    self->pool_bytes = (FIRST_FREE + 16 * CC_N_COUNTERS) * sizeof(*self->pool);
    self->place = sim_memory_zeros(n_places(layout), sizeof(*self->place));
    self->last = sim_memory_zeros(n_chains(layout) + 1, sizeof(*self->last));
    self->touched = malloc(self->touched_bytes);
    self->pool = sim_memory_zeros(1, self->pool_bytes);
    self->agent = sim_memory_zeros(n_chains(layout) * n_agent_counts(layout), sizeof(double));
    self->node = sim_memory_zeros(n_node_counts(layout) + 1, sizeof(double));
    self->transfer = sim_memory_zeros(n_transfer_counts(layout) + 1, sizeof(double));
    self->wait = sim_memory_zeros(n_waits(layout), sizeof(sim_histogram));
    self->resolution = sim_memory_zeros((size_t)layout->n_issues, sizeof(sim_histogram));
    self->day = sim_memory_zeros(n_day_cells(layout), sizeof(cc_day));
    if (self->place == NULL || self->last == NULL || self->touched == NULL || self->pool == NULL ||
        self->agent == NULL || self->node == NULL || self->transfer == NULL || self->wait == NULL ||
        self->resolution == NULL || self->day == NULL) {
        cc_record_free(self);
        return SIM_ERR_NOMEM;
    }
    memset(self->last, -1, (n_chains(layout) + 1) * sizeof(*self->last));
    return SIM_OK;
}

static void
clear_histograms(sim_histogram *histogram, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        if (histogram[j].n > 0) {
            memset(&histogram[j], 0, sizeof(*histogram));
        }
    }
}

void
cc_record_reset(cc_record *self)
{
    const cc_layout *layout = &self->layout;
    for (uint32_t j = 0; j < self->n_touched; j++) {
        self->place[self->touched[j].index] = 0;
    }
    memset(self->last, -1, (n_chains(layout) + 1) * sizeof(*self->last));
    memset(self->pool + LOST, 0, CC_N_COUNTERS * sizeof(*self->pool));
    self->n_touched = 0;
    self->n_pool = FIRST_FREE;
    memset(self->agent, 0, n_chains(layout) * n_agent_counts(layout) * sizeof(double));
    memset(self->node, 0, n_node_counts(layout) * sizeof(double));
    memset(self->transfer, 0, n_transfer_counts(layout) * sizeof(double));
    clear_histograms(self->wait, n_waits(layout));
    clear_histograms(self->resolution, (size_t)layout->n_issues);
    memset(self->day, 0, n_day_cells(layout) * sizeof(cc_day));
    clear_histograms(&self->lost, 1);
    clear_histograms(&self->pending, 1);
    self->n_events = 0;
}

/* ---- cells ---- */

/* Makes a block twice as large. */
static bool
grow(void *block, size_t *bytes)
{
    void *old, *larger;
    memcpy(&old, block, sizeof(old));
    larger = realloc(old, 2 * *bytes);
    if (larger == NULL) {
        return false;
    }
    memcpy(block, &larger, sizeof(larger));
    *bytes *= 2;
    return true;
}

bool
cc_record_touch(cc_record *self, size_t index)
{
    const cc_layout *layout = &self->layout;
    int begin, end;
    cc_layout_counters(layout, index, &begin, &end);
    const size_t n_pool = self->n_pool + (size_t)(end - begin);
    if (n_pool > UINT32_MAX ||
        ((self->n_touched + 1) * sizeof(*self->touched) > self->touched_bytes &&
         !grow(&self->touched, &self->touched_bytes)) ||
        (n_pool * sizeof(*self->pool) > self->pool_bytes &&
         !grow(&self->pool, &self->pool_bytes))) {
        self->place[index] = LOST; /* until the end of the run, which has failed */
        return false;
    }
    uint32_t *last = &self->last[index / layout->n_cells];
    const uint32_t place = (uint32_t)(self->n_pool - (size_t)begin);
    self->touched[self->n_touched] = (cc_touched){(uint32_t)index, place, *last};
    *last = self->n_touched++;
    self->place[index] = place;
    memset(self->pool + self->n_pool, 0, (n_pool - self->n_pool) * sizeof(*self->pool));
    self->n_pool = n_pool;
    return true;
}

void
cc_record_add(const cc_record *self, size_t slice, size_t cell, double *counters)
{
    cc_record_add_index(self, cc_record_index(self, slice, cell), counters);
}

void
cc_record_add_index(const cc_record *self, size_t index, double *counters)
{
    int begin, end;
    cc_layout_counters(&self->layout, index, &begin, &end);
    cc_counters_add(counters, self->pool + self->place[index], begin, end);
}

/* What follows from how contacts ended; 0 in a cell of a group what only nobody's have. */
static void
complete(double *c, bool is_served)
{
    const double left = c[CC_N_dropped] + c[CC_N_in_queue_end] + (is_served ? 0 : c[CC_N_merged]);
    const double offered =
        left +
        (is_served ? c[CC_N_answered] : c[CC_N_blocked] + c[CC_N_balked] + c[CC_N_abandoned]);
    c[CC_N_offered] = offered;
    c[CC_N_contacts] = offered + c[CC_N_in_automation_end] +
                       (is_served ? 0
                                  : c[CC_N_contained] + c[CC_N_hung_up] + c[CC_N_ignored] +
                                        c[CC_N_diverted] + c[CC_N_became_item] + c[CC_N_sent_out]);
}

/* Adds slice by slice, in order, so that sums do not depend on what was touched when. */
static int
add_slices(cc_record *self)
{
    const cc_layout *layout = &self->layout;
    const size_t n_slices = layout->n_slices, m = n_agent_counts(layout);
    const size_t whole = n_slices * layout->n_cells;
    double *total = self->agent + n_slices * m;
    memset(total, 0, m * sizeof(double));
    for (uint32_t j = self->last[n_slices]; j != UINT32_MAX; j = self->touched[j].next) {
        int begin, end;
        cc_layout_counters(layout, self->touched[j].index, &begin, &end);
        memset(self->pool + self->touched[j].place + begin, 0,
               (size_t)(end - begin) * sizeof(double));
    }
    for (size_t slice = 0; slice < n_slices; slice++) {
        for (size_t j = 0; j < m; j++) {
            total[j] += self->agent[slice * m + j];
        }
        for (uint32_t j = self->last[slice]; j != UINT32_MAX; j = self->touched[j].next) {
            const size_t into = whole + self->touched[j].index % layout->n_cells;
            if (self->place[into] == 0 && !cc_record_touch(self, into)) {
                return SIM_ERR_NOMEM;
            }
            int begin, end;
            cc_layout_counters(layout, into, &begin, &end);
            cc_counters_add(self->pool + self->place[into], self->pool + self->touched[j].place,
                            begin, end);
        }
    }
    return SIM_OK;
}

int
cc_record_close(cc_record *self)
{
    const size_t n = n_chains(&self->layout) * self->layout.n_cells;
    const size_t n_sliced = self->layout.n_slices * self->layout.n_cells;
    for (uint32_t j = 0; j < self->n_touched; j++) {
        const cc_touched *cell = &self->touched[j];
        if (cell->index < n_sliced || cell->index >= n) {
            int begin, end;
            cc_layout_counters(&self->layout, cell->index, &begin, &end);
            complete(self->pool + cell->place, begin >= CC_N_SERVED_BEGIN);
        }
    }
    return self->layout.n_slices > 1 ? add_slices(self) : SIM_OK;
}

int
cc_record_register(cc_record *self, sim_snapshot *snapshot)
{
    const cc_layout *layout = &self->layout;
    const struct {
        void *block;
        size_t n, bytes;
    } part[] = {
        {&self->n_touched, 1, sizeof(self->n_touched)},
        {&self->n_pool, 1, sizeof(self->n_pool)},
        {&self->n_events, 1, sizeof(self->n_events)},
        {self->place, n_places(layout), sizeof(*self->place)},
        {self->last, n_chains(layout) + 1, sizeof(*self->last)},
        {self->agent, n_chains(layout) * n_agent_counts(layout), sizeof(*self->agent)},
        {self->node, n_node_counts(layout) + 1, sizeof(*self->node)},
        {self->transfer, n_transfer_counts(layout) + 1, sizeof(*self->transfer)},
        {self->wait, n_waits(layout), sizeof(*self->wait)},
        {self->resolution, (size_t)layout->n_issues, sizeof(*self->resolution)},
        {self->day, n_day_cells(layout), sizeof(*self->day)},
        {&self->lost, 1, sizeof(self->lost)},
        {&self->pending, 1, sizeof(self->pending)},
    };
    int ret = SIM_OK;
    for (size_t j = 0; j < sizeof(part) / sizeof(*part) && ret == SIM_OK; j++) {
        ret = sim_snapshot_add_struct(snapshot, part[j].block, part[j].n * part[j].bytes);
    }
    ret = ret == SIM_OK ? sim_snapshot_add_block(snapshot, &self->touched, &self->touched_bytes)
                        : ret;
    return ret == SIM_OK ? sim_snapshot_add_block(snapshot, &self->pool, &self->pool_bytes) : ret;
}

int
cc_record_register_cells(cc_record *self, sim_snapshot *snapshot)
{
    const cc_layout *layout = &self->layout;
    const struct {
        void *block;
        size_t bytes;
    } part[] = {
        {&self->n_touched, sizeof(self->n_touched)},
        {&self->n_pool, sizeof(self->n_pool)},
        {self->place, n_places(layout) * sizeof(*self->place)},
        {self->last, (n_chains(layout) + 1) * sizeof(*self->last)},
    };
    int ret = SIM_OK;
    for (size_t j = 0; j < sizeof(part) / sizeof(*part) && ret == SIM_OK; j++) {
        ret = sim_snapshot_add_struct(snapshot, part[j].block, part[j].bytes);
    }
    ret = ret == SIM_OK ? sim_snapshot_add_block(snapshot, &self->touched, &self->touched_bytes)
                        : ret;
    return ret == SIM_OK ? sim_snapshot_add_block(snapshot, &self->pool, &self->pool_bytes) : ret;
}

void
cc_record_free(cc_record *self)
{
    free(self->place);
    free(self->last);
    free(self->touched);
    free(self->pool);
    free(self->agent);
    free(self->node);
    free(self->transfer);
    free(self->wait);
    free(self->resolution);
    free(self->day);
    *self = (cc_record){0};
}

double
cc_record_contacts(const cc_record *self)
{
    double n = 0;
    for (uint32_t j = 0; j < self->n_touched; j++) {
        if (self->touched[j].index < self->layout.n_cells) {
            n += self->pool[self->touched[j].place + CC_N_contacts];
        }
    }
    return n;
}
