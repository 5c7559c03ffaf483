/* What a scenario has by name. */
#include "library/failure.h"
#include "library/scenario.h"
#include "models/language/hint.h"
#include "models/measure/kpi.h"

#include <string.h>

size_t
ccsim_kpi_count(void)
{
    return CC_N_KPIS;
}

int
ccsim_kpi_get(size_t j, ccsim_kpi *kpi)
{
    if (j >= CC_N_KPIS) {
        return CCSIM_ERR_PARAM;
    }
    const ccsim_kpi it = {.name = cc_kpis[j].name,
                          .unit = cc_unit_name(cc_kpis[j].unit),
                          .doc = cc_kpis[j].doc,
                          .better = cc_kpis[j].better};
    return lib_give(kpi, &it, sizeof(it)) ? CCSIM_OK : CCSIM_ERR_PARAM;
}

int
ccsim_scenario_count(const ccsim_scenario *self, ccsim_kind kind)
{
    const cc_scenario *it = &self->loaded->scenario;
    switch (kind) {
    case CCSIM_CHANNELS:
        return it->n_channels;
    case CCSIM_QUEUES:
        return it->center.n_queues;
    case CCSIM_GROUPS:
        return it->center.n_groups;
    case CCSIM_ISSUES:
        return it->demand.n_issues;
    case CCSIM_NODES:
        return it->center.n_nodes;
    }
    return 0;
}

const char *
ccsim_scenario_name_of(const ccsim_scenario *self, ccsim_kind kind, int index)
{
    const cc_scenario *it = &self->loaded->scenario;
    if (index < 0 || index >= ccsim_scenario_count(self, kind)) {
        return NULL;
    }
    switch (kind) {
    case CCSIM_CHANNELS:
        return it->channel[index].name;
    case CCSIM_QUEUES:
        return it->center.queue[index].name;
    case CCSIM_GROUPS:
        return it->center.group[index].name;
    case CCSIM_ISSUES:
        return it->demand.issue[index].name;
    case CCSIM_NODES:
        return it->center.node[index].name;
    }
    return NULL;
}

int
ccsim_scenario_find(ccsim_scenario *self, ccsim_kind kind, const char *name)
{
    static const char *const kinds[] = {[CCSIM_CHANNELS] = "channel",
                                        [CCSIM_QUEUES] = "queue",
                                        [CCSIM_GROUPS] = "group",
                                        [CCSIM_ISSUES] = "issue",
                                        [CCSIM_NODES] = "node"};
    const int n = ccsim_scenario_count(self, kind);
    cc_hint hint;
    cc_hint_init(&hint, name);
    for (int j = 0; j < n; j++) {
        const char *it = ccsim_scenario_name_of(self, kind, j);
        if (strcmp(it, name) == 0) {
            (void)lib_succeed(&self->problem);
            return j;
        }
        cc_hint_offer(&hint, it);
    }
    const char *what = (unsigned)kind < sizeof(kinds) / sizeof(*kinds) ? kinds[kind] : "kind";
    if (hint.nearest != NULL) {
        (void)lib_fail(&self->problem, CCSIM_ERR_UNKNOWN,
                       "there is no such %s; did you mean \"%s\"? (%.60s)", what, hint.nearest,
                       name);
    } else {
        (void)lib_fail(&self->problem, CCSIM_ERR_UNKNOWN, "there is no such %s (%.60s)", what,
                       name);
    }
    return -1;
}

const char *
ccsim_scenario_name(const ccsim_scenario *self)
{
    return self->loaded->scenario.name;
}

uint64_t
ccsim_scenario_hash(const ccsim_scenario *self)
{
    return self->loaded->scenario.hash;
}

uint64_t
ccsim_scenario_demand_hash(const ccsim_scenario *self)
{
    return self->loaded->scenario.demand_hash;
}
