/* A trace record in words. */
#ifndef CC_JOURNAL_TEXT_H
#define CC_JOURNAL_TEXT_H

#include "models/center/center.h"
#include "models/center/entries.h"

/* "regular 1.17": the 17th of its kind on day 1 (both from 1). */
void cc_journal_text_name(const cc_scenario *scenario, const sim_trace_record *record, char *text,
                          size_t size);
/* "Mon 09:02:11", the weekday and time of a moment, with the number of the week from the second
 * week on: "2 Mon 09:02:11". */
void cc_journal_text_time(const cc_scenario *scenario, double time, char *text, size_t size);
/* "waits, 2 ahead". Empty: nothing that a story needs to say. */
void cc_journal_text_words(const cc_scenario *scenario, const cc_center *center,
                           const sim_trace_record *record, char *text, size_t size);

#endif
