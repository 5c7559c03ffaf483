#include "cli/list_settings.h"

#include "experiment/sweep/sweep_settings.h"
#include "models/language/read_table.h"
#include "models/language/settings_list.h"
#include "models/language/value.h"
#include "models/scenario/settings_scenario.h"
#include "sim/dist.h"
#include <math.h>
#include <string.h>

static const char intro[] =
    "# The scenario format\n"
    "\n"
    "This page is generated from the tables that the loader itself uses: `ccsim list settings\n"
    "--format markdown`. A file is read by libconfig, so it consists of `name = value;`, groups "
    "in\n"
    "`{ }`, lists in `( )`, texts in quotes, and comments behind `#`.\n"
    "\n"
    "```\n"
    "# 200 calls an hour of 3 min, 14 agents, nobody hangs up.\n"
    "run    = { hours = [\"00:00\", \"24:00\"]; warm_up = \"2 h\"; };\n"
    "demand = { issues = { call = { per_hour = 200;\n"
    "             voice = { talk = { dist = \"exponential\"; mean = \"180 s\"; }; }; }; }; };\n"
    "center = { channels = { voice = { service_level = { within = \"20 s\"; }; }; };\n"
    "           groups = { agents = { staff = 14; }; }; };\n"
    "```\n"
    "\n"
    "## Rules\n"
    "\n"
    "1. There are three sections: `run` (the clock), `demand` (the customers) and `center` (what\n"
    "   meets them). `ccsim compare` asks for equal `run` and `demand`.\n"
    "2. What has a name is a member of a group, and the member's name is its name: kinds of "
    "issue,\n"
    "   queues, groups, automation. Names start with a letter and go on with letters, digits, `-`\n"
    "   and `_`. Lists hold tables of numbers and ordered things.\n"
    "3. A duration is a text with its unit: `\"20 s\"`, `\"4 min\"`, `\"1.5 h\"`, `\"2 d\"`. A "
    "time of day\n"
    "   is `\"HH:MM\"` or `\"HH:MM:SS\"`, up to `\"24:00\"`. Other numbers carry their unit in the "
    "name.\n"
    "   Shares are from 0 to 1; 0.8 may be written `\"80 %\"`. Decimals take a point.\n"
    "4. A distribution is a duration, which is always the same, or\n"
    "   `{ dist = \"lognormal\"; mean = \"4 min\"; cv = 1.2; }`; see Distributions below.\n"
    "5. A table is a number, a list with a value for each `run.interval` from `run.hours` on, or\n"
    "   `{ file = \"forecast.csv\"; column = \"calls\"; }`, relative to the file that says so; "
    "see\n"
    "   Tables in files below. One day is every day, seven are a week that repeats, and any other\n"
    "   number must be that of the run's open days. The `mean` of the work may be a table too.\n"
    "6. What is not written is neutral: nobody abandons, redials or returns, there is no wrap-up, "
    "no\n"
    "   noise, no automation, lines are unlimited, a group serves every queue, one conversation at "
    "a\n"
    "   time. Usual figures are in `ccsim list defaults`.\n"
    "7. A kind of issue takes from `every_issue` what it does not set, setting by setting, and "
    "then\n"
    "   from `customers`; a distribution without `dist` is completed in the same way. Only "
    "`wants`\n"
    "   is taken as a whole.\n"
    "8. The work that an issue needs belongs to demand; how fast and by whom it is done to "
    "center.\n"
    "9. Each channel has a queue of its own name unless some queue names the channel. In `serves` "
    "a\n"
    "   channel's name stands for all its queues. In lists of preference, names in inner brackets\n"
    "   are equal: `( [\"stock\"], [\"regular\", \"prospect\"] )`.\n"
    "10. A channel is a name. `voice`, `chat` and `email` are there where they are written; "
    "others\n"
    "    are declared, up to 64 in all: `demand.channels = { sales = { kind = \"voice\"; }; };`. "
    "What\n"
    "    may be written of a channel is what its kind has (`ccsim list channels`). Names of "
    "settings\n"
    "    of an issue, `same`, `file` and `column` are taken.\n"
    "11. `evidence` lists paths by grade, `*` standing for any name; what is written and not "
    "listed\n"
    "    is not yet sourced, and no better than a guess.\n"
    "12. `@include \"other.cfg\"` at the start of a line puts that file in its place, relative to "
    "the\n"
    "    file that includes it.\n"
    "13. `--set PATH=VALUE` changes a setting, whether it is written or not:\n"
    "    `--set demand.volume=1.2`, `--set 'center.groups.agents.staff=(5, 6)'`,\n"
    "    `--set 'demand.issues.call.arrivals[3]=40'`, `--set demand.issues.call.voice.talk.mean='4 "
    "min'`.\n"
    "\n"
    "In the tables below, NAME, CHANNEL, KIND and WEEKDAY stand for any such name. A range holds "
    "for\n"
    "each number of a setting.\n";

/* Rows of one section, which begins at its object. */
typedef struct page {
    cli_listing_format format;
    cli_listing listing;
    const char *section; /* path of the object */
} page;

static const char *const headers[] = {"setting", "what", "range", "default", "meaning", NULL};

static const struct {
    const char *path, *title;
} sections[] = {
    {"", "The file"},
    {"run", "run"},
    {"demand", "demand"},
    {"demand.issues", "demand.issues.NAME: a kind of issue"},
    {"demand.customers", "demand.customers"},
    {"demand.trace", "demand.trace: recorded contacts"},
    {"demand.evidence", "demand.evidence"},
    {"center", "center"},
    {"center.channels", "center.channels.CHANNEL"},
    {"center.automation", "center.automation.NAME: a node of automation"},
    {"center.queues", "center.queues.NAME"},
    {"center.groups", "center.groups.NAME: agents"},
    {"center.routing", "center.routing"},
    {"center.costs", "center.costs"},
    {"center.evidence", "center.evidence"},
};

/* A section's table starts behind its own row, which stays in the table before. */
static const char *
section_of(const char *path)
{
    const char *best = "";
    for (size_t j = 0; j < sizeof(sections) / sizeof(sections[0]); j++) {
        const size_t n = strlen(sections[j].path);
        if (strncmp(path, sections[j].path, n) == 0 && path[n] == '.' && n > strlen(best)) {
            best = sections[j].path;
        }
    }
    return best;
}

/* A range in the units that people write: "> 0 s to 31622400 s" is not one. */
static const char *
readable_range(const cc_setting *setting, char *buffer, size_t size)
{
    if (setting->kind == CC_SET_DURATION && setting->max > 86400) {
        snprintf(buffer, size, "%s %g s, at most %g d", setting->above ? ">" : ">=", setting->min,
                 setting->max / 86400);
        return buffer;
    }
    return cc_setting_range(setting, buffer, size);
}

static void
visit(const char *path, const cc_setting *setting, const char *kind, void *arg)
{
    page *self = arg;
    char type[256], range[96], normal[96];
    const bool markdown = self->format == CLI_LISTING_MARKDOWN;
    const char *section = section_of(path);
    if (markdown && strcmp(section, self->section) != 0) {
        return;
    }
    /* Inside its section a setting goes without the section's path. */
    const char *shown = path;
    if (markdown && *section != '\0') {
        shown = path + strlen(section) + 1;
        shown += strncmp(shown, "NAME.", 5) == 0 ? 5 : strncmp(shown, "CHANNEL.", 8) == 0 ? 8 : 0;
    }
    char quoted[200], meaning[256];
    snprintf(meaning, sizeof(meaning), "%s%s%s", kind, *kind != '\0' ? ": " : "", setting->doc);
    snprintf(quoted, sizeof(quoted), markdown ? "`%s`" : "%s", shown);
    const bool group = setting->kind == CC_SET_GROUP || setting->kind == CC_SET_NAMED;
    const char *cells[] = {quoted, cc_setting_type(setting, type, sizeof(type)),
                           group ? "" : readable_range(setting, range, sizeof(range)),
                           cc_setting_default(setting, normal, sizeof(normal)), meaning};
    cli_listing_row(&self->listing, cells);
}

static const char *
kind_of(const sim_param *param)
{
    switch (param->kind) {
    case SIM_PARAM_DURATION:
        return "duration";
    case SIM_PARAM_NUMBER:
        return "number";
    case SIM_PARAM_LIST:
        return strcmp(param->unit, "s") == 0 && strcmp(param->name, "t_s") != 0
                   ? "list of durations"
                   : "list of numbers";
    case SIM_PARAM_PART:
        return "distribution";
    case SIM_PARAM_PARTS:
        return "list of distributions";
    }
    return "";
}

static void
write_distributions(FILE *out)
{
    static const char *const columns[] = {"dist", "parameter", "what", "range", "meaning", NULL};
    cli_listing listing;
    cli_listing_init(&listing, columns);
    for (int d = 0; sim_dist_types[d] != NULL; d++) {
        const sim_dist_type *type = sim_dist_types[d];
        char name[64];
        snprintf(name, sizeof(name), "`%s`", type->name);
        cli_listing_row(&listing, (const char *const[]){name, "", "", "", type->doc});
        for (const sim_param *p = type->params; p->name != NULL; p++) {
            char parameter[64], range[96] = "", meaning[200];
            snprintf(parameter, sizeof(parameter), "`%s`", p->name);
            if (p->min < p->max && isfinite(p->max)) {
                snprintf(range, sizeof(range), "%g to %g%s%s", p->min, p->max,
                         *p->unit != '\0' ? " " : "", p->unit);
            }
            snprintf(meaning, sizeof(meaning), "%s%s", p->doc,
                     isnan(p->fallback) ? "" : " (may be left out)");
            cli_listing_row(&listing,
                            (const char *const[]){"", parameter, kind_of(p), range, meaning});
        }
    }
    cli_listing_write(&listing, out, CLI_LISTING_MARKDOWN);
    cli_listing_free(&listing);
}

/* One table for each section, all in the order of the sections. */
static void
write_page(FILE *out)
{
    fputs(intro, out);
    for (size_t j = 0; j < sizeof(sections) / sizeof(sections[0]); j++) {
        page self = {.format = CLI_LISTING_MARKDOWN, .section = sections[j].path};
        cli_listing_init(&self.listing, headers);
        cc_settings_visit_all(cc_settings_scenario, visit, &self);
        fprintf(out, "\n## %s\n\n", sections[j].title);
        cli_listing_write(&self.listing, out, CLI_LISTING_MARKDOWN);
        cli_listing_free(&self.listing);
    }
    fputs(
        "\n## Tables in files\n\nWhat may stand in `{ file = ...; }` wherever a table may. How its "
        "rows find their places is in\n[semantics.md](semantics.md).\n\n",
        out);
    page table = {.format = CLI_LISTING_MARKDOWN, .section = ""};
    cli_listing_init(&table.listing, headers);
    cc_settings_visit_all(cc_settings_table, visit, &table);
    cli_listing_write(&table.listing, out, CLI_LISTING_MARKDOWN);
    cli_listing_free(&table.listing);
    fputs("\n## Distributions\n\n`mean` of `exponential`, `erlang`, `gamma`, `lognormal` and "
          "`weibull` may vary by interval\nwhere a setting says so.\n\n",
          out);
    write_distributions(out);
}

void
cli_list_settings(FILE *out, cli_listing_format format)
{
    if (format == CLI_LISTING_MARKDOWN) {
        write_page(out);
        return;
    }
    page self = {.format = format};
    cli_listing_init(&self.listing, headers);
    cc_settings_visit_all(cc_settings_scenario, visit, &self);
    cli_listing_write(&self.listing, out, format);
    cli_listing_free(&self.listing);
}

void
cli_list_plan(FILE *out, cli_listing_format format)
{
    page self = {.format = format, .section = ""};
    cli_listing_init(&self.listing, headers);
    cc_settings_visit_all(xp_settings_sweep, visit, &self);
    cli_listing_write(&self.listing, out, format);
    cli_listing_free(&self.listing);
}
