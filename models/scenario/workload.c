#include "models/scenario/workload.h"

#include "models/scenario/graph.h"

#include "models/scenario/scenario.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

double
cc_workload_arrivals(const cc_scenario *scenario, int issue, int day, size_t k)
{
    const cc_run *run = &scenario->run;
    const cc_demand *demand = &scenario->demand;
    const cc_issue *kind = &demand->issue[issue];
    const int weekday = (run->first_day + day) % 7;
    if (!run->weekday_open[weekday]) {
        return 0;
    }
    const double begin = run->open + (double)k * run->interval;
    const double end = fmin(begin + run->interval, run->close);
    double n;
    if (kind->piece != NULL) {
        const sim_rate rate = {kind->piece, kind->n_pieces};
        n = sim_rate_cumulative(&rate, end) - sim_rate_cumulative(&rate, begin);
    } else if (kind->counts) {
        n = cc_table_at(&kind->arrivals, (size_t)day, k);
    } else {
        n = cc_table_at(&kind->per_hour, (size_t)day, k) * (end - begin) / 3600;
    }
    return n * demand->volume * kind->volume * demand->first_attempts * demand->weekday[weekday] *
           kind->weekday[weekday];
}

/* Of contacts that want a channel, where they end up: the channel itself, or the first
 * alternative that there is. */
static void
spread(const cc_scenario *scenario, int wanted, double share, int day, size_t k, double *reached)
{
    const cc_demand *demand = &scenario->demand;
    if (scenario->center.channel[wanted].offered) {
        reached[wanted] += share;
        return;
    }
    for (int a = 0; a < demand->n_not_offered[wanted]; a++) {
        const cc_alternative *instead = &demand->not_offered[wanted][a];
        if (scenario->center.channel[instead->channel].offered) {
            reached[instead->channel] += share * cc_table_at(&instead->probability, (size_t)day, k);
            return;
        }
    }
}

/* Seconds of attention for a contact that reaches an agent, by an agent of speed 1. */
static double
work_of(const cc_scenario *scenario, int issue, int channel, int day, size_t k, double stretches,
        const cc_flow *flow)
{
    const cc_channel *at = &scenario->center.channel[channel];
    const cc_content *content = &scenario->demand.issue[issue].content[channel];
    const double one = sim_dist_mean(&content->work.dist) *
                       cc_table_at(&content->work.factor, (size_t)day, k) * at->work_factor;
    double s = one * stretches;
    s += sim_dist_mean(&at->wrap_up) + sim_dist_mean(&at->answer_delay);
    return s + flow->hand_over;
}

/* Contacts of an issue, returns of the unresolved included, for each first one. */
static double
rounds(const cc_scenario *scenario, int issue, int channel, int day, size_t k)
{
    const cc_issue *kind = &scenario->demand.issue[issue];
    const double p = cc_table_at(&kind->content[channel].resolution, (size_t)day, k);
    const double q = (1 - p) * cc_table_at(&kind->unresolved.returns, (size_t)day, k);
    return 1 / (1 - fmin(q, 0.999));
}

static double
agents_at(const cc_scenario *scenario, const cc_group *group, int day, size_t k)
{
    const int weekday = (scenario->run.first_day + day) % 7;
    return scenario->run.weekday_open[weekday]
               ? cc_table_at(&group->staff, (size_t)day, k) * scenario->center.staff_scale
               : 0;
}

static void
add_interval(cc_workload *self, const cc_scenario *scenario, const double *stretches, int day,
             size_t k)
{
    const cc_run *run = &scenario->run;
    const cc_demand *demand = &scenario->demand;
    const double begin = run->open + (double)k * run->interval;
    const double length = fmin(run->interval, run->close - begin) / 3600;
    double load = 0, present = 0;
    for (int i = 0; i < demand->n_issues; i++) {
        const double n = cc_workload_arrivals(scenario, i, day, k);
        double reached[CC_MAX_CHANNELS] = {0}, gone = 1;
        for (int c = 0; c < scenario->n_channels; c++) {
            spread(scenario, c, cc_table_at(&demand->issue[i].wants[c], (size_t)day, k), day, k,
                   reached);
        }
        self->issues += n;
        for (int c = 0; c < scenario->n_channels; c++) {
            if (reached[c] <= 0 || !demand->issue[i].content[c].given) {
                continue;
            }
            gone -= reached[c];
            const double all = n * reached[c] * rounds(scenario, i, c, day, k);
            cc_graph graph;
            cc_flow flow;
            cc_graph_walk(&scenario->center, scenario->center.channel[c].entry, &graph);
            cc_graph_flow(&scenario->center, &graph, i, (size_t)day, k, &flow);
            const double to_agents = all * flow.to_queue;
            const double hours =
                to_agents *
                work_of(scenario, i, c, day, k, stretches[i * scenario->n_channels + c], &flow) /
                3600;
            self->contacts[i * scenario->n_channels + c] += n * reached[c];
            self->channel[c].contacts += all;
            self->channel[c].to_agents += to_agents;
            self->channel[c].hours += hours;
            load += hours;
        }
        self->turned_away += n * fmax(0, gone);
    }
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        const double n = agents_at(scenario, group, day, k);
        self->group[g].least = fmin(self->group[g].least, n);
        self->group[g].most = fmax(self->group[g].most, n);
        self->group[g].scheduled += n * length;
        self->group[g].present += n * length * (1 - group->shrinkage);
        present += n * (1 - group->shrinkage);
    }
    const double ratio = load <= 0 ? 0 : present > 0 ? load / length / present : HUGE_VAL;
    if (ratio > self->busiest) {
        self->busiest = ratio;
        self->busiest_at = begin;
    }
}

static void
average(cc_workload *self, const cc_scenario *scenario, double days)
{
    self->issues /= days;
    self->turned_away /= days;
    for (int j = 0; j < scenario->demand.n_issues * scenario->n_channels; j++) {
        self->contacts[j] /= days;
    }
    for (int c = 0; c < scenario->n_channels; c++) {
        cc_workload_channel *channel = &self->channel[c];
        channel->contacts /= days;
        channel->to_agents /= days;
        channel->hours /= days;
        channel->work = channel->to_agents > 0 ? channel->hours * 3600 / channel->to_agents : 0;
        self->hours += channel->hours;
    }
    for (int g = 0; g < scenario->center.n_groups; g++) {
        self->group[g].scheduled /= days;
        self->group[g].present /= days;
        self->scheduled += self->group[g].scheduled;
        self->present += self->group[g].present;
    }
}

int
cc_workload_init(cc_workload *self, const cc_scenario *scenario)
{
    const cc_demand *demand = &scenario->demand;
    const size_t n_channels = (size_t)scenario->n_channels;
    const size_t n = (size_t)demand->n_issues * n_channels;
    *self = (cc_workload){0};
    double *stretches = calloc(n, sizeof(*stretches));
    self->contacts = calloc(n, sizeof(*self->contacts));
    self->group = calloc((size_t)scenario->center.n_groups + 1, sizeof(*self->group));
    if (stretches == NULL || self->contacts == NULL || self->group == NULL) {
        free(stretches);
        cc_workload_free(self);
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < n; j++) {
        const cc_content *content = &demand->issue[j / n_channels].content[j % n_channels];
        const cc_medium *medium = scenario->channel[j % n_channels].kind->medium;
        stretches[j] = medium->stretches != NULL && content->given ? medium->stretches(content) : 1;
    }
    for (int g = 0; g < scenario->center.n_groups; g++) {
        self->group[g].least = HUGE_VAL;
    }
    /* Whole weeks repeat where no table is longer than a day, but counting all days is simple. */
    int n_days = 0;
    for (int day = 0; day < scenario->run.days; day++) {
        if (!scenario->run.weekday_open[(scenario->run.first_day + day) % 7]) {
            continue;
        }
        n_days++;
        for (size_t k = 0; k < scenario->run.intervals_per_day; k++) {
            add_interval(self, scenario, stretches, day, k);
        }
    }
    for (int g = 0; g < scenario->center.n_groups; g++) {
        self->group[g].least = n_days > 0 ? self->group[g].least : 0;
    }
    average(self, scenario, n_days > 0 ? n_days : 1);
    free(stretches);
    return SIM_OK;
}

void
cc_workload_free(cc_workload *self)
{
    free(self->contacts);
    free(self->group);
    *self = (cc_workload){0};
}
