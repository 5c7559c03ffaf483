#include "cli/erlang_report.h"

#include "models/language/units.h"
#include "report/text.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *
model_key(const cli_erlang_answer *self)
{
    static const char *const key[] = {"erlang_b", "erlang_c", "erlang_a"};
    return self->patience != NULL ? "m_m_n_g" : key[self->model];
}

static const char *
model_name(const cli_erlang_answer *self)
{
    static const char *const name[] = {"Erlang B", "Erlang C", "Erlang A"};
    return self->patience != NULL ? "M/M/n+G" : name[self->model];
}

/* What went in, in the order of columns and keys; printed as numbers like the figures. */
typedef struct column {
    const char *name;
    double value;
} column;

enum { N_INPUTS = 8 };

static void
inputs_of(const cli_erlang_answer *self, const cli_erlang_result *result, column out[N_INPUTS])
{
    const cc_erlang *input = &result->input;
    const column list[N_INPUTS] = {
        {"calls_per_hour", input->calls * (3600 / input->period)},
        {"aht", result->aht},
        {"agents", input->agents},
        {"agents_scheduled", result->agents_scheduled},
        {"shrinkage", self->shrinkage},
        {"threshold", input->threshold},
        {"patience", self->model == CC_ERLANG_A ? input->patience : NAN},
        {"stable", result->figures.stable},
    };
    memcpy(out, list, sizeof(list));
}

static void
print_value(FILE *file, double value, const char *unit)
{
    if (!isfinite(value)) {
        fprintf(file, "%11s ", "-");
    } else if (strcmp(unit, "fraction") == 0) {
        fprintf(file, "%11.4f ", 100 * value);
    } else {
        fprintf(file, fabs(value) < 1e6 ? "%11.4f " : "%11.10g ", value);
    }
}

/* Why there is no long run. */
static void
print_overload(const cli_erlang_answer *self, const cc_erlang_figures *figures, FILE *file)
{
    if (figures->queue_growth > 0 && self->patience != NULL) {
        fprintf(file,
                "More of those who never give up call than the agents can serve: the queue "
                "grows\nwithout bound, by %g calls an hour. There is no average wait.\n",
                figures->queue_growth);
    } else if (figures->queue_growth > 0) {
        fprintf(file,
                "More work comes in than the agents can do: the queue grows without bound,\nby %g "
                "calls an hour. There is no average wait.\n",
                figures->queue_growth);
    } else {
        fprintf(file, "As much work comes in as the agents can do without a pause: the queue grows "
                      "without\nbound, ever more slowly. There is no average wait.\n");
    }
}

static void
print_targets(const cli_erlang_answer *self, FILE *file)
{
    char text[512];
    size_t n = (size_t)snprintf(text, sizeof(text), "the least number that meets");
    for (size_t j = 0; j < self->n_targets && n < sizeof(text); j++) {
        const cc_erlang_target *target = &self->targets[j];
        n += (size_t)snprintf(text + n, sizeof(text) - n, "%s %s %s %g", j == 0 ? "" : " and",
                              target->figure->name,
                              target->figure->better > 0 ? ">=" : "<=", target->value);
    }
    xp_text_wrap(file, text);
}

static void
print_input(const cli_erlang_answer *self, const cli_erlang_result *result, FILE *file)
{
    const cc_erlang *input = &result->input;
    char text[512], patience[64], threshold[64], aht[64];
    int n = snprintf(text, sizeof(text), "%s: %.10g calls/h of %s, %.10g %s", model_name(self),
                     input->calls * (3600 / input->period),
                     cc_duration_format(result->aht, aht, sizeof(aht)), input->agents,
                     self->model == CC_ERLANG_B ? "lines" : "agents");
    if (self->patience != NULL) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", patience %.200s", self->patience);
    } else if (self->model == CC_ERLANG_A && isfinite(input->patience)) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", patience %s",
                      cc_duration_format(input->patience, patience, sizeof(patience)));
    }
    if (self->model != CC_ERLANG_B) {
        snprintf(text + n, sizeof(text) - (size_t)n, ", threshold %s",
                 cc_duration_format(input->threshold, threshold, sizeof(threshold)));
    }
    xp_text_wrap(file, text);
}

static void
print_one(const cli_erlang_answer *self, const cli_erlang_result *result, FILE *file)
{
    print_input(self, result, file);
    if (self->n_targets > 0) {
        print_targets(self, file);
    }
    if (!result->figures.stable) {
        print_overload(self, &result->figures, file);
    }
    fprintf(file, "\n");
    for (const cc_erlang_figure *row = cc_erlang_figure_table; row->name != NULL; row++) {
        fprintf(file, "%-23s", row->name);
        print_value(file, cc_erlang_figure_value(row, &result->figures), row->unit);
        fprintf(file, "%-8s%s\n", strcmp(row->unit, "fraction") == 0 ? "%" : row->unit,
                row->meaning);
    }
    fprintf(file, "%-23s", "agents_scheduled");
    if (result->agents_scheduled == floor(result->agents_scheduled)) {
        fprintf(file, "%11.0f ", result->agents_scheduled);
    } else {
        print_value(file, result->agents_scheduled, "agents");
    }
    fprintf(file, "%-8sto have them at %g %% shrinkage\n", "agents", 100 * self->shrinkage);
}

/* A cell of the narrow table: eight columns, whatever the value. */
static void
print_cell(FILE *file, double value, bool is_percent)
{
    if (!isfinite(value)) {
        fprintf(file, "%8s", "-");
    } else if (is_percent) {
        fprintf(file, "%7.2f%%", value);
    } else {
        fprintf(file, value < 9999 ? "%8.2f" : value < 1e7 - 1 ? "%8.0f" : "%8.1e", value);
    }
}

#define LABEL 14 /* columns of the interval's name */

/* A long one is cut in front: dates and times differ at their ends. */
static void
print_label(FILE *file, const char *label, bool is_stable)
{
    const size_t n = strlen(label);
    const char *shown = label + (n > LABEL ? n - LABEL : 0);
    while (((unsigned char)*shown & 0xC0) == 0x80) { /* not within a character */
        shown++;
    }
    fprintf(file, "%-*s%s", LABEL, shown, is_stable ? "  " : " *");
}

static void
print_table(const cli_erlang_answer *self, FILE *file)
{
    const bool is_b = self->model == CC_ERLANG_B;
    char text[64];
    double hours = 0;
    bool is_stable = true;
    fprintf(file, "%s by interval of %s\n\n", model_name(self),
            cc_duration_format(self->interval, text, sizeof(text)));
    print_label(file, "interval", true);
    fprintf(file, "%8s%8s%8s%8s%8s%8s%8s%8s\n", "calls", "aht s", is_b ? "lines" : "agents",
            "sched.", "occup.", is_b ? "blocked" : "level", "asa s", "aband.");
    for (size_t j = 0; j < self->n_results; j++) {
        const cli_erlang_result *result = &self->results[j];
        const cc_erlang_figures *figures = &result->figures;
        print_label(file, result->interval, figures->stable);
        print_cell(file, result->input.calls * (self->interval / result->input.period), false);
        print_cell(file, result->aht, false);
        print_cell(file, result->input.agents, false);
        print_cell(file, result->agents_scheduled, false);
        print_cell(file, 100 * figures->occupancy, true);
        print_cell(file, 100 * (is_b ? figures->blocking : figures->service_level_g1), true);
        print_cell(file, figures->asa, false);
        print_cell(file, 100 * figures->abandonment, true);
        fputc('\n', file);
        hours += result->agents_scheduled * self->interval / 3600;
        is_stable = is_stable && figures->stable;
    }
    fprintf(file, "\n%.10g %s hours scheduled at %g %% shrinkage\n", hours, is_b ? "line" : "agent",
            100 * self->shrinkage);
    if (!is_stable) {
        fprintf(file, "* the queue grows without bound\n");
    }
    fprintf(file, "Every figure, in full: --format csv|json\n");
}

void
cli_erlang_text(const cli_erlang_answer *self, FILE *file)
{
    if (self->is_table) {
        print_table(self, file);
    } else {
        print_one(self, &self->results[0], file);
    }
}

static void
print_quoted(FILE *file, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, file);
        return;
    }
    fputc('"', file);
    for (; *text != '\0'; text++) {
        fprintf(file, *text == '"' ? "\"%c" : "%c", *text);
    }
    fputc('"', file);
}

static void
print_number(FILE *file, double value)
{
    fputc(',', file);
    if (isfinite(value)) {
        fprintf(file, "%.12g", value);
    }
}

void
cli_erlang_csv(const cli_erlang_answer *self, FILE *file)
{
    column inputs[N_INPUTS];
    fprintf(file, self->is_table ? "interval,model" : "model");
    inputs_of(self, &self->results[0], inputs);
    for (int k = 0; k < N_INPUTS; k++) {
        fprintf(file, ",%s", inputs[k].name);
    }
    for (const cc_erlang_figure *row = cc_erlang_figure_table; row->name != NULL; row++) {
        fprintf(file, ",%s", row->name);
    }
    fputc('\n', file);
    for (size_t j = 0; j < self->n_results; j++) {
        const cli_erlang_result *result = &self->results[j];
        if (self->is_table) {
            print_quoted(file, result->interval);
            fputc(',', file);
        }
        fputs(model_key(self), file);
        inputs_of(self, result, inputs);
        for (int k = 0; k < N_INPUTS; k++) {
            print_number(file, inputs[k].value);
        }
        for (const cc_erlang_figure *row = cc_erlang_figure_table; row->name != NULL; row++) {
            print_number(file, cc_erlang_figure_value(row, &result->figures));
        }
        fputc('\n', file);
    }
}

static json_t *
number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

/* Adds what one result says to object. */
static void
add_result(const cli_erlang_answer *self, const cli_erlang_result *result, json_t *object)
{
    column inputs[N_INPUTS];
    inputs_of(self, result, inputs);
    for (int k = 0; k < N_INPUTS; k++) {
        bool is_flag = strcmp(inputs[k].name, "stable") == 0;
        json_object_set_new(object, inputs[k].name,
                            is_flag ? json_boolean(result->figures.stable)
                                    : number(inputs[k].value));
    }
    for (const cc_erlang_figure *row = cc_erlang_figure_table; row->name != NULL; row++) {
        json_object_set_new(object, row->name,
                            number(cc_erlang_figure_value(row, &result->figures)));
    }
}

bool
cli_erlang_json(const cli_erlang_answer *self, FILE *file)
{
    json_t *root = json_object();
    json_object_set_new(root, "ccsim", json_string(CCSIM_VERSION));
    json_object_set_new(root, "model", json_string(model_key(self)));
    json_t *targets = json_object();
    for (size_t j = 0; j < self->n_targets; j++) {
        json_object_set_new(targets, self->targets[j].figure->name, number(self->targets[j].value));
    }
    json_object_set_new(root, "targets", targets);
    if (self->patience != NULL) {
        json_object_set_new(root, "patience_distribution", json_string(self->patience));
    }
    if (self->is_table) {
        json_object_set_new(root, "interval_length", number(self->interval));
        json_t *intervals = json_array();
        for (size_t j = 0; j < self->n_results; j++) {
            json_t *one = json_object();
            /* a label that is not UTF-8 has no place in JSON */
            json_t *label = json_string(self->results[j].interval);
            json_object_set_new(one, "interval", label != NULL ? label : json_null());
            add_result(self, &self->results[j], one);
            json_array_append_new(intervals, one);
        }
        json_object_set_new(root, "intervals", intervals);
    } else {
        add_result(self, &self->results[0], root);
    }
    char *text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    json_decref(root);
    if (text == NULL) {
        return false;
    }
    fprintf(file, "%s\n", text);
    free(text);
    return true;
}
