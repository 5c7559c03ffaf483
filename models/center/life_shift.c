/* What the beginnings and ends of shifts do to agents and their work: who comes, who goes, in which
 * order where much happens at one instant, and what becomes of what they have in hand. */
#include "models/center/life.h"

static int
n_here(const cc_crew *crew)
{
    return crew->now->n_duty - crew->now->n_overtime;
}

/* Takes nothing new from now on, and goes when nothing is in hand. */
static void
send_off(cc_center *self, uint32_t a, bool gives_away)
{
    cc_agent *agent = &self->agent[a];
    if (agent->mix == 0) { /* idle, not ready, or without a connection */
        cc_agent_go(self, a);
        return;
    }
    cc_agent_leave(self, a);
    agent->gives_away = gives_away;
}

/* Too many: first the idle, longest idle first, then from the last seat; or by another rule, which
 * does not matter if all go. */
static void
take_out(cc_center *self, cc_crew *crew, int target, bool gives_away)
{
    if (crew->group->leaves != CC_LEAVES_IDLE_FIRST && target > 0) {
        size_t n = n_here(crew) > target ? cc_leaving_gather(self, crew) : 0;
        while (n_here(crew) > target) {
            send_off(self, cc_leaving_next(self, crew, n--), gives_away);
        }
        return;
    }
    while (n_here(crew) > target && crew->list[0].first != CC_NONE) {
        cc_agent_go(self, crew->list[0].first);
    }
    for (uint32_t j = crew->n_agents; j > 0 && n_here(crew) > target; j--) {
        const cc_agent *agent = &self->agent[cc_crew_seat(crew, j - 1)];
        if (agent->on_duty && !(agent->barred & CC_LEAVING)) {
            send_off(self, cc_crew_seat(crew, j - 1), gives_away);
        }
    }
}

/* Too few: first those who are about to go, then others; each looks for work. */
static void
bring_in(cc_center *self, cc_crew *crew, int target)
{
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t j = 0; j < crew->n_agents && n_here(crew) < target; j++) {
            const uint32_t a = cc_crew_seat(crew, j);
            if (pass == 0 ? (self->agent[a].barred & CC_LEAVING) != 0 : !self->agent[a].on_duty) {
                cc_agent_come(self, a);
                cc_life_seek(self, a);
            }
        }
    }
}

/* Those who are leaving since this instant: their work goes to others, as its channel says. */
static void
give_away(cc_center *self, const cc_crew *crew)
{
    for (uint32_t j = crew->n_agents; j > 0; j--) {
        cc_agent *agent = &self->agent[cc_crew_seat(crew, j - 1)];
        if (agent->gives_away) {
            agent->gives_away = false;
            cc_life_interrupt_all(self, cc_crew_seat(crew, j - 1));
        }
    }
}

/* As many as each group's roster says. Who leaves is out of everybody's choice before work goes
 * to others. */
static void
change(cc_center *self)
{
    const bool interrupts = self->scenario->center.shift_end == CC_SHIFT_INTERRUPT;
    for (int g = 0; g < self->n_crews; g++) {
        take_out(self, &self->crew[g], self->crew[g].now->roster.there, interrupts);
    }
    for (int g = 0; g < self->n_crews; g++) {
        bring_in(self, &self->crew[g], self->crew[g].now->roster.there);
    }
    for (int g = 0; g < self->n_crews && interrupts; g++) {
        give_away(self, &self->crew[g]);
    }
    cc_life_seek_all(self);
}

void
cc_life_start_interval(cc_center *self, size_t day, size_t k)
{
    cc_staffing_turn_to(self, day, k);
    change(self);
}

void
cc_life_change_staff(cc_center *self)
{
    change(self);
}

void
cc_life_end_shifts(cc_center *self)
{
    cc_staffing_end(self);
    change(self);
}

/* ---- after closing ---- */

void
cc_life_start_closing(cc_center *self)
{
    self->now.closing = true;
    cc_staffing_close(self);
    cc_life_seek_all(self);
}

/* Does anybody wait for the group, or talk to automation before that, whom it could take? */
static bool
is_needed(const cc_center *self, const cc_crew *crew)
{
    for (const cc_option *o = crew->option; o < crew->option + crew->n_options; o++) {
        const cc_lane *lane = &self->lane[o->lane];
        if (lane->n + lane->n_ahead > 0 && !cc_channel_survives(self->scenario, o->channel) &&
            o->reserve < n_here(crew)) {
            return true;
        }
    }
    return false;
}

void
cc_life_check_closing(cc_center *self)
{
    bool anybody = false;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        if (n_here(crew) > 0 && !is_needed(self, crew)) {
            cc_crew_account(self, crew);
            take_out(self, crew, 0, false);
        }
        anybody |= n_here(crew) > 0;
    }
    self->now.closing = anybody;
}
