#include "experiment/sweep/gauge.h"

#include "experiment/estimate.h"
#include "sim/hash.h"
#include "sim/memory.h"
#include <stdlib.h>
#include <string.h>

uint64_t
xp_sampled_id(const char *name, const char *scope)
{
    uint64_t hash = sim_hash_bytes(sim_hash_start(), name, strlen(name));
    hash = sim_hash_bytes(hash, " ", 1);
    return sim_hash_bytes(hash, scope, strlen(scope));
}

const char *
xp_sampled_unit(const xp_sampled *self)
{
    size_t longest = 0;
    const char *unit = cc_unit_name(CC_UNIT_COUNT);
    for (int kpi = 0; kpi < CC_N_KPIS; kpi++) {
        /* "wait_over_T", "wait_pN": up to the capital letter that stands for a number or name */
        const size_t n = strcspn(cc_kpis[kpi].name, "TNP");
        const bool is_whole = cc_kpis[kpi].name[n] == '\0';
        const bool fits = strncmp(self->name, cc_kpis[kpi].name, n) == 0 &&
                          (!is_whole || self->name[n] == '\0' ||
                           (cc_kpi_has_threshold((cc_kpi_id)kpi) && self->name[n] == '_'));
        if (fits && n > longest) {
            longest = n;
            unit = cc_unit_name(cc_kpis[kpi].unit);
        }
    }
    return unit;
}

static bool
is_factor(const xp_sweep *sweep, const char *name)
{
    for (size_t j = 0; j < sweep->n_factors; j++) {
        if (strcmp(sweep->factor[j].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void
add(xp_sampled *list, size_t *n, const char *name, const char *scope)
{
    const xp_sampled it = {name, scope[0] == '\0' ? "center" : scope,
                           xp_sampled_id(name, scope[0] == '\0' ? "center" : scope)};
    for (size_t j = 0; j < *n; j++) {
        if (list[j].id == it.id) {
            return;
        }
    }
    list[(*n)++] = it;
}

int
xp_sampled_of(xp_sampled **list, size_t *n, const xp_sweep *sweep)
{
    *n = 0;
    *list = sim_memory_zeros(sweep->n_outputs * XP_EXPRESSION_NAMES, sizeof(**list));
    if (*list == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < sweep->n_outputs; j++) {
        const xp_output *output = &sweep->output[j];
        if (!output->is_own) {
            add(*list, n, output->kpi, output->scope);
            continue;
        }
        for (size_t k = 0; k < output->expression.n_names; k++) {
            const xp_expression_name *name = &output->expression.name[k];
            if (!is_factor(sweep, name->name)) {
                add(*list, n, name->name, name->scope);
            }
        }
    }
    return SIM_OK;
}

int
xp_gauge_init(xp_gauge *self, const xp_sampled *list, size_t n, const xp_sweep *sweep,
              const cc_scenario *scenario, const cc_layout *layout)
{
    *self = (xp_gauge){.scenario = scenario};
    self->term = sim_memory_zeros(n, sizeof(*self->term));
    self->id = sim_memory_zeros(n, sizeof(*self->id));
    if (self->term == NULL || self->id == NULL) {
        xp_gauge_free(self);
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < n; j++) {
        xp_expression_name name = {"", ""};
        cc_refusal ignored;
        strncpy(name.name, list[j].name, sizeof(name.name) - 1);
        strncpy(name.scope, list[j].scope, sizeof(name.scope) - 1);
        if (xp_term_parse(&self->term[self->n], &name, sweep, scenario, layout, &ignored) ==
                SIM_OK &&
            self->term[self->n].kind != XP_TERM_FACTOR) {
            self->id[self->n++] = list[j].id;
        }
    }
    return SIM_OK;
}

void
xp_gauge_free(xp_gauge *self)
{
    free(self->term);
    free(self->id);
    *self = (xp_gauge){0};
}

void
xp_gauge_read(const xp_gauge *self, const cc_record *record, xp_sample sample[])
{
    for (size_t j = 0; j < self->n; j++) {
        const xp_term *term = &self->term[j];
        xp_sample *it = &sample[j];
        *it = (xp_sample){.id = self->id[j], .sums = {.num = NAN, .den = NAN}};
        if (term->kind == XP_TERM_COUNTER) {
            it->value = xp_term_count(term, self->scenario, record);
            it->sums = (cc_sample){.num = it->value, .den = 1};
        } else if (cc_kpis[term->measure.kpi].estimator == CC_QUANTILE) {
            sim_histogram all = {0};
            cc_measure_histogram(&term->measure, self->scenario, record, &all);
            it->value = sim_histogram_quantile(&all, term->measure.number);
        } else {
            it->sums = cc_measure_sample(&term->measure, self->scenario, record);
            it->value = xp_sample_value(term->measure.kpi, &it->sums);
        }
    }
}
