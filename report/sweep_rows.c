#include "report/sweep_rows.h"

#include "experiment/sweep/sweep_text.h"
#include "sim/memory.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *const xp_sweep_rows_names[] = {
    [XP_ROWS_ESTIMATES] = "estimates",       [XP_ROWS_DIFFERENCES] = "differences",
    [XP_ROWS_REPLICATIONS] = "replications", [XP_ROWS_POINTS] = "points",
    [XP_ROWS_EFFECTS] = "effects",           NULL,
};

/* ---- columns ---- */

typedef struct columns {
    const char **name;
    size_t n, room;
    cc_arena *arena;
    bool failed;
} columns;

static void
add(columns *self, const char *name, const char *behind)
{
    char text[400];
    snprintf(text, sizeof(text), "%s%s", name, behind);
    if (self->n == self->room) {
        const size_t room = 2 * self->room + 32;
        const char **names = realloc(self->name, room * sizeof(*names));
        if (names == NULL) {
            self->failed = true;
            return;
        }
        self->name = names;
        self->room = room;
    }
    self->name[self->n] = cc_arena_text(self->arena, text);
    self->failed = self->failed || self->name[self->n] == NULL;
    self->n++;
}

static void
add_all(columns *self, const char *const names[])
{
    for (; *names != NULL; names++) {
        add(self, *names, "");
    }
}

static const char *const of_estimates[] = {"output", "unit", "mean", "half_width", "lower",
                                           "upper",  "few",  "n",    NULL};
static const char *const of_differences[] = {"output",     "unit",   "baseline", "mean",
                                             "half_width", "lower",  "upper",    "few",
                                             "n",          "paired", "equal",    NULL};
static const char *const of_replications[] = {"replication", "output", "unit",  "numerator",
                                              "denominator", "second", "value", NULL};
static const char *const of_points[] = {"scenario_name", "scenario", "seed",    "replications",
                                        "complete",      "failure",  "command", NULL};
static const char *const of_effects[] = {"effect", "factor",     "level", "output", "unit",
                                         "mean",   "half_width", "lower", "upper",  "few",
                                         "n",      "evidence",   NULL};
static const char *const *const fixed[] = {of_estimates, of_differences, of_replications, of_points,
                                           NULL};

/* A factor that is called as a column is. */
static bool
is_taken(const xp_sweep *sweep, const char *name)
{
    for (size_t o = 0; o < sweep->n_outputs; o++) {
        if (strcmp(sweep->output[o].name, name) == 0) {
            return true;
        }
    }
    for (int j = 0; fixed[j] != NULL; j++) {
        for (int k = 0; fixed[j][k] != NULL; k++) {
            if (strcmp(fixed[j][k], name) == 0) {
                return true;
            }
        }
    }
    return strcmp(name, "point") == 0;
}

static void
add_factors(columns *self, const xp_sweep *sweep)
{
    add(self, "point", "");
    for (size_t j = 0; j < sweep->n_factors; j++) {
        const char *name = sweep->factor[j].name;
        add(self, is_taken(sweep, name) ? "factor " : "", name);
    }
}

/* "asa", "asa channel:voice" of what is sampled. */
static void
name_sampled(const xp_findings *self, size_t j, char *text, size_t size)
{
    const xp_sampled *it = &self->gather.sampled[j];
    const bool whole = strcmp(it->scope, "center") == 0;
    snprintf(text, size, "%s%s%s", it->name, whole ? "" : " ", whole ? "" : it->scope);
}

static void
add_wide(columns *self, const xp_findings *findings, xp_sweep_rows rows)
{
    static const char *const of[] = {"", ".half_width", ".lower", ".upper", NULL};
    if (rows == XP_ROWS_REPLICATIONS) {
        add(self, "replication", "");
        for (size_t j = 0; j < findings->gather.n_sampled; j++) {
            char name[300];
            name_sampled(findings, j, name, sizeof(name));
            add(self, name, "");
            add(self, name, ".numerator");
            add(self, name, ".denominator");
            add(self, name, ".second");
        }
    }
    for (size_t o = 0; o < findings->sweep->n_outputs; o++) {
        const xp_output *output = &findings->sweep->output[o];
        if (rows == XP_ROWS_REPLICATIONS && output->is_own) {
            add(self, output->name, "");
        }
        for (int k = 0; rows != XP_ROWS_REPLICATIONS && of[k] != NULL; k++) {
            add(self, output->name, of[k]);
        }
        if (rows != XP_ROWS_REPLICATIONS) {
            add(self, output->name, ".n");
        }
    }
}

static void
make_columns(columns *self, const xp_findings *findings, xp_sweep_rows rows, bool wide)
{
    static const char *const *const heads[] = {
        [XP_ROWS_ESTIMATES] = of_estimates,       [XP_ROWS_DIFFERENCES] = of_differences,
        [XP_ROWS_REPLICATIONS] = of_replications, [XP_ROWS_POINTS] = of_points,
        [XP_ROWS_EFFECTS] = of_effects,
    };
    *self = (columns){.arena = cc_arena_new()};
    self->failed = self->arena == NULL;
    if (self->failed) {
        return;
    }
    if (rows != XP_ROWS_EFFECTS) {
        add_factors(self, findings->sweep);
    }
    if (wide && rows <= XP_ROWS_REPLICATIONS) {
        add_wide(self, findings, rows);
    } else {
        add_all(self, heads[rows]);
    }
}

/* ---- cells ---- */

static void
put_factors(xp_tabular *table, const xp_findings *self, size_t point)
{
    const xp_recalled *it = &self->recalled.point[point];
    xp_tabular_whole(table, point + 1);
    for (size_t j = 0; j < self->sweep->n_factors; j++) {
        const char *text = it->text == NULL ? NULL : it->text[j];
        double value;
        if (text == NULL || isnan(it->value[j])) { /* as the scenario says */
            xp_tabular_text(table, NULL);
        } else if (self->sweep->factor[j].kind != XP_FACTOR_SCENARIO &&
                   xp_number_of(text, &value)) {
            xp_tabular_number(table, it->value[j]);
        } else { /* the value is only where in the list it stands */
            xp_tabular_text(table, text);
        }
    }
}

static void
put_interval(xp_tabular *table, const sim_interval *it)
{
    xp_tabular_number(table, it->mean);
    xp_tabular_number(table, it->half_width);
    xp_tabular_number(table, it->lower);
    xp_tabular_number(table, it->upper);
    xp_tabular_flag(table, it->few);
    xp_tabular_whole(table, it->n);
}

static void
put_wide(xp_tabular *table, const xp_findings *self, size_t point, bool differences)
{
    for (size_t o = 0; o < self->sweep->n_outputs; o++) {
        const xp_finding *it = xp_findings_at(self, point, o);
        const sim_interval *of = differences ? &it->difference : &it->interval;
        xp_tabular_number(table, of->n > 0 ? of->mean : NAN);
        xp_tabular_number(table, of->n > 0 ? of->half_width : NAN);
        xp_tabular_number(table, of->n > 0 ? of->lower : NAN);
        xp_tabular_number(table, of->n > 0 ? of->upper : NAN);
        xp_tabular_whole(table, of->n);
    }
    xp_tabular_row(table);
}

static void
write_findings(xp_tabular *table, const xp_findings *self, bool differences, bool wide)
{
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        if (wide && !(differences && p == self->sweep->baseline)) {
            put_factors(table, self, p);
            put_wide(table, self, p, differences);
            continue;
        }
        for (size_t o = 0; o < self->sweep->n_outputs && !wide; o++) {
            const xp_finding *it = xp_findings_at(self, p, o);
            const sim_interval *of = differences ? &it->difference : &it->interval;
            if (of->n == 0) {
                continue;
            }
            put_factors(table, self, p);
            xp_tabular_text(table, self->sweep->output[o].name);
            xp_tabular_text(table, xp_findings_unit(self, o));
            if (differences) {
                xp_tabular_whole(table, self->sweep->baseline + 1);
            }
            put_interval(table, of);
            if (differences) {
                xp_tabular_flag(table, it->paired);
                xp_tabular_flag(table, it->equal);
            }
            xp_tabular_row(table);
        }
    }
}

static void
write_points(xp_tabular *table, const xp_findings *self)
{
    for (size_t p = 0; p < self->sweep->n_points; p++) {
        const xp_recalled *it = &self->recalled.point[p];
        char hash[24];
        put_factors(table, self, p);
        snprintf(hash, sizeof(hash), "%016" PRIx64, it->scenario);
        xp_tabular_text(table, it->name);
        xp_tabular_text(table, it->is_loaded ? hash : NULL);
        xp_tabular_whole(table, it->seed);
        xp_tabular_whole(table, it->n);
        if (self->by_rules && it->is_complete) {
            xp_tabular_text(table, NULL);
        } else {
            xp_tabular_flag(table, it->is_complete);
        }
        xp_tabular_text(table, it->failure);
        xp_tabular_text(table, it->failure != NULL ? it->command : NULL);
        xp_tabular_row(table);
    }
}

static void
put_effect(xp_tabular *table, const xp_findings *self, const char *what, size_t factor,
           const char *level, size_t output, const sim_interval *it, char grade)
{
    const char evidence[] = {grade, '\0'};
    if (it->n == 0) {
        return;
    }
    xp_tabular_text(table, what);
    xp_tabular_text(table, self->sweep->factor[factor].name);
    xp_tabular_text(table, level);
    xp_tabular_text(table, self->sweep->output[output].name);
    xp_tabular_text(table, xp_findings_unit(self, output));
    put_interval(table, it);
    xp_tabular_text(table, grade == '-' ? "not sourced" : grade == ' ' ? NULL : evidence);
    xp_tabular_row(table);
}

static void
write_effects(xp_tabular *table, const xp_findings *self)
{
    for (size_t j = 0; j < self->n_effects; j++) {
        const xp_effect *it = &self->effect[j];
        put_effect(table, self, "main", it->factor, it->level, it->output, &it->interval, ' ');
    }
    for (size_t j = 0; j < self->n_bars; j++) {
        const xp_tornado_bar *it = &self->bar[j];
        put_effect(table, self, "low", it->factor, it->low_text, it->output, &it->low, it->grade);
        put_effect(table, self, "high", it->factor, it->high_text, it->output, &it->high,
                   it->grade);
    }
    for (size_t j = 0; j < self->n_indices; j++) {
        const xp_index *it = &self->index[j];
        put_effect(table, self, "first order", it->factor, NULL, it->output, &it->first, ' ');
        put_effect(table, self, "total", it->factor, NULL, it->output, &it->total, ' ');
    }
}

/* ---- replications ---- */

/* An own KPI in one replication alone. */
static double
own_value(const xp_findings *self, const xp_gathered *it, size_t output, uint64_t r)
{
    const xp_expression *expression = &self->sweep->output[output].expression;
    double value[XP_EXPRESSION_NAMES];
    for (size_t k = 0; k < expression->n_names; k++) {
        const xp_part *part = &self->gather.part[output][k];
        value[k] = part->is_factor ? self->recalled.point[it->point].value[part->index]
                                   : it->value[r * self->gather.n_sampled + part->index];
    }
    return xp_expression_value(expression, value, NULL);
}

/* Of a quantile a replication has no sums. */
static bool
has_sums(const xp_findings *self, size_t j)
{
    return !self->gather.is_figure[j] ||
           cc_kpis[self->gather.measure[j].kpi].estimator != CC_QUANTILE;
}

static bool
has_second(const xp_findings *self, size_t j)
{
    return self->gather.is_figure[j] && cc_kpis[self->gather.measure[j].kpi].estimator == CC_SD;
}

static void
put_sample(xp_tabular *table, const xp_findings *self, size_t j, const cc_sample *x)
{
    const bool sums = has_sums(self, j);
    xp_tabular_number(table, sums ? x->num : NAN);
    xp_tabular_number(table, sums ? x->den : NAN);
    xp_tabular_number(table, sums && has_second(self, j) ? x->second : NAN);
}

static void
put_replication(xp_tabular *table, const xp_findings *self, const xp_gathered *it, uint64_t r)
{
    const size_t n = self->gather.n_sampled;
    for (size_t j = 0; j < n; j++) {
        char name[300];
        name_sampled(self, j, name, sizeof(name));
        put_factors(table, self, it->point);
        xp_tabular_whole(table, r + 1);
        xp_tabular_text(table, name);
        xp_tabular_text(table, xp_sampled_unit(&self->gather.sampled[j]));
        put_sample(table, self, j, &it->sample[r * n + j]);
        xp_tabular_number(table, it->value[r * n + j]);
        xp_tabular_row(table);
    }
    for (size_t o = 0; o < self->sweep->n_outputs; o++) {
        if (self->sweep->output[o].is_own) {
            put_factors(table, self, it->point);
            xp_tabular_whole(table, r + 1);
            xp_tabular_text(table, self->sweep->output[o].name);
            for (int k = 0; k < 4; k++) {
                xp_tabular_text(table, NULL);
            }
            xp_tabular_number(table, own_value(self, it, o, r));
            xp_tabular_row(table);
        }
    }
}

static void
put_replication_wide(xp_tabular *table, const xp_findings *self, const xp_gathered *it, uint64_t r)
{
    const size_t n = self->gather.n_sampled;
    put_factors(table, self, it->point);
    xp_tabular_whole(table, r + 1);
    for (size_t j = 0; j < n; j++) {
        xp_tabular_number(table, it->value[r * n + j]);
        put_sample(table, self, j, &it->sample[r * n + j]);
    }
    for (size_t o = 0; o < self->sweep->n_outputs; o++) {
        if (self->sweep->output[o].is_own) {
            xp_tabular_number(table, own_value(self, it, o, r));
        }
    }
    xp_tabular_row(table);
}

static int
write_replications(xp_tabular *table, const xp_findings *self, bool wide, cc_refusal *refusal)
{
    int ret = SIM_OK;
    for (size_t p = 0; p < self->sweep->n_points && ret == SIM_OK; p++) {
        xp_gathered it;
        ret = xp_gather_samples(&self->gather, &it, p, refusal);
        for (uint64_t r = 0; r < it.n && ret == SIM_OK; r++) {
            if (wide) {
                put_replication_wide(table, self, &it, r);
            } else {
                put_replication(table, self, &it, r);
            }
        }
        xp_gathered_free(&it);
    }
    return ret;
}

/* ---- all ---- */

int
xp_sweep_rows_write(FILE *file, const xp_findings *findings, xp_sweep_rows rows, bool wide,
                    xp_tabular_format format, const xp_csv_style *style, cc_refusal *refusal)
{
    columns head;
    xp_tabular table = {0};
    make_columns(&head, findings, rows, wide);
    int ret = head.failed ? SIM_ERR_NOMEM
                          : xp_tabular_begin(&table, format, file, style, head.name, head.n);
    if (ret == SIM_OK) {
        switch (rows) {
        case XP_ROWS_ESTIMATES:
        case XP_ROWS_DIFFERENCES:
            write_findings(&table, findings, rows == XP_ROWS_DIFFERENCES, wide);
            break;
        case XP_ROWS_REPLICATIONS:
            ret = write_replications(&table, findings, wide, refusal);
            break;
        case XP_ROWS_POINTS:
            write_points(&table, findings);
            break;
        case XP_ROWS_EFFECTS:
            write_effects(&table, findings);
            break;
        }
        const int end = xp_tabular_end(&table);
        ret = ret == SIM_OK ? end : ret;
    }
    free(head.name);
    cc_arena_free(head.arena);
    return ret;
}
