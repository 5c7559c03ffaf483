/* The plan from the options. */
#include "cli/runner.h"
#include "cli/runner_load.h"
#include "cli/runner_script.h"

#include "cli/values.h"
#include "cli/verb.h"
#include "models/language/units.h"
#include "models/scenario/run.h"
#include "report/xlsx.h"
#include <stdlib.h>
#include <string.h>

static size_t
length_of(const char *const *list)
{
    size_t n = 0;
    while (list != NULL && list[n] != NULL) {
        n++;
    }
    return n;
}

static bool
read_confidence(const char *text, double *value)
{
    return cc_share_parse(text, value) && *value >= 0.5 && *value < 1;
}

/* Does any of a list's texts have the character? A scope with an interval has an '@'. */
static bool
any_has(const char *const *list, char c)
{
    for (; list != NULL && *list != NULL; list++) {
        if (strchr(*list, c) != NULL) {
            return true;
        }
    }
    return false;
}

/* What is written, and how. */
static int
read_format(cli_runner *self)
{
    const bool is_csv = strcmp(self->format, "csv") == 0;
    const bool is_book = strcmp(self->format, "xlsx") == 0;
    if (strcmp(self->format, "text") != 0 && !is_csv && strcmp(self->format, "json") != 0 &&
        !is_book) {
        return cli_usage(self->verb, "--format %s: must be text, csv, json or xlsx", self->format);
    }
    if (is_book && !xp_xlsx_is_there()) {
        return cli_failed(self->verb, "--format xlsx: this program was built without "
                                      "libxlsxwriter: install libxlsxwriter-dev, then build it "
                                      "again");
    }
    if (is_book && self->out == NULL) {
        return cli_usage(self->verb, "--format xlsx: needs --out FILE.xlsx");
    }
    if (is_book && self->doubt != 0) {
        return cli_usage(self->verb, "--doubt is told by text and json, not xlsx");
    }
    if (strcmp(self->rows, "estimates") != 0 && (strcmp(self->rows, "intervals") != 0 || !is_csv)) {
        return cli_usage(self->verb, "--rows %s: must be %s", self->rows,
                         is_csv ? "estimates or intervals" : "with --format csv");
    }
    if (self->required != NULL && strcmp(self->required, "simulated") != 0) {
        return cli_usage(self->verb, "--required %s: must be simulated", self->required);
    }
    if (self->required != NULL && is_csv && strcmp(self->rows, "intervals") != 0) {
        return cli_usage(self->verb, "--required simulated: of csv, must be with --rows intervals");
    }
    self->intervals |= self->required != NULL;
    if (self->heat_map != NULL) {
        self->heat = strcmp(self->heat_map, "level") == 0 ? XP_HEAT_LEVEL
                     : strcmp(self->heat_map, "net") == 0 ? XP_HEAT_NET
                                                          : XP_HEAT_NONE;
        if (self->heat == XP_HEAT_NONE || strcmp(self->format, "text") != 0) {
            return cli_usage(self->verb, "--heat-map %s: must be %s", self->heat_map,
                             self->heat == XP_HEAT_NONE ? "level or net" : "with --format text");
        }
    }
    self->style = xp_csv_styles;
    while (self->style->name != NULL && strcmp(self->style->name, self->csv_style) != 0) {
        self->style++;
    }
    if (self->style->name == NULL ||
        (self->style != xp_csv_styles && !is_csv && self->per_replication == NULL)) {
        return cli_usage(self->verb, "--csv-style %s: must be %s", self->csv_style,
                         self->style->name == NULL ? "plain, excel-de, excel-es or excel-it"
                                                   : "with --format csv or --per-replication");
    }
    return -1;
}

/* Whole units of replications: as the default is rounded up to. */
static int
read_variance(cli_runner *self)
{
    cc_refusal refusal;
    xp_plan *plan = &self->plan;
    if (self->variance == NULL) {
        return -1;
    }
    if (xp_variance_parse(&plan->variance, self->variance, &refusal) != SIM_OK) {
        return cli_usage(self->verb, "--%s", refusal.text);
    }
    const uint64_t unit = xp_variance_unit(&plan->variance), over = plan->replications % unit;
    if (over != 0 && self->replications != self->default_replications) {
        return cli_usage(
            self->verb,
            "--variance %s: replications are in groups of %llu, so %llu of them "
            "or %llu, not %s",
            self->variance, (unsigned long long)unit,
            (unsigned long long)(plan->replications > unit ? plan->replications - over : unit),
            (unsigned long long)(plan->replications - over +
                                 (plan->replications > unit ? unit : 2 * unit)),
            self->replications);
    }
    plan->replications += over == 0 ? 0 : unit - over;
    return -1;
}

static int
read_numbers(cli_runner *self)
{
    xp_plan *plan = &self->plan;
    uint64_t threads;
    if (!cc_whole_parse(self->seed, 0, INT64_MAX, &plan->seed)) {
        return cli_usage(self->verb, "--seed %s: must be a whole number from 0 to %lld", self->seed,
                         (long long)INT64_MAX);
    }
    if (!cc_whole_parse(self->replications, 1, 1000000000, &plan->replications)) {
        return cli_usage(self->verb, "--replications %s: must be a whole number from 1 to 10^9",
                         self->replications);
    }
    if (!cc_whole_parse(self->threads, 1, 1024, &threads)) {
        return cli_usage(self->verb, "--threads %s: must be a whole number from 1 to 1024",
                         self->threads);
    }
    if (!read_confidence(self->confidence, &plan->confidence)) {
        return cli_usage(self->verb, "--confidence %s: must be from 0.5 to below 1",
                         self->confidence);
    }
    int status = read_format(self);
    if (status >= 0) {
        return status;
    }
    self->weekday = 0;
    while (self->day != NULL && self->weekday < XP_ALL_DAYS &&
           strcmp(self->day, cc_weekdays[self->weekday]) != 0) {
        self->weekday++;
    }
    if (self->day != NULL && (self->weekday == XP_ALL_DAYS || self->intervals == 0)) {
        return cli_usage(self->verb, "--day %s: must be %s", self->day,
                         self->intervals == 0 ? "with --intervals"
                                              : "Mon, Tue, Wed, Thu, Fri, Sat or Sun");
    }
    self->weekday = self->day == NULL ? XP_ALL_DAYS : self->weekday;
    if (!cc_whole_parse(self->doubt_replications, 2, 1000000, &self->n_doubted)) {
        return cli_usage(self->verb,
                         "--doubt-replications %s: must be a whole number from 2 to 10^6",
                         self->doubt_replications);
    }
    status = cli_memory_read(self->verb, self->memory, &plan->memory);
    if (status >= 0) {
        return status;
    }
    plan->threads = (int)threads;
    const bool has_budget = self->budget != NULL && !self->counts_budget;
    if (has_budget && (!cc_duration_parse(self->budget, &plan->budget) || !(plan->budget > 0) ||
                       !(plan->budget < 1e9))) {
        return cli_usage(self->verb, "--budget %s: must be a time above 0, as '10 min'",
                         self->budget);
    }
    if ((self->precision != NULL || has_budget) &&
        self->replications == self->default_replications) {
        plan->replications = 100000;
    }
    status = read_variance(self);
    if (status >= 0) {
        return status;
    }
    plan->paired = self->unpaired == 0;
    plan->best = true;
    plan->by_interval = self->intervals != 0 || self->heat != XP_HEAT_NONE ||
                        strcmp(self->format, "xlsx") == 0 || strcmp(self->rows, "intervals") == 0 ||
                        any_has((const char *const *)self->require, '@') ||
                        any_has((const char *const *)self->precision, '@');
    return -1;
}

/* "2:KPI ...": of one scenario. */
static const char *
take_scenario(const cli_runner *self, const char *const *files, const char *text, int *scenario)
{
    *scenario = -1;
    const char *colon = strchr(text, ':');
    if (colon != NULL) {
        *scenario = cli_scenario_named(self, files, (size_t)self->plan.n_scenarios, text,
                                       (size_t)(colon - text));
    }
    return *scenario < 0 ? text : colon + 1;
}

static int
read_conditions(cli_runner *self, const char *const *files)
{
    const size_t n_rules = length_of(self->precision);
    self->n_requires = length_of(self->require);
    self->rule = calloc(n_rules + 1, sizeof(*self->rule));
    self->requires = calloc(self->n_requires + 1, sizeof(*self->requires));
    self->wish = calloc(self->n_requires + length_of(self->kpi) + 2, sizeof(*self->wish));
    if (self->rule == NULL || self->requires == NULL || self->wish == NULL) {
        return cli_failed(self->verb, "out of memory");
    }
    cc_refusal refusal;
    for (size_t j = 0; j < n_rules; j++) {
        if (xp_precision_parse(&self->rule[j], self->precision[j], &refusal) != SIM_OK) {
            return cli_usage(self->verb, "--%s", refusal.text);
        }
        if (self->rule[j].difference && self->plan.n_scenarios < 2) {
            return cli_usage(self->verb, "--precision \"%s\": there is nothing to differ from",
                             self->precision[j]);
        }
    }
    for (size_t j = 0; j < self->n_requires; j++) {
        xp_require *it = &self->requires[j];
        int scenario;
        const char *text = take_scenario(self, files, self->require[j], &scenario);
        if (xp_require_parse(it, text, &refusal) != SIM_OK) {
            return cli_usage(self->verb, "--%s", refusal.text);
        }
        it->scenario = scenario;
        self->wish[j] = (xp_wish){it->kpi,  it->scope,      it->notation, "require",
                                  it->text, it->comparison, it->value};
    }
    self->plan.rule = self->rule;
    self->plan.n_rules = n_rules;
    self->plan.wish = self->wish;
    self->plan.n_wishes = self->n_requires;
    if (self->match != NULL) {
        xp_match *it = &self->matched;
        const size_t n = strcspn(self->match, " ");
        const char *scope = self->match + n + strspn(self->match + n, " ");
        if (n >= sizeof(it->kpi) || strlen(scope) >= sizeof(it->scope)) {
            return cli_usage(self->verb, "--match '%s': is too long", self->match);
        }
        snprintf(it->kpi, sizeof(it->kpi), "%.*s", (int)n, self->match);
        snprintf(it->scope, sizeof(it->scope), "%s", scope[0] == '\0' ? "center" : scope);
        self->wish[self->plan.n_wishes++] = (xp_wish){.kpi = it->kpi, .scope = it->scope};
    }
    return -1;
}

/* "asa channel:voice", of the center "occupancy". */
static int
read_figure(const cli_runner *self, const char *text, char *kpi, size_t room, const char **scope)
{
    text += strspn(text, " ");
    const size_t n = strcspn(text, " ");
    const char *rest = text + n + strspn(text + n, " ");
    if (n == 0 || n >= room) {
        return cli_usage(self->verb, "--kpi '%s': must be 'KPI [SCOPE]'", text);
    }
    snprintf(kpi, room, "%.*s", (int)n, text);
    *scope = rest[0] == '\0' ? "center" : rest;
    return -1;
}

/* Wishes, so that the figures are there; of --simultaneous best their pairs, too. */
static int
read_family(cli_runner *self)
{
    const size_t n = length_of(self->kpi);
    if (self->simultaneous == NULL) {
        return n == 0 ? -1 : cli_usage(self->verb, "--kpi: must be with --simultaneous");
    }
    if (!cli_read_choice(self->verb, "--simultaneous", self->simultaneous, xp_families,
                         &self->joint_family)) {
        return CLI_USAGE;
    }
    if (strcmp(self->format, "csv") == 0 || strcmp(self->format, "xlsx") == 0) {
        return cli_usage(self->verb, "--simultaneous is told by text and json, not %s",
                         self->format);
    }
    self->family_name = calloc(n + 1, sizeof(*self->family_name));
    if (self->family_name == NULL) {
        return cli_failed(self->verb, "out of memory");
    }
    xp_wish *first = &self->wish[self->plan.n_wishes];
    for (size_t j = 0; j < n; j++) {
        const char *scope;
        const int status = read_figure(self, self->kpi[j], self->family_name[j],
                                       sizeof(self->family_name[j]), &scope);
        if (status >= 0) {
            return status;
        }
        self->wish[self->plan.n_wishes++] = (xp_wish){.kpi = self->family_name[j],
                                                      .scope = scope,
                                                      .asker = "simultaneous",
                                                      .text = self->kpi[j]};
    }
    self->family = first;
    self->n_family = n;
    if (self->joint_family == XP_WITH_BEST) {
        self->plan.family = first;
        self->plan.n_family = n;
    }
    return -1;
}

int
cli_runner_prepare(cli_runner *self, const char *const *files, size_t n_files)
{
    int status = read_numbers(self);
    if (status < 0) {
        status = cli_runner_load(self, files, n_files);
    }
    if (status < 0) {
        status = cli_runner_scripts(self, files, n_files);
    }
    if (status < 0) {
        status = read_conditions(self, files);
    }
    if (status < 0) {
        status = read_family(self);
    }
    return status;
}
