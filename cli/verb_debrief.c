/* ccsim debrief: what was done in a lesson, and what it was worth. */
#include "cli/class_file.h"
#include "cli/load.h"
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/script.h"
#include "cli/signals.h"
#include "cli/stopped.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "models/language/units.h"
#include "report/debrief.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define VERB "debrief"

typedef struct request {
    const char *days, *seed, *replication, *threads, *memory, *format, *out, *class_file, *name;
    int quiet;
    cli_command command;
    int format_number; /* in formats */
} request;

static const char *const formats[] = {"text", "html", "json", NULL};
static int (*const writers[])(FILE *file, const xp_debrief *self) = {
    xp_debrief_text, xp_debrief_html, xp_debrief_json};

/* ---- what is asked ---- */

static int
read_whole(const char *name, const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
    return cc_whole_parse(text, least, most, value)
               ? -1
               : cli_usage(VERB, "--%s %s: must be a whole number from %llu to %llu", name, text,
                           (unsigned long long)least, (unsigned long long)most);
}

static int
read_plan(request *self, xp_debrief_plan *plan)
{
    uint64_t threads = 1;
    int status = read_whole("days", self->days, 2, 100000, &plan->days);
    status = status < 0 ? read_whole("threads", self->threads, 1, 1024, &threads) : status;
    status = status < 0 ? cli_memory_read(VERB, self->memory, &plan->memory) : status;
    plan->threads = (int)threads;
    if (status < 0 && self->seed != NULL) {
        status = read_whole("seed", self->seed, 0, INT64_MAX, &plan->seed);
    }
    if (status < 0 && self->replication != NULL) {
        status = read_whole("replication", self->replication, 1, 1000000000, &plan->replication);
        plan->replication -= status < 0;
    }
    return status;
}

/* What can be wrong without a lesson. */
static int
check_request(request *self)
{
    xp_debrief_plan unused = {0};
    int status = read_plan(self, &unused);
    if (status < 0 &&
        !cli_read_choice(VERB, "--format", self->format, formats, &self->format_number)) {
        status = CLI_USAGE;
    }
    if (status < 0 && (self->class_file == NULL) != (self->name == NULL)) {
        status = cli_usage(VERB, self->name == NULL ? "--class: needs --name, whose line it is"
                                                    : "--name: is for --class");
    }
    const char *rule = self->name != NULL ? cli_class_rule(self->name) : NULL;
    if (status < 0 && rule != NULL) {
        status = cli_usage(VERB, "--name: %s (%s)", rule, self->name);
    }
    if (status < 0 && self->class_file != NULL) {
        status = cli_class_check(VERB, self->class_file);
        status = status == CLI_OK ? -1 : status;
    }
    return status;
}

/* ---- the answer ---- */

static void
on_progress(void *context, uint64_t done, uint64_t of)
{
    (void)context;
    fprintf(stderr, "\r%llu of %llu days   ", (unsigned long long)done, (unsigned long long)of);
    fflush(stderr);
}

static int
make(const request *self, xp_debrief *debrief, xp_debrief_plan *plan)
{
    cc_refusal refusal = {""};
    const atomic_bool *finish;
    const bool shown = self->quiet == 0 && isatty(STDERR_FILENO) == 1;
    plan->on_progress = shown ? on_progress : NULL;
    cli_signals_begin_run(&finish, &plan->stop);
    plan->stop = finish; /* half a debrief is none */
    const int ret = xp_debrief_make(debrief, plan, &refusal);
    cli_signals_end_run();
    if (shown) {
        fprintf(stderr, "\r\033[K");
    }
    if (ret == SIM_ERR_INTERRUPTED) {
        (void)cli_failed(VERB, "interrupted before all days were run");
        return CLI_INTERRUPTED;
    }
    return ret == SIM_OK ? -1 : cli_stopped(VERB, &self->command, ret, refusal.text);
}

static int
answer(const request *self, const xp_debrief *debrief, cli_output *output)
{
    const xp_debrief_way *yours = &debrief->way[XP_YOURS];
    if (writers[self->format_number](output->file, debrief) == SIM_ERR_NOMEM) {
        return cli_failed(VERB, "out of memory");
    }
    const int status = cli_output_commit_one(output, VERB);
    return status != CLI_OK || self->class_file == NULL
               ? status
               : cli_class_append(VERB, self->class_file, self->name, yours->score, yours->luck);
}

static int
open_output(const request *self, cli_output *output, const cc_scenario *scenario,
            const cc_input *script)
{
    int status =
        cli_output_open_beside(output, VERB, self->out, scenario->input, scenario->n_inputs);
    if (status == CLI_OK) {
        status = cli_output_spares(output, VERB, script, script->name != NULL);
    }
    if (status == CLI_OK) {
        status = cli_output_spares_file(output, VERB, scenario->lesson.reference);
    }
    return status == CLI_OK ? -1 : status;
}

static int
carry_out(request *self, const char *file, const char *script_file)
{
    cc_scenario scenario = {0};
    xp_lesson lesson = {0};
    cc_script script = {0};
    cc_input input = {0};
    cli_output output = {0};
    xp_debrief debrief = {0};
    xp_debrief_plan plan;
    cc_refusal refusal = {""};
    int status = check_request(self);
    status = status < 0 ? cli_load(&scenario, VERB, file, NULL) : status;
    if (status >= 0) {
        return status;
    }
    const int ret = xp_lesson_init(&lesson, &scenario, &refusal);
    if (ret != SIM_OK) {
        status = ret == SIM_ERR_REFUSED ? cli_refused(VERB, "%s", refusal.text)
                                        : cli_failed(VERB, "%s: %s", file, sim_strerror(ret));
    }
    if (status < 0) {
        xp_debrief_plan_default(&plan, &lesson);
        status = read_plan(self, &plan);
    }
    if (status < 0 && script_file != NULL) {
        plan.script = &script;
        status = cli_script_read(&script, VERB, &scenario, script_file, &input);
    }
    status = status < 0 ? open_output(self, &output, &scenario, &input) : status;
    status = status < 0 ? make(self, &debrief, &plan) : status;
    status = status < 0 ? answer(self, &debrief, &output) : status;
    cli_output_abort(&output);
    xp_debrief_free(&debrief);
    cc_script_free(&script);
    xp_lesson_free(&lesson);
    cc_scenario_free(&scenario);
    return status;
}

static int
run(int argc, const char **argv)
{
    char threads[16];
    cli_all_threads(threads, sizeof(threads));
    request typed = {.days = "200", .threads = threads, .format = "text", .command = {argc, argv}};
    const struct poptOption table[] = {
        CLI_STRING("days", typed.days, "Other days on which the same is done", "N"),
        CLI_STRING("seed", typed.seed, "Seed of the day that was played (the lesson's)", "N"),
        CLI_STRING("replication", typed.replication, "Which day of it, from 1 (the lesson's)", "N"),
        CLI_STRING("class", typed.class_file,
                   "Append a line, name, score and luck, to this CSV file", "FILE"),
        CLI_STRING("name", typed.name, "Whose line it is", "NAME"),
        CLI_STRING("threads", typed.threads, "Threads; the answer does not depend on it", "N"),
        CLI_MEMORY_OPTION(typed.memory),
        CLI_STRING("format", typed.format, "text, html or json", "FORMAT"),
        CLI_STRING("out", typed.out, "Write the answer to a file", "FILE"),
        CLI_SWITCH("quiet", typed.quiet, "Say nothing but errors on stderr"),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(&options, table,
                                  "[OPTION...] LESSON [SCRIPT]\n\n"
                                  "LESSON: a scenario with a lesson, see ccsim list lessons\n"
                                  "SCRIPT: what was done, as the live view saves it (nothing)",
                                  argc, argv);
    if (status < 0 && (options.n_arguments < 1 || options.n_arguments > 2)) {
        status = cli_usage(VERB, options.n_arguments == 0 ? "a lesson is needed"
                                                          : "one lesson and one script at a time");
    }
    if (status < 0) {
        status = carry_out(&typed, options.arguments[0], options.arguments[1]);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_debrief = {
    .name = "debrief",
    .summary = "what was done in a lesson, and what it was worth",
    .run = run,
};
