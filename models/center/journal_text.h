/* A trace record in words. */
#ifndef CC_JOURNAL_TEXT_H
#define CC_JOURNAL_TEXT_H

#include "models/center/center.h"
#include "models/center/entries.h"

/* A sentence as it is said in some language: gettext, of whoever has it. */
typedef const char *cc_say(const char *sentence) __attribute__((format_arg(1)));

/* "regular 1.17": the 17th of its kind on day 1 (both from 1). */
void cc_journal_text_name(const cc_scenario *scenario, const sim_trace_record *record, char *text,
                          size_t size);
/* "Mon 09:02:11", the weekday and time of a moment, with the number of the week from the second
 * week on: "2 Mon 09:02:11". */
void cc_journal_text_time(const cc_scenario *scenario, double time, char *text, size_t size);
/* "waits, 2 ahead". Empty: nothing that a story needs to say. `say` gives each sentence in another
 * language, with the same conversions, be it in another order (%2$s); NULL: English. */
void cc_journal_text_words(const cc_scenario *scenario, const cc_center *center,
                           const sim_trace_record *record, cc_say *say, char *text, size_t size);

#endif
