/* Distributions: a duration, or { dist = NAME; parameters }. What a special object leaves out
 * (talk = { mean = "4 min"; }) comes from the more general one. */
#include "models/language/hint.h"
#include "models/language/read.h"
#include "models/language/settings.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MAX_PARTS 64

static void *
allocate(size_t bytes, void *arena)
{
    return cc_arena_alloc(arena, bytes);
}

/* Groups from the most special on, up to the one that names the distribution. */
static cc_layers
layers_of_dist(const cc_layers *in, const char *name)
{
    cc_layers all = cc_layers_sub(in, name), used = {.n = 0};
    for (int j = 0; j < all.n; j++) {
        used.layer[used.n++] = all.layer[j];
        if (cc_value_get(all.layer[j], "dist") != NULL) {
            break;
        }
    }
    return used;
}

static const sim_dist_type *
type_of(cc_reader *self, const cc_layers *in)
{
    const cc_value *value = cc_layers_get(in, "dist");
    if (value == NULL) {
        cc_read_missing(self, in, "dist", "is missing: which distribution is it?");
        return NULL;
    }
    const char *name = cc_read_text(self, value);
    const sim_dist_type *type = self->error == SIM_OK ? sim_dist_find(name) : NULL;
    if (type == NULL && self->error == SIM_OK) {
        cc_hint hint;
        cc_hint_init(&hint, name);
        for (int j = 0; sim_dist_types[j] != NULL; j++) {
            cc_hint_offer(&hint, sim_dist_types[j]->name);
        }
        if (hint.nearest != NULL) {
            cc_read_refuse(self, value,
                           "there is no such distribution; did you mean \"%s\"? (is \"%.60s\")",
                           hint.nearest, name);
        } else {
            cc_read_refuse(self, value, "there is no such distribution (is \"%.60s\")", name);
        }
    }
    return type;
}

static void
check_names(cc_reader *self, const cc_layers *in, const sim_dist_type *type)
{
    for (int j = 0; j < in->n; j++) {
        for (size_t k = 0; k < in->layer[j]->n; k++) {
            const cc_value *member = in->layer[j]->child[k];
            cc_hint hint;
            cc_hint_init(&hint, member->name);
            bool known = strcmp(member->name, "dist") == 0;
            for (const sim_param *p = type->params; !known && p->name != NULL; p++) {
                known = strcmp(member->name, p->name) == 0;
                cc_hint_offer(&hint, p->name);
            }
            if (known) {
                continue;
            }
            if (hint.nearest != NULL) {
                cc_read_refuse(self, member, "%s has no such parameter; did you mean \"%s\"?",
                               type->name, hint.nearest);
            } else {
                cc_read_refuse(self, member, "%s has no such parameter", type->name);
            }
        }
    }
}

static bool
ends_in_seconds(const char *name)
{
    const size_t n = strlen(name);
    return n > 2 && strcmp(name + n - 2, "_s") == 0;
}

/* Bounds and unit of a parameter in the form that the getters take. */
static cc_setting
setting_of(const sim_param *param, bool plain)
{
    const bool is_seconds = param->kind == SIM_PARAM_DURATION ||
                            (param->kind == SIM_PARAM_LIST && strcmp(param->unit, "s") == 0 &&
                             !ends_in_seconds(param->name));
    return (cc_setting){
        .name = param->name,
        .kind = is_seconds && !plain ? CC_SET_DURATION : CC_SET_NUMBER,
        .unit = plain ? "" : param->unit,
        .min = param->min,
        .max = param->max,
        .fallback = param->fallback,
        .is_policy = true,
    };
}

static void read_one(cc_reader *self, const cc_layers *in, bool plain, cc_table *mean,
                     sim_dist *out);
static void set_up(cc_reader *self, const cc_value *at, bool whole, sim_dist *out);

static void
read_single(cc_reader *self, cc_value *value, bool plain, sim_dist *out)
{
    const cc_setting whole = {
        .name = "value", .kind = CC_SET_DURATION, .unit = plain ? "" : "s", .min = 0, .max = 1e9};
    if (value->kind == CC_VALUE_GROUP) {
        const cc_layers in = cc_layers_of(value);
        read_one(self, &in, plain, NULL, out);
        return;
    }
    *out = sim_dist_constant_of(plain ? cc_read_number(self, &whole, value)
                                      : cc_read_duration(self, &whole, value));
}

static void
read_parts(cc_reader *self, cc_value *value, bool plain, sim_dist *out)
{
    if (value->kind != CC_VALUE_LIST || value->n == 0 || value->n > MAX_PARTS) {
        char shown[96];
        cc_read_refuse(self, value, "must be a list of 1 to %d distributions (is %s)", MAX_PARTS,
                       cc_value_show(value, shown, sizeof(shown)));
        return;
    }
    out->part = cc_read_alloc(self, value->n, sizeof(*out->part));
    for (size_t j = 0; out->part != NULL && j < value->n && self->error == SIM_OK; j++) {
        read_single(self, value->child[j], plain, &out->part[j]);
    }
    out->n_parts = value->n;
}

/* The mean by interval: the distribution then has mean 1. */
static bool
read_mean_table(cc_reader *self, const sim_dist_type *type, const cc_setting *setting,
                cc_value *value, cc_table *mean)
{
    if (mean == NULL || (value->kind != CC_VALUE_LIST && value->kind != CC_VALUE_GROUP) ||
        strcmp(setting->name, "mean") != 0) {
        return false;
    }
    for (const sim_param *p = type->params; p->name != NULL; p++) {
        if (p->kind != SIM_PARAM_NUMBER && strcmp(p->name, "mean") != 0) {
            cc_read_refuse(self, value, "of %s cannot vary by interval: it has a setting \"%s\"",
                           type->name, p->name);
        }
    }
    cc_read_table(self, setting, value, mean);
    return true;
}

static void
read_params(cc_reader *self, const cc_layers *in, bool plain, cc_table *mean, sim_dist *out)
{
    int n_lists = 0;
    for (int j = 0; out->type->params[j].name != NULL && self->error == SIM_OK; j++) {
        const sim_param *param = &out->type->params[j];
        const cc_setting setting = setting_of(param, plain);
        cc_value *value = cc_layers_get(in, param->name);
        if (param->kind == SIM_PARAM_LIST) {
            const int k = n_lists++;
            if (value != NULL) {
                out->list[k] = cc_read_numbers(self, &setting, value, &out->n_list[k]);
                continue;
            }
        }
        if (value == NULL) {
            out->p[j] = param->fallback;
            if (isnan(param->fallback)) {
                cc_read_missing(self, in, param->name, "is missing: %s needs it", out->type->name);
            }
        } else if (param->kind == SIM_PARAM_PART) {
            out->part = cc_read_alloc(self, 1, sizeof(*out->part));
            if (out->part != NULL) {
                read_single(self, value, plain, out->part);
            }
            out->n_parts = 1;
        } else if (param->kind == SIM_PARAM_PARTS) {
            read_parts(self, value, plain, out);
        } else if (read_mean_table(self, out->type, &setting, value, mean)) {
            out->p[j] = 1;
        } else {
            out->p[j] = setting.kind == CC_SET_DURATION ? cc_read_duration(self, &setting, value)
                                                        : cc_read_number(self, &setting, value);
        }
    }
}

static void
read_one(cc_reader *self, const cc_layers *in, bool plain, cc_table *mean, sim_dist *out)
{
    *out = (sim_dist){.type = type_of(self, in)};
    if (out->type == NULL) {
        return;
    }
    check_names(self, in, out->type);
    read_params(self, in, plain, mean, out);
    if (self->error != SIM_OK) {
        return;
    }
    set_up(self, in->layer[0], false, out);
}

/* One that is within another is only checked: the outermost sets up all, once. */
static void
set_up(cc_reader *self, const cc_value *at, bool whole, sim_dist *out)
{
    const char *rule = (whole ? sim_dist_setup : sim_dist_check)(out, allocate, self->arena);
    if (rule != NULL) {
        cc_read_refuse(self, at, "%s: %s", out->type->name, rule);
    }
}

static void
read_dist(cc_reader *self, const cc_layers *in, const char *name, bool plain, cc_table *mean,
          sim_dist *out)
{
    *out = sim_dist_constant_of(0);
    cc_value *first = cc_layers_get(in, name);
    if (first == NULL || self->error != SIM_OK) {
        return;
    }
    const cc_setting figure = {.name = name};
    if (first->kind != CC_VALUE_GROUP) {
        if (first->kind == CC_VALUE_LIST) {
            cc_read_refuse(self, first,
                           "must be a duration or { dist = \"...\"; ... } (is a list)");
        }
        read_single(self, first, plain, out);
    } else {
        const cc_layers used = layers_of_dist(in, name);
        read_one(self, &used, plain, mean, out);
        if (self->error == SIM_OK && out->type != NULL) {
            set_up(self, used.layer[0], true, out);
        }
    }
    cc_read_figure(self, &figure, first);
}

void
cc_read_dist(cc_reader *self, const cc_layers *in, const char *name, bool plain, sim_dist *out)
{
    read_dist(self, in, name, plain, NULL, out);
}

void
cc_read_work(cc_reader *self, const cc_layers *in, const char *name, cc_work *out)
{
    out->factor = (cc_table){.constant = 1};
    read_dist(self, in, name, false, &out->factor, &out->dist);
}
