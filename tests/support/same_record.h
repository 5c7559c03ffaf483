/* Two records of one layout, number by number. */
#ifndef SAME_RECORD_H
#define SAME_RECORD_H

#include "models/record.h"
#include <stdbool.h>

/* What sums may differ by, relative to the greater of 1 and the sum; 0: not in a single bit. What
 * is counted is the same to the bit either way. */
#define SAME_RECORD_WITHIN 0

/* If not, `difference` says where they first differ. */
bool same_record(const cc_scenario *scenario, const cc_record *x, const cc_record *y,
                 char *difference, size_t size);

/* "wait_answered"; "wait_over 2". */
const char *same_record_counter(int counter, char *buffer, size_t size);
const char *same_record_agent_counter(int counter);

#endif
