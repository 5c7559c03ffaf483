/* Contacts are born with their fate, and points are drawn a block ahead: so copies would live the same
 * future for as long as that reaches. It has not been seen by anybody, and is independent of what has
 * but for the time that it has lasted already: so it is drawn from its law beyond that. A copy then has
 * the law that the original has, given all that has happened. */
#include "models/center/split.h"

#include "models/center/life.h"
#include "models/center/state.h"

#define TRIES 64 /* then a value is kept, which has the law as well */

/* ---- what can be split ---- */

int
cc_split_check(const cc_center *self, cc_refusal *refusal)
{
    const cc_scenario *scenario = self->scenario;
    const char *file = scenario->file;
    int n_offered = 0;
    if (scenario->center.n_queues != 1) {
        return cc_refuse(refusal, file, 0,
                         "center: queues: must be one for rare waits, since how close somebody is "
                         "to a long wait is told by one line (are %d)",
                         scenario->center.n_queues);
    }
    if (scenario->center.n_nodes > 0) {
        return cc_refuse(refusal, file, 0, "center: automation: must be none for rare waits");
    }
    if (scenario->demand.trace.n > 0) {
        return cc_refuse(refusal, file, 0,
                         "demand: trace: must be none for rare waits: what is recorded cannot "
                         "go on in other ways");
    }
    for (int c = 0; c < self->n_channels; c++) {
        if (!scenario->center.channel[c].offered) {
            continue;
        }
        n_offered++;
        for (int i = 0; i < scenario->demand.n_issues; i++) {
            const cc_service *service = cc_service_for(self, i, c);
            if (!service->content->given) {
                continue;
            }
            if (!sim_dist_is_zero(&service->channel->answer_delay)) {
                return cc_refuse(refusal, file, 0,
                                 "center.channels.%s.answer_delay: must be 0 for rare waits, which "
                                 "are those in the line; ccsim run with run.wait_over has waits "
                                 "that are not too rare",
                                 scenario->channel[c].name);
            }
            if (!service->is_common || service->may_go_silently) {
                return cc_refuse(refusal, file, 0,
                                 "channel \"%s\": must be calls, without transfers, overflow, "
                                 "slots, messages, callbacks or silent customers, for rare waits",
                                 scenario->channel[c].name);
            }
        }
    }
    return n_offered == 1
               ? SIM_OK
               : cc_refuse(refusal, file, 0,
                           "center: channels: must be one for rare waits (are %d)", n_offered);
}

/* ---- copies ---- */

int
cc_split_register(cc_center *self, cc_record *record, sim_snapshot *parts)
{
    return cc_center_register_running(self, record, parts);
}

int
cc_split_copy(cc_center *to, cc_record *record, sim_snapshot *parts,
              const sim_snapshot *parts_of_from)
{
    const int ret = sim_snapshot_fork(parts, parts_of_from);
    if (ret == SIM_OK) {
        cc_center_fill(to, record);
    }
    return ret;
}

/* ---- how close ---- */

int
cc_split_idle(const cc_center *self)
{
    int n = 0;
    for (int g = 0; g < self->n_crews; g++) {
        n += self->crew_now[g].n_idle;
    }
    return n;
}

/* The only line in which anybody waits. */
static const cc_lane *
line_of(const cc_center *self)
{
    const cc_lane *lane = self->lane;
    while (lane < self->lane + self->n_lanes - 1 && lane->n == 0) {
        lane++;
    }
    return lane;
}

double
cc_split_oldest(const cc_center *self)
{
    const cc_lane *lane = line_of(self);
    return lane->n == 0 ? NAN : self->contact[lane->first].queued;
}

/* Who was cut off and is back in line, perhaps at its head, has had the wait that counts. */
static bool
waits_first(const cc_contact *c)
{
    return c->leg == 0;
}

double
cc_split_next(const cc_center *self, double since)
{
    for (uint32_t id = line_of(self)->first; id != CC_NONE; id = self->contact[id].next) {
        if (waits_first(&self->contact[id]) && self->contact[id].queued > since) {
            return self->contact[id].queued;
        }
    }
    return INFINITY;
}

unsigned
cc_split_count(const cc_center *self, double since, double until)
{
    unsigned n = 0;
    for (uint32_t id = line_of(self)->first; id != CC_NONE; id = self->contact[id].next) {
        const cc_contact *c = &self->contact[id];
        if (!waits_first(c)) {
            continue;
        }
        if (c->queued > until) {
            break;
        }
        n += c->queued > since && c->counts;
    }
    return n;
}

bool
cc_split_is_over(const cc_center *self, double time)
{
    return time > self->window.end && cc_split_count(self, -INFINITY, INFINITY) == 0;
}

/* ---- anew ---- */

/* Word w of the contact's blocks makes a value beyond `passed`; or `kept`. */
static double
draw_beyond(cc_center *self, const cc_contact *c, const sim_dist *dist, int w, double factor,
            double passed, double kept)
{
    for (uint64_t j = 0; j < TRIES; j++) {
        const sim_block block = cc_draw(self, CC_DRAW_ANEW, c->owner, cc_life_ordinal(c), j);
        const double value = sim_dist_quantile(dist, sim_uniform(block.word[w])) * factor;
        if (dist->fast == SIM_FAST_EXPONENTIAL) {
            return passed + value;
        }
        if (value > passed) {
            return value;
        }
    }
    return kept;
}

/* passed: reference seconds of work that are done. */
static void
draw_work(cc_center *self, cc_contact *c, double passed)
{
    const cc_service *service = cc_service_of(self, c);
    c->work = draw_beyond(self, c, &service->content->work.dist, 1, cc_life_work_factor(c, service),
                          passed, c->work);
    c->full_work = c->work;
}

static void
draw_line(cc_center *self)
{
    for (uint32_t id = line_of(self)->first; id != CC_NONE; id = self->contact[id].next) {
        cc_contact *c = &self->contact[id];
        const cc_content *content = cc_service_of(self, c)->content;
        if (c->is_common && c->explain == 0) {
            draw_work(self, c, 0);
        }
        if (c->patience < INFINITY && content->has_patience && !c->again && c->waited == 0) {
            c->patience = draw_beyond(self, c, &content->patience, 0, 1, self->now.time - c->queued,
                                      c->patience);
            sim_timer_set(&self->now.calendar, id, fmax(c->queued + c->patience, self->now.time),
                          SIM_PRIORITY_ABANDON);
        }
    }
}

static void
draw_at_agents(cc_center *self)
{
    for (uint32_t a = 0; a < self->n_agents; a++) {
        const cc_agent *agent = &self->agent[a];
        if (agent->contact == CC_NONE ||
            (agent->phase != CC_PHASE_WORK && agent->phase != CC_PHASE_ANSWER)) {
            continue;
        }
        cc_contact *c = &self->contact[agent->contact];
        if (!c->is_common || c->must_explain || c->explain != 0) {
            continue; /* what is told again is a part of its work */
        }
        if (agent->phase == CC_PHASE_ANSWER) {
            draw_work(self, c, 0);
            continue;
        }
        draw_work(self, c, (self->now.time - c->since) * c->pace);
        sim_calendar_set(&self->now.calendar, CC_SLOT_AGENT(self, a),
                         fmax(c->since + c->work / c->pace, self->now.time),
                         SIM_PRIORITY_COMPLETION);
    }
}

void
cc_split_anew(cc_center *self, sim_key key, double time)
{
    self->now.time = time;
    self->now.rounds = sim_rounds_of(key);
    cc_draws_rest(self);
    cc_arrivals_draw_anew(self);
    draw_line(self);
    draw_at_agents(self);
}
