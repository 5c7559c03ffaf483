#include "experiment/reduction.h"

#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool
is_looked_at(const xp_measure *measure)
{
    static const char *const first[] = {"service_level", "abandonment", "asa",
                                        "occupancy",     "handle_time", "cost"};
    bool is = false;
    for (size_t j = 0; j < sizeof(first) / sizeof(*first); j++) {
        is |= strcmp(measure->name, first[j]) == 0;
    }
    return is && (strcmp(measure->scope, "center") == 0 ||
                  (strncmp(measure->scope, "channel:", 8) == 0 &&
                   strchr(measure->scope, '/') == NULL && strchr(measure->scope, '@') == NULL));
}

static int
init_plain(xp_reduction *self)
{
    static const int no_queues[XP_MAX_SCENARIOS] = {0};
    const xp_table *table = self->estimates->table;
    self->view.n_scenarios = table->n_scenarios;
    self->view.measure = sim_memory_zeros(self->n + 1, sizeof(*self->view.measure));
    if (self->view.measure == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->view.n = self->n;
    for (size_t j = 0; j < self->n; j++) {
        self->view.measure[j] = table->measure[self->measure[j]];
    }
    return xp_estimates_init(&self->plain, &self->view, self->estimates->paired, no_queues);
}

int
xp_reduction_init(xp_reduction *self, const xp_variance *variance, const xp_estimates *estimates)
{
    *self = (xp_reduction){.estimates = estimates};
    if (!variance->control && xp_variance_unit(variance) == 1) {
        return SIM_OK;
    }
    for (size_t m = 0; m < estimates->table->n && self->n < XP_REDUCED; m++) {
        if (is_looked_at(&estimates->table->measure[m])) {
            self->measure[self->n++] = m;
        }
    }
    return xp_variance_unit(variance) > 1 ? init_plain(self) : SIM_OK;
}

void
xp_reduction_free(xp_reduction *self)
{
    if (self->plain.table != NULL) {
        xp_estimates_free(&self->plain);
    }
    free(self->view.measure);
    *self = (xp_reduction){0};
}

void
xp_reduction_add(xp_reduction *self, const xp_row *row)
{
    if (self->plain.table != NULL) {
        xp_estimates_add(&self->plain, row);
    }
}

double
xp_reduction_factor(const xp_reduction *self, int s, size_t j, bool difference)
{
    const size_t m = self->measure[j];
    const double is = xp_estimate_variance(self->estimates, s, m, difference, false);
    const double was = self->plain.table != NULL
                           ? xp_estimate_variance(&self->plain, s, j, difference, true)
                           : xp_estimate_variance(self->estimates, s, m, difference, true);
    return is > 0 && was > 0 ? was / is : NAN;
}

double
xp_reduction_of(const xp_reduction *self, int s, const char *kpi, const char *scope,
                bool difference)
{
    for (size_t j = 0; j < self->n; j++) {
        const xp_measure *it = &self->estimates->table->measure[self->measure[j]];
        if (strcmp(it->name, kpi) == 0 && strcmp(it->scope, scope) == 0) {
            return xp_reduction_factor(self, s, j, difference);
        }
    }
    return NAN;
}
