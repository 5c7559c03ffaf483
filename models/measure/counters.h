/* What one replication counts. A cell is a combination of issue kind, channel, attempt (first or
 * again) and answering group; every scope is a sum of cells. */
#ifndef CC_COUNTERS_H
#define CC_COUNTERS_H

#include "models/scenario/run.h"

/* The states that a contact can be in, and of each the name of its two counters, for the time in it
 * and for entries into it. S(X, STATE, name, where it is then); X is handed on. */
#define CC_STATES_ALONE(S, X)                                                                      \
    /* where no agent has it */                                                                    \
    S(X, AUTOMATION, automation, "in automation")                                                  \
    S(X, ENTERING, entering, "before its queue: all slots are taken")                              \
    S(X, WAITING, waiting, "in queue")                                                             \
    S(X, UNNOTICED, unnoticed, "in queue, though the customer has left without a sign")            \
    S(X, WOKEN, woken, "dormant before, has written again, and no agent has it yet")               \
    S(X, REDIALLING, redial, "between giving up and calling again")                                \
    S(X, RETURNING, return, "between an unresolved contact and the next")                          \
    S(X, IGNORED, ignored, "of contacts on a channel that nobody reads, until they give that up")  \
    S(X, PARTNER, partner, "with a partner outside, after a transfer")                             \
    S(X, PENDING_CUSTOMER, pending_customer, "asked, until the customer answers")

#define CC_STATES_SERVED(S, X)                                                                     \
    S(X, ANSWERING, answering, "answer delay")                                                     \
    S(X, WORKING, working, "attention of an agent")                                                \
    S(X, TYPING, typing, "customer's turn")                                                        \
    S(X, READY, ready, "customer has replied, agent's attention elsewhere")                        \
    S(X, HELD, held, "interrupted, at the same agent")                                             \
    S(X, GHOST, ghost, "the customer has left, which the agent does not know yet")                 \
    S(X, DORMANT, dormant, "silent for long, off the agent who had it")                            \
    S(X, WRAP_UP, wrap_up, "wrap-up") /* of agents only */

#define CC_TIME_IN(X, STATE, name, where) X(time_##name, "s", where)
#define CC_INTO(X, STATE, name, where) X(into_##name, "", "entries")

/* X(name, unit, what it counts). A contact's counts belong to the slice of its arrival and count
 * only if it arrived in `observe`; the time_* are integrals over `observe` whoever the contact is.
 * A cell of contacts that no agent has counts the first list and the second, a cell of those that
 * an agent of some group has or had counts the second and the third. */
#define CC_COUNTERS_ALONE(X)                                                                       \
    /* where no agent has the contact */                                                           \
    X(blocked, "", "found no line, or the assistant full")                                         \
    X(closed, "", "found no channel open that the customer would take: no contact at all")         \
    X(in_automation, "", "sessions of automation: contacts that met a node")                       \
    X(automation_cost, "money", "visits of nodes of automation that cost something")               \
    X(contained, "", "ended in automation")                                                        \
    X(contained_solved, "", "... with the issue resolved")                                         \
    X(bypassed, "", "times that a customer went round a chatbot")                                  \
    X(diverted, "", "ended with an offer of another channel that was accepted")                    \
    X(automation_followed, "", "left automation, with the fcr window ending inside the run")       \
    X(contained_followed, "", "... contained")                                                     \
    X(contained_back, "", "... and in touch again within the window")                              \
    X(handed_over, "", "went on from automation to a queue")                                       \
    X(hung_up, "", "left automation unserved")                                                     \
    X(became_item, "", "left a message, which is an item of another channel")                      \
    X(sent_on, "", "handed on by a node, to another queue or to a partner outside")                \
    X(sent_out, "", "... of these: to a partner")                                                  \
    X(sent_out_cost, "money", "what partners ask for these")                                       \
    X(balked, "", "left at once since nobody answered at once, where counted apart")               \
    X(abandoned, "", "left the queue before being answered")                                       \
    X(abandoned_silently, "", "... of these: without a sign")                                      \
    X(left_in_time_1, "", "abandoned within the first threshold")                                  \
    X(left_in_time_2, "", "... the second")                                                        \
    X(left_in_time_3, "", "... the third")                                                         \
    X(left_in_time_4, "", "... the fourth")                                                        \
    X(left_short_1, "",                                                                            \
      "abandoned within short_abandon, or where none is said the first threshold")                 \
    X(left_short_2, "", "... the second")                                                          \
    X(left_short_3, "", "... the third")                                                           \
    X(left_short_4, "", "... the fourth")                                                          \
    X(wait_abandoned, "s", "waits of the abandoned")                                               \
    X(wait_abandoned_sq, "s2", "their squares")                                                    \
    X(redials, "", "redials made after this contact")                                              \
    X(switched, "", "went to another channel when their patience ended")                           \
    X(duplicates, "", "... and left the first contact in line")                                    \
    X(merged, "", "closed without work: their issue was handled elsewhere")                        \
    X(wait_merged, "s", "their waits")                                                             \
    X(wait_merged_sq, "s2", "their squares")                                                       \
    X(ignored, "", "contacts on a channel that nobody reads")                                      \
    X(ignored_elsewhere, "", "... of these: got in touch on another channel")                      \
    X(complaints, "", "... complained in public")                                                  \
    X(entered, "", "took a slot of their queue")                                                   \
    X(entered_late, "", "... after waiting for it")                                                \
    X(wait_to_enter, "s", "their waits for it")                                                    \
    X(auto_replies, "", "told by an automatic reply that nobody is there yet")                     \
    /* issues, in the cell of their first contact */                                               \
    X(backlog, "", "of the issues that began: those of a backlog")                                 \
    X(issues, "", "issues that began")                                                             \
    X(issue_contacts, "", "contacts made for these issues")                                        \
    X(resolved, "", "issues resolved by the end of the run")                                       \
    X(resolved_first, "", "resolved by the first contact that reached an agent or automation")     \
    X(resolution_time, "s", "from the first contact to the resolution")                            \
    X(handled_first, "", "issues handled whose fcr window ended inside the run")                   \
    X(repeated, "", "... with another contact within the window")                                  \
    X(lost, "", "customers lost: gave up, or unresolved and not returning")                        \
    X(lost_no_channel, "", "... of these: found no channel that they would take")                  \
    X(lost_waiting, "", "... gave up unanswered: abandoned, balked, blocked, dropped, hung up")    \
    X(lost_cut_off, "", "... cut off after having been answered")                                  \
    X(lost_unresolved, "", "... not resolved by an agent, and not returning")                      \
    X(lost_contained, "", "... not resolved in automation, and not returning")                     \
    X(lost_ignored, "", "... wrote where nobody reads")                                            \
    X(pending_waiting, "",                                                                         \
      "issues still open when the run ended (censored): in queue, automation")                     \
    X(pending_in_work, "", "... with an agent")                                                    \
    X(pending_at_home, "", "... before a redial or return")                                        \
    /* integrals of time over observe, and entries into these states within it */                  \
    CC_STATES_ALONE(CC_TIME_IN, X)                                                                 \
    CC_STATES_ALONE(CC_INTO, X)                                                                    \
    /* at the two ends of observe */                                                               \
    X(waiting_start, "", "in queue when observe began")                                            \
    X(waiting_end, "", "in queue when observe ended")                                              \
    X(backlog_work, "s", "agent time that waits in queue when observe ended")                      \
    X(backlog_age, "s", "age of what waits then, by the clock of its channel")                     \
    X(backlog_late_1, "", "of what waits then, what is older than the first threshold")            \
    X(backlog_late_2, "", "... the second")                                                        \
    X(backlog_late_3, "", "... the third")                                                         \
    X(backlog_late_4, "", "... the fourth")                                                        \
    /* items */                                                                                    \
    X(acknowledged, "", "told at once that it has come in")                                        \
    X(misrouted, "", "sorted into a wrong queue")                                                  \
    X(raised, "", "went on as an item of another channel")                                         \
    X(further, "", "further posts that it brought")

#define CC_COUNTERS_BOTH(X)                                                                        \
    /* wherever it is */                                                                           \
    X(contacts, "", "all attempts on any channel")                                                 \
    X(offered, "", "asked for an agent: blocked, balked and queued")                               \
    X(delayed, "", "waited in queue before being answered, or balked")                             \
    X(dropped, "", "waiting at closing time, and sent away")                                       \
    X(wait_dropped, "s", "their waits")                                                            \
    X(wait_dropped_sq, "s2", "their squares")                                                      \
    X(cut_off, "", "lost after having been answered")                                              \
    X(left_in_turn, "", "... of these: left while their turn waited for the agent")                \
    X(returns, "", "returns made after this contact")                                              \
    X(unfinished, "", "still waiting or in work when the run ended (censored)")                    \
    X(in_automation_end, "", "... of these: in automation, never answered")                        \
    X(in_queue_end, "", "... of these: past automation, never answered")                           \
    X(wait_censored, "s", "their waits so far")                                                    \
    X(wait_censored_sq, "s2", "their squares")                                                     \
    X(wait_at_once, "s", "waits of those whom an agent took at once")                              \
    X(wait_excess, "s", "waits beyond the first threshold")                                        \
    X(wait_max, "s", "longest wait (merged by maximum)")                                           \
    X(time_line, "s", "holding a line")

#define CC_COUNTERS_SERVED(X)                                                                      \
    /* where an agent has it */                                                                    \
    X(answered, "", "reached an agent")                                                            \
    X(wait_answered, "s", "first waits of the answered")                                           \
    X(wait_answered_sq, "s2", "their squares")                                                     \
    X(in_time_1, "", "answered within the first threshold")                                        \
    X(in_time_2, "", "... the second")                                                             \
    X(in_time_3, "", "... the third")                                                              \
    X(in_time_4, "", "... the fourth")                                                             \
    X(first_response, "s", "from arrival to the end of the agent's first stretch of work")         \
    X(responded, "", "contacts with such a first response")                                        \
    X(ended, "", "work with the agent done")                                                       \
    X(talk, "s", "attention of the agent without wrap-up, of ended contacts")                      \
    X(sojourn, "s", "from arrival to the end, of ended contacts")                                  \
    X(wait_total, "s", "all waits of the ended, requeues included")                                \
    X(wrap_up, "s", "wrap-up of ended contacts")                                                   \
    X(explained, "", "answered contacts in which the story had to be told again")                  \
    X(predicted, "", "answered of those who waited, with a predicted wait")                        \
    X(prediction_error, "s", "their waits in queue less what was predicted")                       \
    X(prediction_error_sq, "s2", "the squares of these")                                           \
    X(prediction_error_abs, "s", "their amounts")                                                  \
    X(ghosts, "", "taken from the queue after the customer had left without a sign")               \
    X(interrupted, "", "interruptions of work")                                                    \
    X(requeued, "", "went back to the queue after an interruption")                                \
    X(duplicates_handled, "", "duplicates that an agent has worked on to the end")                 \
    X(duplicate_work, "s", "attention and wrap-up that they took")                                 \
    X(transferred, "", "transferred by the agent who had them")                                    \
    X(to_partner, "", "... of these: to a partner outside")                                        \
    X(partner_cost, "money", "what partners ask for these")                                        \
    X(time_transfer, "s", "of agents who stay with a contact that they have transferred")          \
    X(closed_silent, "", "closed since the customer was silent for too long")                      \
    X(outsourced_answered, "", "answered by outsourced groups that promise when")                  \
    X(outsourced_in_time, "", "... within what they promise, since it was theirs to take")         \
    X(reply_first, "s", "of items: from arrival to the first reply, by the channel's clock")       \
    X(replied_first, "", "items that had one")                                                     \
    X(reply_next, "s", "... from a customer's answer to the next reply")                           \
    X(replied_next, "", "next replies")                                                            \
    X(reply_full, "s", "... from arrival to the last reply, without the time of questions")        \
    X(replied_full, "", "items that had their last")                                               \
    CC_STATES_SERVED(CC_TIME_IN, X)                                                                \
    CC_STATES_SERVED(CC_INTO, X)

/* Expands to the enum below and to the list in docs. */
#define CC_COUNTERS(X) CC_COUNTERS_ALONE(X) CC_COUNTERS_BOTH(X) CC_COUNTERS_SERVED(X)

typedef enum cc_counter {
    CC_N_alone_over_last = CC_MAX_WAIT_OVER - 1,
#define CC_COUNTER_ENUM(name, unit, doc) CC_N_##name,
    CC_COUNTERS_ALONE(CC_COUNTER_ENUM) CC_COUNTERS_BOTH(CC_COUNTER_ENUM)
        CC_COUNTERS_SERVED(CC_COUNTER_ENUM)
#undef CC_COUNTER_ENUM
            CC_N_served_over,
    CC_N_COUNTERS = CC_N_served_over + CC_MAX_WAIT_OVER
} cc_counter;

/* Waited more than run.wait_over[j], of nobody's cells and of groups': before and behind all others,
 * so that cells have as many as are asked for. */
#define CC_N_ALONE_OVER(j) (CC_N_alone_over_last - (j))
#define CC_N_SERVED_OVER(j) (CC_N_served_over + (j))

/* The other counters of a cell: of nobody's up to here, of a group's from here. */
#define CC_N_ALONE_END (CC_N_time_line + 1)
#define CC_N_SERVED_BEGIN CC_N_contacts

/* Integrals over observe by group of agents. */
#define CC_AGENT_COUNTERS(X)                                                                       \
    X(paid, "s", "scheduled, shrinkage included")                                                  \
    X(on_duty, "s", "present, overtime included")                                                  \
    X(busy, "s", "with at least one conversation open")                                            \
    X(attention, "s", "with attention in use")                                                     \
    X(overtime, "s", "on duty outside the shift: leaving, or after closing")                       \
    X(paused, "s", "on duty, nothing in hand, not ready")                                          \
    X(disconnected, "s", "on duty, nothing in hand, without a connection")                         \
    X(breaks, "s", "of persons: in breaks that are paid")                                          \
    X(meetings, "s", "in paid meetings")                                                           \
    X(training, "s", "in paid training")                                                           \
    X(absent, "s", "paid and not there, for nothing that is planned")                              \
    X(scheduled, "s", "of persons: for anything but off")                                          \
    X(scheduled_work, "s", "for work")                                                             \
    X(worked, "s", "on duty")                                                                      \
    X(adhering, "s", "doing what is scheduled")                                                    \
    X(overtime_offers, "", "offers to stay after the shift")                                       \
    X(overtime_accepted, "", "... accepted")                                                       \
    X(time_off_offers, "", "offers to go for the rest of the shift")                               \
    X(time_off_accepted, "", "... accepted")                                                       \
    X(time_off, "s", "that would have been paid, of those who went")                               \
    X(positions, "s", "where agents leave for good: of all positions, day and night")              \
    X(filled, "s", "... of those that somebody has")                                               \
    X(tenure, "s d", "... sum of the days since these came")                                       \
    X(leavers, "", "agents who left for good")                                                     \
    X(hires, "", "agents who came in their place")                                                 \
    X(hiring, "money", "what these cost")                                                          \
    X(conversations, "s", "sum of conversations open")                                             \
    X(wages, "money", "paid hours x wage, overtime and time off x their pay")                      \
    X(licences, "money", "its part of licences for the most agents scheduled at once")             \
    X(outsourced, "money", "of outsourced groups: what they ask for")

typedef enum cc_agent_counter {
#define CC_AGENT_ENUM(name, unit, doc) CC_A_##name,
    CC_AGENT_COUNTERS(CC_AGENT_ENUM)
#undef CC_AGENT_ENUM
        CC_A_COUNTERS
} cc_agent_counter;

/* Visits of a node of automation by contacts of one channel, of those that arrived in observe; and
 * behind these, by each edge of the node, the visits that left by it. */
#define CC_NODE_COUNTERS(X)                                                                        \
    X(entered, "", "visits of the node")                                                           \
    X(full, "", "came when all its places were taken")                                             \
    X(contained, "", "visits after which the contact ended in automation")                         \
    X(handed_over, "", "... went on to the queue")                                                 \
    X(hung_up, "", "... left unserved")                                                            \
    X(turned_away, "", "... was blocked by a node that was full")                                  \
    X(onward, "", "... met another node")                                                          \
    X(diverted, "", "... ended with an accepted offer of another channel")                         \
    X(failed, "", "turns of chatbots not understood, or answered with something else")             \
    X(became_item, "", "... became an item of another channel")                                    \
    X(sent_out, "", "... was handed on to a partner outside")                                      \
    X(over, "", "... was over, with its agent, before")                                            \
    X(gave_up, "", "... left its line before their turn came")                                     \
    X(unfinished, "", "visits under way when the run ended (censored), in its line too")           \
    X(waited, "", "stays in its line that ended, by a place or by giving up")                      \
    X(wait, "s", "of these stays")                                                                 \
    X(stay, "s", "of the visits that ended by one of its ways, the line apart")                    \
    X(time, "s", "integral over observe of visits under way, whoever the contact is")

typedef enum cc_node_counter {
#define CC_NODE_ENUM(name, unit, doc) CC_V_##name,
    CC_NODE_COUNTERS(CC_NODE_ENUM)
#undef CC_NODE_ENUM
        CC_V_COUNTERS
} cc_node_counter;

/* Stays in a queue to which contacts of one channel were transferred, of those that arrived in observe. */
#define CC_TRANSFER_COUNTERS(X)                                                                    \
    X(came, "", "came to the queue by a transfer")                                                 \
    X(taken, "", "... of these: taken by an agent from there")                                     \
    X(wait_taken, "s", "waits of these in that queue")                                             \
    X(in_time, "", "taken within the queue's (first) threshold")                                   \
    X(gave_up, "", "left the queue before")                                                        \
    X(left_short, "", "... within short_abandon, or where none is said the threshold")             \
    X(sent_away, "", "sent away from the queue at closing time")                                   \
    X(merged, "", "closed without work: their issue was handled elsewhere")                        \
    X(waiting, "", "still waiting there when the run ended (censored)")

typedef enum cc_transfer_counter {
#define CC_TRANSFER_ENUM(name, unit, doc) CC_T_##name,
    CC_TRANSFER_COUNTERS(CC_TRANSFER_ENUM)
#undef CC_TRANSFER_ENUM
        CC_T_COUNTERS
} cc_transfer_counter;

#endif
