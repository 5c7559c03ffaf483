/* Text -> tree -> what the command line asks -> names -> scenarios, factors, design, outputs -> checks -> hash. */
#include "experiment/sweep/sweep_reader.h"
#include "models/language/hint.h"
#include "models/language/parse.h"
#include "models/language/source.h"
#include "models/language/units.h"
#include "sim/hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_REPLICATIONS 30
#define MOST_REPLICATIONS 10000 /* where rules say when to stop */
#define MAX_SCENARIOS 1000

static const cc_object objects[] = {
    {"factors.*", "factor"},
    {"design", "design"},
    {"kpis.*", "KPI"},
    {NULL, "plan"},
};

void
xp_sweep_each_text(xp_sweep_reader *self, const cc_value *value,
                   void (*each)(xp_sweep_reader *self, const cc_value *text))
{
    const bool is_list = value->kind == CC_VALUE_LIST;
    for (size_t j = 0; j < (is_list ? value->n : 1) && self->reader.error == SIM_OK; j++) {
        const cc_value *one = is_list ? value->child[j] : value;
        (void)cc_read_text(&self->reader, one);
        if (self->reader.error == SIM_OK) {
            each(self, one);
        }
    }
}

/* ---- what the command line asks ---- */

/* The member of that name, or one more of a list; `option` stands where a file would in refusals. */
static cc_value *
put_place(xp_sweep_reader *self, cc_value *group, const char *name, const char *option,
          const char *text)
{
    char origin[160];
    snprintf(origin, sizeof(origin), "--%s %.100s", option, text);
    cc_value *at = name != NULL ? cc_value_get(group, name) : NULL;
    if (at == NULL) {
        at = cc_value_new(self->reader.arena, group, CC_VALUE_TEXT, name);
    }
    if (at == NULL || (at->file = cc_read_keep(&self->reader, origin)) == NULL) {
        cc_read_no_memory(&self->reader);
        return NULL;
    }
    at->line = 0;
    return at;
}

/* A value as behind --set. */
static void
put(xp_sweep_reader *self, cc_value *group, const char *name, const char *text)
{
    cc_value *at = text != NULL && self->reader.error == SIM_OK
                       ? put_place(self, group, name, name, text)
                       : NULL;
    if (at != NULL) {
        self->reader.error =
            cc_tree_parse_value(at, self->reader.arena, text, self->reader.refusal);
    }
}

/* What is a text whatever it looks like. */
static void
put_text(xp_sweep_reader *self, cc_value *group, const char *name, const char *option,
         const char *text)
{
    cc_value *at = self->reader.error == SIM_OK ? put_place(self, group, name, option, text) : NULL;
    if (at != NULL) {
        at->kind = CC_VALUE_TEXT;
        at->text = cc_read_keep(&self->reader, text);
    }
}

static cc_value *
child_of(xp_sweep_reader *self, const char *name, cc_value_kind kind)
{
    cc_value *at = cc_value_get(self->root, name);
    if (at == NULL && self->reader.error == SIM_OK) {
        at = cc_value_new(self->reader.arena, self->root, kind, name);
        if (at == NULL) {
            cc_read_no_memory(&self->reader);
        }
    }
    return at;
}

/* A list, which one text alone becomes. */
static cc_value *
list_of(xp_sweep_reader *self, const char *name)
{
    cc_value *at = child_of(self, name, CC_VALUE_LIST);
    if (at != NULL && at->kind == CC_VALUE_TEXT) {
        const cc_value was = *at;
        at->kind = CC_VALUE_LIST;
        at->n = at->capacity = 0;
        cc_value *one = cc_value_new(self->reader.arena, at, CC_VALUE_TEXT, NULL);
        if (one == NULL) {
            cc_read_no_memory(&self->reader);
        } else {
            one->text = was.text;
            one->file = was.file;
            one->line = was.line;
        }
    }
    return at;
}

static void
put_kpi(xp_sweep_reader *self, const char *text)
{
    char name[96], option[128];
    const char *equals = strchr(text, '=');
    const size_t begin = strspn(text, " \t");
    size_t n = equals != NULL ? (size_t)(equals - text) : 0;
    while (n > begin && (text[n - 1] == ' ' || text[n - 1] == '\t')) {
        n--;
    }
    if (n <= begin || n - begin >= sizeof(name)) {
        snprintf(option, sizeof(option), "--kpi %.100s", text);
        self->reader.error = cc_refuse(self->reader.refusal, option, 0,
                                       "must be 'name = expression', as 'per_contact = cost / "
                                       "answered'");
        return;
    }
    snprintf(name, sizeof(name), "%.*s", (int)(n - begin), text + begin);
    cc_value *kpis = child_of(self, "kpis", CC_VALUE_GROUP);
    if (kpis == NULL || kpis->kind != CC_VALUE_GROUP) {
        return; /* refused where it is read */
    }
    snprintf(option, sizeof(option), "kpi %.90s =", name);
    const cc_value *there = cc_value_get(kpis, name);
    if (there != NULL && self->reader.error == SIM_OK) {
        char origin[128];
        snprintf(origin, sizeof(origin), "--kpi %.100s", text);
        self->reader.error =
            there->line > 0
                ? cc_refuse(self->reader.refusal, origin, 0,
                            "KPI \"%s\": is in the plan already (%s:%d); call it otherwise", name,
                            there->file, there->line)
                : cc_refuse(self->reader.refusal, origin, 0, "KPI \"%s\": is asked for twice (%s)",
                            name, there->file);
        return;
    }
    put_text(self, kpis, name, option, equals + 1 + strspn(equals + 1, " \t"));
}

static void
put_asked(xp_sweep_reader *self, const xp_sweep_asked *asked)
{
    if (asked == NULL) {
        return;
    }
    if (asked->seed != NULL) {
        put_text(self, self->root, "seed", "seed", asked->seed);
    }
    put(self, self->root, "replications", asked->replications);
    put(self, self->root, "budget", asked->budget);
    put(self, self->root, "confidence", asked->confidence);
    cc_value *design = asked->points != NULL ? child_of(self, "design", CC_VALUE_GROUP) : NULL;
    if (design != NULL && design->kind == CC_VALUE_GROUP) {
        put(self, design, "points", asked->points);
    }
    for (size_t j = 0; asked->kpi != NULL && asked->kpi[j] != NULL; j++) {
        put_kpi(self, asked->kpi[j]);
    }
    for (size_t j = 0; asked->precision != NULL && asked->precision[j] != NULL; j++) {
        cc_value *rules = list_of(self, "precision");
        if (j == 0 && rules != NULL) {
            rules->n = 0; /* in place of the plan's */
        }
        if (rules != NULL && rules->kind == CC_VALUE_LIST) {
            put_text(self, rules, NULL, "precision", asked->precision[j]);
        }
    }
    for (size_t j = 0; asked->set != NULL && asked->set[j] != NULL; j++) {
        cc_value *set = list_of(self, "set");
        if (set != NULL && set->kind == CC_VALUE_LIST) {
            put_text(self, set, NULL, "set", asked->set[j]);
        }
    }
}

/* ---- scenarios, and what is set at all points ---- */

static void
add_scenario(xp_sweep_reader *self, const cc_value *value)
{
    xp_sweep *sweep = self->sweep;
    char *path =
        cc_file_beside(value->line > 0 && value->file != NULL ? value->file : "", value->text);
    ((const char **)sweep->scenario)[sweep->n_scenarios++] =
        cc_read_keep(&self->reader, path != NULL ? path : "");
    if (path == NULL) {
        cc_read_no_memory(&self->reader);
    }
    free(path);
}

static void
read_scenarios(xp_sweep_reader *self)
{
    const cc_value *one = cc_value_get(self->root, "scenario"),
                   *all = cc_value_get(self->root, "scenarios");
    const cc_layers in = cc_layers_of(self->root);
    if (one == NULL && all == NULL) {
        cc_read_missing(&self->reader, &in, "scenario", "is missing: the file of a scenario");
    } else if (one != NULL && all != NULL) {
        cc_read_refuse(&self->reader, all, "must stand alone: there is a scenario, too");
    } else if (all != NULL &&
               (all->kind != CC_VALUE_LIST || all->n < 1 || all->n > MAX_SCENARIOS)) {
        char shown[96];
        cc_read_refuse(&self->reader, all, "must be a list of 1 to %d files (is %s)", MAX_SCENARIOS,
                       cc_value_show(all, shown, sizeof(shown)));
    }
    const size_t n = all != NULL ? all->n : 1;
    self->sweep->scenario = cc_read_alloc(&self->reader, n, sizeof(*self->sweep->scenario));
    if (self->reader.error == SIM_OK) {
        xp_sweep_each_text(self, all != NULL ? all : one, add_scenario);
    }
}

static size_t
stem(const char *file, const char **begin)
{
    const char *slash = strrchr(file, '/');
    *begin = slash == NULL ? file : slash + 1;
    const char *dot = strrchr(*begin, '.');
    return dot == NULL || dot == *begin ? strlen(*begin) : (size_t)(dot - *begin);
}

/* What a scenario is called: its file without folder and ending, unless two are alike. */
static void
name_scenarios(xp_sweep_reader *self)
{
    xp_sweep *sweep = self->sweep;
    if (sweep->n_scenarios < 2) {
        return;
    }
    const char **level = cc_read_alloc(&self->reader, sweep->n_scenarios, sizeof(*level));
    for (size_t s = 0; s < sweep->n_scenarios && self->reader.error == SIM_OK; s++) {
        const char *own, *other;
        const size_t n = stem(sweep->scenario[s], &own);
        bool is_alone = true;
        for (size_t j = 0; j < sweep->n_scenarios; j++) {
            is_alone = is_alone && (j == s || stem(sweep->scenario[j], &other) != n ||
                                    strncmp(own, other, n) != 0);
            if (j < s && strcmp(sweep->scenario[j], sweep->scenario[s]) == 0) {
                cc_read_refuse(&self->reader, cc_value_get(self->root, "scenarios"),
                               "has a file twice (is \"%.200s\")", sweep->scenario[s]);
            }
        }
        level[s] = is_alone ? cc_arena_text_n(self->reader.arena, own, n) : sweep->scenario[s];
        if (level[s] == NULL) {
            cc_read_no_memory(&self->reader);
        }
    }
    sweep->factor[0].level = level;
}

int
xp_sweep_which(xp_sweep_reader *self, const cc_value *at, const char *text, const char **path)
{
    const xp_sweep *sweep = self->sweep;
    const size_t n = strcspn(text, ":=");
    *path = text;
    if (text[n] != ':') {
        return -1;
    }
    *path = text + n + 1;
    for (size_t s = 0; s < sweep->n_scenarios; s++) {
        const char *own;
        char number[24];
        snprintf(number, sizeof(number), "%zu", s + 1);
        if ((strlen(number) == n && strncmp(text, number, n) == 0) ||
            (stem(sweep->scenario[s], &own) == n && strncmp(text, own, n) == 0)) {
            return (int)s;
        }
    }
    cc_read_refuse(&self->reader, at,
                   "\"%.*s\" must be the number (1 to %zu) or the file's name of a scenario",
                   (int)n, text, sweep->n_scenarios);
    return -1;
}

static void
add_set(xp_sweep_reader *self, const cc_value *value)
{
    xp_sweep *sweep = self->sweep;
    const char *text;
    const int of = xp_sweep_which(self, value, value->text, &text);
    char *copy = cc_read_keep(&self->reader, text);
    cc_override *set = (cc_override *)&sweep->set[sweep->n_set];
    if (self->reader.error == SIM_OK && !cc_override_split(set, copy)) {
        cc_read_refuse(&self->reader, value, "must be \"PATH=VALUE\" (is \"%.80s\")", value->text);
    }
    ((int *)sweep->set_of)[sweep->n_set++] = of;
}

static void
read_set(xp_sweep_reader *self)
{
    const cc_value *set = cc_value_get(self->root, "set");
    if (set == NULL || self->reader.error != SIM_OK) {
        return;
    }
    const size_t n = set->kind == CC_VALUE_LIST ? set->n : 1;
    if (n > XP_MAX_SETS) {
        cc_read_refuse(&self->reader, set, "must be at most %d settings (are %zu)", XP_MAX_SETS, n);
        return;
    }
    self->sweep->set = cc_read_alloc(&self->reader, n + 1, sizeof(*self->sweep->set));
    self->sweep->set_of = cc_read_alloc(&self->reader, n + 1, sizeof(*self->sweep->set_of));
    if (self->reader.error == SIM_OK) {
        xp_sweep_each_text(self, set, add_set);
    }
}

/* ---- design ---- */

static const xp_design_type *
find_design(xp_sweep_reader *self)
{
    const char *kind = self->said.design.kind;
    char all[256] = "must be one of";
    cc_hint hint;
    cc_hint_init(&hint, kind);
    for (size_t j = 0; xp_design_types[j] != NULL; j++) {
        const char *name = xp_design_types[j]->name;
        if (strcmp(name, *kind != '\0' ? kind : "grid") == 0) {
            return xp_design_types[j];
        }
        const size_t n = strlen(all);
        snprintf(all + n, sizeof(all) - n, "%s %s", j > 0 ? "," : "", name);
        cc_hint_offer(&hint, name);
    }
    const cc_value *design = cc_value_get(self->root, "design");
    cc_read_refuse(&self->reader, cc_value_get(design, "kind"), "%s%s%s%s (is \"%.40s\")", all,
                   hint.nearest != NULL ? "; did you mean \"" : "",
                   hint.nearest != NULL ? hint.nearest : "", hint.nearest != NULL ? "\"?" : "",
                   kind);
    return NULL;
}

/* What the kind needs, and what it does not take. */
static void
check_design(xp_sweep_reader *self)
{
    const xp_sweep *sweep = self->sweep;
    const xp_design_type *type = sweep->design;
    const cc_value *design = cc_value_get(self->root, "design");
    const cc_value *points = cc_value_get(design, "points"), *seed = cc_value_get(design, "seed"),
                   *base = cc_value_get(design, "base");
    const cc_layers in = cc_layers_of((cc_value *)(design != NULL ? design : self->root));
    if (type->takes_points && points == NULL) {
        cc_read_missing(&self->reader, &in, "points", "is missing: how many points");
    } else if (!type->takes_points && points != NULL) {
        cc_read_refuse(&self->reader, points, "is not for %s, whose points follow from the factors",
                       type->name);
    } else if (!type->takes_seed && seed != NULL) {
        cc_read_refuse(&self->reader, seed, "is not for %s, where nothing is by chance",
                       type->name);
    } else if (base != NULL && strcmp(type->name, "indices") != 0) {
        cc_read_refuse(&self->reader, base, "is for kind = \"indices\"");
    }
    for (size_t f = 0; f < sweep->n_factors && type->needs_levels; f++) {
        if (sweep->factor[f].kind == XP_FACTOR_RANGE) {
            cc_read_refuse(&self->reader, self->factor[f],
                           "must have levels, or steps of its range, in a grid");
        }
    }
    for (size_t f = 0; f < sweep->n_factors && type->has_baseline; f++) {
        const xp_factor *factor = &sweep->factor[f];
        bool is_needed = factor->n_paths == 0 && factor->kind != XP_FACTOR_COMPUTED;
        for (size_t g = 0; g < sweep->n_factors; g++) {
            for (size_t k = 0; k < sweep->factor[g].computed.n_names; k++) {
                is_needed |= strcmp(sweep->factor[g].computed.name[k].name, factor->name) == 0 &&
                             factor->kind != XP_FACTOR_COMPUTED;
            }
        }
        if (is_needed && isnan(factor->baseline)) {
            cc_read_refuse(&self->reader, self->factor[f],
                           "must have a baseline: expressions need a number where it is not "
                           "varied");
        }
    }
}

static void
read_design(xp_sweep_reader *self)
{
    xp_sweep *sweep = self->sweep;
    sweep->design = find_design(self);
    if (self->reader.error != SIM_OK) {
        return;
    }
    check_design(self);
    xp_design *plan = &sweep->plan;
    plan->type = sweep->design;
    plan->is_by_chance = self->said.design.base == 1;
    const bool is_sequence = strcmp(plan->type->name, "sobol") == 0 ||
                             strcmp(plan->type->name, "halton") == 0 ||
                             (strcmp(plan->type->name, "indices") == 0 && !plan->is_by_chance);
    plan->seed = self->said.design.seed > 0 ? (uint64_t)self->said.design.seed : !is_sequence;
    plan->n_asked = (size_t)self->said.design.points;
    for (size_t f = 0; f < sweep->n_factors; f++) {
        xp_factor *factor = &sweep->factor[f];
        if (factor->kind != XP_FACTOR_COMPUTED && factor->tied_to < 0) {
            factor->axis = plan->n_axes;
            plan->axis[plan->n_axes++] =
                (xp_axis){.factor = f,
                          .n_levels = factor->n_levels,
                          .baseline = isnan(factor->baseline) || factor->n_levels == 0
                                          ? SIZE_MAX
                                          : (size_t)factor->baseline};
        }
    }
    cc_refusal said = {""};
    const int ret = self->reader.error == SIM_OK ? xp_design_init(plan, &said) : SIM_OK;
    if (ret == SIM_ERR_REFUSED) {
        const cc_value *design = cc_value_get(self->root, "design");
        cc_read_refuse(&self->reader, design != NULL ? design : self->factor[0], "%s", said.text);
    } else if (ret != SIM_OK) {
        self->reader.error = ret;
    }
    sweep->n_points = plan->n_points;
}

/* In a grid the point of all baselines, else the first. */
static void
find_baseline(xp_sweep *self)
{
    size_t number = 0;
    for (size_t k = 0; k < self->plan.n_axes && self->design->needs_levels; k++) {
        const xp_axis *axis = &self->plan.axis[k];
        number = number * axis->n_levels + (axis->baseline < axis->n_levels ? axis->baseline : 0);
    }
    self->baseline = number;
}

/* ---- hash ---- */

static uint64_t
add_text(uint64_t hash, const char *text)
{
    return sim_hash_bytes(hash, text, strlen(text) + 1);
}

static uint64_t
add_number(uint64_t hash, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof(bits));
    return sim_hash_integer(hash, isnan(x) ? 1 : bits);
}

static uint64_t
hash_of(const xp_sweep_reader *reader)
{
    const xp_sweep *self = reader->sweep;
    uint64_t hash = sim_hash_start();
    for (size_t s = 0; s < self->n_scenarios; s++) {
        hash = sim_hash_integer(hash, reader->scenario[s].hash);
    }
    for (size_t j = 0; j < self->n_set; j++) {
        hash = add_text(add_text(hash, self->set[j].path), self->set[j].value);
        hash = sim_hash_integer(hash, (uint64_t)(self->set_of[j] + 1));
    }
    for (size_t f = 0; f < self->n_factors; f++) {
        const xp_factor *it = &self->factor[f];
        hash = sim_hash_integer(add_text(hash, it->name), (uint64_t)it->kind);
        for (size_t j = 0; j < it->n_paths; j++) {
            hash = sim_hash_integer(add_text(hash, it->path[j]), (uint64_t)(it->path_of[j] + 1));
        }
        for (size_t j = 0; j < it->n_levels; j++) {
            hash = add_text(hash, it->level[j]);
        }
        hash = add_number(add_number(add_text(hash, it->unit), it->low), it->high);
        hash = sim_hash_integer(hash, (uint64_t)(it->tied_to + 1) << 2 | (uint64_t)it->is_log << 1 |
                                          (uint64_t)it->is_whole);
        hash = add_text(hash, it->kind == XP_FACTOR_COMPUTED ? it->computed.text : "");
        hash = add_number(hash, it->baseline);
    }
    hash = sim_hash_integer(add_text(hash, self->design->name), self->plan.n_asked);
    hash = sim_hash_integer(hash, self->plan.seed << 1 | (uint64_t)self->plan.is_by_chance);
    for (size_t j = 0; j < self->n_outputs; j++) {
        hash = add_text(hash, self->output[j].name);
        hash = add_text(hash, self->output[j].is_own ? self->output[j].expression.text : "");
    }
    return sim_hash_integer(hash, self->seed << 1 | (uint64_t)self->common);
}

/* ---- all of it ---- */

static void
read_name(xp_sweep_reader *self)
{
    const char *begin;
    const size_t n = stem(self->sweep->file, &begin);
    self->sweep->name =
        *self->said.name != '\0' ? self->said.name : cc_arena_text_n(self->reader.arena, begin, n);
    if (self->sweep->name == NULL) {
        cc_read_no_memory(&self->reader);
    }
}

static void
read_seed(xp_sweep_reader *self)
{
    const cc_value *value = cc_value_get(self->root, "seed");
    uint64_t *seed = &self->sweep->seed;
    *seed = 1;
    if (value == NULL) {
        return;
    }
    const bool is_number = value->kind == CC_VALUE_NUMBER && value->number >= 0 &&
                           value->number <= 0x1p53 && value->number == floor(value->number);
    const bool is_text =
        value->kind == CC_VALUE_TEXT && cc_whole_parse(value->text, 0, INT64_MAX, seed);
    if (is_number) {
        *seed = (uint64_t)value->number;
    } else if (!is_text) {
        char shown[96];
        cc_read_refuse(&self->reader, value, "must be a whole number from 0 to %lld (is %s)",
                       (long long)INT64_MAX, cc_value_show(value, shown, sizeof(shown)));
    }
}

static void
take_said(xp_sweep_reader *self)
{
    xp_sweep *sweep = self->sweep;
    read_seed(self);
    sweep->common = self->said.common;
    sweep->confidence = self->said.confidence;
    sweep->budget = self->said.budget;
    sweep->replications = self->said.replications > 0 ? (uint64_t)self->said.replications
                          : sweep->n_rules > 0        ? MOST_REPLICATIONS
                                                      : DEFAULT_REPLICATIONS;
}

static void
read_plan(xp_sweep_reader *self)
{
    cc_reader *reader = &self->reader;
    const cc_layers root = cc_layers_of(self->root);
    const cc_value *demand = cc_value_get(self->root, "demand");
    if (demand != NULL && cc_value_get(self->root, "factors") == NULL) {
        cc_read_refuse(reader, demand, "is of a scenario: a plan names scenarios, and has factors");
    }
    if (reader->error == SIM_OK) {
        cc_settings_check_names(reader, self->root, xp_settings_sweep);
    }
    if (reader->error == SIM_OK) {
        cc_settings_read(reader, &root, xp_settings_sweep, &self->said);
    }
    if (reader->error != SIM_OK) {
        return;
    }
    read_name(self);
    read_scenarios(self);
    read_set(self);
    static void (*const steps[])(xp_sweep_reader *) = {
        xp_sweep_read_factors, name_scenarios,        read_design,         xp_sweep_load,
        xp_sweep_try_factors,  xp_sweep_read_outputs, xp_sweep_read_rules, take_said,
    };
    for (size_t j = 0; j < sizeof(steps) / sizeof(steps[0]) && reader->error == SIM_OK; j++) {
        steps[j](self);
    }
    if (reader->error == SIM_OK) {
        find_baseline(self->sweep);
        self->sweep->hash = hash_of(self);
    }
}

int
xp_sweep_read(xp_sweep *self, const char *file, const xp_sweep_asked *asked, cc_refusal *refusal)
{
    *self = (xp_sweep){.arena = cc_arena_new()};
    xp_sweep_reader it = {.reader = {.arena = self->arena, .refusal = refusal}, .sweep = self};
    cc_source source = {0};
    refusal->text[0] = '\0';
    int ret = self->arena == NULL || (self->file = cc_arena_text(self->arena, file)) == NULL
                  ? SIM_ERR_NOMEM
                  : cc_source_read(&source, file, refusal);
    ret = ret == SIM_OK ? cc_source_scan(&source, refusal) : ret;
    ret = ret == SIM_OK ? cc_tree_parse(&it.root, self->arena, &source, refusal) : ret;
    if (ret == SIM_OK) {
        it.root->objects = objects;
        it.reader.root = it.root;
        put_asked(&it, asked);
        if (it.reader.error == SIM_OK) {
            read_plan(&it);
        }
        ret = it.reader.error;
    }
    for (size_t s = 0; s < it.n_loaded; s++) {
        cc_scenario_free(&it.scenario[s]);
    }
    cc_sheet_cache_free(&it.reader.sheets);
    cc_source_free(&source);
    if (ret != SIM_OK) {
        xp_sweep_free(self);
    }
    return ret;
}
