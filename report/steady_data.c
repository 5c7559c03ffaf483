/* The same for programs. */
#include "models/language/units.h"
#include "models/scenario/period.h"
#include "models/scenario/scenario.h"
#include "report/json_value.h"
#include "report/steady.h"

/* ---- CSV ---- */

void
xp_report_steady_csv(FILE *file, const xp_steady_report *report, const xp_csv_style *style)
{
    static const char *const head[] = {
        "kpi",      "scope",   "unit",        "mean",      "half_width", "lower",
        "upper",    "batches", "batch_s",     "warm_up_s", "late",       "observations",
        "length_s", "memory",  "correlation", "p",         "too_short"};
    const xp_steady *steady = report->steady;
    xp_csv csv = xp_csv_begin(file, style);
    for (size_t k = 0; k < sizeof(head) / sizeof(*head); k++) {
        xp_csv_text(&csv, head[k]);
    }
    xp_csv_end(&csv);
    for (size_t j = 0; j < steady->n_series; j++) {
        const cc_measure *measure = &steady->series[j].measure;
        const xp_steady_figure *it = &report->figure[j];
        xp_csv_text(&csv, measure->name);
        xp_csv_text(&csv, measure->scope_name);
        xp_csv_text(&csv, cc_unit_name(cc_kpis[measure->kpi].unit));
        xp_csv_number(&csv, it->means.interval.mean);
        xp_csv_number(&csv, it->means.interval.half_width);
        xp_csv_number(&csv, it->means.interval.lower);
        xp_csv_number(&csv, it->means.interval.upper);
        xp_csv_number(&csv, (double)it->means.n);
        xp_csv_number(&csv, (double)it->means.size * steady->length);
        xp_csv_number(&csv, (double)it->warm_up.cut * steady->length);
        xp_csv_number(&csv, it->warm_up.late);
        xp_csv_number(&csv, (double)steady->n);
        xp_csv_number(&csv, steady->length);
        xp_csv_number(&csv, it->means.memory);
        xp_csv_number(&csv, it->means.correlation);
        xp_csv_number(&csv, it->means.p);
        xp_csv_number(&csv, it->too_short);
        xp_csv_end(&csv);
    }
}

void
xp_report_welch(FILE *file, const xp_steady *steady, double *const mean[], double *const smooth[],
                uint64_t replications, const xp_csv_style *style)
{
    static const char *const head[] = {"kpi",    "scope", "unit",           "observation",
                                       "time_s", "mean",  "moving_average", "replications"};
    xp_csv csv = xp_csv_begin(file, style);
    for (size_t k = 0; k < sizeof(head) / sizeof(*head); k++) {
        xp_csv_text(&csv, head[k]);
    }
    xp_csv_end(&csv);
    for (size_t j = 0; j < steady->n_series; j++) {
        const cc_measure *measure = &steady->series[j].measure;
        for (size_t k = 0; k < steady->n; k++) {
            xp_csv_text(&csv, measure->name);
            xp_csv_text(&csv, measure->scope_name);
            xp_csv_text(&csv, cc_unit_name(cc_kpis[measure->kpi].unit));
            xp_csv_number(&csv, (double)(k + 1));
            xp_csv_number(&csv, (double)k * steady->length);
            xp_csv_number(&csv, mean[j][k]);
            xp_csv_number(&csv, smooth[j][k]);
            xp_csv_number(&csv, (double)replications);
            xp_csv_end(&csv);
        }
    }
}

/* ---- JSON ---- */

static json_t *
figure(const xp_steady *steady, size_t j, const xp_steady_figure *it)
{
    const cc_measure *measure = &steady->series[j].measure;
    json_t *object = json_object();
    json_object_set_new(object, "kpi", xp_json_utf8(measure->name));
    json_object_set_new(object, "scope", xp_json_utf8(measure->scope_name));
    json_object_set_new(object, "unit", json_string(cc_unit_name(cc_kpis[measure->kpi].unit)));
    xp_json_put_bounds(object, &it->means.interval);
    json_object_set_new(object, "batches", json_integer((json_int_t)it->means.n));
    json_object_set_new(object, "batch_s", xp_json_number((double)it->means.size * steady->length));
    json_object_set_new(object, "warm_up_s",
                        xp_json_number((double)it->warm_up.cut * steady->length));
    json_object_set_new(object, "warm_up_late", json_boolean(it->warm_up.late));
    json_object_set_new(object, "memory", xp_json_number(it->means.memory));
    json_object_set_new(object, "correlation", xp_json_number(it->means.correlation));
    json_object_set_new(object, "p", xp_json_number(it->means.p));
    json_object_set_new(object, "skewness", xp_json_number(it->means.skewness));
    json_object_set_new(object, "too_short", json_boolean(it->too_short));
    json_object_set_new(object, "times_as_long",
                        it->too_short ? xp_json_number(it->enough) : json_null());
    return object;
}

int
xp_report_steady_json(FILE *file, const xp_steady_report *report)
{
    const xp_steady *steady = report->steady;
    json_t *all = json_object(), *figures = json_array(), *warnings = json_array();
    char text[640];
    if (xp_steady_growing(report, text, sizeof(text))) {
        json_array_append_new(warnings, xp_json_utf8(text));
    }
    for (size_t j = 0; j < steady->n_series; j++) {
        json_array_append_new(figures, figure(steady, j, &report->figure[j]));
        if (xp_steady_warning(report, j, text, sizeof(text))) {
            json_array_append_new(warnings, xp_json_utf8(text));
        }
    }
    json_object_set_new(all, "ccsim", json_string(CCSIM_VERSION));
    json_object_set_new(all, "scenario", xp_json_utf8(steady->scenario->name));
    json_object_set_new(all, "file", xp_json_utf8(steady->scenario->file));
    json_object_set_new(all, "hash", xp_json_hash(steady->scenario->hash));
    json_object_set_new(all, "seed", json_integer((json_int_t)report->seed));
    json_object_set_new(all, "confidence", xp_json_number(report->confidence));
    json_object_set_new(all, "days", xp_json_number(steady->scenario->run.observe / CC_DAY));
    json_object_set_new(all, "observations", json_integer((json_int_t)steady->n));
    json_object_set_new(all, "observation_s", xp_json_number(steady->length));
    json_object_set_new(
        all, "varies", steady->period == CC_PERIOD_NONE ? json_null() : xp_json_utf8(steady->what));
    json_object_set_new(all, "overlapping", json_boolean(report->overlapping));
    json_object_set_new(all, "figures", figures);
    json_object_set_new(all, "warnings", warnings);
    return xp_json_write(all, file);
}
