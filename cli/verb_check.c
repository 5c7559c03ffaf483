/* ccsim check: is the scenario right, and what does it amount to? */
#include "cli/check_agents.h"
#include "cli/check_clocks.h"
#include "cli/check_lesson.h"
#include "cli/hours_text.h"
#include "cli/load.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/script.h"
#include "cli/verb.h"
#include "models/language/hint.h"
#include "models/language/moment.h"
#include "models/language/units.h"
#include "models/scenario/canonical.h"
#include "models/scenario/evidence.h"
#include "models/scenario/graph.h"
#include "models/scenario/hands.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/workload.h"
#include "report/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VERB "check"
#define LINE 79 /* columns */

typedef struct request {
    char **set;
    const char *out, *script;
    int evidence, print;
} request;

/* ---- what it says ---- */

/* "14 days from Thu 2026-12-24, 9 of them open" */
static void
say_days(const cc_run *run, char *text, size_t size)
{
    char date[16];
    int n_open = 0;
    for (int day = 0; day < run->days; day++) {
        n_open += cc_day_is_open(run, day);
    }
    int n = snprintf(text, size, "%d day%s", run->days, run->days == 1 ? "" : "s");
    if (run->has_date) {
        n += snprintf(text + n, size - (size_t)n, " from %s %s", cc_weekdays[run->first_day],
                      cc_day_format(run->first_date, date, sizeof(date)));
    }
    if (n_open < run->days) {
        snprintf(text + n, size - (size_t)n, ", %d of them open", n_open);
    }
}

static void
print_clock(FILE *out, const cc_scenario *scenario)
{
    const cc_run *run = &scenario->run;
    char days[96];
    say_days(run, days, sizeof(days));
    char hours[1200], step[64], window[64], text[1600];
    const bool always = run->hours.is_same && run->open <= 0 && run->close >= CC_DAY;
    cli_hours_text(run, hours, sizeof(hours));
    int n = snprintf(text, sizeof(text), "%s%s by %s, %s: observes %s", hours,
                     always ? " (run.hours: open 24 h a day)" : "",
                     cc_duration_format(run->interval, step, sizeof(step)), days,
                     cc_duration_format(run->observe, window, sizeof(window)));
    if (run->warm_up > 0) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, " after %s",
                      cc_duration_format(run->warm_up, window, sizeof(window)));
    }
    if (run->follow_up > 0) {
        snprintf(text + n, sizeof(text) - (size_t)n, ", follows up %s",
                 cc_duration_format(run->follow_up, window, sizeof(window)));
    }
    xp_text_wrap(out, text);
}

static bool
is_used(const cc_scenario *scenario, const cc_workload *workload, int channel)
{
    return scenario->center.channel[channel].offered || workload->channel[channel].contacts > 0;
}

/* A table's columns are channels that are used, then the sum of them. */
typedef struct {
    int channel[CC_MAX_CHANNELS];
    int n_channels;
    int first, last; /* of these columns; n_channels is the sum */
} columns;

static const int COLUMNS_IN_80 = 4; /* beside the rows' names */

static void
print_row(FILE *out, const columns *of, const char *name, const double *by_channel, bool with_sum)
{
    double sum = 0;
    for (int k = 0; k < of->n_channels; k++) {
        sum += by_channel[of->channel[k]];
    }
    fprintf(out, "  %-28.28s", name);
    for (int k = of->first; k < of->last; k++) {
        if (k < of->n_channels) {
            fprintf(out, "%11.1f", by_channel[of->channel[k]]);
        } else if (with_sum) {
            fprintf(out, "%11.1f", sum);
        }
    }
    fprintf(out, "\n");
}

/* Where contacts go by how things stand, the workload goes by how they stand at rest. */
static void
print_conditions(FILE *out, const cc_scenario *scenario)
{
    bool has = false;
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_channel *channel = &scenario->center.channel[c];
        cc_graph graph;
        cc_graph_walk(&scenario->center, channel->offered ? channel->entry : -1, &graph);
        has |= cc_graph_has_conditions(&scenario->center, &graph);
    }
    if (has) {
        fprintf(out, "  conditions of automation are taken as where nobody waits and agents\n"
                     "  are free: the run decides them as things stand\n");
    }
}

static void
print_columns(FILE *out, const cc_scenario *scenario, const cc_workload *workload,
              const columns *of)
{
    fprintf(out, "\n%-30s", "CONTACTS an open day");
    for (int k = of->first; k < of->last; k++) {
        char name[64] = "all";
        if (k < of->n_channels) {
            xp_text_cut(name, sizeof(name), scenario->channel[of->channel[k]].name, 10);
        }
        xp_text_right(out, name, 11);
    }
    fprintf(out, "\n");
    double all[CC_MAX_CHANNELS] = {0}, rounds[CC_MAX_CHANNELS], agents[CC_MAX_CHANNELS],
           work[CC_MAX_CHANNELS], hours[CC_MAX_CHANNELS], backlog[CC_MAX_CHANNELS],
           recorded[CC_MAX_CHANNELS];
    double n_backlog = 0, n_recorded = 0;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        const double *row = &workload->contacts[i * scenario->n_channels];
        print_row(out, of, scenario->demand.issue[i].name, row, true);
        for (int c = 0; c < scenario->n_channels; c++) {
            all[c] += row[c];
        }
    }
    for (int c = 0; c < scenario->n_channels; c++) {
        rounds[c] = workload->channel[c].contacts;
        agents[c] = workload->channel[c].to_agents;
        work[c] = workload->channel[c].work;
        hours[c] = workload->channel[c].hours;
        backlog[c] = workload->channel[c].backlog;
        recorded[c] = workload->channel[c].recorded;
        all[c] += backlog[c] + recorded[c];
        n_backlog += backlog[c];
        n_recorded += recorded[c];
    }
    if (n_recorded > 0) {
        print_row(out, of, "recorded", recorded, true);
    }
    if (n_backlog > 0) {
        print_row(out, of, "backlog, spread over days", backlog, true);
    }
    print_row(out, of, "first attempts", all, true);
    print_row(out, of, "with returns", rounds, true);
    print_row(out, of, "of these to agents", agents, true);
    print_row(out, of, "work for one, s", work, false);
    print_row(out, of, "hours of attention", hours, true);
}

static void
print_contacts(FILE *out, const cc_scenario *scenario, const cc_workload *workload)
{
    columns of = {0};
    for (int c = 0; c < scenario->n_channels; c++) {
        if (is_used(scenario, workload, c)) {
            of.channel[of.n_channels++] = c;
        }
    }
    for (; of.first <= of.n_channels; of.first = of.last) {
        const int more = of.n_channels + 1 - of.first;
        of.last = of.first + (more < COLUMNS_IN_80 ? more : COLUMNS_IN_80);
        print_columns(out, scenario, workload, &of);
    }
    print_conditions(out, scenario);
    if (workload->turned_away > 0.05) {
        fprintf(out, "  %.1f a day want a channel that is not there and take no other\n",
                workload->turned_away);
    }
}

/* As many steps of the path as the pattern has, with its stars, without an index. */
static void
shape_like(const char *path, const char *pattern, char *out, size_t size)
{
    size_t n = 0;
    for (bool more = true; more && n < size;) {
        const size_t step = strcspn(path, "."), wanted = strcspn(pattern, ".");
        const bool any = wanted == 1 && pattern[0] == '*';
        const int length = any ? 1 : (int)strcspn(path, ".[");
        n += (size_t)snprintf(out + n, size - n, "%s%.*s", n > 0 ? "." : "", length,
                              any ? "*" : path);
        more = path[step] != '\0' && pattern[wanted] != '\0';
        path += step + more;
        pattern += wanted + more;
    }
}

static void
note_of_pattern(FILE *out, const cc_scenario *scenario, const cc_grading *grading)
{
    char shape[256], nearest[256] = "";
    cc_hint hint;
    cc_hint_init(&hint, grading->pattern);
    for (int j = 0; j < scenario->evidence.n_figures; j++) {
        const cc_figure *figure = &scenario->evidence.figure[j];
        const char *before = hint.nearest;
        const size_t distance = hint.distance;
        if (figure->of_center != grading->of_center) {
            continue;
        }
        shape_like(figure->path, grading->pattern, shape, sizeof(shape));
        cc_hint_offer(&hint, shape);
        if (hint.nearest != before || hint.distance != distance) {
            snprintf(nearest, sizeof(nearest), "%s", shape);
            hint.nearest = nearest;
        }
    }
    char text[1024];
    snprintf(text, sizeof(text),
             "note: %s.evidence: \"%.300s\" covers no figure that is written%s%s%s",
             grading->of_center ? "center" : "demand", grading->pattern,
             hint.nearest == NULL ? "" : "; did you mean \"", hint.nearest == NULL ? "" : nearest,
             hint.nearest == NULL ? "" : "\"?");
    xp_text_wrap(out, text);
}

/* Does no channel say anything else of what is interrupted than that the agent goes on with it? */
static bool
keeps_all(const cc_scenario *scenario)
{
    bool keeps = true;
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_channel *channel = &scenario->center.channel[c];
        keeps = keeps && (!channel->offered || channel->interrupted.then == CC_KEEP);
    }
    return keeps;
}

/* What tables in files cover. */
static void
print_tables(FILE *out, const cc_scenario *scenario)
{
    bool any = false;
    for (const cc_remark *remark = scenario->remarks; remark != NULL; remark = remark->next) {
        if (!remark->is_warning) {
            fprintf(out, "%s", any ? "" : "\nTABLES\n");
            xp_text_wrap(out, remark->text);
            any = true;
        }
    }
}

/* What a queue says holds for all that it takes; thresholds of its channels are then written in vain. */
static void
note_of_levels(FILE *out, const cc_scenario *scenario)
{
    const cc_center_setup *center = &scenario->center;
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_service_level *own = &center->channel[c].service_level;
        const char *queue = NULL;
        bool used = own->n_within == 0 || !center->channel[c].offered;
        for (int i = 0; i < scenario->demand.n_issues && !used; i++) {
            const int q = center->queue_of[i * scenario->n_channels + c];
            if (q >= 0 && scenario->demand.issue[i].content[c].is_used) {
                const cc_service_level *has = &center->level[q * scenario->n_channels + c];
                queue = center->queue[q].name;
                used = has->n_within == own->n_within && has->within[0] == own->within[0];
            }
        }
        if (!used && queue != NULL) {
            char text[400];
            snprintf(text, sizeof(text),
                     "note: service_level.within of channel \"%s\" is not used: queue \"%.60s\" "
                     "has its own",
                     scenario->channel[c].name, queue);
            xp_text_wrap(out, text);
        }
    }
}

static void
print_notes(FILE *out, const cc_scenario *scenario)
{
    for (const cc_remark *remark = scenario->remarks; remark != NULL; remark = remark->next) {
        if (remark->is_warning) {
            char text[1100];
            snprintf(text, sizeof(text), "note: %s", remark->text);
            xp_text_wrap(out, text);
        }
    }
    const cc_center_setup *center = &scenario->center;
    if (center->shift_end == CC_SHIFT_INTERRUPT && keeps_all(scenario)) {
        xp_text_wrap(out, "note: routing.shift_end = \"interrupt\" does what \"finish\" does: no "
                          "channel says what becomes of interrupted work (interrupted.then)");
    }
    for (int q = 0; q < center->n_queues; q++) {
        if (cc_hands_lack(scenario, q)) {
            char text[160];
            snprintf(text, sizeof(text), "note: no group serves queue \"%.100s\"",
                     center->queue[q].name);
            xp_text_wrap(out, text);
        }
    }
    note_of_levels(out, scenario);
    for (int k = 0; k < scenario->evidence.n_gradings; k++) {
        const cc_grading *e = &scenario->evidence.grading[k];
        bool covers = false;
        for (int j = 0; j < scenario->evidence.n_figures && !covers; j++) {
            covers = scenario->evidence.figure[j].of_center == e->of_center &&
                     cc_evidence_covers(e->pattern, scenario->evidence.figure[j].path);
        }
        if (!covers) {
            note_of_pattern(out, scenario, e);
        }
    }
}

/* The place on the right, on a line of its own if there is no room. */
static void
print_figure(FILE *out, const cc_figure *figure)
{
    char path[512], place[512] = "--set";
    snprintf(path, sizeof(path), "  %s.%s", figure->of_center ? "center" : "demand", figure->path);
    if (figure->line > 0) {
        snprintf(place, sizeof(place), "%s:%d", figure->file, figure->line);
    }
    const size_t width = xp_text_width(path) + 1 + xp_text_width(place);
    fprintf(out, width > LINE ? "%s\n" : "%s ", path);
    xp_text_right(out, place, LINE - (width > LINE ? 0 : xp_text_width(path) + 1));
    fputc('\n', out);
}

static void
print_evidence(FILE *out, const cc_scenario *scenario, bool list)
{
    static const char *const grades[] = {"A  peer-reviewed", "B  public data", "C  industry",
                                         "D  guesses", "Not yet sourced"};
    const cc_evidence_count count = cc_evidence_counted(&scenario->evidence);
    fprintf(out, "\nEVIDENCE\n");
    if (count.by_grade[3] > 0 || count.not_sourced == 0) {
        fprintf(out, "  %d of %d figures are guesses (grade D)\n", count.by_grade[3], count.total);
    }
    if (count.not_sourced > 0) {
        fprintf(out, "  %d of %d figures are not yet sourced\n", count.not_sourced, count.total);
    }
    if (!list) {
        return;
    }
    for (int grade = 'A'; grade <= 'D' + 1; grade++) {
        const int n = grade > 'D' ? count.not_sourced : count.by_grade[grade - 'A'];
        if (n == 0) {
            continue;
        }
        fprintf(out, "\n%s: %d\n", grades[grade - 'A'], n);
        for (int j = 0; j < scenario->evidence.n_figures; j++) {
            const cc_figure *figure = &scenario->evidence.figure[j];
            if (figure->is_graded != (grade <= 'D') || (grade <= 'D' && figure->grade != grade)) {
                continue;
            }
            print_figure(out, figure);
        }
    }
    if (scenario->evidence.source != NULL && scenario->evidence.source[0] != '\0') {
        fprintf(out, "\nSource: %s\n", scenario->evidence.source);
    }
}

static int
print_all(FILE *out, const cc_scenario *scenario, const request *typed)
{
    cc_workload workload;
    const int ret = cc_workload_init(&workload, scenario);
    if (ret != SIM_OK) {
        return cli_failed(VERB, "%s", sim_strerror(ret));
    }
    char text[1024];
    snprintf(text, sizeof(text), "%.400s (%.600s)", scenario->name, scenario->file);
    xp_text_wrap(out, text);
    if (scenario->demand.name[0] != '\0') {
        snprintf(text, sizeof(text), "demand \"%.600s\"", scenario->demand.name);
        xp_text_wrap(out, text);
    }
    fprintf(out, "hash %016llx, demand %016llx\n", (unsigned long long)scenario->hash,
            (unsigned long long)scenario->demand_hash);
    print_clock(out, scenario);
    print_tables(out, scenario);
    print_contacts(out, scenario, &workload);
    cli_check_clocks(out, scenario);
    cli_check_agents(out, scenario, &workload);
    cli_check_lesson_print(out, scenario);
    print_evidence(out, scenario, typed->evidence != 0);
    print_notes(out, scenario);
    cc_workload_free(&workload);
    return CLI_OK;
}

static int
print_canonical(FILE *out, const cc_scenario *scenario)
{
    char *text = NULL;
    const int ret = cc_canonical_print(scenario, &text);
    if (ret != SIM_OK) {
        return cli_failed(VERB, "%s", sim_strerror(ret));
    }
    fputs(text, out);
    free(text);
    return CLI_OK;
}

/* What its lines amount to, each at its time. */
static void
print_script(FILE *out, const cc_script *script, const cc_scenario *scenario, const char *file)
{
    fprintf(out, "\n%s: %zu change%s (hash %08llx)\n", file, script->n, script->n == 1 ? "" : "s",
            (unsigned long long)(cc_script_hash(script, scenario) >> 32));
    cc_script_write(script, scenario, out);
}

static int
carry_out(const request *typed, const cli_options *options)
{
    cc_scenario scenario = {0};
    int status = cli_options_one(options, VERB, "scenario file");
    status = status < 0 ? cli_load(&scenario, VERB, options->arguments[0], typed->set) : status;
    if (status >= 0) {
        return status;
    }
    cli_output output = {0};
    cc_script script = {0};
    cc_input script_input = {0};
    status = cli_check_lesson(VERB, &scenario);
    if (status < 0 && typed->script != NULL) {
        status = cli_script_read(&script, VERB, &scenario, typed->script, &script_input);
    }
    status = status < 0 ? cli_output_open(&output, VERB, "--out", typed->out) : status;
    if (status == CLI_OK) {
        status = cli_output_spares(&output, VERB, &script_input, 1);
    }
    if (status == CLI_OK) {
        status = cli_output_spares(&output, VERB, scenario.input, scenario.n_inputs);
    }
    if (status == CLI_OK) {
        status = typed->print ? print_canonical(output.file, &scenario)
                              : print_all(output.file, &scenario, typed);
    }
    if (status == CLI_OK && typed->script != NULL && !typed->print) {
        print_script(output.file, &script, &scenario, typed->script);
    }
    if (status == CLI_OK) {
        status = cli_output_commit_one(&output, VERB);
    }
    cli_output_abort(&output);
    cc_script_free(&script);
    cc_scenario_free(&scenario);
    return status;
}

static int
run(int argc, const char **argv)
{
    request typed = {0};
    const struct poptOption table[] = {
        CLI_LIST("set", typed.set,
                 "Change a setting, e.g. demand.volume=1.2; repeat it for several", "PATH=VALUE"),
        CLI_SWITCH("evidence", typed.evidence, "List every figure by its grade and place"),
        CLI_SWITCH("print", typed.print, "Write the scenario in its canonical form instead"),
        CLI_STRING("script", typed.script, "Check a script of changes too: see docs/scripts.md",
                   "FILE"),
        CLI_STRING("out", typed.out, "Write there instead of stdout", "FILE"),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(&options, table, "[OPTION...] FILE", argc, argv);
    if (status < 0) {
        status = carry_out(&typed, &options);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_check = {
    .name = "check",
    .summary = "is a scenario right, and what does it amount to?",
    .run = run,
};
