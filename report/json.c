/* The format is documented in docs/json.md; names are added, never changed. */
#include "experiment/best.h"
#include "experiment/pending.h"
#include "models/language/units.h"
#include "models/scenario/scenario.h"
#include "report/interval_columns.h"
#include "report/interval_verdicts.h"
#include "report/json_value.h"
#include "report/report.h"
#include "report/simultaneous_json.h"

#include <string.h>

/* Text from scenario files may be in any encoding; JSON is UTF-8. */
static json_t *
string(const char *text)
{
    json_t *value = json_string(text == NULL ? "" : text);
    if (value != NULL) {
        return value;
    }
    char ascii[512];
    size_t n = 0;
    for (; text[n] != '\0' && n + 1 < sizeof(ascii); n++) {
        ascii[n] = (unsigned char)text[n] < 128 ? text[n] : '?';
    }
    ascii[n] = '\0';
    return json_string(ascii);
}

static json_t *
scenarios(const xp_plan *plan)
{
    json_t *list = json_array();
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_scenario *scenario = plan->scenario[s];
        json_t *object = json_object();
        json_object_set_new(object, "name", string(scenario->name));
        json_object_set_new(object, "file", string(scenario->file));
        json_object_set_new(object, "hash", xp_json_hash(scenario->hash));
        json_object_set_new(object, "demand_hash", xp_json_hash(scenario->demand_hash));
        if (plan->script[s] != NULL) {
            json_t *script = json_object();
            json_object_set_new(script, "file", string(plan->script_file[s]));
            json_object_set_new(script, "hash", xp_json_hash(plan->script_hash[s]));
            json_object_set_new(script, "changes", json_integer((json_int_t)plan->script[s]->n));
            json_object_set_new(object, "script", script);
        }
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
estimates(const xp_results *results)
{
    json_t *list = json_array();
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        for (size_t m = 0; m < results->table->n; m++) {
            const xp_measure *measure = &results->table->measure[m];
            if (measure->local[s] == XP_LACKS) {
                continue;
            }
            json_t *object = json_object();
            json_object_set_new(object, "scenario", string(results->plan->scenario[s]->name));
            json_object_set_new(object, "kpi", json_string(measure->name));
            json_object_set_new(object, "scope", json_string(measure->scope));
            json_object_set_new(object, "unit",
                                json_string(cc_unit_name(cc_kpis[measure->kpi].unit)));
            const sim_interval interval = xp_results_estimate(results, s, m);
            xp_json_put_interval(object, &interval);
            json_array_append_new(list, object);
        }
    }
    return list;
}

static json_t *
differences(const xp_results *results)
{
    json_t *list = json_array();
    for (int s = 1; s < results->plan->n_scenarios; s++) {
        for (size_t m = 0; m < results->table->n; m++) {
            const xp_measure *measure = &results->table->measure[m];
            if (measure->local[s] == XP_LACKS || measure->local[0] == XP_LACKS) {
                continue;
            }
            const xp_difference difference = xp_results_difference(results, s, m);
            json_t *object = json_object();
            json_object_set_new(object, "scenario", string(results->plan->scenario[s]->name));
            json_object_set_new(object, "baseline", string(results->plan->scenario[0]->name));
            json_object_set_new(object, "kpi", json_string(measure->name));
            json_object_set_new(object, "scope", json_string(measure->scope));
            json_object_set_new(object, "unit",
                                json_string(cc_unit_name(cc_kpis[measure->kpi].unit)));
            xp_json_put_interval(object, &difference.interval);
            json_object_set_new(object, "equal", json_boolean(difference.equal));
            json_object_set_new(object, "open",
                                json_boolean(xp_pending_turns(results, s, 0, m, &difference)));
            json_array_append_new(list, object);
        }
    }
    return list;
}

static json_t *
best(const xp_results *results)
{
    json_t *list = json_array();
    xp_best it[XP_SPOKEN];
    const size_t n = results->plan->n_scenarios > 2 ? xp_best_find(results, it) : 0;
    for (size_t j = 0; j < n; j++) {
        json_t *object = json_object(), *names = json_array();
        for (int s = 0; s < results->plan->n_scenarios; s++) {
            if (it[j].may_be[s]) {
                json_array_append_new(names, string(results->plan->scenario[s]->name));
            }
        }
        json_object_set_new(object, "kpi", json_string(it[j].kpi));
        json_object_set_new(object, "may_be", names);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
pending(const xp_results *results)
{
    json_t *list = json_array();
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        json_t *object = json_object();
        json_object_set_new(object, "scenario", string(results->plan->scenario[s]->name));
        json_object_set_new(object, "share", xp_json_number(xp_pending_share(results, s)));
        json_object_set_new(object, "follow_up", xp_json_number(xp_pending_follow_up(results, s)));
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
warnings(const xp_results *results)
{
    json_t *list = json_array();
    char text[1024];
    for (size_t j = 0; xp_warning(results, j, text, sizeof(text)); j++) {
        json_array_append_new(list, string(text));
    }
    return list;
}

static json_t *
requirements(const xp_report *report)
{
    json_t *list = json_array();
    for (int s = 0; s < report->results->plan->n_scenarios; s++) {
        for (size_t j = 0; j < report->n_requires; j++) {
            const xp_require *require = &report->require[j];
            if (require->scenario >= 0 && require->scenario != s) {
                continue;
            }
            json_t *object = json_object();
            json_object_set_new(object, "scenario",
                                string(report->results->plan->scenario[s]->name));
            json_object_set_new(object, "text", string(require->text));
            json_object_set_new(object, "value",
                                xp_json_number(xp_require_value(require, report->results, s)));
            json_object_set_new(object, "met",
                                json_boolean(xp_require_met(require, report->results, s)));
            json_object_set_new(object, "open",
                                json_boolean(xp_require_is_open(require, report->results, s)));
            json_array_append_new(list, object);
        }
    }
    return list;
}

static json_t *
match(const xp_report *report)
{
    static const char *const reasons[] = {[XP_UNMATCHED_FLAT] = "hardly depends on the staff",
                                          [XP_UNMATCHED_RANGE] = "out of range",
                                          [XP_UNMATCHED_NO_INTERVAL] = "no interval",
                                          [XP_UNMATCHED_INTERRUPTED] = "interrupted"};
    const xp_match *it = report->match;
    if (it == NULL) {
        return json_null();
    }
    const xp_plan *plan = report->results->plan;
    json_t *object = json_object();
    json_object_set_new(object, "kpi", json_string(it->kpi));
    json_object_set_new(object, "scope", json_string(it->scope));
    json_object_set_new(object, "scenario", string(plan->scenario[it->scenario]->name));
    json_object_set_new(object, "baseline", string(plan->scenario[0]->name));
    json_object_set_new(object, "value", xp_json_number(it->value));
    json_object_set_new(object, "staff_scale", xp_json_number(it->scale));
    json_object_set_new(object, "low", xp_json_number(it->low));
    json_object_set_new(object, "high", xp_json_number(it->high));
    json_object_set_new(object, "hours_a_day", xp_json_number(it->hours));
    json_object_set_new(object, "hours_low", xp_json_number(it->hours_low));
    json_object_set_new(object, "hours_high", xp_json_number(it->hours_high));
    json_object_set_new(object, "reached", json_boolean(it->reached));
    json_object_set_new(object, "reason",
                        it->reached ? json_null() : json_string(reasons[it->why]));
    const size_t m = xp_results_find(report->results, it->kpi, it->scope);
    json_object_set_new(
        object, "open",
        json_boolean(m != XP_LACKS && xp_pending_moves(report->results, it->scenario, m)));
    json_t *others = json_array();
    for (int j = 0; j < it->n_others; j++) {
        json_t *other = json_object();
        json_object_set_new(other, "channel", string(it->other[j].channel));
        json_object_set_new(other, "service_level", xp_json_number(it->other[j].level));
        json_object_set_new(other, "here", xp_json_number(it->other[j].level_here));
        json_array_append_new(others, other);
    }
    json_object_set_new(object, "others", others);
    return object;
}

static json_t *
doubt(const xp_report *report)
{
    const xp_sensitivity *it = report->sensitivity;
    if (it == NULL) {
        return json_null();
    }
    json_t *object = json_object(), *figures = json_array(), *missing = json_array();
    json_object_set_new(object, "kpi", it->kpi == NULL ? json_null() : json_string(it->kpi));
    json_object_set_new(object, "scenario", string(report->results->plan->scenario[1]->name));
    json_object_set_new(object, "baseline", string(report->results->plan->scenario[0]->name));
    json_object_set_new(object, "difference", xp_json_number(it->value));
    json_object_set_new(object, "replications", json_integer((json_int_t)it->n));
    for (size_t j = it->n_tried; j < it->n_swings; j++) {
        json_array_append_new(missing, string(it->swing[j].path));
    }
    for (size_t j = 0; j < it->n_tried; j++) {
        json_t *figure = json_object();
        json_object_set_new(figure, "figure", string(it->swing[j].path));
        json_object_set_new(figure, "at_half", xp_json_number(it->swing[j].half));
        json_object_set_new(figure, "at_double", xp_json_number(it->swing[j].twice));
        json_array_append_new(figures, figure);
    }
    json_object_set_new(object, "figures", figures);
    json_object_set_new(object, "missing", missing);
    return object;
}

static json_t *
days(const xp_results *results)
{
    json_t *list = json_array();
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        const cc_scenario *scenario = results->plan->scenario[s];
        for (int c = 0; c < scenario->n_channels; c++) {
            const xp_day it = xp_prediction_of(&results->prediction, s, c);
            if (it.n == 0) {
                continue;
            }
            json_t *object = json_object();
            json_object_set_new(object, "scenario", string(scenario->name));
            json_object_set_new(object, "channel", string(scenario->channel[c].name));
            json_object_set_new(object, "days", json_integer((json_int_t)it.n));
            json_object_set_new(object, "service_level", xp_json_number(it.level));
            json_object_set_new(object, "service_level_sd", xp_json_number(it.level_sd));
            json_object_set_new(object, "service_level_p10", xp_json_number(it.level_p10));
            json_object_set_new(object, "service_level_p90", xp_json_number(it.level_p90));
            json_object_set_new(object, "asa_s_p10", xp_json_number(it.asa_p10));
            json_object_set_new(object, "asa_s_p90", xp_json_number(it.asa_p90));
            json_object_set_new(object, "p_meets", xp_json_number(it.meets));
            json_array_append_new(list, object);
        }
    }
    return list;
}

static json_t *
field_of(const xp_field *field, xp_field_kind kind)
{
    return kind > XP_FIELD_TIME     ? xp_json_number(field->number)
           : field->text[0] == '\0' ? json_null()
                                    : string(field->text);
}

/* The planner's table. */
static json_t *
intervals(const xp_results *results)
{
    json_t *list = json_array();
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        xp_interval_rows rows = {0};
        while (xp_interval_rows_next(&rows, results, s)) {
            json_t *object = json_object();
            for (size_t j = 0; xp_interval_columns[j].name != NULL; j++) {
                xp_field field;
                xp_interval_field(results, s, &rows.row, j, &field);
                json_object_set_new(object, xp_interval_columns[j].name,
                                    field_of(&field, xp_interval_columns[j].kind));
            }
            json_array_append_new(list, object);
        }
    }
    return list;
}

/* Of queues and intervals, over all days; the verdicts of one KPI of a queue hold together. */
static json_t *
interval_differences(const xp_results *results)
{
    json_t *list = json_array();
    for (int s = 1; s < results->interval_pairs.n_scenarios; s++) {
        const cc_layout *layout = &results->layout[s];
        const cc_scenario *scenario = results->plan->scenario[s];
        for (int j = 0; j < layout->n_queues * XP_N_COMPARED; j++) {
            const int queue = j / XP_N_COMPARED;
            const xp_compared of = (xp_compared)(j % XP_N_COMPARED);
            const double confidence = xp_interval_confidence(results, s, queue, XP_ALL_DAYS, of);
            for (size_t k = 0; k < layout->n_intervals; k++) {
                char start[16];
                const xp_interval_difference it =
                    xp_interval_pairs_of(&results->interval_pairs, s, queue, XP_ALL_DAYS, k, of,
                                         results->plan->confidence);
                if (isnan(it.interval.mean)) {
                    continue;
                }
                const double begin = layout->open + (double)k * layout->interval;
                json_t *object = json_object();
                json_object_set_new(object, "scenario", string(scenario->name));
                json_object_set_new(object, "baseline", string(results->plan->scenario[0]->name));
                json_object_set_new(object, "queue", string(scenario->center.queue[queue].name));
                cc_time_of_day_format(cc_clock_at(layout->begin, begin), start, sizeof(start));
                json_object_set_new(object, "start", json_string(start));
                json_object_set_new(object, "kpi", json_string(cc_kpis[xp_compared_kpis[of]].name));
                xp_json_put_interval(object, &it.interval);
                json_object_set_new(object, "equal", json_boolean(it.equal));
                json_object_set_new(object, "verdict",
                                    json_string(xp_verdict_name(xp_interval_verdict(
                                        results, s, queue, XP_ALL_DAYS, k, of, confidence))));
                json_array_append_new(list, object);
            }
        }
    }
    return list;
}

/* How that of the estimates was reduced, and by what factor that of the figures looked at first. */
static json_t *
variance(const xp_results *results)
{
    const xp_variance *it = &results->plan->variance;
    const xp_reduction *reduction = &results->reduction;
    char text[80];
    if (!it->control && xp_variance_unit(it) == 1) {
        return json_null();
    }
    json_t *object = json_object(), *controls = json_array(), *factors = json_array();
    json_object_set_new(object, "how", json_string(xp_variance_text(it, text, sizeof(text))));
    json_object_set_new(object, "unit", json_integer((json_int_t)xp_variance_unit(it)));
    json_object_set_new(object, "units", json_integer((json_int_t)results->estimates.n));
    for (int j = 0; j < reduction->n_controls[0]; j++) {
        json_array_append_new(controls, json_string(reduction->control[0][j]));
    }
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        for (size_t j = 0; j < reduction->n; j++) {
            const xp_measure *measure = &results->table->measure[reduction->measure[j]];
            if (measure->local[s] == XP_LACKS) {
                continue;
            }
            json_t *one = json_object();
            json_object_set_new(one, "scenario", string(results->plan->scenario[s]->name));
            json_object_set_new(one, "kpi", json_string(measure->name));
            json_object_set_new(one, "scope", json_string(measure->scope));
            json_object_set_new(one, "factor",
                                xp_json_number(xp_reduction_factor(reduction, s, j, false)));
            json_object_set_new(one, "difference",
                                xp_json_number(xp_reduction_factor(reduction, s, j, true)));
            json_array_append_new(factors, one);
        }
    }
    json_object_set_new(object, "controls", controls);
    json_object_set_new(object, "factors", factors);
    return object;
}

int
xp_report_json(FILE *file, const xp_report *report)
{
    const xp_results *results = report->results;
    const xp_plan *plan = results->plan;
    json_t *all = json_object();
    json_object_set_new(all, "ccsim", json_string(CCSIM_VERSION));
    json_object_set_new(all, "scenarios", scenarios(plan));
    json_object_set_new(all, "seed", json_integer((json_int_t)plan->seed));
    json_object_set_new(all, "replications", json_integer((json_int_t)results->n));
    json_object_set_new(all, "confidence", xp_json_number(plan->confidence));
    json_object_set_new(all, "variance", variance(results));
    json_object_set_new(all, "paired", json_boolean(plan->paired && plan->n_scenarios > 1));
    json_object_set_new(all, "partial", json_boolean(results->partial));
    json_object_set_new(all, "budget_s",
                        plan->budget > 0 ? xp_json_number(plan->budget) : json_null());
    json_object_set_new(all, "budget_spent", json_boolean(results->spent));
    json_object_set_new(all, "precise", json_boolean(results->precise));
    json_object_set_new(all, "estimates", estimates(results));
    json_object_set_new(all, "differences", differences(results));
    json_object_set_new(all, "days", days(results));
    json_object_set_new(all, "one_more", xp_json_one_more(results));
    json_object_set_new(all, "intervals", intervals(results));
    json_object_set_new(all, "interval_differences", interval_differences(results));
    json_object_set_new(all, "best", best(results));
    json_object_set_new(all, "simultaneous", xp_json_simultaneous(results, report->simultaneous));
    json_object_set_new(all, "pending", pending(results));
    json_object_set_new(all, "warnings", warnings(results));
    json_object_set_new(all, "requirements", requirements(report));
    json_object_set_new(all, "match", match(report));
    json_object_set_new(all, "doubt", doubt(report));
    return xp_json_write(all, file);
}
