/* Agent and customer take turns; the agent's attention is free while the customer types. A turn is
 * drawn when the first of the two begins with it. */
#include "models/center/life.h"
#include "models/center/medium_life.h"
#include "models/center/recorded.h"
#include "models/language/read.h"
#include "models/language/setting.h"
#include "models/language/write.h"

#include <math.h>
#include <string.h>

/* ---- what the demand says of it ---- */

#define CONTENT(member) offsetof(cc_content, member)

static void
read_turn_patience(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_content *of = object;
    cc_read_dist(reader, in, self->name, false, &of->turn_patience);
    of->has_turn_patience = cc_layers_get(in, self->name) != NULL &&
                            of->turn_patience.type != NULL &&
                            strcmp(of->turn_patience.type->name, "never") != 0;
}

static void
write_turn_patience(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_content *of = object;
    if (of->has_turn_patience) {
        cc_write_name(writer, self->name);
        cc_write_dist(writer, &of->turn_patience, NULL, false);
        cc_write_end(writer);
    }
}

static const char *const sides[] = {"agent", "customer", NULL};
static const cc_setting content[] = {
    {.name = "turns",
     .kind = CC_SET_PLAIN_DIST,
     .unit = "",
     .max = CC_MAX_TURNS,
     .offset = CONTENT(turns),
     .normal = "must be given",
     .doc = "Turns of the agent: a number, or a distribution that is rounded up."},
    {.name = "agent",
     .kind = CC_SET_WORK,
     .unit = "s",
     .offset = CONTENT(work),
     .normal = "must be given",
     .doc = "The agent's time for one turn."},
    {.name = "customer",
     .kind = CC_SET_WORK,
     .unit = "s",
     .offset = CONTENT(customer),
     .doc = "The customer's time for one turn; the agent is free meanwhile."},
    {.name = "starts",
     .kind = CC_SET_EITHER,
     .words = sides,
     .offset = CONTENT(customer_first),
     .doc = "Who takes the first turn."},
    {.name = "silent",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = CONTENT(silent),
     .doc = "Share of those whose patience ends that leave without a sign."},
    {.name = "turn_patience",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = CONTENT(turn_patience),
     .read = read_turn_patience,
     .write = write_turn_patience,
     .normal = "nobody leaves",
     .doc = "How long a customer waits for the agent's attention once answered, each time."},
    {.name = NULL},
};

#define MANY_TURNS 10000 /* that take no time */

/* The smallest mean of the work over the day. */
static double
shortest(const cc_work *work)
{
    double factor = work->factor.constant;
    for (size_t j = 0; j < work->factor.n; j++) {
        factor = fmin(factor, work->factor.v[j]);
    }
    return factor * sim_dist_mean(&work->dist);
}

/* A conversation without end must take time, or the run would have no end. */
static void
check(cc_reader *reader, const cc_layers *in, const cc_content *of)
{
    const cc_value *written = cc_layers_get(in, "turns");
    const double turns = sim_dist_mean(&of->turns);
    if (!(turns <= CC_MAX_TURNS)) {
        cc_read_refuse(reader, written, "must be at most %d, also on average (is %.15g)",
                       CC_MAX_TURNS, turns);
    } else if (turns > MANY_TURNS && shortest(&of->work) + shortest(&of->customer) < 1) {
        cc_read_refuse(reader, written,
                       "must be at most %d where agent and customer take less than 1 s for a turn "
                       "(is %.15g)",
                       MANY_TURNS, turns);
    }
}

#define STEPS 1000

/* Turns are rounded up and at least 1. */
static double
mean_turns(const cc_content *of)
{
    double sum = 0;
    for (int j = 0; j < STEPS; j++) {
        sum += fmax(1, ceil(sim_dist_quantile(&of->turns, (j + 0.5) / STEPS)));
    }
    return sum / STEPS;
}

/* ---- its life ---- */

static const sim_dist *
brings(const cc_content *of)
{
    return &of->turns;
}

static void
bring(cc_contact *c, double drawn)
{
    const double turns = ceil(drawn);
    c->work = 0;
    c->turns_left = turns < 1 ? 1 : turns < CC_MAX_TURNS ? (uint32_t)turns : CC_MAX_TURNS;
}

/* Turns have equal parts of recorded work. */
static double
part_of_recorded(const cc_center *self, const cc_contact *c, uint32_t begun)
{
    return cc_recorded_work(self, c->owner) / (begun + c->turns_left);
}

static void
start_turn(cc_center *self, cc_contact *c)
{
    const cc_content *of = cc_life_content(self, c);
    const sim_block u = cc_draw(self, CC_DRAW_TURN, c->owner, cc_life_ordinal(c), c->turn);
    c->work = (c->shares_work ? part_of_recorded(self, c, c->turn)
                              : sim_dist_quantile(&of->work.dist, sim_uniform(u.word[0])) *
                                    cc_life_table(c, &of->work.factor)) *
              self->scenario->center.channel[c->channel].work_factor;
    c->turn++;
    c->typing = sim_dist_quantile(&of->customer.dist, sim_uniform(u.word[1])) *
                cc_life_table(c, &of->customer.factor);
    c->full_work = c->work;
}

/* The first turn is the customer's: no attention is needed yet. */
static bool
opens(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (c->turn > 0 || !cc_life_content(self, c)->customer_first) {
        return false;
    }
    start_turn(self, c);
    cc_life_type(self, id);
    return true;
}

static void
attended(cc_center *self, uint32_t id)
{
    if (opens(self, id)) {
        return;
    }
    if (self->contact[id].turn == 0) {
        start_turn(self, &self->contact[id]);
    }
    cc_life_work_on(self, id);
}

static void
prepare(cc_center *self, cc_contact *c)
{
    if (c->turn == 0 && !cc_life_content(self, c)->customer_first) {
        start_turn(self, c);
    }
}

/* No turns: the agent's parts of all of them are one stretch. */
static void
join_up(cc_center *self, cc_contact *c)
{
    double work = 0;
    while (c->turns_left > 0) {
        start_turn(self, c);
        work += c->work;
        c->turns_left--;
    }
    c->work = c->full_work = work;
    c->turn = c->turns_left = 1;
}

static bool
is_last(const cc_contact *c)
{
    return c->turns_left == 1;
}

static bool
goes_on(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (--c->turns_left == 0) {
        return false;
    }
    if (cc_life_content(self, c)->customer_first) {
        start_turn(self, c);
    }
    cc_life_type(self, id);
    return true;
}

static void
replied(cc_center *self, cc_contact *c)
{
    if (!cc_life_content(self, c)->customer_first) {
        start_turn(self, c);
    }
}

/* Of the present turn what is left, of later ones their mean. */
static double
work_left(const cc_center *self, const cc_contact *c)
{
    const cc_service *service = cc_service_of(self, c);
    const double mean = (c->shares_work ? part_of_recorded(self, c, c->turn > 0 ? c->turn - 1 : 0)
                                        : sim_dist_mean(&service->content->work.dist) *
                                              cc_life_table(c, &service->content->work.factor)) *
                        service->channel->work_factor;
    return c->turn > 0 ? c->work + (c->turns_left - 1) * mean : c->turns_left * mean;
}

static const cc_medium_life life = {
    .brings = brings,
    .bring = bring,
    .opens = opens,
    .attended = attended,
    .is_last = is_last,
    .goes_on = goes_on,
    .begin_again = start_turn,
    .prepare = prepare,
    .join_up = join_up,
    .replied = replied,
    .work_left = work_left,
};

const cc_medium cc_medium_conversation = {
    .name = "conversation",
    .doc = "Turns of agent and customer.",
    .content = content,
    .needed = {"agent", "turns"},
    .check = check,
    .stretches = mean_turns,
    .life = &life,
};
