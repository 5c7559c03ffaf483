/* Offers several ways on, each of which a share of the customers takes. A choice that has the name of
 * a node, or of an end, leads there. */
#include "models/center/nodes/menu.h"

#include "models/scenario/node.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stdio.h>

/* A choice is a table like any other, but its name is the scenario's. */
static cc_setting
share_of(const char *name)
{
    return (cc_setting){.name = name,
                        .kind = CC_SET_TABLE,
                        .unit = "",
                        .min = 0,
                        .max = 1,
                        .each = &cc_each_issue,
                        .stride = sizeof(cc_table),
                        .pointed = true,
                        .all_alike = true,
                        .offset = offsetof(cc_menu_choice, share),
                        .doc = "Share"};
}

static void
read_choices(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_menu *menu = object;
    const cc_value *group = cc_layers_get(in, self->name);
    if (group == NULL || group->n == 0 || group->n > CC_MAX_PORTS) {
        cc_read_missing(reader, in, self->name, "must have from 1 to %d choices", CC_MAX_PORTS);
        return;
    }
    const cc_layers choices = cc_layers_sub(in, self->name);
    menu->n_choices = (int)group->n;
    menu->choice = cc_read_alloc(reader, group->n, sizeof(*menu->choice));
    for (int j = 0; j < menu->n_choices && reader->error == SIM_OK; j++) {
        menu->choice[j].name = cc_read_keep(reader, group->child[j]->name);
        const cc_setting share[] = {share_of(menu->choice[j].name), {.name = NULL}};
        if (reader->error == SIM_OK) {
            cc_settings_read(reader, &choices, share, &menu->choice[j]);
        }
    }
}

static void
write_choices(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_menu *menu = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < menu->n_choices; j++) {
        const cc_setting share[] = {share_of(menu->choice[j].name), {.name = NULL}};
        cc_settings_write(writer, share, &menu->choice[j]);
    }
    cc_write_close(writer);
}

#define OWN(member) offsetof(cc_menu, member)
static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(time),
     .doc = "How long it takes to choose."},
    {.name = "choices",
     .kind = CC_SET_SPECIAL,
     .is_group = true,
     .type = "share by choice, of all kinds or by kind",
     .normal = "must be given",
     .read = read_choices,
     .write = write_choices,
     .doc = "What customers choose: shares with the sum 1."},
    {.name = NULL},
};

static double
share_at(const cc_menu *self, int j, int issue, size_t day, size_t interval)
{
    return cc_table_at(&self->choice[j].share[issue], day, interval);
}

static void
set_up(cc_reader *reader, const cc_layers *in, cc_node *node)
{
    const cc_menu *self = node->settings;
    const cc_run *run = &cc_scenario_of(reader)->run;
    const cc_demand *demand = &cc_scenario_of(reader)->demand;
    for (int i = 0; i < demand->n_issues; i++) {
        for (int day = 0; day < run->days; day++) {
            for (size_t k = 0; k < run->intervals_per_day; k++) {
                if (!cc_interval_counts(run, day, k)) {
                    continue;
                }
                double sum = 0;
                for (int j = 0; j < self->n_choices; j++) {
                    sum += share_at(self, j, i, (size_t)day, k);
                }
                if (fabs(sum - 1) > 1e-6) {
                    cc_read_refuse(reader, cc_layers_get(in, "choices"),
                                   "must have the sum 1 (is %.6g for \"%.60s\")", sum,
                                   demand->issue[i].name);
                    return;
                }
            }
        }
    }
}

static cc_port
port(const cc_node *node, int j)
{
    const cc_menu *self = node->settings;
    return (cc_port){j < self->n_choices ? self->choice[j].name : NULL, CC_TO_ITS_NAME};
}

static bool
takes_time(const cc_node *node)
{
    const cc_menu *self = node->settings;
    return cc_node_time_is_sure(&self->time);
}

static double
stay(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)issue, (void)day, (void)interval;
    const cc_menu *self = node->settings;
    return sim_dist_mean(&self->time);
}

static double
enter(const cc_visit *visit)
{
    const cc_menu *self = visit->node->settings;
    visit->kept[0] = sim_uniform(visit->u.word[1]);
    return sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0]));
}

/* Shares are compared with one uniform, in the order in which they are written. */
static cc_leave
leave(const cc_visit *visit)
{
    const cc_menu *self = visit->node->settings;
    double u = visit->kept[0];
    cc_leave chosen = {0, CC_AS_BEFORE};
    for (int j = 0; j < self->n_choices && u >= 0; j++) {
        const double p = share_at(self, j, visit->issue, visit->day, visit->interval);
        chosen.port = p > 0 ? j : chosen.port;
        u -= p;
    }
    return chosen;
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    const cc_menu *self = node->settings;
    for (int j = 0; j < self->n_choices; j++) {
        share[j] = share_at(self, j, issue, day, interval);
    }
    share[self->n_choices] = 0;
}

const cc_node_type cc_node_menu = {
    .name = "menu",
    .doc = "Offers several ways on, each taken by a share of the customers.",
    .meets = "listens to",
    .settings = settings,
    .settings_size = sizeof(cc_menu),
    .set_up = set_up,
    .port = port,
    .takes_time = takes_time,
    .stay = stay,
    .enter = enter,
    .leave = leave,
    .shares = shares,
};
