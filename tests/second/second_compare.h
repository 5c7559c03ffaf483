/* The second simulator against the first: contact by contact, and number by number. */
#ifndef SECOND_COMPARE_H
#define SECOND_COMPARE_H

#include "models/measure/record.h"
#include "tests/second/second.h"

/* Do the journals say the same of each contact, in order? What comes first of two contacts at one
 * instant is left open. If not, the earliest difference is printed, and what both told before. */
bool second_same_journal(const cc_scenario *scenario, const sim_trace_buffer *first,
                         const sim_trace_buffer *other);
/* Do all counters agree, of every cell and of every group's agents, of the whole and by interval,
 * and the quantiles and days on target? */
bool second_same_counts(const cc_record *first, const second *other);

#endif
