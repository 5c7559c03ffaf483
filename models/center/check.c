/* Holds the books of a running center against each other. For tests: each call looks at
 * everything. */
#include "models/center/center.h"
#include "models/center/life.h"
#include "models/center/overflow.h"
#include <limits.h>
#include <math.h>
#include <string.h>

typedef struct books {
    uint32_t n_used, n_waiting, n_ahead, n_uncounted;
    uint32_t n_entering, n_awaiting, n_inside, n_cases;
    int trunks[CC_MAX_CHANNELS], nodes[CC_MAX_NODES];
    int visits[CC_MAX_NODES]; /* that count, in line too */
    uint32_t in_line[CC_MAX_NODES];
    uint32_t moved[CC_MAX_QUEUES]; /* that wait where they were transferred to */
} books;

static books
count_contacts(const cc_center *self)
{
    books sum = {0};
    for (uint32_t id = 0; id < self->now.n_fresh; id++) {
        const cc_contact *c = &self->contact[id];
        if (c->state == CC_FREE) {
            continue;
        }
        sum.n_used++;
        const bool awaits = c->state == CC_WOKEN && c->agent != CC_NONE;
        sum.n_waiting +=
            c->state == CC_WAITING || c->state == CC_UNNOTICED || (c->state == CC_WOKEN && !awaits);
        sum.n_ahead +=
            (c->state == CC_AUTOMATION && !c->answered) || c->state == CC_ENTERING || awaits;
        sum.n_entering += c->state == CC_ENTERING;
        sum.n_awaiting += awaits;
        sum.n_inside += c->has_trunk && cc_service_of(self, c)->is_limited && c->holds_slot ? 1 : 0;
        sum.n_cases += c->agent != CC_NONE &&
                       cc_case_counts(self, &self->crew[self->agent[c->agent].group], c->channel);
        sum.n_uncounted += !cc_contact_is_at_home(c) && !c->answered && !c->is_ghost;
        sum.trunks[c->channel] += c->has_trunk;
        if (self->aside != NULL && self->aside[id].attempt.is_moved) {
            sum.moved[cc_service_of(self, c)->queue]++;
        }
        if (c->state == CC_AUTOMATION) {
            sum.nodes[c->node] += !c->in_line;
            sum.in_line[c->node] += c->in_line;
            sum.visits[c->node] += c->counts;
        }
    }
    return sum;
}

static bool
head_agrees(const cc_center *self, int l)
{
    const uint32_t first = self->lane[l].first;
    return !self->now.keeps_heads ||
           ((self->now.waiting[l / 64] >> l % 64 & 1) == (first != CC_NONE) &&
            (first == CC_NONE || self->head[l] == self->contact[first].order));
}

static bool
lanes_agree(const cc_center *self, const books *sum)
{
    uint32_t n_waiting = 0, n_ahead = 0;
    for (int l = 0; l < self->n_lanes; l++) {
        uint32_t n = 0, last = CC_NONE;
        for (uint32_t id = self->lane[l].first; id != CC_NONE; id = self->contact[id].next) {
            const cc_contact *c = &self->contact[id];
            const bool fits = c->is_ghost ? c->state == CC_UNNOTICED
                                          : c->state == CC_WAITING || c->state == CC_WOKEN;
            if (!fits || c->prev != last || (int)cc_service_of(self, c)->lane != l ||
                n > self->now.n_fresh) {
                return false;
            }
            last = id;
            n++;
        }
        if (n != self->lane[l].n || last != self->lane[l].last || !head_agrees(self, l)) {
            return false;
        }
        n_waiting += n;
        n_ahead += self->lane[l].n_ahead;
    }
    return n_waiting == sum->n_waiting && n_ahead == sum->n_ahead;
}

/* Who waits in line is counted by the doors that are open. */
static bool
overflow_agrees(const cc_center *self)
{
    bool agrees = true;
    for (int l = 0; self->n_theirs != NULL && l < self->n_lanes; l++) {
        uint32_t n[CC_MAX_OVERFLOWS] = {0};
        const bool has = self->scenario->center.queue[l / self->n_channels].n_overflows > 0;
        uint32_t id = has ? self->lane[l].first : CC_NONE;
        for (; id != CC_NONE; id = self->contact[id].next) {
            for (int door = 0; door < CC_MAX_OVERFLOWS; door++) {
                n[door] += self->overflowing[id].open >> door & 1;
            }
            agrees &= self->overflowing[id].due >= self->now.time;
        }
        for (int door = 0; door < CC_MAX_OVERFLOWS; door++) {
            agrees &= self->n_theirs[cc_overflow_place((uint32_t)l, door)] == n[door];
        }
    }
    return agrees;
}

/* Slots, who waits for them, who waits for one agent, and what agents keep: in wrap-up, too. */
static bool
keeping_agrees(const cc_center *self, const books *sum)
{
    uint32_t n_entering = 0, n_inside = 0, n_awaiting = 0, n_cases = 0;
    for (int q = 0; self->team != NULL && q < self->scenario->center.n_queues; q++) {
        const cc_team *team = &self->team[q];
        uint32_t n = 0;
        for (uint32_t id = team->first; id != CC_NONE; id = self->contact[id].next) {
            if (self->contact[id].state != CC_ENTERING || n++ > self->now.n_fresh) {
                return false;
            }
        }
        if (n != team->n || team->n_inside > (uint32_t)self->scenario->center.queue[q].slots) {
            return false;
        }
        n_entering += n;
        n_inside += team->n_inside;
    }
    for (uint32_t a = 0; a < self->n_agents; a++) {
        uint32_t id = self->awaited != NULL ? self->awaited[a].first : CC_NONE;
        for (; id != CC_NONE; id = self->contact[id].next) {
            if (self->contact[id].agent != a || n_awaiting++ > self->now.n_fresh) {
                return false;
            }
        }
        const cc_agent *agent = &self->agent[a];
        n_cases += self->cases != NULL ? self->cases[a] : 0;
        n_cases -= (agent->phase == CC_PHASE_WRAP || agent->phase == CC_PHASE_STAY) &&
                   cc_case_counts(self, &self->crew[agent->group], agent->wrap_channel);
    }
    return n_entering == sum->n_entering && n_inside == sum->n_inside &&
           n_awaiting == sum->n_awaiting && n_cases == sum->n_cases;
}

/* Conversations of that agent in a list, by class of channels; false if one is not its own. */
static bool
add_list(const cc_center *self, uint32_t a, uint32_t id, cc_state state, uint8_t *held)
{
    const cc_mixes *mixes = &self->crew[self->agent[a].group].mixes;
    for (; id != CC_NONE; id = self->contact[id].next) {
        const cc_contact *c = &self->contact[id];
        const bool shares = state == CC_TYPING &&
                            (c->state == CC_WORKING || c->state == CC_ANSWERING) &&
                            cc_service_of(self, c)->has_rates;
        if (c->agent != a || (c->state != (c->is_ghost ? CC_GHOST : state) && !shares)) {
            return false;
        }
        held[mixes->class_of[c->channel]]++;
    }
    return true;
}

/* What routing keeps of a group is what its list says. */
static bool
idlest_agrees(const cc_center *self, int g)
{
    const uint32_t a = self->crew[g].list[0].first;
    if ((self->now.idle[g / 64] >> g % 64 & 1) != (a != CC_NONE)) {
        return false;
    }
    return a == CC_NONE ||
           (self->now.idlest[g].agent == a && self->now.idlest[g].since == self->agent[a].since);
}

/* Each list of a crew has those on duty with this mix, the last change longest ago first. */
static bool
mix_agrees(const cc_center *self, const cc_crew *crew)
{
    int n_listed = 0;
    for (int h = 0; h < crew->mixes.n; h++) {
        uint32_t last = CC_NONE;
        for (uint32_t a = crew->list[h].first; a != CC_NONE; a = self->agent[a].next) {
            const cc_agent *agent = &self->agent[a];
            if (!agent->on_duty || agent->barred != 0 || agent->mix != (uint32_t)h ||
                agent->prev != last ||
                (last != CC_NONE && self->agent[last].since > agent->since) ||
                n_listed++ > (int)crew->n_agents) {
                return false;
            }
            last = a;
        }
        if (crew->list[h].last != last) {
            return false;
        }
    }
    return n_listed == crew->now->n_listed;
}

static bool
agents_agree(const cc_center *self)
{
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        int n_away[CC_N_AWAY] = {0};
        int n_sent = 0, n_duty = 0, n_busy = 0, n_attention = 0, n_overtime = 0, n_open = 0,
            n_idle = 0;
        for (uint32_t j = 0; j < crew->n_agents; j++) {
            const uint32_t a = cc_crew_seat(crew, j);
            const cc_agent *agent = &self->agent[a];
            const cc_mix *mix = &crew->mixes.mix[agent->mix];
            const size_t n_classes = (size_t)crew->mixes.n_classes;
            uint8_t held[CC_MAX_CHANNELS + 1] = {0};
            if (agent->phase == CC_PHASE_WRAP || agent->phase == CC_PHASE_STAY) {
                held[crew->mixes.class_of[agent->wrap_channel]]++;
            }
            if (agent->contact != CC_NONE) {
                held[crew->mixes.class_of[self->contact[agent->contact].channel]]++;
            }
            if (!add_list(self, a, agent->ready, CC_READY, held) ||
                !add_list(self, a, agent->held, CC_HELD, held) ||
                !add_list(self, a, agent->open, CC_TYPING, held) ||
                memcmp(held, &crew->mixes.held[agent->mix * n_classes], n_classes) != 0 ||
                held[n_classes] != 0 || (!agent->on_duty && mix->n_open != 0)) {
                return false;
            }
            n_duty += agent->on_duty;
            n_overtime += (agent->barred & CC_LEAVING) != 0;
            n_sent += (agent->barred & CC_SENT) != 0;
            if (cc_agent_away(agent) != CC_NOT_AWAY) {
                n_away[cc_agent_away(agent)]++;
            }
            n_busy += mix->n_open != 0;
            if ((agent->phase == CC_PHASE_PAUSE) != ((agent->barred & CC_PAUSED) != 0)) {
                return false;
            }
            n_attention += agent->phase > CC_PHASE_PAUSE;
            n_open += mix->n_open;
            n_idle += agent->on_duty && agent->barred == 0 && mix->n_open == 0;
        }
        if (memcmp(n_away, crew->now->n_away, sizeof(n_away)) != 0 || n_duty != crew->now->n_duty ||
            n_sent != crew->now->n_sent || n_busy != crew->now->n_busy ||
            n_attention != crew->now->n_attention || n_overtime != crew->now->n_overtime ||
            n_open != crew->now->n_conversations || n_idle != crew->now->n_idle ||
            !idlest_agrees(self, g) || !mix_agrees(self, crew)) {
            return false;
        }
    }
    return true;
}

/* Every contact made has ended in one way, or is open. */
static bool
contacts_are_conserved(const cc_center *self, const books *sum)
{
    double c[CC_N_COUNTERS] = {0};
    for (uint32_t j = 0; j < self->record->n_touched; j++) {
        int begin, end;
        const cc_touched *cell = &self->record->touched[j];
        cc_layout_counters(&self->layout, cell->index, &begin, &end);
        cc_counters_add(c, self->record->pool + cell->place, begin, end);
    }
    const double ended = c[CC_N_answered] + c[CC_N_abandoned] + c[CC_N_blocked] + c[CC_N_balked] +
                         c[CC_N_contained] + c[CC_N_hung_up] + c[CC_N_diverted] + c[CC_N_merged] +
                         c[CC_N_became_item] + c[CC_N_sent_out] + c[CC_N_dropped] + c[CC_N_ignored];
    return c[CC_N_issue_contacts] == ended + sum->n_uncounted;
}

/* Every visit of a node has ended by one edge and in one way, or is under way. */
static bool
visits_agree(const cc_center *self, int node, int n_now)
{
    double open = n_now, by_edge = 0, gave_up = 0, in_ways = 0;
    for (int channel = 0; channel < self->n_channels; channel++) {
        const double *count = cc_record_node(self->record, channel, node);
        open += count[CC_V_unfinished] - count[CC_V_entered];
        in_ways += count[CC_V_contained] + count[CC_V_handed_over] + count[CC_V_hung_up] +
                   count[CC_V_turned_away] + count[CC_V_onward] + count[CC_V_diverted] +
                   count[CC_V_became_item] + count[CC_V_sent_out] + count[CC_V_over];
        gave_up += count[CC_V_gave_up];
        for (int j = 0; j < self->layout.n_edges; j++) {
            by_edge += count[CC_V_COUNTERS + j];
        }
    }
    return open + by_edge + gave_up == 0 && open + in_ways + gave_up == 0;
}

/* Whoever came to that queue by a transfer was taken or has left, or waits there. */
static bool
transfers_agree(const cc_center *self, int queue, uint32_t n_now)
{
    double open = n_now;
    for (int channel = 0; channel < self->n_channels; channel++) {
        const double *count = cc_record_transfer(self->record, queue, channel);
        open += count[CC_T_taken] + count[CC_T_gave_up] + count[CC_T_sent_away] +
                count[CC_T_merged] + count[CC_T_waiting] - count[CC_T_came];
    }
    return open == 0;
}

/* Who waits for a node is in its line, and waits only while it is full or
 * down. */
static bool
node_lines_agree(const cc_center *self, const books *sum)
{
    for (int j = 0; j < self->scenario->center.n_nodes; j++) {
        uint32_t n = 0, last = CC_NONE;
        for (uint32_t id = self->now.node_line[j].first; id != CC_NONE && n < self->now.n_fresh;
             id = self->contact[id].next) {
            const cc_contact *c = &self->contact[id];
            if (!c->in_line || c->node != j || c->prev != last) {
                return false;
            }
            last = id;
            n++;
        }
        if (n != sum->in_line[j] || n != self->now.n_in_line[j] ||
            last != self->now.node_line[j].last ||
            (n > 0 && !self->now.node_down[j] &&
             self->now.node_used[j] < self->scenario->center.node[j].capacity)) {
            return false;
        }
    }
    return true;
}

/* Nobody's time is lost, now and in this slice so far: whoever is paid is on duty or known to be
 * elsewhere, and what is on duty beyond that is overtime. */
static bool
time_agrees(const cc_center *self)
{
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew_now *now = self->crew[g].now;
        if (self->now.is_staffed &&
            now->n_duty - now->n_overtime - now->n_staying != now->roster.there) {
            return false;
        }
        const double *a = cc_record_agent(self->record, self->now.slice, (size_t)g);
        const double known =
            a[CC_A_on_duty] + a[CC_A_breaks] + a[CC_A_meetings] + a[CC_A_training] + a[CC_A_absent];
        if (fabs(a[CC_A_paid] + a[CC_A_overtime] - known) > 1e-6 * fmax(1, known) ||
            a[CC_A_busy] + a[CC_A_paused] + a[CC_A_disconnected] >
                a[CC_A_on_duty] * (1 + 1e-9) + 1e-6) {
            return false;
        }
    }
    return true;
}

int
cc_center_check(const cc_center *self)
{
    const books sum = count_contacts(self);
    bool agree = sum.n_used + self->now.n_to_come == self->now.n_open && lanes_agree(self, &sum) &&
                 overflow_agrees(self) && agents_agree(self) && time_agrees(self) &&
                 contacts_are_conserved(self, &sum) && node_lines_agree(self, &sum) &&
                 keeping_agrees(self, &sum);
    for (int c = 0; c < self->n_channels; c++) {
        agree = agree && (self->scenario->center.channel[c].trunks == INT_MAX
                              ? self->now.trunks_held[c] == 0
                              : sum.trunks[c] == self->now.trunks_held[c]);
    }
    for (int j = 0; j < self->scenario->center.n_nodes; j++) {
        agree =
            agree && sum.nodes[j] == self->now.node_used[j] && visits_agree(self, j, sum.visits[j]);
    }
    for (int j = 0; j < self->layout.n_fed; j++) {
        agree = agree && transfers_agree(self, j, sum.moved[j]);
    }
    return agree && !cc_center_somebody_idles(self) ? SIM_OK : SIM_ERR_BUG;
}
