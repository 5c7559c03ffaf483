/* demand. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>
#include <string.h>

static void
write_issues(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_demand *demand = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < demand->n_issues; j++) {
        cc_write_open(writer, demand->issue[j].name);
        cc_settings_write(writer, self->sub, &demand->issue[j]);
        cc_write_close(writer);
    }
    cc_write_close(writer);
}

/* A label: two demands that differ by it alone are the same customers. */
static void
write_name(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_demand *demand = object;
    if (!writer->for_hash && demand->name[0] != '\0') {
        cc_write_name(writer, self->name);
        cc_write_text(writer, demand->name);
        cc_write_end(writer);
    }
}

static void
read_name(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_demand *demand = object;
    const cc_value *value = cc_layers_get(in, self->name);
    demand->name = cc_read_keep(reader, value != NULL ? cc_read_text(reader, value) : "");
}

#define DEMAND(member) offsetof(cc_demand, member)
const cc_setting cc_settings_demand[] = {
    {.name = "name",
     .kind = CC_SET_TEXT,
     .offset = DEMAND(name),
     .normal = "none",
     .read = read_name,
     .write = write_name,
     .doc = "As printed."},
    {.name = "volume",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1e6,
     .fallback = 1,
     .offset = DEMAND(volume),
     .is_policy = true,
     .doc = "What-if: factor of all arrivals."},
    {.name = "first_attempts",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .above = true,
     .max = 1,
     .fallback = 1,
     .offset = DEMAND(first_attempts),
     .doc = "Share of the tables' contacts that are first ones; redials and returns are "
            "simulated."},
    {.name = "weekday",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1000,
     .fallback = 1,
     .each = &cc_each_weekday,
     .stride = sizeof(double),
     .offset = DEMAND(weekday),
     .doc = "Factor of all arrivals on each weekday."},
    {.name = "on_dates",
     .kind = CC_SET_SPECIAL,
     .type = "list of (date, factor)",
     .normal = "none",
     .min = 0,
     .max = 1000,
     .read = cc_dates_read,
     .write = cc_dates_write,
     .doc = "Factor of all arrivals on a date, beside its weekday's: a holiday, the day after."},
    {.name = "channels",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_channel_names,
     .read = cc_read_elsewhere,
     .write = cc_channel_names_write,
     .normal = "names of kinds, where they are written",
     .doc = "Channels by name, besides those that have the name of their kind."},
    {.name = "busyness",
     .kind = CC_SET_GROUP,
     .offset = DEMAND(busyness),
     .sub = cc_settings_busyness,
     .doc = "Random factors that all kinds share."},
    {.name = "every_issue",
     .kind = CC_SET_GROUP,
     .sub = cc_settings_issue,
     .listed_before = true,
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .doc = "What every kind of issue has unless it says otherwise."},
    {.name = "issues",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_issue,
     .read = cc_read_elsewhere,
     .write = write_issues,
     .normal = "must be given",
     .doc = "Kinds of issue by name."},
    {.name = "bursts",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_burst,
     .read = cc_read_elsewhere,
     .write = cc_bursts_write,
     .doc = "What raises more issues for a time: outages, campaigns, news."},
    {.name = "customers",
     .kind = CC_SET_GROUP,
     .sub = cc_settings_customers,
     .read = cc_read_elsewhere,
     .write = cc_customers_write,
     .doc = "What all customers have in common."},
    {.name = "trace",
     .kind = CC_SET_GROUP,
     .sub = cc_settings_trace,
     .read = cc_read_elsewhere,
     .write = cc_trace_write,
     .doc = "Recorded contacts, in place of or beside drawn ones."},
    {.name = "evidence",
     .kind = CC_SET_GROUP,
     .sub = cc_settings_evidence,
     .read = cc_read_elsewhere,
     .write = cc_evidence_write,
     .doc = "Where figures come from."},
    {.name = NULL},
};

/* Kinds take from every_issue, and the customers' ways from customers, what they do not set. */
static void
read_issues(cc_reader *reader, const cc_layers *in)
{
    cc_demand *demand = &cc_scenario_of(reader)->demand;
    const cc_value *issues = cc_layers_get(in, "issues");
    cc_value *every = cc_layers_get(in, "every_issue"), *customers = cc_layers_get(in, "customers");
    cc_layers behind = {.n = 0};
    if (every != NULL) {
        behind.layer[behind.n++] = every;
    }
    if (customers != NULL) {
        behind.layer[behind.n++] = customers;
    }
    /* What is general must make sense alone; it is read for its checks and its figures. */
    const size_t n_channels = (size_t)cc_scenario_of(reader)->n_channels;
    cc_issue ignored = {.content = cc_read_alloc(reader, n_channels, sizeof(cc_content))};
    const cc_layers of_customers = cc_layers_of(customers);
    cc_settings_read(reader, &of_customers, cc_settings_customers, &ignored);
    ignored = (cc_issue){.content = cc_read_alloc(reader, n_channels, sizeof(cc_content))};
    if (every != NULL) {
        cc_settings_read(reader, &behind, cc_settings_issue, &ignored);
    }
    for (int j = 0; reader->error == SIM_OK && j < demand->n_issues; j++) {
        cc_layers layers = {.layer = {issues->child[j]}, .n = 1};
        for (int k = 0; k < behind.n; k++) {
            layers.layer[layers.n++] = behind.layer[k];
        }
        cc_settings_read(reader, &layers, cc_settings_issue, &demand->issue[j]);
    }
}

static void
name_issues(cc_reader *reader, const cc_layers *in)
{
    cc_demand *demand = &cc_scenario_of(reader)->demand;
    const cc_value *issues = cc_layers_get(in, "issues");
    if (issues == NULL || issues->n == 0) {
        cc_read_missing(reader, in, "issues", "must have at least one kind of issue");
        return;
    }
    if (issues->n > CC_MAX_ISSUES) {
        cc_read_refuse(reader, issues, "too many kinds of issue (%d at most)", CC_MAX_ISSUES);
        return;
    }
    demand->issue = cc_read_alloc(reader, issues->n, sizeof(cc_issue));
    const size_t n_channels = (size_t)cc_scenario_of(reader)->n_channels;
    for (size_t j = 0; reader->error == SIM_OK && j < issues->n; j++) {
        cc_refuse_made(reader, issues, j, "kind of issue");
        demand->issue[j].name = cc_read_keep(reader, issues->child[j]->name);
        demand->issue[j].content = cc_read_alloc(reader, n_channels, sizeof(cc_content));
        demand->n_issues = (int)j + 1;
    }
}

void
cc_demand_read(cc_reader *reader, const cc_layers *in)
{
    name_issues(reader, in);
    cc_settings_read(reader, in, cc_settings_demand, &cc_scenario_of(reader)->demand);
    read_issues(reader, in);
    cc_bursts_read(reader, in);
    cc_trace_read(reader, in);
}
