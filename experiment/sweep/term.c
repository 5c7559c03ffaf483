#include "experiment/sweep/term.h"

#include "models/language/hint.h"
#include <string.h>

/* Counters of contacts by cc_counter, then those of agents. */
static const char *const counters[] = {
#define COUNTER_NAME(name, unit, doc) [CC_N_##name] = #name,
    CC_COUNTERS(COUNTER_NAME)
#undef COUNTER_NAME
#define AGENT_NAME(name, unit, doc) [CC_N_COUNTERS + CC_A_##name] = #name,
        CC_AGENT_COUNTERS(AGENT_NAME)
#undef AGENT_NAME
};
enum { N_NAMES = sizeof(counters) / sizeof(counters[0]) };

/* "answered", or as `ccsim list counters` has it: "c(answered)", of agents "a(paid)". -1: there is none of
 * that name. */
static int
find_counter(const char *name)
{
    const bool is_called = name[0] != '\0' && name[1] == '(';
    const char *begin = is_called ? name + 2 : name;
    const size_t n = strcspn(begin, ")");
    const int first = is_called && name[0] == 'a' ? CC_N_COUNTERS : 0;
    const int end = is_called && name[0] == 'c' ? CC_N_COUNTERS : N_NAMES;
    for (int j = first; j < end; j++) {
        if (counters[j] != NULL && strlen(counters[j]) == n &&
            strncmp(counters[j], begin, n) == 0) {
            return j;
        }
    }
    return -1;
}

static bool
is_kpi(const char *name)
{
    for (int j = 0; j < CC_N_KPIS; j++) {
        if (strcmp(cc_kpis[j].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static int
refuse_unknown(const xp_expression_name *name, const xp_sweep *sweep, cc_refusal *refusal)
{
    cc_hint hint;
    cc_hint_init(&hint, name->name);
    for (size_t j = 0; j < sweep->n_factors; j++) {
        cc_hint_offer(&hint, sweep->factor[j].name);
    }
    for (int j = 0; j < CC_N_KPIS; j++) {
        cc_hint_offer(&hint, cc_kpis[j].name);
    }
    for (int j = 0; j < N_NAMES; j++) {
        if (counters[j] != NULL) {
            cc_hint_offer(&hint, counters[j]);
        }
    }
    const bool near = hint.nearest != NULL;
    return cc_refuse(refusal, NULL, 0,
                     "\"%s\" is no factor, KPI or counter%s%s%s ('ccsim list kpis', 'ccsim list "
                     "counters')",
                     name->name, near ? "; did you mean \"" : "", near ? hint.nearest : "",
                     near ? "\"?" : "");
}

static int
check_counter(const xp_term *self, const char *name, const char *scope, cc_refusal *refusal)
{
    const cc_scope *it = &self->scope;
    if (self->counter >= CC_N_COUNTERS && (it->channel >= 0 || it->queue >= 0 || it->issue >= 0 ||
                                           it->attempt >= 0 || it->node >= 0)) {
        return cc_refuse(refusal, NULL, 0,
                         "counter \"%s\" in scope \"%s\": is counted by group: of the center, or "
                         "of group:NAME",
                         name, scope);
    }
    if (it->node >= 0) {
        return cc_refuse(refusal, NULL, 0, "counter \"%s\" in scope \"%s\": is not counted by node",
                         name, scope);
    }
    return SIM_OK;
}

int
xp_term_parse(xp_term *self, const xp_expression_name *name, const xp_sweep *sweep,
              const cc_scenario *scenario, const cc_layout *layout, cc_refusal *refusal)
{
    const char *scope = name->scope[0] == '\0' ? "center" : name->scope;
    *self = (xp_term){.kind = XP_TERM_FACTOR};
    for (; self->factor < sweep->n_factors; self->factor++) {
        if (strcmp(sweep->factor[self->factor].name, name->name) == 0) {
            return name->scope[0] == '\0'
                       ? SIM_OK
                       : cc_refuse(refusal, NULL, 0, "factor \"%s\" has no scope (%s)", name->name,
                                   name->scope);
        }
    }
    cc_refusal of_kpi = {""};
    const int ret = cc_measure_parse(&self->measure, scenario, layout, name->name, scope, &of_kpi);
    if (ret == SIM_OK) {
        self->kind = XP_TERM_FIGURE;
        return SIM_OK;
    }
    self->counter = is_kpi(name->name) ? -1 : find_counter(name->name);
    if (self->counter >= 0) {
        self->kind = XP_TERM_COUNTER;
        const int bad = cc_scope_parse(&self->scope, scenario, layout, scope, refusal);
        return bad != SIM_OK ? bad : check_counter(self, name->name, scope, refusal);
    }
    /* of numbered KPIs the sentence says what number there may be */
    if (strstr(of_kpi.text, "unknown") != NULL && strstr(of_kpi.text, " must be ") == NULL) {
        return refuse_unknown(name, sweep, refusal);
    }
    *refusal = of_kpi; /* the KPI is there, but not so */
    return ret;
}

double
xp_term_count(const xp_term *self, const cc_scenario *scenario, const cc_record *record)
{
    cc_sums sums;
    cc_scope_sums(&self->scope, scenario, record, &sums);
    return self->counter < CC_N_COUNTERS ? sums.counter[self->counter]
                                         : sums.agent[self->counter - CC_N_COUNTERS];
}
