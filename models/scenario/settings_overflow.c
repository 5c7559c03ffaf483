/* Rules of overflow of a queue: `overflow = ( { group = "partner"; after = "30 s"; }, ... )`. */
#include "models/scenario/condition.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>

#define OVERFLOW(member) offsetof(cc_overflow, member)

static void
read_group(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    const cc_value *value = cc_layers_get(in, self->name);
    if (value == NULL) {
        cc_read_missing(reader, in, self->name, "is missing: who takes it then?");
        return;
    }
    ((cc_overflow *)object)->group = cc_read_name(reader, value, &cc_each_group);
}

static void
read_when(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_overflow *rule = object;
    const cc_value *value = cc_layers_get(in, self->name);
    rule->when = value != NULL ? cc_condition_read(reader, value) : NULL;
}

const cc_setting cc_settings_overflow[] = {
    {.name = "group",
     .kind = CC_SET_SPECIAL,
     .type = "name of a group",
     .normal = "must be given",
     .read = read_group,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Who takes contacts only by this rule, or another that names it."},
    {.name = "after",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 1e9,
     .offset = OVERFLOW(after),
     .is_policy = true,
     .doc = "From the beginning of a contact's stay in the queue until then they do not."},
    {.name = "when",
     .kind = CC_SET_SPECIAL,
     .type = "condition, as of a branch",
     .normal = "always",
     .read = read_when,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "How things must stand then, like \"waiting > 10\"."},
    {.name = "every",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 1e9,
     .offset = OVERFLOW(every),
     .is_policy = true,
     .doc = "How often that is asked again while it does not hold; 0: never."},
    {.name = NULL},
};

/* ---- all of a queue ---- */

/* It takes contacts of the queue at all; or those do who are made from it. */
static bool
may_take(const cc_center_setup *center, const cc_queue *queue, int group)
{
    bool any = cc_queue_lists(queue, group);
    for (int g = 0; g < center->n_groups; g++) {
        any |= center->group[g].made_from == group && cc_queue_lists(queue, g);
    }
    return any;
}

static void
read_rule(cc_reader *reader, cc_value *value, const cc_queue *queue, cc_overflow *rule)
{
    char shown[96];
    if (value->kind != CC_VALUE_GROUP) {
        cc_read_refuse(reader, value, "must be a group { group = ...; after = ...; } (is %s)",
                       cc_value_show(value, shown, sizeof(shown)));
        return;
    }
    cc_settings_check_names(reader, value, cc_settings_overflow);
    const cc_layers layers = cc_layers_of(value);
    cc_settings_read(reader, &layers, cc_settings_overflow, rule);
    if (reader->error != SIM_OK) {
        return;
    }
    if (!may_take(&cc_scenario_of(reader)->center, queue, rule->group)) {
        cc_read_refuse(
            reader, cc_value_get(value, "group"),
            "must be a group that serves this queue, and is in its groups (is \"%.60s\")",
            cc_value_get(value, "group")->text);
    } else if (rule->when == NULL && rule->every > 0) {
        cc_read_refuse(reader, cc_value_get(value, "every"),
                       "has nothing to ask again without when");
    } else if (rule->when != NULL) {
        cc_condition_find(reader, rule->when);
    }
}

/* In its place by `after`, behind those that are equal. */
static void
insert(cc_queue *queue, cc_overflow rule)
{
    int at = queue->n_overflows++;
    for (; at > 0 && queue->overflow[at - 1].after > rule.after; at--) {
        queue->overflow[at] = queue->overflow[at - 1];
    }
    queue->overflow[at] = rule;
}

static void
find_doors(cc_queue *queue)
{
    for (int j = 0; j < queue->n_overflows; j++) {
        int door = 0;
        while (queue->overflow[door].group != queue->overflow[j].group) {
            door++;
        }
        queue->overflow[j].door = door;
    }
}

void
cc_overflow_read(cc_reader *reader, const cc_value *list, cc_queue *queue)
{
    queue->n_overflows = 0;
    if (list == NULL || reader->error != SIM_OK) {
        return;
    }
    char shown[96];
    if (list->kind != CC_VALUE_LIST) {
        cc_read_refuse(
            reader, list,
            "must be a list of rules ( { group = \"partner\"; after = \"30 s\"; }, ... ) "
            "(is %s)",
            cc_value_show(list, shown, sizeof(shown)));
        return;
    }
    if (list->n > CC_MAX_OVERFLOWS) {
        cc_read_refuse(reader, list, "must have %d rules at most (has %zu)", CC_MAX_OVERFLOWS,
                       list->n);
        return;
    }
    queue->overflow = cc_read_alloc(reader, list->n + 1, sizeof(*queue->overflow));
    for (size_t j = 0; j < list->n && reader->error == SIM_OK; j++) {
        cc_overflow rule = {0};
        read_rule(reader, list->child[j], queue, &rule);
        insert(queue, rule);
    }
    find_doors(queue);
}

void
cc_overflow_write(cc_writer *writer, const cc_queue *queue)
{
    const cc_center_setup *center = &cc_scenario_in(writer)->center;
    if (queue->n_overflows == 0) {
        return;
    }
    cc_write_name(writer, "overflow");
    for (int j = 0; j < queue->n_overflows; j++) {
        const cc_overflow *rule = &queue->overflow[j];
        cc_write_raw(writer, j == 0 ? "( { group = " : ", { group = ");
        cc_write_text(writer, center->group[rule->group].name);
        cc_write_raw(writer, "; after = ");
        cc_write_duration(writer, rule->after);
        if (rule->when != NULL) {
            cc_write_raw(writer, "; when = ");
            cc_condition_write(writer, rule->when);
        }
        if (rule->every > 0) {
            cc_write_raw(writer, "; every = ");
            cc_write_duration(writer, rule->every);
        }
        cc_write_raw(writer, "; }");
    }
    cc_write_raw(writer, " )");
    cc_write_end(writer);
}
