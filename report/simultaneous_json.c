#include "report/simultaneous_json.h"

#include "models/scenario/scenario.h"
#include "report/json_value.h"

static json_t *
joint(const xp_results *results, const xp_joint *it, xp_family family)
{
    static const char *const first[] = {"unclear", "better", "worse", "equal", "no interval"};
    static const char *const plain[] = {"unclear", "more", "less", "equal", "no interval"};
    static const char *const best[] = {"may be", "best", "not", "equal", "no interval"};
    const xp_measure *measure = &results->table->measure[it->measure];
    const cc_kpi *kpi = &cc_kpis[measure->kpi];
    const char *const *word = family == XP_WITH_BEST      ? best
                              : kpi->better == CC_NEUTRAL ? plain
                                                          : first;
    json_t *object = json_object();
    json_object_set_new(object, "kpi", xp_json_utf8(measure->name));
    json_object_set_new(object, "scope", xp_json_utf8(measure->scope));
    json_object_set_new(object, "unit", json_string(cc_unit_name(kpi->unit)));
    json_object_set_new(object, "scenario",
                        xp_json_utf8(results->plan->scenario[it->scenario]->name));
    json_object_set_new(object, "mean", xp_json_number(it->interval.mean));
    json_object_set_new(object, "lower", xp_json_number(it->interval.lower));
    json_object_set_new(object, "upper", xp_json_number(it->interval.upper));
    json_object_set_new(object, "few", json_boolean(it->interval.few));
    json_object_set_new(object, "verdict", json_string(word[it->standing]));
    json_object_set_new(object, "open", json_boolean(it->pending));
    return object;
}

json_t *
xp_json_simultaneous(const xp_results *results, const xp_simultaneous *self)
{
    if (self == NULL) {
        return json_null();
    }
    json_t *object = json_object(), *list = json_array();
    json_object_set_new(object, "method", json_string(xp_families[self->family]));
    json_object_set_new(object, "against",
                        self->family == XP_WITH_BEST
                            ? json_string("the best of the others")
                            : xp_json_utf8(results->plan->scenario[0]->name));
    json_object_set_new(object, "confidence", xp_json_number(self->confidence));
    json_object_set_new(object, "comparisons", json_integer((json_int_t)self->n_comparisons));
    json_object_set_new(object, "each", xp_json_number(self->each));
    for (size_t j = 0; j < self->n; j++) {
        json_array_append_new(list, joint(results, &self->joint[j], self->family));
    }
    json_object_set_new(object, "differences", list);
    return object;
}

json_t *
xp_json_one_more(const xp_results *results)
{
    const xp_one_more *all = &results->one_more;
    json_t *list = json_array();
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        for (size_t j = 0; j < all->n; j++) {
            const sim_interval it = xp_one_more_of(all, s, j, results->plan->confidence);
            const xp_measure *measure = &results->table->measure[all->measure[j]];
            if (it.n == 0) {
                continue;
            }
            json_t *object = json_object();
            json_object_set_new(object, "scenario", xp_json_utf8(results->plan->scenario[s]->name));
            json_object_set_new(object, "kpi", xp_json_utf8(measure->name));
            json_object_set_new(object, "scope", xp_json_utf8(measure->scope));
            json_object_set_new(object, "unit",
                                json_string(cc_unit_name(cc_kpis[measure->kpi].unit)));
            json_object_set_new(object, "mean", xp_json_number(it.mean));
            json_object_set_new(object, "lower", xp_json_number(it.lower));
            json_object_set_new(object, "upper", xp_json_number(it.upper));
            json_object_set_new(object, "n", json_integer((json_int_t)it.n));
            json_object_set_new(object, "few", json_boolean(it.few));
            json_array_append_new(list, object);
        }
    }
    return list;
}
