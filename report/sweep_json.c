/* A sweep for programs; the format is documented in docs/json.md: names are added, never changed. */
#include "report/sweep.h"

#include "report/json_value.h"
#include <math.h>

static void
put(json_t *object, const char *name, json_t *value)
{
    (void)json_object_set_new(object, name, value);
}

static json_t *
plan(const xp_sweep *sweep)
{
    json_t *object = json_object();
    put(object, "name", xp_json_text(sweep->name));
    put(object, "file", xp_json_text(sweep->file));
    put(object, "hash", xp_json_hash(sweep->hash));
    put(object, "design", xp_json_text(sweep->design != NULL ? sweep->design->name : NULL));
    put(object, "points", json_integer((json_int_t)sweep->n_points));
    put(object, "baseline", json_integer((json_int_t)sweep->baseline + 1));
    put(object, "seed", json_integer((json_int_t)sweep->seed));
    put(object, "common", json_boolean(sweep->common));
    put(object, "confidence", xp_json_number(sweep->confidence));
    return object;
}

static json_t *
factors(const xp_sweep *sweep)
{
    static const char *const kinds[] = {"levels", "range", "computed", "scenario"};
    json_t *list = json_array();
    for (size_t j = 0; j < sweep->n_factors; j++) {
        const xp_factor *it = &sweep->factor[j];
        json_t *object = json_object(), *set = json_array();
        for (size_t k = 0; k < it->n_paths; k++) {
            (void)json_array_append_new(set, xp_json_text(it->path[k]));
        }
        put(object, "name", xp_json_text(it->name));
        put(object, "kind", xp_json_text(kinds[it->kind]));
        put(object, "set", set);
        put(object, "low", it->kind == XP_FACTOR_RANGE ? xp_json_number(it->low) : json_null());
        put(object, "high", it->kind == XP_FACTOR_RANGE ? xp_json_number(it->high) : json_null());
        put(object, "unit", xp_json_text(it->unit));
        put(object, "tied_to",
            it->tied_to >= 0 ? xp_json_text(sweep->factor[it->tied_to].name) : json_null());
        (void)json_array_append_new(list, object);
    }
    return list;
}

static json_t *
outputs(const xp_findings *self)
{
    json_t *list = json_array();
    for (size_t o = 0; o < self->sweep->n_outputs; o++) {
        const xp_output *it = &self->sweep->output[o];
        json_t *object = json_object();
        put(object, "name", xp_json_text(it->name));
        put(object, "kpi", it->is_own ? json_null() : xp_json_text(it->kpi));
        put(object, "scope", it->is_own ? json_null() : xp_json_text(it->scope));
        put(object, "unit", it->is_own ? json_null() : xp_json_text(xp_findings_unit(self, o)));
        put(object, "expression", it->is_own ? xp_json_text(it->expression.text) : json_null());
        (void)json_array_append_new(list, object);
    }
    return list;
}

static json_t *
levels(const xp_findings *self, const xp_recalled *it)
{
    json_t *object = json_object();
    for (size_t j = 0; j < self->sweep->n_factors; j++) {
        json_t *level = json_object();
        put(level, "text", xp_json_text(it->text != NULL ? it->text[j] : NULL));
        put(level, "value", xp_json_number(it->value != NULL ? it->value[j] : NAN));
        put(object, self->sweep->factor[j].name, level);
    }
    return object;
}

static json_t *
points(const xp_sweep_report *report)
{
    const xp_findings *self = report->findings;
    const bool is_open = self->by_rules && (report->partial || report->n_rules == 0);
    json_t *list = json_array();
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        const xp_recalled *it = &self->recalled.point[p];
        json_t *object = json_object();
        put(object, "point", json_integer((json_int_t)p + 1));
        put(object, "factors", levels(self, it));
        put(object, "scenario", it->is_loaded ? xp_json_hash(it->scenario) : json_null());
        put(object, "file", xp_json_text(it->file));
        put(object, "set", xp_json_text(it->set));
        put(object, "seed", json_integer((json_int_t)it->seed));
        put(object, "replications", json_integer((json_int_t)it->n));
        put(object, "complete",
            is_open && it->is_complete ? json_null() : json_boolean(it->is_complete));
        put(object, "failure", xp_json_text(it->failure));
        put(object, "command", it->failure != NULL ? xp_json_text(it->command) : json_null());
        (void)json_array_append_new(list, object);
    }
    return list;
}

static json_t *
estimates(const xp_findings *self, bool differences)
{
    json_t *list = json_array();
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        for (size_t o = 0; o < self->sweep->n_outputs; o++) {
            const xp_finding *it = xp_findings_at(self, p, o);
            const sim_interval *of = differences ? &it->difference : &it->interval;
            if (of->n == 0) {
                continue;
            }
            json_t *object = json_object();
            put(object, "point", json_integer((json_int_t)p + 1));
            put(object, "output", xp_json_text(self->sweep->output[o].name));
            if (differences) {
                put(object, "baseline", json_integer((json_int_t)self->sweep->baseline + 1));
            }
            xp_json_put_interval(object, of);
            if (differences) {
                put(object, "paired", json_boolean(it->paired));
                put(object, "equal", json_boolean(it->equal));
            }
            (void)json_array_append_new(list, object);
        }
    }
    return list;
}

static json_t *
interval(const sim_interval *it)
{
    if (it->n == 0) {
        return json_null();
    }
    json_t *object = json_object();
    xp_json_put_interval(object, it);
    return object;
}

static json_t *
effects(const xp_findings *self)
{
    json_t *list = json_array();
    for (size_t j = 0; j < self->n_effects; j++) {
        const xp_effect *it = &self->effect[j];
        json_t *object = json_object();
        put(object, "factor", xp_json_text(self->sweep->factor[it->factor].name));
        put(object, "level", xp_json_text(it->level));
        put(object, "output", xp_json_text(self->sweep->output[it->output].name));
        xp_json_put_interval(object, &it->interval);
        put(object, "paired", json_boolean(self->sweep->common));
        (void)json_array_append_new(list, object);
    }
    return list;
}

static json_t *
tornado(const xp_findings *self)
{
    json_t *list = json_array();
    for (size_t j = 0; j < self->n_bars; j++) {
        const xp_tornado_bar *it = &self->bar[j];
        const char grade[] = {it->grade, '\0'};
        json_t *object = json_object();
        put(object, "factor", xp_json_text(self->sweep->factor[it->factor].name));
        put(object, "output", xp_json_text(self->sweep->output[it->output].name));
        put(object, "low_level", xp_json_text(it->low_text));
        put(object, "high_level", xp_json_text(it->high_text));
        put(object, "low", interval(&it->low));
        put(object, "high", interval(&it->high));
        put(object, "evidence",
            it->grade == '-'   ? xp_json_text("not sourced")
            : it->grade == ' ' ? json_null()
                               : xp_json_text(grade));
        (void)json_array_append_new(list, object);
    }
    return list;
}

static json_t *
indices(const xp_findings *self)
{
    json_t *list = json_array();
    for (size_t j = 0; j < self->n_indices; j++) {
        const xp_index *it = &self->index[j];
        json_t *object = json_object();
        put(object, "factor", xp_json_text(self->sweep->factor[it->factor].name));
        put(object, "output", xp_json_text(self->sweep->output[it->output].name));
        put(object, "first", interval(&it->first));
        put(object, "total", interval(&it->total));
        put(object, "noise", xp_json_number(self->noise[it->output]));
        (void)json_array_append_new(list, object);
    }
    return list;
}

static json_t *
warnings(const xp_sweep_report *report)
{
    json_t *list = json_array();
    char text[1024];
    for (size_t j = 0; xp_sweep_warning(report, j, text, sizeof(text)); j++) {
        (void)json_array_append_new(list, xp_json_text(text));
    }
    return list;
}

int
xp_report_sweep_json(FILE *file, const xp_sweep_report *report)
{
    const xp_findings *self = report->findings;
    json_t *all = json_object();
    put(all, "ccsim", xp_json_text(CCSIM_VERSION));
    put(all, "kind", xp_json_text("sweep"));
    put(all, "store", xp_json_text(report->store));
    put(all, "plan", plan(self->sweep));
    put(all, "partial", json_boolean(report->partial));
    put(all, "complete",
        self->by_rules && report->n_rules == 0
            ? json_null()
            : json_integer((json_int_t)xp_sweep_n_complete(report)));
    put(all, "failed", json_integer((json_int_t)self->n_failed));
    put(all, "factors", factors(self->sweep));
    put(all, "outputs", outputs(self));
    put(all, "points", points(report));
    put(all, "estimates", estimates(self, false));
    put(all, "differences", estimates(self, true));
    put(all, "effects", effects(self));
    put(all, "tornado", tornado(self));
    put(all, "indices", indices(self));
    put(all, "warnings", warnings(report));
    return xp_json_write(all, file);
}
