/* Agents as persons: when they are not ready. */
#include "tests/second/second.h"

#include "sim/hash.h"
#include <string.h>

static const cc_group *
group_of(const second *self, int agent)
{
    return &self->scenario->center.group[self->agent[agent].group];
}

uint64_t
second_key_of(const second *self, int agent)
{
    const char *name = group_of(self, agent)->name;
    return sim_hash_integer(sim_hash_bytes(sim_hash_start(), name, strlen(name)),
                            (uint64_t)self->agent[agent].seat);
}

static bool
is_waited_for(const second *self, const cc_group *group)
{
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        for (int j = 0; j < group->n_serves && second_is_in_line(c); j++) {
            if (group->serves[j].index == second_queue_of(self, c)) {
                return true;
            }
        }
    }
    return false;
}

void
second_may_pause(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    const cc_pauses *pauses = &group_of(self, agent)->pauses;
    if (sim_dist_is_zero(&pauses->length) || !second_is_available(self, agent) ||
        second_n_open(self, agent, -1) > 0) {
        return;
    }
    const sim_block u =
        second_draw(self, CC_DRAW_PAUSE, second_key_of(self, agent), 0, a->n_emptied++);
    const double length = second_value(&pauses->length, u.word[1]) *
                          (is_waited_for(self, group_of(self, agent)) ? pauses->when_waiting : 1);
    if (sim_uniform(u.word[0]) < pauses->probability && length > 0) {
        a->attention = ON_NOTHING;
        second_tell_of(self, CC_JOURNAL_PAUSES, CC_OF_AGENT, agent, length);
        second_schedule(self, self->now + length, THEN_COMPLETIONS, OF_AGENT, agent);
    }
}

void
second_pause_ends(second *self, int agent)
{
    self->agent[agent].attention = FREE;
    second_hands_change(self, agent);
    second_looks_for_work(self, agent);
    second_attends(self, agent);
    if (group_of(self, agent)->pauses.again) {
        second_may_pause(self, agent);
    }
}
