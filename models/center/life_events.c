/* The records of contacts, their states, and the one pending event that each may have. */
#include "models/center/common.h"
#include "models/center/excite.h"
#include "models/center/life_desk.h"
#include "models/center/life_duplicate.h"
#include "models/center/life_transfer.h"
#include "models/center/medium_life.h"
#include "models/center/overflow.h"
#include "models/center/trunk.h"

#define CC_STATE_TIME(X, STATE, name, where) [CC_##STATE] = CC_N_time_##name,
#define CC_STATE_INTO(X, STATE, name, where) [CC_##STATE] = CC_N_into_##name,
const uint8_t cc_life_time[CC_N_STATES] = {CC_STATES_ALONE(CC_STATE_TIME, )
                                               CC_STATES_SERVED(CC_STATE_TIME, )};
const uint8_t cc_life_into[CC_N_STATES] = {CC_STATES_ALONE(CC_STATE_INTO, )
                                               CC_STATES_SERVED(CC_STATE_INTO, )};
_Static_assert(CC_N_COUNTERS <= UINT8_MAX, "both tables hold counters");

/* The one pending event of a contact has come: the state says which. */
void
cc_life_timer(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    switch ((cc_state)c->state) {
    case CC_FREE:
        cc_excited_comes(self, id);
        break;
    case CC_AUTOMATION:
        if (c->in_line) {
            cc_life_leave_node_line(self, id);
        } else {
            cc_life_node_ends(self, id);
        }
        break;
    case CC_WAITING:
        if (cc_common_holds(self, c)) {
            cc_common_abandons(self, c, id);
        } else if (!cc_overflow_due(self, id) && !cc_posts_due(self, id)) {
            cc_life_abandon(self, id);
        }
        break;
    case CC_PENDING_CUSTOMER:
        cc_pending_answered(self, id);
        break;
    case CC_ENTERING:
        cc_life_turns_away(self, id);
        break;
    case CC_WOKEN:
        if (c->agent != CC_NONE || !cc_overflow_due(self, id)) {
            cc_life_woken_ends(self, id);
        }
        break;
    case CC_UNNOTICED:
        if (!cc_overflow_due(self, id)) {
            CC_BUG(self, "nobody who has left has patience");
        }
        break;
    case CC_DORMANT:
        cc_life_dormant_ends(self, id);
        break;
    case CC_TYPING:
        if (cc_service_of(self, c)->falls_silent && c->queued > self->now.time) {
            cc_life_fall_silent(self, id);
            break;
        }
        cc_life_untype(self, id);
        cc_journal(self, CC_JOURNAL_REPLIED, c, 0, 0);
        cc_service_of(self, c)->medium->replied(self, c);
        cc_life_make_ready(self, id);
        cc_life_attend(self, c->agent);
        break;
    case CC_ANSWERING: /* else the agent has the event, here and in the next */
        cc_life_answer_shared(self, id);
        break;
    case CC_WORKING:
        cc_life_shared_ends(self, id);
        break;
    case CC_READY:
        cc_life_leave_in_turn(self, id);
        break;
    case CC_HELD:
        cc_life_leaves_the_line(self, id);
        break;
    case CC_GHOST:
        cc_life_find_out(self, id);
        break;
    case CC_REDIALLING:
    case CC_RETURNING:
        cc_life_attempt(self, id);
        break;
    case CC_IGNORED:
        cc_life_ignored_ends(self, id);
        break;
    case CC_PARTNER:
        cc_life_partner_ends(self, id);
        break;
    default:
        CC_BUG(self, "a contact's time has come only where one is waited for");
    }
}

/* The issue is still open: by where it is. */
static void
count_pending(cc_center *self, const cc_contact *c)
{
    const bool at_home = cc_contact_is_at_home(c);
    const bool waits = c->state == CC_WAITING || (c->state == CC_AUTOMATION && !c->answered) ||
                       c->state == CC_ENTERING || c->state == CC_WOKEN;
    cc_count_at(self, c->begun_cell)[at_home ? CC_N_pending_at_home
                                     : waits ? CC_N_pending_waiting
                                             : CC_N_pending_in_work]++;
    if (c->issue_counts) {
        sim_histogram_add(&self->record->pending, self->now.time - c->begun);
    }
}

void
cc_life_finish(cc_center *self)
{
    for (uint32_t id = 0; id < self->now.n_fresh; id++) {
        cc_contact *c = &self->contact[id];
        if (c->state == CC_FREE) {
            continue;
        }
        cc_trunk_release(self, c);
        if (c->is_ghost) { /* its customer has a record of their own */
            cc_life_leave_any(self, c);
            continue;
        }
        cc_desk_put_right(self, c);
        if (self->aside != NULL) {
            cc_moved_ends(self, id, CC_T_waiting);
        }
        if (!cc_life_is_duplicate(self, id)) {
            count_pending(self, c);
        }
        const bool at_home = cc_contact_is_at_home(c);
        double *count = cc_count_cell(self, c);
        const bool is_in_survey = c->answered && c->state == CC_AUTOMATION;
        if (!at_home && !is_in_survey) { /* else it has ended */
            count[CC_N_unfinished]++;
            if (!c->answered && c->state == CC_AUTOMATION) {
                count[CC_N_in_automation_end]++;
            } else if (!c->answered) {
                const bool waits =
                    c->state == CC_WAITING || c->state == CC_ANSWERING || c->state == CC_ENTERING;
                cc_count_unanswered(self, c, CC_N_in_queue_end,
                                    c->waited + (waits ? self->now.time - c->since : 0));
            } else {
                cc_count_no_reply(self, c);
            }
        }
        if (c->state == CC_AUTOMATION) {
            cc_life_count_at_node(self, c);
        }
        cc_life_leave_any(self, c);
    }
    for (uint32_t a = 0; a < self->n_agents; a++) {
        const cc_agent *agent = &self->agent[a];
        if (agent->phase == CC_PHASE_WRAP) {
            cc_count_span(self, agent->wrap_cell, CC_N_time_wrap_up, agent->wrap_since);
        } else if (agent->phase == CC_PHASE_STAY) {
            cc_life_count_stay(self, a);
        }
    }
}
