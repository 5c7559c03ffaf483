/* One replication: event after event, to the end. */
#include "tests/second/second.h"

#include <stdlib.h>

static void
contact_fires(second *self, int id)
{
    switch (self->contact[id].place) {
    case IN_AUTOMATION:
        second_node_ends(self, id);
        break;
    case IN_NODE_LINE:
        second_line_patience_ends(self, id);
        break;
    case ENTERING:
        second_gives_up_waiting(self, id);
        break;
    case WAITING:
        if (!second_rules_due(self, id) && !second_item_due(self, id)) {
            second_patience_ends(self, id);
        }
        break;
    case OWES_ANSWER:
        second_item_answered(self, id);
        break;
    case TYPING:
    case DORMANT:
        second_silence_ends(self, id);
        break;
    case WOKEN:
        if (!second_rules_due(self, id)) {
            second_woken_ends(self, id);
        }
        break;
    case UNNOTICED:
        assert_true(second_rules_due(self, id));
        break;
    case ANSWERING:
        second_shared_answer(self, id);
        break;
    case WORKING:
        second_shared_ends(self, id);
        break;
    case READY:
        second_leaves_in_turn(self, id);
        break;
    case HELD:
        second_leaves_the_line(self, id);
        break;
    case GHOST:
        second_found_out(self, id);
        break;
    case WILL_REDIAL:
    case WILL_RETURN:
        second_gets_in_touch(self, id, NULL);
        break;
    case WITH_PARTNER:
        second_partner_ends(self, id);
        break;
    case IGNORED:
        second_ignored_ends(self, id);
        break;
    default:
        fail_msg("contact %d, place %d: nothing was to happen", id, self->contact[id].place);
    }
}

void
second_run(second *self, const cc_scenario *scenario, const cc_script *script, uint64_t seed,
           uint64_t replication)
{
    const cc_run *run = &scenario->run;
    *self = (second){
        .scenario = scenario,
        .script = script,
        .key = {seed, replication},
        .start = run->warm_up,
        .end = run->warm_up + run->observe,
        .horizon = run->warm_up + run->observe + run->follow_up,
        .is_observing = run->warm_up <= 0,
        .n_channels = scenario->n_channels,
    };
    sim_trace_buffer_init(&self->journal);
    second_count_open(self);
    second_tell_outages(self);
    second_tell_bursts(self);
    second_clock_open(self);
    second_links_open(self);
    second_arrivals_open(self);
    second_changes_wait(self);
    if (self->is_observing) {
        second_count_waiting(self, CC_N_waiting_start);
    }
    second_event event;
    while (second_next(self, &event)) {
        self->now = event.time;
        second_count_agents(self);
        switch (event.of) {
        case OF_CLOCK:
            second_clock_fires(self);
            break;
        case OF_SLOTS:
            second_fills_slots(self);
            break;
        case OF_STREAM:
            second_stream_fires(self, event.who);
            break;
        case OF_AGENT:
            second_attention_ends(self, event.who);
            break;
        case OF_BROUGHT:
            second_brought_comes(self, event.who);
            break;
        case OF_NODE:
            second_node_is_mended(self, event.who);
            break;
        case OF_LINK:
            second_link_fires(self, event.who);
            break;
        case OF_REJOINING:
            second_rejoining_ends(self, event.who);
            break;
        case OF_FAILOVER:
            second_fails_over(self, event.who);
            break;
        case OF_CHANGES:
            second_changes(self);
            break;
        case OF_CONTACT:
            contact_fires(self, event.who);
            break;
        }
        second_after_event(self);
    }
    self->now = self->horizon;
    second_count_agents(self);
    second_count_rest(self);
}

void
second_free(second *self)
{
    second_arrivals_free(self);
    second_links_free(self);
    sim_trace_buffer_free(&self->journal);
    free(self->event);
    free(self->contact);
    free(self->agent);
    free(self->brought);
    free(self->table);
    free(self->position);
    free(self->piece);
    free(self->scheduled);
    free(self->taken);
    free(self->boundary);
    second_count_free(self);
}
