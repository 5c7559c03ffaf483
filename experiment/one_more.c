#include "experiment/one_more.h"

#include "sim/memory.h"
#include "sim/next_value.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST 8192 /* replications that are kept, an even number */

/* Figures that are worth a forecast. */
static bool
is_headline(const xp_measure *measure)
{
    static const char *const of_center[] = {"contacts", "resolved", "occupancy", "cost"};
    static const char *const of_channel[] = {"offered", "service_level_g1", "abandonment", "asa"};
    const bool is_center = strcmp(measure->scope, "center") == 0;
    if (!is_center &&
        (strncmp(measure->scope, "channel:", 8) != 0 || strchr(measure->scope, '/') != NULL)) {
        return false;
    }
    for (size_t j = 0; j < 4; j++) {
        if (strcmp(measure->name, (is_center ? of_center : of_channel)[j]) == 0) {
            return true;
        }
    }
    return false;
}

int
xp_one_more_init(xp_one_more *self, const xp_table *table)
{
    *self = (xp_one_more){.table = table};
    for (size_t m = 0; m < table->n; m++) {
        self->n += is_headline(&table->measure[m]);
    }
    self->measure = sim_memory_zeros(self->n, sizeof(*self->measure));
    bool is_room = self->measure != NULL;
    for (int s = 0; s < table->n_scenarios; s++) {
        self->value[s] = sim_memory_zeros(self->n, sizeof(*self->value[s]));
        is_room = is_room && self->value[s] != NULL;
    }
    for (size_t m = 0, j = 0; m < table->n && is_room; m++) {
        if (is_headline(&table->measure[m])) {
            self->measure[j++] = m;
        }
    }
    return is_room ? SIM_OK : SIM_ERR_NOMEM;
}

void
xp_one_more_free(xp_one_more *self)
{
    for (int s = 0; s < XP_MAX_SCENARIOS; s++) {
        for (size_t j = 0; self->value[s] != NULL && j < self->n; j++) {
            xp_bag_free(&self->value[s][j]);
        }
        free(self->value[s]);
    }
    free(self->measure);
    *self = (xp_one_more){0};
}

int
xp_one_more_add(xp_one_more *self, const xp_row *row)
{
    int ret = SIM_OK;
    for (int s = 0; s < self->table->n_scenarios; s++) {
        for (size_t j = 0; j < self->n && ret == SIM_OK; j++) {
            const size_t m = self->measure[j];
            const double value = self->table->measure[m].local[s] == XP_LACKS
                                     ? (double)NAN
                                     : xp_row_value(row, self->table, s, m);
            ret = isnan(value) ? SIM_OK : xp_bag_add(&self->value[s][j], value, MOST);
        }
    }
    return ret;
}

sim_interval
xp_one_more_of(const xp_one_more *self, int scenario, size_t j, double level)
{
    xp_bag *bag = &self->value[scenario][j];
    (void)xp_bag_quantile(bag, 0); /* which sorts it */
    sim_interval it = sim_next_value(bag->value, bag->n, level);
    double least, most;
    cc_kpi_bounds(self->table->measure[self->measure[j]].kpi, &least, &most);
    it = sim_interval_within(&it, least, most);
    it.n = bag->seen;
    return it;
}
