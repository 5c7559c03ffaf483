/* `then = "queue"`, or `then = ( { to = "offer"; when = "waiting > 10"; }, { to = "survey"; share =
 * 0.2; }, "queue" )`: who comes to a branch that is not for them goes on to the next one. */
#include "models/scenario/settings_way.h"

#include "models/language/settings.h"
#include "models/scenario/condition.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>
#include <string.h>

#define MOST_BRANCHES 16

static const struct {
    const char *word;
    int to;
} ends[] = {
    {"queue", CC_TO_QUEUE},
    {"contained", CC_TO_CONTAINED},
    {"hang_up", CC_TO_HANG_UP},
};
#define N_ENDS ((int)(sizeof(ends) / sizeof(ends[0])))

const char *
cc_target_name(const void *whole, int j)
{
    const cc_scenario *scenario = whole;
    const int n = scenario->center.n_nodes;
    return j < n ? scenario->center.node[j].name : j < n + N_ENDS ? ends[j - n].word : NULL;
}

int
cc_target(const cc_scenario *scenario, int j)
{
    return j < scenario->center.n_nodes ? j : ends[j - scenario->center.n_nodes].to;
}

static const cc_each each_target = {"automation node", "NODE", cc_target_name, NULL, NULL};

static int
read_target(cc_reader *reader, const cc_value *value)
{
    const int j = cc_read_name(reader, value, &each_target);
    return j < 0 ? CC_TO_QUEUE : cc_target(cc_scenario_of(reader), j);
}

static void
write_target(cc_writer *writer, int to)
{
    const char *word = to >= 0 ? cc_scenario_in(writer)->center.node[to].name : "";
    for (int j = 0; j < N_ENDS; j++) {
        word = ends[j].to == to ? ends[j].word : word;
    }
    cc_write_text(writer, word);
}

/* ---- one branch ---- */

static void
read_to(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    const cc_value *value = cc_layers_get(in, self->name);
    if (value == NULL) {
        cc_read_missing(reader, in, self->name, "is missing: where does the branch lead?");
        return;
    }
    ((cc_branch *)object)->to = read_target(reader, value);
}

static void
read_when(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    const cc_value *value = cc_layers_get(in, self->name);
    ((cc_branch *)object)->when = value != NULL ? cc_condition_read(reader, value) : NULL;
}

static const cc_setting branch_settings[] = {
    {.name = "to", .kind = CC_SET_SPECIAL, .read = read_to},
    {.name = "when", .kind = CC_SET_SPECIAL, .read = read_when},
    {.name = "share",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .each = &cc_each_issue,
     .stride = sizeof(cc_table),
     .pointed = true,
     .all_alike = true,
     .offset = offsetof(cc_branch, share)},
    {.name = NULL},
};

static cc_branch
read_branch(cc_reader *reader, cc_value *value)
{
    cc_branch branch = {.to = CC_TO_QUEUE};
    if (value->kind != CC_VALUE_GROUP) {
        branch.to = read_target(reader, value);
        return branch;
    }
    const cc_layers layers = cc_layers_of(value);
    cc_settings_read(reader, &layers, branch_settings, &branch);
    if (cc_value_get(value, "share") == NULL) {
        branch.share = NULL;
    }
    return branch;
}

/* ---- all of them ---- */

cc_way
cc_way_to(cc_reader *reader, int to)
{
    cc_way way = {.branch = cc_read_alloc(reader, 1, sizeof(cc_branch))};
    if (way.branch != NULL) {
        way.branch[0] = (cc_branch){.to = to};
        way.n = 1;
    }
    return way;
}

/* The largest sum of the shares, over kinds and time. */
static double
most_shared(const cc_scenario *scenario, const cc_way *self)
{
    double most = 0;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        for (int day = 0; day < scenario->run.days; day++) {
            for (size_t k = 0; k < scenario->run.intervals_per_day; k++) {
                double sum = 0;
                for (int b = 0; b < self->n; b++) {
                    const cc_table *share = self->branch[b].share;
                    sum += share != NULL ? cc_table_at(&share[i], (size_t)day, k) : 0;
                }
                most = sum > most ? sum : most;
            }
        }
    }
    return most;
}

cc_way
cc_way_read(cc_reader *reader, cc_value *value)
{
    if (value->kind != CC_VALUE_LIST) {
        return cc_way_to(reader, read_target(reader, value));
    }
    cc_way self = {.branch = cc_read_alloc(reader, value->n + 1, sizeof(cc_branch))};
    if (value->n == 0 || value->n > MOST_BRANCHES) {
        cc_read_refuse(reader, value, "must have from 1 to %d branches", MOST_BRANCHES);
    }
    for (size_t j = 0; reader->error == SIM_OK && j < value->n; j++) {
        self.branch[self.n++] = read_branch(reader, value->child[j]);
        const cc_branch *branch = &self.branch[j];
        const bool is_for_all = branch->when == NULL && branch->share == NULL;
        if (reader->error == SIM_OK && is_for_all != (j + 1 == value->n)) {
            cc_read_refuse(reader, value->child[j],
                           is_for_all ? "is for all who come to it: no branch may follow"
                                      : "is the last branch and must be for all who are left, "
                                        "without \"when\" and \"share\"");
        }
    }
    if (reader->error == SIM_OK && most_shared(cc_scenario_of(reader), &self) > 1 + 1e-9) {
        cc_read_refuse(reader, value, "the shares of its branches must have a sum of at most 1");
    }
    return self;
}

static void
write_share(cc_writer *writer, const cc_table *share)
{
    const cc_demand *demand = &cc_scenario_in(writer)->demand;
    bool is_one = true;
    for (int i = 0; i < demand->n_issues; i++) {
        is_one = is_one && share[i].n == 0 && !(share[i].constant < share[0].constant) &&
                 !(share[i].constant > share[0].constant);
    }
    if (is_one) {
        cc_write_table(writer, &share[0]);
        return;
    }
    cc_write_raw(writer, "{");
    for (int i = 0; i < demand->n_issues; i++) {
        cc_write_raw(writer, " %s = ", demand->issue[i].name);
        cc_write_table(writer, &share[i]);
        cc_write_raw(writer, ";");
    }
    cc_write_raw(writer, " }");
}

void
cc_way_write(cc_writer *writer, const char *name, const cc_way *self)
{
    cc_write_name(writer, name);
    if (self->n == 1) {
        write_target(writer, self->branch[0].to);
        cc_write_end(writer);
        return;
    }
    for (int j = 0; j < self->n; j++) {
        const cc_branch *branch = &self->branch[j];
        cc_write_raw(writer, j == 0 ? "( { to = " : ", { to = ");
        write_target(writer, branch->to);
        cc_write_raw(writer, ";");
        if (branch->when != NULL) {
            cc_write_raw(writer, " when = ");
            cc_condition_write(writer, branch->when);
            cc_write_raw(writer, ";");
        }
        if (branch->share != NULL) {
            cc_write_raw(writer, " share = ");
            write_share(writer, branch->share);
            cc_write_raw(writer, ";");
        }
        cc_write_raw(writer, " }");
    }
    cc_write_raw(writer, " )");
    cc_write_end(writer);
}
