/* ccsim list WHAT: what there is to choose from. */
#include "cli/list_settings.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "experiment/sweep/design.h"
#include "models/center/controls.h"
#include "models/measure/kpi.h"
#include "models/scenario/channel.h"
#include "models/scenario/load.h"
#include "models/scenario/node.h"
#include "models/scenario/router.h"
#include "models/scenario/scenario.h"
#include "models/scenario/typical.h"
#include "report/interval_columns.h"
#include "sim/dist.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VERB "list"
#define ROW(...) cli_listing_row(listing, (const char *const[]){__VA_ARGS__})
#define COLUMNS(...) cli_listing_init(listing, (const char *const[]){__VA_ARGS__, NULL})

static void
list_kpis(cli_listing *listing)
{
    static const char *const better[] = {"lower", "", "higher"};
    COLUMNS("kpi", "unit", "better", "definition");
    for (int j = 0; j < CC_N_KPIS; j++) {
        ROW(cc_kpis[j].name, cc_unit_name(cc_kpis[j].unit), better[cc_kpis[j].better + 1],
            cc_kpis[j].doc);
    }
}

/* Of the planner's table: run --rows intervals. */
static void
list_columns(cli_listing *listing)
{
    static const char *const kinds[] = {
        [XP_FIELD_TEXT] = "text",     [XP_FIELD_DATE] = "date",
        [XP_FIELD_TIME] = "time",     [XP_FIELD_WHOLE] = "whole number",
        [XP_FIELD_NUMBER] = "number", [XP_FIELD_SHARE] = "share"};
    COLUMNS("column", "is a", "what it says");
    for (const xp_interval_column *it = xp_interval_columns; it->name != NULL; it++) {
        ROW(it->name, kinds[it->kind], it->doc);
    }
}

/* As they are computed; see docs/semantics.md. */
static void
list_formulas(cli_listing *listing)
{
    static const char *const estimators[] = {
        "ratio",    "share",        "count", "standard deviation", "mean of the longest",
        "quantile", "share of days"};
    COLUMNS("kpi", "unit", "estimate", "numerator", "denominator");
    for (int j = 0; j < CC_N_KPIS; j++) {
        const cc_kpi *kpi = &cc_kpis[j];
        const bool of_days = kpi->estimator == CC_DAYS;
        ROW(kpi->name, cc_unit_name(kpi->unit), estimators[kpi->estimator],
            of_days ? "" : kpi->numerator, of_days ? "" : kpi->denominator);
    }
}

static void
list_counters(cli_listing *listing)
{
    COLUMNS("counter", "unit", "what it counts");
#define COUNTER_ROW(name, unit, doc) ROW("c(" #name ")", unit, doc);
    CC_COUNTERS(COUNTER_ROW)
#undef COUNTER_ROW
#define AGENT_ROW(name, unit, doc) ROW("a(" #name ")", unit, doc);
    CC_AGENT_COUNTERS(AGENT_ROW)
#undef AGENT_ROW
#define NODE_ROW(name, unit, doc) ROW("n(" #name ")", unit, doc);
    CC_NODE_COUNTERS(NODE_ROW)
#undef NODE_ROW
#define TRANSFER_ROW(name, unit, doc) ROW("t(" #name ")", unit, doc);
    CC_TRANSFER_COUNTERS(TRANSFER_ROW)
#undef TRANSFER_ROW
}

static void
list_distributions(cli_listing *listing)
{
    COLUMNS("distribution", "parameters", "meaning");
    for (int d = 0; sim_dist_types[d] != NULL; d++) {
        char parameters[256] = "";
        for (const sim_param *p = sim_dist_types[d]->params; p->name != NULL; p++) {
            const size_t n = strlen(parameters);
            snprintf(parameters + n, sizeof(parameters) - n, "%s%s", n > 0 ? ", " : "", p->name);
        }
        ROW(sim_dist_types[d]->name, parameters, sim_dist_types[d]->doc);
    }
}

static void
list_routers(cli_listing *listing)
{
    COLUMNS("router", "meaning");
    for (int j = 0; cc_router_types[j] != NULL; j++) {
        ROW(cc_router_types[j]->name, cc_router_types[j]->doc);
    }
}

static void
list_channels(cli_listing *listing)
{
    COLUMNS("channel", "medium", "work", "meaning");
    for (int j = 0; cc_preset_types[j] != NULL; j++) {
        const cc_preset *kind = cc_preset_types[j];
        ROW(kind->name, kind->medium->name, kind->medium->needed[0], kind->doc);
    }
}

static void
list_nodes(cli_listing *listing)
{
    COLUMNS("node", "meaning");
    for (int j = 0; cc_node_types[j] != NULL; j++) {
        ROW(cc_node_types[j]->name, cc_node_types[j]->doc);
    }
}

/* Of sweeps: docs/sweeps.md. */
static void
list_designs(cli_listing *listing)
{
    COLUMNS("design", "meaning");
    for (int j = 0; xp_design_types[j] != NULL; j++) {
        ROW(xp_design_types[j]->name, xp_design_types[j]->doc);
    }
}

/* What a script may change: docs/scripts.md. */
static void
list_controls(cli_listing *listing)
{
    static const char *const values[] = {
        [CC_CONTROL_NUMBER] = "number",
        [CC_CONTROL_NUMBER_OR_PLAN] = "number, as planned",
        [CC_CONTROL_SHARE_OR_PLAN] = "share, as planned",
        [CC_CONTROL_DURATION_OR_PLAN] = "duration, as planned",
        [CC_CONTROL_SWITCH] = "yes, no",
        [CC_CONTROL_SWITCH_OR_PLAN] = "yes, no, as planned",
        [CC_CONTROL_RANK] = "rank, no, as planned",
    };
    COLUMNS("control", "of", "value", "from then on");
    for (int j = 0; j < CC_N_CONTROLS; j++) {
        const cc_control_type *type = &cc_control_types[j];
        ROW(type->name, type->of_whom, values[type->value], type->doc);
    }
}

static void
list_defaults(cli_listing *listing)
{
    COLUMNS("figure", "grade", "in", "to paste", "range", "source");
    for (const cc_typical *d = cc_typicals; d->name != NULL; d++) {
        const char grade[] = {d->grade, '\0'};
        ROW(d->name, grade, d->object, d->paste, d->range, d->source);
    }
}

/* ---- bundled scenarios ---- */

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The row of a file, if it is one of the list. */
typedef void row_of(cli_listing *listing, const char *path, const cc_scenario *scenario);

static void
scenario_row(cli_listing *listing, const char *path, const cc_scenario *scenario)
{
    ROW(path, scenario->name, scenario->demand.name);
}

static void
lesson_row(cli_listing *listing, const char *path, const cc_scenario *scenario)
{
    if (scenario->lesson.is_given) {
        ROW(path, scenario->lesson.title, scenario->lesson.goal);
    }
}

/* Files of a folder and of the folders in it, in order of name. */
static void
list_folder(cli_listing *listing, const char *folder, int depth, row_of *row)
{
    char *name[512];
    size_t n = 0;
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        return;
    }
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL && n < 512;) {
        if (entry->d_name[0] != '.' && (name[n] = strdup(entry->d_name)) != NULL) {
            n++;
        }
    }
    closedir(dir);
    qsort(name, n, sizeof(name[0]), by_name);
    for (size_t j = 0; j < n; j++) {
        char path[1024];
        snprintf(path, sizeof(path), "%.500s/%.500s", folder, name[j]);
        const size_t length = strlen(path);
        if (length > 4 && strcmp(path + length - 4, ".cfg") == 0) {
            cc_scenario scenario = {0};
            cc_refusal refusal;
            /* What another file includes is no scenario by itself. */
            if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) == SIM_OK) {
                row(listing, path, &scenario);
                cc_scenario_free(&scenario);
            }
        } else if (depth > 0) {
            list_folder(listing, path, depth - 1, row);
        }
        free(name[j]);
    }
}

/* Beside the working directory, or beside the program: build/ccsim, prefix/bin/ccsim. */
static void
list_bundled(cli_listing *listing, const char *below, row_of *row)
{
    char here[64];
    snprintf(here, sizeof(here), "scenarios%s", below);
    list_folder(listing, here, 2, row);
    char program[768];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (listing->n > 0 || length <= 0) {
        return;
    }
    program[length] = '\0';
    static const char *const places[] = {"share/ccsim/scenarios", "scenarios"};
    for (int up = 0; up < 4 && listing->n == 0; up++) {
        char *slash = strrchr(program, '/');
        if (slash == NULL) {
            return;
        }
        *slash = '\0';
        for (size_t j = 0; j < 2 && listing->n == 0; j++) {
            char folder[1024];
            snprintf(folder, sizeof(folder), "%s/%s%s", program, places[j], below);
            list_folder(listing, folder, 2, row);
        }
    }
}

static void
list_scenarios(cli_listing *listing)
{
    COLUMNS("file", "name", "demand");
    list_bundled(listing, "", scenario_row);
}

static void
list_lessons(cli_listing *listing)
{
    COLUMNS("file", "title", "goal");
    list_bundled(listing, "/lessons", lesson_row);
}

/* ---- the verb ---- */

static const struct {
    const char *name;
    void (*list)(cli_listing *listing);
} lists[] = {
    {"kpis", list_kpis},
    {"formulas", list_formulas},
    {"columns", list_columns},
    {"counters", list_counters},
    {"distributions", list_distributions},
    {"routers", list_routers},
    {"channels", list_channels},
    {"nodes", list_nodes},
    {"controls", list_controls},
    {"defaults", list_defaults},
    {"designs", list_designs},
    {"plan", NULL},
    {"settings", NULL},
    {"scenarios", list_scenarios},
    {"lessons", list_lessons},
};
#define N_LISTS (sizeof(lists) / sizeof(lists[0]))

/* Figures to paste, as comments and settings. */
static void
write_defaults(FILE *out)
{
    fprintf(out, "# Usual figures, to paste and to doubt. A peer-reviewed, B public data,\n"
                 "# C industry, D a guess. A scenario's own defaults are neutral.\n");
    for (const cc_typical *d = cc_typicals; d->name != NULL; d++) {
        char title[256];
        snprintf(title, sizeof(title), "# %s, in %s: grade %c, %s", d->name, d->object, d->grade,
                 d->range);
        fputc('\n', out);
        cli_write_wrapped(out, 0, "# ", title);
        fprintf(out, "# ");
        cli_write_wrapped(out, 2, "# ", d->source);
        cli_write_wrapped(out, 0, "    ", d->paste);
    }
}

static int
write_list(FILE *out, size_t which, cli_listing_format format)
{
    if (lists[which].list == NULL) {
        if (strcmp(lists[which].name, "plan") == 0) {
            cli_list_plan(out, format);
        } else {
            cli_list_settings(out, format);
        }
        return CLI_OK;
    }
    if (lists[which].list == list_defaults && format == CLI_LISTING_TEXT) {
        write_defaults(out);
        return CLI_OK;
    }
    cli_listing listing;
    lists[which].list(&listing);
    const int error = listing.error;
    if (error == SIM_OK) {
        cli_listing_write(&listing, out, format);
    }
    cli_listing_free(&listing);
    return error == SIM_OK ? CLI_OK : cli_failed(VERB, "%s", sim_strerror(error));
}

static int
run(int argc, const char **argv)
{
    static const char *const formats[] = {"text", "markdown", "csv", "json", NULL};
    const char *format = "text", *out = NULL;
    const struct poptOption table[] = {
        CLI_STRING("format", format, "text, markdown, csv or json", "FORMAT"),
        CLI_STRING("out", out, "Write there instead of stdout", "FILE"),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(
        &options, table,
        "[OPTION...] LIST\n\n"
        "LIST: kpis, formulas, columns, counters, distributions, routers,\n"
        "      channels, nodes, controls, defaults, designs, plan, settings, scenarios or\n"
        "      lessons",
        argc, argv);
    const char *names[N_LISTS + 1] = {NULL};
    int which = 0, chosen = 0;
    for (size_t j = 0; j < N_LISTS; j++) {
        names[j] = lists[j].name;
    }
    if (status < 0 && options.n_arguments != 1) {
        status = cli_usage(VERB,
                           "say what to list: kpis, formulas, columns, counters, distributions, "
                           "routers, channels, nodes, controls, defaults, designs, plan, settings, "
                           "scenarios or lessons");
    }
    if (status < 0 && (!cli_read_choice(VERB, "the list", options.arguments[0], names, &which) ||
                       !cli_read_choice(VERB, "--format", format, formats, &chosen))) {
        status = CLI_USAGE;
    }
    if (status < 0) {
        cli_output output = {0};
        status = cli_output_open(&output, VERB, "--out", out);
        if (status == CLI_OK) {
            status = write_list(output.file, (size_t)which, (cli_listing_format)chosen);
        }
        if (status == CLI_OK) {
            status = cli_output_commit_one(&output, VERB);
        }
        cli_output_abort(&output);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_list = {
    .name = "list",
    .summary = "what there is to choose from: KPIs, settings, distributions ...",
    .run = run,
};
