#include "models/center/intents.h"

#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <string.h>

#define MAX_INTENTS 64

/* ---- settings of one intent ---- */

static void
add_kind(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    bool *of_kind = arg;
    const int kind = cc_read_name(reader, value, &cc_each_issue);
    if (kind >= 0) {
        of_kind[kind] = true;
    }
}

/* Without `kinds`, that of the intent's name. */
static void
read_kinds(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_intent *intent = object;
    const cc_demand *demand = &cc_scenario_of(reader)->demand;
    const cc_value *value = cc_layers_get(in, self->name);
    intent->of_kind = cc_read_alloc(reader, (size_t)demand->n_issues + 1, sizeof(bool));
    if (reader->error != SIM_OK) {
        return;
    }
    if (value != NULL) {
        cc_read_names(reader, value, false, intent->of_kind, add_kind);
        return;
    }
    for (int i = 0; i < demand->n_issues; i++) {
        if (strcmp(demand->issue[i].name, intent->name) == 0) {
            intent->of_kind[i] = true;
            return;
        }
    }
    cc_read_missing(reader, in, self->name,
                    "is missing: there is no kind of issue of the intent's name");
}

static void
write_kinds(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_intent *intent = object;
    const cc_demand *demand = &cc_scenario_in(writer)->demand;
    const char *before = "";
    cc_write_name(writer, self->name);
    cc_write_raw(writer, "(");
    for (int i = 0; i < demand->n_issues; i++) {
        if (intent->of_kind[i]) {
            cc_write_raw(writer, "%s", before);
            cc_write_text(writer, demand->issue[i].name);
            before = ", ";
        }
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
}

#define OWN(member) offsetof(cc_intent, member)
static const cc_setting intent_settings[] = {
    {.name = "kinds",
     .kind = CC_SET_SPECIAL,
     .type = "name of a kind of issue, or list of them",
     .normal = "that of its name",
     .read = read_kinds,
     .write = write_kinds,
     .is_policy = true,
     .doc = "What it is about."},
    {.name = "recognised",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = OWN(recognised),
     .doc = "Probability of being recognised, at a turn."},
    {.name = "confused",
     .kind = CC_SET_SPECIAL,
     .unit = "",
     .min = 0,
     .max = 1,
     .is_group = true,
     .type = "probability by intent",
     .normal = "0",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .doc = "Probability of being taken for another intent."},
    {.name = "solved",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .offset = OWN(solved),
     .doc = "Share of the recognised whose issue is resolved."},
    {.name = "turns",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = 1000,
     .fallback = 1,
     .offset = OWN(turns),
     .doc = "Turns that its answer takes, be it the right one or not."},
    {.name = NULL},
};

/* ---- all intents ---- */

static int
intent_named(const cc_intents *self, const char *name)
{
    for (int j = 0; j < self->n; j++) {
        if (strcmp(self->intent[j].name, name) == 0) {
            return j;
        }
    }
    return -1;
}

static void
read_confused(cc_reader *reader, const cc_value *written, const cc_intents *self, int which)
{
    cc_intent *intent = &self->intent[which];
    const cc_setting *row = &intent_settings[2];
    cc_value *group = cc_value_get(written, "confused");
    double sum = intent->recognised;
    intent->confused = cc_read_alloc(reader, (size_t)self->n, sizeof(double));
    for (size_t k = 0; group != NULL && k < group->n && reader->error == SIM_OK; k++) {
        cc_value *member = group->child[k];
        const int other = intent_named(self, member->name);
        if (other < 0 || other == which) {
            cc_read_refuse(reader, member, "must be another intent (is \"%.60s\")", member->name);
            return;
        }
        intent->confused[other] = cc_read_number(reader, row, member);
        cc_read_figure(reader, row, member);
        sum += intent->confused[other];
    }
    if (reader->error == SIM_OK && sum > 1 + 1e-9) {
        cc_read_refuse(reader, written, "recognised and confused must sum to 1 at most (is %.6g)",
                       sum);
    }
}

/* A kind of issue is of one intent. */
static void
check_kinds(cc_reader *reader, const cc_value *group, const cc_intents *self)
{
    const cc_demand *demand = &cc_scenario_of(reader)->demand;
    for (int i = 0; i < demand->n_issues; i++) {
        int n = 0;
        for (int j = 0; j < self->n && reader->error == SIM_OK; j++) {
            n += self->intent[j].of_kind[i];
            if (n > 1) {
                cc_read_refuse(reader, group->child[j], "\"%.60s\" is of another intent already",
                               demand->issue[i].name);
            }
        }
    }
}

void
cc_intents_read(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_intents *intents = (cc_intents *)(void *)((char *)object + self->offset);
    const cc_value *group = cc_layers_get(in, self->name);
    const size_t n = group != NULL ? group->n : 0;
    if (group != NULL && (group->kind != CC_VALUE_GROUP || n > MAX_INTENTS)) {
        cc_read_refuse(reader, group, "must be a group of up to %d intents", MAX_INTENTS);
        return;
    }
    intents->intent = cc_read_alloc(reader, n, sizeof(*intents->intent));
    for (size_t j = 0; j < n && reader->error == SIM_OK; j++) {
        cc_refuse_made(reader, group, j, "intent");
        const cc_layers layers = cc_layers_of(group->child[j]);
        intents->intent[j].name = cc_read_keep(reader, group->child[j]->name);
        intents->n = (int)j + 1;
        cc_settings_read(reader, &layers, intent_settings, &intents->intent[j]);
    }
    for (int j = 0; j < intents->n && reader->error == SIM_OK; j++) {
        read_confused(reader, group->child[j], intents, j);
    }
    if (reader->error == SIM_OK && n > 0) {
        check_kinds(reader, group, intents);
    }
}

void
cc_intents_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_intents *intents =
        (const cc_intents *)(const void *)((const char *)object + self->offset);
    cc_write_open(writer, self->name);
    for (int j = 0; j < intents->n; j++) {
        const cc_intent *intent = &intents->intent[j];
        cc_write_open(writer, intent->name);
        cc_write_begin(writer);
        cc_settings_write(writer, intent_settings, intent);
        cc_write_open(writer, "confused");
        for (int k = 0; k < intents->n; k++) {
            if (intent->confused[k] > 0) {
                cc_write_name(writer, intents->intent[k].name);
                cc_write_number(writer, intent->confused[k]);
                cc_write_end(writer);
            }
        }
        cc_write_close(writer);
        cc_write_close(writer);
    }
    cc_write_close(writer);
}

/* ---- a session ---- */

static const cc_intent *
intent_of(const cc_intents *self, int issue)
{
    for (int j = 0; j < self->n; j++) {
        if (self->intent[j].of_kind[issue]) {
            return &self->intent[j];
        }
    }
    return NULL;
}

/* What it is taken for: one uniform, compared with the one recognised, then with the others in the
 * order written. NULL: it is not understood. */
static const cc_intent *
taken_for(const cc_intents *self, const cc_intent *meant, double u)
{
    if (meant == NULL || u < meant->recognised) {
        return meant;
    }
    u -= meant->recognised;
    for (int j = 0; j < self->n; j++) {
        if (u < meant->confused[j]) {
            return &self->intent[j];
        }
        u -= meant->confused[j];
    }
    return NULL;
}

cc_session
cc_intents_talk(const cc_intents *self, const cc_reactions *customer, int issue,
                cc_session_draw *draw, const void *of)
{
    const cc_intent *meant = intent_of(self, issue);
    cc_session session = {.time = 0, .end = CC_GIVES_UP};
    for (; session.failed <= self->retries; session.failed++) {
        const uint32_t k = 2 * (uint32_t)session.failed + 1;
        const sim_block u = draw(of, k), v = draw(of, k + 1);
        if (sim_uniform(u.word[0]) <
            cc_by_number_at(&customer->agent_please, (size_t)session.failed)) {
            session.end = CC_ASKED_FOR_AGENT;
            return session;
        }
        const cc_intent *taken = taken_for(self, meant, sim_uniform(u.word[1]));
        session.time += (taken != NULL ? taken->turns : 1) *
                        (sim_dist_quantile(&self->turn, sim_uniform(u.word[2])) +
                         sim_dist_quantile(&self->latency, sim_uniform(u.word[3])));
        if (taken != NULL && taken == meant) {
            session.end = CC_RECOGNISED;
            session.p_solved = meant->solved;
            return session;
        }
        if (taken != NULL && sim_uniform(v.word[0]) < customer->misled) {
            session.failed++;
            session.end = CC_MISLED;
            return session;
        }
    }
    return session;
}

void
cc_intents_shares(const cc_intents *self, const cc_reactions *customer, int issue,
                  double share[CC_RECOGNISED + 1])
{
    const cc_intent *meant = intent_of(self, issue);
    double confused = 0, still = 1;
    for (int j = 0; meant != NULL && j < self->n; j++) {
        confused += meant->confused[j];
    }
    memset(share, 0, (CC_RECOGNISED + 1) * sizeof(*share));
    for (int failed = 0; failed <= self->retries; failed++) {
        const double asks = still * cc_by_number_at(&customer->agent_please, (size_t)failed);
        const double turn = still - asks;
        share[CC_ASKED_FOR_AGENT] += asks;
        share[CC_RECOGNISED] += meant != NULL ? turn * meant->recognised : 0;
        share[CC_MISLED] += turn * confused * customer->misled;
        still = turn * (1 - (meant != NULL ? meant->recognised : 0) - confused * customer->misled);
    }
    share[CC_GIVES_UP] = still;
}

double
cc_intents_unsolved(const cc_intents *self, const cc_reactions *customer, int issue)
{
    double end[CC_RECOGNISED + 1];
    const cc_intent *meant = intent_of(self, issue);
    cc_intents_shares(self, customer, issue, end);
    const double contained = end[CC_RECOGNISED] + end[CC_MISLED];
    const double solved = meant != NULL ? end[CC_RECOGNISED] * meant->solved : 0;
    return contained > 0 ? 1 - solved / contained : 0;
}

double
cc_intents_time(const cc_intents *self, const cc_reactions *customer, int issue)
{
    const cc_intent *meant = intent_of(self, issue);
    const double recognised = meant != NULL ? meant->recognised : 0;
    double confused = 0, turns = meant != NULL ? recognised * meant->turns : 0;
    for (int j = 0; meant != NULL && j < self->n; j++) {
        confused += meant->confused[j];
        turns += meant->confused[j] * self->intent[j].turns;
    }
    turns += 1 - recognised - confused; /* of an attempt */
    double attempts = 0, still = 1;
    for (int failed = 0; failed <= self->retries; failed++) {
        const double turn = still * (1 - cc_by_number_at(&customer->agent_please, (size_t)failed));
        attempts += turn;
        still = turn * (1 - recognised - confused * customer->misled);
    }
    return attempts * turns * (sim_dist_mean(&self->turn) + sim_dist_mean(&self->latency));
}
