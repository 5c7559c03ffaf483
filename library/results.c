#include "library/results.h"

#include "library/failure.h"
#include "library/guard.h"
#include "report/report.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *
ccsim_results_message(const ccsim_results *self)
{
    return self->problem.text;
}

uint64_t
ccsim_results_replications(const ccsim_results *self)
{
    return self->results.n;
}

uint64_t
ccsim_results_events(const ccsim_results *self)
{
    return self->results.events;
}

int
ccsim_results_is_partial(const ccsim_results *self)
{
    return self->results.partial;
}

int
ccsim_results_is_precise(const ccsim_results *self)
{
    return self->results.precise;
}

size_t
ccsim_results_scenarios(const ccsim_results *self)
{
    return (size_t)self->plan.n_scenarios;
}

const char *
ccsim_results_scenario(const ccsim_results *self, size_t scenario)
{
    return scenario < ccsim_results_scenarios(self) ? self->scenario[scenario].name : NULL;
}

/* ---- figures ---- */

size_t
ccsim_results_figures(const ccsim_results *self)
{
    return self->results.table->n;
}

int
ccsim_results_figure(const ccsim_results *self, size_t figure, ccsim_figure *into)
{
    const xp_table *table = self->results.table;
    if (figure >= table->n) {
        return CCSIM_ERR_PARAM;
    }
    const xp_measure *measure = &table->measure[figure];
    const ccsim_figure it = {.kpi = measure->name,
                             .scope = measure->scope,
                             .unit = cc_unit_name(cc_kpis[measure->kpi].unit)};
    return lib_give(into, &it, sizeof(it)) ? CCSIM_OK : CCSIM_ERR_PARAM;
}

/* Why there is no such figure: what whoever asks the command line for it is told. */
static void
refuse_figure(ccsim_results *self, const char *kpi, const char *scope)
{
    cc_measure measure;
    cc_refusal refusal = {""};
    const int ret = cc_measure_parse(&measure, self->plan.scenario[0], &self->results.layout[0],
                                     kpi, scope, &refusal);
    if (ret != SIM_OK && refusal.text[0] != '\0') {
        (void)lib_fail(&self->problem, CCSIM_ERR_UNKNOWN, "%s", refusal.text);
    } else {
        (void)lib_fail(&self->problem, CCSIM_ERR_UNKNOWN, "%s %s: is not among the figures", kpi,
                       scope);
    }
}

size_t
ccsim_results_find(ccsim_results *self, const char *kpi, const char *scope)
{
    scope = scope != NULL ? scope : "center";
    const lib_guard guard = lib_enter();
    const size_t m = xp_results_find(&self->results, kpi, scope);
    if (m == XP_LACKS) {
        refuse_figure(self, kpi, scope);
    } else {
        (void)lib_succeed(&self->problem);
    }
    lib_leave(&guard);
    return m == XP_LACKS ? SIZE_MAX : m;
}

static ccsim_estimate
of(sim_interval it, bool is_equal)
{
    return (ccsim_estimate){it.mean, it.half_width, it.lower, it.upper, it.n, it.few, is_equal};
}

/* Is there such a figure of that scenario? Else *into is all NAN. */
static int
check(ccsim_results *self, size_t scenario, size_t figure, ccsim_estimate *into)
{
    *into = (ccsim_estimate){NAN, NAN, NAN, NAN, self->results.n, 0, 0};
    if (scenario >= ccsim_results_scenarios(self) || figure >= self->results.table->n) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM, "there is no such %s",
                        figure >= self->results.table->n ? "figure" : "scenario");
    }
    return lib_succeed(&self->problem);
}

static bool
has(const ccsim_results *self, size_t scenario, size_t figure)
{
    return self->results.table->measure[figure].local[scenario] != XP_LACKS;
}

int
ccsim_results_estimate(ccsim_results *self, size_t scenario, size_t figure, ccsim_estimate *into)
{
    const int ret = check(self, scenario, figure, into);
    if (ret == CCSIM_OK && has(self, scenario, figure)) {
        const lib_guard guard = lib_enter();
        *into = of(xp_results_estimate(&self->results, (int)scenario, figure), false);
        lib_leave(&guard);
    }
    return ret;
}

int
ccsim_results_difference(ccsim_results *self, size_t scenario, size_t figure, ccsim_estimate *into)
{
    const int ret = check(self, scenario, figure, into);
    if (ret == CCSIM_OK && has(self, scenario, figure) && has(self, 0, figure)) {
        const lib_guard guard = lib_enter();
        const xp_difference it = xp_results_difference(&self->results, (int)scenario, figure);
        *into = of(it.interval, it.equal);
        lib_leave(&guard);
    }
    return ret;
}

int
ccsim_results_estimate_of(ccsim_results *self, size_t scenario, const char *kpi, const char *scope,
                          ccsim_estimate *into)
{
    const size_t m = ccsim_results_find(self, kpi, scope);
    *into = (ccsim_estimate){NAN, NAN, NAN, NAN, self->results.n, 0, 0};
    return m == SIZE_MAX ? CCSIM_ERR_UNKNOWN : ccsim_results_estimate(self, scenario, m, into);
}

int
ccsim_results_difference_of(ccsim_results *self, size_t scenario, const char *kpi,
                            const char *scope, ccsim_estimate *into)
{
    const size_t m = ccsim_results_find(self, kpi, scope);
    *into = (ccsim_estimate){NAN, NAN, NAN, NAN, self->results.n, 0, 0};
    return m == SIZE_MAX ? CCSIM_ERR_UNKNOWN : ccsim_results_difference(self, scenario, m, into);
}

double
ccsim_results_value(const ccsim_results *self, size_t scenario, size_t figure, uint64_t replication)
{
    const size_t n = self->results.table->n, n_scenarios = ccsim_results_scenarios(self);
    if (scenario >= n_scenarios || figure >= n || replication >= self->n_values) {
        return NAN;
    }
    return self->value[((size_t)replication * n_scenarios + scenario) * n + figure];
}

/* ---- what else there is to say ---- */

int
ccsim_results_is_met(const ccsim_results *self, size_t scenario, size_t j)
{
    if (j >= self->n_requires || scenario >= ccsim_results_scenarios(self)) {
        return -1;
    }
    const xp_require *it = &self->require[j];
    if (it->scenario >= 0 && it->scenario != (int)scenario) {
        return -1;
    }
    const lib_guard guard = lib_enter();
    const bool is_met = xp_require_met(it, &self->results, (int)scenario);
    lib_leave(&guard);
    return is_met;
}

const char *
ccsim_results_warning(ccsim_results *self, size_t j)
{
    const lib_guard guard = lib_enter();
    const bool is_there = xp_warning(&self->results, j, self->warning, sizeof(self->warning));
    lib_leave(&guard);
    return is_there ? self->warning : NULL;
}

static int
write_json(ccsim_results *self)
{
    size_t n = 0;
    const xp_report report = {.results = &self->results,
                              .require = self->require,
                              .n_requires = self->n_requires,
                              .day = XP_ALL_DAYS};
    FILE *file = open_memstream(&self->json, &n);
    if (file == NULL) {
        return SIM_ERR_NOMEM;
    }
    int ret = xp_report_json(file, &report);
    ret = ret == SIM_OK && ferror(file) != 0 ? SIM_ERR_NOMEM : ret;
    return fclose(file) == 0 ? ret : SIM_ERR_NOMEM;
}

const char *
ccsim_results_json(ccsim_results *self)
{
    if (self->json != NULL) {
        (void)lib_succeed(&self->problem);
        return self->json;
    }
    const lib_guard guard = lib_enter();
    const int ret = write_json(self);
    lib_leave(&guard);
    if (ret != SIM_OK) {
        free(self->json);
        self->json = NULL;
        (void)lib_fail_as(&self->problem, ret, NULL);
        return NULL;
    }
    (void)lib_succeed(&self->problem);
    return self->json;
}
