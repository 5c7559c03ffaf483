/* ccsim story: one replication in words, in order of time, around a moment or contact by contact. */
#include "cli/load.h"
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/script.h"
#include "cli/story.h"
#include "cli/verb.h"
#include "models/language/units.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define VERB "story"

#define MOMENT "'HH:MM', 'HH:MM:SS' or a day before it, 'DAY HH:MM'"

/* "2 09:30": day (from 1) and time of day; "09:30" is of day 1. */
static bool
parse_moment(const char *text, double *time)
{
    uint64_t day;
    double s;
    const char *end = cc_whole_read(text, 100000, &day);
    if (end != NULL && *end == ' ' && day >= 1 && cc_time_of_day_parse(end + 1, &s)) {
        *time = (double)(day - 1) * CC_DAY + s;
        return true;
    }
    if (cc_time_of_day_parse(text, &s)) {
        *time = s;
        return true;
    }
    return false;
}

typedef struct story_options {
    const char *from, *to, *around, *order, *contact, *limit, *seed, *replication, *out, *memory,
        *script;
    char **set;
    int state;
} story_options;

/* What there is to tell; -1 to carry on, else the status of a usage error. */
static int
read_what(cli_story *self, const story_options *o)
{
    uint64_t limit;
    if (!cc_whole_parse(o->limit != NULL    ? o->limit
                        : o->around != NULL ? "40"
                                            : "200",
                        1, 1000000000, &limit)) {
        return cli_usage(VERB, "--limit: must be a whole number from 1 to 10^9 (%s)", o->limit);
    }
    if (o->from != NULL && !parse_moment(o->from, &self->from)) {
        return cli_usage(VERB, "--from: must be " MOMENT " (%s)", o->from);
    }
    if (o->to != NULL && !parse_moment(o->to, &self->to)) {
        return cli_usage(VERB, "--to: must be " MOMENT " (%s)", o->to);
    }
    if (o->around != NULL && !parse_moment(o->around, &self->around)) {
        return cli_usage(VERB, "--around: must be " MOMENT " (%s)", o->around);
    }
    if (!(self->from < self->to)) {
        return cli_usage(VERB, "--to: must be after --from (%s, %s)", o->to,
                         o->from == NULL ? "00:00" : o->from);
    }
    if (strcmp(o->order, "time") != 0 && strcmp(o->order, "contact") != 0) {
        return cli_usage(VERB, "--order: must be time or contact (%s)", o->order);
    }
    self->by_contact = strcmp(o->order, "contact") == 0;
    self->limit = (unsigned long)limit;
    self->nearest = cli_around_of(limit);
    self->with_state = o->state;
    if (o->around != NULL && (o->from != NULL || o->to != NULL || self->by_contact)) {
        return cli_usage(VERB, "--around: is in order of time, not with %s",
                         o->from != NULL ? "--from"
                         : o->to != NULL ? "--to"
                                         : "--order contact");
    }
    if (o->state && o->around == NULL) {
        return cli_usage(VERB, "--state: needs --around");
    }
    return -1;
}

/* There must be a center at that moment. */
static int
check_around(const cli_story *self)
{
    const cc_run *run = &self->scenario->run;
    const double horizon = run->warm_up + run->observe + run->follow_up;
    if (!(self->around >= horizon)) {
        return CLI_OK;
    }
    const long s = (long)(horizon + run->day_begin);
    return cli_usage(VERB, "--around: must be before the run ends, on day %ld at %02ld:%02ld",
                     s / 86400 + 1, s / 3600 % 24, s / 60 % 60);
}

static int
run_with(const story_options *o, cli_command command, const char *file)
{
    cli_story self = {.command = command, .to = INFINITY, .around = NAN, .only = o->contact};
    uint64_t seed, replication;
    if (!cc_whole_parse(o->seed, 0, INT64_MAX, &seed)) {
        return cli_usage(VERB, "--seed: must be a whole number from 0 to %lld (%s)",
                         (long long)INT64_MAX, o->seed);
    }
    if (!cc_whole_parse(o->replication, 1, 1000000000, &replication)) {
        return cli_usage(VERB, "--replication: must be a whole number from 1 to 10^9 (%s)",
                         o->replication);
    }
    int ret = read_what(&self, o);
    ret = ret >= 0 ? ret : cli_memory_read(VERB, o->memory, &self.memory);
    if (ret >= 0) {
        return ret;
    }
    cc_scenario scenario;
    ret = cli_load(&scenario, VERB, file, o->set);
    if (ret >= 0) {
        return ret;
    }
    cli_output output = {0};
    cc_script script = {0};
    cc_input script_input = {0};
    if (o->script != NULL) {
        ret = cli_script_read(&script, VERB, &scenario, o->script, &script_input);
        if (ret >= 0) {
            cc_scenario_free(&scenario);
            return ret;
        }
        self.script = &script;
    }
    self.scenario = &scenario;
    self.from -= scenario.run.day_begin; /* the clock's day 1 has begun before the run */
    self.to -= scenario.run.day_begin;
    self.around -= scenario.run.day_begin;
    ret = check_around(&self);
    ret = ret == CLI_OK ? cli_output_open(&output, VERB, "--out", o->out) : ret;
    if (ret == CLI_OK) {
        ret = cli_output_spares(&output, VERB, scenario.input, scenario.n_inputs);
        ret = ret == CLI_OK ? cli_output_spares(&output, VERB, &script_input, 1) : ret;
        self.file = output.file;
        if (ret == CLI_OK) {
            ret = cli_story_tell(&self, VERB, seed, replication - 1);
        }
        if (ret == CLI_OK) {
            ret = cli_output_commit_one(&output, VERB);
        }
        cli_output_abort(&output);
        if (ret == CLI_OK && self.is_cut) {
            fprintf(stderr, "ccsim story: cut after %lu %s; see --limit, --from, --to\n",
                    self.limit, self.by_contact ? "contacts" : "lines");
        }
    }
    cli_story_free(&self);
    cc_script_free(&script);
    cc_scenario_free(&scenario);
    return ret;
}

static int
run(int argc, const char **argv)
{
    story_options o = {.order = "time", .seed = "1", .replication = "1"};
    const struct poptOption table[] = {
        CLI_STRING("from", o.from, "Begin there (default: the beginning)", "'[DAY ]HH:MM'"),
        CLI_STRING("to", o.to, "End there (default: the end)", "'[DAY ]HH:MM'"),
        CLI_STRING("around", o.around, "What is nearest to that moment", "'[DAY ]HH:MM[:SS]'"),
        CLI_SWITCH("state", o.state, "The state of the center at that moment too"),
        CLI_STRING("order", o.order, "In order of time, or contact by contact", "time|contact"),
        CLI_STRING("contact", o.contact, "That one alone, as printed: 'regular 1.17'", "NAME"),
        CLI_STRING("limit", o.limit, "Lines, or contacts, at most (200; around a moment 40)", "N"),
        CLI_STRING("seed", o.seed, "Seed of all randomness", "N"),
        CLI_STRING("replication", o.replication, "Which replication, from 1", "N"),
        CLI_MEMORY_OPTION(o.memory),
        CLI_LIST("set", o.set, "Another value for a setting (repeatable)", "PATH=VALUE"),
        CLI_STRING("script", o.script, "Changes while it runs: see docs/scripts.md", "FILE"),
        CLI_STRING("out", o.out, "Write there instead of stdout", "FILE"),
        POPT_TABLEEND,
    };
    cli_options options;
    int ret = cli_options_read(&options, table, "[OPTION...] FILE", argc, argv);
    if (ret < 0) {
        ret = options.n_arguments == 1
                  ? run_with(&o, (cli_command){argc, argv}, options.arguments[0])
                  : cli_usage(VERB, "one scenario file is needed");
    }
    cli_options_free(&options);
    return ret;
}

const cli_verb_type cli_verb_story = {
    .name = "story",
    .summary = "tells one replication in words",
    .run = run,
};
