/* What a plan asks of its runs: figures, own KPIs, and how precisely. */
#include "experiment/sweep/sweep_reader.h"
#include "experiment/sweep/term.h"

#include "experiment/rule.h"
#include <stdio.h>
#include <string.h>

static xp_output *
add(xp_sweep_reader *self, const cc_value *at, const char *name)
{
    xp_sweep *sweep = self->sweep;
    for (size_t j = 0; j < sweep->n_outputs && self->reader.error == SIM_OK; j++) {
        if (strcmp(sweep->output[j].name, name) == 0) {
            cc_read_refuse(&self->reader, at, "is there twice (is \"%.100s\")", name);
        }
    }
    if (sweep->n_outputs == XP_MAX_OUTPUTS) {
        cc_read_refuse(&self->reader, at, "are too many outputs: at most %d", XP_MAX_OUTPUTS);
    }
    const char *kept = cc_read_keep(&self->reader, name);
    if (self->reader.error != SIM_OK) {
        return NULL;
    }
    xp_output *output = &sweep->output[sweep->n_outputs++];
    *output = (xp_output){.name = kept, .line = at->line};
    return output;
}

/* ---- own KPIs ---- */

static void
check_terms(xp_sweep_reader *self, const cc_value *at, const xp_expression *expression)
{
    for (size_t s = 0; s < self->n_loaded; s++) {
        for (size_t k = 0; k < expression->n_names && self->reader.error == SIM_OK; k++) {
            xp_term term;
            cc_refusal said = {""};
            const int ret = xp_term_parse(&term, &expression->name[k], self->sweep,
                                          &self->scenario[s], &self->layout[s], &said);
            if (ret == SIM_ERR_REFUSED) {
                cc_read_refuse(&self->reader, at, "%.600s", said.text);
            } else if (ret != SIM_OK) {
                self->reader.error = ret;
            } else if (term.kind == XP_TERM_FACTOR && self->sweep->design->has_baseline &&
                       self->sweep->factor[term.factor].kind != XP_FACTOR_COMPUTED &&
                       isnan(self->sweep->factor[term.factor].baseline)) {
                cc_read_refuse(&self->reader, at,
                               "needs a number for \"%s\" where it is not varied: a baseline",
                               expression->name[k].name);
            }
        }
    }
}

static void
add_own(xp_sweep_reader *self, const cc_value *own)
{
    cc_measure measure;
    cc_refusal said = {""};
    if (!xp_expression_is_name(own->name)) {
        cc_read_refuse(&self->reader, own, "must have a name of letters, digits and _");
    } else if (cc_measure_parse(&measure, &self->scenario[0], &self->layout[0], own->name, "center",
                                &said) == SIM_OK) {
        cc_read_refuse(&self->reader, own, "is a KPI already: ccsim list kpis");
    }
    for (size_t f = 0; f < self->sweep->n_factors; f++) {
        if (strcmp(self->sweep->factor[f].name, own->name) == 0) {
            cc_read_refuse(&self->reader, own, "is the name of a factor");
        }
    }
    const char *text = self->reader.error == SIM_OK ? cc_read_text(&self->reader, own) : "";
    xp_output *output = self->reader.error == SIM_OK ? add(self, own, own->name) : NULL;
    if (output == NULL) {
        return;
    }
    output->is_own = true;
    const int ret = xp_expression_parse(&output->expression, text, &said);
    if (ret == SIM_ERR_REFUSED) {
        cc_read_refuse(&self->reader, own, "%s", said.text);
    } else if (ret != SIM_OK) {
        self->reader.error = ret;
    } else {
        check_terms(self, own, &output->expression);
    }
}

/* ---- figures ---- */

/* In all scenarios; *into is what the first calls it. */
static void
find_figure(xp_sweep_reader *self, const cc_value *at, const char *kpi, const char *scope,
            cc_measure *into)
{
    for (size_t s = self->n_loaded; s-- > 0 && self->reader.error == SIM_OK;) {
        cc_refusal said = {""};
        const int ret =
            cc_measure_parse(into, &self->scenario[s], &self->layout[s], kpi, scope, &said);
        if (ret == SIM_ERR_REFUSED) {
            cc_read_refuse(&self->reader, at, "%.600s%s%.200s", said.text,
                           self->n_loaded > 1 ? ", in " : "",
                           self->n_loaded > 1 ? self->sweep->scenario[s] : "");
        } else if (ret != SIM_OK) {
            self->reader.error = ret;
        }
    }
}

static void
add_output(xp_sweep_reader *self, const cc_value *at)
{
    const cc_value *own = cc_value_get(cc_value_get(self->root, "kpis"), at->text);
    if (own != NULL) {
        add_own(self, own);
        return;
    }
    char kpi[CC_MEASURE_NAME], scope[160], name[CC_MEASURE_NAME + 164];
    if (!xp_rule_split(at->text, kpi, sizeof(kpi), scope, sizeof(scope))) {
        cc_read_refuse(&self->reader, at, "must be \"KPI [SCOPE]\" (is \"%.80s\")", at->text);
        return;
    }
    cc_measure measure;
    find_figure(self, at, kpi, scope, &measure);
    if (self->reader.error != SIM_OK) {
        return;
    }
    const bool is_center = strcmp(measure.scope_name, "center") == 0;
    snprintf(name, sizeof(name), "%s%s%s", measure.name, is_center ? "" : " ",
             is_center ? "" : measure.scope_name);
    xp_output *output = add(self, at, name);
    if (output != NULL) {
        memcpy(output->kpi, measure.name, sizeof(output->kpi));
        memcpy(output->scope, measure.scope_name, sizeof(output->scope));
    }
}

static bool
is_output(const xp_sweep *sweep, const char *name)
{
    for (size_t j = 0; j < sweep->n_outputs; j++) {
        if (sweep->output[j].is_own && strcmp(sweep->output[j].name, name) == 0) {
            return true;
        }
    }
    return false;
}

void
xp_sweep_read_outputs(xp_sweep_reader *self)
{
    const cc_value *outputs = cc_value_get(self->root, "outputs"),
                   *own = cc_value_get(self->root, "kpis");
    const cc_layers in = cc_layers_of(self->root);
    self->sweep->output = cc_read_alloc(&self->reader, XP_MAX_OUTPUTS, sizeof(xp_output));
    if (self->reader.error != SIM_OK) {
        return;
    }
    if (outputs != NULL) {
        xp_sweep_each_text(self, outputs, add_output);
    }
    for (size_t j = 0; own != NULL && j < own->n && self->reader.error == SIM_OK; j++) {
        if (!is_output(self->sweep, own->child[j]->name)) {
            add_own(self, own->child[j]);
        }
    }
    if (self->reader.error == SIM_OK && self->sweep->n_outputs == 0) {
        cc_read_missing(&self->reader, &in, "outputs", "is missing: what is to be found out");
    }
}

/* ---- precision ---- */

static void
add_rule(xp_sweep_reader *self, const cc_value *at)
{
    xp_sweep *sweep = self->sweep;
    xp_precision *rule = &sweep->rule[sweep->n_rules];
    cc_refusal said = {""};
    const char *text = cc_read_keep(&self->reader, at->text);
    if (self->reader.error != SIM_OK) {
        return;
    }
    if (xp_precision_parse(rule, text, &said) != SIM_OK) {
        cc_read_refuse(&self->reader, at, "%.600s", said.text);
        return;
    }
    if (rule->difference) {
        cc_read_refuse(&self->reader, at,
                       "must be of figures: points go on by themselves (is \"%.80s\")", text);
        return;
    }
    if (cc_value_get(cc_value_get(self->root, "kpis"), rule->kpi) != NULL) {
        cc_read_refuse(&self->reader, at, "must be of a KPI: \"%.60s\" is an own one", rule->kpi);
        return;
    }
    cc_measure measure;
    find_figure(self, at, rule->kpi, rule->scope, &measure);
    const xp_wish wish = {.kpi = rule->kpi,
                          .scope = rule->scope,
                          .notation = rule->notation,
                          .asker = "precision",
                          .text = text};
    for (size_t s = 0; s < self->n_loaded && self->reader.error == SIM_OK; s++) {
        const cc_scenario *one = &self->scenario[s];
        xp_table table;
        const int ret = xp_table_init(&table, &one, &self->layout[s], 1, &wish, 1, &said);
        if (ret == SIM_OK) {
            xp_table_free(&table);
        } else if (ret == SIM_ERR_REFUSED) {
            cc_read_refuse(&self->reader, at, "%.600s", said.text);
        } else {
            self->reader.error = ret;
        }
    }
    sweep->n_rules++;
}

void
xp_sweep_read_rules(xp_sweep_reader *self)
{
    const cc_value *rules = cc_value_get(self->root, "precision");
    if (rules == NULL || self->reader.error != SIM_OK) {
        return;
    }
    const size_t n = rules->kind == CC_VALUE_LIST ? rules->n : 1;
    self->sweep->rule = cc_read_alloc(&self->reader, n + 1, sizeof(*self->sweep->rule));
    if (self->reader.error == SIM_OK) {
        xp_sweep_each_text(self, rules, add_rule);
    }
}
