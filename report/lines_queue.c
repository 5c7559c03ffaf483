/* What a report says of queues: those of one channel with it, those that several share once. */
#include "models/scenario/scenario.h"
#include "report/maker.h"
#include <math.h>
#include <string.h>

void
xp_maker_service_levels(xp_maker *self, const cc_scenario *scenario, const cc_scope *scope,
                        const char *before, bool deferred)
{
    for (int t = 0; t < CC_MAX_WITHIN; t++) {
        double within;
        char kpi[48] = "service_level", label[96], span[24] = "";
        if (!cc_scope_threshold(scope, scenario, t, &within) || (t > 0 && isnan(within))) {
            return;
        }
        if (!isnan(within)) {
            xp_text_span(within, span, sizeof(span));
        }
        if (t > 0) {
            snprintf(kpi, sizeof(kpi), "service_level_%.9gs", within);
        }
        if (deferred && span[0] != '\0') {
            snprintf(label, sizeof(label), "%sanswered within %s", before, span);
        } else {
            snprintf(label, sizeof(label), "%sservice level%s%s", before,
                     span[0] == '\0' ? "" : ", ", span);
        }
        xp_maker_add(self, label, kpi, XP_PERCENT, false);
    }
}

static void
lines_of(xp_maker *self, const cc_scenario *scenario, int queue, bool deferred)
{
    const char *name = scenario->center.queue[queue].name;
    char before[40], label[64];
    cc_scope scope = CC_SCOPE_CENTER;
    scope.queue = queue;
    snprintf(self->part, sizeof(self->part), "%s", name);
    snprintf(self->scope, sizeof(self->scope), "queue:%s", name);
    snprintf(before, sizeof(before), "%.18s: ", name);
    xp_maker_service_levels(self, scenario, &scope, before, deferred);
    snprintf(label, sizeof(label), "%sspeed of answer", before);
    xp_maker_add(self, label, "asa", XP_TIME, false);
    snprintf(label, sizeof(label), "%sabandoned", before);
    xp_maker_add(self, label, "abandonment", XP_PERCENT, true);
    self->part[0] = '\0';
}

static bool
holds(const cc_scenario *scenario, int queue, int channel)
{
    bool any = false;
    for (int issue = 0; issue < scenario->demand.n_issues; issue++) {
        any |= scenario->center.queue_of[issue * scenario->n_channels + channel] == queue;
    }
    return any;
}

/* The scenario's queue of that name, -1: there is none. */
static int
find_queue(const cc_scenario *scenario, const char *name)
{
    int q = scenario->center.n_queues - 1;
    while (q >= 0 && strcmp(scenario->center.queue[q].name, name) != 0) {
        q--;
    }
    return q;
}

/* Do contacts of several channels wait there, in some center? */
static bool
is_shared(const xp_plan *plan, const char *name)
{
    bool any = false;
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_scenario *scenario = plan->scenario[s];
        const int q = find_queue(scenario, name);
        int n = 0;
        for (int c = 0; c < scenario->n_channels && q >= 0; c++) {
            n += holds(scenario, q, c);
        }
        any |= n > 1;
    }
    return any;
}

void
xp_maker_queues(xp_maker *self, const cc_scenario *scenario, int channel, bool deferred)
{
    strcpy(self->whole, self->scope);
    for (int q = 0; q < scenario->center.n_queues; q++) {
        if (holds(scenario, q, channel) &&
            !is_shared(self->results->plan, scenario->center.queue[q].name)) {
            lines_of(self, scenario, q, deferred);
        }
    }
}

static bool
are_deferred(const cc_scenario *scenario, int queue)
{
    bool all = true;
    for (int c = 0; c < scenario->n_channels; c++) {
        all &= scenario->channel[c].kind->medium->deferred || !holds(scenario, queue, c);
    }
    return all;
}

void
xp_maker_shared_queues(xp_maker *self)
{
    const xp_plan *plan = self->results->plan;
    strcpy(self->section, "QUEUES OF SEVERAL CHANNELS");
    strcpy(self->whole, "center");
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_scenario *scenario = plan->scenario[s];
        for (int q = 0; q < scenario->center.n_queues; q++) {
            const char *name = scenario->center.queue[q].name;
            bool is_said = false;
            for (int t = 0; t < s; t++) {
                is_said |= find_queue(plan->scenario[t], name) >= 0;
            }
            if (!is_said && is_shared(plan, name)) {
                lines_of(self, scenario, q, are_deferred(scenario, q));
            }
        }
    }
}
