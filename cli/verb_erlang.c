/* ccsim erlang b|c|a: the formulas by themselves, forwards and backwards, once or by interval. */
#include "cli/erlang_report.h"
#include "cli/erlang_table.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "models/language/dist_text.h"
#include "models/language/hint.h"
#include "models/language/units.h"
#include "models/theory/erlang_patience.h"
#include "report/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VERB "erlang"
#define TARGETS_MAX 16

/* As typed. */
typedef struct request {
    const char *calls_per_hour, *calls, *interval, *aht, *agents, *lines;
    const char *threshold, *patience, *shrinkage, *max_occupancy;
    const char *table, *columns, *format, *out;
    char **targets;
    int fractional;
} request;

/* As understood. */
typedef struct job {
    cc_erlang_model model;
    cc_erlang input;
    double aht;      /* s; NAN: not given */
    double interval; /* s */
    double shrinkage;
    bool has_agents, fractional;
    cc_erlang_target targets[TARGETS_MAX];
    size_t n_targets;
    int format;
    cc_arena *arena; /* of a distribution of patience */
    sim_dist dist;
    cc_erlang_patience patience;
} job;

enum { TEXT, CSV, JSON };

static bool
read_model(const cli_options *options, cc_erlang_model *model)
{
    static const char *const names[] = {"b", "c", "a", NULL};
    int index = 0;
    if (options->n_arguments != 1) {
        cli_usage(VERB, options->n_arguments == 0 ? "a model is needed: b, c or a"
                                                  : "one model at a time: b, c or a");
        return false;
    }
    if (!cli_read_choice(VERB, "the model", options->arguments[0], names, &index)) {
        return false;
    }
    *model = (cc_erlang_model)index;
    return true;
}

/* A figure that does not depend on the number of agents in this model cannot be a target. */
static const char *
why_no_target(cc_erlang_model model, const cc_erlang_figure *figure)
{
    bool is_blocking = strcmp(figure->name, "blocking") == 0;
    if (figure->better == 0) {
        return "is no target";
    }
    if (model == CC_ERLANG_B && !is_blocking && strcmp(figure->name, "occupancy") != 0 &&
        strcmp(figure->name, "service_level_offered") != 0) {
        return "is no target in Erlang B, where nobody waits";
    }
    if (model != CC_ERLANG_B && is_blocking) {
        return "is no target: nobody is blocked but in Erlang B";
    }
    if (model != CC_ERLANG_A && strcmp(figure->name, "abandonment") == 0) {
        return "is no target: nobody gives up but in Erlang A";
    }
    return NULL;
}

static bool
add_target(job *self, const char *name, size_t length, const char *value, const char *option)
{
    char text[64];
    cc_hint hint;
    snprintf(text, sizeof(text), "%.*s", (int)length, name);
    cc_hint_init(&hint, text);
    const cc_erlang_figure *figure = cc_erlang_figure_table;
    for (; figure->name != NULL && strcmp(figure->name, text) != 0; figure++) {
        if (figure->better != 0) {
            cc_hint_offer(&hint, figure->name);
        }
    }
    if (figure->name == NULL) {
        cli_usage(VERB, "--target: %s: no such figure; %s%s%s", text,
                  hint.nearest != NULL ? "did you mean " : "see its names without --target",
                  hint.nearest != NULL ? hint.nearest : "", hint.nearest != NULL ? "?" : "");
        return false;
    }
    const char *why = why_no_target(self->model, figure);
    if (why != NULL) {
        cli_usage(VERB, "--target: %s %s", text, why);
        return false;
    }
    if (self->n_targets == TARGETS_MAX) {
        cli_usage(VERB, "--target: more than %d", TARGETS_MAX);
        return false;
    }
    char label[128];
    snprintf(label, sizeof(label), "%s%s%s", option, option[2] == 't' ? ": " : "",
             option[2] == 't' ? text : "");
    cc_erlang_target *target = &self->targets[self->n_targets];
    target->figure = figure;
    cli_range share = {.low = 0, .high = 1, .above = true, .below = strcmp(text, "occupancy") != 0};
    bool good = strcmp(figure->unit, "s") == 0
                    ? cli_read_duration(VERB, label, value, CLI_POSITIVE, &target->value)
                : strcmp(figure->unit, "fraction") == 0
                    ? cli_read_number(VERB, label, value, share, &target->value)
                    : cli_read_number(VERB, label, value, CLI_POSITIVE, &target->value);
    self->n_targets += good;
    return good;
}

static bool
read_targets(job *self, const request *typed)
{
    for (size_t j = 0; typed->targets != NULL && typed->targets[j] != NULL; j++) {
        const char *equals = strchr(typed->targets[j], '=');
        if (equals == NULL) {
            cli_usage(VERB, "--target: must be like service_level_g1=0.8 (%s)", typed->targets[j]);
            return false;
        }
        size_t length = (size_t)(equals - typed->targets[j]);
        if (!add_target(self, typed->targets[j], length, equals + 1, "--target")) {
            return false;
        }
    }
    if (typed->max_occupancy != NULL) {
        if (self->n_targets == 0) {
            cli_usage(VERB, "--max-occupancy: needs a --target to go with");
            return false;
        }
        return add_target(self, "occupancy", strlen("occupancy"), typed->max_occupancy,
                          "--max-occupancy");
    }
    return true;
}

static bool
read_agents(job *self, const request *typed)
{
    const char *name = typed->agents != NULL ? "--agents" : "--lines";
    const char *text = typed->agents != NULL ? typed->agents : typed->lines;
    if (typed->agents != NULL && typed->lines != NULL) {
        cli_usage(VERB, "--lines: is another word for --agents; give one of them");
        return false;
    }
    self->has_agents = text != NULL;
    if (self->n_targets > 0 && self->has_agents) {
        cli_usage(VERB, "%s: is what --target looks for; give one of them", name);
        return false;
    }
    if (self->fractional && self->n_targets == 0) {
        cli_usage(VERB, "--fractional: needs a --target");
        return false;
    }
    if (!self->has_agents) {
        return true;
    }
    cli_range range = self->model == CC_ERLANG_B ? CLI_NOT_NEGATIVE : CLI_POSITIVE;
    if (!cli_read_number(VERB, name, text, range, &self->input.agents)) {
        return false;
    }
    if (self->input.agents > CC_ERLANG_MAX) {
        cli_usage(VERB, "%s: must be <= %g (%s)", name, CC_ERLANG_MAX, text);
        return false;
    }
    return true;
}

/* Calls an hour, unless they are in a table. */
static bool
read_calls(job *self, const request *typed)
{
    if (!cli_read_duration(VERB, "--interval", typed->interval != NULL ? typed->interval : "30 min",
                           CLI_POSITIVE, &self->interval)) {
        return false;
    }
    if (typed->table != NULL) {
        if (typed->calls != NULL || typed->calls_per_hour != NULL) {
            cli_usage(VERB, "--calls%s: the calls are in the table",
                      typed->calls != NULL ? "" : "-per-hour");
            return false;
        }
        return true;
    }
    if ((typed->calls == NULL) == (typed->calls_per_hour == NULL)) {
        cli_usage(VERB, "--calls-per-hour, or --calls for each --interval, is needed: one of them");
        return false;
    }
    if (typed->calls != NULL) {
        self->input.period = self->interval;
        return cli_read_number(VERB, "--calls", typed->calls, CLI_NOT_NEGATIVE, &self->input.calls);
    }
    self->input.period = 3600;
    return cli_read_number(VERB, "--calls-per-hour", typed->calls_per_hour, CLI_NOT_NEGATIVE,
                           &self->input.calls);
}

/* As a scenario has it. */
static bool
read_distribution(job *self, const char *text)
{
    cc_refusal refusal = {""};
    self->arena = cc_arena_new();
    int ret = self->arena == NULL
                  ? SIM_ERR_NOMEM
                  : cc_dist_parse(&self->dist, "--patience", text, self->arena, &refusal);
    if (ret == SIM_OK) {
        ret = cc_erlang_patience_init(&self->patience, &self->dist, &self->input);
    }
    if (ret == SIM_ERR_REFUSED) {
        cli_usage(VERB, "%s", refusal.text);
    } else if (ret == SIM_ERR_LIMIT) {
        cli_usage(VERB, "--patience: is too long a list");
    } else if (ret != SIM_OK) {
        cli_usage(VERB, "--patience: %s", sim_strerror(ret));
    }
    return ret == SIM_OK;
}

static bool
read_durations(job *self, const request *typed)
{
    self->aht = NAN;
    self->input.patience = INFINITY;
    if (typed->aht != NULL &&
        !cli_read_duration(VERB, "--aht", typed->aht, CLI_POSITIVE, &self->aht)) {
        return false;
    }
    if (typed->aht == NULL && typed->table == NULL) {
        cli_usage(VERB, "--aht: is needed");
        return false;
    }
    if (!cli_read_duration(VERB, "--threshold", typed->threshold, CLI_NOT_NEGATIVE,
                           &self->input.threshold)) {
        return false;
    }
    if (typed->patience == NULL) {
        if (self->model == CC_ERLANG_A) {
            cli_usage(VERB, "--patience: is needed in Erlang A");
        }
        return self->model != CC_ERLANG_A;
    }
    if (typed->patience[strspn(typed->patience, " ")] == '{') {
        if (!read_distribution(self, typed->patience)) {
            return false;
        }
    } else if (!cli_read_duration(VERB, "--patience", typed->patience, CLI_POSITIVE,
                                  &self->input.patience)) {
        return false;
    }
    if (self->model != CC_ERLANG_A) {
        fprintf(stderr, "ccsim " VERB ": note: --patience has no part in this model\n");
    }
    return true;
}

static bool
read_job(job *self, const request *typed, const cli_options *options)
{
    static const char *const formats[] = {"text", "csv", "json", NULL};
    const cli_range shrinkage = {.low = 0, .high = 1, .below = true};
    self->fractional = typed->fractional != 0;
    if (!read_model(options, &self->model) ||
        !cli_read_choice(VERB, "--format", typed->format, formats, &self->format) ||
        !read_calls(self, typed) || !read_durations(self, typed) || !read_targets(self, typed) ||
        !read_agents(self, typed) ||
        !cli_read_number(VERB, "--shrinkage", typed->shrinkage, shrinkage, &self->shrinkage)) {
        return false;
    }
    if (typed->table == NULL && typed->columns != NULL) {
        cli_usage(VERB, "--columns: needs a --table");
        return false;
    }
    if (typed->table == NULL && !self->has_agents && self->n_targets == 0) {
        cli_usage(VERB, "--agents or --target is needed");
        return false;
    }
    return true;
}

/* One result; where tells which row a refusal is about ("" or "FILE:ROW: "). */
static int
answer(const job *self, const char *where, cli_erlang_result *result)
{
    cc_erlang *input = &result->input;
    double load = input->calls * input->service_time / input->period;
    if (!(load <= CC_ERLANG_MAX)) {
        return cli_usage(VERB, "%scalls x handling time: must be <= %g erlangs (%g)", where,
                         CC_ERLANG_MAX, load);
    }
    if (!cc_erlang_is_moderate(input)) {
        return cli_usage(VERB, "%snumbers must be 0, or from %g to %g", where, CC_ERLANG_TINY,
                         1 / CC_ERLANG_TINY);
    }
    int ret = SIM_OK;
    if (self->n_targets > 0) {
        ret = cc_erlang_agents(self->model, input, self->targets, self->n_targets, self->fractional,
                               &input->agents);
    }
    if (ret == SIM_ERR_LIMIT) {
        return cli_failed(VERB, "%sno number up to %g meets the target", where, CC_ERLANG_MAX);
    }
    if (ret == SIM_OK && self->fractional && input->agents == 0 && input->calls > 0) {
        return cli_failed(VERB, "%sthe target is met by as good as nobody: by %g of an agent",
                          where, CC_ERLANG_LEAST);
    }
    if (ret == SIM_OK) {
        ret = cc_erlang_solve(self->model, input, &result->figures);
    }
    if (ret != SIM_OK) {
        return cli_failed(VERB, "%s%s", where, sim_strerror(ret));
    }
    /* 14 of 0.7 is 20, whatever binary fractions make of it */
    double scheduled = input->agents / (1 - self->shrinkage);
    result->agents_scheduled = self->fractional || input->agents != floor(input->agents)
                                   ? scheduled
                                   : ceil(scheduled * (1 - 1e-12));
    return CLI_OK;
}

/* The rows' own step, which --interval must not contradict. */
static int
settle_interval(job *self, const request *typed, const cli_erlang_table *table)
{
    char step[64], said[64];
    if (table->step > 0 && typed->interval != NULL && table->step != self->interval) {
        return cli_refused(VERB, "%s: rows are %s apart, and --interval is %s", table->path,
                           cc_duration_format(table->step, step, sizeof(step)),
                           cc_duration_format(self->interval, said, sizeof(said)));
    }
    self->interval = table->step > 0 ? table->step : self->interval;
    for (const cc_remark *note = table->reader.first_remark; note != NULL; note = note->next) {
        if (note->is_warning) {
            char text[1100];
            snprintf(text, sizeof(text), "note: %s", note->text);
            xp_text_wrap(stderr, text);
        }
    }
    return CLI_OK;
}

static int
answer_table(job *self, const request *typed, cli_erlang_table *forecast,
             cli_erlang_result **results)
{
    cli_erlang_columns columns;
    char storage[512];
    if (!cli_erlang_columns_read(&columns, VERB, typed->columns, storage, sizeof(storage))) {
        return CLI_USAGE;
    }
    int status = cli_erlang_table_read(forecast, VERB, typed->table, &columns);
    if (status != CLI_OK) {
        return status;
    }
    status = settle_interval(self, typed, forecast);
    if (status != CLI_OK) {
        return status;
    }
    if (!forecast->has_aht && isnan(self->aht)) {
        return cli_usage(VERB, "%s has no column \"%s\", and there is no --aht", forecast->path,
                         columns.aht);
    }
    if (!forecast->has_agents && !self->has_agents && self->n_targets == 0) {
        return cli_usage(VERB, "--agents, --target or a column \"%s\" is needed", columns.agents);
    }
    *results = calloc(forecast->n_rows, sizeof(**results));
    if (*results == NULL) {
        return cli_failed(VERB, "out of memory");
    }
    for (size_t j = 0; j < forecast->n_rows && status == CLI_OK; j++) {
        const cli_erlang_row *row = &forecast->row[j];
        cli_erlang_result *result = &(*results)[j];
        char where[256];
        snprintf(where, sizeof(where), "%.200s:%d: ", forecast->path, row->line);
        *result = (cli_erlang_result){.interval = row->interval, .input = self->input};
        result->aht = forecast->has_aht ? row->aht : self->aht;
        result->input.calls = row->calls;
        result->input.period = self->interval;
        result->input.service_time = row->calls > 0 ? result->aht : 1;
        if (!self->has_agents && self->n_targets == 0) {
            result->input.agents = row->agents;
            if (row->agents == 0 && row->calls > 0 && self->model != CC_ERLANG_B) {
                return cli_refused(VERB, "%s:%d: column \"%s\": must be > 0 (is 0)", forecast->path,
                                   row->line, columns.agents);
            }
        }
        status = answer(self, where, result);
    }
    return status;
}

static int
print(const job *self, const request *typed, const cli_erlang_result *results, size_t n_results,
      const cc_input *table)
{
    const cli_erlang_answer report = {.model = self->model,
                                      .shrinkage = self->shrinkage,
                                      .interval = self->interval,
                                      .targets = self->targets,
                                      .n_targets = self->n_targets,
                                      .results = results,
                                      .n_results = n_results,
                                      .patience = self->input.law != NULL ? typed->patience : NULL,
                                      .is_table = typed->table != NULL};
    cli_output output;
    const int status = cli_output_open_beside(&output, VERB, typed->out, table, report.is_table);
    if (status != CLI_OK) {
        cli_output_abort(&output);
        return status;
    }
    if (self->format == JSON) {
        if (!cli_erlang_json(&report, output.file)) {
            cli_output_abort(&output);
            return cli_failed(VERB, "out of memory");
        }
    } else if (self->format == CSV) {
        cli_erlang_csv(&report, output.file);
    } else {
        cli_erlang_text(&report, output.file);
    }
    return cli_output_commit_one(&output, VERB);
}

static void
job_free(job *self)
{
    cc_erlang_patience_free(&self->patience);
    cc_arena_free(self->arena);
}

static int
carry_out(const request *typed, const cli_options *options)
{
    job self = {0};
    if (!read_job(&self, typed, options)) {
        job_free(&self);
        return CLI_USAGE;
    }
    cli_erlang_table forecast = {0};
    cli_erlang_result one = {.input = self.input, .aht = self.aht};
    cli_erlang_result *many = NULL;
    one.input.service_time = self.aht;
    int status = typed->table != NULL ? answer_table(&self, typed, &forecast, &many)
                                      : answer(&self, "", &one);
    if (status == CLI_OK) {
        status = print(&self, typed, many != NULL ? many : &one, many != NULL ? forecast.n_rows : 1,
                       &forecast.input);
    }
    free(many);
    cli_erlang_table_free(&forecast);
    job_free(&self);
    return status;
}

static int
run(int argc, const char **argv)
{
    request typed = {.threshold = "20 s", .shrinkage = "0", .format = "text"};
    const struct poptOption table[] = {
        CLI_STRING("calls-per-hour", typed.calls_per_hour, "Calls offered in an hour", "N"),
        CLI_STRING("calls", typed.calls, "Calls offered in each --interval instead", "N"),
        CLI_STRING("interval", typed.interval,
                   "Length of an interval, else as the rows of a --table say, else 30 min",
                   "DURATION"),
        CLI_STRING("aht", typed.aht, "Mean handling time, as 180s or \"3 min\"", "DURATION"),
        CLI_STRING("agents", typed.agents, "Agents, not necessarily a whole number", "N"),
        CLI_STRING("lines", typed.lines, "The same, as one says of Erlang B", "N"),
        CLI_STRING("threshold", typed.threshold, "Of the service levels", "DURATION"),
        CLI_STRING("patience", typed.patience,
                   "Mean patience, exponential, in Erlang A, or any distribution as in a scenario: "
                   "'{ dist = \"lognormal\"; mean = \"3 min\"; cv = 1.2 }'",
                   "DURATION|DIST"),
        CLI_LIST("target", typed.targets,
                 "Find the least number of agents that meets it, e.g. service_level_g1=0.8, "
                 "blocking=0.02, abandonment=0.03, asa=20s, occupancy=0.85; repeat it for several",
                 "FIGURE=VALUE"),
        CLI_SWITCH("fractional", typed.fractional, "The number found need not be whole"),
        CLI_STRING("max-occupancy", typed.max_occupancy,
                   "With --target: keep occupancy at most at this", "SHARE"),
        CLI_STRING("shrinkage", typed.shrinkage, "Share of scheduled agents who are not there",
                   "SHARE"),
        CLI_STRING("table", typed.table,
                   "A row for each interval: a CSV file with columns interval, calls, aht_s and, "
                   "if there is no --agents or --target, agents; or as in a scenario: "
                   "'{ file = \"f.csv\"; decimal = \",\"; }'",
                   "FILE|GROUP"),
        CLI_STRING("columns", typed.columns,
                   "Other names of the columns: calls=NAME,aht=NAME,interval=NAME,agents=NAME",
                   "MAP"),
        CLI_STRING("format", typed.format, "text, csv or json", "FORMAT"),
        CLI_STRING("out", typed.out, "Write to a file, whole or not at all", "FILE"),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(&options, table, "[OPTION...] b|c|a", argc, argv);
    if (status < 0) {
        status = carry_out(&typed, &options);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_erlang = {
    .name = "erlang",
    .summary = "Erlang B, C or A: what so many agents give, or how many give that",
    .run = run,
};
