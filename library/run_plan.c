/* From a definition to a plan: what the command line's options mean, said by a struct. */
#include "library/failure.h"
#include "library/results.h"
#include "library/scenario.h"
#include "models/language/units.h"
#include "models/scenario/canonical.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_REPLICATIONS 1000000000

void
ccsim_run_def_init(ccsim_run_def *self, size_t size)
{
    const ccsim_run_def defaults = {.seed = 1, .confidence = 0.95};
    lib_begin_definition(self, &defaults, sizeof(defaults), size);
}

int
lib_threads(int threads)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return threads > 0 ? threads : n < 1 ? 1 : n > 512 ? 512 : (int)n;
}

/* Two scenarios of one name could not be told apart in the answer. */
static void
rename_doubles(ccsim_results *self, size_t s)
{
    bool is_same = false;
    for (size_t other = 0; other < s; other++) {
        is_same = is_same || strcmp(self->scenario[other].name, self->scenario[s].name) == 0;
    }
    if (is_same) {
        snprintf(self->name[s], sizeof(self->name[s]), "%.100s (%zu)", self->scenario[s].name,
                 s + 1);
        self->scenario[s].name = self->name[s];
    }
}

static void
take_scenarios(ccsim_results *self, const ccsim_scenario *const *scenario, size_t n)
{
    for (size_t s = 0; s < n; s++) {
        lib_loaded *it = lib_loaded_hold(scenario[s]->loaded);
        self->loaded[s] = it;
        self->scenario[s] = it->scenario; /* shallow: memory stays there */
        rename_doubles(self, s);
        self->plan.scenario[s] = &self->scenario[s];
        self->plan.n_scenarios = (int)s + 1;
        if (it->script_file != NULL) {
            self->plan.script[s] = &it->script;
            self->plan.script_file[s] = it->script_file;
            self->plan.script_hash[s] = it->script_hash;
        }
    }
}

/* Pairing means that the same customers come: run and demand have to be equal, but for how many. */
static int
check_demand(ccsim_results *self)
{
    const xp_plan *plan = &self->plan;
    uint64_t first, here;
    for (int s = 1; s < plan->n_scenarios && plan->paired; s++) {
        if (cc_canonical_hash_beside(plan->scenario[0], plan->scenario[s], &first) != SIM_OK ||
            cc_canonical_hash_beside(plan->scenario[s], plan->scenario[0], &here) != SIM_OK) {
            return lib_fail_as(&self->problem, SIM_ERR_NOMEM, NULL);
        }
        if (here != first) {
            return lib_fail(&self->problem, CCSIM_ERR_REFUSED,
                            "%s and %s differ in run or demand beyond volumes (hashes %08llx and "
                            "%08llx), so their customers are not the same; is_unpaired compares "
                            "them all the same",
                            plan->scenario[0]->file, plan->scenario[s]->file,
                            (unsigned long long)(plan->scenario[0]->demand_hash >> 32),
                            (unsigned long long)(plan->scenario[s]->demand_hash >> 32));
        }
    }
    return CCSIM_OK;
}

/* A copy that lives as long as the results; NULL: no memory. */
static const char *
keep_text(ccsim_results *self, const char *text)
{
    char *copy = strdup(text);
    if (copy != NULL) {
        self->text[self->n_texts++] = copy;
    }
    return copy;
}

static bool
any_has(const char *const *list, size_t n, char c)
{
    for (size_t j = 0; j < n; j++) {
        if (strchr(list[j], c) != NULL) {
            return true;
        }
    }
    return false;
}

/* "2:KPI ...", "NAME:KPI ...": of one scenario. */
static const char *
take_scenario(const ccsim_results *self, const char *text, int *scenario)
{
    const char *colon = strchr(text, ':');
    const size_t n = colon != NULL ? (size_t)(colon - text) : 0;
    uint64_t number;
    *scenario = -1;
    if (n > 0 && cc_whole_read(text, 999, &number) == colon) {
        const bool is_one = number >= 1 && number <= (uint64_t)self->plan.n_scenarios;
        *scenario = is_one ? (int)number - 1 : -1;
    }
    for (int s = 0; n > 0 && s < self->plan.n_scenarios && *scenario < 0; s++) {
        const char *name = self->scenario[s].name;
        *scenario = strlen(name) == n && strncmp(name, text, n) == 0 ? s : -1;
    }
    return *scenario < 0 ? text : colon + 1;
}

static int
read_conditions(ccsim_results *self, const ccsim_run_def *def)
{
    cc_refusal refusal = {""};
    self->text = calloc(def->n_precision + def->n_require + 1, sizeof(*self->text));
    self->rule = calloc(def->n_precision + 1, sizeof(*self->rule));
    self->require = calloc(def->n_require + 1, sizeof(*self->require));
    self->wish = calloc(def->n_require + 1, sizeof(*self->wish));
    if (self->text == NULL || self->rule == NULL || self->require == NULL || self->wish == NULL) {
        return lib_fail_as(&self->problem, SIM_ERR_NOMEM, NULL);
    }
    for (size_t j = 0; j < def->n_precision; j++) {
        const char *text = keep_text(self, def->precision[j]);
        const int ret =
            text != NULL ? xp_precision_parse(&self->rule[j], text, &refusal) : SIM_ERR_NOMEM;
        if (ret != SIM_OK) {
            return lib_fail_as(&self->problem, ret, &refusal);
        }
        if (self->rule[j].difference && self->plan.n_scenarios < 2) {
            return lib_fail(&self->problem, CCSIM_ERR_REFUSED,
                            "precision \"%s\": there is nothing to differ from", text);
        }
    }
    for (size_t j = 0; j < def->n_require; j++) {
        int scenario;
        xp_require *it = &self->require[j];
        const char *text = keep_text(self, take_scenario(self, def->require[j], &scenario));
        const int ret = text != NULL ? xp_require_parse(it, text, &refusal) : SIM_ERR_NOMEM;
        if (ret != SIM_OK) {
            return lib_fail_as(&self->problem, ret, &refusal);
        }
        it->scenario = scenario;
        self->wish[j] = (xp_wish){it->kpi,  it->scope,      it->notation, "require",
                                  it->text, it->comparison, it->value};
    }
    self->plan.rule = self->rule;
    self->plan.n_rules = def->n_precision;
    self->plan.wish = self->wish;
    self->plan.n_wishes = self->n_requires = def->n_require;
    return CCSIM_OK;
}

static int
check(ccsim_results *self, const ccsim_run_def *def, size_t n)
{
    ccsim_error *to = &self->problem;
    if (n < 1 || n > XP_MAX_SCENARIOS) {
        return lib_fail(to, CCSIM_ERR_PARAM, "scenarios: must be from 1 to %d (%zu)",
                        XP_MAX_SCENARIOS, n);
    }
    if (def->seed > INT64_MAX) {
        return lib_fail(to, CCSIM_ERR_PARAM, "seed: must be from 0 to %lld (%llu)",
                        (long long)INT64_MAX, (unsigned long long)def->seed);
    }
    if (def->replications > MOST_REPLICATIONS) {
        return lib_fail(to, CCSIM_ERR_PARAM, "replications: must be from 1 to 10^9 (%llu)",
                        (unsigned long long)def->replications);
    }
    if (def->threads < 0 || def->threads > 1024) {
        return lib_fail(to, CCSIM_ERR_PARAM, "threads: must be from 1 to 1024, or 0 (%d)",
                        def->threads);
    }
    if (!(def->confidence >= 0.5 && def->confidence < 1)) {
        return lib_fail(to, CCSIM_ERR_PARAM, "confidence: must be from 0.5 to below 1 (%g)",
                        def->confidence);
    }
    if (!(def->budget >= 0)) {
        return lib_fail(to, CCSIM_ERR_PARAM, "budget: must be at least 0 s (%g)", def->budget);
    }
    if ((def->n_precision > 0 && def->precision == NULL) ||
        (def->n_require > 0 && def->require == NULL)) {
        return lib_fail(to, CCSIM_ERR_PARAM, "precision, require: must not be NULL");
    }
    return CCSIM_OK;
}

/* Whole groups of replications: as the default is rounded up to. */
static int
read_variance(ccsim_results *self, const ccsim_run_def *def)
{
    cc_refusal refusal = {""};
    xp_plan *plan = &self->plan;
    if (def->variance == NULL) {
        return CCSIM_OK;
    }
    const int ret = xp_variance_parse(&plan->variance, def->variance, &refusal);
    if (ret != SIM_OK) {
        return lib_fail_as(&self->problem, ret, &refusal);
    }
    const uint64_t unit = xp_variance_unit(&plan->variance), over = plan->replications % unit;
    if (over != 0 && def->replications > 0) {
        return lib_fail(&self->problem, CCSIM_ERR_REFUSED,
                        "variance %s: replications are in groups of %llu (%llu)", def->variance,
                        (unsigned long long)unit, (unsigned long long)plan->replications);
    }
    plan->replications += over == 0 ? 0 : unit - over;
    return CCSIM_OK;
}

int
lib_results_plan(ccsim_results *self, const ccsim_scenario *const *scenario, size_t n,
                 const ccsim_run_def *def)
{
    int ret = check(self, def, n);
    if (ret != CCSIM_OK) {
        return ret;
    }
    xp_plan *plan = &self->plan;
    *plan = xp_plan_default();
    plan->paired = def->is_unpaired == 0;
    plan->seed = def->seed;
    plan->replications = def->replications > 0  ? def->replications
                         : def->n_precision > 0 ? 100000
                                                : 100;
    plan->threads = lib_threads(def->threads);
    plan->memory = (size_t)def->memory;
    plan->confidence = def->confidence;
    plan->budget = def->budget;
    plan->best = true;
    plan->by_interval = def->by_interval != 0 || any_has(def->precision, def->n_precision, '@') ||
                        any_has(def->require, def->n_require, '@');
    self->keeps_values = def->keeps_values != 0;
    self->stop = def->stop != NULL ? def->stop : &self->own_stop;
    self->progress = def->progress;
    self->context = def->context;
    take_scenarios(self, scenario, n);
    ret = check_demand(self);
    ret = ret == CCSIM_OK ? read_variance(self, def) : ret;
    return ret == CCSIM_OK ? read_conditions(self, def) : ret;
}
