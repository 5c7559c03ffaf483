/* Offers something else than waiting: a callback or another channel, or a page on which customers help
 * themselves. It may be made only when many wait, or for long. */
#include "models/center/nodes/offer.h"

#include "models/center/predict.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>

static void
read_to(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_offer *offer = object;
    const cc_value *value = cc_layers_get(in, self->name);
    offer->to = value == NULL ? -1 : cc_read_name(reader, value, &cc_each_channel);
}

static void
write_to(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_offer *offer = object;
    if (offer->to >= 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, cc_scenario_in(writer)->channel[offer->to].name);
        cc_write_end(writer);
    }
}

static bool
is_of_channel(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_offer *)object)->to >= 0;
}

static bool
is_of_page(const void *whole, const void *object)
{
    return !is_of_channel(whole, object);
}

#define OWN(member) offsetof(cc_offer, member)
static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(time),
     .doc = "How long it takes to hear and to decide."},
    {.name = "to",
     .kind = CC_SET_SPECIAL,
     .type = "name of a channel",
     .normal = "none: a page on which customers help themselves",
     .read = read_to,
     .write = write_to,
     .is_policy = true,
     .doc = "The channel offered: who accepts gets in touch there; one for callbacks, say."},
    {.name = "delay",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(delay),
     .matters = is_of_channel,
     .doc = "Time until then, by the wall clock."},
    {.name = "ring",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(ring),
     .matters = is_of_channel,
     .doc = "Time of the agent until it is clear that nobody answers."},
    {.name = "again",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 0,
     .max = 100,
     .offset = OWN(again),
     .matters = is_of_channel,
     .is_policy = true,
     .doc = "How often who has not answered is tried again, before it is lost."},
    {.name = "again_after",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(again_after),
     .matters = is_of_channel,
     .doc = "Time from one try to the next, by the wall clock."},
    {.name = "solved",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .offset = OWN(solved),
     .matters = is_of_page,
     .doc = "Share of those who help themselves whose issue is resolved."},
    {.name = "waiting",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 0,
     .max = 1e6,
     .offset = OWN(waiting),
     .is_policy = true,
     .doc = "It is made only if so many wait in the line that the contact would join,"},
    {.name = "expected_wait",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 366 * CC_DAY,
     .offset = OWN(expected_wait),
     .is_policy = true,
     .doc = "and only if center.prediction says that it would wait so long; 0 s: always."},
    {.name = NULL},
};

enum { ACCEPTED, DECLINED, N_PORTS };

static void
set_up(cc_reader *reader, const cc_layers *in, cc_node *node)
{
    (void)in;
    ((cc_offer *)node->settings)->customer = cc_scenario_of(reader)->demand.issue;
}

static void
check(cc_reader *reader, const cc_layers *in, const cc_node *node)
{
    const cc_offer *self = node->settings;
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    const cc_value *to = cc_layers_get(in, "to"), *wait = cc_layers_get(in, "expected_wait");
    if (self->to >= 0 && !center->channel[self->to].offered) {
        cc_read_refuse(reader, to, "must be a channel that the center offers (is \"%.60s\")",
                       to->text);
    } else if (self->expected_wait > 0 && center->prediction.by == CC_PREDICT_NONE) {
        cc_read_refuse(reader, wait, "needs center.prediction, which says how it is found");
    }
}

static cc_port
port(const cc_node *node, int j)
{
    const cc_offer *self = node->settings;
    const cc_port ports[] = {{"accepted", self->to >= 0 ? CC_TO_ELSEWHERE : CC_TO_CONTAINED},
                             {"declined", CC_TO_THEN},
                             {NULL, 0}};
    return ports[j];
}

static bool
takes_time(const cc_node *node)
{
    const cc_offer *self = node->settings;
    return self->waiting == 0 && self->expected_wait == 0 && cc_node_time_is_sure(&self->time);
}

/* Nobody accepts two in a round. */
static bool
is_made(const cc_visit *visit)
{
    const cc_offer *self = visit->node->settings;
    cc_center *center = visit->center;
    const cc_contact *c = &center->contact[visit->contact];
    const cc_service *service = cc_service_of(center, c);
    const bool may_be = self->to < 0 || (self->to != c->channel &&
                                         center->aside[visit->contact].accepted != c->round + 1u);
    return may_be && center->lane[service->lane].n >= (uint32_t)self->waiting &&
           (self->expected_wait == 0 || cc_predict_wait(center, service) >= self->expected_wait);
}

static double
share(const cc_offer *self, const cc_reactions *customer, size_t day, size_t interval)
{
    return cc_table_at(self->to >= 0 ? &customer->accepts[self->to] : &customer->takes_page, day,
                       interval);
}

/* At rest it is made only if it asks for no wait. */
static double
stay(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)issue, (void)day, (void)interval;
    const cc_offer *self = node->settings;
    return self->waiting > 0 || self->expected_wait > 0 ? 0 : sim_dist_mean(&self->time);
}

/* kept[0] is the uniform of the decision, 1 where the offer is not made. */
static double
enter(const cc_visit *visit)
{
    const cc_offer *self = visit->node->settings;
    const bool made = is_made(visit);
    visit->kept[0] = made ? sim_uniform(visit->u.word[1]) : 1;
    visit->kept[1] = sim_uniform(visit->u.word[2]);
    return made ? sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0])) : 0;
}

static cc_leave
leave(const cc_visit *visit)
{
    const cc_offer *self = visit->node->settings;
    const cc_reactions *customer = &visit->center->scenario->demand.issue[visit->issue].reactions;
    if (visit->kept[0] < share(self, customer, visit->day, visit->interval)) {
        const bool solved = visit->kept[1] < self->solved;
        return (cc_leave){ACCEPTED, self->to >= 0 ? CC_AS_BEFORE
                                    : solved      ? CC_SOLVED
                                                  : CC_UNSOLVED};
    }
    return (cc_leave){DECLINED, CC_AS_BEFORE};
}

static cc_elsewhere
elsewhere(const cc_visit *visit)
{
    const cc_offer *self = visit->node->settings;
    const sim_block u = cc_node_draw(visit, 1);
    cc_aside *aside = &visit->center->aside[visit->contact];
    aside->accepted = visit->center->contact[visit->contact].round + 1u;
    aside->offered_by = (uint8_t)(visit->node - visit->center->scenario->center.node);
    aside->n_called = 0;
    return (cc_elsewhere){self->to, sim_dist_quantile(&self->delay, sim_uniform(u.word[0]))};
}

/* A page that all are offered; who takes another channel comes by a way of its own, which is left out. */
static bool
is_for_all(const cc_offer *self)
{
    return self->to < 0 && self->waiting == 0 && self->expected_wait == 0;
}

/* Nobody knows how many will wait: what waits decide is as if it were never made. */
static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *into)
{
    const cc_offer *self = node->settings;
    into[ACCEPTED] =
        is_for_all(self) ? share(self, &self->customer[issue].reactions, day, interval) : 0;
    into[DECLINED] = 1 - into[ACCEPTED];
    into[node->n_ports] = 0;
}

static double
unsolved(const cc_node *node, int issue, size_t day, size_t interval, int port)
{
    (void)issue, (void)day, (void)interval;
    const cc_offer *self = node->settings;
    return port == ACCEPTED && self->to < 0 ? 1 - self->solved : NAN;
}

/* Those who accept, if it is made to all. */
static double
undecided(const cc_node *node, const cc_reactions *customer, size_t day, size_t interval)
{
    const cc_offer *self = node->settings;
    if (is_for_all(self)) {
        return 0;
    }
    return cc_table_at(self->to >= 0 ? &customer->accepts[self->to] : &customer->takes_page, day,
                       interval);
}

const cc_node_type cc_node_offer = {
    .name = "offer",
    .doc = "Offers a callback, another channel or a page instead of waiting.",
    .meets = "listens to",
    .settings = settings,
    .settings_size = sizeof(cc_offer),
    .set_up = set_up,
    .check = check,
    .port = port,
    .takes_time = takes_time,
    .elsewhere = elsewhere,
    .stay = stay,
    .enter = enter,
    .leave = leave,
    .shares = shares,
    .unsolved = unsolved,
    .undecided = undecided,
};
