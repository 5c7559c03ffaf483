/* Agents who are on duty and not ready, for a time after a contact. */
#include "models/center/life.h"

/* s; 0: there is none this time. */
static double
draw_length(cc_center *self, uint32_t a, const cc_crew *crew)
{
    const cc_pauses *pauses = &crew->group->pauses;
    cc_self *own = &self->selves[self->selves[a].same_as];
    const sim_block u = cc_draw(self, CC_DRAW_PAUSE, own->key, 0, own->n_emptied++);
    if (sim_uniform(u.word[0]) >= pauses->probability) {
        return 0;
    }
    const double length = sim_dist_quantile(&pauses->length, sim_uniform(u.word[1]));
    return cc_life_anybody_waits_for(self, crew) ? length * pauses->when_waiting : length;
}

void
cc_life_may_pause(cc_center *self, uint32_t a)
{
    const cc_agent *agent = &self->agent[a];
    if (agent->mix != 0 || !agent->on_duty || agent->barred != 0) {
        return;
    }
    const double length = draw_length(self, a, &self->crew[agent->group]);
    if (length > 0) {
        cc_journal_of(self, CC_JOURNAL_PAUSES, CC_OF_AGENT, a, 0, length);
        cc_agent_attend(self, a, CC_PHASE_PAUSE, CC_NONE);
        cc_agent_bar(self, a, CC_PAUSED);
        sim_calendar_set(&self->now.calendar, CC_SLOT_AGENT(self, a), self->now.time + length,
                         SIM_PRIORITY_COMPLETION);
    }
}

void
cc_life_pause_ends(cc_center *self, uint32_t a)
{
    const cc_crew *crew = &self->crew[self->agent[a].group];
    cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
    cc_agent_unbar(self, a, CC_PAUSED);
    cc_self_rests(self, a);
    cc_life_seek(self, a);
    cc_life_attend(self, a);
    if (crew->group->pauses.again) {
        cc_life_may_pause(self, a);
    }
}
