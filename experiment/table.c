/* Sorting by scope and name brings the same figures of all scenarios together; a second sort
 * puts them back in the order of reports. */
#include "experiment/table.h"

#include "models/language/refusal.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    const cc_measure *measure;
    int scenario;
    size_t local;
} entry;

static int
compare_names(const char *scope_a, const char *name_a, const char *scope_b, const char *name_b)
{
    const int order = strcmp(scope_a, scope_b);
    return order != 0 ? order : strcmp(name_a, name_b);
}

static int
compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    const int order = compare_names(a->measure->scope_name, a->measure->name,
                                    b->measure->scope_name, b->measure->name);
    return order != 0 ? order : a->scenario - b->scenario;
}

/* The order of the first scenario that has the measure, scenario by scenario. */
static void
first_place(const xp_measure *self, int *scenario, size_t *local)
{
    for (*scenario = 0; self->local[*scenario] == XP_LACKS; (*scenario)++) {
    }
    *local = self->local[*scenario];
}

static int
compare_places(const void *left, const void *right)
{
    int a, b;
    size_t j, k;
    first_place(left, &a, &j);
    first_place(right, &b, &k);
    return a != b ? a - b : (j > k) - (j < k);
}

static bool
has(const cc_measure *list, size_t n, const cc_measure *wanted)
{
    for (size_t j = 0; j < n; j++) {
        if (strcmp(list[j].name, wanted->name) == 0 &&
            strcmp(list[j].scope_name, wanted->scope_name) == 0) {
            return true;
        }
    }
    return false;
}

/* A share is written in % only of what is a share, a time only of what is in seconds. */
static int
check_unit(const xp_wish *wish, const cc_measure *measure, cc_refusal *refusal)
{
    const cc_unit unit = cc_kpis[measure->kpi].unit;
    if (wish->notation == XP_SHARE && unit != CC_UNIT_FRACTION) {
        return cc_refuse(refusal, NULL, 0,
                         "%s \"%s\": the value must be in the unit of %s (%s), not in %%%s",
                         wish->asker, wish->text, measure->name, cc_unit_name(unit),
                         strcmp(wish->asker, "precision") == 0
                             ? "; \"relative 2%\" means 2 % of the figure itself"
                             : "");
    }
    if (wish->notation == XP_DURATION && unit != CC_UNIT_SECONDS) {
        return cc_refuse(refusal, NULL, 0,
                         "%s \"%s\": the value must be in the unit of %s (%s), not a duration",
                         wish->asker, wish->text, measure->name, cc_unit_name(unit));
    }
    return SIM_OK;
}

/* Some value of the figure must be able to meet the rule. */
static int
check_possible(const xp_wish *wish, const cc_measure *measure, cc_refusal *refusal)
{
    double least, most;
    if (wish->comparison == NULL) {
        return SIM_OK;
    }
    cc_kpi_bounds(measure->kpi, &least, &most);
    const bool or_equal = wish->comparison[1] == '=', above = wish->comparison[0] == '>';
    const double end = above ? most : least;
    if (above ? wish->value < end : wish->value > end) {
        return SIM_OK;
    }
    if (or_equal && wish->value == end) {
        return SIM_OK;
    }
    return cc_refuse(refusal, NULL, 0, "%s \"%s\": can never hold: %s is at %s %g", wish->asker,
                     wish->text, measure->name, above ? "most" : "least", end);
}

/* Adds the wish to the list of every scenario that can grant it. */
static int
grant(xp_table *self, const cc_scenario *const scenario[], const cc_layout layout[],
      const xp_wish *wish, cc_refusal *refusal)
{
    bool granted = false;
    cc_refusal first = {""}, later;
    for (int s = 0; s < self->n_scenarios; s++) {
        cc_measure measure;
        if (cc_measure_parse(&measure, scenario[s], &layout[s], wish->kpi, wish->scope,
                             s == 0 ? &first : &later) != SIM_OK) {
            continue;
        }
        if (check_unit(wish, &measure, refusal) != SIM_OK ||
            check_possible(wish, &measure, refusal) != SIM_OK) {
            return SIM_ERR_REFUSED;
        }
        granted = true;
        if (has(self->list[s], self->n_list[s], &measure)) {
            continue;
        }
        cc_measure *list = realloc(self->list[s], (self->n_list[s] + 1) * sizeof(*list));
        if (list == NULL) {
            return SIM_ERR_NOMEM;
        }
        list[self->n_list[s]++] = measure;
        self->list[s] = list;
    }
    if (!granted) {
        *refusal = first;
        return SIM_ERR_REFUSED;
    }
    return SIM_OK;
}

static int
unite(xp_table *self)
{
    size_t total = 0;
    for (int s = 0; s < self->n_scenarios; s++) {
        total += self->n_list[s];
    }
    entry *entries = malloc((total + 1) * sizeof(*entries));
    self->measure = malloc((total + 1) * sizeof(*self->measure));
    if (entries == NULL || self->measure == NULL) {
        free(entries);
        return SIM_ERR_NOMEM;
    }
    size_t n = 0;
    for (int s = 0; s < self->n_scenarios; s++) {
        for (size_t j = 0; j < self->n_list[s]; j++) {
            entries[n++] = (entry){&self->list[s][j], s, j};
        }
    }
    qsort(entries, n, sizeof(*entries), compare_entries);
    for (size_t j = 0; j < n; j++) {
        const cc_measure *from = entries[j].measure;
        xp_measure *last = self->n == 0 ? NULL : &self->measure[self->n - 1];
        if (last == NULL ||
            compare_names(last->scope, last->name, from->scope_name, from->name) != 0) {
            last = &self->measure[self->n++];
            *last = (xp_measure){.name = from->name,
                                 .scope = from->scope_name,
                                 .kpi = from->kpi,
                                 .number = from->number};
            for (int s = 0; s < XP_MAX_SCENARIOS; s++) {
                last->local[s] = XP_LACKS;
            }
        }
        last->local[entries[j].scenario] = entries[j].local;
    }
    free(entries);
    qsort(self->measure, self->n, sizeof(*self->measure), compare_places);
    return SIM_OK;
}

typedef struct named {
    const xp_measure *measure;
    size_t index;
} named;

static int
compare_named(const void *left, const void *right)
{
    const named *a = left, *b = right;
    return compare_names(a->measure->scope, a->measure->name, b->measure->scope, b->measure->name);
}

static int
index_by_name(xp_table *self)
{
    named *names = malloc((self->n + 1) * sizeof(*names));
    self->by_name = malloc((self->n + 1) * sizeof(*self->by_name));
    if (names == NULL || self->by_name == NULL) {
        free(names);
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < self->n; j++) {
        names[j] = (named){&self->measure[j], j};
    }
    qsort(names, self->n, sizeof(*names), compare_named);
    for (size_t j = 0; j < self->n; j++) {
        self->by_name[j] = names[j].index;
    }
    free(names);
    return SIM_OK;
}

/* Quantiles of the same thing in the same scope share a histogram. */
static int
assign_pools(xp_table *self)
{
    self->pool_measure = malloc((self->n + 1) * sizeof(*self->pool_measure));
    if (self->pool_measure == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < self->n; j++) {
        xp_measure *measure = &self->measure[j];
        measure->pool = XP_LACKS;
        if (cc_kpis[measure->kpi].estimator != CC_QUANTILE) {
            continue;
        }
        for (size_t k = 0; k < self->n_pools && measure->pool == XP_LACKS; k++) {
            const xp_measure *other = &self->measure[self->pool_measure[k]];
            if (other->kpi == measure->kpi && strcmp(other->scope, measure->scope) == 0) {
                measure->pool = k;
            }
        }
        if (measure->pool == XP_LACKS) {
            self->pool_measure[self->n_pools] = j;
            measure->pool = self->n_pools++;
        }
    }
    return SIM_OK;
}

/* What follows from the lists. */
static int
complete(xp_table *self)
{
    int ret = unite(self);
    if (ret == SIM_OK) {
        ret = index_by_name(self);
    }
    if (ret == SIM_OK) {
        ret = assign_pools(self);
    }
    return ret;
}

int
xp_table_init(xp_table *self, const cc_scenario *const scenario[], const cc_layout layout[],
              int n_scenarios, const xp_wish *wish, size_t n_wishes, cc_refusal *refusal)
{
    *self = (xp_table){.n_scenarios = n_scenarios};
    int ret = n_scenarios < 1 || n_scenarios > XP_MAX_SCENARIOS ? SIM_ERR_PARAM : SIM_OK;
    size_t n_figures = 0;
    for (int s = 0; s < n_scenarios && ret == SIM_OK; s++) {
        ret = cc_measures_all(scenario[s], &layout[s], &self->list[s], &self->n_list[s]);
        n_figures += self->n_list[s];
        if (ret == SIM_ERR_LIMIT || (ret == SIM_OK && n_figures > CC_MAX_MEASURES)) {
            snprintf(refusal->text, sizeof(refusal->text),
                     "%s: run: too much to report: %zu figures (%d at most); observe fewer days or "
                     "make the intervals longer",
                     scenario[s]->file, n_figures, CC_MAX_MEASURES);
            ret = SIM_ERR_LIMIT;
        }
    }
    for (size_t j = 0; j < n_wishes && ret == SIM_OK; j++) {
        ret = grant(self, scenario, layout, &wish[j], refusal);
    }
    if (ret == SIM_OK) {
        ret = complete(self);
    }
    if (ret != SIM_OK) {
        xp_table_free(self);
    }
    return ret;
}

int
xp_table_init_of(xp_table *self, const cc_measure *const list[], const size_t n_list[],
                 int n_scenarios)
{
    *self = (xp_table){.n_scenarios = n_scenarios};
    int ret = n_scenarios < 1 || n_scenarios > XP_MAX_SCENARIOS ? SIM_ERR_PARAM : SIM_OK;
    for (int s = 0; s < n_scenarios && ret == SIM_OK; s++) {
        self->list[s] = sim_memory_zeros(n_list[s], sizeof(cc_measure));
        for (size_t j = 0; j < n_list[s] && self->list[s] != NULL; j++) {
            if (!has(self->list[s], self->n_list[s], &list[s][j])) {
                self->list[s][self->n_list[s]++] = list[s][j];
            }
        }
        ret = self->list[s] == NULL ? SIM_ERR_NOMEM : SIM_OK;
    }
    if (ret == SIM_OK) {
        ret = complete(self);
    }
    if (ret != SIM_OK) {
        xp_table_free(self);
    }
    return ret;
}

void
xp_table_free(xp_table *self)
{
    for (int s = 0; s < self->n_scenarios && s < XP_MAX_SCENARIOS; s++) {
        free(self->list[s]);
    }
    free(self->measure);
    free(self->by_name);
    free(self->pool_measure);
    *self = (xp_table){0};
}

size_t
xp_table_find(const xp_table *self, const char *name, const char *scope)
{
    size_t low = 0, high = self->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const xp_measure *at = &self->measure[self->by_name[middle]];
        const int order = compare_names(at->scope, at->name, scope, name);
        if (order == 0) {
            return self->by_name[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return XP_LACKS;
}
