/* Rows of estimates, then rows of differences, which name their baseline; and the values of each
 * replication. Undefined is an empty field. */
#include "experiment/pending.h"
#include "models/scenario/scenario.h"
#include "report/report.h"

#include <string.h>

/* RFC 4180: quoted when it must be. */
static void
field(FILE *file, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, file);
        return;
    }
    fputc('"', file);
    for (; *text != '\0'; text++) {
        fputs(*text == '"' ? "\"\"" : (char[2]){*text, '\0'}, file);
    }
    fputc('"', file);
}

static void
number(FILE *file, double value)
{
    fputc(',', file);
    if (isfinite(value)) {
        fprintf(file, "%.17g", value);
    }
}

static void
line(FILE *file, const char *scenario, const char *baseline, const xp_measure *measure,
     sim_interval interval, const char *open)
{
    field(file, scenario);
    fputc(',', file);
    field(file, baseline);
    fputc(',', file);
    field(file, measure->name);
    fputc(',', file);
    field(file, measure->scope);
    fprintf(file, ",%s", cc_unit_name(cc_kpis[measure->kpi].unit));
    number(file, interval.mean);
    number(file, interval.half_width);
    fprintf(file, ",%llu", (unsigned long long)interval.n);
    number(file, interval.lower);
    number(file, interval.upper);
    fprintf(file, ",%s\n", open);
}

void
xp_report_csv(FILE *file, const xp_report *report)
{
    const xp_results *results = report->results;
    const xp_plan *plan = results->plan;
    fputs("scenario,baseline,kpi,scope,unit,mean,half_width,n,lower,upper,open\n", file);
    for (int s = 0; s < plan->n_scenarios; s++) {
        for (size_t m = 0; m < results->table->n; m++) {
            const xp_measure *measure = &results->table->measure[m];
            if (measure->local[s] != XP_LACKS) {
                line(file, plan->scenario[s]->name, "", measure, xp_results_estimate(results, s, m),
                     "");
            }
        }
    }
    for (int s = 1; s < plan->n_scenarios; s++) {
        for (size_t m = 0; m < results->table->n; m++) {
            const xp_measure *measure = &results->table->measure[m];
            if (measure->local[s] != XP_LACKS && measure->local[0] != XP_LACKS) {
                const xp_difference difference = xp_results_difference(results, s, m);
                line(file, plan->scenario[s]->name, plan->scenario[0]->name, measure,
                     difference.interval,
                     xp_pending_turns(results, s, 0, m, &difference) ? "true" : "false");
            }
        }
    }
}

void
xp_replication_head(FILE *file, const xp_plan *plan, const xp_table *table)
{
    fputs(plan->n_scenarios > 1 ? "replication,scenario" : "replication", file);
    for (size_t m = 0; m < table->n; m++) {
        char name[256];
        snprintf(name, sizeof(name), "%s %s", table->measure[m].name, table->measure[m].scope);
        fputc(',', file);
        field(file, name);
    }
    fputc('\n', file);
}

void
xp_replication_row(FILE *file, const xp_plan *plan, const xp_row *row, const xp_table *table)
{
    for (int s = 0; s < plan->n_scenarios; s++) {
        fprintf(file, "%llu", (unsigned long long)row->replication);
        if (plan->n_scenarios > 1) {
            fputc(',', file);
            field(file, plan->scenario[s]->name);
        }
        for (size_t m = 0; m < table->n; m++) {
            number(file, xp_row_value(row, table, s, m));
        }
        fputc('\n', file);
    }
}
