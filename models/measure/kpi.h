/* The KPIs: identifier, unit, better direction, numerator, denominator, definition. Everything
 * that is said about a KPI anywhere (reports, --require, lists, docs) comes from this table. */
#ifndef CC_KPI_H
#define CC_KPI_H

#include "models/measure/counters.h"
#include "models/scenario/setup.h"

typedef enum cc_better { CC_LOWER = -1, CC_NEUTRAL = 0, CC_HIGHER = 1 } cc_better;
typedef enum cc_unit {
    CC_UNIT_FRACTION,
    CC_UNIT_SECONDS,
    CC_UNIT_COUNT,   /* time-average number, or a number per something */
    CC_UNIT_PER_DAY, /* count a simulated day */
    CC_UNIT_HOURS,   /* a simulated day */
    CC_UNIT_MONEY,   /* a simulated day, or per something */
} cc_unit;
const char *cc_unit_name(cc_unit unit); /* "fraction", "s", "count", "per day", "h", "money" */

typedef enum cc_estimator {
    CC_RATIO,    /* sum of numerators / sum of denominators */
    CC_SHARE,    /* the same, of counts: a part of those that the denominator counts */
    CC_COUNT,    /* the same, of a count: events a day, or a replication */
    CC_SD,       /* sqrt(N/D - (N2/D)^2): numerator = sum of squares, second = sum */
    CC_MAX,      /* mean over replications of the longest */
    CC_QUANTILE, /* of a histogram, pooled */
    CC_DAYS,     /* share of days: numerator and denominator count days */
} cc_estimator;

/* What the expressions below can see. c(x): a counter of the scope; a(x): an agent counter of the
 * scope's groups (of the whole center for scope `center`); n(x): a counter of its node; t(x): of
 * transfers to its queue; A: all that asked for an agent; A1 = A - blocked - balked; PENDING:
 * issues still open when the run ended; DAYS: observed days; SPAN: observed seconds (of the
 * slice); COST: total cost; WAITS: the waits of all who queued, also of the dropped and, so far,
 * of the unfinished; WAITS_SQ: their squares. T is the threshold number, of KPIs that exist for
 * each threshold.
 *
 * X(name, unit, better, estimator, numerator, denominator, definition) */
#define CC_KPIS(X)                                                                                 \
    /* what was offered and what became of it */                                                   \
    X(contacts, PER_DAY, NEUTRAL, COUNT, c(contacts), DAYS, "contacts a day, all attempts")        \
    X(offered, PER_DAY, NEUTRAL, COUNT, A, DAYS,                                                   \
      "contacts a day that asked for an agent, blocked and balked included (A)")                   \
    X(answered, PER_DAY, HIGHER, COUNT, c(answered), DAYS, "answered by an agent, a day")          \
    X(abandoned, PER_DAY, LOWER, COUNT, c(abandoned), DAYS, "left the queue unanswered, a day")    \
    X(abandoned_silently, PER_DAY, LOWER, COUNT, c(abandoned_silently), DAYS,                      \
      "... of these: without a sign, a day")                                                       \
    X(ghosts, PER_DAY, LOWER, COUNT, c(ghosts), DAYS,                                              \
      "taken by an agent after they had left without a sign, a day")                               \
    X(handled_seen, PER_DAY, NEUTRAL, COUNT, c(answered) + c(ghosts), DAYS,                        \
      "handled as the center sees it: answered, and taken though they had left, a day")            \
    X(blocked, PER_DAY, LOWER, COUNT, c(blocked), DAYS, "found no line or place, a day")           \
    X(balked, PER_DAY, LOWER, COUNT, c(balked), DAYS, "left at once, counted apart, a day")        \
    X(closed, PER_DAY, LOWER, COUNT, c(closed), DAYS,                                              \
      "found no channel open that they would take, a day (not contacts)")                          \
    X(dropped, PER_DAY, LOWER, COUNT, c(dropped), DAYS, "sent away at closing time, a day")        \
    X(cut_off, PER_DAY, LOWER, COUNT, c(cut_off), DAYS, "lost after having been answered, a day")  \
    X(left_in_turn, PER_DAY, LOWER, COUNT, c(left_in_turn), DAYS,                                  \
      "... of these: left while their turn waited for the agent, a day")                           \
    X(interrupted, PER_DAY, NEUTRAL, COUNT, c(interrupted), DAYS, "interruptions of work a day")   \
    X(requeued, PER_DAY, NEUTRAL, COUNT, c(requeued), DAYS, "interrupted work requeued, a day")    \
    X(transferred, PER_DAY, NEUTRAL, COUNT, c(transferred) + c(sent_on), DAYS,                     \
      "transfers a day, by agents and by nodes of automation")                                     \
    X(to_partner, PER_DAY, NEUTRAL, COUNT, c(to_partner) + c(sent_out), DAYS,                      \
      "... of these: to a partner outside")                                                        \
    X(transfers_in, PER_DAY, NEUTRAL, COUNT, t(came), DAYS,                                        \
      "contacts a day that came to the queue by a transfer")                                       \
    X(transfers_answered, PER_DAY, HIGHER, COUNT, t(taken), DAYS,                                  \
      "... of these: taken by an agent from that queue")                                           \
    X(transfers_abandoned, PER_DAY, LOWER, COUNT, t(gave_up), DAYS, "... left that queue before")  \
    X(transfers_dropped, PER_DAY, LOWER, COUNT, t(sent_away), DAYS,                                \
      "... sent away from it at closing time")                                                     \
    X(transfers_merged, PER_DAY, NEUTRAL, COUNT, t(merged), DAYS,                                  \
      "... closed without work: their issue was handled elsewhere")                                \
    X(transfers_unfinished, COUNT, NEUTRAL, COUNT, t(waiting), 1.0,                                \
      "... still waiting in it when the run ended (censored), a replication")                      \
    X(transfers_abandonment, FRACTION, LOWER, SHARE, t(gave_up), t(came),                          \
      "share of the contacts transferred to the queue that left it before an agent took them")     \
    X(transfers_asa, SECONDS, LOWER, RATIO, t(wait_taken), t(taken),                               \
      "mean wait in the queue of those who came by a transfer and were taken")                     \
    X(transfers_service_level, FRACTION, HIGHER, SHARE, t(in_time), t(came) - t(left_short),       \
      "of those who came by a transfer: taken within the first threshold / (all - left within "    \
      "short_abandon, or without that the threshold)")                                             \
    X(closed_silent, PER_DAY, NEUTRAL, COUNT, c(closed_silent), DAYS,                              \
      "closed a day since the customer was silent for too long")                                   \
    X(auto_replies, PER_DAY, NEUTRAL, COUNT, c(auto_replies), DAYS,                                \
      "told a day by an automatic reply that nobody is there yet")                                 \
    X(redials, PER_DAY, NEUTRAL, COUNT, c(redials), DAYS, "redials a day")                         \
    X(returns, PER_DAY, NEUTRAL, COUNT, c(returns), DAYS, "returns of unresolved issues a day")    \
    X(switched, PER_DAY, LOWER, COUNT, c(switched), DAYS,                                          \
      "went to another channel when their patience ended, a day")                                  \
    X(duplicates, PER_DAY, LOWER, COUNT, c(duplicates), DAYS,                                      \
      "... and left the first contact in line, a day")                                             \
    X(merged, PER_DAY, NEUTRAL, COUNT, c(merged), DAYS,                                            \
      "closed without work, a day: their issue was handled elsewhere")                             \
    X(duplicates_handled, PER_DAY, LOWER, COUNT, c(duplicates_handled), DAYS,                      \
      "duplicates that agents have worked on, a day")                                              \
    X(duplicate_hours, HOURS, LOWER, RATIO, c(duplicate_work) / 3600, DAYS,                        \
      "hours of agents a day that these took")                                                     \
    X(ignored, PER_DAY, LOWER, COUNT, c(ignored), DAYS,                                            \
      "contacts a day on a channel that nobody reads (not in A)")                                  \
    X(ignored_elsewhere, PER_DAY, NEUTRAL, COUNT, c(ignored_elsewhere), DAYS,                      \
      "... of these: got in touch on another channel")                                             \
    X(complaints, PER_DAY, LOWER, COUNT, c(complaints), DAYS, "... complained in public")          \
    X(unfinished, COUNT, NEUTRAL, COUNT, c(unfinished), 1.0,                                       \
      "contacts of the observed still open when the run ended (censored), a replication")          \
    X(unanswered, COUNT, NEUTRAL, COUNT, c(in_automation_end) + c(in_queue_end), 1.0,              \
      "... of these: in automation or past it, never answered")                                    \
    X(abandonment, FRACTION, LOWER, SHARE, c(abandoned), A, "abandoned / A")                       \
    X(abandonment_queued, FRACTION, LOWER, SHARE, c(abandoned), A1, "abandoned / A'")              \
    X(abandonment_seen, FRACTION, LOWER, SHARE, c(abandoned) - c(abandoned_silently), A,           \
      "as the center sees it: without those who left without a sign")                              \
    X(ghost_share, FRACTION, LOWER, SHARE, c(ghosts), c(answered) + c(ghosts),                     \
      "share of those taken by an agent who had left without a sign")                              \
    X(blocking, FRACTION, LOWER, SHARE, c(blocked), c(contacts), "blocked / contacts")             \
    X(balking, FRACTION, LOWER, SHARE, c(balked), A, "balked / A")                                 \
    /* service levels */                                                                           \
    X(service_level, FRACTION, HIGHER, SHARE, IN_TIME, A1 - LEFT_SHORT,                            \
      "in time / (A' - abandoned within short_abandon); without that service_level_g1")            \
    X(service_level_g1, FRACTION, HIGHER, SHARE, IN_TIME, A1 - LEFT_IN_TIME,                       \
      "in time / (A' - abandoned in time)")                                                        \
    X(service_level_g2, FRACTION, HIGHER, SHARE, IN_TIME + LEFT_IN_TIME, A1,                       \
      "(in time + abandoned in time) / A'")                                                        \
    X(service_level_answered, FRACTION, HIGHER, SHARE, IN_TIME, c(answered), "in time / answered") \
    X(service_level_offered, FRACTION, HIGHER, SHARE, IN_TIME, A, "in time / A")                   \
    X(service_level_outsourced, FRACTION, HIGHER, SHARE, c(outsourced_in_time),                    \
      c(outsourced_answered),                                                                      \
      "of outsourced groups: in time since a contact was theirs to take / answered")               \
    X(in_time, PER_DAY, HIGHER, COUNT, IN_TIME, DAYS, "answered within the threshold, a day")      \
    X(backlog_late, COUNT, LOWER, COUNT, BACKLOG_LATE, 1.0,                                        \
      "waited for longer than the threshold when observe ended, a replication")                    \
    X(days_on_target, FRACTION, HIGHER, DAYS, 0.0, 1.0,                                            \
      "share of days whose own service_level meets the target; needs a target")                    \
    /* waiting */                                                                                  \
    X(asa, SECONDS, LOWER, RATIO, c(wait_answered), c(answered),                                   \
      "average speed of answer: mean first wait of the answered")                                  \
    X(asa_sd, SECONDS, LOWER, SD, c(wait_answered_sq), c(answered), "its standard deviation")      \
    X(wait, SECONDS, LOWER, RATIO, WAITS, A1, "mean wait of all who queued, answered or not")      \
    X(wait_sd, SECONDS, LOWER, SD, WAITS_SQ, A1, "its standard deviation")                         \
    X(wait_delayed, SECONDS, LOWER, RATIO, WAITS - c(wait_at_once), c(delayed) - c(balked),        \
      "mean wait of those not answered at once")                                                   \
    X(total_wait, SECONDS, LOWER, RATIO, c(wait_total), c(ended),                                  \
      "mean of all waits of ended contacts, requeues included")                                    \
    X(wait_to_enter, SECONDS, LOWER, RATIO, c(wait_to_enter), c(entered),                          \
      "mean wait for a slot of the queue, of those who took one")                                  \
    X(delay_to_enter, FRACTION, LOWER, SHARE, c(entered_late), c(entered),                         \
      "share of these who had to wait for it")                                                     \
    X(turn_wait, SECONDS, LOWER, RATIO, c(time_ready) + c(time_woken), c(into_working),            \
      "mean wait of a stretch of work for attention, once an agent had taken the contact")         \
    X(time_to_abandon, SECONDS, NEUTRAL, RATIO, c(wait_abandoned), c(abandoned),                   \
      "mean wait of the abandoned")                                                                \
    X(delay, FRACTION, LOWER, SHARE, c(delayed), A - c(blocked), "share not answered at once")     \
    X(excess_wait, SECONDS, LOWER, RATIO, c(wait_excess), A1,                                      \
      "mean of the wait beyond the (first) threshold, of all who queued")                          \
    X(longest_wait, SECONDS, LOWER, MAX, c(wait_max), 1.0,                                         \
      "mean over replications of the longest wait")                                                \
    X(wait_censored, SECONDS, NEUTRAL, RATIO, c(wait_censored), c(in_queue_end),                   \
      "mean wait so far of those not answered yet when the run ended")                             \
    X(prediction_error, SECONDS, NEUTRAL, RATIO, c(prediction_error), c(predicted),                \
      "mean of wait in queue - predicted wait, of the answered who waited")                        \
    X(prediction_error_sd, SECONDS, LOWER, SD, c(prediction_error_sq), c(predicted),               \
      "its standard deviation")                                                                    \
    X(prediction_error_abs, SECONDS, LOWER, RATIO, c(prediction_error_abs), c(predicted),          \
      "mean of its amount")                                                                        \
    X(first_response, SECONDS, LOWER, RATIO, c(first_response), c(responded),                      \
      "from arrival to the end of the agent's first stretch of work")                              \
    X(reply_first, SECONDS, LOWER, RATIO, c(reply_first), c(replied_first),                        \
      "of items, by the clock of the channel: from arrival to the first reply")                    \
    X(reply_next, SECONDS, LOWER, RATIO, c(reply_next), c(replied_next),                           \
      "... from a customer's answer to the next reply")                                            \
    X(reply_full, SECONDS, LOWER, RATIO, c(reply_full), c(replied_full),                           \
      "... from arrival to the last reply, the clock standing while the customer owes an answer")  \
    X(acknowledged, PER_DAY, NEUTRAL, COUNT, c(acknowledged), DAYS,                                \
      "told at once that it has come in, a day")                                                   \
    X(misrouted, PER_DAY, LOWER, COUNT, c(misrouted), DAYS, "sorted into a wrong queue, a day")    \
    X(raised, PER_DAY, NEUTRAL, COUNT, c(raised), DAYS,                                            \
      "went on as an item of another channel, a day")                                              \
    X(further_posts, PER_DAY, LOWER, COUNT, c(further), DAYS,                                      \
      "further posts that unanswered ones brought, a day")                                         \
    /* handling */                                                                                 \
    X(talk_time, SECONDS, NEUTRAL, RATIO, c(talk), c(ended), "attention before wrap-up")           \
    X(wrap_up_time, SECONDS, NEUTRAL, RATIO, c(wrap_up), c(ended), "wrap-up")                      \
    X(handle_time, SECONDS, NEUTRAL, RATIO, c(talk) + c(wrap_up), c(ended),                        \
      "average handling time (AHT): attention and wrap-up")                                        \
    X(contact_time, SECONDS, LOWER, RATIO, c(sojourn), c(ended),                                   \
      "from arrival to the end, of ended contacts")                                                \
    X(explained, FRACTION, LOWER, SHARE, c(explained), c(answered),                                \
      "share of the answered who had to tell their story again")                                   \
    /* automation */                                                                               \
    X(automated, PER_DAY, NEUTRAL, COUNT, c(in_automation), DAYS, "sessions of automation a day")  \
    X(contained, PER_DAY, NEUTRAL, COUNT, c(contained), DAYS,                                      \
      "contacts a day that ended in automation")                                                   \
    X(hung_up, PER_DAY, LOWER, COUNT, c(hung_up), DAYS,                                            \
      "left automation, or the line before a node, unserved, a day")                               \
    X(containment, FRACTION, HIGHER, SHARE, c(contained), c(in_automation),                        \
      "ended in automation / entered")                                                             \
    X(containment_solved, FRACTION, HIGHER, SHARE, c(contained_solved), c(in_automation),          \
      "ended in automation with the issue resolved / entered")                                     \
    X(became_item, PER_DAY, NEUTRAL, COUNT, c(became_item), DAYS,                                  \
      "left a message, which is an item of another channel, a day")                                \
    X(sent_out, PER_DAY, NEUTRAL, COUNT, c(sent_out), DAYS,                                        \
      "handed on by a node to a partner outside, a day")                                           \
    X(containment_honest, FRACTION, HIGHER, SHARE, c(contained_followed) - c(contained_back),      \
      c(automation_followed),                                                                      \
      "ended in automation and not back within run.fcr_window / left it, where the window ends "   \
      "inside the run")                                                                            \
    X(bypassed, PER_DAY, NEUTRAL, COUNT, c(bypassed), DAYS,                                        \
      "times a day that a customer went round a chatbot")                                          \
    X(diverted, PER_DAY, NEUTRAL, COUNT, c(diverted), DAYS,                                        \
      "contacts a day that ended with an accepted offer of another channel")                       \
    /* a node of automation */                                                                     \
    X(node_entered, PER_DAY, NEUTRAL, COUNT, n(entered), DAYS, "visits of the node a day")         \
    X(node_full, PER_DAY, LOWER, COUNT, n(full), DAYS, "came when it was full, a day")             \
    X(node_contained, PER_DAY, HIGHER, COUNT, n(contained), DAYS,                                  \
      "visits a day after which the contact ended in automation")                                  \
    X(node_handed_over, PER_DAY, NEUTRAL, COUNT, n(handed_over), DAYS, "... went on to the queue") \
    X(node_hung_up, PER_DAY, LOWER, COUNT, n(hung_up), DAYS, "... left unserved")                  \
    X(node_turned_away, PER_DAY, LOWER, COUNT, n(turned_away), DAYS,                               \
      "... was blocked by a node that was full")                                                   \
    X(node_onward, PER_DAY, NEUTRAL, COUNT, n(onward), DAYS, "... met another node")               \
    X(node_became_item, PER_DAY, NEUTRAL, COUNT, n(became_item), DAYS,                             \
      "... became an item of another channel")                                                     \
    X(node_sent_out, PER_DAY, NEUTRAL, COUNT, n(sent_out), DAYS,                                   \
      "... was handed on to a partner outside")                                                    \
    X(node_gave_up, PER_DAY, LOWER, COUNT, n(gave_up), DAYS,                                       \
      "... left the node's line before their turn came")                                           \
    X(node_diverted, PER_DAY, NEUTRAL, COUNT, n(diverted), DAYS,                                   \
      "... ended with an accepted offer of another channel")                                       \
    X(node_failed, COUNT, LOWER, RATIO, n(failed), n(entered) - n(unfinished) - n(gave_up),        \
      "failed turns of a visit that ended: not understood, or answered with something else")       \
    X(node_unfinished, COUNT, NEUTRAL, COUNT, n(unfinished), 1.0,                                  \
      "visits under way when the run ended (censored), a replication")                             \
    X(node_waited, PER_DAY, LOWER, COUNT, n(waited), DAYS, "stays in the node's line a day")       \
    X(node_wait, SECONDS, LOWER, RATIO, n(wait), n(waited), "mean stay in its line")               \
    X(node_time, SECONDS, NEUTRAL, RATIO, n(stay), n(entered) - n(unfinished) - n(gave_up),        \
      "mean stay, of the visits that ended, the line apart")                                       \
    X(node_level, COUNT, NEUTRAL, RATIO, n(time), SPAN, "visits under way")                        \
    /* issues */                                                                                   \
    X(issues, PER_DAY, NEUTRAL, COUNT, c(issues) - c(backlog), DAYS,                               \
      "issues that began, a day, those of a backlog apart")                                        \
    X(issues_backlog, COUNT, NEUTRAL, COUNT, c(backlog), 1.0,                                      \
      "issues of a backlog, which began before the run, a replication; in all but `issues`")       \
    X(resolved, PER_DAY, HIGHER, COUNT, c(resolved), DAYS, "issues resolved, a day")               \
    X(resolution, FRACTION, HIGHER, SHARE, c(resolved), c(issues), "issues resolved")              \
    X(resolution_first, FRACTION, HIGHER, SHARE, c(resolved_first), c(issues),                     \
      "resolved by the first contact that was handled")                                            \
    X(fcr, FRACTION, HIGHER, SHARE, c(handled_first) - c(repeated), c(handled_first),              \
      "first contact resolution: handled and not in touch again within run.fcr_window")            \
    X(lost_customers, PER_DAY, LOWER, COUNT, c(lost), DAYS,                                        \
      "customers lost a day: gave up, or unresolved and not returning")                            \
    X(lost_no_channel, PER_DAY, LOWER, COUNT, c(lost_no_channel), DAYS,                            \
      "... of these: found no channel that they would take")                                       \
    X(lost_waiting, PER_DAY, LOWER, COUNT, c(lost_waiting), DAYS,                                  \
      "... gave up unanswered: abandoned, balked, blocked, dropped, hung up")                      \
    X(lost_cut_off, PER_DAY, LOWER, COUNT, c(lost_cut_off), DAYS,                                  \
      "... cut off after having been answered")                                                    \
    X(lost_unresolved, PER_DAY, LOWER, COUNT, c(lost_unresolved), DAYS,                            \
      "... not resolved by an agent, and not returning")                                           \
    X(lost_contained, PER_DAY, LOWER, COUNT, c(lost_contained), DAYS,                              \
      "... not resolved in automation, and not returning")                                         \
    X(lost_ignored, PER_DAY, LOWER, COUNT, c(lost_ignored), DAYS, "... wrote where nobody reads")  \
    X(pending, COUNT, LOWER, COUNT, PENDING, 1.0,                                                  \
      "issues of the observed still open when the run ended (censored), a replication")            \
    X(pending_waiting, COUNT, LOWER, COUNT, c(pending_waiting), 1.0,                               \
      "... of these: in a queue or in automation")                                                 \
    X(pending_in_work, COUNT, LOWER, COUNT, c(pending_in_work), 1.0,                               \
      "... of these: with an agent")                                                               \
    X(pending_at_home, COUNT, LOWER, COUNT, c(pending_at_home), 1.0,                               \
      "... of these: at home before a redial or return")                                           \
    X(pending_share, FRACTION, LOWER, SHARE, PENDING, c(issues), "pending / issues")               \
    X(contacts_per_resolved, COUNT, LOWER, RATIO, c(issue_contacts), c(resolved),                  \
      "contacts per resolved issue")                                                               \
    X(time_to_resolution, SECONDS, LOWER, RATIO, c(resolution_time), c(resolved),                  \
      "from the first contact to the resolution, mean")                                            \
    /* levels: time averages over observe */                                                       \
    X(level_automation, COUNT, NEUTRAL, RATIO, c(time_automation), SPAN, "in automation")          \
    X(level_entering, COUNT, LOWER, RATIO, c(time_entering), SPAN, "waiting for a slot")           \
    X(level_waiting, COUNT, LOWER, RATIO, c(time_waiting), SPAN, "in queue")                       \
    X(level_unnoticed, COUNT, LOWER, RATIO, c(time_unnoticed), SPAN,                               \
      "in queue, though the customer has left without a sign")                                     \
    X(level_woken, COUNT, LOWER, RATIO, c(time_woken), SPAN, "dormant before, without an agent")   \
    X(level_answering, COUNT, NEUTRAL, RATIO, c(time_answering), SPAN, "in answer delay")          \
    X(level_working, COUNT, NEUTRAL, RATIO, c(time_working), SPAN, "has an agent's attention")     \
    X(level_typing, COUNT, NEUTRAL, RATIO, c(time_typing), SPAN, "customer's turn")                \
    X(level_ready, COUNT, LOWER, RATIO, c(time_ready), SPAN, "replied, attention elsewhere")       \
    X(level_held, COUNT, NEUTRAL, RATIO, c(time_held), SPAN, "interrupted at its agent")           \
    X(level_ghost, COUNT, LOWER, RATIO, c(time_ghost), SPAN,                                       \
      "at an agent who does not know yet that the customer has left")                              \
    X(level_dormant, COUNT, NEUTRAL, RATIO, c(time_dormant), SPAN, "dormant")                      \
    X(level_needy, COUNT, NEUTRAL, RATIO,                                                          \
      c(time_waiting) + c(time_woken) + c(time_answering) + c(time_ready) + c(time_working) +      \
          c(time_held),                                                                            \
      SPAN, "inside, and need an agent: waiting, answered, ready, worked on, held")                \
    X(level_content, COUNT, NEUTRAL, RATIO, c(time_typing) + c(time_dormant), SPAN,                \
      "wait for the customer: typing or dormant")                                                  \
    X(level_wrap_up, COUNT, NEUTRAL, RATIO, c(time_wrap_up), SPAN, "in wrap-up")                   \
    X(level_redial, COUNT, NEUTRAL, RATIO, c(time_redial), SPAN, "about to redial")                \
    X(level_return, COUNT, NEUTRAL, RATIO, c(time_return), SPAN, "about to return")                \
    X(level_partner, COUNT, NEUTRAL, RATIO, c(time_partner), SPAN, "with a partner outside")       \
    X(level_transfer, COUNT, LOWER, RATIO, c(time_transfer), SPAN,                                 \
      "agents who stay with a contact that they have transferred")                                 \
    X(level_ignored, COUNT, LOWER, RATIO, c(time_ignored), SPAN, "written where nobody reads")     \
    X(level_pending_customer, COUNT, NEUTRAL, RATIO, c(time_pending_customer), SPAN,               \
      "asked, the customer owes an answer")                                                        \
    X(lines_busy, COUNT, NEUTRAL, RATIO, c(time_line), SPAN, "lines held")                         \
    /* entries into each state a day, and the mean stay: L = lambda W */                           \
    X(into_automation, PER_DAY, NEUTRAL, COUNT, c(into_automation), DAYS, "entries a day")         \
    X(into_entering, PER_DAY, NEUTRAL, COUNT, c(into_entering), DAYS, "entries a day")             \
    X(into_waiting, PER_DAY, NEUTRAL, COUNT, c(into_waiting), DAYS, "entries a day")               \
    X(into_unnoticed, PER_DAY, NEUTRAL, COUNT, c(into_unnoticed), DAYS, "entries a day")           \
    X(into_woken, PER_DAY, NEUTRAL, COUNT, c(into_woken), DAYS, "entries a day")                   \
    X(into_answering, PER_DAY, NEUTRAL, COUNT, c(into_answering), DAYS, "entries a day")           \
    X(into_working, PER_DAY, NEUTRAL, COUNT, c(into_working), DAYS, "entries a day")               \
    X(into_typing, PER_DAY, NEUTRAL, COUNT, c(into_typing), DAYS, "entries a day")                 \
    X(into_ready, PER_DAY, NEUTRAL, COUNT, c(into_ready), DAYS, "entries a day")                   \
    X(into_held, PER_DAY, NEUTRAL, COUNT, c(into_held), DAYS, "entries a day")                     \
    X(into_ghost, PER_DAY, NEUTRAL, COUNT, c(into_ghost), DAYS, "entries a day")                   \
    X(into_dormant, PER_DAY, NEUTRAL, COUNT, c(into_dormant), DAYS, "entries a day")               \
    X(into_wrap_up, PER_DAY, NEUTRAL, COUNT, c(into_wrap_up), DAYS, "entries a day")               \
    X(into_redial, PER_DAY, NEUTRAL, COUNT, c(into_redial), DAYS, "entries a day")                 \
    X(into_return, PER_DAY, NEUTRAL, COUNT, c(into_return), DAYS, "entries a day")                 \
    X(into_partner, PER_DAY, NEUTRAL, COUNT, c(into_partner), DAYS, "entries a day")               \
    X(into_ignored, PER_DAY, NEUTRAL, COUNT, c(into_ignored), DAYS, "entries a day")               \
    X(into_pending_customer, PER_DAY, NEUTRAL, COUNT, c(into_pending_customer), DAYS,              \
      "entries a day")                                                                             \
    X(waiting_start, COUNT, LOWER, COUNT, c(waiting_start), 1.0, "in queue when observe began")    \
    X(waiting_end, COUNT, LOWER, COUNT, c(waiting_end), 1.0, "in queue when observe ended")        \
    X(backlog_hours, HOURS, LOWER, RATIO, c(backlog_work) / 3600, 1.0,                             \
      "open backlog when observe ended, in agent hours")                                           \
    X(backlog_age, SECONDS, LOWER, RATIO, c(backlog_age), c(waiting_end),                          \
      "mean age of what waited when observe ended, by the clock of its channel")                   \
    /* agents */                                                                                   \
    X(hours_paid, HOURS, NEUTRAL, RATIO, a(paid) / 3600, DAYS,                                     \
      "hours scheduled and paid a day, overtime apart")                                            \
    X(hours_on_duty, HOURS, NEUTRAL, RATIO, a(on_duty) / 3600, DAYS, "hours present a day")        \
    X(hours_ready, HOURS, NEUTRAL, RATIO,                                                          \
      (a(on_duty) - a(busy) - a(paused) - a(disconnected)) / 3600, DAYS,                           \
      "hours a day on duty with nothing in hand and ready for it")                                 \
    X(hours_paused, HOURS, NEUTRAL, RATIO, a(paused) / 3600, DAYS,                                 \
      "hours a day on duty, nothing in hand, not ready")                                           \
    X(hours_disconnected, HOURS, LOWER, RATIO, a(disconnected) / 3600, DAYS,                       \
      "hours a day on duty, nothing in hand, without a connection")                                \
    X(hours_breaks, HOURS, NEUTRAL, RATIO, a(breaks) / 3600, DAYS, "paid hours of breaks a day")   \
    X(hours_meetings, HOURS, NEUTRAL, RATIO, a(meetings) / 3600, DAYS,                             \
      "paid hours of meetings a day")                                                              \
    X(hours_training, HOURS, NEUTRAL, RATIO, a(training) / 3600, DAYS,                             \
      "paid hours of training a day")                                                              \
    X(hours_absent, HOURS, LOWER, RATIO, a(absent) / 3600, DAYS,                                   \
      "hours a day paid and not there, for nothing that is planned: absence, shrinkage")           \
    X(adherence, FRACTION, HIGHER, RATIO, a(adhering), a(scheduled),                               \
      "of the time that a roster schedules persons for anything, the time in which they do it")    \
    X(conformance, FRACTION, NEUTRAL, RATIO, a(worked), a(scheduled_work),                         \
      "time on duty of persons / time for which a roster schedules them to work")                  \
    X(occupancy_ready, FRACTION, NEUTRAL, RATIO, a(busy),                                          \
      a(on_duty) - a(paused) - a(disconnected),                                                    \
      "busy time / time busy or ready: pauses and lost connections are left out")                  \
    X(hours_ghosts, HOURS, LOWER, RATIO, c(time_ghost) / 3600, DAYS,                               \
      "hours a day of agents' places held by customers who have left")                             \
    X(hours_overtime, HOURS, LOWER, RATIO, a(overtime) / 3600, DAYS,                               \
      "hours a day on duty outside the shift: leaving, or after closing")                          \
    X(overtime_offers, PER_DAY, NEUTRAL, COUNT, a(overtime_offers), DAYS,                          \
      "offers a day to agents whose shift ends, to stay")                                          \
    X(overtime_accepted, PER_DAY, NEUTRAL, COUNT, a(overtime_accepted), DAYS,                      \
      "... of these: accepted")                                                                    \
    X(hours_time_off, HOURS, NEUTRAL, RATIO, a(time_off) / 3600, DAYS,                             \
      "hours a day of agents who have gone for the rest of the shift")                             \
    X(time_off_offers, PER_DAY, NEUTRAL, COUNT, a(time_off_offers), DAYS,                          \
      "offers a day to go for the rest of the shift")                                              \
    X(time_off_accepted, PER_DAY, NEUTRAL, COUNT, a(time_off_accepted), DAYS,                      \
      "... of these: accepted")                                                                    \
    X(leavers, COUNT, LOWER, COUNT, a(leavers), 1.0, "agents who left for good")                   \
    X(hires, COUNT, NEUTRAL, COUNT, a(hires), 1.0, "agents who came in the place of others")       \
    X(filled, FRACTION, HIGHER, RATIO, a(filled), a(positions),                                    \
      "time of positions that somebody has / time of all, where agents leave for good")            \
    X(tenure_days, COUNT, HIGHER, RATIO, a(tenure), a(filled),                                     \
      "mean tenure of those who have a position, days")                                            \
    X(agents, COUNT, NEUTRAL, RATIO, a(on_duty), SPAN, "agents on duty")                           \
    X(agents_busy, COUNT, NEUTRAL, RATIO, a(busy), SPAN, "agents with a conversation open")        \
    X(agents_idle, COUNT, NEUTRAL, RATIO, a(on_duty) - a(busy), SPAN, "agents with none")          \
    X(occupancy, FRACTION, NEUTRAL, RATIO, a(busy), a(on_duty),                                    \
      "time with a conversation open / time on duty (overtime included)")                          \
    X(attention, FRACTION, NEUTRAL, RATIO, a(attention), a(on_duty),                               \
      "time with attention in use / time on duty")                                                 \
    X(not_ready, FRACTION, NEUTRAL, RATIO, a(paused), a(on_duty),                                  \
      "time on duty and not ready, with nothing in hand / time on duty")                           \
    X(conversations, COUNT, NEUTRAL, RATIO, a(conversations), a(busy),                             \
      "conversations open while busy")                                                             \
    X(utilisation, FRACTION, NEUTRAL, RATIO, a(on_duty) - a(overtime), a(paid),                    \
      "time available for contacts / time paid: 1 - shrinkage")                                    \
    /* money */                                                                                    \
    X(wages, MONEY, LOWER, RATIO, a(wages), DAYS, "wages a day")                                   \
    X(cost, MONEY, LOWER, RATIO, COST, DAYS,                                                       \
      "cost a day: wages, licences, outsourced groups, line minutes, automation, partners, "       \
      "hiring")                                                                                    \
    X(outsourced_cost, MONEY, LOWER, RATIO, a(outsourced), DAYS,                                   \
      "... of these: what outsourced groups ask for")                                              \
    X(partner_cost, MONEY, LOWER, RATIO, c(partner_cost) + c(sent_out_cost), DAYS,                 \
      "... of this: what partners ask for contacts transferred to them")                           \
    X(hiring_cost, MONEY, LOWER, RATIO, a(hiring), DAYS,                                           \
      "... of this: for hiring, training apart")                                                   \
    X(cost_per_contact, MONEY, LOWER, RATIO, COST, c(contacts), "cost / contacts")                 \
    X(cost_per_resolved, MONEY, LOWER, RATIO, COST, c(resolved), "cost / resolved issues")

typedef enum cc_kpi_id {
#define CC_KPI_ENUM(name, unit, better, estimator, num, den, doc) CC_KPI_##name,
    CC_KPIS(CC_KPI_ENUM)
#undef CC_KPI_ENUM
    /* KPIs with a number in their name: wait_over_20s, wait_p95, time_to_resolution_p50 */
    CC_KPI_wait_over,
    CC_KPI_wait_quantile,
    CC_KPI_resolution_quantile,
    CC_KPI_node_left_by, /* node_left_by_loans: by the name of the node's port */
    CC_N_KPIS
} cc_kpi_id;

typedef struct cc_kpi {
    const char *name; /* of the numbered ones: "wait_over_T", "wait_pN", "time_to_resolution_pN" */
    cc_unit unit;
    cc_better better;
    cc_estimator estimator;
    const char *numerator, *denominator; /* as written above; "" where there is no such thing */
    const char *doc;
} cc_kpi;

extern const cc_kpi cc_kpis[CC_N_KPIS];

/* What one replication counted in one scope: all that the expressions can see. */
typedef struct cc_sums {
    double counter[CC_N_COUNTERS];
    double agent[CC_A_COUNTERS];
    double node[CC_V_COUNTERS], left_by[CC_MAX_PORTS + 1];       /* of the scope's node, by edge */
    double transfer[CC_T_COUNTERS];                              /* to the scope's queue */
    double days, span;                                           /* DAYS, and SPAN in s */
    double line_per_minute, bot_per_session, bot_per_resolution; /* prices, for COST */
} cc_sums;

/* Numerator, denominator and, for CC_SD, the plain sum (else 0). */
typedef struct cc_sample {
    double num, den, second;
} cc_sample;

/* threshold: 0 .. CC_MAX_WITHIN-1. Not for CC_QUANTILE, nor CC_DAYS, nor wait_over. */
cc_sample cc_kpi_sample(cc_kpi_id kpi, const cc_sums *sums, int threshold);
/* Between which the figure is by its nature, most perhaps INFINITY: a fraction from 0 to 1, say. */
void cc_kpi_bounds(cc_kpi_id kpi, double *least, double *most);
/* Exists once for each threshold of a service level. */
bool cc_kpi_has_threshold(cc_kpi_id kpi);

#endif
