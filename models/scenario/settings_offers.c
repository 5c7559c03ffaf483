/* Overtime and time off that are offered to agents of a group, attrition, hiring. */
#include "models/scenario/condition.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <limits.h>
#include <stddef.h>

#define OVERTIME(member) offsetof(cc_overtime, member)
#define TIME_OFF(member) offsetof(cc_time_off, member)
#define ATTRITION(member) offsetof(cc_attrition, member)
#define HIRING(member) offsetof(cc_hiring, member)

/* ---- when ---- */

/* No contact asks, so that nothing is its own. */
static cc_condition *
read_condition(cc_reader *reader, const cc_value *value)
{
    cc_condition *condition = value != NULL ? cc_condition_read(reader, value) : NULL;
    for (int j = 0; condition != NULL && j < condition->n; j++) {
        const cc_term *term = &condition->term[j];
        if (term->what == CC_ASKED_PREDICTED) {
            cc_read_refuse(reader, value,
                           "is about a group: \"predicted_wait\" is about a contact");
        } else if (term->what == CC_ASKED_OPEN && term->name == NULL) {
            cc_read_refuse(reader, value, "is about a group: \"open\" needs a channel in ( )");
        }
    }
    if (condition != NULL && reader->error == SIM_OK) {
        cc_condition_find(reader, condition);
    }
    return condition;
}

static void
write_condition(cc_writer *writer, const char *name, const cc_condition *condition)
{
    if (condition != NULL) {
        cc_write_name(writer, name);
        cc_condition_write(writer, condition);
        cc_write_end(writer);
    }
}

static void
read_stay_when(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    ((cc_overtime *)object)->when = read_condition(reader, cc_layers_get(in, self->name));
}

static void
write_stay_when(cc_writer *writer, const cc_setting *self, const void *object)
{
    write_condition(writer, self->name, ((const cc_overtime *)object)->when);
}

static void
read_go_when(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    ((cc_time_off *)object)->when = read_condition(reader, cc_layers_get(in, self->name));
}

static void
write_go_when(cc_writer *writer, const cc_setting *self, const void *object)
{
    write_condition(writer, self->name, ((const cc_time_off *)object)->when);
}

/* ---- the tables ---- */

static bool
may_stay(const void *whole, const void *object)
{
    (void)whole;
    return cc_overtime_may_be(object);
}

static bool
may_go(const void *whole, const void *object)
{
    (void)whole;
    return cc_time_off_may_be(object);
}

const cc_setting cc_settings_overtime[] = {
    {.name = "when",
     .kind = CC_SET_SPECIAL,
     .type = "condition, such as \"waiting > 10\"",
     .normal = "never",
     .read = read_stay_when,
     .write = write_stay_when,
     .matters = may_stay,
     .is_policy = true,
     .doc = "Looked at as a shift ends; a name left out means all queues of the group."},
    {.name = "length",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .above = true,
     .max = 24 * 3600,
     .fallback = 3600,
     .offset = OVERTIME(length),
     .matters = may_stay,
     .is_policy = true,
     .doc = "Who accepts stays for so long, at most until the house closes."},
    {.name = "at_most",
     .kind = CC_SET_INT,
     .unit = "agents",
     .min = 0,
     .max = CC_MAX_AGENTS,
     .fallback = INT_MAX,
     .offset = OVERTIME(at_most),
     .matters = may_stay,
     .is_policy = true,
     .doc = "At once."},
    {.name = "accept",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .offset = OVERTIME(accept),
     .matters = may_stay,
     .doc = "Probability that an agent accepts, on each day; 1: it is a rule."},
    {.name = NULL},
};

const cc_setting cc_settings_time_off[] = {
    {.name = "when",
     .kind = CC_SET_SPECIAL,
     .type = "condition, such as \"agents_free > 5\"",
     .normal = "never",
     .read = read_go_when,
     .write = write_go_when,
     .matters = may_go,
     .is_policy = true,
     .doc = "Looked at before each offer; a name left out means all queues of the group."},
    {.name = "every",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 60,
     .max = CC_DAY,
     .fallback = 900,
     .offset = TIME_OFF(every),
     .matters = may_go,
     .is_policy = true,
     .doc = "Between two looks, from the beginning of the run on."},
    {.name = "at_most",
     .kind = CC_SET_INT,
     .unit = "agents",
     .min = 0,
     .max = CC_MAX_AGENTS,
     .fallback = INT_MAX,
     .offset = TIME_OFF(at_most),
     .matters = may_go,
     .is_policy = true,
     .doc = "At once."},
    {.name = "accept",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .offset = TIME_OFF(accept),
     .matters = may_go,
     .doc = "Probability that an agent accepts, on each day; 1: it is a rule."},
    {.name = "pay",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = TIME_OFF(pay),
     .matters = may_go,
     .doc = "Share of the wage that is paid for time off."},
    {.name = NULL},
};

static bool
wears(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_attrition *)object)->per_year > 0;
}

static bool
wears_new(const void *whole, const void *object)
{
    return wears(whole, object) && ((const cc_attrition *)object)->extra > 0;
}

static bool
wears_by_load(const void *whole, const void *object)
{
    return wears(whole, object) && ((const cc_attrition *)object)->load > 0;
}

const cc_setting cc_settings_attrition[] = {
    {.name = "per_year",
     .kind = CC_SET_NUMBER,
     .unit = "1/year",
     .min = 0,
     .max = 1000,
     .offset = ATTRITION(per_year),
     .doc = "Hazard of leaving for good: leavers in a year for each agent who is there."},
    {.name = "extra",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 100,
     .offset = ATTRITION(extra),
     .matters = wears,
     .doc = "Share of it that it is more for who begins."},
    {.name = "time",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .above = true,
     .max = 3660 * CC_DAY,
     .fallback = 90 * CC_DAY,
     .offset = ATTRITION(time),
     .matters = wears_new,
     .doc = "After so many days of tenure that is less by the factor e."},
    {.name = "load",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1000,
     .offset = ATTRITION(load),
     .matters = wears,
     .doc = "Share of it that it is more for each 1 of the group's occupancy of the day beyond:"},
    {.name = "above",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 0.85,
     .offset = ATTRITION(above),
     .matters = wears_by_load,
     .doc = "Occupancy from which on load matters."},
    {.name = NULL},
};

static void
read_delay(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_hiring *hiring = object;
    cc_value *value = cc_layers_get(in, self->name);
    hiring->refills = value != NULL;
    if (value != NULL) {
        cc_read_dist(reader, in, self->name, false, &hiring->delay);
        cc_read_figure(reader, self, value);
    }
}

static void
write_delay(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_hiring *hiring = object;
    if (hiring->refills) {
        cc_write_name(writer, self->name);
        cc_write_dist(writer, &hiring->delay, NULL, false);
        cc_write_end(writer);
    }
}

static bool
hires(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_hiring *)object)->refills;
}

const cc_setting cc_settings_hiring[] = {
    {.name = "delay",
     .kind = CC_SET_SPECIAL,
     .unit = "s",
     .type = "duration or distribution",
     .normal = "never",
     .offset = HIRING(delay),
     .read = read_delay,
     .write = write_delay,
     .doc = "From an agent's leaving to the next one's coming, in whole days."},
    {.name = "training",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 366 * CC_DAY,
     .offset = HIRING(training),
     .matters = hires,
     .doc = "Whole days from then on in which what is scheduled is paid training."},
    {.name = "cost",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e9,
     .offset = HIRING(cost),
     .matters = hires,
     .doc = "Of each who comes, wages apart."},
    {.name = NULL},
};
