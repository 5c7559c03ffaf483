/* Customers and machines: rows of customers, and of a kind of issue. */
#include "models/scenario/reactions.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>
#include <string.h>

#define OWN(member) offsetof(cc_reactions, member)
#define SHARE .unit = "", .min = 0, .max = 1

const cc_setting cc_settings_bots[] = {
    {.name = "bypass",
     .kind = CC_SET_NUMBER,
     SHARE,
     .offset = OWN(bypass),
     .doc = "Share of the customers who go round every chatbot at once."},
    {.name = "agent_please",
     .kind = CC_SET_BY_NUMBER,
     SHARE,
     .offset = OWN(agent_please),
     .doc = "Probability of asking for an agent before a turn, or a list of them by the turns that "
            "failed, from 0."},
    {.name = "misled",
     .kind = CC_SET_NUMBER,
     SHARE,
     .offset = OWN(misled),
     .doc = "Probability of leaving with the answer to another question, not solved."},
    {.name = "frustration",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .above = true,
     .max = 100,
     .fallback = 1,
     .offset = OWN(frustration),
     .doc = "Factor of the next patience after a chatbot that solved nothing."},
    {.name = NULL},
};

/* ---- announced waits ---- */

static void
read_from(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_reactions *reactions = object;
    cc_value *value = cc_layers_get(in, self->name);
    reactions->n_announced = 0;
    if (value == NULL) {
        return;
    }
    cc_read_durations(reader, self, value, reactions->announced, CC_MAX_ANNOUNCED,
                      &reactions->n_announced);
    for (int j = 1; j < reactions->n_announced && reader->error == SIM_OK; j++) {
        if (reactions->announced[j] < reactions->announced[j - 1]) {
            cc_read_refuse(reader, value->child[j], "must be longer than the one before it");
        }
    }
    cc_read_figure(reader, self, value);
}

static void
write_from(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_reactions *reactions = object;
    if (reactions->n_announced > 0) {
        cc_write_name(writer, self->name);
        cc_write_durations(writer, reactions->announced, reactions->n_announced);
        cc_write_end(writer);
    }
}

static double *
steps_of(cc_reactions *reactions, const cc_setting *self)
{
    return strcmp(self->name, "hang_up") == 0 ? reactions->hang_up : reactions->patience;
}

static void
read_steps(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_reactions *reactions = object;
    cc_value *value = NULL;
    double *step = steps_of(reactions, self);
    for (int j = 0; j < in->n; j++) { /* of who says where the steps begin */
        value = cc_value_get(in->layer[j], self->name);
        if (cc_value_get(in->layer[j], "from") != NULL) {
            break;
        }
    }
    for (int j = 0; j < CC_MAX_ANNOUNCED; j++) {
        step[j] = self->fallback;
    }
    if (value == NULL) {
        return;
    }
    size_t n = 0;
    const double *written = cc_read_numbers(reader, self, value, &n);
    if (reader->error == SIM_OK && n != (size_t)reactions->n_announced) {
        cc_read_refuse(reader, value,
                       "must have a value for each of the %d steps of `from` (has %zu)",
                       reactions->n_announced, n);
    }
    for (size_t j = 0; reader->error == SIM_OK && j < n; j++) {
        step[j] = written[j];
    }
    cc_read_figure(reader, self, value);
}

static void
write_steps(cc_writer *writer, const cc_setting *self, const void *object)
{
    cc_reactions reactions = *(const cc_reactions *)object;
    const double *step = steps_of(&reactions, self);
    bool differs = false;
    for (int j = 0; j < reactions.n_announced; j++) {
        differs |= step[j] != self->fallback;
    }
    if (differs) {
        cc_write_name(writer, self->name);
        cc_write_numbers(writer, step, (size_t)reactions.n_announced);
        cc_write_end(writer);
    }
}

const cc_setting cc_settings_announced[] = {
    {.name = "from",
     .kind = CC_SET_SPECIAL,
     .unit = "s",
     .min = 0,
     .max = 366 * CC_DAY,
     .type = "duration, or list of up to 8",
     .normal = "none",
     .read = read_from,
     .write = write_from,
     .doc = "Announced waits from which on the next step holds; shorter ones change nothing."},
    {.name = "hang_up",
     .kind = CC_SET_SPECIAL,
     SHARE,
     .type = "list of numbers",
     .normal = "0",
     .read = read_steps,
     .write = write_steps,
     .doc = "Probability of leaving at once, by step."},
    {.name = "patience",
     .kind = CC_SET_SPECIAL,
     .unit = "",
     .min = 0,
     .above = true,
     .max = 100,
     .fallback = 1,
     .type = "list of numbers",
     .normal = "1",
     .read = read_steps,
     .write = write_steps,
     .doc = "Factor of the patience of the others, by step."},
    {.name = NULL},
};

/* ---- offers ---- */

const cc_setting cc_settings_offers[] = {
    {.name = "accepts",
     .kind = CC_SET_TABLE,
     SHARE,
     .each = &cc_each_channel,
     .stride = sizeof(cc_table),
     .pointed = true,
     .offset = OWN(accepts),
     .doc = "Probability of taking that channel instead, where it is offered."},
    {.name = "page",
     .kind = CC_SET_TABLE,
     SHARE,
     .offset = OWN(takes_page),
     .doc = "Probability of helping oneself instead, where that is offered."},
    {.name = "no_answer",
     .kind = CC_SET_NUMBER,
     SHARE,
     .each = &cc_each_channel,
     .stride = sizeof(double),
     .pointed = true,
     .offset = OWN(no_answer),
     .doc = "Who has accepted that channel, not one of items: probability of not answering then."},
    {.name = NULL},
};
