#include "models/center/journal_text.h"

#include "models/center/names.h"
#include "models/center/script.h"
#include "models/scenario/burst.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define N_(text) text /* for translators; said where it is used */

static const char *
in_english(const char *text)
{
    return text;
}

/* Of a provider, or a site. */
static const char *
link_name(const cc_center_setup *center, int link)
{
    return link < center->n_providers ? center->provider[link].name
                                      : center->site[link - center->n_providers].name;
}

/* Of those that have words: see below. */
static void
name_of_other(const cc_scenario *scenario, const sim_trace_record *record, char *text, size_t size)
{
    snprintf(text, size, "%.70s",
             record->code == CC_JOURNAL_FAILS ? scenario->center.node[record->subject].name
             : record->code == CC_JOURNAL_DISCONNECTED && cc_subject_of(record->a) == CC_OF_LINK
                 ? link_name(&scenario->center, (int)record->subject)
             : record->code == CC_JOURNAL_BURST_BEGINS
                 ? scenario->demand.burst[record->subject].name
                 : "");
}

/* "somebody changes: staff desk 12". */
static void
changed_words(const cc_scenario *scenario, const sim_trace_record *record, cc_say *say, char *text,
              size_t size)
{
    char words[512];
    const cc_change change = {record->time, (cc_control)record->b, (int)record->subject,
                              record->value};
    cc_script_words(&change, scenario, words, sizeof(words));
    snprintf(text, size, say("somebody changes: %.200s"), words);
}

void
cc_journal_text_name(const cc_scenario *scenario, const sim_trace_record *record, char *text,
                     size_t size)
{
    if (cc_subject_of(record->a) != CC_OF_CONTACT) {
        name_of_other(scenario, record, text, size);
        return;
    }
    const int n_issues = scenario->demand.n_issues;
    const cc_told whose = cc_told_unpack(record->a);
    const uint64_t stream = record->subject >> 48, day = record->subject >> 32 & 0xffff;
    const char *kind = scenario->demand.issue[whose.issue].name;
    if (stream >= CC_STREAMS_OF_BURSTS && stream < CC_STREAMS_OF_EXCITED) {
        const uint64_t layer = (record->subject & 0xffffffff) >> CC_BURST_LAYER_BITS;
        const uint64_t number = record->subject & ((UINT64_C(1) << CC_BURST_LAYER_BITS) - 1);
        const int burst = (int)((stream - CC_STREAMS_OF_BURSTS) / 256);
        char more[24] = "";
        if (layer > 0) {
            snprintf(more, sizeof(more), "+%llu", (unsigned long long)layer);
        }
        snprintf(text, size, "%s %.40s %llu.%llu%s", kind, scenario->demand.burst[burst].name,
                 (unsigned long long)day + 1, (unsigned long long)number + 1, more);
        return;
    }
    if (stream >= CC_STREAMS_OF_EXCITED && stream < CC_STREAMS_OF_FURTHER) {
        snprintf(text, size, "%s brought.%012llx", kind,
                 (unsigned long long)(record->subject & 0xffffffffffff));
        return;
    }
    const bool copy = stream >= CC_STREAMS_OF_COPIES,
               further = stream >= CC_STREAMS_OF_FURTHER && !copy,
               layer = stream >= CC_STREAMS_OF_LAYERS && !further && !copy,
               backlog = stream > (uint64_t)n_issues && stream < CC_STREAMS_OF_LAYERS;
    const uint64_t k = (record->subject & (backlog ? 0xffffff : 0xffffffff)) + 1;
    if (copy) {
        snprintf(text, size, "%s %llu.%llu+%llu", kind, (unsigned long long)day + 1,
                 (unsigned long long)k, (unsigned long long)(stream % CC_STREAMS_OF_COPIES));
    } else if (further) {
        snprintf(text, size, "%s further.%llu.%012llx", kind,
                 (unsigned long long)((stream - CC_STREAMS_OF_FURTHER) / CC_FURTHER_STREAMS),
                 (unsigned long long)(record->subject & UINT64_C(0xffffffffffff)));
    } else if (layer) {
        snprintf(text, size, "%s %llu.%llu+%d", kind, (unsigned long long)day + 1,
                 (unsigned long long)k, (int)(stream % CC_LAYERS));
    } else if (backlog) {
        snprintf(text, size, "%s backlog.%llu", kind, (unsigned long long)k);
    } else {
        snprintf(text, size, "%s %llu.%llu", kind, (unsigned long long)day + 1,
                 (unsigned long long)k);
    }
}

void
cc_journal_text_time(const cc_scenario *scenario, double time, char *text, size_t size)
{
    const long s = (long)(time + scenario->run.day_begin), day = s / 86400, week = day / 7 + 1;
    const char *name = cc_weekdays[(scenario->run.first_day + day) % 7];
    const long h = s / 3600 % 24, m = s / 60 % 60;
    if (week > 1) {
        snprintf(text, size, "%ld %s %02ld:%02ld:%02ld", week, name, h, m, s % 60);
    } else {
        snprintf(text, size, "%s %02ld:%02ld:%02ld", name, h, m, s % 60);
    }
}

static const cc_channel_name *
channel_of(const cc_scenario *scenario, uint64_t id)
{
    return &scenario->channel[cc_channel_by_id(scenario, (uint32_t)id)];
}

/* "38 s", "4 min", "2.5 h", "3 d" */
static const char *
span(double s, cc_say *say, char *text, size_t size)
{
    if (!(s < 1e12)) {
        snprintf(text, size, "%s", say("for ever"));
    } else if (s < 100) {
        snprintf(text, size, say("%.0f s"), s);
    } else if (s < 6000) {
        snprintf(text, size, say("%.0f min"), s / 60);
    } else if (s < 172800) {
        snprintf(text, size, say("%.1f h"), s / 3600);
    } else {
        snprintf(text, size, say("%.1f d"), s / CC_DAY);
    }
    return text;
}

static void
transfer_words(const cc_center_setup *center, const cc_transfer *transfer, cc_say *say, char *text,
               size_t size)
{
    static const char *const ways[] = {N_("is transferred to %s"),
                                       N_("is transferred to %s, and told there"),
                                       N_("is transferred to %s, in a conference")};
    snprintf(text, size, say(ways[transfer->how]),
             transfer->queue >= 0 ? center->queue[transfer->queue].name
                                  : center->partner[transfer->partner].name);
}

static void
sent_on_words(const cc_center_setup *center, const cc_node *node, cc_say *say, char *text,
              size_t size)
{
    const cc_onward to = node->type->onward(node);
    snprintf(text, size, say("is transferred by %s to %s"), node->name,
             to.queue >= 0 ? center->queue[to.queue].name : center->partner[to.partner].name);
}

static void
burst_words(const cc_demand *demand, int number, cc_say *say, char *text, size_t size)
{
    int n = snprintf(text, size, "%s", say("begins: more of"));
    const char *before = " ";
    for (int i = 0; i < demand->n_issues && (size_t)n < size; i++) {
        if (demand->burst[number].kind[i].rate > 0) {
            n += snprintf(text + n, size - (size_t)n, "%s%s", before, demand->issue[i].name);
            before = ", ";
        }
    }
}

/* Of a provider, whose name stands before; an agent is told with its own. */
static void
disconnected_words(const cc_center *center, const sim_trace_record *record, cc_say *say, char *text,
                   size_t size)
{
    char agent[80] = "";
    if (cc_subject_of(record->a) == CC_OF_AGENT) {
        cc_center_agent_name(center, (uint32_t)record->subject, agent, sizeof(agent));
        snprintf(text, size,
                 record->value > 0 ? say("%s is cut off") : say("%s is connected again"), agent);
    } else {
        snprintf(text, size, "%s",
                 record->value > 1   ? say("is left: agents go on from elsewhere")
                 : record->value > 0 ? say("fails: its agents are cut off")
                                     : say("works again"));
    }
}

/* What customers do is told by the kind of channel, and how by its name where that says more. */
static void
gets_in_touch_words(const cc_scenario *scenario, const sim_trace_record *record, cc_say *say,
                    char *text, size_t size)
{
    const cc_told t = cc_told_unpack(record->a);
    const cc_channel_name *on = channel_of(scenario, (uint64_t)t.channel);
    char said[256], more[256];
    snprintf(said, sizeof(said), "%s", say(on->kind->verb));
    if (strcmp(on->name, on->kind->name) != 0) {
        snprintf(more, sizeof(more), say("%s by %s"), said, on->name);
        memcpy(said, more, sizeof(said));
    }
    if (t.attempt > 0 || t.round > 0) {
        snprintf(more, sizeof(more),
                 t.attempt > 0 ? say("%s again") : say("%s again, still unresolved"), said);
        memcpy(said, more, sizeof(said));
    }
    if (record->b != (uint64_t)t.channel) {
        snprintf(text, size, say("%s (wanted %s)"), said, channel_of(scenario, record->b)->name);
    } else {
        snprintf(text, size, "%s", said);
    }
}

/* By activity. */
static const char *const breaks[] = {
    [CC_WORK] = N_("is away from work"),     [CC_BREAK] = N_("goes for break"),
    [CC_LUNCH] = N_("goes for lunch"),       [CC_MEETING] = N_("goes for meeting"),
    [CC_TRAINING] = N_("goes for training"), [CC_OFF] = N_("goes for off"),
};

void
cc_journal_text_words(const cc_scenario *scenario, const cc_center *center,
                      const sim_trace_record *record, cc_say *say, char *text, size_t size)
{
    const cc_told t = cc_told_unpack(record->a);
    char time[32], agent[80];
    say = say != NULL ? say : in_english;
    span(record->value, say, time, sizeof(time));
    agent[0] = '\0';
    if (record->code == CC_JOURNAL_GONE || record->code == CC_JOURNAL_TAKEN ||
        record->code == CC_JOURNAL_TALKS || record->code == CC_JOURNAL_INTERRUPTED ||
        record->code == CC_JOURNAL_ENDS || record->code == CC_JOURNAL_GOES_DORMANT ||
        record->code == CC_JOURNAL_AWAITS || record->code == CC_JOURNAL_FORWARDED ||
        record->code == CC_JOURNAL_HOLDS_THE_LINE || record->code == CC_JOURNAL_LEAVES_THE_LINE ||
        record->code == CC_JOURNAL_ASKS || record->code == CC_JOURNAL_NO_ANSWER) {
        cc_center_agent_name(center, (uint32_t)record->b, agent, sizeof(agent));
    }
    text[0] = '\0';
    /* only contacts have a channel; nothing else is told with its name */
    const bool of_contact = cc_subject_of(record->a) == CC_OF_CONTACT;
    const cc_channel_name *on = of_contact ? channel_of(scenario, (uint64_t)t.channel) : NULL;
    switch ((cc_entry)record->code) {
    case CC_JOURNAL_GETS_IN_TOUCH:
        gets_in_touch_words(scenario, record, say, text, size);
        break;
    case CC_JOURNAL_BLOCKED:
        snprintf(text, size, "%s", say("finds every line busy"));
        break;
    case CC_JOURNAL_FINDS_IT_CLOSED:
        snprintf(text, size, say("finds %s closed or not offered, and takes nothing else"),
                 on->name);
        break;
    case CC_JOURNAL_MEETS_ASSISTANT: /* what takes no time is not told */
        if (record->value > 0) {
            snprintf(text, size, say("%s %s for %s"),
                     say(scenario->center.node[record->b].type->meets),
                     scenario->center.node[record->b].name, time);
        }
        break;
    case CC_JOURNAL_CONTAINED:
        snprintf(text, size,
                 record->value > 0 ? say("%s ends the conversation: solved")
                                   : say("%s ends the conversation: not solved"),
                 scenario->center.node[record->b].name);
        break;
    case CC_JOURNAL_HANDED_OVER:
        if (scenario->center.node[record->b].type->leaves != NULL) {
            snprintf(text, size, "%s %s", say(scenario->center.node[record->b].type->leaves),
                     scenario->center.node[record->b].name);
        }
        break;
    case CC_JOURNAL_HANGS_UP:
        snprintf(text, size, say("leaves %s"), scenario->center.node[record->b].name);
        break;
    case CC_JOURNAL_WAITS_FOR_NODE:
        snprintf(text, size, say("waits for %s, %.0f ahead"), scenario->center.node[record->b].name,
                 record->value);
        break;
    case CC_JOURNAL_LEAVES_MESSAGE:
        snprintf(text, size, say("leaves a message with %s: %s"),
                 scenario->center.node[record->b].name,
                 channel_of(scenario, (uint64_t)record->value)->name);
        break;
    case CC_JOURNAL_SENT_ON:
        sent_on_words(&scenario->center, &scenario->center.node[record->b], say, text, size);
        break;
    case CC_JOURNAL_SURVEYED:
        snprintf(text, size,
                 record->value > 0 ? say("answers %s: %.0f") : say("does not answer %s"),
                 scenario->center.node[record->b].name, record->value);
        break;
    case CC_JOURNAL_LEAVES_LINE:
        snprintf(text, size, say("gives up on %s after waiting %s"),
                 scenario->center.node[record->b].name, time);
        break;
    case CC_JOURNAL_GOES_ROUND:
        snprintf(text, size,
                 record->value > 0 ? say("finds %s out of order") : say("goes round %s"),
                 scenario->center.node[record->b].name);
        break;
    case CC_JOURNAL_NOT_UNDERSTOOD:
        snprintf(text, size, say("is not understood by %s, %.0f times"),
                 scenario->center.node[record->b].name, record->value);
        break;
    case CC_JOURNAL_TOLD_WAIT:
        snprintf(text, size, say("is told to expect a wait of %s"), time);
        break;
    case CC_JOURNAL_DIVERTED:
        snprintf(text, size, say("accepts %s instead, in %s"),
                 channel_of(scenario, record->b)->name, time);
        break;
    case CC_JOURNAL_WAITS:
        snprintf(text, size, say("waits, %.0f ahead"), record->value);
        break;
    case CC_JOURNAL_OVERFLOWS:
        snprintf(text, size,
                 record->value > 0 ? say("is for %s too, after %s") : say("is for %s too"),
                 scenario->center.group[record->b].name, time);
        break;
    case CC_JOURNAL_BALKS:
        snprintf(text, size, say("leaves at once: nobody answers, %.0f waiting"), record->value);
        break;
    case CC_JOURNAL_ABANDONS:
        snprintf(text, size, say("gives up after waiting %s"), time);
        break;
    case CC_JOURNAL_TAKEN:
        snprintf(text, size,
                 record->value > 0 ? say("is taken by %s after %s") : say("is taken by %s at once"),
                 agent, time);
        break;
    case CC_JOURNAL_TALKS:
        snprintf(text, size, say("has the attention of %s for %s"), agent, time);
        break;
    case CC_JOURNAL_TYPES:
        snprintf(text, size, say("types for %s"), time);
        break;
    case CC_JOURNAL_INTERRUPTED:
        snprintf(text, size, say("is put aside by %s, who needs %s more for it"), agent, time);
        break;
    case CC_JOURNAL_REQUEUED:
        snprintf(text, size, "%s", say("goes back to the queue"));
        break;
    case CC_JOURNAL_CUT_OFF:
        snprintf(text, size, "%s", say("is cut off"));
        break;
    case CC_JOURNAL_ENDS:
        snprintf(text, size, say("is done; %s gave it %s"), agent, time);
        break;
    case CC_JOURNAL_RESOLVED:
        snprintf(text, size, say("is satisfied, %s after the beginning"), time);
        break;
    case CC_JOURNAL_WILL_REDIAL:
        snprintf(text, size, say("will try again in %s"), time);
        break;
    case CC_JOURNAL_WILL_RETURN:
        snprintf(text, size, say("is not satisfied: will come back by %s in %s"),
                 channel_of(scenario, record->b)->name, time);
        break;
    case CC_JOURNAL_LOST:
        snprintf(text, size, "%s", say("is lost for good"));
        break;
    case CC_JOURNAL_DROPPED:
        snprintf(text, size, say("is sent away at closing time, after %s"), time);
        break;
    case CC_JOURNAL_LEAVES_SILENTLY:
        snprintf(text, size, say("leaves without a sign after waiting %s"), time);
        break;
    case CC_JOURNAL_LEAVES_IN_TURN:
        snprintf(text, size,
                 record->b != 0 ? say("leaves without a sign after waiting %s for a reply")
                                : say("leaves after waiting %s for a reply"),
                 time);
        break;
    case CC_JOURNAL_GONE:
        snprintf(text, size, say("is not there: %s waits %s for an answer"), agent, time);
        break;
    case CC_JOURNAL_SWITCHES:
        snprintf(text, size, say("will try %s in %s"), channel_of(scenario, record->b)->name, time);
        break;
    case CC_JOURNAL_IGNORED:
        snprintf(text, size, say("is not read by anybody; gives that up in %s"), time);
        break;
    case CC_JOURNAL_GOES_ELSEWHERE:
        snprintf(text, size, say("was not answered: turns to %s"),
                 channel_of(scenario, record->b)->name);
        break;
    case CC_JOURNAL_COMPLAINS:
        snprintf(text, size, say("was not answered: complains in public, by %s"),
                 channel_of(scenario, record->b)->name);
        break;
    case CC_JOURNAL_STAYS_IN_LINE:
        snprintf(text, size, say("is left in line after %s: the customer goes elsewhere"), time);
        break;
    case CC_JOURNAL_MERGED:
        snprintf(text, size, "%s", say("is closed without work: the issue was handled elsewhere"));
        break;
    case CC_JOURNAL_STAYS_AWAY:
        snprintf(text, size, "%s", say("does not try again: the issue was handled elsewhere"));
        break;
    case CC_JOURNAL_WAS_DUPLICATE:
        snprintf(text, size, "%s", say("was a duplicate: the customer is elsewhere"));
        break;
    case CC_JOURNAL_IS_LEFT:
        snprintf(text, size, "%s",
                 say("is what the customer is left with, who has given up elsewhere"));
        break;
    case CC_JOURNAL_TRANSFERRED:
        transfer_words(&scenario->center, &scenario->center.transfer[record->b], say, text, size);
        break;
    case CC_JOURNAL_GOES_DORMANT:
        snprintf(text, size, say("is silent for %s: goes dormant, off %s"), time, agent);
        break;
    case CC_JOURNAL_WRITES_AGAIN:
        snprintf(text, size, say("writes again, dormant for %s"), time);
        break;
    case CC_JOURNAL_AWAITS:
        snprintf(text, size, say("waits for %s, %s at most"), agent, time);
        break;
    case CC_JOURNAL_CLOSED_SILENT:
        snprintf(text, size, say("is closed, silent for %s"), time);
        break;
    case CC_JOURNAL_WAITS_TO_ENTER:
        snprintf(text, size, say("waits to enter, %.0f ahead"), record->value);
        break;
    case CC_JOURNAL_ENTERS:
        snprintf(text, size, say("enters after %s"), time);
        break;
    case CC_JOURNAL_AUTO_REPLIED:
        snprintf(text, size, say("is told by itself that it opens in %s"), time);
        break;
    case CC_JOURNAL_ACKNOWLEDGED:
        snprintf(text, size, "%s", say("is told that it has come in"));
        break;
    case CC_JOURNAL_MISROUTED:
        snprintf(text, size, say("is sorted wrongly, into %s"),
                 scenario->center.queue[record->b].name);
        break;
    case CC_JOURNAL_FORWARDED:
        snprintf(text, size, say("is sent on to its own queue by %s"), agent);
        break;
    case CC_JOURNAL_ASKS:
        snprintf(text, size, say("is asked something by %s, and answers in %s"), agent, time);
        break;
    case CC_JOURNAL_ANSWERS:
        snprintf(text, size, "%s", say("has answered"));
        break;
    case CC_JOURNAL_RAISED:
        snprintf(text, size, say("goes on as %s"), channel_of(scenario, record->b)->name);
        break;
    case CC_JOURNAL_FURTHER:
        snprintf(text, size, "%s", say("is unanswered: somebody else writes too"));
        break;
    case CC_JOURNAL_NO_ANSWER:
        snprintf(text, size,
                 record->value < INFINITY ? say("does not answer %s: is tried again in %s")
                                          : say("does not answer %s: is not tried again"),
                 agent, time);
        break;
    case CC_JOURNAL_FAILS:
        snprintf(text, size, "%s", record->value > 0 ? say("is out of order") : say("works again"));
        break;
    case CC_JOURNAL_HOLDS_THE_LINE:
        snprintf(text, size, say("loses %s, who needs %s more for it: the line is cut"), agent,
                 time);
        break;
    case CC_JOURNAL_LEAVES_THE_LINE:
        snprintf(text, size, say("gives up on %s after %s on a line that is cut"), agent, time);
        break;
    case CC_JOURNAL_DISCONNECTED:
        disconnected_words(center, record, say, text, size);
        break;
    case CC_JOURNAL_BURST_BEGINS:
        burst_words(&scenario->demand, (int)record->subject, say, text, size);
        break;
    case CC_JOURNAL_COMES:
        snprintf(text, size, "%s", say("comes"));
        break;
    case CC_JOURNAL_GOES:
        snprintf(text, size, "%s", say("goes"));
        break;
    case CC_JOURNAL_BREAK:
        snprintf(text, size, "%s", say(breaks[(int)record->value]));
        break;
    case CC_JOURNAL_STAYS:
        snprintf(text, size, say("stays in overtime for %s"), time);
        break;
    case CC_JOURNAL_TAKES_OFF:
        snprintf(text, size, "%s", say("takes the rest of the shift off"));
        break;
    case CC_JOURNAL_QUITS:
        snprintf(text, size, say("has left for good, after %.0f days"), record->value);
        break;
    case CC_JOURNAL_IS_HIRED:
        snprintf(text, size, say("is hired: number %.0f in that place"), record->value + 1);
        break;
    case CC_JOURNAL_PAUSES:
        if (record->value > 0 && record->value < INFINITY) {
            snprintf(text, size, say("is not ready for %s"), time);
        } else {
            snprintf(text, size, "%s",
                     record->value > 0 ? say("is sent on break") : say("is called back"));
        }
        break;
    case CC_JOURNAL_CHANGED:
        changed_words(scenario, record, say, text, size);
        break;
    case CC_JOURNAL_REPLIED:
    case CC_JOURNAL_WORK:
    case CC_JOURNAL_PATIENCE:
    case CC_N_JOURNAL:
    case CC_N_ENTRIES:
    case CC_JOURNAL_NOTED:
        break;
    }
}
