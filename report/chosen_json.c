/* The format is documented in docs/selection.md: names are added, never changed. */
#include "report/chosen.h"

#include "report/json_value.h"
#include <math.h>

static json_t *
text_of(const char *text)
{
    json_t *value = json_string(text);
    return value != NULL ? value : json_string("?"); /* not UTF-8 */
}

static json_t *
goals(const xp_chosen *self)
{
    json_t *list = json_array();
    for (size_t g = 0; g < self->n_goals; g++) {
        json_t *object = json_object();
        json_object_set_new(object, "kpi", json_string(self->measure[g].name));
        json_object_set_new(object, "scope", text_of(self->measure[g].scope_name));
        json_object_set_new(object, "unit",
                            json_string(cc_unit_name(cc_kpis[self->measure[g].kpi].unit)));
        json_object_set_new(object, "better", json_string(self->goal[g].is_max ? "max" : "min"));
        json_object_set_new(object, "indifference",
                            self->goal[g].indifference > 0
                                ? xp_json_number(self->goal[g].indifference)
                                : json_null());
        json_array_append_new(list, object);
    }
    return list;
}

static void
put_standing(json_t *object, const xp_chosen *self, size_t i)
{
    const xp_standing *of = &self->selection->standing[i];
    json_object_set_new(object, "mean", xp_json_number(xp_chosen_mean(self, i, 0)));
    json_object_set_new(object, "sd", xp_json_number(sqrt(of->variance)));
    json_object_set_new(object, "replications", json_integer((json_int_t)of->n));
    json_object_set_new(object, "round", json_integer((json_int_t)of->round));
    json_object_set_new(object, "selected", json_boolean(i == self->selection->best));
    json_object_set_new(object, "out_after",
                        of->is_out ? json_integer((json_int_t)of->out_after) : json_null());
    json_object_set_new(object, "out_by",
                        of->out_by != XP_NOBODY ? json_integer((json_int_t)of->out_by + 1)
                                                : json_null());
}

static void
put_verdict(json_t *object, const xp_chosen *self, size_t i)
{
    json_t *means = json_array();
    for (size_t g = 0; g < self->n_goals; g++) {
        json_array_append_new(means, xp_json_number(xp_chosen_mean(self, i, g)));
    }
    json_object_set_new(object, "means", means);
    json_object_set_new(object, "state", json_string(xp_chosen_state(self->pareto->state[i])));
    json_object_set_new(object, "dominated_by",
                        self->pareto->by[i] != XP_NOBODY
                            ? json_integer((json_int_t)self->pareto->by[i] + 1)
                            : json_null());
}

static json_t *
alternatives(const xp_chosen *self)
{
    json_t *list = json_array();
    char name[160];
    for (size_t i = 0; i < self->n; i++) {
        json_t *object = json_object();
        json_object_set_new(object, "number", json_integer((json_int_t)i + 1));
        json_object_set_new(object, "name",
                            text_of(self->name(self->context, i, name, sizeof(name))));
        json_object_set_new(object, "file", text_of(self->file(self->context, i)));
        if (self->hash != NULL) {
            json_object_set_new(object, "hash", xp_json_hash(self->hash(self->context, i)));
        }
        if (self->pareto != NULL) {
            put_verdict(object, self, i);
        } else {
            put_standing(object, self, i);
        }
        json_array_append_new(list, object);
    }
    return list;
}

int
xp_report_chosen_json(FILE *file, const xp_chosen *self)
{
    json_t *root = json_object();
    json_object_set_new(root, "ccsim", json_string(CCSIM_VERSION));
    json_object_set_new(root, "kind", json_string("selection"));
    json_object_set_new(root, "procedure", json_string(self->procedure));
    json_object_set_new(root, "points", self->points != NULL ? text_of(self->points) : json_null());
    json_object_set_new(root, "goals", goals(self));
    json_object_set_new(root, "confidence", xp_json_number(self->confidence));
    json_object_set_new(root, "seed", json_integer((json_int_t)self->seed));
    json_object_set_new(root, "paired", json_boolean(self->is_paired));
    json_object_set_new(root, "interrupted", json_boolean(self->is_interrupted));
    if (self->selection != NULL) {
        const xp_selection *it = self->selection;
        json_object_set_new(root, "first", json_integer((json_int_t)self->first));
        json_object_set_new(root, "guaranteed", json_boolean(it->is_decided));
        json_object_set_new(root, "probability_correct", xp_json_number(self->correct));
        json_object_set_new(root, "selected",
                            it->best != XP_NOBODY ? json_integer((json_int_t)it->best + 1)
                                                  : json_null());
        json_object_set_new(root, "survivors",
                            json_integer((json_int_t)xp_selection_survivors(it)));
        json_object_set_new(root, "rounds", json_integer((json_int_t)it->n_rounds));
        json_object_set_new(root, "replications", json_integer((json_int_t)it->total));
        json_object_set_new(root, "replications_most", json_integer((json_int_t)it->most));
    } else {
        json_object_set_new(root, "replications",
                            json_integer((json_int_t)(self->pareto->done * self->n)));
    }
    json_object_set_new(root, "alternatives", alternatives(self));
    return xp_json_write(root, file);
}
