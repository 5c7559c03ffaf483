/* The one line of what just happened. Step by step, and while it runs slowly, that is the last moment's
 * weightiest record that has words; where many pass in the time that one can be read, of all these. */
#include "models/center/journal_text.h"
#include "report/words.h"
#include "viz/session/state.h"
#include <stdio.h>
#include <string.h>

#define SLOW 30.0 /* simulated s a second: each record is told */
#define MOST_WEIGHT 5
#define READ 2.0 /* s of real time that a line takes to read */

/* 0: not worth telling where there is a choice. */
static int
weight_of(const sim_trace_record *record)
{
    switch ((cc_entry)record->code) {
    case CC_JOURNAL_CHANGED:
        return MOST_WEIGHT;
    case CC_JOURNAL_FAILS:
    case CC_JOURNAL_DISCONNECTED:
    case CC_JOURNAL_BURST_BEGINS:
        return cc_subject_of(record->a) == CC_OF_AGENT ? 1 : 4;
    case CC_JOURNAL_ABANDONS:
    case CC_JOURNAL_BLOCKED:
    case CC_JOURNAL_FINDS_IT_CLOSED:
    case CC_JOURNAL_LEAVES_SILENTLY:
    case CC_JOURNAL_DROPPED:
    case CC_JOURNAL_CUT_OFF:
    case CC_JOURNAL_BALKS:
    case CC_JOURNAL_COMPLAINS:
        return 3;
    case CC_JOURNAL_LOST:
    case CC_JOURNAL_TAKEN:
    case CC_JOURNAL_CONTAINED:
        return 2;
    default:
        return 1;
    }
}

/* False: it has no words. */
static bool
words_of(const viz_player *player, const sim_trace_record *record, char *text, size_t size)
{
    const cc_scenario *scenario = viz_player_scenario(player);
    const cc_center *center = viz_player_center(player);
    char words[256] = "", name[96] = "";
    if (record->code == CC_JOURNAL_CHANGED) {
        const cc_change change = {.time = record->time,
                                  .what = (cc_control)record->b,
                                  .which = (int)record->subject,
                                  .value = record->value};
        char line[240]; /* as it stands in a script */
        cc_script_words(&change, scenario, line, sizeof(line));
        snprintf(words, sizeof(words), _("changed: %.220s"), line);
    } else {
        cc_journal_text_words(scenario, center, record, xp_words, words, sizeof(words));
        if (words[0] == '\0') {
            return false;
        }
        if (cc_subject_of(record->a) == CC_OF_AGENT) {
            cc_center_agent_name(center, (uint32_t)record->subject, name, sizeof(name));
        } else {
            cc_journal_text_name(scenario, record, name, sizeof(name));
        }
    }
    char time[40];
    viz_moment_near(scenario, viz_player_time(player), record->time, time, sizeof(time));
    snprintf(text, size, "%s  %s%s%s", time, name, name[0] != '\0' ? " " : "", words);
    return true;
}

void
viz_happened_tell(viz_session *self, int side)
{
    viz_player *player = self->player[side];
    size_t n;
    const sim_trace_record *record = viz_player_recent(player, &n);
    const bool is_slow = !self->is_running || (self->speed > 0 && self->speed <= SLOW);
    double from = viz_player_time(player) - (self->speed > 0 ? self->speed : 600) * READ;
    int best = 0;
    char text[VIZ_WORDS];
    self->happened[side][0] = '\0';
    for (size_t j = n; j-- > 0 && best < MOST_WEIGHT;) {
        if (best > 0 && record[j].time < from) {
            break;
        }
        if (weight_of(&record[j]) > best && words_of(player, &record[j], text, sizeof(text))) {
            from = best == 0 && is_slow ? record[j].time : from; /* of the same moment */
            best = weight_of(&record[j]);
            memcpy(self->happened[side], text, sizeof(text));
        }
    }
}
