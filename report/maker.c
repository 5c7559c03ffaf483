#include "report/maker.h"

#include "report/verdict.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool
xp_has_figure(const xp_results *results, size_t m, double *largest)
{
    *largest = 0;
    bool any = false;
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        const double mean = xp_results_estimate(results, s, m).mean;
        any = any || !isnan(mean);
        *largest = isnan(mean) ? *largest : fmax(*largest, fabs(mean));
    }
    return any;
}

/* A line more, or NULL: no memory, latched. */
static xp_line *
one_more(xp_maker *self)
{
    xp_lines *lines = self->rows;
    if (lines->n == lines->capacity && self->error == SIM_OK) {
        const size_t capacity = 2 * lines->capacity + 64;
        xp_line *line = realloc(lines->line, capacity * sizeof(*line));
        if (line == NULL) {
            self->error = SIM_ERR_NOMEM;
        } else {
            lines->line = line;
            lines->capacity = capacity;
        }
    }
    return self->error == SIM_OK ? &lines->line[lines->n++] : NULL;
}

void
xp_maker_add(xp_maker *self, const char *label, const char *kpi, xp_style style, bool if_any)
{
    const size_t m = xp_table_find(self->results->table, kpi, self->scope);
    double largest;
    if (m == XP_LACKS || !xp_has_figure(self->results, m, &largest) ||
        (if_any && largest < 0.0005)) {
        return;
    }
    const size_t whole =
        self->part[0] == '\0' ? XP_LACKS : xp_table_find(self->results->table, kpi, self->whole);
    if (self->part[0] != '\0' && !self->detailed && !xp_subgroup_differs(self->results, m, whole)) {
        return;
    }
    xp_line *line = one_more(self);
    if (line == NULL) {
        return;
    }
    *line = (xp_line){.measure = m, .style = style, .whole = whole};
    snprintf(line->part, sizeof(line->part), "%s", self->part);
    line->noted =
        strncmp(label, "service level", 13) == 0 || strstr(label, ": service level") != NULL;
    snprintf(line->section, sizeof(line->section), "%s", self->section);
    snprintf(line->label, sizeof(line->label), "%s%s", label, line->noted ? " (a)" : "");
}

bool
xp_maker_differs(const xp_maker *self, const char *kpi, const char *other)
{
    const size_t a = xp_table_find(self->results->table, kpi, self->scope);
    const size_t b = xp_table_find(self->results->table, other, self->scope);
    bool differ = false;
    for (int s = 0; a != XP_LACKS && b != XP_LACKS && s < self->results->plan->n_scenarios; s++) {
        const double x = xp_results_estimate(self->results, s, a).mean;
        const double y = xp_results_estimate(self->results, s, b).mean;
        differ = differ || fabs(x - y) > 1e-9 * fabs(x);
    }
    return differ;
}
