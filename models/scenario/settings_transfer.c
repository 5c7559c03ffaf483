/* center.transfers and center.partners: what agents hand on, and to whom. */
#include "models/scenario/graph.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>
#include <string.h>

/* ---- partners ---- */

#define PARTNER(member) offsetof(cc_partner, member)
const cc_setting cc_settings_partner[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = PARTNER(time),
     .doc = "How long the partner has a contact; a line is held for it."},
    {.name = "cost",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = PARTNER(cost),
     .doc = "For each contact that is transferred there."},
    {.name = "cost_per_minute",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = PARTNER(cost_per_minute),
     .doc = "For each minute of that time."},
    {.name = NULL},
};

static const char *
partner_name(const void *whole, int j)
{
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    return whole != NULL && j < center->n_partners ? center->partner[j].name : NULL;
}

/* ---- transfers ---- */

typedef struct marker {
    const cc_each *each;
    bool *is;
} marker;

static void
mark(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    marker *to = arg;
    const int j = cc_read_name(reader, value, to->each);
    if (j >= 0) {
        to->is[j] = true;
    }
}

/* Names of each, or all. */
static bool *
read_marks(cc_reader *reader, const cc_layers *in, const char *name, const cc_each *each)
{
    int n = 0;
    while (each->name(cc_scenario_of(reader), n) != NULL) {
        n++;
    }
    bool *is = cc_read_alloc(reader, (size_t)n + 1, sizeof(*is));
    const cc_value *value = cc_layers_get(in, name);
    if (value != NULL && is != NULL) {
        marker to = {each, is};
        cc_read_names(reader, value, false, &to, mark);
    }
    for (int j = 0; value == NULL && is != NULL && j < n; j++) {
        is[j] = true;
    }
    return is;
}

static void
write_marks(cc_writer *writer, const char *name, const cc_each *each, const bool *is)
{
    const char *before = "(", *one;
    bool all = true;
    for (int j = 0; each->name(cc_scenario_in(writer), j) != NULL; j++) {
        all = all && is[j];
    }
    if (all) {
        return;
    }
    cc_write_name(writer, name);
    for (int j = 0; (one = each->name(cc_scenario_in(writer), j)) != NULL; j++) {
        if (is[j]) {
            cc_write_raw(writer, "%s", before);
            cc_write_text(writer, one);
            before = ", ";
        }
    }
    cc_write_raw(writer, strcmp(before, "(") == 0 ? "()" : ")");
    cc_write_end(writer);
}

static void
read_from(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    bool *from = read_marks(reader, in, self->name, &cc_each_group);
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    for (int g = 0; g < center->n_groups && from != NULL; g++) {
        from[g] = from[g] || (center->group[g].made_from >= 0 && from[center->group[g].made_from]);
    }
    ((cc_transfer *)object)->from = from;
}

static void
write_from(cc_writer *writer, const cc_setting *self, const void *object)
{
    write_marks(writer, self->name, &cc_each_group, ((const cc_transfer *)object)->from);
}

static void
read_issues(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    ((cc_transfer *)object)->issues = read_marks(reader, in, self->name, &cc_each_issue);
}

static void
write_issues(cc_writer *writer, const cc_setting *self, const void *object)
{
    write_marks(writer, self->name, &cc_each_issue, ((const cc_transfer *)object)->issues);
}

/* Queues, then partners. */
static const char *
target_name(const void *whole, int j)
{
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    return whole == NULL          ? NULL
           : j < center->n_queues ? center->queue[j].name
                                  : partner_name(whole, j - center->n_queues);
}

static const cc_each each_target = {"queue or partner", "QUEUE", target_name, NULL, NULL};

void
cc_receiver_read(cc_reader *reader, const cc_value *value, int *queue, int *partner)
{
    const int j = cc_read_name(reader, value, &each_target);
    const int n_queues = cc_scenario_of(reader)->center.n_queues;
    *queue = j < n_queues ? j : -1;
    *partner = j >= n_queues ? j - n_queues : -1;
}

void
cc_receiver_write(cc_writer *writer, const char *name, int queue, int partner)
{
    const cc_center_setup *center = &cc_scenario_in(writer)->center;
    cc_write_name(writer, name);
    cc_write_text(writer, queue >= 0 ? center->queue[queue].name : center->partner[partner].name);
    cc_write_end(writer);
}

static void
read_to(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_transfer *transfer = object;
    const cc_value *value = cc_layers_get(in, self->name);
    transfer->queue = transfer->partner = -1;
    if (value != NULL) {
        cc_receiver_read(reader, value, &transfer->queue, &transfer->partner);
    }
}

static void
write_to(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_transfer *transfer = object;
    cc_receiver_write(writer, self->name, transfer->queue, transfer->partner);
}

static bool
is_told(const void *whole, const void *object)
{
    (void)whole;
    const cc_transfer *transfer = object;
    return transfer->how == CC_WARM || (transfer->how == CC_CONFERENCE && transfer->queue >= 0);
}

static const char *const hows[] = {"cold", "warm", "conference", NULL};

#define TRANSFER(member) offsetof(cc_transfer, member)
const cc_setting cc_settings_transfer[] = {
    {.name = "share",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = TRANSFER(share),
     .doc = "Of what these groups have worked on: share that is transferred."},
    {.name = "from",
     .kind = CC_SET_SPECIAL,
     .type = "list of groups",
     .normal = "all",
     .read = read_from,
     .write = write_from,
     .is_policy = true,
     .doc = "Groups whose agents do it."},
    {.name = "issues",
     .kind = CC_SET_SPECIAL,
     .type = "list of kinds of issue",
     .normal = "all",
     .read = read_issues,
     .write = write_issues,
     .is_policy = true,
     .doc = "Kinds that are."},
    {.name = "to",
     .kind = CC_SET_SPECIAL,
     .type = "name of a queue or partner",
     .normal = "must be given",
     .read = read_to,
     .write = write_to,
     .is_policy = true,
     .doc = "Where to."},
    {.name = "how",
     .kind = CC_SET_CHOICE,
     .words = hows,
     .offset = TRANSFER(how),
     .is_policy = true,
     .doc = "The agent is free at once, or stays until the next one is told, or to the end."},
    {.name = "hand_over",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = TRANSFER(hand_over),
     .matters = is_told,
     .doc = "What telling the next one takes, with both of them."},
    {.name = NULL},
};

/* The shares that one agent has for one kind, at their greatest, must leave something to be kept. */
static void
check_shares(cc_reader *reader, const cc_value *transfers)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_center_setup *center = &scenario->center;
    for (int g = 0; g < center->n_groups; g++) {
        for (int i = 0; i < scenario->demand.n_issues; i++) {
            double sum = 0;
            for (int t = 0; t < center->n_transfers; t++) {
                const cc_transfer *transfer = &center->transfer[t];
                double most = transfer->share.n == 0 ? transfer->share.constant : 0;
                for (size_t j = 0; j < transfer->share.n; j++) {
                    most = transfer->share.v[j] > most ? transfer->share.v[j] : most;
                }
                sum += transfer->from[g] && transfer->issues[i] ? most : 0;
            }
            if (sum > 1 + 1e-6) {
                cc_read_refuse(reader, transfers,
                               "shares must sum to at most 1 for each group and kind of issue "
                               "(\"%s\" of \"%s\": %.10g)",
                               scenario->demand.issue[i].name, center->group[g].name, sum);
                return;
            }
        }
    }
}

void
cc_transfers_read(cc_reader *reader, const cc_layers *in)
{
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    cc_value *partners = cc_layers_get(in, "partners"), *transfers = cc_layers_get(in, "transfers");
    const size_t n_partners = partners != NULL ? partners->n : 0;
    const size_t n_transfers = transfers != NULL ? transfers->n : 0;
    if (n_transfers > CC_MAX_TRANSFERS) {
        cc_read_refuse(reader, transfers, "too many transfers (%d at most)", CC_MAX_TRANSFERS);
        return;
    }
    center->partner = cc_read_alloc(reader, n_partners + 1, sizeof(*center->partner));
    for (size_t j = 0; reader->error == SIM_OK && j < n_partners; j++) {
        cc_refuse_made(reader, partners, j, "partner");
        bool named[CC_MAX_QUEUES] = {false};
        if (cc_queues_named(cc_scenario_of(reader), partners->child[j]->name, named)) {
            cc_read_refuse(reader, partners->child[j], "must not have the name of a queue");
            return;
        }
        center->partner[j].name = cc_read_keep(reader, partners->child[j]->name);
        const cc_layers layers = cc_layers_of(partners->child[j]);
        cc_settings_read(reader, &layers, cc_settings_partner, &center->partner[j]);
        center->n_partners = (int)j + 1;
    }
    center->transfer = cc_read_alloc(reader, n_transfers + 1, sizeof(*center->transfer));
    for (size_t j = 0; reader->error == SIM_OK && j < n_transfers; j++) {
        cc_refuse_made(reader, transfers, j, "transfer");
        center->transfer[j].name = cc_read_keep(reader, transfers->child[j]->name);
        const cc_layers layers = cc_layers_of(transfers->child[j]);
        cc_settings_read(reader, &layers, cc_settings_transfer, &center->transfer[j]);
        if (cc_layers_get(&layers, "to") == NULL) {
            cc_read_missing(reader, &layers, "to", "is missing: which queue or partner is it?");
        }
        center->n_transfers = (int)j + 1;
    }
    if (reader->error == SIM_OK && n_transfers > 0) {
        check_shares(reader, transfers);
    }
}

static bool
ever_happens(const cc_table *share)
{
    bool may = share->n == 0 && share->constant > 0;
    for (size_t j = 0; j < share->n; j++) {
        may = may || share->v[j] > 0;
    }
    return may;
}

void
cc_transfers_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < center->n_transfers; j++) {
        if (!writer->for_hash || ever_happens(&center->transfer[j].share)) {
            cc_write_open(writer, center->transfer[j].name);
            cc_settings_write(writer, cc_settings_transfer, &center->transfer[j]);
            cc_write_close(writer);
        }
    }
    cc_write_close(writer);
}

static bool
gets_any(const cc_scenario *scenario, int partner)
{
    const cc_center_setup *center = &scenario->center;
    bool gets = false;
    for (int j = 0; j < center->n_transfers; j++) {
        gets = gets ||
               (center->transfer[j].partner == partner && ever_happens(&center->transfer[j].share));
    }
    for (int j = 0; j < center->n_nodes; j++) {
        gets = gets || (cc_node_to_partner(&center->node[j]) == partner &&
                        cc_graph_is_reached(scenario, j));
    }
    return gets;
}

void
cc_partners_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < center->n_partners; j++) {
        if (!writer->for_hash || gets_any(cc_scenario_in(writer), j)) {
            cc_write_open(writer, center->partner[j].name);
            cc_write_begin(writer);
            cc_settings_write(writer, cc_settings_partner, &center->partner[j]);
            cc_write_close(writer);
        }
    }
    cc_write_close(writer);
}
