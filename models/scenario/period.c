#include "models/scenario/period.h"

#include "models/language/units.h"
#include "models/scenario/burst.h"
#include "models/scenario/scenario.h"
#include "models/scenario/shift.h"
#include <stdarg.h>
#include <stdio.h>

typedef struct finding {
    int period;
    char *what;
    size_t size;
} finding;

/* A later "never" is more than a week, and that more than a day. */
static int
rank(int period)
{
    return period == CC_PERIOD_NEVER ? 99 : period;
}

static void __attribute__((format(printf, 3, 4)))
find(finding *self, int period, const char *format, ...)
{
    if (rank(period) <= rank(self->period)) {
        return;
    }
    self->period = period;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(self->what, self->size, format, arguments);
    va_end(arguments);
}

static int
of_table(const cc_table *self)
{
    int period = CC_PERIOD_NONE;
    for (size_t j = 1; j < self->n && period == CC_PERIOD_NONE; j++) {
        period = self->v[j] != self->v[0] ? CC_PERIOD_DAY : CC_PERIOD_NONE;
    }
    if (period == CC_PERIOD_NONE || self->n <= self->per_day) {
        return period;
    }
    /* the last row is of the moment after the last day, and that day's once more */
    for (size_t d = 0; d + 8 < self->n_days; d++) {
        if (self->row[d] != self->row[d + 7]) {
            return CC_PERIOD_NEVER;
        }
    }
    return CC_PERIOD_WEEK;
}

static int
of_weekdays(const double factor[7])
{
    for (int d = 1; d < 7; d++) {
        if (factor[d] != factor[0]) {
            return CC_PERIOD_WEEK;
        }
    }
    return CC_PERIOD_NONE;
}

static void
look_at_hours(finding *self, const cc_scenario *scenario)
{
    const cc_run *run = &scenario->run;
    const cc_hours *hours = &run->hours;
    for (int d = 0; d < 7; d++) {
        if (!run->weekday_open[d]) {
            find(self, CC_PERIOD_WEEK, "run.weekdays");
        }
    }
    if (!hours->is_same) {
        find(self, CC_PERIOD_WEEK, "run.hours_by");
    } else if (hours->every.close - hours->every.open < CC_DAY) {
        find(self, CC_PERIOD_DAY, "run.hours");
    }
    for (int d = 0; run->day_closed != NULL && d < run->days; d++) {
        if (run->day_closed[d]) {
            find(self, CC_PERIOD_NEVER, "a day on which the house is closed");
        }
    }
    for (int c = 0; c < scenario->n_channels; c++) {
        if (scenario->center.channel[c].offered && scenario->center.channel[c].has_hours) {
            find(self, CC_PERIOD_WEEK, "center.channels.%s.hours", scenario->channel[c].name);
        }
    }
}

static void
look_at_issue(finding *self, const cc_scenario *scenario, const cc_issue *issue)
{
    const int n = scenario->n_channels;
    find(self, of_table(issue->counts ? &issue->arrivals : &issue->per_hour), "demand.issues.%s.%s",
         issue->name, issue->counts ? "arrivals" : "per_hour");
    for (size_t j = 1; j < issue->n_pieces; j++) {
        if (issue->piece[j].r0 != issue->piece[0].r0 || issue->piece[j].r1 != issue->piece[0].r0) {
            find(self, CC_PERIOD_DAY, "demand.issues.%s.rate", issue->name);
        }
    }
    find(self, of_weekdays(issue->weekday), "demand.issues.%s.weekday", issue->name);
    find(self, issue->busyness.day_cv > 0 ? CC_PERIOD_DAY : CC_PERIOD_NONE,
         "demand.issues.%s.busyness.day_cv", issue->name);
    find(self, of_table(&issue->unresolved.returns), "demand.issues.%s.unresolved", issue->name);
    for (int c = 0; c < n; c++) {
        find(self, of_table(&issue->wants[c]), "demand.issues.%s.wants", issue->name);
        find(self, of_table(&issue->content[c].resolution), "demand.issues.%s.%s.resolution",
             issue->name, scenario->channel[c].name);
        find(self, of_table(&issue->content[c].switches.probability), "demand.issues.%s.%s.switch",
             issue->name, scenario->channel[c].name);
    }
}

static void
look_at_demand(finding *self, const cc_scenario *scenario)
{
    const cc_demand *demand = &scenario->demand;
    for (int j = 0; j < demand->n_issues; j++) {
        look_at_issue(self, scenario, &demand->issue[j]);
    }
    find(self, of_weekdays(demand->weekday), "demand.weekday");
    find(self, demand->busyness.day_cv > 0 ? CC_PERIOD_DAY : CC_PERIOD_NONE,
         "demand.busyness.day_cv");
    for (int d = 1; demand->on_day != NULL && d < scenario->run.days; d++) {
        if (demand->on_day[d] != demand->on_day[0]) {
            find(self, CC_PERIOD_NEVER, "demand.dates");
        }
    }
    for (int j = 0; j < demand->n_bursts; j++) {
        find(self, demand->burst[j].n_at > 0 ? CC_PERIOD_NEVER : CC_PERIOD_NONE, "demand.bursts.%s",
             demand->burst[j].name);
    }
    if (demand->trace.n > 0) {
        find(self, CC_PERIOD_NEVER, "demand.trace");
    }
}

static void
look_at_group(finding *self, const cc_scenario *scenario, const cc_group *group)
{
    find(self, of_table(&group->staff), "center.groups.%s.staff", group->name);
    find(self, of_table(&group->shrinkage), "center.groups.%s.shrinkage", group->name);
    for (int c = 0; c < scenario->n_channels; c++) {
        find(self, of_table(&group->speed[c]), "center.groups.%s.speed", group->name);
    }
    find(self, group->n_shifts > 0 ? CC_PERIOD_WEEK : CC_PERIOD_NONE, "center.groups.%s.shifts",
         group->name);
    find(self, group->is_named ? CC_PERIOD_NEVER : CC_PERIOD_NONE, "center.roster");
    find(self, group->line.n > 0 ? CC_PERIOD_DAY : CC_PERIOD_NONE, "center.groups.%s.outages",
         group->name);
}

int
cc_period_of(const cc_scenario *scenario, char *what, size_t size)
{
    finding it = {.period = CC_PERIOD_NONE, .what = what, .size = size};
    what[0] = '\0';
    look_at_hours(&it, scenario);
    look_at_demand(&it, scenario);
    for (int g = 0; g < scenario->center.n_groups; g++) {
        look_at_group(&it, scenario, &scenario->center.group[g]);
    }
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        find(&it, scenario->center.node[j].outages.n > 0 ? CC_PERIOD_DAY : CC_PERIOD_NONE,
             "center.nodes.%s.outages", scenario->center.node[j].name);
    }
    for (int j = 0; j < scenario->center.n_providers; j++) {
        find(&it, scenario->center.provider[j].fails.n > 0 ? CC_PERIOD_DAY : CC_PERIOD_NONE,
             "center.providers.%s.outages", scenario->center.provider[j].name);
    }
    return it.period;
}
