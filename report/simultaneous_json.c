#include "report/simultaneous_json.h"

#include "models/scenario/scenario.h"
#include <math.h>

static json_t *
number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

/* What is no UTF-8 is null. */
static json_t *
string(const char *text)
{
    json_t *it = json_string(text);
    return it != NULL ? it : json_null();
}

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
    json_object_set_new(object, "kpi", string(measure->name));
    json_object_set_new(object, "scope", string(measure->scope));
    json_object_set_new(object, "unit", json_string(cc_unit_name(kpi->unit)));
    json_object_set_new(object, "scenario", string(results->plan->scenario[it->scenario]->name));
    json_object_set_new(object, "mean", number(it->interval.mean));
    json_object_set_new(object, "lower", number(it->interval.lower));
    json_object_set_new(object, "upper", number(it->interval.upper));
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
                        self->family == XP_WITH_BEST ? json_string("the best of the others")
                                                     : string(results->plan->scenario[0]->name));
    json_object_set_new(object, "confidence", number(self->confidence));
    json_object_set_new(object, "comparisons", json_integer((json_int_t)self->n_comparisons));
    json_object_set_new(object, "each", number(self->each));
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
            json_object_set_new(object, "scenario", string(results->plan->scenario[s]->name));
            json_object_set_new(object, "kpi", string(measure->name));
            json_object_set_new(object, "scope", string(measure->scope));
            json_object_set_new(object, "unit",
                                json_string(cc_unit_name(cc_kpis[measure->kpi].unit)));
            json_object_set_new(object, "mean", number(it.mean));
            json_object_set_new(object, "lower", number(it.lower));
            json_object_set_new(object, "upper", number(it.upper));
            json_object_set_new(object, "n", json_integer((json_int_t)it.n));
            json_object_set_new(object, "few", json_boolean(it.few));
            json_array_append_new(list, object);
        }
    }
    return list;
}
