/* Scenarios with their overrides. `PATH=VALUE` is for all of them; `2:PATH=VALUE`,
 * `FILE-STEM:PATH=VALUE` and `NAME:PATH=VALUE` for one. */
#include "cli/runner_load.h"

#include "cli/verb.h"
#include "models/language/units.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <stdlib.h>
#include <string.h>

typedef struct override {
    char *copy; /* "PREFIX:PATH\0VALUE", of the runner */
    const char *path, *value;
    int scenario; /* -1: all */
} override;

typedef struct loader {
    cli_runner *runner;
    const char *const *files;
    size_t n_files;
    override *list;
    size_t n;
} loader;

static int
load_as(const loader *self, const xp_reading *reading, cc_scenario *into)
{
    const char *verb = self->runner->verb;
    cc_refusal refusal = {""};
    const int ret = cc_scenario_load(into, reading->file, reading->set, reading->n_set, &refusal);
    if (ret == SIM_OK) {
        return -1;
    }
    return ret == SIM_ERR_REFUSED ? cli_refused(verb, "%s", refusal.text)
                                  : cli_failed(verb, "%s: %s", reading->file, sim_strerror(ret));
}

/* With what --set says, as *reading tells. */
static int
load(const loader *self, size_t s, xp_reading *reading, cc_scenario *into)
{
    const char *verb = self->runner->verb;
    cc_override *set = calloc(self->n + 1, sizeof(*set));
    if (set == NULL) {
        return cli_failed(verb, "out of memory");
    }
    size_t n = 0;
    for (size_t j = 0; j < self->n; j++) {
        if (self->list[j].scenario < 0 || self->list[j].scenario == (int)s) {
            set[n++] = (cc_override){.path = self->list[j].path, .value = self->list[j].value};
        }
    }
    *reading = (xp_reading){.file = self->files[s], .set = set, .n_set = n};
    return load_as(self, reading, into);
}

static bool
is_stem(const char *file, const char *name, size_t n)
{
    const char *slash = strrchr(file, '/');
    const char *base = slash == NULL ? file : slash + 1;
    const char *dot = strrchr(base, '.');
    const size_t length = dot == NULL ? strlen(base) : (size_t)(dot - base);
    return length == n && strncmp(base, name, n) == 0;
}

int
cli_scenario_named(const cli_runner *runner, const char *const *files, size_t n_files,
                   const char *name, size_t n)
{
    uint64_t number = 0;
    if (cc_whole_read(name, 999, &number) == name + n) {
        return number >= 1 && number <= n_files ? (int)number - 1 : -1;
    }
    for (size_t s = 0; s < n_files; s++) {
        if (is_stem(files[s], name, n)) {
            return (int)s;
        }
    }
    for (size_t s = 0; s < n_files && runner->scenario != NULL; s++) {
        const char *own = runner->scenario[s].name;
        if (own != NULL && strlen(own) == n && strncmp(own, name, n) == 0) {
            return (int)s;
        }
    }
    return -1;
}

/* By the scenarios' own names: they have to be read for that. */
static int
named_inside(const loader *self, const char *name, size_t n, int *status)
{
    int found = -1;
    *status = -1;
    for (size_t s = 0; s < self->n_files && found < 0 && *status < 0; s++) {
        cc_scenario scenario = {0};
        const xp_reading plain = {.file = self->files[s]};
        *status = load_as(self, &plain, &scenario);
        if (*status < 0) {
            if (strlen(scenario.name) == n && strncmp(scenario.name, name, n) == 0) {
                found = (int)s;
            }
            cc_scenario_free(&scenario);
        }
    }
    return found;
}

static int
find_prefix(loader *self, override *it, const char *given)
{
    char *colon = strchr(it->copy, ':');
    if (colon == NULL) {
        return -1;
    }
    const size_t length = (size_t)(colon - it->copy);
    int status = -1;
    it->path = colon + 1;
    it->scenario = cli_scenario_named(self->runner, self->files, self->n_files, it->copy, length);
    if (it->scenario < 0) {
        it->scenario = named_inside(self, it->copy, length, &status);
    }
    if (status < 0 && it->scenario < 0) {
        return cli_usage(self->runner->verb,
                         "--set '%s': \"%.*s\" must be the number (1 to %zu), the file's name or "
                         "the name of one of the scenarios",
                         given, (int)length, it->copy, self->n_files);
    }
    return status;
}

static int
read_overrides(loader *self)
{
    const char **given = self->runner->set;
    const char *verb = self->runner->verb;
    size_t n = 0;
    while (given != NULL && given[n] != NULL) {
        n++;
    }
    self->list = calloc(n + 1, sizeof(*self->list));
    self->runner->text = calloc(n + 1, sizeof(*self->runner->text));
    if (self->list == NULL || self->runner->text == NULL) {
        return cli_failed(verb, "out of memory");
    }
    int status = -1;
    for (size_t j = 0; j < n && status < 0; j++) {
        char *copy = strdup(given[j]);
        if (copy == NULL) {
            return cli_failed(verb, "out of memory");
        }
        self->runner->text[self->runner->n_texts++] = copy;
        self->list[self->n++] = (override){.copy = copy, .path = copy, .scenario = -1};
        cc_override set;
        if (!cc_override_split(&set, copy)) {
            return cli_usage(verb, "--set '%s': must be PATH=VALUE", given[j]);
        }
        self->list[j].value = set.value;
        status = find_prefix(self, &self->list[j], given[j]);
    }
    return status;
}

/* Two scenarios of one name could not be told apart in the answer. */
static void
rename_doubles(cli_runner *runner, size_t s)
{
    bool same = false;
    for (size_t other = 0; other < s; other++) {
        same = same || strcmp(runner->plan.scenario[other]->name, runner->scenario[s].name) == 0;
    }
    if (same) {
        snprintf(runner->name[s], sizeof(runner->name[s]), "%.100s (%zu)", runner->scenario[s].name,
                 s + 1);
        runner->scenario[s].name = runner->name[s];
    }
}

int
cli_runner_load(cli_runner *runner, const char *const *files, size_t n_files)
{
    loader self = {.runner = runner, .files = files, .n_files = n_files};
    int status = read_overrides(&self);
    runner->scenario = calloc(n_files + 1, sizeof(*runner->scenario));
    runner->name = calloc(n_files + 1, sizeof(*runner->name));
    runner->reading = calloc(n_files + 1, sizeof(*runner->reading));
    if (status < 0 &&
        (runner->scenario == NULL || runner->name == NULL || runner->reading == NULL)) {
        status = cli_failed(runner->verb, "out of memory");
    }
    for (size_t s = 0; s < n_files && status < 0; s++) {
        status = load(&self, s, &runner->reading[s], &runner->scenario[s]);
        if (status >= 0) {
            free((void *)runner->reading[s].set);
        } else {
            rename_doubles(runner, s);
            runner->plan.scenario[s] = &runner->scenario[s];
            runner->plan.n_scenarios = (int)s + 1;
        }
    }
    free(self.list);
    return status;
}
