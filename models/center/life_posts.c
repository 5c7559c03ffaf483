/* Further posts: what waits in public for an answer brings others, each an issue of its own, at a
 * constant rate of the time that it waits. They may bring others in turn, generation by generation:
 * a branching, bounded by how many each may bring and by how many generations there are. */
#include "models/center/life_desk.h"

#include "models/center/life_begin.h"
#include "models/center/overflow.h"
#include "sim/elementary.h"
#include <math.h>

/* Of issues that arrived as others do it is 0. */
static int
generation_of(uint64_t owner)
{
    const uint64_t stream = owner >> 48;
    return stream >= CC_STREAMS_OF_FURTHER && stream < CC_STREAMS_OF_COPIES
               ? (int)((stream - CC_STREAMS_OF_FURTHER) / CC_FURTHER_STREAMS)
               : 0;
}

/* The next that this one brings, if any. */
static void
draw_next(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    cc_aside *aside = &self->aside[id];
    const cc_content *content = &self->scenario->demand.issue[c->issue].content[c->channel];
    if ((int)aside->attempt.n_further >= content->most_further ||
        generation_of(c->owner) >= content->generations) {
        aside->attempt.next_further = INFINITY;
        return;
    }
    const sim_block u =
        cc_draw(self, CC_DRAW_FURTHER, c->owner, cc_life_ordinal(c), aside->attempt.n_further);
    aside->attempt.next_further += -sim_log(1 - sim_uniform(u.word[0])) * 3600 / content->virality;
    aside->attempt.further_name = u.word[1];
}

void
cc_posts_wait(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (self->scenario->demand.issue[c->issue].content[c->channel].virality <= 0) {
        return;
    }
    cc_aside *aside = &self->aside[id];
    aside->attempt.waits_for_further = false;
    if (c->answered) {
        return;
    }
    if (aside->attempt.next_further == 0) {
        draw_next(self, id);
    }
    const double patience_ends = c->queued + c->patience;
    const double due = fmax(self->now.time, c->queued + aside->attempt.next_further - c->waited);
    if (due < patience_ends) {
        sim_timer_set(&self->now.calendar, id, due, SIM_PRIORITY_ARRIVAL);
    } else if (patience_ends < INFINITY) {
        sim_timer_set(&self->now.calendar, id, patience_ends, SIM_PRIORITY_ABANDON);
    }
    aside->attempt.waits_for_further = due < patience_ends;
}

bool
cc_posts_due(cc_center *self, uint32_t id)
{
    if (self->aside == NULL || !self->aside[id].attempt.waits_for_further) {
        return false;
    }
    cc_contact *c = &self->contact[id];
    cc_aside *aside = &self->aside[id];
    const uint64_t generation = (uint64_t)generation_of(c->owner) + 1;
    const uint64_t name = aside->attempt.further_name;
    const uint64_t stream = CC_STREAMS_OF_FURTHER + generation * CC_FURTHER_STREAMS + (name >> 61);
    const int issue = c->issue, channel = c->channel;
    cc_count_cell(self, c)[CC_N_further]++;
    cc_journal(self, CC_JOURNAL_FURTHER, c, 0, (double)generation);
    aside->attempt.n_further++;
    draw_next(self, id);
    cc_posts_wait(self, id);
    if (cc_service_of(self, c)->has_overflow) {
        cc_overflow_set_timer(self, id);
    }
    cc_life_begin_further(self, stream << 48 | (name & UINT64_C(0xffffffffffff)), issue, channel);
    return true;
}
