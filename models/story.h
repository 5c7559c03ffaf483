/* A trace record in words. */
#ifndef CC_STORY_H
#define CC_STORY_H

#include "models/center.h"
#include "models/entries.h"

/* "regular 1.17": the 17th of its kind on day 1 (both from 1). */
void cc_story_name(const cc_scenario *scenario, const sim_trace_record *record, char *text,
                   size_t size);
/* "Mon 09:02:11", the weekday and time of a moment, with the number of the week from the second
 * week on: "2 Mon 09:02:11". */
void cc_story_time(const cc_scenario *scenario, double time, char *text, size_t size);
/* "waits, 2 ahead". Empty: nothing that a story needs to say. */
void cc_story_words(const cc_scenario *scenario, const cc_center *center,
                    const sim_trace_record *record, char *text, size_t size);

#endif
