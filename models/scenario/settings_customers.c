/* The customers' ways: how long they wait, what they do after a failure. Written for all in
 * customers, for a kind of issue in that issue or in every_issue. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

#define ISSUE(member) offsetof(cc_issue, member)

static void
read_patience(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_issue *issue = object;
    const cc_layers sub = cc_layers_sub(in, self->name);
    for (int j = 0; j < cc_scenario_of(reader)->n_channels && reader->error == SIM_OK; j++) {
        cc_content *content = &issue->content[j];
        const char *name = cc_scenario_of(reader)->channel[j].name;
        content->has_patience = cc_layers_get(&sub, name) != NULL;
        cc_read_dist(reader, &sub, name, false, &content->patience);
        if (content->patience.type != NULL && strcmp(content->patience.type->name, "never") == 0) {
            content->has_patience = false;
        }
    }
    for (int j = 0; j < sub.n; j++) {
        cc_settings_check_each(reader, sub.layer[j], self);
    }
}

static void
write_patience(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_issue *issue = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < cc_scenario_in(writer)->n_channels; j++) {
        if (issue->content[j].has_patience && (!writer->for_hash || issue->content[j].is_used)) {
            cc_write_name(writer, cc_scenario_in(writer)->channel[j].name);
            cc_write_dist(writer, &issue->content[j].patience, NULL, false);
            cc_write_end(writer);
        }
    }
    cc_write_close(writer);
}

static const char *const counts[] = {"apart", "abandoned", NULL};
static const cc_setting balking_settings[] = {
    {.name = "p",
     .kind = CC_SET_BY_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .doc = "Probability, or a list of them by the number that waits, from 0."},
    {.name = "counts",
     .kind = CC_SET_EITHER,
     .words = counts,
     .doc = "Counted apart, or as abandoned at wait 0 (for all kinds, in customers)."},
    {.name = NULL},
};

/* p, or { p = ...; counts = ...; } */
static void
read_balking(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_issue *issue = object;
    cc_value *value = cc_layers_get(in, self->name);
    issue->balking = (cc_by_number){.constant = 0};
    if (value != NULL && value->kind == CC_VALUE_GROUP && cc_value_get(value, "file") == NULL) {
        cc_settings_check_names(reader, value, balking_settings);
        char path[64];
        cc_value *counted = cc_value_get(value, "counts");
        if (counted != NULL &&
            strcmp(cc_value_path(value, path, sizeof(path)), "demand.customers.balking") != 0) {
            cc_read_refuse(reader, counted, "may be written in demand.customers.balking only");
        } else if (counted != NULL) {
            cc_scenario_of(reader)->demand.balking_is_abandonment =
                cc_read_word(reader, counted, counts) == 1;
        }
        value = cc_value_get(value, "p");
    }
    if (value != NULL) {
        cc_read_by_number(reader, &balking_settings[0], value, &issue->balking);
        cc_read_figure(reader, self, value);
    }
}

static bool
may_happen(const cc_by_number *probability)
{
    bool may = probability->n == 0 && probability->constant > 0;
    for (size_t j = 0; j < probability->n; j++) {
        may = may || probability->v[j] > 0;
    }
    return may;
}

static bool
redials(const void *whole, const void *object)
{
    const cc_redial *redial = object;
    (void)whole;
    return may_happen(&redial->after_abandon) || may_happen(&redial->after_block) ||
           may_happen(&redial->after_balk);
}

static const char *const clocks[] = {"open", "wall", NULL};

#define REDIAL(member) offsetof(cc_redial, member)
#define P_BY_NUMBER .kind = CC_SET_BY_NUMBER, .unit = "", .min = 0, .max = 1
static const cc_setting redial_settings[] = {
    {.name = "after_abandon",
     P_BY_NUMBER,
     .offset = REDIAL(after_abandon),
     .doc = "Probability, or a list of them by the redials made before."},
    {.name = "after_block",
     P_BY_NUMBER,
     .offset = REDIAL(after_block),
     .doc = "The same after a busy signal."},
    {.name = "after_balk",
     P_BY_NUMBER,
     .offset = REDIAL(after_balk),
     .doc = "The same after leaving at once."},
    {.name = "delay",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = REDIAL(delay),
     .matters = redials,
     .doc = "Time until the next attempt, by its clock."},
    {.name = "clock",
     .kind = CC_SET_EITHER,
     .words = clocks,
     .offset = REDIAL(by_wall),
     .matters = redials,
     .doc = "Of the delay: in opening hours, or by the wall clock, and at the next opening if the "
            "house is closed then."},
    {.name = "maximum",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 0,
     .max = CC_MAX_REDIALS,
     .fallback = CC_MAX_REDIALS,
     .offset = REDIAL(maximum),
     .matters = redials,
     .doc = "Redials of one issue, until it is answered."},
    {.name = NULL},
};

/* Shares of the channels of a return: `same` and names of channels. */
static void
read_on(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_unresolved *unresolved = object;
    cc_value *group = cc_layers_get(in, self->name);
    unresolved->on_same = 1;
    unresolved->on =
        cc_read_alloc(reader, (size_t)cc_scenario_of(reader)->n_channels, sizeof(double));
    if (group == NULL) {
        return;
    }
    if (group->kind != CC_VALUE_GROUP) {
        cc_read_refuse(reader, group, "must be a group like { same = 0.7; voice = 0.3; }");
        return;
    }
    unresolved->on_same = 0;
    double sum = 0;
    for (size_t j = 0; j < group->n && reader->error == SIM_OK; j++) {
        cc_value *member = group->child[j];
        const int channel = cc_channel_find(cc_scenario_of(reader), member->name);
        const bool same = strcmp(member->name, "same") == 0;
        if (!same && channel < 0) {
            cc_read_refuse(reader, member, "must be same or a channel");
            return;
        }
        const double share = cc_read_number(reader, self, member);
        *(same ? &unresolved->on_same : &unresolved->on[channel]) = share;
        sum += share;
        cc_read_figure(reader, self, member);
    }
    if (reader->error == SIM_OK && fabs(sum - 1) > 1e-6) {
        cc_read_refuse(reader, group, "shares must sum to 1 (sum is %.10g)", sum);
    }
}

static void
write_on(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_unresolved *unresolved = object;
    if (unresolved->on_same == 1) {
        return;
    }
    cc_write_open(writer, self->name);
    for (int j = -1; j < cc_scenario_in(writer)->n_channels; j++) {
        const double share = j < 0 ? unresolved->on_same : unresolved->on[j];
        if (share != 0) {
            cc_write_name(writer, j < 0 ? "same" : cc_scenario_in(writer)->channel[j].name);
            cc_write_number(writer, share);
            cc_write_end(writer);
        }
    }
    cc_write_close(writer);
}

static bool
returns(const void *whole, const void *object)
{
    const cc_table *table = &((const cc_unresolved *)object)->returns;
    bool may = table->n == 0 && table->constant > 0;
    (void)whole;
    for (size_t j = 0; j < table->n; j++) {
        may = may || table->v[j] > 0;
    }
    return may;
}

#define UNRESOLVED(member) offsetof(cc_unresolved, member)
static const cc_setting unresolved_settings[] = {
    {.name = "returns",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = UNRESOLVED(returns),
     .doc = "Probability that an unresolved issue comes back; the others are lost."},
    {.name = "delay",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = UNRESOLVED(delay),
     .matters = returns,
     .doc = "Time until it does, by its clock."},
    {.name = "clock",
     .kind = CC_SET_EITHER,
     .words = clocks,
     .offset = UNRESOLVED(by_wall),
     .matters = returns,
     .doc = "Of the delay: in opening hours, or by the wall clock, and at the next opening if the "
            "house is closed then."},
    {.name = "on",
     .kind = CC_SET_SPECIAL,
     .unit = "",
     .min = 0,
     .max = 1,
     .read = read_on,
     .matters = returns,
     .write = write_on,
     .type = "shares by channel",
     .normal = "{ same = 1; }",
     .doc = "Channel of the return: the same or another."},
    {.name = NULL},
};

static void
write_balking(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_issue *issue = object;
    if (issue->balking.n > 0) {
        cc_write_name(writer, self->name);
        cc_write_numbers(writer, issue->balking.v, issue->balking.n);
        cc_write_end(writer);
    } else if (issue->balking.constant != 0) {
        cc_write_name(writer, self->name);
        cc_write_number(writer, issue->balking.constant);
        cc_write_end(writer);
    }
}

/* The object is an issue. */
const cc_setting cc_settings_ways[] = {
    {.name = "patience",
     .kind = CC_SET_SPECIAL,
     .unit = "s",
     .each = &cc_each_channel,
     .type = "distribution",
     .normal = "nobody leaves",
     .read = read_patience,
     .write = write_patience,
     .doc = "How long a customer waits before leaving."},
    {.name = "balking",
     .kind = CC_SET_SPECIAL,
     .unit = "",
     .min = 0,
     .max = 1,
     .type = "number, list by the number that waits, or { p; counts }",
     .normal = "0",
     .read = read_balking,
     .write = write_balking,
     .doc = "Probability of leaving at once when nobody answers at once; counts = \"abandoned\" "
            "(in customers only) or \"apart\"."},
    {.name = "redial",
     .kind = CC_SET_GROUP,
     .offset = ISSUE(redial),
     .sub = redial_settings,
     .doc = "Another attempt after one that failed."},
    {.name = "unresolved",
     .kind = CC_SET_GROUP,
     .offset = ISSUE(unresolved),
     .sub = unresolved_settings,
     .doc = "What follows when the issue was not resolved."},
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_ends},
    {.name = "bots",
     .kind = CC_SET_GROUP,
     .offset = ISSUE(reactions),
     .sub = cc_settings_bots,
     .doc = "Customers and chatbots."},
    {.name = "announced",
     .kind = CC_SET_GROUP,
     .offset = ISSUE(reactions),
     .sub = cc_settings_announced,
     .doc = "What an announced wait does to them."},
    {.name = "message",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = ISSUE(reactions.message),
     .doc = "Probability of leaving at a message in the queue."},
    {.name = "offers",
     .kind = CC_SET_GROUP,
     .offset = ISSUE(reactions),
     .sub = cc_settings_offers,
     .doc = "What they accept."},
    {.name = NULL},
};

/* ---- of all customers: the object is the demand ---- */

static void
read_not_offered(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_demand *demand = object;
    cc_value *all = cc_layers_get(in, self->name);
    const size_t n_channels = (size_t)cc_scenario_of(reader)->n_channels;
    demand->not_offered = cc_read_alloc(reader, n_channels, sizeof(*demand->not_offered));
    demand->n_not_offered = cc_read_alloc(reader, n_channels, sizeof(int));
    if (all != NULL) {
        cc_settings_check_each(reader, all, self);
    }
    for (size_t j = 0; all != NULL && j < all->n && reader->error == SIM_OK; j++) {
        cc_value *wanted = all->child[j];
        const int channel = cc_channel_find(cc_scenario_of(reader), wanted->name);
        char shown[96];
        if (wanted->kind != CC_VALUE_GROUP) {
            cc_read_refuse(reader, wanted, "must be a group like { voice = 0.9; } (is %s)",
                           cc_value_show(wanted, shown, sizeof(shown)));
            return;
        }
        cc_settings_check_each(reader, wanted, self);
        cc_alternative *list = cc_read_alloc(reader, wanted->n, sizeof(*list));
        for (size_t k = 0; k < wanted->n && reader->error == SIM_OK; k++) {
            cc_value *instead = wanted->child[k];
            list[k].channel = cc_channel_find(cc_scenario_of(reader), instead->name);
            if (list[k].channel == channel) {
                cc_read_refuse(reader, instead, "must be another channel than the wanted one");
                return;
            }
            cc_read_table(reader, self, instead, &list[k].probability);
            cc_read_figure(reader, self, instead);
        }
        demand->not_offered[channel] = list;
        demand->n_not_offered[channel] = (int)wanted->n;
    }
}

/* Does anybody ever come to that channel? */
static bool
is_used(const cc_demand *demand, int channel)
{
    bool is = false;
    for (int j = 0; j < demand->n_issues; j++) {
        is = is || demand->issue[j].content[channel].is_used;
    }
    return is;
}

static void
write_not_offered(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_demand *demand = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < cc_scenario_in(writer)->n_channels; j++) {
        const bool matters = !writer->for_hash || is_used(demand, j);
        cc_write_open(writer, cc_scenario_in(writer)->channel[j].name);
        for (int k = 0; matters && k < demand->n_not_offered[j]; k++) {
            const cc_alternative *instead = &demand->not_offered[j][k];
            cc_write_name(writer, cc_scenario_in(writer)->channel[instead->channel].name);
            cc_write_table(writer, &instead->probability);
            cc_write_end(writer);
        }
        cc_write_close(writer);
    }
    cc_write_close(writer);
}

static const cc_setting no_context_settings[] = {
    {.name = "explain",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = offsetof(cc_demand, explain),
     .doc = "Time to tell the story again to an agent who does not know it."},
    {.name = "resolution",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = -1,
     .max = 1,
     .offset = offsetof(cc_demand, explain_resolution),
     .doc = "Added to the probability of resolution then."},
    {.name = NULL},
};

static const cc_setting auto_reply_settings[] = {
    {.name = "patience",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1000,
     .fallback = 1,
     .offset = offsetof(cc_demand, told_patience),
     .doc = "Factor of the patience, from the opening on, of who was told when that is."},
    {.name = NULL},
};

static const cc_setting for_all[] = {
    {.name = "not_offered",
     .kind = CC_SET_SPECIAL,
     .each = &cc_each_channel,
     .unit = "",
     .min = 0,
     .max = 1,
     .type = "for each channel: probability by channel",
     .normal = "all leave",
     .read = read_not_offered,
     .write = write_not_offered,
     .doc = "Who wants a channel that is not there, or closed, takes the first of these that is, "
            "with its probability."},
    {.name = "no_context",
     .kind = CC_SET_GROUP,
     .sub = no_context_settings,
     .doc = "What it costs that nobody knows the story."},
    {.name = "auto_reply",
     .kind = CC_SET_GROUP,
     .sub = auto_reply_settings,
     .doc = "What an automatic reply outside the hours does to them."},
    {.name = NULL},
};

static void
read_for_all(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    (void)object;
    cc_settings_read(reader, in, self->sub, &cc_scenario_of(reader)->demand);
}

/* Read into an issue that stands for all; the print has the customers' ways in every issue. */
const cc_setting cc_settings_customers[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_ways},
    {.name = "+", .kind = CC_SET_INLINE, .sub = for_all, .read = read_for_all},
    {.name = NULL},
};

static bool
balks(const cc_demand *demand)
{
    bool may = false;
    for (int j = 0; j < demand->n_issues; j++) {
        may = may || may_happen(&demand->issue[j].balking);
    }
    return may;
}

void
cc_customers_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_demand *demand = object;
    cc_write_open(writer, self->name);
    if (demand->balking_is_abandonment && (!writer->for_hash || balks(demand))) {
        cc_write_open(writer, "balking");
        cc_write_name(writer, "counts");
        cc_write_text(writer, "abandoned");
        cc_write_end(writer);
        cc_write_close(writer);
    }
    cc_settings_write(writer, for_all, demand);
    cc_write_close(writer);
}
