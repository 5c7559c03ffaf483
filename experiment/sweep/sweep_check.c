/* Scenarios of a plan: read once, so that wrong paths and files are refused before anything runs. */
#include "experiment/sweep/grade.h"
#include "experiment/sweep/sweep_reader.h"
#include "models/scenario/load.h"

#include <stdio.h>
#include <string.h>

#define TRIES 4 /* levels of a factor: what none of these may be is no level */

/* "--set PATH=VALUE: ..." of a scenario: where the plan has that, it is the plan's line that is wrong. */
static void
blame_plan(xp_sweep_reader *self)
{
    static const char option[] = "--set ";
    const cc_value *set = cc_value_get(self->root, "set");
    char said[sizeof(self->reader.refusal->text)], path[256];
    snprintf(said, sizeof(said), "%s", self->reader.refusal->text);
    if (set == NULL || strncmp(said, option, strlen(option)) != 0) {
        return;
    }
    const char *begin = said + strlen(option);
    snprintf(path, sizeof(path), "%.*s=", (int)strcspn(begin, "="), begin);
    const size_t n = set->kind == CC_VALUE_LIST ? set->n : 1;
    for (size_t j = 0; j < n; j++) {
        const cc_value *it = set->kind == CC_VALUE_LIST ? set->child[j] : set;
        if (it->file != NULL && it->text != NULL && strstr(it->text, path) != NULL) {
            const int error = self->reader.error;
            self->reader.error = SIM_OK;
            cc_read_refuse(&self->reader, it, "%s", said);
            self->reader.error = error;
            return;
        }
    }
}

void
xp_sweep_load(xp_sweep_reader *self)
{
    xp_sweep *sweep = self->sweep;
    self->scenario = cc_read_alloc(&self->reader, sweep->n_scenarios, sizeof(*self->scenario));
    self->layout = cc_read_alloc(&self->reader, sweep->n_scenarios, sizeof(*self->layout));
    for (size_t s = 0; s < sweep->n_scenarios && self->reader.error == SIM_OK; s++) {
        cc_override set[XP_MAX_SETS];
        size_t n = 0;
        for (size_t j = 0; j < sweep->n_set; j++) {
            if (sweep->set_of[j] < 0 || (size_t)sweep->set_of[j] == s) {
                set[n++] = sweep->set[j];
            }
        }
        self->reader.error =
            cc_scenario_load(&self->scenario[s], sweep->scenario[s], set, n, self->reader.refusal);
        self->n_loaded += self->reader.error == SIM_OK;
        if (self->reader.error == SIM_ERR_REFUSED) {
            blame_plan(self);
        }
        if (self->reader.error == SIM_OK) {
            self->reader.error = cc_layout_init(&self->layout[s], &self->scenario[s], false);
        }
    }
}

/* With that level, or share of its range, of the one factor. */
static int
try_level(xp_sweep_reader *self, size_t s, const xp_sweep_point *point, size_t f,
          cc_refusal *refusal)
{
    const xp_sweep *sweep = self->sweep;
    const xp_factor *factor = &sweep->factor[f];
    cc_override set[XP_MAX_SETS];
    size_t n = 0;
    for (size_t j = 0; j < sweep->n_set; j++) {
        if (sweep->set_of[j] < 0 || (size_t)sweep->set_of[j] == s) {
            set[n++] = sweep->set[j];
        }
    }
    for (size_t j = 0; j < factor->n_paths && n < XP_MAX_SETS; j++) {
        if (factor->path_of[j] < 0 || (size_t)factor->path_of[j] == s) {
            set[n++] = (cc_override){.path = factor->path[j], .value = point->text[f]};
        }
    }
    cc_scenario scenario = {0};
    const int ret = cc_scenario_load(&scenario, sweep->scenario[s], set, n, refusal);
    if (ret == SIM_OK) {
        cc_scenario_free(&scenario);
    }
    return ret;
}

/* The number of a point at which the design has the factor at another place than at the points before. */
static size_t
next_point(const xp_sweep *sweep, size_t f, int try)
{
    size_t first = 0, n = 0;
    const int tied = sweep->factor[f].tied_to;
    xp_one_at_a_time_points(sweep, tied >= 0 ? (size_t)tied : f, &first, &n);
    if (n > 0) {
        return first + (size_t)try % n;
    }
    return sweep->n_points * (size_t)try / TRIES;
}

static bool
is_unknown(const cc_refusal *refusal)
{
    return strstr(refusal->text, "unknown") != NULL ||
           strstr(refusal->text, "there is no ") != NULL;
}

static void
try_factor(xp_sweep_reader *self, size_t s, size_t f)
{
    const xp_sweep *sweep = self->sweep;
    cc_refusal first = {""}, said = {""};
    int ret = SIM_ERR_REFUSED;
    bool is_alone = true;
    for (int try = 0; try < TRIES && ret == SIM_ERR_REFUSED; try++) {
        xp_sweep_point point;
        ret = xp_sweep_point_make(&point, sweep, next_point(sweep, f, try), &said);
        if (ret == SIM_OK) {
            ret = point.level[f] == SIZE_MAX && isnan(point.value[f])
                      ? SIM_OK /* as it is */
                      : try_level(self, s, &point, f, &said);
            if (ret == SIM_ERR_REFUSED && !is_unknown(&said)) {
                /* perhaps it goes with the others */
                cc_scenario scenario = {0};
                cc_refusal other;
                ret = xp_sweep_point_load(&point, &scenario, &other);
                if (ret == SIM_OK) {
                    cc_scenario_free(&scenario);
                }
            }
            xp_sweep_point_free(&point);
        }
        if (ret == SIM_ERR_REFUSED && is_alone) {
            first = said;
            is_alone = false;
        }
    }
    if (ret == SIM_ERR_REFUSED) {
        const cc_value *at = cc_value_get(self->factor[f], "set");
        cc_read_refuse(&self->reader, at != NULL ? at : self->factor[f], "%.800s", first.text);
    } else if (ret != SIM_OK) {
        self->reader.error = ret;
    }
}

void
xp_sweep_try_factors(xp_sweep_reader *self)
{
    const xp_sweep *sweep = self->sweep;
    for (size_t f = 0; f < sweep->n_factors && self->reader.error == SIM_OK; f++) {
        xp_factor *factor = &sweep->factor[f];
        factor->grade = xp_grade_of(factor, self->scenario, sweep->n_scenarios);
        for (size_t s = 0; s < sweep->n_scenarios && self->reader.error == SIM_OK; s++) {
            bool is_of = factor->kind == XP_FACTOR_COMPUTED && factor->n_paths == 0;
            for (size_t j = 0; j < factor->n_paths; j++) {
                is_of = is_of || factor->path_of[j] < 0 || (size_t)factor->path_of[j] == s;
            }
            if (is_of) {
                try_factor(self, s, f);
            }
        }
    }
}
