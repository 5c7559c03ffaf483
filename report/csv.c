/* Rows of estimates, then rows of differences, which name their baseline; and the values of each
 * replication. Undefined is an empty field. */
#include "experiment/pending.h"
#include "models/scenario/scenario.h"
#include "report/interval_columns.h"
#include "report/report.h"

static void
line(xp_csv *csv, const char *scenario, const char *baseline, const xp_measure *measure,
     sim_interval interval, const char *open)
{
    xp_csv_text(csv, scenario);
    xp_csv_text(csv, baseline);
    xp_csv_text(csv, measure->name);
    xp_csv_text(csv, measure->scope);
    xp_csv_text(csv, cc_unit_name(cc_kpis[measure->kpi].unit));
    xp_csv_number(csv, interval.mean);
    xp_csv_number(csv, interval.half_width);
    xp_csv_number(csv, (double)interval.n);
    xp_csv_number(csv, interval.lower);
    xp_csv_number(csv, interval.upper);
    xp_csv_text(csv, open);
    xp_csv_end(csv);
}

static void
names(xp_csv *csv, const char *const *name)
{
    for (; *name != NULL; name++) {
        xp_csv_text(csv, *name);
    }
    xp_csv_end(csv);
}

void
xp_report_csv(FILE *file, const xp_report *report)
{
    const xp_results *results = report->results;
    const xp_plan *plan = results->plan;
    static const char *const head[] = {"scenario",   "baseline", "kpi",   "scope", "unit", "mean",
                                       "half_width", "n",        "lower", "upper", "open", NULL};
    xp_csv csv = xp_csv_begin(file, report->csv_style);
    names(&csv, head);
    for (int s = 0; s < plan->n_scenarios; s++) {
        for (size_t m = 0; m < results->table->n; m++) {
            const xp_measure *measure = &results->table->measure[m];
            if (measure->local[s] != XP_LACKS) {
                line(&csv, plan->scenario[s]->name, "", measure, xp_results_estimate(results, s, m),
                     "");
            }
        }
    }
    for (int s = 1; s < plan->n_scenarios; s++) {
        for (size_t m = 0; m < results->table->n; m++) {
            const xp_measure *measure = &results->table->measure[m];
            if (measure->local[s] != XP_LACKS && measure->local[0] != XP_LACKS) {
                const xp_difference difference = xp_results_difference(results, s, m);
                line(&csv, plan->scenario[s]->name, plan->scenario[0]->name, measure,
                     difference.interval,
                     xp_pending_turns(results, s, 0, m, &difference) ? "true" : "false");
            }
        }
    }
}

void
xp_report_csv_intervals(FILE *file, const xp_report *report)
{
    const xp_results *results = report->results;
    xp_csv csv = xp_csv_begin(file, report->csv_style);
    const xp_interval_column *column = xp_interval_columns;
    for (; column->name != NULL; column++) {
        xp_csv_text(&csv, column->name);
    }
    xp_csv_end(&csv);
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        xp_interval_rows rows = {0};
        while (xp_interval_rows_next(&rows, results, s)) {
            for (size_t j = 0; xp_interval_columns[j].name != NULL; j++) {
                xp_field field;
                xp_interval_field(results, s, &rows.row, j, &field);
                if (xp_interval_columns[j].kind <= XP_FIELD_TIME) {
                    xp_csv_text(&csv, field.text);
                } else {
                    xp_csv_number(&csv, field.number);
                }
            }
            xp_csv_end(&csv);
        }
    }
}

/* What a figure of one replication is made of, behind all figures: so that they can be pooled, as ratios of sums
 * are, with those of other files. A quantile has no sums. */
static const char *const parts[] = {".numerator", ".denominator", ".second"};

static int
n_parts(const xp_measure *measure)
{
    const cc_estimator estimator = cc_kpis[measure->kpi].estimator;
    return estimator == CC_QUANTILE ? 0 : estimator == CC_SD ? 3 : 2;
}

void
xp_replication_head(FILE *file, const xp_csv_style *style, const xp_plan *plan,
                    const xp_table *table)
{
    xp_csv csv = xp_csv_begin(file, style);
    xp_csv_text(&csv, "replication");
    if (plan->n_scenarios > 1) {
        xp_csv_text(&csv, "scenario");
    }
    char name[300];
    for (size_t m = 0; m < table->n; m++) {
        snprintf(name, sizeof(name), "%s %s", table->measure[m].name, table->measure[m].scope);
        xp_csv_text(&csv, name);
    }
    for (size_t m = 0; m < table->n; m++) {
        const xp_measure *measure = &table->measure[m];
        for (int j = 0; j < n_parts(measure); j++) {
            snprintf(name, sizeof(name), "%s %s%s", measure->name, measure->scope, parts[j]);
            xp_csv_text(&csv, name);
        }
    }
    xp_csv_end(&csv);
}

static void
put_parts(xp_csv *csv, const xp_row *row, const xp_measure *measure, int s)
{
    cc_sample x = {NAN, NAN, NAN};
    if (measure->local[s] != XP_LACKS && n_parts(measure) > 0) {
        x = row->sample[s][measure->local[s]];
    }
    const double part[] = {x.num, x.den, x.second};
    for (int j = 0; j < n_parts(measure); j++) {
        xp_csv_number(csv, part[j]);
    }
}

void
xp_replication_row(FILE *file, const xp_csv_style *style, const xp_plan *plan, const xp_row *row,
                   const xp_table *table)
{
    xp_csv csv = xp_csv_on(file, style);
    for (int s = 0; s < plan->n_scenarios; s++) {
        char number[24];
        snprintf(number, sizeof(number), "%llu", (unsigned long long)row->replication);
        xp_csv_text(&csv, number);
        if (plan->n_scenarios > 1) {
            xp_csv_text(&csv, plan->scenario[s]->name);
        }
        for (size_t m = 0; m < table->n; m++) {
            xp_csv_number(&csv, xp_row_value(row, table, s, m));
        }
        for (size_t m = 0; m < table->n; m++) {
            put_parts(&csv, row, &table->measure[m], s);
        }
        xp_csv_end(&csv);
    }
}
